//! When the work of a visit may begin on the day: what the client was told and offered, as ranges of minutes.

use domain::{
    Finding, Job, Moment, Rule, Term, Visit, VisitId, describe_moment, describe_offers, describe_span,
    terms_of_visit,
};

use super::Day;
use super::place::TRAVEL_PRICE;
use crate::solve::{Range, Window};

/// What the client was told, for one day.
pub(super) struct Told {
    /// When the work may begin so that it is kept; none when it cannot be kept on this day.
    pub(super) range: Option<Range>,
    /// The last minute at which the work could have begun so that all of it was kept; none when nothing was told.
    pub(super) last: Option<i32>,
    /// Whether anything was told that speaks of this day.
    pub(super) is_promised: bool,
}

/// What a minute of being late costs, in minutes of travel, when a promise is broken already.
const LATE: i64 = 2;
/// Being late is priced in steps of so many minutes.
const LATE_STEP: usize = 30;

impl Day<'_> {
    /// The whole day from now on.
    pub(super) fn any_time(&self) -> Range {
        let from = self.clock.minute_up(self.ask.now).max(0);
        Range { from: super::clock::step_up(from), to: self.clock.minute(self.clock.day.end) }
    }

    /// What the client was told of a visit that takes so many minutes.
    pub(super) fn told(&self, id: VisitId, visit: &Visit, minutes: u32) -> Told {
        let terms = terms_of_visit(self.slice, id, visit);
        let mut range = self.any_time();
        let mut last = None;
        for term in &terms {
            let told = self.range_of(*term, minutes);
            last = Some(last.map_or(told.to, |last: i32| last.min(told.to)));
            range = Range { from: range.from.max(told.from), to: range.to.min(told.to) };
        }
        let is_promised = terms.iter().any(|term| term.deadline() <= self.clock.day.end);
        Told { range: (range.from <= range.to).then_some(range), last, is_promised }
    }

    /// When the work of a job may begin so that the client can have us on this day, when it takes so many minutes;
    /// the whole day from now on when any time will do.
    pub(super) fn offered(&self, job: &Job, minutes: u32) -> Vec<Range> {
        let Some(starts) = job.offered_starts(minutes.into()) else { return vec![self.any_time()] };
        let on_the_day = |(first, last): (Moment, Moment)| {
            shared(self.any_time(), Range { from: self.clock.minute_up(first), to: self.clock.minute(last) })
        };
        starts.into_iter().filter_map(on_the_day).collect()
    }

    /// That the client can have us at no time that is left of this day.
    pub(super) fn offer_finding(&self, job: &Job) -> Finding {
        let client = self.slice.clients.get(&job.client).map_or("the client", |client| client.name.as_str());
        let sentence = format!(
            "{client} can have us {} only, which nothing on {} can be",
            describe_offers(&job.offered, self.zone),
            self.ask.date.format("%a %-d %b")
        );
        Finding { rule: Rule::Offered, sentence }
    }

    fn range_of(&self, term: Term, minutes: u32) -> Range {
        let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
        match term {
            Term::Window(window) => Range {
                from: self.clock.minute_up(window.start),
                to: self.clock.minute_up(window.end).saturating_sub(1),
            },
            Term::By(due) => Range { from: i32::MIN, to: self.clock.minute(due).saturating_sub(minutes) },
        }
    }

    /// That what the client was told cannot be kept on this day.
    pub(super) fn promise_finding(&self, id: VisitId, visit: &Visit) -> Finding {
        let say = |term: &Term| match term {
            Term::Window(window) => describe_span(window, self.zone),
            Term::By(due) => format!("by {}", describe_moment(*due, self.zone, self.ask.now)),
        };
        let terms = terms_of_visit(self.slice, id, visit);
        let told: Vec<String> = terms.iter().map(say).collect();
        let sentence = format!(
            "the client was told {}, which nothing on {} can keep",
            told.join(" and "),
            self.ask.date.format("%a %-d %b")
        );
        Finding { rule: Rule::Promise, sentence }
    }
}

/// What two ranges share.
pub(super) fn shared(one: Range, other: Range) -> Option<Range> {
    let range = Range { from: one.from.max(other.from), to: one.to.min(other.to) };
    (range.from <= range.to).then_some(range)
}

/// Windows of a range for work that is late already: the later it begins, the more it costs.
pub(super) fn by_lateness(range: Range, last: i32) -> impl Iterator<Item = Window> {
    let starts = (range.from..=range.to).step_by(LATE_STEP);
    starts.map(move |from| {
        let late = i64::from((from - last).max(0));
        let to = range.to.min(from + i32::try_from(LATE_STEP).unwrap_or(1) - 1);
        Window { from, to, price: late * LATE * i64::from(TRAVEL_PRICE) }
    })
}

/// What was promised and offered costs nothing.
pub(super) fn free_of_charge(range: Range) -> Window {
    Window { from: range.from, to: range.to, price: 0 }
}
