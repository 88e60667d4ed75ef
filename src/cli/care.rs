//! What is done around every verb: the log is begun, and a backup is made after a change when one is due.

use std::time::Instant;

use app::BackupJob;

use crate::failure::Failure;
use crate::session::Session;

/// Makes the backup that a change has made due. The answer has been printed already, and whatever comes of the
/// backup, the change stands: so a failure is said and logged, and the exit code stays.
pub(crate) fn back_up_after(session: &Session) {
    let Some(store) = session.written_store() else { return };
    if let Err(error) = BackupJob::new(&store, session.clock().now()).run() {
        log::error!("backup failed: {}", error.kind());
        session
            .output
            .say(&format!("warning: the change is stored, but no backup of it could be made: {error}"));
    }
}

/// Logs how a verb ended.
pub(crate) fn log_end(verb: &str, begun: Instant, ended: Result<(), &Failure>) {
    let took = begun.elapsed().as_millis();
    match ended {
        Ok(()) => log::info!("end {verb}, {took} ms"),
        Err(failure) => {
            log::error!("end {verb}: {}, exit {}, {took} ms", failure.kind(), failure.exit_code());
        }
    }
}
