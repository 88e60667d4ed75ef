//! `draft`: plans beside the plan, to change, compare and commit or throw away.

mod diff;
mod optimise;
mod show;

use app::{DraftLine, Outcome};
use clap::{Args, Subcommand};
use domain::DraftId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::desk::{Desk, say_outcome};
use crate::failure::Result;
use crate::output::{Answer, words};
use crate::session::Session;

/// What can be done with drafts. `--draft` on `visit move` and the other verbs of the plan changes visits in one;
/// on `day`, `tray` and other views it shows the plan as the draft has it.
#[derive(Debug, Subcommand)]
pub(crate) enum DraftVerb {
    /// Make a draft; it changes nothing yet
    New(New),
    /// The drafts there are
    List,
    /// The visits that a draft changes, and its steps
    Show(Named),
    /// What a draft would change: visits, promises, travel, overtime, load, messages
    Diff(Named),
    /// Find the best plan of a day and put it in the draft
    Optimise(optimise::Optimise),
    /// Take the last step of a draft back
    Undo(Named),
    /// Make the step of a draft again that was taken back last
    Redo(Named),
    /// Take visits out of a draft: in it they are again as they are in the plan
    Drop(Drop),
    /// Make the plan what the draft has it to be, as one operation; the draft is gone then
    Commit(Commit),
    /// Throw a draft away; nothing of it is left
    Discard(Named),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll draft new Tuesday --date tue\n  \
    truckroll visit move V-88 10am --technician ravi --draft Tuesday\n  \
    truckroll draft diff Tuesday\n  \
    truckroll draft commit Tuesday")]
pub(crate) struct New {
    /// How to call it [default: its day, else the present time]
    name: Vec<String>,
    /// The day it is about, such as tmw, fri or 25 nov
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The draft, by number or name
    draft: String,
}

#[derive(Debug, Args)]
pub(crate) struct Drop {
    /// The draft, by number or name
    draft: String,
    /// The visits
    #[arg(required = true)]
    visits: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Commit {
    /// The draft, by number or name
    draft: String,
    /// Do it although rules find what they did not when the draft was last changed; the reason stays on the record
    #[arg(long = "override", visible_alias = "reason", value_name = "REASON")]
    override_reason: Option<String>,
}

/// The drafts there are.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DraftList {
    drafts: Vec<DraftLine>,
    total: usize,
}

impl DraftVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            DraftVerb::New(new) => new.run(session),
            DraftVerb::List => list(session),
            DraftVerb::Show(named) => show::show(session, &named.draft),
            DraftVerb::Diff(named) => diff::diff(session, &named.draft),
            DraftVerb::Optimise(optimise) => optimise.run(session),
            DraftVerb::Undo(named) => named.undo(session),
            DraftVerb::Redo(named) => named.redo(session),
            DraftVerb::Drop(drop) => drop.run(session),
            DraftVerb::Commit(commit) => commit.run(session),
            DraftVerb::Discard(named) => named.discard(session),
        }
    }
}

impl New {
    fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let date = self.date.as_deref().map(|date| desk.date(date)).transpose()?;
        let draft = desk.app.new_draft(&self.name.join(" "), date)?;
        session.output.answer(&draft, |page| {
            page.line(&format!("Made draft {} {}", draft.id, draft.name));
            page.line(&format!("change it: truckroll visit move V-1 10am --draft {}", draft.id));
        })
    }
}

fn list(session: &Session) -> Result<Answer> {
    let desk = session.open()?;
    let drafts = desk.app.drafts()?;
    let list = DraftList { total: drafts.len(), drafts };
    let now = desk.now_local();
    session.output.answer(&list, |page| {
        let row = |draft: &DraftLine| {
            vec![
                draft.id.to_string(),
                draft.name.clone(),
                draft.date.map_or_else(String::new, |date| date.format("%a %-d %b").to_string()),
                draft.visits.to_string(),
                format!("{} by {}", words::moment(draft.made_at, now), draft.made_by),
            ]
        };
        let rows: Vec<Vec<String>> = list.drafts.iter().map(row).collect();
        let none = "there is no draft: truckroll draft new --date tmw";
        page.table(&["id", "name", "day", "visits changed", "made"], &rows, none);
    })
}

impl Named {
    fn undo(&self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id = desk.app.resolve_draft(&self.draft)?;
        let outcome = desk.app.step_back_in(id)?;
        said(&desk, &outcome)
    }

    fn redo(&self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id = desk.app.resolve_draft(&self.draft)?;
        let outcome = desk.app.step_forward_in(id)?;
        said(&desk, &outcome)
    }

    fn discard(&self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let draft = desk.app.draft(desk.app.resolve_draft(&self.draft)?)?;
        if draft.steps > 0 {
            let visits = say_visits(draft.visits);
            session.confirm(&format!("Throw away draft {} with {visits} changed?", draft.name))?;
        }
        let gone = desk.app.discard_draft(draft.id)?;
        session.output.answer(&gone, |page| page.line(&format!("Threw away draft {} {}", gone.id, gone.name)))
    }
}

impl Drop {
    fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id: DraftId = desk.app.resolve_draft(&self.draft)?;
        let visits = self.visits.iter().map(|visit| desk.visit(visit)).collect::<Result<Vec<_>>>()?;
        let outcome = desk.app.drop_from_draft(id, &visits)?;
        said(&desk, &outcome)
    }
}

impl Commit {
    fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id = desk.app.resolve_draft(&self.draft)?;
        let outcome = desk.app.commit_draft(id, self.override_reason)?;
        said(&desk, &outcome)
    }
}

fn said(desk: &Desk, outcome: &Outcome) -> Result<Answer> {
    desk.session.output.answer(outcome, |page| say_outcome(page, outcome))
}

fn say_visits(count: usize) -> String {
    if count == 1 { "1 visit".to_owned() } else { format!("{count} visits") }
}
