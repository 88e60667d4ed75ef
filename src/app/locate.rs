//! Where a typed text leads: records by their number, or by what is written in them.

use domain::{EntityKind, EntityRef, Record};
use store::Reader;

use crate::{App, Result};

/// A record that can be gone to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which record.
    pub id: EntityRef,
    /// What to call it.
    pub label: String,
    /// Whose it is: the client's name; empty when it belongs to none or is one.
    pub whose: String,
    /// The job, client or technician under which it is seen; none when nothing shows it.
    pub seen_at: Option<EntityRef>,
}

/// The kinds that a bare number may mean, the likeliest first.
const NUMBERED: [EntityKind; 4] =
    [EntityKind::Job, EntityKind::Visit, EntityKind::Client, EntityKind::Technician];

impl App {
    /// Finds at most `limit` records: an id or a bare number first, then what a search finds, newest first.
    pub fn locate(&self, text: &str, limit: usize) -> Result<Vec<Place>> {
        let text = text.trim();
        self.store.read(|reader| {
            let mut ids: Vec<EntityRef> = Vec::new();
            if let Ok(number) = text.parse::<u64>() {
                ids.extend(NUMBERED.map(|kind| EntityRef { kind, id: number }));
            }
            // A search for an id finds that record first.
            ids.extend(reader.search(text, limit)?.into_iter().map(|hit| hit.entity));
            let mut places: Vec<Place> = Vec::new();
            for id in ids {
                if places.len() < limit && places.iter().all(|place| place.id != id) {
                    places.extend(place_of(reader, id)?);
                }
            }
            Ok(places)
        })
    }
}

fn place_of(reader: &Reader<'_>, id: EntityRef) -> Result<Option<Place>> {
    let Some(stored) = reader.get(id)? else { return Ok(None) };
    let label = match &stored.record {
        Record::Visit(visit) => label_of(reader, visit.job.into())?,
        record => record.label(),
    };
    let seen_at = seen_at(reader, id, &stored.record)?;
    let whose = match seen_at {
        Some(seen) if seen == id && id.kind != EntityKind::Job => String::new(),
        Some(seen) => client_of(reader, seen)?,
        None => String::new(),
    };
    Ok(Some(Place { id, label, whose, seen_at }))
}

/// The record under which another is seen.
fn seen_at(reader: &Reader<'_>, id: EntityRef, record: &Record) -> Result<Option<EntityRef>> {
    Ok(match record {
        Record::Client(_) | Record::Job(_) | Record::Technician(_) => Some(id),
        Record::Contact(contact) => Some(contact.client.into()),
        Record::Site(site) => Some(site.client.into()),
        Record::Visit(visit) => Some(visit.job.into()),
        Record::Equipment(equipment) => through(reader, equipment.site.into())?,
        Record::Note(note) => through(reader, note.about)?,
        Record::Event(event) => event.technician.map(EntityRef::from),
        Record::Business(_) | Record::Service(_) => None,
    })
}

fn through(reader: &Reader<'_>, id: EntityRef) -> Result<Option<EntityRef>> {
    match reader.get(id)? {
        Some(stored) => seen_at(reader, id, &stored.record),
        None => Ok(None),
    }
}

fn label_of(reader: &Reader<'_>, id: EntityRef) -> Result<String> {
    Ok(reader.get(id)?.map_or_else(String::new, |stored| stored.record.label()))
}

/// The name of the client that a job or client is.
fn client_of(reader: &Reader<'_>, id: EntityRef) -> Result<String> {
    Ok(match reader.get(id)?.map(|stored| stored.record) {
        Some(Record::Job(job)) => label_of(reader, job.client.into())?,
        Some(Record::Client(client)) => client.name,
        Some(_) | None => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use domain::{
        Client, ClientId, Command, Currency, Job, Moment, NewClient, NewJob, Placement, Record, Site,
        Technician, Tz,
    };

    use super::*;
    use crate::{Clock, usual_business};

    fn desk() -> App {
        let now: Moment = "2026-11-24T11:20:00Z".parse().unwrap();
        let business = usual_business("Kerr & Co", Tz::Europe__London, Currency::new("GBP").unwrap());
        let mut app = App::in_memory(business, Clock::Fixed(now), "mia").unwrap();
        let client = Client { name: "Jones".to_owned(), ..Client::default() };
        let mut site = Site::default();
        site.address.street = "40 Elm Street".to_owned();
        let new = NewClient { client, contacts: vec![], sites: vec![site] };
        app.run(Command::AddClient(Box::new(new))).unwrap();
        let technician = Technician { name: "Dana Price".to_owned(), ..Technician::default() };
        app.run(Command::Add(Record::Technician(technician))).unwrap();
        let job = Job::new(ClientId(1), "Tap drip", now);
        app.run(Command::AddJob(Box::new(NewJob { job, placements: vec![Placement::default()] }))).unwrap();
        app
    }

    fn found(text: &str) -> Vec<String> {
        let places = desk().locate(text, 9).unwrap();
        let say = |place: Place| {
            let seen = place.seen_at.map_or_else(String::new, |id| id.to_string());
            format!("{} {} / {} -> {seen}", place.id, place.label, place.whose)
        };
        places.into_iter().map(say).collect()
    }

    #[test]
    fn a_number_means_the_job_first() {
        assert_eq!(
            found("1"),
            [
                "J-1 Tap drip / Jones -> J-1",
                "V-1 Tap drip / Jones -> J-1",
                "C-1 Jones /  -> C-1",
                "T-1 Dana Price /  -> T-1",
            ]
        );
    }

    #[test]
    fn an_id_leads_straight_there_and_a_missing_one_nowhere() {
        assert_eq!(found("v-1"), ["V-1 Tap drip / Jones -> J-1"]);
        assert_eq!(found("J-99"), Vec::<String>::new());
    }

    #[test]
    fn what_belongs_to_a_client_is_seen_there() {
        assert_eq!(found("elm str"), ["S-1 40 Elm Street / Jones -> C-1"]);
        assert_eq!(found("dana"), ["T-1 Dana Price /  -> T-1"]);
    }
}
