//! The terminal's background colour, asked for without waiting.
//!
//! The question (OSC 11) is written once, and the answer comes among the keys whenever the terminal likes, or
//! never; the reader of keys takes it out of them. So nothing waits for it, no key that was typed meanwhile is
//! lost, and an answer that comes late types nothing.

use super::Event;
use crate::key::{Chord, Key};

/// The question.
pub(crate) const ASK_GROUND: &str = "\x1b]11;?\x1b\\";

/// How the answer begins: the library gives its first two bytes, `ESC ]`, as Alt and a bracket.
const BEGINS: &str = "11;rgb";
/// The longest answer: `11;rgba:` and four times four digits with their slashes.
const LONGEST: usize = 40;

/// Takes the answer out of the keys.
#[derive(Debug, Default)]
pub(super) struct GroundReader {
    /// What may be an answer so far, without its first chord; none while there is none.
    said: Option<String>,
}

impl GroundReader {
    /// Passes events on, all but the answer, which becomes one event.
    pub(super) fn pass<M>(&mut self, events: Vec<Event<M>>) -> Vec<Event<M>> {
        let mut passed = Vec::with_capacity(events.len());
        for event in events {
            self.pass_one(event, &mut passed);
        }
        passed
    }

    fn pass_one<M>(&mut self, event: Event<M>, passed: &mut Vec<Event<M>>) {
        let Some(said) = &mut self.said else {
            if matches!(event, Event::Key(chord) if chord == alt(']')) {
                self.said = Some(String::new());
            } else {
                passed.push(event);
            }
            return;
        };
        if let Event::Key(chord) = event {
            let is_end = chord == alt('\\') || chord == Chord::ctrl('g');
            if is_end && said.starts_with(BEGINS) {
                passed.extend(is_light(said).map(Event::Ground));
                self.said = None;
                return;
            }
            if let (Key::Char(typed), false, false) = (chord.key, chord.ctrl, chord.alt) {
                said.push(typed);
                if may_be_answer(said) {
                    return;
                }
                said.pop();
            }
        }
        // It was no answer: the keys were typed. A broken answer is dropped, for nobody types so much of one.
        let said = self.said.take().unwrap_or_default();
        if said.len() < BEGINS.len() {
            passed.push(Event::Key(alt(']')));
            passed.extend(said.chars().map(|typed| Event::Key(Chord::plain(Key::Char(typed)))));
        }
        self.pass_one(event, passed);
    }
}

const fn alt(letter: char) -> Chord {
    Chord { key: Key::Char(letter), ctrl: false, alt: true, shift: false }
}

fn may_be_answer(said: &str) -> bool {
    if said.len() <= BEGINS.len() {
        return BEGINS.starts_with(said);
    }
    let rest = |typed: char| typed.is_ascii_hexdigit() || matches!(typed, ':' | '/');
    said.len() <= LONGEST && said.starts_with(BEGINS) && said[BEGINS.len()..].chars().all(rest)
}

/// Whether a colour as X11 writes it (`rgb:ffff/ffff/dddd`) is nearer to white than to black; none when it
/// is no colour.
fn is_light(said: &str) -> Option<bool> {
    let (_, digits) = said.split_once(':')?;
    let part = |digits: &str| {
        let value = u32::from_str_radix(digits, 16).ok()?;
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1)?;
        Some(f64::from(value) / f64::from(most))
    };
    let parts: Vec<f64> = digits.split('/').take(3).map(part).collect::<Option<_>>()?;
    let [red, green, blue] = parts.as_slice() else { return None };
    // The weights of ITU-R BT.601: how bright a colour seems.
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys as the library gives them for what a terminal sends.
    fn keys(sent: &str) -> Vec<Event<u8>> {
        let mut events = Vec::new();
        let mut letters = sent.chars();
        while let Some(letter) = letters.next() {
            events.push(Event::Key(match letter {
                '\x1b' => alt(letters.next().expect("something follows the escape")),
                '\x07' => Chord::ctrl('g'),
                typed => Chord::plain(Key::Char(typed)),
            }));
        }
        events
    }

    #[test]
    fn the_answer_is_taken_out_of_the_keys() {
        for (answer, light) in [
            ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", false),
            ("\x1b]11;rgb:ffff/ffff/dddd\x07", true),
            ("\x1b]11;rgb:ff/ff/ff\x1b\\", true),
            ("\x1b]11;rgba:0000/0000/0000/ffff\x1b\\", false),
        ] {
            let mut reader = GroundReader::default();
            let passed = reader.pass(keys(&format!("j{answer}k")));
            let key = |letter| Event::Key(Chord::plain(Key::Char(letter)));
            assert_eq!(passed, [key('j'), Event::Ground(light), key('k')], "{answer:?}");
        }
    }

    #[test]
    fn an_answer_may_come_in_pieces() {
        let mut reader = GroundReader::default();
        assert_eq!(reader.pass(keys("\x1b]11;rg")), []);
        assert_eq!(reader.pass(keys("b:ffff/ff")), []);
        assert_eq!(reader.pass(keys("ff/ffff\x07")), [Event::Ground(true)]);
    }

    #[test]
    fn what_is_no_answer_was_typed() {
        for typed in ["\x1b]x", "\x1b]11;rgx", "\x1b]1\x1b\\", "\x1b]\x1b]j"] {
            assert_eq!(GroundReader::default().pass(keys(typed)), keys(typed), "{typed:?}");
        }
    }

    #[test]
    fn a_broken_answer_types_nothing() {
        assert_eq!(GroundReader::default().pass(keys("\x1b]11;rgb:1ej")), keys("j"));
    }

    #[test]
    fn a_colour_that_is_none_says_nothing() {
        assert_eq!(GroundReader::default().pass(keys("\x1b]11;rgb:ff/ff\x07")), []);
    }
}
