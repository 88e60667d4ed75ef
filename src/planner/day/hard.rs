//! The last look: no place that is given may break a hard rule.

use domain::{
    Arrangement, Finding, Placement, Rule, Severity, Slice, Visit, VisitId, WindowChoice, judge_visit,
};

use super::{DayPlan, LeftOut};

/// Takes back every new place that breaks a hard rule, until none does: its visit goes to the tray, with the rule.
/// Work may run over the hours only where that was asked for.
///
/// The problem keeps the rules by its numbers; what it cannot see is work outside the hours that somebody was given
/// in spite of them, and the way to it.
pub(super) fn keep_hard_rules(slice: &Slice, plan: &mut DayPlan, may_run_over: bool) {
    let mut arranged = with_places(slice, &plan.arrangements);
    let asked = |finding: &Finding| !(may_run_over && finding.rule == Rule::OffShift);
    while let Some((index, finding)) = first_broken(&arranged, &plan.arrangements, &asked) {
        let arrangement = &mut plan.arrangements[index];
        let visit = arrangement.visit;
        arrangement.placement = None;
        plan.left.push(LeftOut { visit, finding });
        if slice.visits.get(&visit).is_some_and(|visit| visit.slot.is_none()) {
            plan.arrangements.remove(index);
        }
        take_off(&mut arranged, visit);
    }
}

fn with_places(slice: &Slice, arrangements: &[Arrangement]) -> Slice {
    let mut arranged = slice.clone();
    for arrangement in arrangements {
        let Some(visit) = slice.visits.get(&arrangement.visit) else { continue };
        let mut visit = visit.clone();
        let nowhere = Placement::default();
        let placement = arrangement.placement.as_ref().unwrap_or(&nowhere);
        let stays = arrangement.placement.is_some();
        visit.slot = placement.slot.or(visit.slot.filter(|_| stays));
        visit.crew = placement.crew.clone().or(visit.crew.filter(|_| stays));
        arranged.visits.insert(arrangement.visit, visit);
    }
    arranged
}

fn take_off(arranged: &mut Slice, id: VisitId) {
    if let Some(visit) = arranged.visits.get(&id).cloned() {
        arranged.visits.insert(id, Visit { slot: None, crew: None, ..visit });
    }
}

/// The first place that breaks a hard rule which counts; a promise that was broken before does not,
/// nor does a time that somebody chose although the client cannot have us then, while it stays.
fn first_broken(
    arranged: &Slice,
    arrangements: &[Arrangement],
    counts: &dyn Fn(&Finding) -> bool,
) -> Option<(usize, Finding)> {
    let broken = |arrangement: &Arrangement| {
        let visit = arranged.visits.get(&arrangement.visit)?;
        let kept_on_purpose = |finding: &Finding| {
            let keeps_slot = arrangement.placement.as_ref().is_some_and(|placement| placement.slot.is_none());
            (finding.rule == Rule::Promise && arrangement.choice != WindowChoice::Ask)
                || (finding.rule == Rule::Offered && keeps_slot)
        };
        let is_hard = |finding: &Finding| finding.rule.row().severity == Severity::Hard;
        let mut found = judge_visit(arranged, arrangement.visit, visit).into_iter();
        found.find(|finding| is_hard(finding) && !kept_on_purpose(finding) && counts(finding))
    };
    let placed = arrangements.iter().enumerate().filter(|(_, arrangement)| arrangement.placement.is_some());
    placed.into_iter().find_map(|(index, arrangement)| Some((index, broken(arrangement)?)))
}
