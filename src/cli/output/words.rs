//! Values in words: times, spans, states, marks.

use app::view::{Local, LocalSpan, Named, TermLine};
use chrono::Datelike;
use domain::{Mark, Money};

pub(crate) use domain::say_minutes as minutes;

/// `Tue 24 Nov 09:00`, with the year when it is not that of `now`.
pub(crate) fn moment(at: Local, now: Local) -> String {
    let pattern = if at.year() == now.year() { "%a %-d %b %H:%M" } else { "%a %-d %b %Y %H:%M" };
    at.format(pattern).to_string()
}

/// `09:00`.
pub(crate) fn clock(at: Local) -> String {
    at.format("%H:%M").to_string()
}

/// `Tue 24 Nov 09:00–11:00`.
pub(crate) fn span(span: LocalSpan, now: Local) -> String {
    if span.start.date_naive() == span.end.date_naive() {
        format!("{}–{}", moment(span.start, now), clock(span.end))
    } else {
        format!("{} – {}", moment(span.start, now), moment(span.end, now))
    }
}

/// `09:00–11:00`, for a page that says the day.
pub(crate) fn times(start: Option<Local>, end: Option<Local>) -> String {
    match (start, end) {
        (Some(start), Some(end)) if start.date_naive() == end.date_naive() => {
            format!("{}–{}", clock(start), clock(end))
        }
        (Some(start), Some(end)) => format!("{}–{}", clock(start), end.format("%a %H:%M")),
        (Some(start), None) => clock(start),
        (None, _) => String::new(),
    }
}

/// What the client was told.
pub(crate) fn term(term: &TermLine, now: Local) -> String {
    match term {
        TermLine::Window(window) => span(*window, now),
        TermLine::By(due) => format!("by {}", moment(*due, now)),
    }
}

/// Marks as words, and before them whether a draft changes what has them.
pub(crate) fn marks_in(marks: &[Mark], drafted: bool) -> String {
    let drafted = drafted.then(|| "changed in the draft".to_owned());
    let said = Some(self::marks(marks)).filter(|said| !said.is_empty());
    [drafted, said].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Marks as words: `late, running over`.
pub(crate) fn marks(marks: &[Mark]) -> String {
    marks.iter().map(|mark| mark.name().replace('_', " ")).collect::<Vec<_>>().join(", ")
}

/// Names, the first one leading: `Dana, Ravi`.
pub(crate) fn names<I>(named: &[Named<I>]) -> String {
    named.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// A price, when there is one.
pub(crate) fn price(price: Option<Money>) -> String {
    price.map_or_else(String::new, |price| price.to_string())
}

/// `yes` or nothing.
pub(crate) fn yes(is: bool) -> String {
    if is { "yes".to_owned() } else { String::new() }
}

/// How much of a list is shown, when that is not all.
pub(crate) fn shown(count: usize, offset: u64, total: u64, what: &str) -> Option<String> {
    ((count as u64) < total)
        .then(|| format!("{count} of {total} {what} shown, from {}", offset.saturating_add(1)))
}
