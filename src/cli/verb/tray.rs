//! `tray`: the visits that have no slot or no technician.

use app::view::{Local, TrayLine};
use clap::Args;
use serde_json::json;

use crate::args::{Page as ListPage, WhichPlan};
use crate::failure::Result;
use crate::narrow::Narrow;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll tray --zone north --tag vip\n  \
    truckroll tray --filter '!urgent svc:boiler' --json")]
pub(crate) struct Tray {
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    plan: WhichPlan,
    #[command(flatten)]
    page: ListPage,
}

impl Tray {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let filter = self.narrow.filter(&desk, session)?;
        let (tray, total) = desk.app.tray(&filter, self.page.limit, self.page.offset)?;
        session.output.answer(&json!({ "tray": tray, "total": total }), |page| {
            let none = nothing(!filter.is_empty());
            table(page, &tray, desk.now_local(), none);
            if let Some(more) = words::shown(tray.len(), self.page.offset as u64, total, "visits") {
                page.line(&more);
            }
        })
    }
}

/// What is said of a tray without a line: whether a filter has left none.
pub(super) fn nothing(is_narrowed: bool) -> &'static str {
    if is_narrowed { "nothing of the tray passes the filter" } else { "nothing is in the tray" }
}

/// Visits of the tray as a table; `none` is said when there are none.
pub(super) fn table(page: &mut Page, tray: &[TrayLine], now: Local, none: &str) {
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
    page.table(&header, &rows, none);
}
