//! Lists of jobs by what people filter on.

use domain::{ClientId, EntityKind, JobId, Moment, ServiceId, Stage, TechnicianId};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::StoreError;
use crate::row::{select_count, select_ids, sql_count, sql_id, sql_moment};
use crate::search::{self, fold};

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
    let Some(Conditions { sql, params }) = conditions(filter) else { return Ok((Vec::new(), 0)) };
    if !is_looked_up(filter) {
        return page_of(conn, &sql, params, limit, offset);
    }
    // What is looked up elsewhere has to be found to be counted, so it is found once and the page cut from it.
    let ids: Vec<JobId> = select_ids(conn, &statement(&sql), params_from_iter(&params))?;
    let total = ids.len() as u64;
    Ok((ids.into_iter().skip(offset).take(limit).collect(), total))
}

/// Whether a filter asks for words, tags, visits or the like, which are in other tables than the job.
fn is_looked_up(filter: &JobFilter) -> bool {
    let JobFilter { stage: _, technician, client: _, zone, service, tag, from, to, text } = filter;
    technician.is_some()
        || (from.is_some() || to.is_some())
        || (zone.is_some() || service.is_some() || tag.is_some() || text.is_some())
}

/// A page of jobs by their own columns, which an index counts quickly.
fn page_of(
    conn: &Connection,
    wanted: &[String],
    mut params: Vec<Value>,
    limit: usize,
    offset: usize,
) -> Result<(Vec<JobId>, u64), StoreError> {
    let clause = if wanted.is_empty() { String::new() } else { format!(" where {}", wanted.join(" and ")) };
    let count = format!("select count(*) from job{clause}");
    let total = select_count(conn, &count, params_from_iter(&params))?;
    params.extend([sql_count(limit).into(), sql_count(offset).into()]);
    let (before, last) = (params.len() - 1, params.len());
    let page = format!("select id from job{clause} order by id desc limit ${before} offset ${last}");
    Ok((select_ids(conn, &page, params_from_iter(&params))?, total))
}

/// The statement of a filter, to look at its plan.
#[cfg(test)]
pub(crate) fn sql_of(filter: &JobFilter) -> Option<String> {
    conditions(filter).map(|wanted| statement(&wanted.sql))
}

fn statement(wanted: &[String]) -> String {
    format!("select id from job where {} order by id desc", wanted.join(" and "))
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
    // A technician's visits have their job and moments beside them; other visits are looked up themselves.
    let mut asked = vec!["cancelled = 0".to_owned()];
    let table = match filter.technician {
        None => "visit",
        Some(who) => {
            asked.push(format!("technician = {}", wanted.bind(sql_id(who.0))));
            "visit_technician"
        }
    };
    // Bound in the order in which they appear.
    let to = filter.to.map(|to| format!("start_at < {}", wanted.bind(sql_moment(to))));
    asked.extend(to);
    let from = filter.from.map(|from| wanted.bind(sql_moment(from)));
    let all = |more: &str| format!("select job from {table} where {}{more}", asked.join(" and "));
    // As in visit/between.sql: only the few visits of over a day begin further back than a day.
    let sql = match from {
        None => all(""),
        Some(from) => {
            let usual = format!(" and start_at >= {from} - 86400000 and end_at > {from}");
            let long = format!(" and end_at - start_at > 86400000 and end_at > {from}");
            format!("{} union all {}", all(&usual), all(&long))
        }
    };
    wanted.sql.push(format!("id in ({sql})"));
}
