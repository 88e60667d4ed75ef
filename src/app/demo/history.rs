//! Three months behind.

use chrono::{Datelike, Days, Duration, NaiveDate};
use domain::{Crew, InvoiceStatus, Moment, Span, StateChange, VisitState};

use super::DISPATCHER;
use super::draft::{Draft, agreed_before};
use super::ground::{Ground, alone, id_of};
use super::lane::{Gap, Stop, next_stop};
use super::outcome::{call_off, carry_out};
use super::staff::{DANA, JOSS, RAVI, TOM};
use super::story::{Load, Phase, Story};
use super::trade::offer_of;

/// How far the history goes back, in days.
const DAYS_BEHIND: u64 = 91;

/// Writes every working day of the last three months up to yesterday.
pub(super) fn write_history(ground: &Ground, story: &mut Story) {
    for back in (1..=DAYS_BEHIND).rev() {
        write_day(ground, story, ground.today - Days::new(back));
    }
}

fn write_day(ground: &Ground, story: &mut Story, date: NaiveDate) {
    let pair = install(ground, story, date);
    for who in (0..ground.technicians.len()).filter(|who| !pair.contains(who)) {
        for span in ground.working(who, date) {
            // An evening that runs into today's shift is laid out with today.
            if span.end > ground.at(date, 20, 0) {
                continue;
            }
            let gap = Gap { span, from: ground.technicians[who].home_position, to: None };
            story.fill(ground, who, gap, Phase::Behind { smooth: false }, Load { share: 74, limit: 6 });
        }
    }
    if story.chance.percent(45) {
        called_off(ground, story, date);
    }
}

/// On some days two technicians fit a boiler together.
fn install(ground: &Ground, story: &mut Story, date: NaiveDate) -> Vec<usize> {
    let (lead, helper) = if date.day().is_multiple_of(2) { (DANA, TOM) } else { (JOSS, TOM) };
    let start = ground.at(date, 8, 0);
    let Some(span) = Span::of_minutes(start, 480) else { return Vec::new() };
    let free = |who| ground.working(who, date).iter().any(|working| working.covers(&span));
    if !story.chance.percent(14) || !free(lead) || !free(helper) {
        return Vec::new();
    }
    let site = story.chance.below(ground.sites.len());
    if ground.is_barred(site, lead) || ground.is_barred(site, helper) {
        return Vec::new();
    }
    let agreed_at = agreed_before(ground, &mut story.chance, start, (7, 24));
    let mut draft = Draft::new(ground, &mut story.chance, site, offer_of("GAS-INST"), agreed_at);
    draft.plan(ground, span, Crew { lead: id_of(lead), helpers: vec![id_of(helper)] });
    story.drafts.push(draft);
    carry_out(ground, story, story.drafts.len() - 1, lead, start - Duration::minutes(20), false);
    vec![lead, helper]
}

/// A job that the client called off before its visit.
fn called_off(ground: &Ground, story: &mut Story, date: NaiveDate) {
    let Some(span) = ground.working(RAVI, date).first().copied() else { return };
    let gap = Gap { span, from: None, to: None };
    let Some(Stop { span, site, offer }) = next_stop(ground, &mut story.chance, RAVI, &gap) else { return };
    let agreed_at = agreed_before(ground, &mut story.chance, span.start, (4, 12));
    let mut draft = Draft::new(ground, &mut story.chance, site, offer, agreed_at);
    let reasons =
        ["Client found someone sooner", "Mended it himself", "Moving house, not needed", "Too dear"];
    let reason = story.chance.pick(&reasons);
    let at =
        (span.start - Duration::hours(story.chance.between(3, 60))).max(agreed_at + Duration::minutes(30));
    let visit = draft.plan(ground, span, alone(RAVI));
    visit.state = VisitState::Cancelled(reason.to_owned());
    visit.history.push(StateChange { state: visit.state.clone(), at, by: DISPATCHER.to_owned() });
    call_off(&mut draft, at, reason, "client");
    draft.job.invoice = InvoiceStatus::NotInvoiced;
    story.drafts.push(draft);
}

/// Remarks about jobs that were long or went wrong, as an office would leave them.
pub(super) fn remark(ground: &Ground, story: &mut Story) {
    let Story { chance, drafts, .. } = story;
    for draft in drafts.iter_mut() {
        let last: Option<Moment> = draft.visits.last().and_then(domain::Visit::ended_at);
        if chance.percent(6) {
            let at = last.unwrap_or(draft.job.agreed_at) + Duration::minutes(chance.between(20, 90));
            draft.note(at.min(ground.now), DISPATCHER, chance.pick(super::words::REMARKS));
        }
        if chance.percent(4) {
            draft.tag(chance.pick(&["warranty", "landlord", "insurance", "photos"]));
        }
    }
}
