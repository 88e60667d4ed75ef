//! `[travel]`: how long a way takes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use app::{RoadServer, RoadsFrom, TravelSettings};
use chrono::NaiveTime;
use domain::{Speeds, StraightLine};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::business::Fault;

/// How long one request to a road server may take, unless it is said, in milliseconds.
const USUAL_TIMEOUT_MS: u64 = 3_000;
/// The least and the most that may be said.
const TIMEOUT_MS: std::ops::RangeInclusive<u64> = 100..=60_000;
/// Roads shorter than the straight line there are none, and none ten times as long.
const DETOUR: std::ops::RangeInclusive<f64> = 1.0..=10.0;
/// Door-to-door speeds in kilometres an hour.
const SPEED_KMH: std::ops::RangeInclusive<f64> = 1.0..=200.0;

/// What the configuration says of travel; every part may be absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TravelConfig {
    /// Who says how long a way takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Spanned<Provider>>,
    /// How much longer roads are than straight lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    detour: Option<Spanned<f64>>,
    /// Kilometres an hour, all day.
    #[serde(skip_serializing_if = "Option::is_none")]
    speed_kmh: Option<Spanned<f64>>,
    /// Kilometres an hour, each from a time of day on.
    #[serde(skip_serializing_if = "Option::is_none")]
    speeds: Option<Spanned<BTreeMap<String, f64>>>,
    /// The matrix file.
    #[serde(skip_serializing_if = "Option::is_none")]
    matrix: Option<PathBuf>,
    /// The road server's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Spanned<String>>,
    /// How long one request to it may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout_ms: Option<Spanned<u64>>,
}

/// The word for who says how long a way takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Provider {
    /// Straight lines.
    #[default]
    Straight,
    /// A matrix file.
    Matrix,
    /// A server that answers as OSRM does.
    Osrm,
}

impl TravelConfig {
    /// What it comes to. Paths are as they are written, and a server has no folder to keep its answers in.
    pub(super) fn settings(&self) -> Result<TravelSettings, Fault> {
        let detour = in_range(self.detour.as_ref(), &DETOUR, "detour")?;
        let mut straight = StraightLine { speeds: self.speeds()?, ..StraightLine::default() };
        straight.detour = detour.unwrap_or(straight.detour);
        Ok(TravelSettings { straight, from: self.from()? })
    }

    fn speeds(&self) -> Result<Speeds, Fault> {
        let usual = StraightLine::default().speeds;
        let steady = in_range(self.speed_kmh.as_ref(), &SPEED_KMH, "speed_kmh")?;
        let Some(speeds) = &self.speeds else { return Ok(steady.and_then(Speeds::steady).unwrap_or(usual)) };
        let at = speeds.span().start;
        if let Some(steady) = &self.speed_kmh {
            let message = "say speed_kmh for all day or speeds by time of day, not both";
            return Err((steady.span().start, message.to_owned()));
        }
        let step = |(from, kmh): (&String, &f64)| {
            let time = NaiveTime::parse_from_str(from, "%H:%M");
            let time =
                time.map_err(|_| (at, format!("speeds: “{from}” is no time of day; write it as \"07:00\"")))?;
            if !SPEED_KMH.contains(kmh) {
                return Err((at, format!("speeds: {kmh} at {from} is not between 1 and 200 km/h")));
            }
            Ok((time, *kmh))
        };
        let steps = speeds.get_ref().iter().map(step).collect::<Result<Vec<_>, Fault>>()?;
        Speeds::by_time(steps)
            .ok_or_else(|| (at, "speeds: give each time of day once, and one at least".to_owned()))
    }

    fn from(&self) -> Result<RoadsFrom, Fault> {
        let Some(provider) = &self.provider else { return Ok(RoadsFrom::StraightLine) };
        let missing = |what: &str| (provider.span().start, what.to_owned());
        match provider.get_ref() {
            Provider::Straight => Ok(RoadsFrom::StraightLine),
            Provider::Matrix => match &self.matrix {
                Some(path) => Ok(RoadsFrom::Matrix(path.clone())),
                None => Err(missing("provider \"matrix\" needs the file: matrix = \"PATH\"")),
            },
            Provider::Osrm => match &self.url {
                Some(url) => Ok(RoadsFrom::Server(RoadServer {
                    url: read_url(url)?,
                    timeout_ms: self.timeout()?,
                    cache: None,
                })),
                None => Err(missing("provider \"osrm\" needs the server: url = \"http://127.0.0.1:5000\"")),
            },
        }
    }

    fn timeout(&self) -> Result<u64, Fault> {
        let Some(timeout) = &self.timeout_ms else { return Ok(USUAL_TIMEOUT_MS) };
        match *timeout.get_ref() {
            ms if TIMEOUT_MS.contains(&ms) => Ok(ms),
            ms => Err((timeout.span().start, format!("timeout_ms: {ms} is not between 100 and 60000"))),
        }
    }
}

fn in_range(
    number: Option<&Spanned<f64>>,
    range: &std::ops::RangeInclusive<f64>,
    name: &str,
) -> Result<Option<f64>, Fault> {
    match number {
        Some(number) if !range.contains(number.get_ref()) => {
            let message =
                format!("{name}: {} is not between {} and {}", number.get_ref(), range.start(), range.end());
            Err((number.span().start, message))
        }
        Some(number) => Ok(Some(*number.get_ref())),
        None => Ok(None),
    }
}

/// The address of a server: `http` or `https`, a host and perhaps a path; nothing secret.
fn read_url(url: &Spanned<String>) -> Result<String, Fault> {
    let text = url.get_ref().trim();
    let fault = |message: &str| Err((url.span().start, format!("url: {message}")));
    let Some((scheme, rest)) = text.split_once("://") else {
        return fault("write it with http:// or https:// in front");
    };
    let host = rest.split('/').next().unwrap_or_default();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.contains(['?', '#', ';']);
    match scheme {
        "http" | "https" if rest.contains('@') => {
            fault("no name and password here: the text is no place for them")
        }
        "http" | "https" if host.is_empty() => fault("the host is missing"),
        "http" | "https" if !is_plain => fault("leave out what follows the path (? # ;) and spaces"),
        "https" if !app::HAS_HTTPS => fault("this build has no https; build it with the feature https"),
        "http" | "https" => Ok(text.trim_end_matches('/').to_owned()),
        _ => fault("only http and https are known"),
    }
}

/// The settings with paths in full and a folder for what a server answers.
pub(super) fn placed(
    mut settings: TravelSettings,
    expanded: impl Fn(&Path) -> PathBuf,
    cache: Option<PathBuf>,
) -> TravelSettings {
    match &mut settings.from {
        RoadsFrom::StraightLine => {}
        RoadsFrom::Matrix(path) => *path = expanded(path),
        RoadsFrom::Server(server) => server.cache = cache,
    }
    settings
}

#[cfg(test)]
mod tests {
    use domain::{Position, TravelTime};

    use super::*;
    use crate::config::Config;

    fn parse(text: &str) -> crate::failure::Result<Config> {
        Config::parse(text, Path::new("/home/dana/config.toml"))
    }

    fn settings(text: &str) -> TravelSettings {
        parse(text).unwrap().travel
    }

    #[test]
    fn nothing_said_is_straight_lines_at_the_usual_speed() {
        for text in
            ["", "[travel]\n", "[travel]\nprovider = \"straight\"\nmatrix = \"ways.csv\"\nurl = \"x\"\n"]
        {
            assert_eq!(settings(text), TravelSettings::default());
        }
    }

    #[test]
    fn every_setting_is_read() {
        let text = "[travel]\ndetour = 1\nspeeds = { \"07:00\" = 25, \"09:30\" = 50.0 }\n";
        let straight = settings(text).straight;
        let (from, to) = (Position::new(51.5, -0.1).unwrap(), Position::new(51.6, -0.1).unwrap());
        let at = |hour| straight.minutes(from, to, NaiveTime::from_hms_opt(hour, 0, 0).unwrap()).unwrap();
        // 11.12 km at 25 and at 50 km/h.
        assert_eq!((at(8), at(10), at(3)), (27, 14, 14));
        let steady = settings("[travel]\nspeed_kmh = 50\ndetour = 1.5\n").straight;
        assert!((steady.detour - 1.5).abs() < f64::EPSILON && steady.speeds.is_steady());
        let matrix = settings("[travel]\nprovider = \"matrix\"\nmatrix = \"~/ways.csv\"\n");
        assert_eq!(matrix.from, RoadsFrom::Matrix("~/ways.csv".into()));
        let put = placed(matrix, |path| Path::new("/home/dana").join(path.strip_prefix("~").unwrap()), None);
        assert_eq!(put.from, RoadsFrom::Matrix("/home/dana/ways.csv".into()));
        let server =
            |ms| RoadServer { url: "http://roads.lan:5000/osrm".into(), timeout_ms: ms, cache: None };
        let text = "[travel]\nprovider = \"osrm\"\nurl = \"http://roads.lan:5000/osrm/\"\n";
        assert_eq!(settings(text).from, RoadsFrom::Server(server(3_000)));
        assert_eq!(settings(&format!("{text}timeout_ms = 500\n")).from, RoadsFrom::Server(server(500)));
    }

    #[test]
    fn what_cannot_be_says_why_and_where() {
        for (text, said) in [
            ("speed = 40", ":2: unknown field `speed`"),
            ("provider = \"google\"", ":2: unknown variant `google`"),
            ("\nprovider = \"matrix\"", ":3: provider \"matrix\" needs the file: matrix = \"PATH\""),
            ("provider = \"osrm\"", ":2: provider \"osrm\" needs the server"),
            ("detour = 0.9", ":2: detour: 0.9 is not between 1 and 10"),
            ("detour = nan", ":2: detour: NaN is not between 1 and 10"),
            ("speed_kmh = 0", ":2: speed_kmh: 0 is not between 1 and 200"),
            ("speed_kmh = \"fast\"", ":2: invalid type"),
            ("speeds = {}", ":2: speeds: give each time of day once, and one at least"),
            ("speeds = { \"7 am\" = 30 }", ":2: speeds: “7 am” is no time of day"),
            ("speeds = { \"07:00\" = 300 }", ":2: speeds: 300 at 07:00 is not between 1 and 200 km/h"),
            ("speeds = { \"07:00\" = 30, \"7:00\" = 40 }", ":2: speeds: give each time of day once"),
            ("speeds = { \"07:00\" = 30 }\nspeed_kmh = 40", ":3: say speed_kmh for all day or speeds"),
            (
                "provider = \"osrm\"\nurl = \"roads.lan\"",
                ":3: url: write it with http:// or https:// in front",
            ),
            ("provider = \"osrm\"\nurl = \"ftp://roads.lan\"", ":3: url: only http and https"),
            ("provider = \"osrm\"\nurl = \"http:///table\"", ":3: url: the host is missing"),
            ("provider = \"osrm\"\nurl = \"http://dana:secret@roads.lan\"", ":3: url: no name and password"),
            ("provider = \"osrm\"\nurl = \"http://dana:se/cret@roads.lan\"", ":3: url: no name and password"),
            ("provider = \"osrm\"\nurl = \"http://roads.lan/?key=1\"", ":3: url: leave out what follows"),
            (
                "provider = \"osrm\"\nurl = \"http://roads.lan\"\ntimeout_ms = 5",
                ":4: timeout_ms: 5 is not between",
            ),
        ] {
            let failure = parse(&format!("[travel]\n{text}\n")).unwrap_err().to_string();
            assert!(failure.starts_with(&format!("/home/dana/config.toml{said}")), "{text}: {failure}");
        }
    }
}
