//! When an event is, as it is typed: `fri 2-4pm`, `24 dec..31 dec`, `24 dec 14:00..26 dec 9:00`.

use chrono::{Duration, NaiveDateTime};

use super::SaidError;
use crate::{Slot, Span, Tz, When, WhenContext, WhenTime, local_day, place_local, read_when, slot_of_days};

/// How such a time is written, for those who wrote it otherwise.
const MEND: &str = "write it as “fri 2-4pm”, “fri 2pm for 2h”, “24 dec..31 dec” for whole days, \
                    or “24 dec 14:00..26 dec 9:00”";

/// Longest stretch of whole days.
const LONGEST_DAYS: i64 = 366;

/// When an event is: its slot, and whether it is of whole days.
pub type EventTime = (Slot, bool);

/// Reads when an event is: a day or two with `..` between for whole days, both ends with a time, or a time
/// with its end or length. Local times that clocks skip move forward.
pub fn read_event_time(text: &str, context: &WhenContext) -> Result<EventTime, SaidError> {
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (read_when(first.trim(), context)?, Some(read_when(last.trim(), context)?)),
        None => (read_when(text.trim(), context)?, None),
    };
    let Some(last) = last else {
        return match first.time {
            WhenTime::None if first.minutes.is_none() => whole_days(text, &first, &first, context),
            WhenTime::None | WhenTime::At(_) | WhenTime::Between(..) | WhenTime::Part(_) => {
                of_clock(text, &first, context)
            }
        };
    };
    match (first.time, last.time) {
        (WhenTime::None, WhenTime::None) => whole_days(text, &first, &last, context),
        (WhenTime::At(_), WhenTime::At(_)) if first.minutes.or(last.minutes).is_none() => {
            between(text, first.start(context), last.start(context), context.zone)
        }
        _ => Err(wrong(text, "is no stretch of time: give both ends a time, or neither")),
    }
}

fn whole_days(text: &str, first: &When, last: &When, context: &WhenContext) -> Result<EventTime, SaidError> {
    let (Some(from), Some(to)) = (first.date, last.date) else {
        return Err(wrong(text, "names no day"));
    };
    if (to - from).num_days() >= LONGEST_DAYS {
        return Err(wrong(text, "is longer than a year"));
    }
    let slot = slot_of_days(from, to, context.zone).ok_or_else(|| wrong(text, "ends before it begins"))?;
    Ok((slot, true))
}

/// A time with its end or its length. A length is of elapsed time, an end is of the clock.
fn of_clock(text: &str, when: &When, context: &WhenContext) -> Result<EventTime, SaidError> {
    let start = when.start(context).ok_or_else(|| wrong(text, "has no beginning"))?;
    if let Some(minutes) = when.minutes {
        let span = Span::of_minutes(place_local(start, context.zone).moment(), minutes)
            .ok_or_else(|| wrong(text, "has no length"))?;
        return Ok((Slot { span, local_start: start, zone: context.zone }, false));
    }
    between(text, Some(start), when.end(context), context.zone)
}

fn between(
    text: &str,
    start: Option<NaiveDateTime>,
    end: Option<NaiveDateTime>,
    zone: Tz,
) -> Result<EventTime, SaidError> {
    let (Some(start), Some(end)) = (start, end) else {
        return Err(wrong(text, "does not say how long"));
    };
    let moment = |local| place_local(local, zone).moment();
    let span = Span::new(moment(start), moment(end)).ok_or_else(|| wrong(text, "ends before it begins"))?;
    Ok((Slot { span, local_start: start, zone }, false))
}

fn wrong(text: &str, what: &str) -> SaidError {
    SaidError::wrong("when", format!("“{}” {what}", text.trim()), MEND)
}

/// Says when an event is so that it reads back: `2026-12-24..2026-12-31`, `2026-11-27 14:00-16:00`.
///
/// Within an hour that clocks repeat, a length says what an end cannot.
pub fn say_event_time(slot: &Slot, is_all_day: bool, zone: Tz) -> String {
    let Slot { span, .. } = slot;
    if is_all_day {
        // Whole days are those of the zone they were said in, whatever the business's is now.
        let first = slot.local_start.date();
        let last = (span.end - Duration::milliseconds(1)).with_timezone(&slot.zone).date_naive();
        return if first == last { first.to_string() } else { format!("{first}..{last}") };
    }
    let local = |at: crate::Moment| at.with_timezone(&zone).naive_local();
    let start = if slot.zone == zone { slot.local_start } else { local(span.start) };
    let end = local(span.end);
    let minutes = span.minutes();
    if place_local(end, zone).moment() != span.end && minutes <= 7 * 24 * 60 {
        return format!("{} for {minutes}m", start.format("%Y-%m-%d %H:%M"));
    }
    let day = local_day(start.date(), zone);
    if end.date() == start.date() || day.end == span.end {
        return format!("{}-{}", start.format("%Y-%m-%d %H:%M"), end.format("%H:%M"));
    }
    format!("{}..{}", start.format("%Y-%m-%d %H:%M"), end.format("%Y-%m-%d %H:%M"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LONDON: Tz = Tz::Europe__London;

    fn context() -> WhenContext {
        WhenContext::new("2026-11-22T09:00:00".parse().unwrap(), LONDON)
    }

    #[test]
    fn days_and_times_read_and_say_themselves_so_that_they_read_back() {
        for (typed, said) in [
            ("fri 2-4pm", "2026-11-27 14:00-16:00"),
            ("fri 2pm for 90m", "2026-11-27 14:00-15:30"),
            ("tmw pm", "2026-11-23 12:00-18:00"),
            ("24 dec", "2026-12-24"),
            ("24 dec..31 dec", "2026-12-24..2026-12-31"),
            ("24 dec 2pm..26 dec 9am", "2026-12-24 14:00..2026-12-26 09:00"),
            ("fri 10pm-2am", "2026-11-27 22:00..2026-11-28 02:00"),
            ("2027-03-28 01:30-03:00", "2027-03-28 01:30-03:00"),
            ("2027-10-31 0:30 for 2h", "2027-10-31 00:30 for 120m"),
        ] {
            let (slot, all_day) =
                read_event_time(typed, &context()).unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!(say_event_time(&slot, all_day, LONDON), said, "{typed}");
            assert_eq!(read_event_time(said, &context()), Ok((slot, all_day)), "{said}");
            assert_eq!(all_day, !said.contains(':'));
        }
    }

    #[test]
    fn what_says_no_stretch_is_told_how_to() {
        for (typed, part) in [
            ("fri 2pm", "how long"),
            ("2h", "beginning"),
            ("26 dec..24 dec", "before"),
            ("24 dec..26 dec 9am", "both ends"),
            ("26 dec 9am..24 dec 9am", "before"),
            ("1 jan 2027..2 jan 2028", "year"),
            ("someday", "someday"),
        ] {
            let error = read_event_time(typed, &context()).unwrap_err();
            assert!(error.to_string().contains(part), "{typed}: {error}");
        }
    }

    proptest! {
        #[test]
        fn every_stretch_reads_back(start in -40_000_i64..400_000, minutes in 1_u32..8_000, whole in any::<bool>()) {
            let first = place_local("2026-11-22T00:00:00".parse().unwrap(), LONDON).moment();
            let start = first + Duration::minutes(start);
            let (slot, all_day) = if whole {
                let day = start.with_timezone(&LONDON).date_naive();
                let last = day + Duration::days(i64::from(minutes / 500));
                (slot_of_days(day, last, LONDON).unwrap(), true)
            } else {
                (Slot::of_span(Span::of_minutes(start, minutes).unwrap(), LONDON), false)
            };
            // A start in the second pass of a repeated hour cannot be said at all.
            prop_assume!(place_local(slot.local_start, LONDON).moment() == slot.span.start);
            let said = say_event_time(&slot, all_day, LONDON);
            let read = read_event_time(&said, &context());
            prop_assert_eq!(read, Ok((slot, all_day)), "{}", said);
        }
    }
}
