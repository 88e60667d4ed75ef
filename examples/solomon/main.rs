//! Runs the planner on a benchmark file and prints the best routes found.
//!
//! `cargo run --release --example solomon -- FILE [--seconds 5] [--seed 1]`
//!
//! FILE is of Solomon's or Gehring and Homberger's format, or a site-dependent instance of VRPLIB's (`TYPE: SDVRPTW`).
//! What counts is the distance alone, rounded as the best known results of each are: cut to one decimal as in the
//! DIMACS challenge, or rounded to three. The first line printed is `vehicles distance seconds`; the routes follow,
//! one a line, as customer numbers. Where it matters which vehicle goes, there is a line for each in order, and that
//! of one that stays at home is empty.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example reports on standard output")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the size of every number is checked as it is read"
)]

mod instance;
mod solomon;
mod vrplib;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use instance::Instance;
use planner::solve::{Purpose, Solution, Watch, Way, solve};

fn main() -> ExitCode {
    let began = Instant::now();
    match run(began) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("solomon: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(began: Instant) -> Result<()> {
    let wish = Wish::read(std::env::args().skip(1))?;
    let text = std::fs::read_to_string(&wish.path)
        .with_context(|| format!("{} cannot be read as text", wish.path.display()))?;
    let instance = if text.contains("VEHICLES_ALLOWED_CLIENTS_SECTION") {
        vrplib::read(&text)
    } else {
        solomon::read(&text)
    };
    let instance = instance.with_context(|| wish.path.display().to_string())?;
    let end = began + wish.limit.saturating_sub(FOR_PRINTING);
    let solution = solve(&instance.problem, wish.seed, &mut Clock { end });
    print!("{}", report(&instance, &solution, began.elapsed()));
    let left = solution.left_out.len();
    ensure!(left == 0, "{left} customers found no place: the fleet is too small, or the time was too short");
    Ok(())
}

/// Kept of the limit for writing the routes down and the process's own end.
const FOR_PRINTING: Duration = Duration::from_millis(1);

/// What is asked for.
struct Wish {
    path: PathBuf,
    limit: Duration,
    seed: u64,
}

impl Wish {
    fn read(args: impl Iterator<Item = String>) -> Result<Self> {
        let (mut path, mut limit, mut seed) = (None, Duration::from_secs(5), 1);
        let mut args = args;
        while let Some(arg) = args.next() {
            let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
            match arg.as_str() {
                "--seconds" => limit = seconds(&value()?)?,
                "--seed" => {
                    let value = value()?;
                    seed = value.parse().with_context(|| format!("--seed {value}: give a whole number"))?;
                }
                _ if arg.starts_with('-') => {
                    bail!("there is no option {arg}; there are --seconds and --seed")
                }
                _ => ensure!(path.replace(arg.into()).is_none(), "name one file only"),
            }
        }
        Ok(Wish { path: path.context("name the file to read")?, limit, seed })
    }
}

fn seconds(value: &str) -> Result<Duration> {
    let limit = value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    limit.with_context(|| format!("--seconds {value}: give a number of seconds, such as 0.5"))
}

/// Ends the search at a moment.
struct Clock {
    end: Instant,
}

impl Watch for Clock {
    fn goes_on(&mut self) -> bool {
        Instant::now() < self.end
    }

    fn better(&mut self, _solution: &Solution) {}
}

fn report(instance: &Instance, solution: &Solution, elapsed: Duration) -> String {
    let used = solution.ways.iter().filter(|way| !way.calls.is_empty()).count();
    let distance = solution.terms.travel as f64 / f64::from(instance.scale);
    let mut text = format!("{used} {distance:.*} {:.3}\n", instance.decimals(), elapsed.as_secs_f64());
    for way in &solution.ways {
        if instance.vehicles_differ || !way.calls.is_empty() {
            let _ = writeln!(text, "{}", customers(instance, way));
        }
    }
    text
}

fn customers(instance: &Instance, way: &Way) -> String {
    let number = |purpose: Purpose| match purpose {
        Purpose::Stop(stop) => Some(instance.customers[stop].to_string()),
        Purpose::PickUp { .. } => None,
    };
    way.calls.iter().filter_map(|call| number(call.purpose)).collect::<Vec<_>>().join(" ")
}
