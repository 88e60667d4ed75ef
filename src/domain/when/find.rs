//! Finding the words about time among others: not the `sat` of a sat nav nor the `2` of unit 2.
//!
//! Every piece has a [`Trust`]. A run of words is taken when it reads as a phrase as a whole
//! and its best piece may stand where it stands; two different pieces that may stand at the end
//! (`sat pm`) vouch for each other anywhere. A bare number never begins a run and ends one only at
//! the end of the words. Words such as `since` or `unit` before a run forbid it.

use std::ops::Range;

use super::lexeme::split_lexemes;
use super::phrase::{Phrase, Wanted, read_phrase};
use super::said_date::weekday;
use super::trust::{PieceKind, Trust, trust_of_all};
use super::{When, WhenContext, WhenError, read_when};

/// The longest run that is tried, in words: `on wed 25 nov 2026 from 9 am to 11 am` has eleven.
const MAX_RUN: usize = 12;

/// Words after which a time is part of the story, not the time wanted.
const STORY_WORDS: [&str; 16] = [
    "since", "until", "till", "by", "before", "after", "last", "every", "each", "than", "over", "under",
    "about", "per", "no", "not",
];

/// Words after which figures are a name, not a time.
const NUMBERED_THINGS: [&str; 34] = [
    "unit",
    "units",
    "flat",
    "room",
    "floor",
    "apt",
    "apartment",
    "suite",
    "number",
    "house",
    "plot",
    "level",
    "block",
    "bay",
    "lot",
    "gate",
    "door",
    "zone",
    "type",
    "model",
    "size",
    "phase",
    "stage",
    "part",
    "lane",
    "no",
    "no.",
    "nr",
    "error",
    "code",
    "ref",
    "shop",
    "tower",
    "building",
];

/// Words about time among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundWhen {
    /// Which of the words.
    pub tokens: Range<usize>,
    /// What they mean.
    pub when: Result<When, WhenError>,
}

/// Finds the run of words that is best taken for a time, if any.
pub fn find_when(tokens: &[&str], context: &WhenContext) -> Option<FoundWhen> {
    let run = find_run(tokens, RunPlace::Open)?;
    let when = read_when(&tokens[run.tokens.clone()].join(" "), context);
    Some(FoundWhen { tokens: run.tokens, when })
}

/// Where a stretch of words stands in a line of capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunPlace {
    /// In the title, with the client still to come: only what is trusted anywhere.
    Title,
    /// With nothing before or after it.
    Open,
    /// After the client's comma or a marker: lengths in `m` and lone figures (to join with other
    /// runs) as well.
    Tail,
}

/// A run of words that reads as a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) tokens: Range<usize>,
    /// [`Trust::Beside`] when it is good only together with another run.
    pub(crate) trust: Trust,
}

/// Finds the most trusted run; of equals the longest, of these the last.
pub(crate) fn find_run(tokens: &[&str], place: RunPlace) -> Option<Run> {
    let starts = (0..tokens.len()).filter(|&start| may_begin(tokens[start]));
    let runs = starts.flat_map(|start| {
        let ends = start + 1..=tokens.len().min(start + MAX_RUN);
        ends.filter_map(move |end| try_run(tokens, start..end, place))
    });
    runs.max_by_key(|run| (run.trust, run.tokens.len(), run.tokens.start))
}

/// Whether the whole text reads as the pieces of one phrase (its meaning may still be an error).
pub(crate) fn reads_as_phrase(text: &str) -> bool {
    phrase_of(text).is_some()
}

fn phrase_of(text: &str) -> Option<Phrase> {
    let lowered = text.to_ascii_lowercase();
    read_phrase(text, &split_lexemes(&lowered), Wanted::Anything).ok()
}

/// Whether a phrase can begin with this word; spares reading the many that cannot.
fn may_begin(token: &str) -> bool {
    let word = token.to_ascii_lowercase();
    let letters: String = word.chars().take_while(|c| c.is_alphabetic()).collect();
    word.starts_with(|c: char| c.is_ascii_digit() || c == '+')
        || weekday(&letters).is_some()
        || super::said_date::month(&letters).is_some()
        || super::said_date::near_day(&letters).is_some()
        || matches!(
            letters.as_str(),
            "at" | "on" | "from" | "for" | "in" | "next" | "this" | "between" | "now" | "tonight"
        )
        || matches!(
            letters.as_str(),
            "noon" | "midday" | "midnight" | "am" | "pm" | "morning" | "afternoon" | "evening"
        )
}

fn try_run(tokens: &[&str], range: Range<usize>, place: RunPlace) -> Option<Run> {
    let at_end = range.end == tokens.len();
    let whole = at_end && range.start == 0;
    let phrase = phrase_of(&tokens[range.clone()].join(" "))?;
    if let Some(before) = range.start.checked_sub(1).map(|index| tokens[index].to_ascii_lowercase()) {
        let figures = tokens[range.start].starts_with(|c: char| c.is_ascii_digit());
        if STORY_WORDS.contains(&before.as_str()) || (figures && NUMBERED_THINGS.contains(&before.as_str())) {
            return None;
        }
    }
    let (first, last) = (phrase.pieces.first()?, phrase.pieces.last()?);
    if (first.bare && !(whole && place == RunPlace::Tail)) || (last.bare && !at_end) {
        return None;
    }
    let mut trust = trust_of_all(&phrase.pieces);
    if trust == Trust::Beside && last.kind == PieceKind::Length && at_end && place == RunPlace::Tail {
        trust = Trust::AtEnd;
    }
    let stands = match (trust, place) {
        (Trust::Anywhere, RunPlace::Title | RunPlace::Open | RunPlace::Tail) => true,
        (Trust::AtEnd, RunPlace::Open | RunPlace::Tail) => at_end,
        (Trust::Beside, RunPlace::Tail) => whole,
        (Trust::AtEnd | Trust::Beside, RunPlace::Title) | (Trust::Beside, RunPlace::Open) => false,
    };
    stands.then_some(Run { tokens: range, trust })
}
