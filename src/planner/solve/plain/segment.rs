//! Stretches of a route, joined in constant time (Vidal, Crainic, Gendreau and Prins, 2013).
//!
//! A stretch keeps four numbers: how long it takes at least, how much time one would have to go back to be in
//! time everywhere (its warp; none if it can be done), and between which moments it is best begun.

/// A stretch of a route.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Segment {
    /// From beginning its first work to the end of its last, waiting included, if begun at the best time.
    pub(super) duration: i32,
    /// By how much it is late in all, if one goes back in time at each late arrival.
    pub(super) warp: i32,
    /// The first moment to begin it without more waiting than needed.
    pub(super) early: i32,
    /// The last moment to begin it without more warp than needed.
    pub(super) late: i32,
}

impl Segment {
    /// This stretch, then travel, then another one.
    pub(super) fn then(self, travel: i32, next: Segment) -> Segment {
        let ahead = self.duration - self.warp + travel;
        let wait = (next.early - ahead - self.late).max(0);
        let warp = (self.early + ahead - next.late).max(0);
        Segment {
            duration: self.duration + next.duration + travel + wait,
            warp: self.warp + next.warp + warp,
            early: (next.early - ahead).max(self.early) - wait,
            late: (next.late - ahead).min(self.late) + warp,
        }
    }
}
