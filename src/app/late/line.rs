//! Visits that a lateness or a repair touches, a line each.

use domain::{ClientId, Slice, Span, TechnicianId, Term, Tz, VisitId, describe_span, say_minutes};
use planner::late::{Anchor, Broken, Held, InTheWay};
use schemars::JsonSchema;
use serde::Serialize;

use super::title_of;
use crate::Loaded;
use crate::view::{LocalSpan, Named, TermLine, name_client, name_technician, term_line};

/// Where the technician is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LateAnchor {
    /// The visit that they are at or going to.
    pub visit: VisitId,
    /// `on site`, `on the way` or `next`.
    pub standing: &'static str,
}

impl LateAnchor {
    pub(super) fn of(anchor: &Anchor) -> Self {
        let standing = match (anchor.on_site, anchor.begun) {
            (true, _) => "on site",
            (false, true) => "on the way",
            (false, false) => "next",
        };
        LateAnchor { visit: anchor.visit, standing }
    }
}

/// A visit as it was to be and as it becomes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LateLine {
    /// Which visit.
    pub visit: VisitId,
    /// What it is for.
    pub title: String,
    /// For whom.
    pub client: Named<ClientId>,
    /// When it was to be.
    pub was: LocalSpan,
    /// When it will be; none when nobody comes today any more.
    pub becomes: Option<LocalSpan>,
    /// By how many minutes it begins later; for one that has begun, ends later.
    pub later_minutes: i64,
    /// Who was to go, the lead first.
    pub technicians_were: Vec<Named<TechnicianId>>,
    /// Who goes then.
    pub technicians: Vec<Named<TechnicianId>>,
    /// What the client was told and is not kept any more.
    pub broken: Vec<TermLine>,
    /// The same in words, each with by how much.
    pub broken_because: Vec<String>,
    /// Whether the plan leaves it where it is (pinned, or its job waits), and it is late in truth only.
    pub stands: bool,
    /// What it had to go around.
    pub in_the_way: Vec<String>,
}

impl LateLine {
    /// Whether somebody else goes.
    pub fn changes_hands(&self) -> bool {
        !self.technicians.is_empty() && self.technicians != self.technicians_were
    }

    /// Whether it is neither elsewhere nor somebody else's.
    pub fn is_as_planned(&self) -> bool {
        self.becomes == Some(self.was) && !self.changes_hands()
    }
}

/// The lines of visits in the order given.
pub(super) fn lines_of(loaded: &Loaded, held: &[Held]) -> Vec<LateLine> {
    held.iter().filter_map(|held| line_of(loaded, held)).collect()
}

fn line_of(loaded: &Loaded, held: &Held) -> Option<LateLine> {
    let (slice, zone) = (&loaded.slice, loaded.zone());
    let visit = slice.visits.get(&held.visit)?;
    let job = slice.jobs.get(&visit.job)?;
    let members = visit.crew.iter().flat_map(domain::Crew::members);
    let later = held.becomes.map_or(0, |becomes| {
        let by = if has_begun(held) { becomes.end - held.was.end } else { becomes.start - held.was.start };
        by.num_minutes()
    });
    Some(LateLine {
        visit: held.visit,
        title: title_of(slice, held.visit),
        client: name_client(slice, job.client),
        was: LocalSpan::of(held.was, zone),
        becomes: held.becomes.map(|span| LocalSpan::of(span, zone)),
        later_minutes: later,
        technicians_were: members.map(|who| name_technician(slice, who)).collect(),
        technicians: held.crew.iter().map(|who| name_technician(slice, *who)).collect(),
        broken: held.broken.iter().map(|broken| term_line(&broken.term, zone)).collect(),
        broken_because: held.broken.iter().map(|broken| say_broken(broken, zone)).collect(),
        stands: held.stands,
        in_the_way: held.in_the_way.iter().map(|what| say_in_the_way(slice, held, *what, zone)).collect(),
    })
}

/// Whether it begins when it was to, so that its end alone is late.
fn has_begun(held: &Held) -> bool {
    held.becomes.is_some_and(|becomes| becomes.start == held.was.start)
}

fn say_broken(broken: &Broken, zone: Tz) -> String {
    let told = match &broken.term {
        Term::Window(window) => format!("told {}", clocks(window, zone)),
        Term::By(due) => format!("due by {}", due.with_timezone(&zone).format("%H:%M")),
    };
    let missed = match broken.minutes {
        Some(minutes) => format!("missed by {}", say_minutes(minutes)),
        None => "nobody comes".to_owned(),
    };
    let before = if broken.was_broken { ", not kept by the plan either" } else { "" };
    format!("{told}, {missed}{before}")
}

fn say_in_the_way(slice: &Slice, held: &Held, what: InTheWay, zone: Tz) -> String {
    match what {
        InTheWay::Event(id) => slice.events.get(&id).map_or_else(String::new, |event| {
            format!("{} {} is in the way", event.label(), clocks(&event.span(), zone))
        }),
        InTheWay::Break(who, span) => {
            format!("{} does not work {}", name_technician(slice, who).name, clocks(&span, zone))
        }
        InTheWay::Now(now) => {
            let now = now.with_timezone(&zone).format("%H:%M");
            let what = if has_begun(held) { "end" } else { "begin" };
            format!("cannot {what} before now, {now}")
        }
        InTheWay::Visit(id) => {
            let span = slice.visits.get(&id).and_then(domain::Visit::span);
            let when = span.map_or_else(String::new, |span| format!(" at {}", clocks(&span, zone)));
            format!("{id} stands{when}")
        }
    }
}

/// `10:00–12:00`; with the days when they differ.
pub(super) fn clocks(span: &Span, zone: Tz) -> String {
    let (start, end) = (span.start.with_timezone(&zone), span.end.with_timezone(&zone));
    if start.date_naive() == end.date_naive() {
        format!("{}–{}", start.format("%H:%M"), end.format("%H:%M"))
    } else {
        describe_span(span, zone)
    }
}
