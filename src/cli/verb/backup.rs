//! `backup`: a verified copy of the store.

use std::path::PathBuf;

use app::AppError;
use clap::Args;
use serde_json::json;

use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Where to; nothing may be there yet [default: the backups folder beside the store]
    path: Option<PathBuf>,
}

impl Backup {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let store = desk.app.store();
        let written = match &self.path {
            Some(path) => store.backup_to(path),
            None => store.backup(desk.app.now()),
        };
        let backup = written.map_err(AppError::from)?;
        let data = json!({
            "path": backup.path, "size": backup.size, "schema": backup.schema, "rows": backup.rows,
        });
        session.output.answer(&data, |page| {
            let rows: u64 = backup.rows.values().sum();
            page.line(&backup.path.display().to_string());
            page.line(&format!("verified: {} bytes, {rows} rows", backup.size));
        })
    }
}
