//! What a walk through every key found: what was typed is never lost, and nothing false is said.

use super::*;

#[test]
fn what_must_be_refused_is_refused_before_it_is_asked_for() {
    let mut script = Script::begin(100, 30);
    // Dana's visit at 13:00 is planned: nobody is on site.
    script.press("2 gg . f");
    script.sees("V-1 is planned, so it cannot be done").sees_no("How did it end?");
}

#[test]
fn a_line_that_is_left_comes_back_with_its_question() {
    let mut script = Script::begin(100, 30);
    script.press("3 . h Enter").say("fri week").press("Esc");
    script.sees("what was typed is kept").press(". h Enter").sees("fri week");
    // Another question, and the same one about another job, begin empty.
    script.press("Esc s").sees_no("fri week").press("Esc");
    script.press("l . h Enter").sees_no("fri week");
}

#[test]
fn a_line_that_is_refused_comes_back_with_the_reason() {
    let mut script = Script::begin(100, 30);
    script.press("4 j Enter X n Esc 3 . o").say("the client rang again").press("Enter");
    script.sees("the client rang again").sees("Why is it opened again?");
    script.press("Esc . o").sees("the client rang again");
}

#[test]
fn a_line_that_was_done_does_not_come_back() {
    let mut script = Script::begin(100, 30);
    script.press("3 . g").say("vip").press("Enter").sees("z undo");
    script.press(". g").sees_no("> vip");
}

#[test]
fn a_line_with_no_form_offers_none() {
    let mut script = Script::begin(100, 30);
    script.press("c").sees("Ctrl-o form").press("Esc");
    script.press("3 s").sees("Enter save").sees_no("Ctrl-o form");
}

#[test]
fn a_client_is_not_said_to_have_a_job() {
    let mut script = Script::begin(100, 30);
    script.press("4 Enter a").sees("a client has no visit; open one of its jobs").sees_no("to its job");
}
