//! Jobs and clients, opened.

use app::App;

use super::*;
use crate::pane::fixture::{
    BOILER, KERR, PATEL, SIZES, act, act_times, desk, drawn, load, reversed, shared, shows, text_of,
};

fn opened(desk: &mut App, opened: Opened, shared: &Shared) -> Detail {
    let mut detail = Detail::new(opened);
    load(&mut detail, desk, shared);
    detail
}

/// The whole page at once, as text.
fn whole(detail: &Detail) -> String {
    text_of(&drawn(detail, &shared(100, 120)))
}

#[test]
fn a_job_at_each_size() {
    let mut desk = desk();
    for (width, height) in SIZES {
        let shared = shared(width, height);
        let mut detail = opened(&mut desk, Opened::Job(BOILER), &shared);
        shows("detail-job", &detail, &shared);
        act(&mut detail, &mut desk, Action::Down, &shared);
        act_times(&mut detail, &mut desk, Action::HalfDown, Some(2), &shared);
        shows("detail-job-down", &detail, &shared);
    }
}

#[test]
fn a_client_at_each_size() {
    let mut desk = desk();
    for (width, height) in SIZES {
        let shared = shared(width, height);
        shows("detail-client", &opened(&mut desk, Opened::Client(KERR), &shared), &shared);
    }
    let shared = shared(80, 24);
    shows("detail-naughty", &opened(&mut desk, Opened::Client(ClientId(3)), &shared), &shared);
}

#[test]
fn a_held_a_completed_and_a_cancelled_job_say_so() {
    let mut desk = desk();
    let shared = shared(100, 60);
    for (name, words) in [
        ("Radiator valves", ["parts: valves on back order", "Mia looks again Mon 30 Nov"]),
        ("Annual service", ["serviced, no faults", "none used"]),
        ("Gutter", ["sold the house", "asked by client"]),
    ] {
        let job = (1..20).map(JobId).find(|id| desk.job_card(*id).is_ok_and(|card| card.line.title == name));
        let detail = opened(&mut desk, Opened::Job(job.unwrap()), &shared);
        let text = whole(&detail);
        assert!(words.iter().all(|word| text.contains(word)), "{text}");
    }
}

#[test]
fn loading_names_what_is_loaded() {
    let shared = shared(80, 24);
    let detail = Detail::new(Opened::Job(BOILER));
    assert!(text_of(&drawn(&detail, &shared)).contains("J-1"));
    assert_eq!(detail.targets(), []);
}

#[test]
fn the_job_is_the_target_until_a_visit_is_selected() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut detail = opened(&mut desk, Opened::Job(BOILER), &shared);
    let target = detail.targets().remove(0);
    assert_eq!(target.job.map(|(id, _)| id), Some(BOILER));
    assert!(target.job.unwrap().1 > 0 && target.visit.unwrap().1 > 0, "as they were seen");
    assert_eq!((target.phone.as_str(), target.address.contains("14 Elm St")), ("07700 900123", true));
    assert!(reversed(&drawn(&detail, &shared))[0].starts_with("J-1 "));
    act(&mut detail, &mut desk, Action::Down, &shared);
    let lit = reversed(&drawn(&detail, &shared));
    assert!(lit[0].starts_with("V-1 "), "{lit:?}");
    let target = detail.targets().remove(0);
    assert_eq!(target.visit.map(|(id, _)| id), Some(VisitId(1)));
    assert_eq!(target.job.map(|(id, _)| id), Some(BOILER));
    assert_eq!(detail.act(Action::Done, None, &shared), Handled::No);
    act(&mut detail, &mut desk, Action::First, &shared);
    assert!(reversed(&drawn(&detail, &shared))[0].starts_with("J-1 "));
}

#[test]
fn whatever_is_scrolled_what_is_lit_is_the_target() {
    let mut desk = desk();
    let shared = shared(40, 12);
    let mut detail = opened(&mut desk, Opened::Client(KERR), &shared);
    let lines = detail.lines(40, &shared).len();
    let mut rows = 0;
    for action in [Action::Down, Action::Up] {
        for _ in 0..lines + 10 {
            act(&mut detail, &mut desk, action, &shared);
            let lit = reversed(&drawn(&detail, &shared));
            let label = detail.targets()[0].label.clone();
            let word = label.split([' ', ',']).next().unwrap().to_owned();
            assert!(!lit.is_empty(), "something is always lit");
            rows += usize::from(detail.reading.selected.is_some());
            // A contact is called by name on its row, everything else by its number.
            assert!(lit[0].starts_with(&word) || word.starts_with("CT-"), "{lit:?} for {label}");
        }
    }
    assert!(rows > 10);
}

#[test]
fn access_notes_of_a_job_come_when_asked_for() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut detail = opened(&mut desk, Opened::Job(BOILER), &shared);
    assert!(whole(&detail).contains("hidden; ga shows it"));
    act(&mut detail, &mut desk, Action::Access, &shared);
    assert!(whole(&detail).contains("gate 4711"));
    load(&mut detail, &mut desk, &shared);
    assert!(whole(&detail).contains("gate 4711"), "a refresh keeps them");
    act(&mut detail, &mut desk, Action::Access, &shared);
    assert!(!whole(&detail).contains("4711"));
    assert_eq!(detail.access_notes, None);
}

#[test]
fn an_answer_about_something_else_changes_nothing() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut detail = opened(&mut desk, Opened::Job(BOILER), &shared);
    let before = whole(&detail);
    detail.accept(&Answer::Client(Box::new(desk.client_card(PATEL, true).unwrap())), &shared);
    detail.accept(&Answer::Job(Box::new(desk.job_card(JobId(2)).unwrap())), &shared);
    detail.accept(&Answer::Client(Box::new(desk.client_card(KERR, true).unwrap())), &shared);
    assert_eq!(whole(&detail), before);
}

#[test]
fn enter_on_a_job_of_a_client_opens_it() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut detail = opened(&mut desk, Opened::Client(KERR), &shared);
    assert_eq!(act(&mut detail, &mut desk, Action::Open, &shared), []);
    while !matches!(detail.reading.selected, Some(Row::Job(_))) {
        act(&mut detail, &mut desk, Action::Down, &shared);
    }
    let Some(Row::Job(job)) = detail.reading.selected else { panic!("a job is selected") };
    assert_eq!(act(&mut detail, &mut desk, Action::Open, &shared), [Effect::Open(Opened::Job(job))]);
}

#[test]
fn a_history_at_each_size() {
    let mut desk = desk();
    for (width, height) in SIZES {
        let shared = shared(width, height);
        let mut detail = opened(&mut desk, Opened::History(BOILER.into()), &shared);
        act(&mut detail, &mut desk, Action::Down, &shared);
        shows("detail-history", &detail, &shared);
    }
}

#[test]
fn an_operation_of_a_history_is_what_undo_is_asked_about() {
    let mut desk = desk();
    let shared = shared(100, 60);
    let mut detail = opened(&mut desk, Opened::History(BOILER.into()), &shared);
    assert!(matches!(act(&mut detail, &mut desk, Action::UndoThis, &shared)[..], [Effect::Refuse(_)]));
    // The newest is a note; the one before it answered the checklist.
    act_times(&mut detail, &mut desk, Action::Down, Some(2), &shared);
    let Some(Row::Operation(operation)) = detail.reading.selected else { panic!("an operation is selected") };
    let Handled::Yes(effects) = detail.act(Action::UndoThis, None, &shared) else {
        panic!("it is the pane's")
    };
    assert_eq!(effects, [Effect::Ask(Ask::UndoView(operation))]);
    assert_eq!(detail.targets()[0].job.map(|(id, _)| id), Some(BOILER));
    desk.undo(Some(operation)).unwrap();
    load(&mut detail, &mut desk, &shared);
    let text = whole(&detail);
    assert!(text.contains("(undone)") && text.contains("Undone:"), "{text}");
}

#[test]
fn equipment_and_sites_of_a_client_can_be_selected() {
    let mut desk = desk();
    let shared = shared(120, 60);
    let mut detail = opened(&mut desk, Opened::Client(KERR), &shared);
    let mut seen = Vec::new();
    for _ in 0..40 {
        act(&mut detail, &mut desk, Action::Down, &shared);
        seen.extend(detail.targets()[0].record.map(|(entity, _)| entity.kind));
    }
    for kind in [domain::EntityKind::Contact, domain::EntityKind::Site, domain::EntityKind::Equipment] {
        assert!(seen.contains(&kind), "no {kind:?} in {seen:?}");
    }
    assert!(whole(&detail).contains("under warranty until 1 Mar 2027"));
}

#[test]
fn technicians_are_called_by_name_and_what_comes_next_stands_first() {
    let mut desk = desk();
    let mut client = desk.client_card(KERR, false).unwrap().client;
    client.preferred = vec![domain::TechnicianId(1)];
    client.barred = vec![domain::TechnicianId(2)];
    desk.run(domain::Command::Edit(KERR.into(), client.into())).unwrap();
    let shared = shared(100, 60);
    let text = whole(&opened(&mut desk, Opened::Client(KERR), &shared));
    assert!(text.contains("NOT Ravi") && text.contains("Dana") && !text.contains("T-2"), "{text}");
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("no “{words}” in {text}"));
    assert!(place("Next visit") < place("07700 900123"));
}

#[test]
fn a_crew_that_is_too_small_is_told_apart_from_a_missing_skill() {
    let mut desk = desk();
    let shared = shared(100, 60);
    let two = domain::Service { name: "Two up".into(), crew_size: 2, ..domain::Service::default() };
    desk.run(domain::Command::Add(two.into())).unwrap();
    let service =
        desk.book(domain::EntityKind::Service).unwrap().into_iter().find(|one| one.label == "Two up");
    let visit = desk.client_card(KERR, false).unwrap().next_visit.unwrap();
    let mut job = domain::Job::try_from(desk.show(visit.job.into()).unwrap().record).unwrap();
    job.services = vec![domain::ServiceId(service.unwrap().entity.id)];
    desk.run(domain::Command::Edit(visit.job.into(), job.clone().into())).unwrap();
    let text = whole(&opened(&mut desk, Opened::Job(visit.job), &shared));
    assert!(text.contains("CREW SHORT") && text.contains("crew short"), "{text}");
    assert!(!text.to_lowercase().contains("skill gap"), "{text}");
    job.skills = vec![domain::Skill { name: "roof".into(), level: 3 }];
    desk.run(domain::Command::Edit(visit.job.into(), job.into())).unwrap();
    let text = whole(&opened(&mut desk, Opened::Job(visit.job), &shared));
    assert!(text.contains("SKILL GAP, CREW SHORT"), "{text}");
}
