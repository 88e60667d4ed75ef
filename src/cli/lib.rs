//! The command line: arguments in, one answer out.
//!
//! Standard output carries the result alone, text or one JSON object; everything else goes to standard
//! error. Arguments are read whole before any store is opened, so `--version`, `--help` and `doctor`
//! work beside any file.
//!
//! This crate must not know of SQL or of the screen: it asks [`app`] and prints what it answers. The
//! screen is given to [`main`] as a closure.

mod args;
mod care;
mod choice;
mod config;
mod desk;
mod failure;
mod hours;
mod keys;
mod logbook;
mod narrow;
mod output;
#[cfg(test)]
mod schema;
mod session;
mod several;
mod verb;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

use clap::parser::ValueSource;
use clap::{CommandFactory, FromArgMatches};

use crate::args::{Args, Globals, NoVerb, Verb};
use crate::failure::{Failure, Result};
use crate::output::{Answer, Output};
use crate::session::{Next, Session};

pub use crate::config::{Config, ScreenConfig};
pub use crate::keys::{KeyLine, LineFault, ScreenFacts};
pub use crate::session::ScreenOptions;
pub use crate::verb::demo::fill_demo;
pub use crate::verb::init::business_here;

/// Runs the program: a verb, or the screen when none is given. Answers with the exit code of the contract
/// (0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 changed since seen, 6 input rejected,
/// 7 store unusable). What it knows of the screen comes in `facts`.
pub fn main(facts: ScreenFacts, screen: impl FnOnce(ScreenOptions) -> anyhow::Result<()>) -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let (args, named) = match parse(&words) {
        Ok(parsed) => parsed,
        Err(error) => return output::usage(&error, &words),
    };
    let output = Output::of(&args.globals);
    let session = match Session::begin(args.globals, output.clone(), facts) {
        Ok(session) => session,
        Err(failure) => return output.fail(&failure),
    };
    session.begin_log();
    log::info!("start {named}, truckroll {}", env!("CARGO_PKG_VERSION"));
    let begun = Instant::now();
    let ended = run(args.verb, &session, screen).map_err(|failure| failure.naming_backup(&session));
    care::log_end(&named, begun, ended.as_ref().map(drop));
    let code = match &ended {
        Ok(answer) => output.print(answer),
        Err(failure) => output.fail(failure),
    };
    care::back_up_after(&session);
    code
}

/// The folder of what is kept between runs but is no client's record; none without a home.
pub fn state_folder() -> Option<std::path::PathBuf> {
    config::Paths::find().ok().map(|paths| paths.state_folder().to_owned())
}

/// The arguments, and the words that name the verb (`job list`), for the log.
fn parse(words: &[OsString]) -> std::result::Result<(Args, String), clap::Error> {
    if let Some(globals) = parse_no_verb(words) {
        return Ok((Args { globals, verb: None }, "screen".to_owned()));
    }
    let command = Args::command().color(output::clap_colour(words));
    let matches = command.try_get_matches_from(words)?;
    let mut args = Args::from_arg_matches(&matches)?;
    args.globals.db_is_said = matches.value_source("db") == Some(ValueSource::CommandLine);
    let named = std::iter::successors(matches.subcommand(), |(_, below)| below.subcommand());
    let named: Vec<&str> = named.map(|(name, _)| name).collect();
    Ok((args, named.join(" ")))
}

/// The arguments where they name no verb and ask for no help; what is wrong with others is for the whole to say.
fn parse_no_verb(words: &[OsString]) -> Option<Globals> {
    let matches = NoVerb::command().try_get_matches_from(words).ok()?;
    let mut globals = NoVerb::from_arg_matches(&matches).ok()?.globals;
    globals.db_is_said = matches.value_source("db") == Some(ValueSource::CommandLine);
    Some(globals)
}

fn run(
    verb: Option<Verb>,
    session: &Session,
    screen: impl FnOnce(ScreenOptions) -> anyhow::Result<()>,
) -> Result<Answer> {
    let next = match verb {
        Some(verb) => verb.run(session)?,
        None => Next::Screen(Box::new(session.screen_options()?), None),
    };
    match next {
        Next::Answer(answer) => Ok(answer),
        Next::Screen(options, _throw_away) => {
            screen(*options).map_err(Failure::from_screen)?;
            Ok(Answer::nothing())
        }
    }
}

#[cfg(test)]
mod tests;
