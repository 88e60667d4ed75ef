//! `job hold` and `job promise`.

use clap::{Args, ValueEnum};
use domain::{Command, EntityKind, HoldReason};

use super::each;

use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::several::{SeveralChange, split_ids};

/// Why a job waits, as arguments name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReasonArg {
    /// Parts are missing
    Parts,
    /// The client decides
    Client,
    /// Nobody can get in
    Access,
    /// The weather forbids
    Weather,
    /// The account is stopped
    Credit,
}

impl From<ReasonArg> for HoldReason {
    fn from(reason: ReasonArg) -> Self {
        match reason {
            ReasonArg::Parts => HoldReason::Parts,
            ReasonArg::Client => HoldReason::Client,
            ReasonArg::Access => HoldReason::Access,
            ReasonArg::Weather => HoldReason::Weather,
            ReasonArg::Credit => HoldReason::Credit,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Hold {
    /// The jobs, and then why they wait: parts, client, access, weather or credit
    #[arg(value_name = "JOB|REASON", required = true)]
    words: Vec<String>,
    /// Why they wait, when it is not the last word
    #[arg(long)]
    reason: Option<ReasonArg>,
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
        each(&mut desk, jobs, hold, &self.several)
    }

    fn jobs_and_reason(&self) -> Result<(&[String], HoldReason)> {
        if let Some(reason) = self.reason {
            return Ok((&self.words, reason.into()));
        }
        let known = ReasonArg::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let known = known.map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join(", ");
        let hint = format!("reasons are {known}: truckroll job hold J-1 parts --until fri");
        match self.words.split_last() {
            Some((last, jobs)) if !jobs.is_empty() => {
                let unknown = |_| Failure::usage("reason", format!("“{last}” is no reason to wait"), hint);
                Ok((jobs, ReasonArg::from_str(last, true).map_err(unknown)?.into()))
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
        each(&mut desk, &jobs, |job| Command::Promise(job, term), &self.several)
    }
}
