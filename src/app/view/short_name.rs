//! What to call people where room is short.

/// Gives each name in its shortest form that no other has: the first name, else with the initial of the last
/// (`Dana F`) or its number (`Van 12`), else the whole.
pub(super) fn short_names(names: &[&str]) -> Vec<String> {
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let initialled = |name: &str| {
        let last = name.split_whitespace().skip(1).last().unwrap_or_default();
        let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
        let kept: String = last.chars().take(if is_number { last.len() } else { 1 }).collect();
        if kept.is_empty() { first(name) } else { format!("{} {kept}", first(name)) }
    };
    let only = |short: &str, shorten: &dyn Fn(&str) -> String| {
        names.iter().filter(|name| shorten(name) == short).count() == 1
    };
    let shortest = |name: &&str| {
        let (short, longer) = (first(name), initialled(name));
        match (only(&short, &first), only(&longer, &initialled)) {
            (true, _) => short,
            (false, true) => longer,
            (false, false) => (*name).to_owned(),
        }
    };
    names.iter().map(shortest).collect()
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
