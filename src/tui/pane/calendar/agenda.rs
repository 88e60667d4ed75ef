//! The day of one technician as a list down: visits in order, with the free time and the roads between them.
//!
//! It is the whole day where one technician is the business, and stands beside one lane on a small screen.

use app::view::{EventLine, Guessed, Lane, Local, VisitLine, is_solo};
use domain::{Mark, VisitId, VisitState};

use super::lanes::{LaneKey, state};
use super::state::{Calendar, Focus};
use crate::pane::phrase;
use crate::shared::Shared;
use crate::theme::Role;
use crate::widget::list::{Heading, Row, Width};
use crate::widget::scroll::step;

/// A line of the list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'v> {
    /// A visit and its lane.
    Visit(LaneKey, &'v VisitLine),
    /// Nothing to do between two visits, in minutes, and whether one of them has no place, so that the way is not known.
    Free { minutes: i64, is_way_lost: bool },
    /// The road to the visit under it and the time there is for it, in minutes.
    Road { travel: i64, gap: i64, guess: bool },
    /// Time that is not for jobs.
    Away(&'v EventLine),
    /// The present moment.
    Now(Local),
}

impl Entry<'_> {
    pub(super) fn visit(&self) -> Option<(LaneKey, VisitId)> {
        match self {
            Entry::Visit(key, visit) => Some((*key, visit.id)),
            Entry::Free { .. } | Entry::Road { .. } | Entry::Away(_) | Entry::Now(_) => None,
        }
    }
}

/// What has its own time in a lane.
#[derive(Clone, Copy)]
enum Timed<'v> {
    Visit(LaneKey, &'v VisitLine),
    Away(&'v EventLine),
}

impl Timed<'_> {
    fn span(&self) -> (Option<Local>, Option<Local>) {
        match self {
            Timed::Visit(_, visit) => (visit.start, visit.end),
            Timed::Away(event) => (Some(event.start), Some(event.end)),
        }
    }
}

/// What the lanes hold by its start, an event before a visit of the same time; everybody's events once.
fn in_time<'v>(lanes: &[&'v Lane]) -> Vec<Timed<'v>> {
    let visits =
        lanes.iter().flat_map(|lane| lane.visits.iter().map(|visit| Timed::Visit(LaneKey::of(lane), visit)));
    let mut events: Vec<&EventLine> = lanes.iter().flat_map(|lane| &lane.events).collect();
    events.sort_by_key(|event| event.id);
    events.dedup_by_key(|event| event.id);
    let mut all: Vec<Timed<'v>> = visits.chain(events.into_iter().map(Timed::Away)).collect();
    all.sort_by_key(|timed| match timed {
        Timed::Away(event) => (Some(event.start), None),
        Timed::Visit(_, visit) => (visit.start, Some(visit.id)),
    });
    all
}

/// Gives the list of some lanes, as of a moment when that is of the day shown.
pub(super) fn entries<'v>(lanes: &[&'v Lane], now: Option<Local>) -> Vec<Entry<'v>> {
    let mut found = Vec::new();
    let mut free_from: Option<Local> = None;
    let mut told_now = now;
    for timed in in_time(lanes) {
        let (start, end) = timed.span();
        if let Some(now) = told_now.take_if(|now| start.is_some_and(|start| start > *now)) {
            found.push(Entry::Now(now));
        }
        let gap = free_from.zip(start).map_or(0, |(from, start)| (start - from).num_minutes());
        let road = match timed {
            Timed::Visit(_, visit) => {
                let travel = visit.travel_before.filter(|travel| *travel > 0);
                travel.zip(visit.gap_before.filter(|gap| *gap >= 0))
            }
            Timed::Away(_) => None,
        };
        if let Some((travel, gap)) = road {
            let guess =
                matches!(timed, Timed::Visit(_, visit) if visit.guessed.contains(&Guessed::TravelBefore));
            found.push(Entry::Road { travel, gap, guess });
        } else {
            let is_way_lost = matches!(timed, Timed::Visit(key, visit) if is_way_lost(lanes, key, visit));
            if gap > 0 || is_way_lost {
                found.push(Entry::Free { minutes: gap.max(0), is_way_lost });
            }
        }
        found.push(match timed {
            Timed::Visit(key, visit) => Entry::Visit(key, visit),
            Timed::Away(event) => Entry::Away(event),
        });
        free_from = free_from.max(end);
    }
    found.extend(told_now.map(Entry::Now));
    found
}

/// Whether the way to a visit from the one before it cannot be said because one of them has no place. Where neither has
/// one, the business does without places, and nothing is missing.
fn is_way_lost(lanes: &[&Lane], key: LaneKey, visit: &VisitLine) -> bool {
    let lane = lanes.iter().find(|lane| LaneKey::of(lane) == key && key != LaneKey::Nobody);
    let earlier = |other: &&VisitLine| other.id != visit.id && other.end <= visit.start;
    let before = lane.and_then(|lane| lane.visits.iter().filter(earlier).max_by_key(|other| other.end));
    before.is_some_and(|before| before.located_by.is_some() != visit.located_by.is_some())
}

/// Whether there is room for more than the visits themselves.
fn has_room(shared: &Shared) -> bool {
    shared.size.width >= 60 && shared.size.height >= 20
}

/// The columns: when, signs, number, what, for whom and, where there is room, the address.
pub(super) fn headings(width: u16) -> Vec<Heading<'static>> {
    let column = |width| Heading { title: "", width };
    let mut all = vec![
        column(Width::Cells(11)),
        column(Width::Cells(2)),
        column(Width::Cells(6)),
        column(Width::Share(3)),
        column(Width::Share(2)),
    ];
    if width >= 70 {
        all.push(column(Width::Share(2)));
    }
    all
}

/// A line as it is drawn.
pub(super) fn row(entry: &Entry<'_>, marked: bool) -> Row {
    let quiet = |when: String, sign: &str, text: String, role| Row {
        cells: vec![when, sign.to_owned(), String::new(), text],
        role,
        marked: false,
    };
    match entry {
        Entry::Visit(_, visit) => Row {
            cells: vec![
                times(visit),
                signs(visit),
                visit.id.to_string(),
                visit.title.clone(),
                visit.client.name.clone(),
                visit.address.clone(),
            ],
            role: if matches!(visit.state, VisitState::Done(_)) {
                Role::Ok
            } else {
                phrase::marks_role(&visit.marks)
            },
            marked,
        },
        Entry::Free { minutes, is_way_lost } => {
            let free = (*minutes > 0).then(|| format!("free {}", domain::say_minutes(*minutes)));
            let way = is_way_lost.then(|| "the way is not known".to_owned());
            let said: Vec<String> = free.into_iter().chain(way).collect();
            quiet(String::new(), "", said.join(", "), Role::Dim)
        }
        Entry::Road { travel, gap, guess } => {
            let short = if gap < travel { format!(", {} min short", travel - gap) } else { String::new() };
            let gap_said = domain::say_minutes(*gap);
            let role = if gap < travel { Role::Warn } else { Role::Dim };
            let about = if *guess { "~" } else { "" };
            quiet(String::new(), "~", format!("{about}{travel} min of travel in {gap_said}{short}"), role)
        }
        Entry::Away(event) => {
            let when = if event.all_day {
                "all day".to_owned()
            } else {
                format!("{}-{}", phrase::clock(event.start), phrase::clock(event.end))
            };
            quiet(when, "/", event.title.clone(), Role::Dim)
        }
        Entry::Now(now) => quiet(phrase::clock(*now), ":", "now".to_owned(), Role::Now),
    }
}

fn times(visit: &VisitLine) -> String {
    let clock = |at: Option<Local>| at.map_or_else(String::new, phrase::clock);
    format!("{}-{}", clock(visit.start), clock(visit.end))
}

/// The signs of the lanes: how far it is, then the worst that is said of it.
fn signs(visit: &VisitLine) -> String {
    let has = |mark| visit.marks.contains(&mark);
    let state = state(visit).glyph().unwrap_or(' ');
    let worst = if has(Mark::Clash) {
        '!'
    } else if has(Mark::Late) || has(Mark::RunningOver) {
        '<'
    } else if visit.technicians.is_empty() {
        '('
    } else {
        ' '
    };
    format!("{state}{worst}")
}

/// The day of a business with one technician.
impl Calendar {
    /// Whether there is one technician alone, so that a day is theirs and needs no lanes beside each other.
    pub fn is_solo(&self) -> bool {
        self.view.as_ref().is_some_and(|view| is_solo(view.slice.technicians.values()))
    }

    /// The list beside the lanes: of all that is shown where one works alone, else of the focused lane.
    pub(super) fn agenda(&self, shared: &Shared) -> Vec<Entry<'_>> {
        let lanes = if self.is_solo() { self.lanes() } else { self.focused_lane().into_iter().collect() };
        let now = (self.shown_date() == shared.today()).then_some(shared.now);
        let mut found = entries(&lanes, now);
        if !has_room(shared) {
            found.retain(|entry| entry.visit().is_some());
        }
        found
    }

    /// The line of the list that is selected.
    pub(super) fn agenda_place(&self, entries: &[Entry<'_>]) -> Option<usize> {
        let id = self.moving.as_ref().map(|moving| moving.id).or(self.visit)?;
        entries.iter().position(|entry| entry.visit().is_some_and(|(_, visit)| visit == id))
    }

    /// Goes so many visits down the list.
    pub(super) fn go_in_agenda(&mut self, by: isize, shared: &Shared) {
        let visits: Vec<(LaneKey, VisitId)> = self.agenda(shared).iter().filter_map(Entry::visit).collect();
        let place = self.visit.and_then(|id| visits.iter().position(|(_, visit)| *visit == id));
        if let Some((key, id)) = step(place, by, visits.len()).and_then(|place| visits.get(place)) {
            self.select(*key, *id);
            self.show_hours(shared);
        }
        self.settle(shared);
    }

    /// Whether the keys go down a list of visits, not from lane to lane.
    pub(super) fn goes_down_visits(&self) -> bool {
        self.focus == Focus::Lanes && self.is_solo()
    }
}
