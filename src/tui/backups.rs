//! Backups while the screen is open: when one is due it is made on a thread of its own, so that neither keys nor
//! loads wait for it. There is no timer: whoever asks the worker something, the minute's tick included, sets it off.

use std::thread;
use std::time::{Duration, Instant};

use app::App;

use crate::ask::Reply;
use crate::event::{Event, Post};

/// The folder is looked at no more often.
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// So long the first backup waits: whoever opens the desk wants to see it, and goes through its views.
const LEAVE_ALONE: Duration = Duration::from_secs(3);

/// When the folder of backups was looked at last.
#[derive(Debug, Default)]
pub(crate) struct Backups {
    looked: Option<Instant>,
}

impl Backups {
    /// Has a backup made if one is due; a failure is said on the screen.
    pub(crate) fn tend(&mut self, app: &App, post: &Post<Reply>) {
        if self.looked.is_some_and(|at| at.elapsed() < LOOK_EVERY) {
            return;
        }
        let wait = if self.looked.is_none() { LEAVE_ALONE } else { Duration::ZERO };
        self.looked = Some(Instant::now());
        let Some(job) = app.backup_job().filter(app::BackupJob::is_due) else { return };
        let post = post.clone();
        let make = move || {
            thread::sleep(wait);
            if let Err(error) = job.run() {
                log::error!("backup failed: {}", error.kind());
                post.event(Event::Warning(format!("No backup could be made: {error}")));
            }
        };
        // A system without a thread to spare is asked again in a minute.
        let _not_started = thread::Builder::new().name("backup".to_owned()).spawn(make);
    }
}
