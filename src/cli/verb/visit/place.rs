//! `visit schedule`, `assign`, `move` and `reschedule`.

use app::Shift;
use clap::Args;
use domain::{Command, Crew, EntityKind, Placement, Slot, Span, VisitId, WindowChoice};

use crate::args::InDraft;
use crate::choice::one_of;
use crate::desk::{Desk, minutes_of};
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::several::{SeveralChange, split_ids};
use crate::verb::job::{WINDOWS, Who};

/// What the plan says of a visit beside its time.
#[derive(Debug, Args)]
struct Plan {
    #[command(flatten)]
    who: Who,
    /// What becomes of a window that the client was told
    #[arg(long, value_parser = one_of(WINDOWS))]
    window: Option<WindowChoice>,
}

#[derive(Debug, Args)]
pub(crate) struct Schedule {
    /// The visit; others may follow by number, and begin then too
    visit: String,
    /// When, such as “tmw 9am” or “fri 2-4pm”
    #[arg(required = true)]
    when: Vec<String>,
    #[command(flatten)]
    plan: Plan,
    #[command(flatten)]
    place: InDraft,
    #[command(flatten)]
    several: SeveralChange,
}

impl Schedule {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.place)?;
        let (visits, when) = visits_and_words(&desk, &self.visit, &self.when)?;
        let (length, crew) = (self.plan.who.length()?, self.plan.who.crew(&desk)?);
        let schedule = |desk: &Desk, id| {
            let slot = desk.slot(&when, None, length, desk.visit_record(id)?.minutes)?;
            let placement = Placement { slot: Some(slot), crew: crew.clone() };
            Ok(Command::Schedule(id, placement, self.plan.window.unwrap_or_default()))
        };
        desk.change_each(&visits, schedule, &self.several)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Assign {
    /// The visits
    #[arg(required = true)]
    visits: Vec<String>,
    /// Who goes, by id or name; repeated for helpers, the first one leads
    #[arg(long = "technician", short = 't', value_name = "TECHNICIAN", required = true)]
    technicians: Vec<String>,
    #[command(flatten)]
    place: InDraft,
    #[command(flatten)]
    several: SeveralChange,
}

impl Assign {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.place)?;
        let crew = desk.crew(&self.technicians)?;
        let Some(crew) = crew else {
            return Err(Failure::usage("technician", "nobody is named", "say who with --technician"));
        };
        let assign = |id| Command::Assign(id, crew.clone());
        desk.change_named(Desk::visit, &self.visits, assign, &self.several)
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll visit move V-88 10am\n  \
    truckroll visit move V-88 fri 2-4pm --technician dana --window promise\n  \
    truckroll visit move V-88 --later 30m --window keep")]
pub(crate) struct Move {
    /// The visit; others may follow by number
    visit: String,
    /// When, such as “10am” (each on its day) or “fri 2-4pm”
    when: Vec<String>,
    /// Later by this much, such as 30m, 1d or 1w
    #[arg(long, value_name = "LENGTH", conflicts_with = "earlier")]
    later: Option<String>,
    /// Earlier by this much
    #[arg(long, value_name = "LENGTH")]
    earlier: Option<String>,
    #[command(flatten)]
    plan: Plan,
    #[command(flatten)]
    place: InDraft,
    #[command(flatten)]
    several: SeveralChange,
}

impl Move {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.place)?;
        let (visits, when) = visits_and_words(&desk, &self.visit, &self.when)?;
        let by = self.shift(&when)?;
        let crew = self.plan.who.crew(&desk)?;
        desk.change_each(&visits, |desk, id| self.command(desk, id, &when, by, crew.clone()), &self.several)
    }

    /// By how much: with `--later` or `--earlier`, or as `+30m`.
    fn shift(&self, when: &str) -> Result<Option<Shift>> {
        let option = match (&self.later, &self.earlier) {
            (Some(later), _) => Some(("later", later.clone())),
            (None, Some(earlier)) => Some(("earlier", format!("-{earlier}"))),
            (None, None) => None,
        };
        match option {
            Some((option, _)) if !when.is_empty() => {
                let message = format!("“{when}” and --{option} both say when");
                Err(Failure::usage(option, message, "say one of them"))
            }
            Some((option, by)) => {
                let read = by
                    .parse()
                    .map_err(|message: String| Failure::usage(option, message, "30m, 1h30, 1d or 1w"));
                read.map(Some)
            }
            None if when.starts_with('+') => Ok(when.parse().ok()),
            None => Ok(None),
        }
    }

    fn command(
        &self,
        desk: &Desk,
        id: VisitId,
        when: &str,
        by: Option<Shift>,
        crew: Option<Crew>,
    ) -> Result<Command> {
        let placement = Placement { slot: self.slot(desk, id, when, by)?, crew };
        if placement == Placement::default() {
            let hint = "say when, --later 30m, --for 2h or --technician NAME";
            return Err(Failure::usage("when", "nothing says where to move it", hint));
        }
        Ok(Command::Move(id, placement, self.plan.window.unwrap_or_default()))
    }

    fn slot(&self, desk: &Desk, id: VisitId, when: &str, by: Option<Shift>) -> Result<Option<Slot>> {
        let length = self.plan.who.length()?;
        let visit = desk.visit_record(id)?;
        if !when.is_empty() && by.is_none() {
            let day = visit.slot.map(|slot| slot.local_start.date());
            return desk.slot(when, day, length, visit.minutes).map(Some);
        }
        if by.is_none() && length.is_none() {
            return Ok(None);
        }
        if visit.slot.is_none() {
            let hint = format!("truckroll visit schedule {id} WHEN");
            return Err(Failure::usage("when", format!("{id} has no time yet"), hint));
        }
        let moved = match by {
            Some(by) => desk.app.shifted_slots(&[id], by)?.first().map(|(_, slot)| *slot),
            None => visit.slot,
        };
        let resized = |slot: Slot| {
            let span = length.and_then(|minutes| Span::of_minutes(slot.span.start, minutes));
            span.map_or(slot, |span| Slot { span, ..slot })
        };
        Ok(moved.map(resized))
    }
}

#[derive(Debug, Args)]
pub(crate) struct Reschedule {
    /// The visit; others may follow by number
    visit: String,
    /// The new time; without it the visit goes back to the tray
    when: Vec<String>,
    /// How long it is, such as 2h
    #[arg(long = "for", value_name = "LENGTH")]
    length: Option<String>,
    #[command(flatten)]
    place: InDraft,
    #[command(flatten)]
    several: SeveralChange,
}

impl Reschedule {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.place)?;
        let (visits, when) = visits_and_words(&desk, &self.visit, &self.when)?;
        let length = self.length.as_deref().map(minutes_of).transpose()?;
        let reschedule = |desk: &Desk, id| {
            let usual = desk.visit_record(id)?.minutes;
            let slot = if when.is_empty() { None } else { Some(desk.slot(&when, None, length, usual)?) };
            Ok(Command::Reschedule(id, slot))
        };
        desk.change_each(&visits, reschedule, &self.several)
    }
}

/// The visits that are named, each once, and the words behind them.
fn visits_and_words(desk: &Desk, first: &str, words: &[String]) -> Result<(Vec<VisitId>, String)> {
    let (names, rest) = split_ids(first, words, &[EntityKind::Visit, EntityKind::Job]);
    let mut visits: Vec<VisitId> = Vec::new();
    for name in &names {
        let id = desk.visit(name)?;
        if !visits.contains(&id) {
            visits.push(id);
        }
    }
    Ok((visits, rest.join(" ")))
}
