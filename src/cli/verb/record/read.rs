//! Records as they are listed and shown.

use app::Stored;
use app::view::ClientCard;
use clap::Args;
use domain::{EntityRef, FieldOn, Record};
use serde_json::{Map, Value, json};

use super::own::say_fields_of;
use super::{Kind, cells_of, header_with};
use crate::args::Page as Paging;
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::{Answer, Page, words};

/// A record's fields with its id and version; access notes only when they are asked for.
pub(crate) fn fields(entity: EntityRef, stored: &Stored<Record>, with_access_notes: bool) -> Value {
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

/// A page of the records of a kind, all or those of the ids: with id and version, or as a table of what `row` says.
pub(crate) fn table<K: Kind>(
    desk: &Desk,
    ids: Option<&[EntityRef]>,
    paging: &Paging,
    header: &[&str],
    row: impl Fn(EntityRef, &K) -> Vec<String>,
) -> Result<Answer> {
    let (stored, total) = match ids {
        None => desk.app.list(K::KIND, paging.limit, paging.offset)?,
        Some(ids) => {
            let wanted = ids.iter().skip(paging.offset).take(paging.limit);
            (wanted.map(|id| Ok((*id, desk.app.show(*id)?))).collect::<Result<Vec<_>>>()?, ids.len() as u64)
        }
    };
    let plural = K::KIND.plural();
    let records: Vec<Value> = stored.iter().map(|(id, stored)| fields(*id, stored, false)).collect();
    let data = json!({ plural: records, "total": total });
    desk.session.output.answer(&data, |page| {
        let (on, definitions) = (FieldOn::of_kind(K::KIND), desk.app.definitions());
        let of_kind = |(id, stored): (EntityRef, Stored<Record>)| {
            let own = on.zip(stored.record.fields()).map(|(on, fields)| cells_of(on, fields, definitions));
            let mut cells = row(id, &K::try_from(stored.record).ok()?);
            cells.extend(own.unwrap_or_default());
            Some(cells)
        };
        let rows: Vec<Vec<String>> = stored.into_iter().filter_map(of_kind).collect();
        page.table(&header_with(header, on, definitions), &rows, &format!("no {plural}"));
        if let Some(more) = words::shown(rows.len(), paging.offset as u64, total, plural) {
            page.line(&more);
        }
    })
}

/// One record with id and version, or its head and what `say` adds; access notes only when they are asked for.
pub(crate) fn card<K: Kind>(
    desk: &Desk,
    entity: EntityRef,
    with_access_notes: bool,
    say: impl FnOnce(&mut Page, &K),
) -> Result<Answer> {
    let stored = desk.app.show(entity)?;
    let data = fields(entity, &stored, with_access_notes);
    desk.session.output.answer(&data, |page| {
        head(page, entity, &stored.record.label(), stored.version);
        if let Ok(record) = K::try_from(stored.record.clone()) {
            say(page, &record);
        }
        say_fields_of(page, &stored.record, desk);
    })
}

/// The head of a record's card.
pub(crate) fn head(page: &mut Page, entity: EntityRef, label: &str, version: i64) {
    page.heading(&format!("{entity} {label}"));
    page.field("version", &version.to_string());
}

/// Whose records are listed.
#[derive(Debug, Args)]
pub(crate) struct OfClient {
    /// Those of this client, by id or name
    #[arg(long)]
    client: Option<String>,
}

impl OfClient {
    /// The card of the client that was named.
    pub(crate) fn card(&self, desk: &Desk) -> Result<Option<ClientCard>> {
        let card = |client: &String| Ok(desk.app.client_card(desk.client(client)?, false)?);
        self.client.as_ref().map(card).transpose()
    }
}
