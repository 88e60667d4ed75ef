//! Clients that may be one: what they share.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    Channel, Client, ClientId, Command, Contact, EntityKind, Phone, Record, Refusal, TechnicianId,
    merged_client,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::Reader;

use crate::phone_key::phone_key;
use crate::view::{ClientCard, Named};
use crate::{App, Outcome, Request, Result};

/// A pair is shown once, and a handle that more clients share (a switchboard, a letting agent) makes no pairs.
const MOST_SHARING: usize = 8;
/// Records read at a time.
const PAGE: usize = 2_000;

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

/// What another record of the same client would share with this one: a key, and how to say it.
pub(crate) fn handles_of(client: &Client) -> Vec<(String, String)> {
    let name = (
        format!("name {}", loose_name(&client.name)),
        "the same name but for case, marks or legal form".to_owned(),
    );
    std::iter::once(name).chain(reach(&client.phones, &client.emails)).collect()
}

/// The keys of numbers and addresses, and how to say them.
pub(crate) fn reach<'a>(
    phones: &'a [Phone],
    emails: &'a [String],
) -> impl Iterator<Item = (String, String)> + 'a {
    let by_phone = phones.iter().filter_map(|phone| {
        let key = phone_key(&phone.number)?;
        Some((format!("phone {key}"), format!("the number {}", phone.number)))
    });
    let by_email = emails
        .iter()
        .map(|email| (format!("email {}", email.to_lowercase()), format!("the address {email}")));
    by_phone.chain(by_email)
}

/// Two clients that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DuplicatePair {
    /// The older record.
    pub keep: Named<ClientId>,
    /// The newer one.
    pub gone: Named<ClientId>,
    /// What they share.
    pub reasons: Vec<String>,
}

/// Two clients side by side, and the one that they would come to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MergeView {
    /// The one that stays, as it is.
    pub keep: ClientCard,
    /// The one that goes.
    pub gone: ClientCard,
    /// What the one that stays would become.
    pub merged: Client,
    /// What is said of either, to be read side by side.
    pub rows: Vec<MergeRow>,
}

/// One thing that is said of two clients, in words; empty where one says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MergeRow {
    /// What it is about.
    pub about: &'static str,
    /// Of the one that stays.
    pub keep: String,
    /// Of the one that goes.
    pub gone: String,
    /// What it would become; empty for what is only counted.
    pub merged: String,
}

impl MergeView {
    /// What makes one client of the two, as they were seen.
    pub fn request(&self) -> Request {
        let (keep, gone) = (self.keep.id, self.gone.id);
        let command = Command::MergeClients { keep, gone, merged: Box::new(self.merged.clone()) };
        Request::new(command).seen(keep, self.keep.version).seen(gone, self.gone.version)
    }
}

impl App {
    /// Pairs of clients that share a name, number or address of mail, oldest first.
    pub fn duplicates(&self) -> Result<Vec<DuplicatePair>> {
        self.store.read(|reader| {
            let mut sharing: HashMap<String, (String, BTreeSet<ClientId>)> = HashMap::new();
            let mut names: BTreeMap<ClientId, String> = BTreeMap::new();
            each(reader, EntityKind::Client, |id, record| {
                let Record::Client(client) = record else { return };
                names.insert(ClientId(id), client.name.clone());
                note(&mut sharing, ClientId(id), handles_of(&client));
            })?;
            each(reader, EntityKind::Contact, |_, record| {
                let Record::Contact(Contact { client, phones, emails, .. }) = record else { return };
                note(&mut sharing, client, reach(&phones, &emails));
            })?;
            Ok(pairs(&sharing, &names))
        })
    }

    /// Two clients side by side; nothing is changed.
    pub fn merge_view(&self, keep: ClientId, gone: ClientId) -> Result<MergeView> {
        if keep == gone {
            return Err(Refusal::invalid("client", "is the same twice", "name two clients").into());
        }
        let (keep, gone) = (self.client_card(keep, false)?, self.client_card(gone, false)?);
        let merged = merged_client(&keep.client, &gone.client);
        let rows = self.merge_rows(&keep, &gone, &merged)?;
        Ok(MergeView { keep, gone, merged, rows })
    }

    fn merge_rows(&self, keep: &ClientCard, gone: &ClientCard, merged: &Client) -> Result<Vec<MergeRow>> {
        let (keeps, gones) = (self.said_of(&keep.client)?, self.said_of(&gone.client)?);
        let said = keeps.into_iter().zip(gones).zip(self.said_of(merged)?);
        let said =
            said.map(|(((about, keep), (_, gone)), (_, merged))| MergeRow { about, keep, gone, merged });
        let counted = |about, count: fn(&ClientCard) -> u64| MergeRow {
            about,
            keep: count(keep).to_string(),
            gone: count(gone).to_string(),
            merged: String::new(),
        };
        let counts = [
            counted("contacts", |card| card.contacts.len() as u64),
            counted("sites", |card| card.sites.len() as u64),
            counted("open jobs", |card| card.open_total),
        ];
        Ok(said.filter(|row| !row.keep.is_empty() || !row.gone.is_empty()).chain(counts).collect())
    }

    /// What is said of a client, in words; always the same things in the same order.
    fn said_of(&self, client: &Client) -> Result<Vec<(&'static str, String)>> {
        let names = |ids: &[TechnicianId]| -> Result<String> {
            let labels = ids.iter().map(|id| Ok(self.show((*id).into())?.record.label()));
            Ok(labels.collect::<Result<Vec<_>>>()?.join(", "))
        };
        let elsewhere = client.external.iter().map(|id| format!("{} {}", id.source, id.key));
        let fields = client.fields.iter().map(|(id, value)| format!("{id} {value}"));
        Ok(vec![
            ("name", client.name.clone()),
            ("phones", domain::say_phones(&client.phones)),
            ("e-mails", client.emails.join(", ")),
            ("channel", client.channel.map_or("", Channel::word).to_owned()),
            ("preferences", client.preferences.clone()),
            ("preferred", names(&client.preferred)?),
            ("required", names(&client.required)?),
            ("barred", names(&client.barred)?),
            ("tags", client.tags.join(", ")),
            ("elsewhere", elsewhere.collect::<Vec<_>>().join(", ")),
            ("inactive", if client.inactive { "yes" } else { "" }.to_owned()),
            ("fields", fields.collect::<Vec<_>>().join(", ")),
        ])
    }

    /// Makes one client of two, as [`App::merge_view`] shows it; refused when either has moved on since.
    pub fn merge_clients(&mut self, seen: &MergeView) -> Result<Outcome> {
        self.execute(&seen.request())
    }
}

/// Hands over every record of a kind, a page at a time.
fn each(reader: &Reader<'_>, kind: EntityKind, mut take: impl FnMut(u64, Record)) -> Result<()> {
    let mut offset = 0;
    loop {
        let (page, _) = reader.list(kind, PAGE, offset)?;
        let read = page.len();
        for (entity, stored) in page {
            take(entity.id, stored.record);
        }
        if read < PAGE {
            return Ok(());
        }
        offset += PAGE;
    }
}

fn note(
    sharing: &mut HashMap<String, (String, BTreeSet<ClientId>)>,
    client: ClientId,
    handles: impl IntoIterator<Item = (String, String)>,
) {
    for (key, reason) in handles {
        sharing.entry(key).or_insert_with(|| (reason, BTreeSet::new())).1.insert(client);
    }
}

fn pairs(
    sharing: &HashMap<String, (String, BTreeSet<ClientId>)>,
    names: &BTreeMap<ClientId, String>,
) -> Vec<DuplicatePair> {
    let mut found: BTreeMap<(ClientId, ClientId), BTreeSet<String>> = BTreeMap::new();
    for (reason, clients) in sharing.values() {
        let Some(&first) = clients.first() else { continue };
        if clients.len() > MOST_SHARING {
            continue;
        }
        for &other in clients.iter().skip(1) {
            found.entry((first, other)).or_default().insert(reason.clone());
        }
    }
    let named = |id: ClientId| Some(Named { id, name: names.get(&id)?.clone() });
    let pair = |((keep, gone), reasons): (_, BTreeSet<String>)| {
        Some(DuplicatePair { keep: named(keep)?, gone: named(gone)?, reasons: reasons.into_iter().collect() })
    };
    found.into_iter().filter_map(pair).collect()
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
