//! The arguments: what holds for every verb, and the verbs.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{ArgAction, Args as ClapArgs, ColorChoice, Parser, Subcommand};

use crate::failure::Result;
use crate::session::{Next, Session};
use crate::verb::{self, RecordVerb};

/// The dispatch desk of a small service business in a terminal.
///
/// Alone it opens the screen; everything the screen does has a verb here.
#[derive(Debug, Parser)]
#[command(name = "truckroll", version, propagate_version = true, subcommand_help_heading = "Verbs")]
#[command(
    after_help = "Ids look like J-1042, V-88 or C-17; the beginning of a name does when only one begins so.\n\
    Times: 9am, 14:30, tmw pm, fri 2-4pm, 25 nov 9:00 for 2h. “-” as a text or file reads standard input."
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

/// The arguments of the screen: those of [`Args`] where no verb is named.
///
/// To put the arguments of all verbs together takes longer than all else before the store is opened.
#[derive(Debug, Parser)]
#[command(name = "truckroll", disable_help_flag = true)]
pub(crate) struct NoVerb {
    #[command(flatten)]
    pub(crate) globals: Globals,
}

/// What holds for every verb.
#[derive(Debug, Clone, Default, ClapArgs)]
#[command(next_help_heading = "Everywhere")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Globals {
    /// The store's file
    #[arg(long, global = true, value_name = "PATH", env = "TRUCKROLL_DB")]
    pub(crate) db: Option<PathBuf>,
    /// Whether the command line itself names the store, not the environment
    #[arg(skip)]
    pub(crate) db_is_said: bool,
    /// The configuration file
    #[arg(long, global = true, value_name = "PATH", env = "TRUCKROLL_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Who is acting [default: the login name]
    #[arg(long = "as", global = true, value_name = "NAME", env = "TRUCKROLL_ACTOR")]
    pub(crate) actor: Option<String>,
    /// A clock that stands still at this moment, such as 2026-11-24T09:00:00Z
    #[arg(long, global = true, value_name = "RFC3339", env = "TRUCKROLL_NOW", value_parser = moment_of)]
    pub(crate) now: Option<DateTime<Utc>>,
    /// Print one JSON object
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Print without lines and colours, for screen readers and pipes
    #[arg(long, global = true)]
    pub(crate) plain: bool,
    /// Draw the frame of the screen with ASCII alone
    #[arg(long, global = true)]
    pub(crate) ascii: bool,
    /// When to use colour; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
    /// Say yes to what would be asked
    #[arg(long, global = true)]
    pub(crate) yes: bool,
    /// Say more when something fails
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Make a new store with the business's settings
    Init(verb::init::Init),
    /// A sample day in a throw-away store
    Demo(verb::demo::Demo),
    /// Where the configuration is and what it says
    #[command(subcommand)]
    Config(verb::config::ConfigVerb),
    /// Look at a store's health without changing it
    Doctor(verb::doctor::Doctor),
    /// Copy the store to a verified backup
    Backup(verb::backup::Backup),
    /// Put a backup in the place of the store; the file that was there is kept
    Restore(verb::restore::Restore),
    /// Bring the store's schema up to date, as opening it does
    Migrate(verb::migrate::Migrate),
    /// The business's own settings
    #[command(subcommand)]
    Business(verb::business::BusinessVerb),
    /// Who we owe work to
    #[command(subcommand)]
    Client(verb::merge::ClientVerb),
    /// People at a client
    #[command(subcommand)]
    Contact(RecordVerb<domain::Contact>),
    /// Where work happens
    #[command(subcommand)]
    Site(verb::tag::SiteVerb),
    /// What is installed at a site
    #[command(subcommand)]
    Equipment(RecordVerb<domain::Equipment>),
    /// Who does the work
    #[command(subcommand)]
    Technician(verb::tag::TechnicianVerb),
    /// Time that is not for jobs: time off, training, a van service
    #[command(subcommand)]
    Event(RecordVerb<domain::Event>),
    /// The price book
    #[command(subcommand)]
    Service(RecordVerb<domain::Service>),
    /// What was agreed with a client
    #[command(subcommand)]
    Job(verb::job::JobVerb),
    /// The trips for a job
    #[command(subcommand)]
    Visit(verb::visit::VisitVerb),
    /// Where the bill of a job stands
    #[command(subcommand)]
    Invoice(verb::invoice::InvoiceVerb),
    /// One day of the calendar, today unless another is named
    Day(verb::day::Day),
    /// A week: how full each technician's days are
    Week(verb::week::Week),
    /// A month: how each of its days stands
    Month(verb::week::Month),
    /// Today: what needs attention, and where everybody is
    Today(verb::today::Today),
    /// The jobs by stage
    Board(verb::board::Board),
    /// The visits that have no slot or no technician
    Tray(verb::tray::Tray),
    /// Drafts: plans beside the plan, to change, compare and commit or throw away
    #[command(subcommand)]
    Draft(verb::draft::DraftVerb),
    /// The best times for a job and who could go, with every term of the score and every rule that keeps others out
    Slots(verb::slots::Slots),
    /// Somebody runs late: what becomes of the rest of the day, what can be done about it, and what to tell whom
    Late(verb::late::Late),
    /// Find anything by name, phone, address, e-mail, serial, title or note
    Find(verb::find::Find),
    /// Filters kept under names
    #[command(subcommand)]
    Filter(verb::filter::FilterVerb),
    /// What was done, newest first
    Log(verb::log::Log),
    /// Take an operation back: yours last, or the one named
    Undo(verb::undo::Undo),
    /// Make the operation again that was undone last
    Redo,
    /// What a shell needs to complete the command line
    Completions(verb::completions::Completions),
    /// The manual page, with every key of the screen
    Man(verb::man::ManPage),
    /// Bring records in from a file, all or none
    Import(verb::import::Import),
    /// Where postcodes are, for sites that have no position of their own
    #[command(subcommand)]
    Place(verb::place::PlaceVerb),
    /// Write records out: tables for spreadsheets, JSON for programs and other stores
    Export(verb::export::Export),
}

impl Verb {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> Result<Next> {
        let answer = match self {
            Verb::Init(verb) => verb.run(session),
            Verb::Demo(verb) => return verb.run(session),
            Verb::Config(verb) => verb.run(session),
            Verb::Doctor(verb) => verb.run(session),
            Verb::Backup(verb) => verb.run(session),
            Verb::Restore(verb) => verb.run(session),
            Verb::Migrate(verb) => verb.run(session),
            Verb::Business(verb) => verb.run(session),
            Verb::Client(verb) => verb.run(session),
            Verb::Contact(verb) => verb.run(session),
            Verb::Site(verb) => verb.run(session),
            Verb::Equipment(verb) => verb.run(session),
            Verb::Technician(verb) => verb.run(session),
            Verb::Event(verb) => verb.run(session),
            Verb::Service(verb) => verb.run(session),
            Verb::Job(verb) => verb.run(session),
            Verb::Visit(verb) => verb.run(session),
            Verb::Invoice(verb) => verb.run(session),
            Verb::Day(verb) => verb.run(session),
            Verb::Week(verb) => verb.run(session),
            Verb::Month(verb) => verb.run(session),
            Verb::Today(today) => today.run(session),
            Verb::Board(verb) => verb.run(session),
            Verb::Tray(verb) => verb.run(session),
            Verb::Draft(verb) => verb.run(session),
            Verb::Slots(verb) => verb.run(session),
            Verb::Late(verb) => verb.run(session),
            Verb::Find(verb) => verb.run(session),
            Verb::Filter(verb) => verb.run(session),
            Verb::Log(verb) => verb.run(session),
            Verb::Undo(verb) => verb.run(session),
            Verb::Redo => verb::undo::redo(session),
            Verb::Completions(verb) => verb.run(session),
            Verb::Man(verb) => verb.run(session),
            Verb::Import(verb) => verb.run(session),
            Verb::Place(verb) => verb.run(session),
            Verb::Export(verb) => verb.run(session),
        };
        answer.map(Next::Answer)
    }
}

/// What every changing verb takes.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct Change {
    /// Do it although a soft guard advises against; the reason stays on the record
    #[arg(long = "override", value_name = "REASON")]
    pub(crate) override_reason: Option<String>,
    /// Refuse if the record has moved on from this version (list and show give it)
    #[arg(long, value_name = "VERSION")]
    pub(crate) seen: Option<i64>,
}

/// At what time things are looked at.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct AsOf {
    /// As it stood then, such as 09:00, yesterday 5pm or 24 nov 9am; it is worked out in memory, on a copy
    #[arg(long = "as-of", value_name = "TIME")]
    pub(crate) as_of: Option<String>,
}

/// In which plan: the one that holds, or a draft.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct InDraft {
    /// In this draft, by number or name, and not in the plan itself
    #[arg(long, value_name = "DRAFT")]
    pub(crate) draft: Option<String>,
}

/// Which plan is looked at.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct WhichPlan {
    #[command(flatten)]
    pub(crate) past: AsOf,
    /// As this draft has it, by number or name
    #[arg(long, value_name = "DRAFT", conflicts_with = "as_of")]
    pub(crate) draft: Option<String>,
}

/// Which page of a list.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Page {
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = count_of)]
    pub(crate) limit: usize,
    /// How many to skip first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
}

/// Reads a moment of RFC 3339.
fn moment_of(text: &str) -> std::result::Result<DateTime<Utc>, String> {
    text.parse().map_err(|_| "write it with date, time and offset: 2026-11-24T09:00:00Z".to_owned())
}

/// Reads how many are wanted: at least one.
pub(crate) fn count_of(text: &str) -> std::result::Result<usize, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "give a whole number from 1".to_owned())
}
