//! Finding, making and changing the sites that rows mean.

use domain::{ClientId, EntityKind, Site, SiteId};

use super::book::{Book, exact};
use super::draft::SiteDraft;
use super::shelf::{add_external, may_be, set_text};

/// What the places of a client are found by: name, address, and position where there is neither.
struct Traits {
    name: String,
    address: String,
    position: String,
}

impl Traits {
    fn of_site(site: &Site) -> Self {
        Traits::new(&site.name, &site.address.line(), site.position)
    }

    fn of_draft(draft: &SiteDraft) -> Self {
        Traits::new(&draft.name, &draft.address.line(), draft.position)
    }

    fn new(name: &str, address: &str, position: Option<domain::Position>) -> Self {
        let said = exact(address);
        let plain: String = said.chars().filter(|c| c.is_alphanumeric()).collect();
        // An address of nothing but signs is an address still: without one the same row would make its site anew.
        let address = if plain.is_empty() { said } else { plain };
        let name = exact(name);
        // Where it lies only counts when nothing else is said.
        let position = position.filter(|_| name.is_empty() && address.is_empty());
        let position = position.map(|at| format!("{:.6},{:.6}", at.latitude, at.longitude));
        Traits { name, address, position: position.unwrap_or_default() }
    }

    /// The strongest of them, by which a site is filed.
    fn handles(&self) -> Vec<String> {
        let mut handles = Vec::new();
        if !self.address.is_empty() {
            handles.push(format!("address {}", self.address));
        }
        if !self.name.is_empty() {
            handles.push(format!("name {}", self.name));
        }
        if !self.position.is_empty() {
            handles.push(format!("position {}", self.position));
        }
        handles
    }

    /// Whether nothing that both say differs.
    fn agrees(&self, other: &Traits) -> bool {
        let same = |one: &str, two: &str| one.is_empty() || two.is_empty() || one == two;
        same(&self.name, &other.name) && same(&self.address, &other.address)
    }
}

impl Book<'_> {
    /// Files a site under what it is found by.
    pub(super) fn index_site(&mut self, id: u64, site: &Site) {
        for handle in Traits::of_site(site).handles() {
            let filed = self.sites_at.entry((site.client.0, handle)).or_default();
            if !filed.contains(&id) {
                filed.push(id);
            }
        }
    }

    /// The site that a draft means: by its id, else by address, name or position among the client's.
    pub(super) fn find_site(&self, client: ClientId, draft: &SiteDraft) -> Option<u64> {
        if let Some(id) = draft.key.as_deref().and_then(|key| self.sites.by_key(key)) {
            return Some(id);
        }
        self.find_place(client, draft)
    }

    /// As [`Book::find_site`], for a site of this client.
    pub(super) fn find_place(&self, client: ClientId, draft: &SiteDraft) -> Option<u64> {
        let wanted = Traits::of_draft(draft);
        let fits = |id: &&u64| {
            self.sites.get(**id).is_some_and(|site| {
                site.client == client
                    && may_be(&site.external, &self.source, draft.key.as_deref())
                    && Traits::of_site(site).agrees(&wanted)
            })
        };
        let filed = wanted.handles();
        filed
            .iter()
            .find_map(|handle| self.sites_at.get(&(client.0, handle.clone()))?.iter().find(fits).copied())
    }

    /// Makes a site.
    pub(super) fn make_site(&mut self, client: ClientId, draft: &SiteDraft) -> SiteId {
        let id = self.take(EntityKind::Site);
        let mut site = Site {
            client,
            name: draft.name.clone(),
            address: draft.address.clone(),
            position: draft.position,
            zone: draft.zone.clone(),
            access_notes: draft.access_notes.clone(),
            hazards: draft.hazards.clone(),
            parking: draft.parking.clone(),
            fields: draft.fields.clone(),
            ..Site::default()
        };
        if let Some(key) = &draft.key {
            add_external(&mut site.external, &self.source, key);
            self.sites.know(key, id);
        }
        self.index_site(id, &site);
        self.sites.make(id, site);
        // The row has said all of it: a later one only adds to a site that was there before.
        self.sites.write(id);
        self.touch(SiteId(id));
        SiteId(id)
    }

    /// Writes what a row of clients or sites says about a site that is known.
    pub(super) fn change_site(&mut self, id: u64, draft: &SiteDraft) {
        let source = self.source.clone();
        let Some((site, is_first)) = self.sites.write(id) else { return };
        if let Some(key) = &draft.key {
            add_external(&mut site.external, &source, key);
        }
        if is_first {
            set_text(&mut site.name, &draft.name);
            set_text(&mut site.address.street, &draft.address.street);
            set_text(&mut site.address.city, &draft.address.city);
            set_text(&mut site.address.region, &draft.address.region);
            set_text(&mut site.address.postcode, &draft.address.postcode);
            set_text(&mut site.address.country, &draft.address.country);
            site.position = draft.position.or(site.position);
            set_text(&mut site.zone, &draft.zone);
            set_text(&mut site.access_notes, &draft.access_notes);
            set_text(&mut site.hazards, &draft.hazards);
            set_text(&mut site.parking, &draft.parking);
            site.fields.extend(draft.fields.clone());
        }
        let site = site.clone();
        if let Some(key) = &draft.key {
            self.sites.know(key, id);
        }
        self.index_site(id, &site);
        self.touch(SiteId(id));
    }
}
