//! A job; a new one with the time and crew of its first visit.

use domain::{Command, FieldOn, Job, JobId, NewJob, Placement, Promise, Record, Term};

use super::{custom, together};
use crate::form::codec;
use crate::form::row::Row;
use crate::form::spec::Ground;

/// A job, with what was told last and, when it is new, the place of its first visit.
#[derive(Debug, Clone, PartialEq)]
pub struct JobEntry {
    /// The job.
    pub job: Job,
    /// What the client was told last.
    pub promise: Option<Term>,
    /// When and who, for a new job.
    pub placement: Placement,
    is_new: bool,
}

impl JobEntry {
    /// A new job, as far as something is known of it.
    pub fn new(job: Job) -> Self {
        let promise = job.current_term().copied();
        JobEntry { job, promise, placement: Placement::default(), is_new: true }
    }

    /// The same, with the time and crew of its first visit.
    #[must_use]
    pub fn placed(self, placement: Placement) -> Self {
        JobEntry { placement, ..self }
    }

    pub(super) fn kept(job: Job) -> Self {
        JobEntry { is_new: false, ..JobEntry::new(job) }
    }

    pub(super) fn adds(self, ground: &Ground) -> Command {
        let told = |term| Promise { term, at: ground.now, by: ground.actor.clone() };
        let promises = self.promise.into_iter().map(told).collect();
        let job = Job { promises, agreed_at: ground.now, ..self.job };
        Command::AddJob(Box::new(NewJob { job, placements: vec![self.placement] }))
    }

    /// The record is edited; what the client is told is a promise of its own, for the first one stays.
    pub(super) fn changes(self, id: JobId, before: &JobEntry) -> Option<Command> {
        let told = self.promise.filter(|term| Some(*term) != before.promise);
        let edit = (self.job != before.job).then(|| Command::Edit(id.into(), Record::Job(self.job)));
        together(edit.into_iter().chain(told.map(|term| Command::Promise(id, term))).collect())
    }
}

type Entry = JobEntry;

pub(super) fn rows(entry: &Entry, ground: &Ground) -> Vec<Row<Entry>> {
    let mut rows = vec![
        Row::new("client", "Client", codec::client(), |r: &mut Entry| &mut r.job.client).required(),
        Row::new("site", "Site", codec::site_or_none(), |r: &mut Entry| &mut r.job.site),
        Row::new("title", "Title", codec::line(), |r: &mut Entry| &mut r.job.title)
            .required()
            .such_as("what is to be done, in a line"),
        Row::new("services", "Services", codec::services(), |r: &mut Entry| &mut r.job.services),
        Row::new("duration_minutes", "Duration", codec::length_or_none(), |r: &mut Entry| {
            &mut r.job.duration_minutes
        }),
        Row::new("priority", "Priority", codec::priority(), |r: &mut Entry| &mut r.job.priority),
        Row::new("offered", "Offered", codec::offers(), |r: &mut Entry| &mut r.job.offered),
        Row::new("promises", "Promise", codec::promise(), |r: &mut Entry| &mut r.promise),
    ];
    if entry.is_new {
        rows.extend([
            when(),
            Row::new("crew", "Technicians", codec::crew(), |r: &mut Entry| &mut r.placement.crew),
        ]);
    }
    rows.extend([
        Row::new("skills", "Skills", codec::skills(), |r: &mut Entry| &mut r.job.skills),
        Row::new("collect_at", "Collect at", codec::any_site_or_none(), |r: &mut Entry| {
            &mut r.job.collect_at
        }),
        Row::new("collect_minutes", "Collect for", codec::length_or_none(), |r: &mut Entry| {
            &mut r.job.collect_minutes
        })
        .such_as("15m; empty: a quarter of an hour"),
        Row::new("price", "Price", codec::money(), |r: &mut Entry| &mut r.job.price),
        Row::new("tags", "Tags", codec::tags(app::Wanted::Tag), |r: &mut Entry| &mut r.job.tags),
        Row::new("description", "Description", codec::lines(), |r: &mut Entry| &mut r.job.description),
        Row::new("checklist", "Checklist", codec::check_lines(), |r: &mut Entry| &mut r.job.checklist),
    ]);
    rows.extend(custom::rows(FieldOn::Job, &ground.definitions, |r: &mut Entry| &mut r.job.fields));
    rows
}

/// The time of the first visit, as long as the job says unless the words name a length; so it stands after
/// services and duration.
fn when() -> Row<Entry> {
    let as_slot = Row::new("slot", "When", codec::slot(), |r: &mut Entry| &mut r.placement.slot);
    Row::with(
        as_slot.spec,
        |r: &Entry, _| codec::say_slot(r.placement.slot.as_ref()),
        |r, text, ground| {
            let usual = minutes(&r.job, ground);
            codec::put_slot(&mut r.placement.slot, text, ground, usual)
        },
    )
}

/// The length of a job's work: its own, else the sum of its services', else the business's.
fn minutes(job: &Job, ground: &Ground) -> u32 {
    let of_services: u32 = job
        .services
        .iter()
        .filter_map(|id| ground.durations.get(id))
        .fold(0, |sum, one| sum.saturating_add(*one));
    let usual = if of_services > 0 { of_services } else { ground.business.visit_minutes };
    job.duration_minutes.unwrap_or(usual)
}
