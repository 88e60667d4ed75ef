//! The thread that reads the terminal, and what its events are to us.

use std::io;
use std::time::Duration;

use crossterm::event::{
    Event as Terminal, KeyEventKind, MouseButton, MouseEvent, MouseEventKind, poll, read,
};

use super::ground::GroundReader;
use super::{Event, Mouse, MouseAct};
use crate::key::Chord;

/// The most terminal events taken at once: more than a held key gives between two frames.
const MOST_AT_ONCE: usize = 512;

/// How long to look for more: at no time at all the library would not look.
const GLANCE: Duration = Duration::from_micros(100);

/// Waits for the terminal and takes all that it has, in order; at least one event we look at.
pub(super) fn read_batch<M>(ground: &mut GroundReader) -> io::Result<Vec<Event<M>>> {
    loop {
        let mut batch = Vec::new();
        batch.extend(translate(read()?));
        while batch.len() < MOST_AT_ONCE && poll(GLANCE)? {
            batch.extend(translate(read()?));
        }
        let batch = ground.pass(batch);
        if !batch.is_empty() {
            return Ok(batch);
        }
    }
}

/// Gives our event for one of the terminal's; none for what we do not look at, such as key releases.
pub(super) fn translate<M>(event: Terminal) -> Option<Event<M>> {
    match event {
        Terminal::Key(key) => match key.kind {
            KeyEventKind::Press | KeyEventKind::Repeat => Chord::of_terminal(&key).map(Event::Key),
            KeyEventKind::Release => None,
        },
        Terminal::Paste(text) => Some(Event::Paste(text)),
        Terminal::Mouse(mouse) => translate_mouse(mouse).map(Event::Mouse),
        Terminal::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        Terminal::FocusGained | Terminal::FocusLost => None,
    }
}

fn translate_mouse(mouse: MouseEvent) -> Option<Mouse> {
    let act = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAct::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseAct::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseAct::Release,
        MouseEventKind::ScrollUp => MouseAct::WheelUp,
        MouseEventKind::ScrollDown => MouseAct::WheelDown,
        MouseEventKind::Down(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Mouse { act, column: mouse.column, row: mouse.row })
}
