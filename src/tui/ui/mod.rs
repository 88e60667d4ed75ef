//! The state of the screen, and how events change it.

mod answers;
mod bulk;
mod completing;
mod copy;
mod draft;
mod filter;
mod form;
mod fresh;
mod history;
mod importing;
mod keys;
mod labelling;
mod lateness;
mod left;
mod merging;
mod optimising;
mod palette;
mod ranking;
mod reading;
mod session;
mod way_out;
mod work;

#[cfg(test)]
mod tests;

pub use ranking::{SLOTS, SlotRow, who_has_none};

use std::mem::{Discriminant, discriminant};

use app::{Clock, Request};
use domain::{Command, EntityRef};

use crate::action::{Action, Context, Situation};
use crate::ask::{Ask, Opened, Reply, Target};
use crate::dialog::Dialog;
use crate::event::{Event, Signal};
use crate::filter::{FilterChange, Filters};
use crate::keymap::Pending;
use crate::pane::Pane;
use crate::pane::board::Board;
use crate::pane::calendar::Calendar;
use crate::pane::clients::Clients;
use crate::pane::detail::Detail;
use crate::pane::today::Today;
use crate::shared::Shared;
use crate::widget::toast::Toast;

/// The views, in the order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// What needs attention now.
    Today,
    /// Lanes of a day.
    Calendar,
    /// Columns of stages.
    Board,
    /// Clients and their cards.
    Clients,
}

impl View {
    /// Every view with its tab.
    pub const TABS: [(View, &'static str); 4] =
        [(View::Today, "1Today"), (View::Calendar, "2Cal"), (View::Board, "3Board"), (View::Clients, "4Cli")];
}

/// What the loop has to do outside of the state.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there are a few, for the length of a key press")]
pub enum Deed {
    /// Ask the worker.
    Ask(Ask),
    /// Copy to the clipboard.
    Copy(String),
    /// Keep a draft, or forget it.
    KeepDraft(crate::form::Change),
    /// Write a note in the editor.
    EditNote(Vec<EntityRef>, String),
    /// Write the filters that are kept, as this text.
    KeepFilters(FilterChange),
    /// Give the mouse to the other.
    ToggleMouse,
    /// Draw everything again.
    Redraw,
    /// Suspend.
    Suspend,
    /// Take the terminal again after it was continued.
    Resume,
    /// Leave.
    Quit,
    /// End of this signal.
    Die(i32),
    /// The terminal is gone.
    Lost(String),
}

/// What the next list of candidates is for.
#[derive(Debug, Clone, PartialEq)]
enum Asking {
    /// To assign one of them to these visits.
    Assign(Vec<Target>),
    /// To show the rules.
    Why,
    /// For the best times, to take one for this.
    Slots(Box<Target>),
    /// A job's checklist, to answer it.
    Checklist,
    /// Which drafts there are, to go into one.
    Drafts,
    /// For the stage of a job, to label these under it.
    Substatus(Vec<crate::ask::Target>),
}

/// The state of the screen.
pub struct Ui {
    /// What every pane may know.
    pub shared: Shared,
    clock: Clock,
    /// Who is acting.
    actor: String,
    view: View,
    last_view: View,
    today: Today,
    calendar: Calendar,
    board: Board,
    clients: Clients,
    opened: Vec<Detail>,
    dialogs: Vec<Dialog>,
    /// What was typed and not saved, by the keys of the forms.
    drafts: crate::form::Drafts,
    /// What the record that is being loaded is for.
    opening: Option<form::Opening>,
    /// What was asked for to open or to narrow: keys wait until it is there.
    awaited: Option<Discriminant<Ask>>,
    /// Keys typed while that or a form is being loaded.
    ahead: Vec<crate::key::Chord>,
    /// What is suggested for the line that is being typed.
    line_offer: Option<completing::LineOffer>,
    /// What was typed into lines and left.
    left_lines: left::LeftLines,
    toast: Option<Toast>,
    /// The filters that are kept, and what they can name.
    filters: Filters,
    /// The actions chosen in the palette, the latest first.
    recent: Vec<Action>,
    pending: Pending,
    asking: Option<Asking>,
    /// What was asked last of each kind of load; older answers are dropped.
    latest: Vec<(Discriminant<Ask>, u64)>,
    /// What the panes need not load again.
    fresh: fresh::Fresh,
    /// Whether a write is under way, and since which ask.
    writing: usize,
    /// Whether this is a throw-away store.
    is_demo: bool,
    /// The draft that was open when the screen was left.
    left_draft: Option<domain::DraftId>,
}

impl Ui {
    /// The screen as it begins.
    pub fn new(shared: Shared, clock: Clock, actor: impl Into<String>, is_demo: bool) -> Self {
        let today = shared.today();
        Ui {
            shared,
            clock,
            actor: actor.into(),
            view: View::Today,
            last_view: View::Calendar,
            today: Today::new(),
            calendar: Calendar::new(today),
            board: Board::new(),
            clients: Clients::new(),
            opened: Vec::new(),
            dialogs: Vec::new(),
            drafts: crate::form::Drafts::new(),
            opening: None,
            awaited: None,
            ahead: Vec::new(),
            line_offer: None,
            left_lines: left::LeftLines::default(),
            toast: None,
            filters: Filters::default(),
            recent: Vec::new(),
            pending: Pending::default(),
            asking: None,
            latest: Vec::new(),
            fresh: fresh::Fresh::default(),
            writing: 0,
            is_demo,
            left_draft: None,
        }
    }

    /// Takes the drafts that an earlier run has kept.
    pub fn take_drafts(&mut self, drafts: crate::form::Drafts) {
        self.drafts = drafts;
    }

    /// Takes one event.
    pub fn update(&mut self, event: Event<Reply>) -> Vec<Deed> {
        match event {
            Event::Key(chord) => self.press(chord),
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.point(mouse),
            Event::Resize(columns, rows) => {
                self.shared.size = ratatui::layout::Size::new(columns, rows);
                self.follow_up()
            }
            Event::Tick => {
                self.set_now();
                self.refresh()
            }
            Event::Notice => {
                // What another process changed may be the business itself.
                let mut deeds = vec![Deed::Ask(Ask::Business)];
                deeds.extend(self.refresh());
                deeds
            }
            Event::Ground(is_light) => {
                self.shared.theme = self.shared.theme.grounded(is_light);
                Vec::new()
            }
            Event::Reply(reply) => self.take(reply),
            Event::Signal(Signal::Suspend) => vec![Deed::Suspend],
            Event::Signal(Signal::Continued) => vec![Deed::Resume],
            Event::Signal(Signal::End(signal)) => vec![Deed::Die(signal)],
            Event::Warning(text) => {
                self.fail(text);
                Vec::new()
            }
            Event::Broken(what) => vec![Deed::Lost(format!("{what} has ended"))],
            Event::InputLost(why) => vec![Deed::Lost(format!("the terminal is gone: {why}"))],
        }
    }

    /// Something has changed: everything that what is shown wants is loaded anew.
    pub fn refresh(&mut self) -> Vec<Deed> {
        self.fresh.forget();
        self.asks_of_draft().into_iter().chain(self.wanted()).map(Deed::Ask).collect()
    }

    /// What is wanted for what is shown.
    fn wanted(&self) -> Vec<Ask> {
        let view = self.pane().wants(&self.shared);
        let opened = self.opened.last().map_or_else(Vec::new, |detail| detail.wants(&self.shared));
        view.into_iter().chain(opened).collect()
    }

    /// What the pane in front needs beside what it wanted, now that an answer or another size came.
    fn follow_up(&mut self) -> Vec<Deed> {
        let (pane, shared) = self.front();
        pane.follow_up(shared).into_iter().map(Deed::Ask).collect()
    }

    /// Remembers the place in the order of asking.
    pub fn asked(&mut self, ask: &Ask, sequence: u64) {
        if !ask.is_load() {
            self.writing += 1;
            return;
        }
        let kind = discriminant(ask);
        self.latest.retain(|(other, _)| *other != kind);
        self.latest.push((kind, sequence));
    }

    /// What is under way, in a word; nothing mostly.
    pub fn busy(&self) -> &'static str {
        let looks_for_a_plan = self.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Optimise(_)));
        match self.writing > 0 {
            true if looks_for_a_plan => "planning",
            true => "saving",
            false => "",
        }
    }

    /// Says something that went wrong outside.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), undo: String::new(), failed: true });
    }

    /// Says what happened outside.
    pub fn say(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), undo: String::new(), failed: false });
    }

    /// The view whose tab is lit.
    pub fn view(&self) -> View {
        self.view
    }

    /// Whether this is a throw-away store.
    pub fn is_demo(&self) -> bool {
        self.is_demo
    }

    /// What is shown under the tabs.
    pub fn front_pane(&self) -> &dyn Pane {
        match self.opened.last() {
            Some(detail) => detail,
            None => self.pane(),
        }
    }

    /// What is said at the moment.
    pub fn toast(&self) -> Option<&Toast> {
        self.toast.as_ref()
    }

    /// The dialogs, the last one in front.
    pub fn dialogs(&self) -> &[Dialog] {
        &self.dialogs
    }

    /// The keys pressed of an unfinished sequence.
    pub fn pending(&self) -> &Pending {
        &self.pending
    }

    /// What the reasons of actions depend on now; `targets` are those of the pane in front.
    pub fn situation<'t>(&self, targets: &'t [Target]) -> Situation<'t> {
        Situation {
            has_form: self.line_has_form(),
            in_draft: self.shared.draft.is_some(),
            lists_operations: self.opened.last().is_some_and(crate::pane::detail::Detail::lists_operations),
            has_more: self.menu_has_more(),
            submits: self.dialogs.last().map_or("", Dialog::submits),
            ..Situation::of(self.context(), targets)
        }
    }

    fn set_now(&mut self) {
        self.shared.now = app::view::local(self.clock.now(), self.shared.business.zone);
    }

    /// Which keys hold now.
    fn context(&self) -> Context {
        match (self.dialogs.last(), self.opened.last()) {
            (Some(dialog), _) => dialog.context(),
            (None, Some(detail)) => detail.context(),
            (None, None) => self.pane().context(),
        }
    }

    /// The view that is shown.
    fn pane(&self) -> &dyn Pane {
        match self.view {
            View::Today => &self.today,
            View::Calendar => &self.calendar,
            View::Board => &self.board,
            View::Clients => &self.clients,
        }
    }

    /// What actions go to, and what it may know: the opened details, else the view.
    fn front(&mut self) -> (&mut dyn Pane, &Shared) {
        if self.opened.is_empty() {
            return self.pane_of(self.view);
        }
        let last = self.opened.len() - 1;
        (&mut self.opened[last], &self.shared)
    }

    fn pane_of(&mut self, view: View) -> (&mut dyn Pane, &Shared) {
        let pane: &mut dyn Pane = match view {
            View::Today => &mut self.today,
            View::Calendar => &mut self.calendar,
            View::Board => &mut self.board,
            View::Clients => &mut self.clients,
        };
        (pane, &self.shared)
    }

    fn targets(&self) -> Vec<Target> {
        self.opened.last().map_or_else(|| self.pane().targets(), Pane::targets)
    }

    fn open(&mut self, opened: Opened) -> Vec<Deed> {
        let detail = Detail::new(opened);
        let wants = detail.wants(&self.shared);
        self.opened.push(detail);
        let deeds = wants.into_iter().map(Deed::Ask).collect();
        self.await_load(deeds)
    }

    fn go(&mut self, view: View) -> Vec<Deed> {
        self.opened.clear();
        if view != self.view {
            self.last_view = self.view;
            self.view = view;
        }
        self.load_what_lacks()
    }
}

/// A command on targets as they were seen.
fn run(command: Command, targets: &[Target]) -> Vec<Deed> {
    let mut seen: Vec<(EntityRef, i64)> = Vec::new();
    for target in targets {
        let visit = target.visit.map(|(id, version)| (EntityRef::from(id), version));
        let job = target.job.map(|(id, version)| (EntityRef::from(id), version));
        // The record that the command is about: what else moved on does not matter to it.
        let about = if work::is_about_visit(&command) { visit.or(job) } else { job.or(visit) };
        // A version under 0 is a step of a draft.
        seen.extend(about.filter(|(_, version)| *version != 0));
    }
    vec![Deed::Ask(Ask::Run(Box::new(Request { command, seen, override_reason: None })))]
}
