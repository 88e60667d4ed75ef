//! Dates and times as calendars write them.

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendarEntry, ICalendarValue};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use domain::Moment;

use super::zone::{Zone, Zones};

/// A date or time with the zone it is in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stamp {
    /// The local time; midnight of a date.
    pub(super) local: NaiveDateTime,
    pub(super) zone: Zone,
    /// Whether it is a date alone.
    pub(super) is_date: bool,
}

impl Stamp {
    pub(super) fn moment(&self) -> Moment {
        self.zone.place(self.local)
    }

    pub(super) fn date(&self) -> NaiveDate {
        self.local.date()
    }

    /// Another local time of the same zone and kind.
    pub(super) fn at(&self, local: NaiveDateTime) -> Stamp {
        Stamp { local, ..self.clone() }
    }
}

/// The local time of a value, whatever its zone; none when there is no such day.
pub(super) fn local_of(value: &PartialDateTime) -> Option<NaiveDateTime> {
    let (year, month) = (i32::from(value.year?), u32::from(value.month?));
    let date = NaiveDate::from_ymd_opt(year, month, u32::from(value.day?))?;
    let Some(hour) = value.hour else { return Some(date.and_time(NaiveTime::MIN)) };
    // A leap second is the last one before it.
    let second = u32::from(value.second.unwrap_or(0)).min(59);
    date.and_hms_opt(u32::from(hour), u32::from(value.minute.unwrap_or(0)), second)
}

/// Whether a value is a date alone.
pub(super) fn is_date(value: &PartialDateTime) -> bool {
    value.hour.is_none()
}

/// The offset that a value carries; `Z` is none from UTC.
pub(super) fn offset_of(value: &PartialDateTime) -> Option<FixedOffset> {
    let seconds = i32::from(value.tz_hour?) * 3600 + i32::from(value.tz_minute.unwrap_or(0)) * 60;
    FixedOffset::east_opt(if value.tz_minus { -seconds } else { seconds })
}

/// What stands in the way of reading a time, and where it was read with a doubt.
pub(super) struct Doubts<'d>(pub(super) &'d mut Vec<String>);

/// Reads a value of a property in the zone that the property names.
pub(super) fn stamp_of(
    entry: &ICalendarEntry,
    value: &PartialDateTime,
    zones: &Zones,
    doubts: &mut Doubts<'_>,
) -> Option<Stamp> {
    let local = local_of(value)?;
    let is_date = is_date(value);
    let zone = match (offset_of(value), entry.tz_id()) {
        (Some(offset), _) if !is_date => Zone::Fixed(offset),
        (_, Some(id)) if !is_date => zones.find(id).unwrap_or_else(|| {
            let known = format!("nobody knows the zone “{id}”; the business's own was taken");
            if !doubts.0.contains(&known) {
                doubts.0.push(known);
            }
            zones.floating()
        }),
        _ => zones.floating(),
    };
    Some(Stamp { local, zone, is_date })
}

/// Reads every value of a property; an error names what cannot be read.
pub(super) fn stamps_of(
    entry: &ICalendarEntry,
    zones: &Zones,
    doubts: &mut Doubts<'_>,
) -> Result<Vec<Stamp>, String> {
    let mut stamps = Vec::new();
    for value in &entry.values {
        let stamp = match value {
            ICalendarValue::PartialDateTime(value) => stamp_of(entry, value, zones, doubts),
            ICalendarValue::Period(_) => continue,
            _ => None,
        };
        stamps.push(stamp.ok_or_else(|| format!("{} is not a date or time", entry.name.as_str()))?);
    }
    Ok(stamps)
}
