//! The search for slots: what is asked, who is there, and the best of each technician and day.

use std::collections::BTreeMap;

use chrono::Days;
use domain::{
    Business, Case, Crew, Job, Rule, Severity, Skill, Slice, Span, Technician, TechnicianId, Term, Visit,
    place_of, place_of_site, terms_of_visit,
};

use super::calendar::{Calendar, Stretch, moment};
use super::gap::{Ground, Legs, Opening};
use super::measure::{Member, Standing, standings};
use super::person::Person;
use super::term::{TERMS, signed};
use super::{RankAsk, RankedSlot, Ranking, ScoreTerm};

/// Starts lie on quarter hours where the gap lets them, else on five minutes, else on any minute.
const RASTERS: [i64; 3] = [15 * 60, 5 * 60, 60];

/// Everything that slots are found and scored with.
#[derive(Debug)]
pub(super) struct Search<'a> {
    pub(super) slice: &'a Slice,
    pub(super) ask: &'a RankAsk<'a>,
    pub(super) business: &'a Business,
    pub(super) job: &'a Job,
    pub(super) ground: Ground<'a>,
    pub(super) people: Vec<Person<'a>>,
    /// What each of them brings to this visit whenever it is.
    pub(super) standings: Vec<Standing>,
    /// What the client was told, and of it what binds.
    pub(super) told: Vec<Term>,
    pub(super) binding: Vec<Term>,
    /// The starts that are looked for, both ends of each stretch among them; none when nothing keeps what the
    /// client was told at a time at which they can have us.
    pub(super) starts: Vec<Stretch>,
    /// From when on waiting counts.
    pub(super) origin: i64,
    pub(super) skills: Vec<Skill>,
    pub(super) crew_size: usize,
    /// By day: seconds that all who work here have, that are booked, and that are left.
    pub(super) team: Vec<Team>,
    pub(super) signed: [f64; TERMS],
}

/// All who work here, on a day, in seconds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Team {
    pub(super) working: i64,
    pub(super) booked: i64,
    pub(super) left: i64,
}

/// A slot found, before its terms are said.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) score: i64,
    pub(super) start: i64,
    pub(super) day: usize,
    pub(super) members: Vec<Member>,
}

impl Found {
    /// Best first: by score, then the earlier, then those with the lower numbers.
    pub(super) fn order(&self) -> impl Ord + use<> {
        let members: Vec<usize> = self.members.iter().map(|member| member.person).collect();
        (std::cmp::Reverse(self.score), self.start, members)
    }
}

/// The calendar of an ask: a day before, and after it as many as the visit may last.
fn calendar_of(ask: &RankAsk<'_>, zone: domain::Tz, length: i64) -> Option<Calendar> {
    let nights = u64::try_from(length / (24 * 3600)).ok()?.checked_add(2)?;
    let (first, last) = (ask.from.pred_opt()?, ask.to.checked_add_days(Days::new(nights))?);
    (ask.from <= ask.to).then(|| Calendar::new(first, last, zone))
}

/// The length of a visit in seconds: that of its slot, else what is expected.
fn length_of(slice: &Slice, job: &Job, visit: &Visit) -> i64 {
    let planned = visit.span().map(|span| span.minutes());
    let expected = || i64::from(if visit.minutes > 0 { visit.minutes } else { slice.minutes_for(job) });
    60 * planned.unwrap_or_else(expected).max(1)
}

/// Everything of a search that outlives it.
pub(super) struct Prepared {
    pub(super) calendar: Calendar,
    pub(super) length: i64,
}

impl Prepared {
    /// Prepares a search; none when there is no job, no business or no day to look at.
    pub(super) fn new(slice: &Slice, ask: &RankAsk<'_>) -> Option<Self> {
        let (job, business) = (slice.jobs.get(&ask.visit.job)?, slice.business.as_ref()?);
        let length = length_of(slice, job, ask.visit);
        Some(Prepared { calendar: calendar_of(ask, business.zone, length)?, length })
    }
}

impl<'a> Search<'a> {
    /// Lays out what is asked and who is there.
    pub(super) fn new(slice: &'a Slice, ask: &'a RankAsk<'a>, prepared: &'a Prepared) -> Option<Self> {
        let (job, business) = (slice.jobs.get(&ask.visit.job)?, slice.business.as_ref()?);
        let (calendar, length) = (&prepared.calendar, prepared.length);
        let counter =
            |(site, minutes): (domain::SiteId, u32)| (place_of_site(slice, site), i64::from(minutes));
        let parts = job.collects().map(counter);
        let ground = Ground { slice, calendar, place: place_of(slice, ask.visit), length, parts };
        let person = |(id, technician): (&TechnicianId, &'a Technician)| {
            Person::new(slice, ask, calendar, *id, technician, length)
        };
        let people: Vec<Person<'a>> = slice.technicians.iter().map(person).collect();
        let told = terms_of_visit(slice, ask.id, ask.visit);
        let binds = |term: &&Term| !ask.beyond_promise && term.deadline() > ask.now;
        let binding: Vec<Term> = told.iter().filter(binds).copied().collect();
        // Nothing begins in the past, and nothing on a fraction of a minute.
        let origin = whole_minute(ask.now).max(calendar.stretch(1).start);
        let whole = Stretch { start: origin, end: last_second(calendar, ask) };
        let skills = slice.skills_needed(job);
        Some(Search {
            slice,
            ask,
            business,
            job,
            ground,
            standings: standings(slice, ask, job, &people, &skills),
            team: team_of(&people, calendar.len()),
            people,
            starts: offered(bounded(whole, &binding, length), job, length),
            told,
            binding,
            origin,
            skills,
            crew_size: slice.people_for(ask.visit, job),
            signed: signed(&ask.weights),
        })
    }

    /// Finds the best slots, and why others have none.
    pub(super) fn run(&self) -> Ranking {
        let barred: Vec<Option<(Rule, String)>> =
            self.people.iter().map(|p| self.stands_against(p)).collect();
        let openings_of = |collects: bool| -> Vec<Vec<Opening>> {
            let each = self.people.iter().zip(&barred);
            each.map(|(person, barred)| match barred {
                Some(_) => Vec::new(),
                None => self.openings_of(person, collects),
            })
            .collect()
        };
        let is_alone = self.crew_size == 1;
        let openings = openings_of(is_alone);
        let mut found = if is_alone {
            self.best_alone(&openings)
        } else {
            // One of a crew is enough to collect parts.
            let collecting = self.ground.parts.map(|_| openings_of(true));
            self.best_crews(&openings, collecting.as_deref())
        };
        let refused = self.refusals(&barred, &openings, &found);
        found.sort_by_cached_key(Found::order);
        found.truncate(self.ask.limit);
        let slots = found.iter().map(|found| self.told_slot(found)).collect();
        Ranking { slots, refused, is_bound: !self.binding.is_empty() }
    }

    /// The starts of a technician that keep every rule but those of the crew.
    fn openings_of(&self, person: &Person<'a>, collects: bool) -> Vec<Opening> {
        let limit = person.technician.daily_limit;
        let is_closed = |day: usize| limit.is_some_and(|limit| person.days[day].visits >= limit);
        let each = person.gaps.iter().flat_map(|gap| self.starts.iter().map(move |starts| (gap, *starts)));
        let openings = each
            .flat_map(|(gap, starts)| self.ground.openings(gap, person.home, starts, is_closed, collects));
        if self.ground.length > domain::LONGEST_SHIFT_MINUTES * 60 {
            return openings.flat_map(|opening| self.within_hours(person, &opening)).collect();
        }
        openings.collect()
    }

    /// The parts of an opening in which several days' work begins and ends within the hours.
    fn within_hours(&self, person: &Person<'a>, opening: &Opening) -> Vec<Opening> {
        let mut parts = Vec::new();
        for begins in &person.hours {
            for ends in &person.hours {
                let first = begins.start.max(ends.start + 60 - self.ground.length);
                let last = (begins.end - 60).min(ends.end - self.ground.length);
                let (first, last) = (first.max(opening.first), last.min(opening.last));
                if first <= last {
                    parts.push(Opening { first, last, ..*opening });
                }
            }
        }
        parts
    }

    /// The best start of each technician and day.
    fn best_alone(&self, openings: &[Vec<Opening>]) -> Vec<Found> {
        let mut best = Vec::new();
        for (person, openings) in openings.iter().enumerate() {
            if !self.is_wanted(self.people[person].id) {
                continue;
            }
            let mut of_day: BTreeMap<usize, Vec<(i64, i64, Legs)>> = BTreeMap::new();
            for opening in openings {
                for start in starts_of(opening) {
                    let member = Member { person, legs: opening.legs };
                    let score = self.measure_alone(&member, start, opening.day).score(&self.signed);
                    of_day.entry(opening.day).or_default().push((score, start, opening.legs));
                }
            }
            best.extend(of_day.into_iter().filter_map(|(day, tried)| self.best_of_day(person, day, tried)));
        }
        best
    }

    /// The best of a technician's starts on a day, each with its score but for breaks. These only take away, so that
    /// few starts are asked about them.
    fn best_of_day(&self, person: usize, day: usize, mut tried: Vec<(i64, i64, Legs)>) -> Option<Found> {
        tried.sort_by_key(|(score, start, _)| (std::cmp::Reverse(*score), *start));
        let mut best: Option<Found> = None;
        for (score, start, legs) in tried {
            if best.as_ref().is_some_and(|best| score <= best.score) {
                break;
            }
            let members = vec![Member { person, legs }];
            let score = score + self.breaks_value(&members, start, day);
            if best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Found { score, start, day, members });
            }
        }
        best
    }

    /// Whether a technician is one of those who are asked for.
    pub(super) fn is_wanted(&self, who: TechnicianId) -> bool {
        self.ask.only.as_ref().is_none_or(|only| only.contains(&who))
    }

    /// A hard rule of who may go that keeps a technician out whenever it is.
    fn stands_against(&self, person: &Person<'a>) -> Option<(Rule, String)> {
        let meant = Visit { crew: Some(Crew::of(person.id)), slot: None, ..self.ask.visit.clone() };
        let case = Case::new(self.slice, self.ask.id, &meant)?;
        let is_of_crew = |rule: &Rule| matches!(rule, Rule::MustUse | Rule::SkillGap | Rule::CrewShort);
        let judged = |rule: &&Rule| {
            let row = rule.row();
            row.severity == Severity::Hard && !row.needs_time && (self.crew_size == 1 || !is_of_crew(rule))
        };
        Rule::ALL.iter().filter(judged).find_map(|rule| {
            let sentence = (rule.row().check)(&case).into_iter().next()?;
            Some((*rule, sentence))
        })
    }

    /// A slot with its terms said.
    fn told_slot(&self, found: &Found) -> RankedSlot {
        let (score, terms) = self.terms(&found.members, found.start, found.day);
        let ids = found.members.iter().map(|member| self.people[member.person].id);
        let mut ids = ids.collect::<Vec<_>>().into_iter();
        let lead = ids.next().unwrap_or_default();
        let span = Span { start: moment(found.start), end: moment(found.start + self.ground.length) };
        RankedSlot { crew: Crew { lead, helpers: ids.collect() }, span, score, terms }
    }

    /// The score of a crew at a time, whatever the rules say; the lead collects the parts.
    pub(super) fn score(&self, crew: &Crew, span: Span) -> Option<(i64, Vec<ScoreTerm>)> {
        let time = Stretch::of(&span);
        let calendar = self.ground.calendar;
        let days = (calendar.day_of(time.start), calendar.day_of(time.end));
        let member = |who: TechnicianId| {
            let person = self.people.iter().position(|person| person.id == who)?;
            let gap = self.people[person].around(self.slice, self.ask, time);
            let collects = who == crew.lead;
            let (legs, _) = self.ground.legs(&gap, self.people[person].home, days, collects);
            Some(Member { person, legs })
        };
        let members: Vec<Member> = crew.members().map(member).collect::<Option<_>>()?;
        Some(self.terms(&members, time.start, days.0))
    }
}

/// The starts of an opening that are tried.
pub(super) fn starts_of(opening: &Opening) -> impl Iterator<Item = i64> + use<> {
    let Opening { first, last, .. } = *opening;
    let on = move |raster: i64| {
        first.div_euclid(raster) * raster + if first.rem_euclid(raster) == 0 { 0 } else { raster }
    };
    let raster = RASTERS.into_iter().find(|raster| on(*raster) <= last);
    let (from, step) = raster.map_or((first, 60), |raster| (on(raster), raster));
    let until = if raster == Some(RASTERS[0]) { last } else { from };
    (from..=until).step_by(usize::try_from(step).unwrap_or(1))
}

/// The first whole minute from a moment on.
fn whole_minute(at: domain::Moment) -> i64 {
    let begun = at.timestamp().rem_euclid(60) != 0 || at.timestamp_subsec_nanos() != 0;
    at.timestamp().div_euclid(60) * 60 + if begun { 60 } else { 0 }
}

fn last_second(calendar: &Calendar, ask: &RankAsk<'_>) -> i64 {
    let last = (0..calendar.len()).rev().find(|day| calendar.date(*day) <= ask.to).unwrap_or(0);
    calendar.stretch(last).end - 1
}

/// The starts that keep every one of some terms.
fn bounded(starts: Stretch, terms: &[Term], length: i64) -> Stretch {
    terms.iter().fold(starts, |starts, term| {
        let (first, last) = match term {
            Term::Window(window) => (window.start.timestamp(), window.end.timestamp() - 1),
            Term::By(due) => (i64::MIN, due.timestamp() - length),
        };
        Stretch { start: starts.start.max(first), end: starts.end.min(last) }
    })
}

/// Of some starts those at which the client can have us.
fn offered(starts: Stretch, job: &Job, length: i64) -> Vec<Stretch> {
    let within = |(first, last): (domain::Moment, domain::Moment)| Stretch {
        start: starts.start.max(first.timestamp()),
        end: starts.end.min(last.timestamp()),
    };
    let stretches = match job.offered_starts(length / 60) {
        Some(offers) => offers.into_iter().map(within).collect(),
        None => vec![starts],
    };
    stretches.into_iter().filter(|starts| starts.start <= starts.end).collect()
}

fn team_of(people: &[Person<'_>], days: usize) -> Vec<Team> {
    let mut team = vec![Team::default(); days];
    for person in people.iter().filter(|person| !person.technician.inactive) {
        for (sum, day) in team.iter_mut().zip(&person.days) {
            sum.working += day.working;
            sum.booked += day.booked;
            sum.left += day.left;
        }
    }
    team
}
