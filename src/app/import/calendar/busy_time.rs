//! VFREEBUSY: what somebody says is taken without saying by what.

use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarFreeBusyType, ICalendarParameterName,
    ICalendarParameterValue, ICalendarProperty,
};

use super::event::periods_of;
use super::period::Length;
use super::stamp::{Doubts, Stamp};
use super::zone::Zones;

/// The stretches that a component says are taken. The error is a sentence about it.
pub(super) fn taken(
    component: &ICalendarComponent,
    zones: &Zones,
    doubts: &mut Doubts<'_>,
) -> Result<Vec<(Stamp, Length)>, String> {
    let mut taken = Vec::new();
    for entry in component.properties(&ICalendarProperty::Freebusy).filter(|entry| !is_free(entry)) {
        let periods = periods_of(entry, zones, doubts)?;
        taken.extend(periods.into_iter().filter_map(|(start, length)| Some((start, length?))));
    }
    Ok(taken)
}

fn is_free(entry: &ICalendarEntry) -> bool {
    let free = ICalendarParameterValue::Fbtype(ICalendarFreeBusyType::Free);
    entry.parameters(&ICalendarParameterName::Fbtype).any(|value| *value == free)
}
