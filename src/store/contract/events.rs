//! Time that is not for jobs, by whom it takes and when.

use domain::*;

use super::bench::{Bench, at, hours, made, technician};

fn event(who: Option<u64>, span: Span) -> Event {
    Event::new(EventKind::Meeting, who.map(TechnicianId), Slot::of_span(span, Tz::Europe__London))
}

fn span(from: &str, to: &str) -> Span {
    Span::new(at(from), at(to)).unwrap()
}

fn found(bench: &Bench, spans: &[Span], who: Option<&[TechnicianId]>) -> Vec<u64> {
    bench.read(|r| r.events_between(spans, who)).into_iter().map(|(id, _)| id.0).collect()
}

pub(super) fn those_that_overlap_are_found_by_whose_they_are(bench: &mut Bench) {
    bench.put(TechnicianId(1), technician("Dana"));
    bench.put(TechnicianId(2), technician("Ravi"));
    let weeks = span("2026-11-10T00:00:00Z", "2026-12-01T00:00:00Z");
    bench.apply(&[
        made(EventId(1), event(Some(1), hours(12, 13))),
        made(EventId(2), event(None, hours(8, 9))),
        made(EventId(3), event(Some(2), weeks)),
        made(EventId(4), event(Some(1), span("2026-11-23T22:00:00Z", "2026-11-24T00:00:00Z"))),
        made(EventId(5), event(Some(1), span("2026-11-23T22:00:00Z", "2026-11-24T00:00:01Z"))),
    ]);
    let day = hours(0, 24);
    assert_eq!(found(bench, &[day], None), [3, 5, 2, 1]);
    assert_eq!(found(bench, &[day], Some(&[TechnicianId(1)])), [5, 2, 1]);
    assert_eq!(found(bench, &[day], Some(&[])), [2], "everybody's alone");
    assert_eq!(found(bench, &[], None), [0; 0]);
    assert_eq!(
        found(bench, &[hours(9, 12), hours(13, 24)], Some(&[TechnicianId(1)])),
        [0; 0],
        "touching ends"
    );
    let several = [hours(8, 9), hours(12, 13), hours(0, 24)];
    assert_eq!(found(bench, &several, Some(&[TechnicianId(1)])), [5, 2, 1], "each once");
}

pub(super) fn an_event_follows_its_changes_and_goes_with_its_technician(bench: &mut Bench) {
    bench.put(TechnicianId(1), technician("Dana"));
    let lunch = Event { title: "Lunch with Bo".into(), ..event(Some(1), hours(12, 13)) };
    bench.put(EventId(1), lunch.clone());
    assert_eq!(bench.read(|r| r.users_of(TechnicianId(1).into())), [EntityRef::from(EventId(1))]);
    assert_eq!(bench.read(|r| r.named(EntityKind::Event, "lunch"))[0].0, EventId(1).into());
    let moved =
        bench.put(EventId(1), Event { slot: event(None, hours(14, 15)).slot, technician: None, ..lunch });
    assert_eq!(found(bench, &[hours(12, 13)], None), [0; 0]);
    assert_eq!(found(bench, &[hours(14, 15)], Some(&[])), [1]);
    bench.undo(moved);
    assert_eq!(found(bench, &[hours(12, 13)], Some(&[TechnicianId(1)])), [1]);
    bench.remove(EventId(1));
    assert_eq!(found(bench, &[hours(0, 24)], None), [0; 0]);
}
