//! What is said of the row selected in a menu, where not all of it is seen at once.

use ratatui::layout::Rect;

use super::{Deed, Ui};
use crate::dialog::Dialog;

impl Ui {
    /// The room of a pane, over which a dialog is drawn.
    pub(super) fn pane_area(&self) -> Rect {
        Rect::new(0, self.shared.pane_top(), self.shared.size.width, self.shared.pane_height())
    }

    /// Whether more is said of the row selected in the menu in front than is seen.
    pub(super) fn menu_has_more(&self) -> bool {
        matches!(self.dialogs.last(), Some(Dialog::Menu(_, menu)) if menu.has_more(self.pane_area()))
    }

    /// Reads on, or back, in what is said of the row selected.
    pub(super) fn read_on(&mut self, pages: isize) -> Vec<Deed> {
        let area = self.pane_area();
        if let Some(Dialog::Menu(_, menu)) = self.dialogs.last_mut() {
            menu.read_on(pages, area);
        }
        Vec::new()
    }
}
