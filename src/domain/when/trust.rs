//! How far pieces of a phrase can be trusted to be about time when they stand among other words.

use super::clock::{ClockSaid, Form};
use super::said_date::{DateSaid, Which};

/// How far a piece can be trusted to be about time when it stands among other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trust {
    /// Only beside a better one: `9`, `0930`, `30m`.
    Beside,
    /// At the end of the words, or alone: `sat`, `pm`, `9-11`, `2h`.
    AtEnd,
    /// Anywhere: `tmw`, `fri`, `9am`, `25 nov`.
    Anywhere,
}

/// What kind of piece it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Moment,
    Day,
    Time,
    Length,
}

/// One piece of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) trust: Trust,
    /// A number of one or two figures and nothing else.
    pub(super) bare: bool,
}

impl Piece {
    /// Trusts it more after a word that leads up to it: `at 9`, `on sat`.
    pub(super) fn trust_after(&mut self, preposition: &str) {
        match self.kind {
            PieceKind::Day if preposition == "on" => self.trust = Trust::Anywhere,
            PieceKind::Time if preposition != "on" => {
                self.trust = self.trust.max(Trust::AtEnd);
                self.bare = false;
            }
            PieceKind::Moment | PieceKind::Day | PieceKind::Time | PieceKind::Length => {}
        }
    }
}

/// The trust of a day.
pub(super) fn trust_of_date(date: &DateSaid, words: &str) -> Trust {
    let words = words.to_ascii_lowercase();
    // "sat nav", "sun lounge", "wed" the verb, "2 may be": words before they are days.
    let doubtful = match date {
        DateSaid::Weekday(Which::Bare, _) => matches!(words.as_str(), "sat" | "sun" | "wed"),
        DateSaid::DayMonth { year: None, .. } => words.contains("may") || words.contains("mar"),
        DateSaid::Pair(..) => true,
        DateSaid::Near(_)
        | DateSaid::Weekday(Which::This | Which::Next, _)
        | DateSaid::DayMonth { year: Some(_), .. }
        | DateSaid::Triple(..)
        | DateSaid::Exact(_)
        | DateSaid::In(..) => false,
    };
    if doubtful { Trust::AtEnd } else { Trust::Anywhere }
}

/// The trust of a time or a range; a bare number is marked as such.
pub(super) fn trust_of_clock(clock: &ClockSaid) -> (Trust, bool) {
    match clock {
        ClockSaid::At(at) => (trust_of_form(at.form), at.form == Form::Bare),
        ClockSaid::Range(from, to) => {
            (trust_of_form(from.form).max(trust_of_form(to.form)).max(Trust::AtEnd), false)
        }
    }
}

fn trust_of_form(form: Form) -> Trust {
    match form {
        Form::Bare | Form::Figures => Trust::Beside,
        Form::Word => Trust::AtEnd,
        Form::Marked => Trust::Anywhere,
    }
}

/// The trust of a phrase: that of its best piece; two kinds of piece that may stand at the end vouch
/// for each other.
pub(super) fn trust_of_all(pieces: &[Piece]) -> Trust {
    let best = pieces.iter().map(|piece| piece.trust).max().unwrap_or(Trust::Beside);
    let mut kinds = pieces.iter().filter(|piece| piece.trust == Trust::AtEnd).map(|piece| piece.kind);
    let first = kinds.next();
    let vouched = first.is_some() && kinds.any(|kind| Some(kind) != first);
    if vouched { Trust::Anywhere } else { best }
}
