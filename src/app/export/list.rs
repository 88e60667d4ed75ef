//! Several values in one cell, so that they come apart again whatever they hold.
//!
//! `; ` divides values and the first `: ` of a value divides what it is from what it is worth (`mobile: 07700
//! 900123`). A backslash keeps the sign behind it from dividing.

/// Joins values.
pub(crate) fn join<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let escaped: Vec<String> = values.into_iter().map(|value| escape(value, &['\\', ';'])).collect();
    escaped.join("; ")
}

/// Takes joined values apart.
pub(crate) fn split(cell: &str) -> Vec<String> {
    pieces(cell).iter().map(|piece| unescape(piece)).collect()
}

/// A value with what it is; nothing is said of one without a name.
pub(crate) fn pair(name: &str, value: &str) -> String {
    let value = escape(value, &['\\', ':']);
    if name.is_empty() { value } else { format!("{}: {value}", escape(name, &['\\', ':'])) }
}

/// Takes a pair apart: the name, empty when there is none, and the value.
pub(crate) fn unpair(text: &str) -> (String, String) {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            ':' if !escaped => {
                let value = text[at + 1..].strip_prefix(' ').unwrap_or(&text[at + 1..]);
                return (unescape(&text[..at]), unescape(value));
            }
            _ => {}
        }
        escaped = false;
    }
    (String::new(), unescape(text))
}

fn escape(text: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if signs.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn unescape(text: &str) -> String {
    let (mut out, mut escaped) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        if c == '\\' && !escaped {
            escaped = true;
        } else {
            out.push(c);
            escaped = false;
        }
    }
    if escaped {
        out.push('\\');
    }
    out
}

/// The escaped values between semicolons that divide, without the space that stands before each.
fn pieces(cell: &str) -> Vec<&str> {
    let (mut found, mut begin, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in cell.char_indices() {
        if c == ';' && !escaped {
            found.push(&cell[begin..at]);
            begin = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    found.push(&cell[begin..]);
    let bare =
        |(place, piece): (usize, &'_ str)| -> usize { usize::from(place > 0 && piece.starts_with(' ')) };
    let starts: Vec<usize> = found.iter().copied().enumerate().map(bare).collect();
    found.into_iter().zip(starts).map(|(piece, start)| &piece[start..]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn they_read_as_people_write_them() {
        assert_eq!(join(["vip", "heating; gas"]), "vip; heating\\; gas");
        assert_eq!(split("vip;heating; gas"), ["vip", "heating", "gas"]);
        assert_eq!(pair("mobile", "0113"), "mobile: 0113");
        assert_eq!(unpair("mobile:0113"), ("mobile".to_owned(), "0113".to_owned()));
        assert_eq!(unpair("0113"), (String::new(), "0113".to_owned()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn values_come_apart_as_they_were(values in proptest::collection::vec("[;: \\\\a=]{0,5}|\\PC{0,8}", 1..5)) {
            let joined = join(values.iter().map(String::as_str));
            prop_assert_eq!(split(&joined), values);
        }

        #[test]
        fn pairs_come_apart_as_they_were(name in "[;: \\\\a]{0,5}", value in "[;: \\\\a]{0,5}|\\PC{0,8}") {
            let (said, number) = unpair(&split(&join([pair(&name, &value).as_str()]))[0]);
            prop_assert_eq!((said, number), (name, value));
        }
    }
}
