//! What taking an operation back would do, before anybody does it.

use domain::{EntityRef, Refusal, Tz};
use store::Reader;

use super::say::Teller;
use crate::log::operation_line;
use crate::view::{OperationLine, UndoConflict, UndoView};
use crate::{App, AppError, Result};

/// The fields of so many records are said.
const SHOWN_RECORDS: usize = 20;

impl App {
    /// What taking an operation back would change, or what of a later operation stands in the way.
    ///
    /// Refused as [`App::undo`] is when there is no such operation or it is undone already.
    pub fn undo_view(&self, operation: i64) -> Result<UndoView> {
        self.store.read(|reader| {
            let Some(done) = reader.operation(operation)? else {
                let what = format!("there is no operation O-{operation}");
                return Err(Refusal::NothingToDo { what }.into());
            };
            let mut teller = Teller::new(reader)?;
            let line = operation_line(reader, teller.zone, done)?;
            let changes = match reader.inverse_of(operation).map_err(AppError::from) {
                Ok(changes) => changes,
                Err(AppError::Refused(Refusal::UndoConflict { entity, fields, .. })) => {
                    let later = later_operations(reader, teller.zone, (operation, entity), &fields)?;
                    let fields = fields.iter().map(|field| field.replace('_', " ")).collect();
                    let conflict = UndoConflict { entity, label: teller.label(entity), fields, later };
                    let (fields, records) = (Vec::new(), line.changed.len());
                    return Ok(UndoView { operation: line, fields, records, conflict: Some(conflict) });
                }
                Err(error) => return Err(error),
            };
            let mut fields = Vec::new();
            for change in changes.iter().take(SHOWN_RECORDS) {
                let side = |record: &Option<domain::Record>| {
                    record.as_ref().and_then(|record| record.to_fields().ok())
                };
                let (now, then) = (side(&change.before), side(&change.after));
                fields.extend(teller.fields(change.entity, now.as_ref(), then.as_ref()));
            }
            Ok(UndoView { operation: line, fields, records: changes.len(), conflict: None })
        })
    }
}

/// The live operations after one that changed these fields of a record.
fn later_operations(
    reader: &Reader<'_>,
    zone: Tz,
    (after, entity): (i64, EntityRef),
    fields: &[String],
) -> Result<Vec<OperationLine>> {
    let touches = |names: Vec<String>| names.iter().any(|name| fields.contains(name));
    let as_a_whole = fields.iter().any(|field| field == "removed" || field == "added");
    let mut later: Vec<OperationLine> = Vec::new();
    for change in reader.changes_to(entity, after)? {
        let is_new = !later.iter().any(|line| line.id == change.operation);
        if is_new
            && (as_a_whole || touches(change.fields()))
            && let Some(operation) = reader.operation(change.operation)?.filter(|operation| operation.is_live)
        {
            later.push(operation_line(reader, zone, operation)?);
        }
    }
    Ok(later)
}
