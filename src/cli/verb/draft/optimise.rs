//! `draft optimise`: the best plan of a day, found in a draft.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::{LeftLine, OptimiseAsk, OptimiseReport, OptimiseStep, PlanFigures, Threads};
use clap::{Args, value_parser};

use crate::failure::{Failure, Result};
use crate::output::{Answer, Page, Progress, words};
use crate::session::Session;

/// Nobody waits longer.
const MOST_SECONDS: f64 = 3600.0;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll draft new Tuesday --date tue\n  \
    truckroll draft optimise Tuesday --seconds 10\n  \
    truckroll draft diff Tuesday\n\n\
    Ctrl-C ends the search early; the draft keeps the best plan until then.")]
pub(crate) struct Optimise {
    /// The draft, by number or name
    draft: String,
    /// The day [default: that of the draft]
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    /// How long to look
    #[arg(long, value_name = "N", default_value_t = 10.0)]
    seconds: f64,
    /// Most overtime of each technician in minutes; it is taken only for work that would find no place
    #[arg(long, value_name = "MINUTES", default_value_t = 0)]
    overtime: u32,
    /// Find places for so many visits of the tray, the most pressing first
    #[arg(long, value_name = "N", default_value_t = 100)]
    tray: usize,
    /// Another seed may find another plan
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Look on so many threads at once, each on a core of its own [default: as configured, else 1]
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=i64::from(Threads::MOST)))]
    threads: Option<u32>,
}

impl Optimise {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let draft = desk.app.draft(desk.app.resolve_draft(&self.draft)?)?;
        let date = match &self.date {
            Some(date) => desk.date(date)?,
            None => draft.date.ok_or_else(|| no_date(&draft.name))?,
        };
        let ask = OptimiseAsk {
            limit: self.limit()?,
            overtime_minutes: self.overtime,
            most_of_tray: self.tray,
            seed: self.seed,
            threads: self.threads.and_then(|threads| threads.try_into().ok()),
            ..OptimiseAsk::new(draft.id, date)
        };
        let roads = desk.app.warm_roads_of_plan(&ask)?;
        desk.say_roads(&roads);
        let stop = stop_by_signal();
        let progress = Progress::begin(session.output.is_json());
        let whole = u64::try_from(ask.limit.as_millis()).unwrap_or(u64::MAX);
        let report = desk.app.optimise(&ask, &mut |step: &OptimiseStep| {
            progress.tell(step.elapsed_ms, whole, &standing(&step.figures));
            !stop.load(Ordering::Relaxed)
        });
        drop(progress);
        let report = report?;
        session.output.answer(&report, |page| say(page, &report, &draft.name))
    }

    fn limit(&self) -> Result<Duration> {
        let limit = Duration::try_from_secs_f64(self.seconds).ok();
        limit.filter(|_| self.seconds <= MOST_SECONDS).ok_or_else(|| {
            let message = format!("{} is no time to look", self.seconds);
            Failure::usage("seconds", message, format!("name a number from 0 to {MOST_SECONDS}"))
        })
    }
}

fn no_date(name: &str) -> Failure {
    Failure::usage("date", format!("the draft {name} is about no day"), "name it: --date tmw")
}

/// A flag that Ctrl-C raises, instead of ending the program, from now on.
fn stop_by_signal() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    // Without it Ctrl-C ends the program as ever, and the draft is as it was.
    let _not_caught = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop));
    stop
}

/// `2 without a place, 4h10 travel`, with what is worse before it when there is any.
fn standing(figures: &PlanFigures) -> String {
    let count = |count: u32, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let overtime = i64::from(figures.overtime_minutes);
    [
        count(figures.unserved_urgent, "urgent without a place"),
        count(figures.broken_promises, "promises broken"),
        Some(format!("{} without a place", figures.unserved)),
        (overtime > 0).then(|| format!("{} overtime", words::minutes(overtime))),
        Some(format!("{} travel", words::minutes(i64::from(figures.travel_minutes)))),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}

fn say(page: &mut Page, report: &OptimiseReport, draft: &str) {
    match &report.outcome {
        Some(outcome) => page.line(&outcome.summary),
        None => page.line("Nothing is better than the plan as it stands"),
    }
    page.field("plan", &standing(&report.figures));
    page.field("looked for", &format!("{}.{} s", report.elapsed_ms / 1000, report.elapsed_ms % 1000 / 100));
    if report.not_looked_at > 0 {
        page.field("not looked at", &format!("{} more visits of the tray: --tray", report.not_looked_at));
    }
    report.calls.iter().for_each(|call| page.field("collect", &call.sentence));
    if !report.without_parts.is_empty() {
        let visits: Vec<String> = report.without_parts.iter().map(ToString::to_string).collect();
        page.field("no time to collect", &format!("the parts of {}", visits.join(", ")));
    }
    if !report.left.is_empty() {
        page.heading("Without a place, and why");
        let row = |left: &LeftLine| {
            let what = format!("{} ({})", left.title, left.client);
            vec![left.visit.to_string(), what, left.rule.id().to_owned(), left.sentence.clone()]
        };
        page.table(&["visit", "what", "rule", "says"], &report.left.iter().map(row).collect::<Vec<_>>(), "");
    }
    page.line(&format!("compare: truckroll draft diff {draft}"));
}
