//! What is not wrong yet: stale backups, a full disk, a clock that is off, a log that grows.

use chrono::{TimeDelta, TimeZone, Utc};
use domain::Moment;

use super::{Health, Problem};
use crate::place::folder_of;

/// A backup that is so much older than the last operation is stale: one is due every hour of use.
const STALE_AFTER: TimeDelta = TimeDelta::days(1);
/// A clock that is so far behind the last operation is wrong.
const CLOCK_SLACK: TimeDelta = TimeDelta::hours(1);
/// The log is meant to stay under this; SQLite takes it back into the file every 4 MiB.
const LARGE_LOG: u64 = 64 * 1024 * 1024;
/// Less free space than this is little, whatever the store's size.
const LITTLE_SPACE: u64 = 64 * 1024 * 1024;
/// A file that is emptier than this is worth shrinking by a restore of its own backup.
const MANY_FREE_PAGES: i64 = 10_000;

impl Health {
    /// Adds what is worth doing before it becomes a problem.
    pub(super) fn advise(&mut self, now: Moment) {
        if self.schema.is_none() {
            return;
        }
        self.advise_on_clock(now);
        self.advise_on_backups();
        self.advise_on_space();
        if self.wal_size > LARGE_LOG {
            self.suggest(
                "log_large",
                format!("the log beside the store has grown to {} MiB", self.wal_size / (1024 * 1024)),
                "leave the screens that have been open longest, then: truckroll doctor --fix",
            );
        }
    }

    fn advise_on_clock(&mut self, now: Moment) {
        // This program did not exist before; only a machine that lost its time says so.
        let earliest = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).single();
        let newest = self.last_operation_at.max(self.last_backup_at);
        let message = match newest {
            _ if earliest.is_some_and(|earliest| now < earliest) => {
                format!("the clock of this machine says {}", now.format("%Y-%m-%d %H:%M UTC"))
            }
            Some(newest) if newest - now > CLOCK_SLACK => format!(
                "the clock says {}, but the store was used at {}",
                now.format("%Y-%m-%d %H:%M UTC"),
                newest.format("%Y-%m-%d %H:%M UTC")
            ),
            Some(_) | None => return,
        };
        self.suggest("clock", message, "set the clock of this machine, or leave out --now");
    }

    fn advise_on_backups(&mut self) {
        let Some(used) = self.last_operation_at else { return };
        match self.last_backup_at {
            None => self.suggest("no_backup", "there is no backup".to_owned(), "make one: truckroll backup"),
            Some(at) if used - at > STALE_AFTER => self.suggest(
                "backup_stale",
                format!(
                    "the newest backup is of {}, and the store was used since",
                    at.format("%Y-%m-%d %H:%M UTC")
                ),
                "make one: truckroll backup",
            ),
            Some(_) => {}
        }
    }

    fn advise_on_space(&mut self) {
        self.disk_free =
            rustix::fs::statvfs(folder_of(&self.path)).ok().map(|disk| disk.f_bavail * disk.f_frsize);
        let size = self.size.unwrap_or_default();
        if let Some(free) = self.disk_free.filter(|free| *free < LITTLE_SPACE.max(2 * size)) {
            self.suggest(
                "disk_nearly_full",
                format!("only {} MiB are free on the disk", free / (1024 * 1024)),
                "make room: a backup needs as much as the store",
            );
        }
        let free_pages = self.free_pages.unwrap_or_default();
        if free_pages > MANY_FREE_PAGES && free_pages * 2 > self.pages.unwrap_or_default() {
            self.suggest(
                "mostly_empty",
                "more than half of the file is empty; nothing is lost by that".to_owned(),
                "it fills again as records are added",
            );
        }
    }

    fn suggest(&mut self, kind: &str, message: String, mend: &str) {
        self.advice.push(Problem { kind: kind.to_owned(), message, mend: Some(mend.to_owned()) });
    }
}
