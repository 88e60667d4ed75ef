//! Errors of the argument parser, and help.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ColorChoice, Error};
use domain::{visible, visible_lines};

use super::error_json;

/// Prints help, the version or a usage error; answers 0 for what was asked for and 2 otherwise.
pub(crate) fn usage(error: &Error, words: &[OsString]) -> ExitCode {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    // A closed pipe ends quietly, here too.
    if !asked && words.iter().any(|word| word == "--json") {
        let _ = io::stderr().lock().write_all(usage_json(error).as_bytes());
    } else if asked || words.iter().all(is_plain) {
        let _ = error.print();
    } else {
        // The parser repeats what was typed as it is, so there is no telling its colours from theirs.
        let _ = io::stderr().lock().write_all(visible_lines(&error.render().to_string()).as_bytes());
    }
    if asked { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

/// Whether nothing of a word could steer a terminal.
pub(super) fn is_plain(word: &OsString) -> bool {
    word.to_str().is_some_and(|word| visible(word) == word)
}

/// The envelope of a usage error.
pub(super) fn usage_json(error: &Error) -> String {
    let rendered = error.render().to_string();
    let mut parts = rendered.split("\n\n");
    let message = parts.next().unwrap_or_default().trim_start_matches("error: ").trim();
    let hints: Vec<String> = parts.map(one_line).filter(|hint| !hint.is_empty()).collect();
    let field = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(arg)) => Some(arg.as_str()),
        Some(ContextValue::Strings(args)) => args.first().map(String::as_str),
        _ => None,
    };
    error_json("usage", &one_line(message), field, &hints, None)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The parser's colour, read off before it has parsed anything.
pub(crate) fn clap_colour(words: &[OsString]) -> ColorChoice {
    let said = |value: &str| match value {
        "always" => ColorChoice::Always,
        "never" => ColorChoice::Never,
        _ => ColorChoice::Auto,
    };
    let words: Vec<&str> =
        words.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--").collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--color="));
    let apart = words.windows(2).find(|pair| pair[0] == "--color").map(|pair| pair[1]);
    let plain = words.contains(&"--plain").then_some("never");
    joined.or(apart).or(plain).map_or(ColorChoice::Auto, said)
}
