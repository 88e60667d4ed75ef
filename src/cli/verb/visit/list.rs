//! `visit list`.

use app::VisitQuery;
use clap::Args;

use crate::args::{Page as ListPage, WhichPlan};
use crate::failure::Result;
use crate::narrow::{Dates, Narrow};
use crate::output::{Answer, words};
use crate::session::Session;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll visit list --from today --to fri --technician dana\n  \
    truckroll visit list --mark unconfirmed")]
pub(crate) struct List {
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    plan: WhichPlan,
    #[command(flatten)]
    page: ListPage,
}

impl List {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let (from, to) = self.dates.bounds(&desk)?;
        let query = VisitQuery {
            filter: self.narrow.filter(&desk, session)?,
            from,
            to,
            limit: self.page.limit,
            offset: self.page.offset,
        };
        let list = desk.app.visits(&query)?;
        session.output.answer(&list, |page| {
            super::table(page, &list.visits, desk.now_local());
            if let Some(more) = words::shown(list.visits.len(), query.offset as u64, list.total, "visits") {
                page.line(&more);
            }
        })
    }
}
