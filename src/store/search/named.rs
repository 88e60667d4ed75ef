//! Records by name, as people name them on a command line.

use domain::{EntityKind, EntityRef};
use rusqlite::Connection;

use super::{fold, query_of, row_of, rows_of};
use crate::StoreError;
use crate::row::{number_at, select_rows, sql_count, sql_id};

/// At most so many are worth showing when a name is not unique.
const MOST: usize = 10;

/// The records of a kind with this name; if there is none, those whose name begins with it; if there is
/// none, those with a word that does. Letter case and the marks of letters do not matter.
pub(crate) fn named(
    conn: &Connection,
    kind: EntityKind,
    text: &str,
) -> Result<Vec<(EntityRef, String)>, StoreError> {
    let (wanted, table) = (fold(text), kind.word());
    if wanted.is_empty() || !has_name(kind) {
        return Ok(Vec::new());
    }
    let column = if kind == EntityKind::Job { "title" } else { "name" };
    let exact = format!("select id, {column} from {table} where name_key = $1 order by id limit $2");
    let found = rows(conn, kind, &exact, (&wanted, sql_count(MOST)))?;
    if !found.is_empty() {
        return Ok(found);
    }
    let prefix = format!(
        "select id, {column} from {table} where name_key >= $1 and name_key < $2 order by name_key, id limit $3"
    );
    let found = rows(conn, kind, &prefix, (&wanted, format!("{wanted}\u{10ffff}"), sql_count(MOST)))?;
    if !found.is_empty() {
        return Ok(found);
    }
    with_word(conn, kind, &wanted, column)
}

/// Those with a word in their name that begins so. The index narrows; the name decides, because the index
/// also holds telephone numbers, addresses and the insides of words.
fn with_word(
    conn: &Connection,
    kind: EntityKind,
    wanted: &str,
    column: &str,
) -> Result<Vec<(EntityRef, String)>, StoreError> {
    let Some(query) = query_of(wanted) else { return Ok(Vec::new()) };
    let range = rows_of(kind);
    let mut candidates = conn.prepare_cached(include_str!("matches.sql"))?;
    let mut rows = candidates.query((query, range.start(), range.end(), -1))?;
    let mut name = conn.prepare_cached(&format!("select {column} from {} where id = $1", kind.word()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = (row.get::<_, i64>(0)? - row_of(EntityRef { kind, id: 0 })).unsigned_abs();
        let label: String = name.query_row([sql_id(id)], |row| row.get(0))?;
        if has_word(&fold(&label), wanted) {
            found.push((EntityRef { kind, id }, label));
        }
        if found.len() == MOST {
            break;
        }
    }
    found.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    Ok(found)
}

fn has_word(folded: &str, wanted: &str) -> bool {
    folded.match_indices(wanted).any(|(at, _)| {
        let before = folded[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

fn rows(
    conn: &Connection,
    kind: EntityKind,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<(EntityRef, String)>, StoreError> {
    select_rows(conn, sql, params, |row| Ok((EntityRef { kind, id: number_at(row, 0)? }, row.get(1)?)))
}

fn has_name(kind: EntityKind) -> bool {
    match kind {
        EntityKind::Client
        | EntityKind::Contact
        | EntityKind::Site
        | EntityKind::Equipment
        | EntityKind::Technician
        | EntityKind::Service
        | EntityKind::Event
        | EntityKind::Job => true,
        EntityKind::Business | EntityKind::Visit | EntityKind::Note => false,
    }
}
