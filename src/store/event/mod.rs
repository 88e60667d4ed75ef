//! Events' rows: time of technicians that is not for jobs.

use std::fmt::Write as _;

use domain::{Event, EventId, Span, TechnicianId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{Entity, Rows, select, sql_id, sql_ids, sql_moment};
use crate::{StoreError, search::fold};

impl Entity for Event {
    type Id = EventId;
    const PUT: &'static str = include_str!("put.sql");

    fn columns(&self) -> Vec<Value> {
        let (span, name) = (self.span(), self.label());
        vec![
            self.technician.map(|who| sql_id(who.0)).into(),
            sql_moment(span.start).into(),
            sql_moment(span.end).into(),
            name.clone().into(),
            fold(&name).into(),
        ]
    }
}

/// The events that overlap any of the spans, each once; of these technicians and of everybody only, when
/// given. By start, then id.
pub(crate) fn between(
    conn: &Connection,
    spans: &[Span],
    technicians: Option<&[TechnicianId]>,
) -> Result<Rows<EventId, Event>, StoreError> {
    let who = technicians.map(|all| sql_ids(all.iter().map(|who| who.0)));
    let mut found = select(conn, include_str!("between.sql"), (sql_spans(spans), who))?;
    found.sort_by_key(|(id, event): &(EventId, crate::Stored<Event>)| (event.record.span().start, *id));
    found.dedup_by_key(|(id, _)| *id);
    Ok(found)
}

/// Spans as one parameter: a list of pairs of milliseconds.
fn sql_spans(spans: &[Span]) -> String {
    let mut list = String::from("[");
    for span in spans {
        let comma = if list.len() > 1 { "," } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(list, "{comma}[{},{}]", sql_moment(span.start), sql_moment(span.end));
    }
    list + "]"
}
