//! Today's working time: a shift around the present moment, so that the day is under way whenever one looks.

use chrono::{Duration, DurationRound, NaiveDate, NaiveTime};
use domain::{DayException, Interval, Moment, Span, place_local};

use super::ahead::set_day;
use super::ground::Ground;

/// So much of the shift lies behind at least, in minutes.
const BEHIND: i64 = 150;
/// And so much at most, when the usual day began earlier.
const BEHIND_MOST: i64 = 480;
/// So much lies ahead at least.
const AHEAD: i64 = 155;
/// The usual length of a shift.
const LENGTH: i64 = 540;

/// The stretch that a technician works around now. Their own hours when these reach far enough to both
/// sides, else a shift of its own, which is entered as an exception of the dates it touches.
pub(super) fn shift_of(ground: &mut Ground, who: usize) -> Span {
    let (first, last) = (ground.now - Duration::minutes(BEHIND), ground.now + Duration::minutes(AHEAD));
    let usual = ground.working(who, ground.today);
    if let Some(span) = usual.into_iter().find(|span| span.start <= first && span.end >= last) {
        return span;
    }
    let shift = around_now(ground);
    enter(ground, who, shift);
    shift
}

/// From eight in the morning when that is near enough, else moved towards now; in quarters of an hour.
fn around_now(ground: &Ground) -> Span {
    let (now, morning) = (ground.now, ground.at(ground.today, 8, 0));
    let quarter = Duration::minutes(15);
    let start = morning.clamp(now - Duration::minutes(BEHIND_MOST), now - Duration::minutes(BEHIND));
    let start = start.duration_trunc(quarter).unwrap_or(start);
    let end = (start + Duration::minutes(LENGTH)).max(now + Duration::minutes(AHEAD));
    Span { start, end: end.duration_round_up(quarter).unwrap_or(end) }
}

/// Enters a shift among the exceptions of the date it begins on and, past midnight, of the next.
fn enter(ground: &mut Ground, who: usize, shift: Span) {
    let zone = ground.zone();
    let (from, to) = (shift.start.with_timezone(&zone), shift.end.with_timezone(&zone));
    let (first, last) = (from.date_naive(), to.date_naive());
    let begin = early_enough(ground, first, from.time(), shift.start);
    let end = late_enough(ground, last, to.time(), shift.end);
    let midnight = NaiveTime::MIN;
    if first == last {
        let whole = Interval { from: begin, to: end };
        put_on(ground, who, first, whole, &[]);
        return;
    }
    let after = usual_of(ground, who, last);
    put_on(ground, who, first, Interval { from: begin, to: midnight }, &[]);
    if end > midnight {
        put_on(ground, who, last, Interval { from: midnight, to: end }, &after);
    }
}

/// Clocks that go back show some times twice, and the first is taken: the interval is widened until it covers.
fn early_enough(ground: &Ground, date: NaiveDate, mut time: NaiveTime, wanted: Moment) -> NaiveTime {
    while place_local(date.and_time(time), ground.zone()).moment() > wanted && time >= quarter_past_midnight()
    {
        time -= Duration::minutes(15);
    }
    time
}

fn late_enough(ground: &Ground, date: NaiveDate, mut time: NaiveTime, wanted: Moment) -> NaiveTime {
    while place_local(date.and_time(time), ground.zone()).moment() < wanted && time != NaiveTime::MIN {
        time += Duration::minutes(15);
    }
    time
}

fn quarter_past_midnight() -> NaiveTime {
    NaiveTime::MIN + Duration::minutes(15)
}

fn usual_of(ground: &Ground, who: usize, date: NaiveDate) -> Vec<Interval> {
    let zone = ground.zone();
    let local = |at: Moment| at.with_timezone(&zone).time();
    let spans = ground.working(who, date);
    spans.iter().map(|span| Interval { from: local(span.start), to: local(span.end) }).collect()
}

/// The shift's interval with those of the usual hours that it leaves free.
fn put_on(ground: &mut Ground, who: usize, date: NaiveDate, shift: Interval, usual: &[Interval]) {
    let ends = |interval: &Interval| if interval.to == NaiveTime::MIN { None } else { Some(interval.to) };
    let is_before = |a: &Interval, b: &Interval| ends(a).is_some_and(|end| end <= b.from);
    let mut intervals: Vec<Interval> =
        usual.iter().copied().filter(|other| is_before(other, &shift) || is_before(&shift, other)).collect();
    intervals.push(shift);
    intervals.sort_by_key(|interval| interval.from);
    let weekend = ground.technicians[who].hours.on(chrono::Datelike::weekday(&date)).is_empty();
    let reason = if weekend { "on call" } else { "changed shift" };
    set_day(ground, who, DayException { date, intervals, reason: reason.to_owned() });
}
