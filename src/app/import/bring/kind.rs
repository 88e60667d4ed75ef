//! What kinds of record a file can bring.

use schemars::JsonSchema;
use serde::Serialize;

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Clients with their contacts and sites; tables and vCards.
    Clients,
    /// Jobs, with the clients and sites that do not exist yet.
    Jobs,
    /// Technicians with skills and home bases.
    Technicians,
    /// The price book.
    Services,
    /// What is installed at sites, with the clients and sites that do not exist yet.
    Equipment,
    /// Visits; of our own exports only.
    Visits,
}

impl ImportKind {
    /// Every kind.
    pub const ALL: [ImportKind; 6] = [
        ImportKind::Clients,
        ImportKind::Jobs,
        ImportKind::Technicians,
        ImportKind::Services,
        ImportKind::Equipment,
        ImportKind::Visits,
    ];

    /// Its word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            ImportKind::Clients => "clients",
            ImportKind::Jobs => "jobs",
            ImportKind::Technicians => "technicians",
            ImportKind::Services => "services",
            ImportKind::Equipment => "equipment",
            ImportKind::Visits => "visits",
        }
    }

    /// Reads a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
