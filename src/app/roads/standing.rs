//! How it stands with the ways that were asked for.

/// What came of asking a road server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoadStanding {
    /// There was nobody to ask, or nothing to ask for.
    Known,
    /// So many ways were learnt.
    Learnt(usize),
    /// The server did not answer as it should; straight lines stand in.
    Failed(String),
    /// It failed a moment ago and is left alone for now; that was said then.
    Resting,
}

impl RoadStanding {
    /// What to tell people, when there is something to tell.
    pub fn note(&self) -> Option<String> {
        match self {
            RoadStanding::Failed(reason) => Some(format!(
                "the road server {reason}; straight lines stand in, marked ~ (see [travel] in the configuration)"
            )),
            RoadStanding::Known | RoadStanding::Learnt(_) | RoadStanding::Resting => None,
        }
    }
}
