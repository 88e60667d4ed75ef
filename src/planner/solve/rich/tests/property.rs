//! What holds for every problem.

use super::dice::{Size, problem};
use crate::solve::{Solution, Steps, Watch, check, solve, solve_side_by_side};

const CASES: u64 = 1500;
const SMALL: Size = Size { vehicles: 4, stops: 10 };

#[test]
fn no_solution_breaks_a_condition_and_each_costs_what_it_says() {
    for number in 0..CASES {
        let problem = problem(number, SMALL);
        let solution = solve(&problem, number, &mut Steps { left: 40 });
        let faults = check(&problem, &solution);
        assert!(faults.is_empty(), "problem {number}: {faults:#?}\n{problem:#?}\n{solution:#?}");
    }
}

/// A watch that keeps everything it is told.
struct All {
    left: u64,
    found: Vec<Solution>,
}

impl Watch for All {
    fn goes_on(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }

    fn better(&mut self, solution: &Solution) {
        self.found.push(solution.clone());
    }
}

#[test]
fn each_solution_told_is_sound_and_better_than_the_one_before() {
    for number in 0..300 {
        let problem = problem(number, SMALL);
        let mut watch = All { left: 200, found: Vec::new() };
        let searches = 1 + u32::try_from(number % 3).unwrap();
        let last = solve_side_by_side(&problem, 1, searches, &mut watch);
        let case = format!("problem {number}, {searches} searches");
        assert!(watch.found.windows(2).all(|two| two[1].price < two[0].price), "{case}");
        assert!(watch.found.iter().all(|solution| check(&problem, solution).is_empty()), "{case}");
        assert_eq!(watch.found.last().map(|found| found.price), Some(last.price), "{case}");
    }
}

#[test]
fn the_same_seed_gives_the_same_solution_and_more_steps_none_worse() {
    for number in 0..200 {
        let problem = problem(number, SMALL);
        let after = |left| solve(&problem, 5, &mut Steps { left });
        assert_eq!(after(100), after(100), "problem {number}");
        let prices: Vec<i64> = [0, 1, 10, 100, 1000].into_iter().map(|left| after(left).price).collect();
        assert!(prices.windows(2).all(|two| two[1] <= two[0]), "problem {number}: {prices:?}");
    }
}
