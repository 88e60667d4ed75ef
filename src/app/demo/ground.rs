//! The ground on which the demo's work is laid out: business, people, places and the present moment.

use chrono::{Days, NaiveDate, NaiveTime};
use domain::{
    Business, Client, ClientId, Contact, Crew, Currency, DayException, Equipment, Moment, Position, Service,
    ServiceId, Site, SiteId, Slot, Span, Technician, TechnicianId, Tz, place_local, travel_minutes,
};

use super::clients::household;
use super::staff::technicians;
use super::trade::OFFERS;
use super::{Chance, DISPATCHER};

/// How many clients the demo has.
const CLIENTS: u64 = 300;

/// Everything that is there before any job is.
pub(super) struct Ground {
    pub(super) business: Business,
    pub(super) now: Moment,
    /// The local date of now.
    pub(super) today: NaiveDate,
    pub(super) technicians: Vec<Technician>,
    pub(super) services: Vec<Service>,
    pub(super) clients: Vec<Client>,
    pub(super) contacts: Vec<Contact>,
    pub(super) sites: Vec<Site>,
    pub(super) equipment: Vec<Equipment>,
}

impl Ground {
    pub(super) fn new(chance: &mut Chance, now: Moment, zone: Tz) -> Self {
        let today = now.with_timezone(&zone).date_naive();
        let currency = Currency::new("GBP").expect("GBP is three letters");
        let mut business = crate::usual_business("Alderbridge Heat & Water", zone, currency);
        business.exceptions = closed_days(today);
        let mut ground = Ground {
            business,
            now,
            today,
            technicians: technicians(today),
            services: OFFERS.iter().map(|offer| offer.service(currency)).collect(),
            clients: Vec::new(),
            contacts: Vec::new(),
            sites: Vec::new(),
            equipment: Vec::new(),
        };
        for id in 1..=CLIENTS {
            ground.settle(chance, ClientId(id));
        }
        ground
    }

    fn settle(&mut self, chance: &mut Chance, id: ClientId) {
        let first_site = SiteId(self.sites.len() as u64 + 1);
        let mut household = household(chance, id, first_site, self.today);
        let member = TechnicianId(chance.below(self.technicians.len()) as u64 + 1);
        match chance.below(40) {
            0..=3 => household.client.preferred.push(member),
            4 => household.client.barred.push(member),
            _ => {}
        }
        self.clients.push(household.client);
        self.sites.extend(household.sites);
        self.contacts.extend(household.contacts);
        self.equipment.extend(household.equipment);
    }

    pub(super) fn zone(&self) -> Tz {
        self.business.zone
    }

    /// A local time of a date.
    pub(super) fn at(&self, date: NaiveDate, hour: u32, minute: u32) -> Moment {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        place_local(date.and_time(time), self.zone()).moment()
    }

    pub(super) fn slot(&self, span: Span) -> Slot {
        Slot::of_span(span, self.zone())
    }

    pub(super) fn name_of(&self, who: usize) -> String {
        self.technicians.get(who).map_or_else(|| DISPATCHER.to_owned(), |technician| technician.name.clone())
    }

    pub(super) fn client_of(&self, site: usize) -> ClientId {
        self.sites[site].client
    }

    pub(super) fn position_of(&self, site: usize) -> Option<Position> {
        self.sites[site].position
    }

    /// Minutes from one place to a site; 0 when there is no place to come from.
    pub(super) fn travel(&self, from: Option<Position>, site: usize) -> i64 {
        travel_minutes(from, self.position_of(site)).unwrap_or(0)
    }

    /// Whether a technician has the skills of an entry of the price book and goes alone.
    pub(super) fn can_do(&self, who: usize, offer: usize) -> bool {
        let (technician, service) = (&self.technicians[who], &self.services[offer]);
        let has = |wanted| technician.skills.iter().any(|skill| skill.meets(wanted));
        service.crew_size == 1 && service.skills.iter().all(has)
    }

    /// Whether the client of a site does not want a technician.
    pub(super) fn is_barred(&self, site: usize, who: usize) -> bool {
        let client = usize::try_from(self.client_of(site).0 - 1).unwrap_or(usize::MAX);
        self.clients.get(client).is_some_and(|client| client.barred.contains(&id_of(who)))
    }

    /// The stretches a technician works on a date.
    pub(super) fn working(&self, who: usize, date: NaiveDate) -> Vec<Span> {
        self.technicians[who].working_spans(&self.business, date)
    }
}

/// The id of the technician at a place of the list.
pub(super) fn id_of(who: usize) -> TechnicianId {
    TechnicianId(who as u64 + 1)
}

/// A crew of one.
pub(super) fn alone(who: usize) -> Crew {
    Crew::of(id_of(who))
}

/// The service of an entry of the price book.
pub(super) fn service_of(offer: usize) -> ServiceId {
    ServiceId(offer as u64 + 1)
}

/// The public holidays within reach of a date on which the business is closed.
fn closed_days(today: NaiveDate) -> Vec<DayException> {
    let names = [((12, 25), "Christmas Day"), ((12, 26), "Boxing Day"), ((1, 1), "New Year's Day")];
    let (first, last) = (today - Days::new(100), today + Days::new(60));
    let reach = first.iter_days().take_while(|date| *date <= last);
    let closed = reach.filter_map(|date| {
        use chrono::Datelike;
        let (_, reason) = names.iter().find(|(day, _)| *day == (date.month(), date.day()))?;
        Some(DayException { date, intervals: Vec::new(), reason: (*reason).to_owned() })
    });
    closed.collect()
}
