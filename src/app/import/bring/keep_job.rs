//! Making and changing the jobs that rows mean, with the clients, sites and visits they need.

use domain::{
    Client, ClientId, Completion, Crew, EntityKind, InvoiceStatus, Job, JobId, Outcome, ServiceId, SiteId,
    Slot, Span, StateChange, TechnicianId, Visit, VisitId, VisitState,
};

use super::book::{Book, exact};
use super::draft::{Ending, JobDraft, SiteDraft};
use super::shelf::{add_external, add_words, set_text};
use crate::Result;
use crate::import::RowError;

/// Whose job a row is, and where: found, or still to be made.
struct Place {
    client: Option<ClientId>,
    site: Option<u64>,
}

/// What came of a row.
pub(super) type Kept = std::result::Result<Vec<RowError>, RowError>;

impl Book<'_> {
    /// Brings in a row about a job: warnings, or why the row is wrong; then nothing was made.
    pub(super) fn bring_job(&mut self, draft: &JobDraft) -> Result<Kept> {
        let place = match self.place_of(draft) {
            Ok(place) => place,
            Err(error) => return Ok(Err(error)),
        };
        let mut warnings = Vec::new();
        let (crew, unknown) = self.crew_of(draft, &mut warnings);
        let (client, site) = self.settle(draft, &place, &mut warnings);
        let services = self.services_of(draft);
        let id = match self.find_job(&draft.key)? {
            Some(id) => {
                self.warn_of_facts(id, draft, &mut warnings)?;
                id
            }
            None => self.make_job(draft, client, &services, crew),
        };
        self.change_job(id, draft, (client, site), services, unknown);
        self.touch(JobId(id));
        if let Some(text) = &draft.notes {
            self.note(JobId(id), text)?;
        }
        Ok(Ok(warnings))
    }

    /// Looks up whose job it is and where, without making anything.
    fn place_of(&self, draft: &JobDraft) -> std::result::Result<Place, RowError> {
        let key = draft.client_key.as_deref();
        let by_key = key.and_then(|key| self.clients.by_key(key)).map(ClientId);
        let by_name = draft
            .client
            .as_deref()
            .and_then(|name| self.find_client(key, name, &draft.phones, &draft.emails));
        let named = by_key.or(by_name);
        let site = draft.site.key.as_deref().and_then(|key| self.sites.by_key(key));
        let refuse = |reason: String| Err(RowError::of_row(draft.line, reason));
        if let (Some(key), None, None) = (key, named, &draft.client) {
            return refuse(format!(
                "there is no client with the id “{key}” of {}; import the clients first",
                self.source
            ));
        }
        if let (Some(key), None) = (draft.site.key.as_deref(), site)
            && !draft.site.says_where()
        {
            return refuse(format!(
                "there is no site with the id “{key}” of {}; import the sites first",
                self.source
            ));
        }
        let owner = site.and_then(|id| self.sites.get(id)).map(|site| site.client);
        if named.is_none() && draft.client.is_none() && owner.is_none() {
            let mend =
                "name the column with --map COLUMN=client, or one client for all rows with --client NAME";
            return refuse(format!("the row names no client; {mend}"));
        }
        let client = if draft.client.is_none() { named.or(owner) } else { named };
        Ok(Place { client, site })
    }

    /// Makes the client and the site where they do not exist.
    fn settle(
        &mut self,
        draft: &JobDraft,
        place: &Place,
        warnings: &mut Vec<RowError>,
    ) -> (ClientId, Option<SiteId>) {
        let key = draft.client_key.as_deref();
        let client = place.client.unwrap_or_else(|| {
            let name = draft.client.clone().unwrap_or_default();
            let (phones, emails) = (draft.phones.clone(), draft.emails.clone());
            self.make_client(key, Client { name, phones, emails, ..Client::default() })
        });
        self.know_client(client, key);
        let Some(known) = place.site else {
            let site = draft.site.says_where().then(|| self.place_at(client, &draft.site));
            return (client, site);
        };
        let elsewhere = self.sites.get(known).filter(|site| site.client != client).cloned();
        let Some(other) = elsewhere else { return (client, Some(SiteId(known))) };
        // The same place, served for somebody else: it becomes a site of that client too.
        let owner = self.clients.get(other.client.0).map(|client| client.name.clone()).unwrap_or_default();
        let reason = format!(
            "the site “{}” belongs to {owner}; the job is at a site of its own client at the same place",
            draft.site.key.clone().unwrap_or_default()
        );
        warnings.push(RowError::of_row(draft.line, reason));
        let copy = SiteDraft {
            key: None,
            name: other.name,
            address: other.address,
            position: other.position,
            zone: other.zone,
            access_notes: other.access_notes,
            hazards: other.hazards,
            parking: other.parking,
            fields: other.fields,
        };
        (client, Some(self.place_at(client, &copy)))
    }

    fn place_at(&mut self, client: ClientId, site: &SiteDraft) -> SiteId {
        match self.find_place(client, site) {
            Some(known) => SiteId(known),
            None => self.make_site(client, site),
        }
    }

    /// Who goes, in the order of the row; names that nobody has are reported.
    fn crew_of(&self, draft: &JobDraft, warnings: &mut Vec<RowError>) -> (Option<Crew>, Vec<String>) {
        let mut unknown = Vec::new();
        let mut members: Vec<u64> = Vec::new();
        let by_key = draft.technician_key.as_deref().map(|key| (key, self.technicians.by_key(key)));
        let names = draft.technicians.iter().flat_map(|text| match self.technician_named(text) {
            Some(id) => vec![(text.as_str(), Some(id))],
            None => {
                text.split([',', ';', '|']).map(|name| (name.trim(), self.technician_named(name))).collect()
            }
        });
        for (name, found) in by_key.into_iter().chain(names).filter(|(name, _)| !name.is_empty()) {
            match found {
                Some(id) if members.contains(&id) => {}
                Some(id) => members.push(id),
                None => {
                    let reason = format!(
                        "there is no technician “{name}”; the job comes in without them, tagged with the name"
                    );
                    warnings.push(RowError::of_row(draft.line, reason));
                    unknown.push(name.to_owned());
                }
            }
        }
        let mut members = members.into_iter().map(TechnicianId);
        (members.next().map(|lead| Crew { lead, helpers: members.collect() }), unknown)
    }

    /// The technician with this name or e-mail address.
    pub(super) fn technician_named(&self, text: &str) -> Option<u64> {
        let wanted = exact(text);
        let mut all = self.technicians.iter();
        let found = all.find(|(_, technician)| {
            exact(&technician.name) == wanted
                || technician.emails.iter().any(|email| email.to_lowercase() == wanted)
        });
        found.map(|(id, _)| id)
    }

    /// The services that the price book has.
    fn services_of(&self, draft: &JobDraft) -> Vec<ServiceId> {
        let found = draft.services.iter().filter_map(|text| self.service_named(text));
        found.map(ServiceId).collect()
    }

    fn make_job(
        &mut self,
        draft: &JobDraft,
        client: ClientId,
        services: &[ServiceId],
        crew: Option<Crew>,
    ) -> u64 {
        let id = self.take(EntityKind::Job);
        let title = draft.title.clone().unwrap_or_else(|| format!("Job {}", draft.key));
        let mut job = Job::new(client, title, draft.created.unwrap_or(self.now));
        add_external(&mut job.external, &self.source, &draft.key);
        job.promises.extend(draft.promise.clone());
        let minutes = self.minutes_for(draft, services);
        match &draft.ending {
            Ending::Open => {
                let visit = self.visit_of(draft, JobId(id), minutes, crew);
                self.make_visit(visit);
            }
            Ending::Closed(completion, verification) => {
                job.closed_at = Some(completion.at);
                job.verification = Some(verification.clone());
                job.completion = Some(completion.clone());
                // It was settled where it was closed; nothing of it is to be billed again from here.
                job.invoice = InvoiceStatus::NotBillable;
                if let (Some(_), Some(_)) = (draft.start, &crew) {
                    let visit = self.visit_of(draft, JobId(id), minutes, crew);
                    self.make_visit(done(visit, completion));
                }
            }
            Ending::Cancelled(cancellation) => job.cancellation = Some(cancellation.clone()),
        }
        self.jobs.make(id, job);
        self.jobs.know(&draft.key, id);
        id
    }

    fn minutes_for(&self, draft: &JobDraft, services: &[ServiceId]) -> u32 {
        let lengths =
            services.iter().filter_map(|id| self.services.get(id.0)).map(|service| service.duration_minutes);
        let of_services: u32 = lengths.fold(0, u32::saturating_add);
        let usual = if of_services > 0 { of_services } else { self.business.visit_minutes };
        let planned = draft.start.zip(draft.end).and_then(|(start, end)| Span::new(start, end));
        let by_plan =
            planned.and_then(|span| u32::try_from(span.minutes()).ok()).filter(|minutes| *minutes > 0);
        draft.minutes.or(by_plan).unwrap_or(usual)
    }

    fn visit_of(&self, draft: &JobDraft, job: JobId, minutes: u32, crew: Option<Crew>) -> Visit {
        let mut visit = Visit::new(job, minutes);
        let span = draft.start.and_then(|start| match draft.end {
            Some(end) if draft.minutes.is_none() && end > start => Span::new(start, end),
            Some(_) | None => Span::of_minutes(start, minutes),
        });
        visit.slot = span.map(|span| Slot::of_span(span, self.business.zone));
        visit.crew = crew;
        visit.purpose.clone_from(&draft.purpose);
        visit
    }

    fn make_visit(&mut self, visit: Visit) {
        let id = self.take(EntityKind::Visit);
        self.visits.make(id, visit);
        self.touch(VisitId(id));
    }

    /// Writes what the row says beside the facts, which have commands of their own.
    fn change_job(
        &mut self,
        id: u64,
        draft: &JobDraft,
        (client, site): (ClientId, Option<SiteId>),
        services: Vec<ServiceId>,
        unknown: Vec<String>,
    ) {
        // Kinds of work that are not in the price book would be lost but for a tag.
        let title = draft.title.clone().unwrap_or_default();
        let is_extra = |text: &&String| **text != title && self.service_named(text).is_none();
        let mut tags: Vec<String> = draft.services.iter().filter(is_extra).cloned().collect();
        tags.extend(draft.tags.iter().cloned());
        tags.extend(unknown);
        let is_own = |site: &SiteId| self.sites.get(site.0).is_some_and(|site| site.client == client);
        let site = site.or(self.jobs.get(id).and_then(|job| job.site).filter(is_own));
        let Some((job, _)) = self.jobs.write(id) else { return };
        job.client = client;
        job.site = site;
        set_text(&mut job.title, &title);
        set_text(&mut job.description, draft.description.as_deref().unwrap_or_default());
        if !services.is_empty() {
            job.services = services;
        }
        if !draft.skills.is_empty() {
            job.skills.clone_from(&draft.skills);
        }
        job.priority = draft.priority.unwrap_or(job.priority);
        job.agreed_at = draft.created.unwrap_or(job.agreed_at);
        job.duration_minutes = draft.minutes.or(job.duration_minutes);
        job.price = draft.price.or(job.price);
        add_words(&mut job.tags, &tags);
        job.fields.extend(draft.fields.clone());
    }

    /// Reports where the file and the job on record differ in what an import never rewrites.
    fn warn_of_facts(&mut self, id: u64, draft: &JobDraft, warnings: &mut Vec<RowError>) -> Result<()> {
        let Some(job) = self.jobs.get(id) else { return Ok(()) };
        let name = JobId(id);
        let mut warn = |reason: String| warnings.push(RowError::of_row(draft.line, reason));
        match &draft.ending {
            Ending::Closed(..) if job.completion.is_none() => {
                warn(format!(
                    "{name} is closed in the file and open here; complete it with: truckroll job complete {name} OUTCOME --no-parts"
                ));
            }
            Ending::Cancelled(_) if job.cancellation.is_none() => {
                warn(format!(
                    "{name} is cancelled in the file, not here; cancel it with: truckroll job cancel {name} REASON"
                ));
            }
            Ending::Open if job.completion.is_some() || job.cancellation.is_some() => {
                warn(format!(
                    "{name} is open in the file and over here; reopen it with: truckroll job reopen {name} REASON"
                ));
            }
            Ending::Open | Ending::Closed(..) | Ending::Cancelled(_) => {}
        }
        if let Some(promise) = &draft.promise
            && job.promises.iter().all(|known| known.term != promise.term)
        {
            warn(format!("{name} is due at another time in the file; promises on record stay as they are"));
        }
        if let Some(start) = draft.start.filter(|_| draft.ending == Ending::Open) {
            let visits = self.visits_of(id)?;
            let is_there = visits.iter().any(|visit| visit.span().is_some_and(|span| span.start == start));
            if !is_there && visits.iter().any(|visit| visit.state.is_live()) {
                warn(format!(
                    "{name} is planned for another time in the file; move its visit with: truckroll visit move {name} WHEN"
                ));
            }
        }
        Ok(())
    }
}

/// A visit that is over with its job.
fn done(mut visit: Visit, completion: &Completion) -> Visit {
    visit.state = VisitState::Done(Outcome::Completed);
    let change = StateChange { state: visit.state.clone(), at: completion.at, by: completion.by.clone() };
    visit.history.push(change);
    visit
}
