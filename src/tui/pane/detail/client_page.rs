//! Everything about a client: enough to answer the phone without asking to repeat anything.

use app::view::{ClientCard, JobLine, LocalSpan, SiteLine, VisitLine};
use domain::{Contact, Equipment};

use crate::pane::detail::Row;
use crate::pane::page::Page;
use crate::pane::phrase;
use crate::shared::Shared;
use crate::theme::Role;

/// The line under the name.
pub(in crate::pane) fn status(card: &ClientCard) -> String {
    let client = &card.client;
    let jobs = match card.open_total {
        0 => "no open job".to_owned(),
        1 => "1 open job".to_owned(),
        count => format!("{count} open jobs"),
    };
    let inactive = if client.inactive { "inactive: no new work" } else { "" };
    phrase::joined(&[&jobs, inactive, &client.tags.join(", ")], ", ")
}

/// Writes the page.
pub(in crate::pane) fn client_page(card: &ClientCard, shared: &Shared) -> Page<Row> {
    let client = &card.client;
    let mut page = Page::default();
    page.said("phone", phrase::phones(&client.phones));
    page.said("e-mail", client.emails.join(", "));
    page.said("reach by", client.channel.map_or("", phrase::channel));
    page.said_as(Role::Warn, "wishes", &client.preferences);
    let ids =
        |ids: &[domain::TechnicianId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    page.said("wants", ids(&client.preferred));
    page.said_as(Role::Warn, "not", ids(&client.barred));
    if !card.contacts.is_empty() {
        page.heading("People");
    }
    for contact in &card.contacts {
        person(&mut page, Row::Contact(contact.id), &contact.record);
    }
    let more = if card.open_total > card.open_jobs.len() as u64 {
        format!(", the latest {}", card.open_jobs.len())
    } else {
        String::new()
    };
    page.heading(format!("Open jobs {}{more}", card.open_total));
    if card.open_jobs.is_empty() {
        page.said_as(Role::Dim, "", "none: c takes a new one");
    }
    for job in &card.open_jobs {
        open_job(&mut page, job, shared);
    }
    page.heading(format!("Sites {}", card.sites.len()));
    for own in &card.sites {
        site(&mut page, own, shared);
    }
    if !card.last_visits.is_empty() {
        page.heading("Last visits");
    }
    for visit in &card.last_visits {
        last_visit(&mut page, visit, shared);
    }
    if !card.notes.is_empty() {
        page.heading("Notes");
    }
    for note in &card.notes {
        let when = phrase::dated(note.at, shared.today());
        page.said("", format!("{when}, {}: {}", note.by, note.text));
    }
    page
}

fn person(page: &mut Page<Row>, key: Row, contact: &Contact) {
    let name = phrase::joined(&[&contact.name, &contact.role], ", ");
    page.row(key, phrase::joined(&[&name, &phrase::phones(&contact.phones)], ": "), Role::Text);
    page.said("e-mail", contact.emails.join(", "));
    page.said("reach by", contact.channel.map_or("", phrase::channel));
    let refused: Vec<&str> = contact.opt_outs.iter().map(|channel| phrase::channel(*channel)).collect();
    page.said_as(Role::Warn, "never by", refused.join(", "));
}

fn open_job(page: &mut Page<Row>, job: &JobLine, shared: &Shared) {
    let today = shared.today();
    let when = job.when.map_or_else(|| "no time".to_owned(), |when| phrase::span(when, today));
    let plan = phrase::joined(&[job.stage.title(), &when, &phrase::people(&job.technicians)], ", ");
    page.row(Row::Job(job.id), format!("{} {}: {plan}", job.id, job.title), Role::Text);
    let promise = phrase::open_promise(job, shared.now);
    page.said("promise", promise.map_or_else(String::new, |term| phrase::term(term, today)));
    page.said_as(phrase::marks_role(&job.marks), "marks", phrase::marks(&job.marks));
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
    for equipment in &own.equipment {
        page.said("equipment", installed(&equipment.record, shared));
    }
}

/// What stands in the place of hidden access notes.
pub(super) fn access_hint(shared: &Shared) -> String {
    let keys = shared.keymap.keys_of(crate::action::Action::Access).first();
    let keys = keys.map_or_else(|| "the command Access notes".to_owned(), ToString::to_string);
    format!("hidden; {keys} shows it")
}

fn installed(equipment: &Equipment, shared: &Shared) -> String {
    let today = shared.today();
    let make = phrase::joined(&[&equipment.make, &equipment.model], " ");
    let serial =
        if equipment.serial.is_empty() { String::new() } else { format!("serial {}", equipment.serial) };
    let since = equipment
        .installed
        .map_or_else(String::new, |date| format!("installed {}", date.format("%-d %b %Y")));
    let warranty = equipment.warranty_until.map_or_else(String::new, |date| {
        let word = if date < today { "warranty ended" } else { "warranty until" };
        format!("{word} {}", date.format("%-d %b %Y"))
    });
    phrase::joined(&[&equipment.name, &make, &serial, &since, &warranty], ", ")
}

fn last_visit(page: &mut Page<Row>, visit: &VisitLine, shared: &Shared) {
    let today = shared.today();
    let planned = visit.start.zip(visit.end).map(|(start, end)| LocalSpan { start, end });
    let when = match (visit.ended, planned) {
        (Some(ended), _) => phrase::day(ended.date_naive(), today),
        (None, Some(span)) => phrase::span(span, today),
        (None, None) => String::new(),
    };
    let state = phrase::state(&visit.state);
    let said = phrase::joined(&[&when, &visit.title, &phrase::people(&visit.technicians), &state], ", ");
    page.row(Row::Visit(visit.id), format!("{} {said}", visit.id), phrase::state_role(&visit.state));
}
