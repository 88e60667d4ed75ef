use crate::fixture::*;
use crate::*;

fn surrounded(open_issues: u32, follow_up_is_due: bool) -> impl FnOnce(&mut Slice) {
    move |slice| {
        let surroundings = Surroundings { open_issues, follow_up_is_due, ..Surroundings::default() };
        slice.surroundings.insert(JOB, surroundings);
    }
}

fn second_visit(given: Given, placement: Placement) -> Given {
    given.after(Command::AddVisit(JOB, placement, 60, "return".into()))
}

fn hold() -> Command {
    let (owner, note) = ("Mia".to_owned(), String::new());
    Command::Hold { job: JOB, reason: HoldReason::Parts, owner, look_again: day(26), note }
}

fn cancel() -> Command {
    Command::CancelJob(JOB, "moved away".into(), "client".into())
}

fn verified() -> Given {
    given().completed().after(Command::Verify(JOB, VerifiedBy::Client))
}

fn closed() -> Given {
    verified().after_all([Command::MarkInvoice(JOB, InvoiceStatus::Paid), Command::Close(JOB)])
}

/// A return on Wednesday with Dana.
fn wednesday() -> Placement {
    to("25 09:00", 60, DANA)
}

/// Each world shows its stage.
fn shows(rows: Vec<(&str, Given, Stage)>) {
    for (what, given, stage) in rows {
        assert_eq!(given.stage(), stage, "{what}");
    }
}

#[test]
fn before_anyone_sets_off() {
    let slot_alone = Command::Schedule(VISIT, until("24 09:00", 60), WindowChoice::Ask);
    let called_off = Command::CancelVisit(VISIT, "rain".into());
    let tray = Placement::default();
    shows(vec![
        ("in the tray", given(), Stage::ToSchedule),
        ("a slot alone", given().after(slot_alone), Stage::ToSchedule),
        ("a technician alone", given().after(Command::Assign(VISIT, Crew::of(DANA))), Stage::ToSchedule),
        ("no visit at all", given().with(|slice| drop(slice.visits.remove(VISIT))), Stage::ToSchedule),
        ("its visit cancelled", given().placed().after(called_off), Stage::ToSchedule),
        ("both", given().placed(), Stage::Scheduled),
        ("confirmed", given().told(), Stage::Scheduled),
        ("one placed, one in the tray", second_visit(given().placed(), tray), Stage::Scheduled),
        ("an issue before any visit", given().with(surrounded(1, false)), Stage::FollowUp),
        ("an issue, a visit placed", given().placed().with(surrounded(1, false)), Stage::Scheduled),
        ("a follow-up due too early", given().placed().with(surrounded(0, true)), Stage::Scheduled),
    ]);
}

#[test]
fn under_way_and_after() {
    let partial = Outcome::Partial { left: "valve".into() };
    let cannot = Outcome::CannotComplete { reason: "asbestos".into() };
    let done = || given().done(Outcome::Completed);
    let shut_out = || given().done(Outcome::NoAccess);
    shows(vec![
        ("on site", given().on_site(), Stage::InProgress),
        ("one under way, one to come", second_visit(given().on_site(), wednesday()), Stage::InProgress),
        ("done, not declared complete", done(), Stage::InProgress),
        ("one done, one to come", second_visit(done(), wednesday()), Stage::InProgress),
        ("done with an issue open", done().with(surrounded(1, false)), Stage::FollowUp),
        ("no access, return placed", second_visit(shut_out(), wednesday()), Stage::InProgress),
        ("no access, return in the tray", second_visit(shut_out(), Placement::default()), Stage::FollowUp),
        ("partial", given().done(partial), Stage::FollowUp),
        ("no access", shut_out(), Stage::FollowUp),
        ("cannot complete", given().done(cannot), Stage::FollowUp),
    ]);
}

#[test]
fn explicit_facts_come_first() {
    let reopened = Command::Reopen(JOB, "leaks".into());
    shows(vec![
        ("held", given().placed().after(hold()), Stage::OnHold),
        ("held in the tray", given().after(hold()), Stage::OnHold),
        ("released", given().placed().after_all([hold(), Command::Release(JOB)]), Stage::Scheduled),
        ("completed", given().completed(), Stage::Completed),
        ("completed, issue open", given().completed().with(surrounded(2, false)), Stage::FollowUp),
        ("completed, follow-up due", given().completed().with(surrounded(0, true)), Stage::FollowUp),
        ("verified", verified(), Stage::Verified),
        ("verified, issue open", verified().with(surrounded(1, false)), Stage::FollowUp),
        ("closed", closed(), Stage::Closed),
        ("cancelled", given().placed().after(cancel()), Stage::Cancelled),
        ("cancelled, issue open", given().after(cancel()).with(surrounded(1, false)), Stage::Cancelled),
        ("cancelled while held", given().after_all([hold(), cancel()]), Stage::Cancelled),
        (
            "cancelled, opened again",
            given().placed().after_all([cancel(), reopened.clone()]),
            Stage::ToSchedule,
        ),
        ("closed, opened again", closed().after(reopened), Stage::InProgress),
    ]);
}

#[test]
fn the_visit_that_was_over_last_decides_whether_work_stopped_short() {
    let back = second_visit(given().done(Outcome::NoAccess).now("25 08:00"), to("25 09:00", 60, DANA))
        .now("25 10:00")
        .after_all([
            Command::EnRoute(VisitId(2), at("25 08:40")),
            Command::Arrive(VisitId(2), at("25 09:00")),
            Command::Finish(VisitId(2), at("25 10:00"), Outcome::Completed),
        ]);
    assert_eq!(back.stage(), Stage::InProgress);
    // Cancelling an unneeded return after a partial visit does not make the work whole.
    let left = given().done(Outcome::Partial { left: "valve".into() });
    assert_eq!(left.after(Command::CancelVisit(VisitId(2), "not wanted".into())).stage(), Stage::FollowUp);
}

#[test]
fn names_read_back() {
    for stage in Stage::ALL {
        assert_eq!(Stage::from_name(stage.name()), Some(stage));
        assert_eq!(Stage::from_name(stage.title()), Some(stage));
    }
    assert_eq!(Stage::from_name("to-schedule"), Some(Stage::ToSchedule));
    assert_eq!(Stage::from_name("done"), None);
}
