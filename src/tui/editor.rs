//! Writing longer text in the person's own editor.

use std::io::{self, Write};
use std::process::Command;

/// The editor named by `VISUAL` or `EDITOR`; none when neither is set.
pub(crate) fn find() -> Option<String> {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|editor| !editor.trim().is_empty())
}

/// Lets the person write; lines that begin with `#` are left out. None when nothing was written.
///
/// The text is kept in a private file meanwhile, which is removed afterwards.
pub(crate) fn write(editor: &str, about: &str) -> io::Result<Option<String>> {
    let mut file = tempfile::Builder::new().prefix("truckroll-note-").suffix(".txt").tempfile()?;
    writeln!(file, "\n# A note about {}. Lines that begin with # are left out.", domain::visible(about))?;
    file.flush()?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or(editor);
    let status = Command::new(program).args(words).arg(file.path()).status()?;
    if !status.success() {
        return Err(io::Error::other(format!("it ended with {status}")));
    }
    let text = std::fs::read_to_string(file.path())?;
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let kept = kept.join("\n").trim().to_owned();
    Ok((!kept.is_empty()).then_some(kept))
}
