//! What a text may mean, best first.

use app::Place;
use chrono::NaiveDate;
use domain::{EntityKind, EntityRef, WhenContext, WhenError, read_date};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::row::{Offer, Row, opened_of};

/// How surely a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// The text is its number, its key or its date.
    Exact,
    /// Every word of the text begins a word of its name.
    Named,
    /// A search found it.
    Found,
    /// The letters of the text occur in its name, in order.
    Alike,
    /// Its help has the words.
    Described,
    /// It is meant, but cannot be done now.
    Refused,
}

/// Ranks everything that a text may mean; without a text, every action in its own order.
pub(super) fn rank(
    text: &str,
    offers: &[Offer],
    others: &[Row],
    places: &[Place],
    when: &WhenContext,
) -> Vec<(Tier, Row)> {
    if text.is_empty() {
        let tier = |row: &Row| if row.refused { Tier::Refused } else { Tier::Named };
        let rows = offers.iter().map(|offer| &offer.row).chain(others);
        return rows.map(|row| (tier(row), row.clone())).collect();
    }
    let mut rows = direct(told_to_go(text, offers), places, when);
    rows.extend(places.iter().map(|place| (Tier::Found, Row::of_place(place))));
    let mut named: Vec<(Tier, u32, Row)> = Vec::new();
    let mut judge = Judge::new(text);
    for offer in offers {
        if let Some((tier, score)) = judge.action(offer) {
            let tier = if offer.row.refused { Tier::Refused } else { tier };
            named.push((tier, score, offer.row.clone()));
        }
    }
    for row in others {
        named.extend(judge.name(&row.label).map(|(tier, score)| (tier, score, row.clone())));
    }
    named.sort_by_key(|(tier, score, _)| (*tier, std::cmp::Reverse(*score)));
    rows.extend(named.into_iter().map(|(tier, _, row)| (tier, row)));
    // Stable: within a tier the order above stands.
    rows.sort_by_key(|(tier, _)| *tier);
    rows
}

/// What follows `go`, which is where to; the whole text when that is the name of an action, such as `go today`.
fn told_to_go<'t>(text: &'t str, offers: &[Offer]) -> &'t str {
    let id = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    if offers.iter().any(|offer| offer.action.entry().id == id) {
        return text;
    }
    let begins = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let word = ["go to ", "go "].into_iter().find(|word| begins(word));
    word.map_or(text, |word| text[word.len()..].trim())
}

/// What the text says by itself: an id, a number or a day.
fn direct(text: &str, places: &[Place], when: &WhenContext) -> Vec<(Tier, Row)> {
    let mut rows = Vec::new();
    let number = text.parse::<u64>().ok().map(|id| EntityRef { kind: EntityKind::Job, id });
    let id = text.parse::<EntityRef>().ok().or(number);
    // Once its name is known, the record itself stands for it.
    let named = id.filter(|id| places.iter().all(|place| place.id != *id));
    rows.extend(named.and_then(|id| Some((Tier::Exact, Row::of_id(id, opened_of(id)?)))));
    if id.is_none() {
        rows.extend(dates_of(text, when).into_iter().map(|date| (Tier::Exact, Row::of_day(date))));
    }
    rows
}

/// The days that a text may mean: `mon` on a Monday is today or in a week, and both are listed.
fn dates_of(text: &str, when: &WhenContext) -> Vec<NaiveDate> {
    match read_date(text, when) {
        Ok(date) => vec![date],
        Err(WhenError::Ambiguous { readings, .. }) => {
            readings.into_iter().filter_map(|reading| reading.date).collect()
        }
        Err(WhenError::Unknown { .. } | WhenError::Impossible { .. }) => Vec::new(),
    }
}

/// Matches one text with many names.
struct Judge<'t> {
    text: &'t str,
    words: Vec<String>,
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl<'t> Judge<'t> {
    fn new(text: &'t str) -> Self {
        Judge {
            text,
            words: text.to_lowercase().split_whitespace().map(str::to_owned).collect(),
            pattern: Pattern::new(text, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    fn action(&mut self, offer: &Offer) -> Option<(Tier, u32)> {
        let entry = offer.action.entry();
        if offer.keys.iter().any(|keys| keys == self.text) || entry.id == self.text {
            return Some((Tier::Exact, u32::MAX));
        }
        let by_name = self.name(&format!("{} {}", entry.name, entry.id));
        by_name.or_else(|| {
            let help = entry.help.to_lowercase();
            self.words.iter().all(|word| help.contains(word)).then_some((Tier::Described, 0))
        })
    }

    fn name(&mut self, name: &str) -> Option<(Tier, u32)> {
        let haystack = Utf32Str::new(name, &mut self.buffer);
        let score = self.pattern.score(haystack, &mut self.matcher)?;
        let lowered = name.to_lowercase();
        let parts = lowered.split([' ', '-', ',']);
        let begins = |word: &String| parts.clone().any(|part| part.starts_with(word));
        let all = self.words.iter().all(begins);
        // What begins with the text comes before what only has it somewhere.
        let first = lowered.starts_with(&self.words.join(" "));
        let bonus = if first { 10_000 } else { 0 };
        Some((if all { Tier::Named } else { Tier::Alike }, score + bonus))
    }
}
