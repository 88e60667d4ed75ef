//! Public holidays out of a file, as days on which the business is closed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    Brought, Business, Command, DateOrder, DayException, EntityKind, EntityRef, Event, Moment, Refusal,
    Synced, put_exceptions,
};
use store::Reader;

use super::busy::window;
use super::{
    CalendarReport, Evidence, Hints, ImportOptions, RowError, Table, Wants, decode, read_calendar, read_date,
    read_table,
};
use crate::{App, AppError, Result};

/// Days by their date, each with its name and the line where it stands.
type Days = BTreeMap<NaiveDate, (String, u64)>;

/// Names of columns that hold a date.
const DATE_COLUMNS: [&str; 6] = ["date", "day", "holiday date", "observed", "start date", "datum"];

/// Names of columns that hold a name.
const NAME_COLUMNS: [&str; 9] =
    ["name", "holiday", "title", "holiday name", "summary", "description", "event", "subject", "localname"];

impl App {
    /// Brings holidays in as one operation, or reports why not: from iCalendar, or a table of dates and names.
    ///
    /// Of the options it takes the names of file and source, the order of dates, what divides the cells, and whether
    /// it is a dry run and bad rows are left out. A date that differs already stays as it is.
    pub fn import_holidays(&mut self, bytes: &[u8], options: &ImportOptions) -> Result<CalendarReport> {
        let mut report = CalendarReport::new("holidays", options.source_name(), options.dry_run);
        let now = self.now();
        if options.dry_run {
            self.store.read(|reader| plan(reader, bytes, options, now, &mut report))?;
            return Ok(report);
        }
        let built = self.execute_built(None, |reader| {
            let command = plan(reader, bytes, options, now, &mut report)?;
            command.ok_or_else(|| Refusal::NothingToDo { what: "nothing is new".to_owned() }.into())
        });
        match built {
            Ok(outcome) => report.operation = Some(outcome.operation),
            Err(AppError::Refused(Refusal::NothingToDo { .. })) => {}
            Err(error) => return Err(error),
        }
        Ok(report)
    }
}

fn plan(
    reader: &Reader<'_>,
    bytes: &[u8],
    options: &ImportOptions,
    now: Moment,
    report: &mut CalendarReport,
) -> Result<Option<Command>> {
    let mut business = reader.business()?.ok_or(AppError::NoBusiness)?;
    let Some(days) = days_of(bytes, &business, options, now, report) else { return Ok(None) };
    if !report.errors.is_empty() {
        if !options.skip_bad {
            report.reject();
            return Ok(None);
        }
        report.skipped += report.errors.len() as u64;
    }
    add_days(&mut business, days, report);
    if !report.has_news() {
        return Ok(None);
    }
    let from = options.file_name.clone().unwrap_or_else(|| options.source_name());
    let what = format!("holidays from {from}: {}", report.counted());
    let entity = EntityRef { kind: EntityKind::Business, id: 1 };
    let brought = vec![Brought { entity, record: business.into() }];
    Ok(Some(Command::Sync(Box::new(Synced { brought, gone: Vec::new(), what }))))
}

/// Puts the days among those that differ, unless they do already.
fn add_days(business: &mut Business, days: Days, report: &mut CalendarReport) {
    let mut fresh = Vec::new();
    for (date, (name, line)) in days {
        match business.exceptions.iter().find(|exception| exception.date == date) {
            None => fresh.push(DayException { date, intervals: Vec::new(), reason: name }),
            Some(known) => {
                report.matched += 1;
                if !known.intervals.is_empty() {
                    let said = domain::say_intervals(&known.intervals);
                    let reason = format!("{name}, {date}: the business is open {said} then, and that stays");
                    report.warnings.push(RowError::of_row(line, reason));
                }
            }
        }
    }
    report.created = fresh.len() as u64;
    put_exceptions(&mut business.exceptions, fresh);
}

/// The days that a file names; none when it cannot be read.
fn days_of(
    bytes: &[u8],
    business: &Business,
    options: &ImportOptions,
    now: Moment,
    report: &mut CalendarReport,
) -> Option<Days> {
    let is_calendar = decode(bytes).is_ok_and(|decoded| {
        let start = decoded.text.trim_start();
        start.get(..15).is_some_and(|word| word.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
    });
    if is_calendar {
        return days_of_calendar(bytes, business, now, report);
    }
    let hints = Hints { delimiter: options.delimiter, header_line: options.header_line };
    match read_table(bytes, &hints) {
        Ok(table) => days_of_table(&table, business, options, now, report),
        Err(error) => {
            let error = super::bring::unreadable_at(&error);
            report.errors.push(error);
            report.reject();
            None
        }
    }
}

fn days_of_calendar(
    bytes: &[u8],
    business: &Business,
    now: Moment,
    report: &mut CalendarReport,
) -> Option<Days> {
    let calendar = match read_calendar(bytes, business.zone, window(business, now), Wants::Days) {
        Ok(calendar) => calendar,
        Err(error) => {
            report.unreadable(&error);
            return None;
        }
    };
    (report.errors, report.warnings) = (calendar.errors, calendar.warnings);
    report.skipped = calendar.idle;
    let mut days = Days::new();
    for block in calendar.blocks {
        if !block.all_day {
            report.skipped += 1;
            let reason = format!("{} has a time of day, so it is no holiday", named(&block.title));
            report.warnings.push(RowError::of_row(block.line, reason));
            continue;
        }
        let event = Event { all_day: true, ..Event::new(block.kind, None, block.slot) };
        let (first, last) = event.days();
        for date in first.iter_days().take_while(|date| *date <= last) {
            add_day(&mut days, date, &block.title, block.line);
        }
    }
    Some(days)
}

fn named(title: &str) -> &str {
    if title.is_empty() { "an entry without a name" } else { title }
}

/// Adds a day; one that has a name already gets both.
fn add_day(days: &mut Days, date: NaiveDate, name: &str, line: u64) {
    let name = if name.trim().is_empty() { "holiday" } else { name.trim() };
    match days.get_mut(&date) {
        None => drop(days.insert(date, (name.to_owned(), line))),
        Some((known, _)) if known.split("; ").any(|part| part == name) => {}
        Some((known, _)) => {
            known.push_str("; ");
            known.push_str(name);
        }
    }
}

fn days_of_table(
    table: &Table,
    business: &Business,
    options: &ImportOptions,
    now: Moment,
    report: &mut CalendarReport,
) -> Option<Days> {
    report.errors.extend(table.problems.iter().cloned());
    let Some((date_column, name_column)) = columns_of(table) else {
        let reason = "no column holds dates; name one “date” and one “name”";
        report.errors.push(RowError::of_row(table.header_line, reason));
        report.reject();
        return None;
    };
    let cells = table.column_cells(date_column);
    let order = match Evidence::of_column(cells).settle(options.date_order.or(business.date_order)) {
        Ok(order) => order,
        Err(unknown) => {
            report.errors.push(RowError::of_cell(
                table.header_line,
                table.column_name(date_column),
                unknown.to_string(),
            ));
            report.reject();
            return None;
        }
    };
    let near = window(business, now);
    let mut days = Days::new();
    let mut add = |line: u64, cells: &[String]| {
        let text = |column: usize| cells.get(column).map_or("", |cell| cell.trim());
        match read_date(text(date_column), order) {
            Ok(Some(read)) if near.overlaps(&domain::local_day(read.date, business.zone)) => {
                add_day(&mut days, read.date, name_column.map_or("", text), line);
            }
            Ok(Some(_) | None) => report.skipped += 1,
            Err(reason) => {
                report.errors.push(RowError::of_cell(line, table.column_name(date_column), reason));
            }
        }
    };
    // A file without a header begins with a holiday.
    if read_date(&table.header[date_column], order).is_ok_and(|date| date.is_some()) {
        add(table.header_line, &table.header);
    }
    table.rows.iter().for_each(|row| add(row.line, &row.cells));
    Some(days)
}

/// The column of the dates and that of the names, by their own names, else by what they hold.
fn columns_of(table: &Table) -> Option<(usize, Option<usize>)> {
    let plain = |name: &String| name.trim().to_lowercase().replace(['_', '-'], " ");
    let header: Vec<String> = table.header.iter().map(plain).collect();
    let by_name = |names: &[&str]| names.iter().find_map(|name| header.iter().position(|own| own == name));
    let is_date = |cell: &str| {
        let orders = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd];
        orders.iter().any(|order| read_date(cell, *order).is_ok_and(|date| date.is_some()))
    };
    let holds_dates = |column: &usize| {
        let cells: Vec<&str> =
            table.rows.iter().filter_map(|row| row.cells.get(*column)).map(String::as_str).collect();
        let first = cells.iter().filter(|cell| !cell.trim().is_empty()).take(20);
        let (dates, others): (Vec<&&str>, Vec<&&str>) = first.partition(|cell| is_date(cell));
        dates.len() > others.len() || (cells.is_empty() && is_date(&table.header[*column]))
    };
    let columns = 0..table.header.len();
    let date = by_name(&DATE_COLUMNS).or_else(|| columns.clone().find(holds_dates))?;
    let name = by_name(&NAME_COLUMNS).filter(|name| *name != date);
    let other = columns.clone().find(|column| *column != date && !holds_dates(column));
    Some((date, name.or(other)))
}
