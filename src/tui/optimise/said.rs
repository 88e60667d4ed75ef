//! A plan's figures and what was left, in words.

use app::{LeftLine, OptimiseReport, PlanFigures};
use domain::say_minutes;

use crate::theme::Role;

/// `2 without a place, 4h10 travel`, with what is worse before it when there is any.
pub fn standing(figures: &PlanFigures) -> String {
    let count = |count: u32, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let overtime = figures.overtime_minutes;
    [
        count(figures.unserved_urgent, "urgent without a place"),
        count(figures.broken_promises, "promises broken"),
        Some(format!("{} without a place", figures.unserved)),
        (overtime > 0).then(|| format!("{} overtime", say_minutes(i64::from(overtime)))),
        Some(format!("{} travel", say_minutes(i64::from(figures.travel_minutes)))),
        Some(format!("{} changed", figures.changes)),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}

/// What came of a search, to be read.
pub fn lines_of(report: &OptimiseReport) -> Vec<(String, Role)> {
    let headline = match &report.outcome {
        Some(outcome) => outcome.summary.clone(),
        None => "Nothing is better than the plan as it stands".to_owned(),
    };
    let seconds = format!("{}.{} s", report.elapsed_ms / 1000, report.elapsed_ms % 1000 / 100);
    let ended = if report.stopped { "ended early, after" } else { "after" };
    let mut lines = vec![
        (headline, Role::Header),
        (format!("{} {ended} {seconds}", standing(&report.figures)), Role::Text),
    ];
    if report.not_looked_at > 0 {
        let said = format!("{} more visits of the tray were not looked at", report.not_looked_at);
        lines.push((said, Role::Dim));
    }
    if !report.left.is_empty() {
        lines.push((String::new(), Role::Text));
        lines.push(("Without a place, and why".to_owned(), Role::Header));
        lines.extend(report.left.iter().map(|left| (say_left(left), Role::Text)));
    }
    lines
}

fn say_left(left: &LeftLine) -> String {
    format!("{} {} ({}): {}", left.visit, left.title, left.client, left.sentence)
}
