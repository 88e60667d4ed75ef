//! A technician.

use domain::Technician;

use super::address;
use crate::form::codec;
use crate::form::row::Row;

pub(super) fn rows() -> Vec<Row<Technician>> {
    let mut rows = vec![
        Row::new("name", "Name", codec::line(), |r: &mut Technician| &mut r.name).required(),
        Row::new("skills", "Skills", codec::skills(), |r: &mut Technician| &mut r.skills),
        Row::new("hours", "Hours", codec::hours(), |r: &mut Technician| &mut r.hours),
        Row::new("exceptions", "Special days", codec::exceptions(), |r: &mut Technician| &mut r.exceptions),
        Row::new("breaks", "Breaks", codec::breaks(), |r: &mut Technician| &mut r.breaks),
        Row::new("daily_limit", "Visits a day", codec::number_or_none(), |r: &mut Technician| {
            &mut r.daily_limit
        }),
        Row::new("hourly_cost", "Cost an hour", codec::money(), |r: &mut Technician| &mut r.hourly_cost),
        Row::new("phones", "Phones", codec::phones(), |r: &mut Technician| &mut r.phones),
        Row::new("emails", "E-mails", codec::emails(), |r: &mut Technician| &mut r.emails),
        Row::new("departments", "Departments", codec::tags(app::Wanted::Department), |r: &mut Technician| {
            &mut r.departments
        }),
    ];
    rows.extend(address::<Technician>([
        |r| &mut r.home.street,
        |r| &mut r.home.city,
        |r| &mut r.home.region,
        |r| &mut r.home.postcode,
        |r| &mut r.home.country,
    ]));
    rows.extend([
        Row::new("home_position", "Home position", codec::position(), |r: &mut Technician| {
            &mut r.home_position
        }),
        Row::new("tags", "Tags", codec::tags(app::Wanted::Tag), |r: &mut Technician| &mut r.tags),
        Row::new("inactive", "Has left", codec::flag(), |r: &mut Technician| &mut r.inactive),
    ]);
    rows
}
