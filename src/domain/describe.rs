//! Times in words.

use chrono::Datelike;

use crate::{Moment, Span, Tz};

/// Times of a span in a zone: "Tue 24 Nov 13:00–15:00".
pub fn describe_span(span: &Span, zone: Tz) -> String {
    let (start, end) = (span.start.with_timezone(&zone), span.end.with_timezone(&zone));
    let day = start.format("%a %-d %b %H:%M");
    if start.date_naive() == end.date_naive() {
        format!("{day}–{}", end.format("%H:%M"))
    } else {
        format!("{day} – {}", end.format("%a %-d %b %H:%M"))
    }
}

/// A moment in a zone: "Tue 24 Nov 13:00", with the year when it is not the present one.
pub fn describe_moment(at: Moment, zone: Tz, now: Moment) -> String {
    let local = at.with_timezone(&zone);
    let pattern = if local.year() == now.with_timezone(&zone).year() {
        "%a %-d %b %H:%M"
    } else {
        "%a %-d %b %Y %H:%M"
    };
    local.format(pattern).to_string()
}
