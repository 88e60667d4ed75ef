//! Keys as people write them: `j`, `G`, `gg`, `Ctrl-d`, `Space`, `F1`, `y p`.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A character as typed, the shift already in it: `g`, `G`, `?`; the space bar is `' '`.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Left arrow.
    Left,
    /// Right arrow.
    Right,
    /// Up arrow.
    Up,
    /// Down arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 24.
    F(u8),
}

/// The names of keys that are not written as one character.
const NAMED: &[(&str, Key)] = &[
    ("Space", Key::Char(' ')),
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Insert", Key::Insert),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PageUp", Key::PageUp),
    ("PageDown", Key::PageDown),
];

/// A key together with the modifiers held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held; never with a character, which carries its own shift.
    pub shift: bool,
}

/// One or more chords pressed one after another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(Vec<Chord>);

/// Why a text is not a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyError {
    /// Nothing is written.
    Empty,
    /// The word after a modifier is no key.
    UnknownKey(String),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyError::Empty => write!(f, "no key is named; write one such as a, Ctrl-d or F5"),
            KeyError::UnknownKey(word) => {
                write!(
                    f,
                    "{:?} is not a key; write a character, Ctrl-x, F1 to F24 or one of {}",
                    domain::visible(word),
                    NAMED.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
                )
            }
        }
    }
}

impl std::error::Error for KeyError {}

impl Chord {
    /// Makes a chord of a key alone.
    pub const fn plain(key: Key) -> Self {
        Chord { key, ctrl: false, alt: false, shift: false }
    }

    /// Makes a chord of a key held with Ctrl.
    pub const fn ctrl(letter: char) -> Self {
        Chord { key: Key::Char(letter), ctrl: true, alt: false, shift: false }
    }

    /// Gives the character that the chord would type, if it types one.
    pub fn typed(self) -> Option<char> {
        let Key::Char(typed) = self.key else { return None };
        // Ctrl and Alt together are how some terminals send AltGr.
        (self.ctrl == self.alt).then_some(typed)
    }

    /// Reads a key of the terminal; none for keys that truckroll has no name for (media keys, lone modifiers).
    pub fn of_terminal(event: &KeyEvent) -> Option<Self> {
        let held = event.modifiers;
        let (key, shift) = match event.code {
            // Terminals disagree on whether a capital comes with Shift: the character says it all.
            KeyCode::Char(typed) if !typed.is_control() => (Key::Char(typed), false),
            KeyCode::BackTab => (Key::Tab, true),
            code => (named_key(code)?, held.contains(KeyModifiers::SHIFT)),
        };
        let ctrl = held.contains(KeyModifiers::CONTROL);
        let key = match key {
            Key::Char(letter) if ctrl => Key::Char(letter.to_ascii_lowercase()),
            other => other,
        };
        Some(Chord { key, ctrl, alt: held.contains(KeyModifiers::ALT), shift })
    }
}

fn named_key(code: KeyCode) -> Option<Key> {
    Some(match code {
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        // The terminal library's list is not ours and grows; what we cannot name we cannot bind.
        _ => return None,
    })
}

impl Sequence {
    /// Gives the chords in the order they are pressed; there is at least one.
    pub fn chords(&self) -> &[Chord] {
        &self.0
    }

    /// Says whether this sequence begins with all of `chords`.
    pub fn starts_with(&self, chords: &[Chord]) -> bool {
        self.0.starts_with(chords)
    }
}

impl FromStr for Sequence {
    type Err = KeyError;

    /// Reads a sequence: words apart by spaces, each a named key, a modified key or plain characters.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut chords = Vec::new();
        for word in text.split_whitespace() {
            match read_word(word) {
                Some(chord) => chords.push(chord),
                None if has_modifier(word) => return Err(KeyError::UnknownKey(word.to_owned())),
                None => {
                    // Three plain characters are more likely a misspelt name than a sequence.
                    if word.chars().count() > 2 || word.chars().any(is_hidden) {
                        return Err(KeyError::UnknownKey(word.to_owned()));
                    }
                    chords.extend(word.chars().map(|typed| Chord::plain(Key::Char(typed))));
                }
            }
        }
        if chords.is_empty() { Err(KeyError::Empty) } else { Ok(Sequence(chords)) }
    }
}

/// Says whether a character would not be seen in the config, so that nobody can have meant it.
fn is_hidden(typed: char) -> bool {
    domain::visible(typed.encode_utf8(&mut [0; 4])).chars().ne([typed])
}

fn has_modifier(word: &str) -> bool {
    word.len() > 2 && ["Ctrl-", "Alt-", "Shift-"].iter().any(|prefix| word.starts_with(prefix))
}

fn read_word(word: &str) -> Option<Chord> {
    let mut rest = word;
    let mut chord = Chord::plain(Key::Esc);
    loop {
        if let Some(after) = rest.strip_prefix("Ctrl-") {
            (chord.ctrl, rest) = (true, after);
        } else if let Some(after) = rest.strip_prefix("Alt-") {
            (chord.alt, rest) = (true, after);
        } else if let Some(after) = rest.strip_prefix("Shift-") {
            (chord.shift, rest) = (true, after);
        } else {
            break;
        }
    }
    chord.key = read_key(rest)?;
    match chord.key {
        // Shift is written as the character it gives; Ctrl has no capitals in a terminal.
        Key::Char(_) if chord.shift => None,
        Key::Char(letter) if chord.ctrl => {
            chord.key = Key::Char(letter.to_ascii_lowercase());
            Some(chord)
        }
        _ => Some(chord),
    }
}

fn read_key(word: &str) -> Option<Key> {
    if let Some((_, key)) = NAMED.iter().find(|(name, _)| *name == word) {
        return Some(*key);
    }
    if let Some(number) = word.strip_prefix('F').and_then(|digits| digits.parse::<u8>().ok()) {
        return (1..=24).contains(&number).then_some(Key::F(number));
    }
    let mut characters = word.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) if !is_hidden(only) => Some(Key::Char(only)),
        _ => None,
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.shift {
            f.write_str("Shift-")?;
        }
        match self.key {
            Key::Char(' ') => f.write_str("Space"),
            Key::Char(typed) => write!(f, "{typed}"),
            Key::F(number) => write!(f, "F{number}"),
            Key::Enter => f.write_str("Enter"),
            Key::Esc => f.write_str("Esc"),
            Key::Tab => f.write_str("Tab"),
            Key::Backspace => f.write_str("Backspace"),
            Key::Delete => f.write_str("Delete"),
            Key::Insert => f.write_str("Insert"),
            Key::Left => f.write_str("Left"),
            Key::Right => f.write_str("Right"),
            Key::Up => f.write_str("Up"),
            Key::Down => f.write_str("Down"),
            Key::Home => f.write_str("Home"),
            Key::End => f.write_str("End"),
            Key::PageUp => f.write_str("PageUp"),
            Key::PageDown => f.write_str("PageDown"),
        }
    }
}

impl fmt::Display for Sequence {
    /// Writes plain characters together (`gg`) and anything longer apart (`g Enter`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        let joined = words.len() == 2 && words.iter().all(|word| word.chars().count() == 1);
        f.write_str(&words.join(if joined { "" } else { " " }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(text: &str) -> Sequence {
        text.parse().unwrap_or_else(|error| panic!("{text:?}: {error}"))
    }

    #[test]
    fn keys_are_read_and_written_alike() {
        for text in
            ["j", "G", "gg", "Ctrl-d", "Space", "Enter", "<", "-", "yp", "g Enter", "F12", "Shift-Tab"]
        {
            assert_eq!(sequence(text).to_string(), text);
        }
        assert_eq!(sequence("y p"), sequence("yp"));
        assert_eq!(sequence("Ctrl-D"), sequence("Ctrl-d"));
        assert_eq!(sequence("Ctrl--").to_string(), "Ctrl--");
    }

    #[test]
    fn every_named_key_is_written_back() {
        for (name, key) in NAMED {
            assert_eq!(Chord::plain(*key).to_string(), *name);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!("  ".parse::<Sequence>(), Err(KeyError::Empty));
        for wrong in ["Ctrl-Foo", "Entr", "F25x", "Shift-a", "\u{200B}"] {
            let refused = wrong.parse::<Sequence>();
            assert!(matches!(refused, Err(KeyError::UnknownKey(_))), "{wrong}: {refused:?}");
        }
    }

    #[test]
    fn the_terminals_ways_of_shift_are_one() {
        let with = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        let without = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::NONE);
        assert_eq!(Chord::of_terminal(&with), Chord::of_terminal(&without));
        let back = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Chord::of_terminal(&back).map(|chord| chord.to_string()).as_deref(), Some("Shift-Tab"));
    }

    #[test]
    fn an_unnamed_key_is_nothing() {
        assert_eq!(Chord::of_terminal(&KeyEvent::new(KeyCode::CapsLock, KeyModifiers::NONE)), None);
    }
}
