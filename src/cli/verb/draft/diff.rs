//! `draft diff`: what a draft would change.

use app::view::Local;
use app::{Beside, DraftDiff, DraftFinding, LoadDiff, MessageDiff, PromiseDiff, Underneath, VisitDiff};

use super::show::place;
use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;

pub(super) fn diff(session: &Session, draft: &str) -> Result<Answer> {
    let desk = session.open()?;
    let diff = desk.app.draft_diff(desk.app.resolve_draft(draft)?)?;
    let now = desk.now_local();
    session.output.answer(&diff, |page| say(page, &diff, now))
}

fn say(page: &mut Page, diff: &DraftDiff, now: Local) {
    let totals = &diff.totals;
    page.heading(&format!(
        "{} {}, {} changed",
        diff.draft.id,
        diff.draft.name,
        super::say_visits(totals.visits)
    ));
    page.field("promises kept", &totals.promises_kept.to_string());
    let broken = match totals.promises_newly_broken {
        0 => totals.promises_broken.to_string(),
        new => format!("{}, {new} of them by the draft", totals.promises_broken),
    };
    page.field("promises broken", &broken);
    page.field("travel", &beside(totals.travel_minutes));
    page.field("overtime", &beside(totals.overtime_minutes));
    page.field("messages", &totals.messages.to_string());
    if !diff.underneath.is_empty() {
        page.heading("Moved under the draft: commit is refused until these are moved again or dropped");
        let rows: Vec<Vec<String>> = diff.underneath.iter().map(|moved| underneath(moved, now)).collect();
        page.table(&["", "what", "differs", "now", "the draft wanted"], &rows, "");
    }
    page.heading("Visits");
    let rows: Vec<Vec<String>> = diff.visits.iter().map(|visit| visit_row(visit, now)).collect();
    page.table(&["visit", "what", "before", "", "after", ""], &rows, "nothing is changed");
    page.heading("Promises");
    let rows: Vec<Vec<String>> = diff.promises.iter().map(|promise| promise_row(promise, now)).collect();
    page.table(&["visit", "what", "told", "plan", "draft"], &rows, "none");
    page.heading("Load");
    let rows: Vec<Vec<String>> = diff.load.iter().map(load_row).collect();
    page.table(&["day", "technician", "free", "visits", "work", "travel", "overtime"], &rows, "none");
    page.heading("Messages it would cause");
    let row = |message: &MessageDiff| {
        vec![message.to.clone(), message.kind.word().to_owned(), message.sentence.clone()]
    };
    page.table(&["to", "", "what"], &diff.messages.iter().map(row).collect::<Vec<_>>(), "none");
    page.heading("What the rules find");
    let row = |finding: &DraftFinding| {
        let new = if finding.is_new { "new" } else { "in the plan too" };
        vec![
            finding.visit.to_string(),
            finding.rule.id().to_owned(),
            finding.sentence.clone(),
            new.to_owned(),
        ]
    };
    page.table(&["visit", "rule", "says", ""], &diff.findings.iter().map(row).collect::<Vec<_>>(), "nothing");
}

/// `1h20 → 55m`, or one of them when both are the same.
fn beside(figure: Beside<i64>) -> String {
    if figure.before == figure.after {
        return words::minutes(figure.after);
    }
    format!("{} → {}", words::minutes(figure.before), words::minutes(figure.after))
}

fn visit_row(visit: &VisitDiff, now: Local) -> Vec<String> {
    let ((when, who), (then, whom)) = (place(&visit.before, now), place(&visit.after, now));
    vec![visit.visit.to_string(), visit.label.clone(), when, who, then, whom]
}

fn underneath(moved: &Underneath, now: Local) -> Vec<String> {
    let said = |line: &Option<app::PlaceLine>| {
        line.as_ref().map_or_else(String::new, |line| {
            let (when, who) = place(line, now);
            format!("{when}, {who}")
        })
    };
    vec![
        moved.entity.to_string(),
        moved.label.clone(),
        moved.fields.join(", "),
        said(&moved.now),
        said(&moved.wanted),
    ]
}

fn promise_row(promise: &PromiseDiff, now: Local) -> Vec<String> {
    let word = |kept: bool| if kept { "kept" } else { "broken" };
    let after = if promise.told_anew && !promise.is_kept { "told anew" } else { word(promise.is_kept) };
    vec![
        promise.visit.to_string(),
        promise.label.clone(),
        words::term(&promise.told, now),
        word(promise.was_kept).to_owned(),
        after.to_owned(),
    ]
}

fn load_row(load: &LoadDiff) -> Vec<String> {
    let (before, after) = (&load.before, &load.after);
    let visits = if before.visits == after.visits {
        after.visits.to_string()
    } else {
        format!("{} → {}", before.visits, after.visits)
    };
    let pair = |of: fn(&app::DayFigures) -> i64| beside(Beside { before: of(before), after: of(after) });
    vec![
        load.date.format("%a %-d %b").to_string(),
        load.technician.name.clone(),
        words::minutes(load.free_minutes),
        visits,
        pair(|day| day.planned_minutes),
        pair(|day| day.travel_minutes),
        pair(|day| day.overtime_minutes),
    ]
}
