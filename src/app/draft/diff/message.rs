//! What a draft would have to be told to whom, by the playbook's defaults.

use domain::{Slice, Visit, VisitId, VisitState, describe_span};
use schemars::JsonSchema;
use serde::Serialize;

use super::Sides;
use super::visit::{label_of, pairs, title_of};
use crate::view::{name_client, name_technician};

/// What a message says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// To the client: the first time of a visit.
    Confirmation,
    /// To the client, who was told another: a new time.
    NewTime,
    /// To the client, who was told one: there is no time any more.
    NoTime,
    /// To a technician who was given the visit: it moves.
    TechnicianNewTime,
    /// To a technician who was given the visit: they do not go.
    TechnicianRelieved,
}

impl MessageKind {
    /// What to call it.
    pub fn word(self) -> &'static str {
        match self {
            MessageKind::Confirmation => "confirmation",
            MessageKind::NewTime | MessageKind::TechnicianNewTime => "new time",
            MessageKind::NoTime => "no time yet",
            MessageKind::TechnicianRelieved => "does not go",
        }
    }
}

/// One message that a draft would cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MessageDiff {
    /// What it says.
    pub kind: MessageKind,
    /// To whom, by name.
    pub to: String,
    /// About which visit.
    pub visit: VisitId,
    /// The message in a sentence.
    pub sentence: String,
}

/// Every message that the draft would cause, in the order of its visits.
pub(super) fn messages_of(sides: &Sides) -> Vec<MessageDiff> {
    pairs(sides)
        .flat_map(|(id, before, after)| {
            let client = to_client(sides, id, before, after);
            client.into_iter().chain(to_technicians(sides, id, before, after))
        })
        .collect()
}

fn to_client(sides: &Sides, visit: VisitId, before: &Visit, after: &Visit) -> Option<MessageDiff> {
    let slice = &sides.after.slice;
    let job = slice.jobs.get(&after.job)?;
    let zone = sides.after.zone();
    let time = |visit: &Visit| {
        visit.window.or(visit.span()).map_or_else(|| "no time".to_owned(), |span| describe_span(&span, zone))
    };
    let was_told = before.told_at.is_some();
    let (kind, what) = if was_told && after.slot.is_none() {
        (MessageKind::NoTime, format!("{} is off, no new time yet", time(before)))
    } else if was_told && after.window != before.window {
        (MessageKind::NewTime, format!("{} instead of {}", time(after), time(before)))
    } else if !was_told && before.slot.is_none() && after.slot.is_some() {
        (MessageKind::Confirmation, time(after))
    } else {
        return None;
    };
    let sentence = format!("{}: {what}", title_of(slice, after));
    Some(MessageDiff { kind, to: name_client(slice, job.client).name, visit, sentence })
}

/// Whoever was given the visit is told when they do not go, or go at another time.
fn to_technicians(sides: &Sides, visit: VisitId, before: &Visit, after: &Visit) -> Vec<MessageDiff> {
    if before.state != VisitState::Dispatched {
        return Vec::new();
    }
    let slice: &Slice = &sides.after.slice;
    let zone = sides.after.zone();
    let stays = |who| after.slot.is_some() && after.crew.iter().any(|crew| crew.members().any(|m| m == who));
    let mut messages = Vec::new();
    for who in before.crew.iter().flat_map(domain::Crew::members) {
        let (kind, what) = if !stays(who) {
            (MessageKind::TechnicianRelieved, "not to go".to_owned())
        } else if before.slot != after.slot {
            let to = after.span().map_or_else(String::new, |span| describe_span(&span, zone));
            (MessageKind::TechnicianNewTime, to)
        } else {
            continue;
        };
        let sentence = format!("{}: {what}", label_of(slice, before));
        messages.push(MessageDiff {
            kind,
            to: name_technician(&sides.before.slice, who).name,
            visit,
            sentence,
        });
    }
    messages
}
