//! `filter`: filters kept under names, the same that the screen's menu keeps.

use std::fs;

use app::{Filter, SavedFilters};
use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::{Failure, Result};
use crate::narrow::read_filter;
use crate::output::Answer;
use crate::session::Session;

/// What can be done with kept filters; `job list --filter NAME` and others use them.
#[derive(Debug, Subcommand)]
pub(crate) enum FilterVerb {
    /// The filters that have a name
    List,
    /// What a name stands for
    Show(Named),
    /// Keep a filter under a name, in the place of another of that name
    Save(Save),
    /// Forget a kept filter
    Remove(Named),
}

#[derive(Debug, Args)]
pub(crate) struct Save {
    /// Its name
    name: String,
    /// The filter as it is typed on the screen: '@dana #gas !late zone:north'
    #[arg(required = true, value_name = "FILTER")]
    text: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// Its name
    name: String,
}

/// The filters that have a name.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FilterList {
    filters: Vec<NamedFilter>,
    total: usize,
}

/// A filter with its name.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NamedFilter {
    /// Its name.
    name: String,
    /// As it is typed on the screen.
    filter: String,
    /// Whether the configuration has it, where it is changed by hand.
    configured: bool,
}

impl FilterVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            FilterVerb::List => list(session),
            FilterVerb::Save(save) => save.run(session),
            FilterVerb::Show(named) => named.show(session),
            FilterVerb::Remove(named) => named.remove(session),
        }
    }
}

fn list(session: &Session) -> Result<Answer> {
    let configured = session.config()?.saved_filters();
    let all = session.saved_filters()?;
    let of = |(name, filter): (&str, &Filter)| named(name, filter, configured.get(name).is_some());
    let filters: Vec<NamedFilter> = all.iter().map(of).collect();
    let list = FilterList { total: filters.len(), filters };
    session.output.answer(&list, |page| {
        let place = |one: &NamedFilter| if one.configured { "configuration" } else { "" }.to_owned();
        let row = |one: &NamedFilter| vec![one.name.clone(), one.filter.clone(), place(one)];
        let rows: Vec<Vec<String>> = list.filters.iter().map(row).collect();
        page.table(
            &["name", "filter", "kept in"],
            &rows,
            "no filter is kept: truckroll filter save NAME '@dana !late'",
        );
    })
}

impl Save {
    fn run(&self, session: &Session) -> Result<Answer> {
        let name = self.name.trim();
        let filter = read_filter(&self.text.join(" "))?;
        if name.is_empty() || filter.is_empty() {
            let (field, what) = if name.is_empty() { ("name", "name") } else { ("filter", "filter") };
            let hint = "truckroll filter save late-gas '#gas !late'";
            return Err(Failure::usage(field, format!("{field}: the {what} is empty"), hint));
        }
        refuse_configured(session, name)?;
        change(session, |kept| kept.put(name, filter.clone()))?;
        let said = named(name, &filter, false);
        session.output.answer(&said, |page| page.line(&format!("Kept as {name}: {filter}")))
    }
}

impl Named {
    fn show(&self, session: &Session) -> Result<Answer> {
        let all = session.saved_filters()?;
        let (name, filter) = self.find(&all)?;
        let said = named(name, filter, session.config()?.saved_filters().get(name).is_some());
        session.output.answer(&said, |page| page.line(&said.filter))
    }

    fn remove(&self, session: &Session) -> Result<Answer> {
        let all = session.saved_filters()?;
        let (name, filter) = self.find(&all)?;
        refuse_configured(session, name)?;
        change(session, |kept| {
            kept.remove(name);
        })?;
        let said = named(name, filter, false);
        session.output.answer(&said, |page| page.line(&format!("Forgot {name}: {filter}")))
    }

    /// The filter of that name, as it is kept.
    fn find<'f>(&self, all: &'f SavedFilters) -> Result<(&'f str, &'f Filter)> {
        all.named(&self.name).ok_or_else(|| {
            let message = format!("no filter is called {}", self.name);
            Failure::NotFound { message, hint: "look at them: truckroll filter list".to_owned() }
        })
    }
}

/// What the configuration names is changed there.
fn refuse_configured(session: &Session, name: &str) -> Result<()> {
    if session.config()?.saved_filters().get(name).is_none() {
        return Ok(());
    }
    let message = format!("the configuration has a filter called {name}");
    Err(Failure::usage("name", message, "change it there: truckroll config edit"))
}

/// Changes the kept filters in their file.
fn change(session: &Session, change: impl FnOnce(&mut SavedFilters)) -> Result<()> {
    let Some(folder) = session.state_folder() else {
        return Err(Failure::usage("name", "there is no home folder to keep filters in", "set HOME"));
    };
    let path = folder.join(SavedFilters::FILE);
    let mut kept = match fs::read_to_string(&path) {
        // A damaged file is not written over: somebody may still mend it.
        Ok(text) => SavedFilters::from_json(&text).map_err(|error| Failure::Other {
            message: format!("{} cannot be read: {error}; mend it or remove it", path.display()),
            source: Some(error.into()),
        })?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => SavedFilters::default(),
        Err(error) => return Err(Failure::io("reading", &path, error)),
    };
    change(&mut kept);
    app::write_private(&folder, SavedFilters::FILE, kept.to_json().as_bytes())
        .map_err(|error| Failure::io("writing", &path, error))
}

fn named(name: &str, filter: &Filter, configured: bool) -> NamedFilter {
    NamedFilter { name: name.to_owned(), filter: filter.to_string(), configured }
}
