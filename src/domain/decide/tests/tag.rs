//! Tags on records.

use crate::fixture::*;
use crate::*;

fn retag(add: &[&str], remove: &[&str]) -> Command {
    let owned = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect();
    Command::Retag(JOB.into(), owned(add), owned(remove))
}

#[test]
fn tags_are_put_on_and_taken_off() {
    let given = given();
    let (decision, after) = given.when(retag(&["VIP", " vip ", "two words"], &["none"])).allowed();
    assert_eq!(after.jobs[&JOB].tags, ["VIP", "two words"]);
    assert!(decision.summary.contains("+VIP"), "{}", decision.summary);
    let tagged = given.after(retag(&["VIP", "old"], &[]));
    tagged.when(retag(&["vip"], &[])).refused("J-1 has these tags already");
    let (_, after) = tagged.when(retag(&["new"], &["OLD"])).allowed();
    assert_eq!(after.jobs[&JOB].tags, ["VIP", "new"]);
}

#[test]
fn what_has_no_tags_says_where_they_go() {
    let given = given();
    given.when(Command::Retag(VISIT.into(), vec!["x".into()], vec![])).refused("a visit has no tags");
    given.when(Command::Retag(JobId(99).into(), vec!["x".into()], vec![])).refused("there is no job J-99");
}
