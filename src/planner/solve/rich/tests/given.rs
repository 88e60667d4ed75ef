//! Small problems said briefly: places on a line a minute apart, a day from 0 to 480.

use crate::solve::{
    Break, Matrix, Problem, Purpose, Range, Solution, Steps, Stop, Vehicle, Window, check, solve,
};

/// Price of leaving out an ordinary stop.
pub(super) const OUT: i64 = 100_000;

/// Places on a line; travel takes a minute and costs 10 from one to the next.
pub(super) fn line(places: usize, vehicles: Vec<Vehicle>, stops: Vec<Stop>) -> Problem {
    let far = |a: usize, b: usize| i32::try_from(a.abs_diff(b)).unwrap();
    Problem {
        time: Matrix::of(places, far),
        price: Matrix::of(places, |a, b| far(a, b) * 10),
        vehicles,
        stops,
        balance_price: 0,
    }
}

/// From home and back, all day.
pub(super) fn van(home: usize) -> Vehicle {
    Vehicle {
        start: Some(home),
        end: Some(home),
        shift: Range { from: 0, to: 480 },
        breaks: Vec::new(),
        capacity: 100,
        most_stops: 100,
        longest: i32::MAX,
        overtime: 0,
        overtime_price: 0,
    }
}

/// Half an hour of work that any of so many vehicles may do at any time.
pub(super) fn stop(place: usize, vehicles: usize) -> Stop {
    Stop {
        place,
        windows: vec![open(0, 480)],
        work: 30,
        demand: 1,
        prices: vec![Some(0); vehicles],
        left_out_price: OUT,
        standing: None,
        pair: None,
        pick_up: None,
    }
}

pub(super) fn open(from: i32, to: i32) -> Window {
    Window { from, to, price: 0 }
}

pub(super) fn at(from: i32, length: i32) -> Break {
    Break { start: Range { from, to: from }, length }
}

/// What comes out after some steps; it is sound.
pub(super) fn solved(problem: &Problem) -> Solution {
    let solution = solve(problem, 1, &mut Steps { left: 300 });
    assert_eq!(check(problem, &solution), Vec::<String>::new());
    solution
}

/// Who calls at a stop, and when its work begins.
pub(super) fn call_at(solution: &Solution, stop: usize) -> Option<(usize, i32)> {
    solution.ways.iter().enumerate().find_map(|(vehicle, way)| {
        let call = way.calls.iter().find(|call| call.purpose == Purpose::Stop(stop))?;
        Some((vehicle, call.start))
    })
}

/// When the work of a stop begins.
pub(super) fn start_of(solution: &Solution, stop: usize) -> i32 {
    call_at(solution, stop).map(|call| call.1).unwrap()
}

/// The stops left out.
pub(super) fn out(solution: &Solution) -> Vec<usize> {
    solution.left_out.iter().map(|left| left.stop).collect()
}
