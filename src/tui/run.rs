//! The loop: wait for events, update the state, do what follows, draw once.

use std::io;
use std::time::{Duration, Instant};

use app::{App, Clock};
use domain::EntityRef;
use ratatui::layout::Size;

use crate::ask::Reply;
use crate::draw;
use crate::editor;
use crate::event::{Event, Pace, Source};
use crate::keymap::Keymap;
use crate::session::Kept;
use crate::shared::Shared;
use crate::terminal::{self, Screen};
use crate::theme::Theme;
use crate::ui::{Deed, Ui};
use crate::worker::Worker;

/// So long a frame waits for answers that are on their way: that of one picture of a screen, so nobody sees it.
const PATIENCE: Duration = Duration::from_millis(16);

/// How the screen is to look and behave.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the present moment comes from.
    pub clock: Clock,
    /// The bindings.
    pub keymap: Keymap,
    /// Colours and glyphs.
    pub theme: Theme,
    /// Whether the mouse is ours at the start.
    pub mouse: bool,
    /// The folder in which the session and drafts outlive the program, made private when first written to;
    /// none keeps nothing.
    pub state: Option<std::path::PathBuf>,
    /// Filters of the configuration.
    pub filters: app::SavedFilters,
    /// Whether the store is thrown away at the end.
    pub is_demo: bool,
    /// Whether it begins with an import.
    pub begins_with_import: bool,
}

/// How the screen ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Quit,
    /// This signal ended it; the process is to die of it.
    Signal(i32),
}

/// Shows the desk until the person leaves. The terminal is given back whole, however it ends.
pub fn run(app: App, options: Options) -> io::Result<Ended> {
    let business = app.business().map_err(io::Error::other)?;
    let now = app::view::local(options.clock.now(), business.zone);
    let actor = app.actor().to_owned();
    let store = app.store().path().map(std::path::Path::to_owned);
    let mut screen = Screen::take(options.mouse)?;
    let (columns, rows) = crossterm::terminal::size()?;
    let size = Size::new(columns, rows);
    let definitions = app.definitions().clone();
    let shared = Shared {
        now,
        business,
        size,
        keymap: options.keymap,
        theme: options.theme,
        filter: app::Filter::default(),
        definitions,
        draft: None,
    };
    let pace = if options.clock == Clock::System { Pace::Minute } else { Pace::Never };
    let mut source: Source<Reply> = Source::new(pace);
    terminal::listen(source.post())?;
    let mut worker = Worker::start(app, source.post(), !options.is_demo)?;
    source.read_terminal()?;
    screen.ask_ground(&shared.theme)?;
    let mut ui = Ui::new(shared, options.clock, actor, options.is_demo);
    if options.begins_with_import {
        ui.start_import();
    }
    let kept = Kept::begin(&mut ui, &source, options.state, options.filters, store.as_deref())?;
    let first = ui.refresh();
    let mut ended = perform(&mut ui, &mut screen, &mut worker, &kept, first)?;
    let mut view = ui.view();
    let mut is_first = true;
    while ended.is_none() {
        // What a key asks for comes at once as a rule: then one frame shows both. The first of all shows the view
        // as soon as that is there, and what belongs to its selection after it.
        let until = Instant::now() + PATIENCE;
        while ended.is_none()
            && if is_first { worker.has_answered_none() } else { worker.is_at_work() }
            && let Some(left) = until.checked_duration_since(Instant::now())
        {
            ended = take_batch(&mut ui, &mut screen, &mut worker, &kept, source.next(Some(left)))?;
        }
        is_first = is_first && worker.has_answered_none();
        if ui.view() != view {
            view = ui.view();
            kept.remember(&ui);
        }
        // A terminal that was resized while it was lent or stopped may not have said so.
        let (columns, rows) = crossterm::terminal::size()?;
        if ended.is_none() && ui.shared.size != Size::new(columns, rows) {
            let deeds = ui.update(Event::Resize(columns, rows));
            ended = perform(&mut ui, &mut screen, &mut worker, &kept, deeds)?;
        }
        if ended.is_none() {
            screen.draw(|buffer| {
                crate::mishap::at("drawing", &ui.shared.business.name);
                draw::frame(&ui, buffer)
            })?;
            ended = take_batch(&mut ui, &mut screen, &mut worker, &kept, source.next(None))?;
        }
    }
    kept.finish(&ui);
    drop(screen);
    terminal::give_back();
    Ok(ended.unwrap_or(Ended::Quit))
}

fn take_batch(
    ui: &mut Ui,
    screen: &mut Screen,
    worker: &mut Worker,
    kept: &Kept,
    batch: Vec<Event<Reply>>,
) -> io::Result<Option<Ended>> {
    for event in batch {
        if let Event::Reply(reply) = &event {
            worker.note_answer(reply.sequence);
        }
        let deeds = ui.update(event);
        if let Some(ended) = perform(ui, screen, worker, kept, deeds)? {
            return Ok(Some(ended));
        }
    }
    Ok(None)
}

/// Does what follows from an event; answers how the screen ended, if it did.
fn perform(
    ui: &mut Ui,
    screen: &mut Screen,
    worker: &mut Worker,
    kept: &Kept,
    deeds: Vec<Deed>,
) -> io::Result<Option<Ended>> {
    let mut queue = std::collections::VecDeque::from(deeds);
    while let Some(deed) = queue.pop_front() {
        match deed {
            Deed::Ask(ask) => {
                let sequence = worker.ask(ask.clone());
                ui.asked(&ask, sequence);
            }
            Deed::Copy(text) => {
                screen.copy(&domain::visible(&text))?;
                ui.say(format!("Copied {text}"));
            }
            Deed::EditNote(about, label) => queue.extend(write_note(ui, screen, about, &label)?),
            Deed::KeepDraft(change) => kept.keep_draft(change),
            Deed::KeepFilters(change) => kept.keep_filters(ui, &change),
            Deed::ToggleMouse => {
                let on = !screen.mouse();
                screen.set_mouse(on)?;
                ui.say(if on {
                    "The mouse is truckroll's; Shift selects text"
                } else {
                    "The mouse is the terminal's"
                });
            }
            Deed::Redraw => screen.redraw(),
            Deed::Suspend => {
                if !screen.suspend()? {
                    ui.fail("no shell could bring truckroll back, so it is not suspended");
                }
            }
            Deed::Resume => screen.resume()?,
            Deed::Quit => return Ok(Some(Ended::Quit)),
            Deed::Die(signal) => return Ok(Some(Ended::Signal(signal))),
            Deed::Lost(why) => return Err(io::Error::other(why)),
        }
    }
    Ok(None)
}

/// Lends the terminal to the editor for a note; without an editor a line is asked for.
fn write_note(ui: &mut Ui, screen: &mut Screen, about: Vec<EntityRef>, label: &str) -> io::Result<Vec<Deed>> {
    let Some(editor) = editor::find() else {
        ui.ask_note_line(about, label);
        return Ok(Vec::new());
    };
    match screen.lend(|| editor::write(&editor, label))? {
        Ok(Some(text)) => Ok(ui.note(&about, &text)),
        Ok(None) => {
            ui.say("Nothing was written");
            Ok(Vec::new())
        }
        Err(error) => {
            ui.fail(format!("{editor} did not work: {error}"));
            Ok(Vec::new())
        }
    }
}
