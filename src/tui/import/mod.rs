//! Bringing a file in, step by step on the screen: what it holds, which file, what its columns mean, a dry run
//! that changes nothing, and only then the import, as one operation. Esc goes a step back everywhere.

mod asked;
mod columns;
mod draw;
mod findings;
mod path;
mod running;
#[cfg(test)]
mod tests;
mod work;

use app::import::{ImportKind, ImportOptions, ImportPreview, ImportReport};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, Context};
use crate::dialog::scroll_of;
use crate::key::{Chord, Key};
use crate::shared::Shared;
use crate::text::capitalised;
use crate::widget::line_edit::LineEdit;
use crate::widget::menu::{Choice, Menu};
use crate::widget::scroll::step;

pub use asked::{Answered, Asked, Completion, ImportFile, Stop};
use columns::{ColumnsStep, Over, rows_of};
use findings::ReportStep;
use running::Running;
pub(crate) use work::answer;

/// What follows from a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Follows {
    /// Nothing but what is drawn.
    Nothing,
    /// Something is asked of the worker.
    Ask(Asked),
    /// The import is left.
    Leave,
}

/// The import as far as it has come.
#[derive(Debug, Clone)]
pub struct Import {
    step: Step,
    /// What was chosen for the file to hold.
    kind: ImportKind,
    /// The path as it was typed.
    path: LineEdit,
    file: Option<ImportFile>,
    /// What the person said beside the file itself.
    options: ImportOptions,
    /// How the file would be understood, as of the last change.
    preview: Option<Box<ImportPreview>>,
}

/// Where the import stands.
#[derive(Debug, Clone)]
enum Step {
    Kind(Menu),
    File(FileStep),
    Columns(ColumnsStep),
    Running(Running),
    Report(ReportStep),
}

/// The path being typed.
#[derive(Debug, Clone, Default)]
struct FileStep {
    found: Completion,
    message: Option<String>,
    /// Whether Tab waits for names.
    is_completing: bool,
    is_reading: bool,
}

impl Default for Import {
    fn default() -> Self {
        Import::new()
    }
}

impl Import {
    /// Begins with the choice of what the file holds.
    pub fn new() -> Self {
        Import {
            step: Step::Kind(kind_menu()),
            kind: ImportKind::Clients,
            path: LineEdit::default(),
            file: None,
            options: ImportOptions::default(),
            preview: None,
        }
    }

    /// Which keys hold.
    pub fn context(&self) -> Context {
        match &self.step {
            Step::Kind(_) => Context::Menu,
            Step::File(_) => Context::Line,
            Step::Columns(columns) => columns.context(),
            Step::Running(_) => Context::ImportRunning,
            Step::Report(report) if report.can_go() => Context::ImportReport,
            Step::Report(report) if report.can_skip() => Context::ImportRejected,
            Step::Report(_) => Context::ImportDone,
        }
    }

    /// Takes an action; `rows` is how many lines the screen has.
    pub fn act(&mut self, action: Action, rows: u16) -> Follows {
        if action == Action::Leave {
            return self.back();
        }
        match &mut self.step {
            Step::Kind(menu) => match action {
                Action::Choose => match menu.selected() {
                    Some(row) => {
                        self.kind = ImportKind::ALL[row];
                        self.begin_file()
                    }
                    None => Follows::Nothing,
                },
                other => step_in_menu(menu, other),
            },
            Step::File(_) => match action {
                Action::Submit => self.read_file(),
                Action::CompleteLine => self.complete(),
                _ => Follows::Nothing,
            },
            Step::Columns(_) => self.act_on_columns(action, rows),
            Step::Running(_) => Follows::Nothing,
            Step::Report(report) => match action {
                Action::ImportGo if report.can_go() => self.bring(false),
                Action::ImportSkip if report.can_skip() => {
                    // What is left is tried first: it may be less than it seems.
                    self.options.skip_bad = true;
                    self.bring(true)
                }
                Action::ImportAnother => {
                    *self = Import { path: self.path.clone(), ..Import::new() };
                    Follows::Nothing
                }
                other => {
                    report.row = row_after(other, report.row, report.findings.len(), rows);
                    Follows::Nothing
                }
            },
        }
    }

    /// Takes a key that is bound to nothing: it is typed.
    pub fn press(&mut self, chord: Chord) -> Follows {
        match &mut self.step {
            Step::Kind(menu) => {
                menu.press(chord);
                Follows::Nothing
            }
            Step::File(_) if chord == Chord::plain(Key::Tab) => self.complete(),
            Step::File(_) => {
                let before = self.path.text().to_owned();
                self.path.press(chord);
                if self.path.text() == before { Follows::Nothing } else { self.path_typed() }
            }
            Step::Columns(columns) => {
                columns.press(chord);
                Follows::Nothing
            }
            Step::Running(_) | Step::Report(_) => Follows::Nothing,
        }
    }

    /// Takes pasted text where text is typed.
    pub fn paste(&mut self, text: &str) -> Follows {
        match &mut self.step {
            Step::Kind(menu) => menu.paste(text),
            Step::File(_) => {
                // A file dropped on a terminal comes in quotes.
                self.path.paste(text.trim().trim_matches(['\'', '"']));
                return self.path_typed();
            }
            Step::Columns(columns) => columns.paste(text),
            Step::Running(_) | Step::Report(_) => {}
        }
        Follows::Nothing
    }

    /// Takes what the worker answers; what belongs to a step that was left is dropped.
    pub fn accept(&mut self, answered: Answered) {
        match (answered, &mut self.step) {
            (Answered::Completed(found), Step::File(step)) if found.typed == self.path.text() => {
                step.found = found;
                if std::mem::take(&mut step.is_completing) {
                    self.take_completion();
                }
            }
            (Answered::Seen(file, preview), Step::File(step))
                if step.is_reading && preview.kind == self.kind =>
            {
                self.file = Some(file);
                self.show_columns(preview);
            }
            (Answered::Seen(_, preview), Step::Columns(columns)) => {
                columns.take(&preview);
                self.preview = Some(preview);
            }
            (Answered::Unreadable(why), Step::File(step)) => {
                step.message = Some(why);
                step.is_reading = false;
            }
            (Answered::Unreadable(why), Step::Columns(columns)) => columns.fail(why),
            (Answered::Step(step), Step::Running(running)) => running.tell(step),
            (Answered::Reported(report), Step::Running(_)) => {
                self.step = Step::Report(ReportStep::new(*report));
            }
            (Answered::Stopped, Step::Running(_)) => self.back_to_columns(),
            (_, _) => {}
        }
    }

    /// It could not be done; nothing was changed.
    pub fn fail(&mut self, why: &str) {
        if matches!(self.step, Step::Running(_)) {
            self.back_to_columns();
        }
        match &mut self.step {
            Step::File(step) => {
                step.is_reading = false;
                step.message = Some(why.to_owned());
            }
            Step::Columns(columns) => columns.fail(why.to_owned()),
            Step::Kind(_) | Step::Running(_) | Step::Report(_) => {}
        }
    }

    /// What was brought in, once it was.
    pub fn done(&self) -> Option<&ImportReport> {
        match &self.step {
            Step::Report(report) if report.is_done() => Some(report.report()),
            Step::Report(_) | Step::Kind(_) | Step::File(_) | Step::Columns(_) | Step::Running(_) => None,
        }
    }

    /// Draws it over the whole area; answers where the cursor is.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, shared: &Shared) -> Option<Position> {
        draw::draw(self, buffer, area, shared)
    }

    /// A step back; from the first one the import is left.
    fn back(&mut self) -> Follows {
        match &mut self.step {
            Step::Kind(_) => return Follows::Leave,
            Step::File(_) => self.step = Step::Kind(kind_menu()),
            Step::Columns(columns) => {
                if !columns.close() {
                    return self.begin_file();
                }
            }
            // The step is left when the worker says that it has stopped.
            Step::Running(running) => running.stop(),
            Step::Report(report) if report.is_done() => return Follows::Leave,
            Step::Report(_) => self.back_to_columns(),
        }
        Follows::Nothing
    }

    fn begin_file(&mut self) -> Follows {
        self.step = Step::File(FileStep::default());
        self.path_typed()
    }

    fn path_typed(&mut self) -> Follows {
        if let Step::File(step) = &mut self.step {
            step.message = None;
            step.is_completing = false;
        }
        Follows::Ask(Asked::Complete(self.path.text().to_owned()))
    }

    /// Tab: the path goes on as far as all names agree, now or when they are known.
    fn complete(&mut self) -> Follows {
        let Step::File(step) = &mut self.step else { return Follows::Nothing };
        if step.found.typed != self.path.text() {
            step.is_completing = true;
            return Follows::Ask(Asked::Complete(self.path.text().to_owned()));
        }
        self.take_completion()
    }

    fn take_completion(&mut self) -> Follows {
        let Step::File(step) = &mut self.step else { return Follows::Nothing };
        if step.found.agreed.is_empty() || step.found.agreed == self.path.text() {
            return Follows::Nothing;
        }
        self.path = LineEdit::of(&step.found.agreed);
        self.path_typed()
    }

    fn read_file(&mut self) -> Follows {
        let Step::File(step) = &mut self.step else { return Follows::Nothing };
        let path = self.path.text().trim().to_owned();
        if path.is_empty() {
            step.message = Some("type the path of a file, or Tab to see what is here".to_owned());
            return Follows::Nothing;
        }
        step.is_reading = true;
        step.message = None;
        Follows::Ask(Asked::Read { kind: self.kind, path })
    }

    /// The first look at a file: what was said of another one counts no more.
    fn show_columns(&mut self, preview: Box<ImportPreview>) {
        let file_name = self.file.as_ref().map(|file| file.name.clone());
        if self.options.file_name != file_name
            || self.preview.as_ref().is_some_and(|p| p.kind != preview.kind)
        {
            self.options = ImportOptions { file_name, ..ImportOptions::default() };
        }
        self.step = Step::Columns(ColumnsStep::new(&preview));
        self.preview = Some(preview);
    }

    fn back_to_columns(&mut self) {
        match &self.preview {
            Some(preview) => self.step = Step::Columns(ColumnsStep::new(preview)),
            None => self.step = Step::File(FileStep::default()),
        }
    }

    fn act_on_columns(&mut self, action: Action, rows: u16) -> Follows {
        let (Step::Columns(columns), Some(preview)) = (&mut self.step, &self.preview) else {
            return Follows::Nothing;
        };
        match action {
            Action::ImportTry => {
                if let Some(why) = ColumnsStep::problem(preview) {
                    columns.fail(why);
                    return Follows::Nothing;
                }
                self.options.skip_bad = false;
                self.bring(true)
            }
            Action::Choose | Action::Submit => {
                if columns.answer(preview, &mut self.options) {
                    self.look_again()
                } else {
                    Follows::Nothing
                }
            }
            Action::ImportChange => {
                columns.change(preview, &self.options);
                Follows::Nothing
            }
            other => {
                match columns.over_mut() {
                    Some(Over::Field(menu, _) | Over::Dates(menu)) => return step_in_menu(menu, other),
                    Some(Over::Client(_) | Over::Source(_)) | None => {
                        columns.row = row_after(other, columns.row, rows_of(preview).len(), rows);
                    }
                }
                Follows::Nothing
            }
        }
    }

    fn look_again(&mut self) -> Follows {
        match &self.file {
            Some(file) => Follows::Ask(Asked::Look(file.clone(), self.kind, Box::new(self.options.clone()))),
            None => Follows::Nothing,
        }
    }

    fn bring(&mut self, dry_run: bool) -> Follows {
        let Some(file) = self.file.clone() else { return Follows::Nothing };
        let options = ImportOptions { dry_run, ..self.options.clone() };
        let running = Running::new(dry_run);
        let stop = running.stop.clone();
        self.step = Step::Running(running);
        Follows::Ask(Asked::Bring(file, self.kind, Box::new(options), stop))
    }
}

/// The row that an action leads to from one of so many, on a screen of so many lines.
fn row_after(action: Action, row: usize, total: usize, lines: u16) -> usize {
    let by = scroll_of(action, isize::try_from(lines / 2).unwrap_or(1)).unwrap_or(0);
    step(Some(row), by, total).unwrap_or_default()
}

fn step_in_menu(menu: &mut Menu, action: Action) -> Follows {
    match action {
        Action::NextChoice => menu.go(1),
        Action::PreviousChoice => menu.go(-1),
        Action::ChoicesDown => menu.go(5),
        Action::ChoicesUp => menu.go(-5),
        // Every other action is no way through a menu.
        _ => {}
    }
    Follows::Nothing
}

fn kind_menu() -> Menu {
    let choice = |kind: &ImportKind| Choice {
        label: capitalised(kind.word()),
        reasons: what_it_holds(*kind).to_owned(),
        ..Choice::default()
    };
    Menu::new("Import: what does the file hold?", ImportKind::ALL.iter().map(choice).collect())
}

fn what_it_holds(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Clients => "people and firms with their contacts and sites: CSV or vCard",
        ImportKind::Jobs => "work agreed or done, for clients that are here or in the file",
        ImportKind::Technicians => "who does the work, with skills and home bases",
        ImportKind::Services => "the price book: scope, duration, price",
        ImportKind::Equipment => "what is installed at sites: make, model, serial, warranty",
        ImportKind::Visits => "trips for jobs, of truckroll's own export only",
    }
}
