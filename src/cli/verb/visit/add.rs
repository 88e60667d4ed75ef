//! `visit add` and `visit edit`.

use clap::Args;
use domain::{Command, EntityKind, JobId, Placement, Visit};

use crate::args::Change;
use crate::desk::minutes_of;
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::several::{SeveralChange, split_ids};
use crate::verb::record::{self, put};

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The job; others may follow by number
    job: String,
    /// When, such as “tmw 9am”; without it the visit goes to the tray
    when: Vec<String>,
    /// Who goes, by id or name; repeated for helpers, the first one leads
    #[arg(long = "technician", short = 't', value_name = "TECHNICIAN")]
    technicians: Vec<String>,
    /// How long it is, such as 2h
    #[arg(long = "for", value_name = "LENGTH")]
    length: Option<String>,
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
        let (when, crew) = (words.join(" "), desk.crew(&self.technicians)?);
        let length = self.length.as_deref().map(minutes_of).transpose()?;
        let mut commands = Vec::new();
        for job in jobs.iter().map(|entity| JobId(entity.id)) {
            let usual = desk.app.job_card(job)?.line.minutes;
            let slot = if when.is_empty() { None } else { Some(desk.slot(&when, None, length, usual)?) };
            let placement = Placement { slot, crew: crew.clone() };
            let minutes = length.unwrap_or(usual);
            commands.push(Command::AddVisit(job, placement, minutes, self.purpose.clone()));
        }
        desk.change_each(commands, &jobs, &self.several)
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
