//! Starts on round moments.

use super::dice::{Size, problem};
use super::given::{at, line, open, solved, start_of, stop, van};
use crate::solve::{Problem, Standing, Steps, Stop, check, solve, tidy};

const STEP: i32 = 5;

/// One vehicle from home at place 0 to stops at the places 3 and 7.
fn two_stops(van_day: impl Fn(&mut Problem)) -> Problem {
    let mut problem = line(8, vec![van(0)], vec![stop(3, 1), stop(7, 1)]);
    problem.stops[0].windows = vec![open(0, 30)];
    problem.stops[1].windows = vec![open(36, 200)];
    van_day(&mut problem);
    problem
}

fn starts(problem: &Problem) -> Vec<i32> {
    let tidied = tidy(problem, &solved(problem), STEP);
    assert_eq!(check(problem, &tidied), Vec::<String>::new());
    (0..problem.stops.len()).map(|stop| start_of(&tidied, stop)).collect()
}

#[test]
fn starts_are_put_off_to_the_next_step() {
    // There at 3 and, four minutes on, at 37 at the earliest; put off, the second follows from 35.
    assert_eq!(starts(&two_stops(|_| ())), [5, 40]);
}

#[test]
fn nothing_is_put_off_beyond_its_window_or_into_overtime() {
    assert_eq!(starts(&two_stops(|day| day.stops[1].windows = vec![open(36, 38)])), [3, 37]);
    // Home is seven minutes away, and back at 76 is soon enough only if the second begins by 39.
    let short = |day: &mut Problem| {
        day.vehicles[0].shift.to = 76;
        day.vehicles[0].overtime = 60;
        day.vehicles[0].overtime_price = 10;
    };
    assert_eq!(starts(&two_stops(short)), [5, 39]);
}

#[test]
fn a_break_stays_where_it_is() {
    // Done at 33; put off, it would reach into the break.
    assert_eq!(starts(&two_stops(|day| day.vehicles[0].breaks = vec![at(34, 20)])), [3, 60]);
    assert_eq!(starts(&two_stops(|day| day.vehicles[0].breaks = vec![at(35, 20)])), [5, 60]);
}

#[test]
fn what_was_told_stays() {
    let standing = Standing { vehicle: 0, start: 4, change_price: 50_000, pinned: false };
    let told = |day: &mut Problem| day.stops[0].standing = Some(standing);
    assert_eq!(starts(&two_stops(told)), [4, 40]);
}

#[test]
fn both_of_a_pair_begin_together() {
    let pair = |other| Stop { windows: vec![open(3, 100)], pair: Some(other), ..stop(3, 2) };
    let problem = line(4, vec![van(0), van(0)], vec![pair(1), pair(0)]);
    let tidied = tidy(&problem, &solved(&problem), STEP);
    assert_eq!(check(&problem, &tidied), Vec::<String>::new());
    assert_eq!(start_of(&tidied, 0), start_of(&tidied, 1));
}

#[test]
fn a_tidied_solution_is_as_sound_and_costs_the_same() {
    let mut put_off = 0;
    for number in 0..1000 {
        let problem = problem(number, Size { vehicles: 4, stops: 10 });
        let solution = solve(&problem, number, &mut Steps { left: 40 });
        let tidied = tidy(&problem, &solution, STEP);
        let faults = check(&problem, &tidied);
        assert!(faults.is_empty(), "problem {number}: {faults:#?}\n{problem:#?}\n{solution:#?}\n{tidied:#?}");
        let calls =
            || solution.ways.iter().zip(&tidied.ways).flat_map(|(old, new)| old.calls.iter().zip(&new.calls));
        assert!(calls().all(|(old, new)| old.purpose == new.purpose && old.start <= new.start));
        put_off += calls().filter(|(old, new)| old.start < new.start).count();
    }
    assert!(put_off > 1000, "{put_off} starts were put off");
}
