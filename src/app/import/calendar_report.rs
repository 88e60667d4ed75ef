//! What an import of a calendar did, or why it did nothing.

use schemars::JsonSchema;
use serde::Serialize;

use super::bring::listed;
use super::{CalendarError, NearDuplicate, RowError};

/// What an import of busy times or holidays did, or would do, or why nothing was written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct CalendarReport {
    /// The operation; none when nothing was written.
    pub operation: Option<i64>,
    /// Stretches or days that are new.
    pub created: u64,
    /// Those that were there and have changed.
    pub updated: u64,
    /// Those that were there already.
    pub matched: u64,
    /// Entries of the file that take no time, or were left out.
    pub skipped: u64,
    /// Those that an earlier import of the same source brought and the file no longer has.
    pub removed: u64,
    /// What is wrong, by line.
    pub errors: Vec<RowError>,
    /// Always empty: nobody is imported.
    pub near_duplicates: Vec<NearDuplicate>,
    /// Whether the file was rejected: nothing was imported.
    pub rejected: bool,
    /// Whether this is only what would be done.
    pub dry_run: bool,
    /// What it is: `busy` or `holidays`.
    pub kind: &'static str,
    /// Whose ids the file has; what came from another source stays as it is.
    pub source: String,
    /// What came in but looks wrong.
    pub warnings: Vec<RowError>,
}

impl CalendarReport {
    pub(super) fn new(kind: &'static str, source: String, dry_run: bool) -> Self {
        CalendarReport { dry_run, kind, source, ..CalendarReport::default() }
    }

    /// Makes it the report of a file of which nothing was imported.
    pub(super) fn reject(&mut self) {
        self.rejected = true;
        (self.created, self.updated, self.matched, self.skipped, self.removed) = (0, 0, 0, 0, 0);
    }

    /// Rejects a file that is no calendar.
    pub(super) fn unreadable(&mut self, error: &CalendarError) {
        self.errors.push(RowError::of_row(error.line(), error.to_string()));
        self.reject();
    }

    /// Whether anything is to be written.
    pub(super) fn has_news(&self) -> bool {
        self.created + self.updated + self.removed > 0
    }

    /// How much is new, changed and gone, in words.
    pub(super) fn counted(&self) -> String {
        let counts = [(self.created, "new"), (self.updated, "changed"), (self.removed, "gone")];
        let said: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        if said.is_empty() { "nothing new".to_owned() } else { said.join(", ") }
    }

    /// The report in lines of text: what was done or why nothing was, then what is worth a look.
    pub fn lines(&self) -> Vec<String> {
        let (kind, from) = (self.kind, &self.source);
        let headline = match (self.rejected, self.dry_run, self.operation) {
            (true, _, _) => {
                format!("Nothing was imported: {} of the file cannot be.", count_of(self.errors.len()))
            }
            (false, true, _) => {
                format!("{kind} from {from}: {} would come in; nothing was written.", self.counted())
            }
            (false, false, Some(operation)) => {
                format!("Imported {kind} from {from}: {}  (O-{operation})", self.counted())
            }
            (false, false, None) => format!("Nothing to import: {kind} from {from} are on record."),
        };
        let mut lines = vec![headline];
        if !self.rejected {
            let beside = [
                (self.matched, "on record already"),
                (self.skipped, "that take no time or are not of these two years"),
                (self.removed, "removed, which it no longer has"),
            ];
            let said = beside.iter().filter(|(count, _)| *count > 0);
            lines.extend(said.map(|(count, what)| format!("  {count} {what}")));
        }
        listed(&mut lines, "Wrong", &self.errors);
        listed(&mut lines, "Worth a look", &self.warnings);
        lines
    }
}

fn count_of(errors: usize) -> String {
    if errors == 1 { "1 entry".to_owned() } else { format!("{errors} entries") }
}
