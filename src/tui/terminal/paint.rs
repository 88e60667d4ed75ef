//! From two frames to the bytes that make one of the other, as few as may be: over a slow line they are what a
//! key press waits for.

use std::io::Write;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};

use super::pen::Pen;

/// From so many blanks on, erasing them is shorter than writing them.
const WORTH_ERASING: u16 = 6;
/// The same where the row has nothing more.
const WORTH_ERASING_REST: u16 = 3;

/// Writes what changes between two frames of one size; the pen is plain before and after.
pub fn write_changes(before: &Buffer, after: &Buffer, out: &mut Vec<u8>) {
    let changed = before.diff(after);
    let mut brush = Brush { before, frame: after, out, at: None, pen: Pen::PLAIN };
    for row in changed.chunk_by(|(_, y, _), (_, next, _)| y == next) {
        brush.change_row(row);
    }
    brush.take(Pen::PLAIN);
}

/// The column from which a row is empty to its end.
fn bare_tail(frame: &Buffer, y: u16) -> u16 {
    let mut end = frame.area.width;
    while end > 0 && is_bare(&frame[(end - 1, y)]) {
        end -= 1;
    }
    end
}

/// How many of the first cells lie one beside the other and are empty.
fn blank_run(changed: &[(u16, u16, &Cell)]) -> u16 {
    let Some(&(first, row, _)) = changed.first() else { return 0 };
    let is_next =
        |(place, (x, y, cell)): &(u16, &(u16, u16, &Cell))| *x == first + place && *y == row && is_bare(cell);
    (0..).zip(changed).take_while(is_next).count().try_into().unwrap_or(u16::MAX)
}

/// Whether a cell is as erasing leaves it.
fn is_bare(cell: &Cell) -> bool {
    cell.symbol() == " "
        && Pen::of(cell).is_same_on_blank(Pen::PLAIN)
        && cell.diff_option == CellDiffOption::None
}

/// Where a terminal stands while a frame is written.
struct Brush<'f> {
    before: &'f Buffer,
    frame: &'f Buffer,
    out: &'f mut Vec<u8>,
    /// The cell that is written next, as far as that is sure.
    at: Option<(u16, u16)>,
    pen: Pen,
}

impl Brush<'_> {
    /// Writes the changes of one row, of which there is at least one.
    fn change_row(&mut self, changed: &[(u16, u16, &Cell)]) {
        let tail = bare_tail(self.frame, changed[0].1);
        let mut next = 0;
        while let Some(&(x, y, cell)) = changed.get(next) {
            if x >= tail && self.frame.area.width - x >= WORTH_ERASING_REST {
                return self.erase_rest(x, y);
            }
            let blanks = blank_run(&changed[next..]);
            if blanks >= WORTH_ERASING {
                self.erase(x, y, blanks);
                next += usize::from(blanks);
            } else {
                self.put(x, y, cell);
                next += 1;
                // Terminals differ in what is left of a wide character when its first half is written over: by
                // something narrow, or by the second half of something wide.
                let end = x + cell.cell_width().max(1) - 1;
                if end + 1 < self.frame.area.width
                    && self.before[(end, y)].cell_width() > 1
                    && changed.get(next).is_none_or(|(then, ..)| *then > end + 1)
                {
                    self.put(end + 1, y, &self.frame[(end + 1, y)]);
                }
            }
        }
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        self.go_to(x, y);
        let pen = Pen::of(cell);
        if cell.symbol() != " " || !pen.is_same_on_blank(self.pen) {
            self.take(pen);
        }
        self.out.extend(cell.symbol().as_bytes());
        // Terminals differ in how far other text takes them, and at the end of the row.
        let is_sure = is_one_cell(cell) && x + 1 < self.frame.area.width;
        self.at = is_sure.then_some((x + 1, y));
    }

    /// Empties cells; the terminal stays before them.
    fn erase(&mut self, x: u16, y: u16, cells: u16) {
        self.go_to(x, y);
        self.take_bare();
        self.say(format_args!("\x1b[{cells}X"));
    }

    /// Empties the row from a column on.
    fn erase_rest(&mut self, x: u16, y: u16) {
        self.go_to(x, y);
        self.take_bare();
        self.out.extend(b"\x1b[K");
    }

    fn go_to(&mut self, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, row)) if row == y && from < x => {
                let gap = x - from;
                if gap <= 4 && self.can_write_over(from, x, y) {
                    (from..x).for_each(|x| self.out.extend(self.frame[(x, y)].symbol().as_bytes()));
                } else if gap == 1 {
                    self.out.extend(b"\x1b[C");
                } else {
                    self.say(format_args!("\x1b[{gap}C"));
                }
            }
            Some(_) | None if x == 0 => self.say(format_args!("\x1b[{}H", y + 1)),
            Some(_) | None => self.say(format_args!("\x1b[{};{}H", y + 1, x + 1)),
        }
        self.at = Some((x, y));
    }

    /// Whether the cells between two columns can be written again with this pen instead of stepping over them.
    fn can_write_over(&self, from: u16, to: u16, y: u16) -> bool {
        (from..to).map(|x| &self.frame[(x, y)]).all(|cell| {
            let pen = Pen::of(cell);
            let is_letter = cell.symbol().len() == 1 && cell.diff_option == CellDiffOption::None;
            is_letter && (pen == self.pen || cell.symbol() == " " && pen.is_same_on_blank(self.pen))
        })
    }

    /// Takes a pen with which erasing leaves plain cells.
    fn take_bare(&mut self) {
        if !self.pen.is_same_on_blank(Pen::PLAIN) {
            self.take(Pen::PLAIN);
        }
    }

    fn take(&mut self, pen: Pen) {
        self.pen.change_to(pen, self.out);
        self.pen = pen;
    }

    fn say(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing to memory cannot fail.
        let _never = self.out.write_fmt(words);
    }
}

/// Whether every terminal goes on by one cell after this one: letters of Latin script, and the lines and dashes
/// that frames are drawn with.
fn is_one_cell(cell: &Cell) -> bool {
    let mut characters = cell.symbol().chars();
    let first = characters.next();
    let is_usual = |c: char| matches!(c, ' '..='~' | '\u{ae}'..='\u{17f}' | '\u{2500}'..='\u{257f}');
    first.is_some_and(is_usual) && characters.next().is_none()
}

#[cfg(test)]
mod tests;
