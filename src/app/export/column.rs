//! The columns of each kind of record: their names, and where in the record they stand.

use std::borrow::Cow;

use domain::{Definitions, EntityKind, FieldKind, FieldOn};

use super::shape::Shape;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name, without the prefix of its part of a sheet.
    pub(crate) name: Cow<'static, str>,
    /// The field's place in the record; one that begins with `@` is for reading only.
    pub(crate) path: Cow<'static, str>,
    /// How it stands in a cell.
    pub(crate) shape: Shape,
}

impl Column {
    /// Whether it only repeats what is kept elsewhere, so that an import passes it over.
    pub(crate) fn is_derived(&self) -> bool {
        self.path.starts_with('@')
    }
}

type Row = (&'static str, &'static str, Shape);

const PHONES: Shape = Shape::Pairs("label", "number");
const EXTERNAL: Row = ("external_ids", "external", Shape::Pairs("source", "key"));

const CLIENT: &[Row] = &[
    ("name", "name", Shape::Text),
    ("phones", "phones", PHONES),
    ("emails", "emails", Shape::Words),
    ("channel", "channel", Shape::Text),
    ("preferences", "preferences", Shape::Text),
    ("preferred_technicians", "preferred", Shape::Ids),
    ("barred_technicians", "barred", Shape::Ids),
    ("tags", "tags", Shape::Words),
    ("inactive", "inactive", Shape::Flag),
    EXTERNAL,
];

const CONTACT: &[Row] = &[
    ("name", "name", Shape::Text),
    ("role", "role", Shape::Text),
    ("phones", "phones", PHONES),
    ("emails", "emails", Shape::Words),
    ("channel", "channel", Shape::Text),
    ("opt_outs", "opt_outs", Shape::Words),
    EXTERNAL,
];

const SITE: &[Row] = &[
    ("name", "name", Shape::Text),
    ("street", "address.street", Shape::Text),
    ("city", "address.city", Shape::Text),
    ("region", "address.region", Shape::Text),
    ("postcode", "address.postcode", Shape::Text),
    ("country", "address.country", Shape::Text),
    ("latitude", "position.latitude", Shape::Number),
    ("longitude", "position.longitude", Shape::Number),
    ("zone", "zone", Shape::Text),
    ("access_notes", "access_notes", Shape::Text),
    ("hazards", "hazards", Shape::Text),
    ("parking", "parking", Shape::Text),
    ("tags", "tags", Shape::Words),
    EXTERNAL,
];

const EQUIPMENT: &[Row] = &[
    ("client_id", "@client_id", Shape::Id),
    ("client", "@client", Shape::Text),
    ("site_id", "site", Shape::Id),
    ("site", "@site", Shape::Text),
    ("name", "name", Shape::Text),
    ("make", "make", Shape::Text),
    ("model", "model", Shape::Text),
    ("serial", "serial", Shape::Text),
    ("installed", "installed", Shape::Date),
    ("warranty_until", "warranty_until", Shape::Date),
    EXTERNAL,
];

const TECHNICIAN: &[Row] = &[
    ("name", "name", Shape::Text),
    ("skills", "skills", Shape::Skills),
    ("departments", "departments", Shape::Words),
    ("phones", "phones", PHONES),
    ("emails", "emails", Shape::Words),
    ("home_street", "home.street", Shape::Text),
    ("home_city", "home.city", Shape::Text),
    ("home_region", "home.region", Shape::Text),
    ("home_postcode", "home.postcode", Shape::Text),
    ("home_country", "home.country", Shape::Text),
    ("home_latitude", "home_position.latitude", Shape::Number),
    ("home_longitude", "home_position.longitude", Shape::Number),
    ("hours", "hours", Shape::Json),
    ("exceptions", "exceptions", Shape::Json),
    ("daily_limit", "daily_limit", Shape::Count),
    ("tags", "tags", Shape::Words),
    ("inactive", "inactive", Shape::Flag),
    EXTERNAL,
];

const SERVICE: &[Row] = &[
    ("name", "name", Shape::Text),
    ("code", "code", Shape::Text),
    ("scope", "scope", Shape::Text),
    ("exclusions", "exclusions", Shape::Text),
    ("conditions", "conditions", Shape::Text),
    ("duration_minutes", "duration_minutes", Shape::Count),
    ("skills", "skills", Shape::Skills),
    ("crew_size", "crew_size", Shape::Count),
    ("checklist", "checklist", Shape::Json),
    ("parts", "parts", Shape::Json),
    ("price", "price.minor", Shape::Minor),
    ("currency", "price.currency", Shape::Text),
    ("inactive", "inactive", Shape::Flag),
    EXTERNAL,
];

const JOB: &[Row] = &[
    ("client_id", "client", Shape::Id),
    ("client", "@client", Shape::Text),
    ("site_id", "site", Shape::Id),
    ("site", "@site", Shape::Text),
    ("address", "@address", Shape::Text),
    ("title", "title", Shape::Text),
    ("description", "description", Shape::Text),
    ("stage", "@stage", Shape::Text),
    ("substatus", "substatus.label", Shape::Text),
    ("substatus_stage", "substatus.stage", Shape::Text),
    ("services", "services", Shape::Ids),
    ("skills", "skills", Shape::Skills),
    ("priority", "priority", Shape::Text),
    ("agreed_at", "agreed_at", Shape::Moment),
    ("duration_minutes", "duration_minutes", Shape::Count),
    ("promised_from", "@promised_from", Shape::Moment),
    ("promised_to", "@promised_to", Shape::Moment),
    ("due", "@due", Shape::Moment),
    ("promises", "promises", Shape::Json),
    ("checklist", "checklist", Shape::Json),
    ("price", "price.minor", Shape::Minor),
    ("currency", "price.currency", Shape::Text),
    ("invoice", "invoice", Shape::Text),
    ("tags", "tags", Shape::Words),
    ("hold_reason", "hold.reason", Shape::Text),
    ("hold_owner", "hold.owner", Shape::Text),
    ("hold_look_again", "hold.look_again", Shape::Date),
    ("hold_note", "hold.note", Shape::Text),
    ("hold_at", "hold.at", Shape::Moment),
    ("completed_at", "completion.at", Shape::Moment),
    ("completed_by", "completion.by", Shape::Text),
    ("outcome", "completion.outcome", Shape::Text),
    ("parts", "completion.parts", Shape::Json),
    ("verified_at", "verification.at", Shape::Moment),
    ("verified_by", "verification.by", Shape::Text),
    ("verified_how", "verification.how", Shape::How),
    ("closed_at", "closed_at", Shape::Moment),
    ("cancelled_at", "cancellation.at", Shape::Moment),
    ("cancelled_by", "cancellation.by", Shape::Text),
    ("cancel_reason", "cancellation.reason", Shape::Text),
    ("cancel_asked_by", "cancellation.asked_by", Shape::Text),
    ("overrides", "overrides", Shape::Json),
    EXTERNAL,
];

const VISIT: &[Row] = &[
    ("state", "state", Shape::State),
    ("start", "slot.span.start", Shape::Moment),
    ("end", "slot.span.end", Shape::Moment),
    ("local_start", "slot.local_start", Shape::Text),
    ("time_zone", "slot.zone", Shape::Text),
    ("technicians", "crew", Shape::Crew),
    ("window_start", "window.start", Shape::Moment),
    ("window_end", "window.end", Shape::Moment),
    ("told_at", "told_at", Shape::Moment),
    ("minutes", "minutes", Shape::Count),
    ("purpose", "purpose", Shape::Text),
    ("pinned", "pinned", Shape::Flag),
    ("history", "history", Shape::Json),
    ("overrides", "overrides", Shape::Json),
    EXTERNAL,
];

/// What stands before a visit's own columns in a sheet of visits.
const VISIT_OF: &[Row] = &[
    ("job_id", "job", Shape::Id),
    ("job", "@job", Shape::Text),
    ("client_id", "@client_id", Shape::Id),
    ("client", "@client", Shape::Text),
    ("site_id", "@site_id", Shape::Id),
    ("site", "@site", Shape::Text),
    ("address", "@address", Shape::Text),
];

const NOTE: &[Row] = &[("at", "at", Shape::Moment), ("by", "by", Shape::Text), ("text", "text", Shape::Text)];

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
        EntityKind::Business => &[],
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
        Column { name: Cow::Owned(name), path: Cow::Owned(format!("fields.{}", field.id)), shape }
    };
    definitions.on(on).map(column).collect()
}

fn columns(rows: &[Row]) -> Vec<Column> {
    let column = |(name, path, shape): &Row| Column {
        name: Cow::Borrowed(*name),
        path: Cow::Borrowed(*path),
        shape: *shape,
    };
    rows.iter().map(column).collect()
}
