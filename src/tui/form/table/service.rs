//! An entry of the price book.

use domain::Service;

use crate::form::codec;
use crate::form::row::Row;

pub(super) fn rows() -> Vec<Row<Service>> {
    vec![
        Row::new("name", "Name", codec::line(), |r: &mut Service| &mut r.name).required(),
        Row::new("code", "Code", codec::line(), |r: &mut Service| &mut r.code)
            .such_as("short; #code books it in one line"),
        Row::new("duration_minutes", "Duration", codec::length(), |r: &mut Service| &mut r.duration_minutes),
        Row::new("price", "Price", codec::money(), |r: &mut Service| &mut r.price),
        Row::new("skills", "Skills", codec::skills(), |r: &mut Service| &mut r.skills),
        Row::new("crew_size", "Crew size", codec::number(), |r: &mut Service| &mut r.crew_size).required(),
        Row::new("scope", "Scope", codec::lines(), |r: &mut Service| &mut r.scope)
            .such_as("what is included"),
        Row::new("exclusions", "Exclusions", codec::lines(), |r: &mut Service| &mut r.exclusions)
            .such_as("what is not"),
        Row::new("conditions", "Conditions", codec::lines(), |r: &mut Service| &mut r.conditions)
            .such_as("what must hold for price and promise to stand"),
        Row::new("checklist", "Checklist", codec::checklist(), |r: &mut Service| &mut r.checklist),
        Row::new("parts", "Parts", codec::parts(), |r: &mut Service| &mut r.parts),
        Row::new("inactive", "Not offered", codec::flag(), |r: &mut Service| &mut r.inactive),
    ]
}
