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

#[test]
fn what_there_is_nothing_to_do_about_is_left_out() {
    let given = given().placed().other_visit(2, "24 13:00", 60, DANA).after(pin(VISIT));
    let (decision, after) = given.when(Command::Batch(vec![pin(VISIT), pin(VisitId(2))])).allowed();
    let said = "Pinned V-2 Other 2 (Patel); left out: V-1 is pinned already";
    assert_eq!((decision.summary.as_str(), decision.fact), (said, Fact::VisitPinned));
    assert!(after.visits[&VisitId(2)].pinned);
    let none = || vec![pin(VISIT), Command::Unassign(VisitId(3)), Command::Release(JOB)];
    given.when(Command::Batch(none())).refused("there is no visit V-3");
    let idle = vec![pin(VISIT), Command::Release(JOB)];
    let refusal = given.when(Command::Batch(idle.clone())).refused("V-1 is pinned already and 1 more");
    assert_eq!(refusal.kind(), "nothing_to_do");
    given.when(Command::Batch(vec![Command::Batch(idle), pin(VisitId(2))])).allowed();
}

#[test]
fn a_batch_asks_once_and_names_each_visit() {
    let given = given().placed().other_visit(2, "24 13:00", 60, DANA);
    let evening = |id, start: &str| Command::Move(id, until(start, 60), WindowChoice::Ask);
    let both = || Command::Batch(vec![evening(VISIT, "24 18:00"), evening(VisitId(2), "24 18:30")]);
    let hours = "Dana works Tue 24 Nov 08:00–17:00";
    let Refusal::SoftGuards { findings } = given.when(both()).refused("") else { panic!("not soft") };
    let sentences: Vec<&str> = findings.iter().map(|finding| finding.sentence.as_str()).collect();
    let clash = "V-2: clashes with V-1 Boiler no heat of Dana, Tue 24 Nov 18:00–19:00 (30m)";
    assert_eq!(sentences, [format!("V-1: {hours}").as_str(), clash, &format!("V-2: {hours}")]);
    // One reason answers; what is kept on the record is the bare sentence.
    let after = given.clone().because("both asked").after(both());
    assert_eq!(after.visit().overrides[0].sentence, hours);
    // One visit needs no name, unless others had been meant too.
    let alone = Command::Batch(vec![evening(VISIT, "24 18:00")]);
    assert_eq!(given.when(alone).refused("").to_string(), hours);
    let other = vec![Command::Pin(VisitId(2), false), evening(VISIT, "24 18:00")];
    assert_eq!(given.when(Command::Batch(other)).refused("").to_string(), format!("V-1: {hours}"));
    // A batch within keeps its question for the end, and what no reason mends comes first.
    let nested = Command::Batch(vec![Command::Batch(vec![evening(VISIT, "24 18:00")]), pin(VisitId(9))]);
    given.when(nested).refused("there is no visit V-9");
    assert!(given.when(Command::Batch(vec![both()])).refused("V-1: Dana works").is_soft());
}
