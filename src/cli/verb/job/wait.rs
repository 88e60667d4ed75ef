//! `job hold` and `job promise`.

use clap::Args;
use domain::{Command, EntityKind, HoldReason};

use crate::choice::{Choices, find, one_of};
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::several::{SeveralChange, split_ids};

/// Why a job waits.
const REASONS: Choices<HoldReason> = &[
    (HoldReason::Parts, "parts", "Parts are missing"),
    (HoldReason::Client, "client", "The client decides"),
    (HoldReason::Access, "access", "Nobody can get in"),
    (HoldReason::Weather, "weather", "The weather forbids"),
    (HoldReason::Credit, "credit", "The account is stopped"),
];

#[derive(Debug, Args)]
pub(crate) struct Hold {
    /// The jobs, and then why they wait: parts, client, access, weather or credit
    #[arg(value_name = "JOB|REASON", required = true)]
    words: Vec<String>,
    /// Why they wait, when it is not the last word
    #[arg(long, value_parser = one_of(REASONS))]
    reason: Option<HoldReason>,
    /// The day to look again
    #[arg(long, alias = "look-again", value_name = "DATE")]
    until: String,
    /// Who looks after it [default: who is acting]
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// More in words
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    #[command(flatten)]
    several: SeveralChange,
}

impl Hold {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let (jobs, reason) = self.jobs_and_reason()?;
        let owner = self.owner.clone().unwrap_or_else(|| desk.app.actor().to_owned());
        let look_again = desk.date(&self.until)?;
        let hold = |job| {
            let (owner, note) = (owner.clone(), self.note.clone());
            Command::Hold { job, reason, owner, look_again, note }
        };
        desk.change_named(Desk::job, jobs, hold, &self.several)
    }

    fn jobs_and_reason(&self) -> Result<(&[String], HoldReason)> {
        if let Some(reason) = self.reason {
            return Ok((&self.words, reason));
        }
        let known = REASONS.iter().map(|(_, name, _)| *name).collect::<Vec<_>>().join(", ");
        let hint = format!("reasons are {known}: truckroll job hold J-1 parts --until fri");
        match self.words.split_last() {
            Some((last, jobs)) if !jobs.is_empty() => {
                let unknown = || Failure::usage("reason", format!("“{last}” is no reason to wait"), hint);
                Ok((jobs, find(REASONS, last).ok_or_else(unknown)?))
            }
            Some(_) | None => Err(Failure::usage("reason", "nothing says why it waits", hint)),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Promise {
    /// The job; others may follow by number
    job: String,
    /// The arrival window that was told, such as “fri 2-4pm” or “tmw am”
    #[arg(required = true)]
    window: Vec<String>,
    /// It is the time by which the work is done, not a window
    #[arg(long)]
    by: bool,
    #[command(flatten)]
    several: SeveralChange,
}

impl Promise {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let (jobs, window) = split_ids(&self.job, &self.window, &[EntityKind::Job]);
        let term = desk.term(&window.join(" "), self.by)?;
        desk.change_named(Desk::job, &jobs, |job| Command::Promise(job, term), &self.several)
    }
}
