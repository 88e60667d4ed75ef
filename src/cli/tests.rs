use clap::CommandFactory;
use clap::error::ErrorKind;

use super::*;
use crate::args::Verb;

fn parse_words(line: &str) -> std::result::Result<Args, clap::Error> {
    let words: Vec<OsString> =
        std::iter::once("truckroll").chain(line.split(' ')).map(OsString::from).collect();
    parse(&words).map(|(args, _)| args)
}

#[test]
fn the_arguments_are_sound() {
    Args::command().debug_assert();
}

#[test]
fn words_of_a_time_or_a_line_need_no_quotes() {
    for line in [
        "job schedule J-1 tmw 9am --technician dana --for 2h --days 3",
        "job schedule J-1 --technician dana fri 2-4pm --window shift",
        "job add boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent :: key under mat",
        "job add --client Kerr --title Leak --when tmw",
        "visit move V-1 --later 30m --window keep",
        "visit done V-1 V-2 --at 10:31",
        "visit done J-1 --outcome partial --left tap",
        "job check J-1 2 1.4 bar",
        "job note J-1 -",
        "job verify J-1 J-2 --check photos",
        "day fri",
        "week next tue",
        "month 25 dec",
        "log --since O-12 --entity J-1",
        "site add Kerr --position -33.9,18.4",
        "import clients - --map Name=name --dry-run --yes",
        "--json --now 2026-11-24T09:00:00Z undo O-3",
        "board --stage to-schedule --stage on_hold",
    ] {
        if let Err(error) = parse_words(line) {
            panic!("{line}: {error}");
        }
    }
}

/// The words of a line of the shell, those in single quotes whole.
fn words_of(line: &str) -> Vec<OsString> {
    let parts = line.split('\'').enumerate();
    let words = parts.flat_map(
        |(place, part)| {
            if place % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }
        },
    );
    words.map(OsString::from).collect()
}

/// The examples in the help of a verb and of those below it.
fn examples(command: &clap::Command) -> Vec<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let own = help.lines().map(str::trim).filter(|line| line.starts_with("truckroll ")).map(str::to_owned);
    own.chain(command.get_subcommands().flat_map(examples)).collect()
}

#[test]
fn the_examples_in_help_are_sound() {
    let all = examples(&Args::command());
    assert!(all.len() > 15, "{all:?}");
    for line in all {
        if let Err(error) = parse(&words_of(&line)) {
            panic!("{line}: {error}");
        }
    }
}

/// What each verb says of itself among those beside it, and the same of the verbs below.
fn abouts(command: &clap::Command, path: &str, found: &mut Vec<(String, String)>) {
    for below in command.get_subcommands() {
        let path = format!("{path} {}", below.get_name());
        let about = below.get_about().map(ToString::to_string).unwrap_or_default();
        found.push((path.clone(), about));
        abouts(below, &path, found);
    }
}

#[test]
fn every_verb_says_in_its_help_what_it_does_itself() {
    let mut all = Vec::new();
    abouts(&Args::command(), "truckroll", &mut all);
    assert!(all.len() > 80, "{all:?}");
    let whole = Args::command().get_about().map(ToString::to_string).unwrap_or_default();
    for (path, about) in &all {
        assert!(!about.is_empty() && *about != whole, "{path} says nothing of its own: {about:?}");
        let (above, _) = path.rsplit_once(' ').expect("a verb stands below another");
        let beside = |(other, _): &&(String, String)| {
            other != path && other.rsplit_once(' ').is_some_and(|(of, _)| of == above)
        };
        let same = all.iter().filter(beside).find(|(_, said)| said == about);
        assert_eq!(same, None, "{path} says the same as another");
        let words: Vec<&str> = path.split(' ').chain(["--help"]).collect();
        let help = parse(&words_of(&words.join(" "))).map(|_| ()).expect_err("help is shown").to_string();
        // Long ones are wrapped.
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(help.starts_with(about.as_str()), "{path} --help does not say {about:?}: {help}");
    }
}

#[test]
fn what_cannot_be_is_a_usage_error() {
    for line in [
        "job lsit",
        "job add",
        "job add --client Kerr",
        "job add leak, Kerr --client Kerr --title leak",
        "job hold J-1",
        "job hold J-1 parts",
        "job verify J-1",
        "job verify J-1 --by-client --check photos",
        "visit done V-1 --outcome partial",
        "visit done V-1 --outcome cannot-complete",
        "visit assign V-1",
        "visit move V-1 --later 30m --earlier 30m",
        "client edit Kerr --active --inactive",
        "job list --stage nowhere",
        "job list --limit 0",
        "--now yesterday today",
        "invoice mark J-1 forgotten",
    ] {
        let error = parse_words(line).map(|_| ()).expect_err(line);
        assert!(!matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion), "{line}");
    }
}

#[test]
fn globals_may_stand_after_the_verb_and_the_store_on_the_line_is_told_from_the_environment() {
    let args = parse_words("job show J-1 --json --db /tmp/x.db --as Dana").unwrap();
    assert!(args.globals.json && args.globals.db_is_said);
    assert_eq!(args.globals.actor.as_deref(), Some("Dana"));
    assert!(matches!(args.verb, Some(Verb::Job(_))));
    assert!(!parse_words("today").unwrap().globals.db_is_said);
}

#[test]
fn without_a_verb_the_globals_are_the_same_and_help_is_that_of_the_whole() {
    let args = parse_words("--json --db /tmp/x.db --now 2026-11-24T09:00:00Z").unwrap();
    assert!(args.verb.is_none() && args.globals.json && args.globals.db_is_said);
    let error = parse_words("--help").map(|_| ()).expect_err("help is no screen");
    assert!(error.to_string().contains("completions"), "{error}");
    assert_eq!(parse_words("-V").map(|_| ()).expect_err("nor is this").kind(), ErrorKind::DisplayVersion);
    assert!(parse_words("--jsn").map(|_| ()).expect_err("a mistake").to_string().contains("--json"));
}

#[test]
fn every_verb_says_what_it_does() {
    fn look(command: &clap::Command) {
        assert!(command.get_about().is_some(), "{} has no help", command.get_name());
        for argument in command.get_arguments() {
            let said = argument.get_help().is_some();
            assert!(said, "{} {} has no help", command.get_name(), argument.get_id());
        }
        command.get_subcommands().for_each(look);
    }
    let mut command = Args::command();
    command.build();
    command.get_subcommands().filter(|verb| verb.get_name() != "help").for_each(look);
}
