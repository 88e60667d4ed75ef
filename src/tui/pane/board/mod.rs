//! The board: a column for each stage, of which only what is seen is loaded.

mod card;
mod draw;
mod send;
mod stage_step;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use app::BoardQuery;
use app::view::{BoardView, JobLine};
use domain::{JobId, Stage};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, Context, Group};
use crate::ask::{Answer, Ask, Target};
use crate::effect::Effect;
use crate::event::{Mouse, MouseAct};
use crate::pane::marks::Marks;
use crate::pane::motion::motion_of;
use crate::pane::split::{Split, area_of, divide};
use crate::pane::window::Window;
use crate::pane::{Handled, Pane, target};
use crate::shared::Shared;
use crate::widget::columns::{card_at, cards_that_fit, columns_that_fit};
use crate::widget::scroll::{keep_in_view, step};

/// Details stand below on every screen: columns need the width.
const NEVER_WIDE: u16 = u16::MAX;
/// Details take at most so many lines.
const TALLEST: u16 = 5;
/// A filter looks at so many jobs of a column.
const FILTERED: usize = 200;

/// Jobs of a column loaded around what is seen, or more on a tall screen.
const WINDOW: usize = 50;

/// One stage with what of it is loaded.
#[derive(Debug)]
struct Lane {
    stage: Stage,
    list: Window<JobId, JobLine>,
}

/// The pane of the board.
#[derive(Debug)]
pub struct Board {
    lanes: Vec<Lane>,
    /// The column with the focus.
    focus: usize,
    /// The first column seen.
    first: usize,
    marks: Marks<JobId, JobLine>,
    /// Words that a card must have; none shows all.
    words: Vec<String>,
    /// The job that was acted on and may go to another stage: the focus goes with it.
    following: Option<JobId>,
}

impl Default for Board {
    fn default() -> Self {
        Board::new()
    }
}

impl Board {
    /// Makes the pane with nothing loaded.
    pub fn new() -> Self {
        Board {
            lanes: Stage::ALL
                .into_iter()
                .map(|stage| Lane { stage, list: Window::new(|job: &JobLine| job.id) })
                .collect(),
            focus: 0,
            first: 0,
            marks: Marks::default(),
            words: Vec::new(),
            following: None,
        }
    }

    fn lane(&self) -> &Lane {
        &self.lanes[self.focus]
    }

    fn selected(&self) -> Option<&JobLine> {
        self.lane().list.selected_row().filter(|job| card::has_words(job, &self.words))
    }

    /// The jobs of the focused column that are at hand.
    fn listed(&self) -> Vec<(JobId, JobLine)> {
        self.shown(self.lane()).map(|(_, job)| (job.id, job.clone())).collect()
    }

    /// The jobs of a column that are at hand and pass the filter, with their places.
    fn shown<'a>(&'a self, lane: &'a Lane) -> impl Iterator<Item = (usize, &'a JobLine)> {
        let numbered = lane.list.rows.iter().enumerate().map(|(place, job)| (lane.list.start + place, job));
        numbered.filter(|(_, job)| card::has_words(job, &self.words))
    }

    fn held(&self) -> BTreeMap<JobId, JobLine> {
        self.marks.held(&self.listed(), self.selected().map(|job| job.id))
    }

    /// The columns that fit, from the first that is seen.
    fn seen(&self, width: u16) -> std::ops::Range<usize> {
        let fitting = columns_that_fit(width, self.lanes.len());
        let first = keep_in_view(self.first, Some(self.focus), fitting, self.lanes.len());
        first..first + fitting
    }

    fn window(&self, room: usize) -> usize {
        if self.words.is_empty() { Window::<JobId, JobLine>::length(room, WINDOW) } else { FILTERED }
    }

    /// Asks for what is seen; for every stage while a job that has moved is looked for.
    fn query(&self, shared: &Shared) -> Ask {
        let room = room(shared);
        let window = self.window(room);
        let seen = self.seen(shared.size.width);
        let all = self.following.is_some();
        let wanted = self.lanes.iter().enumerate().filter(|(place, _)| all || seen.contains(place));
        let wanted: Vec<&Lane> = wanted.map(|(_, lane)| lane).collect();
        let start =
            |lane: &Lane| if self.words.is_empty() { lane.list.wanted_start(room, window) } else { 0 };
        let offsets = wanted.iter().map(|lane| (lane.stage, start(lane))).filter(|(_, start)| *start > 0);
        Ask::Board(BoardQuery {
            stages: wanted.iter().map(|lane| lane.stage).collect(),
            limit: window,
            offsets: offsets.collect(),
        })
    }

    /// Asks for the next page if what is seen is not at hand.
    fn load_if_needed(&self, shared: &Shared) -> Handled {
        let room = room(shared);
        let window = self.window(room);
        let filtered = !self.words.is_empty();
        let lacks = |lane: &Lane| !lane.list.is_loaded || (!filtered && lane.list.lacks_rows(room, window));
        if self.lanes[self.seen(shared.size.width)].iter().any(lacks) {
            return Handled::with(Effect::Ask(self.query(shared)));
        }
        Handled::quietly()
    }

    fn take(&mut self, view: &BoardView, shared: &Shared) {
        let room = room(shared);
        for column in &view.columns {
            self.marks.refresh(column.jobs.iter().map(|job| (job.id, job)));
            if let Some(lane) = self.lanes.iter_mut().find(|lane| lane.stage == column.stage) {
                let whole = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
                lane.list.take(whole(column.offset), whole(column.total), column.jobs.clone(), room);
            }
        }
        if let Some(id) = self.following
            && let Some(place) = self.lanes.iter_mut().position(|lane| lane.list.find(id, room))
        {
            self.focus = place;
            self.first = self.seen(shared.size.width).start;
        }
        self.stay_on_shown(room);
    }

    /// Takes the selection to the nearest card that passes the filter.
    fn stay_on_shown(&mut self, room: usize) {
        if self.words.is_empty() || self.selected().is_some() {
            return;
        }
        let row = self.lane().list.row;
        let places = self.shown(self.lane()).map(|(place, _)| place);
        if let Some(nearest) = places.min_by_key(|place| place.abs_diff(row)) {
            self.lanes[self.focus].list.select(nearest, room);
        }
    }

    /// Goes to another column.
    fn go_to(&mut self, place: usize, shared: &Shared) -> Handled {
        let listed = self.listed();
        self.marks.end_range(&listed, self.selected().map(|job| job.id));
        self.focus = place;
        self.first = self.seen(shared.size.width).start;
        self.stay_on_shown(room(shared));
        self.load_if_needed(shared)
    }

    /// Moves within the focused column; under a filter only over the cards that pass it.
    fn travel(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Option<Handled> {
        let room = room(shared);
        let motion = motion_of(action, count, room)?;
        let places: Option<Vec<usize>> =
            (!self.words.is_empty()).then(|| self.shown(self.lane()).map(|(place, _)| place).collect());
        let lane = &mut self.lanes[self.focus].list;
        let to = match places {
            None => motion.lead(Some(lane.row), lane.total),
            Some(places) => {
                let from = places.iter().position(|place| *place == lane.row);
                motion.lead(from, places.len()).map(|to| places[to])
            }
        };
        if let Some(to) = to {
            lane.select(to, room);
        }
        Some(self.load_if_needed(shared))
    }

    /// Selects the card of that place among those seen in the focused column.
    fn select_seen(&mut self, card: usize, room: usize) {
        let lane = self.lane();
        let list = &lane.list;
        let place = if self.words.is_empty() {
            let first = draw::first_seen(self, lane, Some(list.row), room, list.total);
            Some(first + card).filter(|place| *place < list.total)
        } else {
            let places: Vec<usize> = self.shown(lane).map(|(place, _)| place).collect();
            let selected = places.iter().position(|place| *place == list.row);
            let first = draw::first_seen(self, lane, selected, room, places.len());
            places.get(first + card).copied()
        };
        if let Some(place) = place {
            self.lanes[self.focus].list.select(place, room);
        }
    }

    fn mark(&mut self, action: Action, shared: &Shared) -> Handled {
        let listed = self.listed();
        let selected = self.selected().map(|job| job.id);
        match action {
            Action::MarkAll => {
                self.marks.toggle_all(&listed);
                let (lane, marked) = (self.lane(), listed.len());
                if marked < lane.list.total && self.words.is_empty() {
                    let stage = lane.stage.title().to_lowercase();
                    let said = format!("marked the {marked} at hand of {} that are {stage}", lane.list.total);
                    return Handled::with(Effect::Say(said));
                }
                Handled::quietly()
            }
            Action::MarkRange => {
                self.marks.toggle_range(&listed, selected);
                Handled::quietly()
            }
            // The only other mark is that of the selected.
            _ => {
                if let Some((id, job)) = listed.into_iter().find(|(id, _)| Some(*id) == selected) {
                    self.marks.toggle(id, job);
                }
                self.travel(Action::Down, None, shared).unwrap_or(Handled::No)
            }
        }
    }
}

/// How many cards of a column are seen.
fn room(shared: &Shared) -> usize {
    cards_that_fit(parts(area_of(shared)).list.height)
}

fn parts(area: Rect) -> Split {
    // Cards come first: on a small screen one line has to do.
    divide(area, NEVER_WIDE, (area.height / 5).clamp(1, TALLEST))
}

impl Pane for Board {
    fn context(&self) -> Context {
        Context::Board
    }

    fn wants(&self, shared: &Shared) -> Vec<Ask> {
        vec![self.query(shared)]
    }

    fn accept(&mut self, answer: &Answer, shared: &Shared) {
        if let Answer::Board(view) = answer {
            self.take(view, shared);
        }
        if let Answer::Done(outcome) = answer {
            // A job is done with when the visit that speaks for it was acted on, too.
            let touched = |id| outcome.changed.iter().any(|touched| touched.id == id);
            let is_done = |job: JobId, line: &JobLine| {
                touched(job.into()) || line.visit.is_some_and(|visit| touched(visit.into()))
            };
            let (listed, selected) = (self.listed(), self.selected().map(|job| job.id));
            self.marks.done(&listed, selected, is_done);
        }
    }

    fn follow_up(&mut self, shared: &Shared) -> Vec<Ask> {
        match self.load_if_needed(shared) {
            Handled::Yes(effects) if !effects.is_empty() => vec![self.query(shared)],
            Handled::Yes(_) | Handled::No => Vec::new(),
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        let filtered = !self.words.is_empty();
        let action = match action {
            Action::NextMatch if filtered => Action::Down,
            Action::PreviousMatch if filtered => Action::Up,
            action => action,
        };
        if matches!(action, Action::StageOn | Action::StageBack) {
            return send::send(self, action == Action::StageOn, shared);
        }
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
        let handled = match action {
            Action::Left => self.go_to(self.focus.saturating_add_signed(-by), shared),
            Action::Right => {
                let place = step(Some(self.focus), by, self.lanes.len()).unwrap_or_default();
                self.go_to(place, shared)
            }
            Action::Open => {
                let opened = self.selected().and_then(|job| target::of_job(job).opens());
                opened.map_or_else(Handled::quietly, |opened| Handled::with(Effect::Open(opened)))
            }
            Action::Mark | Action::MarkRange | Action::MarkAll => self.mark(action, shared),
            Action::Back if self.marks.clear() => Handled::quietly(),
            // Motions; every other action is the loop's, on the targets.
            _ => self.travel(action, count, shared).unwrap_or(Handled::No),
        };
        match handled {
            Handled::Yes(_) => self.following = None,
            // The loop acts on it, and it may leave its column: the focus goes with it.
            Handled::No if matches!(action.entry().group, Group::Plan | Group::State) => {
                let held = self.held();
                self.following = match held.len() {
                    0 => self.selected().map(|job| job.id),
                    1 => held.keys().next().copied(),
                    _ => None,
                };
            }
            Handled::No => {}
        }
        handled
    }

    fn point(&mut self, mouse: Mouse, area: Rect, shared: &Shared) -> Handled {
        let list = parts(area).list;
        let position = Position::new(mouse.column, mouse.row);
        match mouse.act {
            MouseAct::WheelDown => self.act(Action::Down, None, shared),
            MouseAct::WheelUp => self.act(Action::Up, None, shared),
            MouseAct::Press => {
                let seen = self.seen(area.width);
                let Some((column, card)) = card_at(list, seen.len(), position) else {
                    return Handled::No;
                };
                let handled = self.go_to(seen.start + column, shared);
                if let Some(card) = card {
                    self.select_seen(card, cards_that_fit(list.height));
                }
                handled
            }
            MouseAct::Drag | MouseAct::Release => Handled::No,
        }
    }

    fn targets(&self) -> Vec<Target> {
        let held = self.held();
        if !held.is_empty() {
            return held.values().map(target::of_job).collect();
        }
        self.selected().map(target::of_job).into_iter().collect()
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
        draw::draw(self, buffer, area, shared);
        None
    }

    fn filter(&mut self, text: &str, shared: &Shared) -> Vec<Effect> {
        self.words = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
        self.stay_on_shown(room(shared));
        vec![Effect::Ask(self.query(shared))]
    }
}
