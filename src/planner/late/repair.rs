//! What can be done about it, the best first.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Arrangement, Command, Finding, JobId, Moment, Slice, TechnicianId, Term, VisitId, WindowChoice,
};

use super::search::{Search, hard_rules};
use super::trial::Trial;
use super::{Cost, Effects, Held, LateAsk, cost_of};

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairKind {
    /// Everybody waits; whose window or due-by is broken is told a new one.
    Promise,
    /// Everybody waits; what was told stands and is missed.
    Keep,
    /// A visit goes to somebody else.
    Give {
        /// Which visit.
        visit: VisitId,
        /// To whom.
        to: TechnicianId,
    },
    /// Two visits change hands.
    Swap {
        /// What the late one gives.
        visit: VisitId,
        /// What they get for it.
        other: VisitId,
        /// Whose that was.
        with: TechnicianId,
    },
    /// A visit goes to the tray.
    Tray {
        /// Which visit.
        visit: VisitId,
    },
    /// The rest of the day is planned anew.
    Replan,
}

/// Something that can be done about a lateness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What is done.
    pub kind: RepairKind,
    /// The same in words.
    pub sentence: String,
    /// Where every visit goes that does not stay.
    pub arrangements: Vec<Arrangement>,
    /// What is told anew beside the windows, which go with the places: by when the work of a job is done.
    pub dues: BTreeMap<JobId, Moment>,
    /// What becomes of the visits that the lateness or the repair touches: late, elsewhere or nowhere.
    pub held: Vec<Held>,
    /// What it comes to.
    pub effects: Effects,
    /// What the guards find, and a person must give a reason for.
    pub asks: Vec<(VisitId, Finding)>,
}

impl Repair {
    /// What does it, as one operation: the places first, so that the new due-bys are kept when they are told.
    pub fn command(&self, what: String) -> Command {
        let tell = |(job, due): (&JobId, &Moment)| Command::Promise(*job, Term::By(*due));
        let place = Command::Arrange(self.arrangements.clone(), what);
        Command::all(std::iter::once(place).chain(self.dues.iter().map(tell)).collect())
    }

    /// What it is ranked by: the least first; of two that cost the same, the plainer kind.
    pub(super) fn order(&self) -> (Cost, RepairKind) {
        (cost_of(&self.effects, self.asks.len()), self.kind.clone())
    }
}

/// Everything worth doing, the best first ([`cost_of`]); nothing when nothing is held up. No repair breaks a hard rule
/// that the lateness itself does not break. The slice is as [`situation`](super::situation) asks for.
pub fn repairs(slice: &Slice, ask: &LateAsk) -> Vec<Repair> {
    let search = Search::new(slice, ask);
    let mut trial = Trial::new(slice);
    let mut found = search.shifts(&mut trial);
    let Some(shift) = found.first().map(|shift| shift.effects.clone()) else { return Vec::new() };
    if shift.does_harm() {
        let (given, refused) = search.gives(&mut trial, &shift);
        found.extend(given);
        found.extend(search.swaps(&mut trial, &shift, &refused));
        found.extend(search.trays(&mut trial, &shift));
        found.extend(search.replan(&mut trial, &shift));
    }
    found.sort_by_cached_key(Repair::order);
    let mut seen = BTreeSet::new();
    found.retain(|repair| seen.insert(format!("{:?} {:?}", repair.arrangements, repair.dues)));
    found
}

/// A repair before it is weighed.
pub(super) struct Meant {
    pub(super) kind: RepairKind,
    /// What becomes of the windows and due-bys that it breaks.
    pub(super) broken: WindowChoice,
    /// The visits that get a place of their own by it: that place may break no hard rule at all.
    pub(super) placed: Vec<VisitId>,
}

impl Search<'_> {
    /// Lets the lateness run through a trial, which holds what the repair changes by itself, and says what it comes
    /// to. None when it changes nothing, or breaks a hard rule.
    pub(super) fn assess(&self, trial: &mut Trial, meant: Meant) -> Option<Repair> {
        let pushed = self.run(trial);
        let mut effects = self.effects(trial);
        let held = self.held_in(trial, &pushed);
        self.as_planned(trial);
        let arrangements = self.arrangements(trial, meant.broken);
        let changed: Vec<VisitId> = arrangements.iter().map(|arrangement| arrangement.visit).collect();
        self.note_changes(&mut effects, trial, &changed);
        if meant.broken == WindowChoice::Keep {
            // What was told stands: only whom nobody comes to hears of it.
            effects.clients = self.clients_without(trial);
        }
        let is_shift = matches!(meant.kind, RepairKind::Promise | RepairKind::Keep);
        let is_unclean = |id: &VisitId| !hard_rules(trial, *id).is_empty();
        let breaks = !is_shift && self.breaks_more(trial, &changed);
        if arrangements.is_empty() || breaks || meant.placed.iter().any(is_unclean) {
            return None;
        }
        let dues = match meant.broken {
            WindowChoice::Promise => self.new_dues(trial, &held, &changed),
            WindowChoice::Ask | WindowChoice::Keep | WindowChoice::Shift => BTreeMap::new(),
        };
        let asks = self.asks(trial, &arrangements);
        let sentence = self.say(trial, &meant, &held);
        Some(Repair { kind: meant.kind, sentence, arrangements, dues, held, effects, asks })
    }
}
