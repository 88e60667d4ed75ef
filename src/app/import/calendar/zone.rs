//! Zones by the names that calendars give them.

use std::collections::HashMap;
use std::sync::Arc;

use calcard::common::timezone::Tz as Named;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue,
};
use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, Utc};
use domain::{Moment, Span, Tz, place_local};

use super::rule::{Wanted, expand, until_in};
use super::stamp::local_of;

/// Where a clock stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Zone {
    /// A zone of the IANA database.
    Named(Tz),
    /// An offset that is the same all the year.
    Fixed(FixedOffset),
    /// What a file says of its own: the changes in order of the clock before each.
    Own(Arc<[Change]>),
    /// None was named: the business's.
    Floating(Tz),
}

/// A change of the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// When, by the clock before it.
    at: NaiveDateTime,
    from: FixedOffset,
    to: FixedOffset,
}

impl Zone {
    /// The moment of a local time. In a gap it is as far after it, shown twice it is the first.
    pub(super) fn place(&self, local: NaiveDateTime) -> Moment {
        match self {
            Zone::Named(zone) | Zone::Floating(zone) => place_local(local, *zone).moment(),
            Zone::Fixed(offset) => at_offset(local, *offset),
            Zone::Own(changes) => at_offset(local, offset_at(changes, local)),
        }
    }

    /// The local time of a moment.
    pub(super) fn local(&self, at: Moment) -> NaiveDateTime {
        match self {
            Zone::Named(zone) | Zone::Floating(zone) => at.with_timezone(zone).naive_local(),
            Zone::Fixed(offset) => at.with_timezone(offset).naive_local(),
            Zone::Own(changes) => {
                let passed = |change: &&Change| at_offset(change.at, change.from) <= at;
                let last = changes.iter().rev().find(passed).map(|change| change.to);
                let offset = last.or_else(|| changes.first().map(|change| change.from));
                offset.map_or(at.naive_utc(), |offset| at.with_timezone(&offset).naive_local())
            }
        }
    }

    /// The zone to remember a booked time in; none for one that has no name.
    pub(super) fn name(&self) -> Option<Tz> {
        match self {
            Zone::Named(zone) | Zone::Floating(zone) => Some(*zone),
            Zone::Fixed(_) | Zone::Own(_) => None,
        }
    }
}

fn at_offset(local: NaiveDateTime, offset: FixedOffset) -> Moment {
    let utc = local - Duration::seconds(i64::from(offset.local_minus_utc()));
    DateTime::<Utc>::from_naive_utc_and_offset(utc, Utc)
}

/// The offset that a local time is read with: that before the change, until the gap that it leaves is over.
fn offset_at(changes: &[Change], local: NaiveDateTime) -> FixedOffset {
    let none = FixedOffset::east_opt(0).expect("no offset is one");
    let place = changes.partition_point(|change| change.at <= local);
    let Some(change) = place.checked_sub(1).and_then(|place| changes.get(place)) else {
        return changes.first().map_or(none, |first| first.from);
    };
    let gap = change.to.local_minus_utc() - change.from.local_minus_utc();
    if local < change.at + Duration::seconds(i64::from(gap.max(0))) { change.from } else { change.to }
}

/// The zones that a calendar names.
pub(super) struct Zones {
    floating: Tz,
    own: HashMap<String, Zone>,
}

impl Zones {
    /// Those that a calendar defines, as far as the window needs them.
    pub(super) fn of(calendar: &ICalendar, floating: Tz, window: Span) -> Self {
        let own = calendar
            .timezones()
            .filter_map(|component| {
                let id = super::text_of(component, &ICalendarProperty::Tzid)?;
                let zone = named_of(component).or_else(|| changes_of(calendar, component, window))?;
                Some((id, zone))
            })
            .collect();
        Zones { floating, own }
    }

    /// The zone of times that name none.
    pub(super) fn floating(&self) -> Zone {
        Zone::Floating(self.floating)
    }

    /// The zone of a name; none for one that nobody knows.
    pub(super) fn find(&self, id: &str) -> Option<Zone> {
        let id = id.trim().trim_matches('"');
        let known = id.parse::<Named>().ok();
        if let Some(Named::Tz(zone)) = known {
            return Some(Zone::Named(zone));
        }
        if let Some(zone) = self.own.get(id) {
            return Some(zone.clone());
        }
        match known {
            Some(Named::Fixed(offset)) => Some(Zone::Fixed(offset)),
            // `/example.org/2005/Europe/London`: the end of a path names the zone.
            _ => (1..=3).rev().find_map(|parts| last_parts(id, parts)?.parse().ok().map(Zone::Named)),
        }
    }
}

fn last_parts(id: &str, parts: usize) -> Option<&str> {
    let at = id.rmatch_indices('/').nth(parts - 1)?.0;
    Some(&id[at + 1..])
}

/// The zone that a definition names by the names that programs add.
fn named_of(component: &ICalendarComponent) -> Option<Zone> {
    match component.timezone()?.1 {
        Named::Tz(zone) => Some(Zone::Named(zone)),
        Named::Fixed(_) | Named::Floating => None,
    }
}

/// The changes that a definition of its own comes to.
fn changes_of(calendar: &ICalendar, zone: &ICalendarComponent, window: Span) -> Option<Zone> {
    let mut changes = Vec::new();
    for id in &zone.component_ids {
        let component = calendar.component_by_id(*id)?;
        let is_rule = matches!(
            component.component_type,
            ICalendarComponentType::Standard | ICalendarComponentType::Daylight
        );
        if is_rule {
            add_changes(component, window, &mut changes);
        }
    }
    changes.sort_by_key(|change| change.at);
    changes.dedup();
    (!changes.is_empty()).then(|| Zone::Own(changes.into()))
}

fn add_changes(component: &ICalendarComponent, window: Span, changes: &mut Vec<Change>) -> Option<()> {
    let offset = |name| {
        let value = component.property(&name)?.values.first()?.as_partial_date_time()?;
        let minutes = i32::from(value.tz_hour?) * 60 + i32::from(value.tz_minute.unwrap_or(0));
        let seconds = minutes * 60 + i32::from(value.second.unwrap_or(0));
        FixedOffset::east_opt(if value.tz_minus { -seconds } else { seconds })
    };
    let (from, to) = (offset(ICalendarProperty::Tzoffsetfrom)?, offset(ICalendarProperty::Tzoffsetto)?);
    let first = component.property(&ICalendarProperty::Dtstart)?.values.first()?;
    let first = local_of(first.as_partial_date_time()?)?;
    let mut add = |at: NaiveDateTime| changes.push(Change { at, from, to });
    add(first);
    for entry in component.properties(&ICalendarProperty::Rdate) {
        let dates = entry.values.iter().filter_map(ICalendarValue::as_partial_date_time);
        dates.filter_map(local_of).for_each(&mut add);
    }
    for entry in component.properties(&ICalendarProperty::Rrule) {
        let Some(ICalendarValue::RecurrenceRule(rule)) = entry.values.first() else { continue };
        // A year and more before the window tells which clock holds when it begins.
        let wanted = Wanted {
            from: window.start.naive_utc() - Duration::days(800),
            to: window.end.naive_utc() + Duration::days(2),
            most: super::MAX_OCCURRENCES,
            counts: &|_| true,
        };
        let until = until_in(rule, &Zone::Fixed(from));
        if let Ok(expanded) = expand(rule, first, until, &wanted) {
            expanded.locals.into_iter().for_each(&mut add);
        }
    }
    Some(())
}
