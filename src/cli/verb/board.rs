//! `board`: the jobs by stage.

use app::view::{Column, Local};
use app::{BoardQuery, ColumnKey, GroupBy};
use clap::Args;
use domain::Stage;

use super::job;
use crate::args;
use crate::failure::Result;
use crate::narrow::{Narrow, stage_of};
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll board --stage to_schedule --stage on_hold\n  \
    truckroll board --by technician --mark late\n  \
    truckroll board --as-of 'yesterday 5pm'")]
pub(crate) struct Board {
    /// Only this stage, such as to_schedule; may be repeated
    #[arg(long = "stage", value_name = "STAGE", value_parser = stage_of)]
    stages: Vec<Stage>,
    /// Columns of stages, or of technicians, services or zones with the work that is not over
    #[arg(long, value_name = "WHAT", value_parser = by_of, default_value = "stage")]
    by: GroupBy,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    plan: args::WhichPlan,
    #[command(flatten)]
    page: args::Page,
}

fn by_of(name: &str) -> std::result::Result<GroupBy, String> {
    let all = || GroupBy::ALL.map(GroupBy::name).join(", ");
    GroupBy::from_name(name).ok_or_else(|| format!("columns are of {}", all()))
}

impl Board {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let mut filter = self.narrow.filter(&desk, session)?;
        let (mut columns, mut offsets) = (Vec::new(), Vec::new());
        if self.by == GroupBy::Stage {
            columns = self.stages.into_iter().map(ColumnKey::Stage).collect();
            offsets = Stage::ALL.map(|stage| (ColumnKey::Stage(stage), self.page.offset)).to_vec();
        } else {
            filter.stages.extend(self.stages);
        }
        let query =
            BoardQuery { filter, by: self.by, columns, limit: self.page.limit, offsets, around: None };
        let board = desk.app.board(&query)?;
        session.output.answer(&board, |page| {
            let (full, empty): (Vec<&Column>, Vec<&Column>) =
                board.columns.iter().partition(|column| column.total > 0);
            for column in full {
                say_column(page, column, desk.now_local());
            }
            if !empty.is_empty() {
                let titles: Vec<String> =
                    empty.iter().map(|column| column.heading.title().to_lowercase()).collect();
                page.heading(&format!("Nothing in: {}", titles.join(", ")));
            }
        })
    }
}

fn say_column(page: &mut Page, column: &Column, now: Local) {
    page.heading(&format!("{} ({})", column.heading.title(), column.total));
    job::table(page, &column.jobs, now);
    if let Some(more) = words::shown(column.jobs.len(), column.offset, column.total, "jobs") {
        page.line(&more);
    }
    if column.unlooked > 0 {
        page.line(&format!("{} more were not looked at for marks; narrow the filter", column.unlooked));
    }
}
