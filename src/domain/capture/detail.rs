//! What a line says of its client beside the name: `Zebediah Quux, 12 High St, 07700 900999`.
//!
//! A part between commas that is only a telephone number or an e-mail address, or begins with a house number,
//! is never a name: it belongs to the part before it. In quotes it is a name all the same: `"24 Hour Gym"`.

use crate::text::{digits, is_email};

/// What a line says of its client beside the name, each as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientDetails {
    /// The parts of the address: the street first.
    pub address: Vec<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
}

impl ClientDetails {
    /// Whether nothing was said beside the name.
    pub fn is_empty(&self) -> bool {
        self.address.is_empty() && self.phones.is_empty() && self.emails.is_empty()
    }

    /// Says it in one line, as it could be typed.
    pub fn line(&self) -> String {
        let parts: Vec<&str> =
            self.address.iter().chain(&self.phones).chain(&self.emails).map(String::as_str).collect();
        parts.join(", ")
    }

    pub(super) fn add(&mut self, kind: PartKind, text: String) {
        match kind {
            PartKind::Phone => self.phones.push(text),
            PartKind::Email => self.emails.push(text),
            PartKind::Address | PartKind::Words => self.address.push(text),
        }
    }
}

/// What a part between commas looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// Words: a name, a town or more of the title.
    Words,
    /// It begins with the number of a house.
    Address,
    Phone,
    Email,
}

impl PartKind {
    /// What a part looks like that was not quoted.
    pub(super) fn of(text: &str) -> Self {
        if is_phone(text) {
            PartKind::Phone
        } else if is_dotted_email(text) {
            PartKind::Email
        } else if begins_with_house(text) {
            PartKind::Address
        } else {
            PartKind::Words
        }
    }
}

/// Which of the parts after the title names the client; none if no part is a name.
///
/// The last one that is no detail; but the one before a house number where there is one, so that in
/// `Quux, 12 High St, Leeds` the town is no name.
pub(super) fn name_among(parts: &[PartKind]) -> Option<usize> {
    let last = parts.iter().rposition(|kind| *kind == PartKind::Words)?;
    let street = parts[..last].iter().rposition(|kind| *kind == PartKind::Address);
    let before_street =
        street.and_then(|street| parts[..street].iter().rposition(|kind| *kind == PartKind::Words));
    Some(before_street.unwrap_or(last))
}

/// A number of seven figures or more and nothing else but what parts or begins numbers.
fn is_phone(text: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '.' | '/');
    digits(text).len() >= 7 && text.chars().all(is_of_number)
}

fn is_dotted_email(text: &str) -> bool {
    is_email(text) && text.split_once('@').is_some_and(|(_, host)| host.contains('.'))
}

/// `12 High St`, `12a High St`, `12-14 High St`; `1st Choice` begins with no house.
fn begins_with_house(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(number) = words.next() else { return false };
    let figures = number.strip_suffix(|c: char| c.is_ascii_alphabetic()).unwrap_or(number);
    let is_number = figures.starts_with(|c: char| c.is_ascii_digit())
        && figures.ends_with(|c: char| c.is_ascii_digit())
        && figures.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '/'));
    is_number && words.next().is_some_and(|word| word.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_known_by_its_look() {
        for (text, kind) in [
            ("07700 900999", PartKind::Phone),
            ("+44 (0)20 7946-0000", PartKind::Phone),
            ("12 34 56", PartKind::Words),
            ("12 High St", PartKind::Address),
            ("12a High St", PartKind::Address),
            ("12-14 High St", PartKind::Address),
            ("1st Choice Lets", PartKind::Words),
            ("3M", PartKind::Words),
            ("Flat 2", PartKind::Words),
            ("zeb@example.com", PartKind::Email),
            ("Kerr @ home", PartKind::Words),
        ] {
            assert_eq!(PartKind::of(text), kind, "{text}");
        }
    }
}
