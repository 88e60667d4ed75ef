//! Completion of the term before the cursor.

use app::{FIELDS, Filter, FilterNames};
use domain::{Mark, Priority, Stage};

/// So many offers are shown.
const MOST: usize = 8;

/// What the term before the cursor may become.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// The byte of the line at which the term begins.
    pub from: usize,
    /// Whole terms, the best first.
    pub offers: Vec<String>,
}

/// Completes what stands before the cursor.
pub fn complete(before: &str, names: &FilterNames) -> Completion {
    let from = term_start(before);
    let term = &before[from..];
    let offers = offers(term, names);
    // What is complete already needs no offer.
    let offers = offers.into_iter().filter(|offer| offer != term).take(MOST).collect();
    Completion { from, offers }
}

/// Where the term begins in which the text ends; blanks inside quotes belong to it.
fn term_start(before: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in before.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}

fn offers(term: &str, names: &FilterNames) -> Vec<String> {
    // What is not wanted is called as what is.
    if let Some(without) = term.strip_prefix('-') {
        return offers(without, names).into_iter().map(|offer| format!("-{offer}")).collect();
    }
    let marks = || {
        let marks = Mark::ALL.map(Mark::name).map(str::to_owned);
        marks.into_iter().chain(Priority::ALL.map(|priority| priority.word().to_owned())).collect::<Vec<_>>()
    };
    for (sign, values) in [("@", &names.technicians), ("#", &names.tags)] {
        if let Some(typed) = term.strip_prefix(sign) {
            return named(sign, typed, values);
        }
    }
    if let Some(typed) = term.strip_prefix('!') {
        return named("!", typed, &marks());
    }
    let Some((field, typed)) = term.split_once(':') else { return fields(term) };
    let sign = format!("{field}:");
    match field.to_ascii_lowercase().as_str() {
        "zone" => named(&sign, typed, &names.zones),
        "svc" | "service" => named(&sign, typed, &names.services),
        "technician" => named(&sign, typed, &names.technicians),
        "tag" => named(&sign, typed, &names.tags),
        "mark" => named(&sign, typed, &marks()),
        "stage" => named(&sign, typed, &Stage::ALL.map(|stage| stage.name().to_owned())),
        _ => Vec::new(),
    }
}

/// The fields that begin as typed; none for nothing typed.
fn fields(typed: &str) -> Vec<String> {
    let typed = typed.to_lowercase();
    let begins = |name: &&str| typed.len() > 1 && name.starts_with(&typed);
    FIELDS.iter().map(|(name, _)| *name).filter(begins).map(|name| format!("{name}:")).collect()
}

/// The values with a word that begins as typed, those that begin so themselves first.
fn named(sign: &str, typed: &str, values: &[String]) -> Vec<String> {
    let typed = typed.trim_matches('"').to_lowercase().replace('-', "_");
    let rank = |value: &String| {
        let value = value.to_lowercase();
        if value.replace('-', "_").starts_with(&typed) {
            return Some(0);
        }
        let inside = value.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&typed));
        inside.then_some(1)
    };
    let mut found: Vec<(u8, &String)> =
        values.iter().filter_map(|value| Some((rank(value)?, value))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, value)| format!("{sign}{}", Filter::value(value))).collect()
}
