//! Which backups are due, and which are no longer needed.

use std::collections::HashSet;

use chrono::{Datelike, TimeDelta};
use domain::Moment;

use super::BackupFile;

const EVERY: TimeDelta = TimeDelta::hours(1);
const HOURS: usize = 24;
const DAYS: usize = 14;
const WEEKS: usize = 8;
const MONTHS: usize = 12;

/// Whether no backup was made within the last hour. One from the future (a clock set back) does not count.
pub(super) fn is_due(backups: &[BackupFile], now: Moment) -> bool {
    !backups.iter().any(|file| file.at <= now && now - file.at < EVERY)
}

/// The backups that neither the hourly, daily, weekly nor monthly row keeps; they are given newest first.
///
/// Each row keeps the newest of each of its last periods that have one, so that quiet weeks do not empty it.
/// Labelled ones and those from the future are kept.
pub(super) fn superfluous(backups: &[BackupFile], now: Moment) -> Vec<&BackupFile> {
    let by_clock: Vec<&BackupFile> =
        backups.iter().filter(|file| file.label.is_none() && file.at <= now).collect();
    let mut kept = HashSet::new();
    keep_newest_of_each(&by_clock, HOURS, |at| at.timestamp().div_euclid(3600), &mut kept);
    keep_newest_of_each(&by_clock, DAYS, |at| i64::from(at.num_days_from_ce()), &mut kept);
    keep_newest_of_each(&by_clock, WEEKS, |at| i64::from(at.num_days_from_ce() - 1).div_euclid(7), &mut kept);
    keep_newest_of_each(
        &by_clock,
        MONTHS,
        |at| i64::from(at.year()) * 12 + i64::from(at.month0()),
        &mut kept,
    );
    by_clock.into_iter().filter(|file| !kept.contains(&file.path)).collect()
}

fn keep_newest_of_each<'a>(
    backups: &[&'a BackupFile],
    periods: usize,
    period_of: impl Fn(Moment) -> i64,
    kept: &mut HashSet<&'a std::path::PathBuf>,
) {
    let mut seen = HashSet::new();
    for file in backups {
        let is_newest = seen.insert(period_of(file.at));
        if seen.len() > periods {
            return;
        }
        if is_newest {
            kept.insert(&file.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};

    use super::*;

    fn made(at: Moment, label: Option<&str>) -> BackupFile {
        BackupFile { path: format!("{at}{label:?}").into(), at, label: label.map(str::to_owned), size: 1 }
    }

    fn noon() -> Moment {
        Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap()
    }

    #[test]
    fn one_is_due_an_hour_after_the_last() {
        assert!(is_due(&[], noon()));
        assert!(!is_due(&[made(noon() - TimeDelta::minutes(59), None)], noon()));
        assert!(is_due(&[made(noon() - TimeDelta::minutes(60), None)], noon()));
        assert!(is_due(&[made(noon() + TimeDelta::days(3), None)], noon()), "the clock was set back");
    }

    #[test]
    fn two_years_of_hourly_backups_thin_out_with_age() {
        let all: Vec<BackupFile> =
            (0..2 * 365 * 24).map(|hour| made(noon() - TimeDelta::hours(hour), None)).collect();
        let gone: HashSet<Moment> = superfluous(&all, noon()).iter().map(|file| file.at).collect();
        let kept: Vec<Moment> = all.iter().map(|file| file.at).filter(|at| !gone.contains(at)).collect();
        let within = |days: i64| kept.iter().filter(|&&at| noon() - at < TimeDelta::days(days)).count();
        assert_eq!(within(1), 24, "every hour of the last day");
        assert!((36..=40).contains(&within(14)), "a day each of a fortnight: {}", within(14));
        assert!(kept.len() <= HOURS + DAYS + WEEKS + MONTHS);
        let last_december = Utc.with_ymd_and_hms(2025, 12, 31, 23, 0, 0).unwrap();
        assert_eq!(kept.last(), Some(&last_december), "the twelfth month back");
    }

    #[test]
    fn the_last_one_stays_however_old_and_labelled_ones_stay_always() {
        let old = [made(noon() - TimeDelta::days(4000), None)];
        assert!(superfluous(&old, noon()).is_empty());
        let labelled: Vec<BackupFile> =
            (0..100).map(|minute| made(noon() - TimeDelta::minutes(minute), Some("schema-1"))).collect();
        assert!(superfluous(&labelled, noon()).is_empty());
    }

    #[test]
    fn of_one_hour_the_newest_is_kept() {
        let pair = [made(noon() + TimeDelta::minutes(5), None), made(noon(), None)];
        let gone = superfluous(&pair, noon() + TimeDelta::minutes(10));
        assert_eq!(gone, [&pair[1]]);
    }
}
