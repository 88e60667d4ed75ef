//! What is settled before any store is opened: where it is, whose hand it is, which clock.

use std::io::{IsTerminal, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use app::{App, Clock};

use crate::args::{AsOf, Globals, InDraft, WhichPlan};
use crate::config::{Config, Paths, private_dir};
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::keys::ScreenFacts;
use crate::output::{Answer, Output};

/// What the screen needs to begin.
#[derive(Debug, Clone)]
pub struct ScreenOptions {
    /// The store's file; it may not be there yet.
    pub db: PathBuf,
    /// Where the present moment comes from.
    pub clock: Clock,
    /// Who is acting.
    pub actor: String,
    /// The configuration.
    pub config: Config,
    /// Where the session, drafts and logs are kept; it may not be there yet.
    pub state: Option<PathBuf>,
    /// Whether it is a sample day in a throw-away store.
    pub demo: bool,
}

/// What follows when a verb is done.
pub(crate) enum Next {
    /// Its answer is printed.
    Answer(Answer),
    /// The screen opens; the folder of a throw-away store is removed when it is dropped.
    Screen(Box<ScreenOptions>, Option<tempfile::TempDir>),
}

/// The settings of this run.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    globals: Globals,
    paths: Option<Paths>,
    /// Read when it is first asked for.
    config: Arc<OnceLock<Config>>,
    /// Set once a verb has committed something.
    written: Arc<AtomicBool>,
    /// What is known of the screen.
    pub(crate) screen: ScreenFacts,
    /// How to print.
    pub(crate) output: Output,
}

impl Session {
    /// Settles what can be without reading any file.
    pub(crate) fn begin(globals: Globals, output: Output, screen: ScreenFacts) -> Result<Self> {
        let needs_home = globals.db.is_none() || globals.config.is_none();
        let paths = match Paths::find() {
            Ok(paths) => Some(paths),
            Err(failure) if needs_home => return Err(failure),
            Err(_) => None,
        };
        Ok(Session { globals, paths, config: Arc::default(), written: Arc::default(), screen, output })
    }

    /// The clock.
    pub(crate) fn clock(&self) -> Clock {
        self.globals.now.map_or(Clock::System, Clock::Fixed)
    }

    /// The configuration file's path.
    pub(crate) fn config_path(&self) -> PathBuf {
        let named = self.globals.config.clone();
        named.unwrap_or_else(|| self.paths.as_ref().map(Paths::config_file).unwrap_or_default())
    }

    /// What the configuration says; the file must be there only when it was named.
    pub(crate) fn config(&self) -> Result<&Config> {
        if let Some(config) = self.config.get() {
            return Ok(config);
        }
        let config = Config::read(&self.config_path(), self.globals.config.is_some())?;
        Ok(self.config.get_or_init(|| config))
    }

    /// Refuses a configuration that the screen could not begin with; names file and line.
    pub(crate) fn check_for_screen(&self, config: &Config) -> Result<()> {
        let faults = (self.screen.faults)(&config.text);
        if faults.is_empty() {
            return Ok(());
        }
        let path = self.config_path();
        let said = |(line, message): &(Option<usize>, String)| match line {
            Some(line) => format!("{}:{line}: {message}", path.display()),
            None => format!("{}: {message}", path.display()),
        };
        Err(Failure::Config {
            message: faults.iter().map(said).collect::<Vec<_>>().join("\n"),
            hints: vec!["mend the lines: truckroll config edit".to_owned()],
        })
    }

    /// Where the session and saved filters are kept; it may not be there yet.
    pub(crate) fn state_folder(&self) -> Option<PathBuf> {
        self.paths.as_ref().map(|paths| paths.state_folder().to_owned())
    }

    /// The store's path: named, configured, else the usual one.
    pub(crate) fn db(&self) -> Result<PathBuf> {
        if let Some(path) = &self.globals.db {
            return Ok(path.clone());
        }
        let Some(path) = &self.config()?.db else { return Ok(self.usual_db()) };
        Ok(self.paths.as_ref().map_or_else(|| path.clone(), |paths| paths.expanded(path)))
    }

    /// The store to which something was committed in this run; none when nothing was.
    pub(crate) fn written_store(&self) -> Option<PathBuf> {
        self.written.load(Ordering::Relaxed).then(|| self.db().ok()).flatten()
    }

    /// Notes that something was committed without a desk that was watched.
    pub(crate) fn note_written(&self) {
        self.written.store(true, Ordering::Relaxed);
    }

    /// Watches whether a desk commits anything.
    pub(crate) fn watch(&self, app: &mut App) {
        app.tell_of_writes(&self.written);
    }

    /// Begins to log, when there is a folder for it.
    pub(crate) fn begin_log(&self) {
        if let Some(paths) = &self.paths {
            crate::logbook::begin(paths.state_folder(), self.globals.verbose);
        }
    }

    /// The store's path when neither the command line nor the configuration names one.
    pub(crate) fn usual_db(&self) -> PathBuf {
        self.paths.as_ref().map(Paths::store_file).unwrap_or_default()
    }

    /// The store's path when the command line itself names it, not the environment.
    pub(crate) fn db_of_command_line(&self) -> Option<PathBuf> {
        self.globals.db.clone().filter(|_| self.globals.db_is_said)
    }

    /// Makes the folder of the usual store; the folder of a named one must be there.
    pub(crate) fn make_store_folder(&self, db: &std::path::Path) -> Result<()> {
        match (&self.paths, db.parent()) {
            (Some(paths), Some(folder)) if paths.store_file() == db => private_dir(folder),
            (Some(_) | None, _) => Ok(()),
        }
    }

    /// Who is acting: named, configured, else the login name.
    pub(crate) fn actor(&self) -> Result<String> {
        let named = match &self.globals.actor {
            Some(actor) => Some(actor.clone()),
            None => self.config()?.actor.clone(),
        };
        let actor = named.map(|actor| actor.trim().to_owned()).filter(|actor| !actor.is_empty());
        actor.or_else(login_name).ok_or_else(|| {
            Failure::usage(
                "as",
                "nobody is known to be acting: there is no login name",
                "say who with --as NAME",
            )
        })
    }

    /// Opens the store that is there; a missing one is refused.
    pub(crate) fn open(&self) -> Result<Desk> {
        let config = self.config()?;
        let (definitions, weights) = (config.definitions.clone(), config.weights());
        let app = App::open(&self.db()?, self.clock(), self.actor()?)?;
        let app = app.with_definitions(definitions).with_weights(weights).with_threads(config.threads());
        let mut app =
            app.with_travel(&config.travel_settings()).map_err(|error| Failure::from_matrix(&error))?;
        self.watch(&mut app);
        Desk::new(app, self.clone())
    }

    /// As [`Session::open`], and goes back to the time that was asked for.
    pub(crate) fn open_at(&self, past: &AsOf) -> Result<Desk> {
        let desk = self.open()?;
        match &past.as_of {
            None => Ok(desk),
            Some(text) => Desk::new(desk.app.as_of(desk.moment(text)?)?, self.clone()),
        }
    }

    /// As [`Session::open`], in the draft that was named.
    pub(crate) fn open_in(&self, place: &InDraft) -> Result<Desk> {
        let mut desk = self.open()?;
        if let Some(draft) = &place.draft {
            desk.app.enter_draft(Some(desk.app.resolve_draft(draft)?))?;
        }
        Ok(desk)
    }

    /// As [`Session::open`], to look at the plan that was asked for.
    pub(crate) fn open_plan(&self, plan: &WhichPlan) -> Result<Desk> {
        match &plan.draft {
            Some(draft) => self.open_in(&InDraft { draft: Some(draft.clone()) }),
            None => self.open_at(&plan.past),
        }
    }

    /// What the screen needs to begin.
    pub(crate) fn screen_options(&self) -> Result<ScreenOptions> {
        let mut config = self.config()?.clone();
        self.check_for_screen(&config)?;
        config.screen.ascii |= self.globals.ascii;
        Ok(ScreenOptions {
            db: self.db()?,
            clock: self.clock(),
            actor: self.actor()?,
            config,
            state: self.state_folder(),
            demo: false,
        })
    }

    /// Asks on the terminal; without one only `--yes` will do.
    pub(crate) fn confirm(&self, question: &str) -> Result<()> {
        let Some(answer) = self.ask(question, "Type yes:")? else { return Ok(()) };
        if matches!(answer.trim().to_lowercase().as_str(), "y" | "yes") {
            return Ok(());
        }
        Err(Failure::Unasked { message: "nothing was done".to_owned() })
    }
}

impl Session {
    /// Asks on the terminal for the name of what will be replaced; without one only `--yes` will do.
    pub(crate) fn confirm_by_name(&self, question: &str, name: &str) -> Result<()> {
        let answer = self.ask(question, &format!("Type its name, {name}:"))?;
        match answer {
            None => Ok(()),
            Some(answer) if answer.trim() == name => Ok(()),
            Some(_) => Err(Failure::Unasked { message: "nothing was done".to_owned() }),
        }
    }

    /// The line that is typed after a question; none when `--yes` has answered it.
    fn ask(&self, question: &str, how: &str) -> Result<Option<String>> {
        if self.globals.yes {
            return Ok(None);
        }
        let nobody =
            !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() || self.output.is_json();
        if nobody {
            return Err(Failure::Unasked { message: format!("{question} Nobody is there to ask") });
        }
        self.output.say(&format!("{question} {how}"));
        let mut answer = String::new();
        std::io::stdin()
            .read_line(&mut answer)
            .map_err(|error| Failure::io("reading", "the answer".as_ref(), error))?;
        Ok(Some(answer))
    }
}

/// A text argument; `-` stands for standard input, without the line end that closes it.
pub(crate) fn text_of(value: &str) -> Result<String> {
    if value != "-" {
        return Ok(value.to_owned());
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Failure::io("reading", "standard input".as_ref(), error))?;
    text.truncate(text.trim_end_matches(['\n', '\r']).len());
    Ok(text)
}

/// The login name: of the environment, else of the account.
fn login_name() -> Option<String> {
    let of_environment = ["USER", "LOGNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
    let named = of_environment.map(|name| name.trim().to_owned()).find(|name| !name.is_empty());
    named.or_else(|| {
        name_of(rustix::process::getuid().as_raw(), &std::fs::read_to_string("/etc/passwd").ok()?)
    })
}

/// The name of an account in the text of `passwd(5)`.
fn name_of(uid: u32, accounts: &str) -> Option<String> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number.parse() == Ok(uid)).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_number() {
        let accounts = "root:x:0:0::/root:/bin/sh\nbroken\ndana:x:1000:1000:Dana:/home/dana:/bin/sh\n";
        assert_eq!(name_of(1000, accounts).as_deref(), Some("dana"));
        assert_eq!(name_of(1001, accounts), None);
    }
}
