//! How times, people, states and marks are said on the screen.
//!
//! Short forms fit a cell of a list; long forms are for details. Ranges take a plain hyphen, so that they
//! read the same on an ASCII terminal.

use app::view::{JobLine, Local, LocalSpan, Named, TermLine, VisitLine};
use chrono::{Datelike, NaiveDate};
use domain::{Event, EventKind, EventTime, FieldOn, Fields, Mark, Outcome, Priority, VisitState};

use crate::pane::page::Page;
use crate::shared::Shared;
use crate::theme::Role;

/// `09:00`.
pub(crate) fn clock(at: Local) -> String {
    at.format("%H:%M").to_string()
}

/// `Tue 24 Nov`, with the year when it is not that of today.
pub(crate) fn day(date: NaiveDate, today: NaiveDate) -> String {
    let pattern = if date.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    date.format(pattern).to_string()
}

/// `Tue 24 Nov 09:00`, or only the time when it is today.
pub(crate) fn moment(at: Local, today: NaiveDate) -> String {
    if at.date_naive() == today {
        return clock(at);
    }
    format!("{} {}", day(at.date_naive(), today), clock(at))
}

/// `Tue 24 Nov 09:00-11:00`, without the date when it is today.
pub(crate) fn span(span: LocalSpan, today: NaiveDate) -> String {
    if span.start.date_naive() == span.end.date_naive() {
        format!("{}-{}", moment(span.start, today), clock(span.end))
    } else {
        format!("{} - {}", moment(span.start, today), dated(span.end, today))
    }
}

/// `Tue 24 Nov 09:00`, with the date even when it is today.
pub(crate) fn dated(at: Local, today: NaiveDate) -> String {
    format!("{} {}", day(at.date_naive(), today), clock(at))
}

/// `Tue 24 Nov 09:00-11:00`, with the date even when it is today.
pub(crate) fn dated_span(span: LocalSpan, today: NaiveDate) -> String {
    let end = if span.start.date_naive() == span.end.date_naive() {
        clock(span.end)
    } else {
        dated(span.end, today)
    };
    format!("{}-{end}", dated(span.start, today))
}

/// When an event is, with its date: `Fri 27 Nov 14:00-16:00`; of whole days `Thu 24 Dec - Thu 31 Dec`.
pub(crate) fn event_time((slot, all_day): EventTime, shared: &Shared) -> String {
    let today = shared.today();
    if !all_day {
        return dated_span(LocalSpan::of(slot.span, shared.business.zone), today);
    }
    // Whole days are those of the zone they were said in, whatever the business's is now.
    let (first, last) = Event { all_day, ..Event::new(EventKind::Other, None, slot) }.days();
    if first == last { day(first, today) } else { format!("{} - {}", day(first, today), day(last, today)) }
}

/// When a visit is planned for; empty while it has no time.
pub(crate) fn planned(visit: &VisitLine, today: NaiveDate) -> String {
    visit.planned().map_or_else(String::new, |planned| span(planned, today))
}

/// The arrival window of a visit and whether the client knows it; empty without one.
pub(crate) fn window(visit: &VisitLine, today: NaiveDate) -> String {
    let told = if visit.told { "told" } else { "not told yet" };
    visit.window.map_or_else(String::new, |window| format!("{}, {told}", span(window, today)))
}

/// At most eleven cells for a stretch: `09:00-11:00` today, else the date.
pub(crate) fn brief_span(span: LocalSpan, today: NaiveDate) -> String {
    if span.start.date_naive() == today {
        format!("{}-{}", clock(span.start), clock(span.end))
    } else {
        brief_day(span.start.date_naive(), today)
    }
}

/// `Tue 24 Nov`, or `24 Nov 25` when it is not of this year.
pub(crate) fn brief_day(date: NaiveDate, today: NaiveDate) -> String {
    let pattern = if date.year() == today.year() { "%a %-d %b" } else { "%-d %b %y" };
    date.format(pattern).to_string()
}

/// At most eleven cells for a promise; `by` stands before a due time.
pub(crate) fn brief_term(term: TermLine, today: NaiveDate) -> String {
    match term {
        TermLine::Window(window) => brief_span(window, today),
        TermLine::By(due) if due.date_naive() == today => format!("by {}", clock(due)),
        TermLine::By(due) => format!("by {}", due.format("%-d %b")),
    }
}

/// What the client was told, unless its time passed and it was kept: then nothing is owed any more.
pub(crate) fn open_promise(job: &JobLine, now: Local) -> Option<TermLine> {
    let deadline = |term: &TermLine| match term {
        TermLine::Window(window) => window.end,
        TermLine::By(due) => *due,
    };
    let broken = job.marks.contains(&Mark::PromiseBroken);
    job.promise.filter(|term| broken || now <= deadline(term))
}

/// What the client was told, in full.
pub(crate) fn term(term: TermLine, today: NaiveDate) -> String {
    match term {
        TermLine::Window(window) => span(window, today),
        TermLine::By(due) => format!("by {}", moment(due, today)),
    }
}

/// `2h`, `1h30`, `45m`.
pub(crate) fn length(minutes: u32) -> String {
    domain::say_minutes(minutes.into())
}

/// The names of a crew, lead first; `nobody` if there is none.
pub(crate) fn people<I>(crew: &[Named<I>]) -> String {
    if crew.is_empty() {
        return "nobody".to_owned();
    }
    crew.iter().map(|who| who.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The lead's name and how many go along: `Dana+1`; empty if there is none.
pub(crate) fn crew<I>(crew: &[Named<I>]) -> String {
    match crew {
        [] => String::new(),
        [lead] => lead.name.clone(),
        [lead, helpers @ ..] => format!("{}+{}", lead.name, helpers.len()),
    }
}

/// The heading of a tray under a filter: how many pass, of how many; where only the first were looked at, that too.
pub(crate) fn tray_of(passing: usize, looked_at: usize, total: u64) -> String {
    if looked_at as u64 == total {
        return format!("Tray {passing} of {total}");
    }
    format!("Tray {passing} of the first {looked_at}, {total} in all")
}

/// The word of a state, with what came of it.
pub(crate) fn state(state: &VisitState) -> String {
    state.describe()
}

/// How a state is drawn.
pub(crate) fn state_role(state: &VisitState) -> Role {
    match state {
        VisitState::Planned | VisitState::Dispatched => Role::Text,
        VisitState::Confirmed | VisitState::Done(Outcome::Completed) => Role::Ok,
        VisitState::EnRoute | VisitState::OnSite => Role::Accent,
        VisitState::Done(Outcome::Partial { .. } | Outcome::NoAccess | Outcome::CannotComplete { .. }) => {
            Role::Warn
        }
        VisitState::Cancelled(_) => Role::Dim,
    }
}

/// A mark in at most nine cells.
pub(crate) fn mark_tag(mark: Mark) -> &'static str {
    match mark {
        Mark::PromiseBroken => "BROKEN",
        Mark::Late => "LATE",
        Mark::RunningOver => "OVER",
        Mark::Delayed => "DELAYED",
        Mark::Clash => "CLASH",
        Mark::Tight => "TIGHT",
        Mark::OffShift => "OFF SHIFT",
        Mark::SkillGap => "SKILL",
        Mark::CrewShort => "SHORT",
        Mark::PartsShort => "PARTS",
        Mark::SlaRisk => "SLA",
        Mark::Unconfirmed => "?",
        Mark::ToInvoice => "INVOICE",
        Mark::OverdueFollowUp => "FOLLOW-UP",
    }
}

/// A mark in words.
pub(crate) fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::PromiseBroken => "promise broken",
        Mark::Late => "late",
        Mark::RunningOver => "running over",
        Mark::Delayed => "delayed",
        Mark::Clash => "clash",
        Mark::Tight => "tight",
        Mark::OffShift => "off shift",
        Mark::SkillGap => "skill gap",
        Mark::CrewShort => "crew short",
        Mark::PartsShort => "parts short",
        Mark::SlaRisk => "issue clock at risk",
        Mark::Unconfirmed => "unconfirmed",
        Mark::ToInvoice => "to invoice",
        Mark::OverdueFollowUp => "follow-up overdue",
    }
}

/// How a mark is drawn.
pub(crate) fn mark_role(mark: Mark) -> Role {
    match mark {
        Mark::Late | Mark::RunningOver | Mark::OverdueFollowUp | Mark::Delayed => Role::Late,
        Mark::PromiseBroken | Mark::Clash | Mark::SlaRisk => Role::Clash,
        Mark::Tight
        | Mark::OffShift
        | Mark::SkillGap
        | Mark::CrewShort
        | Mark::PartsShort
        | Mark::Unconfirmed => Role::Warn,
        Mark::ToInvoice => Role::Accent,
    }
}

/// Every mark in words, the most pressing first; empty if there is none.
pub(crate) fn marks(marks: &[Mark]) -> String {
    marks.iter().map(|mark| mark_word(*mark)).collect::<Vec<_>>().join(", ")
}

/// How the most pressing mark is drawn.
pub(crate) fn marks_role(marks: &[Mark]) -> Role {
    marks.first().map_or(Role::Text, |mark| mark_role(*mark))
}

/// A priority worth saying; empty for an ordinary one.
pub(crate) fn priority_tag(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "URGENT",
        Priority::High => "HIGH",
        Priority::Normal => "",
        Priority::Low => "low",
    }
}

/// How a priority is drawn.
pub(crate) fn priority_role(priority: Priority) -> Role {
    match priority {
        Priority::Urgent => Role::Late,
        Priority::High => Role::Warn,
        Priority::Normal => Role::Text,
        Priority::Low => Role::Dim,
    }
}

/// How people call a visit: `V-12 Boiler no heat, Kerr`.
pub(crate) fn visit_label(visit: &VisitLine) -> String {
    format!("{} {}, {}", visit.id, visit.title, visit.client.name)
}

/// What is called that, with a sign before it when the draft that is open changes it.
pub(crate) fn drafted(label: impl Into<String>, is_drafted: bool) -> String {
    let label = label.into();
    if is_drafted { format!("+ {label}") } else { label }
}

/// The parts that say something, with a separator between each two.
pub(crate) fn joined(parts: &[&str], separator: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(separator)
}

/// The name of a site beside its address: nothing when they are the same.
pub(crate) fn place_name<'a>(name: &'a str, address: &str) -> &'a str {
    if address.starts_with(name) { "" } else { name }
}

/// Writes the values of the business's own fields, each behind its label.
pub(super) fn say_fields<K: Copy + PartialEq>(
    page: &mut Page<K>,
    on: FieldOn,
    fields: &Fields,
    shared: &Shared,
) {
    for (label, value) in shared.definitions.said(on, fields) {
        page.said("", format!("{label}: {value}"));
    }
}
