//! What is wrong in the config, and on which line.

use std::fmt;

use toml::Spanned;
use toml::de::DeTable;

/// One thing that is wrong in the config.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConfigFault {
    /// The line, from 1; none when no line is to blame.
    pub line: Option<usize>,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for ConfigFault {}

/// Reads a config text, in which every value knows its place.
pub(crate) fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, Vec<ConfigFault>> {
    DeTable::parse(text).map_err(|error| {
        let line = error.span().map(|span| line_of(text, span.start));
        vec![ConfigFault { line, message: error.message().to_owned() }]
    })
}

/// The line, from 1, on which a byte of a text stands.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
}

/// The name among `names` that a misspelt one was most likely meant to be; none when nothing is near.
pub(crate) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let allowed = wrong.chars().count().div_ceil(3).min(3);
    let measured = names.map(|name| (distance(wrong, name), name));
    measured.filter(|(distance, _)| *distance <= allowed).min().map(|(_, name)| name)
}

/// How many characters must be put in, taken out, replaced or swapped with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![(0..=other.len()).collect::<Vec<usize>>()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            if swapped {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_one_that_could_have_been_meant() {
        let names = || ["assign", "schedule", "undo", "go-board"].into_iter();
        for (wrong, meant) in [
            ("asign", Some("assign")),
            ("shcedule", Some("schedule")),
            ("undoo", Some("undo")),
            ("zzzz", None),
        ] {
            assert_eq!(nearest(wrong, names()), meant, "{wrong}");
        }
    }
}
