//! `job list`.

use app::JobQuery;
use app::view::{JobLine, Local};
use clap::Args;
use domain::{Definitions, FieldOn, Stage};

use crate::args::{Page as ListPage, WhichPlan};
use crate::desk::Desk;
use crate::failure::Result;
use crate::narrow::{Dates, Narrow, stage_of};
use crate::output::{Answer, Page, words};
use crate::session::Session;
use crate::verb::record::{self, FieldArgs};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll job list --stage to_schedule --zone north\n  \
    truckroll job list --mark late --technician dana --json\n  \
    truckroll job list --filter '@dana #gas !late'")]
pub(crate) struct List {
    /// In this stage, such as to_schedule; may be repeated
    #[arg(long = "stage", value_name = "STAGE", value_parser = stage_of)]
    stages: Vec<Stage>,
    #[command(flatten)]
    narrow: Narrow,
    /// With this label under its stage
    #[arg(long, value_name = "LABEL")]
    substatus: Option<String>,
    #[command(flatten)]
    own: FieldArgs,
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
        let mut query = JobQuery { limit: self.page.limit, offset: self.page.offset, ..JobQuery::default() };
        query.filter = self.narrow.filter(&desk, session)?;
        query.filter.stages.extend(self.stages);
        query.substatuses = self.substatus.map(|label| labels_of(label, &desk)).unwrap_or_default();
        query.fields = self.own.values(FieldOn::Job, &desk)?;
        (query.from, query.to) = self.dates.bounds(&desk)?;
        let list = desk.app.jobs(&query)?;
        session.output.answer(&list, |page| {
            table_of(page, &list.jobs, desk.now_local(), desk.app.definitions());
            if let Some(more) = words::shown(list.jobs.len(), query.offset as u64, list.total, "jobs") {
                page.line(&more);
            }
            if list.unlooked > 0 {
                page.line(&format!("{} more were not looked at for marks; narrow the filter", list.unlooked));
            }
        })
    }
}

/// A label in the spelling of the configuration.
fn labels_of(label: String, desk: &Desk) -> Vec<String> {
    let folded = label.to_lowercase();
    let known = desk.app.definitions().substatuses.values().flatten();
    let known: Vec<String> = known.filter(|known| known.to_lowercase() == folded).cloned().collect();
    // A label that has left the configuration is still on the jobs that have it.
    if known.is_empty() { vec![label] } else { known }
}

/// Jobs as a table.
pub(in crate::verb) fn table(page: &mut Page, jobs: &[JobLine], now: Local) {
    table_of(page, jobs, now, &Definitions::default());
}

/// Jobs as a table with the fields that lists have.
fn table_of(page: &mut Page, jobs: &[JobLine], now: Local, definitions: &Definitions) {
    let header = ["id", "title", "client", "stage", "substatus", "when", "who", "priority", "marks"];
    let cells =
        |job: &JobLine| [row(job, now), record::cells_of(FieldOn::Job, &job.fields, definitions)].concat();
    let rows: Vec<Vec<String>> = jobs.iter().map(cells).collect();
    page.table(&record::header_with(&header, Some(FieldOn::Job), definitions), &rows, "no jobs");
}

fn row(job: &JobLine, now: Local) -> Vec<String> {
    let priority = match job.priority {
        domain::Priority::Normal => String::new(),
        priority @ (domain::Priority::Low | domain::Priority::High | domain::Priority::Urgent) => {
            priority.word().to_owned()
        }
    };
    vec![
        job.id.to_string(),
        job.title.clone(),
        job.client.name.clone(),
        job.stage.title().to_lowercase(),
        job.substatus.clone().unwrap_or_default(),
        job.when.map_or_else(String::new, |when| words::span(when, now)),
        words::names(&job.technicians),
        priority,
        words::marks(&job.marks),
    ]
}
