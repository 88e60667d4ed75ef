//! The screen as the command line starts it: the store opened or begun, the theme and keys of the config.

use std::path::Path;

use anyhow::{Context, anyhow};
use app::{App, StoreError};
use cli::{KeyLine, ScreenFacts, ScreenOptions};
use tui::keymap::Keymap;
use tui::reference::{Described, describe};
use tui::theme::{Colours, Glyphs, Theme};
use tui::{ConfigFault, Ended, First, Options};

/// Shows the screen until the person leaves; a store that is not there is begun first.
pub(crate) fn show(options: &ScreenOptions) -> anyhow::Result<()> {
    let theme = theme_of(options).map_err(|faults| refused(&faults))?;
    let keymap = Keymap::with_config(&options.config.text).map_err(|faults| refused(&faults))?;
    let looks = Options {
        clock: options.clock,
        keymap,
        theme,
        mouse: options.config.screen.mouse,
        state: options.state.clone(),
        filters: options.config.saved_filters(),
        is_demo: options.demo,
        begins_with_import: false,
    };
    match App::open(&options.db, options.clock, options.actor.clone()) {
        Ok(app) => end(tui::run(with_own(app, options)?, looks)?),
        Err(app::AppError::Store(StoreError::NotFound { .. })) => begin(options, looks)?,
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// The first start: a sample firm, an empty desk, or nothing.
fn begin(options: &ScreenOptions, looks: Options) -> anyhow::Result<()> {
    match tui::ask_first(&options.db.display().to_string(), &looks.theme)? {
        First::Leave(ended) => end(ended),
        First::Demo => {
            let folder = tempfile::Builder::new().prefix("truckroll-demo-").tempdir()?;
            let path = folder.path().join("demo.db");
            cli::fill_demo(&path, options)?;
            let app = App::open(&path, options.clock, options.actor.clone())?;
            end(tui::run(with_own(app, options)?, Options { is_demo: true, state: None, ..looks })?);
        }
        First::Empty(name) => end(tui::run(begin_desk(&name, options)?, looks)?),
        First::Import(name) => {
            let looks = Options { begins_with_import: true, ..looks };
            end(tui::run(begin_desk(&name, options)?, looks)?);
        }
    }
    Ok(())
}

/// Makes an empty desk of this name where the store is to be.
fn begin_desk(name: &str, options: &ScreenOptions) -> anyhow::Result<App> {
    if let Some(folder) = options.db.parent() {
        make_folder(folder)?;
    }
    let business = cli::business_here(name);
    let (app, _) = App::init(&options.db, business, options.clock, options.actor.clone())?;
    with_own(app, options)
}

/// The desk with what the business's configuration adds of its own.
fn with_own(app: App, options: &ScreenOptions) -> anyhow::Result<App> {
    let config = &options.config;
    let app = app.with_definitions(config.definitions.clone()).with_weights(config.weights());
    Ok(app.with_threads(config.threads()).with_travel(&config.travel_settings())?)
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder.create(folder).with_context(|| format!("making {}", folder.display()))
}

/// Ends as the screen ended: of a signal, or quietly.
fn end(ended: Ended) {
    if let Ended::Signal(signal) = ended {
        tui::terminal::die_of(signal);
    }
}

/// What the command line says of the screen.
pub(crate) const FACTS: ScreenFacts = ScreenFacts { keys, faults };

/// Every action with the keys that a configuration gives it.
fn keys(config: &str) -> Vec<KeyLine> {
    let keymap = Keymap::with_config(config).unwrap_or_default();
    let line = |action: Described| KeyLine {
        heading: action.heading.to_owned(),
        id: action.id.to_owned(),
        keys: action.keys,
        name: action.name.to_owned(),
        help: action.help.to_owned(),
        places: action.places.into_iter().map(str::to_owned).collect(),
    };
    describe(&keymap).into_iter().map(line).collect()
}

/// What is wrong in a configuration for the screen.
fn faults(config: &str) -> Vec<(Option<usize>, String)> {
    let keys = Keymap::with_config(config).err();
    let theme = Theme::of_config(config, Glyphs::FULL).err();
    let mut faults: Vec<ConfigFault> = keys.into_iter().chain(theme).flatten().collect();
    faults.sort();
    faults.into_iter().map(|fault| (fault.line, fault.message)).collect()
}

/// The command line has looked for these before it opens the screen; this says them all the same.
fn refused(faults: &[ConfigFault]) -> anyhow::Error {
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    anyhow!("the configuration is wrong: {}", said.join("\n"))
}

/// The theme of the configuration, as far as the terminal can show it.
fn theme_of(options: &ScreenOptions) -> Result<Theme, Vec<ConfigFault>> {
    let glyphs = if options.config.screen.ascii { Glyphs::ASCII } else { Glyphs::FULL };
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let truecolour = set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit");
    let colours = Colours::of(set("NO_COLOR").is_some(), truecolour);
    let is_light = set("COLORFGBG").is_some_and(|value| has_light_ground(&value));
    Ok(Theme::of_config(&options.config.text, glyphs)?.on(is_light, colours))
}

/// Whether `COLORFGBG`, which some terminals set to the numbers of their colours, names a light ground last;
/// the terminal's own answer counts more and comes later.
fn has_light_ground(colours: &str) -> bool {
    colours.rsplit(';').next().is_some_and(|ground| matches!(ground, "7" | "15"))
}
