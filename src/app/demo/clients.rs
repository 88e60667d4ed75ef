//! Clients of the demo: people and organisations of one town, with sites, contacts and equipment.

use chrono::{Days, NaiveDate};
use domain::{Address, Channel, Client, ClientId, Contact, Equipment, Phone, Position, Site, SiteId};

use super::Chance;
use super::words::{ACCESS, EQUIPMENT, FAMILY, GIVEN, HAZARDS, ORGANISATIONS, PARKING, STREETS, WISHES};

/// The middle of the made-up town, and how far its zones lie from it in degrees north and east.
const CENTRE: (f64, f64) = (52.205, -1.305);
const ZONE_OFFSETS: [(f64, f64); 5] =
    [(0.0, 0.0), (0.026, 0.0), (0.002, 0.042), (-0.026, -0.004), (0.0, -0.042)];

/// A client with everything that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Household {
    /// The client.
    pub client: Client,
    /// Its sites, whose ids follow each other.
    pub sites: Vec<Site>,
    /// Its people.
    pub contacts: Vec<Contact>,
    /// What is installed.
    pub equipment: Vec<Equipment>,
}

/// The household of a client id, whose first site will have that id. The first twenty-fifth or so are
/// organisations; telephone numbers are from the ranges that Ofcom keeps for drama.
pub fn household(chance: &mut Chance, id: ClientId, first_site: SiteId, today: NaiveDate) -> Household {
    if id.0 % 23 == 7 {
        organisation(chance, id, first_site, today)
    } else {
        person(chance, id, first_site, today)
    }
}

fn person(chance: &mut Chance, id: ClientId, first_site: SiteId, today: NaiveDate) -> Household {
    let (given, family) = (chance.pick(GIVEN), chance.pick(FAMILY));
    let mut client =
        Client { name: format!("{given} {family}"), phones: vec![mobile(id.0 * 3)], ..Client::default() };
    if chance.percent(70) {
        client.emails.push(format!("{}.{}{}@example.com", given.to_lowercase(), family.to_lowercase(), id.0));
    }
    if chance.percent(40) {
        client.channel = Some(chance.pick(&[Channel::Phone, Channel::Text, Channel::Text, Channel::Email]));
    }
    if chance.percent(15) {
        chance.pick(WISHES).clone_into(&mut client.preferences);
    }
    let landlord = chance.percent(9);
    client.tags = match (landlord, chance.below(20)) {
        (true, _) => vec!["landlord".to_owned()],
        (false, 0 | 1) => vec!["plan".to_owned()],
        (false, 2) => vec!["vulnerable".to_owned()],
        (false, _) => Vec::new(),
    };
    let count = if landlord { chance.between(2, 3) } else { 1 };
    let sites: Vec<Site> =
        (0..count).map(|place| site(chance, id, if place == 0 { "" } else { "Flat let" })).collect();
    let mut contacts = Vec::new();
    if landlord || chance.percent(10) {
        let role = if landlord { "tenant" } else { "partner" };
        contacts.push(contact(chance, id, role));
    }
    let equipment = equipment(chance, first_site, sites.len(), today);
    Household { client, sites, contacts, equipment }
}

fn organisation(chance: &mut Chance, id: ClientId, first_site: SiteId, today: NaiveDate) -> Household {
    let place = usize::try_from(id.0 / 23).unwrap_or(0);
    let (name, role) = ORGANISATIONS[place % ORGANISATIONS.len()];
    let name = match place / ORGANISATIONS.len() {
        0 => name.to_owned(),
        branch => format!("{name} ({})", branch + 1),
    };
    let office = Phone { number: format!("01632 960{:03}", id.0 % 1000), label: "office".to_owned() };
    let client = Client {
        name,
        phones: vec![office],
        emails: vec![format!("office{}@example.com", id.0)],
        channel: Some(Channel::Email),
        tags: vec!["account".to_owned()],
        ..Client::default()
    };
    let names = ["Main building", "Annexe", "Staff flat"];
    let count = usize::try_from(chance.between(1, 3)).unwrap_or(1);
    let sites: Vec<Site> = names.iter().take(count).map(|name| site(chance, id, name)).collect();
    let contacts = vec![contact(chance, id, role), contact(chance, id, "accounts")];
    let equipment = equipment(chance, first_site, sites.len(), today);
    Household { client, sites, contacts, equipment }
}

fn site(chance: &mut Chance, client: ClientId, name: &str) -> Site {
    let at = chance.below(STREETS.len());
    let (zone, streets) = &STREETS[at];
    let street = chance.below(streets.len());
    let address = Address {
        street: format!("{} {}", chance.between(1, 120), streets[street]),
        city: "Alderbridge".to_owned(),
        postcode: format!("AX{} {}{}{}", at + 1, street + 1, letter(chance), letter(chance)),
        ..Address::default()
    };
    let mut wording = |share, words: &[&str]| {
        let word = chance.pick(words);
        if chance.percent(share) { word.to_owned() } else { String::new() }
    };
    let (access_notes, hazards, parking) = (wording(22, ACCESS), wording(8, HAZARDS), wording(14, PARKING));
    let position = position(chance, at, street);
    let (name, zone) = (name.to_owned(), (*zone).to_owned());
    Site { client, name, address, position, zone, access_notes, hazards, parking, ..Site::default() }
}

/// Sites of one street lie together: the street's place is fixed, the house is within about 150 m of it.
fn position(chance: &mut Chance, zone: usize, street: usize) -> Option<Position> {
    let mut fixed = Chance::new(zone as u64 * 100 + street as u64);
    let (north, east) = ZONE_OFFSETS[zone];
    let latitude = CENTRE.0 + north + fixed.offset() * 0.010 + chance.offset() * 0.001;
    let longitude = CENTRE.1 + east + fixed.offset() * 0.016 + chance.offset() * 0.002;
    Position::new(metre(latitude), metre(longitude))
}

/// Rounds degrees to about a metre, as map services give them.
fn metre(degrees: f64) -> f64 {
    (degrees * 100_000.0).round() / 100_000.0
}

fn letter(chance: &mut Chance) -> char {
    // The letters that British postcodes use in their last two places.
    chance.pick(&[
        'A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'W', 'X', 'Y',
    ])
}

fn contact(chance: &mut Chance, client: ClientId, role: &str) -> Contact {
    let (given, family) = (chance.pick(GIVEN), chance.pick(FAMILY));
    let number = client.0 * 3 + chance.draw() % 2 + 1;
    Contact {
        client,
        name: format!("{given} {family}"),
        role: role.to_owned(),
        phones: vec![mobile(number)],
        emails: vec![format!("{}.{}@example.com", role.replace(' ', "."), number)],
        ..Contact::default()
    }
}

/// A number of the range 07700 900000–900979; the last twenty are the technicians'.
fn mobile(number: u64) -> Phone {
    Phone { number: format!("07700 900{:03}", number % 980), label: "mobile".to_owned() }
}

fn equipment(chance: &mut Chance, first_site: SiteId, sites: usize, today: NaiveDate) -> Vec<Equipment> {
    let mut all = Vec::new();
    for place in 0..sites as u64 {
        let (heater, other) = (chance.below(3), 3 + chance.below(3));
        for (kind, share) in [(heater, 80), (other, 30)] {
            if chance.percent(share) {
                all.push(installed(chance, SiteId(first_site.0 + place), kind, today));
            }
        }
    }
    all
}

fn installed(chance: &mut Chance, site: SiteId, kind: usize, today: NaiveDate) -> Equipment {
    let (name, make, models) = &EQUIPMENT[kind];
    let age = Days::new(chance.below(12 * 365) as u64);
    let installed = today.checked_sub_days(age);
    Equipment {
        site,
        name: (*name).to_owned(),
        make: (*make).to_owned(),
        model: chance.pick(models).to_owned(),
        serial: format!("{}{:08}", make.chars().next().unwrap_or('X'), chance.below(100_000_000)),
        installed,
        // Five years from the maker.
        warranty_until: installed.and_then(|date| date.checked_add_days(Days::new(5 * 365))),
        ..Equipment::default()
    }
}
