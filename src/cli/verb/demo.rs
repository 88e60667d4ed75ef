//! `demo`: a sample day in a throw-away store.

use std::path::{Path, PathBuf};

use app::{App, Clock};
use clap::Args;
use domain::{Command, Tz};
use serde_json::json;

use crate::failure::{Failure, Result};
use crate::hours::system_zone;
use crate::output::Answer;
use crate::session::{Next, ScreenOptions, Session};

/// The firm that is shown unless another is asked for.
const SEED: u64 = 1;

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Fill a new store, print where it is and keep it, instead of opening the screen
    #[arg(long)]
    print_path: bool,
    /// Which of the made-up firms; the same number gives the same firm
    #[arg(long, value_name = "N", default_value_t = SEED)]
    seed: u64,
    /// The zone of the firm [default: this machine's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

impl Demo {
    pub(crate) fn run(self, session: &Session) -> Result<Next> {
        if let Some(path) = session.db_of_command_line() {
            return self.fill(session, &path).map(Next::Answer);
        }
        let folder = tempfile::Builder::new().prefix("truckroll-demo-").tempdir();
        let folder =
            folder.map_err(|error| Failure::io("making a folder in", &std::env::temp_dir(), error))?;
        let path = folder.path().join("demo.db");
        let answer = self.fill(session, &path)?;
        if self.print_path || session.output.is_json() {
            let _kept: PathBuf = folder.keep();
            return Ok(Next::Answer(answer));
        }
        let options = ScreenOptions { db: path, demo: true, ..session.screen_options()? };
        Ok(Next::Screen(Box::new(options), Some(folder)))
    }

    fn fill(&self, session: &Session, path: &Path) -> Result<Answer> {
        let zone = match &self.zone {
            Some(zone) => super::business::zone_of(zone)?,
            None => system_zone().unwrap_or(Tz::Europe__London),
        };
        let filled = fill_store(path, self.seed, zone, session.clock(), session.actor()?)?;
        let data = json!({ "db": path, "operation": filled.operation, "records": filled.records });
        session.output.answer(&data, |page| page.line(&path.display().to_string()))
    }
}

/// What was put into a new store.
struct Filled {
    operation: i64,
    records: usize,
}

fn fill_store(path: &Path, seed: u64, zone: Tz, clock: Clock, actor: String) -> Result<Filled> {
    let firm = app::demo::demo_firm(seed, clock.now(), zone);
    let records = firm.records.len();
    let (mut app, _) = App::init(path, firm.business, clock, actor)?;
    let operation = app.run(Command::Import(firm.records, "the sample day".to_owned()))?.operation;
    Ok(Filled { operation, records })
}

/// Makes a store with a sample day at a path where nothing is yet.
pub fn fill_demo(path: &Path, options: &ScreenOptions) -> anyhow::Result<()> {
    let zone = system_zone().unwrap_or(Tz::Europe__London);
    match fill_store(path, SEED, zone, options.clock, options.actor.clone()) {
        Ok(_) => Ok(()),
        Err(Failure::App(error)) => Err(error.into()),
        Err(failure) => Err(anyhow::anyhow!("{failure}")),
    }
}
