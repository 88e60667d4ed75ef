//! How text looks: width, lines and colour.

use std::io::IsTerminal;

use clap::ColorChoice;

use crate::args::Globals;

/// How text looks on one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// Without lines around tables.
    pub(crate) plain: bool,
    /// Columns of the terminal; none where nothing needs to fit.
    pub(crate) width: Option<u16>,
    /// With colours.
    pub(crate) colour: bool,
}

impl Style {
    pub(super) fn of_stdout(globals: &Globals) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let width =
            if terminal { crossterm::terminal::size().ok().map(|(columns, _)| columns) } else { None };
        Style {
            plain: globals.plain || !terminal,
            width: width.filter(|columns| *columns > 0),
            colour: wants_colour(globals, terminal),
        }
    }

    pub(super) fn of_stderr(globals: &Globals) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Style { plain: globals.plain, width: None, colour: wants_colour(globals, terminal) }
    }

    /// A heading or other important words.
    pub(crate) fn strong(self, text: &str) -> String {
        self.painted(text, "1")
    }

    /// A word of alarm.
    pub(crate) fn alarm(self, text: &str) -> String {
        self.painted(text, "1;31")
    }

    fn painted(self, text: &str, code: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// An empty `NO_COLOR` does not count (no-color.org); `--color always` outweighs it.
fn wants_colour(globals: &Globals, terminal: bool) -> bool {
    match globals.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            terminal && !globals.plain && !forbidden && !dumb
        }
    }
}
