//! `job list`.

use app::JobQuery;
use app::view::{JobLine, Local};
use clap::Args;
use domain::{Mark, Stage, local_day};

use crate::args::Page as ListPage;
use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct List {
    /// In this stage, such as to_schedule
    #[arg(long, value_parser = stage_of)]
    stage: Option<Stage>,
    /// With this mark, such as late
    #[arg(long, value_parser = mark_of)]
    mark: Option<Mark>,
    /// With a visit of this technician, by id or name
    #[arg(long, short = 't')]
    technician: Option<String>,
    /// Of this client, by id or name
    #[arg(long)]
    client: Option<String>,
    /// At a site in this zone
    #[arg(long)]
    zone: Option<String>,
    /// With this entry of the price book, by id or name
    #[arg(long)]
    service: Option<String>,
    /// With this tag
    #[arg(long)]
    tag: Option<String>,
    /// With a visit on this day or later
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// With a visit on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// With these words
    #[arg(long)]
    text: Option<String>,
    #[command(flatten)]
    page: ListPage,
}

/// Reads the name of a stage.
pub(in crate::verb) fn stage_of(name: &str) -> std::result::Result<Stage, String> {
    let all = || Stage::ALL.map(Stage::name).join(", ");
    Stage::from_name(name).ok_or_else(|| format!("stages are {}", all()))
}

fn mark_of(name: &str) -> std::result::Result<Mark, String> {
    let all = || Mark::ALL.map(Mark::name).join(", ");
    Mark::from_name(name).ok_or_else(|| format!("marks are {}", all()))
}

impl List {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let mut query = JobQuery {
            mark: self.mark,
            limit: self.page.limit,
            offset: self.page.offset,
            ..JobQuery::default()
        };
        let filter = &mut query.filter;
        filter.stage = self.stage;
        filter.technician = self.technician.map(|text| desk.technician(&text)).transpose()?;
        filter.client = self.client.map(|text| desk.client(&text)).transpose()?;
        filter.service = self.service.map(|text| desk.service(&text)).transpose()?;
        (filter.zone, filter.tag, filter.text) = (self.zone, self.tag, self.text);
        let day =
            |text: String| Ok::<_, crate::failure::Failure>(local_day(desk.date(&text)?, desk.business.zone));
        filter.from = self.from.map(day).transpose()?.map(|day| day.start);
        filter.to = self.to.map(day).transpose()?.map(|day| day.end);
        let list = desk.app.jobs(&query)?;
        session.output.answer(&list, |page| {
            table(page, &list.jobs, desk.now_local());
            if let Some(more) = words::shown(list.jobs.len(), query.offset as u64, list.total, "jobs") {
                page.line(&more);
            }
        })
    }
}

/// Jobs as a table.
pub(in crate::verb) fn table(page: &mut Page, jobs: &[JobLine], now: Local) {
    let header = ["id", "title", "client", "stage", "when", "who", "priority", "marks"];
    let rows: Vec<Vec<String>> = jobs.iter().map(|job| row(job, now)).collect();
    page.table(&header, &rows, "no jobs");
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
        job.when.map_or_else(String::new, |when| words::span(when, now)),
        words::names(&job.technicians),
        priority,
        words::marks(&job.marks),
    ]
}
