//! What can be written out, and as what.

use domain::EntityKind;

/// What is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportKind {
    /// Clients with their contacts, sites and notes.
    Clients,
    /// Jobs with their visits and notes.
    Jobs,
    /// Visits.
    Visits,
    /// What is installed at sites.
    Equipment,
    /// Who does the work.
    Technicians,
    /// The price book.
    Services,
    /// Every record, to be brought into an empty store.
    Everything,
}

impl ExportKind {
    /// Every kind.
    pub const ALL: [ExportKind; 7] = [
        ExportKind::Clients,
        ExportKind::Jobs,
        ExportKind::Visits,
        ExportKind::Equipment,
        ExportKind::Technicians,
        ExportKind::Services,
        ExportKind::Everything,
    ];

    /// Its word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            ExportKind::Clients => "clients",
            ExportKind::Jobs => "jobs",
            ExportKind::Visits => "visits",
            ExportKind::Equipment => "equipment",
            ExportKind::Technicians => "technicians",
            ExportKind::Services => "services",
            ExportKind::Everything => "everything",
        }
    }

    /// The kind of record that each row begins with; none when all kinds stand in it.
    pub(crate) fn main(self) -> Option<EntityKind> {
        match self {
            ExportKind::Clients => Some(EntityKind::Client),
            ExportKind::Jobs => Some(EntityKind::Job),
            ExportKind::Visits => Some(EntityKind::Visit),
            ExportKind::Equipment => Some(EntityKind::Equipment),
            ExportKind::Technicians => Some(EntityKind::Technician),
            ExportKind::Services => Some(EntityKind::Service),
            ExportKind::Everything => None,
        }
    }
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated values (RFC 4180) in UTF-8.
    Csv,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// A workbook.
    Xlsx,
}

impl ExportFormat {
    /// Its word on the command line, which also ends the names of its files.
    pub fn word(self) -> &'static str {
        match self {
            ExportFormat::Csv => "csv",
            ExportFormat::Json => "json",
            ExportFormat::Jsonl => "jsonl",
            ExportFormat::Xlsx => "xlsx",
        }
    }

    /// The format that a file's name says.
    pub fn of_file(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_lowercase();
        let all = [ExportFormat::Csv, ExportFormat::Json, ExportFormat::Jsonl, ExportFormat::Xlsx];
        all.into_iter().find(|format| format.word() == ending)
    }
}
