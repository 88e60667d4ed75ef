//! What the rows and cards of a file say, before it is known which records they mean.

use chrono::NaiveDate;
use domain::{
    Address, Channel, Completion, Fields, JobCancellation, Moment, Money, Phone, Position, Priority, Promise,
    Skill, Verification,
};

/// A row or card about a client.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ClientDraft {
    /// The line it begins at.
    pub(super) line: u64,
    /// The client's id in the source.
    pub(super) key: Option<String>,
    /// The client's name; never empty.
    pub(super) name: String,
    /// The client's own numbers.
    pub(super) phones: Vec<Phone>,
    /// The client's own addresses.
    pub(super) emails: Vec<String>,
    pub(super) channel: Option<Channel>,
    pub(super) preferences: String,
    pub(super) tags: Vec<String>,
    pub(super) notes: Option<String>,
    pub(super) inactive: Option<bool>,
    /// The person at the client.
    pub(super) contact: Option<ContactDraft>,
    /// Values of the fields that the business added.
    pub(super) fields: Fields,
    pub(super) sites: Vec<SiteDraft>,
}

/// A person at a client.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ContactDraft {
    /// The person's id in the source.
    pub(super) key: Option<String>,
    /// The name; never empty.
    pub(super) name: String,
    pub(super) role: String,
    pub(super) phones: Vec<Phone>,
    pub(super) emails: Vec<String>,
}

/// A place of a client.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SiteDraft {
    /// The site's id in the source.
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) address: Address,
    pub(super) position: Option<Position>,
    pub(super) zone: String,
    pub(super) access_notes: String,
    pub(super) hazards: String,
    pub(super) parking: String,
    /// Values of the fields that the business added.
    pub(super) fields: Fields,
}

impl SiteDraft {
    /// Whether there is enough to find the place by.
    pub(super) fn says_where(&self) -> bool {
        !self.name.is_empty() || !self.address.is_empty() || self.position.is_some()
    }

    /// What to call it in a message.
    pub(super) fn label(&self) -> String {
        if self.name.is_empty() { self.address.line() } else { self.name.clone() }
    }
}

/// A row about a job.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct JobDraft {
    pub(super) line: u64,
    /// The job's id in the source; made from what the row says when it has none.
    pub(super) key: String,
    pub(super) client_key: Option<String>,
    pub(super) client: Option<String>,
    pub(super) phones: Vec<Phone>,
    pub(super) emails: Vec<String>,
    pub(super) site: SiteDraft,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    /// Names of services, or of kinds of work that the price book does not have.
    pub(super) services: Vec<String>,
    pub(super) skills: Vec<Skill>,
    pub(super) priority: Option<Priority>,
    pub(super) created: Option<Moment>,
    pub(super) minutes: Option<u32>,
    pub(super) promise: Option<Promise>,
    pub(super) price: Option<Money>,
    pub(super) tags: Vec<String>,
    pub(super) notes: Option<String>,
    /// The planned start, with its time of day.
    pub(super) start: Option<Moment>,
    pub(super) end: Option<Moment>,
    /// What is left of a planned date that names no time of day.
    pub(super) purpose: String,
    pub(super) technicians: Vec<String>,
    pub(super) technician_key: Option<String>,
    pub(super) ending: Ending,
    /// Values of the fields that the business added.
    pub(super) fields: Fields,
}

/// Whether a job of the file is over.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ending {
    /// Work is still owed.
    Open,
    /// Done, confirmed and closed.
    Closed(Completion, Verification),
    /// Called off.
    Cancelled(JobCancellation),
}

/// A row about a piece of equipment.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct EquipmentDraft {
    pub(super) line: u64,
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) make: String,
    pub(super) model: String,
    pub(super) serial: String,
    pub(super) installed: Option<NaiveDate>,
    pub(super) warranty_until: Option<NaiveDate>,
    pub(super) client_key: Option<String>,
    pub(super) client: Option<String>,
    pub(super) site: SiteDraft,
    pub(super) notes: Option<String>,
    /// Values of the fields that the business added.
    pub(super) fields: Fields,
}

/// A row about a technician.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct TechnicianDraft {
    pub(super) line: u64,
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) skills: Vec<Skill>,
    pub(super) departments: Vec<String>,
    pub(super) phones: Vec<Phone>,
    pub(super) emails: Vec<String>,
    pub(super) home: Address,
    pub(super) home_position: Option<Position>,
    pub(super) daily_limit: Option<u32>,
    pub(super) tags: Vec<String>,
    pub(super) notes: Option<String>,
    pub(super) inactive: Option<bool>,
}

/// A row about a service.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ServiceDraft {
    pub(super) line: u64,
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) scope: String,
    pub(super) exclusions: String,
    pub(super) conditions: String,
    pub(super) minutes: Option<u32>,
    pub(super) skills: Vec<Skill>,
    pub(super) crew_size: Option<u32>,
    pub(super) price: Option<Money>,
    pub(super) inactive: Option<bool>,
}
