//! The search for the best ways of all vehicles: numbers in, numbers out.
//!
//! [`solve`] looks at the problem once and hands it to the search that suits it. Both searches are anytime: they
//! tell every better solution to the [`Watch`] of the caller as they find it, and stop when it says so. They
//! read no clock: one search of the same problem and seed, stopped after the same number of questions, gives the
//! same answer.

mod check;
mod plain;
mod problem;
mod random;
mod rich;
mod solution;
mod tidy;
mod watch;

pub use check::check;
pub use problem::{Break, Matrix, NEVER, PickUp, Problem, Range, Standing, Stop, Vehicle, Window};
pub use solution::{Call, LeftOut, Obstacle, Purpose, Rest, Solution, Terms, Way};
pub use tidy::tidy;
pub use watch::{Steps, Watch};

/// Finds the best ways it can until the watch ends it. The first solution comes at once, and none is worse than
/// the one before.
pub fn solve(problem: &Problem, seed: u64, watch: &mut dyn Watch) -> Solution {
    solve_side_by_side(problem, seed, 1, watch)
}

/// Like [`solve`], by so many searches at once, each on a thread of its own. What one finds the others build on, so
/// with more than one the answer depends on which is faster, as well as on the problem and the seed. Where the
/// problem is plain there is one search.
///
/// The watch is asked and told on the calling thread alone.
pub fn solve_side_by_side(problem: &Problem, seed: u64, searches: u32, watch: &mut dyn Watch) -> Solution {
    if problem.is_plain() {
        plain::search(problem, seed, watch)
    } else {
        rich::search(problem, seed, searches, watch)
    }
}
