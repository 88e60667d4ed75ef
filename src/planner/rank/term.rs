//! The terms of the score.

use super::Weights;

/// A term of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is described at its weight")]
pub enum TermId {
    PromiseKept,
    AddedTravel,
    SameTechnician,
    Preferred,
    LoadBalance,
    BestFit,
    Overtime,
    HomeTravel,
    Cost,
    Sooner,
    Reserve,
    Breaks,
}

/// How many terms there are.
pub(super) const TERMS: usize = 12;

impl TermId {
    /// Every term, in the order in which they are said.
    pub const ALL: [TermId; TERMS] = [
        TermId::PromiseKept,
        TermId::AddedTravel,
        TermId::SameTechnician,
        TermId::Preferred,
        TermId::LoadBalance,
        TermId::BestFit,
        TermId::Overtime,
        TermId::HomeTravel,
        TermId::Cost,
        TermId::Sooner,
        TermId::Reserve,
        TermId::Breaks,
    ];

    /// Its id in JSON and in the configuration.
    pub fn id(self) -> &'static str {
        match self {
            TermId::PromiseKept => "promise_kept",
            TermId::AddedTravel => "added_travel",
            TermId::SameTechnician => "same_technician",
            TermId::Preferred => "preferred",
            TermId::LoadBalance => "load_balance",
            TermId::BestFit => "best_fit",
            TermId::Overtime => "overtime",
            TermId::HomeTravel => "home_travel",
            TermId::Cost => "cost",
            TermId::Sooner => "sooner",
            TermId::Reserve => "reserve",
            TermId::Breaks => "breaks",
        }
    }

    /// What it weighs: above zero for what is good, below for what costs.
    pub fn weight(self, weights: &Weights) -> f64 {
        match self {
            TermId::PromiseKept => weights.promise_kept,
            TermId::AddedTravel => -weights.added_travel,
            TermId::SameTechnician => weights.same_technician,
            TermId::Preferred => weights.preferred,
            TermId::LoadBalance => -weights.load_balance,
            TermId::BestFit => -weights.best_fit,
            TermId::Overtime => -weights.overtime,
            TermId::HomeTravel => -weights.home_travel,
            TermId::Cost => -weights.cost,
            TermId::Sooner => -weights.sooner,
            TermId::Reserve => -weights.reserve,
            TermId::Breaks => -weights.breaks,
        }
    }
}

/// A term with what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreTerm {
    /// Which.
    pub id: TermId,
    /// What it adds to the score: measure times weight, rounded.
    pub value: i64,
    /// What was measured, in the unit that the weight counts.
    pub measure: f64,
    /// The weight, below zero for what costs.
    pub weight: f64,
    /// What was measured, for people.
    pub sentence: String,
}

/// What was measured of each term, in the order of [`TermId::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Measures(pub(super) [f64; TERMS]);

impl Measures {
    /// Sets what was measured of a term.
    pub(super) fn set(&mut self, term: TermId, measure: f64) {
        self.0[term as usize] = measure;
    }

    /// What was measured of a term.
    pub(super) fn get(&self, term: TermId) -> f64 {
        self.0[term as usize]
    }

    /// What a term adds to the score.
    pub(super) fn value(&self, term: TermId, signed: &[f64; TERMS]) -> i64 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "weights are at most 10,000 and measures minutes"
        )]
        let value = (self.0[term as usize] * signed[term as usize]).round() as i64;
        value
    }

    /// The score: what all of them add.
    pub(super) fn score(&self, signed: &[f64; TERMS]) -> i64 {
        TermId::ALL.iter().map(|term| self.value(*term, signed)).sum()
    }
}

/// The weights with their signs, in the order of [`TermId::ALL`].
pub(super) fn signed(weights: &Weights) -> [f64; TERMS] {
    TermId::ALL.map(|term| term.weight(weights))
}
