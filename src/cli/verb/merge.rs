//! `client duplicates` and `client merge`: two records that are one client.

use app::{MergeRow, MergeView};
use clap::{Args, Subcommand};
use domain::{Client, ClientId, EntityKind};
use serde_json::json;

use super::note::Note;
use super::record::RecordVerb;
use super::tag::Tag;
use crate::failure::Result;
use crate::output::{Answer, Page};
use crate::session::Session;

/// What can be done with clients.
#[derive(Debug, Subcommand)]
pub(crate) enum ClientVerb {
    #[command(flatten)]
    Record(Box<RecordVerb<Client>>),
    /// Pairs of clients that share a name, number or e-mail address
    Duplicates,
    /// Make one client of two: everything of the second becomes the first's
    Merge(Merge),
    /// Write a note about clients
    Note(Note),
    /// Put tags on clients, or take them off; those that are not named stay
    Tag(Tag),
}

impl ClientVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            ClientVerb::Record(verb) => verb.run(session),
            ClientVerb::Duplicates => duplicates(session),
            ClientVerb::Merge(verb) => verb.run(session),
            ClientVerb::Note(note) => note.run(session, EntityKind::Client),
            ClientVerb::Tag(tag) => tag.run(session, EntityKind::Client),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The client that stays, by id or name
    keep: String,
    /// The client that goes
    gone: String,
    /// Only show both side by side, and what they would become
    #[arg(long)]
    dry_run: bool,
}

impl Merge {
    fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let view = desk.app.merge_view(desk.client(&self.keep)?, desk.client(&self.gone)?)?;
        if self.dry_run {
            return desk.session.output.answer(&view, |page| side_by_side(page, &view));
        }
        session.output.show(|page| side_by_side(page, &view));
        let (keep, gone) = (&view.keep, &view.gone);
        session.confirm(&format!(
            "{} {} becomes part of {} {}.",
            gone.id, gone.client.name, keep.id, keep.client.name
        ))?;
        let outcome = desk.app.merge_clients(&view)?;
        desk.said(&outcome)
    }
}

fn duplicates(session: &Session) -> Result<Answer> {
    let desk = session.open()?;
    let pairs = desk.app.duplicates()?;
    let data = json!({ "duplicates": pairs, "total": pairs.len() });
    desk.session.output.answer(&data, |page| {
        let named = |one: &app::view::Named<ClientId>| format!("{} {}", one.id, one.name);
        let row =
            |pair: &app::DuplicatePair| vec![named(&pair.keep), named(&pair.gone), pair.reasons.join(", ")];
        let rows: Vec<Vec<String>> = pairs.iter().map(row).collect();
        page.table(&["client", "and", "share"], &rows, "no two clients share a name, number or address");
        if !pairs.is_empty() {
            page.line("Look at two side by side: truckroll client merge C-1 C-2 --dry-run");
        }
    })
}

/// Both clients and what they would become, a row for each thing that is said of either.
fn side_by_side(page: &mut Page, view: &MergeView) {
    let row =
        |row: &MergeRow| vec![row.about.to_owned(), row.keep.clone(), row.gone.clone(), row.merged.clone()];
    let rows: Vec<Vec<String>> = view.rows.iter().map(row).collect();
    let (keep, gone) = (view.keep.id.to_string(), view.gone.id.to_string());
    page.table(&["about", &keep, &gone, "become"], &rows, "");
}
