//! The views never read a whole table.

use super::bench::{Bench, furnish};

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
        "select id from job where id in (select visit.job from visit where visit.cancelled = 0
            and visit.end_at > $1 and visit.start_at < $2) order by id desc limit $3",
    ] {
        let plan = plan(bench, sql);
        let reads_all = |step: &&String| {
            let scans = step.starts_with("SCAN job") || step.starts_with("SCAN visit") || step.starts_with("SCAN crew");
            scans || (step.starts_with("SCAN change") || step.starts_with("SCAN note"))
        };
        assert_eq!(plan.iter().find(reads_all), None, "{sql}\n{plan:#?}");
        assert!(!plan.is_empty());
    }
    for sql in [include_str!("../standing/tray.sql"), include_str!("../job/in_stage.sql"), include_str!("../search/matches.sql")] {
        let plan = plan(bench, sql);
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "sorts: {sql}\n{plan:#?}");
    }
    let counts = plan(bench, "select stage, count(*) from job group by stage");
    assert!(counts[0].contains("USING COVERING INDEX job_by_stage"), "{counts:?}");
}
