//! `visit list`.

use app::VisitQuery;
use clap::Args;
use domain::{Span, local_day};

use crate::args::{AsOf, Page as ListPage};
use crate::failure::Result;
use crate::narrow::Narrow;
use crate::output::{Answer, words};
use crate::session::Session;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll visit list --from today --to fri --technician dana\n  \
    truckroll visit list --mark unconfirmed")]
pub(crate) struct List {
    #[command(flatten)]
    narrow: Narrow,
    /// On this day or later
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// On this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    #[command(flatten)]
    past: AsOf,
    #[command(flatten)]
    page: ListPage,
}

impl List {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_at(&self.past)?;
        let day = |text: String| -> Result<Span> { Ok(local_day(desk.date(&text)?, desk.business.zone)) };
        let (from, to) = (self.from.map(day).transpose()?, self.to.map(day).transpose()?);
        let query = VisitQuery {
            filter: self.narrow.filter(&desk, session)?,
            from: from.map(|day| day.start),
            to: to.map(|day| day.end),
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
