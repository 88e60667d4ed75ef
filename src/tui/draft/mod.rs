//! Drafts of the plan on the screen: the banner, the menu, and going in and out.
//!
//! The worker's desk is in the draft, so every load is of the draft; the screen only says so.

use app::{App, DraftLine};
use chrono::NaiveDate;
use domain::{DraftId, VisitId};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::ask::Answer;
use crate::shared::Shared;
use crate::text::{counted, fill, put, width_of};
use crate::theme::Role;
use crate::widget::after;
use crate::widget::menu::{Choice, Menu};

/// What a row of the menu of drafts does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftRow {
    /// Makes a draft about a day and goes into it.
    New(NaiveDate),
    /// Goes into a draft.
    Enter(DraftId),
    /// Does an action of the draft that is open.
    Act(Action),
}

/// The drafts there are, and the one that the desk is in. One that is gone is left.
pub(crate) fn drafts(app: &mut App) -> app::Result<Answer> {
    let all = app.drafts()?;
    let current = app.in_draft().and_then(|id| all.iter().find(|draft| draft.id == id).cloned());
    if current.is_none() {
        app.enter_draft(None)?;
    }
    Ok(Answer::Drafts(current, all))
}

/// Goes into a draft, or back to the plan itself.
pub(crate) fn enter(app: &mut App, draft: Option<DraftId>) -> app::Result<Answer> {
    app.enter_draft(draft)?;
    Ok(Answer::Entered(draft.map(|id| app.draft(id)).transpose()?))
}

/// Makes a draft about a day and goes into it.
pub(crate) fn begin(app: &mut App, date: NaiveDate) -> app::Result<Answer> {
    let made = app.new_draft("", Some(date))?;
    enter(app, Some(made.id))
}

/// Draws on a line that a draft is open, what it is called, and what can be done; gives how many lines that took.
pub(crate) fn draw_banner(shared: &Shared, buffer: &mut Buffer, row: Rect) -> usize {
    let Some(draft) = &shared.draft else { return 0 };
    let theme = &shared.theme;
    let style = theme.style_if(Role::Warn, true);
    let dot = theme.glyphs.dot;
    let key = shared.key_of(Action::Draft);
    let keys = [format!("{key}: diff, commit, discard, leave "), format!("{key}: commit, leave "), key];
    let said = format!(" DRAFT {} {dot} {} changed", domain::visible(&draft.name), say_visits(draft.visits));
    let width = usize::from(row.width);
    let fits = |keys: &&String| width_of(&said) + 1 + width_of(keys) <= width;
    let keys = keys.iter().find(fits).map_or("", String::as_str);
    fill(buffer, row, &said, style, theme.glyphs.ellipsis);
    let cells = u16::try_from(width_of(keys)).unwrap_or(0).min(row.width);
    put(buffer, after(row, row.width - cells), keys, style, "");
    1
}

/// How many visits, in words.
pub(crate) fn say_visits(count: usize) -> String {
    counted(count, "visit")
}

/// The menu: what can be done with the draft that is open, the others there are, a new one.
pub(crate) fn menu(open: Option<&DraftLine>, all: &[DraftLine], date: NaiveDate) -> (Vec<DraftRow>, Menu) {
    let mut rows = Vec::new();
    let mut choices = Vec::new();
    let mut add = |row: DraftRow, label: String, aside: String| {
        rows.push(row);
        choices.push(Choice { label, aside, ..Choice::default() });
    };
    if open.is_some() {
        for (action, label) in [
            (Action::DraftDiff, "Differences: what it would change"),
            (Action::DraftOptimise, "Optimise the day: find the best plan"),
            (Action::DraftCommit, "Commit it as one operation"),
            (Action::DraftLeave, "Leave it as it is, back to the plan"),
            (Action::DraftDiscard, "Throw it away"),
        ] {
            add(DraftRow::Act(action), label.to_owned(), String::new());
        }
    }
    let day = date.format("%a %-d %b");
    add(DraftRow::New(date), format!("New draft of {day}"), String::new());
    for draft in all.iter().filter(|draft| open.is_none_or(|open| open.id != draft.id)) {
        let aside = format!("{} {} changed", draft.id, say_visits(draft.visits));
        add(DraftRow::Enter(draft.id), format!("Go into {}", domain::visible(&draft.name)), aside);
    }
    let title =
        open.map_or_else(|| "Drafts".to_owned(), |draft| format!("Draft {}", domain::visible(&draft.name)));
    (rows, Menu::lettered(title, choices))
}

/// The visits among what an action is about.
pub(crate) fn visits_of(targets: &[crate::ask::Target]) -> Vec<VisitId> {
    targets.iter().filter_map(|target| target.visit).map(|(id, _)| id).collect()
}
