//! Several visits at once: judged by where they are in the end.

use crate::fixture::*;
use crate::*;

const SECOND: VisitId = VisitId(2);

/// Two visits of an hour after one another with Dana.
fn two_visits() -> Given {
    let mut given = given();
    given.slice.visits.insert(SECOND, Visit::new(JOB, 60));
    given
        .after(Command::Schedule(VISIT, to("24 09:00", 60, DANA), WindowChoice::Ask))
        .after(Command::Schedule(SECOND, to("24 10:00", 60, DANA), WindowChoice::Ask))
}

fn put(visit: VisitId, placement: Placement) -> Arrangement {
    Arrangement { visit, placement: Some(placement), choice: WindowChoice::Ask }
}

fn arrange(arrangements: Vec<Arrangement>) -> Command {
    Command::Arrange(arrangements, "Optimised Tue 24 Nov".to_owned())
}

#[test]
fn visits_that_change_places_do_not_clash_on_the_way() {
    let swap = [put(VISIT, until("24 10:00", 60)), put(SECOND, until("24 09:00", 60))];
    let one_by_one =
        swap.clone().map(|put| Command::Move(put.visit, put.placement.unwrap(), WindowChoice::Ask));
    two_visits().when(Command::Batch(one_by_one.to_vec())).refused("clashes");
    let (decision, after) = two_visits().when(arrange(swap.to_vec())).allowed();
    assert_eq!(decision.fact, Fact::VisitsArranged);
    assert_eq!(decision.summary, "Optimised Tue 24 Nov: 2 visits changed");
    assert_eq!(after.visits[&VISIT].span(), Some(span("24 10:00", 60)));
    assert_eq!(after.visits[&SECOND].span(), Some(span("24 09:00", 60)));
    assert!(after.visits[&VISIT].overrides.is_empty());
}

#[test]
fn a_clash_in_the_end_is_refused_or_overridden_on_the_visit_that_moved() {
    let onto = arrange(vec![put(VISIT, until("24 10:00", 60))]);
    two_visits().when(onto.clone()).refused("clashes");
    let (_, after) = two_visits().because("they work together").when(onto).allowed();
    assert_eq!(after.visits[&VISIT].overrides.len(), 1);
    assert!(after.visits[&SECOND].overrides.is_empty());
}

#[test]
fn what_is_there_already_is_left_out_and_the_tray_is_a_place() {
    let same = put(VISIT, until("24 09:00", 60));
    let tray = Arrangement { visit: SECOND, placement: None, choice: WindowChoice::Ask };
    let (decision, after) = two_visits().when(arrange(vec![same.clone(), tray])).allowed();
    assert_eq!(decision.summary, "Optimised Tue 24 Nov: 1 visit changed");
    assert_eq!((after.visits[&SECOND].slot, &after.visits[&SECOND].crew), (None, &None));
    two_visits().when(arrange(vec![same])).refused("there already");
}

#[test]
fn a_told_window_asks_for_a_choice() {
    let told = given().told();
    let later =
        Arrangement { visit: VISIT, placement: Some(until("24 13:00", 120)), choice: WindowChoice::Ask };
    told.when(arrange(vec![later.clone()])).refused("was told");
    let shifted = Arrangement { choice: WindowChoice::Promise, ..later };
    let (_, after) = told.when(arrange(vec![shifted])).allowed();
    assert_eq!(after.jobs[&JOB].promises.len(), 2);
}
