//! Clients of the file that may be clients already on record, or one another.

use std::collections::{BTreeMap, HashMap};

use domain::{ClientId, Phone, digits};

use super::book::Book;
use super::report::NearDuplicate;

/// Words at the end of a name that only say what kind of company it is.
const LEGAL: &[&str] = &[
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "kg",
    "sa",
    "sl",
    "srl",
    "sas",
    "bv",
    "nv",
    "ab",
    "as",
    "oy",
    "pty",
    "pvt",
];

/// A name without case, marks and legal form.
fn loose_name(name: &str) -> String {
    let lower = name.to_lowercase().replace('&', " and ");
    let mut words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL.contains(word)) {
        words.pop();
    }
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words.concat()
}

/// What two clients that are one would share.
fn handles(book: &Book<'_>) -> BTreeMap<u64, Vec<(String, String)>> {
    let mut found: BTreeMap<u64, Vec<(String, String)>> = BTreeMap::new();
    for (id, client) in book.clients.iter() {
        let own = found.entry(id).or_default();
        own.push((
            format!("name {}", loose_name(&client.name)),
            "the same name but for case, marks or legal form".into(),
        ));
        own.extend(reach(&client.phones, &client.emails));
    }
    for (_, contact) in book.contacts.iter() {
        found.entry(contact.client.0).or_default().extend(reach(&contact.phones, &contact.emails));
    }
    found
}

fn reach<'a>(phones: &'a [Phone], emails: &'a [String]) -> impl Iterator<Item = (String, String)> + 'a {
    let numbers = phones.iter().filter(|phone| digits(&phone.number).len() >= 7);
    let by_phone = numbers
        .map(|phone| (format!("phone {}", digits(&phone.number)), format!("the number {}", phone.number)));
    let by_email = emails
        .iter()
        .map(|email| (format!("email {}", email.to_lowercase()), format!("the address {email}")));
    by_phone.chain(by_email)
}

/// Lists the new clients that may be older ones; `lines` says which row made them.
pub(super) fn near_duplicates(book: &Book<'_>, lines: &HashMap<u64, u64>) -> Vec<NearDuplicate> {
    let mut first: HashMap<String, u64> = HashMap::new();
    let mut pairs = Vec::new();
    for (id, handles) in handles(book) {
        let mut paired = Vec::new();
        for (handle, reason) in handles {
            let other = *first.entry(handle).or_insert(id);
            if other != id && book.clients.is_new(id) && !paired.contains(&other) {
                paired.push(other);
                pairs.extend(pair(book, lines, id, other, reason));
            }
        }
    }
    pairs.sort_by_key(|pair| pair.row);
    pairs
}

fn pair(
    book: &Book<'_>,
    lines: &HashMap<u64, u64>,
    id: u64,
    other: u64,
    reason: String,
) -> Option<NearDuplicate> {
    Some(NearDuplicate {
        row: lines.get(&id).copied().unwrap_or_default(),
        id: ClientId(id).into(),
        name: book.clients.get(id)?.name.clone(),
        other: ClientId(other).into(),
        other_name: book.clients.get(other)?.name.clone(),
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::loose_name;

    #[test]
    fn case_marks_and_legal_form_do_not_count() {
        assert_eq!(loose_name("The Kerr & Sons, Ltd."), loose_name("KERR AND SONS"));
        assert_eq!(loose_name("Müller GmbH & Co. KG"), "müllergmbhand");
        assert_eq!(loose_name("Co"), "co");
        assert_ne!(loose_name("Kerr"), loose_name("Carr"));
    }
}
