//! Placing visits in the plan: schedule, assign, move, to the tray, reschedule.

use super::desk::Desk;
use crate::ready::under_way;
use crate::{
    Crew, EntityRef, Fact, Finding, JobStep, Override, Placement, Promise, Refusal, Rule, Slot, Term, Visit,
    VisitId, VisitStanding, VisitState, VisitStep, WindowChoice, arrival_window, check_job_step,
    check_visit_step, describe_moment, describe_span, findings_for,
};

/// A visit may be at most so long: four weeks, in minutes.
const LONGEST_VISIT: i64 = 28 * 24 * 60;

pub(super) fn schedule(
    desk: &mut Desk<'_>,
    id: VisitId,
    placement: &Placement,
    choice: WindowChoice,
) -> Result<(Fact, String), Refusal> {
    place(desk, id, placement, choice)?;
    Ok((Fact::VisitScheduled, format!("Scheduled {} for {}", desk.visit_name(id), where_to(desk, id)?)))
}

pub(super) fn assign(desk: &mut Desk<'_>, id: VisitId, crew: &Crew) -> Result<(Fact, String), Refusal> {
    let placement = Placement { slot: None, crew: Some(crew.clone()) };
    place(desk, id, &placement, WindowChoice::Ask)?;
    Ok((Fact::VisitAssigned, format!("Assigned {} to {}", desk.visit_name(id), crew_names(desk, crew))))
}

pub(super) fn shift(
    desk: &mut Desk<'_>,
    id: VisitId,
    placement: &Placement,
    choice: WindowChoice,
) -> Result<(Fact, String), Refusal> {
    place(desk, id, placement, choice)?;
    Ok((Fact::VisitMoved, format!("Moved {} to {}", desk.visit_name(id), where_to(desk, id)?)))
}

pub(super) fn unassign(desk: &mut Desk<'_>, id: VisitId) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::Unassign)?;
    unpin_checked(desk, id, &mut visit)?;
    visit.crew = None;
    if visit.state == VisitState::Dispatched {
        take_back(desk, &mut visit);
    }
    desk.put(id, visit);
    Ok((Fact::VisitUnassigned, format!("Took the technician off {}", desk.visit_name(id))))
}

pub(super) fn to_tray(desk: &mut Desk<'_>, id: VisitId) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::ToTray)?;
    unpin_checked(desk, id, &mut visit)?;
    if let Some(slot) = visit.span() {
        visit.minutes = u32::try_from(slot.minutes()).unwrap_or(visit.minutes);
    }
    (visit.slot, visit.crew, visit.window, visit.told_at) = (None, None, None, None);
    go_back(desk, &mut visit, VisitState::Planned);
    desk.put(id, visit);
    Ok((Fact::VisitSentToTray, format!("Sent {} to the tray", desk.visit_name(id))))
}

pub(super) fn reschedule(
    desk: &mut Desk<'_>,
    id: VisitId,
    slot: Option<Slot>,
) -> Result<(Fact, String), Refusal> {
    let mut visit = desk.visit(id)?;
    check_visit_step(&VisitStanding::of(id, &visit), VisitStep::Reschedule)?;
    unpin_checked(desk, id, &mut visit)?;
    go_back(desk, &mut visit, VisitState::Planned);
    (visit.slot, visit.window, visit.told_at) = (None, None, None);
    desk.put(id, visit);
    let Some(slot) = slot else {
        return Ok((Fact::VisitSentToTray, format!("Returned {} to the tray", desk.visit_name(id))));
    };
    let placement = Placement { slot: Some(slot), crew: None };
    place(desk, id, &placement, WindowChoice::Shift)?;
    Ok((Fact::VisitMoved, format!("Rescheduled {} to {}", desk.visit_name(id), where_to(desk, id)?)))
}

/// Puts a visit where it is meant to be, with every guard looked at.
pub(super) fn place(
    desk: &mut Desk<'_>,
    id: VisitId,
    placement: &Placement,
    choice: WindowChoice,
) -> Result<(), Refusal> {
    let before = put_in_place(desk, id, placement, choice)?;
    judge_place(desk, id, &before, choice)
}

/// Puts a visit where it is meant to be and gives it as it was; the soft rules are still to be asked.
pub(super) fn put_in_place(
    desk: &mut Desk<'_>,
    id: VisitId,
    placement: &Placement,
    choice: WindowChoice,
) -> Result<Visit, Refusal> {
    let before = desk.visit(id)?;
    require_open(desk, id, &before)?;
    let mut visit = before.clone();
    if let Some(crew) = &placement.crew {
        check_crew(desk, crew)?;
        visit.crew = Some(crew.clone());
    }
    if let Some(slot) = placement.slot {
        check_length(&slot)?;
        visit.slot = Some(slot);
        visit.minutes = u32::try_from(slot.span.minutes()).unwrap_or(visit.minutes);
    }
    if visit.slot == before.slot && visit.crew == before.crew {
        return Err(Refusal::NothingToDo { what: format!("{} is there already", desk.visit_name(id)) });
    }
    refuse_under_way(id, &before, &visit)?;
    let starts = |visit: &Visit| visit.span().map(|span| span.start);
    if starts(&visit) != starts(&before) {
        settle_window(desk, id, &mut visit, choice)?;
    }
    let lead = |visit: &Visit| visit.crew.as_ref().map(|crew| crew.lead);
    if visit.state == VisitState::Dispatched && lead(&visit) != lead(&before) {
        take_back(desk, &mut visit);
    }
    desk.put(id, visit);
    Ok(before)
}

/// Asks the soft rules about a visit in its new place.
pub(super) fn judge_place(
    desk: &mut Desk<'_>,
    id: VisitId,
    before: &Visit,
    choice: WindowChoice,
) -> Result<(), Refusal> {
    let mut visit = desk.visit(id)?;
    let mut findings = findings_for(&desk.slice, id, &visit);
    // The choice about the window answers for the promise too, and one who only changes the crew is not
    // asked about the time.
    if choice != WindowChoice::Ask || visit.slot == before.slot {
        findings.retain(|finding| finding.rule != Rule::Promise);
    }
    if visit.slot == before.slot {
        findings.retain(|finding| finding.rule != Rule::Offered);
    }
    // The visit is in its new place already, so the rule itself sees nothing that is moved.
    if before.pinned {
        findings.push(Finding { rule: Rule::Pinned, sentence: format!("{id} is pinned where it is") });
    }
    // A reason holds for the slot and crew it was given for. A pin is asked about each time: it says
    // nothing about one place, but about being moved at all.
    let holds = |given: &Override, finding: &Finding| {
        given.rule == finding.rule.id() && given.sentence == finding.sentence && given.is_given_for(&visit)
    };
    let known = |finding: &Finding| {
        finding.rule != Rule::Pinned && before.overrides.iter().any(|given| holds(given, finding))
    };
    findings.retain(|finding| !known(finding));
    let overrides = desk.overrides(id, Some(&visit), findings)?;
    if !overrides.is_empty() {
        visit.overrides.extend(overrides);
        desk.put(id, visit);
    }
    Ok(())
}

/// Decides the arrival window of a visit whose start has changed.
fn settle_window(
    desk: &mut Desk<'_>,
    id: VisitId,
    visit: &mut Visit,
    choice: WindowChoice,
) -> Result<(), Refusal> {
    let Some(slot) = visit.span() else { return Ok(()) };
    let fresh = arrival_window(slot.start, desk.business()?.window_minutes);
    let mut job = desk.job(visit.job)?;
    let told = visit.window.filter(|_| visit.told_at.is_some());
    if told.is_some_and(|window| window.contains(slot.start)) {
        return Ok(());
    }
    if let Some((window, at)) = job.last_window()
        && window.contains(slot.start)
    {
        (visit.window, visit.told_at) = (Some(window), Some(at));
        return Ok(());
    }
    let Some(window) = told.or(fresh.filter(|_| choice == WindowChoice::Promise)) else {
        visit.window = fresh;
        return Ok(());
    };
    match choice {
        WindowChoice::Ask => {
            let told = describe_span(&window, desk.zone());
            let start = describe_moment(slot.start, desk.zone(), desk.now());
            return Err(Refusal::WindowTold { visit: id, told, start });
        }
        WindowChoice::Keep => {}
        WindowChoice::Shift => {
            (visit.window, visit.told_at) = (fresh, None);
            go_back(desk, visit, VisitState::Planned);
        }
        WindowChoice::Promise => {
            (visit.window, visit.told_at) = (fresh, Some(desk.now()));
            let terms = fresh.map(Term::Window);
            job.promises.extend(terms.map(|term| Promise { term, at: desk.now(), by: desk.actor() }));
            desk.put(visit.job, job);
        }
    }
    Ok(())
}

fn require_open(desk: &Desk<'_>, id: VisitId, visit: &Visit) -> Result<(), Refusal> {
    check_visit_step(&VisitStanding::of(id, visit), VisitStep::Place)?;
    check_job_step(visit.job, desk.stage(visit.job)?, JobStep::Place)
}

/// Under way, only the planned end may change.
fn refuse_under_way(id: VisitId, before: &Visit, after: &Visit) -> Result<(), Refusal> {
    let same_start = before.span().map(|span| span.start) == after.span().map(|span| span.start);
    if before.state.has_started() && !(same_start && before.crew == after.crew) {
        return Err(under_way(&VisitStanding::of(id, before), "moved"));
    }
    Ok(())
}

fn check_crew(desk: &Desk<'_>, crew: &Crew) -> Result<(), Refusal> {
    let mut seen = Vec::new();
    for member in crew.members() {
        desk.exists(EntityRef::from(member))?;
        if seen.contains(&member) {
            let name = &desk.technician(member)?.name;
            let message = format!("{name} is named twice");
            return Err(Refusal::invalid("technician", message, "name each technician once"));
        }
        seen.push(member);
    }
    Ok(())
}

/// A slot lasts a minute to four weeks.
pub(super) fn check_length(slot: &Slot) -> Result<(), Refusal> {
    let minutes = slot.span.minutes();
    if minutes < 1 {
        let message = "the visit would end before it has begun";
        return Err(Refusal::invalid("duration", message, "give an end at least a minute after the start"));
    }
    if minutes > LONGEST_VISIT {
        let message = format!("a visit of {} days is too long", minutes / (24 * 60));
        return Err(Refusal::invalid("duration", message, "plan several visits of at most 28 days each"));
    }
    Ok(())
}

fn unpin_checked(desk: &mut Desk<'_>, id: VisitId, visit: &mut Visit) -> Result<(), Refusal> {
    if visit.pinned {
        let finding = Finding { rule: Rule::Pinned, sentence: format!("{id} is pinned where it is") };
        let overrides = desk.overrides(id, Some(visit), vec![finding])?;
        visit.overrides.extend(overrides);
        visit.pinned = false;
    }
    Ok(())
}

/// A visit was given to somebody who no longer leads it: it is to be dispatched again.
fn take_back(desk: &Desk<'_>, visit: &mut Visit) {
    let told = visit.told_at.is_some();
    go_back(desk, visit, if told { VisitState::Confirmed } else { VisitState::Planned });
}

fn go_back(desk: &Desk<'_>, visit: &mut Visit, state: VisitState) {
    if visit.state != state {
        desk.enter(visit, state, desk.not_before(visit));
    }
}

fn crew_names(desk: &Desk<'_>, crew: &Crew) -> String {
    let name = |id| desk.technician(id).map_or_else(|_| String::new(), |t| t.name.clone());
    crew.members().map(name).collect::<Vec<_>>().join(" and ")
}

fn where_to(desk: &Desk<'_>, id: VisitId) -> Result<String, Refusal> {
    let visit = desk.visit(id)?;
    let when = visit.span().map(|span| describe_span(&span, desk.zone()));
    let who = visit.crew.as_ref().map(|crew| crew_names(desk, crew));
    Ok([when, who].into_iter().flatten().collect::<Vec<_>>().join(", "))
}
