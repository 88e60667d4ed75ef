//! The filter as it is typed, built from lists, kept under names, and shown above every view.

mod change;
mod complete;
mod highlight;
mod menu;

#[cfg(test)]
mod tests;

use app::{Filter, FilterNames, SavedFilters};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::text::{fill, put, width_of};
use crate::theme::Role;
use crate::ui::Ui;
use crate::widget::after;

pub use change::FilterChange;
pub use complete::{Completion, complete};
pub use highlight::highlight;
pub use menu::{FilterKind, FilterRow, kinds_menu, values_menu};

/// What is said of a filter line that is empty.
pub const GRAMMAR: &str = "@who  #tag  !mark or priority  zone:  svc:  stage:  client:  words; -#tag: not";

/// What the screen knows of filters beside the one in force.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// What can be named.
    pub names: FilterNames,
    /// Those kept by the screen.
    pub kept: SavedFilters,
    /// Those of the configuration.
    pub configured: SavedFilters,
    /// The filter that was in force before the line that is being typed.
    pub before: Filter,
}

impl Filters {
    /// The filters of the configuration and those kept, by name.
    pub fn all(&self) -> SavedFilters {
        self.kept.clone().with(self.configured.clone())
    }
}

/// Draws the filter in force on a line, with the keys that change it and take it away; nothing without one.
pub(crate) fn draw(ui: &Ui, buffer: &mut Buffer, row: Rect) {
    let (shared, theme) = (&ui.shared, &ui.shared.theme);
    if shared.filter.is_empty() {
        return;
    }
    let keys =
        format!("{} edit  {} show all ", shared.key_of(Action::Search), shared.key_of(Action::ShowAll));
    let cells = u16::try_from(width_of(&keys)).unwrap_or(row.width).min(row.width / 2);
    let room = Rect { width: row.width - cells, ..row };
    let text = format!(" Filter {}", domain::visible(&shared.filter.to_string()));
    fill(buffer, row, "", theme.style(Role::Accent), "");
    put(buffer, room, &text, theme.style(Role::Accent), theme.glyphs.ellipsis);
    put(buffer, after(row, row.width - cells), &keys, theme.style(Role::Key), theme.glyphs.ellipsis);
}
