//! The screen as the command line starts it: the store opened or begun, the theme and keys of the config.

use std::path::Path;

use anyhow::{Context, anyhow};
use app::{App, StoreError};
use cli::ScreenOptions;
use tui::keymap::Keymap;
use tui::theme::{Glyphs, Palette, Theme};
use tui::{Ended, First, Options};

/// Shows the screen until the person leaves; a store that is not there is begun first.
pub(crate) fn show(options: &ScreenOptions) -> anyhow::Result<()> {
    let theme = theme_of(options)?;
    let keymap = Keymap::with_config(&options.config.text).map_err(|errors| {
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow!("{}", said.join("\n"))
    })?;
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
        Ok(app) => end(tui::run(with_own(app, options), looks)?),
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
            end(tui::run(with_own(app, options), Options { is_demo: true, state: None, ..looks })?);
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
    Ok(with_own(app, options))
}

/// The desk with what the business's configuration adds of its own.
fn with_own(app: App, options: &ScreenOptions) -> App {
    app.with_definitions(options.config.definitions.clone())
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

fn theme_of(options: &ScreenOptions) -> anyhow::Result<Theme> {
    let screen = &options.config.screen;
    let asked = match screen.theme.as_deref() {
        None => Palette::Dark,
        Some(name) => Palette::of_name(name)
            .ok_or_else(|| anyhow!("“{name}” is no theme; there are dark, light, 16, safe and plain"))?,
    };
    let set = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let truecolour = std::env::var("COLORTERM").is_ok_and(|value| value == "truecolor" || value == "24bit");
    let glyphs = if screen.ascii { Glyphs::ASCII } else { Glyphs::FULL };
    Ok(Theme::new(Palette::for_terminal(asked, set("NO_COLOR"), truecolour), glyphs))
}
