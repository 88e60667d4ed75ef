//! By what jobs can be grouped: who goes, what is sold, where.

use domain::{JobId, ServiceId, TechnicianId};
use rusqlite::Connection;

use crate::StoreError;
use crate::row::{number_at, select_rows};

/// The technicians on visits of these jobs that are not cancelled, each once.
pub(crate) fn technicians_of(
    conn: &Connection,
    jobs: &[JobId],
) -> Result<Vec<(JobId, TechnicianId)>, StoreError> {
    let sql = "select distinct visit.job, crew.technician from visit
        join visit_technician as crew on crew.visit = visit.id
        where crew.cancelled = 0 and visit.job in (select value from json_each($1))
        order by visit.job, crew.technician";
    select_rows(conn, sql, [list_of(jobs)], |row| {
        Ok((JobId(number_at(row, 0)?), TechnicianId(number_at(row, 1)?)))
    })
}

/// The entries of the price book that these jobs take.
pub(crate) fn services_of(conn: &Connection, jobs: &[JobId]) -> Result<Vec<(JobId, ServiceId)>, StoreError> {
    let sql = "select job, service from job_service
        where job in (select value from json_each($1)) order by job, service";
    select_rows(conn, sql, [list_of(jobs)], |row| {
        Ok((JobId(number_at(row, 0)?), ServiceId(number_at(row, 1)?)))
    })
}

/// The folded zones of the sites of those of these jobs whose site is in one.
pub(crate) fn zones_of(conn: &Connection, jobs: &[JobId]) -> Result<Vec<(JobId, String)>, StoreError> {
    let sql = "select job.id, site.zone_key from job join site on site.id = job.site
        where job.id in (select value from json_each($1)) and site.zone_key <> '' order by job.id";
    select_rows(conn, sql, [list_of(jobs)], |row| Ok((JobId(number_at(row, 0)?), row.get(1)?)))
}

/// Numbers as one text, so that the statement stays the same however many there are.
fn list_of(jobs: &[JobId]) -> String {
    let numbers: Vec<u64> = jobs.iter().map(|job| job.0).collect();
    serde_json::json!(numbers).to_string()
}
