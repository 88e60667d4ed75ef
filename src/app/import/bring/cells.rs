//! Typed values out of one row, with everything that is wrong with it.

use std::collections::HashMap;

use domain::{Address, DateOrder, Moment, Phone, Tz, place_local};

use super::email::emails_in;
use super::field::Field;
use super::mapping::Mapping;
use crate::import::{
    DurationUnit, FileDate, Row, RowError, Table, read_date, read_duration, read_flag, read_position,
    read_position_text, text,
};

/// What the rows of a table have in common.
pub(super) struct Sheet<'t> {
    /// The table.
    pub(super) table: &'t Table,
    /// What its columns mean.
    pub(super) mapping: &'t Mapping,
    /// In which order each date column stands.
    pub(super) orders: &'t HashMap<usize, DateOrder>,
    /// The business's zone, in which local times are placed.
    pub(super) zone: Tz,
}

/// One row being read.
pub(super) struct Cells<'t> {
    sheet: &'t Sheet<'t>,
    row: &'t Row,
    /// What is wrong with the row.
    pub(super) errors: Vec<RowError>,
    /// What looks wrong with it.
    pub(super) warnings: Vec<RowError>,
}

impl<'t> Cells<'t> {
    pub(super) fn new(sheet: &'t Sheet<'t>, row: &'t Row) -> Self {
        Cells { sheet, row, errors: Vec::new(), warnings: Vec::new() }
    }

    /// What the rows have in common.
    pub(super) fn sheet(&self) -> &'t Sheet<'t> {
        self.sheet
    }

    /// The row.
    pub(super) fn row(&self) -> &'t Row {
        self.row
    }

    /// The row's line.
    pub(super) fn line(&self) -> u64 {
        self.row.line
    }

    /// Every text of a field with its group and column, best first; blanks are left out.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = (u8, usize, &'t str)> + use<'t> {
        let row = self.row;
        let columns = self.sheet.mapping.of(field);
        columns.filter_map(move |(group, column)| Some((group, column, text(row.cell(column))?)))
    }

    /// The first text of a field that is not blank.
    pub(super) fn first(&self, field: Field) -> Option<(usize, &'t str)> {
        self.all(field).next().map(|(_, column, text)| (column, text))
    }

    /// The first text of a field, with runs of white space made one.
    pub(super) fn line_of(&self, field: Field) -> Option<String> {
        self.first(field).map(|(_, text)| one_line(text))
    }

    /// All texts of a field, one below the other.
    pub(super) fn joined(&self, field: Field) -> Option<String> {
        let texts: Vec<&str> = self.all(field).map(|(_, _, text)| text).collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    }

    /// The lists of a field, each entry once.
    pub(super) fn list(&self, field: Field) -> Vec<String> {
        let mut entries: Vec<String> = Vec::new();
        for (_, _, text) in self.all(field) {
            let text = text.replace(" ::: ", "\n");
            for entry in crate::import::read_list(&text) {
                // Google marks the groups that it makes itself, such as “* myContacts”: nobody's own words.
                if field == Field::Tags && entry.trim_start().starts_with("* ") {
                    continue;
                }
                let entry = one_line(entry.trim_start_matches("* "));
                if !entry.is_empty() && !entries.iter().any(|known| known.eq_ignore_ascii_case(&entry)) {
                    entries.push(entry);
                }
            }
        }
        entries
    }

    /// Says that a cell is wrong.
    pub(super) fn fail(&mut self, column: usize, reason: impl Into<String>) {
        self.errors.push(RowError::of_cell(self.row.line, self.sheet.table.column_name(column), reason));
    }

    /// Says that the row is wrong.
    pub(super) fn fail_row(&mut self, reason: impl Into<String>) {
        self.errors.push(RowError::of_row(self.row.line, reason));
    }

    /// Says that a cell looks wrong.
    pub(super) fn warn(&mut self, column: usize, reason: impl Into<String>) {
        self.warnings.push(RowError::of_cell(self.row.line, self.sheet.table.column_name(column), reason));
    }

    /// The first value of a field, read; a cell that cannot be read is an error.
    pub(super) fn read<T>(
        &mut self,
        field: Field,
        read: impl Fn(&str) -> Result<Option<T>, String>,
    ) -> Option<T> {
        let (column, text) = self.first(field)?;
        match read(text) {
            Ok(value) => value,
            Err(reason) => {
                self.fail(column, reason);
                None
            }
        }
    }

    /// A flag.
    pub(super) fn flag(&mut self, field: Field) -> Option<bool> {
        self.read(field, read_flag)
    }

    /// Whether the record is out of use, when the row says so either way.
    pub(super) fn inactive(&mut self) -> Option<bool> {
        let active = self.read(Field::Active, |cell| match cell.to_lowercase().as_str() {
            "active" => Ok(Some(true)),
            "inactive" | "not-active" | "not active" => Ok(Some(false)),
            _ => read_flag(cell),
        });
        self.flag(Field::Inactive).or(active.map(|active| !active))
    }

    /// A length in minutes, by the column for minutes or that for hours; 0 says nothing.
    pub(super) fn minutes(&mut self) -> Option<u32> {
        let minutes = self.read(Field::Duration, |cell| read_duration(cell, DurationUnit::Minutes));
        let hours = self.read(Field::DurationHours, |cell| read_duration(cell, DurationUnit::Hours));
        let length = minutes.or(hours).filter(|minutes| *minutes > 0);
        if length.is_some_and(|minutes| minutes > 28 * 24 * 60) {
            self.fail_row("the duration is over 28 days; give it in the unit that the column's name says");
            return None;
        }
        length
    }

    /// A date with its column.
    pub(super) fn date(&mut self, field: Field) -> Option<FileDate> {
        let (column, text) = self.first(field)?;
        self.read_date_of(column, text)
    }

    /// A date text of a column.
    pub(super) fn read_date_of(&mut self, column: usize, text: &str) -> Option<FileDate> {
        let order = self.sheet.orders.get(&column).copied().unwrap_or(DateOrder::Ymd);
        match read_date(text, order) {
            Ok(date) => date,
            Err(reason) => {
                self.fail(column, reason);
                None
            }
        }
    }

    /// The moment of a date in the business's zone; midnight when it has no time.
    pub(super) fn moment(&self, date: FileDate) -> Moment {
        match date.offset.and_then(|offset| date.local().and_local_timezone(offset).single()) {
            Some(at) => at.to_utc(),
            None => place_local(date.local(), self.sheet.zone).moment(),
        }
    }

    /// The moment of a date field.
    pub(super) fn moment_of(&mut self, field: Field) -> Option<Moment> {
        self.date(field).map(|date| self.moment(date))
    }

    /// The position: two columns, or one text of a place when that is a position.
    pub(super) fn position(&mut self) -> Option<domain::Position> {
        let latitude = self.first(Field::Latitude);
        let longitude = self.first(Field::Longitude);
        let column = latitude.or(longitude).map_or(0, |(column, _)| column);
        let cell = |found: Option<(usize, &'t str)>| found.map_or("", |(_, text)| text);
        let found = match read_position(cell(latitude), cell(longitude)) {
            Ok(found) => found,
            Err(reason) => {
                self.fail(column, reason);
                None
            }
        };
        let found = found.or_else(|| {
            let mut places = self.all(Field::Location);
            places.find_map(|(_, _, text)| read_position_text(text).ok().flatten())
        });
        found.and_then(|position| domain::Position::new(position.latitude, position.longitude))
    }

    /// A place in words: what is in a column of places and is no position.
    fn place(&self) -> Option<&'t str> {
        let mut places = self.all(Field::Location).map(|(_, _, text)| text);
        places.find(|text| !matches!(read_position_text(text), Ok(Some(_))))
    }

    /// The addresses that the row has, each with its access notes.
    pub(super) fn addresses(&self) -> Vec<(Address, String)> {
        let mut found: Vec<(Address, String)> = Vec::new();
        for group in self.sheet.mapping.address_groups() {
            let mut entry = self.address_of(group);
            if group == 0 && entry.0.street.is_empty() {
                entry.0.street = self.place().map(one_line).unwrap_or_default();
            }
            tidy_street(&mut entry.0);
            if !entry.0.is_empty() && !found.iter().any(|(known, _)| *known == entry.0) {
                found.push(entry);
            }
        }
        if found.is_empty()
            && let Some(place) = self.place()
        {
            found.push((Address { street: one_line(place), ..Address::default() }, String::new()));
        }
        found
    }

    fn address_of(&self, group: u8) -> (Address, String) {
        let lines = |field| {
            let own = self.all(field).filter(|(other, _, _)| *other == group);
            own.map(|(_, _, text)| text.to_owned()).collect::<Vec<_>>().join("\n")
        };
        let part = |field| {
            let mut own = self.all(field).filter(|(other, _, _)| *other == group);
            own.next().map(|(_, _, text)| one_line(text)).unwrap_or_default()
        };
        let street = lines(Field::Street);
        let address = Address {
            street: if street.is_empty() { lines(Field::Address) } else { street },
            city: part(Field::City),
            region: part(Field::Region),
            postcode: part(Field::Postcode),
            country: part(Field::Country),
        };
        (address, lines(Field::AccessNotes))
    }

    /// The telephone numbers with what they are for.
    pub(super) fn phones(&self) -> Vec<Phone> {
        let mut phones: Vec<Phone> = Vec::new();
        for (group, column, text) in self.all(Field::Phone) {
            let mut labels = self.all(Field::PhoneLabel).filter(|(other, _, _)| *other == group && group > 0);
            let label = match labels.next() {
                Some((_, _, label)) => label.trim_start_matches("* ").to_lowercase(),
                None => label_of(&self.sheet.table.column_name(column)).to_owned(),
            };
            for phone in split_phones(text, &label) {
                add_phone(&mut phones, phone);
            }
        }
        phones
    }

    /// The e-mail addresses; what is none is an error.
    pub(super) fn emails(&mut self) -> Vec<String> {
        let mut emails: Vec<String> = Vec::new();
        let cells: Vec<(u8, usize, &str)> = self.all(Field::Email).collect();
        for (_, column, text) in cells {
            for email in emails_in(text) {
                if !domain::is_email(email) {
                    self.fail(
                        column,
                        format!("“{email}” is not an e-mail address; write it as name@example.com"),
                    );
                } else if !emails.iter().any(|known| known.eq_ignore_ascii_case(email)) {
                    emails.push(email.to_owned());
                }
            }
        }
        emails
    }
}

/// A text with every run of white space made one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The street without the postcode that has its own part, and without stray spaces.
fn tidy_street(address: &mut Address) {
    let lines = address.street.lines().map(one_line).filter(|line| !line.is_empty());
    let street = lines.collect::<Vec<_>>().join("\n");
    let bare = street.strip_suffix(address.postcode.as_str()).filter(|_| !address.postcode.is_empty());
    address.street = match bare.map(|bare| bare.trim_end_matches([' ', ','])) {
        Some(bare) if !bare.is_empty() => bare.to_owned(),
        Some(_) | None => street,
    };
}

/// What a phone column's name says the number is for.
fn label_of(column: &str) -> &'static str {
    let name = super::header::plain(column);
    let labels =
        [("fax", "fax"), ("mobile", "mobile"), ("cell", "mobile"), ("home", "home"), ("work", "work")];
    let more = [("business", "work"), ("company", "main"), ("main", "main")];
    let mut all = labels.into_iter().chain(more);
    all.find(|(part, _)| name.contains(part)).map_or("", |(_, label)| label)
}

/// `Phone:(555) 010-1234, Mobile:(555) 010-1235` and the like.
fn split_phones(text: &str, label: &str) -> Vec<Phone> {
    let text = text.replace(" ::: ", "\n");
    let parts = text.split(['\n', ';', ',']).map(str::trim).filter(|part| !part.is_empty());
    let phone = |part: &str| match part.split_once(':') {
        Some((said, number)) if said.chars().all(|c| c.is_alphabetic() || c == ' ') => {
            let said = said.trim().to_lowercase();
            let label = if said == "phone" || said == "tel" { label.to_owned() } else { said };
            Phone { number: one_line(number), label }
        }
        Some(_) | None => Phone { number: one_line(part), label: label.to_owned() },
    };
    parts.map(phone).filter(|phone| !phone.number.is_empty()).collect()
}

/// Adds a number unless it is there already; what it is for is kept from the first that says so.
pub(super) fn add_phone(phones: &mut Vec<Phone>, phone: Phone) {
    let key = |number: &str| {
        let digits = domain::digits(number);
        if digits.is_empty() { number.to_lowercase() } else { digits }
    };
    if let Some(known) = phones.iter_mut().find(|known| key(&known.number) == key(&phone.number)) {
        if known.label.is_empty() {
            known.label = phone.label;
        }
    } else {
        phones.push(phone);
    }
}
