//! What a draft would change, told before it is committed: visits, promises, travel, overtime, load, messages.

mod figures;
mod message;
mod promise;
mod visit;

use domain::{Change, DraftId, EntityRef, Laid, Record, VisitId, findings_for, lay};
use schemars::JsonSchema;
use serde::Serialize;
use store::Reader;

use super::list::{DraftLine, draft_line};
use super::load::visits_of;
use crate::load::Loader;
use crate::{App, AppError, Loaded, Result};

pub use figures::{DayFigures, LoadDiff};
pub use message::{MessageDiff, MessageKind};
pub use promise::PromiseDiff;
pub use visit::{PlaceLine, VisitChange, VisitDiff};
pub(super) use visit::{label_of, place_line};

/// The same figure in the plan and in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Beside<T> {
    /// In the plan as it is.
    pub before: T,
    /// In the draft.
    pub after: T,
}

/// What a draft comes to, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct DiffTotals {
    /// Visits it changes.
    pub visits: usize,
    /// What the clients of those visits were told and the draft keeps.
    pub promises_kept: usize,
    /// What they were told and the draft does not keep.
    pub promises_broken: usize,
    /// Of those, the ones that the plan keeps as it is.
    pub promises_newly_broken: usize,
    /// Minutes of travel on the days that it touches.
    pub travel_minutes: Beside<i64>,
    /// Minutes of work outside of working hours on those days.
    pub overtime_minutes: Beside<i64>,
    /// Messages that it would cause.
    pub messages: usize,
}

/// Something that a rule finds in a visit as the draft has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DraftFinding {
    /// Which visit.
    pub visit: VisitId,
    /// The rule.
    pub rule: domain::Rule,
    /// What it found.
    pub sentence: String,
    /// Whether it does not find that in the plan as it is.
    pub is_new: bool,
}

/// A record that has moved under the draft: the draft does not hold for it until it is moved again or dropped.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Underneath {
    /// Which record.
    pub entity: EntityRef,
    /// Of which job, when it is a visit.
    pub job: Option<domain::JobId>,
    /// How long that visit is to be, in minutes.
    pub minutes: u32,
    /// What it is: `Boiler no heat, Kerr`.
    pub label: String,
    /// The fields that differ from how the draft found it.
    pub fields: Vec<String>,
    /// Where the draft wanted it, when it is a visit.
    pub wanted: Option<PlaceLine>,
    /// Where it is now, when it is a visit that is still there.
    pub now: Option<PlaceLine>,
}

/// Everything that a draft changes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DraftDiff {
    /// The draft.
    pub draft: DraftLine,
    /// What it comes to.
    pub totals: DiffTotals,
    /// The visits it changes, by where they are in the draft; those it sends to the tray last.
    pub visits: Vec<VisitDiff>,
    /// What the clients were told, and whether plan and draft keep it.
    pub promises: Vec<PromiseDiff>,
    /// The days of the technicians it touches.
    pub load: Vec<LoadDiff>,
    /// What would have to be told to whom.
    pub messages: Vec<MessageDiff>,
    /// What the rules find in its visits.
    pub findings: Vec<DraftFinding>,
    /// What has moved under it since.
    pub underneath: Vec<Underneath>,
}

/// Plan and draft with all that the comparison looks at.
struct Sides {
    before: Loaded,
    after: Loaded,
    /// The visits that the draft changes and holds for.
    visits: Vec<VisitId>,
}

impl App {
    /// What a draft changes against the plan as it is now; both are of one moment.
    pub fn draft_diff(&self, id: DraftId) -> Result<DraftDiff> {
        let zone = self.business()?.zone;
        let side = |reader: &Reader<'_>| {
            let changes: Vec<Change> =
                reader.draft_changes(id)?.into_iter().map(|(_, change)| change).collect();
            let loaded = load_side(reader, &changes)?;
            Ok::<_, AppError>((draft_line(reader, reader.draft(id)?, zone)?, changes, loaded))
        };
        let ((draft, changes, before), (_, _, after)) = self.store.read_beside_draft(id, side)?;
        let underneath = moved_underneath(&before, &changes);
        let holds = |id: &VisitId| !underneath.iter().any(|moved| moved.entity == EntityRef::from(*id));
        let visits = visits_of(&changes).into_iter().filter(holds).collect();
        Ok(compare(draft, &Sides { before, after, visits }, underneath))
    }
}

fn compare(draft: DraftLine, sides: &Sides, underneath: Vec<Underneath>) -> DraftDiff {
    let visits = visit::visit_diffs(sides);
    let promises = promise::promise_diffs(sides);
    let load = figures::load_diffs(sides);
    let messages = message::messages_of(sides);
    let sum = |of: fn(&DayFigures) -> i64| Beside {
        before: load.iter().map(|load| of(&load.before)).sum(),
        after: load.iter().map(|load| of(&load.after)).sum(),
    };
    let totals = DiffTotals {
        visits: visits.len(),
        promises_kept: promises.iter().filter(|promise| promise.is_kept).count(),
        promises_broken: promises.iter().filter(|promise| !promise.is_kept).count(),
        promises_newly_broken: promises.iter().filter(|promise| promise.was_kept && !promise.is_kept).count(),
        travel_minutes: sum(|day| day.travel_minutes),
        overtime_minutes: sum(|day| day.overtime_minutes),
        messages: messages.len(),
    };
    let findings = findings_of(sides);
    DraftDiff { draft, totals, visits, promises, load, messages, findings, underneath }
}

/// Loads the jobs of what is changed, and whole days of everybody who goes, before and after.
fn load_side(reader: &Reader<'_>, changes: &[Change]) -> Result<Loaded> {
    let mut loader = Loader::new(reader)?;
    loader.for_draft(changes)?;
    for change in changes {
        for record in [&change.before, &change.after].into_iter().flatten() {
            if let Record::Visit(visit) = record {
                let members: Vec<_> = visit.crew.iter().flat_map(domain::Crew::members).collect();
                loader.many(&members.iter().map(|who| EntityRef::from(*who)).collect::<Vec<_>>())?;
                if let Some(span) = visit.span() {
                    loader.neighbours(&members, span)?;
                }
            }
        }
    }
    Ok(loader.finish())
}

fn findings_of(sides: &Sides) -> Vec<DraftFinding> {
    let found = |loaded: &Loaded, id: VisitId| {
        let visit = loaded.slice.visits.get(&id);
        visit.map_or_else(Vec::new, |visit| findings_for(&loaded.slice, id, visit))
    };
    let mut findings = Vec::new();
    for &visit in &sides.visits {
        let before = found(&sides.before, visit);
        findings.extend(found(&sides.after, visit).into_iter().map(|finding| DraftFinding {
            visit,
            is_new: !before.contains(&finding),
            rule: finding.rule,
            sentence: finding.sentence,
        }));
    }
    findings
}

/// What the draft changes and is no longer as it was found there.
fn moved_underneath(now: &Loaded, changes: &[Change]) -> Vec<Underneath> {
    let zone = now.zone();
    let moved = |change: &Change| {
        let live = now.slice.get(change.entity);
        let Laid::Moved(fields) = lay(live.as_ref(), change) else { return None };
        let place = |record: &Option<Record>| match record {
            Some(Record::Visit(visit)) => Some(place_line(&now.slice, visit, zone)),
            _ => None,
        };
        let (label, job, minutes) = match &change.after {
            Some(Record::Visit(visit)) => (label_of(&now.slice, visit), Some(visit.job), visit.minutes),
            Some(other) => (other.label(), None, 0),
            None => (String::new(), None, 0),
        };
        let (wanted, now) = (place(&change.after), place(&live));
        Some(Underneath { entity: change.entity, job, minutes, label, fields, wanted, now })
    };
    changes.iter().filter_map(moved).collect()
}
