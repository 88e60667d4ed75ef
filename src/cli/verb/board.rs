//! `board`: the jobs by stage.

use app::BoardQuery;
use clap::Args;
use domain::Stage;

use super::job;
use crate::args::Page as ListPage;
use crate::failure::Result;
use crate::output::{Answer, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Board {
    /// Only this stage, such as to_schedule; may be repeated
    #[arg(long = "stage", value_name = "STAGE", value_parser = job::stage_of)]
    stages: Vec<Stage>,
    #[command(flatten)]
    page: ListPage,
}

impl Board {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let offsets = Stage::ALL.map(|stage| (stage, self.page.offset)).to_vec();
        let query = BoardQuery { stages: self.stages, limit: self.page.limit, offsets };
        let board = desk.app.board(&query)?;
        session.output.answer(&board, |page| {
            for column in &board.columns {
                page.heading(&format!("{} ({})", column.stage.title(), column.total));
                if column.total > 0 {
                    job::table(page, &column.jobs, desk.now_local());
                }
                if let Some(more) = words::shown(column.jobs.len(), column.offset, column.total, "jobs") {
                    page.line(&more);
                }
            }
        })
    }
}
