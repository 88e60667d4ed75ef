//! How visits went, and the paperwork after them.

use chrono::{Days, Duration, NaiveDate};
use domain::{
    Completion, Hold, HoldReason, InvoiceStatus, JobCancellation, Moment, Outcome, PartLine, Verification,
    VerifiedBy,
};

use super::ground::Ground;
use super::story::{Call, Owed, Story};
use super::trade::OFFERS;
use super::{Chance, DISPATCHER};

/// Work that went wrong within so many days is still open.
const OPEN_DAYS: i64 = 10;
/// For so many days after nobody opened the door the client is still being rung.
const REBOOK_DAYS: i64 = 5;

/// Carries out the last visit of a job, and says when it was over. The technician is free from a moment on.
pub(super) fn carry_out(
    ground: &Ground,
    story: &mut Story,
    draft: usize,
    who: usize,
    free_at: Moment,
    smooth: bool,
) -> Moment {
    let by = ground.name_of(who);
    let chance = &mut story.chance;
    let this = &mut story.drafts[draft];
    let Some(span) = this.visits.last().and_then(domain::Visit::span) else { return free_at };
    let late = match (smooth, chance.below(100)) {
        (true, _) => chance.between(-4, 4),
        (false, 0..=4) => chance.between(40, 150),
        (false, _) => chance.between(-8, 25),
    };
    let drive = Duration::minutes(chance.between(4, 16));
    let arrived = (span.start + Duration::minutes(late)).max(free_at + drive);
    let length = Duration::minutes(span.minutes() * chance.between(80, 112) / 100);
    let latest = if smooth { span.end } else { ground.now };
    let ended = (arrived + length).min(latest).max(arrived);
    let before = this.visits.iter().filter_map(domain::Visit::ended_at).max();
    let told = before.unwrap_or(this.job.agreed_at) + Duration::minutes(chance.between(2, 9));
    this.confirm(told.min(arrived - drive));
    this.set_off(arrived - drive, &by);
    this.arrive(arrived, &by);
    let outcome = match this.visits.len() {
        // Two who fit a boiler together stay until it is done.
        1 if ground.services[this.offer].crew_size == 1 => {
            outcome(ground, chance, &mut story.recent, this.offer, ended)
        }
        _ => Outcome::Completed,
    };
    this.finish(ended, &by, outcome.clone());
    match outcome {
        Outcome::Completed => settle(ground, story, draft, who, ended),
        Outcome::Partial { left } => owe(ground, story, draft, who, ended, left),
        Outcome::NoAccess => no_access(ground, story, draft, who, ended),
        Outcome::CannotComplete { .. } => stopped(ground, story, draft, who, ended),
    }
    ended
}

/// Early in the history it is chance; in the last days every kind of trouble comes up in its turn.
fn outcome(ground: &Ground, chance: &mut Chance, recent: &mut usize, offer: usize, at: Moment) -> Outcome {
    let is_recent = (ground.now - at).num_days() < OPEN_DAYS;
    *recent += usize::from(is_recent);
    let roll = if is_recent { *recent % 20 * 5 } else { chance.below(100) };
    match roll {
        20..24 => Outcome::Partial { left: OFFERS[offer].left.to_owned() },
        40..42 => Outcome::NoAccess,
        60 => {
            let reasons = [
                "Part is not on the van",
                "Client wants a price first",
                "Stopcock seized, street valve needed",
            ];
            Outcome::CannotComplete { reason: chance.pick(&reasons).to_owned() }
        }
        _ => Outcome::Completed,
    }
}

fn local_date(ground: &Ground, at: Moment) -> NaiveDate {
    at.with_timezone(&ground.zone()).date_naive()
}

fn owe(ground: &Ground, story: &mut Story, draft: usize, who: usize, at: Moment, purpose: String) {
    let days = Days::new(story.chance.between(2, 6).unsigned_abs());
    let from = local_date(ground, at) + days;
    story.owed.push(Owed { from, who, minutes: 60, what: Call::Return { draft, purpose } });
}

fn no_access(ground: &Ground, story: &mut Story, draft: usize, who: usize, at: Moment) {
    story.drafts[draft].note(
        at + Duration::minutes(2),
        &ground.name_of(who),
        "No answer at the door, left a card",
    );
    let fresh = (ground.now - at).num_days() < REBOOK_DAYS;
    if !fresh && story.chance.percent(60) {
        return owe(ground, story, draft, who, at, String::new());
    }
    let given_up = at + Duration::days(7);
    if given_up < ground.now {
        call_off(&mut story.drafts[draft], given_up, "No answer to three calls", "office");
    }
}

/// Marks a job as cancelled.
pub(super) fn call_off(draft: &mut super::draft::Draft, at: Moment, reason: &str, asked_by: &str) {
    let (by, reason, asked_by) = (DISPATCHER.to_owned(), reason.to_owned(), asked_by.to_owned());
    draft.job.cancellation = Some(JobCancellation { at, by, reason, asked_by });
}

/// Work that could not be done: lately it is on hold, earlier it was taken up again.
fn stopped(ground: &Ground, story: &mut Story, draft: usize, who: usize, at: Moment) {
    let held_at = at + Duration::minutes(story.chance.between(10, 50));
    if (ground.now - at).num_days() >= OPEN_DAYS || held_at > ground.now {
        return owe(ground, story, draft, who, at, String::new());
    }
    let reasons =
        [HoldReason::Parts, HoldReason::Parts, HoldReason::Parts, HoldReason::Client, HoldReason::Access];
    let reason = story.chance.pick(&reasons);
    let days = story.chance.between(0, 8);
    hold(ground, &mut story.drafts[draft], reason, held_at, days);
}

/// Puts a job on hold since a moment, to be looked at again so many days from today.
pub(super) fn hold(
    ground: &Ground,
    draft: &mut super::draft::Draft,
    reason: HoldReason,
    at: Moment,
    days: i64,
) {
    let note = match reason {
        HoldReason::Parts => "Ordered at the merchant, they ring when it is in",
        HoldReason::Client => "Waits for the client to accept the price",
        HoldReason::Access => "Tenant away, landlord sends the key",
        HoldReason::Weather => "Roof too wet and windy",
        HoldReason::Credit => "Two invoices past 60 days, accounts are talking",
    };
    let look_again = ground.today + Days::new(days.unsigned_abs());
    draft.job.hold =
        Some(Hold { reason, owner: DISPATCHER.to_owned(), look_again, note: note.to_owned(), at });
}

/// Declares a job complete and carries its papers as far as they have come by now.
pub(super) fn settle(ground: &Ground, story: &mut Story, draft: usize, who: usize, ended: Moment) {
    let chance = &mut story.chance;
    let this = &mut story.drafts[draft];
    let at = ended + Duration::minutes(chance.between(3, 15));
    let fresh = (ground.now - ended).num_hours() < 30;
    if at > ground.now || (fresh && chance.percent(15)) {
        return;
    }
    for line in &mut this.job.checklist {
        line.answer = Some(answer(chance, &line.text).to_owned());
    }
    let words = &OFFERS[this.offer];
    let part = Some(words.part).filter(|part| !part.is_empty() && chance.percent(60));
    let parts = part.map(|name| PartLine { name: name.to_owned(), quantity: 1 }).into_iter().collect();
    let outcome = chance.pick(words.done).to_owned();
    this.job.completion = Some(Completion { at, by: ground.name_of(who), outcome, parts });
    let is_callback = this.job.invoice == InvoiceStatus::NotBillable;
    verify(ground, chance, this, at);
    if !is_callback && chance.percent(3) {
        let done = local_date(ground, ended);
        let from = done + Days::new(chance.between(3, 16).unsigned_abs());
        let (site, offer, of) = (this.site, this.offer, done.format("%-d %b").to_string());
        story.owed.push(Owed { from, who, minutes: 45, what: Call::Callback { site, offer, of } });
    }
}

fn answer(chance: &mut Chance, line: &str) -> &'static str {
    match line {
        "Working pressure" => chance.pick(&["19.8 mbar", "20.1 mbar", "20.4 mbar"]),
        "System pressure" => chance.pick(&["1.2 bar", "1.3 bar", "1.5 bar"]),
        "RCD trip time" => chance.pick(&["18 ms", "22 ms", "27 ms"]),
        _ => chance.pick(&["yes", "yes", "yes, photo taken"]),
    }
}

/// A working time some days after a moment.
fn days_after(ground: &Ground, chance: &mut Chance, at: Moment, low: i64, high: i64) -> Moment {
    let date = local_date(ground, at) + Days::new(chance.between(low, high).unsigned_abs());
    let minute = u32::try_from(chance.between(0, 59)).unwrap_or(0);
    let hour = u32::try_from(chance.between(9, 16)).unwrap_or(9);
    ground.at(date, hour, minute).max(at + Duration::minutes(20))
}

/// Verification, then the bill, then its payment, then closing: each when its time has come.
fn verify(ground: &Ground, chance: &mut Chance, draft: &mut super::draft::Draft, completed: Moment) {
    let slow = chance.percent(6);
    let at = days_after(ground, chance, completed, if slow { 6 } else { 0 }, if slow { 20 } else { 3 });
    if at > ground.now {
        return;
    }
    let how =
        if chance.percent(55) { VerifiedBy::Client } else { VerifiedBy::Check("photos seen".to_owned()) };
    draft.job.verification = Some(Verification { at, by: DISPATCHER.to_owned(), how });
    let billed = days_after(ground, chance, at, 0, 2);
    let slow = chance.percent(5);
    let paid = days_after(ground, chance, billed, if slow { 45 } else { 2 }, if slow { 80 } else { 11 });
    let not_billable = draft.job.invoice == InvoiceStatus::NotBillable;
    if !not_billable && billed <= ground.now {
        draft.job.invoice = if paid <= ground.now { InvoiceStatus::Paid } else { InvoiceStatus::Invoiced };
    }
    let settled = if not_billable { billed } else { paid };
    if settled <= ground.now {
        draft.job.closed_at = Some(settled);
    }
}
