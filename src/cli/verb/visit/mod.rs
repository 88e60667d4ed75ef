//! `visit`: the trips for a job.

mod add;
mod carry_out;
mod list;
mod place;
mod show;
mod why;

pub(super) use why::say_all;

use clap::{Args, Subcommand};
use domain::{Command, VisitId};

use super::record;
use crate::args::{Change, InDraft};
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;
use crate::several::SeveralChange;

pub(super) use show::table;

/// What can be done with visits. Where one is asked for, a job's id does while it has one visit to come.
#[derive(Debug, Subcommand)]
pub(crate) enum VisitVerb {
    /// Add another visit to a job
    Add(add::Add),
    /// Change what a visit is for, or its length while it is in the tray
    Edit(add::Edit),
    /// The visits that pass a filter, newest first
    List(Box<list::List>),
    /// Everything about a visit
    Show(show::Show),
    /// Remove a visit that never began; one that did is cancelled instead
    Remove(Remove),
    /// Give a visit a time, and a technician when one is named
    Schedule(place::Schedule),
    /// Give visits to a technician
    Assign(place::Assign),
    /// Take the technician off visits
    Unassign(Several),
    /// Move a visit to another time, length or technician
    Move(place::Move),
    /// Take time and technician off visits: back to the tray
    ToTray(Several),
    /// Return a visit that has gone ahead to planned, with a new time or none
    Reschedule(place::Reschedule),
    /// Record that the client agreed to the window
    Confirm(carry_out::Timed),
    /// Record that the technician was given it
    Dispatch(carry_out::Timed),
    /// Record that the technician set off
    EnRoute(carry_out::Timed),
    /// Record that the technician arrived
    OnSite(carry_out::Timed),
    /// Record that it is over, and what came of it
    Done(carry_out::Done),
    /// Call visits off
    Cancel(carry_out::Cancel),
    /// Keep visits where they are: nothing moves them without saying so
    Pin(Several),
    /// Let visits be moved again
    Unpin(Several),
    /// Say what every rule finds in a visit, and in every technician for it
    Why(why::Why),
}

/// Several visits, as one operation.
#[derive(Debug, Args)]
pub(crate) struct Several {
    /// The visits
    #[arg(required = true)]
    visits: Vec<String>,
    #[command(flatten)]
    place: InDraft,
    #[command(flatten)]
    change: SeveralChange,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The visit
    visit: String,
    #[command(flatten)]
    change: Change,
}

impl VisitVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            VisitVerb::Add(add) => add.run(session),
            VisitVerb::Edit(edit) => edit.run(session),
            VisitVerb::List(list) => list.run(session),
            VisitVerb::Show(show) => show.run(session),
            VisitVerb::Remove(remove) => {
                let mut desk = session.open()?;
                let visit = desk.visit(&remove.visit)?;
                record::remove(&mut desk, visit.into(), &remove.change)
            }
            VisitVerb::Schedule(schedule) => schedule.run(session),
            VisitVerb::Assign(assign) => assign.run(session),
            VisitVerb::Unassign(several) => several.run(session, Command::Unassign),
            VisitVerb::Move(shift) => shift.run(session),
            VisitVerb::ToTray(several) => several.run(session, Command::ToTray),
            VisitVerb::Reschedule(reschedule) => reschedule.run(session),
            VisitVerb::Confirm(timed) => timed.run(session, Command::Confirm),
            VisitVerb::Dispatch(timed) => timed.run(session, Command::Dispatch),
            VisitVerb::EnRoute(timed) => timed.run(session, Command::EnRoute),
            VisitVerb::OnSite(timed) => timed.run(session, Command::Arrive),
            VisitVerb::Done(done) => done.run(session),
            VisitVerb::Cancel(cancel) => cancel.run(session),
            VisitVerb::Pin(several) => several.run(session, |id| Command::Pin(id, true)),
            VisitVerb::Unpin(several) => several.run(session, |id| Command::Pin(id, false)),
            VisitVerb::Why(why) => why.run(session),
        }
    }
}

impl Several {
    fn run(&self, session: &Session, command: impl Fn(VisitId) -> Command) -> Result<Answer> {
        let mut desk = session.open_in(&self.place)?;
        desk.change_named(Desk::visit, &self.visits, command, &self.change)
    }
}
