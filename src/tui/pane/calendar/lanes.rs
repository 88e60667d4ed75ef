//! From the lanes of a day to what is drawn of them.

use app::view::{self, EventLine, Local, LocalSpan, VisitLine};
use chrono::NaiveDate;
use domain::{Mark, Slice, TechnicianId, VisitId, VisitState, place_of};

use super::scale::{DAY, hours, load, minute_of};
use crate::widget::lane::{Away, Block, Lane, State, Tail};

/// Whose lane: kept by id, so that a refresh leaves the focus where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LaneKey {
    /// Visits that have a time and nobody to go.
    Nobody,
    /// A technician's.
    Of(TechnicianId),
}

impl LaneKey {
    pub(super) fn of(lane: &view::Lane) -> Self {
        lane.technician.as_ref().map_or(LaneKey::Nobody, |technician| LaneKey::Of(technician.id))
    }

    pub(super) fn of_week(lane: &view::WeekLane) -> Self {
        lane.technician.as_ref().map_or(LaneKey::Nobody, |technician| LaneKey::Of(technician.id))
    }

    pub(super) fn technician(self) -> Option<TechnicianId> {
        match self {
            LaneKey::Nobody => None,
            LaneKey::Of(id) => Some(id),
        }
    }
}

/// Gives what to call a lane.
pub(super) fn name_of(lane: &view::Lane) -> &str {
    lane.technician.as_ref().map_or("( )", |technician| technician.name.as_str())
}

/// What is said of visits beside what they are.
pub(super) struct Lit<'a> {
    /// The day shown.
    pub(super) date: NaiveDate,
    /// The present moment.
    pub(super) now: Local,
    /// The first minute that is seen.
    pub(super) from: i32,
    /// The selected visit and its lane.
    pub(super) selected: Option<(LaneKey, VisitId)>,
    /// The records behind the day, for the places of visits.
    pub(super) slice: &'a Slice,
    /// Whether a visit is marked.
    pub(super) is_marked: &'a dyn Fn(VisitId) -> bool,
}

/// Gives a lane as it is drawn.
pub(super) fn drawn(lane: &view::Lane, lit: &Lit<'_>) -> Lane {
    let key = LaneKey::of(lane);
    let nobody = key == LaneKey::Nobody;
    let roads: Vec<Road> = (0..lane.visits.len()).map(|place| road(lane, place, lit)).collect();
    Lane {
        name: if nobody { name_of(lane).to_owned() } else { lane.short.clone() },
        load: if nobody {
            format!("{}h", hours(lane.planned_minutes))
        } else {
            load(lane.planned_minutes, lane.working_minutes)
        },
        overloaded: !nobody && lane.planned_minutes > lane.working_minutes,
        blocks: lane.visits.iter().filter_map(|visit| block(visit, key, lit)).collect(),
        travel: roads.iter().filter_map(Road::drawn).collect(),
        off: if nobody { Vec::new() } else { off(&lane.working, lit.date) },
        events: lane.events.iter().filter_map(|event| away(event, lit.date)).collect(),
        notes: lane.visits.iter().zip(&roads).filter_map(|(visit, road)| note(visit, road, lit)).collect(),
    }
}

fn block(visit: &VisitLine, key: LaneKey, lit: &Lit<'_>) -> Option<Block> {
    let (start, end) = (minute_of(visit.start?, lit.date), minute_of(visit.end?, lit.date));
    let has = |mark| visit.marks.contains(&mark);
    let now = minute_of(lit.now, lit.date);
    let tail = (has(Mark::RunningOver) && now > end)
        .then(|| Tail { end: now, label: delayed(i64::from(now - end)) });
    Some(Block {
        start,
        end,
        label: label(visit, key),
        state: state(visit),
        late: has(Mark::Late) || has(Mark::RunningOver),
        clash: has(Mark::Clash),
        unassigned: visit.technicians.is_empty(),
        selected: lit.selected == Some((key, visit.id)),
        marked: (lit.is_marked)(visit.id),
        drafted: visit.drafted,
        tail,
    })
}

/// The number and title; in the lane of a helper, who leads.
fn label(visit: &VisitLine, key: LaneKey) -> String {
    let lead = visit.technicians.first().filter(|lead| key.technician().is_some_and(|id| id != lead.id));
    match lead {
        Some(lead) => format!("{} w/{} {}", visit.id, lead.name, visit.title),
        None => format!("{} {}, {}", visit.id, visit.title, visit.client.name),
    }
}

/// How far a visit is.
pub(super) fn state(visit: &VisitLine) -> State {
    match visit.state {
        VisitState::Planned if visit.marks.contains(&Mark::Unconfirmed) => State::Unconfirmed,
        VisitState::Planned | VisitState::Confirmed | VisitState::Dispatched => State::Planned,
        VisitState::EnRoute => State::EnRoute,
        VisitState::OnSite => State::OnSite,
        VisitState::Done(_) | VisitState::Cancelled(_) => State::Done,
    }
}

/// The way to a visit from the one before it in its lane; nothing when either place is unknown.
#[derive(Debug, Clone, Copy, Default)]
struct Road {
    /// When the visit before ends.
    from: i32,
    /// Minutes until the visit begins; less than nothing when both overlap.
    gap: i32,
    /// Minutes of travel.
    travel: i32,
    /// Whether both are still to come, so that a gap too short matters.
    is_live: bool,
}

impl Road {
    /// The stretch that is drawn: no farther than the start of the visit.
    fn drawn(&self) -> Option<(i32, i32)> {
        let road = self.travel.min(self.gap);
        (road > 0).then_some((self.from, self.from + road))
    }

    /// By how many minutes the gap is too short (a clash is not tight: it is a clash).
    fn short_by(&self) -> Option<i32> {
        (self.is_live && self.gap >= 0 && self.gap < self.travel).then_some(self.travel - self.gap)
    }
}

fn road(lane: &view::Lane, place: usize, lit: &Lit<'_>) -> Road {
    let found = || {
        let visit = lane.visits.get(place).filter(|_| lane.technician.is_some())?;
        let before = lane.visits[..place].iter().max_by_key(|visit| visit.end)?;
        let held = |visit: &VisitLine| lit.slice.visits.get(&visit.id);
        let place = |visit: &VisitLine| place_of(lit.slice, held(visit)?);
        let travel = lit.slice.travel(place(before)?, place(visit)?, held(before)?.span()?.end).minutes;
        let from = minute_of(before.end?, lit.date);
        Some(Road {
            from,
            gap: minute_of(visit.start?, lit.date) - from,
            travel: i32::try_from(travel).ok()?,
            is_live: before.state.is_live() && visit.state.is_live(),
        })
    };
    found().unwrap_or_default()
}

/// An event within the day shown.
fn away(event: &EventLine, date: NaiveDate) -> Option<Away> {
    let (start, end) = (minute_of(event.start, date).max(0), minute_of(event.end, date).min(2 * DAY));
    (start < end).then(|| Away { start, end, label: event.title.clone() })
}

/// The time not worked: the day without its working spans.
fn off(working: &[LocalSpan], date: NaiveDate) -> Vec<(i32, i32)> {
    let mut free = Vec::new();
    let mut from = 0;
    for span in working {
        let (start, end) = (minute_of(span.start, date), minute_of(span.end, date));
        if start > from {
            free.push((from, start));
        }
        from = from.max(end);
    }
    // A night shift goes on past midnight; a screen so wide that it shows the hours after has nothing to plan there.
    free.push((from, 2 * DAY));
    free
}

/// The words under a visit: how late, how tight, and what else cannot be seen of the block.
fn note(visit: &VisitLine, road: &Road, lit: &Lit<'_>) -> Option<(i32, String)> {
    let words: Vec<String> =
        visit.marks.iter().filter_map(|mark| word(*mark, visit, road, lit.now)).collect();
    let is_seen = minute_of(visit.end?, lit.date) > lit.from;
    (is_seen && !words.is_empty()).then_some((minute_of(visit.start?, lit.date), words.join(" ")))
}

fn word(mark: Mark, visit: &VisitLine, road: &Road, now: Local) -> Option<String> {
    match mark {
        Mark::Late => Some(delayed(minutes_late(visit, now))),
        // Said where the gap is; the visit before it has the same mark.
        Mark::Tight => road.short_by().map(|short| format!("TIGHT-{short}m")),
        Mark::PromiseBroken => Some("BROKEN".to_owned()),
        Mark::Delayed => Some("DELAYED".to_owned()),
        Mark::OffShift => Some("OFF".to_owned()),
        Mark::SkillGap => Some("SKILL".to_owned()),
        Mark::CrewShort => Some("SHORT".to_owned()),
        Mark::PartsShort => Some("PARTS".to_owned()),
        Mark::SlaRisk => Some("ISSUE".to_owned()),
        // Seen of the block itself, or nothing that moves anybody today.
        Mark::RunningOver | Mark::Clash | Mark::Unconfirmed | Mark::ToInvoice | Mark::OverdueFollowUp => None,
    }
}

/// A delay in the few cells of a lane: `L+50`, `L+1h30`, `L+3d`.
fn delayed(minutes: i64) -> String {
    match minutes {
        ..60 => format!("L+{minutes}"),
        60..2_880 => format!("L+{}", domain::say_minutes(minutes)),
        2_880.. => format!("L+{}d", minutes / 1_440),
    }
}

/// Gives how many minutes ago someone should have been there.
pub(super) fn minutes_late(visit: &VisitLine, now: Local) -> i64 {
    let due = visit.window.map_or(visit.start, |window| Some(window.end));
    due.map_or(0, |due| (now - due).num_minutes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_is_said_in_few_cells() {
        let said = [(50, "L+50"), (60, "L+1h"), (95, "L+1h35"), (2_880, "L+2d"), (10_000, "L+6d")];
        for (minutes, text) in said {
            assert_eq!(delayed(minutes), text);
        }
    }
}
