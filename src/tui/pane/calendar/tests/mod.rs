//! The calendar driven by actions over a real desk in memory.

mod around;
mod cells;
mod desk;
mod moves;
mod pointer;
mod shown;
mod solo;
