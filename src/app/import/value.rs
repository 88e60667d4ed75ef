//! Cells into plain values: blanks, flags, numbers and lists.

use super::problem::quoted;

/// The cell's text, trimmed; none when it is blank or one of the ways to write "nothing".
///
/// Guards that spreadsheets put around text (`="007"`, `'+44`) are taken off. `Null` with one capital
/// is kept: it is a surname.
pub fn text(cell: &str) -> Option<&str> {
    let text = without_guard(cell.trim());
    let is_nothing = matches!(
        text,
        "" | "-"
            | "--"
            | "–"
            | "—"
            | "N/A"
            | "n/a"
            | "#N/A"
            | "NULL"
            | "null"
            | "(null)"
            | "none"
            | "None"
            | "NONE"
    );
    (!is_nothing).then_some(text)
}

/// Takes off what keeps a spreadsheet from reading a text as a number or formula.
fn without_guard(text: &str) -> &str {
    if let Some(inside) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inside.trim();
    }
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

/// Reads yes or no; a blank cell is none.
pub fn read_flag(cell: &str) -> Result<Option<bool>, String> {
    let Some(text) = text(cell) else { return Ok(None) };
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "t" | "1" | "1.0" | "on" | "x" => Ok(Some(true)),
        "no" | "n" | "false" | "f" | "0" | "0.0" | "off" => Ok(Some(false)),
        _ => Err(format!("{} is neither yes nor no", quoted(text))),
    }
}

/// Reads a number with a point or a comma as its decimal mark; a blank cell and `nan` are none.
///
/// Where `-1` stands for "unknown", as in positions, the caller drops it.
pub fn read_number(cell: &str) -> Result<Option<f64>, String> {
    let Some(text) = text(cell).filter(|text| !text.eq_ignore_ascii_case("nan")) else {
        return Ok(None);
    };
    let no_number = || format!("{} is not a number", quoted(text));
    let plain = text.replace(',', ".");
    let is_plain = plain.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number: f64 = plain.parse().ok().filter(|_| is_plain).ok_or_else(no_number)?;
    if number.is_finite() { Ok(Some(number)) } else { Err(no_number()) }
}

/// Reads a count that is not negative; `3.0` counts as 3. A blank cell and `-1` are none.
pub fn read_count(cell: &str) -> Result<Option<u32>, String> {
    let Some(number) = read_number(cell)? else {
        return Ok(None);
    };
    if is_minus_one(number) {
        return Ok(None);
    }
    if number.fract() != 0.0 || !(0.0..=f64::from(u32::MAX)).contains(&number) {
        return Err(format!("{} is not a whole number from 0", quoted(cell)));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
    Ok(Some(number as u32))
}

/// Whether a number is the placeholder that some systems write for "unknown".
#[expect(clippy::float_cmp, reason = "the placeholder is exact")]
pub(super) fn is_minus_one(number: f64) -> bool {
    number == -1.0
}

/// Splits a list by the first of line end, `;`, `|` and `,` that it has; blanks are left out.
pub fn read_list(cell: &str) -> Vec<&str> {
    let Some(text) = text(cell) else { return Vec::new() };
    let divider = ['\n', ';', '|', ','].into_iter().find(|&divider| text.contains(divider));
    text.split(|character| Some(character) == divider).filter_map(self::text).collect()
}
