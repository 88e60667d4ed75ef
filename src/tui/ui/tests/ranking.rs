//! Who could go and when: the lists behind assign, slots and why.

use super::*;

#[test]
fn a_visit_in_the_tray_is_offered_who_and_when() {
    let mut script = Script::begin(120, 40);
    // The job in the tray is the only one of Today that has no time.
    script
        .press("3 a")
        .sees("Who and when?")
        .sees("Dana Price")
        .sees("added travel")
        .sees("Only a technician");
    let best = script.app.slots(&app::SlotQuery::of(app::SlotsFor::Job(JobId(3)))).unwrap().slots[0].clone();
    script.press("Enter").sees("Scheduled");
    let visit = script.app.job_card(JobId(3)).unwrap().visits[0].clone();
    assert_eq!(visit.start, Some(best.start));
    assert_eq!(visit.technicians[0].id, best.technician.id);
    script.press("z").sees("Undone");
}

#[test]
fn only_a_technician_can_be_taken_and_the_time_later() {
    let mut script = Script::begin(120, 40);
    script
        .press("3 a")
        .say("only a")
        .press("Enter")
        .sees("Who takes")
        .say("ravi")
        .press("Enter")
        .sees("Assigned");
    let visit = script.app.job_card(JobId(3)).unwrap().visits[0].clone();
    assert_eq!((visit.start, visit.technicians[0].name.as_str()), (None, "Ravi Shah"));
}

#[test]
fn who_helps_stays_with_whoever_is_to_lead() {
    let mut script = Script::begin(120, 40);
    let (dana, ravi) = (TechnicianId(1), TechnicianId(2));
    script.app.run(Command::Assign(domain::VisitId(1), Crew { lead: dana, helpers: vec![ravi] })).unwrap();
    let crew = |script: &Script, job| -> Vec<u64> {
        let visit = script.app.job_card(JobId(job)).unwrap().visits[0].clone();
        visit.technicians.iter().map(|who| who.id.0).collect()
    };
    script.press("2 a").sees("Dana Price with Ravi Shah").sees("Dana Price: ");
    script.press("Down Enter").sees("Assigned");
    assert_eq!(crew(&script, 1), [2, 1]);
    // Each of several keeps its own helpers.
    script.press("Ctrl-a a").sees("Who takes").say("dana").press("Enter").sees("Assigned");
    assert_eq!((crew(&script, 1), crew(&script, 2)), (vec![1, 2], vec![1]));
}

#[test]
fn the_best_times_of_a_planned_visit_move_it() {
    let mut script = Script::begin(80, 24);
    script.press("2 g S").sees("Who and when? V-1").sees("added travel").press("Esc");
    script.press("g S").say("wed dana").press("Enter").sees("Scheduled V-1");
    let visit = script.app.job_card(JobId(1)).unwrap().visits[0].clone();
    assert_eq!(visit.start.unwrap().format("%a").to_string(), "Wed");
}

#[test]
fn who_has_no_slot_is_told_why_and_what_mends_it() {
    let mut script = Script::begin(120, 40);
    let job = script.app.job_card(JobId(3)).unwrap();
    let mut record = domain::Job::try_from(script.app.show(job.line.id.into()).unwrap().record).unwrap();
    record.skills = vec![domain::Skill { name: "gas".into(), level: 2 }];
    script.app.run(Command::Edit(JobId(3).into(), record.into())).unwrap();
    script.press("3 a").say("who has no").sees("Ravi Shah cannot do gas at level 2").press("Enter");
    script.sees("assign somebody with the skill").press("Esc");
    assert!(script.ui.dialogs().is_empty());
}

#[test]
fn why_shows_every_rule_failed_ones_first_with_their_mends() {
    let mut script = Script::begin(120, 40);
    script.press("2 s").say("14:30").press("Enter").press("w").sees("every rule, for every technician");
    let screen = script.screen();
    let line = |text: &str| {
        screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}:\n{screen}"))
    };
    assert!(line("Dana Price") < line("works here"));
    script.press("G").sees("sooner");
    script.press("g g").press("Ctrl-d").sees("clashes with V-2").sees("take a time that is free");
}

#[test]
fn other_times_than_the_client_was_told_are_a_row_away() {
    let mut script = Script::begin(120, 40);
    script.press("3 . p").say("today 12-1pm").press("Enter").sees("z undo");
    let afternoon = |script: &Script| script.screen().matches("Dana Price").count();
    script.press("a").sees("Other times than the client was told");
    let bound = afternoon(&script);
    script.say("other times").press("Enter").sees("Who and when?").sees_no("Other times than");
    assert!(afternoon(&script) > bound, "{}", script.screen());
}

#[test]
fn a_text_takes_no_more_room_than_it_needs() {
    let mut script = Script::begin(120, 90);
    script.press("2 w").sees("Why V-1: every rule").sees("Dana Price").sees("Tray");
    let mut script = Script::begin(80, 24);
    script.press("2 w").sees("Why V-1: every rule").sees_no("Tray");
}
