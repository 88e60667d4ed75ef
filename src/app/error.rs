//! Why a use case failed.

use domain::{EntityKind, EntityRef, Mend, Refusal, WhenError};
use store::StoreError;
use thiserror::Error;

/// The result of a use case.
pub type Result<T> = std::result::Result<T, AppError>;

/// Why a use case failed. Nothing was changed unless the message says otherwise.
#[derive(Debug, Error)]
pub enum AppError {
    /// A rule stands in the way.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error("{0}")]
    Store(StoreError),
    /// Nothing has that name.
    #[error("there is no {} “{text}”", kind.word())]
    Unknown {
        /// What was looked for.
        kind: EntityKind,
        /// The text given.
        text: String,
    },
    /// Several things have that name.
    #[error("“{text}” could be {}", list(candidates))]
    Ambiguous {
        /// The text given.
        text: String,
        /// What it could be.
        candidates: Vec<(EntityRef, String)>,
    },
    /// A time could not be read, or has two readings.
    #[error("{0}")]
    When(#[from] WhenError),
    /// A time is missing.
    #[error("{text} names no time of day; give one such as 9am or 14:30")]
    NoTime {
        /// The text given.
        text: String,
    },
    /// The store has no business yet.
    #[error("this store has no business yet; run `truckroll init` first")]
    NoBusiness,
}

fn list(candidates: &[(EntityRef, String)]) -> String {
    let named: Vec<String> = candidates.iter().map(|(entity, name)| format!("{entity} {name}")).collect();
    named.join(" or ")
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refusal(refusal) => AppError::Refused(refusal),
            other => AppError::Store(other),
        }
    }
}

impl AppError {
    /// Its name in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            AppError::Refused(refusal) => refusal.kind(),
            AppError::Store(error) => error.kind(),
            AppError::Unknown { .. } => "not_found",
            AppError::Ambiguous { .. } => "ambiguous",
            AppError::When(_) | AppError::NoTime { .. } => "time",
            AppError::NoBusiness => "no_business",
        }
    }

    /// What would mend it, in sentences.
    pub fn hints(&self) -> Vec<String> {
        match self {
            AppError::Refused(refusal) => say(refusal.mends()),
            AppError::Store(error) => say(error.mends()),
            AppError::Ambiguous { candidates, .. } => {
                candidates.iter().map(|(entity, name)| format!("say {entity} for {name}")).collect()
            }
            AppError::Unknown { kind, .. } => {
                vec![format!("look it up: truckroll {}", kind.look_up())]
            }
            AppError::NoBusiness => vec!["truckroll init --name NAME".to_owned()],
            AppError::When(_) | AppError::NoTime { .. } => Vec::new(),
        }
    }
}

fn say(mends: Vec<Mend>) -> Vec<String> {
    let line = |mend: Mend| match mend.command {
        Some(command) => format!("{}: truckroll {command}", mend.sentence),
        None => mend.sentence,
    };
    mends.into_iter().map(line).collect()
}
