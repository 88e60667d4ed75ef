//! What holds for any text, any moment and any settings.

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::*;

const SCRAPS: &[&str] = &[
    "9",
    "9am",
    "-",
    "–",
    " ",
    " ",
    " ",
    "fri",
    "sun",
    "next",
    "this",
    "tmw",
    "today",
    "25",
    "nov",
    "/",
    "11",
    ":",
    "30",
    ".",
    "2026",
    "for",
    "2h",
    "m",
    "h",
    "in",
    "+",
    "days",
    "pm",
    "evening",
    "midnight",
    "noon",
    "at",
    "T",
    "Z",
    "999999999999",
    "feb",
    "31",
    "é",
    "“",
    ",",
    "now",
    "between",
    "and",
    "to",
    "month",
    "2026-11-25",
    "0930",
    "week",
];

/// Texts made of what the grammar knows, so that most get past the first word.
fn scraps() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(SCRAPS), 0..9).prop_map(|scraps| scraps.concat())
}

fn contexts() -> impl Strategy<Value = WhenContext> {
    let order = proptest::sample::select(vec![
        None,
        Some(DateOrder::Dmy),
        Some(DateOrder::Mdy),
        Some(DateOrder::Ymd),
    ]);
    (0..73_000_i64, 0..1440_u32, order, 0..24_u32, 0..24_u32).prop_map(|(day, minute, order, from, to)| {
        let date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Duration::days(day);
        let now = date.and_hms_opt(minute / 60, minute % 60, 17).unwrap();
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let context = WhenContext::new(now, chrono_tz::Europe::London);
        WhenContext { order, day_from: hour(from), day_to: hour(to), ..context }
    })
}

fn check_describes(when: &When, context: &WhenContext) -> Result<(), TestCaseError> {
    let words = when.describe(context.today());
    let again = read_when(&words, context);
    prop_assert!(again.is_ok(), "{:?} is described as {:?}, which gives {:?}", when, words, again);
    let again = again.unwrap();
    let meaning = |when: &When| (when.date, when.start(context), when.end(context), when.length());
    prop_assert_eq!(meaning(&again), meaning(when), "{}", words);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_never_panics(text in "\\PC*", context in contexts()) {
        let _ = read_when(&text, &context);
        let _ = read_date(&text, &context);
        let _ = read_minutes(&text);
    }

    #[test]
    fn every_reading_is_described_so_that_it_reads_back(text in scraps(), context in contexts()) {
        match read_when(&text, &context) {
            Ok(when) => check_describes(&when, &context)?,
            Err(WhenError::Ambiguous { readings, .. }) => {
                prop_assert!(readings.len() > 1);
                for when in &readings {
                    check_describes(when, &context)?;
                }
            }
            Err(error @ (WhenError::Unknown { .. } | WhenError::Impossible { .. })) => {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn any_meaning_is_described_so_that_it_reads_back(
        context in contexts(), days in -2000..2000_i64, from in 0..1440_u32, to in 0..1440_u32,
        minutes in proptest::option::of(1..10_080_u32), shape in 0..4,
    ) {
        let minute = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let part = [DayPart::Morning, DayPart::Afternoon, DayPart::Evening][from as usize % 3];
        let (from, to) = (minute(from), minute(to));
        let night = from >= to && meaning::minutes_between(from, to) > 720;
        let time = match shape {
            0 => WhenTime::None,
            1 => WhenTime::Part(part),
            2 if !night => WhenTime::Between(from, to),
            _ => WhenTime::At(from),
        };
        let date = Some(context.today() + chrono::Duration::days(days));
        check_describes(&When { date, time, minutes }, &context)?;
    }
}
