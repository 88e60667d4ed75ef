//! Running late: what becomes of the rest of the day, and what can be done about it.
//!
//! [`situation`] lets the lateness run through the day as long as nobody does anything: slack and travel absorb what
//! they can, the rest is held up. [`repairs`] tries everything a dispatcher would (shift, give away, swap, tray, plan
//! anew) by the same run, and weighs each by what it comes to, in the business's order.

mod anchor;
mod arrange;
mod ask;
mod broken;
mod cascade;
mod due;
mod effects;
mod figures;
mod fit;
mod give;
mod obstacle;
mod order;
mod repair;
mod replan;
mod say;
mod search;
mod shift;
mod swap;
mod tray;
mod trial;

#[cfg(test)]
mod tests;

pub use anchor::Anchor;
pub use ask::LateAsk;
pub use broken::Broken;
pub use cascade::{Cascade, Held, HeldUp};
pub use effects::Effects;
pub use obstacle::InTheWay;
pub use order::{Cost, cost_of};
pub use repair::{Repair, RepairKind, repairs};
pub use search::situation;
