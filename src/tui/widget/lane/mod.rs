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
//! blank, and a `*` for a mark; inside first the state: `v` done, `>` on site, `?` unconfirmed. `=` overrun, `~` travel,
//! `/` not working or an event, its name within where nothing lies over it and there is room, `:` now. A visit cut by
//! the edge has no bracket there. A visit that overlaps another is in the second row; where more lie there, `+1` says
//! how many are under the one that is seen.

mod block;
mod paint;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{clip, width_of};
use crate::theme::Theme;

pub use block::{Block, State, Tail};

/// The columns at the left: focus, name, load. A wide screen has room for longer names.
pub const fn gutter(width: u16) -> u16 {
    if width < 110 { 8 } else { 12 }
}

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
    /// Time that is taken by no job, with its name: `/van service//`.
    pub events: Vec<Away>,
    /// Words under the visits, each from a minute on: `L+20 TIGHT-10m`.
    pub notes: Vec<(i32, String)>,
}

/// A stretch that is not for jobs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Away {
    /// When it begins, minutes since midnight.
    pub start: i32,
    /// When it is over.
    pub end: i32,
    /// What it is, as room allows.
    pub label: String,
}

/// Gives how many lanes fit under the ruler.
pub fn lanes_that_fit(height: u16) -> usize {
    usize::from(height.saturating_sub(1) / 2)
}

/// Gives how many whole hours fit beside the gutter; at least one.
pub fn hours_that_fit(width: u16, zoom: Zoom) -> i32 {
    (i32::from(width.saturating_sub(gutter(width))) / zoom.cells_an_hour()).max(1)
}

/// Counts the visits that lie wholly before and wholly after what is seen, given by start and end.
pub fn out_of_sight(
    spans: impl Iterator<Item = (i32, i32)>,
    first_hour: i32,
    zoom: Zoom,
    width: u16,
) -> (usize, usize) {
    let from = first_hour * 60;
    let to = from + i32::from(width.saturating_sub(gutter(width))) * 60 / zoom.cells_an_hour();
    spans.fold((0, 0), |(before, after), (start, end)| {
        (before + usize::from(end <= from), after + usize::from(start >= to))
    })
}

/// Gives each visit its row, by start and end in order of start: the first where it does not overlap one before
/// it, else the next that is free.
pub fn rows_of(spans: impl Iterator<Item = (i32, i32)>) -> Vec<usize> {
    let mut taken_until: Vec<i32> = Vec::new();
    spans
        .map(|(start, end)| {
            let free = taken_until.iter().position(|until| *until <= start);
            let row = free.unwrap_or(taken_until.len());
            if row == taken_until.len() {
                taken_until.push(end);
            }
            taken_until[row] = taken_until[row].max(end);
            row
        })
        .collect()
}

/// Gives a name in so many cells; a short end that tells two apart (`Jordan P`, `Technician 12`) is not cut off.
pub fn fit_name(name: &str, width: usize, ellipsis: &str) -> String {
    let short_end = name.rsplit_once(' ').filter(|(_, last)| last.chars().count() <= 3 && width > 4);
    match short_end {
        Some((first, last)) if width_of(name) > width => {
            let room = width.saturating_sub(1 + width_of(last));
            format!("{} {last}", clip(first, room, ""))
        }
        Some(_) | None => clip(name, width, ellipsis).into_owned(),
    }
}

/// Draws the day.
pub fn draw(buffer: &mut Buffer, area: Rect, day: &Day<'_>, theme: &Theme) {
    paint::day(buffer, area.intersection(buffer.area), day, theme);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_that_overlap_get_rows_of_their_own() {
        let rows = |spans: &[(i32, i32)]| rows_of(spans.iter().copied());
        assert_eq!(rows(&[(0, 60), (60, 90), (30, 45)]), [0, 0, 1]);
        assert_eq!(rows(&[(0, 60), (10, 40), (20, 50), (45, 55), (60, 70)]), [0, 1, 2, 1, 0]);
        assert_eq!(rows(&[(0, 60), (0, 60), (0, 60), (0, 60)]), [0, 1, 2, 3]);
    }

    #[test]
    fn the_initial_of_a_name_stays() {
        assert_eq!(fit_name("Jordan P", 7, "~"), "Jorda P");
        assert_eq!(fit_name("Dana F", 7, "~"), "Dana F");
        assert_eq!(fit_name("Technician 12", 7, "~"), "Tech 12");
        assert_eq!(fit_name("Technician 12", 4, "~"), "Tec~");
        assert_eq!(fit_name("Władysława", 7, "~"), "Władys~");
        assert_eq!(fit_name("", 7, "~"), "");
    }

    #[test]
    fn a_quarter_hour_is_a_whole_number_of_cells_at_every_zoom() {
        for zoom in [Zoom::Far, Zoom::Middle, Zoom::Near] {
            assert_eq!(zoom.cells_an_hour() % 4, 0);
        }
    }
}
