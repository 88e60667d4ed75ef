//! Refusals: facts that stand in the way, each with a sentence and its mend.

use schemars::JsonSchema;
use serde::Serialize;
use thiserror::Error;

use crate::{EntityKind, EntityRef, Finding, JobId, Stage, VisitId};

/// An action of the screen that mends something; its id is that of the screen's table of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the actions")]
pub enum MendAction {
    Schedule,
    Assign,
    AddVisit,
    Reschedule,
    Reopen,
    Release,
    EnRoute,
    OnSite,
    Done,
    Complete,
    Verify,
    Invoice,
    Check,
    Cancel,
    Promise,
    Pin,
    Undo,
    Draft,
}

impl MendAction {
    /// Every action that a mend can name.
    pub const ALL: [MendAction; 18] = [
        MendAction::Schedule,
        MendAction::Assign,
        MendAction::AddVisit,
        MendAction::Reschedule,
        MendAction::Reopen,
        MendAction::Release,
        MendAction::EnRoute,
        MendAction::OnSite,
        MendAction::Done,
        MendAction::Complete,
        MendAction::Verify,
        MendAction::Invoice,
        MendAction::Check,
        MendAction::Cancel,
        MendAction::Promise,
        MendAction::Pin,
        MendAction::Undo,
        MendAction::Draft,
    ];

    /// Its id.
    pub fn id(self) -> &'static str {
        match self {
            MendAction::Schedule => "schedule",
            MendAction::Assign => "assign",
            MendAction::AddVisit => "add-visit",
            MendAction::Reschedule => "reschedule",
            MendAction::Reopen => "reopen",
            MendAction::Release => "release",
            MendAction::EnRoute => "en-route",
            MendAction::OnSite => "on-site",
            MendAction::Done => "done",
            MendAction::Complete => "complete",
            MendAction::Verify => "verify",
            MendAction::Invoice => "invoice",
            MendAction::Check => "check",
            MendAction::Cancel => "cancel",
            MendAction::Promise => "promise",
            MendAction::Pin => "pin",
            MendAction::Undo => "undo",
            MendAction::Draft => "draft",
        }
    }
}

/// What would mend a refusal: the screen offers the action's key, the command line the command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mend {
    /// What to do, for people.
    pub sentence: String,
    /// The screen's action.
    pub action: Option<MendAction>,
    /// The command, without the program's name.
    pub command: Option<String>,
}

/// Why a command was not carried out. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the message of each variant is its contract; fields are named in it")]
pub enum Refusal {
    #[error("there is no {} {entity}", .entity.kind.word())]
    NotFound { entity: EntityRef },
    #[error("{field}: {message}")]
    Invalid { field: String, message: String, mend: String },
    #[error("{visit} is {state}, so it cannot be {wanted}")]
    WrongState { visit: VisitId, state: String, wanted: &'static str, mend: Option<Box<Mend>> },
    #[error("{visit} has no {missing}")]
    NotPlaced { visit: VisitId, missing: &'static str, mend: Box<Mend> },
    #[error("{job} is {}, so it cannot be {wanted}", .stage.title().to_lowercase())]
    WrongStage { job: JobId, stage: Stage, wanted: &'static str, mend: Option<Box<Mend>> },
    #[error("{job} still has {visits} to come or under way")]
    VisitsOpen { job: JobId, visits: String },
    #[error("{job}: {} required checklist item(s) have no answer: {}", .items.len(), .items.join("; "))]
    ChecklistOpen { job: JobId, items: Vec<String> },
    #[error("{job} has {count} open {what}")]
    StillOpen { job: JobId, count: u32, what: &'static str },
    #[error("{job} is {status}")]
    NotSettled { job: JobId, status: &'static str },
    #[error("{}", .findings.iter().map(|f| f.sentence.as_str()).collect::<Vec<_>>().join("; "))]
    SoftGuards { findings: Vec<Finding> },
    #[error("the client was told {told}, and {visit} would now start at {start}")]
    WindowTold { visit: VisitId, told: String, start: String },
    #[error("{entity} has changed since you saw it: {}", .fields.join(", "))]
    ChangedSince { entity: EntityRef, fields: Vec<String> },
    #[error("{entity} is still used by {by}")]
    StillUsed { entity: EntityRef, by: String },
    #[error("{what}")]
    NothingToDo { what: String },
    #[error("O-{operation} cannot be undone: {entity} has changed since ({})", .fields.join(", "))]
    UndoConflict { operation: i64, entity: EntityRef, fields: Vec<String> },
    #[error("the plan has moved under the draft: {}", say_moved(.moved))]
    PlanMoved { moved: Vec<Moved> },
    #[error("the draft {draft} takes changes of the plan alone: when visits are, and who goes")]
    NotInDraft { draft: String },
    #[error("there is no draft {draft}")]
    NoDraft { draft: String },
}

/// A record that is no longer as a draft found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Moved {
    /// Which record.
    pub entity: EntityRef,
    /// The fields that differ.
    pub fields: Vec<String>,
}

fn say_moved(moved: &[Moved]) -> String {
    let said = |moved: &Moved| format!("{} ({})", moved.entity, moved.fields.join(", "));
    moved.iter().map(said).collect::<Vec<_>>().join("; ")
}

impl Refusal {
    /// Builds an invalid-field refusal.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>, mend: impl Into<String>) -> Self {
        Refusal::Invalid { field: field.into(), message: message.into(), mend: mend.into() }
    }

    /// Builds a not-found refusal.
    pub fn not_found(entity: impl Into<EntityRef>) -> Self {
        Refusal::NotFound { entity: entity.into() }
    }

    /// Its name in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Refusal::NotFound { .. } | Refusal::NoDraft { .. } => "not_found",
            Refusal::Invalid { .. } => "invalid",
            Refusal::WrongState { .. } => "wrong_state",
            Refusal::NotPlaced { .. } => "not_placed",
            Refusal::WrongStage { .. } => "wrong_stage",
            Refusal::VisitsOpen { .. } => "visits_open",
            Refusal::ChecklistOpen { .. } => "checklist_open",
            Refusal::StillOpen { .. } => "still_open",
            Refusal::NotSettled { .. } => "not_settled",
            Refusal::SoftGuards { .. } => "soft_guards",
            Refusal::WindowTold { .. } => "window_told",
            Refusal::ChangedSince { .. } => "changed_since",
            Refusal::StillUsed { .. } => "still_used",
            Refusal::NothingToDo { .. } => "nothing_to_do",
            Refusal::UndoConflict { .. } => "undo_conflict",
            Refusal::PlanMoved { .. } => "plan_moved",
            Refusal::NotInDraft { .. } => "not_in_draft",
        }
    }

    /// The field it is about, if it is about one.
    pub fn field(&self) -> Option<&str> {
        if let Refusal::Invalid { field, .. } = self { Some(field) } else { None }
    }

    /// Whether a written reason would override it.
    pub fn is_soft(&self) -> bool {
        matches!(self, Refusal::SoftGuards { .. })
    }

    /// What would mend it, best first.
    pub fn mends(&self) -> Vec<Mend> {
        let say = |sentence: &str, action: Option<MendAction>, command: Option<String>| Mend {
            sentence: sentence.to_owned(),
            action,
            command,
        };
        match self {
            Refusal::NotFound { entity } => {
                vec![say("look it up", None, Some(entity.kind.look_up().to_owned()))]
            }
            Refusal::Invalid { mend, .. } => vec![say(mend, None, None)],
            Refusal::WrongState { mend, .. } | Refusal::WrongStage { mend, .. } => {
                mend.iter().map(|mend| (**mend).clone()).collect()
            }
            Refusal::NotPlaced { mend, .. } => vec![(**mend).clone()],
            Refusal::VisitsOpen { visits, .. } => {
                let first = visits.split(", ").next().unwrap_or("ID");
                let (done, cancel) =
                    (format!("visit done {first} --outcome OUTCOME"), format!("visit cancel {first} REASON"));
                vec![
                    say("finish them first", Some(MendAction::Done), Some(done)),
                    say("or cancel them", Some(MendAction::Cancel), Some(cancel)),
                ]
            }
            Refusal::ChecklistOpen { job, .. } => {
                let command = format!("job check {job} ITEM ANSWER");
                vec![say("answer them", Some(MendAction::Check), Some(command))]
            }
            Refusal::StillOpen { job, .. } => {
                vec![say("settle them first", None, Some(format!("job show {job}")))]
            }
            Refusal::NotSettled { job, .. } => {
                let command = format!("job invoice {job} paid");
                vec![say("mark the invoice paid or not billable", Some(MendAction::Invoice), Some(command))]
            }
            Refusal::SoftGuards { .. } => {
                vec![say("give a reason to do it all the same", None, Some("… --override REASON".into()))]
            }
            Refusal::WindowTold { .. } => vec![say(
                "keep the window, shift it, or promise the new one to the client",
                None,
                Some("… --window keep|shift|promise".into()),
            )],
            Refusal::ChangedSince { entity, .. } => {
                let command = format!("{} show {entity}", entity.kind.word());
                vec![say("look again, then repeat", None, Some(command))]
            }
            Refusal::StillUsed { entity, .. } => vec![mend_of_used(*entity)],
            Refusal::NothingToDo { .. } => Vec::new(),
            Refusal::UndoConflict { entity, .. } => {
                let command = format!("log --entity {entity}");
                vec![say("undo the later operation first", None, Some(command))]
            }
            Refusal::PlanMoved { moved } => {
                let first = moved.first().map_or_else(String::new, |moved| format!(" {}", moved.entity));
                let drop = format!("draft drop DRAFT{first}");
                vec![
                    say("look at what differs", Some(MendAction::Draft), Some("draft diff DRAFT".to_owned())),
                    say("move those visits again in the draft, or take them out of it", None, Some(drop)),
                ]
            }
            Refusal::NotInDraft { .. } => {
                vec![say(
                    "leave the draft to do it",
                    Some(MendAction::Draft),
                    Some("… without --draft".into()),
                )]
            }
            Refusal::NoDraft { .. } => vec![say("see which there are", None, Some("draft list".to_owned()))],
        }
    }
}

/// What to do about a record that is used: those that can leave without being forgotten leave so.
fn mend_of_used(entity: EntityRef) -> Mend {
    let word = entity.kind.word();
    let (sentence, command) = match entity.kind {
        EntityKind::Client | EntityKind::Technician | EntityKind::Service => {
            ("mark it inactive instead: its history stays", format!("{word} edit {entity} --inactive"))
        }
        EntityKind::Job => ("cancel it instead", format!("job cancel {entity} REASON")),
        EntityKind::Visit => ("cancel it instead", format!("visit cancel {entity} REASON")),
        EntityKind::Business
        | EntityKind::Contact
        | EntityKind::Site
        | EntityKind::Equipment
        | EntityKind::Event
        | EntityKind::Note => ("remove those first", format!("find {entity}")),
    };
    Mend { sentence: sentence.to_owned(), action: None, command: Some(command) }
}

#[cfg(test)]
mod tests;
