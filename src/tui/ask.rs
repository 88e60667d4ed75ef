//! What the screen asks of the worker, and what comes back.

use app::view::{
    BoardView, ClientCard, ClientList, DayView, JobCard, JobLine, LogView, MonthView, TodayView, WeekView,
};
use app::{BoardQuery, Candidate, CaptureView, ColumnKey, DraftLine, FilterNames, Outcome, Place, Request};
use chrono::NaiveDate;
use domain::{
    Business, ClientId, Crew, DraftId, EntityKind, EntityRef, JobId, Mend, Refusal, Slot, Stage, Term,
    VisitId, VisitStanding,
};

/// One thing asked of the worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The business's settings.
    Business,
    /// Today at a glance.
    Today,
    /// A day of the calendar.
    Day(NaiveDate),
    /// The loads of the week that holds a date, of what passes a filter.
    Week(NaiveDate, app::Filter),
    /// The counts of the month that holds a date, of what passes a filter.
    Month(NaiveDate, app::Filter),
    /// A page of the board.
    Board(BoardQuery),
    /// All jobs of one column of the board, to be marked.
    BoardColumn(BoardQuery, ColumnKey),
    /// What can be named in a filter.
    FilterNames,
    /// The command that moves visits by the same amount.
    Shift(Vec<Target>, app::Shift),
    /// Which commands of a batch are refused, and what is left.
    Sift(Box<Request>),
    /// A page of the clients that a text finds; empty for all.
    Clients {
        /// What is searched for.
        text: String,
        /// Rows wanted.
        limit: usize,
        /// The first row wanted.
        offset: usize,
    },
    /// Everything about a job.
    Job(JobId),
    /// Everything about a client; access notes only when `true`.
    Client(ClientId, bool),
    /// How to reach these clients, behind what is to be copied with it.
    Reach(Reach, Vec<String>, Vec<ClientId>),
    /// Who could take a visit.
    Candidates(VisitId),
    /// The best times of a job or visit; outside of what the client was told too when `true`.
    Slots(app::SlotsFor, bool),
    /// What becomes of today when somebody runs so many minutes late.
    Late(LateWho, u32),
    /// What a line of capture would save.
    Capture {
        /// The line.
        line: String,
        /// The day being looked at.
        day: Option<NaiveDate>,
    },
    /// What a typed time means for a visit: a slot, or a promise.
    When {
        /// The words.
        text: String,
        /// The day being looked at.
        day: Option<NaiveDate>,
        /// Length of the visit in minutes when the words give none.
        minutes: u32,
    },
    /// How a time that is being typed reads, without doing anything with it.
    ReadTime {
        /// The words so far.
        text: String,
        /// The day being looked at.
        day: Option<NaiveDate>,
        /// Length of the visit in minutes when the words give none.
        minutes: u32,
    },
    /// Records that a text in the palette may mean.
    Locate {
        /// The text.
        text: String,
        /// Records wanted.
        limit: usize,
    },
    /// Two clients side by side: who stays, who goes.
    Merge(ClientId, ClientId),
    /// Pairs of clients that may be one.
    Duplicates,
    /// A record for a form, or none for an empty one, with the names of others.
    Entry(Option<EntityRef>, Vec<EntityRef>),
    /// A captured line as the beginning of a form.
    CapturedEntry {
        /// The line.
        line: String,
        /// The day being looked at.
        day: Option<NaiveDate>,
    },
    /// What the text in a field could become.
    Suggest {
        /// What it is to be.
        wanted: app::Wanted,
        /// The text.
        text: String,
    },
    /// The technicians or the services, to choose one.
    Book(EntityKind),
    /// The latest operations.
    Log,
    /// What happened to a record and what belongs to it, at most so many operations.
    Timeline(EntityRef, usize),
    /// What taking an operation back would do.
    UndoView(i64),
    /// Take back this operation.
    UndoOne(i64),
    /// A step of an import.
    Import(Box<crate::import::Asked>),
    /// Find the best plan of a day, on a thread beside the worker's.
    Optimise(Box<crate::optimise::Asked>),
    /// Carry out a command as one operation.
    Run(Box<Request>),
    /// Do a repair of a lateness, with a reason that overrides soft guards.
    ApplyLate(Box<app::LateRepair>, Option<String>),
    /// Put a repair of a lateness in a draft of its own and go into it, with a reason that overrides soft guards.
    DraftLate(Box<app::LateRepair>, Option<String>),
    /// Save a line of capture.
    AddCaptured {
        /// The line.
        line: String,
        /// The day being looked at.
        day: Option<NaiveDate>,
        /// A reason that overrides soft guards.
        reason: Option<String>,
    },
    /// Take back the last operation; in a draft its last step.
    Undo,
    /// Make it again.
    Redo,
    /// The drafts there are, and the one the desk is in.
    Drafts,
    /// Go into a draft, or back to the plan itself.
    EnterDraft(Option<DraftId>),
    /// Make a draft about a day and go into it.
    NewDraft(NaiveDate),
    /// What a draft would change.
    DraftDiff(DraftId),
    /// Make the plan what the draft has it to be, with a reason that overrides soft guards.
    CommitDraft(DraftId, Option<String>),
    /// Throw a draft away.
    DiscardDraft(DraftId),
    /// Take visits out of a draft.
    DropFromDraft(DraftId, Vec<VisitId>),
}

impl Ask {
    /// Whether it only reads: a later one of the same kind makes it needless.
    pub fn is_load(&self) -> bool {
        match self {
            Ask::Import(asked) => asked.only_reads(),
            Ask::UndoOne(_)
            | Ask::Run(_)
            | Ask::ApplyLate(..)
            | Ask::DraftLate(..)
            | Ask::AddCaptured { .. }
            | Ask::Undo
            | Ask::Redo
            | Ask::EnterDraft(_)
            | Ask::Optimise(_)
            | Ask::NewDraft(_)
            | Ask::CommitDraft(..)
            | Ask::DiscardDraft(_)
            | Ask::DropFromDraft(..) => false,
            Ask::Business
            | Ask::Today
            | Ask::Day(_)
            | Ask::Week(..)
            | Ask::Month(..)
            | Ask::Board(_)
            | Ask::BoardColumn(..)
            | Ask::FilterNames
            | Ask::Shift(..)
            | Ask::Sift(_)
            | Ask::Clients { .. }
            | Ask::Job(_)
            | Ask::Client(..)
            | Ask::Reach(..)
            | Ask::Candidates(_)
            | Ask::Slots(..)
            | Ask::Late(..)
            | Ask::Capture { .. }
            | Ask::When { .. }
            | Ask::ReadTime { .. }
            | Ask::Entry(..)
            | Ask::CapturedEntry { .. }
            | Ask::Suggest { .. }
            | Ask::Book(_)
            | Ask::Locate { .. }
            | Ask::Timeline(..)
            | Ask::UndoView(_)
            | Ask::Merge(..)
            | Ask::Duplicates
            | Ask::Drafts
            | Ask::DraftDiff(_)
            | Ask::Log => true,
        }
    }
}

/// What a typed time means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meant {
    /// A planned start and end, and how to say it.
    Slot(Slot, String),
    /// A promise to be told to the client, and how to say it.
    Told(Term, String),
}

/// What the worker found or did.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each variant answers the ask of its name")]
pub enum Answer {
    Business(Box<Business>),
    Today(Box<TodayView>),
    Day(Box<DayView>),
    Week(Box<WeekView>),
    Month(Box<MonthView>),
    Board(BoardView),
    /// The column, its jobs, and how many it has.
    BoardColumn(ColumnKey, Vec<JobLine>, u64),
    FilterNames(Box<FilterNames>),
    /// The command, on these targets.
    Shift(Box<domain::Command>, Vec<Target>),
    Sift(Box<app::Sifted>),
    Clients(ClientList),
    Job(Box<JobCard>),
    Client(Box<ClientCard>),
    /// What is to be copied, each once.
    Reached(Reach, Vec<String>),
    Candidates(VisitId, Vec<Candidate>),
    Slots(Box<app::SlotList>),
    Late(Box<app::LateView>),
    Capture(Box<CaptureView>),
    When(Meant),
    /// `= Wed 25 Nov 09:00–11:00`, or `? ` and what is wrong.
    ReadTime(String),
    /// The text, and the records that it may mean.
    Locate(String, Vec<Place>),
    Merge(Box<app::MergeView>),
    Duplicates(Vec<app::DuplicatePair>),
    Entry(Box<app::EntryView>),
    CapturedEntry(Box<app::CapturedEntry>),
    Suggestions(Vec<app::Suggestion>),
    Book(EntityKind, Vec<app::RecordLine>),
    Log(LogView),
    Timeline(Box<app::view::TimelineView>),
    UndoView(Box<app::view::UndoView>),
    Import(Box<crate::import::Answered>),
    Optimise(Box<crate::optimise::Told>),
    /// The one the desk is in, and all there are.
    Drafts(Option<DraftLine>, Vec<DraftLine>),
    /// The draft that the desk is in now.
    Entered(Option<DraftLine>),
    DraftDiff(Box<app::DraftDiff>),
    /// The draft that was thrown away.
    Discarded(DraftLine),
    /// An operation was stored.
    Done(Outcome),
    /// It could not be done; nothing was changed.
    Failed(Box<Failure>),
}

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// A sentence for people.
    pub message: String,
    /// What would mend it.
    pub mends: Vec<Mend>,
    /// The rule in the way, when it was one.
    pub refusal: Option<Refusal>,
}

/// An answer with the question and its place in the order of asking.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Counts up with every ask; an older answer than the newest of its kind is dropped.
    pub sequence: u64,
    /// What was asked.
    pub ask: Ask,
    /// What came of it.
    pub answer: Answer,
}

/// Who is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateWho {
    /// This one.
    Technician(domain::TechnicianId),
    /// Whoever leads this visit.
    LeadOf(VisitId),
}

/// A way to reach a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The first telephone number.
    Phone,
    /// The first e-mail address.
    Email,
}

/// Something that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// A job with all its visits.
    Job(JobId),
    /// A client with all that belongs to it.
    Client(ClientId),
    /// What happened to a record.
    History(EntityRef),
    /// What was done last.
    Log,
    /// What a draft would change.
    DraftDiff(DraftId),
}

/// What an action is about: whatever is selected, by id and as it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// The visit and its version.
    pub visit: Option<(VisitId, i64)>,
    /// Its length in minutes.
    pub minutes: u32,
    /// Whether the visit has a slot and a crew already.
    pub placed: bool,
    /// Whether the visit is pinned; `false` when only its job was seen.
    pub pinned: bool,
    /// Who goes, when that was seen.
    pub crew: Option<Crew>,
    /// The job and its version (0 when only the visit was seen).
    pub job: Option<(JobId, i64)>,
    /// The client and its version (0 when only named).
    pub client: Option<(ClientId, i64)>,
    /// The record that the row itself is about, and its version: a site, a person and equipment too.
    pub record: Option<(EntityRef, i64)>,
    /// Where the visit stands, when it was seen.
    pub standing: Option<VisitStanding>,
    /// The stage of the job, when it was seen.
    pub stage: Option<Stage>,
    /// How people call it: `V-12 Boiler no heat, Kerr`.
    pub label: String,
    /// The client's number, when it is at hand.
    pub phone: String,
    /// The client's e-mail address, when it is at hand.
    pub email: String,
    /// The site's address, when it is at hand.
    pub address: String,
}

impl Target {
    /// Whether it stands for a client and none of its jobs.
    pub fn is_client(&self) -> bool {
        self.visit.is_none() && self.job.is_none()
    }

    /// The record it is most about, for notes.
    pub fn entity(&self) -> Option<EntityRef> {
        let job = self.job.map(|(id, _)| id.into());
        let visit = self.visit.map(|(id, _)| id.into());
        job.or(visit).or(self.client.map(|(id, _)| id.into()))
    }

    /// The record whose form opens and whose number is copied: what it is called by.
    pub fn edited(&self) -> Option<EntityRef> {
        let visit = self.visit.filter(|_| !self.names_job()).map(|(id, _)| id.into());
        self.record.map(|(entity, _)| entity).or(visit).or_else(|| self.entity())
    }

    /// Whether it is called by its job, not by the visit that speaks for it.
    pub fn names_job(&self) -> bool {
        self.job.is_some_and(|(id, _)| self.label.starts_with(&format!("{id} ")))
    }

    /// What Enter opens.
    pub fn opens(&self) -> Option<Opened> {
        let client = self.client.map(|(id, _)| Opened::Client(id));
        self.job.map(|(id, _)| Opened::Job(id)).or(client)
    }
}
