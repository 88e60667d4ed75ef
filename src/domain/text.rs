//! Text from outside: kept as it came, made visible before it reaches a terminal.

use std::borrow::Cow;

/// Whether a character could steer a terminal, reorder what is read or hide.
///
/// These are the C0 and C1 controls, the bidirectional controls and the zero-width formatting
/// characters and fillers of Unicode (UAX #9, UTS #36). The zero-width joiner and non-joiner are kept: emoji
/// and several scripts need them.
fn is_hidden(c: char) -> bool {
    // Most text is ASCII, and whole answers are looked through.
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2800}'
            | '\u{3164}' | '\u{ffa0}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Makes hidden and steering characters visible: controls as their pictures (`␛`), the others as
/// `<U+202E>`; line ends and tabs become the pictures too, so the result is one line.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\0'..='\x1f' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\x7f' => out.push('\u{2421}'),
            c if is_hidden(c) => out.extend(format!("<U+{:04X}>", u32::from(c)).chars()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// As [`visible`], but keeps line breaks: for text that is laid out over several lines.
pub fn visible_lines(text: &str) -> String {
    text.split('\n').map(|line| visible(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

/// The ASCII digits of a text, for comparing telephone numbers.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_gets_through() {
        assert_eq!(visible("Kerr & Söhne 家"), "Kerr & Söhne 家");
        assert_eq!(visible("a\x1b[31mb\nc"), "a␛[31mb␊c");
        assert_eq!(visible("\u{202e}gpj.exe\u{200b}"), "<U+202E>gpj.exe<U+200B>");
        assert_eq!(visible("\u{9b}1m"), "<U+009B>1m");
        assert_eq!(visible("a\u{3164}b\u{34f}\u{1d173}"), "a<U+3164>b<U+034F><U+1D173>");
        for kept in ["👨\u{200d}👩\u{200d}👧", "می\u{200c}خواهم", "שָׁלוֹם"] {
            assert_eq!(visible(kept), kept);
        }
        assert_eq!(visible_lines("one\r\ntwo\x07"), "one\ntwo␇");
    }
}
