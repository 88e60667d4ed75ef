//! Breaks that a technician takes when it suits within some hours: 30 minutes between 11:30 and 14:00.

use chrono::{NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Event, EventKind, Interval, Located, Slice, Span, TechnicianId, Tz, VisitId, place_local, place_of,
    without,
};

/// A break of each working day; it has no place, and the way goes on before or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FloatingBreak {
    /// Local time of the earliest beginning.
    #[serde(deserialize_with = "crate::moment::read")]
    pub from: NaiveTime,
    /// Local time by which it is over; `00:00` stands for 24:00.
    #[serde(deserialize_with = "crate::moment::read")]
    pub to: NaiveTime,
    /// How long it is.
    pub minutes: u32,
}

impl FloatingBreak {
    /// The hours in which it lies; none when they are empty or backwards.
    pub fn interval(&self) -> Option<Interval> {
        Interval::new(self.from, self.to)
    }

    /// The moments in which it lies on a local date.
    pub fn range_on(&self, date: NaiveDate, zone: Tz) -> Option<Span> {
        let end_date = if self.to == NaiveTime::MIN { date.succ_opt()? } else { date };
        let start = place_local(date.and_time(self.from), zone).moment();
        Span::new(start, place_local(end_date.and_time(self.to), zone).moment())
    }

    /// What is wrong with it, if anything is.
    pub fn fault(&self) -> Option<&'static str> {
        // A date of no clock change has room for whatever any date has.
        let range = self.interval().and_then(|_| self.range_on(NaiveDate::default(), Tz::UTC));
        match range {
            None => Some("ends before it begins"),
            Some(_) if self.minutes == 0 => Some("has no length"),
            Some(range) if range.minutes() < i64::from(self.minutes) => {
                Some("is longer than the hours it lies in")
            }
            Some(_) => None,
        }
    }
}

/// The moments of a technician's break on a local date, when the work of that day has to leave room for it: when
/// it is not had anyway, outside the hours, on time off or with a lunch.
pub fn break_range(slice: &Slice, who: TechnicianId, date: NaiveDate, pause: &FloatingBreak) -> Option<Span> {
    let (technician, business) = (slice.technicians.get(&who)?, slice.business.as_ref()?);
    let range = pause.range_on(date, business.zone)?;
    let working = technician.working_spans(business, date);
    let is_rest = |event: &Event| matches!(event.kind, EventKind::TimeOff | EventKind::Lunch);
    let rests = slice.events.overlapping(who, range).filter(|(_, event)| is_rest(event));
    let at_work = without(&working, rests.map(|(_, event)| event.span()).collect());
    let rested = without(&[range], at_work);
    rested.iter().all(|rest| rest.minutes() < i64::from(pause.minutes)).then_some(range)
}

/// Something that takes a technician's time, and where they are then.
#[derive(Debug, Clone, Copy)]
struct Taken {
    span: Span,
    place: Option<Located>,
}

/// Whether a technician's visits and events leave room for a break in a range of moments, the ways between visits
/// beside it; one visit left out, or where it is meant to be.
pub fn has_room_for_break(
    slice: &Slice,
    who: TechnicianId,
    (range, minutes): (Span, u32),
    moved: VisitId,
    meant: Option<(Span, Option<Located>)>,
) -> bool {
    let visits =
        slice.visits.live_of_technician(who).filter(|(other, _)| *other != moved).map(|(id, span)| {
            let place = slice.visits.get(&id).and_then(|visit| place_of(slice, visit));
            Taken { span, place }
        });
    let events = slice
        .events
        .overlapping(who, range)
        .filter(|(_, event)| !matches!(event.kind, EventKind::TimeOff | EventKind::Lunch));
    let events = events.map(|(_, event)| Taken { span: event.span(), place: None });
    let meant = meant.map(|(span, place)| Taken { span, place });
    let mut taken: Vec<Taken> = visits.chain(events).chain(meant).collect();
    taken.sort_by_key(|taken| taken.span);
    let minutes = i64::from(minutes);
    let mut before: Option<Taken> = None;
    for after in taken {
        if leaves_room(slice, before, Some(after), range, minutes) {
            return true;
        }
        if before.is_none_or(|before| before.span.end < after.span.end) {
            before = Some(after);
        }
    }
    leaves_room(slice, before, None, range, minutes)
}

/// Whether a break fits between two things, with the way from the one to the other.
fn leaves_room(
    slice: &Slice,
    before: Option<Taken>,
    after: Option<Taken>,
    range: Span,
    minutes: i64,
) -> bool {
    let start = before.map_or(range.start, |before| before.span.end.max(range.start));
    let end = after.map_or(range.end, |after| after.span.start.min(range.end));
    if (end - start).num_minutes() < minutes {
        return false;
    }
    let (Some(before), Some(after)) = (before, after) else { return true };
    let ends = before.place.zip(after.place);
    let way = ends.map_or(0, |(from, to)| slice.travel(from, to, before.span.end).minutes);
    (after.span.start - before.span.end).num_minutes() >= minutes + way
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::*;
    use crate::{Event, Slot};

    const LUNCH: FloatingBreak = FloatingBreak {
        from: NaiveTime::from_hms_opt(11, 30, 0).unwrap(),
        to: NaiveTime::from_hms_opt(14, 0, 0).unwrap(),
        minutes: 30,
    };

    fn wanted(given: &Given) -> Option<Span> {
        break_range(&given.slice, DANA, day(24), &LUNCH)
    }

    #[test]
    fn a_break_is_asked_for_unless_it_is_had_anyway() {
        let range = Some(span("24 11:30", 150));
        assert_eq!(wanted(&given()), range);
        let working = |from: u32, to: u32| {
            given().with(|slice| {
                slice.technicians.get_mut(&DANA).unwrap().hours.0[1] = vec![hours(from, 12), hours(to, 17)];
            })
        };
        assert_eq!(wanted(&working(8, 13)), None, "an hour off within the range");
        assert_eq!(wanted(&working(8, 12)), range);
        let with = |kind, start: &str, minutes| {
            let event = Event::new(kind, Some(DANA), Slot::of_span(span(start, minutes), Tz::UTC));
            given().with(|slice| slice.events.insert(crate::EventId(1), event))
        };
        assert_eq!(wanted(&with(EventKind::Lunch, "24 12:00", 30)), None);
        assert_eq!(wanted(&with(EventKind::Lunch, "24 12:00", 29)), range);
        assert_eq!(wanted(&with(EventKind::TimeOff, "24 13:30", 240)), None);
        assert_eq!(wanted(&with(EventKind::Meeting, "24 12:00", 60)), range);
    }

    fn has_room(given: &Given) -> bool {
        let range = (span("24 11:30", 150), LUNCH.minutes);
        has_room_for_break(&given.slice, DANA, range, VISIT, None)
    }

    #[test]
    fn visits_events_and_the_way_between_take_its_room() {
        let two = |first: u32, second: &str| {
            given().other_visit(2, "24 10:00", first, DANA).other_visit(3, second, 120, DANA)
        };
        assert!(has_room(&given()));
        assert!(has_room(&two(120, "24 12:30")), "both are in Park Avenue");
        assert!(!has_room(&two(121, "24 12:30")));
        assert!(has_room(&two(60, "24 12:00")), "from the beginning of the range");
        assert!(!has_room(&two(90, "24 11:59")));
        let apart = |gap: i64| {
            let first = given().other_visit(2, "24 10:00", 120, DANA);
            let kerrs = span("24 12:00", 180).shifted(gap).unwrap();
            let elm = crate::place_of_site(&first.slice, ELM_STREET);
            let meant = Some((kerrs, elm));
            has_room_for_break(&first.slice, DANA, (span("24 11:30", 150), 30), VISIT, meant)
        };
        let way = {
            let slice = given().slice;
            let place = |site| crate::place_of_site(&slice, site).unwrap();
            slice.travel(place(PARK_AVENUE), place(ELM_STREET), at("24 12:00")).minutes
        };
        assert!(way > 5 && apart(30 + way) && !apart(29 + way));
    }

    #[test]
    fn faults_are_named() {
        let pause = |from, to, minutes| {
            let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            FloatingBreak { from: time(from), to: time(to), minutes }.fault()
        };
        assert_eq!(pause(11, 14, 180), None);
        assert_eq!(pause(22, 0, 120), None, "until midnight");
        assert_eq!(pause(11, 14, 181), Some("is longer than the hours it lies in"));
        assert_eq!(pause(14, 11, 30), Some("ends before it begins"));
        assert_eq!(pause(11, 14, 0), Some("has no length"));
    }
}
