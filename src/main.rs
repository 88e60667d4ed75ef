//! Parses the command line, wires clock, ids and store, and chooses command line or screen.
fn main() {}
