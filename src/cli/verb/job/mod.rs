//! `job`: what was agreed with a client.

mod add;
mod check;
mod fields;
mod finish;
mod list;
mod schedule;
mod show;
mod substatus;
mod wait;
mod why;

use clap::{Args, Subcommand};
use domain::{Command, EntityKind, JobId};

use super::record;
use crate::args::Change;
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;
use crate::several::SeveralChange;
use crate::verb::note::Note;
use crate::verb::tag::Tag;

pub(super) use finish::{Invoice, mark_invoice};
pub(super) use list::table;
pub(super) use schedule::{WINDOWS, Who};
pub(super) use show::say_notes;

/// What can be done with jobs.
#[derive(Debug, Subcommand)]
pub(crate) enum JobVerb {
    /// Add a job, in one line or by its fields
    Add(Box<add::Add>),
    /// The jobs that pass a filter, newest first
    List(Box<list::List>),
    /// Everything about a job
    Show(show::Show),
    /// Change what was agreed
    Edit(Box<add::Edit>),
    /// Remove a job that was added by mistake, with its visits; one that was promised or begun is cancelled instead
    Remove(Remove),
    /// Give the visit of a job a time and a technician
    Schedule(schedule::Schedule),
    /// Let a job wait, with a reason, an owner and a date to look again
    Hold(wait::Hold),
    /// Let jobs wait no longer
    Release(Several),
    /// Declare a job complete
    Complete(finish::Complete),
    /// Confirm that what was agreed was done
    Verify(finish::Verify),
    /// Close jobs for good
    Close(Several),
    /// Take back that a job was completed, closed or cancelled
    Reopen(finish::Reopen),
    /// Call a job off
    Cancel(finish::Cancel),
    /// Write a note about jobs
    Note(Note),
    /// Put tags on jobs, or take them off; those that are not named stay
    Tag(Tag),
    /// Record what the client was told
    Promise(wait::Promise),
    /// Answer the checklist of a job, or show it
    Check(check::Check),
    /// Mark where the bill stands
    Invoice(Invoice),
    /// Give jobs a label of the business's own under their stage, or list what there is
    Substatus(substatus::Substatus),
    /// Say why a job is in its stage
    Why(why::Why),
}

/// Several jobs, as one operation.
#[derive(Debug, Args)]
pub(crate) struct Several {
    /// The jobs
    #[arg(required = true)]
    jobs: Vec<String>,
    #[command(flatten)]
    several: SeveralChange,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The job
    job: String,
    #[command(flatten)]
    change: Change,
}

impl JobVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            JobVerb::Add(add) => add.run(session),
            JobVerb::List(list) => list.run(session),
            JobVerb::Show(show) => show.run(session),
            JobVerb::Edit(edit) => edit.run(session),
            JobVerb::Remove(remove) => {
                let mut desk = session.open()?;
                let job = desk.job(&remove.job)?;
                record::remove(&mut desk, job.into(), &remove.change)
            }
            JobVerb::Schedule(schedule) => schedule.run(session),
            JobVerb::Hold(hold) => hold.run(session),
            JobVerb::Release(several) => several.run(session, Command::Release),
            JobVerb::Complete(complete) => complete.run(session),
            JobVerb::Verify(verify) => verify.run(session),
            JobVerb::Close(several) => several.run(session, Command::Close),
            JobVerb::Reopen(reopen) => reopen.run(session),
            JobVerb::Cancel(cancel) => cancel.run(session),
            JobVerb::Note(note) => note.run(session, EntityKind::Job),
            JobVerb::Tag(tag) => tag.run(session, EntityKind::Job),
            JobVerb::Promise(promise) => promise.run(session),
            JobVerb::Check(check) => check.run(session),
            JobVerb::Invoice(invoice) => invoice.run(session),
            JobVerb::Substatus(substatus) => substatus.run(session),
            JobVerb::Why(why) => why.run(session),
        }
    }
}

impl Several {
    fn run(&self, session: &Session, command: impl Fn(JobId) -> Command) -> Result<Answer> {
        let mut desk = session.open()?;
        desk.change_named(Desk::job, &self.jobs, command, &self.several)
    }
}
