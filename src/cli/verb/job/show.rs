//! `job show`: everything about a job.

use app::view::{CollectLine, JobCard, Local, NoteLine};
use clap::Args;
use domain::{FieldOn, VerifiedBy};

use super::check::say_checklist;
use crate::args::WhichPlan;
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;
use crate::verb::service::say_parts;
use crate::verb::{client, log, record, visit};

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The job
    job: String,
    /// Show gate and alarm codes too
    #[arg(long)]
    access_notes: bool,
    #[command(flatten)]
    plan: WhichPlan,
}

impl Show {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let desk = session.open_plan(&self.plan)?;
        let mut card = desk.app.job_card(desk.job(&self.job)?)?;
        if self.access_notes
            && let Some(place) = &card.place
        {
            card.place = Some(desk.app.site_card(place.id, true)?);
        }
        session.output.answer(&card, |page| say_card(page, &card, &desk))
    }
}

fn say_card(page: &mut Page, card: &JobCard, desk: &Desk) {
    let now = desk.now_local();
    say_agreement(page, card, desk);
    say_state(page, card, desk);
    page.heading("Visits");
    visit::table(page, &card.visits, now);
    if !card.checklist.is_empty() {
        page.heading("Checklist");
        say_checklist(page, &card.checklist);
    }
    say_notes(page, &card.notes, now);
    if !card.history.is_empty() {
        page.heading("History");
        log::table(page, &card.history, now);
    }
}

fn say_agreement(page: &mut Page, card: &JobCard, desk: &Desk) {
    let now = desk.now_local();
    let line = &card.line;
    record::head(page, line.id.into(), &line.title, line.version);
    page.field("client", &format!("{} {}", line.client.id, line.client.name));
    page.field("phones", &domain::show_phones(&card.phones));
    page.field("preferences", &card.preferences);
    if let Some(place) = &card.place {
        let label = if place.name.is_empty() { &place.address } else { &place.name };
        page.field("site", &format!("{} {label}", place.id));
        client::say_site_fields(page, place);
        record::say_fields(page, FieldOn::Site, &place.fields, desk);
    }
    page.field("description", &card.description);
    page.field("services", &line.services.join(", "));
    page.field("skills", &line.skills.join(", "));
    page.field("length", &words::minutes(line.minutes.into()));
    page.field("priority", line.priority.word());
    page.field("price", &words::price(line.price));
    page.field("tags", &line.tags.join(", "));
    record::say_fields(page, FieldOn::Job, &line.fields, desk);
    page.field("offered", &card.offers(desk.business.zone));
    page.field("collect", &card.collect.as_ref().map_or_else(String::new, say_collect));
    page.field("agreed", &words::moment(line.agreed_at, now));
    for promise in &card.promises {
        let told = words::term(&promise.term, now);
        page.field(
            "promised",
            &format!("{told} (told {} by {})", words::moment(promise.at, now), promise.by),
        );
    }
}

/// Where parts are collected first: `S-7 Plumb Centre, Counter (15m)`.
fn say_collect(collect: &CollectLine) -> String {
    let names = [collect.client.as_str(), collect.place.as_str()];
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    format!("{} {} ({})", collect.site, names.join(", "), words::minutes(collect.minutes.into()))
}

fn say_state(page: &mut Page, card: &JobCard, desk: &Desk) {
    let now = desk.now_local();
    let when = |at| words::moment(app::view::local(at, desk.business.zone), now);
    page.field("stage", &card.line.stage.title().to_lowercase());
    page.field("substatus", card.line.substatus.as_deref().unwrap_or_default());
    page.field("marks", &words::marks(&card.line.marks));
    page.field("invoice", card.line.invoice.word());
    if let Some(hold) = &card.hold {
        let note = if hold.note.is_empty() { String::new() } else { format!(": {}", hold.note) };
        let again = hold.look_again.format("%a %-d %b %Y");
        page.field(
            "on hold",
            &format!("{}{note}; {} looks again on {again}", hold.reason.word(), hold.owner),
        );
    }
    if let Some(done) = &card.completion {
        page.field("completed", &format!("{} by {}: {}", when(done.at), done.by, done.outcome));
        let parts = if done.parts.is_empty() { "none".to_owned() } else { say_parts(&done.parts) };
        page.field("parts", &parts);
    }
    if let Some(verified) = &card.verification {
        let how = match &verified.how {
            VerifiedBy::Client => "the client said so",
            VerifiedBy::Check(check) => check.as_str(),
        };
        page.field("verified", &format!("{} by {}: {how}", when(verified.at), verified.by));
    }
    page.field("closed", &card.closed_at.map_or_else(String::new, |at| words::moment(at, now)));
    if let Some(off) = &card.cancellation {
        let said = format!("{} by {}, asked by {}: {}", when(off.at), off.by, off.asked_by, off.reason);
        page.field("cancelled", &said);
    }
    for kept in &card.overrides {
        page.field(
            "overridden",
            &format!("{}: {} ({} {})", kept.sentence, kept.reason, kept.by, when(kept.at)),
        );
    }
}

/// Notes, newest first.
pub(in crate::verb) fn say_notes(page: &mut Page, notes: &[NoteLine], now: Local) {
    if notes.is_empty() {
        return;
    }
    page.heading("Notes");
    for note in notes {
        page.lines(&format!("{} {}: {}", words::moment(note.at, now), note.by, note.text));
    }
}
