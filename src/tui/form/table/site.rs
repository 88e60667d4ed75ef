//! A site.

use domain::{FieldOn, Site};

use super::{address, custom};
use crate::form::codec;
use crate::form::row::Row;
use crate::form::spec::Ground;

pub(super) fn rows(ground: &Ground) -> Vec<Row<Site>> {
    let mut rows = vec![
        Row::new("client", "Client", codec::client(), |r: &mut Site| &mut r.client).required(),
        Row::new("name", "Name", codec::line(), |r: &mut Site| &mut r.name)
            .such_as("what people call it; may stay empty"),
    ];
    rows.extend(address::<Site>([
        |r| &mut r.address.street,
        |r| &mut r.address.city,
        |r| &mut r.address.region,
        |r| &mut r.address.postcode,
        |r| &mut r.address.country,
    ]));
    rows.extend([
        Row::new("zone", "Zone", codec::line(), |r: &mut Site| &mut r.zone),
        Row::new("position", "Position", codec::position(), |r: &mut Site| &mut r.position),
        Row::new("access_notes", "Access notes", codec::lines(), |r: &mut Site| &mut r.access_notes)
            .such_as("gate code, key safe; shown only when asked for"),
        Row::new("hazards", "Hazards", codec::lines(), |r: &mut Site| &mut r.hazards),
        Row::new("parking", "Parking", codec::lines(), |r: &mut Site| &mut r.parking),
        Row::new("tags", "Tags", codec::tags(app::Wanted::Tag), |r: &mut Site| &mut r.tags),
    ]);
    rows.extend(custom::rows(FieldOn::Site, &ground.definitions, |r: &mut Site| &mut r.fields));
    rows
}
