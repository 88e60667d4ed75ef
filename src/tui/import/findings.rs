//! What a dry run or an import came to: the counts, and everything that is wrong or worth a look, a line each.

use app::import::{ImportReport, RowError};

use crate::theme::Role;

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    /// What sort of thing it is, in a word.
    pub(super) sort: &'static str,
    /// Its line in the file; empty when it is about the whole.
    pub(super) line: String,
    /// Its column; may be empty.
    pub(super) column: String,
    pub(super) said: String,
    pub(super) role: Role,
}

/// The report as it is looked at.
#[derive(Debug, Clone)]
pub(super) struct ReportStep {
    report: ImportReport,
    pub(super) findings: Vec<Finding>,
    /// The selected finding.
    pub(super) row: usize,
}

impl ReportStep {
    pub(super) fn new(report: ImportReport) -> Self {
        let findings = findings_of(&report);
        ReportStep { report, findings, row: 0 }
    }

    pub(super) fn report(&self) -> &ImportReport {
        &self.report
    }

    /// Whether the import is over, as against a dry run that says what it would do.
    pub(super) fn is_done(&self) -> bool {
        !self.report.dry_run && !self.report.rejected
    }

    /// Whether there is something that can be brought in whole.
    pub(super) fn can_go(&self) -> bool {
        !self.is_done() && !self.report.rejected && !self.report.records.is_empty()
    }

    /// Whether the good rows can be brought in without the bad ones.
    pub(super) fn can_skip(&self) -> bool {
        !self.is_done() && self.report.rejected && self.report.bad_rows() > 0
    }

    /// The lines over the findings.
    pub(super) fn head(&self) -> Vec<(String, Role)> {
        let report = &self.report;
        let role = match (report.rejected, self.is_done()) {
            (true, _) => Role::Error,
            (false, true) => Role::Ok,
            (false, false) => Role::Accent,
        };
        let mut lines = vec![(report.headline(), role)];
        if !report.rejected {
            lines.extend(report.counts().into_iter().map(|said| (said, Role::Text)));
        }
        let next = match (self.can_go(), self.can_skip(), self.is_done(), report.operation.is_some()) {
            (true, ..) if report.bad_rows() > 0 => {
                "y brings in the other rows as one operation; Esc goes back and changes nothing"
            }
            (true, ..) => "y brings it in as one operation; Esc goes back and changes nothing",
            (_, true, ..) => "s tries it without the bad rows; Esc goes back to the columns",
            (_, _, true, true) => "one operation: undo takes all of it back; n imports another file",
            (_, _, true, false) => "nothing was changed; n imports another file",
            (false, false, false, _) if report.rejected => {
                "Esc goes back to the columns; n takes another file"
            }
            (false, false, false, _) => "there is nothing to bring in; Esc goes back, n takes another file",
        };
        lines.push((next.to_owned(), Role::Dim));
        lines
    }
}

fn findings_of(report: &ImportReport) -> Vec<Finding> {
    let of_row = |sort, role| {
        move |error: &RowError| Finding {
            sort,
            line: if error.row == 0 { String::new() } else { error.row.to_string() },
            column: error.column.clone().unwrap_or_default(),
            said: error.reason.clone(),
            role,
        }
    };
    let wrong = report.errors.iter().map(of_row("wrong", Role::Error));
    let same = report.near_duplicates.iter().map(|pair| Finding {
        sort: "same?",
        line: pair.row.to_string(),
        column: String::new(),
        said: format!(
            "{} may be {} {}: {}; neither is changed",
            pair.name, pair.other, pair.other_name, pair.reason
        ),
        role: Role::Warn,
    });
    let look = report.warnings.iter().map(of_row("look", Role::Warn));
    let notes = report.notes.iter().map(of_row("note", Role::Dim));
    let unused = report.unmapped.iter().map(|column| Finding {
        sort: "unused",
        line: String::new(),
        column: column.clone(),
        said: "this column is not used".to_owned(),
        role: Role::Dim,
    });
    wrong.chain(same).chain(look).chain(notes).chain(unused).collect()
}
