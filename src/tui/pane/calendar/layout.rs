//! Where the parts of the pane are.

use ratatui::layout::Rect;

use crate::widget::lane::lanes_that_fit;
use crate::widget::{after, first};

/// The pane as it is shared out. A title has one row; parts may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Places {
    /// The counts of the day.
    pub(super) header: Rect,
    /// Ruler and lanes.
    pub(super) lanes: Rect,
    /// The title over the visits of one who works alone.
    pub(super) agenda_title: Rect,
    /// The visits of one who works alone; empty for others.
    pub(super) agenda: Rect,
    /// The title over the list.
    pub(super) list_title: Rect,
    /// The tray; where there is room for one lane only, the visits of that lane or the tray.
    pub(super) list: Rect,
    /// The title over the details.
    pub(super) detail_title: Rect,
    /// The details of what is selected.
    pub(super) detail: Rect,
    /// Whether there is room for one lane only.
    pub(super) is_narrow: bool,
}

/// The rows a list of the tray takes at least, the title not counted, if it has so many.
const LIST_ROWS: u16 = 3;
/// The rows of details, the title not counted.
const DETAIL_ROWS: u16 = 4;
/// From this size on the details stand beside the tray.
const WIDE: (u16, u16) = (110, 30);
/// Rows of a tray with details beside it.
const BESIDE_ROWS: u16 = 10;

/// Shares out the pane for so many lanes and lines of the tray, and for one who works alone.
pub(super) fn places(area: Rect, lanes: usize, tray: usize, is_solo: bool) -> Places {
    // The screen's 80×24 without its tabs, its hint line and the line of a filter.
    if area.width < 80 || area.height < 21 {
        return narrow(area);
    }
    if is_solo {
        return solo(area, lanes, tray);
    }
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX / 4);
    let is_wide = area.width >= WIDE.0 && area.height >= WIDE.1;
    let list_least = rows(tray).clamp(1, LIST_ROWS);
    let least = if is_wide { 1 + BESIDE_ROWS } else { 2 + list_least + DETAIL_ROWS };
    let room = area.height.saturating_sub(1 + least);
    let lanes_height = (1 + 2 * rows(lanes).min(rows(lanes_that_fit(room)))).min(room);
    let (header, below) = split(area, 1);
    let (lanes, below) = split(below, lanes_height);
    if is_wide {
        let left = first(below, below.width * 6 / 10);
        let right = after(below, left.width + 1);
        let ((list_title, list), (detail_title, detail)) = (split(left, 1), split(right, 1));
        return Places { header, lanes, list_title, list, detail_title, detail, ..Places::default() };
    }
    let spare = below.height.saturating_sub(2 + list_least + DETAIL_ROWS);
    let (list_title, below) = split(below, 1);
    let (list, below) = split(below, list_least + spare.min(rows(tray).saturating_sub(list_least)));
    let (detail_title, detail) = split(below, 1);
    Places { header, lanes, list_title, list, detail_title, detail, ..Places::default() }
}

/// The lane across the top, the visits down under it, the details and the tray below or beside.
fn solo(area: Rect, lanes: usize, tray: usize) -> Places {
    let (header, below) = split(area, 1);
    let (lanes, below) = split(below, 1 + 2 * u16::try_from(lanes.clamp(1, 2)).unwrap_or(1));
    let tray = u16::try_from(tray).unwrap_or(u16::MAX / 4);
    if area.width >= WIDE.0 {
        let left = first(below, below.width * 6 / 10);
        let right = after(below, left.width + 1);
        let (agenda_title, agenda) = split(left, 1);
        let (detail_title, right) = split(right, 1);
        let (detail, right) = split(right, right.height.saturating_sub(1 + tray.clamp(1, right.height / 2)));
        let (list_title, list) = split(right, 1);
        return Places {
            header,
            lanes,
            agenda_title,
            agenda,
            list_title,
            list,
            detail_title,
            detail,
            is_narrow: false,
        };
    }
    let list_rows = tray.clamp(1, LIST_ROWS);
    let (agenda_title, below) = split(below, 1);
    let (agenda, below) = split(below, below.height.saturating_sub(2 + list_rows + DETAIL_ROWS));
    let (list_title, below) = split(below, 1);
    let (list, below) = split(below, list_rows);
    let (detail_title, detail) = split(below, 1);
    Places { header, lanes, agenda_title, agenda, list_title, list, detail_title, detail, is_narrow: false }
}

fn narrow(area: Rect) -> Places {
    let (header, below) = split(area, 1);
    let (lanes, below) = split(below, 3);
    let detail_rows = (below.height.saturating_sub(2) / 2).min(6);
    let (list_title, below) = split(below, 1);
    let (list, below) = split(below, below.height.saturating_sub(1 + detail_rows));
    let (detail_title, detail) = split(below, 1);
    Places { header, lanes, list_title, list, detail_title, detail, is_narrow: true, ..Places::default() }
}

/// Takes rows off the top.
fn split(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let top = Rect { height: rows, ..area };
    (top, Rect { y: area.y + rows, height: area.height - rows, ..area })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_never_overlap_and_stay_inside() {
        for (width, height) in [(80, 22), (120, 38), (40, 10), (200, 60), (60, 40), (100, 20), (3, 2)] {
            for (lanes, tray, solo) in
                [(0, 0, false), (3, 2, false), (50, 200, false), (1, 0, true), (2, 90, true)]
            {
                let area = Rect::new(0, 1, width, height);
                let p = places(area, lanes, tray, solo);
                let rest = [p.list_title, p.list, p.detail_title, p.detail];
                let parts = [&[p.header, p.lanes, p.agenda_title, p.agenda], &rest[..]].concat();
                for (at, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersection(area).area(), part.area(), "{part:?} of {area:?}");
                    for other in &parts[at + 1..] {
                        assert!(part.intersection(*other).is_empty(), "{part:?} over {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_screen_of_80_by_24_shows_lanes_tray_and_details() {
        let p = places(Rect::new(0, 1, 80, 22), 50, 200, false);
        assert!(!p.is_narrow);
        assert_eq!((lanes_that_fit(p.lanes.height), p.list.height), (5, 4));
        assert!(p.detail.height >= DETAIL_ROWS);
    }

    #[test]
    fn who_works_alone_sees_the_day_down() {
        let p = places(Rect::new(0, 1, 80, 22), 1, 200, true);
        assert_eq!((p.lanes.height, p.agenda.height, p.list.height, p.detail.height), (3, 8, 3, 4));
        let p = places(Rect::new(0, 1, 120, 38), 1, 2, true);
        assert!(p.agenda.height > 25 && p.detail.height > 20 && p.list.height == 2, "{p:?}");
    }

    #[test]
    fn few_lanes_leave_their_room_to_the_tray() {
        let p = places(Rect::new(0, 1, 80, 22), 2, 200, false);
        assert_eq!((p.lanes.height, p.list.height, p.detail.height), (5, 10, 4));
    }

    #[test]
    fn a_small_screen_shows_one_lane_and_a_list() {
        let p = places(Rect::new(0, 1, 40, 10), 50, 200, false);
        assert!(p.is_narrow);
        assert_eq!(lanes_that_fit(p.lanes.height), 1);
        assert!(p.list.height >= 2 && p.detail.height >= 2);
    }
}
