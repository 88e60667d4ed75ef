use crate::fixture::*;
use crate::*;

fn job_marks(given: &Given) -> Vec<Mark> {
    marks_of_job(&given.slice, JOB, given.context.now)
}

fn surrounded(given: Given, surroundings: Surroundings) -> Given {
    given.with(|slice| {
        slice.surroundings.insert(JOB, surroundings);
    })
}

#[test]
fn nothing_is_marked_without_cause() {
    assert!(given().marks().is_empty());
    assert!(given().told().marks().is_empty());
    assert!(job_marks(&given().told()).is_empty());
    assert!(given().told().now("30 08:00").after(Command::CancelVisit(VISIT, "x".into())).marks().is_empty());
}

#[test]
fn late_begins_after_the_last_minute_of_the_window() {
    let told = given().told();
    assert!(told.clone().now("24 11:00").marks().is_empty());
    let late = told.clone().now("24 11:01");
    assert_eq!(late.marks(), [Mark::Late]);
    let on_the_road = late.clone().after(Command::EnRoute(VISIT, at("24 10:50")));
    assert_eq!(on_the_road.marks(), [Mark::Late]);
    assert!(!on_the_road.after(Command::Arrive(VISIT, at("24 11:01"))).marks().contains(&Mark::Late));
    // Without a window the start counts.
    let bare = told.with_visit(|visit| visit.window = None);
    assert!(bare.clone().now("24 09:00").marks().is_empty());
    assert_eq!(bare.now("24 09:01").marks(), [Mark::Late]);
}

#[test]
fn running_over_begins_after_the_planned_end() {
    let on_site = given().on_site();
    assert!(on_site.clone().now("24 11:00").marks().is_empty());
    assert_eq!(on_site.now("24 11:01").marks(), [Mark::RunningOver]);
}

#[test]
fn unconfirmed_is_a_placed_visit_that_is_only_planned() {
    assert_eq!(given().placed().marks(), [Mark::Unconfirmed]);
    let no_one = given().after(Command::Schedule(VISIT, until("24 09:00", 120), WindowChoice::Ask));
    assert!(no_one.marks().is_empty());
    assert!(given().placed().after(Command::Dispatch(VISIT, at("24 08:00"))).marks().is_empty());
}

#[test]
fn delayed_is_a_promise_the_plan_cannot_keep_until_its_time_comes() {
    let kept =
        given().told().because("van").after(Command::Move(VISIT, until("24 13:00", 120), WindowChoice::Keep));
    assert_eq!(kept.marks(), [Mark::Delayed]);
    assert_eq!(kept.clone().now("24 10:59").marks(), [Mark::Delayed]);
    assert!(kept.clone().now("24 11:00").marks().is_empty());
    assert_eq!(job_marks(&kept.now("24 11:01")), [Mark::PromiseBroken, Mark::Late]);
    // The window is half-open: a start at its very end no longer keeps it.
    let at_its_end = Command::Move(VISIT, until("24 11:00", 120), WindowChoice::Keep);
    assert_eq!(given().told().because("van").after(at_its_end).marks(), [Mark::Delayed]);
    let due = given().told().after(Command::Promise(JOB, Term::By(at("24 10:59"))));
    assert_eq!(due.marks(), [Mark::Delayed]);
    // A window told later does not take the due-by back.
    let both = due.after(Command::Promise(JOB, Term::Window(span("24 09:00", 60))));
    assert_eq!(both.marks(), [Mark::Delayed]);
}

#[test]
fn a_promise_is_broken_when_its_last_minute_passed_unkept() {
    let told = given().told();
    assert!(!job_marks(&told.clone().now("24 11:00")).contains(&Mark::PromiseBroken));
    assert!(job_marks(&told.clone().now("24 11:01")).contains(&Mark::PromiseBroken));
    let arrives = |time: &str| {
        let steps = [Command::EnRoute(VISIT, at("24 08:40")), Command::Arrive(VISIT, at(time))];
        job_marks(&told.clone().now("24 11:01").after_all(steps))
    };
    assert!(!arrives("24 11:00").contains(&Mark::PromiseBroken));
    assert!(arrives("24 11:01").contains(&Mark::PromiseBroken));
    // A later promise does not heal the first.
    let again = told.after(Command::Move(VISIT, until("24 15:00", 120), WindowChoice::Promise));
    assert_eq!(job_marks(&again.now("24 11:01")), [Mark::PromiseBroken]);
}

#[test]
fn a_due_by_is_kept_by_completion() {
    let due = |time: &str| {
        let term = Term::By(at(time));
        given().completed().with(|slice| {
            slice.jobs.get_mut(&JOB).unwrap().promises =
                vec![Promise { term, at: at("20 10:00"), by: "Mia".into() }];
        })
    };
    assert!(!job_marks(&due("24 11:00").now("30 08:00")).contains(&Mark::PromiseBroken));
    assert!(job_marks(&due("24 10:59").now("30 08:00")).contains(&Mark::PromiseBroken));
}

#[test]
fn clash_and_tight_are_told_apart() {
    // Travel from Park Avenue takes 22 minutes.
    let before = |minutes| given().told().other_visit(2, "24 08:00", minutes, DANA).marks();
    assert!(before(38).is_empty());
    assert_eq!(before(39), [Mark::Tight]);
    assert_eq!(before(60), [Mark::Tight]);
    assert_eq!(before(61), [Mark::Clash]);
    let after = |start: &str| given().told().other_visit(2, start, 60, DANA).marks();
    assert!(after("24 11:22").is_empty());
    assert_eq!(after("24 11:21"), [Mark::Tight]);
    assert_eq!(after("24 10:59"), [Mark::Clash]);
}

#[test]
fn shift_skills_and_parts() {
    let weekend =
        given().because("x").after(Command::Schedule(VISIT, to("28 09:00", 60, DANA), WindowChoice::Ask));
    assert_eq!(weekend.marks(), [Mark::OffShift, Mark::Unconfirmed]);
    let ravi =
        given().because("x").after(Command::Schedule(VISIT, to("24 09:00", 60, RAVI), WindowChoice::Ask));
    assert_eq!(ravi.marks(), [Mark::SkillGap, Mark::Unconfirmed]);
    let two = given().told().with(|s| s.jobs.get_mut(&JOB).unwrap().services = vec![INSTALL]);
    assert_eq!(two.marks(), [Mark::CrewShort]);
    let short = surrounded(given().told(), Surroundings { parts_short: true, ..Surroundings::default() });
    assert_eq!(short.marks(), [Mark::PartsShort]);
}

#[test]
fn marks_of_the_job_itself() {
    let issue = |due| Surroundings { open_issues: 1, issue_due: Some(at(due)), ..Surroundings::default() };
    assert!(job_marks(&surrounded(given().told(), issue("24 09:01"))).is_empty());
    assert_eq!(job_marks(&surrounded(given().told(), issue("24 09:00"))), [Mark::SlaRisk]);
    assert_eq!(job_marks(&surrounded(given().told(), issue("24 07:00"))), [Mark::SlaRisk]);
    let follow_up = Surroundings { open_follow_ups: 1, follow_up_is_due: true, ..Surroundings::default() };
    assert_eq!(job_marks(&surrounded(given().told(), follow_up)), [Mark::OverdueFollowUp]);
    assert_eq!(job_marks(&given().completed()), [Mark::ToInvoice]);
    for status in [InvoiceStatus::Invoiced, InvoiceStatus::Paid, InvoiceStatus::NotBillable] {
        assert!(job_marks(&given().completed().after(Command::MarkInvoice(JOB, status))).is_empty());
    }
}

#[test]
fn a_held_job_does_not_cry_about_its_visits() {
    let hold = Command::Hold {
        job: JOB,
        reason: HoldReason::Weather,
        owner: "Mia".into(),
        look_again: day(26),
        note: String::new(),
    };
    assert!(job_marks(&given().placed().after(hold)).is_empty());
}

#[test]
fn names_read_back() {
    for mark in Mark::ALL {
        assert_eq!(Mark::from_name(mark.name()), Some(mark));
    }
    assert!(Mark::ALL.is_sorted());
}
