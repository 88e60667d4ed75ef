//! Ways that a road server is asked for, on the worker's thread, before something is ranked or planned with them.

use app::{App, OptimiseAsk, RoadStanding};

use crate::ask::{Ask, Reply};
use crate::event::{Event, Post};

/// Has the ways known that the answer to an ask is made of; without a server it does nothing.
pub(crate) fn warm_for(app: &mut App, ask: &Ask, post: &Post<Reply>) {
    if let Ask::Candidates(visit) = ask {
        tell(app.warm_roads_of_visit(*visit), post);
    }
    if let (Ask::Late(..), Ok(today)) = (ask, app.today_date()) {
        tell(app.warm_roads_for(today, today, &[]), post);
    }
}

/// As [`warm_for`], of the search for a plan.
pub(crate) fn warm_for_plan(app: &mut App, ask: &OptimiseAsk, post: &Post<Reply>) {
    tell(app.warm_roads_of_plan(ask), post);
}

/// Warns of a server that has failed. What fails in the store is said by the ask itself, which reads the same.
fn tell(standing: app::Result<RoadStanding>, post: &Post<Reply>) {
    if let Some(note) = standing.ok().and_then(|standing| standing.note()) {
        post.event(Event::Warning(note));
    }
}
