//! `job tag`, `client tag`, `site tag` and `technician tag`: tags put on and taken off, the others kept.

use clap::{Args, Subcommand};
use domain::{Command, EntityKind, Site, Technician};

use super::record::RecordVerb;
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;
use crate::several::SeveralChange;

/// What can be done with sites.
#[derive(Debug, Subcommand)]
pub(crate) enum SiteVerb {
    #[command(flatten)]
    Record(Box<RecordVerb<Site>>),
    /// Put tags on sites, or take them off; those that are not named stay
    Tag(Tag),
}

impl SiteVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            SiteVerb::Record(verb) => verb.run(session),
            SiteVerb::Tag(tag) => tag.run(session, EntityKind::Site),
        }
    }
}

/// What can be done with technicians.
#[derive(Debug, Subcommand)]
pub(crate) enum TechnicianVerb {
    #[command(flatten)]
    Record(Box<RecordVerb<Technician>>),
    /// Put tags on technicians, or take them off; those that are not named stay
    Tag(Tag),
}

impl TechnicianVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            TechnicianVerb::Record(verb) => verb.run(session),
            TechnicianVerb::Tag(tag) => tag.run(session, EntityKind::Technician),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Tag {
    /// What is tagged, by id or name
    #[arg(required = true, value_name = "RECORD")]
    records: Vec<String>,
    /// A tag to put on; may be repeated
    #[arg(long, value_name = "TAG", required_unless_present = "remove")]
    add: Vec<String>,
    /// A tag to take off; may be repeated
    #[arg(long, value_name = "TAG")]
    remove: Vec<String>,
    #[command(flatten)]
    several: SeveralChange,
}

impl Tag {
    /// Tags records of a kind, all as one operation.
    pub(crate) fn run(&self, session: &Session, kind: EntityKind) -> Result<Answer> {
        let mut desk = session.open()?;
        let about = desk.records(kind, &self.records)?;
        let bare = |tags: &[String]| -> Vec<String> {
            tags.iter().map(|tag| tag.trim().trim_start_matches('#').to_owned()).collect()
        };
        let (add, remove) = (bare(&self.add), bare(&self.remove));
        let retag = |_: &Desk, id| Ok(Command::Retag(id, add.clone(), remove.clone()));
        desk.change_each(&about, retag, &self.several)
    }
}
