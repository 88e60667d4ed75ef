//! The board: a column for each stage.

use domain::{JobId, Moment, Stage};
use serde::Serialize;

use super::{JobLine, job_line};
use crate::Loaded;

/// One stage's jobs, the most pressing first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// How many jobs it holds in all.
    pub total: u64,
    /// Where the loaded page begins.
    pub offset: u64,
    /// The jobs of the page.
    pub jobs: Vec<JobLine>,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoardView {
    /// Columns in the order of [`Stage::ALL`].
    pub columns: Vec<Column>,
}

/// One stage's page before its jobs are made into lines: stage, total, offset, ids in order.
pub type Page = (Stage, u64, u64, Vec<JobId>);

/// Builds the board from each stage's page.
pub fn build_board(loaded: &Loaded, pages: &[Page], now: Moment) -> BoardView {
    let column = |(stage, total, offset, ids): &Page| Column {
        stage: *stage,
        total: *total,
        offset: *offset,
        jobs: ids.iter().filter_map(|id| job_line(loaded, *id, now)).collect(),
    };
    BoardView { columns: pages.iter().map(column).collect() }
}

/// A page of a list of jobs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JobList {
    /// The jobs of the page.
    pub jobs: Vec<JobLine>,
    /// How many there are in all.
    pub total: u64,
}
