//! `visit schedule`, `assign`, `move` and `reschedule`.

use clap::Args;
use domain::{Command, Placement, Slot, Span, VisitId};

use crate::args::Change;
use crate::desk::{Desk, minutes_of};
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::verb::job::{WindowArg, window_choice};

/// What the plan says of a visit beside its time.
#[derive(Debug, Args)]
struct Plan {
    /// Who goes, by id or name; repeated for helpers, the first one leads
    #[arg(long = "technician", short = 't', value_name = "TECHNICIAN")]
    technicians: Vec<String>,
    /// How long it is, such as 2h
    #[arg(long = "for", value_name = "LENGTH")]
    length: Option<String>,
    /// What becomes of a window that the client was told
    #[arg(long)]
    window: Option<WindowArg>,
}

impl Plan {
    fn minutes(&self) -> Result<Option<u32>> {
        self.length.as_deref().map(minutes_of).transpose()
    }
}

#[derive(Debug, Args)]
pub(crate) struct Schedule {
    /// The visit
    visit: String,
    /// When, such as “tmw 9am” or “fri 2-4pm”
    #[arg(required = true)]
    when: Vec<String>,
    #[command(flatten)]
    plan: Plan,
    #[command(flatten)]
    change: Change,
}

impl Schedule {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id = desk.visit(&self.visit)?;
        let length = self.plan.minutes()?;
        let slot = desk.slot(&self.when.join(" "), None, length, desk.visit_record(id)?.minutes)?;
        let placement = Placement { slot: Some(slot), crew: desk.crew(&self.plan.technicians)? };
        let command = Command::Schedule(id, placement, window_choice(self.plan.window));
        desk.change(command, &[id.into()], &self.change)
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
    change: Change,
}

impl Assign {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let crew = desk.crew(&self.technicians)?;
        let Some(crew) = crew else {
            return Err(Failure::usage("technician", "nobody is named", "say who with --technician"));
        };
        super::each(&mut desk, &self.visits, |id| Command::Assign(id, crew.clone()), &self.change)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Move {
    /// The visit
    visit: String,
    /// When, such as “10am” (on its day) or “fri 2-4pm”
    when: Vec<String>,
    /// Later by this length, such as 30m
    #[arg(long, value_name = "LENGTH", conflicts_with_all = ["when", "earlier"])]
    later: Option<String>,
    /// Earlier by this length
    #[arg(long, value_name = "LENGTH", conflicts_with = "when")]
    earlier: Option<String>,
    #[command(flatten)]
    plan: Plan,
    #[command(flatten)]
    change: Change,
}

impl Move {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id = desk.visit(&self.visit)?;
        let placement = Placement { slot: self.slot(&desk, id)?, crew: desk.crew(&self.plan.technicians)? };
        if placement == Placement::default() {
            let hint = "say when, --later 30m, --for 2h or --technician NAME";
            return Err(Failure::usage("when", "nothing says where to move it", hint));
        }
        let command = Command::Move(id, placement, window_choice(self.plan.window));
        desk.change(command, &[id.into()], &self.change)
    }

    fn slot(&self, desk: &Desk, id: VisitId) -> Result<Option<Slot>> {
        let length = self.plan.minutes()?;
        let visit = desk.visit_record(id)?;
        if !self.when.is_empty() {
            let day = visit.slot.map(|slot| slot.local_start.date());
            return desk.slot(&self.when.join(" "), day, length, visit.minutes).map(Some);
        }
        let by = match (&self.later, &self.earlier) {
            (Some(later), _) => i64::from(minutes_of(later)?),
            (None, Some(earlier)) => -i64::from(minutes_of(earlier)?),
            (None, None) => 0,
        };
        if by == 0 && length.is_none() {
            return Ok(None);
        }
        let Some(slot) = visit.slot else {
            let hint = format!("truckroll visit schedule {id} WHEN");
            return Err(Failure::usage("when", format!("{id} has no time yet"), hint));
        };
        let moved = slot.span.shifted(by);
        let span =
            moved.and_then(|span| length.map_or(Some(span), |minutes| Span::of_minutes(span.start, minutes)));
        Ok(span.map(|span| Slot::of_span(span, desk.business.zone)))
    }
}

#[derive(Debug, Args)]
pub(crate) struct Reschedule {
    /// The visit
    visit: String,
    /// The new time; without it the visit goes back to the tray
    when: Vec<String>,
    /// How long it is, such as 2h
    #[arg(long = "for", value_name = "LENGTH")]
    length: Option<String>,
    #[command(flatten)]
    change: Change,
}

impl Reschedule {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id = desk.visit(&self.visit)?;
        let length = self.length.as_deref().map(minutes_of).transpose()?;
        let slot = match self.when.join(" ") {
            words if words.is_empty() => None,
            words => Some(desk.slot(&words, None, length, desk.visit_record(id)?.minutes)?),
        };
        desk.change(Command::Reschedule(id, slot), &[id.into()], &self.change)
    }
}
