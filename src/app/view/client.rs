//! Clients: the list, and the card that answers the phone.

use domain::{Client, ClientId, Contact, ContactId, Equipment, EquipmentId, JobId, Moment};
use serde::Serialize;

use super::{JobLine, NoteLine, SiteCard, VisitLine, job_line, note_lines, site_card, visit_line};
use crate::Loaded;

/// A client in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
}

/// A page of the list of clients.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClientList {
    /// The clients of the page.
    pub clients: Vec<ClientLine>,
    /// How many there are in all.
    pub total: u64,
}

/// A record with its id.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WithId<I, R> {
    /// Its id.
    pub id: I,
    /// The record.
    #[serde(flatten)]
    pub record: R,
}

/// A site of a client with what is installed there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteLine {
    /// The site.
    #[serde(flatten)]
    pub card: SiteCard,
    /// What is installed there.
    pub equipment: Vec<WithId<EquipmentId, Equipment>>,
}

/// Everything needed to answer the phone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClientCard {
    /// Its id.
    pub id: ClientId,
    /// Its version.
    pub version: i64,
    /// The record.
    #[serde(flatten)]
    pub client: Client,
    /// Its people.
    pub contacts: Vec<WithId<ContactId, Contact>>,
    /// Its sites.
    pub sites: Vec<SiteLine>,
    /// Jobs that are not over, the latest agreement first, as far as the card shows them.
    pub open_jobs: Vec<JobLine>,
    /// How many jobs are not over in all.
    pub open_total: u64,
    /// Its last visits, newest first.
    pub last_visits: Vec<VisitLine>,
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
        client,
        contacts: contacts.map(|(id, record)| WithId { id: *id, record: record.clone() }).collect(),
        sites: site_lines(loaded, id, with_access_notes),
        open_jobs: lines.into_iter().filter(|line| !line.stage.is_over()).collect(),
        open_total,
        last_visits,
        notes: note_lines(loaded),
    })
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
