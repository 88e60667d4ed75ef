//! `demo`: a sample day in a throw-away store.

use std::path::{Path, PathBuf};

use app::App;
use clap::Args;
use domain::Tz;
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
        let options = ScreenOptions { db: path, state: None, demo: true, ..session.screen_options()? };
        Ok(Next::Screen(Box::new(options), Some(folder)))
    }

    fn fill(&self, session: &Session, path: &Path) -> Result<Answer> {
        let zone = match &self.zone {
            Some(zone) => super::business::zone_of(zone)?,
            None => system_zone().unwrap_or(Tz::Europe__London),
        };
        let app = App::demo(Some(path), zone, self.seed, session.clock(), session.actor()?)?;
        let data = json!({ "db": path, "operation": app.last_operation()? });
        session.output.answer(&data, |page| page.line(&path.display().to_string()))
    }
}

/// Makes a store with a sample day at a path where nothing is yet.
pub fn fill_demo(path: &Path, options: &ScreenOptions) -> anyhow::Result<()> {
    let zone = system_zone().unwrap_or(Tz::Europe__London);
    App::demo(Some(path), zone, SEED, options.clock, options.actor.clone())?;
    Ok(())
}
