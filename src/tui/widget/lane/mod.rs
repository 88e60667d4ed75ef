//! The calendar's day: a lane for each technician, time across.
//!
//! ```text
//!         |08     |09     |10     |11v    |12
//!  Dana   [v#204 Boil   ]~~[>#211 Leak     ]=L+50=
//!  6.5/8                             :
//! >Ravi   ////////<#206 EICR     >   :    {!#221 Consum  }
//!  8.5/8!                            :          !#222 Alarm  !
//! ```
//!
//! `[ ]` planned, `< >` late, `( )` no technician, `! !` clash, `{ }` selected, with `*` in place of the
//! blank; inside first the state: `v` done, `>` on site, `?` unconfirmed. `=` overrun, `~` travel,
//! `/` not working, `:` now. A visit cut by the edge has no bracket there.

mod block;
mod paint;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::theme::Theme;

pub use block::{Block, State, Tail};

/// The columns at the left: focus, name, load.
pub const GUTTER: u16 = 8;

/// How wide an hour is drawn; a quarter hour is a whole number of cells in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// 4 cells an hour: a quarter is one.
    Far,
    /// 8 cells an hour.
    #[default]
    Middle,
    /// 12 cells an hour.
    Near,
}

impl Zoom {
    /// Gives the cells of an hour.
    pub const fn cells_an_hour(self) -> i32 {
        match self {
            Zoom::Far => 4,
            Zoom::Middle => 8,
            Zoom::Near => 12,
        }
    }

    /// Gives the next wider hour, or the same.
    #[must_use]
    pub const fn nearer(self) -> Self {
        match self {
            Zoom::Far => Zoom::Middle,
            Zoom::Middle | Zoom::Near => Zoom::Near,
        }
    }

    /// Gives the next narrower hour, or the same.
    #[must_use]
    pub const fn farther(self) -> Self {
        match self {
            Zoom::Near => Zoom::Middle,
            Zoom::Middle | Zoom::Far => Zoom::Far,
        }
    }
}

/// The day to draw. All times are minutes since the day's first midnight, local.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day<'a> {
    /// Every lane, in order.
    pub lanes: &'a [Lane],
    /// The lane drawn first.
    pub first_lane: usize,
    /// The lane with the focus.
    pub focus: Option<usize>,
    /// The hour at the left edge.
    pub first_hour: i32,
    /// How wide an hour is.
    pub zoom: Zoom,
    /// The present moment, if it is of this day.
    pub now: Option<i32>,
}

/// One technician's day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lane {
    /// Who.
    pub name: String,
    /// The load, such as `6.5/8`.
    pub load: String,
    /// Whether the load is more than the day holds.
    pub overloaded: bool,
    /// The visits, by start.
    pub blocks: Vec<Block>,
    /// Travel, from and to.
    pub travel: Vec<(i32, i32)>,
    /// Time not worked, from and to.
    pub off: Vec<(i32, i32)>,
    /// Words under the visits, each from a minute on: `L+20 TIGHT-10m`.
    pub notes: Vec<(i32, String)>,
}

/// Gives how many lanes fit under the ruler.
pub fn lanes_that_fit(height: u16) -> usize {
    usize::from(height.saturating_sub(1) / 2)
}

/// Gives how many whole hours fit beside the gutter; at least one.
pub fn hours_that_fit(width: u16, zoom: Zoom) -> i32 {
    (i32::from(width.saturating_sub(GUTTER)) / zoom.cells_an_hour()).max(1)
}

/// Counts the visits that lie wholly before and wholly after what is seen.
pub fn out_of_sight(day: &Day<'_>, width: u16) -> (usize, usize) {
    let from = day.first_hour * 60;
    let to = from + i32::from(width.saturating_sub(GUTTER)) * 60 / day.zoom.cells_an_hour();
    let blocks = || day.lanes.iter().flat_map(|lane| &lane.blocks);
    (blocks().filter(|block| block.end <= from).count(), blocks().filter(|block| block.start >= to).count())
}

/// Draws the day.
pub fn draw(buffer: &mut Buffer, area: Rect, day: &Day<'_>, theme: &Theme) {
    paint::day(buffer, area.intersection(buffer.area), day, theme);
}
