//! The panes: each shows one view as a list or grid with details, and keeps its own selection.
//!
//! A pane never reaches the store. It says what it wants loaded ([`Pane::wants`]), takes answers
//! ([`Pane::accept`]), turns actions into changes of its own state and effects ([`Pane::act`]) and draws from
//! `&self`. What is selected is kept by id, not by row, so that a refresh leaves it where it was.

pub mod board;
pub mod calendar;
pub mod clients;
pub mod detail;
pub mod today;

mod counts;
#[cfg(test)]
pub(crate) mod fixture;
mod marks;
mod motion;
mod page;
pub(crate) mod phrase;
mod reading;
mod row;
mod split;
pub(crate) mod target;
mod window;

use domain::JobId;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, Context};
use crate::ask::{Answer, Ask, Target};
use crate::effect::Effect;
use crate::event::Mouse;
use crate::shared::Shared;

/// What became of an action in a pane.
#[derive(Debug, Clone, PartialEq)]
pub enum Handled {
    /// The pane took it; these effects follow.
    Yes(Vec<Effect>),
    /// It is not the pane's: the loop deals with it, on the pane's targets where it has some.
    No,
}

impl Handled {
    /// The pane took it and nothing follows.
    pub fn quietly() -> Self {
        Handled::Yes(Vec::new())
    }

    /// The pane took it and one effect follows.
    pub fn with(effect: Effect) -> Self {
        Handled::Yes(vec![effect])
    }
}

/// One view of the screen.
pub trait Pane {
    /// Which keys hold at the moment.
    fn context(&self) -> Context;

    /// What must be loaded to show it, now or after something changed.
    fn wants(&self, shared: &Shared) -> Vec<Ask>;

    /// Takes an answer if it is one that it wanted; the selection stays where it was, by id.
    fn accept(&mut self, answer: &Answer, shared: &Shared);

    /// What must be asked now that an answer was taken, such as the card of a selection that only the answer
    /// made; the loop calls it after [`Pane::accept`]. Nothing by default.
    fn follow_up(&mut self, _shared: &Shared) -> Vec<Ask> {
        Vec::new()
    }

    /// Takes an action, with the count typed before it.
    fn act(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled;

    /// Takes an act of the mouse inside its area; none by default.
    fn point(&mut self, _mouse: Mouse, _area: Rect, _shared: &Shared) -> Handled {
        Handled::No
    }

    /// What an action would be about: the marked ones, else the selected one.
    fn targets(&self) -> Vec<Target>;

    /// Says why an action has nothing to be about, when there are no targets.
    fn nothing(&self) -> String {
        "nothing is selected".to_owned()
    }

    /// Draws itself; answers where the cursor is, when it shows one.
    fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position>;

    /// Takes that what views are narrowed to, [`Shared::filter`], has changed. By default nothing is narrowed.
    fn filter(&mut self, _shared: &Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// Takes the selection to a job that is new or was asked for, once it is loaded. By default nothing is.
    fn seek(&mut self, _job: JobId) {}

    /// What of it is to come back after a restart; nothing by default.
    fn remember(&self) -> serde_json::Value {
        serde_json::Value::Null
    }

    /// Takes what it remembered, as far as it can be read. By default nothing comes back.
    fn restore(&mut self, _kept: &serde_json::Value, _shared: &Shared) {}
}
