//! Several searches of one problem.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::plan::Sketch;
use super::super::team::{Lead, Team};
use super::dice::{Size, problem};
use crate::solve::{Solution, Watch, solve_side_by_side};

struct Told(Vec<i64>);

impl Watch for Told {
    fn goes_on(&mut self) -> bool {
        true
    }

    fn better(&mut self, solution: &Solution) {
        self.0.push(solution.price);
    }
}

#[test]
fn the_caller_is_told_what_any_search_found_if_it_is_the_best_of_all() {
    let team = Team::new();
    let show = |price| {
        team.show(&Sketch { price, ..Sketch::default() }, Solution { price, ..Solution::default() });
    };
    let mut told = Told(Vec::new());
    let mut lead = Lead::of(&team, &mut told);
    for price in [9, 5, 7, 4] {
        show(price);
        assert!(lead.goes_on());
    }
    assert_eq!(told.0, [9, 5, 4]);
    let top = team.top();
    assert_eq!((top.sketch.price, top.solution.price), (4, 4));
}

struct Failing;

impl Watch for Failing {
    fn goes_on(&mut self) -> bool {
        panic!("the caller fails")
    }

    fn better(&mut self, _solution: &Solution) {}
}

#[test]
fn no_search_goes_on_when_the_caller_fails() {
    let problem = problem(3, Size { vehicles: 4, stops: 10 });
    assert!(catch_unwind(AssertUnwindSafe(|| solve_side_by_side(&problem, 1, 3, &mut Failing))).is_err());
}
