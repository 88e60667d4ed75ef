//! `job add` and `job edit`.

use clap::Args;
use domain::{Command, Job, NewJob, Placement, Promise};

use super::fields::{Fields, usual_minutes};
use super::schedule::{Where, days_of};
use crate::args::Change;
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::{Session, text_of};
use crate::verb::record;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll job add 'boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent :: key under mat'\n  \
    truckroll job add --client Kerr --title 'Boiler service' --service gas --when 'fri 9am'")]
pub(crate) struct Add {
    /// In one line: boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent :: key under mat
    #[arg(required_unless_present = "client", conflicts_with = "client")]
    line: Vec<String>,
    /// The client, by id or name; the other fields follow as options
    #[arg(long, requires = "title")]
    client: Option<String>,
    #[command(flatten)]
    fields: Fields,
    /// When its visit is, such as “tmw 9am”; without it the visit goes to the tray
    #[arg(long, value_name = "TIME", requires = "client")]
    when: Option<String>,
    #[command(flatten)]
    place: Where,
    /// The arrival window the client was told, such as “fri 2-4pm”
    #[arg(long, value_name = "TIME", requires = "client", conflicts_with = "due")]
    promise: Option<String>,
    /// When the client was told that the work is done by
    #[arg(long, value_name = "TIME", requires = "client")]
    due: Option<String>,
    /// When it was agreed [default: now]
    #[arg(long, value_name = "TIME", requires = "client")]
    at: Option<String>,
    /// Only read the line back
    #[arg(long, conflicts_with = "client")]
    dry_run: bool,
    #[command(flatten)]
    change: Change,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The job
    job: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    change: Change,
}

impl Add {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        match &self.client {
            None => self.by_line(&mut desk),
            Some(client) => self.by_fields(&mut desk, client),
        }
    }

    fn by_line(&self, desk: &mut Desk) -> Result<Answer> {
        let line = text_of(&self.line.join(" "))?;
        let view = desk.app.capture(&line, None)?;
        if self.dry_run {
            return desk.session.output.answer(&view, |page| {
                page.line(&view.title);
                page.line(&view.read_back);
                view.problems.iter().for_each(|problem| page.line(&format!("! {problem}")));
            });
        }
        desk.session.output.say(&view.read_back);
        let outcome = desk.app.add_captured(&line, None, self.change.override_reason.clone())?;
        desk.said(&outcome)
    }

    fn by_fields(&self, desk: &mut Desk, client: &str) -> Result<Answer> {
        let mut job = Job::new(desk.client(client)?, "", desk.at(self.at.as_deref())?);
        self.fields.apply(desk, &mut job)?;
        job.site = job.site.or(only_site(desk, job.client)?);
        let told = match (&self.promise, &self.due) {
            (Some(words), _) => Some(desk.term(words, false)?),
            (None, Some(words)) => Some(desk.term(words, true)?),
            (None, None) => None,
        };
        let (at, by) = (desk.app.now(), desk.app.actor().to_owned());
        job.promises = told.into_iter().map(|term| Promise { term, at, by: by.clone() }).collect();
        let placements = self.placements(desk, &job)?;
        desk.change(Command::AddJob(Box::new(NewJob { job, placements })), &[], &self.change)
    }

    fn placements(&self, desk: &Desk, job: &Job) -> Result<Vec<Placement>> {
        let crew = self.place.who.crew(desk)?;
        let Some(when) = &self.when else {
            if self.place.days > 1 {
                return Err(Failure::usage("days", "several days need a first one", "say it with --when"));
            }
            return Ok(vec![Placement { slot: None, crew }]);
        };
        let first = desk.slot(when, None, self.place.who.length()?, usual_minutes(desk, job)?)?;
        let slots = days_of(desk, first, self.place.days);
        Ok(slots.into_iter().map(|slot| Placement { slot: Some(slot), crew: crew.clone() }).collect())
    }
}

/// The site of a client that has one only.
fn only_site(desk: &Desk, client: domain::ClientId) -> Result<Option<domain::SiteId>> {
    let sites = desk.app.client_card(client, false)?.sites;
    Ok(match sites.as_slice() {
        [only] => Some(only.card.id),
        _ => None,
    })
}

impl Edit {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let id = desk.job(&self.job)?;
        record::edit(&mut desk, id.into(), &self.change, |desk, job: &mut Job| self.fields.apply(desk, job))
    }
}
