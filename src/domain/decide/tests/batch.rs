//! Several commands as one operation, and what every decision has in common.

use crate::fixture::*;
use crate::*;

fn pin(id: VisitId) -> Command {
    Command::Pin(id, true)
}

#[test]
fn a_batch_is_all_or_none_and_each_sees_the_ones_before() {
    let given = given().placed().other_visit(2, "24 13:00", 60, DANA);
    let (decision, after) = given.when(Command::Batch(vec![pin(VISIT), pin(VisitId(2))])).allowed();
    assert_eq!((decision.fact, decision.changes.len()), (Fact::VisitPinned, 2));
    assert_eq!(decision.summary, "Pinned V-1 Boiler no heat (Kerr) and 1 more");
    assert!(after.visits.values().all(|visit| visit.pinned));
    let mixed = Command::Batch(vec![pin(VISIT), Command::Confirm(VISIT, at("24 08:00"))]);
    assert_eq!(given.when(mixed).allowed().0.fact, Fact::Batched);
    given.when(Command::Batch(vec![pin(VISIT), pin(VisitId(9))])).refused("there is no visit V-9");
    given.when(Command::Batch(vec![])).refused("no command was given");
    // Both to the same hour: the second clashes with the first as it has just been moved.
    let later = |id| Command::Move(id, until("24 15:00", 60), WindowChoice::Ask);
    given.when(Command::Batch(vec![later(VISIT), later(VisitId(2))])).refused("clashes with V-1");
}

#[test]
fn a_change_that_is_undone_within_the_batch_is_no_change() {
    let given = given().placed();
    given.when(Command::Batch(vec![pin(VISIT), Command::Pin(VISIT, false)])).refused("nothing would change");
}

#[test]
fn numbers_brought_in_are_not_given_again() {
    let named = |name: &str| Record::Client(Client { name: name.into(), ..Client::default() });
    let import =
        Command::Import(vec![Brought { entity: ClientId(3).into(), record: named("Jones") }], "x".into());
    let (_, after) = given().when(Command::Batch(vec![import, Command::Add(named("Hill"))])).allowed();
    assert_eq!(
        (after.clients[&ClientId(3)].name.as_str(), after.clients[&ClientId(4)].name.as_str()),
        ("Jones", "Hill")
    );
}

#[test]
fn the_inverse_of_every_step_of_a_whole_story_takes_it_back() {
    let story = [
        Command::Schedule(VISIT, to("24 09:00", 120, DANA), WindowChoice::Ask),
        Command::Confirm(VISIT, at("24 08:00")),
        Command::Move(VISIT, until("24 13:00", 60), WindowChoice::Promise),
        Command::CancelVisit(VISIT, "client rang".into()),
        Command::AddVisit(JOB, Placement::default(), 60, "again".into()),
        Command::Note(JOB.into(), "rang back".into()),
        Command::CancelJob(JOB, "moved".into(), "client".into()),
    ];
    let mut given = given();
    for command in story {
        let before = given.slice.clone();
        let (decision, mut after) = given.when(command).allowed();
        given.slice = after.clone();
        let inverse: Vec<Change> = decision.changes.into_iter().rev().map(Change::inverse).collect();
        apply(&mut after, &inverse);
        assert_eq!(after, before);
    }
}
