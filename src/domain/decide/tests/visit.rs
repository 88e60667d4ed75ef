//! Carrying visits out: every state against every command, and what each leaves on record.

use crate::fixture::*;
use crate::*;

const STATES: [&str; 7] = ["planned", "confirmed", "dispatched", "en route", "on site", "done", "cancelled"];

/// Kerr's visit brought to a state by the shortest way; it is 10:00. A reason is at hand for every guard.
fn in_state(state: &str) -> Given {
    let (early, set_off, there) = (at("24 08:10"), at("24 08:40"), at("24 09:05"));
    let steps = match state {
        "planned" => vec![],
        "confirmed" => vec![Command::Confirm(VISIT, early)],
        "dispatched" => vec![Command::Dispatch(VISIT, early)],
        "en route" => vec![Command::EnRoute(VISIT, set_off)],
        "on site" => vec![Command::EnRoute(VISIT, set_off), Command::Arrive(VISIT, there)],
        "done" => vec![
            Command::EnRoute(VISIT, set_off),
            Command::Arrive(VISIT, there),
            Command::Finish(VISIT, at("24 10:00"), Outcome::Completed),
        ],
        "cancelled" => vec![Command::CancelVisit(VISIT, "rain".into())],
        other => panic!("no state {other}"),
    };
    given().placed().now("24 10:00").because("Mia said so").after_all(steps)
}

fn commands() -> [(&'static str, Command); 12] {
    let now = at("24 10:00");
    [
        ("confirm", Command::Confirm(VISIT, now)),
        ("dispatch", Command::Dispatch(VISIT, now)),
        ("en route", Command::EnRoute(VISIT, now)),
        ("arrive", Command::Arrive(VISIT, now)),
        ("finish", Command::Finish(VISIT, now, Outcome::Completed)),
        ("cancel", Command::CancelVisit(VISIT, "client rang".into())),
        ("reschedule", Command::Reschedule(VISIT, Some(slot("25 09:00", 120)))),
        ("to the tray", Command::ToTray(VISIT)),
        ("unassign", Command::Unassign(VISIT)),
        ("assign", Command::Assign(VISIT, Crew::of(RAVI))),
        ("move", Command::Move(VISIT, until("24 09:15", 120), WindowChoice::Ask)),
        ("pin", Command::Pin(VISIT, true)),
    ]
}

/// What each command makes of each state, in the order of `STATES`: a word is the state afterwards, "-" a
/// refusal for the state, "=" that it is so already.
const MATRIX: [(&str, [&str; 7]); 12] = [
    ("confirm", ["confirmed", "=", "-", "-", "-", "-", "-"]),
    ("dispatch", ["dispatched", "dispatched", "=", "-", "-", "-", "-"]),
    ("en route", ["en route", "en route", "en route", "=", "-", "-", "-"]),
    ("arrive", ["-", "-", "-", "on site", "=", "-", "-"]),
    ("finish", ["-", "-", "-", "-", "done", "-", "-"]),
    ("cancel", ["cancelled", "cancelled", "cancelled", "cancelled", "cancelled", "-", "-"]),
    ("reschedule", ["planned", "planned", "planned", "planned", "planned", "-", "-"]),
    ("to the tray", ["planned", "planned", "planned", "-", "-", "-", "-"]),
    ("unassign", ["planned", "confirmed", "planned", "-", "-", "-", "-"]),
    ("assign", ["planned", "confirmed", "planned", "-", "-", "-", "-"]),
    ("move", ["planned", "confirmed", "dispatched", "-", "-", "-", "-"]),
    ("pin", ["planned", "confirmed", "dispatched", "en route", "on site", "-", "-"]),
];

#[test]
fn every_state_against_every_command() {
    for ((name, command), (row, outcomes)) in commands().into_iter().zip(MATRIX) {
        assert_eq!(name, row);
        for (state, wanted) in STATES.into_iter().zip(outcomes) {
            let then = in_state(state).when(command.clone());
            let what = format!("{name} from {state}");
            match wanted {
                "-" => {
                    let refusal = then.refused(state);
                    assert_eq!(refusal.kind(), "wrong_state", "{what}: {refusal}");
                    let mend = refusal.mends().first().and_then(|mend| mend.command.clone());
                    assert!(mend.is_some_and(|command| command.starts_with("visit ")), "{what} has no mend");
                }
                "=" => assert_eq!(then.refused("already").kind(), "nothing_to_do", "{what}"),
                word => assert_eq!(then.allowed().1.visits[&VISIT].state.word(), word, "{what}"),
            }
        }
    }
}

#[test]
fn every_step_leaves_its_time_and_who_said_it() {
    let given = given().done(Outcome::Completed);
    let steps: Vec<(&str, Moment, &str)> =
        given.visit().history.iter().map(|step| (step.state.word(), step.at, step.by.as_str())).collect();
    assert_eq!(
        steps,
        [
            ("confirmed", at("24 08:00"), "Mia"),
            ("en route", at("24 08:40"), "Mia"),
            ("on site", at("24 09:05"), "Mia"),
            ("done", at("24 10:30"), "Mia"),
        ]
    );
    assert_eq!(given.visit().arrived_at(), Some(at("24 09:05")));
    assert_eq!(given.visit().ended_at(), Some(at("24 10:30")));
}

#[test]
fn a_time_may_lie_behind_but_not_ahead_nor_before_the_step_it_follows() {
    let en_route = given().told().now("24 09:00");
    let on_the_road = en_route.clone().after(Command::EnRoute(VISIT, at("24 08:40")));
    en_route.when(Command::EnRoute(VISIT, at("24 09:03"))).refused("at: Tue 24 Nov 09:03 is still to come");
    en_route.when(Command::EnRoute(VISIT, at("24 09:02"))).allowed();
    en_route.when(Command::EnRoute(VISIT, at("24 07:59"))).refused("before the change it follows");
    on_the_road.when(Command::Arrive(VISIT, at("24 08:39"))).refused("before the change it follows");
    on_the_road.when(Command::Arrive(VISIT, at("24 08:40"))).allowed();
}

#[test]
fn a_clock_that_is_ahead_stops_nobody_from_calling_off_or_rescheduling() {
    let ahead = given().told().now("24 09:00").after(Command::EnRoute(VISIT, at("24 09:02")));
    for command in [Command::CancelVisit(VISIT, "ill".into()), Command::Reschedule(VISIT, None)] {
        let history = &ahead.when(command).allowed().1.visits[&VISIT].history;
        assert!(history.windows(2).all(|pair| pair[0].at <= pair[1].at), "{history:?}");
    }
}

#[test]
fn what_a_visit_lacks_is_named_with_its_mend() {
    let nowhere = given();
    let no_one = given().after(Command::Schedule(VISIT, until("24 09:00", 120), WindowChoice::Ask));
    let now = at("24 08:00");
    for command in [Command::Confirm(VISIT, now), Command::Dispatch(VISIT, now), Command::EnRoute(VISIT, now)]
    {
        let refusal = nowhere.when(command).refused("V-1 has no planned time");
        assert_eq!(refusal.mends()[0].command.as_deref(), Some("visit schedule V-1 WHEN"));
    }
    nowhere.when(Command::Arrive(VISIT, now)).refused("no planned time");
    nowhere.when(Command::Pin(VISIT, true)).refused("no planned time");
    no_one.when(Command::Confirm(VISIT, now)).allowed();
    for command in [Command::Dispatch(VISIT, now), Command::EnRoute(VISIT, now)] {
        let refusal = no_one.when(command).refused("V-1 has no technician");
        assert_eq!(refusal.mends()[0].command.as_deref(), Some("visit assign V-1 --technician TECHNICIAN"));
    }
}

#[test]
fn every_outcome_is_kept_and_partial_work_puts_the_rest_in_the_tray() {
    let outcomes = [
        (Outcome::Completed, "completed", 1),
        (Outcome::Partial { left: "fit the valve".into() }, "partial", 2),
        (Outcome::NoAccess, "no access", 1),
        (Outcome::CannotComplete { reason: "asbestos".into() }, "cannot complete", 1),
    ];
    for (outcome, word, visits) in outcomes {
        let then = given().on_site().when(Command::Finish(VISIT, at("24 10:00"), outcome.clone()));
        let (decision, after) = then.allowed();
        assert_eq!(decision.fact, Fact::VisitDone);
        assert_eq!(decision.summary, format!("Done: V-1 Boiler no heat (Kerr), {word}"));
        assert_eq!(after.visits[&VISIT].state, VisitState::Done(outcome));
        assert_eq!(after.visits_of(JOB).count(), visits, "{word}");
    }
    let left = given().done(Outcome::Partial { left: "fit the valve".into() });
    let rest = &left.slice.visits[&VisitId(2)];
    assert_eq!((rest.purpose.as_str(), rest.minutes, rest.is_placed()), ("fit the valve", 120, false));
    let on_site = given().on_site();
    let finish = |outcome| Command::Finish(VISIT, at("24 10:00"), outcome);
    on_site.when(finish(Outcome::Partial { left: " ".into() })).refused("left: is missing");
    on_site.when(finish(Outcome::CannotComplete { reason: String::new() })).refused("reason: is missing");
}

#[test]
fn calling_off_takes_a_reason_which_stays() {
    given().placed().when(Command::CancelVisit(VISIT, "  ".into())).refused("reason: is missing");
    let (decision, after) = given().placed().when(Command::CancelVisit(VISIT, " rain ".into())).allowed();
    assert_eq!(after.visits[&VISIT].state, VisitState::Cancelled("rain".into()));
    assert_eq!(decision.summary, "Cancelled V-1 Boiler no heat (Kerr): rain; a new visit is in the tray");
}

#[test]
fn confirming_tells_the_window_and_the_first_promise_is_kept_for_ever() {
    let told = given().told();
    assert_eq!(told.visit().told_at, Some(at("24 08:00")));
    assert_eq!(told.job().current_term(), Some(&Term::Window(span("24 09:00", 120))));
    let first = told.job().first_promise().cloned();
    let again = told.after_all([
        Command::Move(VISIT, until("24 13:00", 120), WindowChoice::Promise),
        Command::Reschedule(VISIT, None),
        Command::Schedule(VISIT, until("25 09:00", 120), WindowChoice::Promise),
    ]);
    assert_eq!(again.job().promises.len(), 3);
    assert_eq!(again.job().first_promise().cloned(), first);
    // Told once, confirming adds nothing.
    let confirmed = again.after(Command::Confirm(VISIT, at("24 08:00")));
    assert_eq!(confirmed.job().promises.len(), 3);
}

#[test]
fn nobody_sets_off_for_a_job_that_waits_or_is_over() {
    let hold = Command::Hold {
        job: JOB,
        reason: HoldReason::Parts,
        owner: "Mia".into(),
        look_again: day(26),
        note: String::new(),
    };
    let waiting = given().placed().after(hold);
    let refusal = waiting
        .when(Command::EnRoute(VISIT, at("24 08:00")))
        .refused("J-1 is on hold, so it cannot be started");
    assert_eq!(refusal.mends()[0].command.as_deref(), Some("job release J-1"));
    waiting
        .when(Command::Dispatch(VISIT, at("24 08:00")))
        .refused("J-1 is on hold, so it cannot be dispatched");
    // A return was planned while an issue was open; with the issue settled the job is completed again.
    let over = given().completed().with(|slice| {
        let mut visit = Visit::new(JOB, 60);
        (visit.slot, visit.crew) = (Some(slot("25 09:00", 60)), Some(Crew::of(DANA)));
        slice.visits.insert(VisitId(2), visit);
    });
    let refusal =
        over.when(Command::EnRoute(VisitId(2), at("24 11:00"))).refused("completed, so it cannot be started");
    assert_eq!(refusal.mends()[0].command.as_deref(), Some("job reopen J-1 REASON"));
}

#[test]
fn a_visit_called_off_leaves_its_job_in_the_tray() {
    let rain = |id: u64| Command::CancelVisit(VisitId(id), "rain".into());
    let fix = |given: Given| given.after(Command::AddVisit(JOB, to("25 09:00", 60, DANA), 0, "fix".into()));
    let rest = |given: &Given, id: u64| {
        let rest = &given.slice.visits[&VisitId(id)];
        (rest.is_in_tray(), rest.minutes, rest.purpose.clone(), rest.state.word())
    };
    // The length of the slot and the purpose are carried over; while another visit is to come, nothing is.
    let one = given().placed().after(Command::Move(VISIT, until("24 09:00", 45), WindowChoice::Ask));
    assert_eq!(rest(&one.after(rain(1)), 2), (true, 45, String::new(), "planned"));
    let two = fix(given().placed()).after(rain(1));
    assert_eq!(two.slice.visits.len(), 2);
    let none = two.after(rain(2));
    assert_eq!(rest(&none, 3), (true, 60, "fix".into(), "planned"));
    assert_eq!(none.stage(), Stage::ToSchedule);
    // What is called off out of the tray is not wanted as such; the job still is.
    assert_eq!(rest(&none.after(rain(3)), 4), (true, 60, String::new(), "planned"));
    // Partial work is not all of it, completed work is, and a job that is over needs no one.
    let partial = given().done(Outcome::Partial { left: "valve".into() }).after(rain(2));
    assert_eq!(rest(&partial, 3), (true, 120, String::new(), "planned"));
    let (decision, after) = fix(given().done(Outcome::Completed)).when(rain(2)).allowed();
    assert_eq!(decision.summary, "Cancelled V-2 Boiler no heat (Kerr): rain");
    assert_eq!(after.visits.len(), 2);
    let mut completed = given().completed();
    completed = completed.with(|slice| slice.visits.insert(VisitId(2), Visit::new(JOB, 60)));
    completed = completed.with(|slice| drop(slice.visits.remove(VISIT)));
    assert_eq!(completed.after(rain(2)).slice.visits.len(), 1);
    // Nor does removing the last one make a job vanish.
    given().when(Command::Remove(VISIT.into())).refused("V-1 is all that keeps J-1 in the plan");
    let spare = given().after(Command::AddVisit(JOB, Placement::default(), 60, String::new()));
    spare.when(Command::Remove(VISIT.into())).allowed();
}

#[test]
fn a_visit_given_to_someone_else_is_to_be_dispatched_again() {
    let dispatched = |given: Given| given.now("24 08:30").after(Command::Dispatch(VISIT, at("24 08:10")));
    let crew = |lead, helpers: &[TechnicianId]| Crew { lead, helpers: helpers.to_vec() };
    let later = Placement { slot: Some(slot("24 09:30", 120)), crew: Some(Crew::of(TOM)) };
    for command in [
        Command::Assign(VISIT, Crew::of(TOM)),
        Command::Assign(VISIT, crew(TOM, &[DANA])),
        Command::Move(VISIT, later, WindowChoice::Ask),
        Command::Unassign(VISIT),
    ] {
        for (given, state) in [(given().placed(), "planned"), (given().told(), "confirmed")] {
            let after = dispatched(given).after(command.clone());
            let last = after.visit().history.last().unwrap();
            let said = (last.state.word(), last.at, last.by.as_str());
            assert_eq!(said, (state, at("24 08:30"), "Mia"), "{command:?}");
            assert_eq!(after.visit().state, last.state, "{command:?}");
            assert_eq!(after.visit().entered(&VisitState::Dispatched), None);
        }
    }
    for command in [
        Command::Assign(VISIT, crew(DANA, &[TOM])),
        Command::Move(VISIT, until("24 09:30", 120), WindowChoice::Ask),
    ] {
        assert_eq!(dispatched(given().told()).after(command).visit().state, VisitState::Dispatched);
    }
    let again = dispatched(given().told())
        .after_all([Command::Assign(VISIT, Crew::of(TOM)), Command::Dispatch(VISIT, at("24 08:30"))]);
    assert_eq!(again.visit().entered(&VisitState::Dispatched), Some(at("24 08:30")));
    assert_eq!(again.visit().entered(&VisitState::Confirmed), Some(at("24 08:30")));
}

#[test]
fn a_return_for_an_open_issue_may_be_made_though_the_job_was_completed() {
    let issue = |given: Given, open_issues| {
        let open = Surroundings { open_issues, ..Surroundings::default() };
        given.with(|slice| {
            slice.surroundings.insert(JOB, open);
        })
    };
    let back = VisitId(2);
    let add = Command::AddVisit(JOB, to("24 11:00", 60, DANA), 0, "leak".into());
    let under_way = issue(given().completed(), 1).after_all([
        add,
        Command::Dispatch(back, at("24 11:00")),
        Command::EnRoute(back, at("24 11:00")),
        Command::Arrive(back, at("24 11:00")),
    ]);
    assert_eq!(under_way.stage(), Stage::FollowUp);
    let over = issue(under_way.after(Command::Finish(back, at("24 11:00"), Outcome::Completed)), 0);
    assert_eq!(over.stage(), Stage::Completed);
}
