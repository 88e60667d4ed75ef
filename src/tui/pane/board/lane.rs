//! One column: what it stands for and what of it is loaded.

use app::ColumnKey;
use app::view::{Column, JobLine};
use domain::{JobId, Stage};

use crate::pane::window::Window;

/// One column with what of it is loaded.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) key: ColumnKey,
    pub(super) title: String,
    pub(super) list: Window<JobId, JobLine>,
    /// Jobs that were not looked at for marks, because there were too many.
    pub(super) unlooked: u64,
}

impl Lane {
    /// Makes it with nothing loaded.
    pub(super) fn new(key: ColumnKey, title: &str) -> Self {
        Lane { key, title: title.to_owned(), list: Window::new(|job: &JobLine| job.id), unlooked: 0 }
    }

    /// Takes a page. A column that was only counted is asked for when it is seen.
    pub(super) fn take(&mut self, column: &Column, room: usize) {
        let whole = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        self.unlooked = column.unlooked;
        if column.jobs.is_empty() && column.total > 0 {
            (self.list.total, self.list.is_loaded, self.list.start) = (whole(column.total), false, 0);
            self.list.rows.clear();
            return;
        }
        self.list.take(whole(column.offset), whole(column.total), column.jobs.clone(), room);
    }
}

/// The columns of the stages, nothing loaded.
pub(super) fn stage_lanes() -> Vec<Lane> {
    Stage::ALL.into_iter().map(|stage| Lane::new(ColumnKey::Stage(stage), stage.title())).collect()
}
