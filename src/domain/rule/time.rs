//! Rules about a technician's time: hours, events, other visits.

use chrono::Duration;

use super::Case;
use crate::{
    Business, Event, Span, Technician, TechnicianId, Tz, describe_span, joined, local_day, say_minutes,
};

/// A slot longer than this is several days' work, with nights between that nobody works.
pub const LONGEST_SHIFT_MINUTES: i64 = 24 * 60;

/// No other visit of the crew overlaps.
pub(super) fn clash(case: &Case<'_>) -> Vec<String> {
    let Some((slot, zone)) = case.moments() else { return Vec::new() };
    let of_member = |(who, member): &(TechnicianId, &Technician)| {
        let name = member.name.clone();
        case.others_of(*who).filter_map(move |(other, span)| {
            let shared = span.intersection(&slot)?;
            let job = case.slice.visits.get(&other).and_then(|visit| case.slice.jobs.get(&visit.job));
            let title = job.map_or("", |job| job.title.as_str());
            let (when, length) = (describe_span(&span, zone), say_minutes(shared.minutes()));
            Some(format!("clashes with {other} {title} of {name}, {when} ({length})"))
        })
    };
    case.members.iter().flat_map(of_member).collect()
}

/// Everybody of the crew works then; over several days, begins and ends when they do.
pub(super) fn off_shift(case: &Case<'_>) -> Vec<String> {
    let Some((slot, business)) = case.placed() else { return Vec::new() };
    case.members.iter().filter_map(|(_, member)| off_hours(member, business, &slot)).collect()
}

fn off_hours(technician: &Technician, business: &Business, slot: &Span) -> Option<String> {
    if slot.minutes() <= LONGEST_SHIFT_MINUTES {
        return beyond_hours(technician, business, slot);
    }
    let minute = Duration::minutes(1);
    let first = Span { start: slot.start, end: slot.start + minute };
    let last = Span { start: slot.end - minute, end: slot.end };
    [first, last].iter().find_map(|moment| beyond_hours(technician, business, moment))
}

fn beyond_hours(technician: &Technician, business: &Business, slot: &Span) -> Option<String> {
    let (name, zone) = (&technician.name, business.zone);
    let (first, last) = (slot.start.with_timezone(&zone), slot.end.with_timezone(&zone));
    let days = first.date_naive().iter_days().take_while(|date| *date <= last.date_naive());
    let working: Vec<Span> = days.flat_map(|date| technician.working_spans(business, date)).collect();
    if joined(&working).iter().any(|span| span.covers(slot)) {
        return None;
    }
    let hours: Vec<String> = working
        .iter()
        .filter(|span| span.start.with_timezone(&zone).date_naive() == first.date_naive())
        .map(|span| describe_span(span, zone))
        .collect();
    Some(if hours.is_empty() {
        format!("{name} does not work on {}", first.format("%a %-d %b"))
    } else {
        format!("{name} works {}", hours.join(" and "))
    })
}

/// No event takes the time of anybody of the crew.
pub(super) fn busy(case: &Case<'_>) -> Vec<String> {
    let Some((slot, zone)) = case.moments() else { return Vec::new() };
    let of_member = |(who, member): &(TechnicianId, &Technician)| {
        let name = member.name.clone();
        case.slice.events.overlapping(*who, slot).map(move |(_, event)| say_event(&name, event, zone))
    };
    case.members.iter().flat_map(of_member).collect()
}

fn say_event(name: &str, event: &Event, zone: Tz) -> String {
    format!("{name} has {}, {}", event.label(), describe_span(&event.span(), zone))
}

/// Nobody of the crew has more visits that day than their limit.
pub(super) fn daily_limit(case: &Case<'_>) -> Vec<String> {
    let Some((slot, zone)) = case.moments() else { return Vec::new() };
    let date = slot.start.with_timezone(&zone).date_naive();
    let day = local_day(date, zone);
    let over = |(who, member): &(TechnicianId, &Technician)| {
        let limit = member.daily_limit?;
        let count = 1 + case.others_of(*who).filter(|(_, span)| day.contains(span.start)).count();
        (count > limit as usize).then(|| {
            format!(
                "{} would have {count} visits on {}, the limit is {limit}",
                member.name,
                date.format("%a %-d %b")
            )
        })
    };
    case.members.iter().filter_map(over).collect()
}
