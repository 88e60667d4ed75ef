//! What the import asks of the worker, and what comes back.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::import::{ImportKind, ImportOptions, ImportPreview, ImportReport, ImportStep};

/// A file that was read whole; it is not read again, so that what was tried is what is imported.
#[derive(Clone)]
pub struct ImportFile {
    /// Its name without the folders.
    pub name: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

impl ImportFile {
    /// A file of this path's name.
    pub fn new(path: &Path, bytes: Vec<u8>) -> Self {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        ImportFile { name, bytes: bytes.into() }
    }
}

impl PartialEq for ImportFile {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Arc::ptr_eq(&self.bytes, &other.bytes)
    }
}

impl fmt::Debug for ImportFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.name, self.bytes.len())
    }
}

/// The way to stop what is under way.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks it to stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl PartialEq for Stop {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// What a path could go on with.
    Complete(String),
    /// To read a file from the disk and say how it would be understood.
    Read {
        /// What it holds.
        kind: ImportKind,
        /// Where it is; `~` is the person's own folder.
        path: String,
    },
    /// To say how the file would be understood now.
    Look(ImportFile, ImportKind, Box<ImportOptions>),
    /// To try it, or to bring it in: `dry_run` in the options tells.
    Bring(ImportFile, ImportKind, Box<ImportOptions>, Stop),
}

impl Asked {
    /// Whether nothing is written.
    pub fn only_reads(&self) -> bool {
        match self {
            Asked::Complete(_) | Asked::Read { .. } | Asked::Look(..) => true,
            Asked::Bring(_, _, options, _) => options.dry_run,
        }
    }
}

/// What comes back.
#[derive(Debug, Clone)]
pub enum Answered {
    /// What the path could go on with.
    Completed(Completion),
    /// The file, and how it would be understood.
    Seen(ImportFile, Box<ImportPreview>),
    /// The file cannot be read: why, and how to mend it.
    Unreadable(String),
    /// How far it is; the end is still to come.
    Step(ImportStep),
    /// What would be done, or was done.
    Reported(Box<ImportReport>),
    /// It was stopped, and nothing of it is left.
    Stopped,
}

impl Answered {
    /// Whether the end is still to come.
    pub fn is_step(&self) -> bool {
        matches!(self, Answered::Step(_))
    }
}

/// What a path that is being typed can go on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The path as it was typed.
    pub typed: String,
    /// The path as far as all that fit agree.
    pub agreed: String,
    /// The names that fit, folders with a slash at their end.
    pub names: Vec<String>,
    /// How many more there are.
    pub more: usize,
    /// Why the folder cannot be looked into; empty when it can.
    pub problem: String,
}
