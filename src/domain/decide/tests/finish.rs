//! Finishing jobs: complete, verify, invoice, close, reopen, cancel.

use crate::fixture::*;
use crate::*;

fn surrounded(given: Given, open_issues: u32, open_follow_ups: u32) -> Given {
    given.with(|slice| {
        let open = Surroundings { open_issues, open_follow_ups, ..Surroundings::default() };
        slice.surroundings.insert(JOB, open);
    })
}

fn answered() -> Given {
    given().done(Outcome::Completed).after(Command::Answer(JOB, 0, Some("yes".into())))
}

fn verified() -> Given {
    given().completed().after(Command::Verify(JOB, VerifiedBy::Client))
}

fn closed() -> Given {
    verified().after_all([Command::MarkInvoice(JOB, InvoiceStatus::Paid), Command::Close(JOB)])
}

fn cancel() -> Command {
    Command::CancelJob(JOB, "moved away".into(), "client".into())
}

#[test]
fn completion_wants_the_checklist_the_outcome_and_the_parts() {
    let refusal = given().done(Outcome::Completed).when(complete()).refused("Flue checked");
    assert_eq!(refusal.mends()[0].action, Some(crate::MendAction::Check));
    let asked = answered().when(complete()).refused("“Photo taken” has no answer");
    assert!(asked.is_soft());
    let overridden = answered().because("phone was flat").after(complete());
    assert_eq!(overridden.job().overrides[0].rule, "optional_unanswered");
    assert_eq!(overridden.job().overrides[0].reason, "phone was flat");

    let all = answered().after(Command::Answer(JOB, 1, Some("two".into())));
    let command = |outcome: &str, parts: Option<Vec<PartLine>>, time: &str| Command::Complete {
        job: JOB,
        outcome: outcome.into(),
        parts,
        at: at(time),
    };
    all.when(command(" ", Some(vec![]), "24 11:00")).refused("outcome: is missing");
    all.when(command("Pump", None, "24 11:00")).refused("parts: nobody has said");
    let none = vec![PartLine { name: "pump".into(), quantity: 0 }];
    all.when(command("Pump", Some(none), "24 11:00")).refused("quantity 0");
    all.when(command("Pump", Some(vec![]), "24 10:29")).refused("before the change it follows");
    all.when(command("Pump", Some(vec![]), "24 11:03")).refused("still to come");
    let used = vec![PartLine { name: "pump".into(), quantity: 1 }];
    let (decision, after) = all.when(command(" Pump ", Some(used.clone()), "24 10:30")).allowed();
    let completion = after.jobs[&JOB].completion.clone().unwrap();
    assert_eq!(
        (completion.outcome.as_str(), completion.parts, completion.by.as_str()),
        ("Pump", used, "Mia")
    );
    assert_eq!(
        (decision.fact, decision.summary.as_str()),
        (Fact::JobCompleted, "Completed J-1 Boiler no heat (Kerr)")
    );
}

#[test]
fn completion_waits_for_the_visits() {
    for given in
        [given().placed(), given().on_site(), given().done(Outcome::Partial { left: "valve".into() })]
    {
        let refusal = given.when(complete()).refused("still has V-");
        let mends: Vec<_> = refusal.mends().into_iter().filter_map(|mend| mend.command).collect();
        assert!(
            mends[0].starts_with("visit done V-") && mends[1].starts_with("visit cancel V-"),
            "{mends:?}"
        );
    }
    // Those mends lead there.
    let rest = given().done(Outcome::Partial { left: "valve".into() }).after_all([
        Command::CancelVisit(VisitId(2), "client did it".into()),
        Command::Answer(JOB, 0, Some("yes".into())),
    ]);
    rest.because("no phone").after(complete());
}

#[test]
fn work_that_took_no_visit_needs_none() {
    let answer = || Command::Answer(JOB, 0, Some("n/a".into()));
    let in_tray = given().after(answer()).now("24 11:00").because("by phone");
    let called_off = given().placed().after(Command::CancelVisit(VISIT, "mended by phone".into()));
    let called_off = called_off.after(answer()).now("24 11:00").because("by phone");
    for (given, id) in [(in_tray, VISIT), (called_off, VisitId(2))] {
        let after = given.after(complete());
        let state = VisitState::Cancelled("the job was completed without it".into());
        assert_eq!(after.slice.visits[&id].state, state);
        assert_eq!(after.stage(), Stage::Completed);
    }
    // A visit in the tray beside one that did the work is a second piece of it.
    let second = given()
        .done(Outcome::Completed)
        .after_all([Command::AddVisit(JOB, Placement::default(), 60, String::new()), answer()]);
    second.because("x").when(complete()).refused("still has V-2");
}

#[test]
fn answers_may_be_given_and_taken_back_until_they_carry_a_completion() {
    let (decision, after) = answered().when(Command::Answer(JOB, 0, None)).allowed();
    assert_eq!(decision.summary, "Took back the answer to “Flue checked” on J-1");
    assert_eq!(after.jobs[&JOB].checklist[0].answer, None);
    let refusal = given().when(Command::Answer(JOB, 2, Some("x".into()))).refused("so there is no item 3");
    assert_eq!(refusal.field(), Some("item"));
    given().completed().when(Command::Answer(JOB, 0, Some(" ".into()))).refused("completed");
    given().completed().when(Command::Answer(JOB, 0, Some("yes, dry".into()))).allowed();
    given().completed().when(Command::Answer(JOB, 1, None)).allowed();
    closed().when(Command::Answer(JOB, 1, None)).refused("closed, so it cannot be changed");
}

#[test]
fn verification_is_the_clients_word_or_a_named_check() {
    let refusal =
        given().placed().when(Command::Verify(JOB, VerifiedBy::Client)).refused("cannot be verified");
    assert_eq!(refusal.mends()[0].action, Some(crate::MendAction::Complete));
    given()
        .completed()
        .when(Command::Verify(JOB, VerifiedBy::Check(" ".into())))
        .refused("check: is missing");
    given().completed().when(Command::Verify(JOB, VerifiedBy::Check("photos seen".into()))).allowed();
    verified().when(Command::Verify(JOB, VerifiedBy::Client)).refused("verified already");
    let refusal = closed().when(Command::Verify(JOB, VerifiedBy::Client)).refused("closed");
    assert_eq!(refusal.mends()[0].action, Some(crate::MendAction::Reopen));
}

#[test]
fn closing_wants_verification_the_bill_settled_and_nothing_open() {
    let close = || Command::Close(JOB);
    assert_eq!(
        given().completed().when(close()).refused("completed").mends()[0].action,
        Some(crate::MendAction::Verify)
    );
    assert_eq!(
        given().placed().when(close()).refused("scheduled").mends()[0].action,
        Some(crate::MendAction::Complete)
    );
    let verify = given().completed().when(close()).refused("completed").mends().remove(0);
    assert_eq!(verify.command.as_deref(), Some("job verify J-1 --by-client"));
    let complete = given().placed().when(close()).refused("scheduled").mends().remove(0);
    assert_eq!(complete.command.as_deref(), Some("job complete J-1 OUTCOME --no-parts"));
    for status in [InvoiceStatus::NotInvoiced, InvoiceStatus::Invoiced] {
        let given = verified().with(|slice| slice.jobs.get_mut(&JOB).unwrap().invoice = status);
        let refusal = given.when(close()).refused(&format!("J-1 is {}", status.word()));
        assert_eq!(refusal.kind(), "not_settled");
    }
    for status in [InvoiceStatus::Paid, InvoiceStatus::NotBillable] {
        verified().after(Command::MarkInvoice(JOB, status)).when(close()).allowed();
    }
    let paid = verified().after(Command::MarkInvoice(JOB, InvoiceStatus::Paid));
    surrounded(paid.clone(), 1, 0).when(close()).refused("1 open issue(s)");
    surrounded(paid.clone(), 0, 2).when(close()).refused("2 open follow-up(s)");
    // Hard: no reason helps.
    surrounded(paid.clone(), 1, 0).because("please").when(close()).refused("open issue");
    // A return that was planned while an issue was open is not forgotten.
    let with_return =
        surrounded(paid, 1, 0).after(Command::AddVisit(JOB, Placement::default(), 60, "leak".into()));
    surrounded(with_return, 0, 0).when(close()).refused("still has V-2");
    closed().when(close()).refused("J-1 is closed already");
    assert_eq!(
        given().after(cancel()).when(close()).refused("cancelled").mends()[0].action,
        Some(crate::MendAction::Reopen)
    );
}

#[test]
fn a_closed_bill_stays_settled() {
    closed()
        .when(Command::MarkInvoice(JOB, InvoiceStatus::Invoiced))
        .refused("closed, so it cannot be invoiced");
    closed().when(Command::MarkInvoice(JOB, InvoiceStatus::NotBillable)).allowed();
    given().when(Command::MarkInvoice(JOB, InvoiceStatus::NotInvoiced)).refused("not invoiced already");
}

#[test]
fn reopening_takes_back_what_ended_the_job_and_only_that() {
    given().when(Command::Reopen(JOB, "why".into())).refused("J-1 is open");
    closed().when(Command::Reopen(JOB, String::new())).refused("reason: is missing");
    let open = closed().after(Command::Reopen(JOB, "leaks again".into()));
    let job = open.job();
    assert!(job.completion.is_none() && job.verification.is_none() && job.closed_at.is_none());
    assert_eq!(
        (job.promises.len(), job.invoice, job.checklist[0].answer.as_deref()),
        (1, InvoiceStatus::Paid, Some("yes"))
    );
    // Its visits stay as they are, and a new one waits in the tray.
    let back = given().placed().after(cancel());
    let (decision, after) = back.when(Command::Reopen(JOB, " came back ".into())).allowed();
    let summary = "Reopened J-1 Boiler no heat (Kerr): came back; a new visit is in the tray";
    assert_eq!(decision.summary, summary);
    let visits: Vec<_> =
        after.visits.values().map(|visit| (visit.state.word(), visit.is_in_tray())).collect();
    assert_eq!(visits, [("cancelled", false), ("planned", true)]);
    assert_eq!(after.visits[&VisitId(2)].minutes, 120);
    // The reason stays on record.
    let note = &after.notes[&NoteId(1)];
    assert_eq!(
        (note.about, note.text.as_str(), note.by.as_str()),
        (JOB.into(), "Reopened: came back", "Mia")
    );
    let returning = surrounded(given().completed(), 1, 0).after(Command::AddVisit(
        JOB,
        Placement::default(),
        60,
        "leak".into(),
    ));
    let (decision, after) = returning.when(Command::Reopen(JOB, "leaks".into())).allowed();
    assert_eq!(decision.summary, "Reopened J-1 Boiler no heat (Kerr): leaks");
    assert_eq!(after.visits.len(), 2);
}

#[test]
fn cancelling_takes_reason_and_asker_and_calls_off_what_is_to_come() {
    given().when(Command::CancelJob(JOB, " ".into(), "client".into())).refused("reason: is missing");
    given().when(Command::CancelJob(JOB, "moved".into(), String::new())).refused("asked_by: is missing");
    given().on_site().when(cancel()).refused("still has V-1");
    let two = given().done(Outcome::NoAccess).after(Command::AddVisit(
        JOB,
        Placement::default(),
        60,
        String::new(),
    ));
    let (decision, after) = two.when(cancel()).allowed();
    assert_eq!(decision.summary, "Cancelled J-1 Boiler no heat (Kerr): moved away");
    assert_eq!(after.visits[&VISIT].state.word(), "done");
    assert_eq!(after.visits[&VisitId(2)].state, VisitState::Cancelled("moved away".into()));
    let kept = after.jobs[&JOB].cancellation.clone().unwrap();
    assert_eq!((kept.asked_by.as_str(), kept.by.as_str(), kept.at), ("client", "Mia", at("24 11:00")));
    // What was declared complete is opened again first, even while something is open.
    given().completed().when(cancel()).refused("completed, so it cannot be cancelled");
    surrounded(given().completed(), 1, 0).when(cancel()).refused("completed, so it cannot be cancelled");
}
