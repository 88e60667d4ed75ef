//! From what somebody types to what the index is asked.

use domain::digits;

use super::fold::fold;
use super::text::MARK;

/// Words beyond this many narrow nothing and cost time.
const MAX_WORDS: usize = 12;
/// Letters of a word beyond this many narrow nothing.
const MAX_LETTERS: usize = 60;

/// The query of a text: every word must be there; none when it has no word. Words of three letters or more
/// are found anywhere, shorter ones at the start of a word. Whatever is typed, the syntax is right: words
/// are quoted strings.
pub(crate) fn query_of(text: &str) -> Option<String> {
    let folded = fold(text);
    let words: Vec<String> = folded.split(' ').filter_map(word_query).take(MAX_WORDS).collect();
    if words.is_empty() {
        return None;
    }
    let all = words.join(" AND ");
    match whole_number(&folded) {
        Some(number) => Some(format!("({all}) OR {number}")),
        None => Some(all),
    }
}

fn word_query(word: &str) -> Option<String> {
    let word: String = word.chars().take(MAX_LETTERS).collect();
    let plain = digits(&word);
    if is_phone_like(&word) && plain.len() >= 3 && plain != word {
        return Some(format!("({} OR {})", quoted(&word), quoted(&plain)));
    }
    match word.chars().count() {
        0 => None,
        // A lone sign between words, as in "Kerr & Sons", is no word.
        1 | 2 if !word.contains(char::is_alphanumeric) => None,
        1 | 2 => Some(quoted(&format!("{MARK}{word}"))),
        _ => Some(quoted(&word)),
    }
}

/// A telephone number typed with spaces: its digits in a row; and, when it has its country's code, its
/// last nine, which is how it may have been written at home.
fn whole_number(folded: &str) -> Option<String> {
    let plain = digits(folded);
    if plain.len() < 6 || !folded.split(' ').all(is_phone_like) {
        return None;
    }
    let plain: String = plain.chars().take(MAX_LETTERS).collect();
    let home = plain.len().checked_sub(9).filter(|&cut| cut > 0).map(|cut| &plain[cut..]);
    let mut query = quoted(&plain);
    if let Some(home) = home {
        query = format!("{query} OR {}", quoted(home));
    }
    Some(query)
}

fn is_phone_like(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || "+-()./".contains(c))
}

/// A string of the full-text syntax: nothing in it but the quote has a meaning, and that is doubled.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
