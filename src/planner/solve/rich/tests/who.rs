//! Each feature of a day by itself: who goes where, with whom and with what, and why somebody does not.

use super::given::{OUT, at, call_at, line, open, out, solved, start_of, stop, van};
use crate::solve::{NEVER, Obstacle, PickUp, Purpose, Standing, Steps, Stop, Vehicle, solve};

fn standing(vehicle: usize, start: i32, change_price: i64, pinned: bool) -> Standing {
    Standing { vehicle, start, change_price, pinned }
}

#[test]
fn only_those_who_may_go_and_the_cheaper_of_them() {
    let mut one = stop(3, 2);
    one.prices = vec![Some(50), Some(0)];
    assert_eq!(call_at(&solved(&line(4, vec![van(0), van(0)], vec![one.clone()])), 0).unwrap().0, 1);
    one.prices = vec![Some(50), None];
    assert_eq!(call_at(&solved(&line(4, vec![van(0), van(0)], vec![one.clone()])), 0).unwrap().0, 0);
    one.prices = vec![None, None];
    let solution = solved(&line(4, vec![van(0), van(0)], vec![one]));
    assert_eq!(solution.left_out[0].obstacle, Obstacle::NobodyMayGo);
}

#[test]
fn what_is_pinned_stays_even_where_it_could_not_go() {
    let mut pinned = Stop { standing: Some(standing(1, 470, 0, true)), ..stop(9, 2) };
    pinned.prices = vec![Some(0), None];
    let vehicle = Vehicle { most_stops: 0, breaks: vec![at(460, 60)], ..van(0) };
    let solution = solved(&line(10, vec![van(9), vehicle], vec![pinned]));
    assert_eq!(call_at(&solution, 0), Some((1, 470)));
    assert_eq!(solution.ways[1].back, 509, "its break and the end of its shift give way");
}

#[test]
fn two_pinned_stops_too_near_in_time_both_stay_and_the_next_comes_after_both() {
    let pinned = |start, place| Stop { standing: Some(standing(0, start, 0, true)), ..stop(place, 1) };
    let free = Stop { windows: vec![open(110, 480)], ..stop(0, 1) };
    let solution = solved(&line(50, vec![van(0)], vec![pinned(100, 40), pinned(110, 0), free]));
    assert_eq!((start_of(&solution, 0), start_of(&solution, 1)), (100, 110));
    assert_eq!(start_of(&solution, 2), 140);
}

#[test]
fn a_told_stop_keeps_its_place_until_another_is_worth_the_change() {
    let told = |price| Stop { standing: Some(standing(1, 200, price, false)), ..stop(3, 2) };
    let dear = solved(&line(30, vec![van(3), van(0)], vec![told(100)]));
    assert_eq!(call_at(&dear, 0), Some((1, 200)));
    let cheap = solved(&line(30, vec![van(3), van(0)], vec![told(10)]));
    assert_eq!((call_at(&cheap, 0).unwrap().0, cheap.terms.changes), (0, 10));
}

#[test]
fn a_told_start_is_kept_when_giving_it_up_gains_nothing() {
    let told = Stop { standing: Some(standing(0, 200, 0, false)), ..stop(3, 1) };
    assert_eq!(call_at(&solved(&line(4, vec![van(0)], vec![told])), 0), Some((0, 200)));
}

#[test]
fn a_pair_meets_on_two_ways() {
    let one = Stop { pair: Some(1), windows: vec![open(0, 100)], ..stop(5, 2) };
    let two = Stop { pair: Some(0), windows: vec![open(50, 480)], ..stop(5, 2) };
    let other = Stop { windows: vec![open(0, 0)], work: 70, ..stop(0, 2) };
    let solution = solved(&line(6, vec![van(0), van(0)], vec![one, two, other]));
    let (first, second) = (call_at(&solution, 0).unwrap(), call_at(&solution, 1).unwrap());
    assert_eq!((first.1, second.1), (75, 75));
    assert_ne!(first.0, second.0);
}

#[test]
fn a_pair_with_but_one_who_can_go_is_left_out_whole() {
    let one = Stop { pair: Some(1), prices: vec![Some(0), None], ..stop(5, 2) };
    let two = Stop { pair: Some(0), ..one.clone() };
    let solution = solved(&line(6, vec![van(0), van(0)], vec![one, two]));
    assert_eq!(out(&solution), [0, 1]);
    assert_eq!(solution.left_out[1].obstacle, Obstacle::PairCannot);
}

#[test]
fn who_meets_a_pinned_stop_comes_at_its_moment() {
    let pinned = Stop { pair: Some(1), standing: Some(standing(0, 120, 0, true)), ..stop(5, 2) };
    let second = Stop { pair: Some(0), ..stop(5, 2) };
    let solution = solved(&line(6, vec![van(0), van(0)], vec![pinned, second]));
    assert_eq!(call_at(&solution, 1), Some((1, 120)));
}

#[test]
fn parts_are_called_for_once_before_the_first_stop_that_needs_them() {
    let part = Some(PickUp { place: 2, work: 10 });
    let early = Stop { windows: vec![open(0, 60)], ..stop(4, 1) };
    let needs = |place| Stop { pick_up: part, windows: vec![open(60, 480)], ..stop(place, 1) };
    let solution = solved(&line(7, vec![van(0)], vec![needs(5), early, needs(6)]));
    let purposes: Vec<Purpose> = solution.ways[0].calls.iter().map(|call| call.purpose).collect();
    assert_eq!(purposes.iter().filter(|p| **p == Purpose::PickUp { place: 2 }).count(), 1);
    // On the way out, where it costs no detour, and not only just before it is needed.
    assert_eq!(purposes[0], Purpose::PickUp { place: 2 });
    assert_eq!(solution.terms.travel, 120);
}

#[test]
fn most_stops_and_load_are_kept_and_calls_for_parts_not_counted() {
    let stops = || (0..3).map(|_| stop(1, 1)).collect::<Vec<_>>();
    let few = Vehicle { most_stops: 2, ..van(0) };
    let solution = solved(&line(2, vec![few.clone()], stops()));
    assert_eq!(solution.left_out.len(), 1);
    assert_eq!(solution.left_out[0].obstacle, Obstacle::Full { vehicle: 0 });
    let weak = Vehicle { capacity: 2, ..van(0) };
    assert_eq!(out(&solved(&line(2, vec![weak.clone()], stops()))).len(), 1);
    let parts = Stop { pick_up: Some(PickUp { place: 0, work: 5 }), ..stop(1, 1) };
    assert_eq!(out(&solved(&line(2, vec![few], vec![parts.clone(), parts]))), Vec::<usize>::new());
    let heavy = Stop { demand: 3, ..stop(1, 1) };
    assert_eq!(solved(&line(2, vec![weak], vec![heavy])).left_out[0].obstacle, Obstacle::TooMuch);
}

#[test]
fn what_is_dearest_to_leave_out_goes_first() {
    let long = |left_out_price| Stop { work: 300, left_out_price, ..stop(1, 1) };
    let solution = solved(&line(2, vec![van(0)], vec![long(OUT), long(NEVER), long(2 * OUT)]));
    assert_eq!(out(&solution), [0, 2]);
}

#[test]
fn a_stop_left_out_says_who_would_have_to_give_way() {
    let urgent = Stop { windows: vec![open(100, 100)], work: 100, left_out_price: 9 * OUT, ..stop(5, 1) };
    let rival = Stop { windows: vec![open(150, 150)], ..stop(5, 1) };
    let solution = solved(&line(6, vec![van(0)], vec![urgent, rival]));
    assert_eq!(solution.left_out[0].stop, 1);
    assert_eq!(solution.left_out[0].obstacle, Obstacle::NoRoom { vehicle: 0, give_way: vec![0] });
}

#[test]
fn a_stop_outside_every_shift_or_too_dear_says_so() {
    let night = Stop { windows: vec![open(900, 1000)], ..stop(5, 1) };
    let far = Stop { left_out_price: 60, ..stop(5, 1) };
    let solution = solved(&line(6, vec![van(0)], vec![night, far]));
    assert_eq!(solution.left_out[0].obstacle, Obstacle::NoWindow);
    assert_eq!(solution.left_out[1].obstacle, Obstacle::TooDear { vehicle: 0, more: 40 });
}

#[test]
fn the_first_plan_is_the_standing_one_completed() {
    let stands = |start, place| Stop { standing: Some(standing(0, start, 5, false)), ..stop(place, 2) };
    let stops = vec![stands(100, 9), stands(200, 1), stands(300, 9), stop(5, 2)];
    let solution = solve(&line(10, vec![van(0), van(0)], stops), 1, &mut Steps { left: 0 });
    for (index, start) in [100, 200, 300].into_iter().enumerate() {
        assert_eq!(call_at(&solution, index), Some((0, start)));
    }
    assert_eq!(out(&solution), Vec::<usize>::new());
}

#[test]
fn a_problem_without_stops_or_without_vehicles_has_a_solution() {
    let nothing = solved(&line(1, vec![van(0)], Vec::new()));
    assert_eq!((nothing.price, nothing.ways.len()), (0, 1));
    assert_eq!(out(&solved(&line(1, Vec::new(), vec![stop(0, 0)]))), [0]);
}
