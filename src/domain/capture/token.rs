//! A line of capture cut into words, quoted texts, commas and markers.

use std::ops::Range;

use crate::Priority;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    /// Words in double quotes: never read as a time or a marker.
    Quoted,
    Comma,
    Technician,
    Tag,
    Priority(Priority),
}

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind,
    /// Its value, without marker and quotes.
    pub(super) text: &'a str,
    /// Its bytes in the line, marker and quotes included.
    pub(super) range: Range<usize>,
}

impl Token<'_> {
    /// Whether it is title or client unless it turns out to be a time.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Quoted)
    }
}

/// Cuts a line; the range of the note, from its `::`, is apart.
pub(super) fn split_tokens(line: &str) -> (Vec<Token<'_>>, Option<Range<usize>>) {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        let rest = &line[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        if rest.starts_with("::") {
            return (tokens, Some(at..line.trim_end().len()));
        }
        let (kind, value, len) = next_token(rest, first);
        tokens.push(Token { kind, text: &rest[value], range: at..at + len });
        at += len;
    }
    (tokens, None)
}

/// The kind of the token that the text begins with, the range of its value, and its whole length.
fn next_token(text: &str, first: char) -> (TokenKind, Range<usize>, usize) {
    if first == ',' {
        return (TokenKind::Comma, 0..1, 1);
    }
    if let Some(value) = quoted(text) {
        let len = value.end + 1;
        return (TokenKind::Quoted, value, len);
    }
    let len = word_len(text);
    let plain = (TokenKind::Word, 0..len, len);
    let marked = |kind: TokenKind| match quoted(&text[1..]) {
        Some(value) => (kind, value.start + 1..value.end + 1, value.end + 2),
        None => (kind, 1..len, len),
    };
    match first {
        '@' if len > 1 => marked(TokenKind::Technician),
        // `#12` is a number of something, not a tag.
        '#' if text[1..len].contains(|c: char| !c.is_ascii_digit()) => marked(TokenKind::Tag),
        '!' => match priority(&text[1..len]) {
            Some(priority) => (TokenKind::Priority(priority), 1..len, len),
            None => plain,
        },
        _ => plain,
    }
}

fn priority(word: &str) -> Option<Priority> {
    Priority::ALL.into_iter().find(|priority| priority.word().eq_ignore_ascii_case(word))
}

/// The range inside double quotes that the text begins with: not empty, and closed before white
/// space, a comma or the end, so that `15" sink` is not a quote.
fn quoted(text: &str) -> Option<Range<usize>> {
    let inside = text.strip_prefix('"')?;
    let len = inside.find('"').filter(|&len| !inside[..len].trim().is_empty())?;
    let closes = inside[len + 1..].chars().next().is_none_or(|next| next == ',' || next.is_whitespace());
    closes.then_some(1..len + 1)
}

/// The bytes up to white space or a comma; a comma between figures (`1,5`) belongs to the word.
fn word_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let figure =
        |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_digit);
    let ends = |&(at, c): &(usize, char)| {
        c.is_whitespace() || (c == ',' && !(figure(at.checked_sub(1)) && figure(at.checked_add(1))))
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}
