//! A captured line as the beginning of a form: what was read of it, nothing lost.

use chrono::NaiveDate;
use domain::{EntityRef, Job, NewClient, Placement, Slot};

use super::{EntryView, durations, names_of};
use crate::capture::{new_client, read};
use crate::{App, AppError, Result};

/// What a line of capture says of a new job.
#[derive(Debug, Clone, PartialEq)]
pub struct CapturedEntry {
    /// The names and the context; no record yet.
    pub view: EntryView,
    /// The job as far as it was read; its client is 0 when the line names none that exists.
    pub job: Job,
    /// The time and the crew of its first visit.
    pub placement: Placement,
    /// The client with all that is said of it, when it does not exist yet.
    pub new_client: Option<NewClient>,
    /// How that client is reached, as it was typed: a job has no field for it.
    pub reached: String,
    /// What stands behind `::`.
    pub note: String,
    /// The words about time when they could not be read.
    pub when_typed: String,
}

impl App {
    /// Reads a line of capture as the beginning of a form; what cannot be read is there as it was typed.
    pub fn captured_entry(&self, line: &str, day: Option<NaiveDate>) -> Result<CapturedEntry> {
        let (now, context) = (self.now(), self.when_context(None)?);
        self.store.read(|reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let reading = read(reader, &business, &self.definitions, line, now, day)?;
            let job = reading.job(now, &self.actor);
            let crew = reading.crew.iter().flat_map(domain::Crew::members).map(EntityRef::from);
            let services = job.services.iter().map(|id| EntityRef::from(*id));
            let client = reading.client.map(EntityRef::from);
            let wanted: Vec<EntityRef> =
                crew.chain(services).chain(client).chain(job.site.map(EntityRef::from)).collect();
            let view = EntryView {
                entity: None,
                version: 0,
                record: None,
                names: names_of(reader, &wanted)?,
                durations: durations(reader)?,
                context,
            };
            let slot = reading.slot.map(|span| Slot::of_span(span, business.zone));
            let new_client =
                (reading.client.is_none() && !reading.client_name.is_empty()).then(|| new_client(&reading));
            let details = || reading.captured.client_details.line();
            let reached = new_client.as_ref().map_or_else(String::new, |_| details());
            let unread = slot.is_none() && reading.term.is_none();
            Ok(CapturedEntry {
                view,
                job,
                placement: Placement { slot, crew: reading.crew },
                new_client,
                reached,
                note: reading.captured.note.unwrap_or_default(),
                when_typed: if unread { said_of_time(line, &reading.captured.parts) } else { String::new() },
            })
        })
    }
}

/// The words of a line that were taken for a time.
fn said_of_time(line: &str, parts: &[domain::CapturedPart]) -> String {
    let times = parts.iter().filter(|part| part.kind == domain::CapturedKind::When);
    times.filter_map(|part| line.get(part.range.clone())).collect::<Vec<_>>().join(" ")
}
