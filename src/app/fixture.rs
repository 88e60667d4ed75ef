//! The made-up firm for tests: made once for each seed and moment, then copied.

use std::sync::Mutex;

use domain::{Moment, Tz};
use store::Store;

use crate::{App, Clock};

/// The demo's firm in memory, as [`App::demo`] makes it in London.
pub(crate) fn demo(seed: u64, now: Moment, actor: &str) -> App {
    static MADE: Mutex<Vec<(u64, Moment, Store)>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !made.iter().any(|(of, at, _)| (*of, *at) == (seed, now)) {
        let app = App::demo(None, Tz::Europe__London, seed, Clock::Fixed(now), actor).unwrap();
        made.push((seed, now, app.store));
    }
    let kept = made.iter().find(|(of, at, _)| (*of, *at) == (seed, now)).unwrap();
    App::new(kept.2.copy_to_memory().unwrap(), Clock::Fixed(now), actor)
}
