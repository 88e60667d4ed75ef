//! Stops put back where the choice is scarcest first: the one that loses most if it does not get its best place
//! (regret insertion; Potvin and Rousseau, 1993).

use super::ground::{Ground, Item, NO, NONE};
use super::plan::{Plan, Trial};
use super::putting::Putting;

/// How much of what the best places cost now is sure to be paid: beside stops put in meanwhile, others get cheaper.
const SURE: f64 = 0.8;

/// Where a stop could go.
#[derive(Debug)]
struct Choice {
    item: Item,
    /// For each vehicle the best place on its way; without a position it costs at least so much.
    puttings: Vec<Putting>,
    best: (Putting, usize),
    /// What the best place on another way costs, or leaving it out.
    second: i64,
}

/// Of a way that has changed nothing is known.
const UNKNOWN: Putting = Putting { price: i64::MIN, ..Putting::NOWHERE };

/// Puts single stops back, or leaves them out; answers whether that costs no more than `most`, and ends as soon as it
/// plainly costs more.
pub(super) fn put(ground: &Ground, plan: &mut Plan, items: &[Item], most: i64, trial: &mut Trial) -> bool {
    let mut left = most;
    let mut choices = Vec::with_capacity(items.len());
    for item in items {
        choices.push(Choice::of(ground, plan, *item, trial));
        if is_too_dear(&choices, left) {
            return false;
        }
    }
    while let Some(index) = scarcest(&choices) {
        let Choice { item, best: (putting, van), .. } = choices.swap_remove(index);
        let before = plan.routes[van].price;
        if putting.position == NONE || !plan.place(ground, item, putting, van) {
            left -= ground.need(item).out;
            continue;
        }
        left -= plan.routes[van].price - before;
        for choice in &mut choices {
            choice.forget(ground, plan, van, trial);
        }
        if is_too_dear(&choices, left) {
            return false;
        }
    }
    left >= 0
}

/// The stop that loses most if it does not get its best place; those without a place come last.
fn scarcest(choices: &[Choice]) -> Option<usize> {
    let loss = |choice: &Choice| (choice.best.0.position != NONE, choice.second - choice.best.0.price);
    (0..choices.len()).max_by_key(|index| loss(&choices[*index]))
}

fn is_too_dear(choices: &[Choice], left: i64) -> bool {
    let best: i64 = choices.iter().map(|choice| choice.best.0.price).sum();
    (best as f64 * SURE) as i64 > left
}

impl Choice {
    fn of(ground: &Ground, plan: &mut Plan, item: Item, trial: &mut Trial) -> Self {
        let going = |van| if ground.going(van, item) == NO { Putting::NOWHERE } else { UNKNOWN };
        let puttings = (0..plan.routes.len()).map(going).collect();
        let mut choice = Choice { item, puttings, best: (Putting::NOWHERE, 0), second: NO };
        choice.leave_out(ground);
        for van in plan.likely(ground, item) {
            if choice.puttings.get(van) == Some(&UNKNOWN) {
                choice.ask(ground, plan, van, trial);
            }
        }
        choice.look(ground, plan, trial);
        choice
    }

    fn leave_out(&mut self, ground: &Ground) {
        let out = ground.need(self.item).out;
        self.best = (Putting { price: out, ..Putting::NOWHERE }, 0);
        self.second = out;
    }

    /// Looks anew once a way has changed.
    fn forget(&mut self, ground: &Ground, plan: &mut Plan, van: usize, trial: &mut Trial) {
        if self.puttings[van] != Putting::NOWHERE {
            self.puttings[van] = UNKNOWN;
            self.look(ground, plan, trial);
        }
    }

    /// Finds the two best ways; asks only where one could be among them.
    fn look(&mut self, ground: &Ground, plan: &mut Plan, trial: &mut Trial) {
        self.leave_out(ground);
        for van in 0..self.puttings.len() {
            let putting = self.puttings[van];
            if putting.position != NONE {
                self.note(putting, van);
            }
        }
        for van in 0..self.puttings.len() {
            let putting = self.puttings[van];
            if putting.position == NONE && putting.price < self.second {
                self.ask(ground, plan, van, trial);
            }
        }
    }

    fn ask(&mut self, ground: &Ground, plan: &mut Plan, van: usize, trial: &mut Trial) {
        let putting = plan.memory.best(ground, &plan.routes[van], self.item, &plan.moments, self.second);
        self.puttings[van] = if putting.position == NONE {
            Putting { price: self.second, ..putting }
        } else if trial.blinks() {
            Putting::NOWHERE
        } else {
            self.note(putting, van);
            putting
        };
    }

    fn note(&mut self, putting: Putting, van: usize) {
        if putting.price < self.best.0.price {
            self.second = self.best.0.price;
            self.best = (putting, van);
        } else {
            self.second = self.second.min(putting.price);
        }
    }
}
