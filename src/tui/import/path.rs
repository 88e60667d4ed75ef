//! Paths as people type them: what they mean, and what they could go on with.

use std::fs;
use std::path::{Path, PathBuf};

use super::asked::Completion;

/// So many names are listed.
const MOST_NAMES: usize = 200;

/// The path that a text means; `home` stands for `~`.
pub(super) fn expand(text: &str, home: Option<&Path>) -> PathBuf {
    let text = text.trim();
    match (text.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home.to_owned(),
        (Some(rest), Some(home)) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(text),
    }
}

/// What a path that is being typed can go on with: the names in its folder that begin so.
pub(super) fn complete(typed: &str, home: Option<&Path>) -> Completion {
    let text = typed.trim_start();
    if text == "~" {
        return Completion { typed: typed.to_owned(), agreed: "~/".to_owned(), ..Completion::default() };
    }
    let (folder, begun) = text.rsplit_once('/').map_or(("", text), |(folder, begun)| (folder, begun));
    let slash = if text.contains('/') { "/" } else { "" };
    let looked_in = match (folder, slash) {
        ("", "") => PathBuf::from("."),
        ("", _) => PathBuf::from("/"),
        _ => expand(folder, home),
    };
    let mut names = match names_in(&looked_in, begun) {
        Ok(names) => names,
        Err(error) => {
            let problem = format!("{}: {error}", looked_in.display());
            return Completion {
                typed: typed.to_owned(),
                agreed: text.to_owned(),
                problem,
                ..Completion::default()
            };
        }
    };
    names.sort_unstable();
    let agreed = format!("{folder}{slash}{}", agreement(&names).unwrap_or(begun));
    let more = names.len().saturating_sub(MOST_NAMES);
    names.truncate(MOST_NAMES);
    Completion { typed: typed.to_owned(), agreed, names, more, problem: String::new() }
}

/// The names in a folder that begin so; hidden ones only when a dot was typed.
fn names_in(folder: &Path, begun: &str) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        // What vanished meanwhile is not there.
        let Ok(entry) = entry else { continue };
        // A name that is no text cannot be typed.
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with(begun) && (begun.starts_with('.') || !name.starts_with('.')) {
            let is_folder = entry.path().is_dir();
            names.push(if is_folder { name + "/" } else { name });
        }
    }
    Ok(names)
}

/// What all names begin with.
fn agreement(names: &[String]) -> Option<&str> {
    let (first, rest) = names.split_first()?;
    let mut end = first.len();
    for name in rest {
        let same = first.char_indices().zip(name.chars()).find(|((_, a), b)| a != b);
        let same = same.map_or(first.len().min(name.len()), |((at, _), _)| at);
        end = end.min(same);
    }
    first.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tilde_is_the_own_folder() {
        let home = Some(Path::new("/home/mia"));
        assert_eq!(expand("~/lists/a.csv", home), Path::new("/home/mia/lists/a.csv"));
        assert_eq!(expand(" ~ ", home), Path::new("/home/mia"));
        assert_eq!(expand("~dana/a.csv", home), Path::new("~dana/a.csv"), "no other's");
        assert_eq!(expand("a.csv", None), Path::new("a.csv"));
    }

    #[test]
    fn a_path_goes_on_with_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["clients.csv", "clients-old.csv", "jobs.csv", ".hidden.csv", "clé.csv", "cli é.csv"] {
            fs::write(folder.path().join(name), "Name\n").unwrap();
        }
        fs::create_dir(folder.path().join("more")).unwrap();
        let root = folder.path().display().to_string();
        let done = |typed: &str| complete(&format!("{root}/{typed}"), None);
        let agreed = |typed: &str| done(typed).agreed.strip_prefix(&format!("{root}/")).unwrap().to_owned();
        assert_eq!(agreed("clie"), "clients");
        assert_eq!(done("clients").names, ["clients-old.csv", "clients.csv"]);
        assert_eq!(agreed("j"), "jobs.csv");
        assert_eq!(agreed("m"), "more/");
        assert_eq!(agreed("cl"), "cl", "as far as they agree, on whole characters");
        assert_eq!(done("x").names, Vec::<String>::new());
        assert_eq!(done("").names.len(), 6, "hidden ones are left out");
        assert_eq!(agreed("."), ".hidden.csv");
        assert_eq!(complete("~/j", Some(folder.path())).agreed, "~/jobs.csv");
        assert_eq!(complete("~", Some(folder.path())).agreed, "~/");
        assert!(!done("nowhere/a").problem.is_empty());
    }
}
