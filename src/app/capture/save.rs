//! What a captured line would meet, and the command that saves it.

use domain::{
    Address, Business, Client, ClientId, Command, EntityKind, EntityRef, Finding, Job, JobId, Moment,
    NewClient, NewJob, Phone, Placement, Site, SiteId, Slot, TechnicianId, Visit, VisitId, findings_for,
};
use store::Reader;

use super::reading::Reading;
use crate::Result;
use crate::load::Loader;

/// What the rules would find in the visit.
pub(super) fn preview(
    reader: &Reader<'_>,
    business: &Business,
    reading: &Reading,
    now: Moment,
) -> Result<Vec<Finding>> {
    let (Some(span), Some(crew), Some(client)) = (reading.slot, &reading.crew, reading.client) else {
        return Ok(Vec::new());
    };
    let mut loader = Loader::new(reader)?;
    let members: Vec<TechnicianId> = crew.members().collect();
    loader.many(&members.iter().map(|id| (*id).into()).collect::<Vec<_>>())?;
    loader.many(&reading.services.iter().map(|id| (*id).into()).collect::<Vec<_>>())?;
    loader.one(client)?;
    loader.neighbours(&members, span)?;
    let mut slice = loader.finish().slice;
    let (job_id, visit_id) = (JobId(u64::MAX), VisitId(u64::MAX));
    let mut job = Job::new(client, reading.title.clone(), now);
    job.services.clone_from(&reading.services);
    job.skills.clone_from(&reading.skills);
    slice.jobs.insert(job_id, job);
    let mut visit = Visit::new(job_id, 1);
    visit.slot = Some(Slot::of_span(span, business.zone));
    visit.crew = Some(crew.clone());
    Ok(findings_for(&slice, visit_id, &visit))
}

pub(super) fn command(
    reader: &Reader<'_>,
    business: &Business,
    reading: Reading,
    now: Moment,
    actor: &str,
) -> Result<Command> {
    let mut ids = reader.next_ids()?;
    let mut commands = Vec::new();
    let mut site = reading.site;
    let client = reading.client.unwrap_or_else(|| {
        let new = new_client(&reading);
        site = new.sites.first().map(|_| SiteId(ids.take(EntityKind::Site)));
        commands.push(Command::AddClient(Box::new(new)));
        ClientId(ids.take(EntityKind::Client))
    });
    let mut job = reading.job(now, actor);
    (job.client, job.site) = (client, site);
    let slot = reading.slot.map(|span| Slot::of_span(span, business.zone));
    let placement = Placement { slot, crew: reading.crew };
    commands.push(Command::AddJob(Box::new(NewJob { job, placements: vec![placement] })));
    if let Some(note) = reading.captured.note {
        let job = EntityRef { kind: EntityKind::Job, id: ids.take(EntityKind::Job) };
        commands.push(Command::Note(job, note));
    }
    Ok(Command::all(commands))
}

/// The client that the line names and no one knows yet, with all that it says of it.
pub(crate) fn new_client(reading: &Reading) -> NewClient {
    let details = reading.captured.client_details.clone();
    let phone = |number| Phone { number, label: String::new() };
    let client = Client {
        name: reading.client_name.clone(),
        phones: details.phones.into_iter().map(phone).collect(),
        emails: details.emails,
        ..Client::default()
    };
    let site = details.address.split_first().map(|(street, rest)| Site {
        address: Address { street: street.clone(), city: rest.join(", "), ..Address::default() },
        ..Site::default()
    });
    NewClient { client, contacts: Vec::new(), sites: site.into_iter().collect() }
}
