//! The lines that lists are made of: names, times, jobs and visits.

use chrono::{DateTime, FixedOffset, Offset};
use domain::{
    Basis, ClientId, Crew, Fields, Finding, InvoiceStatus, Job, JobId, Mark, Moment, Money, Outcome,
    Priority, ServiceId, SiteId, Slice, Span, Stage, TechnicianId, Term, Travel, Tz, Visit, VisitId,
    VisitState, derive_stage, inspect_visit, marks_of_job, place_of,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Loaded;

/// A moment with the offset of the business's zone.
pub type Local = DateTime<FixedOffset>;

/// A moment in a zone, with its offset.
pub fn local(at: Moment, zone: Tz) -> Local {
    let there = at.with_timezone(&zone);
    there.with_timezone(&there.offset().fix())
}

/// A stretch of local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LocalSpan {
    /// Its first moment.
    pub start: Local,
    /// The first moment after it.
    pub end: Local,
}

impl LocalSpan {
    /// The span as the business's clocks show it.
    pub fn of(span: Span, zone: Tz) -> Self {
        LocalSpan { start: local(span.start, zone), end: local(span.end, zone) }
    }

    /// The same moments as a span of the domain; none only when it is empty.
    pub fn span(&self) -> Option<Span> {
        Span::new(self.start.to_utc(), self.end.to_utc())
    }
}

/// A record by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Named<I> {
    /// Its id.
    pub id: I,
    /// Its name.
    pub name: String,
}

/// What the client was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TermLine {
    /// Someone arrives in this window.
    Window(LocalSpan),
    /// The work is done by then.
    By(Local),
}

/// A job in a list or on a card of the board.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct JobLine {
    /// Its id.
    pub id: JobId,
    /// The version that was seen; commands carry it.
    pub version: i64,
    /// What is to be done.
    pub title: String,
    /// For whom.
    pub client: Named<ClientId>,
    /// Where.
    pub site: Option<Named<SiteId>>,
    /// The site's address in one line; may be empty.
    pub address: String,
    /// The zone of the site; may be empty.
    pub zone: String,
    /// Derived stage.
    pub stage: Stage,
    /// How soon it matters.
    pub priority: Priority,
    /// When the agreement was made.
    pub agreed_at: Local,
    /// The visit that is next or under way, else the last one.
    pub visit: Option<VisitId>,
    /// Planned time of that visit.
    pub when: Option<LocalSpan>,
    /// Its crew, lead first.
    pub technicians: Vec<Named<TechnicianId>>,
    /// Where it stands.
    pub state: Option<VisitState>,
    /// Its length, or the job's, in minutes.
    pub minutes: u32,
    /// What the client was told last.
    pub promise: Option<TermLine>,
    /// Skills asked for, such as `gas` or `gas 3`.
    pub skills: Vec<String>,
    /// Names of its services.
    pub services: Vec<String>,
    /// Free labels.
    pub tags: Vec<String>,
    /// The label of the business's own that holds in its stage.
    pub substatus: Option<String>,
    /// Values of the fields that the business added, by their ids.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Price agreed.
    pub price: Option<Money>,
    /// Where the bill stands.
    pub invoice: InvoiceStatus,
    /// Derived marks, most pressing first.
    pub marks: Vec<Mark>,
    /// Whether the draft that is looked at changes that visit.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub drafted: bool,
}

/// A visit in a lane or a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VisitLine {
    /// Its id.
    pub id: VisitId,
    /// The version that was seen; commands carry it.
    pub version: i64,
    /// Its job.
    pub job: JobId,
    /// The job's title, or what this trip is for.
    pub title: String,
    /// For whom.
    pub client: Named<ClientId>,
    /// Where.
    pub site: Option<Named<SiteId>>,
    /// The site's address in one line; may be empty.
    pub address: String,
    /// The zone of the site; may be empty.
    pub zone: String,
    /// The job's stage.
    pub stage: Stage,
    /// Names of the job's services.
    pub services: Vec<String>,
    /// The job's free labels.
    pub tags: Vec<String>,
    /// How soon the job matters.
    pub priority: Priority,
    /// Planned start.
    pub start: Option<Local>,
    /// Planned end.
    pub end: Option<Local>,
    /// Length in minutes.
    pub minutes: u32,
    /// Arrival window.
    pub window: Option<LocalSpan>,
    /// Whether the client was told the window.
    pub told: bool,
    /// Where it stands.
    pub state: VisitState,
    /// When someone came on site.
    pub arrived: Option<Local>,
    /// When it was over.
    pub ended: Option<Local>,
    /// Who goes, lead first.
    pub technicians: Vec<Named<TechnicianId>>,
    /// Whether it may not be moved without saying so.
    pub pinned: bool,
    /// Estimated minutes of travel from the visit before, when both places are known.
    pub travel_before: Option<i64>,
    /// Minutes between the visit before and this one, when travel is known.
    pub gap_before: Option<i64>,
    /// Estimated minutes of travel to the visit after, when both places are known.
    pub travel_after: Option<i64>,
    /// Minutes between this visit and the one after, when travel is known.
    pub gap_after: Option<i64>,
    /// Which travel is a guess: a position is not the site's own, or the road is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub guessed: Vec<Guessed>,
    /// What the position of its place stands on; none when the place is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub located_by: Option<Basis>,
    /// Derived marks, most pressing first.
    pub marks: Vec<Mark>,
    /// What the rules find in it, in sentences.
    pub findings: Vec<Finding>,
    /// Whether the draft that is looked at changes it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub drafted: bool,
}

impl VisitLine {
    /// When it is planned for; none while it has no time.
    pub fn planned(&self) -> Option<LocalSpan> {
        self.start.zip(self.end).map(|(start, end)| LocalSpan { start, end })
    }

    /// The gap that is shorter than its travel, in minutes (gap, travel): the one before, else the one after.
    pub fn tight_gap(&self) -> Option<(i64, i64)> {
        let before = self.gap_before.zip(self.travel_before);
        let after = self.gap_after.zip(self.travel_after);
        [before, after].into_iter().flatten().find(|(gap, travel)| *gap >= 0 && gap < travel)
    }
}

/// Travel that may be a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Guessed {
    /// From the visit before.
    TravelBefore,
    /// To the visit after.
    TravelAfter,
}

fn guessed(before: Option<Travel>, after: Option<Travel>) -> Vec<Guessed> {
    let sides = [(before, Guessed::TravelBefore), (after, Guessed::TravelAfter)];
    let is_guess = |travel: Option<Travel>| travel.is_some_and(|travel| travel.guess);
    sides.into_iter().filter(|(travel, _)| is_guess(*travel)).map(|(_, side)| side).collect()
}

/// The name of a client in the slice.
pub fn name_client(slice: &Slice, id: ClientId) -> Named<ClientId> {
    let name = slice.clients.get(&id).map_or_else(|| id.to_string(), |client| client.name.clone());
    Named { id, name }
}

fn name_site(slice: &Slice, id: SiteId) -> Named<SiteId> {
    Named { id, name: slice.sites.get(&id).map_or_else(|| id.to_string(), domain::Site::label) }
}

/// The name of a technician in the slice.
pub fn name_technician(slice: &Slice, id: TechnicianId) -> Named<TechnicianId> {
    let name = slice.technicians.get(&id).map_or_else(|| id.to_string(), |t| t.name.clone());
    Named { id, name }
}

/// The name of an entry of the price book in the slice.
pub fn name_service(slice: &Slice, id: ServiceId) -> Named<ServiceId> {
    let name = slice.services.get(&id).map_or_else(|| id.to_string(), |service| service.name.clone());
    Named { id, name }
}

fn name_crew(slice: &Slice, crew: Option<&Crew>) -> Vec<Named<TechnicianId>> {
    crew.into_iter().flat_map(Crew::members).map(|id| name_technician(slice, id)).collect()
}

/// A promise's term in local time.
pub fn term_line(term: &Term, zone: Tz) -> TermLine {
    match term {
        Term::Window(window) => TermLine::Window(LocalSpan::of(*window, zone)),
        Term::By(due) => TermLine::By(local(*due, zone)),
    }
}

/// The visit that speaks for a job: under way, else the next placed, else any live, else the last done.
fn speaking_visit(slice: &Slice, id: JobId) -> Option<(VisitId, &Visit)> {
    slice.visits_of(id).min_by_key(|(visit_id, visit)| {
        let rank = match &visit.state {
            state if state.has_started() => 0,
            state if state.is_live() && visit.is_placed() => 1,
            state if state.is_live() => 2,
            VisitState::Done(_) => 3,
            _ => 4,
        };
        let newest_first =
            if rank == 3 { i64::MAX - visit.ended_at().map_or(0, |at| at.timestamp()) } else { 0 };
        (rank, newest_first, visit.span().map(|span| span.start), *visit_id)
    })
}

/// Builds the line of a job; none when the slice does not hold it. Its visits and their neighbours must
/// be loaded for its marks to be true.
pub fn job_line(loaded: &Loaded, id: JobId, now: Moment) -> Option<JobLine> {
    let slice = &loaded.slice;
    let job = slice.jobs.get(&id)?;
    let zone = loaded.zone();
    let stage = derive_stage(job, slice.visits_of(id).map(|(_, visit)| visit), &slice.surroundings_of(id));
    let speaking = speaking_visit(slice, id);
    let visit = speaking.map(|(_, visit)| visit);
    let site = job.site.and_then(|id| slice.sites.get(&id));
    Some(JobLine {
        id,
        version: loaded.version(id.into()),
        title: job.title.clone(),
        client: name_client(slice, job.client),
        site: job.site.map(|site| name_site(slice, site)),
        address: site.map_or_else(String::new, |site| site.address.line()),
        zone: site.map_or_else(String::new, |site| site.zone.clone()),
        stage,
        priority: job.priority,
        agreed_at: local(job.agreed_at, zone),
        visit: speaking.map(|(id, _)| id),
        when: visit.and_then(Visit::span).map(|span| LocalSpan::of(span, zone)),
        technicians: name_crew(slice, visit.and_then(|visit| visit.crew.as_ref())),
        state: visit.map(|visit| visit.state.clone()),
        minutes: visit.map_or_else(|| slice.minutes_for(job), |visit| visit.minutes),
        promise: job.current_term().map(|term| term_line(term, zone)),
        skills: skill_names(slice, job),
        services: name_services(slice, job),
        tags: job.tags.clone(),
        substatus: job.substatus_in(stage).map(str::to_owned),
        fields: job.fields.clone(),
        price: job.price,
        invoice: job.invoice,
        marks: marks_of_job(slice, id, now),
        drafted: speaking.is_some_and(|(visit, _)| loaded.is_drafted(visit)),
    })
}

fn name_services(slice: &Slice, job: &Job) -> Vec<String> {
    job.services.iter().filter_map(|id| slice.services.get(id)).map(|service| service.name.clone()).collect()
}

fn skill_names(slice: &Slice, job: &Job) -> Vec<String> {
    let name = |skill: &domain::Skill| {
        if skill.level > 1 { format!("{} {}", skill.name, skill.level) } else { skill.name.clone() }
    };
    slice.skills_needed(job).iter().map(name).collect()
}

/// Builds the line of a visit; none when the slice does not hold it or its job.
pub fn visit_line(loaded: &Loaded, id: VisitId, now: Moment) -> Option<VisitLine> {
    let slice = &loaded.slice;
    let visit = slice.visits.get(&id)?;
    let job = slice.jobs.get(&visit.job)?;
    let zone = loaded.zone();
    let site = job.site.and_then(|id| slice.sites.get(&id));
    let span = visit.span().map(|span| LocalSpan::of(span, zone));
    let seen = inspect_visit(slice, id, visit, now);
    Some(VisitLine {
        id,
        version: loaded.version(id.into()),
        job: visit.job,
        title: if visit.purpose.is_empty() { job.title.clone() } else { visit.purpose.clone() },
        client: name_client(slice, job.client),
        site: job.site.map(|site| name_site(slice, site)),
        address: site.map_or_else(String::new, |site| site.address.line()),
        zone: site.map_or_else(String::new, |site| site.zone.clone()),
        stage: loaded.stage(visit.job, job),
        services: name_services(slice, job),
        tags: job.tags.clone(),
        priority: job.priority,
        start: span.map(|span| span.start),
        end: span.map(|span| span.end),
        minutes: visit.span().map_or(visit.minutes, |s| u32::try_from(s.minutes()).unwrap_or(visit.minutes)),
        window: visit.window.map(|window| LocalSpan::of(window, zone)),
        told: visit.told_at.is_some(),
        state: visit.state.clone(),
        arrived: visit.arrived_at().map(|at| local(at, zone)),
        ended: visit.ended_at().map(|at| local(at, zone)),
        technicians: name_crew(slice, visit.crew.as_ref()),
        pinned: visit.pinned,
        travel_before: seen.before.map(|travel| travel.travel),
        gap_before: seen.before.map(|travel| travel.gap),
        guessed: guessed(seen.before, seen.after),
        travel_after: seen.after.map(|travel| travel.travel),
        gap_after: seen.after.map(|travel| travel.gap),
        located_by: place_of(slice, visit).map(|place| place.basis),
        marks: seen.marks,
        findings: seen.findings,
        drafted: loaded.is_drafted(id),
    })
}

/// Whether a visit came to what was wanted of it.
pub fn is_short(state: &VisitState) -> bool {
    match state {
        VisitState::Done(Outcome::Partial { .. } | Outcome::NoAccess | Outcome::CannotComplete { .. }) => {
            true
        }
        VisitState::Done(Outcome::Completed)
        | VisitState::Planned
        | VisitState::Confirmed
        | VisitState::Dispatched
        | VisitState::EnRoute
        | VisitState::OnSite
        | VisitState::Cancelled(_) => false,
    }
}
