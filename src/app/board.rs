//! The board: jobs in columns of stages, or of whoever goes, what is sold or where, narrowed by a filter.

use std::collections::BTreeMap;

use domain::{JobId, ServiceId, Stage, TechnicianId};
use store::{JobFilter, Reader};

use crate::filter::{Filter, resolve};
use crate::load::{Loaded, Loader};
use crate::view::{
    BoardView, Column, Heading, JobLine, build_board, job_line, name_service, name_technician, who_is_alone,
};
use crate::{App, Result};

/// Marks are looked for on so many jobs of a board, the most pressing of each column first; the others are
/// counted as not looked at.
const MOST_LOOKED_AT: usize = 5_000;
/// Jobs are loaded in pieces of so many to look for marks.
const PIECE: usize = 500;
/// So many jobs of a column at most are given at once, to be marked.
pub const MOST_OF_COLUMN: usize = 2_000;

/// What the columns of the board stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupBy {
    /// Stages.
    #[default]
    Stage,
    /// Technicians, of the work that is not over.
    Technician,
    /// Entries of the price book, of the work that is not over.
    Service,
    /// Zones, of the work that is not over.
    Zone,
}

impl GroupBy {
    /// Every one.
    pub const ALL: [GroupBy; 4] = [GroupBy::Stage, GroupBy::Technician, GroupBy::Service, GroupBy::Zone];

    /// Its name on the command line and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            GroupBy::Stage => "stage",
            GroupBy::Technician => "technician",
            GroupBy::Service => "service",
            GroupBy::Zone => "zone",
        }
    }

    /// Reads a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name().eq_ignore_ascii_case(name))
    }
}

/// Which column it is; what is none is the column of the jobs that have none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnKey {
    /// Of a stage.
    Stage(Stage),
    /// Of a technician.
    Technician(Option<TechnicianId>),
    /// Of an entry of the price book.
    Service(Option<ServiceId>),
    /// Of a zone, folded; empty for none.
    Zone(String),
}

/// Which part of the board is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardQuery {
    /// What it is narrowed to.
    pub filter: Filter,
    /// What its columns stand for.
    pub by: GroupBy,
    /// Columns of which jobs are wanted; empty for all. Columns of groups are all named and counted.
    pub columns: Vec<ColumnKey>,
    /// Jobs of a column.
    pub limit: usize,
    /// Where each column begins, for those that do not begin at 0.
    pub offsets: Vec<(ColumnKey, usize)>,
    /// A job that the page of its column is to hold, wherever that begins otherwise.
    pub around: Option<JobId>,
}

impl Default for BoardQuery {
    fn default() -> Self {
        BoardQuery {
            filter: Filter::default(),
            by: GroupBy::Stage,
            columns: Vec::new(),
            limit: 50,
            offsets: Vec::new(),
            around: None,
        }
    }
}

impl BoardQuery {
    fn wants(&self, key: &ColumnKey) -> bool {
        self.columns.is_empty() || self.columns.contains(key)
    }

    fn offset(&self, key: &ColumnKey) -> usize {
        self.offsets.iter().find(|(of, _)| of == key).map_or(0, |(_, offset)| *offset)
    }

    /// Where a page of that length begins so that it holds the place, unless it does where it was to begin.
    fn offset_around(&self, key: &ColumnKey, place: Option<usize>) -> usize {
        let offset = self.offset(key);
        match place {
            Some(place) if !(offset..offset + self.limit).contains(&place) => {
                place.saturating_sub(self.limit / 2)
            }
            Some(_) | None => offset,
        }
    }

    /// The stages that it looks at.
    fn stages(&self) -> Vec<Stage> {
        let shown = |stage: &Stage| match self.by {
            GroupBy::Stage => self.wants(&ColumnKey::Stage(*stage)),
            GroupBy::Technician | GroupBy::Service | GroupBy::Zone => {
                !stage.is_over() || self.filter.stages.contains(stage)
            }
        };
        Stage::ALL.into_iter().filter(shown).collect()
    }
}

/// One column's jobs in order, those that were found and how many were not looked at.
#[derive(Default)]
struct Lot {
    jobs: Vec<JobId>,
    unlooked: usize,
}

impl App {
    /// The board, a page of each column that is wanted.
    pub fn board(&self, query: &BoardQuery) -> Result<BoardView> {
        let now = self.now();
        self.read_plan(|reader| {
            if query.by == GroupBy::Stage && query.filter.is_empty() {
                let view = stages_as_kept(reader, query, now)?;
                return Ok(BoardView { solo: alone(reader)?, ..view });
            }
            let lots = lots_of(reader, query, now)?;
            let mut pages = Vec::new();
            for (key, lot) in lots {
                let place = query.around.and_then(|job| lot.jobs.iter().position(|id| *id == job));
                let offset = query.offset_around(&key, place);
                let wanted = if query.wants(&key) { query.limit } else { 0 };
                let page: Vec<JobId> = lot.jobs.iter().skip(offset).take(wanted).copied().collect();
                pages.push((key, lot.jobs.len() as u64, lot.unlooked as u64, offset as u64, page));
            }
            let ids: Vec<JobId> = pages.iter().flat_map(|page| page.4.iter().copied()).collect();
            let loaded = whole_jobs(reader, &ids)?;
            let mut columns = Vec::new();
            for (key, total, unlooked, offset, page) in pages {
                let jobs: Vec<JobLine> = page.iter().filter_map(|id| job_line(&loaded, *id, now)).collect();
                let heading = heading_of(reader, key, &jobs)?;
                columns.push(Column { heading, total, unlooked, offset, jobs });
            }
            columns.sort_by_key(|column| column.heading.order());
            Ok(BoardView { columns, solo: alone(reader)? })
        })
    }

    /// The jobs of one column of the board, to be marked: the first [`MOST_OF_COLUMN`], and how many there are.
    pub fn board_column(&self, query: &BoardQuery, key: &ColumnKey) -> Result<(Vec<JobLine>, u64)> {
        let query = BoardQuery {
            columns: vec![key.clone()],
            limit: MOST_OF_COLUMN,
            offsets: Vec::new(),
            around: None,
            ..query.clone()
        };
        let board = self.board(&query)?;
        let column = board.columns.into_iter().find(|column| column.heading.key() == *key);
        Ok(column.map_or_else(Default::default, |column| (column.jobs, column.total)))
    }
}

/// The technician who is the business alone.
fn alone(reader: &Reader<'_>) -> Result<Option<TechnicianId>> {
    let technicians = reader.technicians()?;
    Ok(who_is_alone(technicians.iter().map(|(id, stored)| (*id, &stored.record))))
}

/// Without a filter the stages are kept in order and counted already.
fn stages_as_kept(reader: &Reader<'_>, query: &BoardQuery, now: domain::Moment) -> Result<BoardView> {
    let counts = reader.stage_counts()?;
    let found = query.around.map(|job| reader.place_in_stage(job)).transpose()?.flatten();
    let mut pages = Vec::new();
    for stage in query.stages() {
        let place = found.filter(|(of, _)| *of == stage).map(|(_, place)| place);
        let offset = query.offset_around(&ColumnKey::Stage(stage), place);
        let total = counts.iter().find(|(of, _)| *of == stage).map_or(0, |(_, total)| *total);
        pages.push((stage, total, offset as u64, reader.jobs_in_stage(stage, query.limit, offset)?));
    }
    let ids: Vec<JobId> = pages.iter().flat_map(|page| page.3.iter().copied()).collect();
    Ok(build_board(&whole_jobs(reader, &ids)?, &pages, now))
}

/// Every column with the jobs that pass; columns of stages also when nothing does.
fn lots_of(reader: &Reader<'_>, query: &BoardQuery, now: domain::Moment) -> Result<BTreeMap<ColumnKey, Lot>> {
    let mut lots: BTreeMap<ColumnKey, Lot> = BTreeMap::new();
    if query.by == GroupBy::Stage {
        lots.extend(query.stages().into_iter().map(|stage| (ColumnKey::Stage(stage), Lot::default())));
    }
    let stages: Vec<Stage> =
        query.stages().into_iter().filter(|stage| passes(&query.filter, *stage)).collect();
    let Some(wanted) = resolve(reader, &query.filter)?.filter(|_| !stages.is_empty()) else {
        return Ok(lots);
    };
    let all = stages.len() == Stage::ALL.len();
    let wanted = JobFilter { stages: if all { Vec::new() } else { stages }, ..wanted };
    for (job, keys) in keyed(reader, query.by, &wanted)? {
        for key in keys {
            lots.entry(key).or_default().jobs.push(job);
        }
    }
    if query.filter.looks_at_marks() {
        keep_marked(reader, &query.filter, &mut lots, now)?;
        if query.by != GroupBy::Stage {
            lots.retain(|_, lot| !lot.jobs.is_empty() || lot.unlooked > 0);
        }
    }
    Ok(lots)
}

/// Whether jobs of a stage can pass: those that are asked for, and with a mark only what is not settled.
fn passes(filter: &Filter, stage: Stage) -> bool {
    (filter.stages.is_empty() || filter.stages.contains(&stage))
        && (filter.marks.is_empty() || can_be_marked(stage))
}

/// A closed or cancelled job has no live visit, no promise to keep and no bill to write, so it has no mark.
pub(crate) fn can_be_marked(stage: Stage) -> bool {
    match stage {
        Stage::Closed | Stage::Cancelled => false,
        Stage::ToSchedule
        | Stage::Scheduled
        | Stage::InProgress
        | Stage::OnHold
        | Stage::FollowUp
        | Stage::Completed
        | Stage::Verified => true,
    }
}

/// The jobs that pass in order, each with the columns that it is in.
fn keyed(reader: &Reader<'_>, by: GroupBy, wanted: &JobFilter) -> Result<Vec<(JobId, Vec<ColumnKey>)>> {
    let found = reader.jobs_in_order(wanted)?;
    let ids: Vec<JobId> = found.iter().map(|(id, _)| *id).collect();
    let (mut keys, none) = match by {
        GroupBy::Stage => {
            return Ok(found.into_iter().map(|(id, stage)| (id, vec![ColumnKey::Stage(stage)])).collect());
        }
        GroupBy::Technician => {
            let keys = grouped(reader.technicians_of_jobs(&ids)?, |who| ColumnKey::Technician(Some(who)));
            (keys, ColumnKey::Technician(None))
        }
        GroupBy::Service => {
            let keys = grouped(reader.services_of_jobs(&ids)?, |what| ColumnKey::Service(Some(what)));
            (keys, ColumnKey::Service(None))
        }
        GroupBy::Zone => {
            (grouped(reader.zones_of_jobs(&ids)?, ColumnKey::Zone), ColumnKey::Zone(String::new()))
        }
    };
    Ok(ids.into_iter().map(|id| (id, keys.remove(&id).unwrap_or_else(|| vec![none.clone()]))).collect())
}

fn grouped<T>(pairs: Vec<(JobId, T)>, key: impl Fn(T) -> ColumnKey) -> BTreeMap<JobId, Vec<ColumnKey>> {
    let mut grouped: BTreeMap<JobId, Vec<ColumnKey>> = BTreeMap::new();
    for (id, of) in pairs {
        grouped.entry(id).or_default().push(key(of));
    }
    grouped
}

/// Leaves only jobs with one of the marks. Each column may look at its share of what is looked at in all.
fn keep_marked(
    reader: &Reader<'_>,
    filter: &Filter,
    lots: &mut BTreeMap<ColumnKey, Lot>,
    now: domain::Moment,
) -> Result<()> {
    let mut left = MOST_LOOKED_AT;
    // Where nothing can have a mark, nothing is left out for one.
    let can_differ = |key: &ColumnKey| match key {
        ColumnKey::Stage(stage) => can_be_marked(*stage),
        ColumnKey::Technician(_) | ColumnKey::Service(_) | ColumnKey::Zone(_) => true,
    };
    let looked_at = lots.iter_mut().filter(|(key, _)| !filter.marks.is_empty() || can_differ(key));
    let mut rest: Vec<&mut Lot> = looked_at.map(|(_, lot)| lot).collect();
    // Short columns first, so that what they do not need of their share is left to the long ones.
    rest.sort_by_key(|lot| lot.jobs.len());
    let count = rest.len();
    for (place, lot) in rest.into_iter().enumerate() {
        let share = left / (count - place);
        let unlooked = lot.jobs.split_off(lot.jobs.len().min(share));
        left -= lot.jobs.len();
        lot.unlooked = unlooked.len();
        lot.jobs = marked(reader, &lot.jobs, filter, now)?.into_iter().map(|line| line.id).collect();
    }
    Ok(())
}

/// The jobs with one of the marks, the latest number first, and how many were not looked at: each stage has its
/// share of what is looked at in all, the most pressing of it first.
pub(crate) fn with_marks(
    reader: &Reader<'_>,
    wanted: &JobFilter,
    filter: &Filter,
    now: domain::Moment,
) -> Result<(Vec<JobId>, u64)> {
    let mut lots: BTreeMap<ColumnKey, Lot> = BTreeMap::new();
    for (job, stage) in reader.jobs_in_order(wanted)? {
        lots.entry(ColumnKey::Stage(stage)).or_default().jobs.push(job);
    }
    keep_marked(reader, filter, &mut lots, now)?;
    let unlooked: usize = lots.values().map(|lot| lot.unlooked).sum();
    let mut jobs: Vec<JobId> = lots.into_values().flat_map(|lot| lot.jobs).collect();
    jobs.sort_unstable_by_key(|job| std::cmp::Reverse(*job));
    Ok((jobs, unlooked as u64))
}

/// Those of the jobs that have one of the marks.
fn marked(reader: &Reader<'_>, jobs: &[JobId], filter: &Filter, now: domain::Moment) -> Result<Vec<JobLine>> {
    let mut found = Vec::new();
    for piece in jobs.chunks(PIECE) {
        let loaded = whole_jobs(reader, piece)?;
        let lines = piece.iter().filter_map(|id| job_line(&loaded, *id, now));
        found.extend(lines.filter(|line| filter.passes_marks(&line.marks)));
    }
    Ok(found)
}

/// Jobs with all that their lines and marks need.
pub(crate) fn whole_jobs(reader: &Reader<'_>, ids: &[JobId]) -> Result<Loaded> {
    let mut loader = Loader::new(reader)?;
    loader.jobs(ids)?;
    loader.neighbours_of_jobs(ids)?;
    Ok(loader.finish())
}

/// What stands over a column; a zone is written as the site of its first job has it.
fn heading_of(reader: &Reader<'_>, key: ColumnKey, jobs: &[JobLine]) -> Result<Heading> {
    let slice_of = |entity: domain::EntityRef| -> Result<Loaded> {
        let mut loader = Loader::new(reader)?;
        loader.one(entity)?;
        Ok(loader.finish())
    };
    Ok(match key {
        ColumnKey::Stage(stage) => Heading::Stage(stage),
        ColumnKey::Technician(None) => Heading::Technician(None),
        ColumnKey::Service(None) => Heading::Service(None),
        ColumnKey::Technician(Some(id)) => {
            Heading::Technician(Some(name_technician(&slice_of(id.into())?.slice, id)))
        }
        ColumnKey::Service(Some(id)) => Heading::Service(Some(name_service(&slice_of(id.into())?.slice, id))),
        ColumnKey::Zone(zone) => Heading::Zone(jobs.first().map_or(zone, |job| job.zone.clone())),
    })
}
