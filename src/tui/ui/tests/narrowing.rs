//! The filter: typed, completed, built from lists, kept, and brought back.

use super::*;
use crate::filter::FilterChange;
use crate::session::{Left, Session};

#[test]
fn a_typed_filter_is_in_force_at_once_and_always_seen() {
    let mut script = Script::begin(100, 30);
    script.press("3 /").say("tap").sees("Filter tap").sees("F show all").sees("Tap drip").sees_no("No heat");
    script
        .press("Enter")
        .sees("Filter tap")
        .press("2")
        .sees("Filter tap")
        .sees("Tap drip")
        .sees_no("Consumer");
    script.press("1").sees("Filter tap").sees_no("No heat");
    script.press("F").sees_no("Filter tap").sees("No heat");
}

#[test]
fn leaving_the_line_leaves_the_filter_as_it_was() {
    let mut script = Script::begin(80, 24);
    script.press("3 /").say("heat").press("Enter").press("/").sees("> heat");
    script.say("nothing").press("Esc").sees("Filter heat").sees("No heat");
    script.press("/").press("Ctrl-u Enter").sees_no("Filter");
}

#[test]
fn terms_are_completed_and_what_is_wrong_is_said() {
    let mut script = Script::begin(100, 30);
    script.press("3 /").sees("@who").say("@da").sees("Tab: @\"Dana Price\"");
    script.press("Tab").sees("Filter @\"Dana Price\"").say("!soon").sees("neither a mark nor a priority");
    script.press("Enter").sees("neither a mark");
    script.press("Ctrl-w Enter").sees("Tap drip").sees_no("Consumer unit").sees_no("No heat");
}

#[test]
fn a_filter_is_built_from_lists_and_kept_under_a_name() {
    let mut script = Script::begin(100, 30);
    script.press("3 f").say("by tech").press("Enter").say("ravi").press("Enter");
    script.sees("Filter @\"Ravi Shah\"").sees("Consumer unit").sees_no("Tap drip");
    script.press("f").say("keep").press("Enter").say("ravi's").press("Enter").sees("Kept as ravi's");
    assert!(matches!(&script.other[..], [Deed::KeepFilters(FilterChange::Put(name, _))] if name == "ravi's"));
    script.press("F").sees("Tap drip").press("f").sees("ravi's").press("Enter").sees_no("Tap drip");
    script.press("f").say("forget").press("Enter Enter").sees("is forgotten").press("f").sees_no("ravi's");
}

#[test]
fn the_next_match_says_when_nothing_is_searched() {
    let mut script = Script::begin(80, 24);
    script.press("3 n").sees("nothing is searched for; / begins");
    script.press("1 n").sees("nothing is searched for; / begins");
    script.press("3 /").say("t").press("Enter n");
    assert_eq!(script.ui.targets().len(), 1);
}

#[test]
fn marks_outlive_the_filter_and_esc_takes_them_first() {
    let mut script = Script::begin(100, 30);
    script.press("3 Space").sees("1 marked").press("/").say("tap").press("Enter").sees("1 marked");
    script.press("Esc").sees_no("marked").sees("Filter tap");
}

#[test]
fn a_new_job_is_selected() {
    for view in ["1", "3"] {
        let mut script = Script::begin(100, 30);
        script.press(view).press("c").say("gutter down, Jones").press("Enter").sees("Added J-4");
        let job = script.ui.targets()[0].job.unwrap().0;
        assert_eq!(job, JobId(4), "view {view}");
    }
}

#[test]
fn the_screen_comes_back_as_it_was() {
    let mut script = Script::begin(100, 30);
    script.press("2 ] + 3 b b b /").say("heat").press("Enter");
    let (targets, kept) = (script.ui.targets(), script.ui.remember());
    let mut again = Script::begin(100, 30);
    again.ui.restore(Session::from_json(&kept.to_json()));
    let first = again.ui.refresh();
    again.perform(first);
    assert_eq!(again.ui.view(), View::Board);
    again.sees("Filter heat").sees("by zone");
    assert_eq!(again.ui.targets(), targets);
    again.press("F 2").sees("25 Nov");
    assert_eq!(again.ui.remember().calendar["cells_an_hour"], kept.calendar["cells_an_hour"]);
}

#[test]
fn the_selection_comes_back_by_id_in_every_view() {
    for (view, keys) in [("1", "j j"), ("3", "l"), ("4", "j"), ("2", "j"), ("2", "Tab")] {
        let mut script = Script::begin(100, 30);
        script.press(view).press(keys);
        let targets = script.ui.targets();
        assert!(!targets.is_empty(), "{view} {keys}");
        let mut again = Script::begin(100, 30);
        again.ui.restore(Ok(script.ui.remember()));
        let first = again.ui.refresh();
        again.perform(first);
        assert_eq!(again.ui.targets(), targets, "{view} {keys}");
    }
}

#[test]
fn a_session_that_cannot_be_read_is_left_out_and_that_is_said() {
    let mut script = Script::begin(100, 30);
    script.ui.restore(Err(Left::Damaged));
    script.sees("cannot be read, so the screen begins afresh");
    script.ui.restore(Err(Left::Newer));
    script.sees("a newer truckroll kept the last session");
    assert_eq!(script.ui.view(), View::Today);
    let mut odd = Session::at(View::Calendar, "!never".to_owned());
    odd.calendar = serde_json::json!({"date": 7, "lane": [], "first_hour": 99, "reach": "year"});
    script.ui.restore(Ok(odd));
    let first = script.ui.refresh();
    script.perform(first);
    script.sees("Tue 24 Nov").sees_no("Filter");
}
