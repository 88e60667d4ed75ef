//! What a person says about a file beside the file itself.

use std::sync::Arc;

use domain::{DateOrder, Definitions};

/// What is known about a file; everything else is found out from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The file's name, for the summary and the usual source.
    pub file_name: Option<String>,
    /// Whose ids the file has; unset, what the file's name says (see [`source_of_file`]).
    pub source: Option<String>,
    /// Which column feeds which field; a blank field leaves the column out.
    pub map: Vec<(String, String)>,
    /// The client of rows that name none.
    pub client: Option<String>,
    /// In which order the numbers of dates stand.
    pub date_order: Option<DateOrder>,
    /// What divides the cells.
    pub delimiter: Option<char>,
    /// The line of the header, from 1.
    pub header_line: Option<u64>,
    /// The fields that the business added, which columns can feed; an import takes those of its desk.
    pub definitions: Arc<Definitions>,
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Whether good rows are imported although others are bad.
    pub skip_bad: bool,
}

impl ImportOptions {
    /// The source's name.
    pub fn source_name(&self) -> String {
        let given = self.source.as_deref().map(str::trim).filter(|source| !source.is_empty());
        match (given, &self.file_name) {
            (Some(source), _) => source.to_owned(),
            (None, Some(file)) => source_of_file(file),
            (None, None) => UNNAMED.to_owned(),
        }
    }
}

/// Reads `COLUMN=FIELD`; the last `=` divides, so that a column's name may have one.
pub fn read_map(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((column, field)) if !column.trim().is_empty() => {
            Ok((column.trim().to_owned(), field.trim().to_owned()))
        }
        Some(_) | None => Err(format!("“{text}” is no mapping; write it as COLUMN=FIELD")),
    }
}

/// The source of a file whose name says nothing.
const UNNAMED: &str = "import";

/// Words that say what a file holds, not whose it is.
const KIND_WORDS: &[&str] = &[
    "client",
    "clients",
    "customer",
    "customers",
    "contact",
    "contacts",
    "site",
    "sites",
    "location",
    "locations",
    "property",
    "properties",
    "job",
    "jobs",
    "work",
    "order",
    "orders",
    "workorder",
    "workorders",
    "technician",
    "technicians",
    "tech",
    "techs",
    "engineer",
    "engineers",
    "service",
    "services",
    "pricebook",
    "equipment",
    "asset",
    "assets",
    "visit",
    "visits",
    "truckroll",
    "price",
    "book",
    "list",
    "export",
    "exported",
    "import",
    "data",
    "copy",
    "of",
];

/// The usual source of a file: its name without what it holds and when, so that `acme_sites.csv` and
/// `acme_work_orders (2).csv` both have the ids of `acme`.
pub fn source_of_file(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let words = stem.split(|c: char| !c.is_alphanumeric());
    let kept: Vec<&str> = words
        .filter(|word| !word.is_empty() && !KIND_WORDS.contains(word))
        .filter(|word| !word.chars().all(|c| c.is_ascii_digit()))
        .collect();
    if kept.is_empty() { UNNAMED.to_owned() } else { kept.join("_") }
}
