//! Writing a filter as it would be typed: what is written reads back as the same filter.

use std::fmt::{self, Display, Formatter};

use super::Filter;

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let named = |sign: &'static str, values: &[String]| -> Vec<String> {
            values.iter().map(|value| format!("{sign}{}", quoted(value))).collect()
        };
        let stages = self.stages.iter().map(|stage| format!("stage:{}", stage.name()));
        let marks = self.marks.iter().map(|mark| format!("!{}", mark.name()));
        let priorities = self.priorities.iter().map(|priority| format!("!{}", priority.word()));
        let terms: Vec<String> = named("@", &self.technicians)
            .into_iter()
            .chain(named("#", &self.tags))
            .chain(marks)
            .chain(priorities)
            .chain(named("zone:", &self.zones))
            .chain(named("svc:", &self.services))
            .chain(stages)
            .chain(named("client:", &self.clients))
            .chain(self.words.iter().map(|word| plain(word)))
            .chain(self.without.iter().map(|term| format!("-{term}")))
            .collect();
        f.write_str(&terms.join(" "))
    }
}

/// A value after a sign: in quotes when it holds a blank or begins like a quote.
fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) || value.starts_with('"') || value.is_empty() {
        return in_quotes(value);
    }
    value.to_owned()
}

/// A word: in quotes also when it would read as something else.
fn plain(word: &str) -> String {
    let letters = word.find(|c: char| !c.is_ascii_alphabetic());
    let is_field = letters.is_some_and(|end| end > 0 && word[end..].starts_with(':'));
    if is_field || word.starts_with(['@', '#', '!', '-']) { in_quotes(word) } else { quoted(word) }
}

fn in_quotes(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}

impl Filter {
    /// A value in quotes where the line needs them.
    pub fn value(text: &str) -> String {
        quoted(text)
    }
}
