//! The lines of the tray, and those of one lane where there is no room for more.

use app::view::{DayView, TrayLine};
use domain::Mark;

use super::detail::promise;
use super::target::title_of;
use crate::pane::phrase;
use crate::text::width_of;
use crate::theme::Role;
use crate::widget::list::{Heading, Row, Width};

/// From so many columns on a time is said with its day and its hour.
const ROOMY: u16 = 100;
/// Under so many columns there is room for the number, what, for whom and how long alone.
const NARROW: u16 = 60;
/// How long a visit takes, in cells.
const LENGTH: u16 = 5;

/// The columns of the tray: number, what, for whom, how long, what skill, by when. Each is as wide as its longest
/// text, within bounds; what is to be done gets the rest.
pub(super) fn headings(width: u16, lines: &[&TrayLine]) -> Vec<Heading<'static>> {
    let widest = |of: &dyn Fn(&TrayLine) -> usize, most: u16| {
        let cells = lines.iter().map(|line| of(line)).max().unwrap_or(0);
        u16::try_from(cells).unwrap_or(most).min(most)
    };
    let number = widest(&|line| line.visit.to_string().len(), 12);
    let roomy = width >= ROOMY;
    let skill = widest(&|line| width_of(&skill(line)), if roomy { 24 } else { 12 });
    let is_timed = lines.iter().any(|line| line.job.promise.is_some() || line.missing == "technician");
    let when = match (is_timed, roomy) {
        (false, _) => 0,
        (true, false) => 11,
        (true, true) => 22,
    };
    let mut fixed = vec![LENGTH, skill, when];
    fixed.truncate(if width < NARROW { 1 } else { 3 });
    let taken: u16 = fixed.iter().map(|cells| cells + 1).sum::<u16>() + number + 3;
    let client = widest(&|line| width_of(&line.job.client.name), width.saturating_sub(taken) * 2 / 5);
    let columns = [Width::Cells(number), Width::Share(1), Width::Cells(client)];
    let columns = columns.into_iter().chain(fixed.into_iter().map(Width::Cells));
    columns.map(|width| Heading { title: "", width }).collect()
}

/// The first skill that is asked for, and how many more.
fn skill(line: &TrayLine) -> String {
    match &line.job.skills[..] {
        [] => String::new(),
        [only] => only.clone(),
        [first, more @ ..] => format!("{first}+{}", more.len()),
    }
}

/// By when it is promised, or for when it is planned without a technician; shortly where there is little room.
fn by_when(line: &TrayLine, view: &DayView, roomy: bool) -> String {
    let slot = view.slice.visits.get(&line.visit).and_then(domain::Visit::span);
    let slot = slot.map(|span| app::view::local(span.start, super::moving::view_zone(view)));
    match (slot, &line.job.promise) {
        (Some(start), _) if start.date_naive() == view.date => start.format("at %H:%M").to_string(),
        (Some(start), _) if roomy => start.format("at %a %-d %b %H:%M").to_string(),
        (Some(start), _) => start.format("at %-d %b").to_string(),
        (None, Some(term)) if roomy => promise(term, view),
        (None, Some(term)) => phrase::brief_term(*term, view.date),
        (None, None) => String::new(),
    }
}

/// A line of the tray that is so many columns wide.
pub(super) fn row(line: &TrayLine, marked: bool, view: &DayView, width: u16) -> Row {
    let job = &line.job;
    let is_broken = job.marks.contains(&Mark::PromiseBroken);
    let broken = if is_broken { phrase::mark_tag(Mark::PromiseBroken) } else { "" };
    let drafted = if job.drafted { "+" } else { "" };
    let title = phrase::joined(&[drafted, phrase::priority_tag(job.priority), broken, title_of(line)], " ");
    let role = if is_broken { Role::Clash } else { phrase::priority_role(job.priority) };
    Row {
        cells: vec![
            line.visit.to_string(),
            title,
            job.client.name.clone(),
            phrase::length(job.minutes),
            skill(line),
            by_when(line, view, width >= ROOMY),
        ],
        role,
        marked,
    }
}
