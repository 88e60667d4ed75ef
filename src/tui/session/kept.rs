//! What the screen keeps between runs: its session, drafts, and filters under names.

use std::io;
use std::path::{Path, PathBuf};

use app::SavedFilters;

use super::{Keeper, Session, file_for};
use crate::ask::Reply;
use crate::event::{Event, Source};
use crate::filter::FilterChange;
use crate::form::{self, Change};
use crate::ui::Ui;

/// The folder of what is kept, at work.
#[derive(Debug)]
pub(crate) struct Kept {
    keeper: Keeper,
    /// The name of the session's file.
    session: String,
    drafts: form::Keeper,
}

impl Kept {
    /// Takes back what was kept, before the screen loads anything.
    pub(crate) fn begin(
        ui: &mut Ui,
        source: &Source<Reply>,
        folder: Option<PathBuf>,
        configured: SavedFilters,
        store: Option<&Path>,
    ) -> io::Result<Self> {
        let post = source.post();
        let (drafts, found) = form::Keeper::start(folder.as_deref(), store)?;
        ui.take_drafts(found);
        let keeper = Keeper::start(folder, move |error| {
            post.event(Event::Warning(error));
        })?;
        let filters = keeper.read(SavedFilters::FILE).map(|text| SavedFilters::from_json(&text));
        if let Some(Err(_)) = filters {
            ui.fail(format!("{} cannot be read, so no filter is listed from it", SavedFilters::FILE));
        }
        ui.know_filters(filters.and_then(Result::ok).unwrap_or_default(), configured);
        let session = file_for(store);
        if let Some(text) = keeper.read(&session) {
            ui.restore(Session::from_json(&text));
        }
        Ok(Kept { keeper, session, drafts })
    }

    /// Keeps where the screen is.
    pub(crate) fn remember(&self, ui: &Ui) {
        self.keeper.keep(&self.session, ui.remember().to_json());
    }

    /// Keeps a draft, or forgets it.
    pub(crate) fn keep_draft(&self, change: Change) {
        self.drafts.keep(change);
    }

    /// Changes the filters under names in their file as it is now: the command line may have changed it since.
    pub(crate) fn keep_filters(&self, ui: &mut Ui, change: &FilterChange) {
        let text = self.keeper.read(SavedFilters::FILE);
        let mut kept = match text.map(|text| SavedFilters::from_json(&text)) {
            Some(Ok(kept)) => kept,
            None => ui.filters().kept.clone(),
            Some(Err(_)) => {
                // A damaged file is not written over: somebody may still mend it.
                ui.fail(format!(
                    "{} cannot be read, so the filter is not kept; mend it or remove it",
                    SavedFilters::FILE
                ));
                return;
            }
        };
        change.apply(&mut kept);
        self.keeper.keep(SavedFilters::FILE, kept.to_json());
        ui.renew_filters(kept);
    }

    /// Keeps where the screen is at the end, and waits until everything is written.
    pub(crate) fn finish(self, ui: &Ui) {
        self.remember(ui);
        self.keeper.finish();
    }
}
