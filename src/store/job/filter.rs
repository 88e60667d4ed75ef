//! Lists of jobs by what people filter on.

use domain::{ClientId, EntityKind, JobId, Moment, ServiceId, Stage, TechnicianId};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::row::{select_count, select_ids, sql_count, sql_id, sql_moment};
use crate::search::{self, fold};
use crate::StoreError;

/// Which jobs are wanted; what is none does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JobFilter {
    /// In this stage.
    pub stage: Option<Stage>,
    /// With a visit, not cancelled, on which this technician goes.
    pub technician: Option<TechnicianId>,
    /// Of this client.
    pub client: Option<ClientId>,
    /// At a site in this zone, whatever the letter case.
    pub zone: Option<String>,
    /// With this entry of the price book.
    pub service: Option<ServiceId>,
    /// With this tag, whatever the letter case.
    pub tag: Option<String>,
    /// With a visit, not cancelled, that ends after this moment.
    pub from: Option<Moment>,
    /// With a visit, not cancelled, that begins before this moment.
    pub to: Option<Moment>,
    /// With these words in the job, its client's name or its site's address (see [`crate::Reader::search`]).
    pub text: Option<String>,
}

/// The jobs that pass, the latest number first, and how many there are.
pub(crate) fn list(
    conn: &Connection,
    filter: &JobFilter,
    limit: usize,
    offset: usize,
) -> Result<(Vec<JobId>, u64), StoreError> {
    let Some(Conditions { sql, mut params }) = conditions(filter) else { return Ok((Vec::new(), 0)) };
    let clause = if sql.is_empty() { String::new() } else { format!(" where {}", sql.join(" and ")) };
    let total =
        select_count(conn, &format!("select count(*) from job{clause}"), rusqlite::params_from_iter(&params))?;
    params.extend([sql_count(limit).into(), sql_count(offset).into()]);
    let (last, before) = (params.len(), params.len() - 1);
    let page = format!("select id from job{clause} order by id desc limit ${before} offset ${last}");
    Ok((select_ids(conn, &page, rusqlite::params_from_iter(&params))?, total))
}

/// What is asked of a job, as SQL whose parameters are numbered in order.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    params: Vec<Value>,
}

impl Conditions {
    /// Takes a parameter and gives its name.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.params.push(value.into());
        format!("${}", self.params.len())
    }

    fn add(&mut self, before: &str, value: impl Into<Value>, after: &str) {
        let name = self.bind(value);
        self.sql.push(format!("{before}{name}{after}"));
    }
}

/// None when the text has no word that could be found.
fn conditions(filter: &JobFilter) -> Option<Conditions> {
    let mut wanted = Conditions::default();
    if let Some(text) = &filter.text {
        let query = search::query_of(text)?;
        let range = search::rows_of(EntityKind::Job);
        // SQLite numbers parameters by first appearance, so they are bound in that order.
        let (first, query) = (wanted.bind(*range.start()), wanted.bind(query));
        let last = wanted.bind(*range.end());
        let rows = format!("select rowid - {first} from search where search match {query}");
        wanted.sql.push(format!("id in ({rows} and rowid between {first} and {last})"));
    }
    if let Some(stage) = filter.stage {
        wanted.add("stage = ", stage.name().to_owned(), "");
    }
    if let Some(client) = filter.client {
        wanted.add("client = ", sql_id(client.0), "");
    }
    if let Some(zone) = &filter.zone {
        wanted.add("site in (select id from site where zone_key <> '' and zone_key = ", fold(zone), ")");
    }
    if let Some(service) = filter.service {
        wanted.add("id in (select job from job_service where service = ", sql_id(service.0), ")");
    }
    if let Some(tag) = &filter.tag {
        wanted.add("id in (select entity_id from tag where kind = 'job' and tag_key = ", fold(tag), ")");
    }
    of_visits(filter, &mut wanted);
    Some(wanted)
}

/// Technician and dates ask for one visit that meets them all.
fn of_visits(filter: &JobFilter, wanted: &mut Conditions) {
    if filter.technician.is_none() && filter.from.is_none() && filter.to.is_none() {
        return;
    }
    let mut sql = "select visit.job from visit where visit.cancelled = 0".to_owned();
    if let Some(who) = filter.technician {
        let name = wanted.bind(sql_id(who.0));
        sql += &format!(" and visit.id in (select visit from visit_technician where technician = {name})");
    }
    if let Some(from) = filter.from {
        let name = wanted.bind(sql_moment(from));
        sql += &format!(" and visit.end_at > {name}");
    }
    if let Some(to) = filter.to {
        let name = wanted.bind(sql_moment(to));
        sql += &format!(" and visit.start_at < {name}");
    }
    wanted.sql.push(format!("id in ({sql})"));
}
