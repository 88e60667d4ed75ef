//! The first start: there is no store yet, so the person chooses how to begin.

use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, Context};
use crate::event::{Event, Pace, Signal, Source};
use crate::key::Chord;
use crate::keymap::{Keymap, Pending, Pressed};
use crate::run::Ended;
use crate::terminal::{self, Screen};
use crate::text::put;
use crate::theme::{Role, Theme};
use crate::widget::line_edit::{self, LineEdit};
use crate::widget::menu::{Choice, Menu};
use crate::widget::{line, popup};

/// How the person wants to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// With a sample firm that is thrown away afterwards.
    Demo,
    /// With an empty desk of this name.
    Empty(String),
    /// Not now.
    Leave(Ended),
}

/// What is on the screen meanwhile.
enum Step {
    Choosing(Menu),
    Naming(LineEdit, Option<&'static str>),
    Importing,
}

/// How to import; the screen-driven import comes with the desk.
const IMPORT: [&str; 7] = [
    "Bring in what you have from CSV or vCard files. In a shell:",
    "",
    "  truckroll init --name \"Your firm\"",
    "  truckroll import technicians technicians.csv",
    "  truckroll import clients clients.csv",
    "  truckroll import jobs jobs.csv --dry-run",
    "Esc goes back.",
];

/// Asks how to begin; `store` is where an empty desk would be kept.
pub fn ask_first(store: &str, theme: &Theme) -> io::Result<First> {
    let mut screen = Screen::take(false)?;
    let mut source: Source<()> = Source::new(Pace::Never);
    terminal::listen(source.post())?;
    source.read_terminal()?;
    let mut step = Step::Choosing(menu());
    let keymap = Keymap::default();
    let mut pending = Pending::default();
    loop {
        screen.draw(|frame| {
            if let Some(cursor) = draw(&step, store, frame.buffer_mut(), theme) {
                frame.set_cursor_position(cursor);
            }
        })?;
        for event in source.next(None) {
            let first = match event {
                Event::Key(chord) => press(&mut step, &keymap, &mut pending, chord),
                Event::Paste(text) => {
                    if let Step::Naming(edit, _) = &mut step {
                        edit.paste(&text);
                    }
                    None
                }
                Event::Signal(Signal::End(signal)) => Some(First::Leave(Ended::Signal(signal))),
                Event::Signal(Signal::Suspend) => screen.suspend().map(|_| None)?,
                Event::Signal(Signal::Continued) => screen.resume().map(|()| None)?,
                Event::InputLost(why) => {
                    return Err(io::Error::other(format!("the terminal is gone: {why}")));
                }
                Event::Mouse(_) | Event::Resize(..) | Event::Tick | Event::Notice | Event::Reply(()) => None,
            };
            if let Some(first) = first {
                return Ok(first);
            }
        }
    }
}

fn menu() -> Menu {
    let choice = |label: &str, reasons: &str| Choice {
        label: label.to_owned(),
        reasons: reasons.to_owned(),
        ..Choice::default()
    };
    let choices = vec![
        choice("Look at a sample firm", "a living day to try everything on; nothing is kept"),
        choice("Begin with an empty desk", "technicians, clients and jobs are typed in as they come"),
        choice("Import what you have", "from CSV and vCard files"),
    ];
    Menu::new("Welcome to truckroll", choices)
}

fn press(step: &mut Step, keymap: &Keymap, pending: &mut Pending, chord: Chord) -> Option<First> {
    let context = if let Step::Naming(..) = step { Context::Line } else { Context::Menu };
    match (keymap.press(context, pending, chord), &mut *step) {
        (Pressed::Act(Action::Leave, _), Step::Choosing(_)) => return Some(First::Leave(Ended::Quit)),
        (Pressed::Act(Action::Leave, _), Step::Naming(..) | Step::Importing) => {
            *step = Step::Choosing(menu());
        }
        (Pressed::Act(Action::NextChoice, _), Step::Choosing(menu)) => menu.go(1),
        (Pressed::Act(Action::PreviousChoice, _), Step::Choosing(menu)) => menu.go(-1),
        (Pressed::Act(Action::Choose, _), Step::Choosing(menu)) => match menu.selected() {
            Some(0) => return Some(First::Demo),
            Some(1) => *step = Step::Naming(LineEdit::default(), None),
            Some(_) => *step = Step::Importing,
            None => {}
        },
        (Pressed::Act(Action::Submit, _), Step::Naming(edit, message)) => {
            let name = edit.text().trim().to_owned();
            if !name.is_empty() {
                return Some(First::Empty(name));
            }
            *message = Some("a name is needed; it stands at the top of the screen");
        }
        (Pressed::Unbound(_), Step::Choosing(menu)) => drop(menu.press(chord)),
        (Pressed::Unbound(_), Step::Naming(edit, message)) => {
            *message = None;
            edit.press(chord);
        }
        (Pressed::Act(..) | Pressed::More | Pressed::Dropped | Pressed::Unbound(_), _) => {}
    }
    None
}

fn draw(step: &Step, store: &str, buffer: &mut Buffer, theme: &Theme) -> Option<Position> {
    let area = buffer.area;
    match step {
        Step::Choosing(menu) => {
            let cursor = menu.draw(buffer, area, theme);
            let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
            let said = format!(" Enter choose  Esc leave   an empty desk is kept in {store}");
            put(buffer, last, &said, theme.style(Role::Hint), theme.glyphs.ellipsis);
            cursor
        }
        Step::Naming(edit, message) => {
            let room =
                popup::draw(buffer, popup::centred(area, 60, 5), "What is the business called?", theme);
            let shown = line_edit::Shown { prompt: ">", edit, read_back: &[], message: *message };
            line_edit::draw(buffer, room, &shown, theme)
        }
        Step::Importing => {
            let room = popup::draw(buffer, popup::centred(area, 70, 10), "Import", theme);
            for (place, text) in IMPORT.iter().enumerate() {
                put(buffer, line(room, place), text, theme.style(Role::Text), theme.glyphs.ellipsis);
            }
            None
        }
    }
}
