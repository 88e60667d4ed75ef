//! Pure ranking of slots and the day optimiser, over the domain's types.
//!
//! This crate must not know of files, databases, terminals, clocks or randomness that is not seeded.
//! It is empty until the dispatch engine comes; what ranks candidates today is `app::Candidate`.
