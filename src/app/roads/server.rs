//! Asking a server that answers as OSRM does (its HTTP API, version 1, service `table`).

use std::fmt::Write as _;
use std::time::Duration;

use domain::Point;
use serde::Deserialize;
use ureq::Agent;

use super::cache::KnownWay;

/// The largest answer that is read.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// The longest way that is believed, in seconds: three weeks.
const LONGEST_SECONDS: f64 = 1_800_000.0;

/// A server that is being asked.
pub(super) struct Asking {
    agent: Agent,
    url: String,
}

/// The part of an answer that is looked at.
#[derive(Deserialize)]
struct Answer {
    code: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    durations: Vec<Vec<Option<f64>>>,
}

impl Asking {
    /// Gets ready to ask. Redirects are not followed and no proxy is used: nobody but the server that was named
    /// learns where the sites are.
    pub(super) fn new(url: &str, timeout_ms: u64) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_millis(timeout_ms)))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent(concat!("truckroll/", env!("CARGO_PKG_VERSION")))
            .build();
        Asking { agent: config.into(), url: url.trim_end_matches('/').to_owned() }
    }

    /// How long it takes from each of some places to each of others; nothing of a way that the server does not find.
    /// An error says what it did, to go on after "the road server".
    pub(super) fn ask(&self, from: &[Point], to: &[Point]) -> Result<Vec<KnownWay>, String> {
        let mut response = self.agent.get(self.address(from, to)).call().map_err(|error| say(&error))?;
        let status = response.status();
        if status.is_redirection() {
            return Err("sends us elsewhere, which is not followed".to_owned());
        }
        let text = response.body_mut().with_config().limit(MOST_BYTES).read_to_string();
        if !status.is_success() {
            let said = text.ok().and_then(|text| serde_json::from_str::<Answer>(&text).ok());
            let said = said.map(|answer| format!(" ({}: {})", answer.code, cut(&answer.message)));
            return Err(format!("answers {}{}", status.as_u16(), said.unwrap_or_default()));
        }
        read(&text.map_err(|error| say(&error))?, from, to)
    }

    /// Longitude goes before latitude there.
    fn address(&self, from: &[Point], to: &[Point]) -> String {
        let mut address = format!("{}/table/v1/driving/", self.url);
        for (place, point) in from.iter().chain(to).enumerate() {
            let position = domain::Position::from(*point);
            let comma = if place > 0 { ";" } else { "" };
            // Writing to a string cannot fail.
            let _ = write!(address, "{comma}{:.4},{:.4}", position.longitude, position.latitude);
        }
        let list = |places: std::ops::Range<usize>| {
            places.map(|place| place.to_string()).collect::<Vec<_>>().join(";")
        };
        let (sources, destinations) = (list(0..from.len()), list(from.len()..from.len() + to.len()));
        address + &format!("?annotations=duration&sources={sources}&destinations={destinations}")
    }
}

fn read(text: &str, from: &[Point], to: &[Point]) -> Result<Vec<KnownWay>, String> {
    let answer: Answer = serde_json::from_str(text)
        .map_err(|_| "answers with something that is no table of ways".to_owned())?;
    if answer.code != "Ok" {
        return Err(format!("answers {}: {}", cut(&answer.code), cut(&answer.message)));
    }
    let is_whole =
        answer.durations.len() == from.len() && answer.durations.iter().all(|row| row.len() == to.len());
    if !is_whole {
        return Err("answers with a table of another size than was asked for".to_owned());
    }
    let mut ways = Vec::with_capacity(from.len() * to.len());
    for (from, row) in from.iter().zip(answer.durations) {
        for (to, seconds) in to.iter().zip(row) {
            let believed = seconds.filter(|seconds| (0.0..=LONGEST_SECONDS).contains(seconds));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 0 to 1,800,000"
            )]
            ways.extend(believed.map(|seconds| (*from, *to, seconds.ceil() as u32)));
        }
    }
    Ok(ways)
}

/// What went wrong on the way, to go on after "the road server".
fn say(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "did not answer in time".to_owned(),
        ureq::Error::HostNotFound => "is not known by that name".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => "answers with more than 16 MiB".to_owned(),
        other => format!("cannot be asked: {}", cut(&other.to_string())),
    }
}

/// A stranger's text, no longer than fits a line.
fn cut(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
