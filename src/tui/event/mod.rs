//! Everything that can wake the screen, as one closed type.

mod ground;
mod source;
mod terminal;

use crate::key::Chord;

pub(crate) use ground::ASK_GROUND;
pub use source::{Pace, Post, Source};

/// One thing that happened; `M` is what the worker answers with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<M> {
    /// A key was pressed or repeats.
    Key(Chord),
    /// Text was pasted, newlines and all.
    Paste(String),
    /// The mouse did something we look at.
    Mouse(Mouse),
    /// The terminal has another size now: columns, rows.
    Resize(u16, u16),
    /// The terminal says whether its background is light.
    Ground(bool),
    /// A minute began.
    Tick,
    /// The store has operations that we have not seen.
    Notice,
    /// The worker answers.
    Reply(M),
    /// The system wants something of the process.
    Signal(Signal),
    /// Something beside the screen's own work went wrong; says what.
    Warning(String),
    /// A thread that the screen needs has ended; says which.
    Broken(&'static str),
    /// No more keys will come: the terminal is gone; says why.
    InputLost(String),
}

/// What the system wants of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Suspend: SIGTSTP.
    Suspend,
    /// It has been continued: SIGCONT.
    Continued,
    /// End, of the signal with this number.
    End(i32),
}

/// One act of the mouse at a cell counted from the top left, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub act: MouseAct,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button went down.
    Press,
    /// It moved with the left button down.
    Drag,
    /// The left button came up.
    Release,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// Drops what a later event of the same batch makes needless: all but the last size, the last of a run of
/// drags, the first tick and the first notice.
pub(crate) fn settle<M>(batch: Vec<Event<M>>) -> Vec<Event<M>> {
    let mut kept: Vec<Event<M>> = Vec::with_capacity(batch.len());
    let last_size = batch.iter().rposition(|event| matches!(event, Event::Resize(..)));
    let (mut ticked, mut noticed) = (false, false);
    for (place, event) in batch.into_iter().enumerate() {
        let needless = match &event {
            Event::Resize(..) => last_size != Some(place),
            Event::Tick => std::mem::replace(&mut ticked, true),
            Event::Notice => std::mem::replace(&mut noticed, true),
            Event::Mouse(mouse) => {
                if mouse.act == MouseAct::Drag && kept.last().is_some_and(is_drag) {
                    kept.pop();
                }
                false
            }
            Event::Key(_)
            | Event::Ground(_)
            | Event::Paste(_)
            | Event::Reply(_)
            | Event::Signal(_)
            | Event::Warning(_)
            | Event::Broken(_)
            | Event::InputLost(_) => false,
        };
        if !needless {
            kept.push(event);
        }
    }
    kept
}

fn is_drag<M>(event: &Event<M>) -> bool {
    matches!(event, Event::Mouse(Mouse { act: MouseAct::Drag, .. }))
}

#[cfg(test)]
mod tests;
