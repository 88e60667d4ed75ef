//! The clients: a list that is searched as it is typed, and the card of the selected one.

mod draw;
#[cfg(test)]
mod tests;

use app::view::{ClientCard, ClientLine, ClientList};
use domain::ClientId;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, Context};
use crate::ask::{Answer, Ask, Target};
use crate::effect::Effect;
use crate::event::{Mouse, MouseAct};
use crate::pane::detail::{self, client_page, target_in_client};
use crate::pane::marks::Marks;
use crate::pane::motion::{Motion, motion_of};
use crate::pane::page::Line;
use crate::pane::reading::Reading;
use crate::pane::split::{Split, area_of, divide};
use crate::pane::window::Window;
use crate::pane::{Handled, Pane, target};
use crate::shared::Shared;
use crate::widget::list::rows_that_fit;

/// From so many columns on, the card stands at the right.
const WIDE: u16 = 100;
/// The card takes at most so many lines below the list.
const TALLEST: u16 = 9;
/// Clients loaded around what is seen, or more on a tall screen.
const WINDOW: usize = 100;

/// The pane of the clients.
#[derive(Debug)]
pub struct Clients {
    list: Window<ClientId, ClientLine>,
    /// What is searched for; empty for all.
    text: String,
    /// Where the page asked for last begins: its answer does not say.
    asked: usize,
    marks: Marks<ClientId, Target>,
    card: Option<Box<ClientCard>>,
    /// Whether access notes of the selected client were asked for.
    access: bool,
    reading: Reading<detail::Row>,
    /// Whether the card has the keys.
    in_card: bool,
}

impl Default for Clients {
    fn default() -> Self {
        Clients::new()
    }
}

impl Clients {
    /// Makes the pane with nothing loaded.
    pub fn new() -> Self {
        Clients {
            list: Window::new(|line: &ClientLine| line.id),
            text: String::new(),
            asked: 0,
            marks: Marks::default(),
            card: None,
            access: false,
            reading: Reading::default(),
            in_card: false,
        }
    }

    /// Whether the card has the keys.
    pub fn is_in_card(&self) -> bool {
        self.in_card
    }

    /// The card, if it is that of the selected client.
    fn card(&self) -> Option<&ClientCard> {
        self.card.as_deref().filter(|card| Some(card.id) == self.list.selected)
    }

    fn listed(&self) -> Vec<(ClientId, Target)> {
        self.list.rows.iter().map(|line| (line.id, target::of_client(line))).collect()
    }

    fn query(&self, shared: &Shared) -> Ask {
        let limit = Window::<ClientId, ClientLine>::length(room(shared), WINDOW);
        Ask::Clients { text: self.text.clone(), limit, offset: self.asked }
    }

    /// What is needed for what is seen: other rows, and the card of the selected.
    fn needs(&mut self, shared: &Shared) -> Vec<Ask> {
        let room = room(shared);
        let length = Window::<ClientId, ClientLine>::length(room, WINDOW);
        let mut needs = Vec::new();
        let wanted = self.list.wanted_start(room, length);
        if !self.list.is_loaded || wanted != self.asked {
            self.asked = wanted;
            needs.push(self.query(shared));
        }
        let lacks = self.card().is_none();
        needs.extend(self.list.selected.filter(|_| lacks).map(|id| Ask::Client(id, self.access)));
        needs
    }

    fn take_list(&mut self, found: &ClientList, shared: &Shared) {
        let total = usize::try_from(found.total).unwrap_or(usize::MAX);
        let before = self.list.selected;
        self.list.take(self.asked, total, found.clients.clone(), room(shared));
        let listed = self.listed();
        self.marks.refresh(listed.iter().map(|(id, target)| (*id, target)));
        if self.list.selected != before {
            self.leave_card();
        }
    }

    /// Forgets what belonged to the client that was selected before.
    fn leave_card(&mut self) {
        self.access = false;
        self.in_card = false;
        self.reading = Reading::default();
    }

    fn go(&mut self, motion: Motion, shared: &Shared) -> Handled {
        if self.in_card {
            let (lines, room) = self.card_lines(shared);
            self.reading.go(motion, &lines, room);
            return Handled::quietly();
        }
        match motion.lead(Some(self.list.row), self.list.total) {
            Some(place) => self.select(place, shared),
            None => Handled::quietly(),
        }
    }

    fn select(&mut self, place: usize, shared: &Shared) -> Handled {
        let before = self.list.selected;
        self.list.select(place, room(shared));
        if self.list.selected != before {
            self.leave_card();
        }
        Handled::Yes(self.needs(shared).into_iter().map(Effect::Ask).collect())
    }

    fn card_lines(&self, shared: &Shared) -> (Vec<Line<detail::Row>>, usize) {
        let area = draw::card_area(parts(area_of(shared)));
        let page = self.card().map(|card| client_page(card, shared));
        let lines = page.map_or_else(Vec::new, |page| page.lay_out(area.width));
        (lines, usize::from(area.height))
    }

    fn mark(&mut self, action: Action, shared: &Shared) -> Handled {
        let listed = self.listed();
        match action {
            Action::MarkAll => {
                self.marks.toggle_all(&listed);
                if listed.len() < self.list.total {
                    let said = format!("marked the {} at hand of {} clients", listed.len(), self.list.total);
                    return Handled::with(Effect::Say(said));
                }
            }
            Action::MarkRange => self.marks.toggle_range(&listed, self.list.selected),
            // The only other mark is that of the selected.
            _ => {
                if let Some((id, target)) = listed.into_iter().find(|(id, _)| Some(*id) == self.list.selected)
                {
                    self.marks.toggle(id, target);
                }
                return self.go(Motion::By(1), shared);
            }
        }
        Handled::quietly()
    }

    fn toggle_access(&mut self) -> Handled {
        let Some(id) = self.list.selected else {
            return Handled::quietly();
        };
        self.access = !self.access;
        if self.access {
            return Handled::with(Effect::Ask(Ask::Client(id, true)));
        }
        if let Some(card) = &mut self.card {
            detail::hide_access(card);
        }
        Handled::quietly()
    }

    fn open(&self) -> Handled {
        let row = self.reading.selected.filter(|_| self.in_card);
        let target = match self.card() {
            Some(card) => Some(target_in_client(card, row)),
            None => self.list.selected_row().map(target::of_client),
        };
        let opened = target.and_then(|target| target.opens());
        opened.map_or_else(Handled::quietly, |opened| Handled::with(Effect::Open(opened)))
    }
}

/// How many clients are seen.
fn room(shared: &Shared) -> usize {
    let list = parts(area_of(shared)).list;
    rows_that_fit(list.height, draw::headings(list.width, false))
}

fn parts(area: Rect) -> Split {
    divide(area, WIDE, TALLEST)
}

impl Pane for Clients {
    fn context(&self) -> Context {
        Context::Clients
    }

    fn wants(&self, shared: &Shared) -> Vec<Ask> {
        let card = self.list.selected.map(|id| Ask::Client(id, self.access));
        std::iter::once(self.query(shared)).chain(card).collect()
    }

    fn accept(&mut self, answer: &Answer, shared: &Shared) {
        if let Answer::Clients(found) = answer {
            self.take_list(found, shared);
        }
        if let Answer::Client(card) = answer
            && Some(card.id) == self.list.selected
        {
            let mut card = card.clone();
            if !self.access {
                detail::hide_access(&mut card);
            }
            self.card = Some(card);
            let (lines, room) = self.card_lines(shared);
            self.reading.settle(&lines, room);
        }
        if let Answer::Done(outcome) = answer {
            self.marks.retain(|id| !outcome.touches(id));
        }
    }

    fn follow_up(&mut self, shared: &Shared) -> Vec<Ask> {
        self.needs(shared)
    }

    fn act(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        let searched = !self.text.is_empty();
        let action = match action {
            Action::NextMatch if searched => Action::Down,
            Action::PreviousMatch if searched => Action::Up,
            action => action,
        };
        let seen = if self.in_card { self.card_lines(shared).1 } else { room(shared) };
        if let Some(motion) = motion_of(action, count, seen) {
            return self.go(motion, shared);
        }
        match action {
            Action::NextPane if self.card().is_some() && !parts(area_of(shared)).details.is_empty() => {
                self.in_card = !self.in_card;
                Handled::quietly()
            }
            Action::Right if !self.in_card => self.act(Action::NextPane, None, shared),
            Action::NextPane | Action::Right => Handled::quietly(),
            Action::Left => {
                self.in_card = false;
                Handled::quietly()
            }
            Action::Back if self.in_card => {
                self.in_card = false;
                Handled::quietly()
            }
            Action::Back if self.marks.clear() => Handled::quietly(),
            Action::Open => self.open(),
            Action::Access => self.toggle_access(),
            Action::Mark | Action::MarkRange | Action::MarkAll => self.mark(action, shared),
            // Every other action is the loop's, on the targets.
            _ => Handled::No,
        }
    }

    fn point(&mut self, mouse: Mouse, area: Rect, shared: &Shared) -> Handled {
        let split = parts(area);
        let position = Position::new(mouse.column, mouse.row);
        let in_card = split.details.contains(position);
        match mouse.act {
            MouseAct::WheelDown | MouseAct::WheelUp => {
                self.in_card = in_card && self.card().is_some();
                self.go(Motion::By(if mouse.act == MouseAct::WheelDown { 1 } else { -1 }), shared)
            }
            MouseAct::Press if in_card => {
                self.in_card = self.card().is_some();
                Handled::quietly()
            }
            MouseAct::Press if split.list.contains(position) => {
                let was_in_card = std::mem::take(&mut self.in_card);
                let titled = split.list.height - u16::try_from(room(shared)).unwrap_or(split.list.height);
                let place = usize::from(mouse.row - split.list.y).checked_sub(usize::from(titled));
                match place.map(|place| self.list.top + place).filter(|place| *place < self.list.total) {
                    // What is selected already is opened.
                    Some(place) if place == self.list.row && !was_in_card => self.open(),
                    Some(place) => self.select(place, shared),
                    None => Handled::quietly(),
                }
            }
            MouseAct::Press | MouseAct::Drag | MouseAct::Release => Handled::No,
        }
    }

    fn targets(&self) -> Vec<Target> {
        if let Some(card) = self.card().filter(|_| self.in_card) {
            return vec![target_in_client(card, self.reading.selected)];
        }
        let held = self.marks.held(|| self.listed(), self.list.selected);
        if !held.is_empty() {
            return held.into_values().collect();
        }
        self.list.selected_row().map(target::of_client).into_iter().collect()
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
        draw::draw(self, buffer, area, shared);
        None
    }

    fn filter(&mut self, shared: &Shared) -> Vec<Effect> {
        self.text = shared.filter.text();
        self.marks.narrow(self.text.is_empty());
        self.asked = 0;
        self.list.row = 0;
        self.list.top = 0;
        self.list.selected = None;
        self.leave_card();
        vec![Effect::Ask(self.query(shared))]
    }

    fn remember(&self) -> serde_json::Value {
        serde_json::json!({ "client": self.list.selected.map(|id| id.0), "row": self.list.row })
    }

    fn restore(&mut self, kept: &serde_json::Value, _shared: &Shared) {
        // By its place, near which its page is loaded; then by its id.
        let row = kept["row"].as_u64().and_then(|row| usize::try_from(row).ok()).unwrap_or(0);
        (self.list.row, self.list.top) = (row, row);
        self.asked = row.saturating_sub(WINDOW / 2);
        self.list.selected = kept["client"].as_u64().map(ClientId);
    }
}
