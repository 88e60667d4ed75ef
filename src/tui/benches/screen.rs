//! What a key costs beside the store: the state that follows, the frame, and the bytes that make one frame of another.

use app::{App, Clock, Filter};
use domain::{Moment, Tz};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use truckroll_tui::event::Event;
use truckroll_tui::key::Sequence;
use truckroll_tui::keymap::Keymap;
use truckroll_tui::shared::Shared;
use truckroll_tui::terminal::write_changes;
use truckroll_tui::theme::{Glyphs, Palette, Theme};
use truckroll_tui::ui::{Deed, Ui};
use truckroll_tui::{ask, draw};

/// The keys that lead to each view, in the order of the tabs.
const VIEWS: [(&str, &str); 6] =
    [("today", "1"), ("day", "g d"), ("week", "g w"), ("month", "g m"), ("board", "3"), ("clients", "4")];
const WHOLE: Rect = Rect { x: 0, y: 0, width: 200, height: 60 };

fn main() {
    divan::main();
}

/// A screen without a terminal, on the demo firm in memory.
struct Desk {
    app: App,
    ui: Ui,
}

impl Desk {
    fn begin() -> Self {
        let now: Moment = "2026-11-24T11:20:00Z".parse().expect("a fixed moment");
        let (zone, clock) = (Tz::Europe__London, Clock::Fixed(now));
        let app = App::demo(None, zone, 7, clock, "bench").expect("the demo firm");
        let shared = Shared {
            now: app::view::local(now, zone),
            business: app.business().expect("the demo firm"),
            size: Size::new(WHOLE.width, WHOLE.height),
            keymap: Keymap::default(),
            theme: Theme::new(Palette::Dark, Glyphs::FULL),
            filter: Filter::default(),
            definitions: std::sync::Arc::default(),
            draft: None,
        };
        let mut desk = Desk { app, ui: Ui::new(shared, clock, "bench", false) };
        let first = desk.ui.refresh();
        desk.perform(first);
        desk
    }

    /// A screen at a view, everything loaded.
    fn at(view: &str) -> Self {
        let mut desk = Desk::begin();
        let (_, keys) = VIEWS.into_iter().find(|(name, _)| *name == view).expect("one of the views");
        desk.press(keys);
        desk
    }

    fn press(&mut self, keys: &str) {
        let sequence: Sequence = keys.parse().expect("keys");
        for chord in sequence.chords() {
            let deeds = self.ui.update(Event::Key(*chord));
            self.perform(deeds);
        }
    }

    fn perform(&mut self, deeds: Vec<Deed>) {
        for deed in deeds {
            if let Deed::Ask(ask) = deed {
                self.ui.asked(&ask, 0);
                let answer = truckroll_tui::answer(&mut self.app, &ask).expect("an answer");
                let next = self.ui.update(Event::Reply(ask::Reply { sequence: 0, ask, answer }));
                self.perform(next);
            }
        }
    }

    fn frame(&self) -> Buffer {
        let mut buffer = Buffer::empty(WHOLE);
        draw::frame(&self.ui, &mut buffer);
        buffer
    }
}

/// A frame alone, into memory that is used again as the screen does.
#[divan::bench(args = VIEWS.map(|(name, _)| name))]
fn frame(bencher: divan::Bencher<'_, '_>, view: &str) {
    let desk = Desk::at(view);
    let mut buffer = Buffer::empty(WHOLE);
    bencher.bench_local(|| {
        buffer.reset();
        draw::frame(&desk.ui, &mut buffer)
    });
}

/// From the frame of today to that of a view; the counter is bytes.
#[divan::bench(args = VIEWS.map(|(name, _)| name))]
fn bytes_of_a_switch(bencher: divan::Bencher<'_, '_>, view: &str) {
    let (before, after) = (Desk::at("today").frame(), Desk::at(view).frame());
    write(bencher, &before, &after);
}

/// From one frame to the next after the cursor went down by one; the counter is bytes.
#[divan::bench(args = VIEWS.map(|(name, _)| name))]
fn bytes_of_a_key(bencher: divan::Bencher<'_, '_>, view: &str) {
    let mut desk = Desk::at(view);
    let before = desk.frame();
    desk.press("j");
    write(bencher, &before, &desk.frame());
}

fn write(bencher: divan::Bencher<'_, '_>, before: &Buffer, after: &Buffer) {
    let mut bytes = Vec::new();
    write_changes(before, after, &mut bytes);
    let count = divan::counter::BytesCount::new(bytes.len());
    bencher.counter(count).bench_local(|| {
        bytes.clear();
        write_changes(before, after, &mut bytes);
    });
}

/// A key that moves the cursor, with what it asks of a small store in memory.
#[divan::bench(args = VIEWS.map(|(name, _)| name))]
fn key(bencher: divan::Bencher<'_, '_>, view: &str) {
    let mut desk = Desk::at(view);
    let mut down = true;
    bencher.bench_local(|| {
        desk.press(if down { "j" } else { "k" });
        down = !down;
    });
}
