//! One job or client, opened: everything about it on a page, with the rows that actions can be about.

mod client_page;
mod draft_page;
mod history_page;
mod job_page;
mod log_page;
mod subject;
#[cfg(test)]
mod tests;

use app::view::{ClientCard, JobCard, LogView, TimelineView};
use domain::{ClientId, ContactId, EquipmentId, JobId, SiteId, VisitId};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, Context};
use crate::ask::{Answer, Ask, Opened, Target};
use crate::effect::Effect;
use crate::event::{Mouse, MouseAct};
use crate::pane::motion::motion_of;
use crate::pane::page::{Line, Page, draw_page};
use crate::pane::reading::Reading;
use crate::pane::split::{area_of, below};
use crate::pane::{Handled, Pane};
use crate::shared::Shared;
use crate::text::fill;
use crate::theme::Role;
use crate::widget::line;

pub(super) use client_page::{client_page, status as client_status, status_role as client_status_role};
pub(super) use subject::target_in_client;

/// Lines are not made longer than this: longer ones are hard to read.
const LONGEST: u16 = 112;
/// A history shows so many operations.
const OPERATIONS: usize = 200;
/// The title and the line under it stay on top.
const HEAD: u16 = 2;

/// What a row of the page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// A visit of the job, or one of the client's last ones.
    Visit(VisitId),
    /// A job of the client.
    Job(JobId),
    /// A site of the client.
    Site(SiteId),
    /// A person at the client.
    Contact(ContactId),
    /// Equipment at a site of the client.
    Equipment(EquipmentId),
    /// An operation of a history or of the log.
    Operation(i64),
}

/// What was loaded.
#[derive(Debug)]
enum Card {
    Nothing,
    Job(Box<JobCard>),
    Client(Box<ClientCard>),
    History(Box<TimelineView>),
    Log(LogView),
    DraftDiff(Box<app::DraftDiff>),
}

/// The pane of one job or client.
#[derive(Debug)]
pub struct Detail {
    opened: Opened,
    card: Card,
    /// Whether access notes were asked for.
    access: bool,
    /// The access notes of the job's site, once they came.
    access_notes: Option<String>,
    reading: Reading<Row>,
}

impl Detail {
    /// Opens something; nothing is loaded yet.
    pub fn new(opened: Opened) -> Self {
        Detail { opened, card: Card::Nothing, access: false, access_notes: None, reading: Reading::default() }
    }

    /// What it is about.
    pub fn opened(&self) -> Opened {
        self.opened
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        match &self.card {
            Card::Nothing => Page::default(),
            Card::Job(card) => {
                let notes = self.access_notes.as_deref().filter(|_| self.access);
                job_page::job_page(card, self.access, notes, shared)
            }
            Card::Client(card) => client_page(card, shared),
            Card::History(view) => history_page::history_page(view, shared),
            Card::Log(view) => log_page::log_page(view, shared),
            Card::DraftDiff(diff) => draft_page::draft_page(diff, shared),
        }
    }

    fn lines(&self, width: u16, shared: &Shared) -> Vec<Line<Row>> {
        self.page(shared).lay_out(width.min(LONGEST))
    }

    /// The title, and the line under it with its role.
    fn head(&self, shared: &Shared) -> (String, String, Role) {
        match &self.card {
            Card::Nothing => {
                let id = match self.opened {
                    Opened::Job(id) => id.to_string(),
                    Opened::Client(id) => id.to_string(),
                    Opened::History(id) => format!("History of {id}"),
                    Opened::Log => "Log".to_owned(),
                    Opened::DraftDiff(id) => format!("Draft {id}"),
                };
                (id, "loading".to_owned(), Role::Dim)
            }
            Card::Job(card) => {
                let (status, role) = job_page::status(card, shared);
                (format!("{} {}, {}", card.line.id, card.line.title, card.line.client.name), status, role)
            }
            Card::Client(card) => {
                (format!("{} {}", card.id, card.client.name), client_status(card), client_status_role(card))
            }
            Card::History(view) => {
                (format!("History of {}", view.label), history_page::status(view, shared), Role::Dim)
            }
            Card::Log(view) => ("Log".to_owned(), log_page::status(view, shared), Role::Dim),
            Card::DraftDiff(diff) => {
                let (status, role) = draft_page::status(diff, shared);
                (format!("Differences of draft {}", diff.draft.name), status, role)
            }
        }
    }

    fn settle(&mut self, shared: &Shared) {
        let area = below(area_of(shared), HEAD);
        let lines = self.lines(area.width, shared);
        self.reading.settle(&lines, usize::from(area.height));
    }

    fn client(&self) -> Option<ClientId> {
        match (&self.card, self.opened) {
            (_, Opened::Client(id)) => Some(id),
            (Card::Job(card), Opened::Job(_)) => Some(card.line.client.id),
            (
                Card::Nothing | Card::Client(_) | Card::History(_) | Card::Log(_) | Card::DraftDiff(_),
                Opened::Job(_),
            )
            | (_, Opened::History(_) | Opened::Log | Opened::DraftDiff(_)) => None,
        }
    }

    fn toggle_access(&mut self, shared: &Shared) -> Handled {
        self.access = !self.access;
        if !self.access {
            self.access_notes = None;
            if let Card::Client(card) = &mut self.card {
                hide_access(card);
            }
            self.settle(shared);
            return Handled::quietly();
        }
        self.client().map_or_else(Handled::quietly, |id| Handled::with(Effect::Ask(Ask::Client(id, true))))
    }

    fn take_client(&mut self, card: &ClientCard) {
        match self.opened {
            Opened::Client(id) if id == card.id => {
                let mut card = card.clone();
                if !self.access {
                    hide_access(&mut card);
                }
                self.card = Card::Client(Box::new(card));
            }
            Opened::Job(_) if self.access && self.client() == Some(card.id) => {
                let Card::Job(job) = &self.card else { return };
                let site = job.place.as_ref().map(|place| place.id);
                let own = card.sites.iter().find(|own| Some(own.card.id) == site);
                self.access_notes = own.and_then(|own| own.card.access_notes.clone());
            }
            Opened::Client(_) | Opened::Job(_) | Opened::History(_) | Opened::Log | Opened::DraftDiff(_) => {}
        }
    }

    /// Opens what the selected operation of the log was about.
    fn open_operation(&self) -> Handled {
        let about = match (&self.card, self.reading.selected) {
            (Card::Log(view), Some(Row::Operation(operation))) => log_page::about(view, operation),
            _ => None,
        };
        about.map_or_else(Handled::quietly, |opened| Handled::with(Effect::Open(opened)))
    }

    /// Asks what taking the selected operation back would do.
    /// Whether it is a history or the log.
    pub fn lists_operations(&self) -> bool {
        matches!(self.card, Card::History(_) | Card::Log(_))
    }

    fn undo_selected(&self) -> Handled {
        Handled::with(match (self.reading.selected, &self.card) {
            (Some(Row::Operation(operation)), _) => Effect::Ask(Ask::UndoView(operation)),
            (_, Card::History(_) | Card::Log(_)) => {
                Effect::Refuse("select the operation first: j and k".to_owned())
            }
            (_, Card::Nothing | Card::Job(_) | Card::Client(_) | Card::DraftDiff(_)) => {
                Effect::Act(Action::GoHistory)
            }
        })
    }
}

/// Forgets the access notes of a card.
pub(super) fn hide_access(card: &mut ClientCard) {
    card.sites.iter_mut().for_each(|site| site.card.access_notes = None);
}

impl Pane for Detail {
    fn context(&self) -> Context {
        Context::Detail
    }

    fn wants(&self, _shared: &Shared) -> Vec<Ask> {
        match self.opened {
            Opened::Client(id) => vec![Ask::Client(id, self.access)],
            Opened::History(id) => vec![Ask::Timeline(id, OPERATIONS)],
            Opened::Log => vec![Ask::Log],
            Opened::DraftDiff(id) => vec![Ask::DraftDiff(id)],
            Opened::Job(id) => {
                let access = self.client().filter(|_| self.access).map(|client| Ask::Client(client, true));
                std::iter::once(Ask::Job(id)).chain(access).collect()
            }
        }
    }

    fn accept(&mut self, answer: &Answer, shared: &Shared) {
        if let Answer::Job(card) = answer
            && self.opened == Opened::Job(card.line.id)
        {
            self.card = Card::Job(card.clone());
        }
        if let Answer::Client(card) = answer {
            self.take_client(card);
        }
        if let Answer::Timeline(view) = answer
            && self.opened == Opened::History(view.entity)
        {
            self.card = Card::History(view.clone());
        }
        if let Answer::Log(view) = answer
            && self.opened == Opened::Log
        {
            self.card = Card::Log(view.clone());
        }
        if let Answer::DraftDiff(diff) = answer
            && self.opened == Opened::DraftDiff(diff.draft.id)
        {
            self.card = Card::DraftDiff(diff.clone());
        }
        self.settle(shared);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shared: &Shared) -> Handled {
        let area = below(area_of(shared), HEAD);
        let room = usize::from(area.height);
        if let Some(motion) = motion_of(action, count, room) {
            let lines = self.lines(area.width, shared);
            self.reading.go(motion, &lines, room);
            return Handled::quietly();
        }
        match action {
            Action::NextPane => {
                let lines = self.lines(area.width, shared);
                self.reading.go_to_next_section(&lines, room);
                Handled::quietly()
            }
            // There is nothing to the left or right.
            Action::Left | Action::Right => Handled::quietly(),
            Action::Access => self.toggle_access(shared),
            Action::UndoThis => self.undo_selected(),
            Action::Open if matches!(self.card, Card::History(_)) => self.undo_selected(),
            Action::Open if matches!(self.card, Card::Log(_)) => self.open_operation(),
            Action::Open => {
                let target = self.reading.selected.and_then(|_| self.targets().into_iter().next());
                let opened = target.and_then(|target| target.opens()).filter(|opened| *opened != self.opened);
                opened.map_or_else(Handled::quietly, |opened| Handled::with(Effect::Open(opened)))
            }
            // Every other action is the loop's, on the target.
            _ => Handled::No,
        }
    }

    fn point(&mut self, mouse: Mouse, area: Rect, shared: &Shared) -> Handled {
        match mouse.act {
            MouseAct::WheelDown => self.act(Action::Down, None, shared),
            MouseAct::WheelUp => self.act(Action::Up, None, shared),
            MouseAct::Press => {
                let body = below(area, HEAD);
                if !body.contains(Position::new(mouse.column, mouse.row)) {
                    return Handled::No;
                }
                let lines = self.lines(body.width, shared);
                let top = self.reading.top_for(&lines, usize::from(body.height));
                let pointed = lines.get(top + usize::from(mouse.row - body.y));
                if let Some(row) = pointed.and_then(|line| line.key) {
                    self.reading.selected = Some(row);
                    self.reading.settle(&lines, usize::from(body.height));
                }
                Handled::quietly()
            }
            MouseAct::Drag | MouseAct::Release => Handled::No,
        }
    }

    fn targets(&self) -> Vec<Target> {
        match &self.card {
            Card::Nothing | Card::Log(_) => Vec::new(),
            Card::Job(card) => vec![subject::target_in_job(card, self.reading.selected)],
            Card::Client(card) => vec![target_in_client(card, self.reading.selected)],
            Card::History(view) => vec![subject::target_of_history(view)],
            Card::DraftDiff(diff) => {
                subject::target_in_diff(diff, self.reading.selected).into_iter().collect()
            }
        }
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
        let theme = &shared.theme;
        let (title, status, role) = self.head(shared);
        let lit = self.reading.selected.is_none();
        let ellipsis = theme.glyphs.ellipsis;
        fill(buffer, line(area, 0), &format!(" {title}"), theme.style_if(Role::Header, lit), ellipsis);
        fill(buffer, line(area, 1), &format!(" {status}"), theme.style(role), ellipsis);
        let body = below(area, HEAD);
        let lines = self.lines(body.width, shared);
        let top = self.reading.top_for(&lines, usize::from(body.height));
        draw_page(buffer, body, &lines, top, self.reading.selected, theme);
        None
    }
}
