//! The journal as people read it.

use domain::{EntityRef, Tz};
use store::{LogFilter, Operation, Reader};

use crate::view::{LogView, OperationLine, local};
use crate::{App, Result};

/// At most so many changed records are named per operation.
const NAMED_CHANGES: usize = 100;

impl App {
    /// The operations, newest first; those after a number, about a record, or of a person when given.
    pub fn log(&self, filter: &LogFilter) -> Result<LogView> {
        self.store.read(|reader| Ok(LogView { operations: operation_lines(reader, filter)? }))
    }

    /// The newest operation's number; 0 in a fresh store.
    pub fn last_operation(&self) -> Result<i64> {
        self.store.read(|reader| Ok(reader.last_operation()?))
    }
}

pub(crate) fn operation_lines(reader: &Reader<'_>, filter: &LogFilter) -> Result<Vec<OperationLine>> {
    let zone = reader.business()?.map_or(Tz::UTC, |business| business.zone);
    reader.operations(filter)?.into_iter().map(|operation| operation_line(reader, zone, operation)).collect()
}

/// An operation as people read it, on the clock of a zone.
pub(crate) fn operation_line(reader: &Reader<'_>, zone: Tz, operation: Operation) -> Result<OperationLine> {
    let changed: Vec<EntityRef> = reader.changed_by(operation.id, NAMED_CHANGES)?;
    Ok(OperationLine {
        id: operation.id,
        at: local(operation.at, zone),
        actor: operation.actor,
        kind: operation.fact.word(),
        summary: operation.summary,
        undoes: operation.undoes,
        undone: !operation.is_live,
        changed,
    })
}
