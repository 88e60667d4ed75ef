//! One cell of a table, typed so that each format can write it in its own way.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, SecondsFormat};
use domain::{EntityRef, Tz};

use super::guard::guard;

/// A value of one cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'r> {
    /// Nothing.
    Blank,
    /// A text as it stands in the record.
    Text(Cow<'r, str>),
    /// The id of a record.
    Id(EntityRef),
    /// A whole number.
    Count(i64),
    /// A number.
    Number(f64),
    /// An amount in minor units, with how many digits stand after the point.
    Amount(i64, usize),
    /// Yes.
    Yes,
    /// A day.
    Date(NaiveDate),
    /// A moment on the business's clock.
    At(DateTime<Tz>),
}

impl Cell<'_> {
    /// The cell as it stands in a CSV file: texts with their guard, moments as RFC 3339.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self {
            Cell::Blank => Cow::Borrowed(""),
            Cell::Text(text) => guard(text),
            Cell::Id(id) => Cow::Owned(id.to_string()),
            Cell::Count(count) => Cow::Owned(count.to_string()),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Amount(minor, places) => Cow::Owned(decimal(*minor, *places)),
            Cell::Yes => Cow::Borrowed("yes"),
            Cell::Date(date) => Cow::Owned(date.format("%Y-%m-%d").to_string()),
            Cell::At(at) => Cow::Owned(at.to_rfc3339_opts(SecondsFormat::AutoSi, false)),
        }
    }
}

/// Minor units as a number with a point.
fn decimal(minor: i64, places: usize) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", minor.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_their_point() {
        assert_eq!(Cell::Amount(12_050, 2).plain(), "120.50");
        assert_eq!(Cell::Amount(-5, 2).plain(), "-0.05");
        assert_eq!(Cell::Amount(500, 0).plain(), "500");
    }
}
