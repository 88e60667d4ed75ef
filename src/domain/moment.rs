//! Moments and local times out of JSON: a day on the board has thousands of them.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::Moment;

/// A time that chrono reads in many forms, and we write in one.
pub(crate) trait Written: FromStr<Err: Display> {
    /// What it is, for the error when it is none.
    const WHAT: &'static str;

    /// Reads the form in which we write it; none for any other.
    fn as_written(text: &[u8]) -> Option<Self>;
}

impl Written for Moment {
    const WHAT: &'static str = "an RFC 3339 formatted date and time string";

    /// Like `2026-11-24T09:30:00Z`.
    fn as_written(text: &[u8]) -> Option<Self> {
        let (utc, local) = text.split_last()?;
        (*utc == b'Z').then(|| NaiveDateTime::as_written(local))?.map(|local| local.and_utc())
    }
}

impl Written for NaiveDateTime {
    const WHAT: &'static str = "a formatted date and time string";

    /// Like `2026-11-24T09:30:00`.
    fn as_written(text: &[u8]) -> Option<Self> {
        let (date, time) = text.split_at_checked(10)?;
        let (sign, time) = time.split_first()?;
        if *sign != b'T' || (date[4], date[7]) != (b'-', b'-') {
            return None;
        }
        let year = i32::try_from(number(&date[..4])?).ok()?;
        let date = NaiveDate::from_ymd_opt(year, number(&date[5..7])?, number(&date[8..])?)?;
        Some(date.and_time(NaiveTime::as_written(time)?))
    }
}

impl Written for NaiveTime {
    const WHAT: &'static str = "a formatted time string";

    /// Like `09:30:00`.
    fn as_written(text: &[u8]) -> Option<Self> {
        let [h, hh, b':', m, mm, b':', s, ss] = text else { return None };
        NaiveTime::from_hms_opt(number(&[*h, *hh])?, number(&[*m, *mm])?, number(&[*s, *ss])?)
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, byte| Some(sum * 10 + char::from(*byte).to_digit(10)?))
}

/// Reads a time, for `#[serde(deserialize_with)]`: as chrono does, and the form in which we write it sooner.
pub(crate) fn read<'de, T: Written, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(PhantomData))
}

/// As [`read`], of what may be missing.
pub(crate) fn read_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Moment>, D::Error> {
    #[derive(Deserialize)]
    struct Read(#[serde(deserialize_with = "read")] Moment);
    Ok(Option::<Read>::deserialize(deserializer)?.map(|Read(at)| at))
}

struct Text<T>(PhantomData<T>);

impl<T: Written> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::WHAT)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::as_written(text.as_bytes()).map_or_else(|| text.parse().map_err(E::custom), Ok)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said<T: Written>(text: &str) -> Option<T> {
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
            assert_eq!(said::<Moment>(text), text.parse().ok(), "{text}");
            for text in [text, text.trim_end_matches('Z'), text.split('T').next_back().unwrap_or_default()] {
                assert_eq!(said::<NaiveDateTime>(text), text.parse().ok(), "{text}");
                let time = text.trim_end_matches('Z');
                assert_eq!(said::<NaiveTime>(time), time.parse().ok(), "{time}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_second_reads_back(seconds in 0_i64..253_402_300_800) {
            let at = Moment::from_timestamp(seconds, 0).unwrap();
            let local = at.naive_utc();
            let json = |value: serde_json::Result<serde_json::Value>| value.unwrap().as_str().unwrap().to_owned();
            prop_assert_eq!(Moment::as_written(json(serde_json::to_value(at)).as_bytes()), Some(at));
            prop_assert_eq!(NaiveDateTime::as_written(json(serde_json::to_value(local)).as_bytes()), Some(local));
            let time = local.time();
            prop_assert_eq!(NaiveTime::as_written(json(serde_json::to_value(time)).as_bytes()), Some(time));
        }
    }
}
