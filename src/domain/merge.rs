//! What two records that mean the same come to as one.

use crate::{Client, Contact, Fields, Phone, Site, digits};

/// The client that two clients come to: what `keep` says stands, what only `gone` says is added.
///
/// A technician whom either of them barred stays barred, and is neither asked for nor insisted on; the one that comes of it is active if either was.
pub fn merged_client(keep: &Client, gone: &Client) -> Client {
    let barred = joined(&keep.barred, &gone.barred);
    let mut preferred = joined(&keep.preferred, &gone.preferred);
    preferred.retain(|technician| !barred.contains(technician));
    let mut required = joined(&keep.required, &gone.required);
    required.retain(|technician| !barred.contains(technician));
    Client {
        name: keep.name.clone(),
        phones: joined_phones(&keep.phones, &gone.phones),
        emails: joined_words(&keep.emails, &gone.emails),
        channel: keep.channel.or(gone.channel),
        preferences: joined_text(&keep.preferences, &gone.preferences),
        preferred,
        required,
        barred,
        tags: joined_words(&keep.tags, &gone.tags),
        external: joined(&keep.external, &gone.external),
        inactive: keep.inactive && gone.inactive,
        fields: joined_fields(&keep.fields, &gone.fields),
    }
}

/// The contact that two contacts come to, of the client of the first. What either refused stays refused.
pub(crate) fn merged_contact(keep: &Contact, gone: &Contact) -> Contact {
    Contact {
        client: keep.client,
        name: keep.name.clone(),
        role: joined_text(&keep.role, &gone.role),
        phones: joined_phones(&keep.phones, &gone.phones),
        emails: joined_words(&keep.emails, &gone.emails),
        channel: keep.channel.or(gone.channel),
        opt_outs: joined(&keep.opt_outs, &gone.opt_outs),
        external: joined(&keep.external, &gone.external),
    }
}

/// The site that two sites come to, of the client of the first.
pub(crate) fn merged_site(keep: &Site, gone: &Site) -> Site {
    let or = |keep: &String, gone: &String| if keep.is_empty() { gone.clone() } else { keep.clone() };
    Site {
        client: keep.client,
        name: or(&keep.name, &gone.name),
        address: keep.address.clone(),
        position: keep.position.or(gone.position),
        zone: or(&keep.zone, &gone.zone),
        access_notes: joined_text(&keep.access_notes, &gone.access_notes),
        hazards: joined_text(&keep.hazards, &gone.hazards),
        parking: joined_text(&keep.parking, &gone.parking),
        tags: joined_words(&keep.tags, &gone.tags),
        external: joined(&keep.external, &gone.external),
        fields: joined_fields(&keep.fields, &gone.fields),
    }
}

/// Says whether two contacts are one person: the same name, whatever its case.
pub(crate) fn is_same_person(one: &Contact, other: &Contact) -> bool {
    loose(&one.name) == loose(&other.name)
}

/// Says whether two sites are one place: the same address but for case and marks, and no two names.
pub(crate) fn is_same_place(one: &Site, other: &Site) -> bool {
    let names_agree = one.name.is_empty() || other.name.is_empty() || loose(&one.name) == loose(&other.name);
    !one.address.street.is_empty()
        && loose(&one.address.line()) == loose(&other.address.line())
        && names_agree
}

/// A text without case, marks and blanks.
fn loose(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn joined<T: Clone + PartialEq>(keep: &[T], gone: &[T]) -> Vec<T> {
    joined_by(keep, gone, |one, other| one == other)
}

fn joined_by<T: Clone>(keep: &[T], gone: &[T], is_same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut all = keep.to_vec();
    for value in gone {
        if !all.iter().any(|kept| is_same(kept, value)) {
            all.push(value.clone());
        }
    }
    all
}

fn joined_phones(keep: &[Phone], gone: &[Phone]) -> Vec<Phone> {
    joined_by(keep, gone, |one, other| digits(&one.number) == digits(&other.number))
}

/// Each once, whatever the case: tags, e-mail addresses.
fn joined_words(keep: &[String], gone: &[String]) -> Vec<String> {
    joined_by(keep, gone, |one, other| one.to_lowercase() == other.to_lowercase())
}

/// Both texts, a line each; one when they say the same or one says nothing.
fn joined_text(keep: &str, gone: &str) -> String {
    let said: Vec<&str> = keep.lines().collect();
    let new = gone.lines().filter(|line| !said.contains(line));
    said.iter().copied().chain(new).collect::<Vec<_>>().join("\n")
}

fn joined_fields(keep: &Fields, gone: &Fields) -> Fields {
    let mut all = gone.clone();
    all.extend(keep.iter().map(|(id, value)| (id.clone(), value.clone())));
    all
}
