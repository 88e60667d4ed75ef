//! `completions`: what a shell needs to complete verbs, flags and their values.

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::Args as Whole;
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Which shell
    shell: Shell,
}

/// A completion script.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CompletionScript {
    /// The shell that reads it.
    shell: String,
    /// The script.
    script: String,
}

impl Completions {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        // Into memory first: the generator panics when the pipe it writes to is closed.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Whole::command(), "truckroll", &mut script);
        let script = String::from_utf8_lossy(&script).into_owned();
        if session.output.is_json() {
            let data = CompletionScript { shell: self.shell.to_string(), script };
            return session.output.answer(&data, |_| {});
        }
        Ok(Answer::verbatim(script))
    }
}
