//! `event`: time of technicians that is not for jobs.

use clap::Args;
use domain::{
    Command, EntityKind, EntityRef, Event, EventKind, EventTime, TechnicianId, local_day, read_event_time,
    say_event_time, slot_of_days,
};

use super::record::{self, Help, Kind};
use crate::args::Page as Paging;
use crate::choice::{Choices, one_of};
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;

/// What an event is, as arguments name it.
const KINDS: Choices<EventKind> = &[
    (EventKind::TimeOff, "time-off", "Holiday, illness, a free afternoon: no working time"),
    (EventKind::TimeOff, "time_off", ""),
    (EventKind::Lunch, "lunch", "A break to eat"),
    (EventKind::Training, "training", "Learning"),
    (EventKind::VanService, "van-service", "The van is looked after"),
    (EventKind::VanService, "van_service", ""),
    (EventKind::Meeting, "meeting", "People meet"),
    (EventKind::Busy, "busy", "Taken by another calendar"),
    (EventKind::Other, "other", "Anything else"),
];

/// When an event is.
#[derive(Debug, Args)]
struct WhenArgs {
    /// When: “fri 2-4pm”, “tmw 9am for 2h”, “24 dec 14:00..26 dec 9:00”; a day alone is the whole of it
    #[arg(long, value_name = "TIME", conflicts_with_all = ["from", "to"])]
    at: Option<String>,
    /// The first whole day
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last whole day; the first when it is not given
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<String>,
}

impl WhenArgs {
    fn read(&self, desk: &Desk) -> Result<Option<EventTime>> {
        if let Some(at) = &self.at {
            return Ok(Some(read_event_time(at, &desk.context(None)?)?));
        }
        let Some(from) = &self.from else { return Ok(None) };
        let (first, last) = (desk.date(from)?, desk.date(self.to.as_ref().unwrap_or(from))?);
        let slot = slot_of_days(first, last, desk.business.zone).ok_or_else(|| {
            let message = format!("{first} to {last} is no stretch of days");
            Failure::usage("to", message, "give a last day that is not before the first")
        })?;
        Ok(Some((slot, true)))
    }
}

/// A new event.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// What it is, such as “van service”
    #[arg(default_value = "", hide_default_value = true)]
    title: String,
    /// Whose it is, by id or name; without one it is everybody's
    #[arg(long, value_name = "TECHNICIAN")]
    technician: Option<String>,
    /// What kind it is [default: as its title says, else other]
    #[arg(long, value_name = "KIND", value_parser = one_of(KINDS))]
    kind: Option<EventKind>,
    #[command(flatten)]
    when: WhenArgs,
}

/// What changes of an event.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// Whose it is, by id or name; “everybody” for everybody
    #[arg(long, value_name = "TECHNICIAN")]
    technician: Option<String>,
    /// What kind it is
    #[arg(long, value_name = "KIND", value_parser = one_of(KINDS))]
    kind: Option<EventKind>,
    #[command(flatten)]
    when: WhenArgs,
}

/// Which events.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Those that take this technician's time, everybody's among them
    #[arg(long, value_name = "TECHNICIAN")]
    technician: Option<String>,
    /// From this day on [default: those not over yet]
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// To this day
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Those that are over too
    #[arg(long, conflicts_with = "from")]
    all: bool,
}

impl Kind for Event {
    const KIND: EntityKind = EntityKind::Event;
    const HELP: Help = Help {
        add: "Add time that is not for jobs: time off, training, a van service",
        edit: "Change what it is, whose and when",
        list: "The events that are not over yet, by their start",
        show: "One event",
        remove: "Remove it",
        record: ["EVENT", "The event, by id or title"],
        name: "What it is, in words",
    };
    type Add = Add;
    type Edit = Edit;
    type List = List;
    type Show = ();

    fn add(said: &Add, desk: &Desk) -> Result<Command> {
        let technician = said.technician.as_ref().map(|who| desk.technician(who)).transpose()?;
        let (slot, all_day) = said.when.read(desk)?.ok_or_else(|| {
            let hint = "say --at “fri 2-4pm”, or --from and --to for whole days";
            Failure::usage("at", "it does not say when", hint)
        })?;
        let title = said.title.trim().to_owned();
        let kind = said.kind.or_else(|| EventKind::said_in(&title)).unwrap_or_default();
        let event = Event { all_day, title, ..Event::new(kind, technician, slot) };
        Ok(Command::Add(event.into()))
    }

    fn name(&mut self) -> &mut String {
        &mut self.title
    }

    fn edit(&mut self, said: &Edit, desk: &Desk) -> Result<()> {
        if let Some(who) = &said.technician {
            let everybody = who.trim().is_empty() || who.trim().eq_ignore_ascii_case("everybody");
            self.technician = if everybody { None } else { Some(desk.technician(who)?) };
        }
        self.kind = said.kind.unwrap_or(self.kind);
        if let Some((slot, all_day)) = said.when.read(desk)? {
            (self.slot, self.all_day) = (slot, all_day);
        }
        Ok(())
    }

    fn list(asked: &List, paging: &Paging, desk: &Desk) -> Result<Answer> {
        let ids = asked.ids(desk)?;
        let header = ["id", "what", "kind", "whose", "when"];
        record::table(desk, Some(&ids), paging, &header, |id, event: &Event| {
            let whose = whose(event.technician, desk);
            vec![id.to_string(), event.label(), event.kind.title().to_lowercase(), whose, when(event, desk)]
        })
    }

    fn show((): &(), entity: EntityRef, desk: &Desk) -> Result<Answer> {
        record::card(desk, entity, false, |page, event: &Event| {
            page.field("kind", &event.kind.title().to_lowercase());
            page.field("whose", &whose(event.technician, desk));
            page.field("when", &when(event, desk));
        })
    }
}

impl List {
    fn ids(&self, desk: &Desk) -> Result<Vec<EntityRef>> {
        let technician = self.technician.as_ref().map(|who| desk.technician(who)).transpose()?;
        let day = |text: &String| Ok::<_, Failure>(local_day(desk.date(text)?, desk.business.zone));
        let after = match &self.from {
            Some(from) => Some(day(from)?.start),
            None if self.all || self.to.is_some() => None,
            None => Some(desk.app.now()),
        };
        let before = self.to.as_ref().map(day).transpose()?.map(|day| day.end);
        Ok(desk.app.events(technician, after, before)?)
    }
}

/// Whose an event is, by name.
fn whose(technician: Option<TechnicianId>, desk: &Desk) -> String {
    let Some(id) = technician else { return "everybody".to_owned() };
    let stored = desk.app.show(id.into());
    stored.map_or_else(|_| id.to_string(), |stored| stored.record.label())
}

/// When an event is, as it is typed.
fn when(event: &Event, desk: &Desk) -> String {
    say_event_time(&event.slot, event.all_day, desk.business.zone)
}
