//! The terminal: taken at the start, given back whole however the program ends.
//!
//! Quit, an error on the way, a panic on any thread, SIGINT, SIGTERM, SIGHUP, SIGQUIT and suspension
//! all end in [`give_back`]. A program that calls `std::process::exit` must call it first.

mod modes;
mod signals;

use std::io::{self, IsTerminal, Stdout};
use std::sync::{Mutex, Once};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;
use crossterm::style::Print;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use crate::event::ASK_GROUND;
use crate::theme::Theme;

pub use modes::give_back;
pub use signals::{die_of, listen};

/// The terminal while it is ours; dropping it gives it back.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
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
        match Terminal::new(CrosstermBackend::new(io::stdout())) {
            Ok(terminal) => Ok(Screen { terminal, mouse }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Draws one frame.
    ///
    /// Fails if the terminal has been given back meanwhile (a panic on another thread), so that nothing
    /// is drawn over the report.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if !modes::is_held() {
            wait_for_report();
            return Err(io::Error::other("the terminal has been given back"));
        }
        self.terminal.draw(paint).map(|_| ())
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
        self.redraw()
    }

    /// Forgets what was drawn, so that the next frame is drawn whole.
    pub fn redraw(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal where the cursor is, and the answer would go to the reader
        // of keys; resizing to the same size clears without asking.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
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
