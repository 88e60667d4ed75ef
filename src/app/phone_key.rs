//! Telephone numbers that are one, however they are written.

use domain::digits;

/// The fewest digits that are a number of its own, not an extension.
const FEWEST: usize = 7;

/// Country codes of two digits (ITU-T E.164); 1 and 7 have one, all others three.
const TWO_DIGITS: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
    "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
    "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// What numbers that may be the same have in common: the digits that are dialled inside a country, so
/// `+44 (0)20 7946 0000`, `0044 20 7946 0000` and `020 7946 0000` are one. None for what is too short.
///
/// Numbers of two countries can have the same key; it is for showing what may be the same, not for merging.
pub(crate) fn phone_key(number: &str) -> Option<String> {
    let all = digits(number);
    if all.len() < FEWEST {
        return None;
    }
    let abroad =
        if number.trim_start().starts_with('+') { Some(all.as_str()) } else { all.strip_prefix("00") };
    let inside = match abroad {
        Some(number) => number.get(code_digits(number)..).unwrap_or_default(),
        // North American numbers are often written with their country code and no plus.
        None if all.len() == 11 => all.strip_prefix('1').unwrap_or(&all),
        None => &all,
    };
    let key = inside.trim_start_matches('0');
    Some(if key.is_empty() { all } else { key.to_owned() })
}

/// How many digits of a full number are its country's.
fn code_digits(number: &str) -> usize {
    if number.starts_with(['1', '7']) {
        1
    } else if TWO_DIGITS.iter().any(|code| number.starts_with(code)) {
        2
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_key_however_it_is_written() {
        for (number, key) in [
            ("020 7946 0000", "2079460000"),
            ("+44 20 7946 0000", "2079460000"),
            ("+44 (0)20 7946-0000", "2079460000"),
            ("0044 20 79460000", "2079460000"),
            ("(213) 555-1234", "2135551234"),
            ("+1 213.555.1234", "2135551234"),
            ("1-213-555-1234", "2135551234"),
            ("+353 1 496 0000", "14960000"),
            ("01 496 0000", "14960000"),
            ("+39 06 1234 5678", "612345678"),
            ("06 1234 5678", "612345678"),
            ("00000000", "00000000"),
        ] {
            assert_eq!(phone_key(number).as_deref(), Some(key), "{number}");
        }
        assert_ne!(phone_key("213 555 1234"), phone_key("313 555 1234"));
        assert_eq!(["", "555 01", "ring the bell", "ext. 12"].map(phone_key), [const { None }; 4]);
    }
}
