//! The columns of each kind of record: their names, where in the record they stand, and what they show of it.

use std::borrow::Cow;

use domain::{Definitions, EntityKind, FieldKind, FieldOn, Record};

use super::around::Around;
use super::cell::Cell;
use super::shape::Shape;
use super::written as w;

/// One column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its name, without the prefix of its part of a sheet.
    pub(crate) name: Cow<'static, str>,
    /// The field's place in the record; one that begins with `@` is for reading only.
    pub(crate) path: Cow<'static, str>,
    /// How its cells are read back.
    pub(crate) shape: Shape,
    show: Show,
}

/// What a column shows of a record.
#[derive(Debug, Clone)]
enum Show {
    Own(ShowOwn),
    /// The field of this id that the business added.
    Added(String),
}

/// Makes the cell of a field that all records of a kind have.
type ShowOwn = for<'r> fn(&'r Record, &Around<'r>) -> Cell<'r>;

impl Column {
    /// Whether it only repeats what is kept elsewhere, so that an import passes it over.
    pub(crate) fn is_derived(&self) -> bool {
        self.path.starts_with('@')
    }

    /// What it shows of a record.
    pub(super) fn cell<'r>(&self, record: &'r Record, around: &Around<'r>) -> Cell<'r> {
        match &self.show {
            Show::Own(show) => show(record, around),
            Show::Added(id) => record
                .fields()
                .and_then(|fields| fields.get(id))
                .map_or(Cell::Blank, |value| w::added(value, self.shape)),
        }
    }
}

type Row = (&'static str, &'static str, Shape, ShowOwn);

/// The columns of a kind: name, path, shape, and what they show of the record and what is around it.
macro_rules! rows {
    ($kind:ident, $record:ident, $around:ident: $($name:literal, $path:literal, $shape:expr => $cell:expr;)*) => {
        &[$(($name, $path, $shape, |record, $around| {
            let Record::$kind($record) = record else { return Cell::Blank };
            // Not every cell looks at both.
            let _ = ($record, $around);
            $cell
        }),)*]
    };
}

const PHONES: Shape = Shape::Pairs("label", "number");
const EXTERNAL: Shape = Shape::Pairs("source", "key");

const CLIENT: &[Row] = rows! { Client, client, around:
    "name", "name", Shape::Text => w::text(&client.name);
    "phones", "phones", PHONES => w::phones(&client.phones);
    "emails", "emails", Shape::Words => w::words(client.emails.iter().map(String::as_str));
    "channel", "channel", Shape::Text => w::text(client.channel.map_or("", domain::Channel::word));
    "preferences", "preferences", Shape::Text => w::text(&client.preferences);
    "preferred_technicians", "preferred", Shape::Ids => w::ids(client.preferred.iter().copied(), around);
    "required_technicians", "required", Shape::Ids => w::ids(client.required.iter().copied(), around);
    "barred_technicians", "barred", Shape::Ids => w::ids(client.barred.iter().copied(), around);
    "tags", "tags", Shape::Words => w::words(client.tags.iter().map(String::as_str));
    "inactive", "inactive", Shape::Flag => w::flag(client.inactive);
    "external_ids", "external", EXTERNAL => w::external(&client.external);
};

const CONTACT: &[Row] = rows! { Contact, contact, around:
    "name", "name", Shape::Text => w::text(&contact.name);
    "role", "role", Shape::Text => w::text(&contact.role);
    "phones", "phones", PHONES => w::phones(&contact.phones);
    "emails", "emails", Shape::Words => w::words(contact.emails.iter().map(String::as_str));
    "channel", "channel", Shape::Text => w::text(contact.channel.map_or("", domain::Channel::word));
    "opt_outs", "opt_outs", Shape::Words => w::words(contact.opt_outs.iter().map(|channel| channel.word()));
    "external_ids", "external", EXTERNAL => w::external(&contact.external);
};

const SITE: &[Row] = rows! { Site, site, around:
    "name", "name", Shape::Text => w::text(&site.name);
    "street", "address.street", Shape::Text => w::text(&site.address.street);
    "city", "address.city", Shape::Text => w::text(&site.address.city);
    "region", "address.region", Shape::Text => w::text(&site.address.region);
    "postcode", "address.postcode", Shape::Text => w::text(&site.address.postcode);
    "country", "address.country", Shape::Text => w::text(&site.address.country);
    "latitude", "position.latitude", Shape::Number => w::of(site.position.as_ref(), |it| Cell::Number(it.latitude));
    "longitude", "position.longitude", Shape::Number => w::of(site.position.as_ref(), |it| Cell::Number(it.longitude));
    "zone", "zone", Shape::Text => w::text(&site.zone);
    "access_notes", "access_notes", Shape::Text => w::text(&site.access_notes);
    "hazards", "hazards", Shape::Text => w::text(&site.hazards);
    "parking", "parking", Shape::Text => w::text(&site.parking);
    "tags", "tags", Shape::Words => w::words(site.tags.iter().map(String::as_str));
    "external_ids", "external", EXTERNAL => w::external(&site.external);
};

const EQUIPMENT: &[Row] = rows! { Equipment, equipment, around:
    "client_id", "@client_id", Shape::Id => w::id(around.said.client_id);
    "client", "@client", Shape::Text => w::text(around.said.client.map_or("", |(_, name)| name));
    "site_id", "site", Shape::Id => w::id(Some(equipment.site));
    "site", "@site", Shape::Text => w::text(around.said.site.map_or("", |(_, site)| &site.label));
    "name", "name", Shape::Text => w::text(&equipment.name);
    "make", "make", Shape::Text => w::text(&equipment.make);
    "model", "model", Shape::Text => w::text(&equipment.model);
    "serial", "serial", Shape::Text => w::text(&equipment.serial);
    "installed", "installed", Shape::Date => w::date(equipment.installed);
    "warranty_until", "warranty_until", Shape::Date => w::date(equipment.warranty_until);
    "external_ids", "external", EXTERNAL => w::external(&equipment.external);
};

const TECHNICIAN: &[Row] = rows! { Technician, technician, around:
    "name", "name", Shape::Text => w::text(&technician.name);
    "skills", "skills", Shape::Skills => w::skills(&technician.skills);
    "departments", "departments", Shape::Words => w::words(technician.departments.iter().map(String::as_str));
    "phones", "phones", PHONES => w::phones(&technician.phones);
    "emails", "emails", Shape::Words => w::words(technician.emails.iter().map(String::as_str));
    "home_street", "home.street", Shape::Text => w::text(&technician.home.street);
    "home_city", "home.city", Shape::Text => w::text(&technician.home.city);
    "home_region", "home.region", Shape::Text => w::text(&technician.home.region);
    "home_postcode", "home.postcode", Shape::Text => w::text(&technician.home.postcode);
    "home_country", "home.country", Shape::Text => w::text(&technician.home.country);
    "home_latitude", "home_position.latitude", Shape::Number => w::of(technician.home_position.as_ref(), |it| Cell::Number(it.latitude));
    "home_longitude", "home_position.longitude", Shape::Number => w::of(technician.home_position.as_ref(), |it| Cell::Number(it.longitude));
    "hours", "hours", Shape::Json => w::json(&technician.hours);
    "exceptions", "exceptions", Shape::Json => w::list(&technician.exceptions);
    "breaks", "breaks", Shape::Json => w::list(&technician.breaks);
    "daily_limit", "daily_limit", Shape::Count => w::count(technician.daily_limit);
    "hourly_cost", "hourly_cost.minor", Shape::Minor => w::of(technician.hourly_cost.as_ref(), |it| w::amount(it, around));
    "currency", "hourly_cost.currency", Shape::Text => w::of(technician.hourly_cost.as_ref(), |it| w::word(&it.currency));
    "tags", "tags", Shape::Words => w::words(technician.tags.iter().map(String::as_str));
    "inactive", "inactive", Shape::Flag => w::flag(technician.inactive);
    "external_ids", "external", EXTERNAL => w::external(&technician.external);
};

const SERVICE: &[Row] = rows! { Service, service, around:
    "name", "name", Shape::Text => w::text(&service.name);
    "code", "code", Shape::Text => w::text(&service.code);
    "scope", "scope", Shape::Text => w::text(&service.scope);
    "exclusions", "exclusions", Shape::Text => w::text(&service.exclusions);
    "conditions", "conditions", Shape::Text => w::text(&service.conditions);
    "duration_minutes", "duration_minutes", Shape::Count => w::count(Some(service.duration_minutes));
    "skills", "skills", Shape::Skills => w::skills(&service.skills);
    "crew_size", "crew_size", Shape::Count => w::count(Some(service.crew_size));
    "checklist", "checklist", Shape::Json => w::list(&service.checklist);
    "parts", "parts", Shape::Json => w::list(&service.parts);
    "price", "price.minor", Shape::Minor => w::of(service.price.as_ref(), |it| w::amount(it, around));
    "currency", "price.currency", Shape::Text => w::of(service.price.as_ref(), |it| w::word(&it.currency));
    "inactive", "inactive", Shape::Flag => w::flag(service.inactive);
    "external_ids", "external", EXTERNAL => w::external(&service.external);
};

const JOB: &[Row] = rows! { Job, job, around:
    "client_id", "client", Shape::Id => w::id(Some(job.client));
    "client", "@client", Shape::Text => w::text(around.said.client.map_or("", |(_, name)| name));
    "site_id", "site", Shape::Id => w::id(job.site);
    "site", "@site", Shape::Text => w::text(around.said.site.map_or("", |(_, site)| &site.label));
    "address", "@address", Shape::Text => w::text(around.said.site.map_or("", |(_, site)| &site.address));
    "title", "title", Shape::Text => w::text(&job.title);
    "description", "description", Shape::Text => w::text(&job.description);
    "stage", "@stage", Shape::Text => w::text(around.said.stage.map_or("", domain::Stage::name));
    "substatus", "substatus.label", Shape::Text => w::of(job.substatus.as_ref(), |it| w::text(&it.label));
    "substatus_stage", "substatus.stage", Shape::Text => w::of(job.substatus.as_ref(), |it| w::word(&it.stage));
    "services", "services", Shape::Ids => w::ids(job.services.iter().copied(), around);
    "skills", "skills", Shape::Skills => w::skills(&job.skills);
    "priority", "priority", Shape::Text => w::word(&job.priority);
    "agreed_at", "agreed_at", Shape::Moment => w::at(Some(job.agreed_at), around);
    "duration_minutes", "duration_minutes", Shape::Count => w::count(job.duration_minutes);
    "offered", "offered", Shape::Json => w::list(&job.offered);
    "collect_site_id", "collect_at", Shape::Id => w::id(job.collect_at);
    "collect_minutes", "collect_minutes", Shape::Count => w::count(job.collect_minutes);
    "promised_from", "@promised_from", Shape::Moment => w::at(around.said.promised.map(|window| window.start), around);
    "promised_to", "@promised_to", Shape::Moment => w::at(around.said.promised.map(|window| window.end), around);
    "due", "@due", Shape::Moment => w::at(around.said.due, around);
    "promises", "promises", Shape::Json => w::list(&job.promises);
    "checklist", "checklist", Shape::Json => w::list(&job.checklist);
    "price", "price.minor", Shape::Minor => w::of(job.price.as_ref(), |it| w::amount(it, around));
    "currency", "price.currency", Shape::Text => w::of(job.price.as_ref(), |it| w::word(&it.currency));
    "invoice", "invoice", Shape::Text => w::word(&job.invoice);
    "tags", "tags", Shape::Words => w::words(job.tags.iter().map(String::as_str));
    "hold_reason", "hold.reason", Shape::Text => w::of(job.hold.as_ref(), |it| w::word(&it.reason));
    "hold_owner", "hold.owner", Shape::Text => w::of(job.hold.as_ref(), |it| w::text(&it.owner));
    "hold_look_again", "hold.look_again", Shape::Date => w::of(job.hold.as_ref(), |it| w::date(Some(it.look_again)));
    "hold_note", "hold.note", Shape::Text => w::of(job.hold.as_ref(), |it| w::text(&it.note));
    "hold_at", "hold.at", Shape::Moment => w::of(job.hold.as_ref(), |it| w::at(Some(it.at), around));
    "completed_at", "completion.at", Shape::Moment => w::of(job.completion.as_ref(), |it| w::at(Some(it.at), around));
    "completed_by", "completion.by", Shape::Text => w::of(job.completion.as_ref(), |it| w::text(&it.by));
    "outcome", "completion.outcome", Shape::Text => w::of(job.completion.as_ref(), |it| w::text(&it.outcome));
    "parts", "completion.parts", Shape::Json => w::of(job.completion.as_ref(), |it| w::json(&it.parts));
    "verified_at", "verification.at", Shape::Moment => w::of(job.verification.as_ref(), |it| w::at(Some(it.at), around));
    "verified_by", "verification.by", Shape::Text => w::of(job.verification.as_ref(), |it| w::text(&it.by));
    "verified_how", "verification.how", Shape::How => w::of(job.verification.as_ref(), |it| w::how(&it.how));
    "closed_at", "closed_at", Shape::Moment => w::at(job.closed_at, around);
    "cancelled_at", "cancellation.at", Shape::Moment => w::of(job.cancellation.as_ref(), |it| w::at(Some(it.at), around));
    "cancelled_by", "cancellation.by", Shape::Text => w::of(job.cancellation.as_ref(), |it| w::text(&it.by));
    "cancel_reason", "cancellation.reason", Shape::Text => w::of(job.cancellation.as_ref(), |it| w::text(&it.reason));
    "cancel_asked_by", "cancellation.asked_by", Shape::Text => w::of(job.cancellation.as_ref(), |it| w::text(&it.asked_by));
    "overrides", "overrides", Shape::Json => w::list(&job.overrides);
    "external_ids", "external", EXTERNAL => w::external(&job.external);
};

const VISIT: &[Row] = rows! { Visit, visit, around:
    "state", "state", Shape::State => w::state(&visit.state);
    "start", "slot.span.start", Shape::Moment => w::of(visit.slot.as_ref(), |it| w::at(Some(it.span.start), around));
    "end", "slot.span.end", Shape::Moment => w::of(visit.slot.as_ref(), |it| w::at(Some(it.span.end), around));
    "local_start", "slot.local_start", Shape::Text => w::of(visit.slot.as_ref(), |it| w::word(&it.local_start));
    "time_zone", "slot.zone", Shape::Text => w::of(visit.slot.as_ref(), |it| w::text(it.zone.name()));
    "technicians", "crew", Shape::Crew => w::of(visit.crew.as_ref(), |it| w::ids(it.members(), around));
    "window_start", "window.start", Shape::Moment => w::of(visit.window.as_ref(), |it| w::at(Some(it.start), around));
    "window_end", "window.end", Shape::Moment => w::of(visit.window.as_ref(), |it| w::at(Some(it.end), around));
    "told_at", "told_at", Shape::Moment => w::at(visit.told_at, around);
    "minutes", "minutes", Shape::Count => w::count(Some(visit.minutes));
    "purpose", "purpose", Shape::Text => w::text(&visit.purpose);
    "pinned", "pinned", Shape::Flag => w::flag(visit.pinned);
    "history", "history", Shape::Json => w::list(&visit.history);
    "overrides", "overrides", Shape::Json => w::list(&visit.overrides);
    "external_ids", "external", EXTERNAL => w::external(&visit.external);
};

/// What stands before a visit's own columns in a sheet of visits.
const VISIT_OF: &[Row] = rows! { Visit, visit, around:
    "job_id", "job", Shape::Id => w::id(Some(visit.job));
    "job", "@job", Shape::Text => w::text(around.said.job.map_or("", |(_, job)| &job.title));
    "client_id", "@client_id", Shape::Id => w::id(around.said.client_id);
    "client", "@client", Shape::Text => w::text(around.said.client.map_or("", |(_, name)| name));
    "site_id", "@site_id", Shape::Id => w::id(around.said.site_id);
    "site", "@site", Shape::Text => w::text(around.said.site.map_or("", |(_, site)| &site.label));
    "address", "@address", Shape::Text => w::text(around.said.site.map_or("", |(_, site)| &site.address));
};

const NOTE: &[Row] = rows! { Note, note, around:
    "at", "at", Shape::Moment => w::at(Some(note.at), around);
    "by", "by", Shape::Text => w::text(&note.by);
    "text", "text", Shape::Text => w::text(&note.text);
};

/// The columns of a kind of record.
pub(crate) fn columns_of(kind: EntityKind) -> Vec<Column> {
    let rows = match kind {
        EntityKind::Client => CLIENT,
        EntityKind::Contact => CONTACT,
        EntityKind::Site => SITE,
        EntityKind::Equipment => EQUIPMENT,
        EntityKind::Technician => TECHNICIAN,
        EntityKind::Service => SERVICE,
        EntityKind::Job => JOB,
        EntityKind::Visit => VISIT,
        EntityKind::Note => NOTE,
        EntityKind::Business | EntityKind::Event => &[],
    };
    columns(rows)
}

/// The columns of a visit in a sheet of its own, where its job does not stand beside it.
pub(crate) fn columns_of_visits() -> Vec<Column> {
    columns(VISIT_OF).into_iter().chain(columns(VISIT)).collect()
}

/// The columns of the fields that the business added to a kind of record, named by their ids; one that would take
/// the name of another column has `field_` in front.
pub(crate) fn columns_added(kind: EntityKind, others: &[Column], definitions: &Definitions) -> Vec<Column> {
    let Some(on) = FieldOn::of_kind(kind) else { return Vec::new() };
    let column = |field: &domain::FieldDefinition| {
        let is_taken = field.id == "id" || others.iter().any(|other| other.name == field.id);
        let name = if is_taken { format!("field_{}", field.id) } else { field.id.clone() };
        let shape = match field.kind {
            FieldKind::Text | FieldKind::Choice(_) => Shape::Text,
            FieldKind::Number => Shape::OwnNumber,
            FieldKind::Date => Shape::Date,
            FieldKind::YesNo => Shape::YesNo,
        };
        let path = Cow::Owned(format!("fields.{}", field.id));
        Column { name: Cow::Owned(name), path, shape, show: Show::Added(field.id.clone()) }
    };
    definitions.on(on).map(column).collect()
}

fn columns(rows: &[Row]) -> Vec<Column> {
    let column = |(name, path, shape, show): &Row| Column {
        name: Cow::Borrowed(*name),
        path: Cow::Borrowed(*path),
        shape: *shape,
        show: Show::Own(*show),
    };
    rows.iter().map(column).collect()
}
