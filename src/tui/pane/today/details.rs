//! The details of what is selected in today.

use app::view::{JobCard, JobLine, TodayView, VisitLine};

use crate::pane::page::Page;
use crate::pane::phrase;
use crate::shared::Shared;
use crate::theme::Role;

use super::entry::{Entry, Key};

/// Writes the details of an entry; with its title on the page when no rule shows it.
pub(super) fn page(
    view: &TodayView,
    entry: &Entry,
    card: Option<&JobCard>,
    titled: bool,
    shared: &Shared,
) -> Page<()> {
    let mut page = Page::default();
    if titled {
        page.heading(entry.title.clone());
    }
    match entry.key {
        Key::Attention(id) => {
            if let Some(line) = view.attention.iter().find(|line| line.visit.id == id) {
                let tag = phrase::mark_tag(line.mark);
                page.said_as(phrase::mark_role(line.mark), tag, &line.reason);
                visit(&mut page, &line.visit, card, shared);
            }
        }
        Key::Where(id) => {
            if let Some(line) = view.technicians.iter().find(|line| line.technician.id == id) {
                if let Some(next) = line.next.as_ref().filter(|_| line.present.is_some()) {
                    page.said(
                        "next",
                        format!("{} {}", phrase::planned(next, shared.today()), phrase::visit_label(next)),
                    );
                }
                match line.present.as_ref().or(line.next.as_ref()) {
                    Some(about) => {
                        let label = if line.present.is_some() { "now" } else { "next" };
                        page.said(label, phrase::visit_label(about));
                        visit(&mut page, about, card, shared);
                    }
                    None => page.said_as(Role::Dim, "", "no visit to come today"),
                }
            }
        }
        Key::Tray(id) => {
            if let Some(line) = view.tray.iter().find(|line| line.visit == id) {
                page.said_as(Role::Warn, "missing", line.missing);
                job(&mut page, &line.job, card, shared);
            }
        }
    }
    page
}

fn visit(page: &mut Page<()>, visit: &VisitLine, card: Option<&JobCard>, shared: &Shared) {
    let today = shared.today();
    let when = format!("{} ({})", phrase::planned(visit, today), phrase::length(visit.minutes));
    let who = phrase::people(&visit.technicians);
    page.said("plan", phrase::joined(&[&when, &who, &phrase::state(&visit.state)], ", "));
    page.said("address", &visit.address);
    client(page, card);
    page.said("window", phrase::window(visit, today));
    promise(page, card.map(|card| &card.line), shared);
    for finding in &visit.findings {
        page.said_as(Role::Warn, "rule", &finding.sentence);
    }
    page.said_as(phrase::marks_role(&visit.marks), "marks", phrase::marks(&visit.marks));
    site(page, card);
}

fn job(page: &mut Page<()>, line: &JobLine, card: Option<&JobCard>, shared: &Shared) {
    let needs = phrase::joined(&[&phrase::length(line.minutes), &line.skills.join(", ")], ", ");
    page.said("needs", needs);
    promise(page, Some(line), shared);
    let address = card.and_then(|card| card.place.as_ref()).map(|place| place.address.clone());
    page.said("address", address.unwrap_or_else(|| line.address.clone()));
    client(page, card);
    page.said_as(phrase::marks_role(&line.marks), "marks", phrase::marks(&line.marks));
    page.said("services", line.services.join(", "));
    site(page, card);
}

fn promise(page: &mut Page<()>, line: Option<&JobLine>, shared: &Shared) {
    if let Some(term) = line.and_then(|line| phrase::open_promise(line, shared.now)) {
        page.said("promise", phrase::term(term, shared.today()));
    }
}

fn client(page: &mut Page<()>, card: Option<&JobCard>) {
    if let Some(card) = card {
        page.said("phone", domain::show_phones(&card.phones));
    }
}

fn site(page: &mut Page<()>, card: Option<&JobCard>) {
    let Some(card) = card else { return };
    if let Some(place) = &card.place {
        page.said_as(Role::Warn, "hazards", &place.hazards);
        page.said("parking", &place.parking);
    }
    page.said("wishes", &card.preferences);
}
