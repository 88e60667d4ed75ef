//! How full days are and what is the matter with them, without the visits themselves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use domain::{
    Business, Events, Mark, Moment, Span, Technician, TechnicianId, VisitId, local_day, marks_by_clock,
    working_time_of,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::VisitOutline;

/// The load of one day: of a technician, or of everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct DayLoad {
    /// Visits that touch the day, cancelled ones not counted.
    pub visits: usize,
    /// Of those, done.
    pub done: usize,
    /// Marked late.
    pub late: usize,
    /// Marked as clashing.
    pub clash: usize,
    /// Not confirmed.
    pub unconfirmed: usize,
    /// Without a technician.
    pub unassigned: usize,
    /// Minutes of work planned that day, clashes counted twice.
    pub planned_minutes: i64,
    /// Minutes worked that day, time off taken out; of everybody together in a total.
    pub working_minutes: i64,
    /// Events that take time that day; in a total each once for everybody whose time it takes.
    pub events: usize,
}

impl DayLoad {
    /// Whether more is planned than the day holds.
    pub fn is_over(&self) -> bool {
        self.planned_minutes > self.working_minutes
    }

    fn add(&mut self, visit: &Weighed<'_>, minutes: i64) {
        let has = |mark: Mark| usize::from(visit.marks.contains(&mark));
        self.visits += 1;
        self.done += usize::from(visit.outline.standing.is_none());
        self.late += has(Mark::Late);
        self.clash += usize::from(visit.clashes);
        self.unconfirmed += has(Mark::Unconfirmed);
        self.unassigned += usize::from(visit.outline.crew.is_empty());
        self.planned_minutes += minutes;
    }
}

/// A visit with what is said of it.
struct Weighed<'o> {
    outline: &'o VisitOutline,
    marks: Vec<Mark>,
    clashes: bool,
}

/// The loads of some days: of each technician, of nobody's visits, and of everybody.
pub(super) struct Loads {
    /// One for each date.
    pub(super) totals: Vec<DayLoad>,
    /// One for each date, of what has a time and nobody to go.
    pub(super) nobody: Vec<DayLoad>,
    /// One for each date, of those who work here or have visits then.
    pub(super) technicians: BTreeMap<TechnicianId, Vec<DayLoad>>,
}

/// The visits of a stretch of days and who may go, as the store has them.
#[derive(Debug)]
pub struct DaysLoaded {
    /// The business's settings.
    pub business: Business,
    /// Every technician.
    pub technicians: Vec<(TechnicianId, Technician)>,
    /// The visits of the days and of a day on either side, so that a clash over midnight is seen.
    pub outlines: Vec<VisitOutline>,
    /// What else takes technicians' time then.
    pub events: Events,
    /// What of it is looked at; none for all.
    pub narrowed: Option<Narrowed>,
}

/// What of some days passes a filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrowed {
    /// The visits that pass; only they are counted, but they clash with others too.
    pub visits: BTreeSet<VisitId>,
    /// The technicians asked for, who are shown with no visit too.
    pub technicians: BTreeSet<TechnicianId>,
}

impl DaysLoaded {
    fn counts_visit(&self, id: VisitId) -> bool {
        self.narrowed.as_ref().is_none_or(|narrowed| narrowed.visits.contains(&id))
    }

    fn counts_technician(&self, id: TechnicianId) -> bool {
        self.narrowed.as_ref().is_none_or(|narrowed| narrowed.technicians.contains(&id))
    }
}

/// The moments of dates in a row with a day on either side: what [`DaysLoaded`] must hold.
pub fn span_around(first: NaiveDate, count: u64, business: &Business) -> Span {
    let last = first.checked_add_days(chrono::Days::new(count.max(1) - 1)).unwrap_or(first);
    let (start, end) = (local_day(first, business.zone).start, local_day(last, business.zone).end);
    let day = Duration::days(1);
    Span {
        start: start.checked_sub_signed(day).unwrap_or(start),
        end: end.checked_add_signed(day).unwrap_or(end),
    }
}

/// Weighs dates in a row.
pub(super) fn weigh(loaded: &DaysLoaded, dates: &[NaiveDate], now: Moment) -> Loads {
    let days: Vec<Span> = dates.iter().map(|date| local_day(*date, loaded.business.zone)).collect();
    let none = vec![DayLoad::default(); days.len()];
    let mut loads = Loads { totals: none.clone(), nobody: none.clone(), technicians: BTreeMap::new() };
    let clashing = clashing(&loaded.outlines);
    let weighed = loaded.outlines.iter().zip(clashing);
    for (outline, clashes) in weighed.filter(|(outline, _)| loaded.counts_visit(outline.id)) {
        let marks = outline.standing.as_ref().map_or_else(Vec::new, |standing| {
            marks_by_clock(&standing.state, outline.span, standing.window, !outline.crew.is_empty(), now)
        });
        let visit = Weighed { outline, marks, clashes };
        let first = days.partition_point(|day| day.end <= outline.span.start);
        for (place, day) in days.iter().enumerate().skip(first) {
            let Some(within) = outline.span.intersection(day) else { break };
            let minutes = within.minutes();
            loads.totals[place].add(&visit, minutes);
            if outline.crew.is_empty() {
                loads.nobody[place].add(&visit, minutes);
            }
            for who in &outline.crew {
                let own = loads.technicians.entry(*who).or_insert_with(|| none.clone());
                own[place].add(&visit, minutes);
            }
        }
    }
    add_capacity(&mut loads, loaded, dates);
    loads
}

/// Puts beside the work what those hold who do it; someone who has left, or is not asked for, counts only with
/// what is planned.
fn add_capacity(loads: &mut Loads, loaded: &DaysLoaded, dates: &[NaiveDate]) {
    for (id, technician) in &loaded.technicians {
        let is_shown = loads.technicians.contains_key(id);
        if !is_shown && (technician.inactive || !loaded.counts_technician(*id)) {
            continue;
        }
        let none = || vec![DayLoad::default(); dates.len()];
        let own = loads.technicians.entry(*id).or_insert_with(none);
        for ((load, total), date) in own.iter_mut().zip(&mut loads.totals).zip(dates) {
            let spans = working_time_of((*id, technician), &loaded.business, &loaded.events, *date);
            load.working_minutes = spans.iter().map(Span::minutes).sum();
            load.events = loaded.events.overlapping(*id, local_day(*date, loaded.business.zone)).count();
            total.events += load.events;
            total.working_minutes += load.working_minutes;
        }
    }
}

/// Whether each visit overlaps another of the same technician, both still to be done.
fn clashing(outlines: &[VisitOutline]) -> Vec<bool> {
    let mut of: BTreeMap<TechnicianId, Vec<usize>> = BTreeMap::new();
    for (place, outline) in outlines.iter().enumerate().filter(|(_, outline)| outline.standing.is_some()) {
        for who in &outline.crew {
            of.entry(*who).or_default().push(place);
        }
    }
    let mut found = vec![false; outlines.len()];
    for mut places in of.into_values() {
        places.sort_by_key(|place| outlines[*place].span);
        for (at, place) in places.iter().enumerate() {
            let span = outlines[*place].span;
            let later = places[at + 1..].iter().take_while(|other| outlines[**other].span.start < span.end);
            for other in later {
                (found[*place], found[*other]) = (true, true);
            }
        }
    }
    found
}
