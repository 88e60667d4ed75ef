//! The lines of the tray, and those of one lane where there is no room for more.

use app::view::{DayView, TrayLine};
use domain::Mark;

use super::detail::promise;
use super::target::title_of;
use crate::pane::phrase;
use crate::theme::Role;
use crate::widget::list::{Heading, Row, Width};

/// The columns of the tray: number, what, for whom, how long, what skill, by when.
pub(super) fn headings(width: u16) -> Vec<Heading<'static>> {
    let column = |width| Heading { title: "", width };
    if width < 60 {
        return vec![
            column(Width::Cells(6)),
            column(Width::Share(3)),
            column(Width::Share(2)),
            column(Width::Cells(5)),
        ];
    }
    vec![
        column(Width::Cells(6)),
        column(Width::Share(3)),
        column(Width::Share(2)),
        column(Width::Cells(5)),
        column(Width::Cells(8)),
        column(Width::Cells(16)),
    ]
}

/// A line of the tray.
pub(super) fn row(line: &TrayLine, marked: bool, view: &DayView) -> Row {
    let job = &line.job;
    let urgent = phrase::priority_tag(job.priority);
    let title =
        if urgent.is_empty() { title_of(line).to_owned() } else { format!("{urgent} {}", title_of(line)) };
    let slot = view.slice.visits.get(&line.visit).and_then(domain::Visit::span);
    let slot = slot.map(|span| app::view::local(span.start, super::moving::view_zone(view)));
    let by_when = match (slot, &job.promise) {
        (Some(start), _) => start.format("at %a %-d %H:%M").to_string(),
        (None, Some(term)) => promise(term, view),
        (None, None) => String::new(),
    };
    let is_broken = job.marks.contains(&Mark::PromiseBroken);
    let role = if is_broken { Role::Clash } else { phrase::priority_role(job.priority) };
    Row {
        cells: vec![
            line.visit.to_string(),
            title,
            job.client.name.clone(),
            phrase::length(job.minutes),
            job.skills.first().cloned().unwrap_or_default(),
            by_when,
        ],
        role,
        marked,
    }
}
