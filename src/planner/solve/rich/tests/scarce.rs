//! Stops put back where the choice is scarcest first.

use super::super::ground::{Ground, Item, NO};
use super::super::plan::{Plan, Trial};
use super::given::{line, stop, van};
use crate::solve::random::Random;
use crate::solve::{Problem, Stop};

/// Who stays out when the stops are put in, the second before the first, into an empty day.
fn left_out(problem: &Problem, scarcest_first: bool) -> Vec<Item> {
    let ground = Ground::of(problem);
    let mut plan = Plan::base(&ground);
    plan.begin();
    let mut random = Random::new(1);
    let mut trial = Trial { blink: 0.0, most: NO, scarcest_first, random: &mut random };
    assert!(plan.put_back(&ground, &[1, 0], &mut trial));
    plan.out.clone()
}

#[test]
fn who_can_go_one_way_only_goes_before_who_has_a_choice() {
    let mut near = van(0);
    near.most_stops = 1;
    let bound = Stop { prices: vec![Some(0), None], ..stop(1, 2) };
    let problem = line(10, vec![near, van(9)], vec![bound, stop(2, 2)]);
    assert_eq!(left_out(&problem, false), [0], "the second took the only room of the first");
    assert!(left_out(&problem, true).is_empty());
}

#[test]
fn who_has_no_place_at_all_stays_out_and_the_others_go() {
    let nobody = Stop { prices: vec![None, None], ..stop(1, 2) };
    let problem = line(10, vec![van(0), van(9)], vec![stop(2, 2), nobody]);
    assert_eq!(left_out(&problem, true), [1]);
}
