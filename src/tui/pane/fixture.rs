//! A desk on a lively Tuesday for tests of panes: it is 24 November, 11:20 in London.

use app::{App, Clock, Request, usual_business};
use chrono::NaiveDate;
use domain::*;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Size;
use ratatui::style::Modifier;

use crate::action::Action;
use crate::ask::{Answer, Ask};
use crate::effect::Effect;
use crate::keymap::Keymap;
use crate::pane::split::area_of;
use crate::pane::{Handled, Pane};
use crate::shared::Shared;
use crate::theme::{Glyphs, Palette, Theme};

/// The sizes that the screen promises.
pub(super) const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];
/// Text from an import that nobody has looked at.
pub(super) const NAUGHTY: &str = "\u{1b}[31mRed\u{202e}txt.exe\u{7} 家山田商店 e\u{301}\u{301}";

pub(super) const KERR: ClientId = ClientId(1);
pub(super) const PATEL: ClientId = ClientId(2);
pub(super) const BOILER: JobId = JobId(1);

const ZONE: Tz = Tz::Europe__London;

/// A moment of November 2026 in London, such as `24 09:00`.
pub(super) fn at(text: &str) -> Moment {
    let local = chrono::NaiveDateTime::parse_from_str(&format!("2026-11-{text}"), "%Y-%m-%d %H:%M").unwrap();
    place_local(local, ZONE).moment()
}

/// The circumstances at a size.
pub(crate) fn shared(width: u16, height: u16) -> Shared {
    Shared {
        filter: app::Filter::default(),
        now: app::view::local(at("24 11:20"), ZONE),
        business: usual_business("Northside Heating", ZONE, Currency::new("GBP").unwrap()),
        size: Size::new(width, height),
        keymap: Keymap::default(),
        theme: Theme::new(Palette::Plain, Glyphs::ASCII),
        definitions: std::sync::Arc::default(),
        draft: None,
    }
}

/// A desk with nothing but its business.
pub(crate) fn empty_desk() -> App {
    let clock = Clock::Fixed(at("24 11:20"));
    App::in_memory(shared(80, 24).business, clock, "Mia").unwrap()
}

fn add(desk: &mut App, record: impl Into<Record>) {
    desk.run(Command::Add(record.into())).unwrap();
}

fn phone(number: &str, label: &str) -> Phone {
    Phone { number: number.into(), label: label.into() }
}

fn clients(desk: &mut App) {
    let tags = vec!["contract".to_owned()];
    let phones = vec![phone("07700 900123", "mobile"), phone("020 7946 0001", "home")];
    let preferences = "call before noon; the dog is loud but harmless".to_owned();
    add(desk, Client { name: "Kerr".into(), phones, preferences, tags, ..Client::default() });
    add(
        desk,
        Client { name: "J. Patel".into(), phones: vec![phone("07700 900456", "")], ..Client::default() },
    );
    add(desk, Client { name: NAUGHTY.into(), phones: vec![phone(NAUGHTY, NAUGHTY)], ..Client::default() });
    let contact = Contact {
        client: KERR,
        name: "Mrs Kerr".into(),
        role: "tenant".into(),
        phones: vec![phone("07700 900999", "")],
        opt_outs: vec![Channel::Text],
        ..Contact::default()
    };
    add(desk, contact);
    let places = [(KERR, "14 Elm St", "north"), (PATEL, "40 Park Ave", "south"), (ClientId(3), NAUGHTY, "")];
    for (client, street, zone) in places {
        let address = Address { street: street.into(), city: "London".into(), ..Address::default() };
        let site = Site { client, address, zone: zone.into(), ..Site::default() };
        let told = Site {
            access_notes: "gate 4711, key under the mat".into(),
            hazards: "low beam in the cellar".into(),
            parking: "behind the house".into(),
            ..site.clone()
        };
        add(desk, if client == KERR { told } else { site });
    }
    let boiler = Equipment {
        site: SiteId(1),
        name: "combi boiler".into(),
        make: "Vaillant".into(),
        model: "ecoTEC".into(),
        serial: "VX-0042".into(),
        warranty_until: NaiveDate::from_ymd_opt(2027, 3, 1),
        ..Equipment::default()
    };
    add(desk, boiler);
}

fn staff(desk: &mut App) {
    let hours = usual_business("", ZONE, Currency::new("GBP").unwrap()).hours;
    for (name, skill) in [("Dana", "gas"), ("Ravi", "electric"), ("Tomasz", "bath")] {
        let skills = vec![Skill { name: skill.into(), level: 3 }];
        add(desk, Technician { name: name.into(), skills, hours: hours.clone(), ..Technician::default() });
    }
    let item = |text: &str, required| ChecklistItem { text: text.into(), required };
    let service = Service {
        name: "Boiler repair".into(),
        duration_minutes: 120,
        crew_size: 1,
        skills: vec![Skill { name: "gas".into(), level: 1 }],
        checklist: vec![item("Flue tested", true), item("Photos taken", false)],
        ..Service::default()
    };
    add(desk, service);
}

fn slot(from: &str, minutes: u32) -> Option<Slot> {
    Some(Slot::of_span(Span::of_minutes(at(from), minutes)?, ZONE))
}

/// Books a job with one visit; its number is also that of the visit.
fn book(
    desk: &mut App,
    client: ClientId,
    title: &str,
    when: Option<Slot>,
    who: Option<u64>,
) -> (JobId, VisitId) {
    let mut job = Job::new(client, title, at("20 10:00"));
    job.site = Some(SiteId(client.0));
    let crew = who.map(|who| Crew::of(TechnicianId(who)));
    let new = NewJob { job, placements: vec![Placement { slot: when, crew }] };
    add_job(desk, new)
}

fn add_job(desk: &mut App, new: NewJob) -> (JobId, VisitId) {
    let request = Request::new(Command::AddJob(Box::new(new))).because("the day is full");
    let done = desk.execute(&request).unwrap();
    let job = done.first(EntityKind::Job).unwrap();
    let visit = done.first(EntityKind::Visit).unwrap();
    (JobId(job.id), VisitId(visit.id))
}

fn carry_out(desk: &mut App, visit: VisitId, from: &str, to: &str) {
    desk.run(Command::EnRoute(visit, at(from))).unwrap();
    desk.run(Command::Arrive(visit, at(to))).unwrap();
}

/// A desk on which something is wrong with most things.
pub(crate) fn desk() -> App {
    let mut desk = empty_desk();
    clients(&mut desk);
    staff(&mut desk);
    boiler(&mut desk);
    // On site and running over.
    let (_, leak) = book(&mut desk, PATEL, "Leak under the sink", slot("24 10:00", 60), Some(1));
    carry_out(&mut desk, leak, "24 09:50", "24 10:05");
    // Late, then two that clash.
    book(&mut desk, KERR, "Safety certificate", slot("24 08:30", 60), Some(2));
    book(&mut desk, PATEL, "Consumer unit", slot("24 13:00", 120), Some(2));
    book(&mut desk, ClientId(3), NAUGHTY, slot("24 14:00", 120), Some(2));
    let (_, shower) = book(&mut desk, PATEL, "Shower fit", slot("24 13:00", 135), Some(1));
    desk.run(Command::Confirm(shower, at("24 09:00"))).unwrap();
    // The tray.
    let mut urgent = Job::new(KERR, "No heat, infant in the house", at("24 11:00"));
    urgent.priority = Priority::Urgent;
    urgent.site = Some(SiteId(1));
    urgent.services = vec![ServiceId(1)];
    let (urgent, _) = add_job(&mut desk, NewJob { job: urgent, placements: Vec::new() });
    desk.run(Command::Promise(urgent, Term::By(at("24 17:00")))).unwrap();
    book(&mut desk, PATEL, "Tap drips", None, Some(3));
    finished(&mut desk);
    desk
}

/// Done at the first attempt, told by window, not yet declared complete.
fn boiler(desk: &mut App) {
    let mut job = Job::new(KERR, "Boiler no heat", at("20 10:00"));
    job.site = Some(SiteId(1));
    job.services = vec![ServiceId(1)];
    job.price = Some(Money { minor: 18_000, currency: Currency::new("GBP").unwrap() });
    let crew = Some(Crew { lead: TechnicianId(1), helpers: vec![TechnicianId(3)] });
    let placement = Placement { slot: slot("24 08:00", 120), crew };
    let (_, visit) = add_job(desk, NewJob { job, placements: vec![placement] });
    desk.run(Command::Confirm(visit, at("24 07:30"))).unwrap();
    carry_out(desk, visit, "24 07:40", "24 08:10");
    let left = "fan to be replaced when it comes".to_owned();
    desk.run(Command::Finish(visit, at("24 09:45"), Outcome::Partial { left })).unwrap();
    desk.run(Command::Answer(BOILER, 0, Some("23 ppm".into()))).unwrap();
    desk.run(Command::Note(BOILER.into(), "Fan ordered from the wholesaler, two days.".into())).unwrap();
}

/// One held, one completed, one cancelled.
fn finished(desk: &mut App) {
    let (waiting, _) = book(desk, KERR, "Radiator valves", None, None);
    let look_again = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let note = "valves on back order".to_owned();
    let hold =
        Command::Hold { job: waiting, reason: HoldReason::Parts, owner: "Mia".into(), look_again, note };
    desk.run(hold).unwrap();
    let (done, visit) = book(desk, KERR, "Annual service", slot("23 09:00", 60), Some(1));
    carry_out(desk, visit, "23 08:40", "23 09:05");
    desk.run(Command::Finish(visit, at("23 10:00"), Outcome::Completed)).unwrap();
    let outcome = "serviced, no faults".to_owned();
    let complete = Command::Complete { job: done, outcome, parts: Some(Vec::new()), at: at("23 10:05") };
    desk.run(complete).unwrap();
    let (gone, _) = book(desk, PATEL, "Gutter", None, None);
    desk.run(Command::CancelJob(gone, "sold the house".into(), "client".into())).unwrap();
}

/// Answers asks as the worker does, and whatever the pane asks after them.
pub(super) fn answer(pane: &mut dyn Pane, desk: &mut App, asks: Vec<Ask>, shared: &Shared) {
    let mut asks = asks;
    for _ in 0..10 {
        if asks.is_empty() {
            return;
        }
        for ask in std::mem::take(&mut asks) {
            let answer = crate::worker::answer(desk, &ask).unwrap();
            pane.accept(&answer, shared);
        }
        asks = pane.follow_up(shared);
    }
    panic!("the pane never stops asking: {asks:?}");
}

/// Loads everything that a pane wants.
pub(super) fn load(pane: &mut dyn Pane, desk: &mut App, shared: &Shared) {
    let wants = pane.wants(shared);
    answer(pane, desk, wants, shared);
}

/// Does an action as the loop does: asks are answered, commands carried out; gives what is left to do.
pub(super) fn act(pane: &mut dyn Pane, desk: &mut App, action: Action, shared: &Shared) -> Vec<Effect> {
    act_times(pane, desk, action, None, shared)
}

/// As [`act`], with a count.
pub(super) fn act_times(
    pane: &mut dyn Pane,
    desk: &mut App,
    action: Action,
    count: Option<u32>,
    shared: &Shared,
) -> Vec<Effect> {
    let Handled::Yes(effects) = pane.act(action, count, shared) else {
        return vec![Effect::Act(action)];
    };
    let mut left = Vec::new();
    for effect in effects {
        match effect {
            Effect::Ask(ask) => answer(pane, desk, vec![ask], shared),
            Effect::Run(command) => {
                let done = Answer::Done(desk.execute(&Request::new(command)).unwrap());
                pane.accept(&done, shared);
                load(pane, desk, shared);
            }
            effect => left.push(effect),
        }
    }
    left
}

/// Draws a pane as the loop does, under a line of tabs and over a line of hints.
pub(super) fn drawn(pane: &dyn Pane, shared: &Shared) -> Buffer {
    let mut buffer = Buffer::empty(area_of(shared));
    let area = buffer.area;
    pane.draw(&mut buffer, area, shared);
    buffer
}

/// Writes the cells of a buffer as lines, blanks at the end left out.
pub(crate) fn text_of(buffer: &Buffer) -> String {
    let rows = buffer.content().chunks(usize::from(buffer.area.width));
    rows.map(|row| line_of(row).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Writes cells as a terminal shows them: a wide character hides the cell after it.
fn line_of(cells: &[Cell]) -> String {
    let (mut text, mut hidden) = (String::new(), 0);
    for cell in cells {
        if hidden == 0 {
            text.push_str(cell.symbol());
            hidden = cell.symbol().cell_width();
        }
        hidden = hidden.saturating_sub(1);
    }
    text
}

/// Gives the text of all reversed cells, a line each.
pub(super) fn reversed(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.content().chunks(usize::from(buffer.area.width));
    let lines = rows.map(|row| {
        let lit = row.iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED));
        lit.map(Cell::symbol).collect::<String>().trim().to_owned()
    });
    lines.filter(|line| !line.is_empty()).collect()
}

/// Compares what a pane shows with its snapshot.
pub(super) fn shows(name: &str, pane: &dyn Pane, shared: &Shared) {
    let Size { width, height } = shared.size;
    let text = text_of(&drawn(pane, shared));
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "nothing that steers the terminal is drawn");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("pane-{name}-{width}x{height}"), text);
    });
}
