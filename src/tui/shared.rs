//! What every pane may know when it acts or draws.

use std::sync::Arc;

use app::view::Local;
use app::{DraftLine, Filter};
use chrono::NaiveDate;
use domain::{Business, Definitions};
use ratatui::layout::Size;

use crate::action::Action;
use crate::keymap::Keymap;
use crate::theme::Theme;

/// The circumstances of the screen, the same for every pane.
#[derive(Debug, Clone)]
pub struct Shared {
    /// The present moment in the business's zone, as of the last minute.
    pub now: Local,
    /// The business's settings.
    pub business: Business,
    /// The size of the terminal.
    pub size: Size,
    /// The bindings in force.
    pub keymap: Keymap,
    /// Colours and glyphs.
    pub theme: Theme,
    /// What the views are narrowed to.
    pub filter: Filter,
    /// The fields and substatus labels that the business added.
    pub definitions: Arc<Definitions>,
    /// The draft that is open; what is shown of the plan is as it has it.
    pub draft: Option<DraftLine>,
}

impl Shared {
    /// The local date of now.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The key to show for an action; `:` leads to one that has none.
    pub fn key_of(&self, action: Action) -> String {
        self.keymap.keys_of(action).first().map_or_else(|| ":".to_owned(), ToString::to_string)
    }

    /// Rows above a pane: the tabs, the banner of a draft that is open, and the filter while there is one.
    pub fn pane_top(&self) -> u16 {
        1 + u16::from(self.draft.is_some()) + u16::from(!self.filter.is_empty())
    }

    /// Rows that a pane has: the screen without those above and the hint line below.
    pub fn pane_height(&self) -> u16 {
        self.size.height.saturating_sub(self.pane_top() + 1)
    }
}
