//! What `doctor --fix` mends: modes, the search index, a log that has grown, a missing backup.

use std::path::Path;

use domain::Moment;

use super::PATIENCE;
use crate::backup::{backups_of, integrity_problems};
use crate::connection::open_for_looking;
use crate::identity::require_known_schema;
use crate::migration;
use crate::permission::{make_folder_private, make_private};
use crate::place::{find_existing, folder_of};
use crate::{OpenOptions, Store, StoreError, search};

/// Mends what can be mended without losing anything, and says what that was. What is not a store, or is newer
/// than this program, is refused and left as it is.
pub fn mend(path: &Path, now: Moment) -> Result<Vec<String>, StoreError> {
    let path = find_existing(path)?;
    let looking = open_for_looking(&path, PATIENCE)?;
    require_known_schema(&looking, &path, migration::latest())?;
    let search_is_damaged = integrity_problems(&looking)?.iter().any(|problem| is_of_search(problem));
    drop(looking);
    let mut done = make_all_private(&path)?;
    let mut store = Store::open_existing(&path, &OpenOptions::at(now))?;
    if search_is_damaged {
        store.rebuild_search()?;
        done.push("made the search index anew from the records".to_owned());
    }
    store.checkpoint()?;
    if let Some(backup) = store.backup_if_due(now)? {
        done.push(format!("made a backup: {}", backup.path.display()));
    }
    Ok(done)
}

/// Whether SQLite speaks of the search index, which is derived and can be made anew.
pub(super) fn is_of_search(problem: &str) -> bool {
    problem.to_ascii_lowercase().contains("fts5")
}

fn make_all_private(store: &Path) -> Result<Vec<String>, StoreError> {
    let mut changed = make_private(store)?;
    let backups = backups_of(store)?;
    if let Some(folder) = backups.first().map(|backup| folder_of(&backup.path)) {
        changed.extend(make_folder_private(folder)?);
    }
    for backup in &backups {
        changed.extend(make_private(&backup.path)?);
    }
    changed.extend(crate::permission::close_to_others(folder_of(store))?);
    Ok(changed.into_iter().map(|path| format!("made {} private", path.display())).collect())
}

impl Store {
    /// Makes the search index anew from the records; searches go on with the old one until it is done.
    pub fn rebuild_search(&mut self) -> Result<(), StoreError> {
        let transaction = self.conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        search::rebuild(&transaction)?;
        transaction.commit()?;
        Ok(())
    }
}
