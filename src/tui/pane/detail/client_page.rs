//! Everything about a client: enough to answer the phone without asking to repeat anything.

use app::view::{ClientCard, JobLine, JobStanding, LocalSpan, Named, SiteLine, VisitLine, WithId};
use domain::{Contact, Equipment, EquipmentId, FieldOn, JobId, TechnicianId};

use crate::action::Action;
use crate::pane::detail::Row;
use crate::pane::page::Page;
use crate::pane::phrase;
use crate::shared::Shared;
use crate::text::counted;
use crate::theme::Role;

/// So many of the last visits are shown; the history has them all.
const LAST_VISITS: usize = 12;

/// The line under the name.
pub(in crate::pane) fn status(card: &ClientCard) -> String {
    let client = &card.client;
    let jobs = match card.open_total {
        0 => "no open job".to_owned(),
        count => counted(count, "open job"),
    };
    let inactive = if client.inactive { "INACTIVE: no new work" } else { "" };
    let barred = if card.barred_technicians.is_empty() {
        String::new()
    } else {
        format!("NOT {}", names(&card.barred_technicians))
    };
    phrase::joined(&[inactive, &barred, &jobs, &client.tags.join(", ")], ", ")
}

/// How the line under the name is drawn.
pub(in crate::pane) fn status_role(card: &ClientCard) -> Role {
    if card.client.inactive || !card.barred_technicians.is_empty() { Role::Warn } else { Role::Dim }
}

fn names(technicians: &[Named<TechnicianId>]) -> String {
    technicians.iter().map(|who| who.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Writes the page: what comes next, how to reach them, then all that belongs to them.
pub(in crate::pane) fn client_page(card: &ClientCard, shared: &Shared) -> Page<Row> {
    let client = &card.client;
    let mut page = Page::default();
    match &card.next_visit {
        Some(visit) => next_visit(&mut page, visit, shared),
        None => page.said_as(Role::Dim, "next visit", "none planned"),
    }
    if card.next_visit.is_some() {
        page.heading("Reach them");
    }
    page.said("phone", domain::show_phones(&client.phones));
    page.said("e-mail", client.emails.join(", "));
    page.said("reach by", client.channel.map_or("", domain::Channel::word));
    page.said_as(Role::Warn, "wishes", &client.preferences);
    page.said("wants", names(&card.preferred_technicians));
    page.said_as(Role::Warn, "insists on", names(&card.required_technicians));
    page.said_as(Role::Warn, "not", names(&card.barred_technicians));
    phrase::say_fields(&mut page, FieldOn::Client, &client.fields, shared);
    if !card.contacts.is_empty() {
        page.heading("People");
    }
    for contact in &card.contacts {
        person(&mut page, Row::Contact(contact.id), &contact.record);
    }
    open_jobs(&mut page, card, shared);
    page.heading(format!("Sites {}", card.sites.len()));
    if card.sites.is_empty() {
        page.said_as(Role::Dim, "", "none yet");
    }
    for own in &card.sites {
        site(&mut page, own, shared);
    }
    last_visits(&mut page, card, shared);
    if !card.notes.is_empty() {
        page.heading("Notes");
    }
    for note in &card.notes {
        let when = phrase::dated(note.at, shared.today());
        page.said("", format!("{when}, {}: {}", note.by, note.text));
    }
    page.heading("History");
    page.said_as(Role::Dim, "", history_hint(shared));
    page
}

/// How to see what changed.
pub(super) fn history_hint(shared: &Shared) -> String {
    format!("{} shows everything that changed, field by field", shared.key_of(Action::GoHistory))
}

/// What comes next is said first.
fn next_visit(page: &mut Page<Row>, visit: &VisitLine, shared: &Shared) {
    let today = shared.today();
    let day = |span: LocalSpan| {
        if span.start.date_naive() == today {
            format!("today {}", phrase::span(span, today))
        } else {
            phrase::span(span, today)
        }
    };
    let when = visit.planned().map_or_else(|| "no time".to_owned(), day);
    let who = phrase::people(&visit.technicians);
    let said = phrase::joined(&[&when, &who, &visit.title, &phrase::state(&visit.state)], ", ");
    let role = phrase::marks_role(&visit.marks);
    page.heading("Next visit");
    page.row(Row::Visit(visit.id), format!("{} {said}", visit.id), role);
    page.said("window", phrase::window(visit, today));
    page.said("at", &visit.address);
    page.said_as(role, "marks", phrase::marks(&visit.marks));
}

fn person(page: &mut Page<Row>, key: Row, contact: &Contact) {
    let name = phrase::joined(&[&contact.name, &contact.role], ", ");
    page.row(key, phrase::joined(&[&name, &domain::show_phones(&contact.phones)], ": "), Role::Text);
    page.said("e-mail", contact.emails.join(", "));
    page.said("reach by", contact.channel.map_or("", domain::Channel::word));
    let refused: Vec<&str> = contact.opt_outs.iter().map(|channel| channel.word()).collect();
    page.said_as(Role::Warn, "never by", refused.join(", "));
}

fn open_jobs(page: &mut Page<Row>, card: &ClientCard, shared: &Shared) {
    let more = if card.open_total > card.open_jobs.len() as u64 {
        format!(", the latest {}", card.open_jobs.len())
    } else {
        String::new()
    };
    page.heading(format!("Open jobs {}{more}", card.open_total));
    if card.open_jobs.is_empty() {
        let add = shared.key_of(Action::AddJob);
        page.said_as(Role::Dim, "", format!("none: {add} takes a new one"));
    }
    for job in &card.open_jobs {
        open_job(page, job, standing_of(card, job.id), shared);
    }
}

fn open_job(page: &mut Page<Row>, job: &JobLine, standing: Option<&JobStanding>, shared: &Shared) {
    let today = shared.today();
    let when = job.when.map_or_else(|| "no time".to_owned(), |when| phrase::span(when, today));
    let stage = job.substatus.as_ref().map_or_else(
        || job.stage.title().to_owned(),
        |substatus| format!("{} ({substatus})", job.stage.title()),
    );
    let urgency = phrase::priority_tag(job.priority);
    let plan = phrase::joined(&[urgency, &stage, &when, &phrase::people(&job.technicians)], ", ");
    let role = if urgency.is_empty() { Role::Text } else { phrase::priority_role(job.priority) };
    page.row(Row::Job(job.id), format!("{} {}: {plan}", job.id, job.title), role);
    let promise = phrase::open_promise(job, shared.now);
    page.said("promise", promise.map_or_else(String::new, |term| phrase::term(term, today)));
    page.said_as(phrase::marks_role(&job.marks), "marks", phrase::marks(&job.marks));
    let Some(standing) = standing else { return };
    if let Some(hold) = &standing.hold {
        let why = phrase::joined(&[hold.reason.word(), &hold.note], ": ");
        let again = phrase::day(hold.look_again, today);
        page.said_as(Role::Warn, "on hold", format!("{why}; {} looks again {again}", hold.owner));
    }
    came_of_it(page, standing);
}

/// How a job of the card stands.
fn standing_of(card: &ClientCard, job: JobId) -> Option<&JobStanding> {
    card.jobs.iter().find(|standing| standing.job == job)
}

/// What was done and whether it is paid; of work that is still to come only what it costs.
fn came_of_it(page: &mut Page<Row>, standing: &JobStanding) {
    page.said("done", standing.outcome.as_deref().unwrap_or_default());
    let price = standing.price.map_or_else(String::new, |price| price.to_string());
    let bill = if standing.outcome.is_some() { standing.invoice.word() } else { "" };
    let label = if price.is_empty() { "bill" } else { "price" };
    page.said(label, phrase::joined(&[&price, bill], ", "));
}

fn site(page: &mut Page<Row>, own: &SiteLine, shared: &Shared) {
    let site = &own.card;
    let zone = if site.zone.is_empty() { String::new() } else { format!("({})", site.zone) };
    let place = phrase::joined(&[&site.name, &site.address], ": ");
    page.row(Row::Site(site.id), phrase::joined(&[&site.id.to_string(), &place, &zone], " "), Role::Text);
    page.said_as(Role::Warn, "hazards", &site.hazards);
    page.said("parking", &site.parking);
    match &site.access_notes {
        Some(notes) => page.said_as(Role::Accent, "access", notes),
        None if site.has_access_notes => page.said_as(Role::Dim, "access", access_hint(shared)),
        None => {}
    }
    phrase::say_fields(page, FieldOn::Site, &site.fields, shared);
    for equipment in &own.equipment {
        installed(page, equipment, shared);
    }
}

/// What stands in the place of hidden access notes.
pub(super) fn access_hint(shared: &Shared) -> String {
    let keys = shared.keymap.keys_of(Action::Access).first();
    let keys = keys.map_or_else(|| "the command Access notes".to_owned(), ToString::to_string);
    format!("hidden; {keys} shows it")
}

fn installed(page: &mut Page<Row>, own: &WithId<EquipmentId, Equipment>, shared: &Shared) {
    let (equipment, today) = (&own.record, shared.today());
    let make = phrase::joined(&[&equipment.make, &equipment.model], " ");
    let serial =
        if equipment.serial.is_empty() { String::new() } else { format!("serial {}", equipment.serial) };
    let since = equipment
        .installed
        .map_or_else(String::new, |date| format!("installed {}", date.format("%-d %b %Y")));
    let said = phrase::joined(&[&equipment.name, &make, &serial, &since], ", ");
    page.row(Row::Equipment(own.id), format!("{} {said}", own.id), Role::Text);
    if let Some(until) = equipment.warranty_until {
        let (word, role) =
            if until < today { ("ended", Role::Dim) } else { ("under warranty until", Role::Ok) };
        page.said_as(role, "warranty", format!("{word} {}", until.format("%-d %b %Y")));
    }
    phrase::say_fields(page, FieldOn::Equipment, &equipment.fields, shared);
}

fn last_visits(page: &mut Page<Row>, card: &ClientCard, shared: &Shared) {
    if card.last_visits.is_empty() {
        return;
    }
    let all = card.last_visits.len();
    let of = if all > LAST_VISITS { format!(" {LAST_VISITS} of {all}") } else { String::new() };
    page.heading(format!("Last visits{of}"));
    let mut told: Vec<JobId> = card.open_jobs.iter().map(|job| job.id).collect();
    for visit in card.last_visits.iter().take(LAST_VISITS) {
        last_visit(page, visit, shared);
        // What came of a job is said once, under its last visit.
        if !told.contains(&visit.job)
            && let Some(standing) = standing_of(card, visit.job)
        {
            told.push(visit.job);
            came_of_it(page, standing);
        }
    }
}

fn last_visit(page: &mut Page<Row>, visit: &VisitLine, shared: &Shared) {
    let today = shared.today();
    let when = match (visit.ended, visit.planned()) {
        (Some(ended), _) => phrase::day(ended.date_naive(), today),
        (None, Some(span)) => phrase::span(span, today),
        (None, None) => String::new(),
    };
    let state = phrase::state(&visit.state);
    let said = phrase::joined(&[&when, &visit.title, &phrase::people(&visit.technicians), &state], ", ");
    page.row(Row::Visit(visit.id), format!("{} {said}", visit.id), phrase::state_role(&visit.state));
}
