//! From keys to actions: the bindings in force, and the keys pressed so far.
//!
//! No timeouts: within a context no sequence begins with another whole one, so each key either
//! completes an action, leads on, or is unbound.

use crate::action::{Action, Context, TABLE, within};
use crate::key::{Chord, Key, Sequence};

/// The largest count; more digits change nothing.
pub const MAX_COUNT: u32 = 9_999;

/// The bindings in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    /// The sequences of each action, in the order of the table.
    bindings: Vec<Vec<Sequence>>,
}

/// The keys pressed so far of an unfinished command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pending {
    count: Option<u32>,
    chords: Vec<Chord>,
}

/// What a key press came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressed {
    /// An action, with the count typed before it.
    Act(Action, Option<u32>),
    /// More keys must follow; [`Keymap::leads_to`] lists them.
    More,
    /// What had been pressed was dropped with Esc.
    Dropped,
    /// Nothing is bound to these keys here.
    Unbound(Vec<Chord>),
}

impl Default for Keymap {
    fn default() -> Self {
        let bindings = TABLE
            .iter()
            .map(|entry| {
                let read = entry.keys.iter().map(|keys| keys.parse());
                read.collect::<Result<_, _>>().expect("a test reads every key of the table")
            })
            .collect();
        Keymap { bindings }
    }
}

impl Keymap {
    /// Gives the sequences that do an action, the one to show first.
    pub fn keys_of(&self, action: Action) -> &[Sequence] {
        &self.bindings[action as usize]
    }

    /// Replaces the sequences of an action; [`Self::clashes`] tells whether the result can be used.
    pub(crate) fn rebind(&mut self, action: Action, keys: Vec<Sequence>) {
        self.bindings[action as usize] = keys;
    }

    /// Takes one key: adds it to what is pending and says what came of it.
    ///
    /// Pending is empty again after anything but [`Pressed::More`].
    pub fn press(&self, context: Context, pending: &mut Pending, chord: Chord) -> Pressed {
        if chord == Chord::plain(Key::Esc) && !pending.is_empty() {
            *pending = Pending::default();
            return Pressed::Dropped;
        }
        if pending.takes_digit(self, context, chord) {
            return Pressed::More;
        }
        pending.chords.push(chord);
        for entry in within(context) {
            for sequence in self.keys_of(entry.action) {
                if sequence.chords() == pending.chords {
                    let count = std::mem::take(pending).count.filter(|count| *count > 0);
                    return Pressed::Act(entry.action, count);
                }
            }
        }
        if self.leads_to(context, pending).next().is_some() {
            return Pressed::More;
        }
        Pressed::Unbound(std::mem::take(pending).chords)
    }

    /// Lists the actions that the pending keys can still become, each with its whole sequence.
    pub fn leads_to(&self, context: Context, pending: &Pending) -> impl Iterator<Item = (Action, &Sequence)> {
        within(context).flat_map(move |entry| {
            let matching =
                self.keys_of(entry.action).iter().filter(|sequence| sequence.starts_with(&pending.chords));
            matching.map(move |sequence| (entry.action, sequence))
        })
    }

    /// Lists every pair of bindings of which one begins with the other in some context, as sentences.
    pub fn clashes(&self) -> Vec<Clash> {
        let mut found = Vec::new();
        for context in Context::ALL {
            let none = Pending::default();
            let all: Vec<(Action, &Sequence)> = self.leads_to(*context, &none).collect();
            for (place, (action, keys)) in all.iter().enumerate() {
                for (other, others) in &all[place + 1..] {
                    if keys.starts_with(others.chords()) || others.starts_with(keys.chords()) {
                        found.push(Clash {
                            context: *context,
                            first: (*action, (*keys).clone()),
                            second: (*other, (*others).clone()),
                        });
                    }
                }
            }
        }
        found
    }
}

/// Two bindings of one context that cannot both stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Where they meet.
    pub context: Context,
    /// One action and its sequence.
    pub first: (Action, Sequence),
    /// The other action and its sequence; the same action if a sequence is listed twice.
    pub second: (Action, Sequence),
}

impl Pending {
    /// Says whether nothing has been pressed.
    pub fn is_empty(&self) -> bool {
        self.count.is_none() && self.chords.is_empty()
    }

    /// Gives how many keys of a sequence have been pressed, the count not among them.
    pub fn depth(&self) -> usize {
        self.chords.len()
    }

    /// Gives the keys pressed so far, as shown in the hint line.
    pub fn shown(&self) -> String {
        let count = self.count.map(|count| count.to_string());
        let chords = self.chords.iter().map(ToString::to_string);
        count.into_iter().chain(chords).collect::<Vec<_>>().join(" ")
    }

    /// Takes a digit of a count, if this is one.
    fn takes_digit(&mut self, keymap: &Keymap, context: Context, chord: Chord) -> bool {
        let Chord { key: Key::Char(typed), ctrl: false, alt: false, .. } = chord else {
            return false;
        };
        let Some(digit) = typed.to_digit(10) else {
            return false;
        };
        if !self.chords.is_empty() || context.takes_text() {
            return false;
        }
        let begins = self.count.is_none();
        let bound = keymap.leads_to(context, &Pending { count: None, chords: vec![chord] }).next().is_some();
        if begins && (bound || (context.digits_are_views() && digit != 0)) {
            return false;
        }
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MAX_COUNT));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(context: Context, keys: &str) -> Vec<Pressed> {
        let keymap = Keymap::default();
        let mut pending = Pending::default();
        let sequence: Sequence = keys.parse().expect("test keys");
        sequence.chords().iter().map(|chord| keymap.press(context, &mut pending, *chord)).collect()
    }

    #[test]
    fn each_binding_is_unique_within_a_context() {
        assert_eq!(Keymap::default().clashes(), vec![]);
    }

    #[test]
    fn a_sequence_leads_to_its_action() {
        assert_eq!(press(Context::Today, "gg"), [Pressed::More, Pressed::Act(Action::First, None)]);
        assert_eq!(press(Context::Board, ". s"), [Pressed::More, Pressed::Act(Action::OnSite, None)]);
    }

    #[test]
    fn the_same_key_differs_by_context() {
        assert_eq!(press(Context::Board, "<"), [Pressed::Act(Action::StageBack, None)]);
        assert_eq!(press(Context::Calendar, "<"), [Pressed::Act(Action::HoursEarlier, None)]);
        assert_eq!(press(Context::Moving, "<"), [Pressed::Act(Action::Shorter, None)]);
    }

    #[test]
    fn digits_are_views_and_a_count_begins_with_nought() {
        assert_eq!(press(Context::Board, "2"), [Pressed::Act(Action::GoCalendar, None)]);
        let counted = press(Context::Board, "0 1 2 j");
        assert_eq!(counted.last(), Some(&Pressed::Act(Action::Down, Some(12))));
        let far = press(Context::Board, "0 1 2 3 4 5 6 7 8 9 9 9 9 j");
        assert_eq!(far.last(), Some(&Pressed::Act(Action::Down, Some(MAX_COUNT))));
        assert!(matches!(press(Context::Board, "7")[0], Pressed::Unbound(_)));
    }

    #[test]
    fn a_count_begins_at_once_where_digits_are_free() {
        assert_eq!(press(Context::Moving, "3 l").last(), Some(&Pressed::Act(Action::QuarterOn, Some(3))));
    }

    #[test]
    fn an_unknown_key_drops_what_was_pending() {
        let keymap = Keymap::default();
        let mut pending = Pending::default();
        let [g, q] = ['g', 'q'].map(|letter| Chord::plain(Key::Char(letter)));
        assert_eq!(keymap.press(Context::Today, &mut pending, g), Pressed::More);
        assert_eq!(pending.shown(), "g");
        assert_eq!(keymap.press(Context::Today, &mut pending, q), Pressed::Unbound(vec![g, q]));
        assert!(pending.is_empty());
    }

    #[test]
    fn esc_drops_what_is_pending_and_only_that() {
        let dropped = press(Context::Today, "g Esc Esc");
        assert_eq!(dropped[1..], [Pressed::Dropped, Pressed::Act(Action::Back, None)]);
    }

    #[test]
    fn typed_text_is_unbound_where_text_is_taken() {
        for letter in ['a', '1', '0', ' ', '.'] {
            let mut pending = Pending::default();
            let chord = Chord::plain(Key::Char(letter));
            let pressed = Keymap::default().press(Context::Line, &mut pending, chord);
            assert_eq!(pressed, Pressed::Unbound(vec![chord]));
        }
    }
}
