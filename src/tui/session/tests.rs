use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;

#[test]
fn a_session_reads_back() {
    let mut session = Session::at(View::Board, "@dana !late".to_owned());
    session.board = serde_json::json!({"by": "zone", "job": 7});
    assert_eq!(Session::from_json(&session.to_json()), Ok(session));
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let newer = Session::at(View::Today, String::new()).to_json().replace("\"version\":1", "\"version\":2");
    for (text, why) in [
        ("", Left::Damaged),
        ("{\"version\":1", Left::Damaged),
        ("[]", Left::Damaged),
        ("{\"version\":1}", Left::Damaged),
        ("{\"version\":\"1\"}", Left::Damaged),
        (newer.as_str(), Left::Newer),
    ] {
        assert_eq!(Session::from_json(text), Err(why), "{text}");
    }
}

#[test]
fn each_store_has_its_own() {
    let name = |path: &str| file_for(Some(Path::new(path)));
    assert_eq!(name("/srv/desk.db"), name("/srv/desk.db"));
    assert_ne!(name("/srv/desk.db"), name("/srv/other.db"));
    assert!(name("/srv/../x").chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)));
}

#[test]
fn what_is_kept_is_private_and_whole() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state/truckroll");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let keeper = Keeper::start(Some(folder.clone()), |error| panic!("{error}")).unwrap();
    keeper.keep("a.json", "1".to_owned());
    keeper.keep("b.json", "2".to_owned());
    keeper.keep("a.json", "3".to_owned());
    keeper.finish();
    assert_eq!(fs::read_to_string(folder.join("a.json")).unwrap(), "3");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "no file is left over");
    assert_eq!((mode(&folder), mode(&folder.join("a.json"))), (0o700, 0o600));
}

#[test]
fn a_folder_that_cannot_be_made_is_said_once() {
    let home = tempfile::tempdir().unwrap();
    let in_the_way = home.path().join("file");
    fs::write(&in_the_way, "").unwrap();
    let (sender, said) = std::sync::mpsc::channel();
    let keeper =
        Keeper::start(Some(in_the_way.join("state")), move |error| sender.send(error).unwrap()).unwrap();
    keeper.keep("a.json", "1".to_owned());
    keeper.keep("a.json", "2".to_owned());
    assert_eq!(keeper.read("a.json"), None);
    keeper.finish();
    let said: Vec<String> = said.iter().collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("cannot be written"), "{said:?}");
}

#[test]
fn without_a_folder_nothing_is_kept() {
    let keeper = Keeper::start(None, |error| panic!("{error}")).unwrap();
    keeper.keep("a.json", "1".to_owned());
    assert_eq!(keeper.read("a.json"), None);
    keeper.finish();
}
