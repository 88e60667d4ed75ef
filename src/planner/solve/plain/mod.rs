//! The search where nothing but travel, single windows, loads, durations and who may go counts.
//!
//! Slack induction by string removals (Christiaens and Vanden Berghe, 2020): strings of neighbouring stops are
//! taken out of routes close to each other, which makes room in all of them, and put back one after the other
//! where each is cheapest. Simulated annealing decides whether the new plan is kept. It cools in cycles, each
//! longer than the one before and beginning at the best plan: what a short run finds, a longer one has found too.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "what is drawn at random is small and not negative, and patience need not be exact"
)]

mod anneal;
mod answer;
mod ground;
mod plan;
mod recreate;
mod ruin;
mod segment;
#[cfg(test)]
mod tests;

pub(super) use anneal::search;
