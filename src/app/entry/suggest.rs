//! Suggestions for what is being typed, by name, telephone number and address.

use domain::{Client, ClientId, EntityKind, EntityRef, Service, Site, SiteId, Technician};
use store::{Reader, Stored};

use crate::{App, Result};

/// What suggestions are wanted of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Clients.
    Client,
    /// Sites, of one client when it is known.
    Site(Option<ClientId>),
    /// Sites, whosever they are.
    AnySite,
    /// Technicians who have not left.
    Technician,
    /// Services that are offered.
    Service,
    /// Skills that somebody has or a service asks for.
    Skill,
    /// Departments that somebody belongs to.
    Department,
    /// Labels that jobs have.
    Tag,
    /// What a `#` in a captured line can be: a service's code, a skill.
    Hash,
}

impl Wanted {
    /// The kind of record that is suggested; none for plain words.
    pub fn kind(&self) -> Option<EntityKind> {
        match self {
            Wanted::Client => Some(EntityKind::Client),
            Wanted::Site(_) | Wanted::AnySite => Some(EntityKind::Site),
            Wanted::Technician => Some(EntityKind::Technician),
            Wanted::Service => Some(EntityKind::Service),
            Wanted::Skill | Wanted::Department | Wanted::Tag | Wanted::Hash => None,
        }
    }
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The record; none for a plain word.
    pub entity: Option<EntityRef>,
    /// Its name, or the word.
    pub label: String,
    /// What tells it from others of the name: a number, an address.
    pub aside: String,
}

impl App {
    /// What the text could become, best first; an empty text gives the first of all.
    pub fn suggest(&self, wanted: &Wanted, text: &str, limit: usize) -> Result<Vec<Suggestion>> {
        let text = text.trim();
        match wanted {
            Wanted::Client => self.suggest_clients(text, limit),
            Wanted::Site(client) => self.store.read(|reader| suggest_sites(reader, *client, text, limit)),
            Wanted::AnySite => self.store.read(|reader| suggest_sites(reader, None, text, limit)),
            Wanted::Technician => self.store.read(|reader| {
                let all = reader.technicians()?.into_iter().filter(|(_, stored)| !stored.record.inactive);
                let all = all.map(|(id, stored)| technician(id.into(), &stored.record));
                Ok(matching(all, text, limit))
            }),
            Wanted::Service => self.store.read(|reader| {
                let all = reader.services()?.into_iter().filter(|(_, stored)| !stored.record.inactive);
                let all = all.map(|(id, stored)| service(id.into(), &stored.record));
                Ok(matching(all, text, limit))
            }),
            Wanted::Skill => self.store.read(|reader| Ok(matching(words(skills(reader)?), text, limit))),
            Wanted::Department => self.store.read(|reader| {
                let technicians = reader.technicians()?.into_iter();
                let all = technicians.flat_map(|(_, stored)| stored.record.departments).collect();
                Ok(matching(words(all), text, limit))
            }),
            Wanted::Tag => self.store.read(|reader| Ok(matching(words(reader.job_tags()?), text, limit))),
            Wanted::Hash => self.store.read(|reader| {
                let services = reader.services()?.into_iter();
                let codes = services.map(|(_, stored)| stored.record).filter(|service| !service.inactive);
                let codes = codes.filter(|service| !service.code.is_empty());
                let codes = codes.map(|service| plain(service.code, service.name));
                Ok(matching(codes.chain(words(skills(reader)?)), text, limit))
            }),
        }
    }

    fn suggest_clients(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>> {
        let found = self.clients(text, limit, 0)?.clients;
        let suggestion = |line: crate::view::ClientLine| {
            let aside = [line.phone, line.address];
            Suggestion {
                entity: Some(line.id.into()),
                label: line.name,
                aside: aside.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            }
        };
        Ok(found.into_iter().map(suggestion).collect())
    }
}

fn plain(label: String, aside: String) -> Suggestion {
    Suggestion { entity: None, label, aside }
}

/// Words, each once whatever its case, in order.
fn words(mut all: Vec<String>) -> impl Iterator<Item = Suggestion> {
    all.sort_by_key(|word| word.to_lowercase());
    all.dedup_by_key(|word| word.to_lowercase());
    all.into_iter().map(|word| plain(word, String::new()))
}

fn skills(reader: &Reader<'_>) -> Result<Vec<String>> {
    let held = reader.technicians()?.into_iter().flat_map(|(_, stored)| stored.record.skills);
    let asked = reader.services()?.into_iter().flat_map(|(_, stored)| stored.record.skills);
    Ok(held.chain(asked).map(|skill| skill.name).collect())
}

fn technician(entity: EntityRef, technician: &Technician) -> Suggestion {
    let skills = domain::say_skills(&technician.skills);
    Suggestion { entity: Some(entity), label: technician.name.clone(), aside: skills }
}

fn service(entity: EntityRef, service: &Service) -> Suggestion {
    let length = i64::from(service.duration_minutes);
    let length = if length > 0 { domain::say_minutes(length) } else { String::new() };
    let parts = [service.code.clone(), length];
    let aside = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Suggestion { entity: Some(entity), label: service.name.clone(), aside }
}

fn site(id: SiteId, site: &Site, client: Option<&Stored<Client>>) -> Suggestion {
    let aside = client.map_or_else(String::new, |client| client.record.name.clone());
    Suggestion { entity: Some(id.into()), label: super::place_of(site), aside }
}

fn suggest_sites(
    reader: &Reader<'_>,
    client: Option<ClientId>,
    text: &str,
    limit: usize,
) -> Result<Vec<Suggestion>> {
    if let Some(client) = client {
        let own = reader.sites_of(&[client])?.into_iter().map(|(id, stored)| site(id, &stored.record, None));
        return Ok(matching(own, text, limit));
    }
    let mut found = Vec::new();
    for hit in reader.search_kinds(&[EntityKind::Site], text, limit)? {
        let id = SiteId(hit.entity.id);
        if let Some(stored) = reader.site(id)? {
            let owner = reader.client(stored.record.client)?;
            found.push(site(id, &stored.record, owner.as_ref()));
        }
    }
    Ok(found)
}

/// Those in which every word typed begins a word; those that begin with the whole text come first.
fn matching(all: impl Iterator<Item = Suggestion>, text: &str, limit: usize) -> Vec<Suggestion> {
    let typed = text.to_lowercase();
    let asked: Vec<&str> = typed.split_whitespace().collect();
    let fits = |one: &Suggestion| {
        let said = format!("{} {}", one.label, one.aside).to_lowercase();
        let mut said = said.split(|c: char| c.is_whitespace() || ",:".contains(c));
        let words: Vec<&str> = said.by_ref().collect();
        asked.iter().all(|word| words.iter().any(|other| other.starts_with(word)))
    };
    let mut kept: Vec<Suggestion> = all.filter(fits).collect();
    kept.sort_by_key(|one| !one.label.to_lowercase().starts_with(&typed));
    kept.truncate(limit);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginnings_the_name_first() {
        let all =
            ["Ravi Shah", "Dana Price", "Mia Dawson"].map(|name| plain(name.to_owned(), "gas:3".into()));
        let labels = |text| {
            let found = matching(all.clone().into_iter(), text, 9);
            found.into_iter().map(|one| one.label).collect::<Vec<_>>()
        };
        assert_eq!(labels("da"), ["Dana Price", "Mia Dawson"]);
        assert_eq!(labels("gas sh"), ["Ravi Shah"]);
        assert_eq!(labels("").len(), 3);
        assert!(labels("ice").is_empty());
    }
}
