//! What searches of one problem, side by side, know of each other: the best plan of all, and when to end.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::super::solution::Solution;
use super::super::watch::Watch;
use super::plan::Sketch;

/// The best plan of all, as the searches and as the caller know it.
#[derive(Debug, Default)]
pub(super) struct Top {
    pub(super) sketch: Sketch,
    pub(super) solution: Solution,
}

/// What the searches share.
#[derive(Debug)]
pub(super) struct Team {
    top: Mutex<Top>,
    /// The price of the best, to be looked at in passing.
    price: AtomicI64,
    is_over: AtomicBool,
}

impl Team {
    pub(super) fn new() -> Self {
        Team { top: Mutex::default(), price: AtomicI64::new(i64::MAX), is_over: AtomicBool::new(false) }
    }

    fn price(&self) -> i64 {
        self.price.load(Ordering::Relaxed)
    }

    pub(super) fn goes_on(&self) -> bool {
        !self.is_over.load(Ordering::Relaxed)
    }

    /// The best of all; nobody else can look at it meanwhile.
    pub(super) fn top(&self) -> MutexGuard<'_, Top> {
        self.top.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows a plan to the others, if it is the best of all.
    pub(super) fn show(&self, sketch: &Sketch, solution: Solution) {
        let mut top = self.top();
        if solution.price < self.price() {
            self.price.store(solution.price, Ordering::Relaxed);
            top.sketch.clone_from(sketch);
            top.solution = solution;
        }
    }
}

/// The side of the caller.
pub(super) struct Lead<'a> {
    team: &'a Team,
    watch: &'a mut dyn Watch,
    told: i64,
}

impl<'a> Lead<'a> {
    pub(super) fn of(team: &'a Team, watch: &'a mut dyn Watch) -> Self {
        Lead { team, watch, told: i64::MAX }
    }

    pub(super) fn goes_on(&mut self) -> bool {
        self.tell();
        self.watch.goes_on()
    }

    /// Tells the caller of the best, whoever found it, if it was not told yet.
    pub(super) fn tell(&mut self) {
        if self.team.price() < self.told {
            let top = self.team.top();
            self.told = top.solution.price;
            self.watch.better(&top.solution);
        }
    }
}

/// When it is gone, by whatever cause, all searches end.
pub(super) struct Session<'a>(pub(super) &'a Team);

impl Drop for Session<'_> {
    fn drop(&mut self) {
        self.0.is_over.store(true, Ordering::Relaxed);
    }
}
