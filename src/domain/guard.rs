//! Guards on placing a visit: each rule looks at one thing and answers with a sentence.

use chrono::{Datelike, Duration};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Business, Crew, Job, Moment, Position, Slice, Span, Technician, TechnicianId, Term, Tz, Visit, VisitId,
    VisitState, local_day, travel_minutes,
};

/// The rules that can find fault with a placement or a completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Another visit of the same technician overlaps.
    Clash,
    /// Outside the technician's working hours.
    OffShift,
    /// The crew lacks a skill at the level asked.
    SkillGap,
    /// Fewer people than the services ask for.
    CrewShort,
    /// Outside what the client was told.
    Promise,
    /// The client does not want this technician.
    Barred,
    /// More visits that day than the technician's limit.
    DailyLimit,
    /// The technician has left.
    Inactive,
    /// The visit is pinned where it is.
    Pinned,
    /// An optional checklist item has no answer.
    OptionalUnanswered,
}

impl Rule {
    /// Its id in JSON and on the record.
    pub fn id(self) -> &'static str {
        match self {
            Rule::Clash => "clash",
            Rule::OffShift => "off_shift",
            Rule::SkillGap => "skill_gap",
            Rule::CrewShort => "crew_short",
            Rule::Promise => "promise",
            Rule::Barred => "barred",
            Rule::DailyLimit => "daily_limit",
            Rule::Inactive => "inactive",
            Rule::Pinned => "pinned",
            Rule::OptionalUnanswered => "optional_unanswered",
        }
    }
}

/// What a rule found. All of these can be overridden with a written reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What it found, for people.
    pub sentence: String,
}

/// Times of a span in a zone: "Tue 24 Nov 13:00–15:00".
pub fn describe_span(span: &Span, zone: Tz) -> String {
    let (start, end) = (span.start.with_timezone(&zone), span.end.with_timezone(&zone));
    let day = start.format("%a %-d %b %H:%M");
    if start.date_naive() == end.date_naive() {
        format!("{day}–{}", end.format("%H:%M"))
    } else {
        format!("{day} – {}", end.format("%a %-d %b %H:%M"))
    }
}

/// A moment in a zone: "Tue 24 Nov 13:00", with the year when it is not the present one.
pub fn describe_moment(at: Moment, zone: Tz, now: Moment) -> String {
    let local = at.with_timezone(&zone);
    let pattern = if local.year() == now.with_timezone(&zone).year() {
        "%a %-d %b %H:%M"
    } else {
        "%a %-d %b %Y %H:%M"
    };
    local.format(pattern).to_string()
}

/// What the rules find in a visit as it stands or as it is meant to be: clash, hours, skills, crew size,
/// promise, bar, daily limit. The slice must hold the other visits of its crew around its slot.
pub fn findings_for(slice: &Slice, id: VisitId, visit: &Visit) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(job) = slice.jobs.get(&visit.job) else { return findings };
    if let Some(crew) = &visit.crew {
        findings.extend(crew.members().flat_map(|who| member_findings(slice, id, visit, job, who)));
        findings.extend(crew_findings(slice, job, crew));
    }
    findings.extend(promise_findings(slice, id, visit));
    findings
}

fn member_findings(slice: &Slice, id: VisitId, visit: &Visit, job: &Job, who: TechnicianId) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(technician) = slice.technicians.get(&who) else { return findings };
    let name = &technician.name;
    if technician.inactive {
        findings.push(Finding { rule: Rule::Inactive, sentence: format!("{name} no longer works here") });
    }
    if slice.clients.get(&job.client).is_some_and(|client| client.barred.contains(&who)) {
        let client = slice.clients.get(&job.client).map_or("the client", |client| client.name.as_str());
        findings.push(Finding { rule: Rule::Barred, sentence: format!("{client} does not want {name}") });
    }
    let (Some(slot), Some(zone)) = (visit.span(), slice.business.as_ref().map(|b| b.zone)) else {
        return findings;
    };
    findings.extend(clashes(slice, id, &slot, who, name, zone));
    findings.extend(slice.business.as_ref().and_then(|business| off_shift(technician, business, &slot)));
    findings.extend(over_daily_limit(slice, id, technician, &slot, who, zone));
    findings
}

fn others_of(slice: &Slice, id: VisitId, who: TechnicianId) -> impl Iterator<Item = (VisitId, Span)> {
    slice.visits.live_of_technician(who).filter(move |(other, _)| *other != id)
}

fn clashes(slice: &Slice, id: VisitId, slot: &Span, who: TechnicianId, name: &str, zone: Tz) -> Vec<Finding> {
    others_of(slice, id, who)
        .filter_map(|(other, span)| {
            let shared = span.intersection(slot)?;
            let job = slice.visits.get(&other).and_then(|visit| slice.jobs.get(&visit.job));
            let title = job.map_or("", |job| job.title.as_str());
            let (when, length) = (describe_span(&span, zone), crate::say_minutes(shared.minutes()));
            let sentence = format!("clashes with {other} {title} of {name}, {when} ({length})");
            Some(Finding { rule: Rule::Clash, sentence })
        })
        .collect()
}

/// A slot longer than this is several days' work, with nights between that nobody works.
const LONGEST_SHIFT_MINUTES: i64 = 24 * 60;

/// Whether the work would begin or go on when the technician does not work; over several days, whether it
/// would begin or end then.
fn off_shift(technician: &Technician, business: &Business, slot: &Span) -> Option<Finding> {
    if slot.minutes() <= LONGEST_SHIFT_MINUTES {
        return off_hours(technician, business, slot);
    }
    let minute = Duration::minutes(1);
    let first = Span { start: slot.start, end: slot.start + minute };
    let last = Span { start: slot.end - minute, end: slot.end };
    [first, last].iter().find_map(|moment| off_hours(technician, business, moment))
}

fn off_hours(technician: &Technician, business: &Business, slot: &Span) -> Option<Finding> {
    let (name, zone) = (&technician.name, business.zone);
    let (first, last) = (slot.start.with_timezone(&zone), slot.end.with_timezone(&zone));
    let days = first.date_naive().iter_days().take_while(|date| *date <= last.date_naive());
    let working: Vec<Span> = days.flat_map(|date| technician.working_spans(business, date)).collect();
    if joined(&working).iter().any(|span| span.covers(slot)) {
        return None;
    }
    let hours: Vec<String> = working
        .iter()
        .filter(|span| span.start.with_timezone(&zone).date_naive() == first.date_naive())
        .map(|span| describe_span(span, zone))
        .collect();
    let sentence = if hours.is_empty() {
        format!("{name} does not work on {}", first.format("%a %-d %b"))
    } else {
        format!("{name} works {}", hours.join(" and "))
    };
    Some(Finding { rule: Rule::OffShift, sentence })
}

/// Spans in order, with those that touch made one (a night shift crosses midnight in two intervals).
pub fn joined(spans: &[Span]) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::new();
    for span in spans {
        match whole.last_mut() {
            Some(last) if last.end >= span.start => last.end = last.end.max(span.end),
            Some(_) | None => whole.push(*span),
        }
    }
    whole
}

fn over_daily_limit(
    slice: &Slice,
    id: VisitId,
    technician: &Technician,
    slot: &Span,
    who: TechnicianId,
    zone: Tz,
) -> Option<Finding> {
    let limit = technician.daily_limit?;
    let day = day_of(slot.start, zone);
    let count = 1 + others_of(slice, id, who).filter(|(_, span)| day.contains(span.start)).count();
    (count > limit as usize).then(|| Finding {
        rule: Rule::DailyLimit,
        sentence: format!(
            "{} would have {count} visits on {}, the limit is {limit}",
            technician.name,
            slot.start.with_timezone(&zone).format("%a %-d %b")
        ),
    })
}

fn crew_findings(slice: &Slice, job: &Job, crew: &Crew) -> Vec<Finding> {
    let members: Vec<&Technician> = crew.members().filter_map(|id| slice.technicians.get(&id)).collect();
    let mut findings = Vec::new();
    for wanted in slice.skills_needed(job) {
        if !members.iter().any(|member| member.skills.iter().any(|skill| skill.meets(&wanted))) {
            let level = if wanted.level > 1 { format!(" at level {}", wanted.level) } else { String::new() };
            let names = members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>().join(" and ");
            let sentence = format!("{names} cannot do {}{level}", wanted.name);
            findings.push(Finding { rule: Rule::SkillGap, sentence });
        }
    }
    let (size, wanted) = (members.len(), slice.crew_size_for(job));
    if size < wanted {
        let sentence = format!("the work takes {wanted} people, {size} go");
        findings.push(Finding { rule: Rule::CrewShort, sentence });
    }
    findings
}

/// The promises a visit is held to: the window the client was told for it, and what the job's client was
/// told last of a window and of a due-by, unless that is the window of another visit of the job.
pub fn terms_of_visit(slice: &Slice, id: VisitId, visit: &Visit) -> Vec<Term> {
    let own = visit.window.filter(|_| visit.told_at.is_some()).map(Term::Window);
    let is_of_another = |term: &Term| {
        slice.visits_of(visit.job).any(|(other, visit)| {
            let stands = other != id && !matches!(visit.state, VisitState::Cancelled(_));
            stands && visit.told_at.is_some() && visit.window.map(Term::Window) == Some(*term)
        })
    };
    let standing = slice.jobs.get(&visit.job).into_iter().flat_map(Job::standing_terms);
    own.into_iter().chain(standing.filter(|term| Some(*term) != own && !is_of_another(term))).collect()
}

fn promise_findings(slice: &Slice, id: VisitId, visit: &Visit) -> Vec<Finding> {
    let (Some(slot), Some(business)) = (visit.span(), &slice.business) else { return Vec::new() };
    if visit.arrived_at().is_some() {
        return Vec::new();
    }
    let told = |term: Term| match term {
        Term::Window(window) => describe_span(&window, business.zone),
        Term::By(due) => format!("by {}", due.with_timezone(&business.zone).format("%a %-d %b %H:%M")),
    };
    let broken = terms_of_visit(slice, id, visit).into_iter().filter(|term| !term.is_kept_by(&slot));
    let finding =
        |term| Finding { rule: Rule::Promise, sentence: format!("the client was told {}", told(term)) };
    broken.map(finding).collect()
}

/// A gap between two visits and the travel it takes, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// Minutes between the end of the one and the start of the other.
    pub gap: i64,
    /// Estimated travel in minutes.
    pub travel: i64,
}

impl Travel {
    /// Whether the gap is shorter than the travel (a clash is not tight: it is a clash).
    pub fn is_tight(&self) -> bool {
        self.gap >= 0 && self.gap < self.travel
    }
}

/// Travel from the visit before, on the same local day, of whoever of the crew has the least time for it;
/// none when either place is unknown.
pub fn travel_between(slice: &Slice, id: VisitId, visit: &Visit) -> Option<Travel> {
    let slot = visit.span()?;
    let today = day_of(slot.start, slice.business.as_ref()?.zone);
    let before = |who| {
        let (before, span) = others_of(slice, id, who)
            .filter(|(_, span)| span.start < slot.start && today.contains(span.end))
            .max_by_key(|(_, span)| span.end)?;
        let before = slice.visits.get(&before)?;
        let travel = travel_minutes(position_of(slice, before), position_of(slice, visit))?;
        Some(Travel { gap: (slot.start - span.end).num_minutes(), travel })
    };
    tightest(visit.crew.as_ref()?.members().filter_map(before))
}

/// Travel to the visit after, as [`travel_between`] does it for the one before.
pub fn travel_after(slice: &Slice, id: VisitId, visit: &Visit) -> Option<Travel> {
    let slot = visit.span()?;
    let today = day_of(slot.end, slice.business.as_ref()?.zone);
    let after = |who| {
        let (after, span) = others_of(slice, id, who)
            .filter(|(_, span)| span.start >= slot.start && today.contains(span.start))
            .min_by_key(|(_, span)| span.start)?;
        let after = slice.visits.get(&after)?;
        let travel = travel_minutes(position_of(slice, visit), position_of(slice, after))?;
        Some(Travel { gap: (span.start - slot.end).num_minutes(), travel })
    };
    tightest(visit.crew.as_ref()?.members().filter_map(after))
}

/// The local day that a moment is in: what is compared with many others is made of local time once.
fn day_of(at: Moment, zone: Tz) -> Span {
    local_day(at.with_timezone(&zone).date_naive(), zone)
}

/// The one with the least time to spare; a clash hides no tight one behind it.
fn tightest(travels: impl Iterator<Item = Travel>) -> Option<Travel> {
    travels.min_by_key(|travel| (!travel.is_tight(), travel.gap - travel.travel))
}

/// Where a visit takes place, when that is known.
pub fn position_of(slice: &Slice, visit: &Visit) -> Option<Position> {
    let site = slice.jobs.get(&visit.job)?.site?;
    slice.sites.get(&site)?.position
}

#[cfg(test)]
mod tests;
