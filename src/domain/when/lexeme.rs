//! A phrase cut into numbers, words and signs.

use super::WhenError;
use super::error::unknown;

/// What a lexeme is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Word,
    Sign,
}

/// A number, a word or one other character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexeme<'a> {
    pub(super) kind: Kind,
    /// Its text in lower case; every dash is `-`.
    pub(super) text: &'a str,
    /// Whether nothing stands between it and the one before.
    pub(super) glued: bool,
    start: usize,
    end: usize,
}

/// Cuts a text (ASCII letters already in lower case, so that offsets are those of the original).
pub(super) fn split_lexemes(text: &str) -> Vec<Lexeme<'_>> {
    let mut lexemes: Vec<Lexeme<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            if kind == Kind::Sign || next.is_whitespace() || kind_of(next) != kind {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let said = if matches!(first, '–' | '—' | '−') { "-" } else { &text[start..end] };
        let glued = lexemes.last().is_some_and(|last| last.end == start);
        lexemes.push(Lexeme { kind, text: said, glued, start, end });
    }
    lexemes
}

fn kind_of(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Number
    } else if c.is_alphabetic() {
        Kind::Word
    } else {
        Kind::Sign
    }
}

/// A place in the lexemes; copied to look ahead, assigned back to accept.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    source: &'a str,
    lexemes: &'a [Lexeme<'a>],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The start of a phrase; `source` is its original text.
    pub(super) fn new(source: &'a str, lexemes: &'a [Lexeme<'a>]) -> Self {
        Cursor { source, lexemes, at: 0 }
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.lexemes.len()
    }

    pub(super) fn peek(&self) -> Option<Lexeme<'a>> {
        self.lexemes.get(self.at).copied()
    }

    /// The next lexeme if it is glued to the one before.
    pub(super) fn peek_glued(&self) -> Option<Lexeme<'a>> {
        self.peek().filter(|lexeme| lexeme.glued)
    }

    pub(super) fn skip(&mut self) {
        self.at += 1;
    }

    /// Takes the next number.
    pub(super) fn take_number(&mut self) -> Option<&'a str> {
        let next = self.peek().filter(|lexeme| lexeme.kind == Kind::Number)?;
        self.skip();
        Some(next.text)
    }

    /// Takes a number that is glued to what is before it.
    pub(super) fn take_glued_number(&mut self) -> Option<&'a str> {
        self.peek_glued()?;
        self.take_number()
    }

    /// Takes the next word when it is one of these.
    pub(super) fn take_word(&mut self, words: &[&str]) -> Option<&'a str> {
        let next = self.peek().filter(|lexeme| lexeme.kind == Kind::Word && words.contains(&lexeme.text))?;
        self.skip();
        Some(next.text)
    }

    /// Takes the next word when the table knows it.
    pub(super) fn take_known<T>(&mut self, table: impl Fn(&str) -> Option<T>) -> Option<T> {
        let next = self.peek().filter(|lexeme| lexeme.kind == Kind::Word)?;
        let known = table(next.text)?;
        self.skip();
        Some(known)
    }

    /// Takes the next sign when it is this one.
    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let found = self.peek().is_some_and(|lexeme| lexeme.kind == Kind::Sign && lexeme.text == sign);
        self.at += usize::from(found);
        found
    }

    /// Takes a sign that is glued to what is before it.
    pub(super) fn take_glued_sign(&mut self, sign: &str) -> bool {
        self.peek_glued().is_some() && self.take_sign(sign)
    }

    /// What was said from an earlier place up to here.
    pub(super) fn said_since(&self, earlier: &Cursor<'a>) -> &'a str {
        match (self.lexemes.get(earlier.at), self.at.checked_sub(1).and_then(|last| self.lexemes.get(last))) {
            (Some(first), Some(last)) if first.start < last.end => &self.source[first.start..last.end],
            (Some(_) | None, Some(_) | None) => "",
        }
    }

    /// The text from the next lexeme to the next white space.
    pub(super) fn next_token(&self) -> &'a str {
        let rest = self.lexemes.get(self.at).map_or("", |lexeme| &self.source[lexeme.start..]);
        rest.split(char::is_whitespace).next().unwrap_or("")
    }

    /// Skips every lexeme of the text up to the next white space.
    pub(super) fn skip_token(&mut self) {
        self.skip();
        while self.peek_glued().is_some() {
            self.skip();
        }
    }

    /// The error that the next token cannot be read; what is left when there is none.
    pub(super) fn unknown_here(&self) -> WhenError {
        unknown(self.next_token())
    }
}
