//! What stands in a field of the business's own.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::FieldKind;

/// The values of a record by the ids of their fields; JSON has them as plain values.
pub type Fields = BTreeMap<String, FieldValue>;

/// A value; what it means is said by the kind of its field. It is written for people by `Display`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FieldValue {
    /// Of a yes-or-no field.
    YesNo(bool),
    /// Of a number field; always finite.
    Number(Number),
    /// Of a text or choice field; of a date field as `YYYY-MM-DD`.
    Text(String),
}

impl FieldValue {
    /// Whether it may stand in a field of that kind.
    pub fn fits(&self, kind: &FieldKind) -> bool {
        match (self, kind) {
            (FieldValue::YesNo(_), FieldKind::YesNo) | (FieldValue::Number(_), FieldKind::Number) => true,
            (FieldValue::Text(text), FieldKind::Text) => !text.trim().is_empty(),
            (FieldValue::Text(text), FieldKind::Date) => super::read::date(text).is_some(),
            (FieldValue::Text(text), FieldKind::Choice(choices)) => choices.contains(text),
            (FieldValue::YesNo(_) | FieldValue::Number(_) | FieldValue::Text(_), _) => false,
        }
    }
}

/// Whole numbers up to here are whole as binary fractions too: 2^53.
pub(super) const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

impl fmt::Display for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldValue::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            FieldValue::Text(text) => f.write_str(text),
            FieldValue::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
                Some(value) if value.fract() == 0.0 && value.abs() < LARGEST_WHOLE => {
                    write!(f, "{:.0}", if value == 0.0 { 0.0 } else { value })
                }
                Some(_) | None => write!(f, "{number}"),
            },
        }
    }
}
