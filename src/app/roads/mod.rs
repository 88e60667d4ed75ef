//! Where the ways come from by which travel is estimated: straight lines, a matrix file, or a road server.
//!
//! The rules never ask anybody: every slice carries what is known ([`domain::Roads`]). A server is asked by
//! [`App::warm_roads`] alone, outside of every transaction and away from the screen's thread; its answers are kept
//! in a file of the cache folder. What it does not answer is a straight line, marked as a guess.

mod cache;
mod matrix;
mod server;
mod standing;
mod warm;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use domain::{KnownRoads, RoadSource, Roads, StraightLine};

use crate::App;
pub use matrix::{MatrixError, read_matrix};
pub use standing::RoadStanding;
pub(crate) use warm::Warming;

/// Whether road servers can be asked by https.
pub const HAS_HTTPS: bool = cfg!(feature = "https");

/// How travel is estimated, as the configuration has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TravelSettings {
    /// The straight line that answers when nothing better does.
    pub straight: StraightLine,
    /// Who is asked first.
    pub from: RoadsFrom,
}

/// Who is asked how long a way takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RoadsFrom {
    /// Nobody: straight lines.
    #[default]
    StraightLine,
    /// A file of ways ([`read_matrix`]).
    Matrix(PathBuf),
    /// A road server.
    Server(RoadServer),
}

/// A server that answers as OSRM does: `/table/v1/driving/…?annotations=duration`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadServer {
    /// Its address, `http` or `https`, before `/table`.
    pub url: String,
    /// How long one request may take, in milliseconds.
    pub timeout_ms: u64,
    /// The folder in which its answers are kept; none keeps them for this run only.
    pub cache: Option<PathBuf>,
}

impl App {
    /// The same desk with travel estimated like this; without, it is straight lines at the usual speed.
    ///
    /// Reads the matrix file, or what is kept of a server's answers; asks no server. A cache that cannot be read is
    /// as if it were empty.
    pub fn with_travel(mut self, settings: &TravelSettings) -> Result<Self, MatrixError> {
        let straight = settings.straight.clone();
        let known = match &settings.from {
            RoadsFrom::StraightLine => None,
            RoadsFrom::Matrix(path) => Some(read_matrix(path)?),
            RoadsFrom::Server(server) => {
                let kept = server.cache.as_deref().map(|folder| cache::read(folder, &server.url, self.now()));
                self.warming = Some(Warming::of(server.clone()));
                Some(kept.unwrap_or_else(|| KnownRoads::new(RoadSource::Server)))
            }
        };
        self.store.set_roads(Arc::new(Roads { straight, known: known.map(Arc::new) }));
        Ok(self)
    }
}
