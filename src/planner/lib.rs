//! Pure ranking of slots and the day optimiser.
