//! One day: a lane for each technician, and the tray.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::{Mark, Moment, Slice, Span, TechnicianId, VisitId, VisitState, local_day, working_time};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    EventLine, JobLine, Local, LocalSpan, Named, VisitLine, job_line, local, name_technician, short_names,
    visit_line,
};
use crate::Loaded;

/// One technician's day; without a technician, the visits that have a time and nobody to go.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lane {
    /// Whose lane.
    pub technician: Option<Named<TechnicianId>>,
    /// What to call them where room is short: the first name, with an initial when another lane has it.
    pub short: String,
    /// When they work that day, time off taken out.
    pub working: Vec<LocalSpan>,
    /// Minutes of work planned that day, clashes counted twice.
    pub planned_minutes: i64,
    /// Minutes they work that day.
    pub working_minutes: i64,
    /// Their visits in order of start.
    pub visits: Vec<VisitLine>,
    /// What else takes their time that day, everybody's events among it; in order of start.
    pub events: Vec<EventLine>,
}

/// A visit without a slot or without a technician.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TrayLine {
    /// The visit. In JSON it is the `visit` of its job's line, which is this one here: a key must not stand twice.
    #[serde(skip)]
    pub visit: VisitId,
    /// Its version.
    pub visit_version: i64,
    /// What is missing: `slot`, `technician` or `slot and technician`.
    pub missing: &'static str,
    /// What this trip is for, when it is not the whole job.
    pub purpose: String,
    /// Its job.
    #[serde(flatten)]
    pub job: JobLine,
}

/// How a day stands, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct DayCounts {
    /// Visits that day, cancelled ones not counted.
    pub visits: usize,
    /// Of those, done.
    pub done: usize,
    /// Marked late.
    pub late: usize,
    /// Marked as clashing.
    pub clash: usize,
    /// Marked tight.
    pub tight: usize,
    /// Outside of working hours.
    pub off_shift: usize,
    /// Lacking a skill.
    pub skill_gap: usize,
    /// With too small a crew.
    pub crew_short: usize,
    /// Not confirmed.
    pub unconfirmed: usize,
    /// In the tray, whatever the day.
    pub tray: u64,
}

impl DayCounts {
    /// Counts visits, each given once, and says how many the tray holds.
    pub fn of<'a>(visits: impl Iterator<Item = &'a VisitLine>, tray: u64) -> Self {
        let mut counts = DayCounts { tray, ..DayCounts::default() };
        for visit in visits {
            let has = |mark: Mark| usize::from(visit.marks.contains(&mark));
            counts.visits += 1;
            counts.done += usize::from(matches!(visit.state, VisitState::Done(_)));
            counts.late += has(Mark::Late);
            counts.clash += has(Mark::Clash);
            counts.tight += has(Mark::Tight);
            counts.off_shift += has(Mark::OffShift);
            counts.skill_gap += has(Mark::SkillGap);
            counts.crew_short += has(Mark::CrewShort);
            counts.unconfirmed += has(Mark::Unconfirmed);
        }
        counts
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DayView {
    /// The local date.
    pub date: NaiveDate,
    /// The present moment, for the marker.
    pub now: Local,
    /// How it stands.
    pub counts: DayCounts,
    /// Lanes in order of name, the one without a technician first when it has visits.
    pub lanes: Vec<Lane>,
    /// The most pressing of the tray.
    pub tray: Vec<TrayLine>,
    /// How many the tray holds in all.
    pub tray_total: u64,
    /// The records behind it, for previews that must not wait for the store.
    #[serde(skip)]
    pub slice: Arc<Slice>,
}

/// Builds a day from the visits that touch it and the tray's visits.
pub fn build_day(loaded: Loaded, date: NaiveDate, tray: &[VisitId], tray_total: u64, now: Moment) -> DayView {
    let zone = loaded.zone();
    let day = local_day(date, zone);
    let visits = visits_in(&loaded, day, now);
    let counts = DayCounts::of(visits.iter(), tray_total);
    let lanes = lanes_of(&loaded, date, day, visits);
    let tray = tray_lines(&loaded, tray, now);
    let now = local(now, zone);
    DayView { date, now, counts, lanes, tray, tray_total, slice: Arc::new(loaded.slice) }
}

fn lanes_of(loaded: &Loaded, date: NaiveDate, day: Span, visits: Vec<VisitLine>) -> Vec<Lane> {
    let slice = &loaded.slice;
    let mut visits = by_technician(visits);
    let mut lanes: Vec<Lane> = Vec::new();
    for (&id, technician) in &slice.technicians {
        let own = visits.remove(&Some(id)).unwrap_or_default();
        if technician.inactive && own.is_empty() {
            continue;
        }
        let working = working_time(slice, id, date);
        let working = working.into_iter().map(|span| LocalSpan::of(span, loaded.zone())).collect();
        let mut lane = lane(Some(name_technician(slice, id)), working, own, day);
        lane.events = events_of(loaded, id, day);
        lanes.push(lane);
    }
    lanes.sort_by_key(|lane| lane.technician.as_ref().map(|t| (t.name.to_lowercase(), t.id)));
    shorten_names(&mut lanes);
    if let Some(unassigned) = visits.remove(&None) {
        lanes.insert(0, lane(None, Vec::new(), unassigned, day));
    }
    lanes
}

fn events_of(loaded: &Loaded, who: TechnicianId, day: Span) -> Vec<EventLine> {
    let all = loaded.slice.events.overlapping(who, day);
    let mut lines: Vec<EventLine> = all.map(|(id, event)| EventLine::of(id, event, loaded.zone())).collect();
    lines.sort_by_key(|line| (line.start, line.id));
    lines
}

/// Gives each visit to everybody who goes, or to nobody; in the order given.
fn by_technician(visits: Vec<VisitLine>) -> BTreeMap<Option<TechnicianId>, Vec<VisitLine>> {
    let mut of: BTreeMap<_, Vec<VisitLine>> = BTreeMap::new();
    for visit in visits {
        let lead = visit.technicians.first().map(|member| member.id);
        let all: BTreeSet<_> = visit.technicians.iter().map(|member| Some(member.id)).collect();
        for helper in all.into_iter().filter(|who| *who != lead) {
            of.entry(helper).or_default().push(visit.clone());
        }
        of.entry(lead).or_default().push(visit);
    }
    of
}

/// Calls each lane by a name as short as no other has.
fn shorten_names(lanes: &mut [Lane]) {
    let name = |lane: &Lane| lane.technician.as_ref().map_or_else(String::new, |who| who.name.clone());
    let names: Vec<String> = lanes.iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for (lane, short) in lanes.iter_mut().zip(short_names(&names)) {
        lane.short = short;
    }
}

fn lane(
    technician: Option<Named<TechnicianId>>,
    working: Vec<LocalSpan>,
    visits: Vec<VisitLine>,
    day: Span,
) -> Lane {
    let within = |visit: &VisitLine| {
        let span = Span::new(visit.start?.to_utc(), visit.end?.to_utc())?;
        Some(span.intersection(&day)?.minutes())
    };
    let minutes = |span: &LocalSpan| (span.end - span.start).num_minutes();
    Lane {
        short: technician.as_ref().map_or_else(String::new, |technician| technician.name.clone()),
        technician,
        working_minutes: working.iter().map(minutes).sum(),
        planned_minutes: visits.iter().filter_map(within).sum(),
        working,
        visits,
        events: Vec::new(),
    }
}

fn visits_in(loaded: &Loaded, day: Span, now: Moment) -> Vec<VisitLine> {
    let here = loaded.slice.visits.iter().filter(|(_, visit)| {
        let cancelled = matches!(visit.state, VisitState::Cancelled(_));
        !cancelled && visit.span().is_some_and(|span| span.overlaps(&day))
    });
    let mut lines: Vec<VisitLine> = here.filter_map(|(&id, _)| visit_line(loaded, id, now)).collect();
    lines.sort_by_key(|line| (line.start, line.id));
    lines
}

/// The lines of tray visits, in the order given.
pub fn tray_lines(loaded: &Loaded, tray: &[VisitId], now: Moment) -> Vec<TrayLine> {
    let line = |id: &VisitId| {
        let visit = loaded.slice.visits.get(id)?;
        let missing = match (&visit.slot, &visit.crew) {
            (None, None) => "slot and technician",
            (None, Some(_)) => "slot",
            (Some(_), None) => "technician",
            (Some(_), Some(_)) => return None,
        };
        let job = job_line(loaded, visit.job, now)?;
        let drafted = loaded.is_drafted(*id);
        let job = JobLine { minutes: visit.minutes, visit: Some(*id), drafted, ..job };
        let (visit_version, purpose) = (loaded.version((*id).into()), visit.purpose.clone());
        Some(TrayLine { visit: *id, visit_version, missing, purpose, job })
    };
    tray.iter().filter_map(line).collect()
}
