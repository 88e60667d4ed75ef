//! Jobs: one obligation each.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ClientId, Crew, ExternalId, Fields, Moment, Money, PartLine, Promise, ServiceId, SiteId, Span, Substatus,
    Term, Visit,
};

/// How soon it matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// When there is room.
    Low,
    /// In its turn.
    #[default]
    Normal,
    /// Before its turn.
    High,
    /// Now.
    Urgent,
}

impl Priority {
    /// Every priority, lowest first.
    pub const ALL: [Priority; 4] = [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Priority::Low => "low",
            Priority::Normal => "normal",
            Priority::High => "high",
            Priority::Urgent => "urgent",
        }
    }
}

/// Where the bill stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStatus {
    /// Not yet asked for.
    #[default]
    NotInvoiced,
    /// Sent.
    Invoiced,
    /// Settled.
    Paid,
    /// Nothing to bill, such as work under warranty.
    NotBillable,
}

impl InvoiceStatus {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            InvoiceStatus::NotInvoiced => "not invoiced",
            InvoiceStatus::Invoiced => "invoiced",
            InvoiceStatus::Paid => "paid",
            InvoiceStatus::NotBillable => "not billable",
        }
    }

    /// Whether nothing is owed on it any more.
    pub fn is_settled(self) -> bool {
        match self {
            InvoiceStatus::Paid | InvoiceStatus::NotBillable => true,
            InvoiceStatus::NotInvoiced | InvoiceStatus::Invoiced => false,
        }
    }
}

/// Why a job waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// Parts are missing.
    Parts,
    /// The client decides.
    Client,
    /// Nobody can get in.
    Access,
    /// The weather forbids.
    Weather,
    /// The account is stopped.
    Credit,
}

impl HoldReason {
    /// Every reason.
    pub const ALL: [HoldReason; 5] =
        [HoldReason::Parts, HoldReason::Client, HoldReason::Access, HoldReason::Weather, HoldReason::Credit];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            HoldReason::Parts => "parts",
            HoldReason::Client => "client",
            HoldReason::Access => "access",
            HoldReason::Weather => "weather",
            HoldReason::Credit => "credit",
        }
    }
}

/// A hold: why, whose, and when to look again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hold {
    /// Why it waits.
    pub reason: HoldReason,
    /// Who looks after it.
    pub owner: String,
    /// The local date on which to look again.
    pub look_again: NaiveDate,
    /// More in words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Since when.
    pub at: Moment,
}

/// A line of the job's checklist with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckLine {
    /// What to check or do.
    pub text: String,
    /// Whether the job cannot be completed without an answer.
    pub required: bool,
    /// The answer, when given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// That the job was declared complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Completion {
    /// When the work was complete.
    pub at: Moment,
    /// Who said so.
    pub by: String,
    /// What was done; never empty.
    pub outcome: String,
    /// Parts used; empty means that none were, and that this was said.
    pub parts: Vec<PartLine>,
}

/// Who or what confirmed that the obligation was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerifiedBy {
    /// The client said so.
    Client,
    /// The dispatcher, by this check, such as "photos seen".
    Check(String),
}

/// That the obligation was confirmed as met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// When.
    pub at: Moment,
    /// Who recorded it.
    pub by: String,
    /// On whose word.
    pub how: VerifiedBy,
}

/// That the job was cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JobCancellation {
    /// When.
    pub at: Moment,
    /// Who recorded it.
    pub by: String,
    /// Why; never empty.
    pub reason: String,
    /// Who asked for it, such as "client"; never empty.
    pub asked_by: String,
}

/// A soft guard that was overridden, kept on the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Override {
    /// The rule's id, such as `clash`.
    pub rule: String,
    /// What the rule said.
    pub sentence: String,
    /// The planned moments of the visit it was given for; none for a job, a visit without a slot and on
    /// records from before they were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Span>,
    /// The crew it was given for; none as with the slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crew: Option<Crew>,
    /// Why it was overridden; never empty.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl Override {
    /// Whether the visit's slot and crew are still the ones it was given for.
    pub fn is_given_for(&self, visit: &Visit) -> bool {
        self.slot == visit.span() && self.crew == visit.crew
    }
}

/// One obligation: what was agreed with a client for a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Job {
    /// Whose job.
    pub client: ClientId,
    /// Where; a job may be agreed before its site is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// What, in one line; never empty.
    pub title: String,
    /// More in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Price-book entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<ServiceId>,
    /// Skills asked for beside those of its services.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<crate::Skill>,
    /// How soon it matters.
    #[serde(default)]
    pub priority: Priority,
    /// When the agreement was made.
    #[serde(deserialize_with = "crate::moment::read")]
    pub agreed_at: Moment,
    /// Expected length of the work in minutes, when it differs from its services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_minutes: Option<u32>,
    /// The times in which the client can have us; empty when any time will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offered: Vec<Span>,
    /// Where parts wait that are to be collected before the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collect_at: Option<SiteId>,
    /// How long calling for them takes in minutes, when it differs from the usual quarter of an hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collect_minutes: Option<u32>,
    /// What the client was told, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise>,
    /// Checklist with answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<CheckLine>,
    /// Price agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Where the bill stands.
    #[serde(default)]
    pub invoice: InvoiceStatus,
    /// Free labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where the record came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
    /// Values of the fields that the business added, by their ids.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// A label of the business's own, and the stage under which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substatus: Option<Substatus>,
    /// Set while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// Set once it was declared complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<Completion>,
    /// Set once it was verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// Set once it was closed.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::moment::read_option"
    )]
    pub closed_at: Option<Moment>,
    /// Set once it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancellation: Option<JobCancellation>,
    /// Soft guards that were overridden, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
}

impl Job {
    /// A bare job: a client, a title and the time of the agreement.
    pub fn new(client: ClientId, title: impl Into<String>, agreed_at: Moment) -> Self {
        Job {
            client,
            site: None,
            title: title.into(),
            description: String::new(),
            services: Vec::new(),
            skills: Vec::new(),
            priority: Priority::Normal,
            agreed_at,
            duration_minutes: None,
            offered: Vec::new(),
            collect_at: None,
            collect_minutes: None,
            promises: Vec::new(),
            checklist: Vec::new(),
            price: None,
            invoice: InvoiceStatus::NotInvoiced,
            tags: Vec::new(),
            external: Vec::new(),
            fields: Fields::new(),
            substatus: None,
            hold: None,
            completion: None,
            verification: None,
            closed_at: None,
            cancellation: None,
            overrides: Vec::new(),
        }
    }

    /// The promise that breaches are counted against.
    pub fn first_promise(&self) -> Option<&Promise> {
        self.promises.first()
    }

    /// What the client was told last.
    pub fn current_term(&self) -> Option<&Term> {
        self.promises.last().map(|promise| &promise.term)
    }

    /// The last telling of an arrival window: the window and when it was told.
    pub fn last_window(&self) -> Option<(Span, Moment)> {
        self.promises.iter().rev().find_map(|promise| match promise.term {
            Term::Window(window) => Some((window, promise.at)),
            Term::By(_) => None,
        })
    }

    /// The last telling of a due-by.
    pub fn last_due(&self) -> Option<Moment> {
        self.promises.iter().rev().find_map(|promise| match promise.term {
            Term::By(due) => Some(due),
            Term::Window(_) => None,
        })
    }

    /// What still stands of what the client was told: the last window and the last due-by. One does not
    /// take back the other: somebody comes in the window, and the work is done by the due time.
    pub fn standing_terms(&self) -> impl Iterator<Item = Term> {
        let window = self.last_window().map(|(window, _)| Term::Window(window));
        window.into_iter().chain(self.last_due().map(Term::By))
    }
}
