//! Care of the store's file: backups when they are due, on whatever thread the caller has for them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use domain::Moment;
use store::{Backup, OpenOptions};

use crate::{App, Result};

/// A backup to be made if it is due. It needs no desk, so that another thread can make it while this one answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupJob {
    store: PathBuf,
    now: Moment,
}

impl BackupJob {
    /// The job for a store at a moment.
    pub fn new(store: &Path, now: Moment) -> Self {
        BackupJob { store: store.to_owned(), now }
    }

    /// Whether one is due: one look at a folder. A folder that cannot be read has the job find out why.
    pub fn is_due(&self) -> bool {
        store::is_backup_due(&self.store, self.now).unwrap_or(true)
    }

    /// Makes the backup, and removes those that the schedule no longer keeps; nothing when none is due, which
    /// costs one look at a folder.
    pub fn run(&self) -> Result<Option<Backup>> {
        Ok(store::backup_if_due(&self.store, &OpenOptions::at(self.now))?)
    }
}

impl App {
    /// Sets a flag of the caller's once something was committed here.
    pub fn tell_of_writes(&mut self, flag: &Arc<AtomicBool>) {
        self.written = Arc::clone(flag);
    }

    /// The backup job of this desk as of now; none for a store in memory.
    pub fn backup_job(&self) -> Option<BackupJob> {
        self.store.path().map(|path| BackupJob::new(path, self.clock.now()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, TimeZone, Utc};

    use super::*;
    use crate::{Clock, usual_business};

    #[test]
    fn a_backup_is_made_once_an_hour_beside_a_desk_at_work() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let now = Utc.with_ymd_and_hms(2026, 11, 22, 6, 31, 0).unwrap();
        let currency = domain::Currency::new("GBP").unwrap();
        let business = usual_business("Oakes Heating", domain::Tz::Europe__London, currency);
        let (app, _) = App::init(&path, business, Clock::Fixed(now), "dana").unwrap();
        let job = app.backup_job().unwrap();
        let backup = job.run().unwrap().unwrap();
        assert_eq!(backup.rows["operation"], 1);
        assert_eq!(job.run().unwrap(), None);
        let later = BackupJob::new(&path, now + TimeDelta::hours(1));
        assert!(later.run().unwrap().is_some());
        assert_eq!(app.business().unwrap().name, "Oakes Heating", "the desk is still at work");
    }
}
