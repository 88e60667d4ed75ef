//! Free time by example and by property, in zones whose clocks change.

use chrono::{NaiveTime, Timelike};
use proptest::prelude::*;

use super::*;
use crate::fixture::{DANA, RAVI, day, given, hours, slot, span};
use crate::{DayException, Event, EventId, EventKind, Interval, Slot, Technician, Tz, WeekHours, local_day};

fn with(events: impl IntoIterator<Item = Event>) -> Slice {
    let mut slice = given().slice;
    for (id, event) in (1..).zip(events) {
        slice.events.insert(EventId(id), event);
    }
    slice
}

fn event(who: Option<TechnicianId>, start: &str, minutes: u32) -> Event {
    Event::new(EventKind::Meeting, who, slot(start, minutes))
}

#[test]
fn working_hours_less_events_are_free() {
    let slice = with([event(Some(DANA), "24 12:00", 60), event(None, "24 07:00", 90)]);
    assert_eq!(free_spans(&slice, DANA, day(24)), [span("24 08:30", 210), span("24 13:00", 240)]);
    assert_eq!(free_spans(&slice, RAVI, day(24)), [span("24 08:30", 510)]);
    assert_eq!(free_spans(&slice, RAVI, day(22)), [], "a Sunday");
    assert_eq!(free_spans(&slice, TechnicianId(9), day(24)), []);
    assert_eq!(working_minutes(&slice, DANA, day(24)), 540, "a meeting is work of a kind");
}

#[test]
fn time_off_is_no_working_time() {
    let off = |start, minutes| Event { kind: EventKind::TimeOff, ..event(Some(DANA), start, minutes) };
    let slice = with([off("24 12:00", 24 * 60), off("26 08:00", 9 * 60)]);
    assert_eq!(working_time(&slice, DANA, day(24)), [span("24 08:00", 240)]);
    assert_eq!(working_time(&slice, DANA, day(25)), [span("25 12:00", 300)]);
    assert_eq!(working_time(&slice, DANA, day(26)), []);
    assert_eq!(working_minutes(&slice, RAVI, day(26)), 540);
}

#[test]
fn an_own_exception_works_the_holiday_and_an_event_takes_from_it() {
    let mut slice = with([event(None, "24 11:00", 600)]);
    let on = |intervals| DayException { date: day(24), intervals, reason: String::new() };
    slice.business.as_mut().unwrap().exceptions.push(on(Vec::new()));
    assert_eq!(free_spans(&slice, DANA, day(24)), []);
    slice.technicians.get_mut(&DANA).unwrap().exceptions.push(on(vec![hours(10, 12)]));
    assert_eq!(free_spans(&slice, DANA, day(24)), [span("24 10:00", 60)]);
    assert_eq!(free_spans(&slice, RAVI, day(24)), []);
}

#[test]
fn events_that_touch_or_cover_leave_nothing_empty() {
    let taken = vec![span("24 09:00", 60), span("24 10:00", 30), span("24 09:30", 20)];
    assert_eq!(without(&[span("24 09:00", 90)], taken.clone()), []);
    assert_eq!(
        without(&[span("24 08:00", 60), span("24 10:30", 5)], taken),
        [span("24 08:00", 60), span("24 10:30", 5)]
    );
}

/// A day on which clocks change or do not, and its zone.
fn days() -> impl Strategy<Value = (NaiveDate, Tz)> {
    let days = [
        ("2026-03-29", Tz::Europe__London),
        ("2026-10-25", Tz::Europe__London),
        ("2026-03-08", Tz::America__New_York),
        ("2026-11-01", Tz::America__New_York),
        ("2026-04-05", Tz::Australia__Lord_Howe),
        ("2026-10-04", Tz::Australia__Lord_Howe),
        ("2026-09-06", Tz::America__Santiago),
        ("2026-11-24", Tz::Europe__London),
    ];
    let days = days.map(|(date, zone)| (date.parse::<NaiveDate>().unwrap(), zone));
    (prop::sample::select(days.to_vec()), -1..2_i64)
        .prop_map(|((date, zone), by)| (date + chrono::Duration::days(by), zone))
}

fn quarter(of_day: u32) -> NaiveTime {
    NaiveTime::MIN.with_hour(of_day / 4 % 24).unwrap().with_minute(of_day % 4 * 15).unwrap()
}

/// Intervals of a day in order and apart, by the quarters at which they begin and end.
fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    prop::collection::btree_set(0..=96_u32, 0..9).prop_map(|ends| {
        let ends: Vec<u32> = ends.into_iter().collect();
        ends.chunks_exact(2).filter_map(|pair| Interval::new(quarter(pair[0]), quarter(pair[1]))).collect()
    })
}

/// An event of anybody: whole days around a date, or minutes from its midnight.
fn events(date: NaiveDate, zone: Tz) -> impl Strategy<Value = Event> {
    let who = prop::sample::select(vec![None, Some(DANA), Some(RAVI)]);
    let kind = prop::sample::select(EventKind::ALL.to_vec());
    (who, kind, -2_i64..2, 0..2_i64, any::<bool>(), -300..1500_i64, 1..900_u32).prop_map(
        move |(who, kind, first, more, all_day, start, minutes)| {
            if all_day {
                let first = date + chrono::Duration::days(first);
                return Event::of_days(kind, who, (first, first + chrono::Duration::days(more)), zone)
                    .unwrap();
            }
            let start = local_day(date, zone).start + chrono::Duration::minutes(start);
            Event::new(kind, who, Slot::of_span(Span::of_minutes(start, minutes).unwrap(), zone))
        },
    )
}

fn worlds() -> impl Strategy<Value = (Slice, NaiveDate)> {
    days().prop_flat_map(|(date, zone)| {
        let events = prop::collection::vec(events(date, zone), 0..6);
        (intervals(), events, any::<bool>()).prop_map(move |(intervals, events, is_exception)| {
            let mut slice = with(events);
            slice.business.as_mut().unwrap().zone = zone;
            let technician = if is_exception {
                let exception = DayException { date, intervals, reason: String::new() };
                Technician { exceptions: vec![exception], ..Technician::default() }
            } else {
                let week = WeekHours(std::array::from_fn(|_| intervals.clone()));
                Technician { hours: week, ..Technician::default() }
            };
            slice.technicians.insert(DANA, technician);
            (slice, date)
        })
    })
}

proptest! {
    #[test]
    fn free_time_is_working_time_without_events((slice, date) in worlds()) {
        let free = free_spans(&slice, DANA, date);
        let business = slice.business.as_ref().unwrap();
        let working = slice.technicians[&DANA].working_spans(business, date);
        for pair in free.windows(2) {
            prop_assert!(pair[0].end < pair[1].start, "in order, and none touches another: {free:?}");
        }
        for span in &free {
            prop_assert!(span.start < span.end);
            let taken = slice.events.values().find(|event| event.concerns(DANA) && event.span().overlaps(span));
            prop_assert!(taken.is_none(), "{span:?} is taken by {taken:?}");
        }
        // Every minute, asked one by one: all times here are of whole minutes.
        let counted = working_time(&slice, DANA, date);
        let around = local_day(date, business.zone);
        for minute in 0..around.minutes() + 120 {
            let at = around.start + chrono::Duration::minutes(minute);
            let works = working.iter().any(|span| span.contains(at));
            let is_taken = |kind: fn(&Event) -> bool| {
                slice.events.values().any(|event| event.concerns(DANA) && kind(event) && event.span().contains(at))
            };
            let is_free = free.iter().any(|span| span.contains(at));
            prop_assert_eq!(is_free, works && !is_taken(|_| true), "{}", at);
            let counts = counted.iter().any(|span| span.contains(at));
            prop_assert_eq!(counts, works && !is_taken(|event| event.kind.is_time_off()), "{}", at);
        }
    }

    #[test]
    fn a_whole_day_off_leaves_nothing_free((mut slice, date) in worlds()) {
        let zone = slice.business.as_ref().unwrap().zone;
        let off = Event::of_days(EventKind::TimeOff, Some(DANA), (date, date), zone).unwrap();
        prop_assert_eq!(off.span(), local_day(date, zone));
        prop_assert_eq!(off.days(), (date, date));
        slice.events.insert(EventId(99), off);
        prop_assert_eq!(free_spans(&slice, DANA, date), vec![]);
        prop_assert_eq!(working_minutes(&slice, DANA, date), 0);
    }
}
