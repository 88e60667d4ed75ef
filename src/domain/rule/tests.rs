use crate::fixture::*;
use crate::*;

/// The sentences found in Kerr's visit, each with its rule's id.
fn findings(given: &Given) -> Vec<String> {
    let found = findings_for(&given.slice, VISIT, given.visit());
    found.into_iter().map(|finding| format!("{}: {}", finding.rule.id(), finding.sentence)).collect()
}

fn at_time(start: &str, minutes: u32) -> Given {
    given().because("test").after(Command::Schedule(VISIT, to(start, minutes, DANA), WindowChoice::Ask))
}

#[test]
fn a_good_placement_finds_nothing() {
    assert_eq!(findings(&given().placed()), Vec::<String>::new());
}

#[test]
fn touching_visits_do_not_clash_and_one_minute_does() {
    let beside = |start: &str| given().placed().other_visit(2, start, 60, DANA);
    assert!(findings(&beside("24 11:00")).is_empty());
    assert!(findings(&beside("24 08:00")).is_empty());
    let clash = "clash: clashes with V-2 Other 2 of Dana, Tue 24 Nov 10:59–11:59 (1m)";
    assert_eq!(findings(&beside("24 10:59")), [clash]);
    assert!(findings(&given().placed().other_visit(2, "24 10:00", 60, TOM)).is_empty());
}

#[test]
fn helpers_clash_too_and_visits_that_are_over_do_not() {
    let helped = given().other_visit(2, "24 10:00", 60, TOM).placed();
    let assign = Command::Assign(VISIT, Crew { lead: DANA, helpers: vec![TOM] });
    assert!(helped.when(assign).refused("clashes with V-2 Other 2 of Tom").is_soft());
    let over = helped.after(Command::CancelVisit(VisitId(2), "rain".into()));
    over.when(Command::Assign(VISIT, Crew { lead: DANA, helpers: vec![TOM] })).allowed();
}

#[test]
fn working_hours_end_exactly_when_they_end() {
    assert!(findings(&at_time("24 08:00", 540)).is_empty());
    for (start, minutes) in [("24 07:59", 60), ("24 16:30", 31), ("24 08:00", 541)] {
        assert_eq!(
            findings(&at_time(start, minutes)),
            ["off_shift: Dana works Tue 24 Nov 08:00–17:00"],
            "{start}"
        );
    }
    assert_eq!(findings(&at_time("28 09:00", 60)), ["off_shift: Dana does not work on Sat 28 Nov"]);
}

#[test]
fn exceptions_holidays_breaks_and_nights() {
    let off = |intervals: &[Interval]| DayException {
        date: day(24),
        intervals: intervals.to_vec(),
        reason: String::new(),
    };
    let dana = |given: Given, change: fn(&mut Technician)| {
        given.with(|slice| change(slice.technicians.get_mut(&DANA).unwrap()))
    };
    let away = given().placed().with(|s| s.technicians.get_mut(&DANA).unwrap().exceptions = vec![off(&[])]);
    assert_eq!(findings(&away), ["off_shift: Dana does not work on Tue 24 Nov"]);
    let holiday = given().placed().with(|s| s.business.as_mut().unwrap().exceptions = vec![off(&[])]);
    assert_eq!(findings(&holiday), ["off_shift: Dana does not work on Tue 24 Nov"]);
    let on_call =
        holiday.with(|s| s.technicians.get_mut(&DANA).unwrap().exceptions = vec![off(&[hours(8, 17)])]);
    assert!(findings(&on_call).is_empty());
    let lunch = dana(given().placed(), |t| {
        t.hours.0[1] = vec![hours(8, 10), hours(11, 17)];
    });
    assert_eq!(findings(&lunch), ["off_shift: Dana works Tue 24 Nov 08:00–10:00 and Tue 24 Nov 11:00–17:00"]);
    let touching = dana(given().placed(), |t| {
        t.hours.0[1] = vec![hours(8, 10), hours(10, 17)];
    });
    assert!(findings(&touching).is_empty());
    let night = dana(at_time("24 22:00", 240), |t| {
        (t.hours.0[1], t.hours.0[2]) = (vec![hours(20, 24)], vec![hours(0, 4)]);
    });
    assert!(findings(&night).is_empty());
}

#[test]
fn several_days_are_judged_at_their_ends_and_not_for_the_nights_between() {
    let from = |start: &str, minutes| {
        given().when(Command::Schedule(VISIT, to(start, minutes, DANA), WindowChoice::Ask))
    };
    let days = 24 * 60;
    from("24 09:00", 3 * days).allowed();
    // From the first working minute to the end of the last, over a weekend too.
    from("24 08:00", 9 * 60 + 2 * days).allowed();
    from("27 08:00", 9 * 60 + 3 * days).allowed();
    assert!(from("24 07:59", 3 * days).refused("Dana works Tue 24 Nov 08:00–17:00").is_soft());
    from("24 08:00", 9 * 60 + 2 * days + 1).refused("Dana works Thu 26 Nov 08:00–17:00");
    from("26 09:00", 2 * days).refused("Dana does not work on Sat 28 Nov");
    // A day and no longer is one shift.
    from("24 09:00", days).refused("Dana works");
}

#[test]
fn skills_are_met_by_the_crew_together_at_the_level_asked() {
    let with_skills = |skills: Vec<Skill>, crew: Crew| {
        let asked = given().placed().with(|slice| slice.jobs.get_mut(&JOB).unwrap().skills = skills);
        asked.with_visit(|visit| visit.crew = Some(crew))
    };
    let alone = with_skills(vec![skill("Electric", 4)], Crew::of(DANA));
    assert_eq!(findings(&alone), ["skill_gap: Dana cannot do Electric at level 4"]);
    let together = with_skills(vec![skill("Electric", 4)], Crew { lead: DANA, helpers: vec![RAVI] });
    assert!(findings(&together).is_empty());
    // The job's own level counts when it is higher than its service's.
    let higher = with_skills(vec![skill("GAS", 3)], Crew::of(TOM));
    assert_eq!(findings(&higher), ["skill_gap: Tom cannot do gas at level 3"]);
    let first_level = with_skills(vec![skill("roof", 1)], Crew::of(DANA));
    assert_eq!(findings(&first_level), ["skill_gap: Dana cannot do roof"]);
}

#[test]
fn crew_size_limits_bars_and_leavers() {
    let short = given().placed().with(|s| s.jobs.get_mut(&JOB).unwrap().services = vec![INSTALL]);
    assert_eq!(findings(&short), ["crew_short: the work takes 2 people, 1 go"]);
    let limited = |limit| {
        let given =
            given().placed().other_visit(2, "24 13:00", 60, DANA).other_visit(3, "25 13:00", 60, DANA);
        given.with(|s| s.technicians.get_mut(&DANA).unwrap().daily_limit = Some(limit))
    };
    assert!(findings(&limited(2)).is_empty());
    assert_eq!(
        findings(&limited(1)),
        ["daily_limit: Dana would have 2 visits on Tue 24 Nov, the limit is 1"]
    );
    let barred = given().placed().with(|s| s.clients.get_mut(&KERR).unwrap().barred = vec![DANA]);
    assert_eq!(findings(&barred), ["barred: Kerr does not want Dana"]);
    let left = given().placed().with(|s| s.technicians.get_mut(&DANA).unwrap().inactive = true);
    assert_eq!(findings(&left), ["inactive: Dana no longer works here"]);
}

#[test]
fn the_promise_binds_the_start_of_a_window_and_the_end_of_a_due_by() {
    let promised = |term| {
        given().placed().with(|s| {
            s.jobs.get_mut(&JOB).unwrap().promises =
                vec![Promise { term, at: at("20 10:00"), by: "Mia".into() }];
        })
    };
    assert!(findings(&promised(Term::Window(span("24 09:00", 30)))).is_empty());
    assert_eq!(
        findings(&promised(Term::Window(span("24 08:00", 60)))),
        ["promise: the client was told Tue 24 Nov 08:00–09:00"]
    );
    assert!(findings(&promised(Term::By(at("24 11:00")))).is_empty());
    assert_eq!(
        findings(&promised(Term::By(at("24 10:59")))),
        ["promise: the client was told by Tue 24 Nov 10:59"]
    );
}

#[test]
fn a_window_does_not_take_back_a_due_by_nor_the_other_way_round() {
    let told = |terms: &[Term]| {
        let promise = |term: &Term| Promise { term: *term, at: at("20 10:00"), by: "Mia".into() };
        let promises = terms.iter().map(promise).collect();
        findings(&given().placed().with(|s| s.jobs.get_mut(&JOB).unwrap().promises = promises))
    };
    let (window, due) = (Term::Window(span("24 09:00", 60)), Term::By(at("24 10:00")));
    let late = "promise: the client was told by Tue 24 Nov 10:00";
    assert_eq!(told(&[due, window]), [late]);
    assert_eq!(told(&[window, due]), [late]);
    let missed = Term::Window(span("24 13:00", 60));
    assert_eq!(told(&[missed, due]), ["promise: the client was told Tue 24 Nov 13:00–14:00", late]);
    // Of each kind the last one counts.
    assert!(told(&[due, missed, Term::By(at("24 11:00")), window]).is_empty());
}

#[test]
fn a_preview_finds_what_the_decision_will_ask_about() {
    let given = given().placed().other_visit(2, "24 13:00", 60, DANA);
    let mut moved = given.visit().clone();
    moved.slot = Some(slot("24 12:30", 60));
    let shown = findings_for(&given.slice, VISIT, &moved);
    let asked = given.when(Command::Move(VISIT, until("24 12:30", 60), WindowChoice::Ask)).refused("clashes");
    assert_eq!(asked, Refusal::SoftGuards { findings: shown });
}

/// The sentences of every rule, silent ones too, each with its rule's id.
fn judged(given: &Given) -> Vec<String> {
    let found = judge_visit(&given.slice, VISIT, given.visit());
    found.into_iter().map(|finding| format!("{}: {}", finding.rule.id(), finding.sentence)).collect()
}

#[test]
fn every_rule_has_a_row_that_says_all_of_it() {
    let mut ids = std::collections::BTreeSet::new();
    for rule in Rule::ALL {
        let row = rule.row();
        assert!(ids.insert(row.id), "{} is there twice", row.id);
        assert_eq!(serde_json::to_value(rule).unwrap(), row.id, "{rule:?}");
        assert!(!row.mend.is_empty() && row.action.is_some() && !row.command.is_empty(), "{rule:?}");
        assert!(row.kept.is_empty() == (rule == Rule::OptionalUnanswered), "{rule:?}");
        // What is silent for a person is so because a mark or the score shows it.
        let silent =
            matches!(rule, Rule::Travel | Rule::Reserve | Rule::Break | Rule::Overtime | Rule::HomeTravel);
        assert_eq!(row.guards, !silent, "{rule:?}");
    }
    let mend = Rule::Promise.row().mend_of(VISIT, JOB);
    assert_eq!(mend.command.as_deref(), Some("job promise J-1 WHEN"));
}

#[test]
fn one_of_those_whom_the_client_insists_on_must_go() {
    let wants = |required: Vec<TechnicianId>| {
        given().placed().with(move |s| s.clients.get_mut(&KERR).unwrap().required = required)
    };
    assert_eq!(findings(&wants(vec![RAVI, TOM])), ["must_use: Kerr takes Ravi or Tom only"]);
    assert!(findings(&wants(vec![TOM, DANA])).is_empty());
    let helped = wants(vec![TOM]).with_visit(|v| v.crew = Some(Crew { lead: DANA, helpers: vec![TOM] }));
    assert!(findings(&helped).is_empty());
    // A person may go against it with a reason that stays on the record.
    let assign = Command::Assign(VISIT, Crew::of(DANA));
    let in_tray = given().with(|s| s.clients.get_mut(&KERR).unwrap().required = vec![TOM]);
    assert!(in_tray.when(assign.clone()).refused("Kerr takes Tom only").is_soft());
    let overridden = in_tray.because("Tom is ill").after(assign);
    assert_eq!(overridden.visit().overrides[0].rule, "must_use");
}

#[test]
fn nobody_is_both_insisted_on_and_not_wanted() {
    let both = Client { name: "Jones".into(), required: vec![DANA], barred: vec![DANA], ..Client::default() };
    let refusal = given().when(Command::Add(both.into())).refused("Dana is both insisted on and not wanted");
    assert_eq!(refusal.field(), Some("required"));
}

#[test]
fn events_take_the_time_of_whom_they_concern() {
    let with = |who: Option<TechnicianId>, start: &str, minutes: u32| {
        let event = Event::new(EventKind::Training, who, slot(start, minutes));
        given().placed().with(|s| s.events.insert(EventId(1), event))
    };
    let said = "busy: Dana has Training, Tue 24 Nov 10:30–11:30";
    assert_eq!(findings(&with(Some(DANA), "24 10:30", 60)), [said]);
    assert_eq!(findings(&with(None, "24 10:30", 60)), [said]);
    assert!(findings(&with(Some(TOM), "24 10:30", 60)).is_empty());
    // Touching ends do not overlap.
    assert!(findings(&with(Some(DANA), "24 11:00", 60)).is_empty());
    assert!(with(Some(DANA), "24 10:30", 60).marks().contains(&Mark::OffShift));
}

#[test]
fn the_way_is_a_rule_for_planning_and_a_mark_for_people() {
    // From Park Avenue to Elm Street are 22 minutes.
    let beside = |start: &str| given().other_visit(2, start, 60, DANA).placed();
    assert_eq!(judged(&beside("24 07:40")), ["travel: Dana needs 22m from V-2, there are 20m"]);
    assert!(judged(&beside("24 07:38")).is_empty());
    assert_eq!(judged(&beside("24 11:10")), ["travel: Dana needs 22m on to V-2, there are 10m"]);
    let tight = beside("24 11:10");
    assert!(findings(&tight).is_empty() && tight.marks().contains(&Mark::Tight));
}

#[test]
fn the_way_home_and_from_home_cost_but_forbid_nothing() {
    let at_home = |start: &str, minutes: u32| {
        let home = Position::new(51.60, -0.1);
        let lives = given().with(|s| s.technicians.get_mut(&DANA).unwrap().home_position = home);
        lives.because("test").after(Command::Schedule(VISIT, to(start, minutes, DANA), WindowChoice::Ask))
    };
    assert!(judged(&at_home("24 08:22", 120)).is_empty());
    assert_eq!(
        judged(&at_home("24 08:00", 120)),
        ["home_travel: Dana must leave home at 07:38, 22m before their hours"]
    );
    assert!(judged(&at_home("24 14:38", 120)).is_empty());
    assert_eq!(
        judged(&at_home("24 15:00", 120)),
        ["overtime: Dana would be home at 17:22, 22m after their hours"]
    );
    assert!(findings(&at_home("24 15:00", 120)).is_empty());
}

#[test]
fn a_reserve_is_kept_of_the_day_for_urgent_work() {
    // Three people have 27 hours, Dana's visit takes two of them.
    let kept =
        |minutes: u32| given().placed().with(|s| s.business.as_mut().unwrap().reserve_minutes = minutes);
    assert!(judged(&kept(25 * 60)).is_empty());
    let said = "reserve: leaves 25h free on Tue 24 Nov, 26h are kept for urgent work";
    assert_eq!(judged(&kept(26 * 60)), [said]);
    assert!(findings(&kept(26 * 60)).is_empty());
    let urgent = kept(26 * 60).with(|s| s.jobs.get_mut(&JOB).unwrap().priority = Priority::Urgent);
    assert!(judged(&urgent).is_empty());
    let gone = kept(25 * 60).with(|s| s.technicians.get_mut(&RAVI).unwrap().inactive = true);
    assert_eq!(judged(&gone).len(), 1, "who has left has no time to keep");
}

#[test]
fn shifts_are_of_the_date_on_which_they_begin() {
    let mut dana = given().slice.technicians[&DANA].clone();
    let shifts = |dana: &Technician| dana.shifts(&business(), day(24), day(24));
    dana.hours.0[1] = vec![hours(8, 12), hours(13, 17)];
    assert_eq!(shifts(&dana), [span("24 08:00", 540)]);
    (dana.hours.0[1], dana.hours.0[2]) = (vec![hours(20, 24)], vec![hours(0, 4)]);
    assert_eq!(shifts(&dana), [span("24 20:00", 480)]);
    assert_eq!(
        dana.shifts(&business(), day(25), day(25)),
        [],
        "what goes on over midnight is the day before's"
    );
}
