//! Tags put on a record and taken off it.

use super::desk::Desk;
use super::validate::validate;
use crate::{EntityRef, Fact, Record, Refusal};

/// Adds tags and takes others off; compared without regard to letter case, kept as they were first written.
pub(super) fn retag(
    desk: &mut Desk<'_>,
    about: EntityRef,
    add: &[String],
    remove: &[String],
) -> Result<(Fact, String), Refusal> {
    let mut record = desk.slice.get(about).ok_or(Refusal::NotFound { entity: about })?;
    let Some(tags) = tags_of(&mut record) else {
        let message = format!("a {} has no tags", about.kind.word());
        return Err(Refusal::invalid("tags", message, "tag its job, site, client or technician"));
    };
    let before = tags.clone();
    tags.retain(|tag| !remove.iter().any(|gone| alike(tag, gone)));
    for tag in add.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| alike(known, tag)) {
            tags.push(tag.to_owned());
        }
    }
    if *tags == before {
        return Err(Refusal::NothingToDo { what: format!("{about} has these tags already") });
    }
    let signed = |sign: &str, tags: &[String]| -> Vec<String> {
        tags.iter().map(|tag| format!("{sign}{}", tag.trim())).collect()
    };
    let said = [signed("+", add), signed("-", remove)].concat().join(" ");
    let summary = format!("Tagged {about} {}: {said}", record.label());
    validate(desk, &record)?;
    desk.put(about, record);
    Ok((Fact::RecordEdited, summary))
}

fn alike(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn tags_of(record: &mut Record) -> Option<&mut Vec<String>> {
    match record {
        Record::Client(client) => Some(&mut client.tags),
        Record::Site(site) => Some(&mut site.tags),
        Record::Technician(technician) => Some(&mut technician.tags),
        Record::Job(job) => Some(&mut job.tags),
        Record::Business(_)
        | Record::Contact(_)
        | Record::Equipment(_)
        | Record::Service(_)
        | Record::Visit(_)
        | Record::Event(_)
        | Record::Note(_) => None,
    }
}
