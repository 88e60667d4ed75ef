//! The first start: there is no store yet, so the person chooses how to begin.

mod draw;
#[cfg(test)]
mod tests;

use std::io;

use crate::action::{Action, Context};
use crate::event::{Event, Pace, Signal, Source};
use crate::key::Chord;
use crate::keymap::{Keymap, Pending, Pressed};
use crate::run::Ended;
use crate::terminal::{self, Screen};
use crate::text::make_ascii;
use crate::theme::{Glyphs, Theme};
use crate::widget::line_edit::LineEdit;
use crate::widget::menu::{Choice, Menu};

/// How the person wants to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// With a sample firm that is thrown away afterwards.
    Demo,
    /// With an empty desk of this name.
    Empty(String),
    /// With a desk of this name, into which something is imported at once.
    Import(String),
    /// Not now.
    Leave(Ended),
}

/// What is on the screen meanwhile.
#[derive(Debug)]
struct Welcome {
    step: Step,
    keymap: Keymap,
    pending: Pending,
    /// Where an empty desk would be kept.
    store: String,
}

/// Where it stands.
#[derive(Debug)]
enum Step {
    Choosing(Menu),
    Naming {
        edit: LineEdit,
        message: Option<&'static str>,
        /// Whether an import follows.
        then_import: bool,
    },
}

/// Asks how to begin; `store` is where an empty desk would be kept.
pub fn ask_first(store: &str, theme: &Theme) -> io::Result<First> {
    let mut screen = Screen::take(false)?;
    let mut source: Source<()> = Source::new(Pace::Never);
    terminal::listen(source.post())?;
    source.read_terminal()?;
    screen.ask_ground(theme)?;
    let mut theme = *theme;
    let mut welcome = Welcome::new(store);
    loop {
        screen.draw(|buffer| {
            let cursor = draw::draw(&welcome, buffer, &theme);
            if theme.glyphs == Glyphs::ASCII {
                make_ascii(buffer);
            }
            cursor
        })?;
        for event in source.next(None) {
            let first = match event {
                Event::Key(chord) => welcome.press(chord),
                Event::Paste(text) => {
                    welcome.paste(&text);
                    None
                }
                Event::Signal(Signal::End(signal)) => Some(First::Leave(Ended::Signal(signal))),
                Event::Signal(Signal::Suspend) => screen.suspend().map(|_| None)?,
                Event::Signal(Signal::Continued) => screen.resume().map(|()| None)?,
                Event::InputLost(why) => {
                    return Err(io::Error::other(format!("the terminal is gone: {why}")));
                }
                Event::Ground(is_light) => {
                    theme = theme.grounded(is_light);
                    None
                }
                Event::Broken(what) => return Err(io::Error::other(format!("{what} has ended"))),
                Event::Mouse(_)
                | Event::Resize(..)
                | Event::Tick
                | Event::Notice
                | Event::Warning(_)
                | Event::Reply(()) => None,
            };
            if let Some(first) = first {
                return Ok(first);
            }
        }
    }
}

impl Welcome {
    fn new(store: &str) -> Self {
        Welcome {
            step: Step::Choosing(menu()),
            keymap: Keymap::default(),
            pending: Pending::default(),
            store: store.to_owned(),
        }
    }

    fn context(&self) -> Context {
        match self.step {
            Step::Choosing(_) => Context::Menu,
            Step::Naming { .. } => Context::Line,
        }
    }

    fn paste(&mut self, text: &str) {
        match &mut self.step {
            Step::Choosing(_) => {}
            Step::Naming { edit, .. } => drop(edit.paste(text)),
        }
    }

    /// Takes a key; answers when the person has chosen.
    fn press(&mut self, chord: Chord) -> Option<First> {
        let context = self.context();
        match (self.keymap.press(context, &mut self.pending, chord), &mut self.step) {
            (Pressed::Act(Action::Leave, _), Step::Choosing(_)) => return Some(First::Leave(Ended::Quit)),
            (Pressed::Act(Action::Leave, _), Step::Naming { .. }) => self.step = Step::Choosing(menu()),
            (Pressed::Act(Action::NextChoice, _), Step::Choosing(menu)) => menu.go(1),
            (Pressed::Act(Action::PreviousChoice, _), Step::Choosing(menu)) => menu.go(-1),
            (Pressed::Act(Action::Choose, _), Step::Choosing(menu)) => {
                let row = menu.selected();
                return self.choose(row);
            }
            (Pressed::Act(Action::Submit, _), Step::Naming { edit, message, then_import }) => {
                let name = edit.text().trim().to_owned();
                if name.is_empty() {
                    *message = Some("a name is needed; it stands at the top of the screen");
                    return None;
                }
                return Some(if *then_import { First::Import(name) } else { First::Empty(name) });
            }
            (Pressed::Unbound(_), Step::Choosing(menu)) => {
                if menu.take_letter(chord) {
                    let row = menu.selected();
                    return self.choose(row);
                }
            }
            (Pressed::Unbound(_), Step::Naming { edit, message, .. }) => {
                *message = None;
                edit.press(chord);
            }
            (Pressed::Act(..) | Pressed::More | Pressed::Dropped, _) => {}
        }
        None
    }

    fn choose(&mut self, row: Option<usize>) -> Option<First> {
        let naming = |then_import| Step::Naming { edit: LineEdit::default(), message: None, then_import };
        match row {
            Some(0) => return Some(First::Demo),
            Some(1) => self.step = naming(true),
            Some(_) => self.step = naming(false),
            None => {}
        }
        None
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
        choice("Import what you have", "clients, jobs, technicians, prices: CSV, vCard, JSON lines"),
        choice("Begin with an empty desk", "technicians, clients and jobs are typed in as they come"),
    ];
    // Three rows are not searched: what someone types here first is no filter.
    Menu::lettered("Welcome to truckroll", choices)
}
