//! Dialogs: what has the keys to itself for a moment. Leaving one changes nothing.

mod parts;
mod submit;

use app::Request;
use domain::{DraftId, EntityRef, JobId, VisitId};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, Context};
use crate::ask::Target;
use crate::draft::DraftRow;
use crate::filter::FilterRow;
use crate::merge::Merge;
use crate::palette::Palette;
use crate::shared::Shared;
use crate::text::put;
use crate::theme::{Role, Theme};
use crate::widget::confirm::{self, Question};
use crate::widget::help;
use crate::widget::line_edit::{self, LineEdit};
use crate::widget::menu::{Choice, Menu};
use crate::widget::{line, popup};

pub use parts::read_parts;
pub use submit::{HOLDS, INVOICE, Submitted, choose, submit};

/// A text that is read back takes at most so many lines.
const READ_BACK_LINES: usize = 4;

/// What a line that is being typed is for.
#[derive(Debug, Clone, PartialEq)]
pub enum LineFor {
    /// A new job in one line.
    Capture,
    /// A new client in one line.
    NewClient,
    /// A new technician in one line.
    NewTechnician,
    /// The time of these visits.
    Schedule(Vec<Target>),
    /// The new time of visits under way.
    Reschedule(Vec<Target>),
    /// By how much these visits move.
    Shift(Vec<Target>),
    /// The tags that are put on these records or taken off them.
    Tag(Vec<EntityRef>),
    /// What the client was told.
    Promise(Vec<JobId>),
    /// The time of the visit being moved.
    MoveTime,
    /// The reason that overrides soft guards of a command.
    Override(Box<Request>),
    /// The reason that overrides what the rules find in a draft that is committed.
    OverrideCommit(DraftId),
    /// By how much somebody is late.
    Late(crate::ask::LateWho),
    /// The reason that overrides what the rules find in a repair of a lateness; whether it goes into a draft.
    OverrideLate(Box<app::LateRepair>, bool),
    /// The reason that overrides soft guards of a capture.
    OverrideCapture(String),
    /// Why visits or jobs are called off.
    Cancel(Vec<Target>),
    /// What was done, and the parts used.
    Complete(Vec<JobId>),
    /// What is left after partial visits.
    Left(Vec<VisitId>),
    /// Why the work could not be done.
    CannotComplete(Vec<VisitId>),
    /// By which check the jobs were verified.
    Check(Vec<JobId>),
    /// Why jobs are opened again.
    Reopen(Vec<JobId>),
    /// When to look again at jobs that are held for the reason of this place in the list.
    Hold(Vec<JobId>, usize),
    /// The answer to a line of a checklist.
    Answer(JobId, usize),
    /// A note on each of these.
    Note(Vec<EntityRef>),
    /// What views are narrowed to.
    Search,
    /// The name under which the filter in force is kept.
    FilterName,
}

impl LineFor {
    /// What becomes of the line when it is taken, in a word for the hint line.
    fn submits(&self) -> &'static str {
        match self {
            LineFor::Schedule(_) | LineFor::Reschedule(_) => "schedule",
            LineFor::Shift(_) => "move",
            LineFor::MoveTime => "show it there",
            LineFor::Override(_)
            | LineFor::OverrideCapture(_)
            | LineFor::OverrideCommit(_)
            | LineFor::OverrideLate(..) => "do it all the same",
            LineFor::Late(_) => "show what becomes of the day",
            LineFor::Cancel(_) => "cancel what is named",
            LineFor::Complete(_) => "complete",
            LineFor::Check(_) => "verify",
            LineFor::Reopen(_) => "reopen",
            LineFor::Hold(..) => "hold",
            LineFor::Search => "keep the filter",
            LineFor::Capture
            | LineFor::NewClient
            | LineFor::NewTechnician
            | LineFor::Tag(_)
            | LineFor::Promise(_)
            | LineFor::Left(_)
            | LineFor::CannotComplete(_)
            | LineFor::Answer(..)
            | LineFor::Note(_)
            | LineFor::FilterName => "save",
        }
    }
}

/// What a choice is for.
#[derive(Debug, Clone, PartialEq)]
pub enum MenuFor {
    /// Who goes on these visits: a technician for each row.
    Assign(Vec<Target>, Vec<domain::Crew>),
    /// Who goes on a visit and when, with what each row does.
    Slot(Box<Target>, Box<app::SlotList>, Vec<crate::ui::SlotRow>),
    /// How visits ended.
    Outcome(Vec<VisitId>),
    /// Which record's form opens.
    Records(Vec<crate::form::About>),
    /// Which pair of clients to look at.
    Duplicates(Vec<(domain::ClientId, domain::ClientId)>),
    /// Why jobs wait.
    HoldReason(Vec<JobId>),
    /// What becomes of the told window.
    Window(Box<Request>),
    /// Where the bill stands.
    Invoice(Vec<JobId>),
    /// On whose word jobs are verified.
    Verified(Vec<JobId>),
    /// Which line of the checklist.
    Checklist(JobId),
    /// What each row does with a draft.
    Draft(Vec<DraftRow>),
    /// What each row does to the filter.
    Filter(Vec<FilterRow>),
    /// Which label these jobs get under their stage; the row behind the last takes it off.
    Substatus(Vec<Target>, Vec<String>),
}

/// A dialog.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// A line being typed.
    Line {
        /// What for.
        purpose: LineFor,
        /// The question before it.
        prompt: String,
        /// The text.
        edit: LineEdit,
        /// What is read from it.
        read_back: Vec<String>,
        /// What is wrong with it.
        message: Option<String>,
    },
    /// Something to choose.
    Menu(MenuFor, Menu),
    /// Every action, day and record by name.
    Palette(Box<Palette>),
    /// A question, and what yes does.
    Confirm(Question, Box<Request>),
    /// A question, and the operation that yes takes back.
    UndoOne(Question, i64),
    /// A question, and the draft that yes throws away.
    Discard(Question, DraftId),
    /// A file being brought in.
    Import(Box<crate::import::Import>),
    /// A search for the best plan of a day.
    Optimise(Box<crate::optimise::Running>),
    /// A form that is being filled in.
    Form(Box<crate::form::Form>),
    /// Two clients side by side, to be made one.
    Merge(Merge),
    /// Somebody is late: the day, and what can be done.
    Late(crate::late::Late),
    /// Every key.
    Help {
        /// The first line seen.
        from: usize,
        /// What cannot be done now, and why not.
        barred: help::Barred,
    },
    /// A text to read, from this line on.
    Read {
        /// Its title.
        title: String,
        /// Its lines, wrapped when drawn.
        lines: Vec<(String, Role)>,
        /// The first line seen.
        from: usize,
    },
}

impl Dialog {
    /// An empty line.
    pub fn ask(purpose: LineFor, prompt: impl Into<String>) -> Self {
        Dialog::ask_about(purpose, prompt, Vec::new())
    }

    /// A line with lines of explanation below it.
    pub fn ask_about(purpose: LineFor, prompt: impl Into<String>, about: Vec<String>) -> Self {
        Dialog::Line {
            purpose,
            prompt: prompt.into(),
            edit: LineEdit::default(),
            read_back: about,
            message: None,
        }
    }

    /// Says under a line that explains nothing what it is about, as the question before it did.
    pub fn say_about(&mut self, label: &str) {
        if let Dialog::Line { read_back, .. } = self
            && read_back.is_empty()
            && !label.is_empty()
        {
            read_back.push(label.to_owned());
        }
    }

    /// A menu of a few plain rows, each with a letter.
    pub fn offer<'a>(
        purpose: MenuFor,
        title: impl Into<String>,
        rows: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let choice = |row: &str| Choice { label: row.to_owned(), ..Choice::default() };
        Dialog::Menu(purpose, Menu::lettered(title, rows.into_iter().map(choice).collect()))
    }

    /// Which keys hold in it.
    pub fn context(&self) -> Context {
        match self {
            Dialog::Line { .. } => Context::Line,
            Dialog::Menu(..) | Dialog::Palette(_) => Context::Menu,
            Dialog::Confirm(..) | Dialog::UndoOne(..) | Dialog::Discard(..) => Context::Confirm,
            Dialog::Import(import) => import.context(),
            Dialog::Optimise(_) => Context::ImportRunning,
            Dialog::Form(_) => Context::Form,
            Dialog::Merge(_) => Context::Compare,
            Dialog::Late(_) => Context::Late,
            Dialog::Help { .. } | Dialog::Read { .. } => Context::Help,
        }
    }

    /// What becomes of a line that is taken, in a word for the hint line; empty for other dialogs.
    pub fn submits(&self) -> &'static str {
        match self {
            Dialog::Line { purpose, .. } => purpose.submits(),
            Dialog::Import(_) => "read the file",
            Dialog::Menu(..)
            | Dialog::Palette(_)
            | Dialog::Confirm(..)
            | Dialog::UndoOne(..)
            | Dialog::Discard(..)
            | Dialog::Optimise(_)
            | Dialog::Form(_)
            | Dialog::Merge(_)
            | Dialog::Late(_)
            | Dialog::Help { .. }
            | Dialog::Read { .. } => "",
        }
    }

    /// Draws it over what is there; answers where the cursor is.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
        let theme = &shared.theme;
        match self {
            Dialog::Line { prompt, edit, read_back, message, .. } => {
                let width = area.width.saturating_sub(2).min(100);
                let inside = usize::from(width.saturating_sub(2));
                let read: Vec<Vec<String>> =
                    read_back.iter().map(|text| shortened(popup::wrap(text, inside), theme)).collect();
                let wrapped = counted(read, usize::from(area.height / 2));
                let message = message.as_ref().map(|text| popup::wrap(text, inside));
                let lines = wrapped.len() + message.as_ref().map_or(0, Vec::len);
                let height = u16::try_from(lines.max(1) + 3).unwrap_or(u16::MAX);
                let room = popup::draw(buffer, popup::centred(area, width, height), prompt, theme);
                let mut messages = message.unwrap_or_default().into_iter();
                let first = messages.next();
                let rest: Vec<String> = messages.chain(wrapped).collect();
                let shown =
                    line_edit::Shown { prompt: ">", edit, read_back: &rest, message: first.as_deref() };
                line_edit::draw(buffer, room, &shown, theme)
            }
            Dialog::Menu(_, menu) => menu.draw(buffer, area, theme),
            Dialog::Palette(palette) => palette.draw(buffer, area, theme),
            Dialog::Confirm(question, _) | Dialog::UndoOne(question, _) | Dialog::Discard(question, _) => {
                confirm::draw(buffer, area, question, theme);
                None
            }
            Dialog::Import(import) => import.draw(buffer, area, shared),
            Dialog::Optimise(running) => {
                running.draw(buffer, area, theme);
                None
            }
            Dialog::Form(form) => form.draw(buffer, area, theme),
            Dialog::Merge(merge) => {
                merge.draw(buffer, area, theme);
                None
            }
            Dialog::Late(late) => {
                late.draw(buffer, area, theme);
                None
            }
            Dialog::Help { from, barred } => {
                help::draw(buffer, area, &help::lines(&shared.keymap, barred, area.width), *from, theme);
                None
            }
            Dialog::Read { title, lines, from } => {
                draw_text(buffer, area, title, lines, *from, shared);
                None
            }
        }
    }

    /// How many lines a text or the help has on this screen.
    pub fn length(&self, shared: &Shared) -> usize {
        match self {
            Dialog::Merge(merge) => merge.length(shared),
            Dialog::Help { barred, .. } => help::lines(&shared.keymap, barred, shared.size.width).len(),
            Dialog::Read { lines, .. } => {
                let inside = usize::from(shared.size.width.saturating_sub(4));
                lines.iter().map(|(text, _)| popup::wrap(text, inside).len()).sum()
            }
            Dialog::Line { .. }
            | Dialog::Menu(..)
            | Dialog::Palette(_)
            | Dialog::Import(_)
            | Dialog::Optimise(_)
            | Dialog::Form(_)
            | Dialog::Late(_)
            | Dialog::UndoOne(..)
            | Dialog::Discard(..)
            | Dialog::Confirm(..) => 0,
        }
    }
}

/// How many lines on an action scrolls, or back if negative; none if it scrolls nothing. A page is so many lines.
pub fn scroll_of(action: Action, page: isize) -> Option<isize> {
    let page = page.max(1);
    match action {
        Action::ScrollDown => Some(1),
        Action::ScrollUp => Some(-1),
        Action::PageDown => Some(page),
        Action::PageUp => Some(-page),
        Action::HelpFirst => Some(isize::MIN),
        Action::HelpLast => Some(isize::MAX),
        // Every other action scrolls nothing.
        _ => None,
    }
}

/// The first lines of a text that was read back, so that a long one hides neither the rest nor the screen.
fn shortened(mut lines: Vec<String>, theme: &Theme) -> Vec<String> {
    if lines.len() > READ_BACK_LINES {
        lines.truncate(READ_BACK_LINES - 1);
        lines.push(theme.glyphs.ellipsis.to_owned());
    }
    lines
}

/// As many whole texts as there is room for, and how many are left out.
fn counted(texts: Vec<Vec<String>>, room: usize) -> Vec<String> {
    let total = texts.len();
    let mut lines: Vec<String> = Vec::new();
    for (place, text) in texts.into_iter().enumerate() {
        if place > 0 && lines.len() + text.len() > room {
            lines.push(format!("and {} more", total - place));
            break;
        }
        lines.extend(text);
    }
    lines
}

/// At the foot of the area and as high as the text needs: what it speaks of stays in sight above a short one.
fn draw_text(
    buffer: &mut Buffer,
    area: Rect,
    title: &str,
    lines: &[(String, Role)],
    from: usize,
    shared: &Shared,
) {
    let theme = &shared.theme;
    let inside = usize::from(area.width.saturating_sub(4));
    let wrapped: Vec<(String, Role)> = lines
        .iter()
        .flat_map(|(text, role)| popup::wrap(text, inside).into_iter().map(|piece| (piece, *role)))
        .collect();
    let height = u16::try_from(wrapped.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let at_the_foot = Rect { y: area.bottom() - height, height, ..area };
    let room = popup::draw(buffer, at_the_foot, title, theme);
    for (place, (text, role)) in wrapped.iter().skip(from).take(usize::from(room.height)).enumerate() {
        let row = line(room, place);
        let row = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
        put(buffer, row, text, theme.style(*role), theme.glyphs.ellipsis);
    }
}
