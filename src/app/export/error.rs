//! Why an export failed.

use thiserror::Error;

use crate::AppError;

/// Why an export failed; what was written until then is no export.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The store failed.
    #[error(transparent)]
    App(#[from] AppError),
    /// What is written to failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The format cannot hold it, or is not for it.
    #[error("{0}")]
    Format(String),
}

impl From<store::StoreError> for ExportError {
    fn from(error: store::StoreError) -> Self {
        ExportError::App(error.into())
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => ExportError::Io(error),
            other => ExportError::Format(format!("{other:?}")),
        }
    }
}
