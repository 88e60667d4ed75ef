//! Scripted keys over a real store in memory: what a dispatcher does, and what the screen says to it.

use app::{App, Clock, usual_business};
use domain::{
    Client, Command, Crew, Currency, EntityKind, Job, JobId, Moment, NewClient, NewJob, Placement, Record,
    Site, Skill, Slot, Span, Stage, Technician, TechnicianId, Tz, VisitState,
};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::*;
use crate::draw;
use crate::key::Sequence;
use crate::keymap::Keymap;
use crate::theme::{Glyphs, Palette, Theme};
use crate::worker;

mod added;
mod alone;
mod drafts;
mod forms;
mod fresh;
mod importing;
mod lateness;
mod looks;
mod walking;

/// A screen without a terminal: keys in, deeds done at once on a store in memory.
struct Script {
    ui: Ui,
    app: App,
    sequence: u64,
    other: Vec<Deed>,
}

fn now() -> Moment {
    "2026-11-24T11:20:00Z".parse().unwrap()
}

fn slot(start: &str, minutes: u32) -> Slot {
    let start: Moment = format!("2026-11-{start}:00Z").parse().unwrap();
    Slot::of_span(Span::of_minutes(start, minutes).unwrap(), Tz::Europe__London)
}

/// Two technicians, two clients, three jobs: one for Dana at 13:00, one for Ravi at 14:00, one in the tray.
fn sample_store() -> App {
    let business = usual_business("Kerr & Co", Tz::Europe__London, Currency::new("GBP").unwrap());
    let hours = business.hours.clone();
    let mut app = App::in_memory(business, Clock::Fixed(now()), "mia").unwrap();
    for (name, skill) in [("Dana Price", "gas"), ("Ravi Shah", "electrical")] {
        let skills = vec![Skill { name: skill.to_owned(), level: 2 }];
        let technician =
            Technician { name: name.to_owned(), skills, hours: hours.clone(), ..Technician::default() };
        app.run(Command::Add(Record::Technician(technician))).unwrap();
    }
    for name in ["Jones", "J. Patel"] {
        let mut site = Site::default();
        site.address.street = format!("40 {name} Avenue");
        site.access_notes = "key safe 4711".to_owned();
        let client = Client { name: name.to_owned(), ..Client::default() };
        app.run(Command::AddClient(Box::new(NewClient { client, contacts: vec![], sites: vec![site] })))
            .unwrap();
    }
    let jobs = [
        (1, "Tap drip", Some(slot("24T13:00", 60)), Some(1)),
        (2, "Consumer unit", Some(slot("24T14:00", 120)), Some(2)),
        (1, "No heat", None, None),
    ];
    for (client, title, slot, technician) in jobs {
        let mut job = Job::new(domain::ClientId(client), title, now());
        job.site = Some(domain::SiteId(client));
        let placement = Placement { slot, crew: technician.map(|id| Crew::of(TechnicianId(id))) };
        app.run(Command::AddJob(Box::new(NewJob { job, placements: vec![placement] }))).unwrap();
    }
    app
}

impl Script {
    /// A screen over [`sample_store`].
    fn begin(columns: u16, rows: u16) -> Self {
        Script::over(sample_store(), columns, rows)
    }

    /// A screen over a store as it is.
    fn over(app: App, columns: u16, rows: u16) -> Self {
        let business = app.business().unwrap();
        let shared = Shared {
            filter: app::Filter::default(),
            now: app::view::local(now(), business.zone),
            business,
            size: Size::new(columns, rows),
            keymap: Keymap::default(),
            theme: Theme::new(Palette::Plain, Glyphs::FULL),
            definitions: std::sync::Arc::default(),
            draft: None,
        };
        let mut script = Script {
            ui: Ui::new(shared, Clock::Fixed(now()), "mia", false),
            app,
            sequence: 0,
            other: vec![],
        };
        let first = script.ui.refresh();
        script.perform(first);
        script
    }

    fn perform(&mut self, deeds: Vec<Deed>) {
        for deed in deeds {
            let Deed::Ask(ask) = deed else {
                self.other.push(deed);
                continue;
            };
            self.sequence += 1;
            let sequence = self.sequence;
            self.ui.asked(&ask, sequence);
            let answer = worker::answer(&mut self.app, &ask).unwrap_or_else(|error| worker::failed(&error));
            let next = self.ui.update(Event::Reply(Reply { sequence, ask, answer }));
            self.perform(next);
        }
    }

    /// Presses keys by name, separated by blanks.
    fn press(&mut self, keys: &str) -> &mut Self {
        let sequence: Sequence = keys.parse().unwrap();
        for chord in sequence.chords() {
            let deeds = self.ui.update(Event::Key(*chord));
            self.perform(deeds);
        }
        self
    }

    /// Types a text into the line in front.
    fn say(&mut self, text: &str) -> &mut Self {
        let deeds = self.ui.update(Event::Paste(text.to_owned()));
        self.perform(deeds);
        self
    }

    fn screen(&self) -> String {
        let size = self.ui.shared.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        draw::frame(&self.ui, &mut buffer);
        let row =
            |y| (0..size.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..size.height).map(row).collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "“{text}” is not on the screen:\n{screen}");
        self
    }

    #[track_caller]
    fn sees_no(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "“{text}” is on the screen:\n{screen}");
        self
    }

    fn stage(&self, job: u64) -> Stage {
        self.app.job_card(JobId(job)).unwrap().line.stage
    }
}

#[test]
fn every_view_fits_every_size() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        let mut script = Script::begin(columns, rows);
        for (key, view) in
            [("1", "today"), ("2", "calendar"), ("3", "board"), ("4", "clients"), ("Enter", "client")]
        {
            script.press(key);
            insta::assert_snapshot!(format!("{view}_{columns}x{rows}"), script.screen());
        }
    }
}

#[test]
fn too_small_a_screen_says_so_and_does_nothing_unseen() {
    let mut script = Script::begin(39, 12);
    script.sees("too small").press(". x").press("z");
    assert_eq!(script.app.last_operation().unwrap(), 8);
    script.press("q");
    assert_eq!(script.other, [Deed::Quit]);
}

#[test]
fn a_job_goes_from_capture_to_closed_and_all_the_way_back() {
    let mut script = Script::begin(80, 24);
    let before = script.app.last_operation().unwrap();
    script.press("3 c").say("boiler no heat, Jones @dana 11:20 for 1h !urgent").sees("Client Jones");
    script.press("Enter").sees("Added J-4");
    assert_eq!(script.stage(4), Stage::Scheduled);
    script.sees("J-4");
    for (keys, said) in [(". c", "Confirmed"), (". d", "Dispatched"), (". r", "En route"), (". s", "On site")]
    {
        script.press(keys).sees(said).press("3");
        go_to(&mut script, 4);
    }
    script.press(". f Enter").sees("completed");
    go_to(&mut script, 4);
    script.press(". w").say("Replaced the valve :: 1 valve").press("Enter").sees("Completed");
    go_to(&mut script, 4);
    script.press(". x").sees("verify it first");
    script.press(". v Enter").sees("Verified");
    go_to(&mut script, 4);
    script.press(". x").sees("invoice");
    script.press(". i Down Down Enter").sees("paid");
    go_to(&mut script, 4);
    script.press(". x").sees("Closed");
    assert_eq!(script.stage(4), Stage::Closed);
    let done = script.app.last_operation().unwrap() - before;
    for _ in 0..done {
        script.press("z").sees("Undone");
    }
    assert!(script.app.job_card(JobId(4)).is_err());
    for _ in 0..done {
        script.press("Z").sees("Redone");
    }
    assert_eq!(script.stage(4), Stage::Closed);
}

/// Goes to a job on the board, whatever its column.
fn go_to(script: &mut Script, job: u64) {
    script.press("0 9 h");
    for _ in 0..Stage::ALL.len() {
        let on_it =
            |script: &Script| script.ui.targets().iter().any(|t| t.job.is_some_and(|(id, _)| id.0 == job));
        script.press("g g");
        for _ in 0..5 {
            if on_it(script) {
                return;
            }
            script.press("j");
        }
        script.press("l");
    }
    panic!("J-{job} is not on the board:\n{}", script.screen());
}

#[test]
fn a_clash_warns_asks_for_a_reason_and_keeps_it() {
    let mut script = Script::begin(120, 40);
    script.press("2 s").say("14:30").sees("= Tue 24 Nov 14:30–15:30").press("Enter");
    let visits = |script: &Script| script.app.job_card(JobId(1)).unwrap().visits;
    assert_eq!(visits(&script)[0].start.unwrap().format("%H:%M").to_string(), "14:30");
    script.press("a").sees("clashes with V-2").say("ravi").press("Enter").sees("A reason");
    script.press("Enter").sees("type something");
    script.say("Jones insists").press("Enter").sees("Assigned");
    let card = script.app.job_card(JobId(1)).unwrap();
    assert_eq!(card.overrides[0].reason, "Jones insists");
    assert_eq!(card.overrides[0].rule, "clash");
}

#[test]
fn leaving_a_dialog_changes_nothing() {
    let mut script = Script::begin(80, 24);
    let before = script.app.last_operation().unwrap();
    for keys in ["a", "s", "c", "X", ". f", ". w", ". h", ".", ":", "?", "/", "m"] {
        script.press("2").press(keys).press("Esc");
    }
    assert_eq!(script.app.last_operation().unwrap(), before);
    assert!(script.ui.dialogs().is_empty());
}

#[test]
fn a_captured_line_survives_being_left() {
    let mut script = Script::begin(80, 24);
    script.press("c").say("tap drips, Jones").press("Esc").press("c").sees("> tap drips, Jones");
    script.press("Enter").sees("Added J-4").press("c").sees_no("> tap drips");
}

#[test]
fn what_changed_meanwhile_is_named() {
    let mut script = Script::begin(80, 24);
    script.press("2 a");
    let visit = script.ui.targets()[0].visit.unwrap().0;
    script.app.run(Command::Confirm(visit, now())).unwrap();
    script.say("ravi").press("Enter").sees("has changed since you saw it").sees("state");
    assert_eq!(script.app.job_card(JobId(1)).unwrap().visits[0].state, VisitState::Confirmed);
}

#[test]
fn a_new_client_and_technician_come_from_a_line() {
    let mut script = Script::begin(80, 24);
    script
        .press("4 c")
        .say("Kerr, 14 Elm St, Leeds, 07700 900123, kerr@example.com")
        .press("Enter")
        .sees("Added client");
    let client = script.app.resolve(EntityKind::Client, "Kerr").unwrap();
    let card = script.app.client_card(domain::ClientId(client.id), false).unwrap();
    assert_eq!(card.client.phones[0].number, "07700 900123");
    assert_eq!(card.sites[0].card.address, "14 Elm St, Leeds");
    script.press(". t").say("Mei Lin #gas:3 #drains").press("Enter").sees("Added technician");
}

#[test]
fn every_action_of_the_table_does_something_where_it_says() {
    let mut idle: Vec<String> = Vec::new();
    let operations = sample_store().last_operation().unwrap();
    for view in ["1", "2", "3", "4", "3 Enter"] {
        let mut script = Script::begin(80, 24);
        script.press(view);
        for entry in crate::action::within(script.ui.context()) {
            // A store that was not written to is as good as a new one, and a new one costs more than the rest.
            let is_as_new = script.app.last_operation().unwrap() == operations;
            script = Script::over(if is_as_new { script.app } else { sample_store() }, 80, 24);
            script.press(view);
            let deeds = script.ui.act(entry.action, None);
            script.perform(deeds);
            if script.screen().contains("does nothing here") {
                idle.push(format!("{view}: {}", entry.id));
            }
        }
    }
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn every_mend_names_an_action_that_exists() {
    for mend in domain::MendAction::ALL {
        assert!(crate::action::Action::of_id(mend.id()).is_some(), "{} is no action", mend.id());
    }
}

#[test]
fn visits_scheduled_together_keep_their_own_lengths() {
    let mut script = Script::begin(80, 24);
    let mut job = Job::new(domain::ClientId(1), "Bathroom", now());
    job.duration_minutes = Some(180);
    script
        .app
        .run(Command::AddJob(Box::new(NewJob { job, placements: vec![Placement::default()] })))
        .unwrap();
    script.press("2 Tab Space Space s").sees("and 1 more");
    script.say("thu 9am").press("Enter").sees("Scheduled");
    let minutes = |job| script.app.job_card(JobId(job)).unwrap().visits[0].minutes;
    assert_eq!((minutes(3), minutes(4)), (60, 180));
}

#[test]
fn what_is_named_is_what_is_cancelled() {
    let mut script = Script::begin(80, 24);
    script.press("3 l").sees("J-1 Tap drip");
    script.press("X").say("client moved out").press("Enter").sees("Cancelled J-1");
}

#[test]
fn a_pin_is_put_in_and_lifted_by_the_same_key() {
    let mut script = Script::begin(80, 24);
    script.press("2 . n").sees("Pinned V-1");
    script.press(". n").sees("npinned V-1");
}

#[test]
fn a_long_line_hides_neither_its_problems_nor_the_screen() {
    let mut script = Script::begin(80, 24);
    script.press("2 c").say(&"x".repeat(3000)).sees("name the client").sees("Tray");
}

#[test]
fn many_findings_are_counted_where_they_do_not_fit() {
    let mut script = Script::begin(80, 12);
    for _ in 0..12 {
        let job = Job::new(domain::ClientId(1), "Again", now());
        let placement = Placement { slot: None, crew: Some(Crew::of(TechnicianId(1))) };
        script.app.run(Command::AddJob(Box::new(NewJob { job, placements: vec![placement] }))).unwrap();
    }
    script.press("2 Tab Ctrl-a s").say("wed 9am").press("Enter").sees("A reason").sees(" more");
}

#[test]
fn marks_of_the_board_end_with_what_they_were_for() {
    let mut script = Script::begin(80, 24);
    script.press("3 v j s").say("fri 9am").press("Enter").sees("Scheduled").sees_no("marked");
    script.press("z").sees("Undone").sees_no("marked");
}

mod merging;
mod narrowing;
mod ranking;
mod reading;
mod several;
