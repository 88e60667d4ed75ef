//! The settings of the business.

use domain::Business;

use crate::form::codec;
use crate::form::row::Row;

pub(super) fn rows() -> Vec<Row<Business>> {
    vec![
        Row::new("name", "Name", codec::line(), |r: &mut Business| &mut r.name).required(),
        Row::new("hours", "Hours", codec::hours(), |r: &mut Business| &mut r.hours),
        Row::new("exceptions", "Special days", codec::exceptions(), |r: &mut Business| &mut r.exceptions),
        Row::new("visit_minutes", "Usual visit", codec::length(), |r: &mut Business| &mut r.visit_minutes)
            .required(),
        Row::new("window_minutes", "Arrival window", codec::length(), |r: &mut Business| {
            &mut r.window_minutes
        })
        .required(),
        Row::new("reserve_minutes", "Urgent reserve", codec::length(), |r: &mut Business| {
            &mut r.reserve_minutes
        }),
        Row::new("zone", "Time zone", codec::zone(), |r: &mut Business| &mut r.zone).required(),
        Row::new("currency", "Currency", codec::currency(), |r: &mut Business| &mut r.currency).required(),
        Row::new("week_starts_monday", "Week starts", codec::week_start(), |r: &mut Business| {
            &mut r.week_starts_monday
        }),
        Row::new("date_order", "3/4 is read as", codec::date_order(), |r: &mut Business| &mut r.date_order),
    ]
}
