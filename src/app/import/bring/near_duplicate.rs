//! Clients of the file that may be clients already on record, or one another.

use std::collections::{BTreeMap, HashMap};

use domain::ClientId;

use super::book::Book;
use super::report::NearDuplicate;
use crate::duplicate::{handles_of, reach};

/// What two clients that are one would share.
fn handles(book: &Book<'_>) -> BTreeMap<u64, Vec<(String, String)>> {
    let mut found: BTreeMap<u64, Vec<(String, String)>> = BTreeMap::new();
    for (id, client) in book.clients.iter() {
        let own = found.entry(id).or_default();
        own.extend(handles_of(client));
    }
    for (_, contact) in book.contacts.iter() {
        found.entry(contact.client.0).or_default().extend(reach(&contact.phones, &contact.emails));
    }
    found
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
