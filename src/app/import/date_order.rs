//! In which order a column writes its dates, decided by the whole column.

use chrono::NaiveDate;
use domain::DateOrder;
use thiserror::Error;

use super::date::{DATE_ORDERS, Day, order_name, split_date};
use super::value::text;

/// How many rows a message names.
const SHOWN_ROWS: usize = 10;

/// What the cells of a column say about the order of day, month and year.
///
/// Columns of one file are mostly written by one program, so the evidence of several columns can
/// be [merged](Evidence::merge) when one alone leaves the order open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// How many cells have three numbers that some order makes a day of.
    weighed: usize,
    /// For each of [`DATE_ORDERS`], the cells that it makes no day of.
    against: [Against; 3],
    /// For each pair of orders, the first cell that both make a day of, and not the same one.
    open: [Option<OpenCell>; 3],
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Against {
    count: usize,
    first: Vec<(u64, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct OpenCell {
    line: u64,
    cell: String,
    readings: [NaiveDate; 2],
}

/// The pairs of places in [`DATE_ORDERS`], in the order of [`Evidence::open`].
const PAIRS: [(usize, usize); 3] = [(1, 2), (0, 2), (0, 1)];

/// Why the order of a column's dates can't be told.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OrderUnknown {
    /// Every cell can be read in more than one order.
    #[error(
        "line {line}: \"{cell}\" may be {} ({}) or {} ({}), and no other row tells; say which with --date-order {}|{}",
        .readings[0].1.format("%-d %B %Y"), order_name(.readings[0].0),
        .readings[1].1.format("%-d %B %Y"), order_name(.readings[1].0),
        order_name(.readings[0].0), order_name(.readings[1].0)
    )]
    Ambiguous {
        /// The line of the sample, from 1.
        line: u64,
        /// The sample.
        cell: String,
        /// Two orders and the day that each makes of the sample.
        readings: [(DateOrder, NaiveDate); 2],
    },
    /// Some cells exclude each other's order.
    #[error(
        "{against} of {total} dates are no days when read as {}, the order that fits best: {}; \
         mend these rows, or say the order with --date-order dmy|mdy|ymd",
        order_name(*.order), listed(.rows)
    )]
    Contradictory {
        /// The order that fits most cells.
        order: DateOrder,
        /// How many cells it doesn't fit.
        against: usize,
        /// How many cells were weighed.
        total: usize,
        /// The first of the cells that it doesn't fit, with their lines.
        rows: Vec<(u64, String)>,
    },
}

fn listed(rows: &[(u64, String)]) -> String {
    let rows: Vec<String> = rows.iter().map(|(line, cell)| format!("line {line} \"{cell}\"")).collect();
    rows.join(", ")
}

impl Evidence {
    /// Weighs the cells of a column, each with its line; what is blank or no date says nothing.
    pub fn of_column<'cell>(cells: impl IntoIterator<Item = (u64, &'cell str)>) -> Self {
        let mut evidence = Evidence::default();
        for (line, cell) in cells {
            if let Some(cell) = text(cell)
                && let Ok(parts) = split_date(cell)
            {
                evidence.add(line, cell, &parts.day);
            }
        }
        evidence
    }

    fn add(&mut self, line: u64, cell: &str, day: &Day) {
        let Day::Numbers { hyphens, .. } = *day else {
            return;
        };
        let mut readings = DATE_ORDERS.map(|order| day.in_order(order));
        // With slashes or dots nobody writes a two-digit year first, unless nothing else fits.
        if !hyphens && (readings[1].is_some() || readings[2].is_some()) {
            readings[0] = None;
        }
        if readings.iter().all(Option::is_none) {
            return;
        }
        self.weighed += 1;
        for (against, reading) in self.against.iter_mut().zip(readings) {
            if reading.is_none() {
                against.add(line, cell);
            }
        }
        for (open, (one, other)) in self.open.iter_mut().zip(PAIRS) {
            if let (None, Some(first), Some(second)) = (&*open, readings[one], readings[other])
                && first != second
            {
                *open = Some(OpenCell { line, cell: cell.to_owned(), readings: [first, second] });
            }
        }
    }

    /// Adds what another column of the same file says.
    pub fn merge(&mut self, other: &Evidence) {
        self.weighed += other.weighed;
        for (mine, theirs) in self.against.iter_mut().zip(&other.against) {
            mine.count += theirs.count;
            mine.first.extend(theirs.first.iter().cloned());
            mine.first.truncate(SHOWN_ROWS);
        }
        for (mine, theirs) in self.open.iter_mut().zip(&other.open) {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        }
    }

    /// Decides the order. An order that the person gave always holds: a cell that it doesn't fit is
    /// then wrong by itself.
    pub fn settle(&self, given: Option<DateOrder>) -> Result<DateOrder, OrderUnknown> {
        if let Some(order) = given {
            return Ok(order);
        }
        let fits: Vec<usize> = (0..3).filter(|&place| self.against[place].count == 0).collect();
        if self.weighed > 0 && fits.is_empty() {
            return Err(self.contradiction());
        }
        for (open, (one, other)) in self.open.iter().zip(PAIRS) {
            if let Some(open) = open
                && fits.contains(&one)
                && fits.contains(&other)
            {
                let readings = [(DATE_ORDERS[one], open.readings[0]), (DATE_ORDERS[other], open.readings[1])];
                return Err(OrderUnknown::Ambiguous { line: open.line, cell: open.cell.clone(), readings });
            }
        }
        // Whatever is left reads every cell alike.
        Ok(fits.first().map_or(DateOrder::Ymd, |&place| DATE_ORDERS[place]))
    }

    /// Decides the orders of a file's date columns. A column that leaves its own order open takes
    /// the one that all columns together show: one program wrote them.
    pub fn settle_all(
        columns: &[Evidence],
        given: Option<DateOrder>,
    ) -> Vec<Result<DateOrder, OrderUnknown>> {
        let mut together = Evidence::default();
        for column in columns {
            together.merge(column);
        }
        let shared = together.settle(given);
        let settle = |column: &Evidence| match (column.settle(given), &shared) {
            (Err(OrderUnknown::Ambiguous { .. }), Ok(order)) => Ok(*order),
            (own, _) => own,
        };
        columns.iter().map(settle).collect()
    }

    fn contradiction(&self) -> OrderUnknown {
        let (place, against) = self
            .against
            .iter()
            .enumerate()
            .min_by_key(|(_, against)| against.count)
            .expect("there are three orders");
        OrderUnknown::Contradictory {
            order: DATE_ORDERS[place],
            against: against.count,
            total: self.weighed,
            rows: against.first.clone(),
        }
    }
}

impl Against {
    fn add(&mut self, line: u64, cell: &str) {
        self.count += 1;
        if self.first.len() < SHOWN_ROWS {
            self.first.push((line, cell.to_owned()));
        }
    }
}
