//! The views never read a whole table.

use domain::{ClientId, ServiceId, Stage, TechnicianId};

use super::bench::{Bench, furnish, hours};
use crate::JobFilter;

/// What SQLite would do for a statement, a step a line.
fn plan(bench: &Bench, sql: &str) -> Vec<String> {
    let conn = &bench.store().conn;
    let mut statement = conn.prepare(&format!("explain query plan {sql}")).unwrap();
    let rows = statement.raw_query().mapped(|row| row.get::<_, String>(3)).collect::<Result<_, _>>();
    rows.unwrap()
}

pub(super) fn the_views_use_indexes(bench: &mut Bench) {
    furnish(bench);
    for sql in [
        include_str!("../visit/between.sql"),
        include_str!("../visit/between_of_crew.sql"),
        include_str!("../visit/outlines_between.sql"),
        include_str!("../event/between.sql"),
        include_str!("../standing/tray.sql"),
        include_str!("../job/in_stage.sql"),
        include_str!("../job/of_client.sql"),
        include_str!("../note/about.sql"),
        include_str!("../journal/changes_since.sql"),
        include_str!("../journal/undo_target_of.sql"),
        include_str!("../journal/redo_target.sql"),
        include_str!("../journal/redo_target_of.sql"),
        include_str!("../search/matches.sql"),
        include_str!("../external/find.sql"),
        "select id, version, body from visit where job = $1 order by id",
    ] {
        let plan = plan(bench, sql);
        let reads_all = |step: &&String| {
            let scans = step.starts_with("SCAN job")
                || step.starts_with("SCAN visit")
                || step.starts_with("SCAN event")
                || step.starts_with("SCAN crew");
            scans || (step.starts_with("SCAN change") || step.starts_with("SCAN note"))
        };
        assert_eq!(plan.iter().find(reads_all), None, "{sql}\n{plan:#?}");
        assert!(!plan.is_empty());
    }
    for sql in [
        include_str!("../standing/tray.sql"),
        include_str!("../job/in_stage.sql"),
        include_str!("../search/matches.sql"),
    ] {
        let plan = plan(bench, sql);
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "sorts: {sql}\n{plan:#?}");
    }
}

pub(super) fn filters_use_indexes(bench: &mut Bench) {
    furnish(bench);
    let (from, to) = (Some(hours(0, 24).start), Some(hours(0, 24).end));
    let none = JobFilter::default;
    for (filter, index) in [
        (JobFilter { from, to, ..none() }, "visit_by_start"),
        (JobFilter { technicians: vec![TechnicianId(1)], ..none() }, "COVERING INDEX crew_by_start"),
        (JobFilter { technicians: vec![TechnicianId(1)], from, to, ..none() }, "crew_by_start"),
        (JobFilter { clients: vec![ClientId(1)], ..none() }, "job_by_client"),
        (JobFilter { stages: vec![Stage::Scheduled], ..none() }, "job_by_stage"),
        (JobFilter { zones: vec!["north".into()], ..none() }, "site_by_zone"),
        (JobFilter { services: vec![ServiceId(1)], ..none() }, "job_service_by_service"),
        (JobFilter { tags: vec!["gas".into()], ..none() }, "SEARCH tag USING PRIMARY KEY"),
    ] {
        let plan = plan(bench, &crate::job::sql_of(&filter).unwrap());
        assert!(plan.iter().any(|step| step.contains(index)), "{filter:?}\n{plan:#?}");
        assert!(
            !plan.iter().any(|step| step.starts_with("SCAN job") || step.starts_with("SCAN visit")),
            "{plan:#?}"
        );
    }
}
