//! Everything about one job.

use domain::{
    CheckLine, Completion, Fields, Hold, Job, JobCancellation, JobId, Moment, NoteId, Override, Phone,
    SiteId, Span, Tz, Verification, describe_offers,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    JobLine, Local, LocalSpan, OperationLine, TermLine, VisitLine, job_line, local, term_line, visit_line,
};
use crate::Loaded;

/// One telling of a promise.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PromiseLine {
    /// What was told.
    pub term: TermLine,
    /// When.
    pub at: Local,
    /// By whom.
    pub by: String,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NoteLine {
    /// Its id.
    pub id: NoteId,
    /// When it was written.
    pub at: Local,
    /// Who wrote it.
    pub by: String,
    /// What it says.
    pub text: String,
}

/// What whoever goes must know of a site; access notes stay hidden until they are asked for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SiteCard {
    /// The site.
    pub id: SiteId,
    /// Its version.
    pub version: i64,
    /// Its name; may be empty.
    pub name: String,
    /// Its address in one line.
    pub address: String,
    /// Its zone.
    pub zone: String,
    /// Dangers.
    pub hazards: String,
    /// Where to leave the van.
    pub parking: String,
    /// What its position stands on; none when it is not known where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub located_by: Option<domain::Basis>,
    /// Whether there are access notes.
    pub has_access_notes: bool,
    /// The access notes, when they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_notes: Option<String>,
    /// Values of the fields that the business added, by their ids.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
}

/// Where parts wait that are to be collected before the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CollectLine {
    /// The site.
    pub site: SiteId,
    /// Whose it is.
    pub client: String,
    /// Its name, else its address.
    pub place: String,
    /// How long calling there takes, in minutes.
    pub minutes: u32,
}

/// Everything about one job.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct JobCard {
    /// Its line.
    #[serde(flatten)]
    pub line: JobLine,
    /// More in words.
    pub description: String,
    /// Where.
    pub place: Option<SiteCard>,
    /// Numbers of the client.
    pub phones: Vec<Phone>,
    /// The client's standing wishes.
    pub preferences: String,
    /// Its visits, oldest first.
    pub visits: Vec<VisitLine>,
    /// The times in which the client can have us; empty when any time will do.
    pub offered: Vec<LocalSpan>,
    /// Where parts are to be collected before the work.
    pub collect: Option<CollectLine>,
    /// What the client was told, oldest first.
    pub promises: Vec<PromiseLine>,
    /// Checklist with answers.
    pub checklist: Vec<CheckLine>,
    /// Why it waits.
    pub hold: Option<Hold>,
    /// That it was declared complete.
    pub completion: Option<Completion>,
    /// That it was verified.
    pub verification: Option<Verification>,
    /// When it was closed.
    pub closed_at: Option<Local>,
    /// That it was cancelled.
    pub cancellation: Option<JobCancellation>,
    /// Soft guards overridden on the job and its visits.
    pub overrides: Vec<Override>,
    /// Notes about it and its visits, newest first.
    pub notes: Vec<NoteLine>,
    /// The latest operations that touched it or its visits, newest first.
    pub history: Vec<OperationLine>,
}

impl JobCard {
    /// The times in which the client can have us, for people: `Tue 24 Nov 09:00–12:00 or Wed 25 Nov`.
    pub fn offers(&self, zone: Tz) -> String {
        let offers: Vec<Span> = self.offered.iter().filter_map(LocalSpan::span).collect();
        describe_offers(&offers, zone)
    }
}

/// Builds the card of a job; none when the slice does not hold it.
pub fn build_job_card(
    loaded: &Loaded,
    id: JobId,
    history: Vec<OperationLine>,
    now: Moment,
) -> Option<JobCard> {
    let slice = &loaded.slice;
    let job = slice.jobs.get(&id)?;
    let zone = loaded.zone();
    let client = slice.clients.get(&job.client);
    let promise = |p: &domain::Promise| PromiseLine {
        term: term_line(&p.term, zone),
        at: local(p.at, zone),
        by: p.by.clone(),
    };
    Some(JobCard {
        line: job_line(loaded, id, now)?,
        description: job.description.clone(),
        place: job.site.and_then(|site| site_card(loaded, site, false)),
        phones: client.map_or_else(Vec::new, |client| client.phones.clone()),
        preferences: client.map_or_else(String::new, |client| client.preferences.clone()),
        visits: slice.visits_of(id).filter_map(|(visit, _)| visit_line(loaded, visit, now)).collect(),
        offered: job.offered.iter().map(|offer| LocalSpan::of(*offer, zone)).collect(),
        collect: collect_line(loaded, job),
        promises: job.promises.iter().map(promise).collect(),
        checklist: job.checklist.clone(),
        hold: job.hold.clone(),
        completion: job.completion.clone(),
        verification: job.verification.clone(),
        closed_at: job.closed_at.map(|at| local(at, zone)),
        cancellation: job.cancellation.clone(),
        overrides: overrides_of(loaded, id, job),
        notes: note_lines(loaded),
        history,
    })
}

fn collect_line(loaded: &Loaded, job: &Job) -> Option<CollectLine> {
    let (id, minutes) = job.collects()?;
    let site = loaded.slice.sites.get(&id);
    let client = site.and_then(|site| loaded.slice.clients.get(&site.client));
    Some(CollectLine {
        site: id,
        client: client.map_or_else(String::new, |client| client.name.clone()),
        place: site.map_or_else(String::new, domain::Site::label),
        minutes,
    })
}

fn overrides_of(loaded: &Loaded, id: JobId, job: &Job) -> Vec<Override> {
    let of_visits = loaded.slice.visits_of(id).flat_map(|(_, visit)| visit.overrides.iter());
    job.overrides.iter().chain(of_visits).cloned().collect()
}

/// The notes of the slice, newest first.
pub fn note_lines(loaded: &Loaded) -> Vec<NoteLine> {
    let zone = loaded.zone();
    let mut notes: Vec<NoteLine> = loaded
        .slice
        .notes
        .iter()
        .map(|(id, note)| NoteLine {
            id: *id,
            at: local(note.at, zone),
            by: note.by.clone(),
            text: note.text.clone(),
        })
        .collect();
    notes.sort_by_key(|note| std::cmp::Reverse((note.at, note.id)));
    notes
}

/// The card of a site; its access notes only when they are asked for.
pub fn site_card(loaded: &Loaded, id: SiteId, with_access_notes: bool) -> Option<SiteCard> {
    let site = loaded.slice.sites.get(&id)?;
    Some(SiteCard {
        id,
        version: loaded.version(id.into()),
        name: site.name.clone(),
        address: site.address.line(),
        zone: site.zone.clone(),
        hazards: site.hazards.clone(),
        parking: site.parking.clone(),
        located_by: domain::place_of_site(&loaded.slice, id).map(|place| place.basis),
        has_access_notes: !site.access_notes.is_empty(),
        access_notes: (with_access_notes && !site.access_notes.is_empty()).then(|| site.access_notes.clone()),
        fields: site.fields.clone(),
    })
}

#[cfg(test)]
mod tests {
    use domain::{
        Client, ClientId, Command, Currency, Job, JobId, NewJob, Refusal, Site, SiteId, Tz, read_offers,
    };

    use crate::{App, AppError, Clock, usual_business};

    /// Kerr's job in the tray, and a merchant with a counter.
    fn desk() -> App {
        let business = usual_business("Northside", Tz::Europe__London, Currency::new("GBP").unwrap());
        let clock = Clock::Fixed("2026-11-22T12:00:00Z".parse().unwrap());
        let mut app = App::in_memory(business, clock, "Mia").unwrap();
        for name in ["Kerr", "Plumb Centre"] {
            app.run(Command::Add(Client { name: name.to_owned(), ..Client::default() }.into())).unwrap();
        }
        let counter = Site { client: ClientId(2), name: "Counter".to_owned(), ..Site::default() };
        app.run(Command::Add(counter.into())).unwrap();
        let mut job = Job::new(ClientId(1), "Pump", app.now());
        job.offered = read_offers("tue 9-12 or wed", &app.when_context(None).unwrap()).unwrap();
        job.collect_at = Some(SiteId(1));
        app.run(Command::AddJob(Box::new(NewJob { job, placements: Vec::new() }))).unwrap();
        app
    }

    #[test]
    fn a_card_says_when_the_client_can_have_us_and_where_parts_wait() {
        let app = desk();
        let card = app.job_card(JobId(1)).unwrap();
        assert_eq!(card.offers(Tz::Europe__London), "Tue 24 Nov 09:00–12:00 or Wed 25 Nov");
        let collect = card.collect.unwrap();
        assert_eq!(
            (collect.client.as_str(), collect.place.as_str(), collect.minutes),
            ("Plumb Centre", "Counter", 15)
        );
    }

    #[test]
    fn a_site_where_parts_wait_is_in_use_and_what_was_edited_can_be_taken_back() {
        let mut app = desk();
        let removed = app.run(Command::Remove(SiteId(1).into()));
        assert!(matches!(removed, Err(AppError::Refused(Refusal::StillUsed { .. }))), "{removed:?}");
        let before = app.job_card(JobId(1)).unwrap();
        let mut job = Job::try_from(app.show(JobId(1).into()).unwrap().record).unwrap();
        (job.offered, job.collect_at) = (Vec::new(), None);
        app.run(Command::Edit(JobId(1).into(), job.into())).unwrap();
        let after = app.job_card(JobId(1)).unwrap();
        assert!(after.offered.is_empty() && after.collect.is_none());
        app.run(Command::Remove(SiteId(1).into())).unwrap();
        app.undo(None).unwrap();
        app.undo(None).unwrap();
        let again = app.job_card(JobId(1)).unwrap();
        assert_eq!((again.offered, again.collect), (before.offered, before.collect));
    }
}
