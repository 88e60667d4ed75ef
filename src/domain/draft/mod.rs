//! Drafts: plans that can be changed, compared and then committed as one operation, or thrown away.

mod lay;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use lay::{Laid, fields_that_differ, lay, net_changes};

use crate::id::{id_schema, parse_number};
use crate::{Change, Command, IdError};

/// Names a draft: "D-3". Drafts are no records: the journal does not know them, and a number is never given
/// twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId(pub u64);

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "D-{}", self.0)
    }
}

impl FromStr for DraftId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        parse_number(text.trim(), "D").map(Self)
    }
}

impl Serialize for DraftId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DraftId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for DraftId {
    fn schema_name() -> Cow<'static, str> {
        "DraftId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        id_schema("^D-[0-9]+$")
    }
}

/// What a draft holds when it is to be committed.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftPlan {
    /// How people call it.
    pub name: String,
    /// Each record once: as it was when the draft first touched it, and as the draft has it. Visits, and the
    /// jobs whose clients are to be told a new window.
    pub changes: Vec<Change>,
    /// What the rules found in the draft when it was last changed: nobody is asked about it again.
    pub accepted: Vec<String>,
}

impl Command {
    /// Whether it says when visits are to be and who goes, and nothing else: what a draft takes.
    pub fn is_of_plan(&self) -> bool {
        match self {
            Command::Schedule(..)
            | Command::Assign(..)
            | Command::Unassign(_)
            | Command::Move(..)
            | Command::Arrange(..)
            | Command::ToTray(_)
            | Command::Reschedule(..)
            | Command::Pin(..) => true,
            Command::Batch(commands) => commands.iter().all(Command::is_of_plan),
            Command::Add(_)
            | Command::Edit(..)
            | Command::Remove(_)
            | Command::AddClient(_)
            | Command::MergeClients { .. }
            | Command::AddJob(_)
            | Command::AddVisit(..)
            | Command::Confirm(..)
            | Command::Dispatch(..)
            | Command::EnRoute(..)
            | Command::Arrive(..)
            | Command::Finish(..)
            | Command::CancelVisit(..)
            | Command::Hold { .. }
            | Command::Release(_)
            | Command::Promise(..)
            | Command::Answer(..)
            | Command::Complete { .. }
            | Command::Verify(..)
            | Command::MarkInvoice(..)
            | Command::Close(_)
            | Command::Reopen(..)
            | Command::CancelJob(..)
            | Command::SetSubstatus(..)
            | Command::Retag(..)
            | Command::Note(..)
            | Command::Import(..)
            | Command::Sync(_)
            | Command::CommitDraft(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_named_by_its_letter_and_number() {
        assert_eq!("d-3".parse(), Ok(DraftId(3)));
        assert_eq!(DraftId(3).to_string(), "D-3");
        assert!("J-3".parse::<DraftId>().is_err());
        let text = serde_json::to_string(&DraftId(12)).unwrap();
        assert_eq!(serde_json::from_str::<DraftId>(&text).unwrap(), DraftId(12));
    }
}
