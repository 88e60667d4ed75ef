//! Money in minor units with its currency.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An ISO 4217 code, three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads a code; none unless it is three ASCII letters.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.trim().to_ascii_uppercase().into_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the point (ISO 4217 list of exponents that are not 2).
    pub fn digits(&self) -> usize {
        match self.code() {
            "JPY" | "KRW" | "VND" | "CLP" | "ISK" | "PYG" | "UGX" | "XAF" | "XOF" | "XPF" | "RWF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = String;
    fn try_from(code: String) -> Result<Self, String> {
        Currency::new(&code)
            .ok_or_else(|| format!("“{code}” is not a currency; give three letters such as GBP"))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

/// An amount in minor units (pence, cents) of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// Minor units; negative for a credit.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// Reads a plain amount such as `120`, `1,234.50`, `$1,234.00` or `-5`; none when it is not one or
    /// has more decimals than can be rounded into `i64` minor units. Halves round away from zero. A comma that does
    /// not part thousands (`32,50`, `1.234,50`) is not guessed at: it makes the text no amount.
    pub fn parse(text: &str, currency: Currency) -> Option<Self> {
        let plain: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
        let strange = |c: char| !(c.is_ascii_digit() || c.is_whitespace() || ".,-$£€¥".contains(c));
        let letters: String = text.chars().filter(|&c| strange(c)).collect();
        if !(letters.is_empty() || letters.eq_ignore_ascii_case(currency.code())) || !parts_thousands(text) {
            return None;
        }
        let (negative, plain) = plain.strip_prefix('-').map_or((false, plain.as_str()), |rest| (true, rest));
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        if (whole.is_empty() && fraction.is_empty()) || whole.contains('-') || fraction.contains(['.', '-']) {
            return None;
        }
        let digits = currency.digits();
        let kept: String = fraction.chars().chain("000".chars()).take(digits).collect();
        let up = i64::from(fraction.as_bytes().get(digits).is_some_and(|&digit| digit >= b'5'));
        let minor: i64 = format!("0{whole}{kept}").parse::<i64>().ok()?.checked_add(up)?;
        Some(Self { minor: if negative { -minor } else { minor }, currency })
    }
}

/// Whether the commas of an amount, if it has any, stand where they part thousands (or lakhs: `1,00,000`).
fn parts_thousands(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |group: &str| group.chars().filter(char::is_ascii_digit).count();
    let groups: Vec<usize> = whole.split(',').map(digits).collect();
    let fits = match groups.as_slice() {
        [first, between @ .., last] => {
            (1..=3).contains(first) && between.iter().all(|group| (2..=3).contains(group)) && *last == 3
        }
        _ => true,
    };
    fits && !fraction.contains(',')
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let sign = if self.minor < 0 { "-" } else { "" };
        let text = format!("{:0width$}", self.minor.unsigned_abs(), width = digits + 1);
        let (whole, fraction) = text.split_at(text.len() - digits);
        let point = if digits == 0 { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction} {}", self.currency.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        let gbp = Currency::new("gbp").unwrap();
        for (text, minor) in [
            ("120", Some(12_000)),
            ("$1,234.50", Some(123_450)),
            ("-5.1", Some(-510)),
            ("213313.75268478208", Some(21_331_375)),
            ("0.005", Some(1)),
            ("12 GBP", Some(1_200)),
            ("12 USD", None),
            ("twelve", None),
            ("1.2.3", None),
            ("1,234,567", Some(123_456_700)),
            ("1,00,000 GBP", Some(10_000_000)),
            ("32,50", None),
            ("1.234,50", None),
            (",500", None),
            ("1234,567", None),
            ("1,2345", None),
            ("", None),
        ] {
            assert_eq!(Money::parse(text, gbp).map(|m| m.minor), minor, "{text}");
        }
        assert_eq!(Money { minor: -5, currency: gbp }.to_string(), "-0.05 GBP");
        assert_eq!(Money { minor: 12, currency: Currency::new("JPY").unwrap() }.to_string(), "12 JPY");
    }
}
