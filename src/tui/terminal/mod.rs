//! The terminal: taken at the start, given back whole however the program ends.
//!
//! Quit, an error on the way, a panic on any thread, SIGINT, SIGTERM, SIGHUP, SIGQUIT and suspension
//! all end in [`give_back`]. A program that calls `std::process::exit` must call it first.

mod modes;
mod paint;
mod pen;
mod signals;

use std::io::{self, IsTerminal};
use std::sync::{Mutex, Once};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};
use crossterm::{execute, queue};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::event::ASK_GROUND;
use crate::theme::Theme;

pub use modes::give_back;
pub use paint::write_changes;
pub use signals::{die_of, listen};

/// The terminal while it is ours; dropping it gives it back.
#[derive(Debug)]
pub struct Screen {
    /// What the terminal shows; of no size when that is not known.
    shown: Buffer,
    /// The frame that is drawn, and after it the one before: its memory is used again.
    next: Buffer,
    bytes: Vec<u8>,
    has_cursor: bool,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal and prepares for a panic; fails if standard input or output is none.
    pub fn take(mouse: bool) -> io::Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            let message = "the screen needs a terminal; without one use the verbs (truckroll --help)";
            return Err(io::Error::new(io::ErrorKind::Unsupported, message));
        }
        give_back_on_panic();
        modes::take(mouse)?;
        let nothing = Buffer::empty(Rect::ZERO);
        Ok(Screen { shown: nothing.clone(), next: nothing, bytes: Vec::new(), has_cursor: false, mouse })
    }

    /// Draws one frame, in one write; the painter answers where the cursor is, when one is shown.
    ///
    /// Fails if the terminal has been given back meanwhile (a panic on another thread), so that nothing
    /// is drawn over the report.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        if !modes::is_held() {
            wait_for_report();
            return Err(io::Error::other("the terminal has been given back"));
        }
        let (columns, rows) = crossterm::terminal::size()?;
        let area = Rect::new(0, 0, columns, rows);
        self.bytes.clear();
        if self.shown.area != area {
            self.shown = Buffer::empty(area);
            self.next.resize(area);
            queue!(self.bytes, Clear(ClearType::All))?;
        }
        self.next.reset();
        let cursor = paint(&mut self.next);
        paint::write_changes(&self.shown, &self.next, &mut self.bytes);
        match cursor {
            Some(Position { x, y }) if self.has_cursor => queue!(self.bytes, MoveTo(x, y))?,
            Some(Position { x, y }) => queue!(self.bytes, MoveTo(x, y), Show)?,
            None if self.has_cursor => queue!(self.bytes, Hide)?,
            None => {}
        }
        self.has_cursor = cursor.is_some();
        std::mem::swap(&mut self.shown, &mut self.next);
        modes::send(&self.bytes)
    }

    /// Says whether mouse reports are on.
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// Switches mouse reports on or off.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        modes::set_mouse(on)
    }

    /// Stops the program as Ctrl-z does and takes the terminal again once it is continued.
    ///
    /// Returns false and stops nothing if no shell could continue it.
    pub fn suspend(&mut self) -> io::Result<bool> {
        if !signals::can_be_continued() {
            return Ok(false);
        }
        give_back();
        signals::stop()?;
        self.resume()?;
        Ok(true)
    }

    /// Takes the terminal again, whatever became of its modes, and forgets what was drawn.
    pub fn resume(&mut self) -> io::Result<()> {
        modes::take(self.mouse)?;
        self.has_cursor = false;
        self.redraw();
        Ok(())
    }

    /// Forgets what was drawn, so that the next frame is drawn whole.
    pub fn redraw(&mut self) {
        self.shown = Buffer::empty(Rect::ZERO);
    }

    /// Lends the terminal as it was found to another program, such as an editor, and takes it again.
    ///
    /// Nothing may be reading keys meanwhile: see [`crate::event::Source`].
    pub fn lend<T>(&mut self, other: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let outcome = other();
        self.resume()?;
        Ok(outcome)
    }

    /// Asks the terminal for its background when the theme depends on it; the answer comes as
    /// [`crate::event::Event::Ground`], or never.
    pub fn ask_ground(&mut self, theme: &Theme) -> io::Result<()> {
        // These print what they do not know, or cannot be asked.
        let unasked = std::env::var("TERM").is_ok_and(|term| matches!(term.as_str(), "linux" | "dumb"));
        if unasked || !theme.depends_on_ground() {
            return Ok(());
        }
        execute!(io::stdout(), Print(ASK_GROUND))
    }

    /// Copies a text to the clipboard through the terminal (OSC 52); no answer tells whether it allows that.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Puts giving the terminal back in front of whatever reports panics; once per process.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let reporting = REPORTING.lock();
            give_back();
            report(info);
            drop(reporting);
        }));
    });
}

/// Held while a panic is reported.
static REPORTING: Mutex<()> = Mutex::new(());

/// Waits until a panic of another thread is reported: the program must not end in the midst of it.
fn wait_for_report() {
    drop(REPORTING.lock());
}
