//! `import`: records from a file, all or none.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use app::App;
use app::import::{
    Everything, ImportKind, ImportOptions, ImportReport, MAX_EVERYTHING_BYTES, PlaceOptions, read_capped,
    read_map,
};
use clap::{Args, ValueEnum};
use domain::DateOrder;
use serde_json::json;

use super::{import_calendar, import_places};
use crate::choice::{Choices, one_of};
use crate::desk::say_outcome;
use crate::failure::{Failure, Result};
use crate::output::{Answer, escape_hidden};
use crate::session::Session;

/// What the file holds, as arguments name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindArg {
    /// Clients with their contacts and sites
    Clients,
    /// Jobs, with the clients and sites that are not there yet
    Jobs,
    /// Technicians with skills and home bases
    Technicians,
    /// The price book
    Services,
    /// What is installed at sites, with the clients and sites that are not there yet
    Equipment,
    /// Visits that “export visits” wrote
    Visits,
    /// What takes somebody's time, from a calendar (.ics); say whose with --technician
    Busy,
    /// Public holidays, from a calendar (.ics) or a table of dates and names
    Holidays,
    /// Where postcodes are: GeoNames' postal code files, or a table with postcode, latitude and longitude
    Places,
    /// What “export everything” wrote, into a store without any records; a missing store is made
    Everything,
}

impl KindArg {
    /// What the rows are; none for files that have no rows of records.
    fn of_rows(self) -> Option<ImportKind> {
        match self {
            KindArg::Clients => Some(ImportKind::Clients),
            KindArg::Jobs => Some(ImportKind::Jobs),
            KindArg::Technicians => Some(ImportKind::Technicians),
            KindArg::Services => Some(ImportKind::Services),
            KindArg::Equipment => Some(ImportKind::Equipment),
            KindArg::Visits => Some(ImportKind::Visits),
            KindArg::Busy | KindArg::Holidays | KindArg::Places | KindArg::Everything => None,
        }
    }
}

/// The orders of dates.
const ORDERS: Choices<DateOrder> = &[
    (DateOrder::Dmy, "dmy", "Day, month, year"),
    (DateOrder::Mdy, "mdy", "Month, day, year"),
    (DateOrder::Ymd, "ymd", "Year, month, day"),
];

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll import clients contacts.csv --dry-run\n  \
    truckroll import jobs orders.csv --map 'Order no=id' --date-order dmy\n  \
    truckroll import clients - --source phone-book\n  \
    truckroll import busy dana.ics --technician Dana\n  \
    truckroll import holidays uk.ics\n  \
    truckroll import places GB.txt\n  \
    truckroll import places zips.csv --country US --map 'code=postcode'\n\n\
    Places say where sites are that have no position of their own. They are reference data, not records: undo does not\n\
    take them back, “truckroll place remove COUNTRY” does. More than 100,000 rows are brought in parts:\n  \
    split -l 100000 GB_full.txt part-")]
pub(crate) struct Import {
    /// What the file holds
    kind: KindArg,
    /// The file: CSV, vCard, iCalendar or JSON lines; “-” reads standard input
    file: PathBuf,
    /// A column and the field it is; an empty field leaves the column out; may be repeated
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    maps: Vec<String>,
    /// The order of day, month and year in its dates, when the file does not tell
    #[arg(long, value_name = "ORDER", value_parser = one_of(ORDERS))]
    date_order: Option<DateOrder>,
    /// Whose ids the file has, by which the same rows are known again [default: by the file's name]
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The client of rows that name none
    #[arg(long, value_name = "CLIENT")]
    client: Option<String>,
    /// Whose busy times these are, by id or name; “everybody” for everybody
    #[arg(long, value_name = "TECHNICIAN")]
    technician: Option<String>,
    /// The country of places whose rows name none
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// What divides the cells, when it is not found out
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<char>,
    /// The line of the header, when it is not found out
    #[arg(long, value_name = "LINE")]
    header_line: Option<u64>,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
    /// Import the good rows although others are bad
    #[arg(long)]
    skip_bad: bool,
    /// Write the whole report, with every bad row and its reason, to this new file (JSON)
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

impl Import {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        if matches!(self.kind, KindArg::Busy | KindArg::Holidays) {
            return self.calendar(session);
        }
        if self.kind == KindArg::Places {
            return self.places(session);
        }
        let Some(kind) = self.kind.of_rows() else { return self.everything(session) };
        let options = self.options()?;
        let bytes = read(&self.file)?;
        let mut desk = session.open()?;
        let report = desk.app.import(kind, &bytes, &options)?;
        if let Some(path) = &self.report {
            write_report(path, &report)?;
        }
        if report.rejected {
            return Err(rejection(&report));
        }
        session.output.answer(&report, |page| report.lines().iter().for_each(|line| page.line(line)))
    }

    /// Brings places of postcodes in.
    fn places(self, session: &Session) -> Result<Answer> {
        if self.source.is_some() || self.client.is_some() || self.date_order.is_some() {
            let message = "places have no ids, no clients and no dates";
            return Err(Failure::usage("kind", message, "leave --source, --client and --date-order out"));
        }
        let columns = self.options()?;
        let options = PlaceOptions {
            country: self.country.as_deref().map(import_places::country).transpose()?,
            map: columns.map,
            delimiter: columns.delimiter,
            header_line: columns.header_line,
            dry_run: columns.dry_run,
            skip_bad: columns.skip_bad,
        };
        let bytes = read(&self.file)?;
        let mut desk = session.open()?;
        let report = import_places::bring(&mut desk, &bytes, &options)?;
        if let Some(path) = &self.report {
            write_report(path, &report)?;
        }
        import_places::answer(&desk, &report)
    }

    /// Brings the times or days of a calendar in.
    fn calendar(self, session: &Session) -> Result<Answer> {
        if !self.maps.is_empty() || self.client.is_some() {
            let message = "a calendar has no columns and no clients";
            return Err(Failure::usage("map", message, "leave --map and --client out"));
        }
        let (options, bytes) = (self.options()?, read(&self.file)?);
        let mut desk = session.open()?;
        let report = if self.kind == KindArg::Busy {
            import_calendar::busy(&mut desk, &bytes, self.technician.as_deref(), &options)?
        } else {
            desk.app.import_holidays(&bytes, &options)?
        };
        if let Some(path) = &self.report {
            write_report(path, &report)?;
        }
        import_calendar::answer(&desk, &report)
    }

    /// Brings a file of everything into a store that is empty, or makes one of it.
    fn everything(self, session: &Session) -> Result<Answer> {
        let is_plain = self.maps.is_empty()
            && self.source.is_none()
            && self.client.is_none()
            && !self.skip_bad
            && self.report.is_none();
        if !is_plain {
            let message = "a file of everything has no columns, and it comes in whole";
            return Err(Failure::usage("map", message, "leave the flags for tables out"));
        }
        let everything = read_everything(&self.file)?;
        let file = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let count = everything.len();
        if self.dry_run {
            let data = json!({ "dry_run": true, "records": count });
            let said = format!("{count} records of {file} would be imported; nothing was written.");
            return session.output.answer(&data, |page| page.line(&said));
        }
        let db = session.db()?;
        if db.symlink_metadata().is_ok() {
            let mut desk = session.open()?;
            let outcome = desk.app.import_everything(everything, &file)?;
            return desk.said(&outcome);
        }
        session.make_store_folder(&db)?;
        let (_, outcome) = App::init_from(&db, everything, &file, session.clock(), session.actor()?)?;
        session.note_written();
        session.output.answer(&outcome, |page| {
            say_outcome(page, &outcome);
            page.field("store", &db.display().to_string());
        })
    }

    fn options(&self) -> Result<ImportOptions> {
        let example = "write it as --map \"Column name=field\"";
        let map = self.maps.iter().map(|text| read_map(text));
        let map = map.collect::<std::result::Result<Vec<_>, String>>();
        Ok(ImportOptions {
            file_name: self
                .file
                .file_name()
                .filter(|name| *name != "-")
                .map(|name| name.to_string_lossy().into_owned()),
            source: self.source.clone(),
            map: map.map_err(|message| Failure::usage("map", message, example))?,
            client: self.client.clone(),
            date_order: self.date_order,
            delimiter: self.delimiter,
            header_line: self.header_line,
            dry_run: self.dry_run,
            skip_bad: self.skip_bad,
            ..ImportOptions::default()
        })
    }
}

/// The bytes of a file, or of standard input, up to the cap.
fn read(path: &Path) -> Result<Vec<u8>> {
    let rejected = |error: app::import::Unreadable| Failure::Input {
        message: format!("{}: {error}", path.display()),
        hints: Vec::new(),
        detail: None,
    };
    if path == Path::new("-") {
        return read_capped(std::io::stdin().lock()).map_err(rejected);
    }
    match File::open(path) {
        Ok(file) => read_capped(file).map_err(rejected),
        Err(error) => Err(unread(path, error)),
    }
}

/// That a file cannot be opened or read.
fn unread(path: &Path, error: std::io::Error) -> Failure {
    if error.kind() != std::io::ErrorKind::NotFound {
        return Failure::io("reading", path, error);
    }
    Failure::NotFound {
        message: format!("there is no file {}", path.display()),
        hint: "name the file to import, or - for standard input".to_owned(),
    }
}

/// A file of everything; it may be larger than a table.
fn read_everything(path: &Path) -> Result<Everything> {
    let mut text = String::new();
    let limit = MAX_EVERYTHING_BYTES + 1;
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_string(&mut text)
    } else {
        File::open(path).and_then(|file| file.take(limit).read_to_string(&mut text))
    };
    let rejected = |message: String| Failure::Input {
        message: format!("{}: {message}", path.display()),
        hints: vec![
            "nothing was imported; export it again: truckroll export everything --out FILE".to_owned(),
        ],
        detail: None,
    };
    match read {
        Ok(length) if length as u64 > MAX_EVERYTHING_BYTES => {
            Err(rejected("it is larger than 1 GiB".to_owned()))
        }
        Ok(_) => Everything::read(&text).map_err(rejected),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Err(rejected("it is not UTF-8 text".to_owned()))
        }
        Err(error) => Err(unread(path, error)),
    }
}

/// The report as a file of its own, for the owner alone; nothing may be there yet.
fn write_report(path: &Path, report: &impl serde::Serialize) -> Result<()> {
    let text =
        serde_json::to_string_pretty(report).map_err(|error| Failure::io("writing", path, error.into()))?;
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let written = opened.and_then(|mut file| file.write_all((escape_hidden(text) + "\n").as_bytes()));
    written.map_err(|error| Failure::io("writing", path, error))
}

fn rejection(report: &ImportReport) -> Failure {
    let hint = "mend these rows and import the file again, or leave them out with --skip-bad";
    Failure::Input {
        message: report.lines().join("\n"),
        hints: vec![hint.to_owned()],
        detail: Some(json!({ "errors": report.errors, "report": report })),
    }
}
