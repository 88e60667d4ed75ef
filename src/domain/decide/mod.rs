//! The decisions: each command becomes facts to store, or is refused with a reason.

mod arrange;
mod batch;
mod desk;
mod draft;
mod edit;
mod field;
mod finish;
mod import;
mod job;
mod merge;
mod place;
mod record;
mod substatus;
mod tag;
mod validate;
mod visit;
mod wording;

#[cfg(test)]
mod tests;

use crate::{Command, Context, Decision, Fact, Refusal, Slice};
use desk::Desk;

pub use draft::name_finding;

/// Decides a command. Pure: the same slice, command and context always give the same answer.
///
/// The slice must hold the records the command names, their parents and, where a visit is placed, the
/// other visits of its crew on the days in question.
///
/// # Errors
/// A [`Refusal`] when a guard stands in the way; then nothing is to be stored.
pub fn decide(slice: &Slice, command: Command, context: &Context) -> Result<Decision, Refusal> {
    let mut desk = Desk::new(slice, context);
    let (fact, summary) = match command {
        // Records by the thousand are moved, not copied.
        Command::Import(records, what) => import::import(&mut desk, records, &what)?,
        command => run(&mut desk, &command)?,
    };
    let changes = desk.into_changes();
    if changes.is_empty() {
        return Err(Refusal::NothingToDo { what: "nothing would change".to_owned() });
    }
    Ok(Decision { fact, summary, changes })
}

fn run(desk: &mut Desk<'_>, command: &Command) -> Result<(Fact, String), Refusal> {
    match command {
        Command::Add(record) => record::add(desk, record),
        Command::Edit(entity, record) => edit::edit(desk, *entity, record),
        Command::Remove(entity) => record::remove(desk, *entity),
        Command::Retag(about, add, remove) => tag::retag(desk, *about, add, remove),
        Command::Note(about, text) => record::note(desk, *about, text),
        Command::AddClient(new) => record::add_client(desk, new),
        Command::MergeClients { keep, gone, merged } => merge::merge_clients(desk, *keep, *gone, merged),
        Command::AddJob(new) => job::add(desk, new),
        Command::AddVisit(job, placement, minutes, purpose) => {
            job::add_visit(desk, *job, placement, *minutes, purpose)
        }
        Command::Schedule(id, placement, choice) => place::schedule(desk, *id, placement, *choice),
        Command::Assign(id, crew) => place::assign(desk, *id, crew),
        Command::Unassign(id) => place::unassign(desk, *id),
        Command::Move(id, placement, choice) => place::shift(desk, *id, placement, *choice),
        Command::ToTray(id) => place::to_tray(desk, *id),
        Command::Arrange(arrangements, what) => arrange::arrange(desk, arrangements, what),
        Command::CommitDraft(plan) => draft::commit(desk, plan),
        Command::Reschedule(id, slot) => place::reschedule(desk, *id, *slot),
        Command::Confirm(id, at) => visit::confirm(desk, *id, *at),
        Command::Dispatch(id, at) => visit::dispatch(desk, *id, *at),
        Command::EnRoute(id, at) => visit::en_route(desk, *id, *at),
        Command::Arrive(id, at) => visit::arrive(desk, *id, *at),
        Command::Finish(id, at, outcome) => visit::finish(desk, *id, *at, outcome),
        Command::CancelVisit(id, reason) => visit::cancel(desk, *id, reason),
        Command::Pin(id, pinned) => visit::pin(desk, *id, *pinned),
        Command::Hold { job, reason, owner, look_again, note } => {
            job::hold(desk, *job, *reason, owner, *look_again, note)
        }
        Command::Release(id) => job::release(desk, *id),
        Command::Promise(id, term) => job::promise(desk, *id, *term),
        Command::Answer(id, line, answer) => job::answer(desk, *id, *line, answer.as_deref()),
        Command::Complete { job, outcome, parts, at } => {
            finish::complete(desk, *job, outcome, parts.as_deref(), *at)
        }
        Command::Verify(id, how) => finish::verify(desk, *id, how),
        Command::MarkInvoice(id, status) => finish::mark_invoice(desk, *id, *status),
        Command::Close(id) => finish::close(desk, *id),
        Command::Reopen(id, reason) => finish::reopen(desk, *id, reason),
        Command::CancelJob(id, reason, asked_by) => finish::cancel(desk, *id, reason, asked_by),
        Command::SetSubstatus(id, label) => substatus::set(desk, *id, label.as_deref()),
        Command::Import(records, what) => import::import(desk, records.clone(), what),
        Command::Sync(synced) => import::sync(desk, synced),
        Command::Batch(commands) => batch::batch(desk, commands),
    }
}
