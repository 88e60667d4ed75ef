//! What to call people where room is short.

use std::collections::BTreeMap;

/// Gives each name in its shortest form that no other has: the first name, else with the initial of the last
/// (`Dana F`) or its number (`Van 12`), else the whole.
pub(super) fn short_names(names: &[&str]) -> Vec<String> {
    let firsts: Vec<&str> = names.iter().map(|name| first(name)).collect();
    let longer: Vec<String> = names.iter().map(|name| initialled(name)).collect();
    let (of_first, of_longer) = (counted(&firsts), counted(&longer));
    let shortest =
        |((name, short), longer): ((&&str, &&str), &String)| match (of_first[short], of_longer[longer]) {
            (1, _) => (*short).to_owned(),
            (_, 1) => longer.clone(),
            (_, _) => (*name).to_owned(),
        };
    names.iter().zip(&firsts).zip(&longer).map(shortest).collect()
}

fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

fn initialled(name: &str) -> String {
    let last = name.split_whitespace().skip(1).last().unwrap_or_default();
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
    let kept: String = last.chars().take(if is_number { last.len() } else { 1 }).collect();
    if kept.is_empty() { first(name).to_owned() } else { format!("{} {kept}", first(name)) }
}

/// How often each is there.
fn counted<T: Ord>(texts: &[T]) -> BTreeMap<&T, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_that_two_have_gets_an_initial() {
        let names = ["Dana Fox", "Ravi Patel", "Dana van Keller", "Dana", "Sam Hill", "Sam Hall", "  "];
        let short = ["Dana F", "Ravi", "Dana K", "Dana", "Sam Hill", "Sam Hall", ""];
        assert_eq!(short_names(&names), short);
        assert_eq!(short_names(&["Big Van 1", "Big Van 12", "Car 3"]), ["Big 1", "Big 12", "Car"]);
    }
}
