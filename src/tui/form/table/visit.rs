//! A visit: purpose, length and who goes. Its time is moved in the calendar, or set where it is added.

use domain::{Command, JobId, Placement, Record, Slot, Span, Visit, VisitId, WindowChoice};

use super::together;
use crate::form::codec;
use crate::form::row::Row;
use crate::form::spec::{Kind, Spec};

/// A visit; a new one is not yet a record.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitEntry {
    /// The visit.
    pub visit: Visit,
    is_new: bool,
}

impl VisitEntry {
    /// A new visit of a job, as long as its job says.
    pub fn new(job: JobId) -> Self {
        VisitEntry { visit: Visit::new(job, 0), is_new: true }
    }

    pub(super) fn kept(visit: Visit) -> Self {
        VisitEntry { visit, is_new: false }
    }

    pub(super) fn adds(self) -> Command {
        let Visit { job, slot, crew, minutes, purpose, .. } = self.visit;
        Command::AddVisit(job, Placement { slot, crew }, minutes, purpose)
    }

    /// Purpose and length are edited; the length of a visit with a time, and its crew, by their own commands
    /// so that their rules are kept.
    pub(super) fn changes(self, id: VisitId, before: &VisitEntry) -> Option<Command> {
        let (before, mut after) = (&before.visit, self.visit);
        let longer = before.slot.filter(|_| after.minutes != before.minutes);
        let slot = longer
            .and_then(|slot| Some(Slot { span: Span::of_minutes(slot.span.start, after.minutes)?, ..slot }));
        let crew = after.crew.clone().filter(|crew| Some(crew) != before.crew.as_ref());
        let off = before.crew.is_some() && after.crew.is_none();
        if before.slot.is_some() {
            after.minutes = before.minutes;
        }
        after.crew.clone_from(&before.crew);
        let edit = (after != *before).then(|| Command::Edit(id.into(), Record::Visit(after)));
        let place = match (slot, crew) {
            (None, None) => None,
            (None, Some(crew)) => Some(Command::Assign(id, crew)),
            (slot, crew) => Some(Command::Move(id, Placement { slot, crew }, WindowChoice::Ask)),
        };
        together([edit, place, off.then_some(Command::Unassign(id))].into_iter().flatten().collect())
    }
}

type Entry = VisitEntry;

pub(super) fn rows(entry: &Entry) -> Vec<Row<Entry>> {
    let job = Spec {
        name: "job".to_owned(),
        label: "Job".to_owned(),
        kind: Kind::Fixed,
        example: String::new(),
        required: false,
    };
    let mut rows = vec![
        Row::with(job, |r: &Entry, ground| ground.say(r.visit.job.into()), |_, _, _| Ok(())),
        Row::new("purpose", "Purpose", codec::line(), |r: &mut Entry| &mut r.visit.purpose)
            .such_as("what this trip is for"),
        Row::new("slot", "When", codec::slot(), |r: &mut Entry| &mut r.visit.slot).fixed_if(!entry.is_new),
        Row::new("minutes", "Length", codec::length(), |r: &mut Entry| &mut r.visit.minutes)
            .such_as("1h30, 90m; empty: as its job says"),
        Row::new("crew", "Technicians", codec::crew(), |r: &mut Entry| &mut r.visit.crew),
    ];
    if !entry.is_new {
        rows[3] =
            Row::new("minutes", "Length", codec::length(), |r: &mut Entry| &mut r.visit.minutes).required();
    }
    rows
}
