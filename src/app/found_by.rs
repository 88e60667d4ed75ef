//! What of a record a search has found, in words.

use domain::{Phone, Record, digits};
use store::fold;

/// So many characters of a long text are shown.
const SHOWN: usize = 60;

/// What of a record holds what was searched for, such as `serial VX-0042`; empty when it is its name, or when
/// nothing of it does.
pub(crate) fn found_by(record: &Record, text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let parts = parts_of(record);
    let counted = parts.iter().map(|part| words.iter().filter(|word| part.holds(word)).count());
    // The part with the most of the words, and of those the first.
    let best = parts.iter().zip(counted).rev().max_by_key(|(_, words)| *words);
    best.filter(|(_, words)| *words > 0).map_or_else(String::new, |(part, _)| part.said())
}

/// A text of a record with what it is.
struct Part {
    /// What it is; empty for the name of the client itself.
    what: String,
    text: String,
    is_phone: bool,
}

impl Part {
    fn holds(&self, word: &str) -> bool {
        let number = digits(word);
        let by_digits = self.is_phone && number.len() >= 3 && digits(&self.text).contains(&number);
        by_digits || fold(&self.text).contains(word)
    }

    fn said(&self) -> String {
        if self.what.is_empty() {
            return String::new();
        }
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        };
        format!("{} {text}", self.what)
    }
}

fn parts_of(record: &Record) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut add = |what: &str, text: &str| {
        parts.push(Part { what: what.to_owned(), text: text.to_owned(), is_phone: false });
    };
    match record {
        Record::Client(client) => {
            add("", &client.name);
            client.emails.iter().for_each(|email| add("e-mail", email));
            client.tags.iter().for_each(|tag| add("tag", tag));
            add("wishes", &client.preferences);
            client.external.iter().for_each(|id| add("id", &id.key));
            parts.extend(phones("phone", &client.phones));
        }
        Record::Contact(contact) => {
            add("contact", &contact.name);
            let of = |what: &str| format!("{what} of {}", contact.name);
            contact.emails.iter().for_each(|email| add(&of("e-mail"), email));
            add("contact", &format!("{}, {}", contact.name, contact.role));
            parts.extend(phones(&of("phone"), &contact.phones));
        }
        Record::Site(site) => {
            add("site", &site.address.line());
            add("site", &site.name);
            add("zone", &site.zone);
            site.tags.iter().for_each(|tag| add("site with tag", tag));
        }
        Record::Equipment(equipment) => {
            add("serial", &equipment.serial);
            add("equipment", &format!("{} {} {}", equipment.name, equipment.make, equipment.model));
        }
        Record::Job(job) => {
            add("job", &job.title);
            add("job", &job.description);
            job.tags.iter().for_each(|tag| add("job with tag", tag));
        }
        Record::Visit(visit) => add("visit", &visit.purpose),
        Record::Note(note) => add("note", &note.text),
        Record::Business(_) | Record::Technician(_) | Record::Service(_) | Record::Event(_) => {}
    }
    parts
}

fn phones(what: &str, phones: &[Phone]) -> Vec<Part> {
    let part = |phone: &Phone| Part { what: what.to_owned(), text: phone.number.clone(), is_phone: true };
    phones.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use domain::{Client, Contact, Equipment, Site};

    use super::*;

    #[test]
    fn what_matched_is_said_with_what_it_is() {
        let phone = Phone { number: "07700 900-123".into(), label: String::new() };
        let client = Client {
            name: "José Kerr".into(),
            phones: vec![phone.clone()],
            emails: vec!["office@kerr.example".into()],
            ..Client::default()
        };
        let client = Record::Client(client);
        assert_eq!(found_by(&client, "900123"), "phone 07700 900-123");
        assert_eq!(found_by(&client, "jose"), "", "the name is seen anyway");
        assert_eq!(found_by(&client, "kerr"), "", "the name comes before the e-mail address");
        assert_eq!(found_by(&client, "office kerr"), "e-mail office@kerr.example", "which holds both words");
        assert_eq!(found_by(&client, "boiler"), "");
        let contact = Contact { name: "Mrs Kerr".into(), phones: vec![phone], ..Contact::default() };
        assert_eq!(found_by(&contact.into(), "7700 9001"), "phone of Mrs Kerr 07700 900-123");
        let equipment = Equipment { name: "combi".into(), serial: "VX-0042".into(), ..Equipment::default() };
        assert_eq!(found_by(&equipment.into(), "vx-0042"), "serial VX-0042");
        let mut site = Site::default();
        site.address.street = "14 Elm St".into();
        assert_eq!(found_by(&site.into(), "elm"), "site 14 Elm St");
    }
}
