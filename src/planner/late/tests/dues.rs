//! A due-by that the lateness breaks is told anew, or missed.

use domain::*;

use super::fixture::*;
use crate::late::{LateAsk, Repair, RepairKind, repairs};

/// Dana is on site since 9; by when her next job is done was told, and she has no time to spare.
fn due_by_eleven() -> Slice {
    let mut slice = three_people();
    slice.technicians.retain(|who, _| *who == DANA);
    let first = add(&mut slice, 1, "09:00", 60, DANA);
    enter(&mut slice, first, VisitState::OnSite, "09:00");
    let second = add(&mut slice, 2, "10:00", 60, DANA);
    due(&mut slice, second, "11:00");
    slice
}

fn repaired(slice: &Slice, minutes: u32) -> Vec<Repair> {
    repairs(slice, &LateAsk { steps: 0, ..late(DANA, minutes, "09:00") })
}

fn of_kind<'a>(found: &'a [Repair], kind: &RepairKind) -> &'a Repair {
    found.iter().find(|repair| repair.kind == *kind).unwrap_or_else(|| panic!("{:?}", sentences(found)))
}

#[test]
fn a_shift_tells_a_new_due_by_or_is_late() {
    let found = repaired(&due_by_eleven(), 40);
    let promise = of_kind(&found, &RepairKind::Promise);
    assert_eq!(promise.sentence, "Shift 2 visits; tell Client 2 anew");
    assert_eq!(promise.dues, [(JobId(2), at("11:40"))].into());
    let keep = of_kind(&found, &RepairKind::Keep);
    assert_eq!(keep.sentence, "Shift 2 visits, keep what Client 2 was told, and be late");
    assert_eq!((keep.dues.len(), &keep.arrangements), (0, &promise.arrangements));
    assert_eq!(found[0].kind, RepairKind::Promise, "to tell is no dearer than to be late");
    assert_eq!((promise.effects.broken_after, promise.effects.told_anew), (1, 1), "the first telling counts");
}

#[test]
fn the_new_due_by_stands_in_the_record_and_is_kept() {
    let slice = due_by_eleven();
    let found = repaired(&slice, 40);
    let after = carry_out(&slice, of_kind(&found, &RepairKind::Promise), at("09:00"), None).unwrap();
    assert_eq!(after.jobs[&JobId(2)].last_due(), Some(at("11:40")));
    assert_eq!(after.jobs[&JobId(2)].first_promise().unwrap().term, Term::By(at("11:00")));
    let (id, visit) = (VisitId(2), &after.visits[&VisitId(2)]);
    assert!(judge_visit(&after, id, visit).iter().all(|finding| finding.rule != Rule::Promise));
    let kept = carry_out(&slice, of_kind(&found, &RepairKind::Keep), at("09:00"), None).unwrap();
    assert_eq!(kept.jobs[&JobId(2)].last_due(), Some(at("11:00")));
}

#[test]
fn a_due_by_is_rounded_up_and_is_that_of_all_work_of_the_job() {
    let mut slice = due_by_eleven();
    assert_eq!(of_kind(&repaired(&slice, 38), &RepairKind::Promise).dues, [(JobId(2), at("11:40"))].into());
    let third = add(&mut slice, 3, "13:00", 60, DANA);
    change(&mut slice, third, |visit| visit.job = JobId(2));
    assert_eq!(of_kind(&repaired(&slice, 40), &RepairKind::Promise).dues, [(JobId(2), at("14:00"))].into());
    change(&mut slice, third, |visit| (visit.slot, visit.crew) = (None, None));
    let found = repaired(&slice, 40);
    assert!(of_kind(&found, &RepairKind::Promise).dues.is_empty(), "nobody knows when the rest is done");
}

#[test]
fn window_and_due_by_are_both_told_anew() {
    let mut slice = due_by_eleven();
    tell(&mut slice, VisitId(2), "10:00", 15);
    let found = repaired(&slice, 40);
    let after = carry_out(&slice, of_kind(&found, &RepairKind::Promise), at("09:00"), None).unwrap();
    let job = &after.jobs[&JobId(2)];
    assert_eq!((job.last_window().unwrap().0.start, job.last_due()), (at("10:40"), Some(at("11:40"))));
}
