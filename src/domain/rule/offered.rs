//! The rule that a visit is when the client can have us.

use super::Case;
use crate::describe_offers;

/// The visit lies in one of the times that the client offered, while nobody has arrived.
pub(super) fn offered(case: &Case<'_>) -> Vec<String> {
    let Some((slot, zone)) = case.moments() else { return Vec::new() };
    if case.visit.arrived_at().is_some() || case.job.is_offered(&slot) {
        return Vec::new();
    }
    vec![format!("{} can have us {} only", case.client_name(), describe_offers(&case.job.offered, zone))]
}

#[cfg(test)]
mod tests {
    use crate::fixture::*;
    use crate::*;

    /// Kerr can have us on Tuesday from 9 to 12 or on Wednesday afternoon.
    fn offering() -> Given {
        let offered = vec![span("24 09:00", 180), span("25 14:00", 180)];
        given().with(|slice| slice.jobs.get_mut(&JOB).unwrap().offered = offered)
    }

    fn schedule(start: &str) -> Command {
        Command::Schedule(VISIT, to(start, 120, DANA), WindowChoice::Ask)
    }

    const SAID: &str = "Kerr can have us Tue 24 Nov 09:00–12:00 or Wed 25 Nov 14:00–17:00 only";

    #[test]
    fn who_places_a_visit_beside_what_was_offered_is_asked_for_a_reason() {
        for start in ["24 09:00", "24 10:00", "25 15:00"] {
            offering().when(schedule(start)).allowed();
        }
        for start in ["24 08:59", "24 10:01", "25 10:00", "26 10:00"] {
            let refusal = offering().when(schedule(start)).refused(SAID);
            assert!(refusal.is_soft(), "{start}");
        }
        let (_, after) = offering().because("she called").when(schedule("24 13:00")).allowed();
        let kept = &after.visits[&VISIT].overrides;
        assert_eq!((kept.len(), kept[0].rule.as_str(), kept[0].sentence.as_str()), (1, "offered", SAID));
    }

    #[test]
    fn who_changes_the_crew_alone_is_not_asked_about_the_time() {
        let beside = offering().because("she called").after(schedule("24 13:00")).without_reason();
        beside.when(Command::Assign(VISIT, Crew::of(TOM))).allowed();
        beside.when(Command::Move(VISIT, until("24 14:00", 120), WindowChoice::Ask)).refused(SAID);
    }

    #[test]
    fn once_somebody_is_there_nothing_is_said_any_more() {
        let on_site = given().on_site();
        let later =
            on_site.with(|slice| slice.jobs.get_mut(&JOB).unwrap().offered = vec![span("25 14:00", 180)]);
        assert!(findings_for(&later.slice, VISIT, later.visit()).is_empty());
        let coming = offering().because("she called").after(schedule("24 13:00"));
        let found = findings_for(&coming.slice, VISIT, coming.visit());
        assert_eq!((found.len(), found[0].rule), (1, Rule::Offered));
    }
}
