//! Lists of jobs by what people filter on.

use domain::{ClientId, EntityKind, FieldValue, JobId, Moment, Priority, ServiceId, Stage, TechnicianId};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;

use crate::StoreError;
use crate::row::{
    number_at, select_count, select_ids, select_rows, sql_count, sql_id, sql_moment, text_at, where_all,
};
use crate::search::{self, fold};
use crate::standing::rank;

/// Which jobs are wanted; what is none or empty does not matter. Of several of one kind, any will do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JobFilter {
    /// These jobs themselves.
    pub jobs: Vec<JobId>,
    /// In one of these stages.
    pub stages: Vec<Stage>,
    /// With a visit, not cancelled, on which one of these technicians goes.
    pub technicians: Vec<TechnicianId>,
    /// Of one of these clients.
    pub clients: Vec<ClientId>,
    /// At a site in one of these zones, whatever the letter case.
    pub zones: Vec<String>,
    /// With one of these entries of the price book.
    pub services: Vec<ServiceId>,
    /// With one of these tags, whatever the letter case.
    pub tags: Vec<String>,
    /// Of one of these priorities.
    pub priorities: Vec<Priority>,
    /// With one of these labels under the stage that they are in.
    pub substatuses: Vec<String>,
    /// With each of these values in the field of that id.
    pub fields: Vec<(String, FieldValue)>,
    /// With a visit, not cancelled, that ends after this moment.
    pub from: Option<Moment>,
    /// With a visit, not cancelled, that begins before this moment.
    pub to: Option<Moment>,
    /// With these words in the job, its client's name or its site's address (see [`crate::Reader::search`]).
    pub text: Option<String>,
    /// For each of these words: with it as in `text`, or with a visit of one of its technicians.
    pub words: Vec<(String, Vec<TechnicianId>)>,
    /// Passing none of these.
    pub without: Vec<JobFilter>,
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

/// The jobs that pass with their stages, what needs attention first: by urgency, then the earlier of next slot
/// and promise deadline, then id.
pub(crate) fn in_order(conn: &Connection, filter: &JobFilter) -> Result<Vec<(JobId, Stage)>, StoreError> {
    let Some(Conditions { sql, params }) = conditions(filter) else { return Ok(Vec::new()) };
    let sql = format!("select id, stage from job{} order by urgency, due_at, id", where_all(&sql));
    let found = select_rows(conn, &sql, params_from_iter(&params), |row| {
        // A stage that a newer program named is on no column of this one.
        let Some(stage) = Stage::from_name(text_at(row, 1)?) else { return Ok(None) };
        Ok(Some((JobId(number_at(row, 0)?), stage)))
    })?;
    Ok(found.into_iter().flatten().collect())
}

/// Whether a filter asks for words, tags, visits or the like, which are in other tables than the job.
fn is_looked_up(filter: &JobFilter) -> bool {
    let JobFilter {
        jobs: _,
        stages: _,
        technicians,
        clients: _,
        zones,
        services,
        tags,
        priorities: _,
        substatuses,
        fields,
        from,
        to,
        text,
        words,
        without,
    } = filter;
    (from.is_some() || to.is_some() || text.is_some())
        || !(technicians.is_empty() && zones.is_empty() && services.is_empty())
        || !(tags.is_empty() && words.is_empty())
        || !(substatuses.is_empty() && fields.is_empty())
        || !without.is_empty()
}

/// A page of jobs by their own columns, which an index counts quickly.
fn page_of(
    conn: &Connection,
    wanted: &[String],
    mut params: Vec<Value>,
    limit: usize,
    offset: usize,
) -> Result<(Vec<JobId>, u64), StoreError> {
    let clause = where_all(wanted);
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
    format!("select id from job{} order by id desc", where_all(wanted))
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

    /// Asks that a column holds one of these values; nothing when there is none.
    fn any<T: Into<Value> + Serialize>(&mut self, before: &str, values: Vec<T>, after: &str) {
        if let Some(one) = self.one_of(values) {
            self.sql.push(format!("{before}{one}{after}"));
        }
    }

    /// What follows a column that holds one of these values.
    fn one_of<T: Into<Value> + Serialize>(&mut self, mut values: Vec<T>) -> Option<String> {
        if values.len() > 1 {
            // One text for all of them, so that the statement stays the same however many there are.
            let list = self.bind(serde_json::json!(values).to_string());
            return Some(format!(" in (select value from json_each({list}))"));
        }
        let value = values.pop()?;
        Some(format!(" = {}", self.bind(value)))
    }

    /// The jobs whose row of the index holds a query.
    fn of_index(&mut self, query: String) -> String {
        let range = search::rows_of(EntityKind::Job);
        // SQLite numbers parameters by first appearance, so they are bound in that order.
        let (first, query) = (self.bind(*range.start()), self.bind(query));
        let last = self.bind(*range.end());
        let rows = format!("select rowid - {first} from search where search match {query}");
        format!("{rows} and rowid between {first} and {last}")
    }
}

/// None when the text has no word that could be found.
fn conditions(filter: &JobFilter) -> Option<Conditions> {
    let mut wanted = Conditions::default();
    ask_for(filter, &mut wanted)?;
    Some(wanted)
}

fn ask_for(filter: &JobFilter, wanted: &mut Conditions) -> Option<()> {
    if let Some(text) = &filter.text {
        let found = wanted.of_index(search::query_of(text)?);
        wanted.sql.push(format!("id in ({found})"));
    }
    for (word, people) in &filter.words {
        // A lone sign, as in "Kerr & Sons", narrows nothing.
        let Some(query) = search::query_of(word) else { continue };
        let people = people.iter().map(|id| sql_id(id.0)).collect();
        let found = wanted.of_index(query);
        let theirs = wanted.one_of(people).map(|who| {
            format!(" union all select job from visit_technician where cancelled = 0 and technician{who}")
        });
        wanted.sql.push(format!("id in ({found}{})", theirs.unwrap_or_default()));
    }
    wanted.any("id", filter.jobs.iter().map(|id| sql_id(id.0)).collect(), "");
    wanted.any("stage", filter.stages.iter().map(|stage| stage.name().to_owned()).collect(), "");
    wanted.any("client", filter.clients.iter().map(|id| sql_id(id.0)).collect(), "");
    let zones: Vec<String> = filter.zones.iter().map(|zone| fold(zone)).collect();
    wanted.any("site in (select id from site where zone_key <> '' and zone_key", zones, ")");
    let services: Vec<i64> = filter.services.iter().map(|id| sql_id(id.0)).collect();
    wanted.any("id in (select job from job_service where service", services, ")");
    let tags: Vec<String> = filter.tags.iter().map(|tag| fold(tag)).collect();
    wanted.any("id in (select entity_id from tag where kind = 'job' and tag_key", tags, ")");
    let priorities: Vec<i64> = filter.priorities.iter().map(|p| i64::from(rank(*p))).collect();
    wanted.any("priority", priorities, "");
    of_business(filter, wanted);
    of_visits(filter, wanted);
    for term in &filter.without {
        let before = wanted.sql.len();
        ask_for(term, wanted)?;
        let asked = wanted.sql.split_off(before);
        if !asked.is_empty() {
            // What is unknown, such as the site of a job without one, is not what is left out.
            wanted.sql.push(format!("({}) is not true", asked.join(" and ")));
        }
    }
    Some(())
}

/// What the business added is in the record itself. A label of another stage no longer holds.
fn of_business(filter: &JobFilter, wanted: &mut Conditions) {
    let holds = "body ->> '$.substatus.stage' = stage and body ->> '$.substatus.label'";
    wanted.any(holds, filter.substatuses.clone(), "");
    for (id, value) in &filter.fields {
        let path = wanted.bind(format!("$.fields.{id}"));
        let value = match value {
            FieldValue::YesNo(yes) => wanted.bind(i64::from(*yes)),
            FieldValue::Number(number) => match number.as_i64() {
                Some(whole) => wanted.bind(whole),
                None => wanted.bind(number.as_f64().unwrap_or_default()),
            },
            FieldValue::Text(text) => wanted.bind(text.clone()),
        };
        wanted.sql.push(format!("body ->> {path} = {value}"));
    }
}

/// Technician and dates ask for one visit that meets them all.
fn of_visits(filter: &JobFilter, wanted: &mut Conditions) {
    if filter.technicians.is_empty() && filter.from.is_none() && filter.to.is_none() {
        return;
    }
    // A technician's visits have their job and moments beside them; other visits are looked up themselves.
    let mut asked = vec!["cancelled = 0".to_owned()];
    let table = match wanted.one_of(filter.technicians.iter().map(|id| sql_id(id.0)).collect()) {
        None => "visit",
        Some(who) => {
            asked.push(format!("technician{who}"));
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
