//! Somebody is late: asked, seen, done, drafted, copied, left.

use super::*;

/// The sample store with what the client of Dana's 13:00 was told, and another visit of hers at 14:15 behind it.
fn told() -> App {
    let mut app = sample_store();
    let mut job = Job::new(domain::ClientId(2), "Gutter", now());
    job.site = Some(domain::SiteId(2));
    let placement = Placement { slot: Some(slot("24T14:15", 60)), crew: Some(Crew::of(TechnicianId(1))) };
    app.run(Command::AddJob(Box::new(NewJob { job, placements: vec![placement] }))).unwrap();
    app.run(Command::Confirm(domain::VisitId(1), now())).unwrap();
    app
}

fn place_of(script: &Script, job: u64) -> (String, String) {
    let visit = script.app.job_card(JobId(job)).unwrap().visits[0].clone();
    (visit.start.unwrap().format("%H:%M").to_string(), visit.technicians[0].name.clone())
}

fn at(time: &str, who: &str) -> (String, String) {
    (time.to_owned(), who.to_owned())
}

#[test]
fn a_lateness_fits_every_size() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        let mut script = Script::over(told(), columns, rows);
        script.press("2 0 1 5 0 L");
        insta::assert_snapshot!(format!("late_{columns}x{rows}"), script.screen());
        script.press("G");
        insta::assert_snapshot!(format!("late_last_{columns}x{rows}"), script.screen());
    }
}

#[test]
fn no_visit_of_the_day_is_left_out_while_lines_are_free() {
    let mut app = sample_store();
    // Eight more short visits of Dana's behind her 13:00: more than half of a small screen.
    for place in 0..8 {
        let mut job = Job::new(domain::ClientId(2), format!("Gutter {place}"), now());
        job.site = Some(domain::SiteId(2));
        let start = format!("24T{}:{:02}", 14 + place / 4, place % 4 * 15);
        let placement = Placement { slot: Some(slot(&start, 15)), crew: Some(Crew::of(TechnicianId(1))) };
        app.run(Command::AddJob(Box::new(NewJob { job, placements: vec![placement] }))).unwrap();
    }
    let mut script = Script::over(app, 60, 20);
    script.press("2 0 4 0 L").sees("9 visits held up").sees("V-11").sees_no(" more");
}

#[test]
fn one_key_does_the_best_repair_and_one_takes_it_back() {
    let mut script = Script::over(told(), 120, 40);
    script.press("2 0 1 5 0 L").sees("Dana Price, 2h30 late").sees("15:30!");
    script.sees("Give V-1 Tap drip, Jones to Ravi Shah at 13:00").press("Enter");
    script.sees("Dana Price 2h30 late, V-1 to Ravi Shah");
    assert_eq!(place_of(&script, 1), at("13:00", "Ravi Shah"));
    assert!(script.ui.dialogs().is_empty());
    script.press("z").sees("Undone");
    assert_eq!(place_of(&script, 1), at("13:00", "Dana Price"));
}

#[test]
fn how_late_is_asked_without_a_count_and_leaving_leaves_all_as_it_was() {
    let mut script = Script::over(told(), 80, 24);
    let before = script.app.last_operation().unwrap();
    script.press("2 L").sees("How late").say("soon").press("Enter").sees("write minutes");
    script.press("Ctrl-u").say("2h30").press("Enter").sees("2h30 late").press("j k G g g").press("Esc");
    assert!(script.ui.dialogs().is_empty());
    assert_eq!(script.app.last_operation().unwrap(), before);
    // Nobody is an hour and a day late.
    script.press("0 2 0 0 0 L").sees("2000 is no lateness");
}

#[test]
fn the_day_is_seen_with_each_repair() {
    let mut script = Script::over(told(), 120, 40);
    script.press("2 0 1 5 0 L").sees("\u{2192} Ravi");
    script.press("G").sees_no("\u{2192} Ravi").press("g g").sees("\u{2192} Ravi");
}

#[test]
fn what_needs_a_reason_asks_for_one() {
    let mut script = Script::over(told(), 120, 40);
    script.press("2 0 2 4 0 L");
    // The shift of the whole day runs over the hours.
    while !script.screen().contains("! Dana Price works") {
        script.press("j");
    }
    script.press("Enter").sees("A reason").press("Esc").sees("Dana Price, 4h late");
    script.press("Enter").say("they agreed").press("Enter").sees("4h late,");
    assert!(script.ui.dialogs().is_empty());
    let reasons = [1, 4].map(|job| script.app.job_card(JobId(job)).unwrap().overrides);
    assert!(reasons.iter().flatten().any(|given| given.reason == "they agreed"), "{reasons:?}");
}

#[test]
fn a_repair_becomes_a_draft_that_one_is_in() {
    let mut script = Script::over(told(), 120, 40);
    script.press("2 0 1 5 0 L D").sees("In draft Dana Price 2h30 late");
    let drafts = script.app.drafts().unwrap();
    assert_eq!((drafts.len(), drafts[0].visits), (1, 2));
    script.app.enter_draft(None).unwrap();
    assert_eq!(place_of(&script, 1), at("13:00", "Dana Price"));
}

#[test]
fn the_text_to_the_client_is_copied() {
    let mut script = Script::over(told(), 120, 40);
    script.press("2 0 1 5 0 L");
    script.press("y");
    let copied = |script: &Script| {
        script.other.iter().rev().find_map(|deed| match deed {
            Deed::Copy(text) => Some(text.clone()),
            _ => None,
        })
    };
    assert_eq!(
        copied(&script).unwrap(),
        "Ravi Shah comes to you instead of Dana Price, between 13:00 and 15:00."
    );
    script.sees("The texts to the clients are copied").sees_no("4711").press("j").sees_no("are copied");
    // A small lateness breaks nothing, and nobody is to be told.
    script.press("Esc 0 1 5 L y").sees("No client is to be told anything");
}

#[test]
fn it_is_asked_from_today_and_from_a_visit_that_is_open() {
    let mut script = Script::over(told(), 120, 40);
    script.press("1");
    while !script.ui.targets().iter().any(|target| target.visit.is_some_and(|(id, _)| id.0 == 1)) {
        script.press("j");
    }
    script.press("0 4 0 L").sees("Dana Price, 40m late").press("Esc Enter").sees("Tap drip");
    script.press("0 4 0 L").sees("Dana Price, 40m late").press("Esc");
    script.press("Esc 3 0 4 0 L").sees_no("40m late");
}

#[test]
fn who_has_nothing_to_do_and_what_nobody_leads_is_said() {
    let mut script = Script::over(told(), 120, 40);
    script.app.run(Command::ToTray(domain::VisitId(2))).unwrap();
    script.press("2 j 0 4 0 L").sees("Ravi Shah has nothing to do for the rest of today");
    assert!(script.ui.dialogs().is_empty());
}

#[test]
fn an_hour_later_stays_an_hour_later_in_the_preview_of_a_move() {
    let mut script = Script::over(told(), 120, 40);
    script.press("2 m L Enter");
    assert!(script.ui.dialogs().iter().all(|dialog| !matches!(dialog, Dialog::Late(_))));
}
