//! Parses the command line, wires clock, ids and store, and chooses command line or screen.

mod screen;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main(|options| screen::show(&options))
}
