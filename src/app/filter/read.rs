//! Reading a typed filter.

use std::str::FromStr;

use domain::{Mark, Priority, Stage};
use thiserror::Error;

use super::Filter;

/// The words before a colon, each with what follows it; the first of a meaning is how it is written.
pub const FIELDS: [(&str, &str); 8] = [
    ("zone", "a zone"),
    ("svc", "an entry of the price book"),
    ("service", "an entry of the price book"),
    ("stage", "a stage"),
    ("client", "a client"),
    ("tag", "a tag"),
    ("mark", "a mark"),
    ("technician", "a technician"),
];

/// Why a text is no filter.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FilterError {
    /// Neither a mark nor a priority.
    #[error("!{word} is neither a mark nor a priority; they are {}", marks_and_priorities())]
    Mark {
        /// What was typed.
        word: String,
    },
    /// Not a stage.
    #[error("{word} is not a stage; stages are {}", Stage::ALL.map(Stage::name).join(", "))]
    Stage {
        /// What was typed.
        word: String,
    },
    /// No field has that name.
    #[error(
        "nothing is called {field}: here; write {}, or \"{field}:…\" in quotes for the words",
        field_names()
    )]
    Field {
        /// What was typed before the colon.
        field: String,
    },
    /// A sign with nothing after it.
    #[error("{sign} is followed by nothing; name {what} after it")]
    Empty {
        /// The sign or field.
        sign: String,
        /// What is to follow.
        what: &'static str,
    },
    /// A quote that does not end.
    #[error("the quote {text} does not end")]
    Quote {
        /// From the quote on.
        text: String,
    },
}

fn marks_and_priorities() -> String {
    let marks = Mark::ALL.map(Mark::name).into_iter();
    marks.chain(Priority::ALL.map(Priority::word)).collect::<Vec<_>>().join(", ")
}

fn field_names() -> String {
    FIELDS.map(|(name, _)| format!("{name}:")).join(", ")
}

impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        let mut filter = Filter::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let without = rest.strip_prefix('-').filter(|term| !term.is_empty() && !begins_blank(term));
            let (term, after) = cut_term(without.unwrap_or(rest))?;
            if without.is_some() {
                filter.take_without(term)?;
            } else {
                filter.take(term)?;
            }
            rest = after.trim_start();
        }
        Ok(filter)
    }
}

fn begins_blank(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}

/// One term: what says its kind, and its value without quotes.
struct Term {
    sign: String,
    value: String,
    quoted: bool,
}

/// Cuts the first term off a text that begins with no blank.
fn cut_term(text: &str) -> Result<(Term, &str), FilterError> {
    let sign_end = sign_end(text);
    let (sign, rest) = text.split_at(sign_end);
    let sign = sign.to_owned();
    if let Some(inside) = rest.strip_prefix('"') {
        let (value, after) = unquote(inside).ok_or_else(|| FilterError::Quote { text: rest.to_owned() })?;
        return Ok((Term { sign, value, quoted: true }, after));
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Ok((Term { sign, value: rest[..end].to_owned(), quoted: false }, &rest[end..]))
}

/// Where the sign of a term ends: after `@`, `#`, `!`, or the colon that follows letters; 0 for a plain word.
fn sign_end(text: &str) -> usize {
    if text.starts_with(['@', '#', '!']) {
        return 1;
    }
    match text.find(|c: char| !c.is_ascii_alphabetic()) {
        Some(end) if end > 0 && text[end..].starts_with(':') => end + 1,
        Some(_) | None => 0,
    }
}

/// The text inside a quote, two quotes standing for one, and what follows it; none when it does not end.
fn unquote(inside: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = inside;
    loop {
        let end = rest.find('"')?;
        value.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                value.push('"');
                rest = more;
            }
            None => return Some((value, rest)),
        }
    }
}

impl Filter {
    fn take(&mut self, term: Term) -> Result<(), FilterError> {
        let Term { sign, value, quoted } = term;
        let field = sign.to_ascii_lowercase();
        let what = match field.as_str() {
            "" => {
                // A quote of blanks says nothing.
                if !value.trim().is_empty() {
                    self.words.push(value);
                }
                return Ok(());
            }
            "@" | "technician:" => "a technician",
            "#" | "tag:" => "a tag",
            "!" | "mark:" => "a mark or a priority",
            "zone:" => "a zone",
            "svc:" | "service:" => "an entry of the price book",
            "client:" => "a client",
            "stage:" => "a stage",
            // An address of the web or a time is what it looks like.
            _ if !quoted && value.starts_with('/') => {
                self.words.push(sign + &value);
                return Ok(());
            }
            _ => return Err(FilterError::Field { field: sign.trim_end_matches(':').to_owned() }),
        };
        if value.trim().is_empty() {
            return Err(FilterError::Empty { sign, what });
        }
        match field.as_str() {
            "@" | "technician:" => self.technicians.push(value),
            "#" | "tag:" => self.tags.push(value),
            "zone:" => self.zones.push(value),
            "svc:" | "service:" => self.services.push(value),
            "client:" => self.clients.push(value),
            "stage:" => {
                let stage = Stage::from_name(&value);
                self.stages.push(stage.ok_or(FilterError::Stage { word: value })?);
            }
            _ => self.take_mark(value)?,
        }
        Ok(())
    }

    /// A term that must not hold. A word that is all signs narrows nothing, so nothing is left out for it.
    fn take_without(&mut self, term: Term) -> Result<(), FilterError> {
        let mut one = Filter::default();
        one.take(term)?;
        one.words.retain(|word| word.contains(char::is_alphanumeric));
        if !one.is_empty() && !self.without.contains(&one) {
            self.without.push(one);
        }
        Ok(())
    }

    fn take_mark(&mut self, word: String) -> Result<(), FilterError> {
        let priority = Priority::ALL.into_iter().find(|known| known.word().eq_ignore_ascii_case(&word));
        match (Mark::from_name(&word), priority) {
            (Some(mark), _) => self.marks.push(mark),
            (None, Some(priority)) => self.priorities.push(priority),
            (None, None) => return Err(FilterError::Mark { word }),
        }
        Ok(())
    }
}
