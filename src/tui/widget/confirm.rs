//! A question that names the thing, answered yes or no.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::put;
use crate::theme::{Role, Theme};
use crate::widget::{line, popup};

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked, by name: `Cancel J-204 Boiler, Kerr?`
    pub text: String,
    /// What will follow from yes, a line each.
    pub consequences: Vec<String>,
    /// The answers with their keys: `y cancel it   n leave it`.
    pub answers: String,
}

/// Draws the question in the middle of an area; the answers are always seen.
pub fn draw(buffer: &mut Buffer, area: Rect, question: &Question, theme: &Theme) {
    let width = area.width.min(64);
    let inside = usize::from(width.saturating_sub(4));
    let mut lines: Vec<(String, Role)> =
        popup::wrap(&question.text, inside).into_iter().map(|text| (text, Role::Text)).collect();
    for consequence in &question.consequences {
        lines.extend(popup::wrap(consequence, inside).into_iter().map(|text| (text, Role::Warn)));
    }
    let height = u16::try_from(lines.len() + 4).unwrap_or(u16::MAX);
    let room = popup::draw(buffer, popup::centred(area, width, height), "", theme);
    let room = Rect { x: room.x + 1, width: room.width.saturating_sub(2), ..room };
    let last = usize::from(room.height.saturating_sub(1));
    for (place, (text, role)) in lines.iter().enumerate().take(last) {
        put(buffer, line(room, place), text, theme.style(*role), theme.glyphs.ellipsis);
    }
    put(buffer, line(room, last), &question.answers, theme.style(Role::Key), theme.glyphs.ellipsis);
}
