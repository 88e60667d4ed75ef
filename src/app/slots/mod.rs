//! Ranked slots of a job or visit: when it could be and who could go, with every term of the score.

mod view;

use std::collections::BTreeMap;

use chrono::{Days, Duration, NaiveDate};
use domain::{
    Command, Crew, JobId, JobStep, Moment, Placement, Refusal, Slot, Span, TechnicianId, Tz, Visit, VisitId,
    VisitStanding, VisitState, VisitStep, WindowChoice, check_job_step, check_visit_step, local_day,
};
use planner::rank::{Been, RankAsk, Ranking, rank};

use crate::load::Loader;
use crate::{App, Loaded, Result};

pub use view::{RefusedLine, ScoreLine, SlotLine, SlotList};

/// Slots are looked for on so many days when no last one is named.
const USUAL_DAYS: u64 = 14;
/// Nor are they looked for on more days at once.
const MOST_DAYS: i64 = 92;
/// So many jobs of the client are looked at for who has been there.
const JOBS_BEFORE: usize = 20;

/// For what slots are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotsFor {
    /// A job: its visit in the tray, else its visit that has not begun, else one that is still to be added.
    Job(JobId),
    /// A visit.
    Visit(VisitId),
}

/// Which slots are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotQuery {
    /// For what.
    pub about: SlotsFor,
    /// The first local day; today when none is named.
    pub from: Option<NaiveDate>,
    /// The last local day; two weeks from the first when none is named.
    pub to: Option<NaiveDate>,
    /// At most so many.
    pub limit: usize,
    /// Who is to be in the crew one of; empty for anybody.
    pub technicians: Vec<TechnicianId>,
    /// Whether times outside of what the client was told will do too.
    pub beyond_promise: bool,
}

impl SlotQuery {
    /// The ten best of the next two weeks.
    pub fn of(about: SlotsFor) -> Self {
        SlotQuery { about, from: None, to: None, limit: 10, technicians: Vec::new(), beyond_promise: false }
    }
}

impl App {
    /// The best slots of a job or visit, and why technicians have none.
    ///
    /// # Errors
    /// When there is no such job or visit, it cannot be placed any more, or the days make no sense.
    pub fn slots(&self, query: &SlotQuery) -> Result<SlotList> {
        let (now, today) = (self.now(), self.today_date()?);
        let days = days_of(query, today)?;
        self.read_plan(|reader| {
            let mut loader = Loader::new(reader)?;
            let wanted = wanted(&mut loader, query.about)?;
            loader.technicians()?;
            let zone = loader.zone();
            let everyone: Vec<TechnicianId> = loader.slice().technicians.keys().copied().collect();
            loader.neighbours(&everyone, span_of(days, wanted.minutes(), zone))?;
            let loaded = loader.finish();
            let been = been_before(reader, &loaded.slice, wanted.visit.job)?;
            let ask = RankAsk {
                id: wanted.id.unwrap_or(NOT_YET),
                visit: &wanted.visit,
                now,
                from: days.0,
                to: days.1,
                only: (!query.technicians.is_empty()).then(|| query.technicians.clone()),
                limit: query.limit,
                been,
                beyond_promise: query.beyond_promise,
                weights: self.weights.clone(),
            };
            let ranking = rank(&loaded.slice, &ask);
            Ok(SlotList::new(&loaded, &wanted, days, &ranking))
        })
    }
}

/// A visit for which slots are looked for; without a number it is still to be added.
pub(crate) struct WantedVisit {
    pub(crate) id: Option<VisitId>,
    pub(crate) visit: Visit,
}

/// The number of a visit that has none yet; no record has it.
const NOT_YET: VisitId = VisitId(u64::MAX);

impl WantedVisit {
    fn minutes(&self) -> i64 {
        self.visit.span().map_or(i64::from(self.visit.minutes), |span| span.minutes())
    }
}

/// Loads the visit that is meant with its job, and refuses what cannot be placed any more.
fn wanted(loader: &mut Loader<'_>, about: SlotsFor) -> Result<WantedVisit> {
    let id = match about {
        SlotsFor::Visit(id) => {
            loader.visits(&[id])?;
            Some(id)
        }
        SlotsFor::Job(job) => {
            loader.jobs(&[job])?;
            loader.slice().jobs.get(&job).ok_or_else(|| Refusal::not_found(job))?;
            first_to_place(loader, job)
        }
    };
    let slice = loader.slice();
    let (job, visit) = match (id, about) {
        (Some(id), _) => {
            let visit = slice.visits.get(&id).ok_or_else(|| Refusal::not_found(id))?;
            check_visit_step(&VisitStanding::of(id, visit), VisitStep::Place)?;
            if visit.state.has_started() {
                check_visit_step(&VisitStanding::of(id, visit), VisitStep::ToTray)?;
            }
            (visit.job, visit.clone())
        }
        (None, SlotsFor::Job(job)) => {
            let record = slice.jobs.get(&job).ok_or_else(|| Refusal::not_found(job))?;
            (job, Visit::new(job, slice.minutes_for(record)))
        }
        (None, SlotsFor::Visit(id)) => return Err(Refusal::not_found(id).into()),
    };
    let record = slice.jobs.get(&job).ok_or_else(|| Refusal::not_found(job))?;
    let visits = slice.visits_of(job).map(|(_, visit)| visit);
    let stage = domain::derive_stage(record, visits, &slice.surroundings_of(job));
    check_job_step(job, stage, if id.is_some() { JobStep::Place } else { JobStep::AddVisit })?;
    Ok(WantedVisit { id, visit })
}

/// The visit of a job that waits in the tray, else the first that has not begun.
fn first_to_place(loader: &Loader<'_>, job: JobId) -> Option<VisitId> {
    let waits = |visit: &Visit| visit.state.is_live() && !visit.state.has_started();
    let live: Vec<(VisitId, &Visit)> =
        loader.slice().visits_of(job).filter(|(_, visit)| waits(visit)).collect();
    let in_tray = live.iter().find(|(_, visit)| !visit.is_placed());
    let soonest = || live.iter().min_by_key(|(id, visit)| (visit.span().map(|span| span.start), *id));
    in_tray.or_else(soonest).map(|(id, _)| *id)
}

/// The days that are looked at, both among them.
fn days_of(query: &SlotQuery, today: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
    let from = query.from.unwrap_or(today).max(today);
    let usual = from.checked_add_days(Days::new(USUAL_DAYS - 1)).unwrap_or(from);
    let to = query.to.unwrap_or(usual);
    let wrong = |message: String, mend: &str| Err(Refusal::invalid("to", message, mend).into());
    if to < from {
        return wrong(format!("the last day, {to}, is before the first, {from}"), "name a later day");
    }
    if (to - from).num_days() >= MOST_DAYS {
        return wrong(format!("{from} to {to} are too many days"), "ask for at most 92 days at once");
    }
    Ok((from, to))
}

/// The moments at which visits matter for slots that begin on some days.
fn span_of((from, to): (NaiveDate, NaiveDate), minutes: i64, zone: Tz) -> Span {
    let (first, last) = (local_day(from, zone), local_day(to, zone));
    let end: Moment = last.end.checked_add_signed(Duration::minutes(minutes)).unwrap_or(last.end);
    Span { start: first.start, end }
}

/// Who was there before: for this job, else for another of the client's latest.
pub(crate) fn been_before(
    reader: &store::Reader<'_>,
    slice: &domain::Slice,
    job: JobId,
) -> Result<BTreeMap<TechnicianId, Been>> {
    let mut been = BTreeMap::new();
    let Some(record) = slice.jobs.get(&job) else { return Ok(been) };
    let latest = reader.jobs_of(record.client, JOBS_BEFORE)?;
    let others: Vec<JobId> = latest.into_iter().map(|(id, _)| id).filter(|id| *id != job).collect();
    let visits = reader.visits_of(&others)?;
    let before = visits.iter().map(|(_, stored)| (&stored.record, Been::Client));
    let own = slice.visits_of(job).map(|(_, visit)| (visit, Been::Job));
    for (visit, how) in before.chain(own) {
        if matches!(visit.state, VisitState::Done(_)) {
            for who in visit.crew.iter().flat_map(Crew::members) {
                let kept = been.entry(who).or_insert(how);
                *kept = how.max(*kept);
            }
        }
    }
    Ok(been)
}

impl SlotLine {
    /// The command that takes the slot for the visit of a list; one that is still to be added is.
    pub fn command(&self, list: &SlotList, choice: WindowChoice) -> Command {
        let helpers = self.helpers.iter().map(|helper| helper.id).collect();
        let crew = Crew { lead: self.technician.id, helpers };
        let slot = Slot::of_span(self.span, list.zone);
        let placement = Placement { slot: Some(slot), crew: Some(crew) };
        match list.visit {
            Some(visit) => Command::Schedule(visit, placement, choice),
            None => Command::AddVisit(list.job, placement, list.minutes, String::new()),
        }
    }
}

impl SlotList {
    /// What it was asked for.
    pub fn about(&self) -> SlotsFor {
        self.visit.map_or(SlotsFor::Job(self.job), SlotsFor::Visit)
    }

    fn new(loaded: &Loaded, wanted: &WantedVisit, days: (NaiveDate, NaiveDate), ranking: &Ranking) -> Self {
        let title =
            loaded.slice.jobs.get(&wanted.visit.job).map_or_else(String::new, |job| job.title.clone());
        let leads_now = wanted.visit.crew.as_ref().map(|crew| crew.lead);
        let line = |slot| SlotLine::new(loaded, slot, leads_now);
        SlotList {
            job: wanted.visit.job,
            visit: wanted.id,
            title,
            minutes: u32::try_from(wanted.minutes()).unwrap_or(wanted.visit.minutes),
            from: days.0,
            to: days.1,
            slots: ranking.slots.iter().map(line).collect(),
            refused: ranking.refused.iter().map(|refused| RefusedLine::new(loaded, refused)).collect(),
            bound_by_promise: ranking.is_bound,
            zone: loaded.zone(),
        }
    }
}

#[cfg(test)]
mod tests;
