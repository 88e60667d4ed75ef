//! Visits as far as counts and loads need them: many days at once, without reading what is not counted.

use domain::{Span, TechnicianId, VisitId, VisitState};
use rusqlite::{Connection, Row};
use serde::Deserialize;

use crate::StoreError;
use crate::row::{moment_at, number_at, sql_moment};

/// A visit that has a time and was not cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitOutline {
    /// Which visit.
    pub id: VisitId,
    /// Its planned time.
    pub span: Span,
    /// Who goes, in order of id; nobody while it lacks a technician.
    pub crew: Vec<TechnicianId>,
    /// How it stands; none once it is done.
    pub standing: Option<Standing>,
}

/// What the marks of a live visit depend on beside its time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Standing {
    /// Where it stands.
    pub state: VisitState,
    /// The arrival window meant for the client.
    #[serde(default)]
    pub window: Option<Span>,
}

/// The outlines of the visits that overlap a span and were not cancelled, in no order.
pub(crate) fn between(conn: &Connection, span: Span) -> Result<Vec<VisitOutline>, StoreError> {
    let mut statement = conn.prepare_cached(include_str!("outlines_between.sql"))?;
    let mut rows = statement.query((sql_moment(span.start), sql_moment(span.end)))?;
    let mut found: Vec<VisitOutline> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = VisitId(number_at(row, 0)?);
        // A row for each of the crew, one visit after the other.
        match found.last_mut().filter(|last| last.id == id) {
            Some(last) => last.crew.extend(member(row)?),
            None => found.push(outline(id, row)?),
        }
    }
    Ok(found)
}

fn outline(id: VisitId, row: &Row<'_>) -> Result<VisitOutline, StoreError> {
    let span = Span { start: moment_at(row, 1)?, end: moment_at(row, 2)? };
    let body = row.get_ref(3)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    let standing = body.map(serde_json::from_str).transpose()?;
    Ok(VisitOutline { id, span, crew: member(row)?.into_iter().collect(), standing })
}

fn member(row: &Row<'_>) -> Result<Option<TechnicianId>, StoreError> {
    let number: Option<i64> = row.get(4)?;
    Ok(number.map(|_| number_at(row, 4)).transpose()?.map(TechnicianId))
}
