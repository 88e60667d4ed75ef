//! What adding, editing, listing, showing and removing have in common for every kind of record.

use app::Stored;
use clap::Args;
use domain::{Address, Channel, Command, EntityKind, EntityRef, Phone, Position, Record};
use serde_json::{Map, Value, json};

use crate::args::{Change, Page as ListPage};
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page, words};
use crate::session::{Session, text_of};

/// Adds a record.
pub(super) fn add(desk: &mut Desk, record: impl Into<Record>, change: &Change) -> Result<Answer> {
    desk.change(Command::Add(record.into()), &[], change)
}

/// Reads a record, has it changed, and puts it back unless somebody else changed it in between.
pub(super) fn edit<R>(
    desk: &mut Desk,
    entity: EntityRef,
    change: &Change,
    apply: impl FnOnce(&Desk, &mut R) -> Result<()>,
) -> Result<Answer>
where
    R: TryFrom<Record> + Into<Record> + Clone + PartialEq,
{
    let stored = desk.app.show(entity)?;
    let wrong_kind = |_| Failure::from(domain::Refusal::NotFound { entity });
    let mut record = R::try_from(stored.record).map_err(wrong_kind)?;
    let before = record.clone();
    apply(desk, &mut record)?;
    if record == before {
        let message = format!("nothing of {entity} would change");
        return Err(Failure::usage("fields", message, "name a field with its new value; --help lists them"));
    }
    let seen = Change { seen: Some(change.seen.unwrap_or(stored.version)), ..change.clone() };
    desk.change(Command::Edit(entity, record.into()), &[entity], &seen)
}

/// Removes a record, after asking.
pub(super) fn remove(session: &Session, kind: EntityKind, text: &str, change: &Change) -> Result<Answer> {
    let mut desk = session.open()?;
    let entity = desk.app.resolve(kind, text)?;
    let label = desk.app.show(entity)?.record.label();
    session.confirm(&format!("Remove {} {entity} {label}?", kind.word()))?;
    desk.change(Command::Remove(entity), &[entity], change)
}

/// A record's fields with its id and version; access notes only when they are asked for.
pub(super) fn fields(entity: EntityRef, stored: &Stored<Record>, with_access_notes: bool) -> Value {
    let mut all = Map::new();
    all.insert("id".to_owned(), json!(entity));
    all.insert("version".to_owned(), json!(stored.version));
    // A record is a struct of named fields, so it is always a JSON object.
    all.extend(stored.record.to_fields().unwrap_or_default());
    if let Record::Site(site) = &stored.record {
        if !with_access_notes {
            all.remove("access_notes");
        }
        all.insert("has_access_notes".to_owned(), json!(!site.access_notes.is_empty()));
    }
    Value::Object(all)
}

/// The records of a kind, a page of them or those given, as a table.
pub(super) struct Listing {
    /// The kind.
    pub(super) kind: EntityKind,
    /// The records.
    pub(super) rows: Vec<(EntityRef, Stored<Record>)>,
    /// How many there are in all.
    pub(super) total: u64,
    /// Where the page begins.
    pub(super) offset: usize,
}

impl Listing {
    /// A page of all records of a kind.
    pub(super) fn page(desk: &Desk, kind: EntityKind, page: &ListPage) -> Result<Self> {
        let (rows, total) = desk.app.list(kind, page.limit, page.offset)?;
        Ok(Listing { kind, rows, total, offset: page.offset })
    }

    /// A page of the records of these ids.
    pub(super) fn of(desk: &Desk, kind: EntityKind, ids: &[EntityRef], page: &ListPage) -> Result<Self> {
        let wanted = ids.iter().skip(page.offset).take(page.limit);
        let rows = wanted.map(|id| Ok((*id, desk.app.show(*id)?))).collect::<Result<Vec<_>>>()?;
        Ok(Listing { kind, rows, total: ids.len() as u64, offset: page.offset })
    }

    /// The answer: the records with id and version, or a table of what `row` says of each.
    pub(super) fn answer(
        &self,
        desk: &Desk,
        header: &[&str],
        row: impl Fn(EntityRef, &Record) -> Vec<String>,
    ) -> Result<Answer> {
        let records: Vec<Value> = self.rows.iter().map(|(id, stored)| fields(*id, stored, false)).collect();
        let data = json!({ self.kind.plural(): records, "total": self.total });
        desk.session.output.answer(&data, |page| {
            let rows: Vec<Vec<String>> =
                self.rows.iter().map(|(id, stored)| row(*id, &stored.record)).collect();
            page.table(header, &rows, &format!("no {}", self.kind.plural()));
            if let Some(more) = words::shown(rows.len(), self.offset as u64, self.total, self.kind.plural()) {
                page.line(&more);
            }
        })
    }
}

/// A postal address; each part replaces the one that was there.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct AddressArgs {
    /// House, street and floor, or the whole address in one line
    #[arg(long, alias = "address", value_name = "TEXT")]
    street: Option<String>,
    /// Town or city
    #[arg(long, value_name = "TEXT")]
    city: Option<String>,
    /// County, state or province
    #[arg(long, value_name = "TEXT")]
    region: Option<String>,
    /// Postcode or ZIP
    #[arg(long, value_name = "TEXT")]
    postcode: Option<String>,
    /// Country
    #[arg(long, value_name = "TEXT")]
    country: Option<String>,
    /// Degrees north and east, such as 50.8225,-0.1372; “none” takes it away
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    position: Option<String>,
}

impl AddressArgs {
    /// Puts the parts that were given in their places.
    pub(super) fn apply(&self, address: &mut Address, position: &mut Option<Position>) -> Result<()> {
        put(&mut address.street, self.street.as_ref());
        put(&mut address.city, self.city.as_ref());
        put(&mut address.region, self.region.as_ref());
        put(&mut address.postcode, self.postcode.as_ref());
        put(&mut address.country, self.country.as_ref());
        if let Some(text) = &self.position {
            *position = if text == "none" { None } else { Some(position_of(text)?) };
        }
        Ok(())
    }
}

fn position_of(text: &str) -> Result<Position> {
    let degrees = |part: &str| part.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite());
    let parts = text.split_once(',').and_then(|(north, east)| Some((degrees(north)?, degrees(east)?)));
    parts.and_then(|(north, east)| Position::new(north, east)).ok_or_else(|| {
        let message = format!("position: “{text}” is not a point on the globe");
        Failure::usage("position", message, "write degrees north and east: 50.8225,-0.1372")
    })
}

/// Puts a text in the place of another, when one was given.
pub(super) fn put(field: &mut String, value: Option<&String>) {
    if let Some(value) = value {
        value.trim().clone_into(field);
    }
}

/// As [`put`], for longer texts: `-` is standard input.
pub(super) fn put_text(field: &mut String, value: Option<&String>) -> Result<()> {
    if let Some(value) = value {
        text_of(value)?.trim().clone_into(field);
    }
    Ok(())
}

/// The list that replaces another: the values that are not empty, each once. One empty value empties it.
pub(super) fn list_of(values: &[String]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for value in values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()) {
        if !list.iter().any(|other| other == value) {
            list.push(value.to_owned());
        }
    }
    list
}

/// Puts a list in the place of another, when one was given.
pub(super) fn put_list(field: &mut Vec<String>, values: &[String]) {
    if !values.is_empty() {
        *field = list_of(values);
    }
}

/// Telephone numbers as given: `01273 555 0100` or `mobile=07700 900123`.
pub(super) fn put_phones(field: &mut Vec<Phone>, values: &[String]) {
    if values.is_empty() {
        return;
    }
    let phone = |text: &String| match text.split_once('=') {
        Some((label, number)) => Phone { number: number.trim().to_owned(), label: label.trim().to_owned() },
        None => Phone { number: text.clone(), label: String::new() },
    };
    *field = list_of(values).iter().map(phone).collect();
}

/// Numbers with what they are for.
pub(super) fn say_phones(phones: &[Phone]) -> String {
    let say = |phone: &Phone| {
        if phone.label.is_empty() {
            phone.number.clone()
        } else {
            format!("{} ({})", phone.number, phone.label)
        }
    };
    phones.iter().map(say).collect::<Vec<_>>().join(", ")
}

/// How somebody may be reached, as arguments name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ChannelArg {
    /// By telephone call
    Phone,
    /// By text message
    Text,
    /// By e-mail
    Email,
}

impl From<ChannelArg> for Channel {
    fn from(channel: ChannelArg) -> Self {
        match channel {
            ChannelArg::Phone => Channel::Phone,
            ChannelArg::Text => Channel::Text,
            ChannelArg::Email => Channel::Email,
        }
    }
}

/// The word for a channel.
pub(super) fn say_channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "phone",
        Channel::Text => "text",
        Channel::Email => "email",
    }
}

/// The head of a record's card.
pub(super) fn head(page: &mut Page, entity: EntityRef, label: &str, version: i64) {
    page.heading(&format!("{entity} {label}"));
    page.field("version", &version.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_replace_and_an_empty_value_empties() {
        let mut tags = vec!["old".to_owned()];
        put_list(&mut tags, &[]);
        assert_eq!(tags, ["old"]);
        put_list(&mut tags, &["vip".to_owned(), " vip ".to_owned(), "gas".to_owned()]);
        assert_eq!(tags, ["vip", "gas"]);
        put_list(&mut tags, &[String::new()]);
        assert!(tags.is_empty());
    }

    #[test]
    fn phones_may_have_labels() {
        let mut phones = Vec::new();
        put_phones(&mut phones, &["mobile = 07700 900123".to_owned(), "01273 555 0100".to_owned()]);
        assert_eq!(say_phones(&phones), "07700 900123 (mobile), 01273 555 0100");
    }

    #[test]
    fn positions_are_on_the_globe() {
        assert_eq!(position_of("50.5, -0.25").unwrap(), Position { latitude: 50.5, longitude: -0.25 });
        for wrong in ["50.5", "91,0", "0,181", "NaN,0", "north,east", "inf,0"] {
            assert!(position_of(wrong).is_err(), "{wrong}");
        }
    }
}
