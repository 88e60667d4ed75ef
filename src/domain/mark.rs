//! Marks: what needs attention, derived from the present moment and never stored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Finding, InvoiceStatus, Job, JobId, Moment, Rule, Slice, Span, Surroundings, Term, Travel, Visit,
    VisitId, VisitState, findings_for, terms_of_visit, travel_after, travel_between,
};

/// A derived sign that something needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The promise was broken: its deadline passed unkept.
    PromiseBroken,
    /// The window passed and nobody is on site.
    Late,
    /// On site past the planned end.
    RunningOver,
    /// The plan can no longer keep the promise.
    Delayed,
    /// Another visit of the same technician overlaps.
    Clash,
    /// A gap before or after it is shorter than the travel.
    Tight,
    /// Outside the technician's working hours.
    OffShift,
    /// The crew lacks a skill.
    SkillGap,
    /// The crew is too small.
    CrewShort,
    /// A part it needs is not there.
    PartsShort,
    /// An issue clock of the job is about to end.
    SlaRisk,
    /// The client has not confirmed.
    Unconfirmed,
    /// Completed and to be billed.
    ToInvoice,
    /// A follow-up is past its date.
    OverdueFollowUp,
}

impl Mark {
    /// Every mark, most pressing first.
    pub const ALL: [Mark; 14] = [
        Mark::PromiseBroken,
        Mark::Late,
        Mark::RunningOver,
        Mark::Delayed,
        Mark::Clash,
        Mark::Tight,
        Mark::OffShift,
        Mark::SkillGap,
        Mark::CrewShort,
        Mark::PartsShort,
        Mark::SlaRisk,
        Mark::Unconfirmed,
        Mark::ToInvoice,
        Mark::OverdueFollowUp,
    ];

    /// Its name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Mark::PromiseBroken => "promise_broken",
            Mark::Late => "late",
            Mark::RunningOver => "running_over",
            Mark::Delayed => "delayed",
            Mark::Clash => "clash",
            Mark::Tight => "tight",
            Mark::OffShift => "off_shift",
            Mark::SkillGap => "skill_gap",
            Mark::CrewShort => "crew_short",
            Mark::PartsShort => "parts_short",
            Mark::SlaRisk => "sla_risk",
            Mark::Unconfirmed => "unconfirmed",
            Mark::ToInvoice => "to_invoice",
            Mark::OverdueFollowUp => "overdue_follow_up",
        }
    }

    /// Reads a name.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase().replace(['-', ' '], "_");
        Self::ALL.into_iter().find(|mark| mark.name() == name)
    }
}

/// Minutes before an issue clock ends at which it counts as at risk.
const SLA_RISK_MINUTES: i64 = 60;

/// What the rules and the present moment say about a visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inspection {
    /// What the rules find; nothing when it is over.
    pub findings: Vec<Finding>,
    /// Travel from the visit before.
    pub before: Option<Travel>,
    /// Travel to the visit after.
    pub after: Option<Travel>,
    /// Its marks, most pressing first; none when it is over.
    pub marks: Vec<Mark>,
}

/// Looks at a visit once for all of it. The slice must hold its job and the other visits of its crew on the
/// local days of its slot.
pub fn inspect_visit(slice: &Slice, id: VisitId, visit: &Visit, now: Moment) -> Inspection {
    let (before, after) = (travel_between(slice, id, visit), travel_after(slice, id, visit));
    if !visit.state.is_live() {
        return Inspection { before, after, ..Inspection::default() };
    }
    let findings = findings_for(slice, id, visit);
    let mut marks: Vec<Mark> = findings.iter().filter_map(mark_of_finding).collect();
    if is_delayed(slice, id, visit, now) {
        marks.push(Mark::Delayed);
    }
    marks.extend(clock_marks(visit, now));
    if [before, after].iter().flatten().any(Travel::is_tight) {
        marks.push(Mark::Tight);
    }
    if slice.surroundings_of(visit.job).parts_short {
        marks.push(Mark::PartsShort);
    }
    marks.sort_unstable();
    marks.dedup();
    Inspection { findings, before, after, marks }
}

/// The marks of a visit, most pressing first, as [`inspect_visit`] finds them.
pub fn marks_of_visit(slice: &Slice, id: VisitId, now: Moment) -> Vec<Mark> {
    let live = slice.visits.get(&id).filter(|visit| visit.state.is_live());
    live.map_or_else(Vec::new, |visit| inspect_visit(slice, id, visit, now).marks)
}

fn mark_of_finding(finding: &Finding) -> Option<Mark> {
    match finding.rule {
        Rule::Clash => Some(Mark::Clash),
        Rule::OffShift | Rule::Busy => Some(Mark::OffShift),
        Rule::SkillGap => Some(Mark::SkillGap),
        Rule::CrewShort => Some(Mark::CrewShort),
        Rule::Promise
        | Rule::Offered
        | Rule::Break
        | Rule::Barred
        | Rule::DailyLimit
        | Rule::Inactive
        | Rule::Pinned
        | Rule::MustUse
        | Rule::Travel
        | Rule::Reserve
        | Rule::Overtime
        | Rule::HomeTravel
        | Rule::OptionalUnanswered => None,
    }
}

/// Whether the plan can no longer keep a promise whose time has not come yet.
fn is_delayed(slice: &Slice, id: VisitId, visit: &Visit, now: Moment) -> bool {
    let Some(slot) = visit.span() else { return false };
    let is_hopeless = |term: &Term| match term {
        Term::Window(window) => visit.arrived_at().is_none() && slot.start >= window.end,
        Term::By(due) => slot.end > *due,
    };
    terms_of_visit(slice, id, visit).iter().any(|term| now < term.deadline() && is_hopeless(term))
}

fn clock_marks(visit: &Visit, now: Moment) -> Vec<Mark> {
    let Some(slot) = visit.span() else { return Vec::new() };
    marks_by_clock(&visit.state, slot, visit.window, visit.is_placed(), now)
}

/// The marks that a live visit with a time has by the clock alone, most pressing first: late, running over,
/// unconfirmed. `is_placed` says whether it has a technician too.
pub fn marks_by_clock(
    state: &VisitState,
    slot: Span,
    window: Option<Span>,
    is_placed: bool,
    now: Moment,
) -> Vec<Mark> {
    let on_site = *state == VisitState::OnSite;
    let marks = [
        (Mark::Late, !on_site && now > window.map_or(slot.start, |window| window.end)),
        (Mark::RunningOver, on_site && now > slot.end),
        (Mark::Unconfirmed, *state == VisitState::Planned && is_placed),
    ];
    marks.into_iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark).collect()
}

/// The marks of a job: those of its live visits and its own, most pressing first.
pub fn marks_of_job(slice: &Slice, id: JobId, now: Moment) -> Vec<Mark> {
    let Some(job) = slice.jobs.get(&id) else { return Vec::new() };
    let surroundings = slice.surroundings_of(id);
    let mut marks: Vec<Mark> = own_marks(job, &surroundings, now);
    if !is_promise_met(slice, id, job) && job.first_promise().is_some_and(|p| now > p.term.deadline()) {
        marks.push(Mark::PromiseBroken);
    }
    if job.hold.is_none() {
        marks.extend(slice.visits_of(id).flat_map(|(visit, _)| marks_of_visit(slice, visit, now)));
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

fn own_marks(job: &Job, surroundings: &Surroundings, now: Moment) -> Vec<Mark> {
    let mut marks = Vec::new();
    if job.completion.is_some() && job.invoice == InvoiceStatus::NotInvoiced && job.cancellation.is_none() {
        marks.push(Mark::ToInvoice);
    }
    let at_risk = |due: Moment| (due - now).num_minutes() <= SLA_RISK_MINUTES;
    if surroundings.issue_due.is_some_and(at_risk) {
        marks.push(Mark::SlaRisk);
    }
    if surroundings.follow_up_is_due {
        marks.push(Mark::OverdueFollowUp);
    }
    marks
}

/// Whether the first promise was kept in time, or cannot be broken any more.
fn is_promise_met(slice: &Slice, id: JobId, job: &Job) -> bool {
    let Some(promise) = job.first_promise() else { return true };
    if job.cancellation.is_some() || job.closed_at.is_some() {
        return true;
    }
    let deadline = promise.term.deadline();
    match promise.term {
        Term::Window(_) => {
            slice.visits_of(id).filter_map(|(_, visit)| visit.arrived_at()).any(|at| at <= deadline)
        }
        Term::By(_) => job.completion.as_ref().is_some_and(|completion| completion.at <= deadline),
    }
}

#[cfg(test)]
mod tests;
