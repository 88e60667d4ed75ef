//! How a terminal is told to write: colours and modifiers, in as few bytes as may be.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What is seen even where nothing is written.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Each modifier with the codes that switch it on and off (ECMA-48, 8.3.117).
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// How the next character is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fore: Color,
    back: Color,
    modifier: Modifier,
}

impl Pen {
    /// As a terminal writes when nothing was asked of it.
    pub(super) const PLAIN: Pen = Pen { fore: Color::Reset, back: Color::Reset, modifier: Modifier::empty() };

    /// As a cell is to be written.
    pub(super) fn of(cell: &Cell) -> Self {
        Pen { fore: cell.fg, back: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank looks the same with either.
    pub(super) fn is_same_on_blank(self, other: Pen) -> bool {
        let seen = |pen: Pen| pen.modifier.intersection(SEEN_ON_BLANK);
        // The colour of the letters is seen where it changes places with the ground, or draws a line.
        let fore_is_unseen = seen(self).is_empty();
        self.back == other.back && seen(self) == seen(other) && (fore_is_unseen || self.fore == other.fore)
    }

    /// Writes what makes a terminal go on with another pen: the changes, or all anew when that is shorter.
    pub(super) fn change_to(self, other: Pen, out: &mut Vec<u8>) {
        if self == other {
            return;
        }
        let (mut changes, mut anew) = (Vec::new(), Vec::new());
        self.codes_to(other, &mut changes);
        if other != Pen::PLAIN {
            anew.push(b'0');
            Pen::PLAIN.codes_to(other, &mut anew);
        }
        out.extend(b"\x1b[");
        out.extend(if changes.len() < anew.len() { changes } else { anew });
        out.push(b'm');
    }

    fn codes_to(self, other: Pen, codes: &mut Vec<u8>) {
        let mut kept = self.modifier;
        for (modifier, _, off) in MODIFIERS {
            if kept.contains(modifier) && !other.modifier.contains(modifier) {
                add(codes, &off.to_string());
                // Bold and dim go together, and so do both ways to blink.
                let also = MODIFIERS.iter().filter(|(_, _, other)| *other == off);
                also.for_each(|(modifier, _, _)| kept.remove(*modifier));
            }
        }
        for (modifier, on, _) in MODIFIERS {
            if other.modifier.contains(modifier) && !kept.contains(modifier) {
                add(codes, &on.to_string());
            }
        }
        if self.fore != other.fore {
            add(codes, &colour(other.fore, 30));
        }
        if self.back != other.back {
            add(codes, &colour(other.back, 40));
        }
    }
}

fn add(codes: &mut Vec<u8>, code: &str) {
    if !codes.is_empty() {
        codes.push(b';');
    }
    codes.extend(code.as_bytes());
}

/// The code of a colour; `base` is 30 for letters and 40 for the ground. The sixteen usual ones have codes of
/// their own, which every terminal with colours knows.
fn colour(colour: Color, base: u8) -> String {
    let usual = |place: u8| (base + place).to_string();
    let bright = |place: u8| (base + 60 + place).to_string();
    match colour {
        Color::Reset => usual(9),
        Color::Black => usual(0),
        Color::Red => usual(1),
        Color::Green => usual(2),
        Color::Yellow => usual(3),
        Color::Blue => usual(4),
        Color::Magenta => usual(5),
        Color::Cyan => usual(6),
        Color::Gray => usual(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(place) => format!("{};5;{place}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.change_to(to, &mut out);
        String::from_utf8(out).unwrap().replace('\u{1b}', "^")
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let red = Pen { fore: Color::Red, ..Pen::PLAIN };
        let bold_red = Pen { modifier: Modifier::BOLD, ..red };
        let dim_red = Pen { modifier: Modifier::DIM, ..red };
        let on_blue = Pen { back: Color::Indexed(21), ..red };
        assert_eq!(said(red, red), "");
        assert_eq!(said(Pen::PLAIN, bold_red), "^[1;31m");
        assert_eq!(said(bold_red, Pen::PLAIN), "^[m");
        assert_eq!(said(bold_red, red), "^[22m");
        assert_eq!(said(bold_red, dim_red), "^[22;2m", "bold goes with the code that ends dim");
        assert_eq!(said(red, on_blue), "^[48;5;21m");
        assert_eq!(said(on_blue, Pen { fore: Color::Rgb(1, 2, 3), ..Pen::PLAIN }), "^[0;38;2;1;2;3m");
        assert_eq!(said(red, Pen { fore: Color::LightCyan, ..Pen::PLAIN }), "^[96m");
    }

    #[test]
    fn a_blank_shows_its_ground_and_what_is_drawn_over_it() {
        let red = Pen { fore: Color::Red, ..Pen::PLAIN };
        let bold = Pen { modifier: Modifier::BOLD, ..Pen::PLAIN };
        let reversed = Pen { modifier: Modifier::REVERSED, ..Pen::PLAIN };
        let reversed_red = Pen { modifier: Modifier::REVERSED, ..red };
        assert!(red.is_same_on_blank(bold));
        assert!(!red.is_same_on_blank(Pen { back: Color::Red, ..red }));
        assert!(!Pen::PLAIN.is_same_on_blank(reversed));
        assert!(!reversed.is_same_on_blank(reversed_red));
    }
}
