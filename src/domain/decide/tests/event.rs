//! Events: what they must be, and what becomes of them with their technician.

use crate::fixture::*;
use crate::*;

fn training(who: Option<TechnicianId>) -> Event {
    Event::new(EventKind::Training, who, slot("24 14:00", 120))
}

#[test]
fn an_event_is_added_edited_and_removed() {
    let after = given().after(Command::Add(training(Some(DANA)).into()));
    let later = Event { title: "Gas\ncourse".into(), slot: slot("25 14:00", 120), ..training(Some(DANA)) };
    let (decision, slice) = after.when(Command::Edit(EventId(1).into(), later.into())).allowed();
    assert_eq!(decision.summary, "Edited event EV-1 Gas course");
    assert_eq!(slice.events[&EventId(1)].title, "Gas course");
    let (decision, slice) = after.when(Command::Remove(EventId(1).into())).allowed();
    assert_eq!(decision.summary, "Removed event EV-1 Training");
    assert!(slice.events.is_empty());
}

#[test]
fn what_is_wrong_with_an_event_is_named_by_field() {
    let with = |change: &dyn Fn(&mut Event)| {
        let mut event = training(Some(DANA));
        change(&mut event);
        Command::Add(event.into())
    };
    let refused = |change: &dyn Fn(&mut Event)| given().when(with(change)).refused("");
    assert_eq!(refused(&|e| e.technician = Some(TechnicianId(9))).kind(), "not_found");
    let empty = |e: &mut Event| e.slot.span.end = e.slot.span.start;
    assert_eq!(refused(&empty).field(), Some("slot"));
    assert_eq!(refused(&|e| e.slot = slot("24 14:00", 400 * 24 * 60)).field(), Some("slot"));
    assert_eq!(refused(&|e| e.all_day = true).field(), Some("slot"));
    let days =
        |first, last| Event::of_days(EventKind::TimeOff, None, (first, last), Tz::Europe__London).unwrap();
    given().when(Command::Add(days(day(24), day(25)).into())).allowed();
    given().when(with(&|e| e.technician = None)).allowed();
}

#[test]
fn a_technicians_events_go_with_them_and_everybodys_stay() {
    let given =
        given().after_all([Command::Add(training(Some(TOM)).into()), Command::Add(training(None).into())]);
    let (_, slice) = given.when(Command::Remove(TOM.into())).allowed();
    assert_eq!(slice.events.keys().collect::<Vec<_>>(), [&EventId(2)]);
}

#[test]
fn a_source_is_made_what_it_says_now() {
    let given =
        given().after_all([Command::Add(training(Some(TOM)).into()), Command::Add(training(None).into())]);
    let brought = vec![Brought { entity: EventId(3).into(), record: training(Some(DANA)).into() }];
    let gone = vec![EventId(1).into()];
    let synced = Synced { brought, gone, what: "busy times of Dana: 1 new, 1 gone".into() };
    let (decision, slice) = given.when(Command::Sync(Box::new(synced))).allowed();
    assert_eq!(decision.summary, "Imported busy times of Dana: 1 new, 1 gone");
    assert_eq!(slice.events.keys().collect::<Vec<_>>(), [&EventId(2), &EventId(3)]);
}
