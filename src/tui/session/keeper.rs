//! The thread that writes what is kept, so that no key waits for a disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

/// The way to the thread, and its end.
type Writing = (Sender<(String, String)>, JoinHandle<()>);

/// Keeps small texts under names in a private folder.
#[derive(Debug)]
pub(crate) struct Keeper {
    folder: Option<PathBuf>,
    writing: Option<Writing>,
}

impl Keeper {
    /// Begins; without a folder nothing is kept. `failed` is told once when writing does not work.
    pub(crate) fn start(
        folder: Option<PathBuf>,
        failed: impl FnOnce(String) + Send + 'static,
    ) -> io::Result<Self> {
        let Some(path) = folder.clone() else { return Ok(Keeper { folder, writing: None }) };
        let (sender, texts) = channel();
        let thread = thread::Builder::new().name("session".to_owned());
        let handle = thread.spawn(move || write_all(&path, &texts, failed))?;
        Ok(Keeper { folder, writing: Some((sender, handle)) })
    }

    /// What is kept under a name; none when there is nothing, or it cannot be read.
    pub(crate) fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.as_ref()?.join(name)).ok()
    }

    /// Keeps a text under a name, in the place of the one before.
    pub(crate) fn keep(&self, name: &str, text: String) {
        if let Some((sender, _)) = &self.writing {
            // The thread ends early only when writing failed, and that was said.
            let _gone_if_err = sender.send((name.to_owned(), text));
        }
    }

    /// Waits until everything is written.
    pub(crate) fn finish(self) {
        if let Some((sender, handle)) = self.writing {
            drop(sender);
            let _panicked_if_err = handle.join();
        }
    }
}

fn write_all(folder: &Path, texts: &Receiver<(String, String)>, failed: impl FnOnce(String)) {
    while let Ok((name, text)) = texts.recv() {
        let mut wanted = vec![(name, text)];
        // Only the last text of a name is worth writing.
        for (name, text) in texts.try_iter() {
            wanted.retain(|(other, _)| *other != name);
            wanted.push((name, text));
        }
        for (name, text) in wanted {
            if let Err(error) = app::write_private(folder, &name, text.as_bytes()) {
                let path = folder.join(name);
                failed(format!("{} cannot be written: {error}; the session is not kept", path.display()));
                return;
            }
        }
    }
}
