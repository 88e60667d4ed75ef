//! One-line capture: `boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent :: key under mat`.
//!
//! - The **title** comes first; the **client** follows the last comma that has words after it, up to
//!   a marker or a time. A name with a comma is quoted: `"Smith, John"`. What reads as an **address** or a
//!   telephone number is no name but belongs to the one before it, and what follows a house number is more of
//!   the address: `Quux, 12 High St, Leeds, 07700 900999`.
//! - `@name` is a **technician**, the first one the lead; `#word` a **tag** (`#12` is text);
//!   `!low`, `!normal`, `!high`, `!urgent` the **priority**, of which the first counts. A value with
//!   spaces is quoted: `@"Dana Smith"`.
//! - `::` begins the **note**, which runs to the end.
//! - **Times** stand anywhere the time grammar trusts them ([`crate::find_when`]); those after the
//!   client win over those in the title, and may be split by markers: `tmw @dana 9am`.
//!
//! Reading never fails: what is not recognised stays in the title or the client. Finding the records
//! that names mean is left to others.

mod detail;
mod token;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::Priority;
use crate::when::{
    Run, RunPlace, Trust, When, WhenContext, WhenError, WhenTime, find_run, read_when, reads_as_phrase,
};

pub use detail::ClientDetails;
use detail::{PartKind, name_among};
use token::{Token, TokenKind, split_tokens};

/// What a line of capture says; names are as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Captured {
    /// What is to be done; empty when nothing was said of it.
    pub title: String,
    /// Whom for.
    pub client: Option<String>,
    /// What is said of the client beside the name.
    pub client_details: ClientDetails,
    /// The crew, lead first.
    pub technicians: Vec<String>,
    /// When; an error when the words are about time but have not one meaning. None when no day or
    /// time was said.
    pub when: Option<Result<When, WhenError>>,
    /// The length that was said, in minutes, also when `when` is none or ambiguous.
    pub minutes: Option<u32>,
    /// Tags without `#`, in order, each once.
    pub tags: Vec<String>,
    /// The priority.
    pub priority: Option<Priority>,
    /// The note after `::`.
    pub note: Option<String>,
    /// Which bytes of the line are what, in order and without overlap.
    pub parts: Vec<CapturedPart>,
}

/// A stretch of the line and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapturedPart {
    /// What it was taken for.
    pub kind: CapturedKind,
    /// Its bytes, on character boundaries, markers and quotes included.
    pub range: Range<usize>,
}

/// What a stretch of the line was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CapturedKind {
    /// Part of the title.
    Title,
    /// The client.
    Client,
    /// A technician.
    Technician,
    /// A day, time or length.
    When,
    /// A tag.
    Tag,
    /// The priority.
    Priority,
    /// The note.
    Note,
}

/// Reads a line of capture; never fails.
pub fn capture(line: &str, context: &WhenContext) -> Captured {
    let (mut tokens, note) = split_tokens(line);
    keep_first_priority(&mut tokens, line);
    let runs = choose_runs(&tokens);
    let mut captured = Captured::default();
    read_times(&mut captured, line, &tokens, &runs, context);
    read_markers(&mut captured, &tokens);
    read_texts(&mut captured, &tokens, &runs);
    if let Some(range) = note {
        captured.note =
            Some(line[range.start + 2..range.end].trim().to_owned()).filter(|note| !note.is_empty());
        captured.parts.push(CapturedPart { kind: CapturedKind::Note, range });
    }
    captured.parts.sort_by_key(|part| part.range.start);
    captured
}

/// Turns every priority after the first back into text.
fn keep_first_priority<'a>(tokens: &mut [Token<'a>], line: &'a str) {
    let priorities = tokens.iter_mut().filter(|token| matches!(token.kind, TokenKind::Priority(_)));
    for token in priorities.skip(1) {
        token.kind = TokenKind::Word;
        token.text = &line[token.range.clone()];
    }
}

/// The runs of tokens that together say when: those of the tail, or of the title when the tail has
/// none. Lone figures count only when all read as one phrase; otherwise the rest is kept even if it
/// says two times, for that is an error to show rather than a choice to make.
fn choose_runs(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut title = Vec::new();
    let mut tail = Vec::new();
    for (stretch, place) in stretches(tokens) {
        let words: Vec<&str> = tokens[stretch.clone()].iter().map(|token| token.text).collect();
        let Some(Run { tokens: run, trust }) = find_run(&words, place) else {
            continue;
        };
        let run = (trust, stretch.start + run.start..stretch.start + run.end);
        match place {
            RunPlace::Title => title.push(run),
            RunPlace::Open | RunPlace::Tail => tail.push(run),
        }
    }
    let trusted = |runs: &[(Trust, Range<usize>)]| runs.iter().any(|(trust, _)| *trust > Trust::Beside);
    let mut runs = if trusted(&tail) { tail } else { title };
    let words = runs.iter().flat_map(|(_, run)| &tokens[run.clone()]).map(|token| token.text);
    if !reads_as_phrase(&words.collect::<Vec<_>>().join(" ")) {
        runs.retain(|(trust, _)| *trust > Trust::Beside);
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// The unbroken stretches of plain words, and where each stands.
fn stretches(tokens: &[Token<'_>]) -> Vec<(Range<usize>, RunPlace)> {
    let client_comma = client_comma(tokens);
    let mut stretches = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let len = tokens[start..].iter().take_while(|token| token.kind == TokenKind::Word).count();
        if len == 0 {
            start += 1;
            continue;
        }
        let place = match client_comma {
            Some(comma) if start < comma => RunPlace::Title,
            None if start == 0 => RunPlace::Open,
            Some(_) | None => RunPlace::Tail,
        };
        stretches.push((start..start + len, place));
        start += len;
    }
    stretches
}

/// The last comma that is followed by more than times: in `leak, Kerr, tmw, 9am` the first.
fn client_comma(tokens: &[Token<'_>]) -> Option<usize> {
    let mut end = tokens.len();
    while let Some(comma) = tokens[..end].iter().rposition(|token| token.kind == TokenKind::Comma) {
        let texts: Vec<&str> =
            tokens[comma..end].iter().filter(|token| token.is_text()).map(|token| token.text).collect();
        if !texts.is_empty() && !reads_as_phrase(&texts.join(" ")) {
            return Some(comma);
        }
        end = comma;
    }
    None
}

fn read_times(
    captured: &mut Captured,
    line: &str,
    tokens: &[Token<'_>],
    runs: &[Range<usize>],
    context: &WhenContext,
) {
    let ranges: Vec<Range<usize>> = runs.iter().filter_map(|run| bytes_of(&tokens[run.clone()])).collect();
    if ranges.is_empty() {
        return;
    }
    let said: Vec<&str> = ranges.iter().map(|range| &line[range.clone()]).collect();
    let when = read_when(&said.join(" "), context);
    captured.minutes = match &when {
        Ok(when) => when.minutes,
        Err(WhenError::Ambiguous { readings, .. }) => readings.first().and_then(|reading| reading.minutes),
        Err(WhenError::Unknown { .. } | WhenError::Impossible { .. }) => None,
    };
    let length_alone = matches!(when, Ok(When { date: None, time: WhenTime::None, .. }));
    captured.when = (!length_alone).then_some(when);
    captured.parts.extend(ranges.into_iter().map(|range| CapturedPart { kind: CapturedKind::When, range }));
}

fn read_markers(captured: &mut Captured, tokens: &[Token<'_>]) {
    for token in tokens {
        let value = token.text.to_owned();
        let kind = match token.kind {
            TokenKind::Word | TokenKind::Quoted | TokenKind::Comma => continue,
            TokenKind::Technician => {
                add_once(&mut captured.technicians, value);
                CapturedKind::Technician
            }
            TokenKind::Tag => {
                add_once(&mut captured.tags, value);
                CapturedKind::Tag
            }
            TokenKind::Priority(priority) => {
                captured.priority = Some(priority);
                CapturedKind::Priority
            }
        };
        captured.parts.push(CapturedPart { kind, range: token.range.clone() });
    }
}

fn add_once(list: &mut Vec<String>, value: String) {
    if !list.contains(&value) {
        list.push(value);
    }
}

/// An unbroken stretch of text that is no time.
struct Fragment {
    tokens: Range<usize>,
    /// How many commas come before it.
    commas: usize,
}

fn read_texts(captured: &mut Captured, tokens: &[Token<'_>], runs: &[Range<usize>]) {
    let fragments = fragments(tokens, runs);
    let roles = roles_of(&fragments, tokens);
    let mut title_commas = 0;
    for (fragment, role) in fragments.into_iter().zip(roles) {
        let text = text_of(&fragment, tokens);
        let kind = if role == Role::Title { CapturedKind::Title } else { CapturedKind::Client };
        match role {
            Role::Client => captured.client = Some(text),
            Role::Detail(kind) => captured.client_details.add(kind, text),
            Role::Title => {
                if !captured.title.is_empty() {
                    captured.title.push_str(if fragment.commas > title_commas { ", " } else { " " });
                }
                captured.title.push_str(&text);
                title_commas = fragment.commas;
            }
        }
        captured.parts.extend(bytes_of(&tokens[fragment.tokens]).map(|range| CapturedPart { kind, range }));
    }
}

/// What a fragment says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Title,
    Client,
    Detail(PartKind),
}

/// What each fragment says: after a comma the first names the client or tells of it, the others are title.
fn roles_of(fragments: &[Fragment], tokens: &[Token<'_>]) -> Vec<Role> {
    let mut roles = vec![Role::Title; fragments.len()];
    let is_first = |index: usize| index == 0 || fragments[index - 1].commas < fragments[index].commas;
    let firsts: Vec<usize> =
        (0..fragments.len()).filter(|index| fragments[*index].commas > 0 && is_first(*index)).collect();
    let kind = |index: &usize| {
        let fragment = &fragments[*index];
        let quoted = tokens[fragment.tokens.clone()].iter().any(|token| token.kind == TokenKind::Quoted);
        if quoted { PartKind::Words } else { PartKind::of(&text_of(fragment, tokens)) }
    };
    let kinds: Vec<PartKind> = firsts.iter().map(kind).collect();
    if let Some(name) = name_among(&kinds) {
        roles[firsts[name]] = Role::Client;
        for (index, kind) in firsts.iter().zip(kinds).skip(name + 1) {
            roles[*index] = Role::Detail(kind);
        }
    }
    roles
}

fn text_of(fragment: &Fragment, tokens: &[Token<'_>]) -> String {
    let texts: Vec<&str> = tokens[fragment.tokens.clone()].iter().map(|token| token.text.trim()).collect();
    texts.join(" ")
}

fn fragments(tokens: &[Token<'_>], runs: &[Range<usize>]) -> Vec<Fragment> {
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut commas = 0;
    for (index, token) in tokens.iter().enumerate() {
        commas += usize::from(token.kind == TokenKind::Comma);
        if !token.is_text() || runs.iter().any(|run| run.contains(&index)) {
            continue;
        }
        match fragments.last_mut() {
            Some(last) if last.tokens.end == index => last.tokens.end += 1,
            Some(_) | None => fragments.push(Fragment { tokens: index..index + 1, commas }),
        }
    }
    fragments
}

/// The bytes from the first to the last of some tokens.
fn bytes_of(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    Some(tokens.first()?.range.start..tokens.last()?.range.end)
}
