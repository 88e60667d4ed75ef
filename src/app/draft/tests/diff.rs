//! What a draft would change.

use domain::{Command, WindowChoice};

use super::*;
use crate::{MessageKind, VisitChange};

#[test]
fn moving_a_told_visit_breaks_its_promise_and_causes_a_message() {
    let mut app = desk();
    let draft = new(&mut app);
    let told = placed(&app).into_iter().find(|visit| visit.told).unwrap();
    app.step_in(draft, &away(told.id)).unwrap();
    let diff = app.draft_diff(draft).unwrap();
    assert_eq!((diff.totals.visits, diff.totals.promises_newly_broken), (1, 1));
    let visit = &diff.visits[0];
    assert_eq!((visit.visit, visit.before.start), (told.id, told.start));
    assert!(visit.changes.contains(&VisitChange::Moved));
    let kinds: Vec<MessageKind> = diff.messages.iter().map(|message| message.kind).collect();
    assert!(kinds.contains(&MessageKind::NewTime), "{kinds:?}");
    assert!(diff.findings.iter().any(|finding| finding.is_new && finding.visit == told.id));
    // All of it is outside of working hours there, and two days of the technician are touched.
    assert_eq!(diff.load.len(), 2);
    assert_eq!(diff.totals.overtime_minutes.after - diff.totals.overtime_minutes.before, 60);
}

#[test]
fn a_told_window_that_is_kept_causes_no_message() {
    let mut app = desk();
    let draft = new(&mut app);
    let told = placed(&app).into_iter().find(|visit| visit.told).unwrap();
    let command = Command::Move(told.id, to("2026-12-01T19:00:00Z", 60), WindowChoice::Keep);
    app.step_in(draft, &Request::new(command).because("asked for")).unwrap();
    let diff = app.draft_diff(draft).unwrap();
    assert!(diff.messages.iter().all(|message| message.kind != MessageKind::NewTime));
    assert_eq!(diff.totals.promises_newly_broken, 1);
}

#[test]
fn a_first_slot_is_confirmed_and_the_tray_is_told() {
    let mut app = desk();
    let draft = new(&mut app);
    let (tray, _) = app.tray(&crate::Filter::default(), 100, 0).unwrap();
    let first = tray.iter().find(|line| line.missing == "slot and technician").unwrap();
    let who = placed(&app).remove(0).technicians.remove(0).id;
    let placement = Placement { crew: Some(crew(who)), ..to("2026-11-26T10:00:00Z", 60) };
    let command = Command::Schedule(first.visit, placement, WindowChoice::Shift);
    app.step_in(draft, &Request::new(command).because("asked for")).unwrap();
    let told = placed(&app).into_iter().find(|visit| visit.told).unwrap();
    app.step_in(draft, &Request::new(Command::ToTray(told.id)).because("no")).unwrap();
    let diff = app.draft_diff(draft).unwrap();
    let kind =
        |visit| diff.messages.iter().find(|message| message.visit == visit).map(|message| message.kind);
    assert_eq!(kind(first.visit), Some(MessageKind::Confirmation));
    assert_eq!(kind(told.id), Some(MessageKind::NoTime));
    // Those that go to the tray come last.
    assert_eq!(diff.visits.iter().map(|visit| visit.visit).collect::<Vec<_>>(), [first.visit, told.id]);
    assert_eq!(diff.visits[0].changes, [VisitChange::Scheduled, VisitChange::Reassigned]);
}

#[test]
fn travel_and_load_are_those_of_the_days_as_the_views_have_them() {
    let mut app = desk();
    let draft = new(&mut app);
    let visit = placed(&app).remove(0);
    app.step_in(draft, &Request::new(Command::ToTray(visit.id)).because("no")).unwrap();
    let diff = app.draft_diff(draft).unwrap();
    let lane = |app: &App| {
        let day = app.day(date()).unwrap();
        let who = Some(visit.technicians[0].id);
        let lane =
            day.lanes.into_iter().find(|lane| lane.technician.as_ref().map(|who| who.id) == who).unwrap();
        (lane.visits.len(), lane.planned_minutes)
    };
    let load = diff.load.iter().find(|load| load.technician.id == visit.technicians[0].id).unwrap();
    assert_eq!((load.before.visits, load.before.planned_minutes), lane(&app));
    app.enter_draft(Some(draft)).unwrap();
    assert_eq!((load.after.visits, load.after.planned_minutes), lane(&app));
    assert!(load.after.travel_minutes < load.before.travel_minutes);
}
