//! Days that are full: what the search counts for leaving out and overtime is not what they cost.

use super::given::{OUT, at, line, out, stop, van};
use crate::solve::{Problem, Solution, Standing, Steps, Stop, Vehicle, check, solve};

/// Far dearer than all travel, as the tiers of a day's prices are.
const TIER: i64 = 1_000_000_000;

fn solved(problem: &Problem) -> Solution {
    let solution = solve(problem, 1, &mut Steps { left: 3000 });
    assert_eq!(check(problem, &solution), Vec::<String>::new());
    solution
}

/// Work of so many minutes at one place.
fn works(minutes: &[i32], vehicles: usize) -> Vec<Stop> {
    let of = |work: &i32| Stop { work: *work, left_out_price: OUT * TIER, ..stop(0, vehicles) };
    minutes.iter().map(of).collect()
}

/// Two halves of four hours.
fn halves() -> Vehicle {
    Vehicle { shift: crate::solve::Range { from: 0, to: 510 }, breaks: vec![at(240, 30)], ..van(0) }
}

#[test]
fn halves_are_filled_to_the_brim() {
    // Six halves of 240 minutes and nothing over: the only way to serve all is to leave no minute idle.
    let minutes = [150, 90, 100, 140, 80, 160, 70, 85, 85, 60, 65, 115, 45, 75, 120];
    assert_eq!(minutes.iter().sum::<i32>(), 6 * 240);
    let solution = solved(&line(1, vec![halves(); 3], works(&minutes, 3)));
    assert_eq!(out(&solution), Vec::<usize>::new());
}

#[test]
fn overtime_is_worked_before_anything_is_left_out_and_no_more_than_that_takes() {
    let vehicle = Vehicle { overtime: 60, overtime_price: TIER, ..van(0) };
    let minutes = [130, 130, 130, 130, 130, 130, 110, 110];
    let solution = solved(&line(1, vec![vehicle; 2], works(&minutes, 2)));
    assert_eq!(out(&solution), Vec::<usize>::new());
    // A thousand minutes of work, and 960 of shift.
    assert_eq!(solution.terms.overtime, 40 * TIER);
}

#[test]
fn where_too_much_is_asked_the_dearest_work_is_done() {
    let mut stops = works(&[100; 12], 2);
    for stop in &mut stops[8..] {
        stop.left_out_price *= 1000;
    }
    let solution = solved(&line(1, vec![van(0); 2], stops));
    assert_eq!(out(&solution).len(), 4);
    assert!(out(&solution).iter().all(|stop| *stop < 8), "{:?}", out(&solution));
}

#[test]
fn changes_are_worth_a_place_even_where_nobody_travels() {
    // Only the first may do the new work, and their own fits in nowhere but on the second's way, whose own must go
    // to the third: three changes, each far dearer than a drive in a firm that knows no positions.
    let who = |may: [bool; 3]| may.map(|may| may.then_some(0)).to_vec();
    let stands = |vehicle| Some(Standing { vehicle, start: 0, change_price: 3000, pinned: false });
    let mut stops = works(&[300, 300, 300], 3);
    stops[0].prices = who([true, false, false]);
    (stops[1].prices, stops[1].standing) = (who([true, true, false]), stands(0));
    (stops[2].prices, stops[2].standing) = (who([false, true, true]), stands(1));
    let solution = solved(&line(1, vec![van(0); 3], stops));
    assert_eq!(out(&solution), Vec::<usize>::new());
}
