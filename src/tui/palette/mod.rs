//! The palette: every action by name, and every record by its number or by what is written in it.
//!
//! Actions are matched here as they are typed; records come from the worker ([`Ask::Locate`]), a later text
//! superseding an earlier one, so that no key waits. Enter on a text whose records have not come yet waits
//! for them instead of taking something else.
//!
//! [`Ask::Locate`]: crate::ask::Ask::Locate

mod draw;
mod rank;
mod row;
#[cfg(test)]
mod tests;

use app::Place;
use domain::WhenContext;

use crate::action::{Action, Context, Situation, TABLE};
use crate::key::Chord;
use crate::keymap::Keymap;
use crate::widget::line_edit::LineEdit;
use crate::widget::scroll::step;

pub use row::{Goal, Row};

use rank::{Tier, rank};
use row::Offer;

/// So many records are asked for.
pub const PLACES: usize = 20;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Actions, days and records.
    Everything,
    /// Days and records.
    Places,
}

/// The palette while it is open.
#[derive(Debug, Clone)]
pub struct Palette {
    scope: Scope,
    edit: LineEdit,
    /// Every action that could be meant, in the order shown before anything is typed.
    offers: Vec<Offer>,
    /// What else can be chosen by name, such as saved filters.
    others: Vec<Row>,
    /// What days are read against.
    when: WhenContext,
    /// The text whose records came last, and they.
    places: Option<(String, Vec<Place>)>,
    /// What the text leaves, best first.
    rows: Vec<(Tier, Row)>,
    selected: Option<usize>,
    /// Enter was pressed before the records came.
    waiting: bool,
}

impl Palette {
    /// Makes the palette of every action, those used last before the others, those that are not possible
    /// now last, each with the reason.
    pub fn commands(
        keymap: &Keymap,
        situation: &Situation<'_>,
        recent: &[Action],
        others: Vec<Row>,
        when: WhenContext,
    ) -> Self {
        let listed = TABLE.iter().filter(|entry| entry.contexts.iter().any(|context| is_view(*context)));
        let mut offers: Vec<Offer> = listed
            .filter(|entry| entry.action != Action::Palette)
            .map(|entry| Offer::of(entry, keymap, situation))
            .collect();
        let used = |offer: &Offer| recent.iter().position(|action| *action == offer.action);
        offers.sort_by_key(|offer| (offer.row.refused, used(offer).unwrap_or(usize::MAX)));
        Palette::new(Scope::Everything, offers, others, when)
    }

    /// Makes the palette of days and records alone.
    pub fn go_to(when: WhenContext) -> Self {
        Palette::new(Scope::Places, Vec::new(), Vec::new(), when)
    }

    fn new(scope: Scope, offers: Vec<Offer>, others: Vec<Row>, when: WhenContext) -> Self {
        let mut palette = Palette {
            scope,
            edit: LineEdit::default(),
            offers,
            others,
            when,
            places: None,
            rows: Vec::new(),
            selected: None,
            waiting: false,
        };
        palette.list_again();
        palette
    }

    /// Gives what is typed, without the blanks around it.
    pub fn text(&self) -> &str {
        self.edit.text().trim()
    }

    /// Takes a key of the line; says whether the text has changed.
    pub fn press(&mut self, chord: Chord) -> bool {
        let before = self.edit.text().to_owned();
        self.edit.press(chord);
        self.changed_from(&before)
    }

    /// Adds pasted text; says whether the text has changed.
    pub fn paste(&mut self, text: &str) -> bool {
        let before = self.edit.text().to_owned();
        self.edit.paste(text);
        self.changed_from(&before)
    }

    fn changed_from(&mut self, before: &str) -> bool {
        let changed = before != self.edit.text();
        if changed {
            self.waiting = false;
            self.list_again();
        }
        changed
    }

    /// Goes so many rows on, or back if negative.
    pub fn go(&mut self, by: isize) {
        self.waiting = false;
        self.selected = step(self.selected, by, self.rows.len());
    }

    /// Takes the records that a text found, unless another text stands there by now.
    ///
    /// Gives the goal if Enter was pressed before they came.
    pub fn take(&mut self, text: &str, places: Vec<Place>) -> Option<Goal> {
        if text != self.text() {
            return None;
        }
        let chosen = self.selected.filter(|row| *row > 0).and_then(|row| self.rows.get(row));
        let chosen = chosen.map(|(_, row)| row.goal.clone());
        self.places = Some((text.to_owned(), places));
        self.list_again();
        let same = |goal| self.rows.iter().position(|(_, row)| row.goal == goal);
        self.selected = chosen.and_then(same).or(self.selected);
        if std::mem::take(&mut self.waiting) { self.choose() } else { None }
    }

    /// Gives what Enter does; none when nothing fits, or while records are still to come that may fit better.
    pub fn choose(&mut self) -> Option<Goal> {
        let chosen = self.selected.and_then(|row| self.rows.get(row));
        let sure = self.selected.is_some_and(|row| row > 0)
            || chosen.is_some_and(|(tier, _)| *tier <= Tier::Named)
            || self.text().is_empty();
        if !sure && !self.has_places() {
            self.waiting = true;
            return None;
        }
        chosen.map(|(_, row)| row.goal.clone())
    }

    /// Whether the records of the text that stands there have come.
    fn has_places(&self) -> bool {
        self.places.as_ref().is_some_and(|(text, _)| text == self.text())
    }

    fn list_again(&mut self) {
        let text = self.edit.text().trim();
        let places = self.places.as_ref().filter(|(of, _)| of == text);
        let places = places.map_or(&[][..], |(_, places)| places);
        self.rows = rank(text, &self.offers, &self.others, places, &self.when);
        self.selected = (!self.rows.is_empty()).then_some(0);
    }
}

/// Whether a context is one of the views, from which the palette is opened.
fn is_view(context: Context) -> bool {
    context.digits_are_views()
}
