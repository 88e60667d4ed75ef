//! Text from outside: kept as it came, made visible before it reaches a terminal.

use std::borrow::Cow;

/// Whether a character could steer a terminal, reorder what is read or hide.
///
/// These are the C0 and C1 controls, the bidirectional controls and the zero-width formatting
/// characters and fillers of Unicode (UAX #9, UTS #36). Of the joiners, only the place tells:
/// [`is_stray_joiner`].
fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2800}'
            | '\u{3164}' | '\u{ffa0}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The zero-width joiner, U+200D.
const JOINER: char = '\u{200d}';
/// The zero-width non-joiner, U+200C.
const NON_JOINER: char = '\u{200c}';

/// Whether a joiner stands where nothing is joined: emoji need one between pictographs, and several scripts
/// after a letter of theirs. Anywhere else it only hides, and terminals draw the next letter into the cell of
/// the one before, so that the whole row shifts.
fn is_stray_joiner(before: Option<char>, c: char, after: Option<char>) -> bool {
    match c {
        JOINER => {
            let joins_pictures = before.is_some_and(ends_pictograph) && after.is_some_and(is_pictograph);
            !joins_pictures && !before.is_some_and(is_joined_script)
        }
        NON_JOINER => !before.is_some_and(is_joined_script),
        _ => false,
    }
}

/// Whether emoji that are joined can begin with it (UTS #51: arrows, symbols, pictographs).
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}'
        | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether an emoji can end with it: a pictograph, a tone of skin, or the sign that it is drawn as a picture.
fn ends_pictograph(c: char) -> bool {
    c == '\u{fe0f}' || is_pictograph(c)
}

/// Whether letters of its script are joined or parted by the joiners: Arabic and its kin, the scripts of India
/// and Sri Lanka, Mongolian.
fn is_joined_script(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1800}'..='\u{18af}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// Whether a text holds anything that hides or steers, or a joiner that may do so.
///
/// Whole answers are looked through and nearly all of them is plain ASCII, so only what stands between is read
/// character by character.
fn may_hide(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = first_not_plain(rest) {
        let odd = &rest[start..];
        let (odd, after) = odd.split_at(odd.bytes().position(is_plain).unwrap_or(odd.len()));
        if odd.chars().any(|c| is_hidden(c) || matches!(c, JOINER | NON_JOINER)) {
            return true;
        }
        rest = after;
    }
    false
}

/// Where the first byte stands that is no printable ASCII: always the first of a character.
fn first_not_plain(text: &str) -> Option<usize> {
    // A block is looked at as a whole, for which the processor needs a few steps; byte by byte takes ten times as long.
    let is_all_plain = |block: &&[u8]| block.iter().fold(true, |plain, byte| plain & is_plain(*byte));
    let skipped = text.as_bytes().chunks(64).take_while(is_all_plain).count() * 64;
    text.bytes().skip(skipped).position(|byte| !is_plain(byte)).map(|place| skipped + place)
}

fn is_plain(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte)
}

/// Makes hidden and steering characters visible: controls as their pictures (`␛`), the others as
/// `<U+202E>`; line ends and tabs become the pictures too, so the result is one line.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !may_hide(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\0'..='\x1f' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\x7f' => out.push('\u{2421}'),
            c if is_hidden(c) || is_stray_joiner(before, c, rest.clone().next()) => {
                out.extend(format!("<U+{:04X}>", u32::from(c)).chars());
            }
            c => out.push(c),
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

/// As [`visible`], but keeps line breaks: for text that is laid out over several lines.
pub fn visible_lines(text: &str) -> String {
    text.split('\n').map(|line| visible(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

/// Whether a text is an e-mail address: something on both sides of an `@`, and no blank.
pub fn is_email(text: &str) -> bool {
    let has_both = text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
    has_both && !text.chars().any(|c| c.is_control() || c.is_whitespace())
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

    #[test]
    fn a_long_text_is_looked_through_to_its_end() {
        for before in 0..200 {
            let plain = "a".repeat(before);
            assert_eq!(visible(&format!("{plain}é–{plain}")), format!("{plain}é–{plain}"));
            assert_eq!(visible(&format!("{plain}é{plain}\x1b")), format!("{plain}é{plain}␛"));
        }
    }

    #[test]
    fn a_joiner_is_kept_only_where_it_joins() {
        let kept = ["❤\u{fe0f}\u{200d}🔥", "👩🏽\u{200d}🔧", "👩\u{200d}⚕\u{fe0f}", "ශ්\u{200d}රී", "क्\u{200d}ष"];
        for kept in kept {
            assert_eq!(visible(kept), kept);
        }
        for (hidden, shown) in [
            ("Ke\u{200d}rr", "Ke<U+200D>rr"),
            ("Ke\u{200c}rr", "Ke<U+200C>rr"),
            ("\u{200d}Kerr", "<U+200D>Kerr"),
            ("👩\u{200d}", "👩<U+200D>"),
            ("👩\u{200d}\u{200d}👧", "👩<U+200D><U+200D>👧"),
            ("a\u{200d}👧", "a<U+200D>👧"),
        ] {
            assert_eq!(visible(hidden), shown);
            assert_eq!(visible(&visible(hidden)), shown);
        }
    }
}
