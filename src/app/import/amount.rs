//! Amounts of money, kept to the last digit.

use super::problem::quoted;
use super::value::text;

/// A decimal number as it was written, and the currency beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// All digits, the decimal mark left out.
    pub digits: i128,
    /// How many of the digits stand after the decimal mark.
    pub places: u32,
    /// The currency's sign or code, such as `$` or `EUR`.
    pub currency: Option<String>,
}

impl Amount {
    /// The amount in minor units of a currency with so many decimal places, rounded half away from
    /// zero; none when it doesn't fit.
    pub fn minor(&self, currency_places: u32) -> Option<i64> {
        let minor = if self.places <= currency_places {
            self.digits.checked_mul(10_i128.checked_pow(currency_places - self.places)?)?
        } else {
            let divisor = 10_i128.checked_pow(self.places - currency_places)?;
            let (whole, rest) = (self.digits / divisor, self.digits % divisor);
            if rest.abs() * 2 >= divisor { whole + rest.signum() } else { whole }
        };
        i64::try_from(minor).ok()
    }
}

/// Reads `$1,234.00`, `1.234,00 €`, `(12.50)`, `-5` or `USD 120`; a blank cell is none.
///
/// One comma or point before exactly three digits, as in `1,234`, divides thousands; the later of
/// the two marks, when both stand, is the decimal mark.
pub fn read_amount(cell: &str) -> Result<Option<Amount>, String> {
    let Some(cell) = text(cell).filter(|text| !text.eq_ignore_ascii_case("nan")) else {
        return Ok(None);
    };
    let unknown = || format!("{} is not an amount; write it as 1234.50", quoted(cell));
    let (inside, in_brackets) = match cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) => (inside, true),
        None => (cell, false),
    };
    let (number, around) = split_number(inside).ok_or_else(unknown)?;
    let minus = around.matches(['-', '−']).count();
    let currency: String =
        around.chars().filter(|character| !matches!(character, '-' | '−' | '+' | '.')).collect();
    let is_currency =
        currency.chars().all(|character| character.is_alphabetic() || is_currency_sign(character));
    if number.len() > 36 || minus > 1 || currency.chars().count() > 4 || !is_currency {
        return Err(unknown());
    }
    let number = number.replace([' ', '\u{a0}', '\u{202f}', '\''], "");
    let (whole, fraction) = split_decimal(&number).ok_or_else(unknown)?;
    let digits: i128 = format!("{whole}{fraction}").parse().map_err(|_| unknown())?;
    let digits = if minus > 0 || in_brackets { -digits } else { digits };
    let currency = (!currency.is_empty()).then_some(currency);
    let places = u32::try_from(fraction.len()).map_err(|_| unknown())?;
    Ok(Some(Amount { digits, places, currency }))
}

/// Divides the number from what stands before and after it: signs and currency, spaces left out.
fn split_number(text: &str) -> Option<(&str, String)> {
    let end = text.rfind(|character: char| character.is_ascii_digit())? + 1;
    let digit = text.find(|character: char| character.is_ascii_digit())?;
    let start = if text[..digit].ends_with(['.', ',']) { digit - 1 } else { digit };
    let around = text[..start].chars().chain(text[end..].chars());
    Some((&text[start..end], around.filter(|character| !character.is_whitespace()).collect()))
}

fn is_currency_sign(character: char) -> bool {
    matches!(character, '$' | '¢' | '£' | '¥' | '\u{20a0}'..='\u{20cf}')
}

/// Divides the whole part from the decimals, with thousands marks taken out.
fn split_decimal(number: &str) -> Option<(String, String)> {
    let commas = number.matches(',').count();
    let points = number.matches('.').count();
    let decimal = match (commas, points) {
        (0, 1) => Some('.'),
        (1, 0) if !divides_thousands(number) => Some(','),
        (_, 0) | (0, _) => None,
        (1.., 1) if number.rfind('.') > number.rfind(',') => Some('.'),
        (1, 1..) if number.rfind(',') > number.rfind('.') => Some(','),
        _ => return None,
    };
    let (whole, fraction) = match decimal.and_then(|mark| number.rsplit_once(mark)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (number, ""),
    };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let well_grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| matches!(group.len(), 2 | 3));
    let whole: String = groups.concat();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !(whole.is_empty() && fraction.is_empty());
    (well_grouped && has_digits && all_digits(&whole) && all_digits(fraction))
        .then(|| (whole, fraction.to_owned()))
}

/// Whether a number's only comma stands before exactly three digits and after one to three.
fn divides_thousands(number: &str) -> bool {
    number
        .split_once(',')
        .is_some_and(|(whole, rest)| rest.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0")
}
