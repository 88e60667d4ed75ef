//! `migrate`: the store's schema, and bringing it up to date.

use std::path::PathBuf;

use app::{App, AppError, SchemaStanding};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

/// The exit code of `--check` when something would be done.
const PENDING: u8 = 1;

#[derive(Debug, Args)]
pub(crate) struct Migrate {
    /// Only say what would be done; the exit code is 1 when there is something
    #[arg(long)]
    check: bool,
}

/// The schema of a store.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MigrateAnswer {
    /// The store's file.
    db: PathBuf,
    #[serde(flatten)]
    standing: SchemaStanding,
    /// Whether the store was brought up to date now.
    migrated: bool,
}

impl Migrate {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let db = session.db()?;
        let standing = app::schema_standing(&db).map_err(AppError::from)?;
        let is_due = !standing.pending.is_empty();
        let migrated = is_due && !self.check;
        if migrated {
            // Opening does it: in one transaction, after a verified backup.
            drop(App::open(&db, session.clock(), session.actor()?)?);
        }
        let answer = MigrateAnswer { db, standing, migrated };
        let said = session.output.answer(&answer, |page| {
            let standing = &answer.standing;
            page.field("store", &answer.db.display().to_string());
            page.field(
                "schema",
                &format!("{} (this program writes {})", standing.schema, standing.schema_known),
            );
            match (is_due, migrated) {
                (false, _) => page.line("nothing is to be done"),
                (true, true) => page.line(&format!("done, after a backup: {}", standing.pending.join(", "))),
                (true, false) => {
                    page.line(&format!("to be done, after a backup: {}", standing.pending.join(", ")));
                }
            }
        })?;
        Ok(said.with_code(if is_due && !migrated { PENDING } else { 0 }))
    }
}
