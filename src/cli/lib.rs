//! The command line: arguments in, one answer out.
//!
//! Standard output carries the result alone, text or one JSON object; everything else goes to standard
//! error. Arguments are read whole before any store is opened, so `--version`, `--help` and `doctor`
//! work beside any file.
//!
//! This crate must not know of SQL or of the screen: it asks [`app`] and prints what it answers. The
//! screen is given to [`main`] as a closure.

mod args;
mod config;
mod desk;
mod failure;
mod hours;
mod output;
mod session;
mod verb;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{CommandFactory, FromArgMatches};

use crate::args::Args;
use crate::failure::{Failure, Result};
use crate::output::{Answer, Output};
use crate::session::{Next, Session};

pub use crate::config::{Config, ScreenConfig};
pub use crate::session::ScreenOptions;
pub use crate::verb::demo::fill_demo;
pub use crate::verb::init::business_here;

/// Runs the program: a verb, or the screen when none is given. Answers with the exit code of the contract
/// (0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 changed since seen, 6 input rejected,
/// 7 store unusable).
pub fn main(screen: impl FnOnce(ScreenOptions) -> anyhow::Result<()>) -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let args = match parse(&words) {
        Ok(args) => args,
        Err(error) => return output::usage(&error, &words),
    };
    let output = Output::of(&args.globals);
    match run(args, &output, screen) {
        Ok(answer) => output.print(&answer),
        Err(failure) => output.fail(&failure),
    }
}

fn parse(words: &[OsString]) -> std::result::Result<Args, clap::Error> {
    let command = Args::command().color(output::clap_colour(words));
    let matches = command.try_get_matches_from(words)?;
    let mut args = Args::from_arg_matches(&matches)?;
    args.globals.db_is_said = matches.value_source("db") == Some(ValueSource::CommandLine);
    Ok(args)
}

fn run(
    args: Args,
    output: &Output,
    screen: impl FnOnce(ScreenOptions) -> anyhow::Result<()>,
) -> Result<Answer> {
    let session = Session::begin(args.globals, output.clone())?;
    let next = match args.verb {
        Some(verb) => verb.run(&session)?,
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
