//! Making the demo's store.

use std::path::Path;

use domain::{
    Brought, Command, EntityRef, InvoiceStatus, Job, JobId, Moment, Record, Tz, Visit, VisitId, VisitState,
};

use super::{DISPATCHER, Firm, demo_firm};
use crate::{App, Clock, Result};

/// Who made the firm: somebody else than the person trying it, whose undo must not take it away.
const MAKER: &str = "truckroll";

impl App {
    /// Makes a store with the demo firm at a path, or in memory when there is none: the business, everything
    /// else as one import, and a few ordinary operations of its dispatcher on top. The person trying it has done
    /// nothing yet, so an undo says so; what the dispatcher did is taken back by its number.
    pub fn demo(
        path: Option<&Path>,
        zone: Tz,
        seed: u64,
        clock: Clock,
        actor: impl Into<String>,
    ) -> Result<Self> {
        let now = clock.now();
        let Firm { business, records } = demo_firm(seed, now, zone);
        let morning = morning_commands(&records, now);
        let mut app = match path {
            Some(path) => App::init(path, business, clock, MAKER)?.0,
            None => App::in_memory(business, clock, MAKER)?,
        };
        app.run(Command::Import(records, "the demo firm".to_owned()))?;
        DISPATCHER.clone_into(&mut app.actor);
        for command in morning {
            app.run(command)?;
        }
        app.actor = actor.into();
        Ok(app)
    }
}

/// What the dispatcher did last: a client confirmed, a visit was handed over, a bill went out, a remark.
fn morning_commands(records: &[Brought], now: Moment) -> Vec<Command> {
    let visits = || records.iter().filter_map(|brought| Some((VisitId(brought.entity.id), visit(brought)?)));
    let within = |visit: &Visit, from: i64, to: i64| {
        let starts_in = |start: Moment| (from..to).contains(&(start - now).num_hours());
        visit.is_placed() && visit.span().is_some_and(|span| starts_in(span.start))
    };
    let planned = visits().find(|(_, visit)| visit.state == VisitState::Planned && within(visit, 24, 240));
    let confirmed = visits().find(|(_, visit)| visit.state == VisitState::Confirmed && within(visit, 1, 8));
    let mut jobs = records.iter().filter_map(|brought| Some((JobId(brought.entity.id), job(brought)?)));
    let unbilled =
        jobs.find(|(_, job)| job.verification.is_some() && job.invoice == InvoiceStatus::NotInvoiced);
    let late = visits().find(|(_, visit)| {
        let passed = visit.window.is_some_and(|window| window.end < now);
        visit.state == VisitState::Dispatched && passed
    });
    let remark = "Rang to say we are on the way, she waits until we come";
    [
        planned.map(|(id, _)| Command::Confirm(id, now)),
        confirmed.map(|(id, _)| Command::Dispatch(id, now)),
        unbilled.map(|(id, _)| Command::MarkInvoice(id, InvoiceStatus::Invoiced)),
        late.map(|(_, visit)| Command::Note(EntityRef::from(visit.job), remark.to_owned())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn visit(brought: &Brought) -> Option<&Visit> {
    if let Record::Visit(visit) = &brought.record { Some(visit) } else { None }
}

fn job(brought: &Brought) -> Option<&Job> {
    if let Record::Job(job) = &brought.record { Some(job) } else { None }
}
