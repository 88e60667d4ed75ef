//! `day`: one day of the calendar.

use app::view::{DayView, EventLine, Lane, VisitLine};
use clap::Args;

use super::tray;
use crate::args::WhichPlan;
use crate::failure::Result;
use crate::narrow::Narrow;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Day {
    /// Which day, such as tmw, fri or 25 nov [default: today]
    date: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    plan: WhichPlan,
}

impl Day {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let date = desk.date_or_today(&self.date)?;
        let filter = self.narrow.filter(&desk, session)?;
        let day = desk.app.day(date)?.narrowed(&filter);
        session.output.answer(&day, |page| say(page, &day))
    }
}

fn say(page: &mut Page, day: &DayView) {
    page.heading(&format!("{}  {}", day.date.format("%A %-d %B %Y"), say_counts(&day.counts)));
    day.lanes.iter().for_each(|lane| say_lane(page, lane));
    page.heading(&format!("Tray ({})", day.tray_total));
    tray::table(page, &day.tray, day.now, tray::nothing(day.tray_total > 0));
}

/// How a day stands: `14 visits, 3 done, 2 late`.
pub(super) fn say_counts(counts: &app::view::DayCounts) -> String {
    let parts = [
        (counts.visits, "visits"),
        (counts.done, "done"),
        (counts.late, "late"),
        (counts.clash, "clashing"),
        (counts.tight, "tight"),
        (counts.skill_gap, "without a skill"),
        (counts.crew_short, "short of crew"),
        (counts.off_shift, "off shift"),
        (counts.unconfirmed, "unconfirmed"),
    ];
    let said = parts.iter().filter(|(count, what)| *count > 0 || *what == "visits");
    let one = |what: &str| if what == "visits" { "visit".to_owned() } else { what.to_owned() };
    said.map(|(count, what)| match count {
        1 => format!("1 {}", one(what)),
        count => format!("{count} {what}"),
    })
    .collect::<Vec<_>>()
    .join(", ")
}

fn say_lane(page: &mut Page, lane: &Lane) {
    let name = lane.technician.as_ref().map_or("Nobody yet", |technician| technician.name.as_str());
    let working: Vec<String> =
        lane.working.iter().map(|span| words::times(Some(span.start), Some(span.end))).collect();
    let works = match (&lane.technician, working.is_empty()) {
        (None, _) => String::new(),
        (Some(_), true) => "does not work".to_owned(),
        (Some(_), false) => format!("works {}", working.join(", ")),
    };
    let load =
        format!("{} of {}", words::minutes(lane.planned_minutes), words::minutes(lane.working_minutes));
    page.heading(
        &[name, &works, &load].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
    );
    lane.events.iter().for_each(|event| page.line(&say_event(event)));
    let rows: Vec<Vec<String>> = lane.visits.iter().map(row).collect();
    let header = ["time", "visit", "title", "client", "where", "state", "window", "marks"];
    page.table(&header, &rows, "no visits");
}

/// An event in a line: `not for jobs: 14:00–16:00 EV-3 van service (everybody)`.
fn say_event(event: &EventLine) -> String {
    let when =
        if event.all_day { "all day".to_owned() } else { words::times(Some(event.start), Some(event.end)) };
    let whose = if event.everybody { " (everybody)" } else { "" };
    format!("not for jobs: {when} {} {}{whose}", event.id, event.title)
}

fn row(visit: &VisitLine) -> Vec<String> {
    vec![
        words::times(visit.start, visit.end),
        visit.id.to_string(),
        visit.title.clone(),
        visit.client.name.clone(),
        visit.address.clone(),
        visit.state.describe(),
        visit.window.map_or_else(String::new, |window| words::times(Some(window.start), Some(window.end))),
        words::marks_in(&visit.marks, visit.drafted),
    ]
}
