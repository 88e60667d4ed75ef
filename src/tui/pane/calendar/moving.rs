//! The preview of a move: a visit as it is meant to be, and what the rules find in it.

use std::collections::BTreeSet;

use app::Loaded;
use app::view::{DayView, Lane, Local, VisitLine, local, visit_line};
use chrono::{Duration, NaiveDate};
use domain::{
    Command, Crew, Finding, Placed, Placement, Slot, Span, TechnicianId, Tz, Visit, VisitId, WindowChoice,
    findings_for, local_day, place_local,
};

use super::lanes::LaneKey;
use super::scale::{QUARTER, local_of, minute_of};
use crate::ask::Target;

/// A visit may be at most so long: four weeks, in minutes.
const LONGEST: i64 = 28 * 24 * 60;

/// A visit that is being moved; nothing of it is stored before it is committed.
#[derive(Debug, Clone)]
pub(super) struct Moving {
    /// Which visit.
    pub(super) id: VisitId,
    /// As it was seen when the move began.
    target: Target,
    /// As it stands.
    pub(super) was: Visit,
    /// As it is meant to be.
    pub(super) visit: Visit,
    /// The lane it is moved in.
    pub(super) lane: LaneKey,
    /// Every lane of the day as it would be.
    pub(super) lanes: Vec<Lane>,
    /// What the rules find in it.
    pub(super) findings: Vec<Finding>,
    /// Whether a commit is under way.
    pub(super) is_committed: bool,
    /// The records of the day with the visit as it is meant to be.
    loaded: Loaded,
}

/// Begins a move, or says why the visit cannot be moved. A visit without a time on the day shown starts at
/// `free`, and one without a technician with that of `lane`.
pub(super) fn begin(
    view: &DayView,
    target: Target,
    lane: LaneKey,
    free: i32,
    zone: Tz,
) -> Result<Moving, String> {
    let id = target.visit.map(|(id, _)| id).ok_or("nothing is selected")?;
    let was = view.slice.visits.get(&id).ok_or_else(|| format!("{id} is not at hand; open it"))?.clone();
    if !was.state.is_live() {
        return Err(format!(
            "{id} is {}, so it cannot be moved; add another visit to its job",
            was.state.word()
        ));
    }
    let mut visit = was.clone();
    let is_of_day = visit.span().is_some_and(|span| span.overlaps(&local_day(view.date, zone)));
    if !is_of_day && !was.state.has_started() {
        let start = place_local(local_of(free, view.date), zone).moment();
        let span = Span::of_minutes(start, visit.minutes.max(1));
        visit.slot = span.map(|span| Slot::of_span(span, zone));
    }
    if visit.crew.is_none() {
        visit.crew = lane.technician().map(Crew::of);
    }
    let holds_lane = |crew: &Crew| crew.members().any(|member| lane == LaneKey::Of(member));
    let lane = match &visit.crew {
        Some(crew) if !holds_lane(crew) => LaneKey::Of(crew.lead),
        Some(_) | None => lane,
    };
    let lanes = Vec::new();
    let mut moving = Moving {
        id,
        target,
        was,
        visit,
        lane,
        lanes,
        findings: Vec::new(),
        is_committed: false,
        loaded: Loaded::default(),
    };
    moving.rebuild(view, zone);
    Ok(moving)
}

impl Moving {
    /// What an action would be about: the visit as it was seen, of the length it is meant to have.
    pub(super) fn target(&self) -> Target {
        Target { minutes: self.minutes(), ..self.target.clone() }
    }

    /// Its length in minutes.
    pub(super) fn minutes(&self) -> u32 {
        let of_slot = self.visit.span().and_then(|span| u32::try_from(span.minutes()).ok());
        of_slot.unwrap_or(self.visit.minutes)
    }

    /// The minutes of a day from its start to its end.
    pub(super) fn minutes_of_day(&self, date: NaiveDate) -> Option<(i32, i32)> {
        let slot = self.visit.slot?;
        let at = |moment| minute_of(local(moment, slot.zone), date);
        Some((at(slot.span.start), at(slot.span.end)))
    }

    /// Its line as it would be, when it is of the day shown.
    pub(super) fn line(&self) -> Option<&VisitLine> {
        self.lanes.iter().flat_map(|lane| &lane.visits).find(|visit| visit.id == self.id)
    }

    /// The visit after it in its lane as it would be.
    pub(super) fn next(&self) -> Option<&VisitLine> {
        let start = self.visit.span()?.start;
        let lane = self.lanes.iter().find(|lane| LaneKey::of(lane) == self.lane)?;
        let later = |visit: &&VisitLine| {
            visit.id != self.id && visit.state.is_live() && visit.start.is_some_and(|at| at.to_utc() >= start)
        };
        lane.visits.iter().find(later)
    }

    /// Moves the start by minutes of the local clock, within the days of the view and of where it was.
    pub(super) fn step_start(&mut self, minutes: i64, view: &DayView) -> Result<(), String> {
        self.refuse_started()?;
        let slot = self.visit.slot.ok_or("it has no time yet: g types one")?;
        let beyond = || "that would be another day: g types a day and time".to_owned();
        let stepped = step_slot(slot, minutes).ok_or_else(beyond)?;
        let date = |slot: &Slot| slot.span.start.with_timezone(&slot.zone).date_naive();
        let stays =
            date(&stepped) == view.date || self.was.slot.is_some_and(|was| date(&was) == date(&stepped));
        if !stays {
            return Err(beyond());
        }
        self.place(stepped, view);
        Ok(())
    }

    /// Makes it longer or shorter by minutes, but no shorter than a quarter hour.
    pub(super) fn step_length(&mut self, minutes: i64, view: &DayView) -> Result<(), String> {
        let slot = self.visit.slot.ok_or("it has no time yet: g types one")?;
        let present = slot.span.minutes();
        let wanted = (present + minutes).max(i64::from(QUARTER).min(present));
        if wanted == present {
            return Err("a visit takes at least a quarter hour".to_owned());
        }
        if wanted > LONGEST {
            return Err("a visit takes at most 28 days".to_owned());
        }
        let span = u32::try_from(wanted).ok().and_then(|wanted| Span::of_minutes(slot.span.start, wanted));
        let span = span.ok_or("that is past the end of the calendar")?;
        self.place(Slot { span, ..slot }, view);
        Ok(())
    }

    /// Moves it so many technicians down the lanes shown, past those who go along anyway.
    pub(super) fn step_lane(&mut self, by: isize, shown: &[LaneKey], view: &DayView) -> Result<(), String> {
        self.refuse_started()?;
        let fellow = |key: &LaneKey| {
            let member = |id| self.visit.crew.as_ref().is_some_and(|crew| crew.members().any(|m| m == id));
            *key != self.lane && key.technician().is_none_or(member)
        };
        let open: Vec<LaneKey> = shown.iter().copied().filter(|key| !fellow(key)).collect();
        let place = open.iter().position(|key| *key == self.lane);
        let last = open.len().saturating_sub(1);
        let wanted = place.map_or(0, |place| place.saturating_add_signed(by).min(last));
        let Some(key) = open.get(wanted).copied().filter(|key| *key != self.lane) else {
            return Err("there is no technician beyond this one".to_owned());
        };
        if let Some(id) = key.technician() {
            self.give_to(id);
            self.lane = key;
            self.changed(view);
        }
        Ok(())
    }

    /// Puts a technician in the place of the one whose lane it is in.
    fn give_to(&mut self, id: TechnicianId) {
        match (&mut self.visit.crew, self.lane) {
            (Some(crew), LaneKey::Of(from)) if crew.lead != from => {
                for helper in &mut crew.helpers {
                    if *helper == from {
                        *helper = id;
                    }
                }
            }
            (Some(crew), LaneKey::Of(_) | LaneKey::Nobody) => crew.lead = id,
            (None, _) => self.visit.crew = Some(Crew::of(id)),
        }
    }

    /// Puts it in a slot that was typed.
    pub(super) fn type_slot(&mut self, slot: Slot, view: &DayView) -> Result<(), String> {
        if self.was.span().is_some_and(|was| was.start != slot.span.start) {
            self.refuse_started()?;
        }
        self.place(slot, view);
        Ok(())
    }

    /// Moves it to a minute of the day shown and to a lane, as the mouse does.
    pub(super) fn drag_to(&mut self, minute: i32, key: LaneKey, view: &DayView) -> Result<(), String> {
        self.refuse_started()?;
        let slot = self.visit.slot.ok_or("it has no time yet")?;
        let start = place_local(local_of(minute, view.date), slot.zone).moment();
        if let Some(span) = slot.span.moved_to(start) {
            self.visit.slot = Some(Slot::of_span(span, slot.zone));
        }
        let goes_along = |id| self.visit.crew.as_ref().is_some_and(|crew| crew.members().any(|m| m == id));
        if let Some(id) = key.technician().filter(|id| !goes_along(*id)) {
            self.give_to(id);
            self.lane = key;
        }
        self.changed(view);
        Ok(())
    }

    fn refuse_started(&self) -> Result<(), String> {
        if !self.was.state.has_started() {
            return Ok(());
        }
        Err(format!(
            "{} is {}: only its duration can change; reschedule returns it to planned",
            self.id,
            self.was.state.word()
        ))
    }

    fn place(&mut self, slot: Slot, view: &DayView) {
        self.visit.slot = Some(slot);
        self.changed(view);
    }

    fn changed(&mut self, view: &DayView) {
        self.is_committed = false;
        self.look(view, view_zone(view));
    }

    /// Takes the records of a day that was loaded, and looks at it all again.
    pub(super) fn rebuild(&mut self, view: &DayView, zone: Tz) {
        self.loaded.slice = (*view.slice).clone();
        self.look(view, zone);
    }

    /// Looks at the rules and the lanes again: only those lanes that it leaves or enters, and where their visits are.
    fn look(&mut self, view: &DayView, zone: Tz) {
        self.loaded.slice.visits.insert(self.id, self.visit.clone());
        self.findings = findings_for(&self.loaded.slice, self.id, &self.visit);
        self.lanes.clone_from(&view.lanes);
        let day = local_day(view.date, zone);
        let is_of_day = self.visit.span().is_some_and(|span| span.overlaps(&day));
        let has_lane = |lanes: &[Lane]| lanes.iter().any(|lane| LaneKey::of(lane) == LaneKey::Nobody);
        if self.visit.crew.is_none() && !has_lane(&self.lanes) {
            self.lanes.insert(0, nobody());
        }
        let goes_in = |lane: &Lane| is_of_day && is_in(self.visit.crew.as_ref(), LaneKey::of(lane));
        let holds = |lane: &Lane| lane.visits.iter().any(|visit| visit.id == self.id);
        let touched = self.lanes.iter().filter(|lane| goes_in(lane) || holds(lane));
        let neighbours: BTreeSet<VisitId> =
            touched.flat_map(|lane| &lane.visits).map(|visit| visit.id).collect();
        for lane in &mut self.lanes {
            let goes_in = is_of_day && is_in(self.visit.crew.as_ref(), LaneKey::of(lane));
            // A neighbour of two technicians is in a lane more.
            if goes_in || lane.visits.iter().any(|visit| neighbours.contains(&visit.id)) {
                refill(lane, self.id, goes_in, &self.loaded, day, view.now);
            }
        }
    }

    /// The one command that stores it; none when it is where it was.
    pub(super) fn command(&self) -> Option<Command> {
        let slot = self.visit.slot.filter(|_| self.visit.slot != self.was.slot);
        let crew = self.visit.crew.clone().filter(|_| self.visit.crew != self.was.crew);
        if slot.is_none() && crew.is_none() {
            return None;
        }
        let placement = Placement { slot, crew };
        Some(if self.was.slot.is_none() {
            Command::Schedule(self.id, placement, WindowChoice::Ask)
        } else {
            Command::Move(self.id, placement, WindowChoice::Ask)
        })
    }

    /// Whether a day shows the visit where it is meant to be.
    pub(super) fn is_stored_in(&self, view: &DayView) -> bool {
        let stored = view.slice.visits.get(&self.id);
        stored.is_none_or(|stored| stored.span() == self.visit.span() && stored.crew == self.visit.crew)
    }
}

/// The business's zone as the records behind a day have it.
pub(super) fn view_zone(view: &DayView) -> Tz {
    view.slice.business.as_ref().map_or(Tz::UTC, |business| business.zone)
}

fn is_in(crew: Option<&Crew>, key: LaneKey) -> bool {
    match (crew, key) {
        (None, LaneKey::Nobody) => true,
        (None, LaneKey::Of(_)) | (Some(_), LaneKey::Nobody) => false,
        (Some(crew), LaneKey::Of(id)) => crew.members().any(|member| member == id),
    }
}

fn nobody() -> Lane {
    Lane {
        technician: None,
        short: String::new(),
        working: Vec::new(),
        planned_minutes: 0,
        working_minutes: 0,
        visits: Vec::new(),
        events: Vec::new(),
    }
}

/// Builds the lines of a lane again with a visit in it or out of it.
fn refill(lane: &mut Lane, id: VisitId, goes_in: bool, loaded: &Loaded, day: Span, now: Local) {
    let mut ids: Vec<VisitId> =
        lane.visits.iter().map(|visit| visit.id).filter(|other| *other != id).collect();
    if goes_in {
        ids.push(id);
    }
    lane.visits = ids.iter().filter_map(|id| visit_line(loaded, *id, now.to_utc())).collect();
    lane.visits.sort_by_key(|visit| (visit.start, visit.id));
    let within = |visit: &VisitLine| {
        let span = Span::new(visit.start?.to_utc(), visit.end?.to_utc())?;
        Some(span.intersection(&day)?.minutes())
    };
    lane.planned_minutes = lane.visits.iter().filter_map(within).sum();
}

/// Moves a slot by minutes of the local clock. Where clocks change, the step is taken in real minutes if the
/// clock's own step would lead nowhere or the wrong way.
pub(super) fn step_slot(slot: Slot, minutes: i64) -> Option<Slot> {
    let start = slot.span.start;
    let by = Duration::try_minutes(minutes)?;
    let wanted = start.with_timezone(&slot.zone).naive_local().checked_add_signed(by)?;
    let placed = place_local(wanted, slot.zone);
    let leads_on = (placed.moment() - start).num_minutes().signum() == minutes.signum();
    let skips_back = matches!(placed, Placed::Skipped(_)) && minutes < 0;
    let moment = if leads_on && !skips_back { placed.moment() } else { start.checked_add_signed(by)? };
    Some(Slot::of_span(slot.span.moved_to(moment)?, slot.zone))
}

/// Finds the first quarter hour from `from` on at which a technician works and is free for so long; else one that
/// runs past the end of their day; else the beginning of their day or `from` itself.
pub(super) fn free_start(lane: Option<&Lane>, from: i32, minutes: i32, date: NaiveDate) -> i32 {
    let from = super::scale::next_quarter(from);
    let Some(lane) = lane else { return from };
    let working: Vec<(i32, i32)> =
        lane.working.iter().map(|span| (minute_of(span.start, date), minute_of(span.end, date))).collect();
    let taken: Vec<(i32, i32)> = lane
        .visits
        .iter()
        .filter(|visit| visit.state.is_live())
        .filter_map(|visit| super::state::stretch(visit, date))
        .collect();
    let is_open = |start: i32| !taken.iter().any(|(taken, until)| start < *until && *taken < start + minutes);
    let begins = |start: i32| working.iter().any(|(open, close)| *open <= start && start < *close);
    let ends = |start: i32| working.iter().any(|(open, close)| *open <= start && start + minutes <= *close);
    let find = |fits: &dyn Fn(i32) -> bool| (from..super::scale::DAY).step_by(15).find(|start| fits(*start));
    let opening =
        working.iter().map(|(open, _)| super::scale::next_quarter(*open)).find(|open| *open >= from);
    let within = find(&|start| is_open(start) && ends(start));
    within.or_else(|| find(&|start| is_open(start) && begins(start))).or(opening).unwrap_or(from)
}

/// Names of a crew, lead first.
pub(super) fn names(crew: Option<&Crew>, view: &DayView) -> String {
    let of = |id| app::view::name_technician(&view.slice, id).name;
    crew.map_or_else(|| "nobody".to_owned(), |crew| crew.members().map(of).collect::<Vec<_>>().join(" and "))
}
