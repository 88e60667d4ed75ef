//! Everything about a job: its trips, what was promised and kept, the work, what was said and done.

use app::view::{CollectLine, JobCard, Local, PromiseLine, SiteCard, TermLine, VisitLine, local};
use domain::{FieldOn, Moment, VerifiedBy};

use crate::pane::detail::Row;
use crate::pane::detail::client_page::{access_hint, history_hint};
use crate::pane::page::Page;
use crate::pane::phrase;
use crate::shared::Shared;
use crate::theme::Role;

/// The line under the title, and how it is drawn.
pub(super) fn status(card: &JobCard, shared: &Shared) -> (String, Role) {
    let line = &card.line;
    let marks = phrase::marks(&line.marks).to_uppercase();
    let promise = phrase::open_promise(line, shared.now)
        .map_or_else(String::new, |term| format!("promised {}", phrase::term(term, shared.today())));
    let label = line.substatus.as_ref().map_or_else(String::new, |label| format!(" ({label})"));
    let stage = format!("{}{label}", line.stage.title());
    let parts = [stage.as_str(), phrase::priority_tag(line.priority), &marks, &promise];
    (phrase::joined(&parts, ", "), phrase::marks_role(&line.marks))
}

/// Writes the page; `access` says whether access notes were asked for, `notes` holds them once they came.
pub(super) fn job_page(card: &JobCard, access: bool, notes: Option<&str>, shared: &Shared) -> Page<Row> {
    let mut page = Page::default();
    outcome(&mut page, card, shared);
    visits(&mut page, card, shared);
    promises(&mut page, card, shared);
    page.heading("Client and site");
    let client = &card.line.client;
    page.said("client", format!("{} {}", client.id, client.name));
    page.said("phone", domain::show_phones(&card.phones));
    page.said_as(Role::Warn, "wishes", &card.preferences);
    match &card.place {
        Some(place) => site(&mut page, place, access, notes, shared),
        None => page.said_as(Role::Warn, "site", "not known yet"),
    }
    work(&mut page, card, shared);
    checklist(&mut page, card);
    overrides(&mut page, card, shared);
    remarks(&mut page, card, shared);
    page
}

fn at(moment: Moment, shared: &Shared) -> String {
    phrase::dated(local(moment, shared.business.zone), shared.today())
}

/// Hold, cancellation, completion and what followed.
fn outcome(page: &mut Page<Row>, card: &JobCard, shared: &Shared) {
    if let Some(hold) = &card.hold {
        let again = phrase::day(hold.look_again, shared.today());
        let why = phrase::joined(&[hold.reason.word(), &hold.note], ": ");
        let said = format!("{why}; {} looks again {again}; since {}", hold.owner, at(hold.at, shared));
        page.said_as(Role::Warn, "on hold", said);
    }
    if let Some(cancelled) = &card.cancellation {
        let asked = format!("{}; asked by {}", cancelled.reason, cancelled.asked_by);
        let said = format!("{asked}, recorded by {} {}", cancelled.by, at(cancelled.at, shared));
        page.said_as(Role::Warn, "cancelled", said);
    }
    if let Some(done) = &card.completion {
        let said = format!("{}; {} {}", done.outcome, done.by, at(done.at, shared));
        page.said_as(Role::Ok, "completed", said);
        let parts = done.parts.iter().map(|part| format!("{} {}", part.quantity, part.name));
        let parts: Vec<String> = parts.collect();
        page.said("parts", if parts.is_empty() { "none used".to_owned() } else { parts.join(", ") });
    }
    if let Some(verified) = &card.verification {
        let how = match &verified.how {
            VerifiedBy::Client => "by the client".to_owned(),
            VerifiedBy::Check(check) => format!("by a check: {check}"),
        };
        page.said_as(Role::Ok, "verified", format!("{how}; {} {}", verified.by, at(verified.at, shared)));
    }
    if let Some(closed) = card.closed_at {
        page.said_as(Role::Ok, "closed", phrase::dated(closed, shared.today()));
    }
}

fn visits(page: &mut Page<Row>, card: &JobCard, shared: &Shared) {
    page.heading(format!("Visits {}", card.visits.len()));
    if card.visits.is_empty() {
        page.said_as(Role::Dim, "", "none");
    }
    for line in &card.visits {
        visit(page, card, line, shared);
    }
}

fn visit(page: &mut Page<Row>, card: &JobCard, visit: &VisitLine, shared: &Shared) {
    let today = shared.today();
    let when = visit.planned().map_or("no time".to_owned(), |span| {
        let date = span.start.date_naive();
        format!("{} {}", phrase::day(date, today), phrase::span(span, date))
    });
    let length = format!("({})", phrase::length(visit.minutes));
    let purpose = if visit.title == card.line.title { "" } else { visit.title.as_str() };
    let plan = [&phrase::people(&visit.technicians), &phrase::state(&visit.state), purpose];
    let pinned = if visit.pinned { ", pinned" } else { "" };
    let text = format!("{} {when} {length} {}{pinned}", visit.id, phrase::joined(&plan, ", "));
    page.row(Row::Visit(visit.id), phrase::drafted(text, visit.drafted), phrase::state_role(&visit.state));
    page.said_as(phrase::marks_role(&visit.marks), "marks", phrase::marks(&visit.marks));
    page.said("window", phrase::window(visit, today));
    let clocked = |word: &str, at: Option<Local>| {
        at.map_or_else(String::new, |at| format!("{word} {}", phrase::moment(at, today)))
    };
    page.said(
        "actual",
        phrase::joined(&[&clocked("on site", visit.arrived), &clocked("over", visit.ended)], ", "),
    );
    for finding in &visit.findings {
        page.said_as(Role::Warn, "rule", &finding.sentence);
    }
}

/// The first promise is kept for ever; breaches are counted against it.
fn promises(page: &mut Page<Row>, card: &JobCard, shared: &Shared) {
    page.heading("Promise");
    if card.promises.is_empty() {
        page.said_as(Role::Dim, "", "nothing was promised");
    }
    for (place, promise) in card.promises.iter().enumerate() {
        let told = format!("told {} by {}", phrase::dated(promise.at, shared.today()), promise.by);
        let term = phrase::term(promise.term, shared.today());
        let is_window = |promise: &PromiseLine| matches!(promise.term, TermLine::Window(_));
        let later = &card.promises[place + 1..];
        let label = if place == 0 { "first" } else { "re-promise" };
        if place > 0 && later.iter().any(|other| is_window(other) == is_window(promise)) {
            page.said_as(Role::Dim, label, format!("replaced: {term}, {told}"));
            continue;
        }
        let (verdict, role) = verdict(card, promise, shared.now);
        page.said_as(role, label, format!("{verdict}: {term}, {told}"));
    }
}

/// How a promise stands.
fn verdict(card: &JobCard, told: &PromiseLine, now: Local) -> (&'static str, Role) {
    let arrived = || card.visits.iter().filter_map(|visit| visit.arrived).min();
    let completed = || card.completion.as_ref().map(|done| done.at.fixed_offset());
    let (met, deadline) = match told.term {
        TermLine::Window(window) => (arrived(), window.end),
        TermLine::By(due) => (completed(), due),
    };
    match met {
        Some(met) if met <= deadline => ("KEPT", Role::Ok),
        Some(_) => ("BROKEN", Role::Clash),
        None if card.cancellation.is_some() => ("CALLED OFF", Role::Dim),
        None if now > deadline => ("BROKEN", Role::Clash),
        None => ("OPEN", Role::Text),
    }
}

fn site(page: &mut Page<Row>, place: &SiteCard, access: bool, notes: Option<&str>, shared: &Shared) {
    let zone = if place.zone.is_empty() { String::new() } else { format!("({})", place.zone) };
    let named = phrase::joined(&[&place.name, &place.address], ": ");
    page.said("site", phrase::joined(&[&place.id.to_string(), &named, &zone], " "));
    page.said_as(Role::Warn, "hazards", &place.hazards);
    page.said("parking", &place.parking);
    phrase::say_fields(page, FieldOn::Site, &place.fields, shared);
    match notes {
        Some(notes) => page.said_as(Role::Accent, "access", notes),
        None if place.has_access_notes && access => page.said_as(Role::Dim, "access", "loading"),
        None if place.has_access_notes => page.said_as(Role::Dim, "access", access_hint(shared)),
        None => {}
    }
}

fn work(page: &mut Page<Row>, card: &JobCard, shared: &Shared) {
    let line = &card.line;
    page.heading("Work");
    page.said("what", &card.description);
    page.said("services", line.services.join(", "));
    page.said("skills", line.skills.join(", "));
    page.said("length", phrase::length(line.minutes));
    let price = line.price.map_or_else(String::new, |price| price.to_string());
    page.said("price", phrase::joined(&[&price, line.invoice.word()], ", "));
    page.said("offered", card.offers(shared.business.zone));
    page.said("collect", card.collect.as_ref().map_or_else(String::new, say_collect));
    page.said("agreed", phrase::dated(line.agreed_at, shared.today()));
    page.said("tags", line.tags.join(", "));
    phrase::say_fields(page, FieldOn::Job, &line.fields, shared);
}

/// Where parts are collected first: `S-7 Plumb Centre, Counter (15m)`.
fn say_collect(collect: &CollectLine) -> String {
    let place = phrase::joined(&[&collect.client, &collect.place], ", ");
    format!("{} {place} ({})", collect.site, phrase::length(collect.minutes))
}

fn checklist(page: &mut Page<Row>, card: &JobCard) {
    if card.checklist.is_empty() {
        return;
    }
    let answered = card.checklist.iter().filter(|item| item.answer.is_some()).count();
    page.heading(format!("Checklist {answered}/{}", card.checklist.len()));
    for item in &card.checklist {
        match (&item.answer, item.required) {
            (Some(answer), _) => page.said_as(Role::Ok, "[x]", format!("{}: {answer}", item.text)),
            (None, true) => page.said_as(Role::Warn, "[ ] must", &item.text),
            (None, false) => page.said("[ ]", &item.text),
        }
    }
}

fn overrides(page: &mut Page<Row>, card: &JobCard, shared: &Shared) {
    if card.overrides.is_empty() {
        return;
    }
    page.heading("Overridden rules");
    for over in &card.overrides {
        page.said_as(Role::Warn, "rule", &over.sentence);
        page.said("because", format!("{}; {} {}", over.reason, over.by, at(over.at, shared)));
    }
}

fn remarks(page: &mut Page<Row>, card: &JobCard, shared: &Shared) {
    let today = shared.today();
    if !card.notes.is_empty() {
        page.heading("Notes");
    }
    for note in &card.notes {
        page.said("", format!("{}, {}: {}", phrase::dated(note.at, today), note.by, note.text));
    }
    page.heading("History");
    page.said_as(Role::Dim, "", history_hint(shared));
    for operation in &card.history {
        let undone = if operation.undone { " (undone)" } else { "" };
        let said = format!(
            "{}, {}: {}{undone}",
            phrase::dated(operation.at, today),
            operation.actor,
            operation.summary
        );
        page.said_as(if operation.undone { Role::Dim } else { Role::Text }, "", said);
    }
}
