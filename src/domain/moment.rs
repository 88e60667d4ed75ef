//! Moments out of JSON: a day on the board has thousands of them.

use std::fmt;

use chrono::NaiveDate;
use serde::Deserializer;
use serde::de::{Error, Visitor};

use crate::Moment;

/// Reads a moment (RFC 3339), for `#[serde(deserialize_with)]`: as chrono does, and the form in which we write
/// them sooner.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
    deserializer.deserialize_str(Text)
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Moment;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an RFC 3339 formatted date and time string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Moment, E> {
        as_written(text).map_or_else(|| text.parse().map_err(E::custom), Ok)
    }
}

/// The moment of a text like `2026-11-24T09:30:00Z`; none for any other form.
fn as_written(text: &str) -> Option<Moment> {
    let bytes: &[u8; 20] = text.as_bytes().try_into().ok()?;
    let signs = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z')];
    if signs.iter().any(|(place, sign)| bytes[*place] != *sign) {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = bytes[from..to].iter();
        digits.map(|byte| char::from(*byte).to_digit(10)).try_fold(0, |sum, digit| Some(sum * 10 + digit?))
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    Some(date.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?.and_utc())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(text: &str) -> Option<Moment> {
        let json = serde_json::Value::from(text);
        read(json).ok()
    }

    #[test]
    fn it_reads_what_chrono_reads() {
        for text in [
            "2026-11-24T09:30:00Z",
            "2026-11-24T09:30:00.250Z",
            "2026-11-24T09:30:00+01:00",
            "2024-02-29T23:59:59Z",
            "2026-02-29T09:30:00Z",
            "2026-11-24T24:00:00Z",
            "2016-12-31T23:59:60Z",
            "2026-11-24 09:30:00Z",
            "2026-11-2éT09:30:00Z",
            "tomorrow",
            "",
        ] {
            assert_eq!(said(text), text.parse().ok(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_second_reads_back(seconds in 0_i64..253_402_300_800) {
            let at = Moment::from_timestamp(seconds, 0).unwrap();
            prop_assert_eq!(said(serde_json::to_value(at).unwrap().as_str().unwrap()), Some(at));
        }
    }
}
