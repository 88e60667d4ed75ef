//! Ranked slots: who can go when, and who should.
//!
//! Every technician's free gaps are laid out once, with where they come from and go on to. Each gap has an earliest
//! and a latest start that keep every hard rule; between them quarter hours are scored, and the best of each
//! technician (or crew) and day are kept. Times are whole seconds in here.

mod calendar;
mod crew;
mod gap;
mod measure;
mod person;
mod refused;
mod search;
mod term;
#[cfg(test)]
mod tests;
mod weights;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{Crew, Moment, Rule, Slice, Span, TechnicianId, Visit, VisitId};

pub use term::{ScoreTerm, TermId};
pub use weights::Weights;

use search::{Prepared, Search};

/// Whether a technician has been there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Been {
    /// At this client's, for other work.
    Client,
    /// For this job.
    Job,
}

/// What is asked of the ranking.
#[derive(Debug, Clone)]
pub struct RankAsk<'a> {
    /// Which visit; one that is not yet among the records may have any number that no record has.
    pub id: VisitId,
    /// The visit: its job, its length, what was told for it.
    pub visit: &'a Visit,
    /// The present moment: nothing begins before it.
    pub now: Moment,
    /// The first local day to look at.
    pub from: NaiveDate,
    /// The last local day to look at.
    pub to: NaiveDate,
    /// Whoever must be in the crew one of; none for anybody.
    pub only: Option<Vec<TechnicianId>>,
    /// At most so many slots.
    pub limit: usize,
    /// Who has been there before.
    pub been: BTreeMap<TechnicianId, Been>,
    /// Whether slots outside of what the client was told are looked for too. A promise that has passed already
    /// binds nobody in any case: no slot could keep it.
    pub beyond_promise: bool,
    /// What each term of the score weighs.
    pub weights: Weights,
}

/// The best slots, and why others have none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Best first; of equals the earlier, then the technician with the lower number.
    pub slots: Vec<RankedSlot>,
    /// Each technician who is in no slot found, with the first hard rule that keeps them out, by number.
    pub refused: Vec<Refused>,
    /// Whether something that the client was told left out other times.
    pub is_bound: bool,
}

/// A time and who goes.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedSlot {
    /// Who goes.
    pub crew: Crew,
    /// When.
    pub span: Span,
    /// The sum of its terms' values.
    pub score: i64,
    /// Every term, always all of them and in the same order.
    pub terms: Vec<ScoreTerm>,
}

/// A technician who has no slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Who.
    pub technician: TechnicianId,
    /// The rule that keeps them out.
    pub rule: Rule,
    /// What it says.
    pub sentence: String,
}

/// Ranks the slots of a visit. The slice must hold every technician with their visits and events from the day before
/// the first to the day after the last, with jobs and sites; and the visit's job with client, services and visits.
pub fn rank(slice: &Slice, ask: &RankAsk<'_>) -> Ranking {
    let Some(prepared) = Prepared::new(slice, ask) else { return Ranking::default() };
    Search::new(slice, ask, &prepared).map_or_else(Ranking::default, |search| search.run())
}

/// The score of a visit with each of some crews at a time, whether or not the rules allow it, in their order; crews of
/// whom somebody is not among the records are left out. The slice is as [`rank`] asks for.
pub fn score(slice: &Slice, ask: &RankAsk<'_>, crews: &[Crew], span: Span) -> Vec<RankedSlot> {
    let Some(prepared) = Prepared::new(slice, ask) else { return Vec::new() };
    let Some(search) = Search::new(slice, ask, &prepared) else { return Vec::new() };
    let scored = |crew: &Crew| {
        let (score, terms) = search.score(crew, span)?;
        Some(RankedSlot { crew: crew.clone(), span, score, terms })
    };
    crews.iter().filter_map(scored).collect()
}
