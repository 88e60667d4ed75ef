//! What is said of a record for reading only: whose it is and where, in words.

use std::collections::BTreeMap;

use domain::{ClientId, EntityRef, Job, JobId, Moment, SiteId, Stage, Term};

use super::page::SiteSaid;
use super::shape::{Names, Place};

/// What the cells of a record need to know beside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'p> {
    /// The business's zone and currency.
    pub(super) place: Place,
    /// What technicians and entries of the price book are called.
    pub(super) staff: &'p Names,
    /// What other records say of it.
    pub(super) said: Said<'p>,
}

/// What other records say of one that is written out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said<'p> {
    /// Whose it is, when it does not say so itself.
    pub(super) client_id: Option<ClientId>,
    /// Where it is, when it does not say so itself.
    pub(super) site_id: Option<SiteId>,
    /// Its client with the name.
    pub(super) client: Option<(ClientId, &'p str)>,
    /// Its site.
    pub(super) site: Option<(SiteId, &'p SiteSaid)>,
    /// Its job.
    pub(super) job: Option<(JobId, &'p Job)>,
    /// Where the job stands.
    pub(super) stage: Option<Stage>,
    /// When somebody is promised to come.
    pub(super) promised: Option<domain::Span>,
    /// By when the work is promised.
    pub(super) due: Option<Moment>,
}

impl<'p> Said<'p> {
    /// What a job promises.
    pub(super) fn add_terms(&mut self, job: &Job) {
        for term in job.standing_terms() {
            match term {
                Term::Window(window) => self.promised = Some(window),
                Term::By(due) => self.due = Some(due),
            }
        }
    }

    /// What JSON says of it, by name; what records are called stands apart.
    pub(super) fn in_json(&self) -> impl Iterator<Item = (&'static str, String)> + use<> {
        let moment = |at: Moment| at.to_rfc3339();
        let said = [
            ("address", self.site.map(|(_, site)| site.address.clone())),
            ("client_id", self.client_id.map(|id| id.to_string())),
            ("due", self.due.map(moment)),
            ("promised_from", self.promised.map(|window| moment(window.start))),
            ("promised_to", self.promised.map(|window| moment(window.end))),
            ("site_id", self.site_id.map(|id| id.to_string())),
            ("stage", self.stage.map(|stage| stage.name().to_owned())),
        ];
        said.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }

    /// What the records that it tells of are called.
    pub(super) fn names(&self) -> BTreeMap<EntityRef, &'p str> {
        let mut names: BTreeMap<EntityRef, &'p str> = BTreeMap::new();
        names.extend(self.client.map(|(id, name)| (id.into(), name)));
        names.extend(self.site.map(|(id, site)| (id.into(), site.label.as_str())));
        names.extend(self.job.map(|(id, job)| (id.into(), job.title.as_str())));
        names
    }
}
