//! Laying a draft over the plan: what a record is in the draft, and where the plan has moved underneath it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{Change, EntityKind, EntityRef, Record};

/// Fields of a visit that say nothing of the plan: they may change underneath.
const BESIDE_THE_PLAN: [&str; 2] = ["purpose", "external"];

/// What comes of laying a drafted change over a record.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and nearly always the record")]
pub enum Laid {
    /// The record as the draft has it, with what has changed underneath beside the plan.
    Over(Record),
    /// The record has moved underneath in these fields; the draft does not hold for it.
    Moved(Vec<String>),
}

/// Lays a drafted change over the record as it is now.
///
/// A visit must be as the draft found it in all that is of the plan. Of a job only what the draft itself changes
/// must be.
pub fn lay(live: Option<&Record>, drafted: &Change) -> Laid {
    let (Some(live), Some(before), Some(after)) = (live, &drafted.before, &drafted.after) else {
        return Laid::Moved(vec!["removed".to_owned()]);
    };
    if live == before {
        return Laid::Over(after.clone());
    }
    merged(drafted.entity, live, before, after).unwrap_or_else(|_| Laid::Moved(vec!["record".to_owned()]))
}

fn merged(
    entity: EntityRef,
    live: &Record,
    before: &Record,
    after: &Record,
) -> Result<Laid, serde_json::Error> {
    let (live, before, after) = (live.to_fields()?, before.to_fields()?, after.to_fields()?);
    let (underneath, drafted) = (differing(&before, &live), differing(&before, &after));
    let counts = |name: &String| match entity.kind {
        EntityKind::Visit => !BESIDE_THE_PLAN.contains(&name.as_str()),
        _ => drafted.contains(name),
    };
    let moved: Vec<String> = underneath.into_iter().filter(counts).collect();
    if !moved.is_empty() {
        return Ok(Laid::Moved(moved));
    }
    let mut fields = live;
    for name in drafted {
        match after.get(&name) {
            Some(value) => drop(fields.insert(name, value.clone())),
            None => drop(fields.remove(&name)),
        }
    }
    Record::from_fields(entity.kind, fields).map(Laid::Over)
}

/// The names of the fields in which two states of a record differ, in order.
///
/// # Errors
/// When a record cannot be written down.
pub fn fields_that_differ(one: &Record, other: &Record) -> Result<Vec<String>, serde_json::Error> {
    Ok(differing(&one.to_fields()?, &other.to_fields()?))
}

fn differing(one: &Map<String, Value>, other: &Map<String, Value>) -> Vec<String> {
    let mut names: Vec<String> =
        one.keys().chain(other.keys()).filter(|name| one.get(*name) != other.get(*name)).cloned().collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What the steps of a draft come to: of each record the last step that changes it, unless it is back where it was.
pub fn net_changes(steps: impl IntoIterator<Item = (i64, Change)>) -> Vec<(i64, Change)> {
    let mut last: BTreeMap<EntityRef, (i64, Change)> = BTreeMap::new();
    for (step, change) in steps {
        last.insert(change.entity, (step, change));
    }
    last.into_values().filter(|(_, change)| change.before != change.after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Job, JobId, Visit, VisitId};

    fn visit(minutes: u32) -> Visit {
        Visit::new(JobId(1), minutes)
    }

    fn change(before: Visit, after: Visit) -> Change {
        Change { entity: VisitId(1).into(), before: Some(before.into()), after: Some(after.into()) }
    }

    #[test]
    fn what_is_beside_the_plan_may_change_underneath() {
        let drafted = change(visit(60), visit(90));
        assert_eq!(lay(drafted.before.as_ref(), &drafted), Laid::Over(visit(90).into()));
        let renamed = Visit { purpose: "the roof".to_owned(), ..visit(60) };
        let expected = Visit { purpose: "the roof".to_owned(), ..visit(90) };
        assert_eq!(lay(Some(&renamed.into()), &drafted), Laid::Over(expected.into()));
    }

    #[test]
    fn what_is_of_the_plan_may_not() {
        let drafted = change(visit(60), visit(90));
        let pinned = Visit { pinned: true, minutes: 30, ..visit(60) };
        let moved = vec!["minutes".to_owned(), "pinned".to_owned()];
        assert_eq!(lay(Some(&pinned.into()), &drafted), Laid::Moved(moved));
        assert_eq!(lay(None, &drafted), Laid::Moved(vec!["removed".to_owned()]));
    }

    #[test]
    fn of_a_job_only_what_the_draft_changes_counts() {
        let job = |title: &str, tags: &[&str]| Job {
            title: title.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Job::new(crate::ClientId(1), "", crate::fixture::at("24 08:00"))
        };
        let (before, after) = (job("Boiler", &[]), job("Boiler", &["told"]));
        let drafted =
            Change { entity: JobId(1).into(), before: Some(before.into()), after: Some(after.into()) };
        let live = Record::from(job("Boiler no heat", &[]));
        assert_eq!(lay(Some(&live), &drafted), Laid::Over(job("Boiler no heat", &["told"]).into()));
        let live = Record::from(job("Boiler", &["other"]));
        assert_eq!(lay(Some(&live), &drafted), Laid::Moved(vec!["tags".to_owned()]));
    }

    #[test]
    fn the_last_step_counts_and_what_is_back_does_not() {
        let steps = [(1, change(visit(60), visit(90))), (2, change(visit(60), visit(120)))];
        assert_eq!(net_changes(steps), [(2, change(visit(60), visit(120)))]);
        let there_and_back = [(1, change(visit(60), visit(90))), (4, change(visit(60), visit(60)))];
        assert_eq!(net_changes(there_and_back), []);
    }
}
