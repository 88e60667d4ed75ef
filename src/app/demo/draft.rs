//! A job being written, with its visits and notes, step by step as the office and the technicians would.

use chrono::Duration;
use domain::{
    CheckLine, Crew, Job, Moment, Outcome, Promise, SiteId, Span, StateChange, Term, Visit, VisitState,
    arrival_window,
};

use super::ground::{Ground, service_of};
use super::trade::OFFERS;
use super::{Chance, DISPATCHER};

/// A job with what belongs to it, before ids are given.
pub(super) struct Draft {
    pub(super) job: Job,
    pub(super) visits: Vec<Visit>,
    /// When, by whom, what.
    pub(super) notes: Vec<(Moment, String, String)>,
    /// Its place in the price book.
    pub(super) offer: usize,
    /// Its site's place in the list.
    pub(super) site: usize,
}

impl Draft {
    /// A bare job for a site, agreed at a moment.
    pub(super) fn new(
        ground: &Ground,
        chance: &mut Chance,
        site: usize,
        offer: usize,
        agreed_at: Moment,
    ) -> Self {
        let (service, words) = (&ground.services[offer], &OFFERS[offer]);
        let mut job = Job::new(ground.client_of(site), chance.pick(words.titles), agreed_at);
        job.site = Some(SiteId(site as u64 + 1));
        job.services = vec![service_of(offer)];
        job.price = service.price;
        let line = |item: &domain::ChecklistItem| CheckLine {
            text: item.text.clone(),
            required: item.required,
            answer: None,
        };
        job.checklist = service.checklist.iter().map(line).collect();
        Draft { job, visits: Vec::new(), notes: Vec::new(), offer, site }
    }

    /// Adds a planned visit; its window is meant for the client, who has not been told.
    pub(super) fn plan(&mut self, ground: &Ground, span: Span, crew: Crew) -> &mut Visit {
        let mut visit = unplaced(span.minutes());
        visit.slot = Some(ground.slot(span));
        visit.crew = Some(crew);
        visit.window = arrival_window(span.start, ground.business.window_minutes);
        self.visits.push(visit);
        let last = self.visits.len() - 1;
        &mut self.visits[last]
    }

    fn last(&mut self) -> Option<&mut Visit> {
        self.visits.last_mut()
    }

    /// The client agreed to the window of the last visit.
    pub(super) fn confirm(&mut self, at: Moment) {
        self.enter(VisitState::Confirmed, at, DISPATCHER);
        let Some(visit) = self.last() else { return };
        visit.told_at = Some(at);
        if let Some(window) = visit.window {
            self.job.promises.push(Promise { term: Term::Window(window), at, by: DISPATCHER.to_owned() });
        }
    }

    /// The last visit enters a state.
    pub(super) fn enter(&mut self, state: VisitState, at: Moment, by: &str) {
        let Some(visit) = self.last() else { return };
        visit.state = state.clone();
        visit.history.push(StateChange { state, at, by: by.to_owned() });
    }

    /// The last visit is handed over in the morning (an hour and a half ahead) and its technician sets off.
    pub(super) fn set_off(&mut self, at: Moment, by: &str) {
        let latest = self.last().and_then(|visit| visit.history.last().map(|change| change.at));
        let handed = (at - Duration::minutes(40)).max(latest.unwrap_or(at - Duration::minutes(40)));
        self.enter(VisitState::Dispatched, handed, DISPATCHER);
        self.enter(VisitState::EnRoute, at.max(handed), by);
    }

    /// The technician is there.
    pub(super) fn arrive(&mut self, at: Moment, by: &str) {
        self.enter(VisitState::OnSite, at, by);
    }

    /// The last visit is over.
    pub(super) fn finish(&mut self, at: Moment, by: &str, outcome: Outcome) {
        self.enter(VisitState::Done(outcome), at, by);
    }

    pub(super) fn note(&mut self, at: Moment, by: &str, text: &str) {
        self.notes.push((at, by.to_owned(), text.to_owned()));
    }

    pub(super) fn tag(&mut self, tag: &str) {
        self.job.tags.push(tag.to_owned());
    }
}

/// When work for a day was agreed: in office hours of one of the days before, never after now.
pub(super) fn agreed_before(ground: &Ground, chance: &mut Chance, start: Moment, days: (i64, i64)) -> Moment {
    let date = start.with_timezone(&ground.zone()).date_naive().min(ground.today);
    let back = chance.between(days.0.max(1), days.1);
    let day = date - chrono::Days::new(back.unsigned_abs());
    let (hour, minute) = (chance.between(8, 16), chance.between(0, 59));
    ground.at(day, u32::try_from(hour).unwrap_or(9), u32::try_from(minute).unwrap_or(0))
}

/// A visit for the tray, of so many minutes; ids of jobs are given later.
pub(super) fn unplaced(minutes: i64) -> Visit {
    Visit::new(domain::JobId(0), u32::try_from(minutes).unwrap_or(60))
}
