//! `doctor`: a store's health, looked at without changing it; mended when asked to.

use std::path::PathBuf;

use app::{Health, Problem, StoreError};
use clap::Args;

use crate::failure::{Failure, Result};
use crate::output::{Answer, Page};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// The file to look at [default: the store]
    file: Option<PathBuf>,
    /// Mend what can be mended without losing anything: file modes, the search index, a missing backup
    #[arg(long)]
    fix: bool,
}

impl Doctor {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        // A configuration that cannot be used is one of the findings, so it must not stand in the way of them.
        let config = session.config().and_then(|config| session.check_for_screen(config)).err();
        let path = match self.file {
            Some(file) => file,
            None => session.db().unwrap_or_else(|_| session.usual_db()),
        };
        let now = session.clock().now();
        let mended = if self.fix { app::mend(&path, now).map_err(app::AppError::from)? } else { Vec::new() };
        let mut health = Health { mended, ..Health::of(&path, now) };
        if config.is_none() && health.problems.iter().any(|problem| problem.kind == "store_not_found") {
            // There is nothing whose health could be told.
            return Err(Failure::App(StoreError::NotFound { path }.into()));
        }
        health.problems.extend(config.map(|failure| Problem {
            kind: failure.kind().to_owned(),
            message: failure.to_string(),
            mend: failure.hints().into_iter().next(),
        }));
        let answer = session.output.answer(&health, |page| say(page, &health))?;
        Ok(answer.with_code(verdict(&health)))
    }
}

/// The exit code: that of opening the store, 1 when it opens but something endangers it.
fn verdict(health: &Health) -> u8 {
    let code = |kind: &str| match kind {
        "store_not_found" => 4,
        "newer_schema" | "damaged" | "not_a_store" | "not_permitted" | "network_filesystem"
        | "sqlite_too_old" => 7,
        _ => 1,
    };
    health.problems.iter().map(|problem| code(&problem.kind)).max().unwrap_or(0)
}

fn say(page: &mut Page, health: &Health) {
    let known = |value: Option<String>| value.unwrap_or_else(|| "unknown".to_owned());
    page.field("store", &health.path.display().to_string());
    let schema =
        health.schema.map(|schema| format!("{schema} (this program writes {})", health.schema_known));
    page.field("schema", &known(schema));
    page.field("sqlite", &health.sqlite);
    page.field("integrity", &known(health.integrity.clone()));
    page.field("synchronous", &known(health.synchronous.clone()));
    page.field("journal mode", &known(health.journal_mode.clone()));
    page.field("filesystem", &known(health.filesystem.clone()));
    page.field(
        "size",
        &known(health.size.map(|size| format!("{size} bytes, log {} bytes", health.wal_size))),
    );
    for (file, mode) in &health.permissions {
        page.field("mode", &format!("{mode} {file}"));
    }
    if let (Some(pages), Some(free), Some(size)) = (health.pages, health.free_pages, health.page_size) {
        page.field("pages", &format!("{pages} of {size} bytes, {free} empty"));
    }
    if let Some(free) = health.disk_free {
        page.field("disk", &format!("{} MiB free", free / (1024 * 1024)));
    }
    page.field(
        "last backup",
        &health.last_backup.as_ref().map_or_else(|| "none".to_owned(), |p| p.display().to_string()),
    );
    let rows: Vec<String> = health.rows.iter().map(|(table, count)| format!("{count} {table}")).collect();
    page.field("rows", &rows.join(", "));
    for done in &health.mended {
        page.field("mended", done);
    }
    for (word, findings) in [("Problem", &health.problems), ("Advice", &health.advice)] {
        for finding in findings {
            page.heading(&format!("{word}: {}", finding.message));
            page.field("mend", finding.mend.as_deref().unwrap_or_default());
        }
    }
    if health.is_well() {
        page.line("all is well");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_missing_or_foreign_has_its_verdict() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing.db");
        assert_eq!(verdict(&Health::of(&missing, domain::Moment::UNIX_EPOCH)), 4);
        let foreign = folder.path().join("foreign.db");
        std::fs::write(&foreign, "no store at all").unwrap();
        assert_eq!(verdict(&Health::of(&foreign, domain::Moment::UNIX_EPOCH)), 7);
        assert_eq!(std::fs::read_to_string(&foreign).unwrap(), "no store at all");
    }
}
