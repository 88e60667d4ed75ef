//! `job substatus`.

use clap::Args;
use domain::{Command, Stage};
use serde_json::json;

use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::several::SeveralChange;

#[derive(Debug, Args)]
pub(crate) struct Substatus {
    /// The jobs, and then the label: J-7 “waiting for landlord”; nothing lists the labels there are
    #[arg(value_name = "JOB|LABEL")]
    words: Vec<String>,
    /// Take the label off
    #[arg(long, requires = "words")]
    clear: bool,
    #[command(flatten)]
    several: SeveralChange,
}

impl Substatus {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        if self.clear {
            let mut desk = session.open()?;
            return desk.change_named(
                Desk::job,
                &self.words,
                |job| Command::SetSubstatus(job, None),
                &self.several,
            );
        }
        match self.words.split_last() {
            None => list(session),
            Some((_, [])) => {
                let mend = "name the job and its label, or --clear to take it off";
                Err(Failure::usage("label", "label: it is missing", mend))
            }
            Some((label, jobs)) => {
                let mut desk = session.open()?;
                let set = |job| Command::SetSubstatus(job, Some(label.clone()));
                desk.change_named(Desk::job, jobs, set, &self.several)
            }
        }
    }
}

/// The labels of each stage that has some.
fn list(session: &Session) -> Result<Answer> {
    let definitions = &session.config()?.definitions;
    let stages = || Stage::ALL.into_iter().filter(|stage| !definitions.substatuses_of(*stage).is_empty());
    let of_stage = |stage: Stage| json!({ "stage": stage, "labels": definitions.substatuses_of(stage) });
    let data = json!({ "substatuses": stages().map(of_stage).collect::<Vec<_>>() });
    session.output.answer(&data, |page| {
        for stage in stages() {
            page.field(stage.name(), &definitions.substatuses_of(stage).join("\n"));
        }
        if stages().next().is_none() {
            page.line("there are no labels; list them in the configuration under [substatus]: truckroll config edit");
        }
    })
}
