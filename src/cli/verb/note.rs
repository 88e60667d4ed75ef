//! `job note` and `client note`: a note on each of several records.

use clap::Args;
use domain::{Command, EntityKind};

use crate::failure::Result;
use crate::output::Answer;
use crate::session::{Session, text_of};
use crate::several::{SeveralChange, split_ids_of_text};

#[derive(Debug, Args)]
pub(crate) struct Note {
    /// What it is about, by id or name; others may follow by number
    record: String,
    /// What to write; “-” reads standard input
    #[arg(required = true)]
    text: Vec<String>,
    #[command(flatten)]
    several: SeveralChange,
}

impl Note {
    /// Writes it about records of a kind.
    pub(crate) fn run(&self, session: &Session, kind: EntityKind) -> Result<Answer> {
        let (records, text) = split_ids_of_text(&self.record, &self.text, &[kind], "text")?;
        let mut desk = session.open()?;
        let text = text_of(&text)?;
        let about = desk.records(kind, &records)?;
        desk.change_each(&about, |_, id| Ok(Command::Note(id, text.clone())), &self.several)
    }
}
