//! `week` and `month`: how full days are and what is the matter with them.

use app::view::{DayLoad, MonthDay, MonthView, WeekLane, WeekView};
use chrono::{Datelike, NaiveDate};
use clap::Args;

use crate::args::WhichPlan;
use crate::failure::Result;
use crate::narrow::Narrow;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Week {
    /// A day of the week, such as tmw, fri or 25 nov [default: today]
    date: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    plan: WhichPlan,
}

#[derive(Debug, Args)]
pub(crate) struct Month {
    /// A day of the month, such as tmw or 25 dec [default: today]
    date: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    plan: WhichPlan,
}

impl Week {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let filter = self.narrow.filter(&desk, session)?;
        let week = desk.app.week(desk.date_or_today(&self.date)?, &filter)?;
        session.output.answer(&week, |page| say_week(page, &week))
    }
}

impl Month {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let filter = self.narrow.filter(&desk, session)?;
        let month = desk.app.month(desk.date_or_today(&self.date)?, &filter)?;
        session.output.answer(&month, |page| say_month(page, &month))
    }
}

const LEGEND: &str =
    "planned/worked, visits; < late, ! clashing, ( without a technician, ? not confirmed, / not for jobs";

fn say_week(page: &mut Page, week: &WeekView) {
    let last = week.dates.last().copied().unwrap_or(week.first);
    let days = format!("{} to {}", week.first.format("%A %-d %B"), last.format("%A %-d %B %Y"));
    page.heading(&format!("{days}  {} in the tray", week.tray_total));
    let dates: Vec<String> = week.dates.iter().map(|date| date.format("%a %-d").to_string()).collect();
    let header: Vec<&str> = std::iter::once("technician").chain(dates.iter().map(String::as_str)).collect();
    let mut rows: Vec<Vec<String>> = week.lanes.iter().map(row).collect();
    rows.push(std::iter::once("all".to_owned()).chain(week.totals.iter().map(cell)).collect());
    page.table(&header, &rows, "no technician");
    page.line(LEGEND);
}

fn row(lane: &WeekLane) -> Vec<String> {
    let name = lane.technician.as_ref().map_or("Nobody yet", |technician| technician.name.as_str());
    std::iter::once(name.to_owned()).chain(lane.days.iter().map(cell)).collect()
}

fn cell(day: &DayLoad) -> String {
    if day.visits == 0 && day.working_minutes == 0 {
        return with_signs("-".to_owned(), day);
    }
    let over = if day.is_over() { "!" } else { "" };
    let load =
        format!("{}/{}{over}", words::minutes(day.planned_minutes), words::minutes(day.working_minutes));
    with_signs(format!("{load} {}", day.visits), day)
}

fn with_signs(said: String, day: &DayLoad) -> String {
    let all =
        [(day.late, '<'), (day.clash, '!'), (day.unassigned, '('), (day.unconfirmed, '?'), (day.events, '/')];
    let signs = all.into_iter().filter(|(count, _)| *count > 0).map(|(count, sign)| format!("{sign}{count}"));
    std::iter::once(said).chain(signs).collect::<Vec<_>>().join(" ")
}

fn say_month(page: &mut Page, month: &MonthView) {
    page.heading(&format!("{}  {} in the tray", month.month.format("%B %Y"), month.tray_total));
    let names: Vec<String> = month.days.iter().take(7).map(|day| day.date.format("%a").to_string()).collect();
    let header: Vec<&str> = names.iter().map(String::as_str).collect();
    let rows: Vec<Vec<String>> =
        month.weeks().map(|week| week.iter().map(|day| day_cell(day, month.month)).collect()).collect();
    page.table(&header, &rows, "no days");
    page.line("date: visits; < late, ! clashing, ( without a technician, ? not confirmed, / not for jobs");
}

/// `24: 14 <1`; the days of the months beside it say which month they are of.
fn day_cell(day: &MonthDay, month: NaiveDate) -> String {
    let pattern = if day.date.month() == month.month() { "%-d" } else { "%-d %b" };
    let date = day.date.format(pattern);
    if day.load.visits == 0 {
        with_signs(date.to_string(), &day.load)
    } else {
        with_signs(format!("{date}: {}", day.load.visits), &day.load)
    }
}
