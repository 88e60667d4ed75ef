//! Values put in the place of others, when they were given.

use chrono::NaiveDate;
use domain::Skill;

use crate::desk::{Desk, skill_of};
use crate::failure::Result;
use crate::session::text_of;

/// Puts a text in the place of another, when one was given.
pub(crate) fn put(field: &mut String, value: Option<&String>) {
    if let Some(value) = value {
        value.trim().clone_into(field);
    }
}

/// As [`put`], for longer texts: `-` is standard input.
pub(crate) fn put_text(field: &mut String, value: Option<&String>) -> Result<()> {
    if let Some(value) = value {
        text_of(value)?.trim().clone_into(field);
    }
    Ok(())
}

/// The list that replaces another: the values that are not empty, each once. One empty value empties it.
pub(crate) fn list_of(values: &[String]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for value in values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()) {
        if !list.iter().any(|other| other == value) {
            list.push(value.to_owned());
        }
    }
    list
}

/// Puts a list in the place of another, when one was given.
pub(crate) fn put_list(field: &mut Vec<String>, values: &[String]) {
    if !values.is_empty() {
        *field = list_of(values);
    }
}

/// Skills with their levels: `gas`, `gas:3`.
pub(crate) fn put_skills(field: &mut Vec<Skill>, values: &[String]) -> Result<()> {
    if !values.is_empty() {
        *field = list_of(values).iter().map(|skill| skill_of(skill)).collect::<Result<_>>()?;
    }
    Ok(())
}

/// A day as it was said; “none” takes it away.
pub(crate) fn put_date(field: &mut Option<NaiveDate>, value: Option<&String>, desk: &Desk) -> Result<()> {
    if let Some(text) = value {
        *field = if text.eq_ignore_ascii_case("none") { None } else { Some(desk.date(text)?) };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_replace_and_an_empty_value_empties() {
        let mut tags = vec!["old".to_owned()];
        put_list(&mut tags, &[]);
        assert_eq!(tags, ["old"]);
        put_list(&mut tags, &["vip".to_owned(), " vip ".to_owned(), "gas".to_owned()]);
        assert_eq!(tags, ["vip", "gas"]);
        put_list(&mut tags, &[String::new()]);
        assert!(tags.is_empty());
    }
}
