//! What to tell whom, as text to be read over, changed and sent by a person.

use domain::{Moment, Slice, Span, TechnicianId, Term, Tz, Visit, VisitId, arrival_window, describe_moment};
use planner::late::{Held, LateAsk, Repair, RepairKind};
use schemars::JsonSchema;
use serde::Serialize;

use super::title_of;
use crate::Loaded;
use crate::view::{name_client, name_technician};

/// A drafted text. It holds no access notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LateText {
    /// To whom, by name.
    pub to: String,
    /// Whether it goes to the client; else to a technician.
    pub to_client: bool,
    /// About which visit.
    pub visit: VisitId,
    /// What it says.
    pub text: String,
}

/// What a repair has to say: to the clients first, in the order of their visits, then to the technicians.
pub(super) fn texts_of(loaded: &Loaded, ask: &LateAsk, repair: &Repair) -> Vec<LateText> {
    let keeps = repair.kind == RepairKind::Keep;
    let desk = Writer { slice: &loaded.slice, zone: loaded.zone(), ask, repair, keeps };
    let to_clients = repair.held.iter().filter_map(|held| desk.to_client(held));
    let to_technicians = repair.effects.technicians.iter().flat_map(|who| desk.to_technician(repair, *who));
    to_clients.chain(to_technicians).collect()
}

struct Writer<'a> {
    slice: &'a Slice,
    zone: Tz,
    ask: &'a LateAsk,
    repair: &'a Repair,
    /// Whether what was told stands, and nobody is told anything else.
    keeps: bool,
}

impl Writer<'_> {
    fn to_client(&self, held: &Held) -> Option<LateText> {
        let visit = self.slice.visits.get(&held.visit)?;
        let client = self.slice.jobs.get(&visit.job)?.client;
        let text = self.say_to_client(visit, held)?;
        Some(LateText { to: name_client(self.slice, client).name, to_client: true, visit: held.visit, text })
    }

    fn say_to_client(&self, visit: &Visit, held: &Held) -> Option<String> {
        let was_told = visit.told_at.is_some() || !held.broken.is_empty();
        let Some(becomes) = held.becomes else {
            let sorry =
                "We are sorry that we cannot come today as we told you; we will call you with a new time.";
            return was_told.then(|| sorry.to_owned());
        };
        let lead = |visit: &Visit| visit.crew.as_ref().map(|crew| crew.lead);
        let (was, is) = (lead(visit), held.crew.first().copied());
        let other = is.filter(|is| was.is_some_and(|was| was != *is));
        let missed = |term: &Term| held.broken.iter().any(|broken| broken.term == *term);
        let due = held.broken.iter().any(|broken| matches!(broken.term, Term::By(_)));
        let misses_window = held.broken.iter().any(|broken| matches!(broken.term, Term::Window(_)));
        match other {
            Some(other) if was_told && held.broken.is_empty() => {
                let (new, old) = (self.name(other), was.map_or_else(String::new, |was| self.name(was)));
                let window = visit.window.filter(|window| !missed(&Term::Window(*window)));
                let when = window
                    .map_or_else(|| format!("at about {}", self.clock(becomes.start)), |w| self.between(w));
                Some(format!("{new} comes to you instead of {old}, {when}."))
            }
            _ if held.broken.is_empty() || self.keeps => None,
            _ => {
                let arrives =
                    misses_window.then(|| format!("be with you {}", self.new_window(visit, becomes)));
                let done = due.then(|| format!("be done by {}", self.new_due(visit, becomes)));
                let news = arrives.into_iter().chain(done).collect::<Vec<_>>().join(" and to ");
                Some(format!("{}; we now expect to {news}. We are sorry.", self.late_or_other(other)))
            }
        }
    }

    fn late_or_other(&self, other: Option<TechnicianId>) -> String {
        let late = self.name(self.ask.technician);
        match other {
            Some(other) => format!("{late} is running late, and {} comes instead", self.name(other)),
            None => format!("{late} is running {} late", in_words(self.ask.minutes)),
        }
    }

    /// The window that is told anew; for who is on the way already, about when they arrive.
    fn new_window(&self, visit: &Visit, becomes: Span) -> String {
        let minutes = self.slice.business.as_ref().map_or(0, |business| business.window_minutes);
        match arrival_window(becomes.start, minutes).filter(|_| !visit.state.has_started()) {
            Some(window) => self.between(window),
            None => format!("at about {}", self.clock(becomes.start)),
        }
    }

    /// The due-by that is told anew, with its day when that is another; for one that is not, when the visit ends.
    fn new_due(&self, visit: &Visit, becomes: Span) -> String {
        let due = self.repair.dues.get(&visit.job).copied().unwrap_or(becomes.end);
        let date = |at: Moment| at.with_timezone(&self.zone).date_naive();
        if date(due) == date(self.ask.now) {
            return self.clock(due);
        }
        describe_moment(due, self.zone, self.ask.now)
    }

    fn to_technician(&self, repair: &Repair, who: TechnicianId) -> Vec<LateText> {
        let concerns = |held: &&Held| {
            let went = self.slice.visits.get(&held.visit).is_some_and(|visit| goes(visit, who));
            let moved = held.becomes != Some(held.was) && !held.stands;
            let comes = held.crew.contains(&who);
            went != comes || (moved && went && who != self.ask.technician)
        };
        let say = |held: &Held| {
            let went = self.slice.visits.get(&held.visit).is_some_and(|visit| goes(visit, who));
            let what = self.describe(held.visit);
            match held.becomes.filter(|_| held.crew.contains(&who)) {
                Some(span) if went => format!(
                    "{what} is at {} instead of {}.",
                    self.clock(span.start),
                    self.clock(held.was.start)
                ),
                Some(span) => format!("You take {what}, at {}.", self.clock(span.start)),
                None if held.becomes.is_none() => format!("You do not go to {what}: it is in the tray."),
                None => format!("You do not go to {what}: {} does.", self.names(&held.crew)),
            }
        };
        let to = self.name(who);
        let texts = repair.held.iter().filter(concerns).map(|held| LateText {
            to: to.clone(),
            to_client: false,
            visit: held.visit,
            text: say(held),
        });
        texts.collect()
    }

    /// `V-5 Tap drip for Jones, 3 Mill Lane`.
    fn describe(&self, id: VisitId) -> String {
        let job = self.slice.visits.get(&id).and_then(|visit| self.slice.jobs.get(&visit.job));
        let Some(job) = job else { return id.to_string() };
        let site = job.site.and_then(|site| self.slice.sites.get(&site)).map(|site| site.address.line());
        let place =
            site.filter(|address| !address.is_empty()).map_or_else(String::new, |at| format!(", {at}"));
        format!("{id} {} for {}{place}", title_of(self.slice, id), name_client(self.slice, job.client).name)
    }

    fn name(&self, who: TechnicianId) -> String {
        name_technician(self.slice, who).name
    }

    fn names(&self, crew: &[TechnicianId]) -> String {
        crew.iter().map(|who| self.name(*who)).collect::<Vec<_>>().join(" and ")
    }

    fn clock(&self, at: Moment) -> String {
        at.with_timezone(&self.zone).format("%H:%M").to_string()
    }

    fn between(&self, span: Span) -> String {
        format!("between {} and {}", self.clock(span.start), self.clock(span.end))
    }
}

/// `40 minutes`, `1 hour`, `2 hours 30 minutes`: a client reads no `2h30`.
fn in_words(minutes: u32) -> String {
    let of = |count: u32, unit: &str| match count {
        0 => None,
        1 => Some(format!("1 {unit}")),
        more => Some(format!("{more} {unit}s")),
    };
    let parts = if minutes < 60 {
        [None, of(minutes, "minute")]
    } else {
        [of(minutes / 60, "hour"), of(minutes % 60, "minute")]
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn goes(visit: &Visit, who: TechnicianId) -> bool {
    visit.crew.iter().flat_map(domain::Crew::members).any(|member| member == who)
}
