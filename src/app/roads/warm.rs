//! Asking for the ways that are about to be needed, and no others.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use domain::{EntityRef, JobId, KnownRoads, Point, Position, RoadSource, Roads, Slice, VisitId, local_day};

use super::cache::{self, KnownWay};
use super::server::Asking;
use super::{RoadServer, RoadStanding};
use crate::load::Loader;
use crate::{App, OptimiseAsk, Result, SlotQuery, SlotsFor};

/// So many places are asked about at once; a day of ten technicians and 80 jobs has 90.
const MOST_PLACES: usize = 200;
/// So many places stand on each side of one request: OSRM takes a hundred in all unless it is told otherwise.
const SIDE: usize = 50;
/// All requests together may take so many times as long as one.
const REQUESTS_OF_TIME: u32 = 3;
/// Work without a time is looked at on today and so many days after it.
const DAYS_AHEAD: u64 = 13;
/// After a failure the server is left alone for so long.
const REST: Duration = Duration::from_mins(1);

/// A server, and when it failed last.
pub(crate) struct Warming {
    server: RoadServer,
    failed: Option<Instant>,
    /// Ways that the server was asked for and did not find; they are not asked for again in this run.
    not_found: BTreeSet<(Point, Point)>,
}

impl Warming {
    pub(super) fn of(server: RoadServer) -> Self {
        Warming { server, failed: None, not_found: BTreeSet::new() }
    }
}

impl App {
    /// Has the ways between all of some positions known, as far as a road server is configured and answers. For
    /// before ranking and optimising; takes up to three time-outs, so never within a transaction.
    ///
    /// A server that failed is left alone for a minute; tell people [`RoadStanding::note`], which says it once.
    pub fn warm_roads(&mut self, positions: &[Position]) -> RoadStanding {
        let Some(warming) = &self.warming else { return RoadStanding::Known };
        let roads = self.store.roads();
        let mut seen = BTreeSet::new();
        let points =
            positions.iter().map(|position| Point::from(*position)).filter(|point| seen.insert(*point));
        let points: Vec<Point> = points.take(MOST_PLACES).collect();
        let is_settled = |from, to| {
            let known = roads.known.as_ref().is_some_and(|known| known.seconds(from, to).is_some());
            known || warming.not_found.contains(&(from, to))
        };
        let wanted = blocks(&points, is_settled);
        if wanted.is_empty() {
            return RoadStanding::Known;
        }
        if warming.failed.is_some_and(|failed| failed.elapsed() < REST) {
            return RoadStanding::Resting;
        }
        let Answered { learnt, not_found, failure } = ask(&warming.server, &wanted);
        self.keep_roads(&roads, &learnt);
        let failed = failure.is_some().then(Instant::now);
        if let Some(warming) = &mut self.warming {
            warming.not_found.extend(not_found);
            warming.failed = failed;
        }
        match failure {
            Some(reason) => {
                log::warn!("the road server failed; {} ways learnt before", learnt.len());
                RoadStanding::Failed(reason)
            }
            None => RoadStanding::Learnt(learnt.len()),
        }
    }

    /// As [`App::warm_roads`], for all work on local dates, from the first to the last: the technicians' homes, the
    /// sites of visits and of these jobs. Reads nothing unless a server is configured.
    pub fn warm_roads_for(
        &mut self,
        first: NaiveDate,
        last: NaiveDate,
        jobs: &[JobId],
    ) -> Result<RoadStanding> {
        if self.warming.is_none() {
            return Ok(RoadStanding::Known);
        }
        let slice = self.read_plan(|reader| -> Result<Slice> {
            let mut loader = Loader::new(reader)?;
            loader.technicians()?;
            loader.many(&jobs.iter().map(|id| EntityRef::from(*id)).collect::<Vec<_>>())?;
            let sites = loader.slice().jobs.values().filter_map(|job| job.site);
            let sites: Vec<EntityRef> = sites.map(EntityRef::from).collect();
            loader.many(&sites)?;
            let zone = loader.slice().business.as_ref().map_or(domain::Tz::UTC, |business| business.zone);
            let (first, last) = (local_day(first, zone), local_day(last, zone));
            if let Some(span) = domain::Span::new(first.start, last.end) {
                loader.outlines_between(span, None)?;
            }
            Ok(loader.finish().slice)
        })?;
        Ok(self.warm_roads(&positions_in(&slice, jobs)))
    }

    /// As [`App::warm_roads_for`], for finding somebody for a visit: on its day, or in the next two weeks while it has
    /// none.
    pub fn warm_roads_of_visit(&mut self, id: VisitId) -> Result<RoadStanding> {
        if self.warming.is_none() {
            return Ok(RoadStanding::Known);
        }
        let (today, zone) = (self.today_date()?, self.business()?.zone);
        let visit = self.read_plan(|reader| Ok(reader.visit(id)?.map(|stored| stored.record)))?;
        let Some(visit) = visit else { return Ok(RoadStanding::Known) };
        let day = visit.span().map(|span| span.start.with_timezone(&zone).date_naive());
        let last = day.or(today.checked_add_days(Days::new(DAYS_AHEAD))).unwrap_or(today);
        self.warm_roads_for(day.unwrap_or(today), last, &[visit.job])
    }

    /// As [`App::warm_roads_for`], for the days of a search for slots.
    pub fn warm_roads_of_slots(&mut self, query: &SlotQuery) -> Result<RoadStanding> {
        if self.warming.is_none() {
            return Ok(RoadStanding::Known);
        }
        let job = match query.about {
            SlotsFor::Job(job) => Some(job),
            SlotsFor::Visit(id) => {
                self.read_plan(|reader| Ok(reader.visit(id)?.map(|stored| stored.record.job)))?
            }
        };
        let first = query.from.unwrap_or(self.today_date()?);
        let last = query.to.or(first.checked_add_days(Days::new(DAYS_AHEAD))).unwrap_or(first);
        self.warm_roads_for(first, last, job.as_slice())
    }

    /// As [`App::warm_roads_for`], for a search for the best plan of a day.
    pub fn warm_roads_of_plan(&mut self, ask: &OptimiseAsk) -> Result<RoadStanding> {
        if self.warming.is_none() {
            return Ok(RoadStanding::Known);
        }
        let jobs = self.read_plan(|reader| {
            let (tray, _) = reader.tray(ask.most_of_tray, 0)?;
            Ok(reader.jobs_of_visits(&tray)?)
        })?;
        self.warm_roads_for(ask.date, ask.date, &jobs)
    }

    fn keep_roads(&mut self, roads: &Roads, learnt: &[KnownWay]) {
        if learnt.is_empty() {
            return;
        }
        let mut known =
            roads.known.as_deref().cloned().unwrap_or_else(|| KnownRoads::new(RoadSource::Server));
        for (from, to, seconds) in learnt {
            known.insert(*from, *to, *seconds);
        }
        self.store
            .set_roads(Arc::new(Roads { straight: roads.straight.clone(), known: Some(Arc::new(known)) }));
        let Some(warming) = &self.warming else { return };
        if let Some(folder) = &warming.server.cache
            && let Err(error) = cache::keep(folder, &warming.server.url, self.clock.now(), learnt)
        {
            // They are known for this run, and asked for again by the next.
            log::warn!("the ways learnt could not be kept: {:?}", error.kind());
        }
    }
}

/// Where everything in a slice is that has a place: homes, then the sites of these jobs, then those of visits in the
/// order in which they begin.
fn positions_in(slice: &Slice, jobs: &[JobId]) -> Vec<Position> {
    let working = slice.technicians.iter().filter(|(_, technician)| !technician.inactive);
    let homes = working.filter_map(|(id, _)| domain::home_of(slice, *id));
    let mut visits: Vec<_> =
        slice.visits.values().filter_map(|visit| Some((visit.span()?.start, visit.job))).collect();
    visits.sort_unstable();
    let jobs = jobs.iter().copied().chain(visits.into_iter().map(|(_, job)| job));
    let sites = jobs.filter_map(|job| slice.jobs.get(&job)?.site);
    let sites = sites.filter_map(|site| domain::place_of_site(slice, site));
    homes.chain(sites).map(|place| place.position).collect()
}

/// The places from and to of each request, of those in which a way is not settled.
fn blocks(points: &[Point], is_settled: impl Fn(Point, Point) -> bool) -> Vec<(&[Point], &[Point])> {
    let sides = || points.chunks(SIDE);
    let all = sides().flat_map(|from| sides().map(move |to| (from, to)));
    all.filter(|(from, to)| pairs(from, to).any(|(from, to)| !is_settled(from, to))).collect()
}

/// Each way from one place to another.
fn pairs(from: &[Point], to: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    from.iter().flat_map(|from| to.iter().filter(move |to| from != *to).map(|to| (*from, *to)))
}

/// What a server answered.
#[derive(Default)]
struct Answered {
    learnt: Vec<KnownWay>,
    not_found: Vec<(Point, Point)>,
    /// Why it was not asked to the end.
    failure: Option<String>,
}

/// Asks for one block after another until one fails.
fn ask(server: &RoadServer, wanted: &[(&[Point], &[Point])]) -> Answered {
    let asking = Asking::new(&server.url, server.timeout_ms);
    let (begun, most) = (Instant::now(), Duration::from_millis(server.timeout_ms) * REQUESTS_OF_TIME);
    let mut answered = Answered::default();
    for (from, to) in wanted {
        if begun.elapsed() >= most {
            answered.failure = Some("is too slow for all the ways of the day".to_owned());
            return answered;
        }
        match asking.ask(from, to) {
            Ok(ways) => {
                let found: BTreeSet<(Point, Point)> = ways.iter().map(|(from, to, _)| (*from, *to)).collect();
                answered.not_found.extend(pairs(from, to).filter(|pair| !found.contains(pair)));
                answered.learnt.extend(ways.into_iter().filter(|(from, to, _)| from != to));
            }
            Err(reason) => {
                answered.failure = Some(reason);
                return answered;
            }
        }
    }
    answered
}
