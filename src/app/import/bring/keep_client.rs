//! Finding, making and changing the clients that rows mean, with their contacts and sites.

use domain::{Client, ClientId, Contact, ContactId, EntityKind, Phone, digits};

use super::book::{Book, exact};
use super::cells::add_phone;
use super::draft::{ClientDraft, ContactDraft};
use super::shelf::{add_external, add_words, may_be, set_text};
use crate::Result;

impl Book<'_> {
    /// The client that a row means: by its id, else by its exact name, unless numbers and addresses say that it
    /// is somebody else of that name.
    pub(super) fn find_client(
        &self,
        key: Option<&str>,
        name: &str,
        phones: &[Phone],
        emails: &[String],
    ) -> Option<ClientId> {
        if let Some(id) = key.and_then(|key| self.clients.by_key(key)) {
            return Some(ClientId(id));
        }
        let named = self.clients_named.get(&exact(name))?;
        let candidates: Vec<(u64, &Client)> = named
            .iter()
            .filter_map(|id| Some((*id, self.clients.get(*id)?)))
            .filter(|(_, client)| may_be(&client.external, &self.source, key))
            .collect();
        let says_nothing = |client: &Client| client.phones.is_empty() && client.emails.is_empty();
        let shares = |client: &Client| shares_reach(client, phones, emails);
        let found = candidates.iter().find(|(_, client)| shares(client)).or_else(|| {
            let silent = candidates.iter().find(|(_, client)| says_nothing(client));
            let any = candidates.first().filter(|_| phones.is_empty() && emails.is_empty());
            silent.or(any)
        });
        found.map(|(id, _)| ClientId(*id))
    }

    /// Makes a client.
    pub(super) fn make_client(&mut self, key: Option<&str>, client: Client) -> ClientId {
        let id = self.take(EntityKind::Client);
        let mut client = client;
        if let Some(key) = key {
            add_external(&mut client.external, &self.source, key);
            self.clients.know(key, id);
        }
        self.clients_named.entry(exact(&client.name)).or_default().push(id);
        self.clients.make(id, client);
        self.touch(ClientId(id));
        ClientId(id)
    }

    /// Gives a client that was found by name the id that it has in the source.
    pub(super) fn know_client(&mut self, id: ClientId, key: Option<&str>) {
        if let Some(key) = key.filter(|key| self.clients.by_key(key).is_none()) {
            let source = self.source.clone();
            self.clients.amend(id.0, |client| add_external(&mut client.external, &source, key));
            self.clients.know(key, id.0);
        }
        self.touch(id);
    }

    /// Brings in a row or card about a client.
    pub(super) fn bring_client(&mut self, draft: &ClientDraft) -> Result<ClientId> {
        let id = match self.find_client(draft.key.as_deref(), &draft.name, &draft.phones, &draft.emails) {
            Some(id) => id,
            None => self
                .make_client(draft.key.as_deref(), Client { name: draft.name.clone(), ..Client::default() }),
        };
        self.change_client(id, draft);
        if let Some(contact) = &draft.contact {
            self.bring_contact(id, contact);
        }
        for site in &draft.sites {
            match self.find_site(id, site) {
                Some(known) => self.change_site(known, site),
                None => drop(self.make_site(id, site)),
            }
        }
        if let Some(text) = &draft.notes {
            self.note(id, text)?;
        }
        Ok(id)
    }

    fn change_client(&mut self, id: ClientId, draft: &ClientDraft) {
        self.know_client(id, draft.key.as_deref());
        let Some((client, is_first)) = self.clients.write(id.0) else { return };
        if is_first {
            // Found by its name, it is written as the desk writes it; a file's own ids speak for its spelling.
            if draft.key.is_some() || exact(&client.name) != exact(&draft.name) {
                set_text(&mut client.name, &draft.name);
            }
            set_text(&mut client.preferences, &draft.preferences);
            client.channel = draft.channel.or(client.channel);
            client.inactive = draft.inactive.unwrap_or(client.inactive);
            client.fields.extend(draft.fields.clone());
        }
        for phone in &draft.phones {
            add_phone(&mut client.phones, phone.clone());
        }
        add_words(&mut client.emails, &draft.emails);
        add_words(&mut client.tags, &draft.tags);
        let named = self.clients_named.entry(exact(&client.name)).or_default();
        if !named.contains(&id.0) {
            named.push(id.0);
        }
        self.touch(id);
    }

    fn make_contact(&mut self, client: ClientId, draft: &ContactDraft) -> u64 {
        let id = self.take(EntityKind::Contact);
        self.contacts.make(id, Contact { client, name: draft.name.clone(), ..Contact::default() });
        self.contacts_named.insert((client.0, exact(&draft.name)), id);
        id
    }

    fn bring_contact(&mut self, client: ClientId, draft: &ContactDraft) {
        let by_key = draft.key.as_deref().and_then(|key| self.contacts.by_key(key));
        let name = (client.0, exact(&draft.name));
        let id = match by_key.or_else(|| self.contacts_named.get(&name).copied()) {
            Some(id) => id,
            None => self.make_contact(client, draft),
        };
        let source = self.source.clone();
        let Some((contact, is_first)) = self.contacts.write(id) else { return };
        if is_first {
            set_text(&mut contact.name, &draft.name);
            set_text(&mut contact.role, &draft.role);
        }
        for phone in &draft.phones {
            add_phone(&mut contact.phones, phone.clone());
        }
        add_words(&mut contact.emails, &draft.emails);
        if let Some(key) = &draft.key {
            add_external(&mut contact.external, &source, key);
            self.contacts.know(key, id);
        }
        self.touch(ContactId(id));
    }
}

/// Whether a client has one of the numbers or addresses.
fn shares_reach(client: &Client, phones: &[Phone], emails: &[String]) -> bool {
    // What has no digits is no number, but it is still the same text.
    let same_phone = |own: &Phone, phone: &Phone| match digits(&phone.number) {
        wanted if wanted.is_empty() => own.number.trim() == phone.number.trim(),
        wanted => digits(&own.number) == wanted,
    };
    let has_phone = |phone: &Phone| client.phones.iter().any(|own| same_phone(own, phone));
    let has_email = |email: &String| client.emails.iter().any(|own| own.eq_ignore_ascii_case(email));
    phones.iter().any(has_phone) || emails.iter().any(has_email)
}
