//! On how many threads a day is searched.

use serde::{Deserialize, Serialize};

/// How many searches of a day go on side by side, each on a thread of its own: 1, as is usual, to 16.
///
/// With one the same seed and steps give the same plan; with more the plan depends on which is faster, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Threads(u32);

impl Threads {
    /// The most that can be asked for.
    pub const MOST: u32 = 16;
}

impl Default for Threads {
    fn default() -> Self {
        Threads(1)
    }
}

impl TryFrom<u32> for Threads {
    type Error = String;

    fn try_from(number: u32) -> Result<Self, String> {
        match number {
            1..=Self::MOST => Ok(Threads(number)),
            _ => Err(format!("give a number of threads from 1 to {}, not {number}", Self::MOST)),
        }
    }
}

impl From<Threads> for u32 {
    fn from(threads: Threads) -> u32 {
        threads.0
    }
}
