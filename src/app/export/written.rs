//! Fields of records as cells.

use std::borrow::Cow;

use chrono::NaiveDate;
use domain::{
    EntityRef, ExternalId, FieldValue, Moment, Money, Outcome, Phone, Skill, VerifiedBy, VisitState,
};
use serde::Serialize;
use serde_json::Value;

use super::around::Around;
use super::cell::Cell;
use super::list::{join, pair};
use super::shape::Shape;

/// A field of what a record may have.
pub(super) fn of<'r, T>(part: Option<&'r T>, show: impl FnOnce(&'r T) -> Cell<'r>) -> Cell<'r> {
    part.map_or(Cell::Blank, show)
}

/// A text, or nothing.
pub(super) fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Blank } else { Cell::Text(Cow::Borrowed(text)) }
}

fn owned(text: String) -> Cell<'static> {
    if text.is_empty() { Cell::Blank } else { Cell::Text(Cow::Owned(text)) }
}

/// What is one word, as records have it.
pub(super) fn word(value: &impl Serialize) -> Cell<'static> {
    match serde_json::to_value(value) {
        Ok(Value::String(text)) => owned(text),
        Ok(other) => owned(other.to_string()),
        Err(_) => Cell::Blank,
    }
}

/// Texts in one cell.
pub(super) fn words<'w>(words: impl Iterator<Item = &'w str>) -> Cell<'static> {
    owned(join(words))
}

/// Telephone numbers with what they are for.
pub(super) fn phones(phones: &[Phone]) -> Cell<'static> {
    pairs(phones.iter().map(|phone| pair(&phone.label, &phone.number)))
}

/// Ids in other systems.
pub(super) fn external(ids: &[ExternalId]) -> Cell<'static> {
    pairs(ids.iter().map(|id| pair(&id.source, &id.key)))
}

/// Skills with their levels.
pub(super) fn skills(skills: &[Skill]) -> Cell<'static> {
    pairs(skills.iter().map(|skill| pair(&skill.name, &skill.level.to_string())))
}

fn pairs(pairs: impl Iterator<Item = String>) -> Cell<'static> {
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() { Cell::Blank } else { owned(join(pairs.iter().map(String::as_str))) }
}

/// Yes, or nothing.
pub(super) fn flag(yes: bool) -> Cell<'static> {
    if yes { Cell::Yes } else { Cell::Blank }
}

/// A whole number.
pub(super) fn count(count: Option<u32>) -> Cell<'static> {
    count.map_or(Cell::Blank, |count| Cell::Count(i64::from(count)))
}

/// An amount of money.
pub(super) fn amount(money: &Money, around: &Around<'_>) -> Cell<'static> {
    Cell::Amount(money.minor, around.place.currency.digits())
}

/// A day.
pub(super) fn date(date: Option<NaiveDate>) -> Cell<'static> {
    date.map_or(Cell::Blank, Cell::Date)
}

/// A moment on the business's clock.
pub(super) fn at(at: Option<Moment>, around: &Around<'_>) -> Cell<'static> {
    at.map_or(Cell::Blank, |at| Cell::At(at.with_timezone(&around.place.zone)))
}

/// The id of one record.
pub(super) fn id(id: Option<impl Into<EntityRef>>) -> Cell<'static> {
    id.map_or(Cell::Blank, |id| Cell::Id(id.into()))
}

/// Ids with the names they go by.
pub(super) fn ids(ids: impl Iterator<Item = impl Into<EntityRef>>, around: &Around<'_>) -> Cell<'static> {
    pairs(ids.map(Into::into).map(|id: EntityRef| match around.staff.get(&id) {
        Some(name) => format!("{id} {name}"),
        None => id.to_string(),
    }))
}

/// Where a visit stands.
pub(super) fn state(state: &VisitState) -> Cell<'_> {
    match state {
        VisitState::Done(Outcome::Completed) => text("done: completed"),
        VisitState::Done(Outcome::NoAccess) => text("done: no access"),
        VisitState::Done(Outcome::Partial { left }) => owned(format!("done: partial: {left}")),
        VisitState::Done(Outcome::CannotComplete { reason }) => {
            owned(format!("done: cannot complete: {reason}"))
        }
        VisitState::Cancelled(reason) => owned(format!("cancelled: {reason}")),
        VisitState::Planned
        | VisitState::Confirmed
        | VisitState::Dispatched
        | VisitState::EnRoute
        | VisitState::OnSite => text(state.word()),
    }
}

/// On whose word a job was verified.
pub(super) fn how(how: &VerifiedBy) -> Cell<'_> {
    match how {
        VerifiedBy::Client => text("client"),
        VerifiedBy::Check(check) => owned(format!("check: {check}")),
    }
}

/// What has parts of its own, as JSON with its names in order.
pub(super) fn json(value: &impl Serialize) -> Cell<'static> {
    serde_json::to_value(value).map_or(Cell::Blank, |value| owned(value.to_string()))
}

/// As [`json`], and nothing for an empty list.
pub(super) fn list<T: Serialize>(list: &[T]) -> Cell<'static> {
    if list.is_empty() { Cell::Blank } else { json(&list) }
}

/// The value of a field that the business added; one of another form than its field's is written as JSON rather
/// than lost.
pub(super) fn added(value: &FieldValue, shape: Shape) -> Cell<'_> {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    match (shape, value) {
        (Shape::Date, FieldValue::Text(said)) if let Some(day) = day(said) => Cell::Date(day),
        (Shape::Text, FieldValue::Text(said)) => text(said),
        (Shape::OwnNumber, FieldValue::Number(number)) if let Some(number) = number.as_f64() => {
            Cell::Number(number)
        }
        (Shape::YesNo, FieldValue::YesNo(yes)) => text(if *yes { "yes" } else { "no" }),
        (_, FieldValue::Text(_) | FieldValue::Number(_) | FieldValue::YesNo(_)) => json(value),
    }
}
