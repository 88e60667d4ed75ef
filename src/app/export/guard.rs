//! What keeps a spreadsheet from taking a text for a formula, and its undoing.
//!
//! A text that begins with `=`, `+`, `-`, `@` (or their full-width forms), white space in front of them or not,
//! or with a tab or a line end, gets an apostrophe in front; so does one that begins with an apostrophe, so that
//! taking one off always gives the text back. A sign followed by nothing but digits, spaces, brackets, dots and
//! hyphens is left alone: no function, cell or link can be named with those, and telephone numbers such as
//! `+44 7700 900123` stay what other programs can dial.

use std::borrow::Cow;

/// The mark that is put in front.
const MARK: char = '\'';

/// The text as it stands in a cell of a CSV file.
pub(crate) fn guard(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was [`guard`]ed.
pub(crate) fn unguard(cell: &str) -> &str {
    cell.strip_prefix(MARK).unwrap_or(cell)
}

fn needs_guard(text: &str) -> bool {
    if text.starts_with([MARK, '\t', '\r', '\n']) {
        return true;
    }
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    seen.starts_with(begins) && !is_plain_number(seen)
}

/// Whether it is a sign and nothing that could compute anything: a number or a telephone number.
fn is_plain_number(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['+', '-']) else { return false };
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '(')
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '.' | '-'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_could_compute_is_guarded_and_numbers_are_not() {
        for text in [
            "=1+1",
            "+1+1",
            "-2+3",
            "@SUM(A1)",
            "\tx",
            "\r=1",
            "'x",
            " =1+1",
            "\u{b}@x",
            "＝1",
            "+cmd|' /C calc'!A0",
            "-",
            "=",
            "+44x",
            "-1,5",
        ] {
            assert_eq!(guard(text), format!("'{text}"));
        }
        for text in ["Kerr", "", "-12.50", "+44 7700 900123", "+1 (555) 010-1234", "+(44) 20", "a=1", "1+1"] {
            assert_eq!(guard(text), text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_undone_exactly(text in "['=+@\\-\\t 0-9a]{0,6}|\\PC{0,12}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }
    }
}
