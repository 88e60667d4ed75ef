//! `visit add` and `visit edit`.

use clap::Args;
use domain::{Command, EntityKind, EntityRef, JobId, Placement, Visit};

use crate::args::Change;
use crate::desk::{Desk, minutes_of};
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::several::{SeveralChange, split_ids};
use crate::verb::job::Who;
use crate::verb::record::{self, put};

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The job; others may follow by number
    job: String,
    /// When, such as “tmw 9am”; without it the visit goes to the tray
    when: Vec<String>,
    #[command(flatten)]
    who: Who,
    /// What this trip is for, when it is not the whole job
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    purpose: String,
    #[command(flatten)]
    several: SeveralChange,
}

impl Add {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let (names, words) = split_ids(&self.job, &self.when, &[EntityKind::Job]);
        let jobs = desk.records(EntityKind::Job, &names)?;
        let (when, crew, length) = (words.join(" "), self.who.crew(&desk)?, self.who.length()?);
        let add = |desk: &Desk, job: EntityRef| {
            let usual = desk.app.job_card(JobId(job.id))?.line.minutes;
            let slot = if when.is_empty() { None } else { Some(desk.slot(&when, None, length, usual)?) };
            let placement = Placement { slot, crew: crew.clone() };
            let minutes = length.unwrap_or(usual);
            Ok(Command::AddVisit(JobId(job.id), placement, minutes, self.purpose.clone()))
        };
        desk.change_each(&jobs, add, &self.several)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The visit
    visit: String,
    /// What this trip is for; empty for the whole job
    #[arg(long, value_name = "TEXT")]
    purpose: Option<String>,
    /// How long it will be once it has a time, such as 2h
    #[arg(long = "for", value_name = "LENGTH")]
    length: Option<String>,
    #[command(flatten)]
    change: Change,
}

impl Edit {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id = desk.visit(&self.visit)?;
        let length = self.length.as_deref().map(minutes_of).transpose()?;
        if let Some(length) = length
            && desk.visit_record(id)?.slot.is_some()
        {
            let message = format!("{id} has a time, so its length is changed by moving it");
            let hint = format!("truckroll visit move {id} --for {length}m");
            return Err(Failure::usage("for", message, hint));
        }
        record::edit(&mut desk, id.into(), &self.change, |_, visit: &mut Visit| {
            put(&mut visit.purpose, self.purpose.as_ref());
            visit.minutes = length.unwrap_or(visit.minutes);
            Ok(())
        })
    }
}
