//! A visit in a lane: what it looks like before it has a place.

use crate::theme::Role;

/// A visit of the lane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, any of which may hold together")]
pub struct Block {
    /// Its start, minutes since midnight.
    pub start: i32,
    /// Its planned end.
    pub end: i32,
    /// Its number and title, as room allows.
    pub label: String,
    /// How far it is.
    pub state: State,
    /// Whether it is late.
    pub late: bool,
    /// Whether it overlaps another of the same technician.
    pub clash: bool,
    /// Whether no technician has it.
    pub unassigned: bool,
    /// Whether it is selected.
    pub selected: bool,
    /// Whether it is marked.
    pub marked: bool,
    /// Whether the draft that is open changes it.
    pub drafted: bool,
    /// What runs on after its planned end.
    pub tail: Option<Tail>,
}

/// The part of a visit past its planned end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tail {
    /// When it is expected to end.
    pub end: i32,
    /// Its word: `L+50`.
    pub label: String,
}

/// How far a visit is, as far as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// Planned and confirmed, nothing to say.
    #[default]
    Planned,
    /// Not confirmed by the client.
    Unconfirmed,
    /// On the road.
    EnRoute,
    /// On site.
    OnSite,
    /// Done.
    Done,
}

impl State {
    /// Gives its glyph; none for a planned visit.
    pub const fn glyph(self) -> Option<char> {
        match self {
            State::Planned => None,
            State::Unconfirmed => Some('?'),
            State::EnRoute => Some('-'),
            State::OnSite => Some('>'),
            State::Done => Some('v'),
        }
    }
}

impl Block {
    /// Gives the brackets: the selected one's first, then the worst that is said of it.
    pub(super) fn brackets(&self) -> (char, char) {
        if self.selected {
            ('{', '}')
        } else if self.clash {
            ('!', '!')
        } else if self.late {
            ('<', '>')
        } else if self.unassigned {
            ('(', ')')
        } else {
            ('[', ']')
        }
    }

    /// Gives what stands between the brackets.
    pub(super) fn inside(&self) -> String {
        let mut text = String::new();
        if self.selected {
            text.push('*');
        }
        if self.marked {
            text.push('*');
        }
        if self.selected && self.clash {
            text.push('!');
        }
        if self.selected && self.late {
            text.push('<');
        }
        if self.drafted {
            text.push('+');
        }
        text.extend(self.state.glyph());
        text + &self.label
    }

    /// Gives its role: the worst that is said of it.
    pub(super) fn role(&self) -> Role {
        if self.clash {
            return Role::Clash;
        }
        if self.late {
            return Role::Late;
        }
        match self.state {
            State::Planned if self.marked => Role::Marked,
            State::Planned | State::Unconfirmed if self.drafted => Role::Accent,
            State::Planned => Role::Text,
            State::Unconfirmed => Role::Warn,
            State::EnRoute | State::OnSite => Role::Accent,
            State::Done => Role::Ok,
        }
    }

    /// Gives the one character that stands for it where there is room for no more.
    pub(super) fn dot(&self) -> char {
        match self.state.glyph() {
            _ if self.selected || self.marked => '*',
            _ if self.clash => '!',
            _ if self.late => '<',
            _ if self.drafted => '+',
            Some(glyph) => glyph,
            None => '[',
        }
    }
}
