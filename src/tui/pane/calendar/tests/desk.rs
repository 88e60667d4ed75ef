//! A lively Tuesday: late, overrun, clash, tight, done, on site, nobody to go, off shift; and a tray.

use app::{App, Clock, Request, usual_business};
use chrono::{NaiveDate, NaiveTime};
use domain::{
    Address, Client, ClientId, Command, Crew, Currency, DayException, EntityKind, Interval, Job, Moment,
    NewJob, Outcome, Phone, Placement, Position, Priority, Record, Site, SiteId, Skill, Slot, Span,
    Technician, TechnicianId, Term, Tz, VisitId, WeekHours,
};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Rect, Size};

use crate::action::Action;
use crate::ask::{Answer, Ask};
use crate::effect::Effect;
use crate::event::{Mouse, MouseAct};
use crate::keymap::Keymap;
use crate::pane::calendar::Calendar;
use crate::pane::{Handled, Pane};
use crate::shared::Shared;
use crate::theme::{Glyphs, Palette, Theme};

pub(super) const ZONE: Tz = Tz::Europe__London;
pub(super) const DANA: TechnicianId = TechnicianId(1);
pub(super) const RAVI: TechnicianId = TechnicianId(2);
pub(super) const TOM: TechnicianId = TechnicianId(3);
pub(super) const ZOE: TechnicianId = TechnicianId(4);

/// The visits, by what is the matter with them.
pub(super) const DONE: VisitId = VisitId(1);
pub(super) const ON_SITE: VisitId = VisitId(2);
pub(super) const SHARED: VisitId = VisitId(3);
pub(super) const OVERRUN: VisitId = VisitId(4);
pub(super) const LATE: VisitId = VisitId(5);
pub(super) const TOLD: VisitId = VisitId(6);
pub(super) const CLASHING: VisitId = VisitId(7);
pub(super) const TIGHT: VisitId = VisitId(8);
pub(super) const NOBODYS: VisitId = VisitId(9);
pub(super) const OFF_SHIFT: VisitId = VisitId(10);
pub(super) const URGENT: VisitId = VisitId(11);
pub(super) const DRIP: VisitId = VisitId(12);

/// A moment of Tuesday 24 November 2026; London is on UTC then.
pub(super) fn at(clock: &str) -> Moment {
    format!("2026-11-24T{clock}:00Z").parse().unwrap()
}

pub(super) fn tuesday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub(super) fn slot(clock: &str, minutes: u32) -> Slot {
    Slot::of_span(Span::of_minutes(at(clock), minutes).unwrap(), ZONE)
}

/// A calendar and the desk behind it.
pub(super) struct Desk {
    pub(super) app: App,
    pub(super) calendar: Calendar,
    pub(super) shared: Shared,
}

impl Desk {
    /// Northside Heating with the technicians and nothing planned; it is 11:20.
    pub(super) fn quiet() -> Self {
        Desk::with(&["Dana", "Ravi", "Tom", "Zoë-Władysława"])
    }

    pub(super) fn with(names: &[&str]) -> Self {
        let mut business = usual_business("Northside Heating", ZONE, Currency::new("GBP").unwrap());
        business.window_minutes = 30;
        let clock = Clock::Fixed(at("11:20"));
        let app = App::in_memory(business.clone(), clock, "Mia").unwrap();
        let shared = Shared {
            filter: app::Filter::default(),
            now: app::view::local(at("11:20"), ZONE),
            business,
            size: Size::new(80, 24),
            keymap: Keymap::default(),
            theme: Theme::new(Palette::Plain, Glyphs::ASCII),
            definitions: std::sync::Arc::default(),
            draft: None,
        };
        let calendar = Calendar::new(tuesday());
        let mut desk = Desk { app, calendar, shared };
        for name in names {
            desk.add_technician(name);
        }
        desk
    }

    /// The same on a lively day, loaded.
    pub(super) fn lively() -> Self {
        let mut desk = Desk::quiet();
        let jobs = [
            ("Okubo 大久保", "Boiler service", "08:00", 105, Some(DANA)),
            ("Smith", "Leak", "10:00", 120, Some(DANA)),
            ("Jones", "Shower fit", "13:00", 135, Some(DANA)),
            ("Grant", "EICR", "08:15", 135, Some(RAVI)),
            ("Brown", "Tap", "10:45", 45, Some(RAVI)),
            ("Patel", "Consumer unit", "13:00", 120, Some(RAVI)),
            ("Hill", "Alarm", "14:00", 120, Some(RAVI)),
            ("Moore", "Radiator", "15:20", 40, Some(TOM)),
            ("Field", "Gutter", "16:00", 60, None),
            ("Lane", "Meter", "16:30", 90, Some(ZOE)),
        ];
        for (place, (client, title, start, minutes, who)) in jobs.into_iter().enumerate() {
            let job = desk.job(client, title, 51.40 + 0.02 * f64::from(u8::try_from(place).unwrap()));
            desk.book(job, Placement { slot: Some(slot(start, minutes)), crew: who.map(Crew::of) });
        }
        desk.run(Command::Assign(SHARED, Crew { lead: DANA, helpers: vec![TOM] }));
        desk.fill_tray();
        for (id, from, there) in
            [(DONE, "07:40", "08:00"), (ON_SITE, "09:50", "10:05"), (OVERRUN, "08:00", "08:20")]
        {
            desk.run(Command::EnRoute(id, at(from)));
            desk.run(Command::Arrive(id, at(there)));
            if id == DONE {
                desk.run(Command::Finish(id, at("09:40"), Outcome::Completed));
            }
        }
        desk.run(Command::Confirm(TOLD, at("11:00")));
        desk.run(Command::Confirm(SHARED, at("11:00")));
        desk.load();
        desk
    }

    /// A sole plumber's Tuesday: done, on site, free, told, and one to place.
    pub(super) fn solo() -> Self {
        let mut desk = Desk::with(&["Dana Fox"]);
        let jobs = [
            ("Okubo", "Boiler service", "08:00", 60, Some(DANA)),
            ("Smith", "Leak", "09:30", 60, Some(DANA)),
            ("Jones", "Shower fit", "13:00", 120, Some(DANA)),
            ("Field", "Gutter", "16:00", 60, None),
        ];
        for (client, title, start, minutes, who) in jobs {
            let job = desk.job(client, title, 51.5);
            desk.book(job, Placement { slot: Some(slot(start, minutes)), crew: who.map(Crew::of) });
        }
        let drip = desk.job("Kerr", "Tap drip", 51.5);
        desk.book(drip, Placement::default());
        for (id, from, there) in [(VisitId(1), "07:40", "08:00"), (VisitId(2), "09:10", "09:30")] {
            desk.run(Command::EnRoute(id, at(from)));
            desk.run(Command::Arrive(id, at(there)));
        }
        desk.run(Command::Finish(VisitId(1), at("09:00"), Outcome::Completed));
        desk.load();
        desk
    }

    fn add_technician(&mut self, name: &str) {
        let hours = |from, to| {
            let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            Interval::new(time(from), time(to)).unwrap()
        };
        let mut technician = Technician {
            name: name.to_owned(),
            hours: WeekHours::weekdays(hours(8, 17)),
            skills: vec![Skill { name: "gas".to_owned(), level: 3 }],
            ..Technician::default()
        };
        if name == "Tom" {
            let day =
                DayException { date: tuesday(), intervals: vec![hours(13, 17)], reason: "school".to_owned() };
            technician.exceptions.push(day);
        }
        self.run(Command::Add(Record::Technician(technician)));
    }

    /// A client with a site, and a job there that is not added yet.
    pub(super) fn job(&mut self, client: &str, title: &str, latitude: f64) -> Job {
        let phones = vec![Phone { number: "020 7946 0321".to_owned(), label: String::new() }];
        let client = Client { name: client.to_owned(), phones, ..Client::default() };
        let client =
            ClientId(self.run(Command::Add(Record::Client(client))).first(EntityKind::Client).unwrap().id);
        let address = Address {
            street: format!("{} Elm St", client.0),
            city: "London".to_owned(),
            ..Address::default()
        };
        let site = Site { client, address, position: Position::new(latitude, -0.1), ..Site::default() };
        let site = SiteId(self.run(Command::Add(Record::Site(site))).first(EntityKind::Site).unwrap().id);
        let mut job = Job::new(client, title, at("07:00"));
        job.site = Some(site);
        job
    }

    pub(super) fn book(&mut self, job: Job, placement: Placement) -> VisitId {
        let new = NewJob { job, placements: vec![placement] };
        VisitId(self.run(Command::AddJob(Box::new(new))).first(EntityKind::Visit).unwrap().id)
    }

    fn fill_tray(&mut self) {
        let mut urgent = self.job("Kerr", "No heat, infant", 51.5);
        urgent.priority = Priority::Urgent;
        urgent.skills = vec![Skill { name: "gas".to_owned(), level: 2 }];
        urgent.duration_minutes = Some(120);
        let id = urgent.client;
        self.book(urgent, Placement::default());
        assert_eq!(id, ClientId(11));
        let job = domain::JobId(11);
        self.run(Command::Promise(job, Term::By(at("17:00"))));
        let drip = self.job("Jones", "Tap drip", 51.5);
        self.book(drip, Placement::default());
    }

    /// Carries out a command, soft guards overridden.
    pub(super) fn run(&mut self, command: Command) -> app::Outcome {
        let said = format!("{command:?}");
        let request = Request::new(command).because("agreed by phone");
        self.app.execute(&request).unwrap_or_else(|error| panic!("{said}: {error}"))
    }

    /// Loads what the calendar wants.
    pub(super) fn load(&mut self) {
        for ask in self.calendar.wants(&self.shared) {
            self.answer(&ask);
        }
    }

    /// Answers a load as the worker does.
    pub(super) fn answer(&mut self, ask: &Ask) {
        let answer = match ask {
            Ask::Day(date) => Answer::Day(Box::new(self.app.day(*date).unwrap())),
            Ask::Week(date, filter) => Answer::Week(Box::new(self.app.week(*date, filter).unwrap())),
            Ask::Month(date, filter) => Answer::Month(Box::new(self.app.month(*date, filter).unwrap())),
            other => panic!("{other:?} is no load of the calendar"),
        };
        self.calendar.accept(&answer, &self.shared);
    }

    /// Does an action and answers what it loads.
    pub(super) fn go(&mut self, action: Action, count: Option<u32>) {
        for effect in self.times(action, count) {
            let Effect::Ask(ask) = effect else { panic!("{action:?}: {effect:?}") };
            self.answer(&ask);
        }
    }

    pub(super) fn resize(&mut self, width: u16, height: u16) {
        self.shared.size = Size::new(width, height);
    }

    pub(super) fn try_act(&mut self, action: Action, count: Option<u32>) -> Handled {
        self.calendar.act(action, count, &self.shared)
    }

    /// Does an action that the calendar must take; gives its effects.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        self.times(action, None)
    }

    pub(super) fn times(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        match self.try_act(action, count) {
            Handled::Yes(effects) => effects,
            Handled::No => panic!("{action:?} was not taken"),
        }
    }

    pub(super) fn acts(&mut self, actions: &[Action]) {
        for action in actions {
            assert_eq!(self.act(*action), [], "{action:?}");
        }
    }

    /// Does an action that must be refused; gives the reason.
    pub(super) fn refused(&mut self, action: Action) -> String {
        match &self.act(action)[..] {
            [Effect::Refuse(why)] => why.clone(),
            other => panic!("{action:?}: {other:?}"),
        }
    }

    /// Carries out the one command that an action asks for, as the loop does, and loads again.
    pub(super) fn commits(&mut self, action: Action) -> Command {
        let effects = self.act(action);
        let [Effect::Run(command)] = &effects[..] else { panic!("{action:?}: {effects:?}") };
        self.run(command.clone());
        self.load();
        command.clone()
    }

    /// What actions would be about, by id.
    pub(super) fn targets(&self) -> Vec<VisitId> {
        self.calendar.targets().iter().filter_map(|target| Some(target.visit?.0)).collect()
    }

    /// Goes to a visit by way of the keys: lanes down, then along.
    pub(super) fn go_to(&mut self, wanted: VisitId) {
        self.act(Action::First);
        for _ in 0..10 {
            self.times(Action::Left, Some(20));
            for _ in 0..10 {
                if self.targets() == [wanted] {
                    return;
                }
                self.act(Action::Right);
            }
            self.act(Action::Down);
        }
        panic!("{wanted} was not reached");
    }

    /// Focuses the lane of a visit that is not selected alone, because others are marked.
    pub(super) fn go_to_lane_of(&mut self, wanted: VisitId) {
        self.act(Action::First);
        for _ in 0..10 {
            if self.calendar.visit == Some(wanted) {
                return;
            }
            self.act(Action::Down);
        }
        panic!("no lane selects {wanted}");
    }

    pub(super) fn area(&self) -> Rect {
        Rect::new(0, 1, self.shared.size.width, self.shared.pane_height())
    }

    pub(super) fn point(&mut self, act: MouseAct, column: u16, row: u16) -> Handled {
        let area = self.area();
        self.calendar.point(Mouse { act, column, row }, area, &self.shared)
    }

    /// The pane as text, blanks at the ends left out.
    pub(super) fn drawn(&self) -> String {
        let screen = Rect::new(0, 0, self.shared.size.width, self.shared.size.height);
        let mut buffer = Buffer::empty(screen);
        self.calendar.draw(&mut buffer, self.area(), &self.shared);
        let rows = buffer.content().chunks(usize::from(screen.width));
        let text = rows.map(|row| {
            let mut line = String::new();
            let mut hidden = 0;
            for cell in row {
                if hidden == 0 {
                    line.push_str(cell.symbol());
                    hidden = cell.symbol().cell_width();
                }
                hidden = hidden.saturating_sub(1);
            }
            line.trim_end().to_owned()
        });
        text.collect::<Vec<_>>().join("\n")
    }

    /// The first line drawn that holds a text, and the place of its first cell.
    pub(super) fn find(&self, text: &str) -> (u16, u16) {
        let drawn = self.drawn();
        let found = drawn.lines().enumerate().find_map(|(row, line)| {
            let byte = line.find(text)?;
            Some((crate::text::width_of(&line[..byte]), row))
        });
        let (column, row) = found.unwrap_or_else(|| panic!("{text} is not drawn:\n{drawn}"));
        (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    }
}
