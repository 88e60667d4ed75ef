//! Names of records: a letter for the kind and a number, as people say them ("J-1042").

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{text}” is not an id; ids look like {example}")]
pub struct IdError {
    /// What was given.
    pub text: String,
    /// An id of the wanted kind.
    pub example: String,
}

pub(crate) fn parse_number(text: &str, prefix: &str) -> Result<u64, IdError> {
    let refuse = || IdError { text: text.to_owned(), example: format!("{prefix}-17") };
    let (head, number) = text.split_once('-').ok_or_else(refuse)?;
    if !head.eq_ignore_ascii_case(prefix) || number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit())
    {
        return Err(refuse());
    }
    number.parse().map_err(|_| refuse())
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident, $id:ident, $prefix:literal, $word:literal, $plural:literal, $look_up:literal;)*) => {
        /// The kinds of record that the store keeps.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum EntityKind { $($(#[$doc])* $kind,)* }

        impl EntityKind {
            /// Every kind, parents before children.
            pub const ALL: &'static [EntityKind] = &[$(EntityKind::$kind,)*];
            /// The letters that its ids begin with.
            pub fn prefix(self) -> &'static str { match self { $(Self::$kind => $prefix,)* } }
            /// The word for one of it, as in PRODUCT's vocabulary.
            pub fn word(self) -> &'static str { match self { $(Self::$kind => $word,)* } }
            /// The command that lists or shows it, without the program's name.
            pub fn look_up(self) -> &'static str { match self { $(Self::$kind => $look_up,)* } }
            /// The word for several of it.
            pub fn plural(self) -> &'static str { match self { $(Self::$kind => $plural,)* } }
        }

        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
            pub struct $id(pub u64);

            impl fmt::Display for $id {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, concat!($prefix, "-{}"), self.0) }
            }
            impl FromStr for $id {
                type Err = IdError;
                fn from_str(text: &str) -> Result<Self, IdError> { parse_number(text.trim(), $prefix).map(Self) }
            }
            impl Serialize for $id {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> { serializer.collect_str(self) }
            }
            impl<'de> Deserialize<'de> for $id {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_str(Written(PhantomData))
                }
            }
            impl JsonSchema for $id {
                fn schema_name() -> Cow<'static, str> { stringify!($id).into() }
                fn json_schema(_: &mut SchemaGenerator) -> Schema { id_schema(concat!("^", $prefix, "-[0-9]+$")) }
            }
            impl From<$id> for EntityRef {
                fn from(id: $id) -> Self { EntityRef { kind: EntityKind::$kind, id: id.0 } }
            }
        )*
    };
}

kinds! {
    /// The business itself: its settings, always `B-1`.
    Business, BusinessId, "B", "business", "businesses", "business show";
    /// A person or organisation we owe work to.
    Client, ClientId, "C", "client", "clients", "client list";
    /// A person at a client.
    Contact, ContactId, "CT", "contact", "contacts", "contact list";
    /// A place where work happens.
    Site, SiteId, "S", "site", "sites", "site list";
    /// An installed thing at a site.
    Equipment, EquipmentId, "E", "equipment", "equipment", "equipment list";
    /// Someone who does the work.
    Technician, TechnicianId, "T", "technician", "technicians", "technician list";
    /// An entry of the price book.
    Service, ServiceId, "SV", "service", "services", "service list";
    /// One obligation to a client.
    Job, JobId, "J", "job", "jobs", "job list";
    /// One trip for a job.
    Visit, VisitId, "V", "visit", "visits", "job list";
    /// Time of technicians that is not for jobs.
    Event, EventId, "EV", "event", "events", "event list";
    /// A dated remark about any record.
    Note, NoteId, "N", "note", "notes", "find TEXT";
}

/// One record of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityRef {
    /// Its kind.
    pub kind: EntityKind,
    /// Its number within the kind.
    pub id: u64,
}

impl fmt::Display for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.prefix(), self.id)
    }
}

impl FromStr for EntityRef {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let text = text.trim();
        EntityKind::ALL
            .iter()
            .find_map(|&kind| parse_number(text, kind.prefix()).ok().map(|id| EntityRef { kind, id }))
            .ok_or_else(|| IdError { text: text.to_owned(), example: "J-1042, V-88 or C-17".to_owned() })
    }
}

impl Serialize for EntityRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for EntityRef {
    fn schema_name() -> Cow<'static, str> {
        "EntityRef".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        id_schema("^[A-Z]+-[0-9]+$")
    }
}

/// The schema of an id: a text of that form.
pub(crate) fn id_schema(pattern: &str) -> Schema {
    json_schema!({ "type": "string", "pattern": pattern })
}

impl<'de> Deserialize<'de> for EntityRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Written(PhantomData))
    }
}

/// Reads an id where it is written: a page of records holds hundreds, and none is worth a copy.
struct Written<I>(PhantomData<I>);

impl<I: FromStr<Err = IdError>> Visitor<'_> for Written<I> {
    type Value = I;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<I, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_what_they_print() {
        assert_eq!("j-1042".parse::<JobId>(), Ok(JobId(1042)));
        assert_eq!(JobId(7).to_string(), "J-7");
        for text in ["J1042", "J-", "J--1", "J-1x", "C-1", "J-99999999999999999999"] {
            assert!(text.parse::<JobId>().is_err(), "{text} was taken for a job id");
        }
    }

    #[test]
    fn references_tell_kinds_with_shared_letters_apart() {
        for &kind in EntityKind::ALL {
            let reference = EntityRef { kind, id: 3 };
            assert_eq!(reference.to_string().parse(), Ok(reference));
        }
    }
}
