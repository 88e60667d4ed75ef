//! The visits of the day, a line each: when they were to be, when they are left alone, when with the repair.

use app::view::LocalSpan;
use app::{LateLine, LateView};

use super::draw::{Line, Piece};
use crate::pane::phrase;
use crate::theme::Role;

/// Under so many cells there is no room for who goes.
const ROOM_FOR_WHO: usize = 64;
/// Cells of the name of who goes.
const WHO: usize = 16;
/// Cells of a time.
const TIME: usize = 8;

/// The lines under the sentence: a heading, and for each visit when it is, left alone and with the repair in front.
pub(super) fn lines(view: &LateView, with: Option<&[LateLine]>, width: usize) -> Vec<Line> {
    if view.cascade.is_empty() {
        return Vec::new();
    }
    let shown = with.unwrap_or(&view.cascade);
    let mut lines = vec![heading(with.is_some(), width)];
    for line in shown {
        let alone = view.cascade.iter().find(|alone| alone.visit == line.visit);
        lines.push(row(line, alone, with.is_some(), width));
        lines.extend(notes(line));
    }
    lines
}

fn heading(has_repair: bool, width: usize) -> Line {
    let dim = |text: &str, cells| Piece::wide(text, Role::Header, cells);
    let mut pieces = vec![dim("visit", 8), dim("was", TIME), dim("if left", TIME)];
    if has_repair {
        pieces.push(dim("with it", TIME));
    }
    if width >= ROOM_FOR_WHO {
        pieces.push(dim("who", WHO));
    }
    pieces.push(Piece::new("what", Role::Header));
    Line::of(pieces)
}

fn row(line: &LateLine, alone: Option<&LateLine>, has_repair: bool, width: usize) -> Line {
    let begun = alone.is_some_and(|alone| alone.becomes.is_some_and(|span| span.start == alone.was.start));
    let clock = |span: LocalSpan| {
        if begun { format!("-{}", phrase::clock(span.end)) } else { phrase::clock(span.start) }
    };
    let was = clock(line.was);
    let mut pieces = vec![
        Piece::wide(line.visit.to_string(), Role::Text, 8),
        Piece::wide(was.clone(), Role::Dim, TIME),
        time(alone.map_or(Some(was.clone()), |alone| alone.becomes.map(clock)), &was, alone),
    ];
    if has_repair {
        pieces.push(time(line.becomes.map(clock), &was, Some(line)));
    }
    if width >= ROOM_FOR_WHO {
        let (who, role) = who(line);
        pieces.push(Piece::wide(who, role, WHO));
    }
    pieces.push(Piece::new(format!("{}, {}", line.title, line.client.name), Role::Text));
    Line::of(pieces)
}

/// A time: as it was is of no weight; a broken promise has a mark as well as a colour.
fn time(time: Option<String>, was: &str, line: Option<&LateLine>) -> Piece {
    let is_broken = line.is_some_and(|line| !line.broken.is_empty());
    let said = time.unwrap_or_else(|| "nobody".to_owned());
    let role = match (is_broken, said == was) {
        (true, _) => Role::Clash,
        (false, true) => Role::Dim,
        (false, false) => Role::Late,
    };
    Piece::wide(if is_broken { format!("{said}!") } else { said }, role, TIME)
}

fn who(line: &LateLine) -> (String, Role) {
    if line.changes_hands() {
        return (format!("\u{2192} {}", phrase::people(&line.technicians)), Role::Accent);
    }
    (phrase::people(&line.technicians_were), Role::Dim)
}

/// What is to be said of a visit below its line: what is not kept, what it had to go around.
fn notes(line: &LateLine) -> Vec<Line> {
    let broken = line.broken_because.iter().map(|said| (format!("! {said}"), Role::Clash));
    let stands = line.stands.then(|| ("it stays there in the plan".to_owned(), Role::Dim));
    let around = line.in_the_way.iter().map(|said| (said.clone(), Role::Dim));
    let note = |(said, role)| Line::of(vec![Piece::wide("", Role::Text, 8), Piece::new(said, role)]);
    broken.chain(stands).chain(around).map(note).collect()
}
