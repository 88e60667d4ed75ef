//! Commands: what a person or rule wants done. Each is one operation.

use chrono::NaiveDate;

use crate::{
    ClientId, Crew, EntityRef, HoldReason, InvoiceStatus, JobId, Moment, Outcome, PartLine, Record, Slot,
    Span, Term, VerifiedBy, VisitId,
};

/// What becomes of a told window when its visit moves out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WindowChoice {
    /// Not decided: the move is refused with the question.
    #[default]
    Ask,
    /// The window stays as told; the visit will be marked late or delayed.
    Keep,
    /// The window moves along; the client is not told yet, so the visit is unconfirmed again.
    Shift,
    /// The client was told the new window: a re-promise is recorded.
    Promise,
}

/// A new place in the plan for a visit; what is none stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placement {
    /// When.
    pub slot: Option<Slot>,
    /// Who.
    pub crew: Option<Crew>,
}

/// A new place in the plan for one of several visits that are arranged together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// Which visit.
    pub visit: VisitId,
    /// Where it goes; none sends it to the tray.
    pub placement: Option<Placement>,
    /// What becomes of a told window that it leaves.
    pub choice: WindowChoice,
}

/// A job to be added, with the first places of its visits.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// The job; its explicit facts must be unset.
    pub job: crate::Job,
    /// One visit for each; empty means one visit in the tray.
    pub placements: Vec<Placement>,
}

/// A client to be added with what belongs to it; their `client` fields are filled in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewClient {
    /// The client.
    pub client: crate::Client,
    /// Its people.
    pub contacts: Vec<crate::Contact>,
    /// Its sites.
    pub sites: Vec<crate::Site>,
}

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Adds a record of any kind but job and visit, which have their own commands.
    Add(Record),
    /// Replaces what may be edited of a record.
    Edit(EntityRef, Record),
    /// Removes a record that nothing else uses.
    Remove(EntityRef),
    /// Adds a client with its contacts and sites.
    AddClient(Box<NewClient>),
    /// Gives everything of one client to the other and removes the one (see [`crate::merged_client`]).
    MergeClients {
        /// Who stays.
        keep: ClientId,
        /// Who goes.
        gone: ClientId,
        /// What the one that stays becomes.
        merged: Box<crate::Client>,
    },
    /// Adds a job with its visits.
    AddJob(Box<NewJob>),
    /// Adds another visit to a job, with its purpose.
    AddVisit(JobId, Placement, u32, String),
    /// Gives a visit a slot, and a crew when one is named (a first slot, or a typed date).
    Schedule(VisitId, Placement, WindowChoice),
    /// Gives a visit a crew.
    Assign(VisitId, Crew),
    /// Takes the crew off a visit.
    Unassign(VisitId),
    /// Changes slot, length or crew of a visit that has a slot.
    Move(VisitId, Placement, WindowChoice),
    /// Puts several visits in new places at once, with what it is for ("Committed draft Tuesday"): the rules
    /// are asked about the places they have in the end, not about those on the way.
    Arrange(Vec<Arrangement>, String),
    /// Takes slot and crew off a visit: back to the tray.
    ToTray(VisitId),
    /// Returns a visit that has gone ahead to planned, with a new slot or none.
    Reschedule(VisitId, Option<Slot>),
    /// The client agreed to the window, as of a moment.
    Confirm(VisitId, Moment),
    /// The technician was given the visit.
    Dispatch(VisitId, Moment),
    /// The technician set off.
    EnRoute(VisitId, Moment),
    /// The technician arrived.
    Arrive(VisitId, Moment),
    /// The visit is over.
    Finish(VisitId, Moment, Outcome),
    /// The visit is called off, with the reason.
    CancelVisit(VisitId, String),
    /// Sets or lifts the pin.
    Pin(VisitId, bool),
    /// The job waits.
    Hold {
        /// Which job.
        job: JobId,
        /// Why.
        reason: HoldReason,
        /// Who looks after it.
        owner: String,
        /// When to look again.
        look_again: NaiveDate,
        /// More in words.
        note: String,
    },
    /// The job no longer waits.
    Release(JobId),
    /// The client was told something.
    Promise(JobId, Term),
    /// Answers the checklist line of that place (from 0); none takes the answer back.
    Answer(JobId, usize, Option<String>),
    /// Declares the job complete.
    Complete {
        /// Which job.
        job: JobId,
        /// What was done.
        outcome: String,
        /// Parts used; none when nobody has said.
        parts: Option<Vec<PartLine>>,
        /// When the work was complete.
        at: Moment,
    },
    /// Confirms that the obligation was met.
    Verify(JobId, VerifiedBy),
    /// Marks where the bill stands.
    MarkInvoice(JobId, InvoiceStatus),
    /// Closes the job for good.
    Close(JobId),
    /// Takes back closing, verification and completion, or cancellation, with the reason.
    Reopen(JobId, String),
    /// Calls the job off, with the reason and who asked.
    CancelJob(JobId, String, String),
    /// Gives the job a label of the business's own under its present stage; none takes it off.
    SetSubstatus(JobId, Option<String>),
    /// Puts tags on a record, and takes others off it.
    Retag(EntityRef, Vec<String>, Vec<String>),
    /// Writes a note about a record.
    Note(EntityRef, String),
    /// Brings records in from elsewhere, made or changed, as one operation (see [`Brought`]).
    Import(Vec<Brought>, String),
    /// Commits a draft: everything it holds, on the plan as it is now.
    CommitDraft(Box<crate::DraftPlan>),
    /// Makes the records of a source what it says now, as one operation.
    Sync(Box<Synced>),
    /// Several commands as one operation: all or none.
    Batch(Vec<Command>),
}

impl Command {
    /// Several commands as one operation; one alone stays itself.
    #[must_use]
    pub fn all(mut commands: Vec<Command>) -> Command {
        if commands.len() == 1 { commands.remove(0) } else { Command::Batch(commands) }
    }
}

/// One record brought in by an import; its id was taken from the context's [`crate::NextIds`] for a new one.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// Its id.
    pub entity: EntityRef,
    /// What it is to be.
    pub record: Record,
}

/// What a source says now.
#[derive(Debug, Clone, PartialEq)]
pub struct Synced {
    /// The records that are made or changed.
    pub brought: Vec<Brought>,
    /// Those of its records that it no longer has.
    pub gone: Vec<EntityRef>,
    /// What it was, for the summary: “busy times of Dana from roster.ics: 3 new”.
    pub what: String,
}

/// The window of a visit that starts then, of so many minutes. What a client is told begins on full five minutes: at
/// the start, or just before it.
pub fn arrival_window(start: Moment, minutes: u32) -> Option<Span> {
    let early = start.timestamp().rem_euclid(5 * 60);
    let begin =
        if early < i64::from(minutes) * 60 { start - chrono::Duration::seconds(early) } else { start };
    Span::of_minutes(begin, minutes)
}
