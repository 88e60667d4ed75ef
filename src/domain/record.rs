//! Any record, with its kind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Business, Client, Contact, EntityKind, Equipment, Event, ExternalId, Fields, Job, Note, Service, Site,
    Technician, Visit,
};

macro_rules! records {
    ($($kind:ident),*) => {
        /// One record of any kind. Its id is kept beside it, never inside.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "kind", content = "record", rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant holds the record of its name")]
        pub enum Record { $($kind($kind),)* }

        impl Record {
            /// Its kind.
            pub fn kind(&self) -> EntityKind {
                match self { $(Record::$kind(_) => EntityKind::$kind,)* }
            }

            /// Its fields as a JSON object, the form in which the store and the journal keep it.
            pub fn to_fields(&self) -> Result<Map<String, Value>, serde_json::Error> {
                let value = match self { $(Record::$kind(record) => serde_json::to_value(record)?,)* };
                if let Value::Object(fields) = value { Ok(fields) } else { serde_json::from_value(value) }
            }

            /// Its JSON text.
            pub fn to_json(&self) -> Result<String, serde_json::Error> {
                match self { $(Record::$kind(record) => serde_json::to_string(record),)* }
            }

            /// How many bytes its JSON text has.
            pub(crate) fn json_len(&self) -> Result<usize, serde_json::Error> {
                let mut length = Length(0);
                match self { $(Record::$kind(record) => serde_json::to_writer(&mut length, record)?,)* }
                Ok(length.0)
            }

            /// Reads a record of a kind from its fields.
            pub fn from_fields(kind: EntityKind, fields: Map<String, Value>) -> Result<Self, serde_json::Error> {
                let value = Value::Object(fields);
                match kind { $(EntityKind::$kind => serde_json::from_value(value).map(Record::$kind),)* }
            }

            /// Reads a record of a kind from its JSON text.
            pub fn from_json(kind: EntityKind, text: &str) -> Result<Self, serde_json::Error> {
                match kind { $(EntityKind::$kind => serde_json::from_str(text).map(Record::$kind),)* }
            }
        }

        $(
            impl From<$kind> for Record {
                fn from(record: $kind) -> Self { Record::$kind(record) }
            }
            impl TryFrom<Record> for $kind {
                type Error = Record;
                fn try_from(record: Record) -> Result<Self, Record> {
                    if let Record::$kind(inner) = record { Ok(inner) } else { Err(record) }
                }
            }
        )*
    };
}

/// Counts what is written and keeps nothing.
struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

records!(Business, Client, Contact, Site, Equipment, Technician, Service, Job, Visit, Event, Note);

impl Record {
    /// What to call it in a sentence: its name, title or first words.
    pub fn label(&self) -> String {
        match self {
            Record::Business(r) => r.name.clone(),
            Record::Client(r) => r.name.clone(),
            Record::Contact(r) => r.name.clone(),
            Record::Site(r) => r.label(),
            Record::Equipment(r) => r.name.clone(),
            Record::Technician(r) => r.name.clone(),
            Record::Service(r) => r.name.clone(),
            Record::Job(r) => r.title.clone(),
            Record::Visit(r) => format!("{} of {}", r.state.word(), r.job),
            Record::Event(r) => r.label(),
            Record::Note(r) => r.text.chars().take(40).collect(),
        }
    }

    /// The values of the fields that the business added; none when records of its kind have no such fields.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Record::Client(r) => Some(&r.fields),
            Record::Site(r) => Some(&r.fields),
            Record::Equipment(r) => Some(&r.fields),
            Record::Job(r) => Some(&r.fields),
            Record::Business(_)
            | Record::Contact(_)
            | Record::Technician(_)
            | Record::Service(_)
            | Record::Visit(_)
            | Record::Event(_)
            | Record::Note(_) => None,
        }
    }

    /// Where it came from.
    pub fn external(&self) -> &[ExternalId] {
        match self {
            Record::Client(r) => &r.external,
            Record::Contact(r) => &r.external,
            Record::Site(r) => &r.external,
            Record::Equipment(r) => &r.external,
            Record::Technician(r) => &r.external,
            Record::Service(r) => &r.external,
            Record::Job(r) => &r.external,
            Record::Visit(r) => &r.external,
            Record::Event(r) => &r.external,
            Record::Business(_) | Record::Note(_) => &[],
        }
    }
}
