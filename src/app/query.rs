//! Questions to the store, answered with views.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{
    Business, Client, ClientId, EntityKind, EntityRef, FieldValue, Fields, JobId, Moment, Record, Refusal,
    SiteId, Span, Stage, VisitId, local_day,
};
use store::{Hit, JobFilter, LogFilter, Reader, Rows, Stored};

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
const TRAY_BESIDE_DAY: usize = 100;
/// So much of the tray is loaded at once to be looked at by a filter.
const TRAY_AT_ONCE: usize = 500;
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
        self.read_plan(|reader| {
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
        Ok(build_today(self.day(self.today_date()?)?))
    }

    /// A page of the tray, visits without a slot or a technician that pass a filter, the most pressing first; and how
    /// many of them there are.
    pub fn tray(&self, filter: &Filter, limit: usize, offset: usize) -> Result<(Vec<TrayLine>, u64)> {
        let now = self.now();
        self.read_plan(|reader| {
            if filter.is_empty() {
                let (ids, total) = reader.tray(limit, offset)?;
                return Ok((tray_of(reader, &ids, now)?, total));
            }
            let (mut page, mut passed, mut looked_at) = (Vec::new(), 0, 0);
            loop {
                let (ids, _) = reader.tray(TRAY_AT_ONCE, looked_at)?;
                looked_at += ids.len();
                for line in tray_of(reader, &ids, now)?.into_iter().filter(|line| filter.passes_tray(line)) {
                    if passed >= offset && page.len() < limit {
                        page.push(line);
                    }
                    passed += 1;
                }
                if ids.len() < TRAY_AT_ONCE {
                    return Ok((page, passed as u64));
                }
            }
        })
    }

    /// A page of the jobs that pass a filter, the latest number first.
    pub fn jobs(&self, query: &JobQuery) -> Result<JobList> {
        let now = self.now();
        let limit = if query.limit == 0 { 100 } else { query.limit };
        self.read_plan(|reader| {
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
            if !query.filter.looks_at_marks() {
                let (ids, total) = reader.jobs(&wanted, limit, query.offset)?;
                let loaded = whole_jobs(reader, &ids)?;
                let jobs = ids.iter().filter_map(|id| job_line(&loaded, *id, now)).collect();
                return Ok(JobList { jobs, total, unlooked: 0 });
            }
            let asked = |stage: &Stage| wanted.stages.is_empty() || wanted.stages.contains(stage);
            let can_pass = |stage: &Stage| query.filter.marks.is_empty() || can_be_marked(*stage);
            let stages: Vec<Stage> =
                Stage::ALL.into_iter().filter(|stage| can_pass(stage) && asked(stage)).collect();
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
        self.read_plan(|reader| {
            let mut loader = Loader::new(reader)?;
            loader.jobs(&[id])?;
            loader.merchants_of(&[id])?;
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
            let clients = client_lines(reader, reader.clients(limit, offset)?)?;
            Ok(ClientList { clients, total: reader.count(EntityKind::Client)? })
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
            let page = clients.into_iter().skip(offset).take(limit).collect();
            Ok(ClientList { clients: client_lines(reader, page)?, total })
        })
    }

    /// Everything about a client; access notes only when they are asked for.
    pub fn client_card(&self, id: ClientId, with_access_notes: bool) -> Result<ClientCard> {
        let now = self.now();
        self.read_plan(|reader| {
            let mut loader = Loader::new(reader)?;
            loader.client(id)?;
            let wished = loader.slice().clients.get(&id);
            let wished: Vec<EntityRef> =
                wished.into_iter().flat_map(domain::Client::wished).map(EntityRef::from).collect();
            loader.many(&wished)?;
            // The open ones, however old, and the latest of all for the last visits.
            let mut jobs = reader.open_jobs_page(id, JOBS_ON_CARD)?;
            let latest = reader.jobs_of(id, JOBS_ON_CARD)?.into_iter().map(|(job, _)| job);
            jobs.extend(latest.filter(|job| !jobs.contains(job)).collect::<Vec<_>>());
            loader.jobs(&jobs)?;
            loader.neighbours_of_jobs(&jobs)?;
            let open = reader.open_jobs_of(&[id])?.remove(&id).unwrap_or_default();
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
        self.read_plan(|reader| reader.get(entity)?.ok_or_else(|| Refusal::not_found(entity).into()))
    }

    /// A page of the records of a kind, in order of id, and how many there are.
    pub fn list(&self, kind: EntityKind, limit: usize, offset: usize) -> Result<(Listed, u64)> {
        self.store.read(|reader| Ok(reader.list(kind, limit, offset)?))
    }

    /// What a text finds: names, phones, addresses, e-mails, serials, titles and notes; newest first.
    pub fn find(&self, text: &str, limit: usize) -> Result<FindView> {
        self.store.read(|reader| {
            let hits = reader.search(text, limit)?;
            let entities: Vec<EntityRef> = hits.iter().map(|hit| hit.entity).collect();
            let clients = named_clients(reader, &reader.clients_of(&entities)?)?;
            let results = hits.into_iter().map(|Hit { entity, label }| Found {
                kind: entity.kind.word(),
                id: entity,
                label,
                client: clients.get(&entity).cloned(),
            });
            Ok(FindView { results: results.collect() })
        })
    }
}

fn tray_of(reader: &Reader<'_>, ids: &[VisitId], now: Moment) -> Result<Vec<TrayLine>> {
    let mut loader = Loader::new(reader)?;
    loader.tray(ids)?;
    Ok(tray_lines(&loader.finish(), ids, now))
}

/// The lines of clients, in the order given.
fn client_lines(reader: &Reader<'_>, clients: Rows<ClientId, Client>) -> Result<Vec<ClientLine>> {
    let ids: Vec<ClientId> = clients.iter().map(|(id, _)| *id).collect();
    let open = reader.open_jobs_of(&ids)?;
    let mut addresses: BTreeMap<ClientId, String> = BTreeMap::new();
    for (_, site) in reader.sites_of(&ids)? {
        addresses.entry(site.record.client).or_insert_with(|| site.record.address.line());
    }
    let line = |(id, stored): (ClientId, Stored<Client>)| ClientLine {
        id,
        version: stored.version,
        name: stored.record.name,
        phone: stored.record.phones.first().map_or_else(String::new, |phone| phone.number.clone()),
        address: addresses.remove(&id).unwrap_or_default(),
        open_jobs: open.get(&id).copied().unwrap_or_default(),
        tags: stored.record.tags,
        found_by: None,
        fields: stored.record.fields,
    };
    Ok(clients.into_iter().map(line).collect())
}

/// The clients that a text finds, by themselves or by what belongs to them, each once.
fn clients_found(reader: &Reader<'_>, text: &str, limit: usize, offset: usize) -> Result<ClientList> {
    let hits = reader.search_entities(text, HITS_FOR_CLIENTS)?;
    let owners = reader.clients_of(&hits)?;
    let mut seen = BTreeSet::new();
    let owned = hits.into_iter().filter_map(|by| Some((*owners.get(&by)?, by)));
    let found: Vec<(ClientId, EntityRef)> = owned.filter(|(id, _)| seen.insert(*id)).collect();
    let page: Vec<(ClientId, EntityRef)> = found.iter().skip(offset).take(limit).copied().collect();
    let entities: Vec<EntityRef> = page.iter().flat_map(|(id, by)| [EntityRef::from(*id), *by]).collect();
    let mut records: BTreeMap<EntityRef, Stored<Record>> = BTreeMap::new();
    reader.each(&entities, |entity, stored| drop(records.insert(entity, stored)))?;
    let client = |(id, _): &(ClientId, EntityRef)| match records.get(&EntityRef::from(*id)).cloned() {
        Some(Stored { record: Record::Client(record), version }) => Some((*id, Stored { record, version })),
        Some(_) | None => None,
    };
    let mut clients = client_lines(reader, page.iter().filter_map(client).collect())?;
    let by: BTreeMap<ClientId, EntityRef> = page.into_iter().collect();
    for line in &mut clients {
        let record = by.get(&line.id).and_then(|by| records.get(by)).map(|stored| &stored.record);
        line.found_by = record.map(|record| found_by(record, text)).filter(|said| !said.is_empty());
    }
    Ok(ClientList { clients, total: found.len() as u64 })
}

/// The clients of records by their names.
fn named_clients(
    reader: &Reader<'_>,
    owners: &BTreeMap<EntityRef, ClientId>,
) -> Result<BTreeMap<EntityRef, Named<ClientId>>> {
    let ids: BTreeSet<EntityRef> = owners.values().map(|id| (*id).into()).collect();
    let clients = reader.many(&ids.into_iter().collect::<Vec<_>>())?;
    let names: BTreeMap<u64, String> =
        clients.into_iter().map(|(id, stored)| (id.id, stored.record.label())).collect();
    let named =
        |(&of, &id): (&EntityRef, &ClientId)| Some((of, Named { id, name: names.get(&id.0)?.clone() }));
    Ok(owners.iter().filter_map(named).collect())
}
