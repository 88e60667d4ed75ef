//! What an action asks of the world beside changing the screen's own state.

use domain::Command;

use crate::action::Action;
use crate::ask::{Ask, Opened};

/// One consequence of an action.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there are a few, for the length of a key press")]
pub enum Effect {
    /// Ask the worker.
    Ask(Ask),
    /// Carry out a command; the loop adds what was seen and asks for reasons when rules object.
    Run(Command),
    /// Do an action on the targets, through its dialog where it has one.
    Act(Action),
    /// Open the details of something.
    Open(Opened),
    /// Say something for the moment.
    Say(String),
    /// Say that something is not possible, and why.
    Refuse(String),
    /// Ask for the time of the visit being moved.
    TypeTime,
    /// Copy a text to the clipboard.
    Copy(String),
}
