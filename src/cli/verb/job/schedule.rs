//! `job schedule`: its visit gets a time and a technician; several days make several visits.

use app::view::VisitLine;
use chrono::{Duration, NaiveDate};
use clap::Args;
use domain::{
    Command, Crew, JobId, Placement, Slot, Span, VisitId, WindowChoice, place_local, working_spans,
};

use crate::args::{Change, InDraft};
use crate::choice::{Choices, one_of};
use crate::desk::{Desk, minutes_of};
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;

/// Days on which the business is closed are passed over; after so many in a row they are taken.
const LONGEST_CLOSURE: i64 = 31;

/// Who goes and for how long.
#[derive(Debug, Clone, Args)]
pub(crate) struct Who {
    /// Who goes, by id or name; repeated for helpers, the first one leads
    #[arg(long = "technician", short = 't', value_name = "TECHNICIAN")]
    technicians: Vec<String>,
    /// How long the visit is, such as 2h
    #[arg(long = "for", value_name = "LENGTH")]
    length: Option<String>,
}

impl Who {
    /// Who goes, the first one leading; none when nobody is named.
    pub(in crate::verb) fn crew(&self, desk: &Desk) -> Result<Option<Crew>> {
        desk.crew(&self.technicians)
    }

    /// In minutes.
    pub(in crate::verb) fn length(&self) -> Result<Option<u32>> {
        self.length.as_deref().map(minutes_of).transpose()
    }
}

/// Who goes, for how long and how often.
#[derive(Debug, Clone, Args)]
pub(crate) struct Where {
    #[command(flatten)]
    pub(super) who: Who,
    /// On so many days of opening, a visit each
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=60))]
    pub(super) days: u32,
}

/// What becomes of a window that the client was told.
pub(in crate::verb) const WINDOWS: Choices<WindowChoice> = &[
    (WindowChoice::Keep, "keep", "The window stays as told"),
    (WindowChoice::Shift, "shift", "The window moves along; the client is still to be told"),
    (WindowChoice::Promise, "promise", "The client has been told the new window"),
];

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll job schedule J-1042 tmw 9am --technician dana --for 2h\n  \
    truckroll job schedule J-1042 mon 8am --days 3")]
pub(crate) struct Schedule {
    /// The job
    job: String,
    /// When, such as “tmw 9am” or “fri 2-4pm”; it may be left out when only the technician is new
    when: Vec<String>,
    #[command(flatten)]
    place: Where,
    /// What becomes of a window that the client was told
    #[arg(long, value_parser = one_of(WINDOWS))]
    window: Option<WindowChoice>,
    #[command(flatten)]
    draft: InDraft,
    #[command(flatten)]
    change: Change,
}

impl Schedule {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.draft)?;
        let job = desk.job(&self.job)?;
        let usual = desk.app.job_card(job)?.line.minutes;
        let live = desk.live_visits(job)?;
        let crew = self.place.who.crew(&desk)?;
        let slots = self.slots(&desk, &live, usual)?;
        if slots.is_empty() && crew.is_none() {
            let hint = "say when, who goes, or both: truckroll job schedule J-1 tmw 9am --technician dana";
            return Err(Failure::usage("when", "neither a time nor a technician is given", hint));
        }
        let visits = self.visits(&desk, live, slots.len())?;
        let commands = self.commands(job, &visits, &slots, crew.as_ref());
        desk.change(Command::all(commands), &[job.into()], &self.change)
    }

    fn slots(&self, desk: &Desk, live: &[VisitLine], usual: u32) -> Result<Vec<Slot>> {
        if self.when.is_empty() {
            return Ok(Vec::new());
        }
        let usual = live.first().map_or(usual, |visit| visit.minutes);
        let first = desk.slot(&self.when.join(" "), None, self.place.who.length()?, usual)?;
        Ok(days_of(desk, first, self.place.days))
    }

    /// The visits to place: those in the tray, else the only one. Further days get visits of their own.
    fn visits(&self, desk: &Desk, live: Vec<VisitLine>, days: usize) -> Result<Vec<VisitId>> {
        let in_tray = |visit: &VisitLine| visit.start.is_none() || visit.technicians.is_empty();
        let (tray, placed): (Vec<VisitLine>, Vec<VisitLine>) = live.into_iter().partition(in_tray);
        let choice = if tray.is_empty() { placed } else { tray };
        if choice.len() > days.max(1) {
            let candidates = desk.say_visits(&choice);
            return Err(app::AppError::Ambiguous { text: self.job.clone(), candidates }.into());
        }
        Ok(choice.into_iter().map(|visit| visit.id).collect())
    }

    fn commands(&self, job: JobId, visits: &[VisitId], slots: &[Slot], crew: Option<&Crew>) -> Vec<Command> {
        let choice = self.window.unwrap_or_default();
        let placement = |slot: Option<&Slot>| Placement { slot: slot.copied(), crew: crew.cloned() };
        let count = slots.len().max(1);
        (0..count)
            .map(|index| {
                let placement = placement(slots.get(index));
                let minutes =
                    placement.slot.map_or(1, |slot| u32::try_from(slot.span.minutes()).unwrap_or(1));
                match visits.get(index) {
                    Some(visit) => Command::Schedule(*visit, placement, choice),
                    None => Command::AddVisit(job, placement, minutes, String::new()),
                }
            })
            .collect()
    }
}

/// The first slot and the same time on the days of opening that follow it.
pub(super) fn days_of(desk: &Desk, first: Slot, days: u32) -> Vec<Slot> {
    let mut slots = vec![first];
    let mut date = first.local_start.date();
    while slots.len() < days as usize {
        date = next_open_day(desk, date);
        let said = date.and_time(first.local_start.time());
        let start = place_local(said, first.zone).moment();
        let length = u32::try_from(first.span.minutes()).unwrap_or(1);
        let Some(span) = Span::of_minutes(start, length) else { break };
        slots.push(Slot { span, local_start: said, zone: first.zone });
    }
    slots
}

fn next_open_day(desk: &Desk, after: NaiveDate) -> NaiveDate {
    let business = &desk.business;
    let is_open = |date: &NaiveDate| {
        !working_spans(&business.hours, &business.exceptions, *date, business.zone).is_empty()
    };
    let following = (1..=LONGEST_CLOSURE).filter_map(|days| after.checked_add_signed(Duration::days(days)));
    following.clone().find(is_open).or_else(|| following.clone().next()).unwrap_or(after)
}
