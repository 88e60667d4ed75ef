//! The desk as it was.

use domain::{Moment, Refusal};

use crate::{App, AppError, Clock, Result};

impl App {
    /// The desk as it stood at a moment, to look at: every view answers as it would have then, its clock
    /// standing still at that moment. What would change something is refused.
    ///
    /// A moment before the first operation is refused; so is one to come.
    pub fn as_of(&self, at: Moment) -> Result<App> {
        let refused = |what: &str, mend: &str| AppError::from(Refusal::invalid("as_of", what, mend));
        if at > self.now() {
            return Err(refused("that time has not come yet", "give a time that has passed"));
        }
        match self.store.as_of(at)? {
            Some(store) => {
                let past = App::new(store, Clock::Fixed(at), self.actor.clone());
                Ok(past.with_definitions(self.definitions.clone()).with_weights(self.weights.clone()))
            }
            None => Err(refused("there was no desk at that time", "see when it began: truckroll log")),
        }
    }
}
