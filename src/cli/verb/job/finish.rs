//! `job complete`, `verify`, `invoice`, `reopen` and `cancel`.

use clap::Args;
use domain::{Command, EntityKind, InvoiceStatus, VerifiedBy};

use crate::choice::{Choices, one_of};
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::{Session, text_of};
use crate::several::{SeveralChange, split_ids_of_text};
use crate::verb::service::parts_of;

/// What is named by its number before a text.
const JOB: &[EntityKind] = &[EntityKind::Job];

#[derive(Debug, Args)]
pub(crate) struct Complete {
    /// The job; others may follow by number
    job: String,
    /// What was done, in a sentence; “-” reads standard input
    outcome: Vec<String>,
    /// A part that was used: washer:2; may be repeated
    #[arg(long = "part", value_name = "PART[:QUANTITY]")]
    parts: Vec<String>,
    /// No parts were used
    #[arg(long, conflicts_with = "parts")]
    no_parts: bool,
    /// When the work was complete [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[command(flatten)]
    several: SeveralChange,
}

impl Complete {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let (jobs, outcome) = split_ids_of_text(&self.job, &self.outcome, JOB, "outcome")?;
        let outcome = text_of(&outcome)?;
        let parts = parts_of(&self.parts)?;
        if parts.is_empty() && !self.no_parts {
            let hint = "name them with --part washer:2, or say --no-parts";
            return Err(Failure::usage("parts", "nobody has said which parts were used", hint));
        }
        let at = desk.at(self.at.as_deref())?;
        let parts = Some(parts);
        let complete = |job| Command::Complete { job, outcome: outcome.clone(), parts: parts.clone(), at };
        desk.change_named(Desk::job, &jobs, complete, &self.several)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The jobs
    #[arg(required = true)]
    jobs: Vec<String>,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    several: SeveralChange,
}

/// On whose word.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct How {
    /// The client said so
    #[arg(long)]
    by_client: bool,
    /// The dispatcher, by this check, such as “photos seen”
    #[arg(long, value_name = "TEXT")]
    check: Option<String>,
}

impl Verify {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let how = self.how.check.map_or(VerifiedBy::Client, VerifiedBy::Check);
        desk.change_named(Desk::job, &self.jobs, |job| Command::Verify(job, how.clone()), &self.several)
    }
}

/// Where the bill stands.
const STATUSES: Choices<InvoiceStatus> = &[
    (InvoiceStatus::NotInvoiced, "not-invoiced", "Not yet asked for"),
    (InvoiceStatus::NotInvoiced, "not_invoiced", ""),
    (InvoiceStatus::Invoiced, "invoiced", "Sent"),
    (InvoiceStatus::Paid, "paid", "Settled"),
    (InvoiceStatus::NotBillable, "not-billable", "Nothing to bill"),
    (InvoiceStatus::NotBillable, "not_billable", ""),
];

#[derive(Debug, Args)]
pub(crate) struct Invoice {
    /// The jobs
    #[arg(required = true)]
    jobs: Vec<String>,
    /// Where the bill stands
    #[arg(value_parser = one_of(STATUSES))]
    status: InvoiceStatus,
    #[command(flatten)]
    several: SeveralChange,
}

impl Invoice {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        mark_invoice(session, &self)
    }
}

/// Marks where the bill of jobs stands; `invoice mark` is the same.
pub(in crate::verb) fn mark_invoice(session: &Session, invoice: &Invoice) -> Result<Answer> {
    let mut desk = session.open()?;
    desk.change_named(
        Desk::job,
        &invoice.jobs,
        |job| Command::MarkInvoice(job, invoice.status),
        &invoice.several,
    )
}

#[derive(Debug, Args)]
pub(crate) struct Reopen {
    /// The job; others may follow by number
    job: String,
    /// Why
    #[arg(required = true)]
    reason: Vec<String>,
    #[command(flatten)]
    several: SeveralChange,
}

impl Reopen {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let (jobs, reason) = split_ids_of_text(&self.job, &self.reason, JOB, "reason")?;
        desk.change_named(Desk::job, &jobs, |job| Command::Reopen(job, reason.clone()), &self.several)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Cancel {
    /// The job; others may follow by number
    job: String,
    /// Why
    #[arg(required = true)]
    reason: Vec<String>,
    /// Who asked for it
    #[arg(long, value_name = "WHO", default_value = "client")]
    asked_by: String,
    #[command(flatten)]
    several: SeveralChange,
}

impl Cancel {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let (jobs, reason) = split_ids_of_text(&self.job, &self.reason, JOB, "reason")?;
        let cancel = |job| Command::CancelJob(job, reason.clone(), self.asked_by.clone());
        desk.change_named(Desk::job, &jobs, cancel, &self.several)
    }
}
