//! `log`: what was done.

use app::LogFilter;
use app::view::{Local, OperationLine, TimelineView};
use clap::Args;
use domain::{EntityRef, local_day};

use crate::args::count_of;
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll log --since yesterday --by dana\n  \
    truckroll log --entity J-1042")]
pub(crate) struct Log {
    /// Since this day or time, or after this operation (O-12)
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// What changed this record and what belongs to it, field by field; by its id
    #[arg(long, value_name = "ID")]
    entity: Option<String>,
    /// What this person did
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = count_of)]
    limit: usize,
}

impl Log {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open()?;
        let limit = Some(self.limit);
        let mut filter = LogFilter { actor: self.by, limit, ..LogFilter::default() };
        let entity = self.entity.as_deref().map(entity_of).transpose()?;
        if let Some(since) = &self.since {
            match operation_of(since) {
                Some(operation) => filter.after = Some(operation),
                None => match desk.date(since) {
                    Ok(date) => filter.since = Some(local_day(date, desk.business.zone).start),
                    Err(_) => filter.since = Some(desk.moment(since)?),
                },
            }
        }
        if let Some(entity) = entity {
            let timeline = desk.app.timeline_of(entity, &filter)?;
            let now = desk.now_local();
            return session.output.answer(&timeline, |page| tell(page, &timeline, now));
        }
        let log = desk.app.log(&filter)?;
        session.output.answer(&log, |page| table(page, &log.operations, desk.now_local()))
    }
}

fn entity_of(text: &str) -> Result<EntityRef> {
    text.parse().map_err(|error: domain::IdError| {
        Failure::usage("entity", error.to_string(), "look the id up: truckroll find TEXT")
    })
}

/// The number of an operation such as `O-12`.
pub(super) fn operation_of(text: &str) -> Option<i64> {
    let digits = text.strip_prefix("O-").or_else(|| text.strip_prefix("o-"))?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// The life of a record: each operation, and under it what it changed.
fn tell(page: &mut Page, timeline: &TimelineView, now: Local) {
    if timeline.operations.is_empty() {
        page.line("nothing was done");
    }
    for line in &timeline.operations {
        let operation = &line.operation;
        let undone = if operation.undone { " (undone)" } else { "" };
        let when = words::moment(operation.at, now);
        page.line(&format!("O-{}  {when}  {}: {}{undone}", operation.id, operation.actor, operation.summary));
        for field in &line.fields {
            let whose = if field.entity == timeline.entity { "" } else { field.label.as_str() };
            let gap = if whose.is_empty() { "" } else { ", " };
            let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
            let said = match (&field.before, &field.after) {
                (None, Some(after)) => after.clone(),
                (before, after) => format!("{} -> {}", side(before), side(after)),
            };
            page.line(&format!("        {whose}{gap}{}: {said}", field.name));
        }
    }
}

/// Operations as a table.
pub(super) fn table(page: &mut Page, operations: &[OperationLine], now: Local) {
    let row = |line: &OperationLine| {
        let undone = if line.undone { "undone".to_owned() } else { String::new() };
        vec![
            format!("O-{}", line.id),
            words::moment(line.at, now),
            line.actor.clone(),
            line.summary.clone(),
            undone,
        ]
    };
    let rows: Vec<Vec<String>> = operations.iter().map(row).collect();
    page.table(&["id", "at", "by", "what", ""], &rows, "nothing was done");
}
