//! What happened to a record: every operation with the fields it changed, the newest first.

use app::view::{FieldLine, TimelineLine, TimelineView};

use crate::action::Action;
use crate::pane::detail::Row;
use crate::pane::detail::log_page::operation_row;
use crate::pane::page::Page;
use crate::pane::phrase;
use crate::shared::Shared;
use crate::text::counted;
use crate::theme::Role;

/// So many fields of one operation are shown.
const FIELDS: usize = 40;

/// The line under the title.
pub(super) fn status(view: &TimelineView, shared: &Shared) -> String {
    let shown = view.operations.len() as u64;
    let count = match view.total {
        total if total > shown => format!("the latest {shown} of {total} operations"),
        total => counted(total, "operation"),
    };
    format!("{count}; {} takes the one selected back", shared.key_of(Action::UndoThis))
}

/// Writes the page.
pub(super) fn history_page(view: &TimelineView, shared: &Shared) -> Page<Row> {
    let mut page = Page::default();
    let mut day = None;
    for line in &view.operations {
        let date = line.operation.at.date_naive();
        if day != Some(date) {
            page.heading(phrase::day(date, shared.today()));
            day = Some(date);
        }
        operation(&mut page, view, line);
    }
    page
}

fn operation(page: &mut Page<Row>, view: &TimelineView, line: &TimelineLine) {
    operation_row(page, &line.operation);
    // That what belongs to the record names it goes without saying.
    let names_it = |field: &&FieldLine| {
        let own = Some(&view.label);
        field.entity != view.entity && (field.before.as_ref() == own || field.after.as_ref() == own)
    };
    let told: Vec<&FieldLine> = line.fields.iter().filter(|field| !names_it(field)).collect();
    for field in told.iter().take(FIELDS) {
        let whose = if field.entity == view.entity { String::new() } else { format!("{} ", field.entity) };
        page.said_as(Role::Dim, "", format!("{whose}{}", changed(field)));
    }
    let more = told.len().saturating_sub(FIELDS);
    if more > 0 {
        page.said_as(Role::Dim, "", format!("and {more} more"));
    }
}

/// `slot: Tue 24 Nov 2026 09:00-10:00 -> Wed 25 Nov 2026 09:00-10:00`.
fn changed(field: &FieldLine) -> String {
    match (&field.before, &field.after) {
        (Some(before), Some(after)) => format!("{}: {before} -> {after}", field.name),
        (None, Some(after)) => format!("{}: {after}", field.name),
        (Some(before), None) => format!("{}: {before} -> nothing", field.name),
        (None, None) => field.name.clone(),
    }
}
