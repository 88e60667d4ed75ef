//! Clients: the list, and the card that answers the phone.

use domain::{
    Client, ClientId, Contact, ContactId, Equipment, EquipmentId, Fields, Hold, InvoiceStatus, JobId, Moment,
    Money, Slice, TechnicianId,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    JobLine, Named, NoteLine, SiteCard, VisitLine, job_line, name_technician, note_lines, site_card,
    visit_line,
};
use crate::Loaded;

/// A client in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClientLine {
    /// Its id.
    pub id: ClientId,
    /// Its version.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Its first number; may be empty.
    pub phone: String,
    /// The address of its first site; may be empty.
    pub address: String,
    /// Jobs that are not over.
    pub open_jobs: u64,
    /// Free labels.
    pub tags: Vec<String>,
    /// What a search found it by, such as `serial VX-0042`; none when it is its name or nothing was searched for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_by: Option<String>,
    /// Values of the fields that the business added, by their ids.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
}

/// A page of the list of clients.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClientList {
    /// The clients of the page.
    pub clients: Vec<ClientLine>,
    /// How many there are in all.
    pub total: u64,
}

/// A record with its id.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WithId<I, R> {
    /// Its id.
    pub id: I,
    /// The record.
    #[serde(flatten)]
    pub record: R,
}

/// A site of a client with what is installed there.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SiteLine {
    /// The site.
    #[serde(flatten)]
    pub card: SiteCard,
    /// What is installed there.
    pub equipment: Vec<WithId<EquipmentId, Equipment>>,
}

/// What a caller asks of a job beside its plan: why it waits, what was done, what it costs and whether it is paid.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct JobStanding {
    /// The job.
    pub job: JobId,
    /// Why it waits, while it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// What was done, once it is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// What it costs, where that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Where the bill stands.
    pub invoice: InvoiceStatus,
}

/// Everything needed to answer the phone.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClientCard {
    /// Its id.
    pub id: ClientId,
    /// Its version.
    pub version: i64,
    /// The record.
    #[serde(flatten)]
    pub client: Client,
    /// The technicians that it asked for.
    pub preferred_technicians: Vec<Named<TechnicianId>>,
    /// The technicians one of whom must go.
    pub required_technicians: Vec<Named<TechnicianId>>,
    /// The technicians that it does not want.
    pub barred_technicians: Vec<Named<TechnicianId>>,
    /// Its people.
    pub contacts: Vec<WithId<ContactId, Contact>>,
    /// Its sites.
    pub sites: Vec<SiteLine>,
    /// Jobs that are not over, the latest agreement first, as far as the card shows them.
    pub open_jobs: Vec<JobLine>,
    /// How many jobs are not over in all.
    pub open_total: u64,
    /// The visit that is under way, else the next one planned; one that is late still comes next.
    pub next_visit: Option<VisitLine>,
    /// Its last visits, newest first.
    pub last_visits: Vec<VisitLine>,
    /// How the jobs of all these stand, by id.
    pub jobs: Vec<JobStanding>,
    /// Notes about it, newest first.
    pub notes: Vec<NoteLine>,
}

/// Builds the card of a client from a slice that holds what belongs to it.
pub fn build_client_card(
    loaded: &Loaded,
    id: ClientId,
    jobs: &[JobId],
    open_total: u64,
    with_access_notes: bool,
    now: Moment,
) -> Option<ClientCard> {
    let slice = &loaded.slice;
    let client = slice.clients.get(&id)?.clone();
    let contacts = slice.contacts.iter().filter(|(_, contact)| contact.client == id);
    let lines: Vec<JobLine> = jobs.iter().filter_map(|job| job_line(loaded, *job, now)).collect();
    let done =
        slice.visits.iter().filter(|(_, visit)| visit.ended_at().is_some() && jobs.contains(&visit.job));
    let mut last_visits: Vec<VisitLine> =
        done.filter_map(|(visit, _)| visit_line(loaded, *visit, now)).collect();
    last_visits.sort_by_key(|visit| std::cmp::Reverse((visit.ended, visit.id)));
    Some(ClientCard {
        id,
        version: loaded.version(id.into()),
        preferred_technicians: client.preferred.iter().map(|id| name_technician(slice, *id)).collect(),
        required_technicians: client.required.iter().map(|id| name_technician(slice, *id)).collect(),
        barred_technicians: client.barred.iter().map(|id| name_technician(slice, *id)).collect(),
        client,
        contacts: contacts.map(|(id, record)| WithId { id: *id, record: record.clone() }).collect(),
        sites: site_lines(loaded, id, with_access_notes),
        open_jobs: lines.into_iter().filter(|line| !line.stage.is_over()).collect(),
        open_total,
        next_visit: next_visit(loaded, jobs, now),
        last_visits,
        jobs: jobs.iter().filter_map(|job| job_standing(slice, *job)).collect(),
        notes: note_lines(loaded),
    })
}

fn job_standing(slice: &Slice, id: JobId) -> Option<JobStanding> {
    let job = slice.jobs.get(&id)?;
    Some(JobStanding {
        job: id,
        hold: job.hold.clone(),
        outcome: job.completion.as_ref().map(|completion| completion.outcome.clone()),
        price: job.price,
        invoice: job.invoice,
    })
}

/// The visit under way, else the earliest that has a time and is not over.
fn next_visit(loaded: &Loaded, jobs: &[JobId], now: Moment) -> Option<VisitLine> {
    let slice = &loaded.slice;
    let own = slice.visits.iter().filter(|(_, visit)| visit.state.is_live() && jobs.contains(&visit.job));
    let planned = own.filter_map(|(id, visit)| Some((!visit.state.has_started(), visit.span()?.start, *id)));
    planned.min().and_then(|(_, _, id)| visit_line(loaded, id, now))
}

fn site_lines(loaded: &Loaded, id: ClientId, with_access_notes: bool) -> Vec<SiteLine> {
    let slice = &loaded.slice;
    let sites = slice.sites.iter().filter(|(_, site)| site.client == id);
    sites
        .filter_map(|(&site, _)| {
            let equipment = slice.equipment.iter().filter(|(_, equipment)| equipment.site == site);
            Some(SiteLine {
                card: site_card(loaded, site, with_access_notes)?,
                equipment: equipment.map(|(id, record)| WithId { id: *id, record: record.clone() }).collect(),
            })
        })
        .collect()
}
