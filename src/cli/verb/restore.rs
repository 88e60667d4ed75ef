//! `restore`: a backup takes the place of the store, and the file that was there is kept.

use std::path::{Path, PathBuf};

use app::{App, AppError, Restored};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup's file, its name in “backup list”, or “latest” for the newest that is whole
    backup: PathBuf,
}

/// What a restore did.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RestoreAnswer {
    /// The store's file.
    db: PathBuf,
    #[serde(flatten)]
    restored: Restored,
    /// The name of the business in it.
    business: String,
    /// Its last operation.
    last_operation: i64,
}

impl Restore {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let db = session.db()?;
        let backup = self.find(&db)?;
        let found = app::verify_backup(&backup).map_err(AppError::from)?;
        if std::fs::symlink_metadata(&db).is_ok() {
            let (store, from) = (db.display(), backup.display());
            let name = db.file_name().unwrap_or_default().to_string_lossy();
            session.confirm_by_name(
                &format!(
                    "Put {from} ({} operations) in the place of {store}? The file there is kept.",
                    rows(&found, "operation")
                ),
                &name,
            )?;
        }
        session.make_store_folder(&db)?;
        let restored = app::restore(&backup, &db, session.clock().now()).map_err(AppError::from)?;
        let app = App::open(&db, session.clock(), session.actor()?)?;
        let answer = RestoreAnswer {
            db,
            restored,
            business: app.business()?.name,
            last_operation: app.last_operation()?,
        };
        session.output.answer(&answer, |page| {
            page.line(&format!(
                "Restored {} from {}",
                answer.db.display(),
                answer.restored.from.path.display()
            ));
            page.field("business", &answer.business);
            page.field("last", &format!("O-{}", answer.last_operation));
            if let Some(kept) = &answer.restored.replaced {
                page.field("kept", &format!("the file that was there: {}", kept.display()));
            }
        })
    }

    /// The file that is meant.
    fn find(&self, db: &Path) -> Result<PathBuf> {
        if self.backup == Path::new("latest") {
            let none = || Failure::NotFound {
                message: format!("beside {} there is no backup that is whole", db.display()),
                hint: "name one that was kept elsewhere: truckroll restore PATH".to_owned(),
            };
            return app::latest_good_backup(db).map(|file| file.path).ok_or_else(none);
        }
        if self.backup.exists() || self.backup.components().count() > 1 {
            return Ok(self.backup.clone());
        }
        let listed = app::backups_of(db).map_err(AppError::from)?;
        let named = listed.into_iter().find(|file| file.path.file_name() == Some(self.backup.as_os_str()));
        named.map(|file| file.path).ok_or_else(|| Failure::NotFound {
            message: format!("there is no backup {}", self.backup.display()),
            hint: "look which there are: truckroll backup list".to_owned(),
        })
    }
}

fn rows(backup: &app::Backup, table: &str) -> u64 {
    backup.rows.get(table).copied().unwrap_or_default()
}
