//! `undo` and `redo`.

use app::view::{Local, UndoView};
use clap::Args;

use super::log::{operation_of, table};
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The operation, such as O-12 [default: your last one that still stands]
    operation: Option<String>,
    /// Only show what would change, or what stands in the way
    #[arg(long)]
    dry_run: bool,
}

impl Undo {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let operation = self.operation.as_deref().map(read_operation).transpose()?;
        let mut desk = session.open()?;
        if let Some(number) = operation
            && number > desk.app.last_operation()?
        {
            let message = format!("there is no operation O-{number}");
            return Err(Failure::NotFound { message, hint: "look it up: truckroll log".to_owned() });
        }
        if self.dry_run {
            let view = desk.app.undo_view(operation.map_or_else(|| desk.app.undo_target(), Ok)?)?;
            return session.output.answer(&view, |page| tell(page, &view, desk.now_local()));
        }
        let outcome = desk.app.undo(operation)?;
        desk.said(&outcome)
    }
}

/// What taking it back would do.
fn tell(page: &mut Page, view: &UndoView, now: Local) {
    let operation = &view.operation;
    page.line(&format!("O-{} {}: {}", operation.id, operation.actor, operation.summary));
    if let Some(conflict) = &view.conflict {
        page.line(&format!(
            "cannot be taken back: {} has changed since: {}",
            conflict.label,
            conflict.fields.join(", ")
        ));
        if !conflict.later.is_empty() {
            page.heading("These changed it later; take them back first, the newest first");
            table(page, &conflict.later, now);
        }
        return;
    }
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
    for field in &view.fields {
        let (before, after) = (side(&field.before), side(&field.after));
        page.line(&format!("  {} {}: {before} becomes {after}", field.label, field.name));
    }
    page.line(&match view.records {
        1 => "1 record would change".to_owned(),
        records => format!("{records} records would change"),
    });
}

/// Makes the last undone operation again.
pub(crate) fn redo(session: &Session) -> Result<Answer> {
    let mut desk = session.open()?;
    let outcome = desk.app.redo()?;
    desk.said(&outcome)
}

fn read_operation(text: &str) -> Result<i64> {
    let number = operation_of(text).or_else(|| text.parse().ok().filter(|number| *number > 0));
    number.ok_or_else(|| {
        let message = format!("“{text}” is not an operation");
        Failure::usage("operation", message, "they look like O-12; truckroll log shows them")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_named_with_or_without_their_letter() {
        assert_eq!(read_operation("O-12").unwrap(), 12);
        assert_eq!(read_operation("o-12").unwrap(), 12);
        assert_eq!(read_operation("12").unwrap(), 12);
        for wrong in ["", "O-", "O-x", "-3", "J-1", "O-99999999999999999999"] {
            assert!(read_operation(wrong).is_err(), "{wrong}");
        }
    }
}
