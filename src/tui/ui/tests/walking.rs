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
    script.press("2 gg . o").say("the client rang again").press("Enter");
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

#[test]
fn an_emptied_line_is_read_back_no_more() {
    let mut script = Script::begin(100, 30);
    script.press("c").say("tap, Jones").sees("tap · ").press("Ctrl-u");
    script.sees_no("tap · ").sees("boiler no heat, Kerr @dana");
}

#[test]
fn a_refused_line_says_once_what_is_wrong() {
    let mut script = Script::begin(100, 30);
    script.press("c").say("just a title").sees("? name the client").press("Enter");
    assert_eq!(script.screen().matches("name the client").count(), 1, "{}", script.screen());
}

#[test]
fn a_telephone_number_is_copied_wherever_its_client_is_named() {
    let mut script = Script::begin(100, 30);
    let client = Client {
        name: "Reached".to_owned(),
        phones: vec![domain::Phone { number: "07700 900321".to_owned(), label: String::new() }],
        ..Client::default()
    };
    let new = NewClient { client, contacts: vec![], sites: vec![] };
    script.app.run(Command::AddClient(Box::new(new))).unwrap();
    let job = Job::new(domain::ClientId(3), "Radiator", now());
    script
        .app
        .run(Command::AddJob(Box::new(NewJob { job, placements: vec![Placement::default()] })))
        .unwrap();
    let notice = script.ui.update(Event::Notice);
    script.perform(notice);
    script.press("1 G y p");
    assert!(script.other.contains(&Deed::Copy("07700 900321".to_owned())), "{:?}", script.other);
    script.press("y e").sees("no e-mail address is known here; gc opens the client");
}

#[test]
fn tab_again_takes_the_next_of_several_and_a_number_where_names_are_alike() {
    let mut script = Script::begin(100, 30);
    for name in ["Ann Kettle", "Lucy Kettle", "Lucy Kettle"] {
        let client = Client { name: name.to_owned(), ..Client::default() };
        let new = NewClient { client, contacts: vec![], sites: vec![] };
        script.app.run(Command::AddClient(Box::new(new))).unwrap();
    }
    script.press("c").say("tap, Kettle").sees("could be").sees("Tab: ");
    for _ in 0..3 {
        // Whichever comes, the line means one client.
        script.press("Tab").sees_no("could be").sees("Tab: ").sees("Client ");
    }
    script.press("Tab").sees_no("could be");
    script.press("Enter").sees("z undo");
}
