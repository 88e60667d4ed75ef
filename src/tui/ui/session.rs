//! What of the screen comes back after a restart.

use super::{Ui, View};
use crate::pane::Pane;
use crate::session::{Left, Session};

impl Ui {
    /// What is to come back.
    pub fn remember(&self) -> Session {
        let mut session = Session::at(self.view, self.shared.filter.to_string());
        session.today = self.today.remember();
        session.calendar = self.calendar.remember();
        session.board = self.board.remember();
        session.clients = self.clients.remember();
        session.draft = self.shared.draft.as_ref().map(|draft| draft.id).or(self.left_draft);
        session
    }

    /// Takes back what was remembered, before anything is loaded. What cannot be read is left out, and that is said.
    pub fn restore(&mut self, kept: Result<Session, Left>) {
        let session = match kept {
            Ok(session) => session,
            Err(Left::Damaged) => {
                self.fail("what was kept of the last session cannot be read, so the screen begins afresh");
                return;
            }
            Err(Left::Newer) => {
                self.fail("a newer truckroll kept the last session, so the screen begins afresh");
                return;
            }
        };
        self.left_draft = session.draft;
        self.view = session.view;
        self.last_view = if session.view == View::Today { View::Calendar } else { View::Today };
        self.shared.filter = session.filter.parse().unwrap_or_default();
        for (view, _) in View::TABS {
            let kept = match view {
                View::Today => &session.today,
                View::Calendar => &session.calendar,
                View::Board => &session.board,
                View::Clients => &session.clients,
            };
            let (pane, shared) = self.pane_of(view);
            // Nothing is loaded yet: what the pane asks for comes with the first view.
            let _asked_for_with_the_view = pane.filter(shared);
            pane.restore(kept, shared);
        }
    }

    /// Takes every view's selection to a job that is new, once it is loaded.
    pub(super) fn seek(&mut self, job: domain::JobId) {
        for (view, _) in View::TABS {
            self.pane_of(view).0.seek(job);
        }
    }
}
