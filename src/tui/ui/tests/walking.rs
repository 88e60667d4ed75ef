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
    script.press("3 . g").say("vip").press("Enter").sees("z undo");
    script.press(". g").say("vip").press("Enter");
    script.sees("has these tags already").sees("> vip");
    script.press("Esc . g").sees("> vip");
}

#[test]
fn an_open_job_is_not_asked_why_it_is_opened_again() {
    let mut script = Script::begin(100, 30);
    for view in ["1", "2 gg", "3"] {
        script.press(view).press(". o").sees("is open").sees_no("Why is it opened again?");
    }
}

#[test]
fn what_a_filter_hides_is_not_acted_on() {
    let mut script = Script::begin(120, 30);
    let client = Client { name: "Zeb Quux".to_owned(), ..Client::default() };
    let new = NewClient { client, contacts: vec![], sites: vec![] };
    script.app.run(Command::AddClient(Box::new(new))).unwrap();
    script.press("4 gg Space").sees("1 marked").sees_no("1 hidden");
    script.press("/").say("Quux").press("Enter").sees("1 marked, 1 hidden");
    script.press("e").sees("Client C-3 Zeb Quux").press("Esc");
    script.press("F").sees("1 marked").sees_no("1 hidden");
    script.press("F").sees("No filter is set");
}

#[test]
fn what_needed_nothing_is_said_beside_what_was_done() {
    let mut script = Script::begin(120, 30);
    script.press("2 gg . c").sees("z undo");
    script.press("Ctrl-a . c").sees("; left out: V-1 is confirmed already");
}

#[test]
fn keys_wait_for_the_list_that_a_filter_leaves() {
    let mut script = Script::begin(100, 30);
    script.press("4 /");
    // Everything that is asked from here on is answered only after the keys.
    let keys: Sequence = "Enter e".parse().unwrap();
    let mut late = script.ui.update(Event::Paste("Jones".to_owned()));
    for chord in keys.chords() {
        late.extend(script.ui.update(Event::Key(*chord)));
    }
    script.sees_no("marked");
    script.perform(late);
    script.sees_no("marked").sees("Client C-1 Jones");
}
