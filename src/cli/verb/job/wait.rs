//! `job hold` and `job promise`.

use clap::{Args, ValueEnum};
use domain::{Command, HoldReason};

use crate::args::Change;
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

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
    /// The job
    job: String,
    /// Why it waits
    #[arg(required_unless_present = "reason_option", conflicts_with = "reason_option")]
    reason: Option<ReasonArg>,
    /// Why it waits
    #[arg(long = "reason", id = "reason_option", hide = true)]
    reason_option: Option<ReasonArg>,
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
    change: Change,
}

impl Hold {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let job = desk.job(&self.job)?;
        // The parser requires one of the two; parts are what jobs wait for most.
        let reason = self.reason.or(self.reason_option).map_or(HoldReason::Parts, Into::into);
        let owner = self.owner.unwrap_or_else(|| desk.app.actor().to_owned());
        let look_again = desk.date(&self.until)?;
        let command = Command::Hold { job, reason, owner, look_again, note: self.note };
        desk.change(command, &[job.into()], &self.change)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Promise {
    /// The job
    job: String,
    /// The arrival window that was told, such as “fri 2-4pm” or “tmw am”
    #[arg(required = true)]
    window: Vec<String>,
    /// It is the time by which the work is done, not a window
    #[arg(long)]
    by: bool,
    #[command(flatten)]
    change: Change,
}

impl Promise {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let job = desk.job(&self.job)?;
        let term = desk.term(&self.window.join(" "), self.by)?;
        desk.change(Command::Promise(job, term), &[job.into()], &self.change)
    }
}
