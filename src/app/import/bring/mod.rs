//! From a foreign file to records, as one operation.
//!
//! A file is read whole and every row checked before anything is written: [`read_table`](super::read_table) and
//! [`read_vcards`](super::read_vcards) give tables and cards, the mapping says what the columns mean, each row
//! becomes a draft, and the book finds or makes the records that the drafts mean. What differs from the store in
//! the end goes through the gate as one [`domain::Command::Import`].
//!
//! What a file is not authority over is left alone: facts on record (promises, completions, visits), and sites
//! that a row about a job merely names.

mod added;
mod alias;
mod book;
mod cells;
mod draft;
mod email;
mod field;
mod header;
mod keep_client;
mod keep_equipment;
mod keep_job;
mod keep_site;
mod keep_staff;
mod kind;
mod layout;
mod mapping;
mod near_duplicate;
mod options;
mod orders;
mod preview;
mod read_card;
mod read_client;
mod read_equipment;
mod read_job;
mod read_staff;
mod report;
mod rows;
mod say;
mod shelf;
mod watch;
mod word;

use domain::{Business, Command, Moment, Refusal};
use store::Reader;

pub use kind::ImportKind;
pub use options::{ImportOptions, read_map, source_of_file};
pub use preview::{DatesPreview, ImportPreview, PreviewColumn, preview_import};
pub use report::{ColumnUse, Counts, ImportReport, NearDuplicate, Recognised};
pub use watch::ImportStep;

pub(super) use say::listed;

use crate::execute::{commit_watched, decide_in};
use crate::import::own::{OwnDesk, OwnFile, bring_own, hints_of_own, is_own_lines, is_own_table};
use crate::import::table::read_decoded;
use crate::import::{
    Cards, Decoded, Encoding, Hints, RowError, Table, Unreadable, decode, read_table, read_vcards,
};
use crate::{App, AppError, Result};
use book::Book;
use orders::find_orders;
use rows::Progress;
use watch::{EVERY, Watch};

/// A file that could be read.
enum Input {
    Table(Table),
    Cards(Cards),
    /// A table that an export of ours wrote.
    OwnTable(Table),
    /// JSON that an export of ours wrote.
    OwnLines(Decoded),
}

/// Who imports, when.
struct Hand {
    now: Moment,
    actor: String,
}

impl App {
    /// Brings a file in as one operation, or reports why not.
    ///
    /// A file that cannot be read, whose columns say nothing or that has a bad row comes back as a rejected report
    /// with every reason, and nothing is written; with `skip_bad` its good rows come in. An error is only a store
    /// or a business that fails.
    pub fn import(
        &mut self,
        kind: ImportKind,
        bytes: &[u8],
        options: &ImportOptions,
    ) -> Result<ImportReport> {
        let report = self.import_watched(kind, bytes, options, &mut |_| true)?;
        Ok(report.unwrap_or_else(|| ImportReport::new(kind, options.source_name(), options.dry_run)))
    }

    /// As [`App::import`], telling how far it has come. Told to stop it answers with none, and nothing of the
    /// file is left.
    pub fn import_watched(
        &mut self,
        kind: ImportKind,
        bytes: &[u8],
        options: &ImportOptions,
        tell: &mut dyn FnMut(ImportStep) -> bool,
    ) -> Result<Option<ImportReport>> {
        let options = &ImportOptions { definitions: self.definitions.clone(), ..options.clone() };
        let mut watch = Watch::new(tell);
        let mut report = ImportReport::new(kind, options.source_name(), options.dry_run);
        let input = match read_input(kind, bytes, options) {
            Ok(input) => input,
            Err(unreadable) => {
                report.errors.push(unreadable_at(&unreadable));
                report.reject();
                return Ok(Some(report));
            }
        };
        let hand = Hand { now: self.clock.now(), actor: self.actor.clone() };
        if options.dry_run {
            self.rehearse_import(&input, options, &hand, &mut report, &mut watch)?;
        } else {
            self.carry_out_import(&input, options, &hand, &mut report, &mut watch)?;
        }
        Ok((!watch.is_stopped()).then_some(report))
    }

    fn rehearse_import(
        &self,
        input: &Input,
        options: &ImportOptions,
        hand: &Hand,
        report: &mut ImportReport,
        watch: &mut Watch<'_>,
    ) -> Result<()> {
        self.store.read(|reader| {
            let Some(command) = plan(*reader, input, options, hand, report, watch)? else { return Ok(()) };
            if watch.goes_on(ImportStep::Deciding)
                && let Err(error) = decide_in(reader, command, hand.now, &hand.actor, None, &self.definitions)
            {
                reject_refused(report, error)?;
            }
            Ok(())
        })
    }

    fn carry_out_import(
        &mut self,
        input: &Input,
        options: &ImportOptions,
        hand: &Hand,
        report: &mut ImportReport,
        watch: &mut Watch<'_>,
    ) -> Result<()> {
        self.require_live()?;
        let mut tx = self.store.begin()?;
        let Some(command) = plan(*tx, input, options, hand, report, watch)? else { return Ok(()) };
        if !watch.goes_on(ImportStep::Deciding) {
            return Ok(());
        }
        match decide_in(&tx, command, hand.now, &hand.actor, None, &self.definitions) {
            Ok(decision) => {
                let total = decision.changes.len();
                let mut writes = |done: usize| {
                    !done.is_multiple_of(EVERY) || watch.goes_on(ImportStep::Writing { done, total })
                };
                let written = commit_watched(&mut tx, &decision, hand.now, &hand.actor, None, &mut writes);
                // Until here nothing lasts: leaving the transaction takes all of it back.
                if !watch.goes_on(ImportStep::Writing { done: total, total }) {
                    return Ok(());
                }
                let outcome = written?;
                let committed = tx.commit();
                report.operation = Some(self.confirm(committed, outcome)?.operation);
                self.tidy_after(total);
            }
            Err(error) => reject_refused(report, error)?,
        }
        Ok(())
    }
}

fn read_input(
    kind: ImportKind,
    bytes: &[u8],
    options: &ImportOptions,
) -> std::result::Result<Input, Unreadable> {
    let start = bytes.get(..256).unwrap_or(bytes);
    let has_card = decode(start).is_ok_and(|start| {
        let text = start.text.trim_start();
        text.get(..11).is_some_and(|word| word.eq_ignore_ascii_case("BEGIN:VCARD"))
    });
    if kind == ImportKind::Clients && has_card {
        return read_vcards(bytes).map(Input::Cards);
    }
    let hints = Hints { delimiter: options.delimiter, header_line: options.header_line };
    // Whoever says whose the file is, or what its columns mean, has it read like anybody else's.
    if options.source.is_some() || !options.map.is_empty() {
        return read_table(bytes, &hints).map(Input::Table);
    }
    let decoded = decode(bytes)?;
    if is_own_lines(kind, &decoded.text) {
        return Ok(Input::OwnLines(decoded));
    }
    let hints = hints_of_own(&decoded.text, hints);
    let table = read_decoded(decoded, &hints)?;
    Ok(if is_own_table(kind, &table) { Input::OwnTable(table) } else { Input::Table(table) })
}

/// Where a file stopped being readable.
pub(super) fn unreadable_at(unreadable: &Unreadable) -> RowError {
    let line = match unreadable {
        Unreadable::OpenQuote { line, .. }
        | Unreadable::FieldTooLong { line, .. }
        | Unreadable::TooManyRows { line }
        | Unreadable::TooManyColumns { line } => *line,
        Unreadable::Io(_)
        | Unreadable::Empty
        | Unreadable::TooLarge
        | Unreadable::Binary { .. }
        | Unreadable::NoHeader
        | Unreadable::NoCard => 1,
    };
    RowError::of_row(line, unreadable.to_string())
}

/// A rule that stands in the way of the whole: nothing was written.
fn reject_refused(report: &mut ImportReport, error: AppError) -> Result<()> {
    match error {
        AppError::Refused(Refusal::NothingToDo { .. }) => Ok(()),
        AppError::Refused(refusal) => {
            report.errors.push(RowError::of_row(0, refusal.to_string()));
            report.reject();
            Ok(())
        }
        other => Err(other),
    }
}

/// Goes through the whole file; gives what is to be stored, if anything is and nothing stands in the way.
fn plan(
    reader: Reader<'_>,
    input: &Input,
    options: &ImportOptions,
    hand: &Hand,
    report: &mut ImportReport,
    watch: &mut Watch<'_>,
) -> Result<Option<Command>> {
    let business = reader.business()?.ok_or(AppError::NoBusiness)?;
    match input {
        Input::OwnTable(table) => {
            describe_table(report, table);
            return plan_own(reader, business, &OwnFile::Table(table), options, hand, report);
        }
        Input::OwnLines(decoded) => {
            report.recognised.encoding = encoding_name(&decoded.encoding);
            return plan_own(reader, business, &OwnFile::Lines(&decoded.text), options, hand, report);
        }
        Input::Table(_) | Input::Cards(_) => {}
    }
    let book = Book::open(reader, report.source.clone(), business, hand.now, hand.actor.clone())?;
    let mut progress = Progress::new(book, options);
    let is_read = match input {
        Input::Cards(cards) => {
            describe_cards(report, cards);
            progress.bring_cards(cards, watch)?;
            true
        }
        Input::Table(table) => bring_table(&mut progress, table, options, report, watch)?,
        Input::OwnTable(_) | Input::OwnLines(_) => false,
    };
    if watch.is_stopped() {
        return Ok(None);
    }
    let stands = is_read && (progress.errors.is_empty() || options.skip_bad);
    let (brought, counts) = progress.finish(report);
    if !stands {
        report.reject();
        return Ok(None);
    }
    report.records = counts;
    Ok((!brought.is_empty()).then_some(Command::Import(brought, said_of(report.kind, options))))
}

/// As [`plan`], for a file that an export of ours wrote.
fn plan_own(
    reader: Reader<'_>,
    business: Business,
    file: &OwnFile<'_>,
    options: &ImportOptions,
    hand: &Hand,
    report: &mut ImportReport,
) -> Result<Option<Command>> {
    let (now, actor) = (hand.now, hand.actor.clone());
    let desk = OwnDesk { reader, business, definitions: &options.definitions, now, actor };
    let brought = bring_own(&desk, report.kind, file, report)?;
    if !report.errors.is_empty() && !options.skip_bad {
        report.reject();
        return Ok(None);
    }
    Ok((!brought.is_empty()).then_some(Command::Import(brought, said_of(report.kind, options))))
}

/// What the operation is to be called.
fn said_of(kind: ImportKind, options: &ImportOptions) -> String {
    match &options.file_name {
        Some(file) => {
            format!("{} from {}", kind.word(), file.rsplit(['/', '\\']).next().unwrap_or(file))
        }
        None => kind.word().to_owned(),
    }
}

/// Goes through a table; whether its columns could be understood.
fn bring_table(
    progress: &mut Progress<'_>,
    table: &Table,
    options: &ImportOptions,
    report: &mut ImportReport,
    watch: &mut Watch<'_>,
) -> Result<bool> {
    describe_table(report, table);
    let found = mapping::Mapping::find(table, report.kind, options).and_then(|mapping| {
        rows::require_client(table, &mapping, report.kind, options)?;
        Ok(mapping)
    });
    let mapping = match found {
        Ok(mapping) => mapping,
        Err(errors) => {
            progress.errors.extend(errors);
            return Ok(false);
        }
    };
    progress.warnings.extend(added::unfed(table, report.kind, &mapping, &options.definitions));
    let column_use =
        |column: usize, field: &str| ColumnUse { column: table.column_name(column), field: field.to_owned() };
    let uses = mapping.by_column();
    report.recognised.columns =
        uses.iter().map(|(column, field)| column_use(*column, field.name())).collect();
    let added = mapping.added.iter().map(|added| column_use(added.column, &added.name()));
    report.recognised.columns.extend(added);
    report.unmapped = mapping.unmapped.iter().map(|column| table.column_name(*column)).collect();
    let (orders, unsettled) = find_orders(table, &mapping, options.date_order);
    report.recognised.dates =
        orders.iter().map(|(column, order)| column_use(*column, super::order_name(*order))).collect();
    report.recognised.dates.sort_by(|a, b| a.column.cmp(&b.column));
    if !unsettled.is_empty() {
        progress.errors.extend(unsettled);
        return Ok(false);
    }
    progress.bring_rows(report.kind, table, &mapping, &orders, watch)?;
    Ok(true)
}

fn describe_table(report: &mut ImportReport, table: &Table) {
    report.rows = table.rows.len() as u64;
    report.notes.clone_from(&table.notes);
    let layout = layout::layout_of(table).unwrap_or("columns by name");
    layout.clone_into(&mut report.recognised.layout);
    report.recognised.encoding = encoding_name(&table.encoding);
    report.recognised.delimiter = table.delimiter;
    report.recognised.header_line = Some(table.header_line);
}

fn describe_cards(report: &mut ImportReport, cards: &Cards) {
    report.rows = cards.cards.len() as u64;
    report.notes.clone_from(&cards.notes);
    "vCard".clone_into(&mut report.recognised.layout);
    report.recognised.encoding = encoding_name(&cards.encoding);
}

fn encoding_name(encoding: &Encoding) -> String {
    let guessed = if encoding.guessed { " (by its letters)" } else { "" };
    format!("{}{guessed}", encoding.name)
}
