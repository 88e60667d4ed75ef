//! The search while it runs.

use app::OptimiseStep;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Asked, standing};
use crate::text::{fill, put};
use crate::theme::{Role, Theme};
use crate::widget::{line, popup};

/// How far it is.
#[derive(Debug, Clone)]
pub struct Running {
    asked: Asked,
    at: Option<OptimiseStep>,
}

impl Running {
    /// A search that has just been asked for.
    pub fn new(asked: Asked) -> Self {
        Running { asked, at: None }
    }

    /// Takes how it goes.
    pub fn tell(&mut self, step: OptimiseStep) {
        self.at = Some(step);
    }

    /// Ends it before its time; the draft keeps the best plan so far.
    pub fn stop(&self) {
        self.asked.stop.stop();
    }

    /// Draws a bar at the foot of the screen, so that the plan is seen behind it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let height = 5.min(area.height);
        let foot = Rect { y: area.bottom() - height, height, ..area };
        let title = format!("Optimising {}", self.asked.ask.date.format("%a %-d %b"));
        let room = popup::draw(buffer, foot, &title, theme);
        let ellipsis = theme.glyphs.ellipsis;
        let said = match (&self.at, self.asked.stop.is_stopped()) {
            (_, true) => "stopping; the best plan stays in the draft".to_owned(),
            (None, false) => "begins".to_owned(),
            (Some(step), false) => standing(&step.figures),
        };
        put(buffer, line(room, 0), &format!(" {said}"), theme.style(Role::Text), ellipsis);
        fill(buffer, line(room, 1), &self.bar(room.width), theme.style(Role::Accent), ellipsis);
        let stop = " Esc ends it and keeps the best so far";
        put(buffer, line(room, 2), stop, theme.style(Role::Dim), ellipsis);
    }

    fn bar(&self, width: u16) -> String {
        let limit_ms = u64::try_from(self.asked.ask.limit.as_millis()).unwrap_or(u64::MAX).max(1);
        let passed_ms = self.at.map_or(0, |step| step.elapsed_ms.min(limit_ms));
        let cells = usize::from(width.saturating_sub(16)).min(60);
        let share = usize::try_from(passed_ms * 100 / limit_ms).unwrap_or(100);
        let full = cells * share / 100;
        format!(
            " [{}{}] {} of {} s",
            "=".repeat(full),
            " ".repeat(cells - full),
            passed_ms / 1000,
            limit_ms / 1000
        )
    }
}
