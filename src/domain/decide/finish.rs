//! Finishing jobs: complete, verify, invoice, close, reopen, cancel.

use super::desk::{Desk, require};
use super::job::put_visit;
use super::record::note;
use super::validate::parts as check_parts;
use super::visit::{IN_TRAY, check_time};
use crate::ready::{closed_job, not_verifiable};
use crate::{
    Completion, Fact, Finding, InvoiceStatus, JobCancellation, JobId, JobStep, Moment, Outcome, PartLine,
    Placement, Refusal, Rule, Stage, Verification, VerifiedBy, Visit, VisitId, VisitState, check_job_step,
};

pub(super) fn complete(
    desk: &mut Desk<'_>,
    id: JobId,
    outcome: &str,
    parts: Option<&[PartLine]>,
    at: Moment,
) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    require_completable(desk, id)?;
    let is_open = |line: &&crate::CheckLine| line.answer.is_none();
    let required: Vec<String> =
        job.checklist.iter().filter(|l| l.required).filter(is_open).map(|l| l.text.clone()).collect();
    if !required.is_empty() {
        return Err(Refusal::ChecklistOpen { job: id, items: required });
    }
    let outcome = require(outcome, "outcome", "say in a sentence what was done")?;
    let Some(parts) = parts else {
        return Err(Refusal::invalid("parts", "nobody has said which were used", "name them, or say none"));
    };
    check_parts(parts)?;
    let latest = desk.slice.visits_of(id).filter_map(|(_, visit)| visit.ended_at()).max();
    check_time(desk, at, latest.filter(|latest| *latest <= desk.now()))?;
    let findings = job.checklist.iter().filter(is_open).map(|line| Finding {
        rule: Rule::OptionalUnanswered,
        sentence: format!("“{}” has no answer", line.text),
    });
    let overrides = desk.overrides(id, None, findings.collect())?;
    job.overrides.extend(overrides);
    for visit in idle_visits(desk, id) {
        call_off(desk, visit, "the job was completed without it")?;
    }
    job.completion = Some(Completion { at, by: desk.actor(), outcome, parts: parts.to_vec() });
    desk.put(id, job);
    Ok((Fact::JobCompleted, format!("Completed {}", desk.job_name(id))))
}

fn require_completable(desk: &Desk<'_>, id: JobId) -> Result<(), Refusal> {
    let stage = desk.stage(id)?;
    let already = desk.slice.jobs.get(&id).is_some_and(|job| job.completion.is_some());
    if already {
        return Err(closed_job(id, stage, "completed"));
    }
    check_job_step(id, stage, JobStep::Complete)?;
    let idle = idle_visits(desk, id);
    refuse_open(
        id,
        &live_visits(desk, id).into_iter().filter(|visit| !idle.contains(visit)).collect::<Vec<_>>(),
    )
}

/// The visits that completion makes needless: in the tray, for the whole job and nothing but it, when no
/// visit was needed to do the work (it was mended over the telephone).
fn idle_visits(desk: &Desk<'_>, id: JobId) -> Vec<VisitId> {
    let done = VisitState::Done(Outcome::Completed);
    if desk.slice.visits_of(id).any(|(_, visit)| visit.state == done) {
        return Vec::new();
    }
    let is_idle = |visit: &Visit| visit.state.is_live() && visit.is_in_tray() && visit.purpose.is_empty();
    desk.slice.visits_of(id).filter(|(_, visit)| is_idle(visit)).map(|(visit, _)| visit).collect()
}

/// Refuses while a visit is still to come or under way.
fn refuse_open(id: JobId, open: &[VisitId]) -> Result<(), Refusal> {
    if open.is_empty() {
        return Ok(());
    }
    let visits = open.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Err(Refusal::VisitsOpen { job: id, visits })
}

/// Refuses on a job that is over, or was declared complete and has something open.
pub(super) fn refuse_over(desk: &Desk<'_>, id: JobId, wanted: &'static str) -> Result<(), Refusal> {
    let stage = desk.stage(id)?;
    if stage.is_over() {
        return Err(closed_job(id, stage, wanted));
    }
    if desk.job(id)?.completion.is_some() {
        return Err(closed_job(id, Stage::Completed, wanted));
    }
    Ok(())
}

fn live_visits(desk: &Desk<'_>, id: JobId) -> Vec<VisitId> {
    desk.slice.visits_of(id).filter(|(_, visit)| visit.state.is_live()).map(|(visit, _)| visit).collect()
}

pub(super) fn verify(desk: &mut Desk<'_>, id: JobId, how: &VerifiedBy) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    let stage = desk.stage(id)?;
    check_job_step(id, stage, JobStep::Verify)?;
    // In follow-up the stage alone does not tell.
    if job.completion.is_none() {
        return Err(not_verifiable(id, stage));
    }
    if job.verification.is_some() {
        return Err(Refusal::NothingToDo { what: format!("{id} is verified already") });
    }
    if let VerifiedBy::Check(check) = how {
        require(check, "check", "name the check, such as “photos seen”")?;
    }
    job.verification = Some(Verification { at: desk.now(), by: desk.actor(), how: how.clone() });
    desk.put(id, job);
    Ok((Fact::JobVerified, format!("Verified {}", desk.job_name(id))))
}

pub(super) fn mark_invoice(
    desk: &mut Desk<'_>,
    id: JobId,
    status: InvoiceStatus,
) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    if job.invoice == status {
        return Err(Refusal::NothingToDo { what: format!("{id} is {} already", status.word()) });
    }
    if job.closed_at.is_some() && !status.is_settled() {
        return Err(closed_job(id, Stage::Closed, status.word()));
    }
    job.invoice = status;
    desk.put(id, job);
    Ok((Fact::JobInvoiceMarked, format!("Marked {} {}", desk.job_name(id), status.word())))
}

pub(super) fn close(desk: &mut Desk<'_>, id: JobId) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    let surroundings = desk.slice.surroundings_of(id);
    for (count, what) in
        [(surroundings.open_issues, "issue(s)"), (surroundings.open_follow_ups, "follow-up(s)")]
    {
        if count > 0 {
            return Err(Refusal::StillOpen { job: id, count, what });
        }
    }
    let stage = desk.stage(id)?;
    check_job_step(id, stage, JobStep::Close)?;
    refuse_open(id, &live_visits(desk, id))?;
    if !job.invoice.is_settled() {
        return Err(Refusal::NotSettled { job: id, status: job.invoice.word() });
    }
    job.closed_at = Some(desk.now());
    desk.put(id, job);
    Ok((Fact::JobClosed, format!("Closed {}", desk.job_name(id))))
}

pub(super) fn reopen(desk: &mut Desk<'_>, id: JobId, reason: &str) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    if job.completion.is_none() && job.cancellation.is_none() && job.closed_at.is_none() {
        return Err(Refusal::NothingToDo { what: format!("{id} is open") });
    }
    let reason = require(reason, "reason", "say why it is opened again")?;
    (job.completion, job.verification, job.closed_at, job.cancellation) = (None, None, None, None);
    desk.put(id, job);
    note(desk, id.into(), &format!("Reopened: {reason}"))?;
    let mut more = "";
    if live_visits(desk, id).is_empty() {
        put_visit(desk, id, &Placement::default(), 0, "")?;
        more = IN_TRAY;
    }
    Ok((Fact::JobReopened, format!("Reopened {}: {reason}{more}", desk.job_name(id))))
}

pub(super) fn cancel(
    desk: &mut Desk<'_>,
    id: JobId,
    reason: &str,
    asked_by: &str,
) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    refuse_over(desk, id, "cancelled")?;
    let reason = require(reason, "reason", "say why the job is called off")?;
    let asked_by = require(asked_by, "asked_by", "say who asked for it")?;
    let (at, by) = (desk.now(), desk.actor());
    for visit_id in live_visits(desk, id) {
        if desk.visit(visit_id)?.state.has_started() {
            return Err(Refusal::VisitsOpen { job: id, visits: visit_id.to_string() });
        }
        call_off(desk, visit_id, &reason)?;
    }
    job.cancellation = Some(JobCancellation { at, by, reason: reason.clone(), asked_by });
    desk.put(id, job);
    Ok((Fact::JobCancelled, format!("Cancelled {}: {reason}", desk.job_name(id))))
}

fn call_off(desk: &mut Desk<'_>, id: VisitId, reason: &str) -> Result<(), Refusal> {
    let mut visit = desk.visit(id)?;
    let at = desk.not_before(&visit);
    desk.enter(&mut visit, VisitState::Cancelled(reason.to_owned()), at);
    desk.put(id, visit);
    Ok(())
}
