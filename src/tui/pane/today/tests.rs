//! Today as it is drawn and walked through.

use super::*;
use crate::ask::Opened;
use crate::pane::fixture::{self, SIZES, act, desk, drawn, load, reversed, shared, shows, text_of};
use app::App;

fn loaded(desk: &mut App, shared: &Shared) -> Today {
    let mut today = Today::new();
    load(&mut today, desk, shared);
    today
}

#[test]
fn a_lively_day_at_each_size() {
    let mut desk = desk();
    for (width, height) in SIZES {
        let shared = shared(width, height);
        let mut today = loaded(&mut desk, &shared);
        shows("today", &today, &shared);
        act(&mut today, &mut desk, Action::Last, &shared);
        shows("today-tray", &today, &shared);
    }
}

#[test]
fn an_empty_day_says_what_to_do() {
    let shared = shared(80, 24);
    let mut pane = Today::new();
    assert!(text_of(&drawn(&pane, &shared)).contains("loading"));
    load(&mut pane, &mut fixture::empty_desk(), &shared);
    shows("today-empty", &pane, &shared);
    assert_eq!(pane.targets(), []);
    let refused = Handled::with(Effect::Refuse("nothing is selected".to_owned()));
    assert_eq!(pane.act(Action::Open, None, &shared), refused);
}

#[test]
fn a_technician_without_a_visit_says_so_when_something_is_to_be_done() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    let idle = today.entries.iter().position(|entry| entry.target.is_none()).unwrap();
    today.select(idle, &shared);
    let free = |line: &WhereLine| line.present.is_none() && line.next.is_none();
    let name = desk.today().unwrap().technicians.into_iter().find(free).unwrap();
    let said = format!("{} has no visit to come today", name.technician.name);
    assert_eq!(today.act(Action::Open, None, &shared), Handled::with(Effect::Refuse(said.clone())));
    assert_eq!(today.nothing(), said);
}

#[test]
fn what_is_marked_is_counted_and_a_visit_that_is_listed_twice_is_worked_on_once() {
    let mut desk = desk();
    let shared = shared(120, 40);
    let mut today = loaded(&mut desk, &shared);
    assert!(!text_of(&drawn(&today, &shared)).contains("marked"));
    act(&mut today, &mut desk, Action::MarkAll, &shared);
    let marked = today.listed().len();
    assert!(text_of(&drawn(&today, &shared)).contains(&format!("{marked} marked")));
    let visits: Vec<_> = today.targets().iter().filter_map(|target| target.visit).collect();
    let once: BTreeSet<_> = visits.iter().collect();
    assert!(visits.len() < marked, "one needs attention and is where its technician is");
    assert_eq!(visits.len(), once.len());
}

#[test]
fn the_tray_says_how_many_a_filter_leaves() {
    let mut desk = desk();
    let mut shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    shared.filter = "tap".parse().unwrap();
    today.filter(&shared);
    let all = desk.today().unwrap().tray_total;
    let shown = text_of(&drawn(&today, &shared));
    assert!(shown.contains(&format!("Tray 1 of {all}")), "{shown}");
    assert!(shown.contains("whole day: "), "the counts are not those of the filter: {shown}");
    if let Some(whole) = &mut today.whole {
        whole.tray_total = 350;
    }
    today.filter(&shared);
    let shown = text_of(&drawn(&today, &shared));
    assert!(shown.contains(&format!("Tray 1 of the first {all}, 350 in all")), "{shown}");
}

#[test]
fn a_click_on_what_is_selected_opens_it() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    let area = ratatui::layout::Rect::new(0, 1, 80, shared.pane_height());
    let mut click = |row| today.point(Mouse { act: MouseAct::Press, column: 5, row }, area, &shared);
    let opens =
        |handled| matches!(handled, Handled::Yes(effects) if matches!(effects[..], [Effect::Open(_)]));
    assert!(!opens(click(4)), "the first click selects");
    assert!(opens(click(4)));
}

#[test]
fn the_selection_goes_through_all_sections_and_is_always_seen() {
    let mut desk = desk();
    let shared = shared(40, 12);
    let mut today = loaded(&mut desk, &shared);
    let mut seen = Vec::new();
    for _ in 0..today.entries.len() {
        let lit = reversed(&drawn(&today, &shared));
        assert_eq!(lit.len(), 1, "{lit:?}");
        seen.extend(lit);
        act(&mut today, &mut desk, Action::Down, &shared);
    }
    assert!(seen[0].starts_with("LATE") && seen[seen.len() - 2].contains("Tap drips"), "{seen:?}");
    seen.dedup();
    assert_eq!(seen.len(), today.entries.len());
    act(&mut today, &mut desk, Action::First, &shared);
    assert!(text_of(&drawn(&today, &shared)).contains("Needs attention"));
}

#[test]
fn tab_goes_from_section_to_section() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    act(&mut today, &mut desk, Action::NextPane, &shared);
    assert!(matches!(today.selected, Some(Key::Where(_))));
    act(&mut today, &mut desk, Action::NextPane, &shared);
    assert!(matches!(today.selected, Some(Key::Tray(_))));
    act(&mut today, &mut desk, Action::NextPane, &shared);
    assert_eq!(today.place, 0);
}

#[test]
fn the_selection_stays_on_its_visit_when_the_list_changes() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    act(&mut today, &mut desk, Action::Last, &shared);
    let before = today.targets();
    let late = today.view.as_ref().unwrap().attention[0].visit.id;
    desk.run(domain::Command::EnRoute(late, fixture::at("24 11:19"))).unwrap();
    desk.run(domain::Command::Arrive(late, fixture::at("24 11:20"))).unwrap();
    load(&mut today, &mut desk, &shared);
    assert_eq!(today.targets(), before);
}

#[test]
fn marked_ones_are_the_targets_and_leave_with_the_operation() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    act(&mut today, &mut desk, Action::NextPane, &shared);
    act(&mut today, &mut desk, Action::NextPane, &shared);
    act(&mut today, &mut desk, Action::Mark, &shared);
    act(&mut today, &mut desk, Action::Mark, &shared);
    let targets = today.targets();
    assert_eq!(targets.len(), 2);
    assert!(targets.iter().all(|target| !target.placed && target.visit.is_some()));
    shows("today-marked", &today, &shared);
    let (visit, _) = targets[0].visit.unwrap();
    let assign = domain::Command::Assign(visit, domain::Crew::of(domain::TechnicianId(1)));
    let done = Answer::Done(desk.run(assign).unwrap());
    today.accept(&done, &shared);
    assert_eq!(today.targets().len(), 1);
    act(&mut today, &mut desk, Action::Back, &shared);
    assert_eq!(today.act(Action::Back, None, &shared), Handled::No);
}

#[test]
fn the_filter_lists_only_what_holds_every_word() {
    let mut desk = desk();
    let mut shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    shared.filter = "TAP patel".parse().unwrap();
    today.filter(&shared);
    assert_eq!(today.entries.len(), 1);
    assert!(today.targets()[0].label.contains("Tap drips"));
    shared.filter = "nothing has this".parse().unwrap();
    today.filter(&shared);
    assert!(text_of(&drawn(&today, &shared)).contains("nothing of today passes; F shows all again"));
    assert_eq!(today.targets(), []);
    shared.filter = "".parse().unwrap();
    today.filter(&shared);
    assert!(today.entries.len() > 3);
}

#[test]
fn enter_opens_the_job() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    let job = today.targets()[0].job.unwrap().0;
    let left = act(&mut today, &mut desk, Action::Open, &shared);
    assert_eq!(left, [Effect::Open(Opened::Job(job))]);
}

#[test]
fn the_entry_selected_comes_back_and_not_another_of_its_job() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut today = loaded(&mut desk, &shared);
    for place in 0..today.entries.len() {
        today.select(place, &shared);
        let mut again = Today::new();
        again.restore(&today.remember(), &shared);
        load(&mut again, &mut desk, &shared);
        assert_eq!(again.selected, today.selected);
    }
}

#[test]
fn a_wide_list_has_room_for_whole_names() {
    let mut desk = desk();
    let widths = |today: &Today, width| today.entries[0].cells(width).iter().map(|cell| cell.width).collect();
    let today = loaded(&mut desk, &shared(200, 60));
    let (wide, usual): (Vec<u16>, Vec<u16>) = (widths(&today, 119), widths(&today, 78));
    assert_eq!((wide, usual), (vec![18, 11, 18, 0], vec![10, 11, 10, 0]));
}

#[test]
fn a_broken_promise_is_said_in_the_tray() {
    let shared = shared(80, 24);
    let mut view = desk().today().unwrap();
    view.tray[0].job.priority = domain::Priority::Urgent;
    view.tray[0].job.marks = vec![domain::Mark::Late, domain::Mark::PromiseBroken];
    let (key, entries) = (Key::Tray(view.tray[0].visit), entries(&view, &shared));
    let entry = entries.iter().find(|entry| entry.key == key).unwrap();
    let cells = entry.cells(80);
    assert_eq!(cells[0].text, "BROKEN");
    assert!(cells.last().unwrap().text.contains("URGENT"), "{cells:?}");
}
