//! The board: a column for each stage, or for whoever goes, what is sold or where.

use domain::{JobId, Moment, ServiceId, Stage, TechnicianId};
use schemars::JsonSchema;
use serde::Serialize;

use super::{JobLine, Named, VisitLine, job_line};
use crate::{ColumnKey, Loaded};

/// What a column stands for; what is none is the column of the jobs that have none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// A stage.
    Stage(Stage),
    /// A technician.
    Technician(Option<Named<TechnicianId>>),
    /// An entry of the price book.
    Service(Option<Named<ServiceId>>),
    /// A zone; empty for none.
    Zone(String),
}

impl Heading {
    /// What it is called.
    pub fn title(&self) -> &str {
        match self {
            Heading::Stage(stage) => stage.title(),
            Heading::Technician(Some(who)) => &who.name,
            Heading::Technician(None) => "No technician",
            Heading::Service(Some(service)) => &service.name,
            Heading::Service(None) => "No service",
            Heading::Zone(zone) if zone.is_empty() => "No zone",
            Heading::Zone(zone) => zone,
        }
    }

    /// Which column it is over.
    pub fn key(&self) -> ColumnKey {
        match self {
            Heading::Stage(stage) => ColumnKey::Stage(*stage),
            Heading::Technician(who) => ColumnKey::Technician(who.as_ref().map(|who| who.id)),
            Heading::Service(service) => ColumnKey::Service(service.as_ref().map(|service| service.id)),
            Heading::Zone(zone) => ColumnKey::Zone(store::fold(zone)),
        }
    }

    /// Its place among the columns: stages in their order, others by name, those of none first.
    pub(crate) fn order(&self) -> (usize, String, ColumnKey) {
        let stage = match self {
            Heading::Stage(stage) => Stage::ALL.iter().position(|other| other == stage).unwrap_or_default(),
            Heading::Technician(None) | Heading::Service(None) => 0,
            Heading::Zone(zone) => usize::from(!zone.is_empty()),
            Heading::Technician(Some(_)) | Heading::Service(Some(_)) => 1,
        };
        (stage, store::fold(self.title()), self.key())
    }
}

/// One column's jobs, the most pressing first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Column {
    /// What it stands for.
    #[serde(flatten)]
    pub heading: Heading,
    /// How many jobs it holds in all: those that pass the filter.
    pub total: u64,
    /// Jobs that were not looked at for marks, because there were too many; they are not counted in `total`.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub unlooked: u64,
    /// Where the loaded page begins.
    pub offset: u64,
    /// The jobs of the page.
    pub jobs: Vec<JobLine>,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BoardView {
    /// Columns in the order of [`Stage::ALL`], or by name.
    pub columns: Vec<Column>,
    /// The technician who is the business alone, if one is.
    #[serde(skip)]
    pub solo: Option<TechnicianId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_nought(count: &u64) -> bool {
    *count == 0
}

/// One stage's page before its jobs are made into lines: stage, total, offset, ids in order.
pub type Page = (Stage, u64, u64, Vec<JobId>);

/// Builds the board from each stage's page.
pub fn build_board(loaded: &Loaded, pages: &[Page], now: Moment) -> BoardView {
    let column = |(stage, total, offset, ids): &Page| Column {
        heading: Heading::Stage(*stage),
        total: *total,
        unlooked: 0,
        offset: *offset,
        jobs: ids.iter().filter_map(|id| job_line(loaded, *id, now)).collect(),
    };
    BoardView { columns: pages.iter().map(column).collect(), solo: None }
}

/// A page of a list of visits.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VisitList {
    /// The visits of the page.
    pub visits: Vec<VisitLine>,
    /// How many there are in all.
    pub total: u64,
}

/// A page of a list of jobs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct JobList {
    /// The jobs of the page.
    pub jobs: Vec<JobLine>,
    /// How many there are in all; with a mark, of those that were looked at.
    pub total: u64,
    /// How many were not looked at for marks: only so many can be at once, the most pressing first.
    #[serde(skip_serializing_if = "is_nought")]
    pub unlooked: u64,
}
