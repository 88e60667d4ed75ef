//! How the first start is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Step, Welcome};
use crate::text::put;
use crate::theme::{Role, Theme};
use crate::widget::{line, line_edit, popup};

pub(super) fn draw(welcome: &Welcome, buffer: &mut Buffer, theme: &Theme) -> Option<Position> {
    let whole = buffer.area;
    let area = Rect { height: whole.height.saturating_sub(1), ..whole };
    let (cursor, hint) = match &welcome.step {
        Step::Choosing(menu) => (
            menu.draw(buffer, area, theme),
            format!("Enter choose  Esc leave   what is not a sample is kept in {}", welcome.store),
        ),
        Step::Naming { edit, message, then_import } => {
            let title = "What is the business called?";
            let room = popup::draw(buffer, popup::centred(area, 60, 5), title, theme);
            let said =
                if *then_import { "Then choose what to bring in." } else { "It can be changed later." };
            let read_back = [said.to_owned()];
            let shown = line_edit::Shown { prompt: ">", edit, read_back: &read_back, message: *message };
            let keys = if *then_import { "Enter goes on to the import" } else { "Enter begins" };
            (line_edit::draw(buffer, room, &shown, theme), format!("{keys}  Esc back"))
        }
    };
    let last = line(whole, usize::from(whole.height.saturating_sub(1)));
    put(buffer, last, &format!(" {hint}"), theme.style(Role::Hint), theme.glyphs.ellipsis);
    cursor
}
