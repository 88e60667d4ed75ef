//! What happened and how to undo it, on a line or two.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{fill, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, line, popup};

/// What is said, until the next key or minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What happened, or what went wrong, where and how to mend it.
    pub text: String,
    /// How to take it back: `z undo`; empty if it cannot be.
    pub undo: String,
    /// Whether something went wrong.
    pub failed: bool,
}

/// So many lines at most.
const MOST_LINES: u16 = 2;

/// How many lines a toast takes at a width: two when one would cut its end.
pub fn height(toast: &Toast, width: u16, theme: &Theme) -> u16 {
    let lines = lines_of(toast, room_beside(toast, width), theme).len();
    u16::try_from(lines).unwrap_or(MOST_LINES).clamp(1, MOST_LINES)
}

/// Draws the toast on the lines of an area; the way back is kept whole, and so is the end of the text, where
/// the time and what is left out are named.
pub fn draw(buffer: &mut Buffer, area: Rect, toast: &Toast, theme: &Theme) {
    let area = area.intersection(buffer.area);
    let role = if toast.failed { Role::Error } else { Role::Toast };
    let room = room_beside(toast, area.width);
    let mut lines = lines_of(toast, room, theme);
    if area.height < 2 && lines.len() > 1 {
        // There is one line for all of it: the ellipsis says that there is more.
        lines = vec![format!("{}{}", if toast.failed { "!" } else { " " }, toast.text)];
    }
    for (place, text) in lines.iter().enumerate() {
        let row = line(area, place);
        fill(buffer, row, "", theme.style(role), "");
        let row = Rect { width: row.width.min(room), ..row };
        put(buffer, row, text, theme.style(role), theme.glyphs.ellipsis);
    }
    let last = line(area, usize::from(area.height.saturating_sub(1)));
    let undo = area.width - room.min(area.width);
    put(
        buffer,
        after(last, area.width - undo + u16::from(undo > 0)),
        toast.undo.trim(),
        theme.style(Role::Key),
        "",
    );
}

/// The columns that the text has beside the way back.
fn room_beside(toast: &Toast, width: u16) -> u16 {
    let undo = u16::try_from(width_of(toast.undo.trim())).unwrap_or(u16::MAX);
    width.saturating_sub(if undo > 0 { undo.saturating_add(1) } else { 0 }).max(width / 2)
}

/// The lines of the text: what does not fit two is cut in the middle.
fn lines_of(toast: &Toast, room: u16, theme: &Theme) -> Vec<String> {
    let glyph = if toast.failed { "!" } else { " " };
    let inside = usize::from(room.saturating_sub(1)).max(1);
    let mut lines = popup::wrap(&domain::visible(&toast.text), inside);
    if lines.len() > usize::from(MOST_LINES) {
        let (first, end) = (lines.swap_remove(0), tail(&toast.text, inside, theme));
        lines = vec![first, end];
    }
    lines
        .into_iter()
        .enumerate()
        .map(|(place, text)| if place == 0 { format!("{glyph}{text}") } else { format!(" {text}") })
        .collect()
}

/// As much of the end of a text as fits, after an ellipsis.
fn tail(text: &str, room: usize, theme: &Theme) -> String {
    let shown = domain::visible(text).into_owned();
    let ellipsis = theme.glyphs.ellipsis;
    let free = room.saturating_sub(width_of(ellipsis));
    let starts = shown.char_indices().map(|(at, _)| at);
    let start = starts.into_iter().find(|at| width_of(&shown[*at..]) <= free).unwrap_or(shown.len());
    format!("{ellipsis}{}", &shown[start..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Glyphs, Palette};

    fn lines(text: &str, undo: &str, width: u16) -> Vec<String> {
        let theme = Theme::new(Palette::Plain, Glyphs::ASCII);
        let toast = Toast { text: text.to_owned(), undo: undo.to_owned(), failed: false };
        lines_of(&toast, room_beside(&toast, width), &theme)
    }

    #[test]
    fn the_end_of_a_text_is_never_cut() {
        assert_eq!(lines("Pinned V-1", "z undo", 40), [" Pinned V-1"]);
        let long =
            "Scheduled V-1 Transformer inspection (Fake Energy Company) for Thu 26 Nov 09:00 and 3 more";
        let two = lines(long, "z undo", 60);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with("and 3 more"), "{two:?}");
        for width in 10..120 {
            let shown = lines(long, "z undo", width);
            assert!(shown.len() <= 2, "{width}: {shown:?}");
            assert!(shown.last().is_some_and(|line| line.ends_with('e')), "{width}: {shown:?}");
            assert!(shown.iter().all(|line| width_of(line) <= usize::from(width)), "{width}: {shown:?}");
        }
    }
}
