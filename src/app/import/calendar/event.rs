//! One VEVENT as it stands in the file.

use calcard::icalendar::{
    ICalendarClassification, ICalendarComponent, ICalendarDuration, ICalendarEntry, ICalendarParameterName,
    ICalendarPeriod, ICalendarProperty, ICalendarRecurrenceRule, ICalendarStatus, ICalendarTransparency,
    ICalendarValue,
};
use domain::EventKind;

use super::period::Length;
use super::stamp::{Doubts, Stamp, stamp_of, stamps_of};
use super::zone::Zones;
use super::{Wants, text_of};

/// An event, a series of them, or what became of one of a series.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) line: u64,
    pub(super) uid: Option<String>,
    pub(super) sequence: i64,
    pub(super) start: Stamp,
    pub(super) length: Length,
    pub(super) rules: Vec<ICalendarRecurrenceRule>,
    /// More starts, with their own lengths when they have them.
    pub(super) more: Vec<(Stamp, Option<Length>)>,
    /// Starts that are left out.
    pub(super) left_out: Vec<Stamp>,
    /// Which of its series it is instead of.
    pub(super) instead_of: Option<Stamp>,
    /// Whether it is instead of all that follow, too.
    pub(super) and_later: bool,
    pub(super) is_busy: bool,
    pub(super) title: String,
    pub(super) kind: EventKind,
}

impl Told {
    /// Reads a component. The error is a sentence about it; doubts are collected.
    pub(super) fn read(
        component: &ICalendarComponent,
        line: u64,
        zones: &Zones,
        doubts: &mut Doubts<'_>,
        wants: Wants,
    ) -> Result<Told, String> {
        let start = one_stamp(component, &ICalendarProperty::Dtstart, zones, doubts)?
            .ok_or("the event has no DTSTART, so nobody knows when it is")?;
        let length = length_of(component, &start, zones, doubts)?;
        let recurrence = component.property(&ICalendarProperty::RecurrenceId);
        let instead_of = one_stamp(component, &ICalendarProperty::RecurrenceId, zones, doubts)?;
        let and_later = recurrence.is_some_and(|entry| {
            let mut ranges = entry.parameters(&ICalendarParameterName::Range);
            // The one value that it may have; the parser tells it as a yes.
            ranges.any(|range| range.as_bool() == Some(true))
        });
        let mut left_out = Vec::new();
        for entry in component.properties(&ICalendarProperty::Exdate) {
            left_out.extend(stamps_of(entry, zones, doubts)?);
        }
        let mut more = Vec::new();
        for entry in component.properties(&ICalendarProperty::Rdate) {
            more.extend(stamps_of(entry, zones, doubts)?.into_iter().map(|stamp| (stamp, None)));
            more.extend(periods_of(entry, zones, doubts)?);
        }
        let busy = busy_status(component);
        let is_free = busy.as_deref() == Some("FREE")
            || component.transparency() == Some(&ICalendarTransparency::Transparent);
        let kind = if busy.as_deref() == Some("OOF") { EventKind::TimeOff } else { EventKind::Busy };
        Ok(Told {
            line,
            uid: text_of(component, &ICalendarProperty::Uid),
            sequence: sequence_of(component),
            start,
            length,
            rules: rules_of(component)?,
            more,
            left_out,
            instead_of,
            and_later,
            is_busy: !is_cancelled(component) && (wants == Wants::Days || !is_free),
            title: if is_private(component) { String::new() } else { title_of(component) },
            kind,
        })
    }

    /// Whether it comes more than once.
    pub(super) fn is_series(&self) -> bool {
        !self.rules.is_empty() || !self.more.is_empty()
    }
}

fn one_stamp(
    component: &ICalendarComponent,
    name: &ICalendarProperty,
    zones: &Zones,
    doubts: &mut Doubts<'_>,
) -> Result<Option<Stamp>, String> {
    let Some(entry) = component.property(name) else { return Ok(None) };
    let value = entry.values.first().and_then(ICalendarValue::as_partial_date_time);
    let stamp = value.and_then(|value| stamp_of(entry, value, zones, doubts));
    stamp.map(Some).ok_or_else(|| format!("{} is not a date or time", name.as_str()))
}

/// How long it takes: to its end, its duration, else a day for one of days and no time for others.
fn length_of(
    component: &ICalendarComponent,
    start: &Stamp,
    zones: &Zones,
    doubts: &mut Doubts<'_>,
) -> Result<Length, String> {
    if let Some(end) = one_stamp(component, &ICalendarProperty::Dtend, zones, doubts)? {
        let backwards = || "it ends before it begins".to_owned();
        if start.is_date {
            let days = (end.date() - start.date()).num_days();
            return if days < 0 { Err(backwards()) } else { Ok(Length::days(days.max(1))) };
        }
        let length = Length::between(start.moment(), end.moment());
        return if length.seconds < 0 { Err(backwards()) } else { Ok(length) };
    }
    if let Some(entry) = component.property(&ICalendarProperty::Duration) {
        let duration = entry.values.first().and_then(duration_of);
        let length = duration.and_then(Length::of);
        return length.ok_or_else(|| "DURATION is no length of time".to_owned());
    }
    Ok(if start.is_date { Length::days(1) } else { Length::default() })
}

fn duration_of(value: &ICalendarValue) -> Option<&ICalendarDuration> {
    if let ICalendarValue::Duration(duration) = value { Some(duration) } else { None }
}

/// The periods of a property, each with its start and length.
pub(super) fn periods_of(
    entry: &ICalendarEntry,
    zones: &Zones,
    doubts: &mut Doubts<'_>,
) -> Result<Vec<(Stamp, Option<Length>)>, String> {
    let mut periods = Vec::new();
    for value in &entry.values {
        let ICalendarValue::Period(period) = value else { continue };
        let read = match period {
            ICalendarPeriod::Range { start, end } => {
                let start = stamp_of(entry, start, zones, doubts);
                let end = stamp_of(entry, end, zones, doubts);
                start.zip(end).map(|(start, end)| {
                    let length = if start.is_date {
                        Length::days((end.date() - start.date()).num_days())
                    } else {
                        Length::between(start.moment(), end.moment())
                    };
                    (start, length)
                })
            }
            ICalendarPeriod::Duration { start, duration } => {
                stamp_of(entry, start, zones, doubts).zip(Length::of(duration))
            }
        };
        let (start, length) =
            read.ok_or_else(|| format!("{} has a period that is none", entry.name.as_str()))?;
        if !length.is_empty() {
            periods.push((start, Some(length)));
        }
    }
    Ok(periods)
}

fn rules_of(component: &ICalendarComponent) -> Result<Vec<ICalendarRecurrenceRule>, String> {
    let mut rules = Vec::new();
    for entry in component.properties(&ICalendarProperty::Rrule) {
        match entry.values.first() {
            Some(ICalendarValue::RecurrenceRule(rule)) => rules.push((**rule).clone()),
            Some(_) => return Err("RRULE cannot be understood".to_owned()),
            None => {}
        }
    }
    Ok(rules)
}

fn sequence_of(component: &ICalendarComponent) -> i64 {
    let entry = component.property(&ICalendarProperty::Sequence);
    entry.and_then(|entry| entry.values.first()?.as_integer()).unwrap_or(0)
}

fn is_cancelled(component: &ICalendarComponent) -> bool {
    component.status() == Some(&ICalendarStatus::Cancelled)
}

/// What Outlook says beside: `FREE`, `TENTATIVE`, `BUSY`, `OOF` (out of office).
fn busy_status(component: &ICalendarComponent) -> Option<String> {
    component.entries.iter().find_map(|entry| {
        let ICalendarProperty::Other(name) = &entry.name else { return None };
        let is_it = name.eq_ignore_ascii_case("X-MICROSOFT-CDO-BUSYSTATUS");
        let value = entry.values.first().filter(|_| is_it)?.as_text()?;
        Some(value.trim().to_uppercase())
    })
}

fn is_private(component: &ICalendarComponent) -> bool {
    let class = component.property(&ICalendarProperty::Class).and_then(|entry| entry.values.first());
    let private = |class: &ICalendarClassification| *class != ICalendarClassification::Public;
    matches!(class, Some(ICalendarValue::Classification(class)) if private(class))
}

/// Its summary, in one line and not longer than a line.
fn title_of(component: &ICalendarComponent) -> String {
    let summary = text_of(component, &ICalendarProperty::Summary).unwrap_or_default();
    let line = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(200).collect()
}
