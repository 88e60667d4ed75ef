//! An import, or a dry run, under way.

use app::import::ImportStep;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::asked::Stop;
use crate::text::{fill, put};
use crate::theme::{Role, Theme};
use crate::widget::line;

/// How far it is.
#[derive(Debug, Clone)]
pub(super) struct Running {
    pub(super) is_dry: bool,
    pub(super) stop: Stop,
    at: Option<ImportStep>,
}

impl Running {
    pub(super) fn new(is_dry: bool) -> Self {
        Running { is_dry, stop: Stop::default(), at: None }
    }

    pub(super) fn tell(&mut self, step: ImportStep) {
        self.at = Some(step);
    }

    pub(super) fn stop(&mut self) {
        self.stop.stop();
    }

    /// What is being done, and how much of it is, in hundredths.
    fn said(&self) -> (String, usize) {
        let share = |done: usize, total: usize| (done * 100).checked_div(total).unwrap_or(0);
        match self.at {
            _ if self.stop.is_stopped() => ("stopping; nothing of it will be left".to_owned(), 0),
            None => ("begins".to_owned(), 0),
            Some(ImportStep::Checking { done, total }) => {
                (format!("checking rows: {done} of {total}"), share(done, total))
            }
            Some(ImportStep::Deciding) => ("looking at the whole".to_owned(), 100),
            Some(ImportStep::Writing { done, total }) if done < total => {
                (format!("writing records: {done} of {total}"), share(done, total))
            }
            Some(ImportStep::Writing { .. }) => ("making it last".to_owned(), 100),
        }
    }

    /// Draws a bar with what is being done over it.
    pub(super) fn draw(&self, buffer: &mut Buffer, room: Rect, theme: &Theme) {
        let (said, share) = self.said();
        let word = if self.is_dry { "Dry run" } else { "Import" };
        let ellipsis = theme.glyphs.ellipsis;
        put(buffer, line(room, 1), &format!(" {word}: {said}"), theme.style(Role::Text), ellipsis);
        let width = usize::from(room.width.saturating_sub(8)).min(60);
        let full = width * share.min(100) / 100;
        let bar = format!(" [{}{}] {share}%", "=".repeat(full), " ".repeat(width - full));
        fill(buffer, line(room, 3), &bar, theme.style(Role::Accent), ellipsis);
        let stop = " Esc stops it; nothing is kept of what was not finished";
        put(buffer, line(room, 5), stop, theme.style(Role::Dim), ellipsis);
    }
}
