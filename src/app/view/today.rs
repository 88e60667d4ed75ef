//! Today: what needs a decision, who is where, and what comes next.

use domain::{Mark, Rule, TechnicianId, VisitState};
use schemars::JsonSchema;
use serde::Serialize;

use super::{DayCounts, DayView, Lane, Local, Named, TrayLine, VisitLine, is_solo};

/// A visit of today that needs attention, and the first reason.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AttentionLine {
    /// The most pressing mark.
    pub mark: Mark,
    /// Why, in a sentence.
    pub reason: String,
    /// The visit.
    #[serde(flatten)]
    pub visit: VisitLine,
}

/// Where a technician is and goes next.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WhereLine {
    /// Who.
    pub technician: Named<TechnicianId>,
    /// The visit they are on the way to or at.
    pub present: Option<VisitLine>,
    /// The next visit of today.
    pub next: Option<VisitLine>,
    /// Visits of today that are done.
    pub done: usize,
    /// Visits of today in all.
    pub visits: usize,
}

/// Today at a glance.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TodayView {
    /// The present moment.
    pub now: Local,
    /// How the day stands.
    pub counts: DayCounts,
    /// What needs attention, the most pressing first.
    pub attention: Vec<AttentionLine>,
    /// Where everybody is.
    pub technicians: Vec<WhereLine>,
    /// The most pressing of the tray.
    pub tray: Vec<TrayLine>,
    /// How many the tray holds in all.
    pub tray_total: u64,
    /// Whether one technician is the business.
    #[serde(skip)]
    pub is_solo: bool,
}

/// Builds the overview of a day.
pub fn build_today(day: DayView) -> TodayView {
    let mut attention: Vec<AttentionLine> = Vec::new();
    for visit in day.lanes.iter().flat_map(|lane| &lane.visits) {
        let known = attention.iter().any(|line| line.visit.id == visit.id);
        if let Some(mark) = visit.marks.first().copied().filter(|mark| !known && *mark != Mark::Unconfirmed) {
            attention.push(AttentionLine {
                mark,
                reason: reason(mark, visit, day.now),
                visit: visit.clone(),
            });
        }
    }
    attention.sort_by_key(|line| (line.mark, line.visit.start, line.visit.id));
    TodayView {
        now: day.now,
        counts: day.counts,
        attention,
        // Somebody who left may still have visits today: then whose each is has to be said.
        is_solo: is_solo(day.slice.technicians.values())
            && day.lanes.iter().filter(|lane| lane.technician.is_some()).count() < 2,
        technicians: day.lanes.into_iter().filter_map(where_line).collect(),
        tray: day.tray,
        tray_total: day.tray_total,
    }
}

fn where_line(lane: Lane) -> Option<WhereLine> {
    let under_way = |visit: &&VisitLine| visit.state.has_started();
    let to_come = |visit: &&VisitLine| visit.state.is_live() && !visit.state.has_started();
    Some(WhereLine {
        technician: lane.technician?,
        present: lane.visits.iter().find(under_way).cloned(),
        next: lane.visits.iter().find(to_come).cloned(),
        done: lane.visits.iter().filter(|visit| matches!(visit.state, VisitState::Done(_))).count(),
        visits: lane.visits.len(),
    })
}

fn reason(mark: Mark, visit: &VisitLine, now: Local) -> String {
    let by = |end: Option<Local>| end.map_or(0, |end| (now - end).num_minutes());
    let finding = |rules: &[Rule]| {
        let found = visit.findings.iter().find(|finding| rules.contains(&finding.rule));
        found.map_or_else(String::new, |finding| finding.sentence.clone())
    };
    match mark {
        Mark::Late => {
            let end = visit.window.map_or(visit.start, |window| Some(window.end));
            format!("late by {}, {}", domain::say_delay(by(end)), visit.state.word())
        }
        Mark::RunningOver => format!("running over by {}", domain::say_delay(by(visit.end))),
        Mark::Tight => visit.tight_gap().map_or_else(String::new, |(gap, travel)| {
            let gap =
                if gap > 0 { format!("a gap of {}", domain::say_minutes(gap)) } else { "no gap".to_owned() };
            format!("{travel} min of travel in {gap}")
        }),
        Mark::Delayed => "the plan can no longer keep the promise".to_owned(),
        Mark::PromiseBroken => "the promise was broken".to_owned(),
        Mark::Clash => finding(&[Rule::Clash]),
        Mark::OffShift => finding(&[Rule::OffShift, Rule::Busy]),
        Mark::SkillGap => finding(&[Rule::SkillGap]),
        Mark::CrewShort => finding(&[Rule::CrewShort]),
        Mark::PartsShort => "a part is missing".to_owned(),
        Mark::SlaRisk => "an issue clock is about to end".to_owned(),
        Mark::Unconfirmed => "not confirmed".to_owned(),
        Mark::ToInvoice => "to be invoiced".to_owned(),
        Mark::OverdueFollowUp => "a follow-up is overdue".to_owned(),
    }
}
