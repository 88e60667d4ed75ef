//! Placing: slots, crews, windows told, guards overridden, pins.

use crate::fixture::*;
use crate::*;

fn move_to(start: &str, choice: WindowChoice) -> Command {
    Command::Move(VISIT, until(start, 120), choice)
}

#[test]
fn scheduling_gives_a_slot_a_crew_and_a_window() {
    let command = Command::Schedule(VISIT, to("24 09:00", 90, DANA), WindowChoice::Ask);
    let (decision, after) = given().when(command).allowed();
    let visit = &after.visits[&VISIT];
    assert_eq!(decision.fact, Fact::VisitScheduled);
    assert_eq!(decision.summary, "Scheduled V-1 Boiler no heat (Kerr) for Tue 24 Nov 09:00–10:30, Dana");
    assert_eq!((visit.window, visit.told_at, visit.minutes), (Some(span("24 09:00", 120)), None, 90));
    assert!(visit.overrides.is_empty());
}

#[test]
fn a_window_that_is_told_begins_on_full_five_minutes() {
    let scheduled = |start: &str| Command::Schedule(VISIT, to(start, 90, DANA), WindowChoice::Ask);
    let window = |start: &str| given().when(scheduled(start)).allowed().1.visits[&VISIT].window;
    assert_eq!(window("24 09:01"), Some(span("24 09:00", 120)));
    assert_eq!(window("24 09:59"), Some(span("24 09:55", 120)));
    assert_eq!(arrival_window(at("24 09:04"), 3), Some(span("24 09:04", 3)), "the start lies in it");
}

#[test]
fn a_slot_lasts_a_minute_to_four_weeks() {
    let schedule = |start: &str, end: &str| {
        let span = Span { start: at(start), end: at(end) };
        let placement = Placement { slot: Some(Slot::of_span(span, Tz::Europe__London)), crew: None };
        given().when(Command::Schedule(VISIT, placement, WindowChoice::Ask))
    };
    schedule("24 09:00", "24 09:01").allowed();
    schedule("01 09:00", "29 09:00").allowed();
    schedule("24 09:00", "24 09:00").refused("duration");
    schedule("24 09:00", "24 08:00").refused("duration");
    schedule("01 09:00", "29 09:01").refused("too long");
}

#[test]
fn a_told_window_is_kept_shifted_or_promised_anew() {
    let told = given().told();
    told.when(move_to("24 10:59", WindowChoice::Ask)).allowed();
    let refusal =
        told.when(move_to("24 11:00", WindowChoice::Ask)).refused("was told Tue 24 Nov 09:00–11:00");
    assert_eq!(refusal.kind(), "window_told");
    assert!(refusal.mends()[0].command.as_deref().unwrap().contains("--window"));

    let kept = told.clone().because("van broke").after(move_to("24 13:00", WindowChoice::Keep));
    assert_eq!(
        (kept.visit().window, kept.visit().told_at),
        (Some(span("24 09:00", 120)), Some(at("24 08:00")))
    );
    assert_eq!((kept.visit().state.word(), kept.job().promises.len()), ("confirmed", 1));

    let shifted = told.clone().because("van broke").after(move_to("24 13:00", WindowChoice::Shift));
    assert_eq!((shifted.visit().window, shifted.visit().told_at), (Some(span("24 13:00", 120)), None));
    assert_eq!((shifted.visit().state.word(), shifted.job().promises.len()), ("planned", 1));

    // A re-promise needs no reason: the client agreed.
    let promised = told.after(move_to("24 13:00", WindowChoice::Promise));
    assert_eq!(
        (promised.visit().window, promised.visit().told_at),
        (Some(span("24 13:00", 120)), Some(at("24 08:00")))
    );
    assert_eq!(promised.job().promises.len(), 2);
    assert_eq!(promised.job().first_promise().unwrap().term, Term::Window(span("24 09:00", 120)));
}

#[test]
fn a_window_nobody_was_told_moves_along_or_becomes_a_promise() {
    let moved = given().placed().after(move_to("24 13:00", WindowChoice::Ask));
    assert_eq!((moved.visit().window, moved.job().promises.len()), (Some(span("24 13:00", 120)), 0));
    let told = given().after(Command::Schedule(VISIT, to("24 09:00", 120, DANA), WindowChoice::Promise));
    assert_eq!((told.visit().told_at, told.job().promises.len()), (Some(at("24 08:00")), 1));
}

#[test]
fn a_slot_inside_what_was_promised_takes_that_window() {
    let promise = Command::Promise(JOB, Term::Window(span("25 13:00", 240)));
    let given = given().after(promise).now("24 08:30");
    let placed = given.clone().after(Command::Schedule(VISIT, to("25 14:00", 120, DANA), WindowChoice::Ask));
    assert_eq!(
        (placed.visit().window, placed.visit().told_at),
        (Some(span("25 13:00", 240)), Some(at("24 08:00")))
    );
    let outside = given.when(Command::Schedule(VISIT, to("25 09:00", 120, DANA), WindowChoice::Ask));
    assert!(outside.refused("the client was told Wed 25 Nov 13:00–17:00").is_soft());
    // The client rang and was told a new window; moving into it asks nothing.
    let re_promised = placed.after(Command::Promise(JOB, Term::Window(span("26 09:00", 120))));
    let moved = re_promised.after(Command::Move(VISIT, until("26 09:30", 120), WindowChoice::Ask));
    assert_eq!(moved.visit().window, Some(span("26 09:00", 120)));
}

#[test]
fn the_windows_of_several_visits_do_not_bind_each_other() {
    let two = given()
        .told()
        .after(Command::AddVisit(JOB, to("26 09:00", 120, DANA), 0, "second fix".into()))
        .after(Command::Confirm(VisitId(2), at("24 08:00")));
    assert_eq!(two.job().promises.len(), 2);
    two.when(Command::Assign(VISIT, Crew::of(TOM))).allowed();
    two.when(Command::Assign(VisitId(2), Crew::of(TOM))).allowed();
    assert!(marks_of_visit(&two.slice, VISIT, two.context.now).is_empty());
    assert!(marks_of_visit(&two.slice, VisitId(2), two.context.now).is_empty());
    two.when(move_to("25 09:00", WindowChoice::Ask)).refused("was told Tue 24 Nov 09:00–11:00");
    // The second visit's window is not the first one's to keep.
    two.when(move_to("26 09:00", WindowChoice::Keep)).refused("clashes with V-2");
}

#[test]
fn an_override_keeps_the_rule_its_words_the_reason_and_who() {
    let ravi = Command::Assign(VISIT, Crew::of(RAVI));
    given().placed().because("  ").when(ravi.clone()).refused("Ravi cannot do gas at level 2");
    let overridden = given().placed().because("Dana is ill").after(ravi);
    let kept = Override {
        rule: "skill_gap".into(),
        sentence: "Ravi cannot do gas at level 2".into(),
        slot: Some(span("24 09:00", 120)),
        crew: Some(Crew::of(RAVI)),
        reason: "Dana is ill".into(),
        by: "Mia".into(),
        at: at("24 08:00"),
    };
    assert_eq!(overridden.visit().overrides, [kept]);
}

#[test]
fn an_override_holds_for_the_slot_and_crew_it_was_given_for() {
    let ravi = || Command::Assign(VISIT, Crew::of(RAVI));
    let dana = || Command::Assign(VISIT, Crew::of(DANA));
    let overridden = given().placed().because("Dana is ill").after(ravi()).without_reason();
    overridden.when(move_to("24 10:00", WindowChoice::Ask)).refused("Ravi cannot do gas");
    let back = overridden.clone().after_all([dana(), ravi()]);
    assert_eq!(back.visit().overrides.len(), 1);
    // The same words about another evening are another question.
    let evening = |start: &str| Command::Move(VISIT, until(start, 60), WindowChoice::Ask);
    let late = given().placed().because("client works").after(evening("24 18:00")).without_reason();
    let refusal = late.when(evening("24 19:00")).refused("Dana works Tue 24 Nov 08:00–17:00");
    assert!(refusal.is_soft());
    // Nor does a reason given for one rule answer for another.
    let other_rule = overridden.with_visit(|visit| visit.overrides[0].rule = "clash".into());
    other_rule.after(dana()).when(ravi()).refused("Ravi cannot do gas");
}

#[test]
fn an_override_from_before_slots_were_kept_reads_and_holds_for_nothing() {
    let text = r#"{"rule":"skill_gap","sentence":"Ravi cannot do gas at level 2","reason":"x","by":"Mia",
        "at":"2026-11-24T08:00:00Z"}"#;
    let old: Override = serde_json::from_str(text).unwrap();
    assert_eq!((old.slot, old.crew.clone()), (None, None));
    let given = given().placed().with_visit(|visit| visit.overrides = vec![old]);
    given.when(Command::Assign(VISIT, Crew::of(RAVI))).refused("Ravi cannot do gas");
}

#[test]
fn the_choice_about_the_window_answers_for_the_promise_too() {
    let told = given().told();
    for (choice, promises) in [(WindowChoice::Keep, 1), (WindowChoice::Shift, 1), (WindowChoice::Promise, 2)]
    {
        let moved = told.clone().after(move_to("24 13:00", choice));
        assert!(moved.visit().overrides.is_empty(), "{choice:?}");
        assert_eq!(moved.job().promises.len(), promises, "{choice:?}");
        // Whoever goes there then is another question.
        moved.when(Command::Assign(VISIT, Crew::of(TOM))).allowed();
        told.when(move_to("24 18:00", choice)).refused("Dana works");
    }
    let kept = told.after(move_to("24 13:00", WindowChoice::Keep));
    assert_eq!(kept.marks(), [Mark::Delayed]);
    // Nobody has answered for a visit that is added outside of what was told, or moved past the due time.
    let due = given().after(Command::Promise(JOB, Term::By(at("24 17:00"))));
    due.when(Command::AddVisit(JOB, to("25 09:00", 60, DANA), 0, String::new()))
        .refused("by Tue 24 Nov 17:00");
    let past = |choice| Command::Schedule(VISIT, to("25 09:00", 120, DANA), choice);
    assert!(due.when(past(WindowChoice::Ask)).refused("by Tue 24 Nov 17:00").is_soft());
    due.when(past(WindowChoice::Keep)).allowed();
}

#[test]
fn a_pin_is_asked_about_each_time() {
    let pinned = given().placed().after(Command::Pin(VISIT, true));
    for command in [
        move_to("24 10:00", WindowChoice::Ask),
        Command::Assign(VISIT, Crew::of(TOM)),
        Command::Unassign(VISIT),
        Command::ToTray(VISIT),
        Command::Reschedule(VISIT, None),
    ] {
        assert!(pinned.when(command).refused("pinned where it is").is_soft());
    }
    let moved = pinned.because("client asked").after(move_to("24 10:00", WindowChoice::Ask));
    assert!(moved.visit().pinned);
    moved.without_reason().when(move_to("24 13:00", WindowChoice::Ask)).refused("pinned");
    given().placed().when(Command::Pin(VISIT, false)).refused("V-1 is not pinned");
}

#[test]
fn crews_name_known_people_once() {
    let crew = |lead, helpers: &[TechnicianId]| Crew { lead, helpers: helpers.to_vec() };
    let assign = |crew| given().placed().when(Command::Assign(VISIT, crew));
    assign(crew(DANA, &[TOM])).allowed();
    assign(crew(DANA, &[DANA])).refused("Dana is named twice");
    assign(crew(DANA, &[TOM, TOM])).refused("Tom is named twice");
    assign(crew(TechnicianId(9), &[])).refused("there is no technician T-9");
    assign(crew(DANA, &[])).refused("is there already");
    let (decision, _) = assign(crew(RAVI, &[TOM])).allowed();
    assert_eq!(decision.summary, "Assigned V-1 Boiler no heat (Kerr) to Ravi and Tom");
}

#[test]
fn the_tray_takes_slot_crew_and_window_and_keeps_the_length() {
    let tray = given().after(Command::Schedule(VISIT, to("24 09:00", 45, DANA), WindowChoice::Ask));
    let tray = tray.after_all([Command::Confirm(VISIT, at("24 08:00")), Command::ToTray(VISIT)]);
    let visit = tray.visit();
    assert_eq!((visit.slot, visit.window, visit.told_at, visit.minutes), (None, None, None, 45));
    assert_eq!((visit.crew.clone(), visit.state.word(), tray.job().promises.len()), (None, "planned", 1));
    tray.when(Command::ToTray(VISIT)).refused("in the tray already");
    tray.when(Command::Unassign(VISIT)).refused("has no technician");
}

#[test]
fn rescheduling_returns_a_visit_that_has_gone_ahead() {
    let back = given().on_site().after(Command::Reschedule(VISIT, None));
    assert_eq!((back.visit().state.word(), back.visit().slot), ("planned", None));
    assert_eq!(back.visit().arrived_at(), None);
    assert_eq!(back.visit().history.len(), 4);
    let told = given().on_site();
    let reschedule = Command::Reschedule(VISIT, Some(slot("25 09:00", 120)));
    let later = told.after(reschedule);
    assert!(later.visit().overrides.is_empty() && later.marks().contains(&Mark::Delayed));
    assert_eq!((later.visit().window, later.visit().told_at), (Some(span("25 09:00", 120)), None));
    assert_eq!(later.stage(), Stage::Scheduled);
}

#[test]
fn under_way_only_the_end_may_change() {
    let on_site = given().on_site();
    let longer = on_site.clone().after(Command::Move(VISIT, until("24 09:00", 180), WindowChoice::Ask));
    assert_eq!(longer.visit().span(), Some(span("24 09:00", 180)));
    on_site
        .when(Command::Move(VISIT, until("24 09:15", 180), WindowChoice::Ask))
        .refused("on site, so it cannot be moved");
}

#[test]
fn several_days_and_the_days_when_clocks_change() {
    let schedule = |start: &str, end: &str| {
        let span = Span::new(start.parse().unwrap(), end.parse().unwrap()).unwrap();
        let slot = Slot::of_span(span, Tz::Europe__London);
        let sunday = Interval::new(chrono::NaiveTime::MIN, chrono::NaiveTime::MIN).unwrap();
        let placement = Placement { slot: Some(slot), crew: Some(Crew::of(DANA)) };
        let all_week = given().with(|s| {
            s.technicians.get_mut(&DANA).unwrap().hours = WeekHours(std::array::from_fn(|_| vec![sunday]));
        });
        let then = all_week.when(Command::Schedule(VISIT, placement, WindowChoice::Ask));
        then.allowed().1.visits[&VISIT].clone()
    };
    // Spring: 00:30 to 03:30 by the clock is two hours. Autumn: 00:30 to 02:30 by the clock is three.
    let spring = schedule("2027-03-28T00:30:00Z", "2027-03-28T02:30:00Z");
    assert_eq!(
        (spring.minutes, spring.slot.unwrap().local_start.to_string()),
        (120, "2027-03-28 00:30:00".into())
    );
    let autumn = schedule("2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z");
    assert_eq!(
        (autumn.minutes, autumn.slot.unwrap().local_start.to_string()),
        (180, "2026-10-25 00:30:00".into())
    );
    assert_eq!(schedule("2026-11-24T09:00:00Z", "2026-11-27T09:00:00Z").minutes, 3 * 24 * 60);
}

#[test]
fn nothing_is_placed_on_a_job_that_is_over() {
    let over = given().completed().with(|slice| slice.visits.insert(VisitId(2), Visit::new(JOB, 60)));
    let placement = to("25 09:00", 60, DANA);
    let refusal = over
        .when(Command::Schedule(VisitId(2), placement.clone(), WindowChoice::Ask))
        .refused("J-1 is completed, so it cannot be scheduled");
    assert_eq!(refusal.mends()[0].action, Some(crate::MendAction::Reopen));
    over.when(Command::AddVisit(JOB, placement, 0, String::new())).refused("cannot be visited again");
}
