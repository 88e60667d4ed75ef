//! Several commands at once of which some are refused: which, why, and what of them can be done.

use domain::{Command, EntityRef};

use crate::request::is_asked_together;
use crate::{App, AppError, Request, Result};

/// What became of the commands of a batch when each was tried by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Sifted {
    /// The batch without those that are refused; none when nothing is left.
    pub rest: Option<Request>,
    /// How many are left.
    pub left: usize,
    /// What each refused one is about, and why.
    pub refused: Vec<(Option<EntityRef>, String)>,
}

impl App {
    /// Tries each command of a batch by itself, storing nothing. Questions that a reason or a choice would answer
    /// are no refusals here: they are asked for all together.
    pub fn sift(&self, request: &Request) -> Result<Sifted> {
        let Command::Batch(commands) = &request.command else {
            return Ok(Sifted { rest: Some(request.clone()), left: 1, refused: Vec::new() });
        };
        let (mut kept, mut refused) = (Vec::new(), Vec::new());
        for command in commands {
            match self.rehearse(&Request { command: command.clone(), ..request.clone() }) {
                Ok(_) => kept.push(command.clone()),
                Err(AppError::Refused(refusal)) if is_asked_together(&refusal) => kept.push(command.clone()),
                Err(AppError::Refused(refusal)) => {
                    refused.push((subject_of(command), refusal.to_string()));
                }
                Err(error) => return Err(error),
            }
        }
        let left = kept.len();
        let rest = (left > 0).then(|| Request { command: Command::Batch(kept), ..request.clone() });
        Ok(Sifted { rest, left, refused })
    }
}

/// The record that a command is about, when it is one that is there.
fn subject_of(command: &Command) -> Option<EntityRef> {
    match command {
        Command::Schedule(id, ..)
        | Command::Assign(id, _)
        | Command::Unassign(id)
        | Command::Move(id, ..)
        | Command::ToTray(id)
        | Command::Reschedule(id, _)
        | Command::Confirm(id, _)
        | Command::Dispatch(id, _)
        | Command::EnRoute(id, _)
        | Command::Arrive(id, _)
        | Command::Finish(id, ..)
        | Command::CancelVisit(id, _)
        | Command::Pin(id, _) => Some((*id).into()),
        Command::Hold { job, .. } | Command::Complete { job, .. } => Some((*job).into()),
        Command::AddVisit(id, ..)
        | Command::Release(id)
        | Command::Promise(id, _)
        | Command::Answer(id, ..)
        | Command::Verify(id, _)
        | Command::MarkInvoice(id, _)
        | Command::Close(id)
        | Command::Reopen(id, _)
        | Command::SetSubstatus(id, _)
        | Command::CancelJob(id, ..) => Some((*id).into()),
        Command::Edit(entity, _)
        | Command::Remove(entity)
        | Command::Retag(entity, ..)
        | Command::Note(entity, _) => Some(*entity),
        Command::MergeClients { gone, .. } => Some((*gone).into()),
        Command::Add(_)
        | Command::Arrange(..)
        | Command::CommitDraft(_)
        | Command::AddClient(_)
        | Command::AddJob(_)
        | Command::Import(..)
        | Command::Sync(_)
        | Command::Batch(_) => None,
    }
}
