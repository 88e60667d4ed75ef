//! What actions in an opened job or client are about.

use app::DraftDiff;
use app::view::{ClientCard, JobCard, SiteLine, TimelineView, VisitLine};
use domain::{ClientId, EntityKind, EntityRef, JobId, VisitId};

use crate::ask::Target;
use crate::pane::detail::Row;
use crate::pane::target;

/// The selected visit of a job, else the job with the visit that speaks for it.
pub(super) fn target_in_job(card: &JobCard, selected: Option<Row>) -> Target {
    let line = &card.line;
    let visit_of = |id| card.visits.iter().find(|visit| visit.id == id);
    let known = |target: Target| Target {
        job: Some((line.id, line.version)),
        stage: Some(line.stage),
        phone: card.phones.first().map_or_else(String::new, |phone| phone.number.clone()),
        address: card.place.as_ref().map_or_else(String::new, |place| place.address.clone()),
        ..target
    };
    let chosen: Option<&VisitLine> = match selected {
        Some(Row::Visit(id)) => visit_of(id),
        Some(Row::Job(_) | Row::Site(_) | Row::Contact(_) | Row::Equipment(_) | Row::Operation(_)) | None => {
            None
        }
    };
    if let Some(visit) = chosen {
        return known(target::of_visit(visit));
    }
    let speaking = line.visit.and_then(visit_of);
    let visit = speaking.map(|visit| (visit.id, visit.version));
    known(Target { visit, ..target::of_job(line) })
}

/// What a row of a client is about, else the client itself.
pub(in crate::pane) fn target_in_client(card: &ClientCard, selected: Option<Row>) -> Target {
    let client = Some((card.id, card.version));
    let phone = card.client.phones.first().map_or_else(String::new, |phone| phone.number.clone());
    let email = card.client.emails.first().cloned().unwrap_or_default();
    let whole = || Target {
        client,
        label: format!("{} {}", card.id, card.client.name),
        phone: phone.clone(),
        email: email.clone(),
        address: card.sites.first().map_or_else(String::new, |site| site.card.address.clone()),
        ..Target::default()
    };
    let of_row = selected.and_then(|row| match row {
        Row::Visit(id) => {
            let visit = card.next_visit.iter().chain(&card.last_visits).find(|visit| visit.id == id)?;
            Some(Target { client, phone: phone.clone(), email: email.clone(), ..target::of_visit(visit) })
        }
        Row::Job(id) => {
            let job = card.open_jobs.iter().find(|job| job.id == id)?;
            Some(Target { client, phone: phone.clone(), email: email.clone(), ..target::of_job(job) })
        }
        Row::Site(id) => {
            let site = card.sites.iter().find(|site| site.card.id == id)?;
            let label = format!("{id} {}, {}", site.card.address, card.client.name);
            let record = Some((id.into(), site.card.version));
            Some(Target { record, label, address: site.card.address.clone(), ..whole() })
        }
        Row::Equipment(id) => {
            let of_site = |site: &&SiteLine| site.equipment.iter().any(|own| own.id == id);
            let site = card.sites.iter().find(of_site)?;
            let equipment = &site.equipment.iter().find(|own| own.id == id)?.record;
            let label = format!("{id} {}, {}", equipment.name, card.client.name);
            let record = Some((id.into(), 0));
            Some(Target { record, label, address: site.card.address.clone(), ..whole() })
        }
        Row::Operation(_) => None,
        Row::Contact(id) => {
            let contact = &card.contacts.iter().find(|contact| contact.id == id)?.record;
            let label = format!("{id} {}, {}", contact.name, card.client.name);
            let own = contact.phones.first().map(|phone| phone.number.clone());
            let phone = own.unwrap_or_else(|| phone.clone());
            let email = contact.emails.first().cloned().unwrap_or_else(|| email.clone());
            Some(Target { record: Some((id.into(), 0)), label, phone, email, ..whole() })
        }
    });
    of_row.unwrap_or_else(whole)
}

/// What actions on a history are about: the record that it is of.
pub(super) fn target_of_history(view: &TimelineView) -> Target {
    let entity: EntityRef = view.entity;
    let is_own = matches!(entity.kind, EntityKind::Visit | EntityKind::Job | EntityKind::Client);
    let only = |kind: EntityKind| Some((entity.id, 0_i64)).filter(|_| entity.kind == kind);
    Target {
        record: Some((entity, 0)).filter(|_| !is_own),
        visit: only(EntityKind::Visit).map(|(id, version)| (VisitId(id), version)),
        job: only(EntityKind::Job).map(|(id, version)| (JobId(id), version)),
        client: only(EntityKind::Client).map(|(id, version)| (ClientId(id), version)),
        label: view.label.clone(),
        ..Target::default()
    }
}

/// The visit that is selected among the differences of a draft.
pub(super) fn target_in_diff(diff: &DraftDiff, selected: Option<Row>) -> Option<Target> {
    let Some(Row::Visit(id)) = selected else { return None };
    let target = |job: JobId, label: &str, minutes: u32, pinned: bool| Target {
        visit: Some((id, 0)),
        job: Some((job, 0)),
        minutes,
        pinned,
        label: format!("{id} {label}"),
        ..Target::default()
    };
    if let Some(visit) = diff.visits.iter().find(|visit| visit.visit == id) {
        return Some(target(visit.job, &visit.label, visit.minutes, visit.after.pinned));
    }
    let moved = diff.underneath.iter().find(|moved| moved.entity == EntityRef::from(id))?;
    let pinned = moved.now.as_ref().is_some_and(|now| now.pinned);
    Some(target(moved.job?, &moved.label, moved.minutes, pinned))
}
