//! Committing a draft: everything it holds, as one operation on the plan as it is now.

use super::desk::Desk;
use crate::{
    Change, DraftPlan, EntityKind, EntityRef, Fact, Finding, Job, JobStep, Laid, Moment, Moved, Record,
    Refusal, Visit, VisitId, check_job_step, findings_for, lay,
};

/// Puts every record as the draft has it. Refused with all the differences when the plan has moved underneath, and
/// with what the rules find now and did not when the draft was last changed.
pub(super) fn commit(desk: &mut Desk<'_>, plan: &DraftPlan) -> Result<(Fact, String), Refusal> {
    let laid = laid_over(desk, plan)?;
    let is_outermost = desk.gather();
    let told = told_at_last(&plan.changes, desk.now());
    for (change, record) in &laid {
        if let Record::Job(job) = record {
            desk.put(change.entity, promised_now(desk, change, job.clone()));
        }
    }
    let mut visits = Vec::new();
    for (change, record) in laid {
        if let Record::Visit(visit) = record {
            let visit = moved_now(desk, change, visit, &told);
            if visit.is_placed() {
                check_job_step(visit.job, desk.stage(visit.job)?, JobStep::Place)?;
            }
            visits.push(VisitId(change.entity.id));
            desk.put(change.entity, visit);
        }
    }
    for id in &visits {
        judge(desk, *id, &plan.accepted)?;
    }
    if is_outermost {
        desk.ask_gathered(false)?;
    }
    let count = visits.len();
    let what = if count == 1 { "1 visit changed".to_owned() } else { format!("{count} visits changed") };
    Ok((Fact::DraftCommitted, format!("Committed draft {}: {what}", plan.name)))
}

/// The records as they become, each with its drafted change; refused when any of them has moved.
fn laid_over<'p>(desk: &Desk<'_>, plan: &'p DraftPlan) -> Result<Vec<(&'p Change, Record)>, Refusal> {
    if plan.changes.is_empty() {
        return Err(Refusal::NothingToDo { what: format!("the draft {} changes nothing", plan.name) });
    }
    let (mut laid, mut moved) = (Vec::new(), Vec::new());
    for change in &plan.changes {
        match lay(desk.slice.get(change.entity).as_ref(), change) {
            Laid::Over(record) => laid.push((change, record)),
            Laid::Moved(fields) => moved.push(Moved { entity: change.entity, fields }),
        }
    }
    if moved.is_empty() { Ok(laid) } else { Err(Refusal::PlanMoved { moved }) }
}

/// What the client is told by the draft is told now, by whoever commits it.
fn promised_now(desk: &Desk<'_>, change: &Change, mut job: Job) -> Job {
    let known = match &change.before {
        Some(Record::Job(before)) => before.promises.len(),
        _ => 0,
    };
    for promise in job.promises.iter_mut().skip(known) {
        (promise.at, promise.by) = (desk.now(), desk.actor());
    }
    job
}

/// When the draft meant a client to be told, and when they are.
fn told_at_last(changes: &[Change], now: Moment) -> Vec<(Moment, Moment)> {
    let mut told = Vec::new();
    for change in changes {
        if let (Some(Record::Job(before)), Some(Record::Job(after))) = (&change.before, &change.after) {
            told.extend(after.promises.iter().skip(before.promises.len()).map(|promise| (promise.at, now)));
        }
    }
    told
}

/// A visit goes back to planned, and its client is told, when the draft is committed, not when it was made.
fn moved_now(desk: &Desk<'_>, change: &Change, mut visit: Visit, told: &[(Moment, Moment)]) -> Visit {
    let Some(Record::Visit(before)) = &change.before else { return visit };
    let at = desk.not_before(before);
    for entry in visit.history.iter_mut().skip(before.history.len()) {
        (entry.at, entry.by) = (at, desk.actor());
    }
    if visit.told_at != before.told_at {
        let meant = |at: Moment| told.iter().find(|(meant, _)| *meant == at).map_or(at, |(_, now)| *now);
        visit.told_at = visit.told_at.map(meant);
    }
    visit
}

/// Asks the rules about a visit where it is now. What they found when the draft was last changed was known then, and
/// what a reason was given for has one.
fn judge(desk: &mut Desk<'_>, id: VisitId, accepted: &[String]) -> Result<(), Refusal> {
    let mut visit = desk.visit(id)?;
    let is_known = |finding: &Finding| {
        accepted.contains(&name_finding(id, finding))
            || visit.overrides.iter().any(|given| {
                given.rule == finding.rule.id()
                    && given.sentence == finding.sentence
                    && given.is_given_for(&visit)
            })
    };
    let mut findings = findings_for(&desk.slice, id, &visit);
    findings.retain(|finding| !is_known(finding));
    let overrides = desk.overrides(id, Some(&visit), findings)?;
    if !overrides.is_empty() {
        visit.overrides.extend(overrides);
        desk.put(id, visit);
    }
    Ok(())
}

/// How something that was found about a visit is kept with a draft.
pub fn name_finding(id: VisitId, finding: &Finding) -> String {
    format!("{} {}: {}", EntityRef { kind: EntityKind::Visit, id: id.0 }, finding.rule.id(), finding.sentence)
}
