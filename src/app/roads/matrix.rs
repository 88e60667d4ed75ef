//! A matrix file: how long ways take, one a line.
//!
//! A table with the columns `from_lat`, `from_lng`, `to_lat`, `to_lng` and `minutes`. A way back that is not there
//! takes as long as the way there.

use std::fs::File;
use std::path::{Path, PathBuf};

use domain::{KnownRoads, Point, Position, RoadSource};
use thiserror::Error;

use crate::import::{
    Hints, MAX_ROWS, Row, RowError, Table, read_capped, read_number, read_position, read_table,
};

/// A matrix file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the matrix file {}{}: {reason}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct MatrixError {
    path: PathBuf,
    line: Option<u64>,
    reason: String,
}

/// The columns, each by the names it may have.
const COLUMNS: [&[&str]; 5] = [
    &["from_lat", "from_latitude"],
    &["from_lng", "from_lon", "from_longitude"],
    &["to_lat", "to_latitude"],
    &["to_lng", "to_lon", "to_longitude"],
    &["minutes"],
];
/// Nothing on Earth is farther than this by road, in minutes.
const LONGEST_MINUTES: f64 = 30_000.0;

/// Reads a matrix file; at most 50 MiB and 100,000 ways.
pub fn read_matrix(path: &Path) -> Result<KnownRoads, MatrixError> {
    let failed = |line, reason| MatrixError { path: path.to_owned(), line, reason };
    let file = File::open(path).map_err(|error| failed(None, format!("cannot be read: {error}")))?;
    let bytes = read_capped(file).map_err(|error| failed(None, error.to_string()))?;
    let table = read_table(&bytes, &Hints::default()).map_err(|error| failed(None, error.to_string()))?;
    read_ways(&table).map_err(|RowError { row, column, reason }| {
        let column = column.map(|column| format!("{column}: ")).unwrap_or_default();
        failed(Some(row), format!("{column}{reason}"))
    })
}

fn read_ways(table: &Table) -> Result<KnownRoads, RowError> {
    debug_assert!(table.rows.len() <= MAX_ROWS, "the table's reader holds to the cap");
    if let Some(problem) = table.problems.first() {
        return Err(problem.clone());
    }
    let columns = columns_of(table)?;
    let mut roads = KnownRoads::new(RoadSource::Matrix);
    let mut ways: Vec<(Point, Point, u32)> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        ways.push(read_way(table, row, &columns)?);
    }
    // A way back goes before what is only the other way round.
    for (from, to, seconds) in &ways {
        roads.insert(*to, *from, *seconds);
    }
    for (from, to, seconds) in &ways {
        roads.insert(*from, *to, *seconds);
    }
    Ok(roads)
}

fn columns_of(table: &Table) -> Result<[usize; 5], RowError> {
    let mut columns = [0; 5];
    for (place, names) in columns.iter_mut().zip(COLUMNS) {
        let found = names.iter().find_map(|name| table.column(name));
        *place = found.ok_or_else(|| {
            let wanted = COLUMNS.map(|names| names[0]).join(", ");
            RowError::of_row(
                table.header_line,
                format!("there is no column {}; the header must have {wanted}", names[0]),
            )
        })?;
    }
    Ok(columns)
}

fn read_way(table: &Table, row: &Row, columns: &[usize; 5]) -> Result<(Point, Point, u32), RowError> {
    let [from_lat, from_lng, to_lat, to_lng, minutes] = *columns;
    let wrong = |column, reason| RowError::of_cell(row.line, table.column_name(column), reason);
    let point = |lat, lng| {
        let read = read_position(row.cell(lat), row.cell(lng)).map_err(|reason| wrong(lat, reason))?;
        let position = read.and_then(|read| Position::new(read.latitude, read.longitude));
        position.map(Point::from).ok_or_else(|| wrong(lat, "a position is missing".to_owned()))
    };
    let (from, to) = (point(from_lat, from_lng)?, point(to_lat, to_lng)?);
    let taken = read_number(row.cell(minutes)).map_err(|reason| wrong(minutes, reason))?;
    let taken = taken.filter(|taken| (0.0..=LONGEST_MINUTES).contains(taken));
    let taken =
        taken.ok_or_else(|| wrong(minutes, "write the minutes as a number from 0 to 30000".to_owned()))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1,800,000")]
    Ok((from, to, (taken * 60.0).round() as u32))
}
