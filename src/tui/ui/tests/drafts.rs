//! Drafts of the plan: in and out, what is done in one, what is seen, and what comes of it.

use domain::{DraftId, VisitId};

use super::*;
use crate::session::Session;

/// A screen in a new draft of today, at the calendar.
fn drafting(columns: u16, rows: u16) -> Script {
    let mut script = Script::begin(columns, rows);
    script.press("2 D").sees("New draft of Tue 24 Nov").press("n").sees("DRAFT Tue 24 Nov");
    script
}

fn starts(script: &Script, job: u64) -> Option<String> {
    let visits = script.app.job_card(JobId(job)).unwrap().visits;
    visits[0].start.map(|start| start.format("%H:%M").to_string())
}

#[test]
fn what_is_done_in_a_draft_is_seen_there_alone() {
    let mut script = drafting(120, 40);
    let operations = script.app.last_operation().unwrap();
    script.press("s").say("15:00").press("Enter").sees("1 visit changed").sees("*+?V-1");
    assert_eq!(starts(&script, 1).as_deref(), Some("15:00"));
    script.press("3").sees("DRAFT Tue 24 Nov").sees("+ J-1 Tap drip");
    script.press("D l").sees("Left draft").sees_no("DRAFT").sees_no("+ J-1");
    assert_eq!(starts(&script, 1).as_deref(), Some("13:00"));
    assert_eq!(script.app.last_operation().unwrap(), operations);
    script.press("D").sees("D-1 1 visit changed").press("g").sees("DRAFT").sees("1 visit changed");
    assert_eq!(starts(&script, 1).as_deref(), Some("15:00"));
}

#[test]
fn undo_takes_steps_back_and_the_tray_has_the_sign() {
    let mut script = drafting(120, 40);
    script.press("S").sees("1 visit changed").sees("V-1 + Tap drip");
    script.press("z").sees("Taken back in the draft").sees("0 visits changed").sees("Z redo");
    script.press("z").sees("nothing has been changed in the draft");
    script.press("Z").sees("Made again in the draft").sees("1 visit changed").sees("z undo");
    script.press("Z").sees("nothing has been taken back since");
}

#[test]
fn the_differences_are_a_pane_from_which_the_plan_is_changed() {
    let mut script = drafting(80, 24);
    script.press("s").say("15:00").press("Enter");
    script.press("D d").sees("Differences of draft").sees("13:00-14:00, Dana").sees("15:00-16:00, Dana");
    insta::assert_snapshot!("draft_differences_80x24", script.screen());
    script.press("j S").sees("in the tray, nobody");
    script.press("z").sees("15:00-16:00, Dana").press(". D").sees("Took 1 visit out");
    script.sees("nothing is changed yet").press("Esc").sees("0 visits changed");
}

#[test]
fn a_commit_is_one_operation_and_its_undo_brings_the_plan_back() {
    let mut script = drafting(80, 24);
    let operations = script.app.last_operation().unwrap();
    script.press("s").say("15:00").press("Enter").press("D c").sees("Committed draft Tue 24 Nov");
    script.sees_no("DRAFT");
    assert_eq!(script.app.last_operation().unwrap(), operations + 1);
    assert_eq!(starts(&script, 1).as_deref(), Some("15:00"));
    script.press("z").sees("Undone");
    assert_eq!(starts(&script, 1).as_deref(), Some("13:00"));
    script.press("D").sees_no("Go into");
}

#[test]
fn what_moved_underneath_opens_the_differences() {
    let mut script = drafting(120, 40);
    script.press("s").say("15:00").press("Enter");
    script.app.enter_draft(None).unwrap();
    script.app.run(Command::Pin(VisitId(1), true)).unwrap();
    script.app.enter_draft(Some(DraftId(1))).unwrap();
    script.press("D c").sees("The plan has moved under the draft").sees("differs    pinned");
    script.press("j . D").sees("nothing is changed yet").press("D c").sees("changes nothing");
}

#[test]
fn what_the_rules_find_since_asks_for_a_reason() {
    let mut script = drafting(120, 40);
    script.press("s").say("15:00").press("Enter");
    script.app.enter_draft(None).unwrap();
    let crew = Some(Crew::of(TechnicianId(1)));
    let placement = Placement { slot: Some(slot("24T15:00", 60)), crew };
    script.app.run(Command::Schedule(VisitId(3), placement, domain::WindowChoice::Ask)).unwrap();
    script.app.enter_draft(Some(DraftId(1))).unwrap();
    script.press("D c").sees("A reason").sees("clashes with V-3");
    script.say("they go together").press("Enter").sees("Committed draft");
    assert!(script.ui.dialogs().is_empty());
}

#[test]
fn throwing_away_is_confirmed_by_name_and_leaves_nothing() {
    let mut script = drafting(80, 24);
    script.press("s").say("15:00").press("Enter").press("D t").sees("Throw away draft Tue 24 Nov?");
    script.press("n").sees("DRAFT").press("D t y").sees("Threw away draft").sees_no("DRAFT Tue");
    assert_eq!(starts(&script, 1).as_deref(), Some("13:00"));
    assert!(script.app.drafts().unwrap().is_empty());
}

#[test]
fn what_is_no_change_of_the_plan_says_how_to_leave() {
    let mut script = drafting(80, 24);
    for keys in ["c", "X", ". c", ". d", ". f", "e", "E", ". g", ". p"] {
        script.press(keys).sees("takes changes of the plan alone").sees("D: leave the draft");
        assert!(script.ui.dialogs().is_empty(), "{keys}");
    }
    script.press("?").press("Esc").press("D l").press("c").sees("New job");
}

#[test]
fn no_form_opens_in_a_draft_from_a_list_either() {
    let mut script = Script::begin(80, 24);
    script.press("2 . e").sees("New event").say("fri 2-4pm").press("Ctrl-s").sees("Added event");
    script.press("D n").sees("DRAFT");
    for keys in ["g v Enter", "g v End Enter", "g t Enter"] {
        script.press(keys).sees("takes changes of the plan alone").sees("D: leave the draft");
        assert!(script.ui.dialogs().is_empty(), "{keys}");
    }
    script.press("D l").press("g v Enter").sees("Event EV-1");
}

#[test]
fn without_a_draft_its_actions_say_so() {
    let mut script = Script::begin(80, 24);
    for action in [Action::DraftDiff, Action::DraftCommit, Action::DraftLeave, Action::DraftDiscard] {
        let deeds = script.ui.act(action, None);
        script.perform(deeds);
        script.sees("no draft is open");
        assert!(action.entry().why_not(&script.ui.situation(&[])).is_some());
    }
}

#[test]
fn a_draft_that_somebody_else_ended_is_left() {
    let mut script = drafting(120, 40);
    script.press("s").say("15:00").press("Enter");
    script.app.discard_draft(DraftId(1)).unwrap();
    script.app.enter_draft(None).unwrap();
    let deeds = script.ui.update(Event::Notice);
    script.perform(deeds);
    script.sees("is gone: it was committed or thrown away").sees_no("DRAFT Tue");
    assert_eq!(starts(&script, 1).as_deref(), Some("13:00"));
}

#[test]
fn the_draft_that_was_open_comes_back() {
    let mut script = drafting(80, 24);
    script.press("s").say("15:00").press("Enter");
    let kept = script.ui.remember().to_json();
    script.app.enter_draft(None).unwrap();
    let mut again = Script::over(script.app, 80, 24);
    again.ui.restore(Session::from_json(&kept));
    let deeds = again.ui.refresh();
    again.perform(deeds);
    again.sees("DRAFT Tue 24 Nov").sees("1 visit changed");
    assert_eq!(starts(&again, 1).as_deref(), Some("15:00"));
}
