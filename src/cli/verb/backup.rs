//! `backup`: a verified copy of the store, and the list of those that there are.

use std::path::{Path, PathBuf};

use app::{AppError, BackupFile};
use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Result;
use crate::output::{Answer, Page};
use crate::session::Session;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Backup {
    /// Where to; nothing may be there yet [default: the backups folder beside the store]
    path: Option<PathBuf>,
    #[command(subcommand)]
    verb: Option<BackupVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BackupVerb {
    /// The backups beside the store, newest first
    List {
        /// Look inside each whether it is whole
        #[arg(long)]
        verify: bool,
    },
}

/// The backups beside a store.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BackupList {
    backups: Vec<BackupLine>,
    total: usize,
}

/// One backup as its name tells it.
#[derive(Debug, Serialize, JsonSchema)]
struct BackupLine {
    #[serde(flatten)]
    file: BackupFile,
    /// Whether it is whole and can be restored; absent when nobody looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_good: Option<bool>,
}

impl Backup {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self.verb {
            Some(BackupVerb::List { verify }) => list(session, verify),
            None => write(session, self.path.as_deref()),
        }
    }
}

fn write(session: &Session, path: Option<&Path>) -> Result<Answer> {
    let desk = session.open()?;
    let store = desk.app.store();
    let written = match path {
        Some(path) => store.backup_to(path),
        None => store.backup(desk.app.now()),
    };
    let backup = written.map_err(AppError::from)?;
    session.output.answer(&backup, |page| {
        let rows: u64 = backup.rows.values().sum();
        page.line(&backup.path.display().to_string());
        page.line(&format!("verified: {} bytes, {rows} rows", backup.size));
    })
}

/// Needs no store that opens: a damaged one is when the list is wanted most.
fn list(session: &Session, verify: bool) -> Result<Answer> {
    let files = app::backups_of(&session.db()?).map_err(AppError::from)?;
    let line = |file: BackupFile| {
        let is_good = verify.then(|| app::verify_backup(&file.path).is_ok());
        BackupLine { file, is_good }
    };
    let backups: Vec<BackupLine> = files.into_iter().map(line).collect();
    let list = BackupList { total: backups.len(), backups };
    session.output.answer(&list, |page| say(page, &list))
}

fn say(page: &mut Page, list: &BackupList) {
    let row = |line: &BackupLine| {
        vec![
            line.file.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            line.file.label.clone().unwrap_or_default(),
            line.file.size.to_string(),
            line.is_good.map_or("", |good| if good { "whole" } else { "damaged" }).to_owned(),
            line.file.path.display().to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = list.backups.iter().map(row).collect();
    page.table(
        &["at (UTC)", "occasion", "bytes", "state", "file"],
        &rows,
        "no backups; make one: truckroll backup",
    );
}
