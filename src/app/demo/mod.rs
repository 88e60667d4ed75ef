//! A made-up firm whose day is under way: for a first look, for tests of screens, for talks.
//!
//! [`demo_firm`] is pure: seed, moment and zone decide every record. People, streets, firms and products
//! are invented; telephone numbers are those that Ofcom keeps for drama, e-mails end in example.com.

mod ahead;
mod begin;
mod chance;
mod clients;
mod draft;
mod ground;
mod history;
mod lane;
mod outcome;
mod shift;
mod staff;
mod story;
#[cfg(test)]
mod tests;
mod today;
mod trade;
mod waiting;
mod words;

use domain::{Brought, Business, EntityKind, EntityRef, JobId, Moment, Note, Record, Tz};

pub use chance::Chance;
pub use clients::{Household, household};
pub use trade::{OFFERS, Offer};

use draft::Draft;
use ground::Ground;
use story::Story;

/// Who keeps the desk of the demo firm.
const DISPATCHER: &str = "Mia Oakes";

/// A firm to be stored: its settings, and everything else as an import brings it.
#[derive(Debug, Clone, PartialEq)]
pub struct Firm {
    /// Settings of the business.
    pub business: Business,
    /// Every other record, parents before children, ids from 1 in each kind.
    pub records: Vec<Brought>,
}

/// A small firm for plumbing, heating and electrical work, with three months behind it, two weeks booked
/// ahead and today under way around `now`, whatever the hour or weekday. The same arguments give the same
/// firm.
pub fn demo_firm(seed: u64, now: Moment, zone: Tz) -> Firm {
    let mut chance = Chance::new(seed);
    let mut ground = Ground::new(&mut chance, now, zone);
    let shifts = today::plan_shifts(&mut ground);
    ahead::cover_tomorrow(&mut ground);
    let mut story = Story { chance, drafts: Vec::new(), owed: Vec::new(), recent: 0, booked: 0 };
    history::write_history(&ground, &mut story);
    today::write_today(&ground, &mut story, &shifts);
    ahead::book_ahead(&ground, &mut story);
    waiting::write_waiting(&ground, &mut story);
    history::remark(&ground, &mut story);
    number(ground, story)
}

/// Gives ids in the order in which jobs were agreed and lays the records out, parents first.
fn number(ground: Ground, mut story: Story) -> Firm {
    story.drafts.sort_by_key(|draft| draft.job.agreed_at);
    let mut records = Vec::new();
    bring(&mut records, EntityKind::Technician, ground.technicians);
    bring(&mut records, EntityKind::Service, ground.services);
    bring(&mut records, EntityKind::Client, ground.clients);
    bring(&mut records, EntityKind::Contact, ground.contacts);
    bring(&mut records, EntityKind::Site, ground.sites);
    bring(&mut records, EntityKind::Equipment, ground.equipment);
    let mut notes = Vec::new();
    let (mut jobs, mut visits) = (Vec::new(), Vec::new());
    for (draft, id) in story.drafts.into_iter().zip(1..) {
        let Draft { job, visits: trips, notes: remarks, .. } = draft;
        let about = EntityRef::from(JobId(id));
        notes.extend(remarks.into_iter().map(|(at, by, text)| Note { about, at, by, text }));
        visits.extend(trips.into_iter().map(|visit| domain::Visit { job: JobId(id), ..visit }));
        jobs.push(job);
    }
    notes.sort_by_key(|note| note.at);
    bring(&mut records, EntityKind::Job, jobs);
    bring(&mut records, EntityKind::Visit, visits);
    bring(&mut records, EntityKind::Note, notes);
    Firm { business: ground.business, records }
}

fn bring<R: Into<Record>>(records: &mut Vec<Brought>, kind: EntityKind, of_kind: Vec<R>) {
    let numbered = of_kind.into_iter().zip(1..);
    records.extend(
        numbered.map(|(record, id)| Brought { entity: EntityRef { kind, id }, record: record.into() }),
    );
}
