//! What adding, editing, listing, showing and removing have in common for every kind of record.

mod address;
mod change;
mod in_use;
mod own;
mod put;
mod reach;
mod read;

use std::fmt::Debug;

use clap::{Args, Subcommand};
use domain::{Command, EntityKind, EntityRef, Record};

use crate::args::{AsOf, Change, Page as Paging};
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

pub(crate) use address::AddressArgs;
pub(crate) use change::{edit, remove};
pub(crate) use in_use::InUseArgs;
pub(crate) use own::{FieldArgs, SetArgs, cells_of, header_with, say_fields};
pub(crate) use put::{list_of, put, put_date, put_list, put_skills, put_text};
pub(crate) use reach::{CHANNELS, ReachArgs};
pub(crate) use read::{OfClient, card, fields, head, table};

/// A kind of record with the five verbs: what differs between the kinds.
pub(crate) trait Kind: TryFrom<Record> + Into<Record> + Clone + PartialEq {
    /// The kind.
    const KIND: EntityKind;
    /// What help says of it.
    const HELP: Help;
    /// What `add` takes.
    type Add: Args + Debug;
    /// What `edit` takes beside a new name.
    type Edit: Args + Debug;
    /// What `list` takes beside the page.
    type List: Args + Debug;
    /// What `show` takes beside the record.
    type Show: Args + Debug;

    /// The command that adds what was said.
    fn add(said: &Self::Add, desk: &Desk) -> Result<Command>;

    /// Where its name is.
    fn name(&mut self) -> &mut String;

    /// Changes what was said.
    fn edit(&mut self, said: &Self::Edit, desk: &Desk) -> Result<()>;

    /// A page of the records asked for.
    fn list(asked: &Self::List, paging: &Paging, desk: &Desk) -> Result<Answer>;

    /// One record.
    fn show(asked: &Self::Show, entity: EntityRef, desk: &Desk) -> Result<Answer>;
}

/// What help says of the verbs of a kind.
pub(crate) struct Help {
    /// Of `add`.
    pub(crate) add: &'static str,
    /// Of `edit`.
    pub(crate) edit: &'static str,
    /// Of `list`.
    pub(crate) list: &'static str,
    /// Of `show`.
    pub(crate) show: &'static str,
    /// Of `remove`.
    pub(crate) remove: &'static str,
    /// The argument that names a record: how it is written in the usage, and what it is.
    pub(crate) record: [&'static str; 2],
    /// Of a new name.
    pub(crate) name: &'static str,
}

/// What can be done with the records of a kind.
#[derive(Debug, Subcommand)]
pub(crate) enum RecordVerb<K: Kind> {
    #[command(about = K::HELP.add)]
    #[group(skip)]
    Add {
        #[command(flatten)]
        said: K::Add,
        // A heading of the fields above ends here.
        #[command(flatten, next_help_heading = None::<&'static str>)]
        change: Change,
    },
    #[command(about = K::HELP.edit)]
    #[group(skip)]
    Edit {
        #[arg(value_name = K::HELP.record[0], help = K::HELP.record[1])]
        record: String,
        #[arg(long, help = K::HELP.name)]
        name: Option<String>,
        #[command(flatten)]
        said: K::Edit,
        #[command(flatten)]
        change: Change,
    },
    #[command(about = K::HELP.list)]
    #[group(skip)]
    List {
        #[command(flatten)]
        asked: K::List,
        #[command(flatten)]
        past: AsOf,
        #[command(flatten)]
        paging: Paging,
    },
    #[command(about = K::HELP.show)]
    #[group(skip)]
    Show {
        #[arg(value_name = K::HELP.record[0], help = K::HELP.record[1])]
        record: String,
        #[command(flatten)]
        asked: K::Show,
        #[command(flatten)]
        past: AsOf,
    },
    #[command(about = K::HELP.remove)]
    #[group(skip)]
    Remove {
        #[arg(value_name = K::HELP.record[0], help = K::HELP.record[1])]
        record: String,
        #[command(flatten)]
        change: Change,
    },
}

impl<K: Kind> RecordVerb<K> {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let now = AsOf::default();
        let mut desk = session.open_at(match &self {
            RecordVerb::List { past, .. } | RecordVerb::Show { past, .. } => past,
            RecordVerb::Add { .. } | RecordVerb::Edit { .. } | RecordVerb::Remove { .. } => &now,
        })?;
        match self {
            RecordVerb::Add { said, change } => {
                let command = K::add(&said, &desk)?;
                desk.change(command, &[], &change)
            }
            RecordVerb::Edit { record, name, said, change } => {
                let entity = desk.app.resolve(K::KIND, &record)?;
                edit(&mut desk, entity, &change, |desk, record: &mut K| {
                    put(record.name(), name.as_ref());
                    record.edit(&said, desk)
                })
            }
            RecordVerb::List { asked, paging, .. } => K::list(&asked, &paging, &desk),
            RecordVerb::Show { record, asked, .. } => {
                K::show(&asked, desk.app.resolve(K::KIND, &record)?, &desk)
            }
            RecordVerb::Remove { record, change } => {
                let entity = desk.app.resolve(K::KIND, &record)?;
                remove(&mut desk, entity, &change)
            }
        }
    }
}
