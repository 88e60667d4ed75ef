//! Questions to the store, answered with views.

use chrono::NaiveDate;
use domain::{
    Business, Client, ClientId, EntityKind, EntityRef, FieldValue, Fields, JobId, Moment, Record, Refusal,
    SiteId, Span, Stage, VisitId, local_day,
};
use store::{Hit, JobFilter, LogFilter, Reader, Stored};

use crate::board::{can_be_marked, whole_jobs, with_marks};
use crate::filter::{Filter, resolve};
use crate::found_by::found_by;
use crate::load::Loader;
use crate::log::operation_lines;
use crate::view::{
    ClientCard, ClientLine, ClientList, DayView, FindView, Found, JobCard, JobList, Named, SiteCard,
    TodayView, TrayLine, build_client_card, build_day, build_job_card, build_today, job_line, site_card,
    tray_lines,
};
use crate::{App, AppError, Result};

/// The tray shows so many visits beside a day; the rest is counted.
const TRAY_BESIDE_DAY: usize = 200;
/// A job's card shows so many operations.
const HISTORY_ON_CARD: usize = 30;
/// A search among clients looks at so many things that were found.
const HITS_FOR_CLIENTS: usize = 300;
/// A client's card shows at most so many open jobs, and looks at so many of the latest for its visits.
const JOBS_ON_CARD: usize = 50;

/// Which jobs a list is to show.
#[derive(Debug, Clone, Default)]
pub struct JobQuery {
    /// What it is narrowed to. Marks depend on the present, so they are looked at after the store.
    pub filter: Filter,
    /// With a visit that ends after this moment.
    pub from: Option<Moment>,
    /// With a visit that begins before this moment.
    pub to: Option<Moment>,
    /// With one of these labels under the stage that they are in.
    pub substatuses: Vec<String>,
    /// With each of these values in the field of that id.
    pub fields: Vec<(String, FieldValue)>,
    /// Jobs of the page; 0 means 100.
    pub limit: usize,
    /// Where the page begins.
    pub offset: usize,
}

/// Records with their ids, in order of id.
pub type Listed = Vec<(EntityRef, Stored<Record>)>;

impl App {
    /// The business's settings.
    pub fn business(&self) -> Result<Business> {
        self.store.read(|reader| reader.business()?.ok_or(AppError::NoBusiness))
    }

    /// The local date of the present moment.
    pub fn today_date(&self) -> Result<NaiveDate> {
        Ok(self.now().with_timezone(&self.business()?.zone).date_naive())
    }

    /// One day of the calendar with the tray beside it.
    pub fn day(&self, date: NaiveDate) -> Result<DayView> {
        self.day_until(date, date)
    }

    /// As [`App::day`], and its records hold the outlines of the next day, into which a preview may move work.
    pub fn day_to_plan(&self, date: NaiveDate) -> Result<DayView> {
        self.day_until(date, date.succ_opt().unwrap_or(date))
    }

    /// A day, with the outlines of the days after it up to the last.
    fn day_until(&self, date: NaiveDate, last: NaiveDate) -> Result<DayView> {
        let now = self.now();
        self.store.read(|reader| {
            let zone = reader.business()?.ok_or(AppError::NoBusiness)?.zone;
            let mut loader = Loader::new(reader)?;
            loader.technicians()?;
            let day = local_day(date, zone);
            loader.between(day)?;
            let over_midnight: Vec<VisitId> = (loader.slice().visits.iter())
                .filter(|(_, visit)| visit.span().is_some_and(|span| !day.covers(&span)))
                .map(|(id, _)| *id)
                .collect();
            loader.neighbours_of(&over_midnight)?;
            // The first visit is travelled to from one that ended at midnight.
            let minute_before = day.start.checked_sub_signed(chrono::Duration::minutes(1));
            let eve = Span { start: minute_before.unwrap_or(day.start), end: day.start };
            loader.outlines_between(eve, None)?;
            if let Some(after) = Span::new(day.end, local_day(last, zone).end) {
                loader.outlines_between(after, None)?;
            }
            let (tray, total) = reader.tray(TRAY_BESIDE_DAY, 0)?;
            loader.tray(&tray)?;
            Ok(build_day(loader.finish(), date, &tray, total, now))
        })
    }

    /// Today at a glance.
    pub fn today(&self) -> Result<TodayView> {
        Ok(build_today(&self.day(self.today_date()?)?))
    }

    /// The tray: visits without a slot or a technician, the most pressing first, and how many there are.
    pub fn tray(&self, limit: usize, offset: usize) -> Result<(Vec<TrayLine>, u64)> {
        let now = self.now();
        self.store.read(|reader| {
            let (ids, total) = reader.tray(limit, offset)?;
            let mut loader = Loader::new(reader)?;
            loader.tray(&ids)?;
            Ok((tray_lines(&loader.finish(), &ids, now), total))
        })
    }

    /// A page of the jobs that pass a filter, the latest number first.
    pub fn jobs(&self, query: &JobQuery) -> Result<JobList> {
        let now = self.now();
        let limit = if query.limit == 0 { 100 } else { query.limit };
        self.store.read(|reader| {
            let Some(wanted) = resolve(reader, &query.filter)? else {
                return Ok(JobList::default());
            };
            let wanted = JobFilter {
                from: query.from,
                to: query.to,
                substatuses: query.substatuses.clone(),
                fields: query.fields.clone(),
                ..wanted
            };
            if query.filter.marks.is_empty() {
                let (ids, total) = reader.jobs(&wanted, limit, query.offset)?;
                let loaded = whole_jobs(reader, &ids)?;
                let jobs = ids.iter().filter_map(|id| job_line(&loaded, *id, now)).collect();
                return Ok(JobList { jobs, total, unlooked: 0 });
            }
            let asked = |stage: &Stage| wanted.stages.is_empty() || wanted.stages.contains(stage);
            let stages: Vec<Stage> =
                Stage::ALL.into_iter().filter(|stage| can_be_marked(*stage) && asked(stage)).collect();
            if stages.is_empty() {
                return Ok(JobList::default());
            }
            let wanted = JobFilter { stages, ..wanted };
            let (ids, unlooked) = with_marks(reader, &wanted, &query.filter, now)?;
            let page: Vec<JobId> = ids.iter().skip(query.offset).take(limit).copied().collect();
            let loaded = whole_jobs(reader, &page)?;
            let jobs = page.iter().filter_map(|id| job_line(&loaded, *id, now)).collect();
            Ok(JobList { jobs, total: ids.len() as u64, unlooked })
        })
    }

    /// Everything about a job.
    pub fn job_card(&self, id: JobId) -> Result<JobCard> {
        let now = self.now();
        self.store.read(|reader| {
            let mut loader = Loader::new(reader)?;
            loader.jobs(&[id])?;
            loader.neighbours_of_jobs(&[id])?;
            let mut about: Vec<EntityRef> = vec![id.into()];
            about.extend(loader.slice().visits_of(id).map(|(visit, _)| EntityRef::from(visit)));
            loader.notes_about(&about)?;
            let mut history = Vec::new();
            for entity in about {
                let filter =
                    LogFilter { entity: Some(entity), limit: Some(HISTORY_ON_CARD), ..LogFilter::default() };
                history.extend(operation_lines(reader, &filter)?);
            }
            history.sort_by_key(|line| std::cmp::Reverse(line.id));
            history.dedup_by_key(|line| line.id);
            let card = build_job_card(&loader.finish(), id, history, now);
            card.ok_or_else(|| Refusal::not_found(id).into())
        })
    }

    /// The job of a visit.
    pub fn job_of(&self, id: VisitId) -> Result<JobId> {
        match self.show(id.into())?.record {
            Record::Visit(visit) => Ok(visit.job),
            _ => Err(Refusal::not_found(id).into()),
        }
    }

    /// A page of the clients: those that a text finds, else all by name.
    pub fn clients(&self, text: &str, limit: usize, offset: usize) -> Result<ClientList> {
        self.store.read(|reader| {
            if !text.trim().is_empty() {
                return clients_found(reader, text, limit, offset);
            }
            let clients = reader.clients(limit, offset)?;
            let lines = clients.into_iter().map(|(id, stored)| client_line(reader, id, stored));
            let total = reader.count(EntityKind::Client)?;
            Ok(ClientList { clients: lines.collect::<Result<_>>()?, total })
        })
    }

    /// As [`App::clients`], of those with each of these values in the field of that id.
    pub fn clients_with(
        &self,
        fields: &[(String, FieldValue)],
        text: &str,
        limit: usize,
        offset: usize,
    ) -> Result<ClientList> {
        if fields.is_empty() {
            return self.clients(text, limit, offset);
        }
        let has = |of: &Fields| fields.iter().all(|(id, value)| of.get(id) == Some(value));
        if !text.trim().is_empty() {
            let mut list = self.clients(text, usize::MAX, 0)?;
            list.clients.retain(|line| has(&line.fields));
            list.total = list.clients.len() as u64;
            list.clients = list.clients.into_iter().skip(offset).take(limit).collect();
            return Ok(list);
        }
        // Lines are made for the page alone: each asks for its sites and jobs.
        self.store.read(|reader| {
            let mut clients = reader.clients(usize::MAX, 0)?;
            clients.retain(|(_, stored)| has(&stored.record.fields));
            let total = clients.len() as u64;
            let page = clients.into_iter().skip(offset).take(limit);
            let lines = page.map(|(id, stored)| client_line(reader, id, stored));
            Ok(ClientList { clients: lines.collect::<Result<_>>()?, total })
        })
    }

    /// Everything about a client; access notes only when they are asked for.
    pub fn client_card(&self, id: ClientId, with_access_notes: bool) -> Result<ClientCard> {
        let now = self.now();
        self.store.read(|reader| {
            let mut loader = Loader::new(reader)?;
            loader.client(id)?;
            let wished = loader.slice().clients.get(&id);
            let wished =
                wished.map(|client| client.preferred.iter().chain(&client.barred).map(|id| (*id).into()));
            let wished: Vec<EntityRef> = wished.into_iter().flatten().collect();
            loader.many(&wished)?;
            // The open ones, however old, and the latest of all for the last visits.
            let mut jobs = reader.open_jobs_page(id, JOBS_ON_CARD)?;
            let latest = reader.jobs_of(id, JOBS_ON_CARD)?.into_iter().map(|(job, _)| job);
            jobs.extend(latest.filter(|job| !jobs.contains(job)).collect::<Vec<_>>());
            loader.jobs(&jobs)?;
            loader.neighbours_of_jobs(&jobs)?;
            let open = reader.open_jobs_of(id)?;
            let card = build_client_card(&loader.finish(), id, &jobs, open, with_access_notes, now);
            card.ok_or_else(|| Refusal::not_found(id).into())
        })
    }

    /// A site's card; access notes only when they are asked for.
    pub fn site_card(&self, id: SiteId, with_access_notes: bool) -> Result<SiteCard> {
        self.store.read(|reader| {
            let mut loader = Loader::new(reader)?;
            loader.one(id)?;
            site_card(&loader.finish(), id, with_access_notes).ok_or_else(|| Refusal::not_found(id).into())
        })
    }

    /// One record as it is kept.
    pub fn show(&self, entity: EntityRef) -> Result<Stored<Record>> {
        self.store.read(|reader| reader.get(entity)?.ok_or_else(|| Refusal::not_found(entity).into()))
    }

    /// A page of the records of a kind, in order of id, and how many there are.
    pub fn list(&self, kind: EntityKind, limit: usize, offset: usize) -> Result<(Listed, u64)> {
        self.store.read(|reader| Ok(reader.list(kind, limit, offset)?))
    }

    /// What a text finds: names, phones, addresses, e-mails, serials, titles and notes; newest first.
    pub fn find(&self, text: &str, limit: usize) -> Result<FindView> {
        self.store.read(|reader| {
            let hits = reader.search(text, limit)?;
            let results = hits.into_iter().map(|hit| found(reader, hit));
            Ok(FindView { results: results.collect::<Result<_>>()? })
        })
    }
}

fn client_line(reader: &Reader<'_>, id: ClientId, stored: Stored<Client>) -> Result<ClientLine> {
    let client = stored.record;
    let sites = reader.sites_of(id)?;
    Ok(ClientLine {
        id,
        version: stored.version,
        name: client.name,
        phone: client.phones.first().map_or_else(String::new, |phone| phone.number.clone()),
        address: sites.first().map_or_else(String::new, |(_, site)| site.record.address.line()),
        open_jobs: reader.open_jobs_of(id)?,
        tags: client.tags,
        found_by: None,
        fields: client.fields,
    })
}

/// The clients that a text finds, by themselves or by what belongs to them, each once.
fn clients_found(reader: &Reader<'_>, text: &str, limit: usize, offset: usize) -> Result<ClientList> {
    let mut found: Vec<(ClientId, EntityRef)> = Vec::new();
    for entity in reader.search_entities(text, HITS_FOR_CLIENTS)? {
        if let Some(id) = reader.client_of(entity)?
            && !found.iter().any(|(known, _)| *known == id)
        {
            found.push((id, entity));
        }
    }
    let mut clients = Vec::new();
    for (id, by) in found.iter().skip(offset).take(limit) {
        let (Some(stored), Some(by)) = (reader.client(*id)?, reader.get(*by)?) else { continue };
        let found_by = Some(found_by(&by.record, text)).filter(|said| !said.is_empty());
        clients.push(ClientLine { found_by, ..client_line(reader, *id, stored)? });
    }
    Ok(ClientList { clients, total: found.len() as u64 })
}

fn found(reader: &Reader<'_>, hit: Hit) -> Result<Found> {
    let client = match reader.client_of(hit.entity)? {
        Some(id) => reader.client(id)?.map(|stored| Named { id, name: stored.record.name }),
        None => None,
    };
    Ok(Found { kind: hit.entity.kind.word(), id: hit.entity, label: hit.label, client })
}
