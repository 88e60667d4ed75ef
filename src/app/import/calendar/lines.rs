//! The lines where components begin, and whether each is closed: what the parser does not say.

use super::CalendarError;
use crate::import::MAX_DEPTH;

/// The line of each `BEGIN`, in order. Refuses components that are not closed or lie too deep.
pub(super) fn scan(text: &str) -> Result<Vec<u64>, CalendarError> {
    let mut begins = Vec::new();
    let mut open: Vec<(u64, &str)> = Vec::new();
    for (line, text) in (1_u64..).zip(text.lines()) {
        // A folded line goes on with the one before.
        if text.starts_with([' ', '\t']) {
            continue;
        }
        let text = text.trim_start_matches('\u{feff}');
        if let Some(name) = value_of(text, "BEGIN:") {
            begins.push(line);
            open.push((line, name));
            if open.len() > MAX_DEPTH {
                return Err(CalendarError::TooDeep { line });
            }
        } else if value_of(text, "END:").is_some() {
            open.pop();
        }
    }
    match open.last() {
        Some((line, name)) => {
            let name = name.chars().take(40).collect();
            Err(CalendarError::Unclosed { line: *line, name })
        }
        None => Ok(begins),
    }
}

fn value_of<'t>(line: &'t str, name: &str) -> Option<&'t str> {
    let head = line.get(..name.len())?;
    head.eq_ignore_ascii_case(name).then(|| line[name.len()..].trim())
}
