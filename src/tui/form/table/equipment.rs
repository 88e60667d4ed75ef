//! An installed thing.

use domain::{Equipment, FieldOn};

use super::custom;
use crate::form::codec;
use crate::form::row::Row;
use crate::form::spec::Ground;

pub(super) fn rows(ground: &Ground) -> Vec<Row<Equipment>> {
    let mut rows = vec![
        Row::new("name", "What it is", codec::line(), |r: &mut Equipment| &mut r.name)
            .required()
            .such_as("combi boiler"),
        Row::new("site", "Site", codec::site(), |r: &mut Equipment| &mut r.site).required(),
        Row::new("make", "Make", codec::line(), |r: &mut Equipment| &mut r.make),
        Row::new("model", "Model", codec::line(), |r: &mut Equipment| &mut r.model),
        Row::new("serial", "Serial", codec::line(), |r: &mut Equipment| &mut r.serial),
        Row::new("installed", "Installed", codec::date(), |r: &mut Equipment| &mut r.installed),
        Row::new("warranty_until", "Warranty until", codec::date(), |r: &mut Equipment| {
            &mut r.warranty_until
        }),
    ];
    rows.extend(custom::rows(FieldOn::Equipment, &ground.definitions, |r: &mut Equipment| &mut r.fields));
    rows
}
