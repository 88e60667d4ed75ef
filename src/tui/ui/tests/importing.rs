//! The import and the history from the desk itself: palette to undo.

use super::*;

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

#[test]
fn a_file_is_brought_in_from_the_palette_and_taken_back() {
    let file = file("Name,Phone\nKerr,07700 900123\nBrown,07700 900456\n");
    let mut script = Script::begin(100, 30);
    script.press("4 :").say("import").press("Enter").sees("what does the file hold?");
    script.press("Enter").say(&file.path().display().to_string()).press("Enter").sees("First values");
    script.press("n").sees("2 created").press("y").sees("Imported clients");
    script.press("Esc").sees("Imported clients").sees("undo").sees("Brown");
    script.press("z").sees_no("Brown");
}

#[test]
fn a_screen_that_begins_with_an_import_goes_back_to_the_desk() {
    let mut script = Script::begin(80, 24);
    script.ui.start_import();
    script.sees("what does the file hold?").press("Esc").sees_no("what does the file hold?").sees("1Today");
}

#[test]
fn an_operation_is_taken_back_from_the_history() {
    let mut script = Script::begin(100, 40);
    script.press("4 Enter").sees_no("undo this").press("g h").sees("History of C-").sees("U undo this");
    script.press("U").sees("select the operation first");
    let client = script.app.client_card(domain::ClientId(1), false).unwrap().client;
    let name = |name: &str| Client { name: name.to_owned(), ..client.clone() };
    let edit = |client| Command::Edit(domain::ClientId(1).into(), Record::Client(client));
    let first = script.app.run(edit(name("Jones & Co"))).unwrap().operation;
    script.ui.opened.clear();
    let deeds = script.ui.open(Opened::History(domain::ClientId(1).into()));
    script.perform(deeds);
    script.sees("name: Jones -> Jones & Co").press("j U").sees(&format!("Take back O-{first}"));
    script.press("n").sees_no("Take back").press("U y").sees("(undone)");
    let now = script.app.client_card(domain::ClientId(1), false).unwrap().client.name;
    assert_eq!(now, "Jones");
}

#[test]
fn what_stands_in_the_way_of_undo_is_named() {
    let mut script = Script::begin(100, 40);
    let client = script.app.client_card(domain::ClientId(1), false).unwrap().client;
    let edit = |name: &str| {
        let client = Client { name: name.to_owned(), ..client.clone() };
        Command::Edit(domain::ClientId(1).into(), Record::Client(client))
    };
    let first = script.app.run(edit("Jones & Co")).unwrap().operation;
    let second = script.app.run(edit("Jones & Sons")).unwrap().operation;
    let deeds = script.ui.open(Opened::History(domain::ClientId(1).into()));
    script.perform(deeds);
    script.press("j j U").sees(&format!("O-{first} cannot be taken back")).sees(&format!("O-{second}"));
}

#[test]
fn a_new_job_from_the_card_is_for_that_client() {
    let mut script = Script::begin(100, 40);
    script.press("4 Enter c").say("Tap drips").sees("Tap drips, C-").sees("Client ");
    script.press("Enter");
    let newest = script.app.jobs(&app::JobQuery::default()).unwrap().jobs.into_iter().next().unwrap();
    assert_eq!(newest.title, "Tap drips");
}
