//! Reading a value from what somebody wrote.

use chrono::NaiveDate;
use serde_json::Number;

use super::value::LARGEST_WHOLE;
use super::{FieldDefinition, FieldKind, FieldValue};
use crate::{WhenContext, read_date};

/// The most digits that a number keeps exactly (those of the shortest form of a binary fraction).
const MOST_DIGITS: usize = 17;

/// Why a text is no value of a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FieldFault {
    /// What is wrong, to stand behind the field's name.
    pub message: String,
    /// What would be right.
    pub mend: String,
}

impl FieldFault {
    fn new(message: impl Into<String>, mend: impl Into<String>) -> Self {
        FieldFault { message: message.into(), mend: mend.into() }
    }
}

impl FieldDefinition {
    /// Reads a value as [`FieldKind::read`] does.
    pub fn read(&self, text: &str) -> Result<FieldValue, FieldFault> {
        self.kind.read(text)
    }
}

impl FieldKind {
    /// Reads a value from a text, without the spaces at its ends: a date as `YYYY-MM-DD`, a number with a
    /// point, `yes` or `no` (also `y`, `n`, `true`, `false`, `1`, `0`), a choice in any case.
    /// Fails on anything else, and on a text with nothing in it.
    pub fn read(&self, text: &str) -> Result<FieldValue, FieldFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FieldFault::new("is empty", self.wants()));
        }
        match self {
            FieldKind::Text => Ok(FieldValue::Text(text.to_owned())),
            FieldKind::Number => read_number(text),
            FieldKind::Date => match date(text) {
                Some(date) => Ok(FieldValue::Text(date.to_string())),
                None => Err(self.fault(text, "is not a date")),
            },
            FieldKind::YesNo => match text.to_lowercase().as_str() {
                "yes" | "y" | "true" | "1" => Ok(FieldValue::YesNo(true)),
                "no" | "n" | "false" | "0" => Ok(FieldValue::YesNo(false)),
                _ => Err(self.fault(text, "is neither yes nor no")),
            },
            FieldKind::Choice(choices) => {
                let folded = text.to_lowercase();
                let exact = choices.iter().find(|choice| *choice == text);
                match exact.or_else(|| choices.iter().find(|choice| choice.to_lowercase() == folded)) {
                    Some(choice) => Ok(FieldValue::Text(choice.clone())),
                    None => Err(self.fault(text, "is not one of its choices")),
                }
            }
        }
    }

    /// As [`FieldKind::read`], for what a person says: a date also as `25 nov`, `fri` or `tmw`.
    pub fn read_said(&self, text: &str, context: &WhenContext) -> Result<FieldValue, FieldFault> {
        if *self != FieldKind::Date || text.trim().is_empty() || date(text.trim()).is_some() {
            return self.read(text);
        }
        match read_date(text, context) {
            Ok(date) => Ok(FieldValue::Text(date.to_string())),
            Err(error) => Err(FieldFault::new(error.to_string(), self.wants())),
        }
    }

    /// What to write in such a field.
    pub fn wants(&self) -> String {
        match self {
            FieldKind::Text => "write a text".to_owned(),
            FieldKind::Number => "write a number such as 12 or 12.5".to_owned(),
            FieldKind::Date => "write a date such as 2026-11-24".to_owned(),
            FieldKind::YesNo => "write yes or no".to_owned(),
            FieldKind::Choice(choices) => format!("choose {}", any_of(choices)),
        }
    }

    pub(super) fn fault(&self, text: &str, problem: &str) -> FieldFault {
        FieldFault::new(format!("“{text}” {problem}"), self.wants())
    }
}

/// The words of a choice, as a sentence has them.
pub(crate) fn any_of(words: &[String]) -> String {
    match words {
        [] => "nothing: there are none".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// A date as `YYYY-MM-DD`, and in no other form: other forms depend on who wrote them.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let shape = |(place, byte): (usize, u8)| {
        if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    let is_shaped = text.len() == 10 && text.bytes().enumerate().all(shape);
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| is_shaped)
}

fn read_number(text: &str) -> Result<FieldValue, FieldFault> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    let not_one = || FieldKind::Number.fault(text, "is not a number");
    if !text.chars().all(is_number) {
        return Err(not_one());
    }
    let plain = text.strip_prefix('+').unwrap_or(text);
    if let Ok(whole) = plain.parse::<i64>() {
        return Ok(FieldValue::Number(whole.into()));
    }
    if let Ok(whole) = plain.parse::<u64>() {
        return Ok(FieldValue::Number(whole.into()));
    }
    let value: f64 = plain.parse().map_err(|_| not_one())?;
    let mantissa = plain.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    if digits.trim_start_matches('0').trim_end_matches('0').len() > MOST_DIGITS {
        let mend = "shorten it, or make it a text field in the configuration";
        return Err(FieldFault::new(format!("“{text}” has more digits than a number keeps"), mend));
    }
    if value.fract() == 0.0 && value.abs() < LARGEST_WHOLE {
        // Whole and below 2^53, so its decimal form is that of an i64.
        let whole: i64 = format!("{value:.0}").parse().unwrap_or_default();
        return Ok(FieldValue::Number(whole.into()));
    }
    Number::from_f64(value).map(FieldValue::Number).ok_or_else(not_one)
}
