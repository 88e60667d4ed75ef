//! Committing a draft on the plan as it is now.

use crate::fixture::*;
use crate::*;

/// A draft of one record, found as it is in the slice.
fn drafted(given: &Given, command: Command) -> DraftPlan {
    let (decision, _) = given.when(command).allowed();
    DraftPlan { name: "Tuesday".to_owned(), changes: decision.changes, accepted: Vec::new() }
}

fn commit(plan: DraftPlan) -> Command {
    Command::CommitDraft(Box::new(plan))
}

#[test]
fn it_puts_everything_where_the_draft_has_it() {
    let given = given().placed();
    let plan = drafted(&given, Command::Move(VISIT, until("24 14:00", 60), WindowChoice::Ask));
    let (decision, after) = given.when(commit(plan)).allowed();
    assert_eq!(decision.fact, Fact::DraftCommitted);
    assert_eq!(decision.summary, "Committed draft Tuesday: 1 visit changed");
    assert_eq!(after.visits[&VISIT].span(), Some(span("24 14:00", 60)));
}

#[test]
fn it_is_refused_with_everything_that_has_moved() {
    let drafting = given().placed();
    let plan = drafted(&drafting, Command::Move(VISIT, until("24 14:00", 60), WindowChoice::Ask));
    let now = drafting.with_visit(|visit| visit.pinned = true);
    let Err(Refusal::PlanMoved { moved }) = now.when(commit(plan)).answer else { panic!("it was committed") };
    assert_eq!(moved, [Moved { entity: VISIT.into(), fields: vec!["pinned".to_owned()] }]);
}

#[test]
fn what_the_rules_found_before_is_not_asked_about_again() {
    let given = given().placed();
    let late = Command::Move(VISIT, until("24 22:00", 60), WindowChoice::Ask);
    let plan = drafted(&given.clone().because("asked for"), late);
    let found = given.when(commit(plan.clone()));
    // The override of the draft is on the visit: it has its reason.
    assert!(found.answer.is_ok(), "{:?}", found.answer);
    let mut without = plan;
    for change in &mut without.changes {
        if let Some(Record::Visit(visit)) = &mut change.after {
            visit.overrides.clear();
        }
    }
    given.when(commit(without.clone())).refused("works");
    let (id, finding) = match given.when(commit(without.clone())).answer {
        Err(Refusal::SoftGuards { findings }) => (VISIT, findings[0].clone()),
        other => panic!("{other:?}"),
    };
    without.accepted.push(name_finding(id, &finding));
    given.when(commit(without)).allowed();
}

#[test]
fn an_empty_draft_has_nothing_to_do() {
    let plan = DraftPlan { name: "Tuesday".to_owned(), changes: Vec::new(), accepted: Vec::new() };
    given().placed().when(commit(plan)).refused("changes nothing");
}

#[test]
fn only_what_is_about_the_plan_is_of_it() {
    let moved = Command::Move(VISIT, until("24 14:00", 60), WindowChoice::Ask);
    assert!(moved.is_of_plan() && Command::Batch(vec![moved.clone()]).is_of_plan());
    let dispatched = Command::Dispatch(VISIT, at("24 08:00"));
    assert!(!dispatched.is_of_plan() && !Command::Batch(vec![moved, dispatched]).is_of_plan());
}
