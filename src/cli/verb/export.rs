//! `export`: records out of the store, for spreadsheets, programs and other stores.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use app::export::{ExportError, ExportFormat, ExportKind, ExportQuery, Exported};
use app::{AppError, JobQuery};
use clap::Args;
use domain::Stage;
use serde_json::json;
use tempfile::NamedTempFile;

use crate::choice::{Choices, one_of};
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::narrow::{Dates, Narrow, stage_of};
use crate::output::{Answer, escape_hidden};
use crate::session::Session;

/// What goes out.
const KINDS: Choices<ExportKind> = &[
    (ExportKind::Clients, "clients", "Clients with their contacts, sites and notes"),
    (ExportKind::Jobs, "jobs", "Jobs with their visits and notes"),
    (ExportKind::Visits, "visits", "Visits, for whom and where"),
    (ExportKind::Equipment, "equipment", "What is installed at sites"),
    (ExportKind::Technicians, "technicians", "Who does the work"),
    (ExportKind::Services, "services", "The price book"),
    (
        ExportKind::Everything,
        "everything",
        "Every record, for “import everything” into an empty store; json or jsonl",
    ),
];

/// The formats.
const FORMATS: Choices<ExportFormat> = &[
    (
        ExportFormat::Csv,
        "csv",
        "Comma-separated values (RFC 4180) in UTF-8, with texts that could be formulas made harmless",
    ),
    (ExportFormat::Json, "json", "One JSON document"),
    (ExportFormat::Jsonl, "jsonl", "One JSON object a line"),
    (ExportFormat::Xlsx, "xlsx", "A workbook"),
];

#[derive(Debug, Args)]
#[command(
    after_help = "A cell of a CSV file that a spreadsheet could take for a formula has an apostrophe in front; \
    an import takes it off again. Files are readable by their owner alone."
)]
pub(crate) struct Export {
    /// What goes out
    #[arg(value_parser = one_of(KINDS))]
    kind: ExportKind,
    /// The format [default: what the file's name says, else csv; json for everything]
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS))]
    format: Option<ExportFormat>,
    /// The new file, or a folder for a file named by what and when; without it, standard output
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
    /// With access notes, which hold codes of gates and alarms; everything always has them
    #[arg(long)]
    with_access_notes: bool,
    /// Jobs in this stage, such as to_schedule; may be repeated
    #[arg(long = "stage", value_name = "STAGE", value_parser = stage_of)]
    stages: Vec<Stage>,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    narrow: Narrow,
}

impl Export {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let kind = self.kind;
        let format = self.format(session)?;
        let desk = session.open()?;
        let (out, force, with_access_notes) = (self.out.clone(), self.force, self.with_access_notes);
        let query = ExportQuery { kind, format, jobs: self.query(&desk, session)?, with_access_notes };
        if kind == ExportKind::Everything {
            session
                .output
                .say("everything includes access notes (codes of gates and alarms): keep it to yourself");
        }
        match out.filter(|out| out != Path::new("-")) {
            Some(out) => to_file(&desk, session, &query, &out, force),
            None => to_standard_output(&desk, session, &query),
        }
    }

    fn format(&self, session: &Session) -> Result<ExportFormat> {
        let is_everything = self.kind == ExportKind::Everything;
        let of_name = || ExportFormat::of_file(self.out.as_deref()?.file_name()?.to_str()?);
        let usual =
            if is_everything || session.output.is_json() { ExportFormat::Json } else { ExportFormat::Csv };
        let format = self.format.or_else(of_name).unwrap_or(usual);
        let is_table = matches!(format, ExportFormat::Csv | ExportFormat::Xlsx);
        if is_everything && is_table {
            let message = format!("everything does not fit one table, and {} is one", format.word());
            return Err(Failure::usage("format", message, "say --format json or --format jsonl"));
        }
        if self.out.is_none() && session.output.is_json() && format != ExportFormat::Json {
            let message = format!("--json prints one JSON object, and {} is none", format.word());
            return Err(Failure::usage(
                "format",
                message,
                "leave --json out, or write a file with --out FILE",
            ));
        }
        if self.out.is_none() && format == ExportFormat::Xlsx && io::stdout().is_terminal() {
            let message = "a workbook is not for a terminal";
            return Err(Failure::usage("out", message, "write a file with --out FILE"));
        }
        Ok(format)
    }

    /// Which jobs or visits; what would narrow other kinds is refused rather than passed over.
    fn query(self, desk: &Desk, session: &Session) -> Result<JobQuery> {
        let (from, to) = self.dates.bounds(desk)?;
        let mut filter = self.narrow.filter(desk, session)?;
        filter.stages.extend(self.stages);
        let technicians = std::mem::take(&mut filter.technicians);
        let of_jobs = !filter.is_empty();
        filter.technicians = technicians;
        let of_visits = from.is_some() || to.is_some() || !filter.technicians.is_empty();
        let (fits, mend) = match self.kind {
            ExportKind::Jobs => (true, ""),
            ExportKind::Visits => (!of_jobs, "visits are narrowed by --technician, --from and --to"),
            ExportKind::Clients
            | ExportKind::Equipment
            | ExportKind::Technicians
            | ExportKind::Services
            | ExportKind::Everything => (!of_jobs && !of_visits, "only jobs and visits can be narrowed"),
        };
        if !fits {
            let message = format!("{} cannot be narrowed like that", self.kind.word());
            return Err(Failure::usage("filter", message, mend));
        }
        Ok(JobQuery { filter, from, to, ..JobQuery::default() })
    }
}

/// Writes a file that is whole or not there, for the owner alone.
fn to_file(desk: &Desk, session: &Session, query: &ExportQuery, out: &Path, force: bool) -> Result<Answer> {
    let path = if out.is_dir() { free_name(out, query, desk)? } else { out.to_owned() };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !force && path.symlink_metadata().is_ok() {
        return Err(already_there(&path));
    }
    // A temporary file is made for its owner alone (0600) and takes the name only once it is whole.
    let mut file = NamedTempFile::new_in(folder).map_err(|error| Failure::io("writing in", folder, error))?;
    let done = written(desk, query, &mut file, &path)?;
    file.as_file().sync_all().map_err(|error| Failure::io("writing", &path, error))?;
    let kept = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
    kept.map_err(|failed| match failed.error.kind() {
        ErrorKind::AlreadyExists => already_there(&path),
        _ => Failure::io("writing", &path, failed.error),
    })?;
    let data = json!({
        "path": path, "kind": query.kind.word(), "format": query.format.word(),
        "records": done.records, "rows": done.rows, "cut": done.cut,
    });
    session.output.answer(&data, |page| {
        let rows = if done.rows == done.records { String::new() } else { format!(" in {} rows", done.rows) };
        page.line(&format!("Wrote {} {}{rows} to {}", done.records, said(query.kind), path.display()));
        if done.cut > 0 {
            page.line(&format!(
                "{} texts are longer than a cell holds and were cut; csv and json have them whole",
                done.cut
            ));
        }
    })
}

fn said(kind: ExportKind) -> &'static str {
    if kind == ExportKind::Everything { "records" } else { kind.word() }
}

fn already_there(path: &Path) -> Failure {
    let message = format!("there is a file {} already", path.display());
    Failure::usage("out", message, "name another, or replace it with --force")
}

/// A name in a folder by what is exported and the day; with a number when that is taken.
fn free_name(folder: &Path, query: &ExportQuery, desk: &Desk) -> Result<PathBuf> {
    let stem = format!("truckroll-{}-{}", query.kind.word(), desk.app.today_date()?.format("%Y-%m-%d"));
    let ending = query.format.word();
    let names = std::iter::once(format!("{stem}.{ending}"));
    let mut names = names.chain((2..10_000).map(|number| format!("{stem}-{number}.{ending}")));
    let free = names.find(|name| folder.join(name).symlink_metadata().is_err());
    let free = free.ok_or_else(|| already_there(&folder.join(stem)))?;
    Ok(folder.join(free))
}

/// Writes to standard output by way of a file without a name: the store is read at the disk's pace, not at the
/// reader's, and nothing of a failed export gets out.
fn to_standard_output(desk: &Desk, session: &Session, query: &ExportQuery) -> Result<Answer> {
    let here = Path::new("a temporary file");
    let mut file = tempfile::tempfile().map_err(|error| Failure::io("writing", here, error))?;
    written(desk, query, &mut file, here)?;
    file.seek(SeekFrom::Start(0)).map_err(|error| Failure::io("reading", here, error))?;
    match pass_on(file, query.format, session.output.is_json()) {
        // A closed pipe ends quietly.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io("writing", Path::new("standard output"), error))
        }
        Ok(()) | Err(_) => Ok(Answer::nothing()),
    }
}

/// Copies the export, line by line where a line could steer a terminal.
fn pass_on(mut file: File, format: ExportFormat, in_envelope: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let is_text_for_eyes = format == ExportFormat::Csv && out.is_terminal();
    let is_json = matches!(format, ExportFormat::Json | ExportFormat::Jsonl);
    if !is_text_for_eyes && !is_json {
        io::copy(&mut file, &mut out)?;
        return out.flush();
    }
    if in_envelope {
        out.write_all(b"{\"ok\":true,\"data\":")?;
    }
    let mut lines = BufReader::new(file);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        let text = line.trim_end_matches(['\n', '\r']);
        let shown = if is_json { escape_hidden(text.to_owned()) } else { domain::visible(text).into_owned() };
        out.write_all(shown.as_bytes())?;
        // The lines of a document are its layout alone; an envelope is one line.
        out.write_all(if in_envelope { b"" } else { b"\n" })?;
        line.clear();
    }
    if in_envelope {
        out.write_all(b"}\n")?;
    }
    out.flush()
}

fn written<W: Write + Seek + Send>(
    desk: &Desk,
    query: &ExportQuery,
    out: W,
    path: &Path,
) -> Result<Exported> {
    desk.app.export(query, out).map_err(|error| match error {
        ExportError::App(error) => AppError::into(error),
        ExportError::Io(error) => Failure::io("writing", path, error),
        ExportError::Format(message) => Failure::usage("format", message, "truckroll export --help"),
    })
}
