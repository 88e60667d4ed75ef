//! A bar on standard error for work that takes a while; nothing without a terminal to watch it on.

use std::io::{IsTerminal, Write};

/// Cells of the bar itself.
const CELLS: usize = 20;

/// One line that is drawn over itself.
#[derive(Debug)]
pub(crate) struct Progress {
    is_shown: bool,
}

impl Progress {
    /// A bar that is shown when somebody watches standard error and the answer is not JSON.
    pub(crate) fn begin(is_json: bool) -> Self {
        Progress { is_shown: !is_json && std::io::stderr().is_terminal() }
    }

    /// Draws how far it is, as parts of a whole, and how it stands. Standard error that is gone is no reason to stop.
    pub(crate) fn tell(&self, part: u64, whole: u64, standing: &str) {
        if self.is_shown {
            let line = format!("\r{} {standing}\x1b[K", bar(part, whole));
            let _gone = std::io::stderr().write_all(line.as_bytes());
        }
    }
}

/// Clears the line for what is said next.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            let _gone = std::io::stderr().write_all(b"\r\x1b[K");
        }
    }
}

/// `[#####---------------]`.
fn bar(part: u64, whole: u64) -> String {
    let cells = u64::try_from(CELLS).unwrap_or_default();
    let done = usize::try_from(part.saturating_mul(cells) / whole.max(1)).unwrap_or(CELLS).min(CELLS);
    format!("[{}{}]", "#".repeat(done), "-".repeat(CELLS - done))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_longer_than_the_whole() {
        assert_eq!(bar(0, 10), "[--------------------]");
        assert_eq!(bar(5, 10), "[##########----------]");
        assert_eq!(bar(11, 10), "[####################]");
        assert_eq!(bar(1, 0), "[####################]");
    }
}
