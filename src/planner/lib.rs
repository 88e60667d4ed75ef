//! Pure ranking of slots and the day optimiser, over the domain's types.
//!
//! This crate must not know of files, databases, terminals, clocks or randomness that is not seeded.
//!
//! [`rank`] finds the best slots of one visit; [`solve`] is the optimiser on numbers alone; [`day`] makes its numbers
//! of a day's records and its answer places for visits; [`late`] finds what to do when somebody is late.

#[cfg(test)]
mod arranged;
pub mod day;
pub mod late;
pub mod rank;
pub mod solve;
