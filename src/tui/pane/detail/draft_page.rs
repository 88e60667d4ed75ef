//! What a draft would change, as a page: what it comes to, then visit by visit.

use app::view::Local;
use app::{Beside, DayFigures, DraftDiff, LoadDiff, PlaceLine, PromiseDiff, VisitDiff};
use chrono::NaiveDate;

use crate::action::Action;
use crate::pane::detail::Row;
use crate::pane::page::Page;
use crate::pane::phrase;
use crate::shared::Shared;
use crate::text::counted;
use crate::theme::Role;

/// The line under the title.
pub(super) fn status(diff: &DraftDiff, shared: &Shared) -> (String, Role) {
    if !diff.underneath.is_empty() {
        let moved = counted(diff.underneath.len(), "record");
        return (format!("{moved} moved under it: commit is refused until that is settled"), Role::Error);
    }
    let (draft, drop) = (shared.key_of(Action::Draft), shared.key_of(Action::DraftDrop));
    let visits = crate::draft::say_visits(diff.totals.visits);
    (format!("{visits} changed; {draft} c commits them, {drop} takes the one selected out"), Role::Dim)
}

/// Writes the page.
pub(super) fn draft_page(diff: &DraftDiff, shared: &Shared) -> Page<Row> {
    let mut page = Page::default();
    let today = shared.today();
    totals(&mut page, diff);
    underneath(&mut page, diff, today);
    page.heading("Visits");
    for visit in &diff.visits {
        visit_row(&mut page, visit, diff, today);
    }
    if diff.visits.is_empty() {
        page.said_as(Role::Dim, "", "nothing is changed yet");
    }
    if !diff.promises.is_empty() {
        page.heading("Promises");
        diff.promises.iter().for_each(|promise| promise_line(&mut page, promise, today));
    }
    if !diff.load.is_empty() {
        page.heading("Load");
        diff.load.iter().for_each(|load| load_line(&mut page, load));
    }
    if !diff.messages.is_empty() {
        page.heading("Messages it would cause");
        for message in &diff.messages {
            let said = format!("{} to {}: {}", message.kind.word(), message.to, message.sentence);
            page.said("", said);
        }
    }
    page
}

fn totals(page: &mut Page<Row>, diff: &DraftDiff) {
    let totals = &diff.totals;
    let broken = match totals.promises_newly_broken {
        0 => format!("{} kept, {} broken", totals.promises_kept, totals.promises_broken),
        new => format!(
            "{} kept, {} broken, {new} of them by this draft",
            totals.promises_kept, totals.promises_broken
        ),
    };
    let role = if totals.promises_newly_broken > 0 { Role::Clash } else { Role::Text };
    page.said_as(role, "promises", broken);
    page.said("travel", beside(totals.travel_minutes));
    let more = totals.overtime_minutes.after > totals.overtime_minutes.before;
    page.said_as(if more { Role::Warn } else { Role::Text }, "overtime", beside(totals.overtime_minutes));
    page.said("messages", totals.messages.to_string());
}

fn underneath(page: &mut Page<Row>, diff: &DraftDiff, today: NaiveDate) {
    if diff.underneath.is_empty() {
        return;
    }
    page.heading("Moved under the draft");
    for moved in &diff.underneath {
        let said = format!("{} {}", moved.entity, moved.label);
        match (moved.entity.kind, moved.entity.id) {
            (domain::EntityKind::Visit, id) => page.row(Row::Visit(domain::VisitId(id)), said, Role::Error),
            (_, _) => page.said_as(Role::Error, "", said),
        }
        page.said("differs", moved.fields.join(", "));
        page.said("now", moved.now.as_ref().map_or_else(String::new, |place| say_place(place, today)));
        page.said("wanted", moved.wanted.as_ref().map_or_else(String::new, |place| say_place(place, today)));
    }
}

fn visit_row(page: &mut Page<Row>, visit: &VisitDiff, diff: &DraftDiff, today: NaiveDate) {
    page.row(Row::Visit(visit.visit), format!("{} {}", visit.visit, visit.label), Role::Text);
    page.said_as(Role::Dim, "before", say_place(&visit.before, today));
    page.said_as(Role::Accent, "after", say_place(&visit.after, today));
    for finding in diff.findings.iter().filter(|finding| finding.visit == visit.visit) {
        let role = if finding.is_new { Role::Clash } else { Role::Dim };
        let known = if finding.is_new { "" } else { " (in the plan too)" };
        page.said_as(role, "", format!("! {}{known}", finding.sentence));
    }
}

fn promise_line(page: &mut Page<Row>, promise: &PromiseDiff, today: NaiveDate) {
    let (word, role) = match (promise.was_kept, promise.is_kept) {
        _ if promise.told_anew && !promise.is_kept => ("told anew", Role::Warn),
        (true, true) => ("kept", Role::Ok),
        (false, true) => ("kept now", Role::Ok),
        (true, false) => ("BROKEN", Role::Clash),
        (false, false) => ("broken as in the plan", Role::Warn),
    };
    let told = phrase::term(promise.told, today);
    page.said_as(role, "", format!("{} {}: told {told}, {word}", promise.visit, promise.label));
}

fn load_line(page: &mut Page<Row>, load: &LoadDiff) {
    let pair =
        |of: fn(&DayFigures) -> i64| beside(Beside { before: of(&load.before), after: of(&load.after) });
    let over = load.after.overtime_minutes;
    let overtime = if over == 0 && load.before.overtime_minutes == 0 {
        String::new()
    } else {
        format!(", overtime {}", pair(|day| day.overtime_minutes))
    };
    let said = format!(
        "{} {}: work {} of {}, travel {}{overtime}",
        load.date.format("%a %-d %b"),
        load.technician.name,
        pair(|day| day.planned_minutes),
        domain::say_minutes(load.free_minutes),
        pair(|day| day.travel_minutes),
    );
    page.said_as(if over > load.before.overtime_minutes { Role::Warn } else { Role::Text }, "", said);
}

/// `1h20 -> 55m`, or one of them when both are the same.
fn beside(figure: Beside<i64>) -> String {
    if figure.before == figure.after {
        return domain::say_minutes(figure.after);
    }
    format!("{} -> {}", domain::say_minutes(figure.before), domain::say_minutes(figure.after))
}

fn say_place(place: &PlaceLine, today: NaiveDate) -> String {
    let span = |start: Local, end: Local| phrase::span(app::view::LocalSpan { start, end }, today);
    let when = place.start.zip(place.end).map_or_else(|| "in the tray".to_owned(), |(s, e)| span(s, e));
    let who = phrase::people(&place.technicians);
    let told = if place.told { "told" } else { "" };
    let pinned = if place.pinned { "pinned" } else { "" };
    phrase::joined(&[&when, &who, told, pinned], ", ")
}
