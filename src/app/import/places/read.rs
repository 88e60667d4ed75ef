//! From a file to places.

use std::collections::{BTreeMap, BTreeSet};

use domain::{PlaceRow, Point, Position, country_code, postcode_key};

use super::PlaceOptions;
use super::column::Field;
use super::geonames::{is_geonames, read_geonames};
use crate::import::table::{Row, Table, read_decoded};
use crate::import::{
    ColumnUse, Hints, Recognised, RowError, Unreadable, decode, read_position, read_position_text, text,
};

/// What a file holds.
pub(super) struct Places {
    /// Its places, each once; several rows of one place count by their middle.
    pub(super) rows: Vec<PlaceRow>,
    /// Rows that repeat another one's place.
    pub(super) repeated: u64,
    /// Rows without a postcode or a position.
    pub(super) blank: u64,
    /// What is said of the file.
    pub(super) about: About,
}

/// What is said of a file in its report.
#[derive(Default)]
pub(super) struct About {
    pub(super) rows: u64,
    /// How many of the errors are about columns and not about rows.
    pub(super) wrong_columns: usize,
    pub(super) errors: Vec<RowError>,
    pub(super) warnings: Vec<RowError>,
    pub(super) notes: Vec<RowError>,
    pub(super) recognised: Recognised,
    pub(super) unmapped: Vec<String>,
}

/// Reads a file whole; what is wrong with columns and rows stands in what is said of it.
pub(super) fn read_places(bytes: &[u8], options: &PlaceOptions) -> Result<Places, Unreadable> {
    let decoded = decode(bytes)?;
    let is_known = options.delimiter.is_none() && options.header_line.is_none() && is_geonames(&decoded.text);
    let table = if is_known {
        read_geonames(decoded)?
    } else {
        read_decoded(decoded, &Hints { delimiter: options.delimiter, header_line: options.header_line })?
    };
    let layout = if is_known { "GeoNames postal codes" } else { "columns by name" };
    Ok(read_rows(&table, layout, options))
}

fn read_rows(table: &Table, layout: &str, options: &PlaceOptions) -> Places {
    let mut about = About {
        rows: table.rows.len() as u64,
        errors: table.problems.clone(),
        notes: table.notes.clone(),
        ..About::default()
    };
    let columns = Columns::of(table, options, &mut about);
    describe(&mut about, table, layout, &columns);
    let mut found: BTreeMap<(String, String, String), Vec<Position>> = BTreeMap::new();
    let (mut repeated, mut blank) = (0, 0);
    for row in table.rows.iter().filter(|_| about.wrong_columns == 0) {
        if table.problems.iter().any(|problem| problem.row == row.line) {
            continue;
        }
        match columns.place(row, table, options) {
            Ok(Found::Place(PlaceRow { country, postcode, name, position })) => {
                let positions = found.entry((postcode, country, name)).or_default();
                repeated += u64::from(!positions.is_empty());
                positions.push(position);
            }
            Ok(Found::Nothing(why)) => {
                blank += 1;
                about.notes.push(RowError::of_row(row.line, format!("{why}; left out")));
            }
            Err(error) => about.errors.push(error),
        }
    }
    about.errors.sort_by_key(|error| error.row);
    about.notes.sort_by_key(|note| note.row);
    let rows = found.into_iter().filter_map(|((postcode, country, name), positions)| {
        Some(PlaceRow { country, postcode, name, position: middle(&positions)? })
    });
    let rows: Vec<PlaceRow> = rows.collect();
    about.warnings = shared_positions(&rows, table.header_line);
    Places { rows, repeated, blank, about }
}

/// So many postcodes at one point are no accident: the file has the middle of a county or a city for all of them.
const MANY: usize = 25;

/// What is said of points that stand for many postcodes: travel between those comes out as nothing.
fn shared_positions(rows: &[PlaceRow], line: u64) -> Vec<RowError> {
    let mut by_point: BTreeMap<Point, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        by_point.entry(row.position.into()).or_default().insert(&row.postcode);
    }
    let shared: Vec<usize> = by_point.values().map(BTreeSet::len).filter(|count| *count >= MANY).collect();
    let Some(most) = shared.iter().max() else { return Vec::new() };
    let (postcodes, points) = (shared.iter().sum::<usize>(), shared.len());
    let at =
        if points == 1 { "one point".to_owned() } else { format!("{points} points, {most} at one of them") };
    let reason = format!(
        "{postcodes} postcodes lie at {at}: the file has the middle of a larger area for them, so travel between them \
         will seem to take no time"
    );
    vec![RowError::of_row(line, reason)]
}

/// The middle of some positions, to the last digit that of a single one.
fn middle(positions: &[Position]) -> Option<Position> {
    if let [only] = positions {
        return Some(*only);
    }
    #[expect(clippy::cast_precision_loss, reason = "a file has at most 100,000 rows")]
    let count = positions.len() as f64;
    let sum = |of: fn(&Position) -> f64| positions.iter().map(of).sum::<f64>() / count;
    Position::new(sum(|position| position.latitude), sum(|position| position.longitude))
}

/// What a row says.
enum Found {
    /// Where a postcode is.
    Place(PlaceRow),
    /// Nothing of use, and why.
    Nothing(&'static str),
}

/// Which column is which field.
struct Columns {
    by_field: BTreeMap<Field, usize>,
}

impl Columns {
    fn of(table: &Table, options: &PlaceOptions, about: &mut About) -> Self {
        let mut ranked: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
        let mut wrong = |reason: String| {
            about.wrong_columns += 1;
            about.errors.push(RowError::of_row(table.header_line, reason));
        };
        for (column, name) in table.header.iter().enumerate() {
            let said = options.map.iter().find(|(from, _)| from.eq_ignore_ascii_case(name));
            if said.is_some_and(|(_, field)| field.is_empty()) {
                continue;
            }
            let meaning = match said {
                None => Field::of_column(name).map(|(field, rank)| (field, rank + 1)),
                Some((_, to)) => {
                    let field = Field::of_column(to).map(|(field, _)| (field, 0));
                    if field.is_none() {
                        wrong(format!(
                            "“{to}” is no field of a place; there are country, postcode, name, latitude, longitude \
                             and position"
                        ));
                    }
                    field
                }
            };
            if let Some((field, rank)) = meaning
                && ranked.get(&field).is_none_or(|(_, other)| rank < *other)
            {
                ranked.insert(field, (column, rank));
            }
        }
        for (from, _) in options.map.iter().filter(|(from, _)| table.column(from).is_none()) {
            wrong(format!("--map names the column “{from}”, which is not in the file"));
        }
        let columns =
            Columns { by_field: ranked.into_iter().map(|(field, (column, _))| (field, column)).collect() };
        columns.missing().into_iter().for_each(|field| {
            wrong(format!(
                "no column is the {field}; say which with --map 'COLUMN={field}' (the columns are {})",
                table.header.join(", ")
            ));
        });
        columns
    }

    /// What a file of places must have and this one does not.
    fn missing(&self) -> Vec<&'static str> {
        let has = |field| self.by_field.contains_key(&field);
        let wanted = if has(Field::Position) {
            vec![Field::Postcode]
        } else {
            vec![Field::Postcode, Field::Latitude, Field::Longitude]
        };
        wanted.into_iter().filter(|field| !has(*field)).map(Field::name).collect()
    }

    fn cell<'t>(&self, row: &'t Row, field: Field) -> &'t str {
        self.by_field.get(&field).map_or("", |column| row.cell(*column))
    }

    /// The place of a row, or what it lacks to be one.
    fn place(&self, row: &Row, table: &Table, options: &PlaceOptions) -> Result<Found, RowError> {
        let wrong = |field: Field, reason: String| {
            let column = self.by_field.get(&field).map(|column| table.column_name(*column));
            RowError { row: row.line, column, reason }
        };
        let position = if self.by_field.contains_key(&Field::Latitude) {
            read_position(self.cell(row, Field::Latitude), self.cell(row, Field::Longitude))
                .map_err(|reason| wrong(Field::Latitude, reason))?
        } else {
            read_position_text(self.cell(row, Field::Position))
                .map_err(|reason| wrong(Field::Position, reason))?
        };
        let country = match text(self.cell(row, Field::Country)) {
            Some(country) => country_code(country).ok_or_else(|| {
                wrong(Field::Country, format!("“{country}” is no country; write its code of two letters"))
            })?,
            None => options.country.clone().unwrap_or_default(),
        };
        let postcode = text(self.cell(row, Field::Postcode)).map(postcode_key).unwrap_or_default();
        let position = match (position, postcode.is_empty()) {
            (Some(position), false) => position,
            (Some(_), true) => return Ok(Found::Nothing("no postcode")),
            (None, false) => return Ok(Found::Nothing("no position")),
            (None, true) => return Ok(Found::Nothing("neither a postcode nor a position")),
        };
        Ok(Found::Place(PlaceRow {
            postcode: whole_zip(&country, postcode),
            country,
            name: text(self.cell(row, Field::Name)).unwrap_or_default().trim().to_owned(),
            position: Position::new(position.latitude, position.longitude)
                .ok_or_else(|| wrong(Field::Latitude, "the position is not on the globe".to_owned()))?,
        }))
    }
}

/// A ZIP with the zeros that spreadsheets take off its front.
fn whole_zip(country: &str, postcode: String) -> String {
    let is_cut =
        country == "US" && (3..5).contains(&postcode.len()) && postcode.bytes().all(|b| b.is_ascii_digit());
    if is_cut { format!("{postcode:0>5}") } else { postcode }
}

fn describe(about: &mut About, table: &Table, layout: &str, columns: &Columns) {
    let mut used: Vec<(usize, Field)> =
        columns.by_field.iter().map(|(field, column)| (*column, *field)).collect();
    used.sort_unstable();
    let is_used = |column: usize| used.iter().any(|(other, _)| *other == column);
    let unmapped = table.header.iter().enumerate().filter(|(column, _)| !is_used(*column));
    about.unmapped = unmapped.map(|(_, name)| name.clone()).collect();
    about.recognised = Recognised {
        layout: layout.to_owned(),
        encoding: table.encoding.name.to_owned(),
        delimiter: table.delimiter,
        header_line: Some(table.header_line).filter(|line| *line > 0),
        columns: used
            .iter()
            .map(|(column, field)| ColumnUse {
                column: table.column_name(*column),
                field: field.name().to_owned(),
            })
            .collect(),
        dates: Vec::new(),
    };
}
