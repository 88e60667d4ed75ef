//! `board`: the jobs by stage.

use app::BoardQuery;
use app::view::{Column, Local};
use clap::Args;
use domain::Stage;

use super::job;
use crate::args;
use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Board {
    /// Only this stage, such as to_schedule; may be repeated
    #[arg(long = "stage", value_name = "STAGE", value_parser = job::stage_of)]
    stages: Vec<Stage>,
    #[command(flatten)]
    past: args::AsOf,
    #[command(flatten)]
    page: args::Page,
}

impl Board {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_at(&self.past)?;
        let offsets = Stage::ALL.map(|stage| (stage, self.page.offset)).to_vec();
        let query = BoardQuery { stages: self.stages, limit: self.page.limit, offsets };
        let board = desk.app.board(&query)?;
        session.output.answer(&board, |page| {
            let (full, empty): (Vec<&Column>, Vec<&Column>) =
                board.columns.iter().partition(|column| column.total > 0);
            for column in full {
                say_column(page, column, desk.now_local());
            }
            if !empty.is_empty() {
                let titles: Vec<String> =
                    empty.iter().map(|column| column.stage.title().to_lowercase()).collect();
                page.heading(&format!("Nothing in: {}", titles.join(", ")));
            }
        })
    }
}

fn say_column(page: &mut Page, column: &Column, now: Local) {
    page.heading(&format!("{} ({})", column.stage.title(), column.total));
    job::table(page, &column.jobs, now);
    if let Some(more) = words::shown(column.jobs.len(), column.offset, column.total, "jobs") {
        page.line(&more);
    }
}
