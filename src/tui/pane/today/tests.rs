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
    assert_eq!(pane.act(Action::Open, None, &shared), Handled::quietly());
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
