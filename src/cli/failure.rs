//! Why a verb failed: its kind, its hints and its exit code.

use std::fmt;
use std::path::{Path, PathBuf};

use app::{AppError, StoreError};
use domain::{Refusal, WhenError};

use crate::session::Session;

/// The result of a verb.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Why a verb failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The use case failed or was refused.
    App(AppError),
    /// The store is damaged, and this backup of it is whole.
    Damaged { error: AppError, backup: PathBuf },
    /// The command line says something that cannot be.
    Usage { message: String, field: Option<String>, hints: Vec<String> },
    /// Nothing is there of what was named.
    NotFound { message: String, hint: String },
    /// What was given to be read in is rejected; nothing was imported.
    Input { message: String, hints: Vec<String>, detail: Option<serde_json::Value> },
    /// The configuration file is wrong.
    Config { message: String, hints: Vec<String> },
    /// It would have to be asked, and there is nobody to ask.
    Unasked { message: String },
    /// Rules forbid some of several; nothing was done.
    SomeRefused { message: String, hints: Vec<String> },
    /// Something outside failed.
    Other { message: String, source: Option<anyhow::Error> },
}

impl Failure {
    /// A wrong argument, with how to write it.
    pub(crate) fn usage(field: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Failure::Usage { message: message.into(), field: Some(field.to_owned()), hints: vec![hint.into()] }
    }

    /// A failed file operation: what was being done, to what.
    pub(crate) fn io(doing: &str, path: &Path, error: std::io::Error) -> Self {
        let message = format!("{doing} {} failed: {error}", path.display());
        Failure::Other { message, source: Some(error.into()) }
    }

    /// The same failure; damage with the newest good backup named.
    pub(crate) fn naming_backup(self, session: &Session) -> Self {
        let error = match self {
            Failure::App(error @ AppError::Store(StoreError::Damaged { .. })) => error,
            other => return other,
        };
        match session.db().ok().and_then(|db| app::latest_good_backup(&db)) {
            Some(file) => Failure::Damaged { error, backup: file.path },
            None => Failure::App(error),
        }
    }

    /// A matrix file that the configuration names and that cannot be used.
    pub(crate) fn from_matrix(error: &app::MatrixError) -> Self {
        let hints = vec!["mend the file, or name another: truckroll config edit".to_owned()];
        Failure::Config { message: error.to_string(), hints }
    }

    /// What the screen answered: its errors keep their own exit codes.
    pub(crate) fn from_screen(error: anyhow::Error) -> Self {
        match error.downcast::<AppError>() {
            Ok(error) => Failure::App(error),
            Err(error) => Failure::Other { message: error.to_string(), source: Some(error) },
        }
    }

    /// Its name in JSON.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Failure::App(AppError::When(WhenError::Ambiguous { .. })) => "ambiguous",
            Failure::App(error) | Failure::Damaged { error, .. } => error.kind(),
            Failure::Usage { .. } => "usage",
            Failure::NotFound { .. } => "not_found",
            Failure::Input { .. } => "input_rejected",
            Failure::Config { .. } => "config",
            Failure::Unasked { .. } => "not_confirmed",
            Failure::SomeRefused { .. } => "some_refused",
            Failure::Other { .. } => "failed",
        }
    }

    /// The field it is about, if it is about one.
    pub(crate) fn field(&self) -> Option<&str> {
        match self {
            Failure::App(AppError::Refused(refusal)) => refusal.field(),
            Failure::Usage { field, .. } => field.as_deref(),
            Failure::App(_)
            | Failure::Damaged { .. }
            | Failure::NotFound { .. }
            | Failure::Input { .. }
            | Failure::Config { .. }
            | Failure::Unasked { .. }
            | Failure::SomeRefused { .. }
            | Failure::Other { .. } => None,
        }
    }

    /// What would mend it, best first.
    pub(crate) fn hints(&self) -> Vec<String> {
        match self {
            Failure::App(AppError::When(WhenError::Ambiguous { readings, context, .. })) => readings
                .iter()
                .map(|reading| format!("say “{}”", reading.describe(context.today())))
                .collect(),
            Failure::App(AppError::NoTime { .. }) => {
                vec!["say a day and a time, such as “tmw 9am”".to_owned()]
            }
            Failure::App(error) => error.hints(),
            Failure::Damaged { backup, .. } => vec![
                "look at what is wrong: truckroll doctor".to_owned(),
                format!("restore the newest good backup: truckroll restore {}", app::shell_path(backup)),
            ],
            Failure::Usage { hints, .. }
            | Failure::Input { hints, .. }
            | Failure::SomeRefused { hints, .. }
            | Failure::Config { hints, .. } => hints.clone(),
            Failure::NotFound { hint, .. } => vec![hint.clone()],
            Failure::Unasked { .. } => vec!["repeat it with --yes".to_owned()],
            Failure::Other { .. } => Vec::new(),
        }
    }

    /// More for programs to read, such as the rows that were rejected.
    pub(crate) fn detail(&self) -> Option<&serde_json::Value> {
        if let Failure::Input { detail, .. } = self { detail.as_ref() } else { None }
    }

    /// What lies behind it, for `-v`.
    pub(crate) fn chain(&self) -> Vec<String> {
        let of = |error: &dyn std::error::Error| {
            let mut said = Vec::new();
            let mut next = error.source();
            while let Some(error) = next {
                said.push(error.to_string());
                next = error.source();
            }
            said
        };
        match self {
            Failure::App(error) | Failure::Damaged { error, .. } => of(error),
            Failure::Other { source: Some(source), .. } => source.chain().map(ToString::to_string).collect(),
            Failure::Other { source: None, .. }
            | Failure::Usage { .. }
            | Failure::NotFound { .. }
            | Failure::Input { .. }
            | Failure::Config { .. }
            | Failure::SomeRefused { .. }
            | Failure::Unasked { .. } => Vec::new(),
        }
    }

    /// Its exit code by the contract.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Failure::App(error) | Failure::Damaged { error, .. } => code_of(error),
            Failure::Usage { .. } | Failure::Config { .. } => 2,
            Failure::Unasked { .. } | Failure::SomeRefused { .. } => 3,
            Failure::NotFound { .. } => 4,
            Failure::Input { .. } => 6,
            Failure::Other { .. } => 1,
        }
    }
}

fn code_of(error: &AppError) -> u8 {
    match error {
        AppError::Refused(refusal) => code_of_refusal(refusal),
        AppError::Store(error) => code_of_store(error),
        AppError::Unknown { .. } | AppError::NoBusiness => 4,
        AppError::Ambiguous { .. } | AppError::When(WhenError::Ambiguous { .. }) => 3,
        AppError::When(WhenError::Unknown { .. } | WhenError::Impossible { .. })
        | AppError::NoTime { .. } => 2,
    }
}

fn code_of_store(error: &StoreError) -> u8 {
    match error {
        StoreError::NewerSchema { .. }
        | StoreError::Damaged { .. }
        | StoreError::NotAStore { .. }
        | StoreError::NotPermitted { .. }
        | StoreError::NetworkFilesystem { .. }
        | StoreError::SqliteTooOld { .. }
        | StoreError::Moved { .. } => 7,
        StoreError::NotFound { .. } => 4,
        StoreError::Refusal(refusal) => code_of_refusal(refusal),
        StoreError::AlreadyThere { .. } | StoreError::StillUsed => 3,
        StoreError::Busy { .. } | StoreError::Uncertain { .. } | StoreError::Failed { .. } => 1,
    }
}

fn code_of_refusal(refusal: &Refusal) -> u8 {
    match refusal {
        Refusal::NotFound { .. } | Refusal::NoDraft { .. } => 4,
        Refusal::ChangedSince { .. } | Refusal::UndoConflict { .. } | Refusal::PlanMoved { .. } => 5,
        Refusal::Invalid { .. }
        | Refusal::WrongState { .. }
        | Refusal::NotPlaced { .. }
        | Refusal::WrongStage { .. }
        | Refusal::VisitsOpen { .. }
        | Refusal::ChecklistOpen { .. }
        | Refusal::StillOpen { .. }
        | Refusal::NotSettled { .. }
        | Refusal::SoftGuards { .. }
        | Refusal::WindowTold { .. }
        | Refusal::StillUsed { .. }
        | Refusal::NotInDraft { .. }
        | Refusal::NothingToDo { .. } => 3,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::App(error) | Failure::Damaged { error, .. } => error.fmt(f),
            Failure::Usage { message, .. }
            | Failure::NotFound { message, .. }
            | Failure::Input { message, .. }
            | Failure::Config { message, .. }
            | Failure::Unasked { message }
            | Failure::SomeRefused { message, .. }
            | Failure::Other { message, .. } => f.write_str(message),
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Failure::App(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::App(AppError::Refused(refusal))
    }
}

impl From<WhenError> for Failure {
    fn from(error: WhenError) -> Self {
        Failure::App(AppError::When(error))
    }
}

#[cfg(test)]
mod tests {
    use domain::{JobId, VisitId};

    use super::*;

    #[test]
    fn every_way_to_fail_has_the_exit_code_of_the_contract() {
        let job = JobId(1);
        let refused = |refusal: Refusal| Failure::from(refusal).exit_code();
        assert_eq!(refused(Refusal::not_found(job)), 4);
        assert_eq!(refused(Refusal::ChangedSince { entity: job.into(), fields: vec!["title".into()] }), 5);
        assert_eq!(refused(Refusal::SoftGuards { findings: vec![] }), 3);
        assert_eq!(refused(Refusal::invalid("name", "is missing", "give a name")), 3);
        let told = Refusal::WindowTold { visit: VisitId(1), told: "a".into(), start: "b".into() };
        assert_eq!(refused(told), 3);
        let unknown = AppError::Unknown { kind: domain::EntityKind::Client, text: "Kerr".into() };
        assert_eq!(Failure::from(unknown).exit_code(), 4);
        let two = AppError::Ambiguous { text: "K".into(), candidates: vec![(job.into(), "a".into())] };
        assert_eq!(Failure::from(two).exit_code(), 3);
        assert_eq!(Failure::usage("at", "no", "yes").exit_code(), 2);
        assert_eq!(Failure::Unasked { message: String::new() }.exit_code(), 3);
        let input = Failure::Input { message: String::new(), hints: vec![], detail: None };
        assert_eq!((input.exit_code(), input.kind()), (6, "input_rejected"));
        assert_eq!(Failure::from_screen(anyhow::anyhow!("no terminal")).exit_code(), 1);
        assert_eq!(Failure::from_screen(AppError::NoBusiness.into()).exit_code(), 4);
    }

    #[test]
    fn a_refused_field_is_named() {
        let failure = Failure::from(Refusal::invalid("name", "is missing", "give a name"));
        assert_eq!(failure.field(), Some("name"));
        assert_eq!(failure.hints(), ["give a name"]);
    }
}
