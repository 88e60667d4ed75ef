//! Parses the command line, wires clock, ids and store, and chooses command line or screen.

mod panic;
mod screen;

use std::process::ExitCode;

fn main() -> ExitCode {
    panic::report_panics();
    cli::main(screen::FACTS, |options| screen::show(&options))
}
