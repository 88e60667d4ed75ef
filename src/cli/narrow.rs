//! The flags that narrow a list, a day or the board, as the screen's filter does.

use app::{Filter, FilterError, SavedFilters};
use clap::Args;
use domain::{Mark, Moment, Span, Stage, local_day};

use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::session::Session;

/// What a view is narrowed to; of several values of one flag any will do.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Narrow {
    /// With this mark, such as late; may be repeated
    #[arg(long = "mark", value_name = "MARK", value_parser = mark_of)]
    marks: Vec<Mark>,
    /// With a visit of this technician, by id or name; may be repeated
    #[arg(long = "technician", short = 't', value_name = "TECHNICIAN")]
    technicians: Vec<String>,
    /// Of this client, by id or name; may be repeated
    #[arg(long = "client", value_name = "CLIENT")]
    clients: Vec<String>,
    /// At a site in this zone; may be repeated
    #[arg(long = "zone", value_name = "ZONE")]
    zones: Vec<String>,
    /// With this entry of the price book, by id or name; may be repeated
    #[arg(long = "service", value_name = "SERVICE")]
    services: Vec<String>,
    /// With this tag; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// With these words
    #[arg(long)]
    text: Option<String>,
    /// A saved filter by name, or one as it is typed on the screen: '@dana #gas !late zone:north'; a term behind - must not hold: '-@dana'
    #[arg(long = "filter", value_name = "NAME", allow_hyphen_values = true)]
    filters: Vec<String>,
}

/// From which day to which.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Dates {
    /// Visits, and jobs with a visit, on this day or later
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Visits, and jobs with a visit, on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

impl Dates {
    /// The beginning of the first day and the end of the last, of those that were said.
    pub(crate) fn bounds(&self, desk: &Desk) -> Result<(Option<Moment>, Option<Moment>)> {
        let day = |text: &String| -> Result<Span> { Ok(local_day(desk.date(text)?, desk.business.zone)) };
        let (from, to) = (self.from.as_ref().map(day).transpose()?, self.to.as_ref().map(day).transpose()?);
        Ok((from.map(|day| day.start), to.map(|day| day.end)))
    }
}

/// Reads the name of a stage.
pub(crate) fn stage_of(name: &str) -> std::result::Result<Stage, String> {
    let all = || Stage::ALL.map(Stage::name).join(", ");
    Stage::from_name(name).ok_or_else(|| format!("stages are {}", all()))
}

fn mark_of(name: &str) -> std::result::Result<Mark, String> {
    let all = || Mark::ALL.map(Mark::name).join(", ");
    Mark::from_name(name).ok_or_else(|| format!("marks are {}", all()))
}

impl Narrow {
    /// The filter that they make together; names must be somebody's.
    pub(crate) fn filter(self, desk: &Desk, session: &Session) -> Result<Filter> {
        let mut filter =
            Filter { marks: self.marks, zones: self.zones, tags: self.tags, ..Filter::default() };
        for name in &self.technicians {
            filter.technicians.push(desk.technician(name)?.to_string());
        }
        for name in &self.clients {
            filter.clients.push(desk.client(name)?.to_string());
        }
        for name in &self.services {
            filter.services.push(desk.service(name)?.to_string());
        }
        let words = self.text.iter().flat_map(|text| text.split_whitespace());
        filter.words.extend(words.map(str::to_owned));
        let saved = session.saved_filters()?;
        for name in &self.filters {
            filter = filter.and(filter_of(name, &saved)?);
        }
        Ok(filter)
    }
}

/// A saved filter by name; else the text itself, when it has the signs of one.
fn filter_of(name: &str, saved: &SavedFilters) -> Result<Filter> {
    if let Some(filter) = saved.get(name) {
        return Ok(filter.clone());
    }
    if name.contains(['@', '#', '!', ':']) || name.starts_with('-') {
        return read_filter(name);
    }
    let names: Vec<&str> = saved.iter().map(|(name, _)| name).collect();
    let hint = if names.is_empty() {
        "none is saved: write [filters] in the configuration, or one as it is typed: '@dana !late'".to_owned()
    } else {
        format!("saved filters are {}", names.join(", "))
    };
    Err(Failure::usage("filter", format!("no filter is called {name}"), hint))
}

/// Reads a filter as it is typed on the screen.
pub(crate) fn read_filter(text: &str) -> Result<Filter> {
    text.parse().map_err(|error: FilterError| {
        Failure::usage("filter", error.to_string(), "write it as on the screen: '@dana #gas !late'")
    })
}

impl Session {
    /// The saved filters: those kept by the screen, and those of the configuration.
    pub(crate) fn saved_filters(&self) -> Result<SavedFilters> {
        let kept = self.state_folder().map(|folder| folder.join(SavedFilters::FILE));
        let text = kept.and_then(|path| std::fs::read_to_string(path).ok());
        // A damaged file is the screen's to speak of; it never hides the filters of the configuration.
        let kept = text.and_then(|text| SavedFilters::from_json(&text).ok()).unwrap_or_default();
        Ok(kept.with(self.config()?.saved_filters()))
    }
}
