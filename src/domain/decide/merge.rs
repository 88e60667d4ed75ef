//! Making one client of two that are the same.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::validate::validate;
use super::wording::tidy;
use crate::merge::{is_same_person, is_same_place, merged_contact, merged_site};
use crate::{Client, ClientId, EntityRef, Fact, Record, Refusal, SiteId};

/// Gives everything of one client to the other, which becomes as `merged` has it, and removes the one.
///
/// Contacts of the same name and sites at the same address become one as well.
pub(super) fn merge_clients(
    desk: &mut Desk<'_>,
    keep: ClientId,
    gone: ClientId,
    merged: &Client,
) -> Result<(Fact, String), Refusal> {
    if keep == gone {
        return Err(Refusal::invalid("client", "is the same twice", "name two clients"));
    }
    let removed = desk.slice.clients.get(&gone).cloned().ok_or_else(|| Refusal::not_found(gone))?;
    desk.exists(keep.into())?;
    let record = tidy(Record::Client(merged.clone()));
    validate(desk, &record)?;
    let said = format!("Merged {gone} {} into {keep} {}", removed.name, record.label());
    desk.put(keep, record);
    move_contacts(desk, keep, gone);
    move_sites(desk, keep, gone);
    move_jobs(desk, keep, gone);
    move_notes(desk, gone.into(), keep.into());
    desk.remove(gone.into());
    Ok((Fact::ClientsMerged, said))
}

fn move_contacts(desk: &mut Desk<'_>, keep: ClientId, gone: ClientId) {
    let moving = copies(&desk.slice.contacts, |contact| contact.client == gone);
    for (id, mut contact) in moving {
        let mut own = desk.slice.contacts.iter().filter(|(_, other)| other.client == keep);
        let twin = own.find(|(_, other)| is_same_person(other, &contact));
        if let Some((twin, kept)) = twin.map(|(twin, kept)| (*twin, kept.clone())) {
            desk.put(twin, merged_contact(&kept, &contact));
            move_notes(desk, id.into(), twin.into());
            desk.remove(id.into());
        } else {
            contact.client = keep;
            desk.put(id, contact);
        }
    }
}

fn move_sites(desk: &mut Desk<'_>, keep: ClientId, gone: ClientId) {
    let moving = copies(&desk.slice.sites, |site| site.client == gone);
    for (id, mut site) in moving {
        let mut own = desk.slice.sites.iter().filter(|(_, other)| other.client == keep);
        let twin = own.find(|(_, other)| is_same_place(other, &site));
        if let Some((twin, kept)) = twin.map(|(twin, kept)| (*twin, kept.clone())) {
            desk.put(twin, merged_site(&kept, &site));
            move_to_site(desk, id, twin);
            move_notes(desk, id.into(), twin.into());
            desk.remove(id.into());
        } else {
            site.client = keep;
            desk.put(id, site);
        }
    }
}

/// Moves what is installed, what is to be done and what waits at a site to its twin.
fn move_to_site(desk: &mut Desk<'_>, from: SiteId, to: SiteId) {
    let installed = copies(&desk.slice.equipment, |equipment| equipment.site == from);
    for (id, mut equipment) in installed {
        equipment.site = to;
        desk.put(id, equipment);
    }
    let jobs = copies(&desk.slice.jobs, |job| job.site == Some(from));
    for (id, mut job) in jobs {
        job.site = Some(to);
        desk.put(id, job);
    }
    let waiting = copies(&desk.slice.jobs, |job| job.collect_at == Some(from));
    for (id, mut job) in waiting {
        job.collect_at = Some(to);
        desk.put(id, job);
    }
}

fn move_jobs(desk: &mut Desk<'_>, keep: ClientId, gone: ClientId) {
    let jobs = copies(&desk.slice.jobs, |job| job.client == gone);
    for (id, mut job) in jobs {
        job.client = keep;
        desk.put(id, job);
    }
}

fn move_notes(desk: &mut Desk<'_>, from: EntityRef, to: EntityRef) {
    let notes = copies(&desk.slice.notes, |note| note.about == from);
    for (id, mut note) in notes {
        note.about = to;
        desk.put(id, note);
    }
}

/// Copies of the records that pass, with their ids.
fn copies<I: Copy, R: Clone>(records: &BTreeMap<I, R>, passes: impl Fn(&R) -> bool) -> Vec<(I, R)> {
    records.iter().filter(|(_, record)| passes(record)).map(|(id, record)| (*id, record.clone())).collect()
}
