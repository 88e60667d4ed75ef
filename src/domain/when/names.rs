//! What months and weekdays are called, in English and in small letters; never by the C library.

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of a week, Monday first.
pub const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Which of the names begins so, whatever the case of its letters, counted from 0; none for fewer letters than
/// `least`.
pub fn name_beginning(names: &[&str], beginning: &str, least: usize) -> Option<usize> {
    let begins =
        |name: &&str| name.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning));
    if beginning.len() < least { None } else { names.iter().position(begins) }
}
