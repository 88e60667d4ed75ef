//! An import's report for people.

use std::collections::BTreeMap;

use super::report::ImportReport;
use crate::import::RowError;

/// How many lines of a list people are shown; the JSON report has all of them.
const SHOWN: usize = 20;

impl ImportReport {
    /// The report in lines of text: what was done or why nothing was, then what is worth a look.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.headline()];
        if !self.rejected {
            lines.extend(self.counts());
        }
        lines.extend(self.how_it_was_read());
        listed(&mut lines, "Wrong", &self.errors);
        listed(&mut lines, "Worth a look", &self.warnings);
        listed(&mut lines, "Read with care", &self.notes);
        if !self.near_duplicates.is_empty() {
            lines.push(format!("Maybe the same client ({}), not merged:", self.near_duplicates.len()));
            let pairs = self.near_duplicates.iter().take(SHOWN);
            lines.extend(pairs.map(|pair| {
                format!(
                    "  line {}: {} and {} {}: {}",
                    pair.row, pair.name, pair.other, pair.other_name, pair.reason
                )
            }));
            lines.extend(more(self.near_duplicates.len()));
        }
        if !self.unmapped.is_empty() {
            lines.push(format!("Columns not used: {}", self.unmapped.join(", ")));
        }
        lines
    }

    /// What was done or not, in one sentence.
    pub fn headline(&self) -> String {
        let (kind, bad) = (self.kind.word(), self.bad_rows());
        let (rows, all) = match self.rows {
            1 => (format!("1 row of {kind}"), format!("the one row of {kind} is")),
            rows => (format!("{rows} rows of {kind}"), format!("all {rows} rows of {kind} are")),
        };
        let from = &self.source;
        // Rows that are wrong were left out when the file was not rejected for them.
        let left = if bad > 0 {
            format!("{} of {rows}", self.rows.saturating_sub(bad as u64))
        } else {
            rows.clone()
        };
        match (self.rejected, self.dry_run, self.operation) {
            (true, _, _) if bad == 0 => "Nothing was imported: the file cannot be used as it is.".to_owned(),
            (true, _, _) if bad == 1 => format!("Nothing was imported: 1 of {rows} is wrong."),
            (true, _, _) => format!("Nothing was imported: {bad} of {rows} are wrong."),
            (false, true, _) if self.records.is_empty() && bad > 0 => {
                format!("Nothing would be imported: {bad} of {rows} cannot be, the others are on record.")
            }
            (false, true, _) if self.records.is_empty() => {
                format!("Nothing would be imported: {all} on record.")
            }
            (false, true, _) => {
                format!("{left} from {from} would be imported; nothing was written.")
            }
            (false, false, Some(operation)) => {
                let good = self.rows.saturating_sub(bad as u64);
                let all = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
                let count = if bad > 0 { format!("{good} of {all}") } else { all };
                format!("Imported {kind} from {from}: {count}  (O-{operation})")
            }
            (false, false, None) => format!("Nothing to import: {all} on record."),
        }
    }

    /// How many rows have an error; what stands at the header is wrong with the file.
    pub fn bad_rows(&self) -> usize {
        let header = self.recognised.header_line.unwrap_or_default();
        let mut rows: Vec<u64> =
            self.errors.iter().map(|error| error.row).filter(|row| *row > header).collect();
        rows.dedup();
        if self.rows == 0 { 0 } else { rows.len() }
    }

    /// How many rows, and how many records of each kind, came to what; a line each.
    pub fn counts(&self) -> Vec<String> {
        let rows = format!(
            "Rows: {} created, {} updated, {} matched, {} skipped",
            self.created, self.updated, self.matched, self.skipped
        );
        let records = self.records.iter().map(|(kind, count)| {
            let changed =
                if count.updated > 0 { format!(" and {} changed", count.updated) } else { String::new() };
            format!(
                "{} {}{changed}",
                count.created,
                if count.created == 1 { kind.word() } else { kind.plural() }
            )
        });
        let records = records.collect::<Vec<_>>().join(", ");
        if records.is_empty() { vec![rows] } else { vec![rows, format!("Records: {records}")] }
    }

    /// None for a file that could not be read.
    fn how_it_was_read(&self) -> Option<String> {
        let recognised = &self.recognised;
        let mut said = vec![recognised.layout.clone(), recognised.encoding.clone()];
        match recognised.delimiter {
            Some('\t') => said.push("divided by tabs".to_owned()),
            Some(delimiter) => said.push(format!("divided by “{delimiter}”")),
            None => {}
        }
        if let Some(line) = recognised.header_line.filter(|line| *line > 1) {
            said.push(format!("header on line {line}"));
        }
        let columns = recognised.columns.iter().map(|column| format!("{} = {}", column.column, column.field));
        let columns = columns.collect::<Vec<_>>().join(", ");
        said.retain(|part| !part.is_empty());
        let read = said.join(", ");
        let columns = if columns.is_empty() { columns } else { format!(": {columns}") };
        (!read.is_empty()).then(|| format!("Read as {read}{columns}"))
    }
}

/// Errors by reason, so that one fault in every row does not hide another.
pub(in crate::import) fn listed(lines: &mut Vec<String>, title: &str, errors: &[RowError]) {
    if errors.is_empty() {
        return;
    }
    lines.push(format!("{title} ({}):", errors.len()));
    let mut by_reason: BTreeMap<(Option<&str>, &str), Vec<u64>> = BTreeMap::new();
    for error in errors {
        by_reason.entry((error.column.as_deref(), error.reason.as_str())).or_default().push(error.row);
    }
    let mut reasons: Vec<_> = by_reason.into_iter().collect();
    reasons.sort_by_key(|(_, rows)| rows.first().copied());
    for ((column, reason), rows) in reasons.iter().take(SHOWN) {
        let column = column.map(|column| format!(", {column}")).unwrap_or_default();
        lines.push(format!("  {}{column}: {reason}", say_rows(rows)));
    }
    lines.extend(more(reasons.len()));
}

fn say_rows(rows: &[u64]) -> String {
    let shown: Vec<String> = rows.iter().take(5).map(u64::to_string).collect();
    let rest = if rows.len() > 5 { format!(" and {} more", rows.len() - 5) } else { String::new() };
    if rows == [0] {
        return "the file".to_owned();
    }
    let word = if rows.len() == 1 { "line" } else { "lines" };
    format!("{word} {}{rest}", shown.join(", "))
}

fn more(count: usize) -> Option<String> {
    (count > SHOWN)
        .then(|| format!("  … and {} more; --json or --report FILE has all of them", count - SHOWN))
}
