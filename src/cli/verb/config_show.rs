//! `config show`: what the configuration says, with what holds otherwise.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use app::{RoadsFrom, TravelSettings};
use chrono::NaiveTime;
use domain::{FieldDefinition, FieldKind};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::config::{Config, Keys};
use crate::failure::Result;
use crate::output::{Answer, Page};
use crate::session::Session;

/// How long a way takes, as it holds.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TravelShown {
    /// Who is asked first: `straight`, `matrix` or `osrm`.
    provider: &'static str,
    /// How much longer roads are than straight lines.
    detour: f64,
    /// Kilometres an hour by the time of day from which they hold; before the first the last holds.
    speeds: BTreeMap<String, f64>,
    /// The matrix file, in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    matrix: Option<PathBuf>,
    /// The road server's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// How long one request to it may take, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout_ms: Option<u64>,
    /// The folder in which its answers are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    cache: Option<PathBuf>,
}

impl TravelShown {
    /// Of what was checked alone: the address of a server that is not asked may hold a password, and stays unsaid.
    fn of(settings: TravelSettings) -> Self {
        let straight = settings.straight;
        let speed = |(from, kmh): &(NaiveTime, f64)| (from.format("%H:%M").to_string(), *kmh);
        let shown = TravelShown {
            provider: "straight",
            detour: straight.detour,
            speeds: straight.speeds.steps().iter().map(speed).collect(),
            matrix: None,
            url: None,
            timeout_ms: None,
            cache: None,
        };
        match settings.from {
            RoadsFrom::StraightLine => shown,
            RoadsFrom::Matrix(path) => TravelShown { provider: "matrix", matrix: Some(path), ..shown },
            RoadsFrom::Server(server) => TravelShown {
                provider: "osrm",
                url: Some(server.url),
                timeout_ms: Some(server.timeout_ms),
                cache: server.cache,
                ..shown
            },
        }
    }
}

/// Shows the configuration; one that the screen could not begin with is refused with its lines.
pub(crate) fn show(session: &Session, path: &Path) -> Result<Answer> {
    let config = session.config()?;
    session.check_for_screen(config)?;
    let (db, actor) = (session.db()?, session.actor()?);
    let travel = TravelShown::of(config.travel_settings());
    let data = json!({
        "path": path, "exists": path.exists(), "db": db, "actor": actor,
        "screen": config.screen, "keys": config.keys, "theme": config.theme,
        "filters": config.filter_texts(),
        "field": config.fields(), "substatus": config.definitions.substatuses,
        "ranking": BTreeMap::from(config.weights().named()), "travel": travel,
        "optimiser": { "threads": config.threads() },
    });
    session.output.answer(&data, |page| {
        let none = if path.exists() { "" } else { " (not there; what follows is usual)" };
        page.field("file", &format!("{}{none}", path.display()));
        page.field("db", &db.display().to_string());
        page.field("actor", &actor);
        say_screen(page, config);
        for (name, filter) in config.filter_texts() {
            page.field("filter", &format!("{name} = {filter}"));
        }
        for field in &config.definitions.fields {
            page.field("field", &say_field(field));
        }
        for (stage, labels) in &config.definitions.substatuses {
            page.field("substatus", &format!("{} = {}", stage.name(), labels.join(", ")));
        }
        for (term, weight) in config.weights().named() {
            page.field("ranking", &format!("{term} = {weight}"));
        }
        page.field("optimiser", &format!("threads = {}", u32::from(config.threads())));
        say_travel(page, &travel);
    })
}

fn say_screen(page: &mut Page, config: &Config) {
    page.field("theme", config.screen.theme.as_deref().unwrap_or("as the terminal is"));
    page.field("ascii", if config.screen.ascii { "yes" } else { "no" });
    page.field("mouse", if config.screen.mouse { "yes" } else { "no" });
    for (action, keys) in &config.keys {
        let keys = match keys {
            Keys::One(key) => key.clone(),
            Keys::Several(keys) => keys.join(" "),
        };
        page.field("key", &format!("{action} = {keys}"));
    }
    for (role, style) in &config.theme {
        page.field("style", &format!("{role} = {style}"));
    }
}

/// A field of the business's own in one line: site.boiler_key “Boiler key”: choice of blue, red.
fn say_field(field: &FieldDefinition) -> String {
    let mut said =
        format!("{}.{} “{}”: {}", field.on.kind().word(), field.id, field.label, field.kind.word());
    if let FieldKind::Choice(choices) = &field.kind {
        said += " of ";
        said += &choices.join(", ");
    }
    if field.required {
        said += ", required";
    }
    if field.in_lists {
        said += ", in lists";
    }
    said
}

fn say_travel(page: &mut Page, travel: &TravelShown) {
    let path = |path: &Option<PathBuf>| path.as_ref().map_or_else(String::new, |p| p.display().to_string());
    let timeout = travel.timeout_ms.map_or_else(String::new, |ms| format!("{ms} ms"));
    page.field("travel", travel.provider);
    page.field("detour", &travel.detour.to_string());
    match travel.speeds.values().collect::<Vec<_>>()[..] {
        [all_day] => page.field("speed", &format!("{all_day} km/h")),
        _ => travel.speeds.iter().for_each(|(from, kmh)| {
            page.field("speed", &format!("{kmh} km/h from {from}"));
        }),
    }
    page.field("matrix", &path(&travel.matrix));
    page.field("road server", travel.url.as_deref().unwrap_or_default());
    page.field("timeout", &timeout);
    page.field("cache", &path(&travel.cache));
}
