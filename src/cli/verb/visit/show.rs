//! `visit show`: everything about a visit.

use app::view::{Guessed, Local, LocalSpan, VisitLine};
use clap::Args;
use domain::Visit;
use serde_json::{Value, json};

use crate::args::WhichPlan;
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page, words};
use crate::session::Session;
use crate::verb::record;

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The visit
    visit: String,
    #[command(flatten)]
    plan: WhichPlan,
}

impl Show {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let id = desk.visit(&self.visit)?;
        let line = desk.visit_line(id)?;
        let visit = desk.visit_record(id)?;
        session.output.answer(&data(&line, &visit)?, |page| say(page, &line, &visit, &desk))
    }
}

/// The line with the record's history and overrides beside it.
fn data(line: &VisitLine, visit: &Visit) -> Result<Value> {
    let unwritable =
        |error: serde_json::Error| Failure::Other { message: error.to_string(), source: Some(error.into()) };
    let mut data = serde_json::to_value(line).map_err(unwritable)?;
    data["purpose"] = json!(visit.purpose);
    data["history"] = json!(visit.history);
    data["overrides"] = json!(visit.overrides);
    Ok(data)
}

fn say(page: &mut Page, line: &VisitLine, visit: &Visit, desk: &Desk) {
    let now = desk.now_local();
    let when = |at| words::moment(app::view::local(at, desk.business.zone), now);
    record::head(page, line.id.into(), &line.title, line.version);
    page.field("job", &line.job.to_string());
    page.field("client", &format!("{} {}", line.client.id, line.client.name));
    page.field(
        "site",
        &line.site.as_ref().map_or_else(String::new, |site| format!("{} {}", site.id, line.address)),
    );
    let guess = line.located_by.and_then(domain::Basis::guess);
    page.field(
        "position",
        &guess.map_or_else(String::new, |guess| format!("not given; taken to be {guess}")),
    );
    page.field("state", &line.state.describe());
    page.field("when", &when_of(line, now));
    page.field("length", &words::minutes(line.minutes.into()));
    page.field("who", &words::names(&line.technicians));
    let told = if line.told { ", the client was told" } else { ", the client is still to be told" };
    page.field("window", &line.window.map_or_else(String::new, |window| words::span(window, now) + told));
    page.field(
        "travel",
        &line.travel_before.map_or_else(String::new, |travel| {
            let about = if line.guessed.contains(&Guessed::TravelBefore) { "~" } else { "" };
            format!(
                "{about}{} before it, in a gap of {}",
                words::minutes(travel),
                words::minutes(line.gap_before.unwrap_or(0))
            )
        }),
    );
    page.field("pinned", &words::yes(line.pinned));
    page.field("marks", &words::marks(&line.marks));
    line.findings.iter().for_each(|finding| page.field("finding", &finding.sentence));
    for change in &visit.history {
        page.field("was", &format!("{} {} by {}", change.state.describe(), when(change.at), change.by));
    }
    for kept in &visit.overrides {
        page.field(
            "overridden",
            &format!("{}: {} ({} {})", kept.sentence, kept.reason, kept.by, when(kept.at)),
        );
    }
}

fn when_of(visit: &VisitLine, now: Local) -> String {
    let span = visit.start.zip(visit.end).map(|(start, end)| LocalSpan { start, end });
    span.map_or_else(|| "in the tray".to_owned(), |span| words::span(span, now))
}

/// Visits as a table.
pub(in crate::verb) fn table(page: &mut Page, visits: &[VisitLine], now: Local) {
    let row = |visit: &VisitLine| {
        vec![
            visit.id.to_string(),
            visit.job.to_string(),
            visit.title.clone(),
            when_of(visit, now),
            words::names(&visit.technicians),
            visit.state.describe(),
            words::marks_in(&visit.marks, visit.drafted),
        ]
    };
    let rows: Vec<Vec<String>> = visits.iter().map(row).collect();
    page.table(&["id", "job", "title", "when", "who", "state", "marks"], &rows, "no visits");
}
