//! How a field of a record stands in a cell, and how the cell is read back; `written` writes them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Currency, EntityRef, Money, Outcome, Tz, VerifiedBy, VisitState};
use serde_json::{Map, Value, json};

use super::list::{split, unpair};

/// The fields of a record, as the store keeps them.
pub(crate) type Fields = Map<String, Value>;

/// What a record's neighbours are called.
pub(crate) type Names = BTreeMap<EntityRef, String>;

/// How a field stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A text.
    Text,
    /// A list of texts.
    Words,
    /// Objects of two texts, such as phones: what it is, and its value.
    Pairs(&'static str, &'static str),
    /// Skills with their levels.
    Skills,
    /// Yes, or nothing.
    Flag,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// A number of a field that the business added: a whole one stays whole.
    OwnNumber,
    /// Yes, no or nothing.
    YesNo,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// The minor units of an amount of money, beside its currency.
    Minor,
    /// The id of one record.
    Id,
    /// Ids with names: `SV-3 Boiler service`.
    Ids,
    /// Who goes, the lead first.
    Crew,
    /// Where a visit stands.
    State,
    /// On whose word a job was verified.
    How,
    /// Whatever has parts of its own, as JSON.
    Json,
}

/// What reading and writing need to know of the business.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Its zone.
    pub(crate) zone: Tz,
    /// Its currency.
    pub(crate) currency: Currency,
}

/// Puts a value at a path, or takes away what is there; objects on the way are made and, once empty, removed.
pub(crate) fn set_at(fields: &mut Fields, path: &str, value: Option<Value>) {
    let Some((first, rest)) = path.split_once('.') else {
        match value {
            Some(value) => drop(fields.insert(path.to_owned(), value)),
            None => drop(fields.remove(path)),
        }
        return;
    };
    if value.is_none() && !fields.contains_key(first) {
        return;
    }
    let inside = fields.entry(first).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(inside) = inside {
        set_at(inside, rest, value);
        if inside.is_empty() {
            fields.remove(first);
        }
    }
}

impl Shape {
    /// Reads a cell that is not blank.
    pub(crate) fn read(self, text: &str, place: Place) -> Result<Value, String> {
        let bare = text.trim();
        Ok(match self {
            Shape::Text => Value::from(text),
            Shape::Id => Value::from(bare),
            Shape::Words => Value::from(split(text)),
            Shape::Pairs(what, worth) => Value::from(read_pairs(text, what, worth)),
            Shape::Skills => {
                Value::from(split(text).iter().map(|skill| read_skill(skill)).collect::<Result<Vec<_>, _>>()?)
            }
            Shape::Count => Value::from(read_as::<u32>(bare, "a whole number")?),
            Shape::Number => Value::from(read_as::<f64>(bare, "a number")?),
            Shape::OwnNumber => match bare.parse::<i64>() {
                Ok(whole) => Value::from(whole),
                Err(_) => Value::from(read_as::<f64>(bare, "a number")?),
            },
            Shape::Flag | Shape::YesNo => Value::from(crate::import::read_flag(bare)?.unwrap_or_default()),
            Shape::Date => Value::from(read_as::<NaiveDate>(bare, "a day such as 2026-11-30")?.to_string()),
            Shape::Moment => {
                let at = read_as::<DateTime<Utc>>(bare, "a moment such as 2026-11-30T09:00:00+00:00")?;
                to_value(&at)?
            }
            Shape::Minor => {
                let money = Money::parse(bare, place.currency);
                Value::from(
                    money.ok_or_else(|| format!("“{bare}” is not an amount; write it as 1234.50"))?.minor,
                )
            }
            Shape::Ids => Value::from(ids(text)),
            Shape::Crew => {
                let mut members = ids(text).into_iter();
                let lead = members.next().unwrap_or_default();
                json!({ "lead": lead, "helpers": members.collect::<Vec<_>>() })
            }
            Shape::State => to_value(&read_state(text)?)?,
            Shape::How => to_value(&match text.split_once(": ") {
                Some(("check", check)) => VerifiedBy::Check(check.to_owned()),
                Some(_) | None if bare == "client" => VerifiedBy::Client,
                Some(_) | None => return Err(format!("“{text}” is neither client nor check: WHAT")),
            })?,
            Shape::Json => serde_json::from_str(text)
                .map_err(|error| format!("it is not the JSON that it was: {error}"))?,
        })
    }
}

fn read_pairs(text: &str, what: &str, worth: &str) -> Vec<Value> {
    let one = |entry: &String| {
        let (name, value) = unpair(entry);
        json!({ what: name, worth: value })
    };
    split(text).iter().map(one).collect()
}

fn read_skill(text: &str) -> Result<Value, String> {
    let (name, level) = unpair(text);
    if name.is_empty() {
        return Ok(json!({ "name": level, "level": 1 }));
    }
    let level: u8 = read_as(level.trim(), "a level from 1 to 5")?;
    Ok(json!({ "name": name, "level": level }))
}

fn ids(text: &str) -> Vec<String> {
    split(text).iter().map(|entry| split_name(entry).0.to_owned()).collect()
}

/// `T-3 Dana` into id and name.
pub(crate) fn split_name(entry: &str) -> (&str, &str) {
    let entry = entry.trim_start();
    entry.split_once(' ').unwrap_or((entry, ""))
}

fn read_state(text: &str) -> Result<VisitState, String> {
    let live = [
        VisitState::Planned,
        VisitState::Confirmed,
        VisitState::Dispatched,
        VisitState::EnRoute,
        VisitState::OnSite,
    ];
    if let Some(state) = live.into_iter().find(|state| state.word() == text.trim()) {
        return Ok(state);
    }
    let unknown = || format!("“{text}” is no state of a visit; write it as planned or done: completed");
    let (state, rest) = text.split_once(": ").ok_or_else(unknown)?;
    Ok(match (state, rest.split_once(": ").unwrap_or((rest, ""))) {
        ("cancelled", _) => VisitState::Cancelled(rest.to_owned()),
        ("done", ("completed", "")) => VisitState::Done(Outcome::Completed),
        ("done", ("no access", "")) => VisitState::Done(Outcome::NoAccess),
        ("done", ("partial", left)) => VisitState::Done(Outcome::Partial { left: left.to_owned() }),
        ("done", ("cannot complete", reason)) => {
            VisitState::Done(Outcome::CannotComplete { reason: reason.to_owned() })
        }
        _ => return Err(unknown()),
    })
}

fn read_as<T: std::str::FromStr>(text: &str, what: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("“{text}” is not {what}"))
}

fn to_value(value: &impl serde::Serialize) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| error.to_string())
}
