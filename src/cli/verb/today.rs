//! `today`: what needs attention, and where everybody is.

use app::view::{TodayView, VisitLine, WhereLine};
use clap::Args;

use super::{day, tray};
use crate::args::WhichPlan;
use crate::failure::Result;
use crate::narrow::Narrow;
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct Today {
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    plan: WhichPlan,
}

impl Today {
    /// Today at a glance.
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let filter = self.narrow.filter(&desk, session)?;
        let today = desk.app.today()?.narrowed(&filter);
        session.output.answer(&today, |page| say(page, &today))
    }
}

fn say(page: &mut Page, today: &TodayView) {
    page.heading(&format!("{}  {}", today.now.format("%A %-d %B %H:%M"), day::say_counts(&today.counts)));
    page.heading("Needs attention");
    let rows: Vec<Vec<String>> = today
        .attention
        .iter()
        .map(|line| {
            let visit = &line.visit;
            let (mark, who) = (words::marks(&[line.mark]), words::names(&visit.technicians));
            let time = words::times(visit.start, visit.end);
            vec![
                mark,
                visit.id.to_string(),
                visit.title.clone(),
                visit.client.name.clone(),
                time,
                who,
                line.reason.clone(),
            ]
        })
        .collect();
    page.table(&["mark", "visit", "title", "client", "time", "who", "why"], &rows, "nothing");
    page.heading("Where everybody is");
    let rows: Vec<Vec<String>> = today.technicians.iter().map(where_row).collect();
    page.table(&["technician", "now", "next", "done"], &rows, "no technicians");
    page.heading(&format!("Tray ({})", today.tray_total));
    tray::table(page, &today.tray, today.now, tray::nothing(today.tray_total > 0));
}

fn where_row(line: &WhereLine) -> Vec<String> {
    let say = |visit: &VisitLine| format!("{} {}, {}", visit.id, visit.title, visit.client.name);
    let present = line.present.as_ref().map(|visit| format!("{} {}", visit.state.word(), say(visit)));
    let next = line.next.as_ref().map(|visit| format!("{} {}", words::times(visit.start, None), say(visit)));
    vec![
        line.technician.name.clone(),
        present.unwrap_or_default(),
        next.unwrap_or_default(),
        format!("{} of {}", line.done, line.visits),
    ]
}
