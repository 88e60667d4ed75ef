//! Rules about the way to a visit and on from it.

use chrono::{Duration, NaiveDate};

use super::Case;
use crate::{
    Business, Moment, Span, Stop, Technician, TechnicianId, Tz, Way, joined, say_minutes, way_after,
    way_before,
};

/// The visits before and after leave time enough for the way.
pub(super) fn travel(case: &Case<'_>) -> Vec<String> {
    let short = |way: Option<Way>| {
        let way = way?;
        let gap = way.gap.filter(|gap| (0..way.travel.minutes).contains(gap))?;
        let Stop::Visit(other) = way.stop else { return None };
        let about = if way.travel.guess { "about " } else { "" };
        Some((other, about, say_minutes(way.travel.minutes), say_minutes(gap)))
    };
    let of_member = |(who, member): &(TechnicianId, &Technician)| {
        let name = &member.name;
        let before =
            short(way_before(case.slice, case.id, case.visit, *who)).map(|(other, about, way, gap)| {
                format!("{name} needs {about}{way} from {other}, there are {gap}")
            });
        let after =
            short(way_after(case.slice, case.id, case.visit, *who)).map(|(other, about, way, gap)| {
                format!("{name} needs {about}{way} on to {other}, there are {gap}")
            });
        [before, after].into_iter().flatten().collect::<Vec<_>>()
    };
    case.members.iter().flat_map(of_member).collect()
}

/// Whoever goes home from it is there by the end of their hours.
pub(super) fn overtime(case: &Case<'_>) -> Vec<String> {
    let Some((slot, business)) = case.placed() else { return Vec::new() };
    let late = |(who, member): &(TechnicianId, &Technician)| {
        let way = way_after(case.slice, case.id, case.visit, *who).filter(|way| way.stop == Stop::Home)?;
        let home = slot.end.checked_add_signed(Duration::minutes(way.travel.minutes))?;
        let shift =
            shift_around(member, business, slot.end, |shift, at| shift.start < at && at <= shift.end)?;
        (home > shift.end).then(|| {
            let (home, over) = (clock(home, business.zone), say_minutes((home - shift.end).num_minutes()));
            format!("{} would be home at {home}, {over} after their hours", member.name)
        })
    };
    case.members.iter().filter_map(late).collect()
}

/// Whoever comes from home leaves it within their hours.
pub(super) fn home_travel(case: &Case<'_>) -> Vec<String> {
    let Some((slot, business)) = case.placed() else { return Vec::new() };
    let early = |(who, member): &(TechnicianId, &Technician)| {
        let way = way_before(case.slice, case.id, case.visit, *who).filter(|way| way.stop == Stop::Home)?;
        let leaves = slot.start.checked_sub_signed(Duration::minutes(way.travel.minutes))?;
        let shift = shift_around(member, business, slot.start, Span::contains)?;
        (leaves < shift.start).then(|| {
            let (leaves, early) =
                (clock(leaves, business.zone), say_minutes((shift.start - leaves).num_minutes()));
            format!("{} must leave home at {leaves}, {early} before their hours", member.name)
        })
    };
    case.members.iter().filter_map(early).collect()
}

fn clock(at: Moment, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

fn shift_around(
    technician: &Technician,
    business: &Business,
    at: Moment,
    holds: impl Fn(&Span, Moment) -> bool,
) -> Option<Span> {
    let date = at.with_timezone(&business.zone).date_naive();
    let first = date.pred_opt().unwrap_or(date);
    technician.shifts(business, first, date).into_iter().find(|shift| holds(shift, at))
}

impl Technician {
    /// From the beginning to the end of their work on each local date from one to another, breaks among it: a
    /// night's hours that go on over midnight are of the date on which they begin. In order; none for a date off.
    pub fn shifts(&self, business: &Business, first: NaiveDate, last: NaiveDate) -> Vec<Span> {
        // A day more at each end: what goes on over midnight begins or ends there.
        let (from, to) = (first.pred_opt().unwrap_or(first), last.succ_opt().unwrap_or(last));
        let days = from.iter_days().take_while(|date| *date <= to);
        let mut working: Vec<Span> = days.flat_map(|date| self.working_spans(business, date)).collect();
        working.sort_unstable();
        let mut shifts: Vec<(NaiveDate, Span)> = Vec::new();
        for span in joined(&working) {
            let date = span.start.with_timezone(&business.zone).date_naive();
            match shifts.last_mut() {
                Some((begun, shift)) if *begun == date => shift.end = span.end,
                Some(_) | None => shifts.push((date, span)),
            }
        }
        shifts.retain(|(date, _)| (first..=last).contains(date));
        shifts.into_iter().map(|(_, shift)| shift).collect()
    }
}
