//! Where ways begin, stop and end, and what lies between.

use domain::{Position, Slice, Span};

use crate::solve::Matrix;

/// Price of a minute's travel; all prices of a day's problem are in this unit.
pub const TRAVEL_PRICE: i32 = 100;

/// No way takes longer, in minutes: a week is as good as never.
const LONGEST: i32 = 7 * 24 * 60;

/// A place of the problem.
#[derive(Debug, Clone, Copy)]
struct Place {
    position: Option<Position>,
    /// A home whose ways lie outside the working time.
    is_commute: bool,
}

/// The places of a day. Every home and every stop has one of its own, even at the same address.
#[derive(Debug, Default)]
pub(super) struct Places {
    all: Vec<Place>,
    /// Ways that are made in the time there is: between work that nobody may move.
    given: Vec<(usize, usize, i32)>,
}

impl Places {
    pub(super) fn add(&mut self, position: Option<Position>) -> usize {
        self.all.push(Place { position, is_commute: false });
        self.all.len() - 1
    }

    pub(super) fn add_home(&mut self, position: Option<Position>, is_commute: bool) -> usize {
        self.all.push(Place { position, is_commute });
        self.all.len() - 1
    }

    /// Says that a way is made in at most so many minutes, since both its ends stand.
    pub(super) fn give(&mut self, from: usize, to: usize, minutes: i32) {
        self.given.push((from, to, minutes));
    }

    /// Travel times in minutes, such that a plan made with them holds whenever in a span one sets off, and the prices of
    /// the travel itself.
    pub(super) fn matrices(&self, slice: &Slice, span: Span) -> (Matrix, Matrix) {
        let size = self.all.len();
        // Without a single known place there is no way to estimate: everything is next door.
        let travel = self.centre().map_or_else(Vec::new, |centre| {
            let positions: Vec<Position> =
                self.all.iter().map(|place| place.position.unwrap_or(centre)).collect();
            slice.travel_matrix(&positions, span)
        });
        let minutes = |from: usize, to: usize| {
            let minutes = travel.get(from * size + to).copied().unwrap_or_default();
            i32::try_from(minutes).unwrap_or(LONGEST).min(LONGEST)
        };
        let travel = Matrix::of(size, minutes);
        let is_commute = |from: usize, to: usize| self.all[from].is_commute || self.all[to].is_commute;
        let given = |from: usize, to: usize| {
            self.given.iter().find(|way| (way.0, way.1) == (from, to)).map_or(i32::MAX, |way| way.2)
        };
        let time = Matrix::of(size, |from, to| {
            if is_commute(from, to) { 0 } else { travel.get(from, to).min(given(from, to)) }
        });
        let price = Matrix::of(size, |from, to| travel.get(from, to) * TRAVEL_PRICE);
        (time, price)
    }

    /// The middle of the places that are known; one that is not known is taken to be there.
    fn centre(&self) -> Option<Position> {
        let known: Vec<Position> = self.all.iter().filter_map(|place| place.position).collect();
        #[expect(clippy::cast_precision_loss, reason = "a day has few places")]
        let count = known.len() as f64;
        let mean = |of: fn(&Position) -> f64| known.iter().map(of).sum::<f64>() / count;
        Position::new(mean(|p| p.latitude), mean(|p| p.longitude))
    }
}
