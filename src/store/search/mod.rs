//! Finding records by any part of what is written in them.
//!
//! One full-text table of trigrams over the folded text of each record (see [`text`]), so three letters
//! or more are found anywhere. Every word's start is marked, and the mark is two characters long: so the
//! first letter or two of a word are a trigram of their own, and one table answers both.

mod fold;
mod index;
mod named;
mod query;
mod rebuild;
mod text;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use domain::{EntityKind, EntityRef};
use rusqlite::Connection;

use crate::row::{MAX_NUMBER, select_rows, sql_count};
use crate::{Reader, StoreError};

pub use fold::fold;
pub(crate) use index::{optimise, refresh};
pub(crate) use named::named;
pub(crate) use query::query_of;
pub(crate) use rebuild::rebuild;

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub entity: EntityRef,
    /// What to call it.
    pub label: String,
}

/// The kinds that are found, in the order they are shown.
const KINDS: [EntityKind; 10] = [
    EntityKind::Client,
    EntityKind::Contact,
    EntityKind::Site,
    EntityKind::Equipment,
    EntityKind::Job,
    EntityKind::Technician,
    EntityKind::Service,
    EntityKind::Visit,
    EntityKind::Event,
    EntityKind::Note,
];

const NUMBER_BITS: u32 = MAX_NUMBER.count_ones();

/// The rows of the index that are about records of a kind.
pub(crate) fn rows_of(kind: EntityKind) -> RangeInclusive<i64> {
    row_of(EntityRef { kind, id: 0 })..=row_of(EntityRef { kind, id: MAX_NUMBER })
}

/// The row about a record: its kind's place above its number.
pub(crate) fn row_of(entity: EntityRef) -> i64 {
    let kind: i64 = match entity.kind {
        EntityKind::Business => 0,
        EntityKind::Client => 1,
        EntityKind::Contact => 2,
        EntityKind::Site => 3,
        EntityKind::Equipment => 4,
        EntityKind::Technician => 5,
        EntityKind::Service => 6,
        EntityKind::Job => 7,
        EntityKind::Visit => 8,
        EntityKind::Note => 9,
        EntityKind::Event => 10,
    };
    (kind << NUMBER_BITS) + crate::row::sql_id(entity.id)
}

/// Records that hold every word, a fair share of each kind, the latest of a kind first. A text that is an
/// id finds that record first.
pub(crate) fn search(
    conn: &Connection,
    kinds: Option<&[EntityKind]>,
    text: &str,
    limit: usize,
) -> Result<Vec<Hit>, StoreError> {
    let entities = entities(conn, kinds, text, limit)?;
    let mut labels: HashMap<EntityRef, String> = HashMap::new();
    Reader { conn, roads: None }
        .each(&entities, |entity, stored| drop(labels.insert(entity, stored.record.label())))?;
    let hits = entities.into_iter().filter_map(|entity| Some(Hit { entity, label: labels.remove(&entity)? }));
    Ok(hits.collect())
}

/// As [`search`], without reading what was found; a text that is an id may be nobody's.
pub(crate) fn entities(
    conn: &Connection,
    kinds: Option<&[EntityKind]>,
    text: &str,
    limit: usize,
) -> Result<Vec<EntityRef>, StoreError> {
    let wanted = |kind: &EntityKind| kinds.is_none_or(|kinds| kinds.contains(kind));
    let by_id = text.parse::<EntityRef>().ok().filter(|entity| wanted(&entity.kind));
    let mut groups = vec![by_id.into_iter().collect::<Vec<_>>()];
    if let Some(query) = query_of(text) {
        for kind in KINDS.into_iter().filter(wanted) {
            groups.push(matches(conn, kind, &query, limit)?);
        }
    }
    Ok(fair_share(groups, limit))
}

/// The latest records of a kind that answer a query.
fn matches(
    conn: &Connection,
    kind: EntityKind,
    query: &str,
    limit: usize,
) -> Result<Vec<EntityRef>, StoreError> {
    let range = rows_of(kind);
    let params = (query, range.start(), range.end(), sql_count(limit));
    select_rows(conn, include_str!("matches.sql"), params, |row| {
        Ok(EntityRef { kind, id: (row.get::<_, i64>(0)? - range.start()).unsigned_abs() })
    })
}

/// Takes so many in all: one of each group in turn, so that no kind crowds the others out; in the order
/// of the groups.
fn fair_share(mut groups: Vec<Vec<EntityRef>>, limit: usize) -> Vec<EntityRef> {
    let (mut left, mut taken) = (limit, vec![0; groups.len()]);
    while left > 0 {
        let mut any = false;
        for (group, taken) in groups.iter().zip(&mut taken) {
            if left > 0 && *taken < group.len() {
                (*taken, left, any) = (*taken + 1, left - 1, true);
            }
        }
        if !any {
            break;
        }
    }
    groups.iter_mut().zip(taken).for_each(|(group, taken)| group.truncate(taken));
    let mut all = groups.concat();
    let mut seen = std::collections::HashSet::new();
    all.retain(|entity| seen.insert(*entity));
    all
}
