//! `client duplicates` and `client merge`: two records that are one client.

use app::MergeView;
use app::view::ClientCard;
use clap::{Args, Subcommand};
use domain::{Client, ClientId, Fields};
use serde_json::json;

use super::record::{RecordVerb, say_channel, say_phones};
use crate::desk::Desk;
use crate::failure::Result;
use crate::output::{Answer, Page, words};
use crate::session::Session;

/// What can be done with clients.
#[derive(Debug, Subcommand)]
pub(crate) enum ClientVerb {
    #[command(flatten)]
    Record(Box<RecordVerb<Client>>),
    /// Pairs of clients that share a name, number or address of mail
    Duplicates,
    /// Make one client of two: everything of the second becomes the first's
    Merge(Merge),
}

impl ClientVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            ClientVerb::Record(verb) => verb.run(session),
            ClientVerb::Duplicates => duplicates(session),
            ClientVerb::Merge(verb) => verb.run(session),
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
            return desk.session.output.answer(&view, |page| side_by_side(page, &view, &desk));
        }
        session.output.show(|page| side_by_side(page, &view, &desk));
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

/// Both clients and what they would become, a row for each thing that is said of any.
fn side_by_side(page: &mut Page, view: &MergeView, desk: &Desk) {
    let count = |card: &ClientCard| {
        [card.contacts.len().to_string(), card.sites.len().to_string(), card.open_total.to_string()]
    };
    let (keep, gone) = (said_of(&view.keep.client, desk), said_of(&view.gone.client, desk));
    let merged = said_of(&view.merged, desk);
    let mut rows: Vec<Vec<String>> = (keep.into_iter().zip(gone).zip(merged))
        .map(|(((what, keep), (_, gone)), (_, merged))| vec![what, keep, gone, merged])
        .filter(|row| row[1..].iter().any(|cell| !cell.is_empty()))
        .collect();
    for ((what, keep), gone) in
        ["contacts", "sites", "open jobs"].into_iter().zip(count(&view.keep)).zip(count(&view.gone))
    {
        rows.push(vec![what.to_owned(), keep, gone, String::new()]);
    }
    let heads = [view.keep.id.to_string(), view.gone.id.to_string()];
    page.table(&["", &heads[0], &heads[1], "become"], &rows, "");
}

/// What is said of a client, line by line.
fn said_of(client: &Client, desk: &Desk) -> Vec<(String, String)> {
    let technicians = |ids: &[domain::TechnicianId]| {
        let name = |id: &domain::TechnicianId| match desk.app.show((*id).into()) {
            Ok(stored) => stored.record.label(),
            Err(_) => id.to_string(),
        };
        ids.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let external: Vec<String> =
        client.external.iter().map(|id| format!("{} {}", id.source, id.key)).collect();
    let lines = [
        ("name", client.name.clone()),
        ("phones", say_phones(&client.phones)),
        ("emails", client.emails.join(", ")),
        ("channel", client.channel.map_or("", say_channel).to_owned()),
        ("preferences", client.preferences.clone()),
        ("preferred", technicians(&client.preferred)),
        ("barred", technicians(&client.barred)),
        ("tags", client.tags.join(", ")),
        ("elsewhere", external.join(", ")),
        ("inactive", words::yes(client.inactive)),
        ("fields", say_fields(&client.fields)),
    ];
    lines.into_iter().map(|(what, said)| (what.to_owned(), said)).collect()
}

fn say_fields(fields: &Fields) -> String {
    fields.iter().map(|(id, value)| format!("{id} {value}")).collect::<Vec<_>>().join(", ")
}
