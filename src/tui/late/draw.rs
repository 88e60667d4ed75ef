//! The dialog as cells: the day above, the repairs below it, the texts at the foot while there is room.

use domain::say_minutes;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Late, days, offer};
use crate::text::{fill, fit, put};
use crate::theme::{Role, Theme};
use crate::widget::{after, line, popup};

/// A dialog of fewer lines inside says less.
const LOW: usize = 16;

/// A text in a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    text: String,
    role: Role,
    /// How many cells it fills; none for as many as it needs.
    cells: Option<usize>,
}

impl Piece {
    pub(super) fn new(text: impl Into<String>, role: Role) -> Self {
        Piece { text: text.into(), role, cells: None }
    }

    pub(super) fn wide(text: impl Into<String>, role: Role, cells: usize) -> Self {
        Piece { cells: Some(cells), ..Piece::new(text, role) }
    }
}

/// A line of pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    pub(super) is_selected: bool,
}

impl Line {
    pub(super) fn of(pieces: Vec<Piece>) -> Self {
        Line { pieces, is_selected: false }
    }
}

impl Late {
    /// Draws it over the whole area.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let late = say_minutes(i64::from(self.view.minutes));
        let title = format!("{}, {late} late", self.view.technician.name);
        let room = popup::draw(buffer, area, &title, theme);
        let room = Rect { x: room.x + 1, width: room.width.saturating_sub(2), ..room };
        let (width, height) = (usize::from(room.width), usize::from(room.height));
        let below = self.below(width);
        let day = self.day(width, height, &below);
        let mut next = 0;
        draw_lines(buffer, room, &mut next, &day, theme);
        let (offers, texts) = below.seen(self.chosen, height.saturating_sub(next));
        draw_lines(buffer, room, &mut next, &offers, theme);
        draw_lines(buffer, room, &mut next, &texts, theme);
        if let Some((said, role)) = &self.said {
            let foot = line(room, height.saturating_sub(1));
            fill(buffer, foot, said, theme.style(*role), theme.glyphs.ellipsis);
        }
    }

    /// The sentence and the day: all of it where what is below leaves room, else about half of the height.
    fn day(&self, width: usize, height: usize, below: &Below) -> Vec<Line> {
        let role = if self.view.cascade.iter().any(|line| !line.broken.is_empty()) {
            Role::Late
        } else {
            Role::Text
        };
        let plain = |text: &str, role| -> Vec<Line> {
            popup::wrap(text, width).into_iter().map(|said| Line::of(vec![Piece::new(said, role)])).collect()
        };
        let mut lines = plain(&self.view.sentence, role);
        let mut days = days::lines(&self.view, self.chosen().map(|repair| &repair.visits[..]), width);
        if height < LOW {
            // The visits matter more than the rest of the sentence and their heading.
            lines = vec![Line::of(vec![Piece::new(self.view.sentence.clone(), role)])];
            days.drain(..1.min(days.len()));
        }
        lines.extend(days);
        lines.extend(self.view.held_up.iter().flat_map(|said| plain(said, Role::Dim)));
        for visit in &self.view.unsaid {
            lines.extend(plain(&format!("{visit} is over by the plan: say what became of it"), Role::Warn));
        }
        let half = (height / 2).max(4);
        let most = half.max(height.saturating_sub(below.lines_wanted(height.saturating_sub(half))));
        if lines.len() > most {
            let hidden = lines.len() - (most - 1);
            lines.truncate(most - 1);
            lines.push(Line::of(vec![Piece::new(format!("and {hidden} more"), Role::Dim)]));
        }
        lines
    }

    /// What is to be seen below the day.
    fn below(&self, width: usize) -> Below {
        let Some(chosen) = self.chosen() else { return Below::default() };
        let lines = |repair: &app::LateRepair| offer::lines(repair, repair.number == chosen.number, width);
        let mut texts = offer::texts(chosen, width);
        if !texts.is_empty() {
            texts.insert(0, Line::of(vec![Piece::new("Texts", Role::Header)]));
        }
        Below { offers: self.view.repairs.iter().map(lines).collect(), texts }
    }
}

/// The repairs, each with its lines, and the texts of the chosen one under their heading.
#[derive(Default)]
struct Below {
    offers: Vec<Vec<Line>>,
    texts: Vec<Line>,
}

impl Below {
    /// How many lines the repairs fill, their heading among them.
    fn lines_of_offers(&self) -> usize {
        let offers: usize = self.offers.iter().map(Vec::len).sum();
        usize::from(offers > 0) + offers
    }

    /// Whether the texts are seen too: all of them where they fit, a beginning where there is much room.
    fn shows_texts(&self, room: usize) -> bool {
        room >= LOW / 2 || room >= self.lines_of_offers() + self.texts.len()
    }

    /// How many lines it would fill if it had more than a room.
    fn lines_wanted(&self, room: usize) -> usize {
        self.lines_of_offers() + if self.shows_texts(room) { self.texts.len() } else { 0 }
    }

    /// The repairs with the chosen one in sight, and as much of its texts as there is room for.
    fn seen(self, chosen: usize, room: usize) -> (Vec<Line>, Vec<Line>) {
        if self.offers.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let texts = if self.shows_texts(room) { &self.texts[..] } else { &[] };
        let for_texts = texts.len().min(room / 3);
        let for_offers = room.saturating_sub(1 + for_texts).max(1);
        let from = first_seen(&self.offers, chosen, for_offers);
        let heading = Line::of(vec![Piece::new("What can be done, the best first", Role::Header)]);
        let texts = texts.to_vec();
        let offers = self.offers.into_iter().skip(from).flatten().take(for_offers);
        (std::iter::once(heading).chain(offers).collect(), texts)
    }
}

/// The first repair to show so that all of the chosen one is in sight: each is shown from its beginning.
fn first_seen(offers: &[Vec<Line>], chosen: usize, room: usize) -> usize {
    let mut left = room;
    let fits = |lines: &&Vec<Line>| {
        let is_in = lines.len() <= left;
        left = left.saturating_sub(lines.len());
        is_in
    };
    let shown = offers[..=chosen].iter().rev().take_while(fits).count();
    (chosen + 1).saturating_sub(shown.max(1))
}

fn draw_lines(buffer: &mut Buffer, room: Rect, next: &mut usize, lines: &[Line], theme: &Theme) {
    for shown in lines {
        let mut rest = line(room, *next);
        *next += 1;
        if rest.height == 0 {
            return;
        }
        for piece in &shown.pieces {
            let ellipsis = theme.glyphs.ellipsis;
            if shown.is_selected {
                fill(buffer, rest, &piece.text, theme.style(Role::Selected), ellipsis);
                continue;
            }
            let text =
                piece.cells.map_or_else(|| piece.text.clone(), |cells| fit_in(&piece.text, cells, ellipsis));
            let used = put(buffer, rest, &text, theme.style(piece.role), ellipsis);
            rest = after(rest, used);
        }
    }
}

/// A text in so many cells, the last of them free.
fn fit_in(text: &str, cells: usize, ellipsis: &str) -> String {
    format!("{} ", fit(text, cells.saturating_sub(1), ellipsis))
}
