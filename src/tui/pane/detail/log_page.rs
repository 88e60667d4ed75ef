//! What was done last, by whom and when, the newest first; from here one of them can be taken back.

use app::view::{LogView, OperationLine};
use domain::{ClientId, EntityKind, EntityRef, JobId};

use crate::action::Action;
use crate::ask::Opened;
use crate::pane::detail::Row;
use crate::pane::page::Page;
use crate::pane::phrase;
use crate::shared::Shared;
use crate::theme::Role;

/// The line under the title.
pub(super) fn status(view: &LogView, shared: &Shared) -> String {
    let count = match view.operations.len() {
        1 => "1 operation".to_owned(),
        count => format!("the latest {count} operations"),
    };
    let (open, undo) = (shared.key_of(Action::Open), shared.key_of(Action::UndoThis));
    format!("{count}; {open} opens what one was about, {undo} takes it back")
}

/// Writes the page.
pub(super) fn log_page(view: &LogView, shared: &Shared) -> Page<Row> {
    let mut page = Page::default();
    let mut day = None;
    for operation in &view.operations {
        let date = operation.at.date_naive();
        if day != Some(date) {
            page.heading(phrase::day(date, shared.today()));
            day = Some(date);
        }
        operation_row(&mut page, operation);
    }
    page
}

/// Writes when an operation was, whose and what it did.
pub(super) fn operation_row(page: &mut Page<Row>, operation: &OperationLine) {
    let undone = if operation.undone { " (undone)" } else { "" };
    let when = phrase::clock(operation.at);
    let said = format!("{when} {}: {}{undone}  O-{}", operation.actor, operation.summary, operation.id);
    page.row(Row::Operation(operation.id), said, if operation.undone { Role::Dim } else { Role::Text });
}

/// What an operation was about: the client that others became part of, its job, else its client, else the life of
/// what it changed.
pub(super) fn about(view: &LogView, operation: i64) -> Option<Opened> {
    let line = view.operations.iter().find(|line| line.id == operation)?;
    if let Some(stays) = client_that_stays(line) {
        return Some(Opened::Client(stays));
    }
    let first = |kind: EntityKind| line.changed.iter().find(|entity| entity.kind == kind);
    let job = first(EntityKind::Job).map(|entity| Opened::Job(JobId(entity.id)));
    let client = || first(EntityKind::Client).map(|entity| Opened::Client(ClientId(entity.id)));
    job.or_else(client).or_else(|| changed(line).map(Opened::History))
}

/// The client that a merge left, also where the merge was taken back. Its jobs moved with it, and none of them is
/// what it was about.
fn client_that_stays(line: &OperationLine) -> Option<ClientId> {
    let (_, into) = line.summary.split_once("Merged ")?.1.split_once(" into ")?;
    let named: EntityRef = into.split_whitespace().next()?.parse().ok()?;
    (named.kind == EntityKind::Client).then_some(ClientId(named.id))
}

fn changed(line: &OperationLine) -> Option<EntityRef> {
    line.changed.first().copied()
}
