//! Files brought in by keys, as the loop does it, on a desk in memory.

use std::fs;
use std::path::PathBuf;

use app::App;
use domain::EntityKind;

use super::*;
use crate::key::Sequence;
use crate::keymap::{Keymap, Pending, Pressed};
use crate::pane::fixture::{empty_desk, shared, text_of};

const CLIENTS: &str = "Full name,Mobile,E-mail,Street,Town,Shoe size\n\
    Kerr,07700 900123,kerr@example.com,14 Elm St,London,9\n\
    J. Patel,07700 900456,,40 Park Ave,London,\n\
    Kerr Ltd,07700 900123,office@example.com,14 Elm St,London,11\n";

/// The import with keys, a desk and files of its own.
struct Script {
    import: Import,
    desk: App,
    folder: tempfile::TempDir,
    keymap: Keymap,
    pending: Pending,
    has_left: bool,
    /// Answers wait here while the worker is held.
    held: Option<Vec<Asked>>,
}

impl Script {
    fn begin(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Script {
            import: Import::new(),
            desk: empty_desk(),
            folder,
            keymap: Keymap::default(),
            pending: Pending::default(),
            has_left: false,
            held: None,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn follow(&mut self, follows: Follows) {
        match follows {
            Follows::Nothing => {}
            Follows::Leave => self.has_left = true,
            Follows::Ask(asked) => match &mut self.held {
                Some(held) => held.push(asked),
                None => self.answer(&asked),
            },
        }
    }

    fn answer(&mut self, asked: &Asked) {
        let mut steps = Vec::new();
        let answered = answer(&mut self.desk, asked, &mut |step| steps.push(step)).unwrap();
        for step in steps {
            self.import.accept(Answered::Step(step));
        }
        self.import.accept(answered);
    }

    /// Answers what was asked while the worker was held.
    fn let_go(&mut self) {
        for asked in self.held.take().unwrap_or_default() {
            self.answer(&asked);
        }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        let sequence: Sequence = keys.parse().unwrap();
        for chord in sequence.chords() {
            let context = self.import.context();
            let follows = match self.keymap.press(context, &mut self.pending, *chord) {
                Pressed::Act(action, _) => self.import.act(action, 22),
                Pressed::Unbound(_) => self.import.press(*chord),
                Pressed::More | Pressed::Dropped => Follows::Nothing,
            };
            self.follow(follows);
        }
        self
    }

    fn say(&mut self, text: &str) -> &mut Self {
        let follows = self.import.paste(text);
        self.follow(follows);
        self
    }

    /// Chooses a kind by its word and reads a file of the folder.
    fn open(&mut self, kind: &str, name: &str) -> &mut Self {
        let path = self.path(name).display().to_string();
        self.say(kind).press("Enter").say(&path).press("Enter")
    }

    fn screen(&self, width: u16, height: u16) -> String {
        let shared = shared(width, height);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let area = buffer.area;
        self.import.draw(&mut buffer, area, &shared);
        // The folder has another name each time.
        text_of(&buffer)
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen(100, 30);
        assert!(screen.contains(text), "“{text}” is not on the screen:\n{screen}");
        self
    }

    #[track_caller]
    fn sees_no(&mut self, text: &str) -> &mut Self {
        let screen = self.screen(100, 30);
        assert!(!screen.contains(text), "“{text}” is on the screen:\n{screen}");
        self
    }

    fn count(&self, kind: EntityKind) -> u64 {
        self.desk.list(kind, 1, 0).unwrap().1
    }
}

fn shows(name: &str, script: &Script) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (width, height) in [(80, 22), (120, 38), (40, 10)] {
            insta::assert_snapshot!(format!("import-{name}-{width}x{height}"), script.screen(width, height));
        }
    });
}

#[test]
fn every_step_at_each_size() {
    let mut script = Script::begin(&[("clients.csv", CLIENTS)]);
    shows("kind", &script);
    script.open("clients", "clients.csv");
    shows("columns", &script);
    script.press("Enter");
    shows("field", &script);
    script.press("Esc n");
    shows("dry-run", &script);
    script.press("y");
    shows("done", &script);
}

#[test]
fn a_file_comes_in_as_one_operation_after_a_dry_run() {
    let mut script = Script::begin(&[("clients.csv", CLIENTS)]);
    script.open("clients", "clients.csv").sees("Full name").sees("kerr@example.com").sees("5 of 6 columns");
    script.press("n").sees("nothing was written").sees("3 created").sees("same?");
    assert_eq!(script.count(EntityKind::Client), 0);
    script.press("y").sees("Imported clients").sees("one operation");
    assert_eq!(script.count(EntityKind::Client), 3);
    assert!(script.import.done().is_some_and(|report| report.operation.is_some()));
    script.press("Esc");
    assert!(script.has_left);
    script.desk.undo(None).unwrap();
    assert_eq!(script.count(EntityKind::Client), 0);
}

#[test]
fn the_same_file_again_adds_nothing_and_says_so() {
    let mut script = Script::begin(&[("clients.csv", CLIENTS)]);
    script.open("clients", "clients.csv").press("n y n");
    assert_eq!(script.import.path.text(), script.path("clients.csv").display().to_string());
    script
        .press("Enter Enter n")
        .sees("all 3 rows of clients are on record")
        .sees("there is nothing to bring in");
    script.press("y").sees("there is nothing to bring in");
    assert_eq!(script.count(EntityKind::Client), 3);
}

#[test]
fn tab_completes_the_path_and_lists_what_fits() {
    let mut script = Script::begin(&[("clients-2025.csv", CLIENTS), ("clients-2026.csv", CLIENTS)]);
    let folder = script.folder.path().display().to_string();
    script.press("Enter").say(&format!("{folder}/cl")).press("Tab").sees("clients-2025.csv");
    assert_eq!(script.import.path.text(), format!("{folder}/clients-202"));
    script.press("6 Tab Enter").sees("Full name");
    // A name that comes while the worker is busy is taken when it comes.
    let mut script = Script::begin(&[("jobs.csv", "Title\n")]);
    script.press("Enter");
    script.held = Some(Vec::new());
    let folder = script.folder.path().display().to_string();
    script.say(&format!("{folder}/j")).press("Tab");
    script.let_go();
    assert_eq!(script.import.path.text(), format!("{folder}/jobs.csv"));
}

#[test]
fn what_cannot_be_read_says_why_and_stays() {
    let mut script = Script::begin(&[("empty.csv", ""), ("clients.csv", CLIENTS)]);
    script.press("Enter Enter").sees("type the path");
    script.say("/nowhere/at/all.csv").press("Enter").sees("no such file");
    let folder = script.folder.path().display().to_string();
    script.press("Ctrl-u").say(&folder).press("Enter").sees("is a folder");
    script.press("Ctrl-u").say(&format!("{folder}/empty.csv")).press("Enter").sees("is empty");
    script.press("Ctrl-u").say(&format!("'{folder}/clients.csv'")).press("Enter").sees("Full name");
}

#[test]
fn a_column_can_be_another_field_or_none() {
    let mut script = Script::begin(&[("clients.csv", CLIENTS)]);
    script.open("clients", "clients.csv").press("G Enter").sees("What is in “Shoe size”?");
    script.say("preferences").press("Enter").sees("6 of 6 columns");
    script.press("Enter").say("not used").press("Enter").sees("5 of 6 columns").sees("not used: Shoe size");
    script.press("Enter").say("preferences").press("Enter n y");
    let client = script.desk.client_card(domain::ClientId(1), false).unwrap().client;
    assert_eq!((client.name.as_str(), client.preferences.as_str()), ("Kerr", "9"));
}

#[test]
fn a_second_phone_does_not_take_the_first_ones_column() {
    let file = "Name,Phone,Contact number\nKerr,07700 900123,020 7946 0001\n";
    let mut script = Script::begin(&[("clients.csv", file)]);
    script.open("clients", "clients.csv").press("G Enter Ctrl-u").say("phone");
    // “phone label” holds the word too.
    script.press("Enter n y");
    let client = script.desk.client_card(domain::ClientId(1), false).unwrap().client;
    let numbers: Vec<&str> = client.phones.iter().map(|phone| phone.number.as_str()).collect();
    assert!(numbers.contains(&"07700 900123") && numbers.contains(&"020 7946 0001"), "{numbers:?}");
}

#[test]
fn dates_that_read_two_ways_are_asked_about_first() {
    let file = "Title,Client,Start\nTap,Kerr,03/04/2026 09:00\nLeak,Kerr,05/06/2026 10:00\n";
    let mut script = Script::begin(&[("jobs.csv", file)]);
    script.open("jobs", "jobs.csv").sees("03/04/2026 09:00 is 4 March 2026 or 3 April 2026");
    script.press("n").sees("say first in which order");
    assert!(matches!(script.import.step, Step::Columns(_)), "nothing is tried before");
    script.press("Enter").sees("day, month, year").press("Enter");
    script.sees_no("two readings").press("n").sees("2 rows of jobs");
}

#[test]
fn jobs_of_nobody_ask_whose_they_are() {
    let mut script = Script::begin(&[("jobs.csv", "Title\nTap drips\n"), ("clients.csv", CLIENTS)]);
    script.open("clients", "clients.csv").press("n y n Ctrl-u");
    script.import = Import::new();
    script.open("jobs", "jobs.csv").sees("no column says whose").press("n").sees("no column says whose");
    script
        .press("Enter")
        .sees("Whose are the rows")
        .say("J. Patel")
        .press("Enter")
        .sees_no("no column says whose");
    script.press("n y").sees("Imported jobs");
    assert_eq!(script.count(EntityKind::Job), 1);
}

#[test]
fn bad_rows_are_listed_and_can_be_left_out() {
    let file = "Name,Email\nKerr,kerr@example.com\nPatel,not an address\nJones,jones@example.com\n";
    let mut script = Script::begin(&[("clients.csv", file)]);
    script.open("clients", "clients.csv").press("n");
    script.sees("1 of 3 rows").sees("wrong").sees("Line 3, Email").sees("is not an e-mail address");
    script.press("y").sees("1 of 3 rows");
    assert_eq!(script.count(EntityKind::Client), 0, "y does nothing while a row is wrong");
    script
        .press("s")
        .sees("2 of 3 rows of clients")
        .sees("would be imported")
        .sees("2 created, 0 updated, 0 matched, 1 skipped");
    assert_eq!(script.count(EntityKind::Client), 0, "what is left is tried first");
    script.press("y").sees("Imported clients from import: 2 of 3 rows").sees("1 skipped");
    assert_eq!(script.count(EntityKind::Client), 2);
}

#[test]
fn a_dry_run_from_the_columns_leaves_no_row_out() {
    let file = "Name,Email\nKerr,kerr@example.com\nPatel,not an address\n";
    let mut script = Script::begin(&[("clients.csv", file)]);
    script.open("clients", "clients.csv").press("n s").sees("1 of 2 rows of clients");
    script.press("Esc n").sees("Nothing was imported: 1 of 2 rows");
    script.press("y s y").sees("Imported clients");
    assert_eq!(script.count(EntityKind::Client), 1);
}

#[test]
fn where_every_row_is_wrong_nothing_can_be_brought_in() {
    let mut script = Script::begin(&[("clients.csv", "Name,Email\nPatel,not an address\n")]);
    script
        .open("clients", "clients.csv")
        .press("n")
        .sees("1 of 1 row")
        .press("s")
        .sees("Nothing would be imported");
    script.press("y").sees("nothing to bring in").press("n").sees("what does the file hold");
    assert_eq!(script.count(EntityKind::Client), 0);
}

#[test]
fn esc_goes_back_one_step_at_a_time() {
    let mut script = Script::begin(&[("clients.csv", CLIENTS)]);
    script.open("clients", "clients.csv").press("n").sees("3 created");
    script.press("Esc").sees("Full name");
    script.press("Enter").sees("What is in").press("Esc").sees("Full name");
    script.press("Esc").sees("which file?");
    script.press("Esc").sees("what does the file hold?");
    assert!(!script.has_left);
    script.press("Esc");
    assert!(script.has_left);
}

#[test]
fn stopped_it_goes_back_and_leaves_nothing() {
    let rows: Vec<String> = (0..300).map(|row| format!("Client {row},07700 {row:06}\n")).collect();
    let rows = rows.concat();
    let mut script = Script::begin(&[("clients.csv", &format!("Name,Phone\n{rows}"))]);
    script.open("clients", "clients.csv").press("n");
    script.held = Some(Vec::new());
    script.press("y").sees("Import: begins").press("Esc").sees("stopping");
    script.let_go();
    script.sees("First values");
    assert_eq!(script.count(EntityKind::Client), 0);
    script.press("n y").sees("300 created");
}

#[test]
fn the_bar_says_how_far_it_is() {
    let mut script = Script::begin(&[("clients.csv", CLIENTS)]);
    script.open("clients", "clients.csv");
    script.held = Some(Vec::new());
    script.press("n");
    script.import.accept(Answered::Step(app::import::ImportStep::Checking { done: 50, total: 200 }));
    script.sees("Dry run: checking rows: 50 of 200").sees("25%").sees("Esc stops it");
    script.import.accept(Answered::Step(app::import::ImportStep::Writing { done: 30, total: 40 }));
    script.sees("writing records: 30 of 40").sees("75%");
}

#[test]
fn what_is_late_changes_nothing() {
    let mut script = Script::begin(&[("clients.csv", CLIENTS)]);
    script.press("Enter");
    script.held = Some(Vec::new());
    let path = script.path("clients.csv").display().to_string();
    script.say(&path).press("Enter Esc");
    script.let_go();
    script.sees("what does the file hold?");
}

#[test]
fn naughty_text_keeps_its_place() {
    let naughty = "\u{1b}[31mRed\u{202e}txt\u{7}";
    let file = format!("Name,{naughty}\nKerr,{naughty}\n家山田商店 e\u{301},2\n");
    let mut script = Script::begin(&[("clients.csv", &file)]);
    script.open("clients", "clients.csv");
    for (width, height) in [(80, 22), (120, 38), (40, 10), (10, 3)] {
        for keys in ["", "Enter", "Esc", "n"] {
            if !keys.is_empty() {
                script.press(keys);
            }
            let screen = script.screen(width, height);
            assert!(!screen.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{screen:?}");
        }
        script.press("Esc");
    }
}

#[test]
fn cards_need_no_columns() {
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kerr\r\nTEL:07700 900123\r\nEND:VCARD\r\n";
    let mut script = Script::begin(&[("all.vcf", card)]);
    script.open("clients", "all.vcf").sees("vCard").sees("1 card").sees("nothing has to be said");
    script.press("n").sees("1 created").press("y").sees("Imported clients");
}

#[test]
fn words_that_no_kind_has_choose_none() {
    let mut script = Script::begin(&[]);
    script.say("/tmp/clients.csv").press("Enter").sees("what does the file hold?").sees("nothing here has");
}
