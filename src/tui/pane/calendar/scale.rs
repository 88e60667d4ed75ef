//! Local times as minutes of the day shown, and in words.

use app::view::Local;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Minutes of a day without a change of clocks.
pub(super) const DAY: i32 = 24 * 60;
/// The step of planning, in minutes.
pub(super) const QUARTER: i32 = 15;
/// Times farther off than this many minutes are drawn as if they were no farther.
const FAR: i64 = 60 * 24 * 60;
/// The cells a load has beside a lane, one being left for the `!` of too much.
const LOAD_CELLS: usize = 5;

/// Gives the minutes from the first midnight of a date to a local time, as the clocks show both.
pub(super) fn minute_of(at: Local, date: NaiveDate) -> i32 {
    minute_of_local(at.naive_local(), date)
}

/// The same for a time without its offset.
pub(super) fn minute_of_local(at: NaiveDateTime, date: NaiveDate) -> i32 {
    let minutes = (at - date.and_time(NaiveTime::MIN)).num_minutes();
    i32::try_from(minutes.clamp(-FAR, FAR)).unwrap_or_default()
}

/// Gives the local time so many minutes after the first midnight of a date.
pub(super) fn local_of(minute: i32, date: NaiveDate) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN) + chrono::Duration::minutes(i64::from(minute))
}

/// Gives the next quarter hour, or the same minute if it is one.
pub(super) fn next_quarter(minute: i32) -> i32 {
    (minute + QUARTER - 1).div_euclid(QUARTER) * QUARTER
}

/// Gives the nearest quarter hour.
pub(super) fn nearest_quarter(minute: i32) -> i32 {
    (minute + QUARTER / 2).div_euclid(QUARTER) * QUARTER
}

/// Gives the first whole minute at a cell of the lanes, counted from their left edge.
pub(super) fn minute_at(cell: u16, first_hour: i32, cells_an_hour: i32) -> i32 {
    first_hour * 60 + (i32::from(cell) * 60 + cells_an_hour - 1) / cells_an_hour
}

/// Gives the first hour to show so that a time is seen, moving as little as it can; the start comes first.
pub(super) fn keep_hours(first: i32, from: i32, to: i32, hours: i32, opening: i32) -> i32 {
    let (start, end) = (from.div_euclid(60), (to - 1).div_euclid(60) + 1);
    let first = if end > first + hours { end - hours } else { first };
    bound_hours(first.min(start), hours, opening)
}

/// Keeps a first hour within the day: no hours past its end are shown, but for a screen so wide that the night
/// before the opening hour would have to be shown instead.
pub(super) fn bound_hours(first: i32, hours: i32, opening: i32) -> i32 {
    first.clamp(0, (24 - hours).max(opening).clamp(0, 23))
}

/// Says a stretch of local time beside a date, with its day when that is another: `13:00-15:00`.
pub(super) fn times(start: Local, end: Local, date: NaiveDate) -> String {
    let day = |at: Local| {
        if at.date_naive() == date { String::new() } else { at.format("%a %-d %b ").to_string() }
    };
    let last = if end.date_naive() == start.date_naive() { String::new() } else { day(end) };
    format!("{}{}-{last}{}", day(start), start.format("%H:%M"), end.format("%H:%M"))
}

/// Says a load in hours, such as `6.5/8`; less exactly when it would not fit beside a lane.
pub(super) fn load(planned: i64, working: i64) -> String {
    let whole = |minutes: i64| (minutes + 30) / 60;
    let exact = format!("{}/{}", hours(planned), hours(working));
    let shorter = format!("{}/{}", whole(planned), hours(working));
    let fitting = [exact, shorter].into_iter().find(|text| text.len() <= LOAD_CELLS);
    fitting.unwrap_or_else(|| format!("{}/{}", whole(planned), whole(working)))
}

/// Says hours with at most one decimal.
pub(super) fn hours(minutes: i64) -> String {
    let tenths = (minutes + 3) / 6;
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    #[test]
    fn minutes_and_local_times_are_inverse() {
        for minute in [-30, 0, 61, 1_439, 1_500] {
            assert_eq!(minute_of_local(local_of(minute, day()), day()), minute);
        }
    }

    #[test]
    fn quarters_are_found() {
        assert_eq!([0, 1, 15, 16].map(next_quarter), [0, 15, 15, 30]);
        assert_eq!([7, 8, 22, 23].map(nearest_quarter), [0, 15, 15, 30]);
        assert_eq!(next_quarter(-5), 0);
    }

    #[test]
    fn a_time_is_brought_into_view_with_the_least_movement() {
        assert_eq!(keep_hours(8, 9 * 60, 10 * 60, 9, 8), 8);
        assert_eq!(keep_hours(8, 17 * 60, 18 * 60, 9, 8), 9);
        assert_eq!(keep_hours(8, 6 * 60 + 30, 7 * 60, 9, 8), 6);
        assert_eq!(keep_hours(8, 9 * 60, 23 * 60, 9, 8), 9, "the start of a long one is seen");
        assert_eq!(keep_hours(20, 22 * 60, 26 * 60, 9, 8), 15);
        assert_eq!(
            keep_hours(7, 600, 660, 28, 7),
            7,
            "a day that fits begins when it opens, not at midnight"
        );
        assert_eq!(keep_hours(7, 30, 60, 28, 7), 0, "unless there is something before");
    }

    #[test]
    fn loads_are_said_as_exactly_as_fits() {
        assert_eq!(load(390, 480), "6.5/8");
        assert_eq!(load(510, 480), "8.5/8");
        assert_eq!(load(400, 450), "7/7.5");
        assert_eq!(load(615, 630), "10/11");
        assert_eq!(load(0, 0), "0/0");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_cell_gives_a_minute_that_is_drawn_there(cell in 0_u16..200, first in 0_i32..24) {
            for cells_an_hour in [4, 8, 12] {
                let minute = minute_at(cell, first, cells_an_hour);
                prop_assert_eq!((minute - first * 60) * cells_an_hour / 60, i32::from(cell));
            }
        }
    }
}
