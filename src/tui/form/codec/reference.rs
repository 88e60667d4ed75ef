//! References to other records: `C-4 Kerr`, chosen from what is suggested.

use app::Wanted;
use domain::{ClientId, Crew, EntityKind, EntityRef, ServiceId, SiteId, TechnicianId};

use super::Codec;
use crate::form::spec::{Ground, Kind};

/// The client it belongs to.
pub(in crate::form) fn client() -> Codec<ClientId> {
    Codec {
        kind: Kind::One(Wanted::Client),
        example: "a name, a number or an address",
        say: |id, ground| if id.0 == 0 { String::new() } else { ground.say((*id).into()) },
        put: |slot, text, ground| {
            *slot = ClientId(read_one(text, EntityKind::Client, ground)?.unwrap_or(0));
            Ok(())
        },
    }
}

/// The site it is at.
pub(in crate::form) fn site() -> Codec<SiteId> {
    Codec {
        kind: Kind::One(Wanted::Site(None)),
        example: "an address or a name",
        say: |id, ground| if id.0 == 0 { String::new() } else { ground.say((*id).into()) },
        put: |slot, text, ground| {
            *slot = SiteId(read_one(text, EntityKind::Site, ground)?.unwrap_or(0));
            Ok(())
        },
    }
}

/// The site, or none yet.
pub(in crate::form) fn site_or_none() -> Codec<Option<SiteId>> {
    Codec {
        kind: Kind::One(Wanted::Site(None)),
        example: "an address or a name of the client's",
        say: |id, ground| id.map_or_else(String::new, |id| ground.say(id.into())),
        put: |slot, text, ground| {
            *slot = read_one(text, EntityKind::Site, ground)?.map(SiteId);
            Ok(())
        },
    }
}

/// A site of whomever, or none.
pub(in crate::form) fn any_site_or_none() -> Codec<Option<SiteId>> {
    Codec {
        kind: Kind::One(Wanted::AnySite),
        example: "an address or a name, of anybody's",
        ..site_or_none()
    }
}

/// Technicians after each other.
pub(in crate::form) fn technicians() -> Codec<Vec<TechnicianId>> {
    Codec {
        kind: Kind::Many(Wanted::Technician),
        example: "names, with commas between",
        say: |ids, ground| ids.iter().map(|id| ground.say((*id).into())).collect::<Vec<_>>().join(", "),
        put: |slot, text, ground| {
            let read = read_many(text, EntityKind::Technician, ground)?;
            *slot = read.into_iter().map(TechnicianId).collect();
            Ok(())
        },
    }
}

/// Who goes: the lead first, then the helpers.
pub(in crate::form) fn crew() -> Codec<Option<Crew>> {
    Codec {
        kind: Kind::Many(Wanted::Technician),
        example: "the lead first, then helpers",
        say: |crew, ground| {
            let members = crew.iter().flat_map(Crew::members).map(|id| ground.say(id.into()));
            members.collect::<Vec<_>>().join(", ")
        },
        put: |slot, text, ground| {
            let mut read = read_many(text, EntityKind::Technician, ground)?.into_iter().map(TechnicianId);
            *slot = read.next().map(|lead| Crew { lead, helpers: read.collect() });
            Ok(())
        },
    }
}

/// Entries of the price book.
pub(in crate::form) fn services() -> Codec<Vec<ServiceId>> {
    Codec {
        kind: Kind::Many(Wanted::Service),
        example: "names or codes, with commas between",
        say: |ids, ground| ids.iter().map(|id| ground.say((*id).into())).collect::<Vec<_>>().join(", "),
        put: |slot, text, ground| {
            *slot = read_many(text, EntityKind::Service, ground)?.into_iter().map(ServiceId).collect();
            Ok(())
        },
    }
}

/// The number of the one record named; none when the text is empty.
pub(super) fn read_one(text: &str, kind: EntityKind, ground: &Ground) -> Result<Option<u64>, String> {
    match read_many(text, kind, ground)?.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(format!("names more than one {}", kind.word())),
    }
}

/// The numbers of the records named, each once: `T-1 Dana Price, T-2 Ravi Shah`.
pub(in crate::form) fn read_many(text: &str, kind: EntityKind, ground: &Ground) -> Result<Vec<u64>, String> {
    let mut found: Vec<u64> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (entity, after) = take_named(rest, kind, ground)?;
        if !found.contains(&entity.id) {
            found.push(entity.id);
        }
        rest = after.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    }
    Ok(found)
}

/// The record that a text begins with, by its id and the name that belongs to it, and what follows.
fn take_named<'t>(text: &'t str, kind: EntityKind, ground: &Ground) -> Result<(EntityRef, &'t str), String> {
    let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
    let (id, after) = text.split_at(end);
    let unknown = || {
        let said = text.split(',').next().unwrap_or(text).trim();
        format!("“{said}” is no {} yet: type part of the name and take one of the list", kind.word())
    };
    let Ok(entity) = id.parse::<EntityRef>() else {
        return take_by_name(text, kind, ground).ok_or_else(unknown);
    };
    if entity.kind != kind {
        return Err(format!("{entity} is a {}, not a {}", entity.kind.word(), kind.word()));
    }
    let name = ground.names.get(&entity).map(|name| name.replace('\n', " "));
    let after = after.trim_start();
    let rest = name.as_deref().and_then(|name| strip_name(after, name)).unwrap_or(after);
    if rest.trim_start().is_empty() || rest.trim_start().starts_with(',') {
        return Ok((entity, rest));
    }
    Err(unknown())
}

/// What follows the name of a record: the whole of it, or a site's without the address behind it.
fn strip_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let short = |name: &str| {
        let (first, _) = name.split_once(',')?;
        text.strip_prefix(first).filter(|rest| rest.is_empty() || rest.starts_with(','))
    };
    text.strip_prefix(name).or_else(|| short(name))
}

/// The technician or service whose whole name a text begins with, if only one is known by it. Clients and sites can
/// share a name with one that is not loaded, so these are taken from the list alone.
fn take_by_name<'t>(text: &'t str, kind: EntityKind, ground: &Ground) -> Option<(EntityRef, &'t str)> {
    if !matches!(kind, EntityKind::Technician | EntityKind::Service) {
        return None;
    }
    let (said, rest) = text.split_at(text.find(',').unwrap_or(text.len()));
    let is_called = |name: &str| name.to_lowercase() == said.trim().to_lowercase();
    let mut named = ground.names.iter().filter(|(entity, name)| entity.kind == kind && is_called(name));
    let (entity, _) = named.next()?;
    named.next().is_none().then_some((*entity, rest))
}
