//! What other programs call a job's status and priority.

use domain::Priority;

/// What a status word says about a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Work is still owed, and the word adds nothing to that.
    Open,
    /// Work is still owed; the word says more than the records can show, so it is kept as a tag.
    OpenTagged,
    /// The work is over and settled in the other system.
    Closed,
    /// It was called off.
    Cancelled,
}

/// What a status word says; none when it is not known.
pub(super) fn standing_of(word: &str) -> Option<Standing> {
    let word = super::header::plain(word);
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(OPEN) {
        Some(Standing::Open)
    } else if is(TAGGED) {
        Some(Standing::OpenTagged)
    } else if is(CLOSED) {
        Some(Standing::Closed)
    } else if is(CANCELLED) {
        Some(Standing::Cancelled)
    } else {
        None
    }
}

const OPEN: &[&str] = &[
    "open",
    "opened",
    "new",
    "created",
    "unscheduled",
    "needsscheduling",
    "toschedule",
    "todo",
    "scheduled",
    "planned",
    "requested",
    "abierta",
    "abierto",
    "nueva",
    "nuevo",
    "upcoming",
    "unassigned",
];
const TAGGED: &[&str] = &[
    "inprogress",
    "started",
    "pending",
    "assigned",
    "dispatched",
    "enroute",
    "onsite",
    "onhold",
    "hold",
    "waiting",
    "awaitingparts",
    "waitingforparts",
    "referred",
    "referredout",
    "emailsent",
    "late",
    "overdue",
    "actionrequired",
    "requiresinvoicing",
    "enprogreso",
    "encurso",
    "pendiente",
    "followup",
    "opendup",
];
const CLOSED: &[&str] = &[
    "closed",
    "complete",
    "completed",
    "done",
    "resolved",
    "finished",
    "fixed",
    "archived",
    "invoiced",
    "paid",
    "verified",
    "cerrada",
    "cerrado",
    "completada",
    "completado",
    "terminada",
    "finalizada",
    "closedduplicate",
    "completedduplicate",
    "completeunrated",
    "completerated",
    "closeddup",
    "completeddup",
];
const CANCELLED: &[&str] = &[
    "cancelled",
    "canceled",
    "cancel",
    "void",
    "voided",
    "rejected",
    "cancelada",
    "cancelado",
    "anulada",
    "usercanceled",
    "procanceled",
];

/// The priority that a word or number names; none when it is not known.
pub(super) fn priority_of(word: &str) -> Option<Priority> {
    let word = super::header::plain(word);
    let number = word.strip_prefix("priority").or_else(|| word.strip_prefix('p')).unwrap_or(&word);
    match number {
        "1" | "0" => return Some(Priority::Urgent),
        "2" => return Some(Priority::High),
        "3" => return Some(Priority::Normal),
        "4" | "5" | "6" | "7" | "8" | "9" => return Some(Priority::Low),
        _ => {}
    }
    match word.as_str() {
        "urgent" | "emergency" | "critical" | "highest" | "immediate" | "urgente" | "critica"
        | "emergencia" => Some(Priority::Urgent),
        "high" | "important" | "alta" | "alto" | "major" => Some(Priority::High),
        "normal" | "medium" | "standard" | "routine" | "moderate" | "media" | "medio" => {
            Some(Priority::Normal)
        }
        "low" | "lowest" | "minor" | "baja" | "bajo" => Some(Priority::Low),
        _ => None,
    }
}
