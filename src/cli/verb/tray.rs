//! `tray`: the visits that have no slot or no technician.

use app::view::{Local, TrayLine};
use clap::Args;
use serde_json::json;

use crate::args::{AsOf, Page as ListPage};
use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Tray {
    #[command(flatten)]
    past: AsOf,
    #[command(flatten)]
    page: ListPage,
}

impl Tray {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_at(&self.past)?;
        let (tray, total) = desk.app.tray(self.page.limit, self.page.offset)?;
        session.output.answer(&json!({ "tray": tray, "total": total }), |page| {
            table(page, &tray, desk.now_local());
            if let Some(more) = words::shown(tray.len(), self.page.offset as u64, total, "visits") {
                page.line(&more);
            }
        })
    }
}

/// Visits of the tray as a table.
pub(super) fn table(page: &mut Page, tray: &[TrayLine], now: Local) {
    let row = |line: &TrayLine| {
        let job = &line.job;
        let title = if line.purpose.is_empty() { &job.title } else { &line.purpose };
        vec![
            line.visit.to_string(),
            job.id.to_string(),
            job.priority.word().to_owned(),
            title.clone(),
            job.client.name.clone(),
            words::minutes(job.minutes.into()),
            job.skills.join(", "),
            job.promise.as_ref().map_or_else(String::new, |term| words::term(term, now)),
            line.missing.to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = tray.iter().map(row).collect();
    let header = ["visit", "job", "priority", "title", "client", "length", "skills", "promised", "missing"];
    page.table(&header, &rows, "nothing is in the tray");
}
