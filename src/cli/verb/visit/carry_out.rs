//! `visit confirm`, `dispatch`, `en-route`, `on-site`, `done` and `cancel`.

use clap::{Args, ValueEnum};
use domain::{Command, Moment, Outcome, VisitId};

use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::several::SeveralChange;

#[derive(Debug, Args)]
pub(crate) struct Timed {
    /// The visits
    #[arg(required = true)]
    visits: Vec<String>,
    /// When it happened [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[command(flatten)]
    several: SeveralChange,
}

impl Timed {
    pub(super) fn run(self, session: &Session, command: fn(VisitId, Moment) -> Command) -> Result<Answer> {
        let mut desk = session.open()?;
        let at = desk.at(self.at.as_deref())?;
        desk.change_named(Desk::visit, &self.visits, |id| command(id, at), &self.several)
    }
}

/// What came of a visit, as arguments name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutcomeArg {
    /// The work of this visit was done
    Completed,
    /// A return is needed for what is left (--left)
    Partial,
    /// Nobody could get in
    #[value(alias = "no_access")]
    NoAccess,
    /// The work could not be done (--reason)
    #[value(alias = "cannot_complete")]
    CannotComplete,
}

#[derive(Debug, Args)]
pub(crate) struct Done {
    /// The visits
    #[arg(required = true)]
    visits: Vec<String>,
    /// What came of it
    #[arg(long, default_value = "completed")]
    outcome: OutcomeArg,
    /// What is left, for a partial outcome
    #[arg(long, value_name = "TEXT", required_if_eq("outcome", "partial"))]
    left: Option<String>,
    /// Why it could not be completed
    #[arg(long, value_name = "TEXT", required_if_eq("outcome", "cannot-complete"))]
    reason: Option<String>,
    /// When it was over [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[command(flatten)]
    several: SeveralChange,
}

impl Done {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let outcome = self.outcome()?;
        let mut desk = session.open()?;
        let at = desk.at(self.at.as_deref())?;
        desk.change_named(
            Desk::visit,
            &self.visits,
            |id| Command::Finish(id, at, outcome.clone()),
            &self.several,
        )
    }

    fn outcome(&self) -> Result<Outcome> {
        let strange = |option: &str, outcome: &str| {
            let message = format!("--{option} belongs to --outcome {outcome}");
            Err(Failure::usage(
                option,
                message,
                format!("say --outcome {outcome} too, or leave --{option} out"),
            ))
        };
        match (self.outcome, &self.left, &self.reason) {
            (OutcomeArg::Partial, Some(left), None) => Ok(Outcome::Partial { left: left.clone() }),
            (OutcomeArg::CannotComplete, None, Some(reason)) => {
                Ok(Outcome::CannotComplete { reason: reason.clone() })
            }
            (OutcomeArg::Completed, None, None) => Ok(Outcome::Completed),
            (OutcomeArg::NoAccess, None, None) => Ok(Outcome::NoAccess),
            (OutcomeArg::CannotComplete | OutcomeArg::Completed | OutcomeArg::NoAccess, Some(_), _) => {
                strange("left", "partial")
            }
            (OutcomeArg::Partial | OutcomeArg::Completed | OutcomeArg::NoAccess, _, Some(_)) => {
                strange("reason", "cannot-complete")
            }
            // The parser requires the option that belongs to the outcome; both of these are its cases.
            (OutcomeArg::Partial, None, None) => {
                Err(Failure::usage("left", "nothing says what is left", "say it with --left"))
            }
            (OutcomeArg::CannotComplete, None, None) => {
                Err(Failure::usage("reason", "nothing says why", "say it with --reason"))
            }
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Cancel {
    /// The visits
    #[arg(required = true)]
    visits: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    several: SeveralChange,
}

impl Cancel {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        desk.change_named(
            Desk::visit,
            &self.visits,
            |id| Command::CancelVisit(id, self.reason.clone()),
            &self.several,
        )
    }
}
