//! Drafts: what was typed and not saved, kept through `Esc` and a crash.
//!
//! The file holds drafts only, and only until they are saved or thrown away. A draft of a site may hold gate
//! and alarm codes, so the file is readable by its owner alone (0600) in a folder of its owner's (0700), like
//! the store itself. It is replaced whole by a rename, never written over.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// What was typed into a form, by the names of its fields.
pub type Draft = BTreeMap<String, String>;

/// Drafts by the keys of their forms.
pub type Drafts = BTreeMap<String, Draft>;

/// All drafts of a file, by the store they belong to.
type File = BTreeMap<String, Drafts>;

/// The draft of a form as it is now; none when there is none any more.
pub type Change = (String, Option<Draft>);

/// The file in the folder.
const FILE: &str = "drafts.json";

/// After a write, changes are gathered so long before the next.
const GATHER: Duration = Duration::from_millis(250);

/// Keeps the drafts of one store in a file, on a thread of its own, so that no key waits for a disk.
#[derive(Debug)]
pub struct Keeper {
    changes: Option<Sender<Change>>,
    writer: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Begins to keep drafts in a folder, for the store of that path; gives those that are there.
    ///
    /// With no folder nothing is kept. A file that cannot be read counts as empty.
    pub fn start(folder: Option<&Path>, store: Option<&Path>) -> io::Result<(Self, Drafts)> {
        let Some(folder) = folder else { return Ok((Keeper { changes: None, writer: None }, Drafts::new())) };
        let store = store.map_or_else(String::new, |path| path.display().to_string());
        let drafts = read(&folder.join(FILE)).remove(&store).unwrap_or_default();
        let (sender, changes) = channel();
        let folder = folder.to_owned();
        let writer = thread::Builder::new().name("drafts".to_owned()).spawn(move || {
            keep(&folder, &store, &changes);
        })?;
        Ok((Keeper { changes: Some(sender), writer: Some(writer) }, drafts))
    }

    /// Keeps a draft, or forgets it.
    pub fn keep(&self, change: Change) {
        if let Some(changes) = &self.changes {
            // The writer ends only when this sender is dropped.
            let _gone_if_err = changes.send(change);
        }
    }
}

impl Drop for Keeper {
    /// Waits until the last draft is on disk.
    fn drop(&mut self) {
        self.changes = None;
        if let Some(writer) = self.writer.take() {
            let _drafts_are_lost_if_it_panicked = writer.join();
        }
    }
}

/// Writes the first change at once and then those that gathered: a key is on disk soon, and a fast typist
/// costs four writes a second.
fn keep(folder: &Path, store: &str, changes: &Receiver<Change>) {
    let mut waiting = BTreeMap::new();
    loop {
        if waiting.is_empty() {
            let Ok((key, draft)) = changes.recv() else { return };
            waiting.insert(key, draft);
        }
        waiting.extend(changes.try_iter());
        // A full disk or a folder that is not ours costs the draft, not the work on the screen.
        let _draft_is_lost_if_err = write(folder, store, std::mem::take(&mut waiting));
        if !gather(changes, &mut waiting) {
            if !waiting.is_empty() {
                let _draft_is_lost_if_err = write(folder, store, waiting);
            }
            return;
        }
    }
}

/// Gathers changes for a while; says whether more can come.
fn gather(changes: &Receiver<Change>, waiting: &mut BTreeMap<String, Option<Draft>>) -> bool {
    let until = Instant::now() + GATHER;
    loop {
        match changes.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok((key, draft)) => drop(waiting.insert(key, draft)),
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// The drafts in a file; none when it is not there or cannot be read.
fn read(path: &Path) -> File {
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Puts changes into the file, over what another screen has put there since.
fn write(folder: &Path, store: &str, changes: BTreeMap<String, Option<Draft>>) -> io::Result<()> {
    let path = folder.join(FILE);
    let mut file = read(&path);
    let drafts = file.entry(store.to_owned()).or_default();
    for (key, draft) in changes {
        match draft {
            Some(draft) => drop(drafts.insert(key, draft)),
            None => drop(drafts.remove(&key)),
        }
    }
    file.retain(|_, drafts| !drafts.is_empty());
    if file.is_empty() {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        };
    }
    app::write_private(folder, FILE, &serde_json::to_vec(&file)?)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn draft(text: &str) -> Draft {
        [("name".to_owned(), text.to_owned())].into()
    }

    #[test]
    fn drafts_outlive_the_screen_and_are_the_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let (keeper, none) = Keeper::start(Some(&state), Some(Path::new("a.db"))).unwrap();
        assert!(none.is_empty());
        keeper.keep(("new client".to_owned(), Some(draft("Ke"))));
        keeper.keep(("new client".to_owned(), Some(draft("Kerr"))));
        keeper.keep(("edit C-1".to_owned(), Some(draft("Jones"))));
        keeper.keep(("edit C-1".to_owned(), None));
        drop(keeper);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&state), mode(&state.join("drafts.json"))), (0o700, 0o600));
        let (keeper, kept) = Keeper::start(Some(&state), Some(Path::new("a.db"))).unwrap();
        assert_eq!(kept, Drafts::from([("new client".to_owned(), draft("Kerr"))]));
        let (_other, of_other) = Keeper::start(Some(&state), Some(Path::new("b.db"))).unwrap();
        assert!(of_other.is_empty());
        keeper.keep(("new client".to_owned(), None));
        drop(keeper);
        assert!(!state.join("drafts.json").exists());
    }

    #[test]
    fn two_screens_do_not_forget_each_others_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let (one, _) = Keeper::start(Some(folder.path()), Some(Path::new("a.db"))).unwrap();
        let (other, _) = Keeper::start(Some(folder.path()), Some(Path::new("a.db"))).unwrap();
        one.keep(("new client".to_owned(), Some(draft("Kerr"))));
        drop(one);
        other.keep(("new service".to_owned(), Some(draft("Boiler"))));
        drop(other);
        let (_keeper, kept) = Keeper::start(Some(folder.path()), Some(Path::new("a.db"))).unwrap();
        assert_eq!(kept.len(), 2);
    }

    #[test]
    fn a_broken_file_is_no_draft_and_no_folder_keeps_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("drafts.json"), "{\"a.db\": 3").unwrap();
        assert!(Keeper::start(Some(folder.path()), Some(Path::new("a.db"))).unwrap().1.is_empty());
        let (keeper, none) = Keeper::start(None, Some(Path::new("a.db"))).unwrap();
        keeper.keep(("new client".to_owned(), Some(draft("Kerr"))));
        assert!(none.is_empty());
    }
}
