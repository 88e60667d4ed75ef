//! Going through the rows and cards of a file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{Brought, DateOrder, EntityKind, EntityRef};

use super::book::Book;
use super::cells::{Cells, Sheet};
use super::field::Field;
use super::kind::ImportKind;
use super::mapping::Mapping;
use super::near_duplicate::near_duplicates;
use super::options::ImportOptions;
use super::read_card::read_card;
use super::read_client::read_client;
use super::read_equipment::read_equipment;
use super::read_job::{JobFile, read_job};
use super::read_staff::{read_service, read_technician};
use super::report::{Counts, ImportReport};
use super::watch::Watch;
use crate::Result;
use crate::import::{Cards, Row, RowError, Table, read_amount, text};

/// Refuses a file of jobs in which nothing says whose they are, before every row would say so.
pub(super) fn require_client(
    table: &Table,
    mapping: &Mapping,
    kind: ImportKind,
    options: &ImportOptions,
) -> std::result::Result<(), Vec<RowError>> {
    let names_one =
        [Field::Client, Field::ClientId, Field::SiteId].into_iter().any(|field| mapping.has(field));
    if kind != ImportKind::Jobs || options.client.is_some() || names_one {
        return Ok(());
    }
    let reason = format!(
        "no column says whose the jobs are (the file has {}); name it with --map COLUMN=client, or one client for all \
         rows with --client NAME",
        table.header.join(", ")
    );
    Err(vec![RowError::of_row(table.header_line, reason)])
}

/// Whether the columns name sites and nobody whose they are.
fn names_sites_only(mapping: &Mapping) -> bool {
    let names = [Field::Name, Field::Company, Field::FirstName, Field::LastName, Field::Contact];
    mapping.has(Field::SiteName) && !names.into_iter().any(|field| mapping.has(field))
}

/// The rows in the order in which they are brought in: equipment that names no place goes to the only site of its
/// client, so that the file's other rows must have made theirs by then, on the first import and on the next.
fn in_order<'t>(kind: ImportKind, sheet: &Sheet<'t>, client: Option<&str>, book: &Book<'_>) -> Vec<&'t Row> {
    let mut rows: Vec<&Row> = sheet.table.rows.iter().collect();
    if kind == ImportKind::Equipment {
        rows.sort_by_cached_key(|row| {
            let draft = read_equipment(&mut Cells::new(sheet, row), client);
            draft.is_some_and(|draft| {
                let is_known = draft.site.key.as_deref().is_some_and(|key| book.sites.by_key(key).is_some());
                !is_known && !draft.site.says_where()
            })
        });
    }
    rows
}

/// Whether a row only adds the others up: the word for it, and amounts.
fn is_total(row: &Row) -> bool {
    let mut filled = row.cells.iter().filter_map(|cell| text(cell));
    let is_named = filled.next().is_some_and(|first| matches!(first, "TOTAL" | "Total"));
    is_named && filled.all(|cell| matches!(read_amount(cell), Ok(Some(_))))
}

/// How far the import of a file has come.
pub(super) struct Progress<'r> {
    book: Book<'r>,
    options: &'r ImportOptions,
    pub(super) errors: Vec<RowError>,
    pub(super) warnings: Vec<RowError>,
    /// What each good row made or touched.
    rows: Vec<(bool, Vec<EntityRef>)>,
    skipped: u64,
    /// The rows that made clients.
    client_lines: HashMap<u64, u64>,
}

impl<'r> Progress<'r> {
    pub(super) fn new(book: Book<'r>, options: &'r ImportOptions) -> Self {
        Progress {
            book,
            options,
            errors: Vec::new(),
            warnings: Vec::new(),
            rows: Vec::new(),
            skipped: 0,
            client_lines: HashMap::new(),
        }
    }

    /// Goes through the cards of a vCard file.
    pub(super) fn bring_cards(&mut self, cards: &Cards, watch: &mut Watch<'_>) -> Result<()> {
        self.errors.extend(cards.problems.iter().cloned());
        for (place, card) in cards.cards.iter().enumerate() {
            if !watch.checks(place, cards.cards.len()) {
                return Ok(());
            }
            match read_card(card, &mut self.warnings) {
                Ok(draft) => {
                    self.book.bring_client(&draft)?;
                    self.end_row(draft.line);
                }
                Err(error) => {
                    self.errors.push(error);
                    self.skipped += 1;
                }
            }
        }
        Ok(())
    }

    /// Goes through the rows of a table.
    pub(super) fn bring_rows(
        &mut self,
        kind: ImportKind,
        table: &Table,
        mapping: &Mapping,
        orders: &HashMap<usize, DateOrder>,
        watch: &mut Watch<'_>,
    ) -> Result<()> {
        let business = self.book.business.clone();
        let (source, actor) = (self.book.source.clone(), self.book.actor.clone());
        let mut file = JobFile {
            client: self.options.client.as_deref(),
            source: &source,
            currency: business.currency,
            zone: business.zone,
            now: self.book.now,
            actor: &actor,
            seen: HashMap::new(),
        };
        let sheet = Sheet { table, mapping, orders, zone: business.zone };
        let bad: BTreeSet<u64> = table.problems.iter().map(|problem| problem.row).collect();
        self.errors.extend(table.problems.iter().cloned());
        if kind == ImportKind::Clients && self.options.client.is_none() && names_sites_only(mapping) {
            let reason = "no column names a client, so each site is a client of its own; if they belong to one client, \
                          import the file with --client NAME";
            self.warnings.push(RowError::of_row(table.header_line, reason));
        }
        let mut first_with: HashMap<&str, &Row> = HashMap::new();
        for (place, row) in in_order(kind, &sheet, file.client, &self.book).into_iter().enumerate() {
            if !watch.checks(place, table.rows.len()) {
                return Ok(());
            }
            if bad.contains(&row.line) {
                self.skipped += 1;
                continue;
            }
            if is_total(row) {
                self.warnings.push(RowError::of_row(row.line, "the row is a total, it is left out"));
                self.skipped += 1;
                continue;
            }
            if kind != ImportKind::Clients && self.repeats(mapping, table, row, &mut first_with) {
                self.skipped += 1;
                continue;
            }
            let mut cells = Cells::new(&sheet, row);
            let is_good = self.bring_row(kind, &mut cells, &mut file)?;
            self.errors.append(&mut cells.errors);
            self.warnings.append(&mut cells.warnings);
            if is_good { self.end_row(row.line) } else { self.skipped += 1 }
        }
        Ok(())
    }

    /// Whether the row has the id of an earlier one: the same row again is left out, another one is wrong.
    fn repeats<'t>(
        &mut self,
        mapping: &Mapping,
        table: &Table,
        row: &'t Row,
        first_with: &mut HashMap<&'t str, &'t Row>,
    ) -> bool {
        let found = mapping.of(Field::Id).find_map(|(_, column)| Some((column, text(row.cell(column))?)));
        let Some((column, key)) = found else { return false };
        let Some(first) = first_with.get(key) else {
            first_with.insert(key, row);
            return false;
        };
        let column = table.column_name(column);
        if first.cells == row.cells {
            let reason = format!("the row repeats line {}, it is left out", first.line);
            self.warnings.push(RowError::of_cell(row.line, column, reason));
        } else {
            let reason = format!(
                "“{key}” stands on line {} already, with other values; give one of them another id",
                first.line
            );
            self.errors.push(RowError::of_cell(row.line, column, reason));
        }
        true
    }

    /// Reads one row and brings it in; whether it was good.
    fn bring_row(&mut self, kind: ImportKind, cells: &mut Cells<'_>, file: &mut JobFile<'_>) -> Result<bool> {
        match kind {
            ImportKind::Clients => match read_client(cells, file.client) {
                Some(draft) => self.book.bring_client(&draft).map(|_| true),
                None => Ok(false),
            },
            ImportKind::Technicians => match read_technician(cells) {
                Some(draft) => self.book.bring_technician(&draft).map(|()| true),
                None => Ok(false),
            },
            ImportKind::Services => Ok(read_service(cells, file.currency).is_some_and(|draft| {
                self.book.bring_service(&draft);
                true
            })),
            ImportKind::Equipment => {
                let Some(draft) = read_equipment(cells, file.client) else { return Ok(false) };
                let kept = self.book.bring_equipment(&draft)?;
                cells.errors.extend(kept.err());
                Ok(cells.errors.is_empty())
            }
            // No column of a table can carry a visit, so no table of them gets here.
            ImportKind::Visits => Ok(false),
            ImportKind::Jobs => {
                let Some(draft) = read_job(cells, file) else { return Ok(false) };
                match self.book.bring_job(&draft)? {
                    Ok(warnings) => {
                        cells.warnings.extend(warnings);
                        Ok(true)
                    }
                    Err(error) => {
                        cells.errors.push(error);
                        Ok(false)
                    }
                }
            }
        }
    }

    fn end_row(&mut self, line: u64) {
        let (made, touched) = self.book.end_row();
        if made {
            let clients = touched.iter().filter(|entity| entity.kind == EntityKind::Client);
            for client in clients {
                self.client_lines.entry(client.id).or_insert(line);
            }
        }
        self.rows.push((made, touched));
    }

    /// Fills the report's counts and lists; gives what is to be stored.
    pub(super) fn finish(self, report: &mut ImportReport) -> (Vec<Brought>, BTreeMap<EntityKind, Counts>) {
        for (made, touched) in &self.rows {
            if *made {
                report.created += 1;
            } else if touched.iter().any(|entity| self.book.is_changed(*entity)) {
                report.updated += 1;
            } else {
                report.matched += 1;
            }
        }
        report.skipped = self.skipped;
        report.errors = self.errors;
        report.errors.sort_by_key(|error| error.row);
        report.warnings = self.warnings;
        report.warnings.sort_by_key(|warning| warning.row);
        report.near_duplicates = near_duplicates(&self.book, &self.client_lines);
        self.book.into_brought()
    }
}
