//! The screen of the built program in a real pseudo-terminal: each test is a script of keys.
#![allow(clippy::unwrap_used, missing_docs)] // a test says by panicking that it failed

mod terminal;

use rustix::process::Signal;
use terminal::{Desk, Modes, Terminal};

/// Types a line into the dialog that asks for it, and waits until the program says what came of it.
#[track_caller]
fn answer(screen: &mut Terminal, prompt: &str, text: &str, said: &str) {
    screen.see(prompt).type_text(text).see(text).press("Enter").see(said);
}

/// Leaves and finds the terminal as it was.
#[track_caller]
fn quit(mut screen: Terminal) {
    let (status, modes) = screen.press("q").wait_for_end();
    assert!(status.success(), "{status}");
    assert_eq!(modes, Modes::FREE);
}

/// Waits until the shell asks for the next command below a text.
#[track_caller]
fn see_prompt_below<'a>(shell: &'a mut Terminal, text: &str) -> &'a mut Terminal {
    let asks = |screen: &vt100::Screen| {
        let said = screen.contents();
        said.trim_end().ends_with("\nshell>") && said.contains(text)
    };
    shell.wait_for(&format!("a prompt below “{text}”"), asks)
}

/// Leaves to the shell that started it, which then says how it ended.
#[track_caller]
fn quit_to_shell(shell: &mut Terminal) {
    see_prompt_below(shell.press("q").see_modes(Modes::FREE), "fg").type_text("echo $?; exit");
    shell.press("Enter").see("\n0");
    assert!(shell.wait_for_end().0.success());
}

/// Opens the screen at the calendar of today.
#[track_caller]
fn open_calendar(desk: &Desk, columns: u16, rows: u16) -> Terminal {
    let mut screen = desk.open(columns, rows);
    screen.see("3 visits").press("2").see("(Tab)").see("Dana Fox  13:00-14:00 (1h)  planned");
    screen
}

/// From no store to a firm with one scheduled job, whose page is open.
#[track_caller]
fn begin(screen: &mut Terminal) {
    screen
        .see("Welcome to truckroll")
        .press("Down")
        .press("Down")
        .see(">b  Begin with an empty desk")
        .press("Enter");
    answer(screen, "What is the business called?", "Oakes Heating", "1Today");
    screen.see("Oakes Heating").press(".t");
    answer(screen, "New technician", "Dana Fox #gas:3", "Added technician T-1 Dana Fox");
    screen.press("4").see("0 clients").press("c");
    answer(screen, "New client", "Kerr, 14 Elm St, 07700 900123", "Added client C-1 Kerr");
    screen.press("3").see("To schedule 0").press("c");
    screen.see("New job").type_text("boiler no heat, Kerr !urgent").see("Client Kerr (14 Elm St)");
    screen
        .press("Enter")
        .see("Added J-1 boiler no heat (Kerr)")
        .see("To schedule 1")
        .see("no time, 1h, nobody");
    screen.press("Enter").see("Client and site").press("s");
    answer(screen, "When?", "13:00 for 2h", "V-1 Tue 24 Nov 13:00-15:00 (2h)");
    screen.press("a").see("Who takes").see(">Dana Fox").press("Enter").see("(2h) Dana Fox, planned");
}

/// From planned to closed, on the job's page.
#[track_caller]
fn carry_out(screen: &mut Terminal) {
    for (key, said, standing) in [
        (".c", "Confirmed V-1", "(2h) Dana Fox, confirmed"),
        (".d", "Dispatched V-1", "(2h) Dana Fox, dispatched"),
        (".r", "En route to V-1", "(2h) Dana Fox, en route"),
        (".s", "On site at V-1", "(2h) Dana Fox, on site"),
    ] {
        screen.press(key).see(said).see(standing);
    }
    screen
        .press(".f")
        .see("How did it end?")
        .see(">c  Completed")
        .press("Enter")
        .see("Dana Fox, done, completed");
    screen.press(".w");
    answer(screen, "What was done?", "new valve :: 1 valve", "Completed, URGENT");
    screen.see("new valve; mia").see("1 valve").press(".v").see("Verified by whom?").press("Enter");
    screen.see("Verified, URGENT").see("by the client; mia");
    screen.press(".i").see("Invoice of").press("Down").press("Down").see(">p  paid").press("Enter");
    screen.see("price      paid").press(".x").see("Closed, URGENT");
}

#[test]
fn a_new_user_takes_a_job_from_nothing_to_closed_and_back() {
    let desk = Desk::bare();
    let mut screen = desk.open(160, 40);
    begin(&mut screen);
    carry_out(&mut screen);
    screen.press("Esc").see("Closed 1");
    assert_eq!(desk.data(&["job", "show", "J-1"])["stage"], "closed");

    let log = desk.data(&["log"]);
    let summary = |operation: &serde_json::Value| operation["summary"].as_str().unwrap().to_owned();
    let mut said: Vec<String> = log["operations"].as_array().unwrap().iter().map(summary).collect();
    said.pop(); // what began the desk itself
    for summary in &said {
        screen.press("z").see(&format!("Undone: {summary}"));
    }
    screen.press("z").see("began the desk itself").see("To schedule 0").see("Closed 0");
    for noun in ["technician", "client", "job"] {
        assert_eq!(desk.data(&[noun, "list"])["total"], 0, "{noun}");
    }
    for summary in said.iter().rev() {
        screen.press("Z").see(&format!("Redone: {summary}"));
    }
    screen.press("Z").see("nothing has been undone").see("Closed 1");
    let job = desk.data(&["job", "show", "J-1"]);
    assert_eq!((&job["stage"], &job["invoice"]), (&"closed".into(), &"paid".into()));
    quit(screen);
}

#[test]
fn a_new_user_brings_a_file_in_and_takes_it_back() {
    let desk = Desk::bare();
    let rows = "Name,Phone,Email,Address\nKerr,07700 900123,kerr@example.com,14 Elm St\nPatel,,nowhere,40 Park Ave\n";
    std::fs::write(desk.home().join("clients.csv"), rows).unwrap();
    let total = || desk.data(&["client", "list"])["total"].clone();

    let mut screen = desk.open(100, 30);
    screen.see("Welcome to truckroll").press("Down").see(">i  Import what you have").press("Enter");
    answer(&mut screen, "What is the business called?", "Oakes Heating", "what does the file hold?");
    screen.see(">Clients").press("Enter").see("which file?").type_text("~/cl").see("  clients.csv");
    screen
        .press("Tab")
        .see("~/clients.csv")
        .press("Enter")
        .see("4 of 4 columns are used")
        .see("kerr@example.com");
    screen.press("n").see("1 of 2 rows of clients is wrong").see("Line 3, Email").see("s without bad rows");
    screen.press("s").see("1 of 2 rows of clients from").see("1 created, 0 updated, 0 matched, 1 skipped");
    assert_eq!(total(), 0, "a dry run writes nothing");
    screen.press("y").see("Imported clients from").see("1 of 2 rows");
    assert_eq!(total(), 1);
    screen.press("Esc").miss("Import clients:").press("4").see("1 client").see("14 Elm St");
    screen.press("z").see("Undone: Imported clients").see("0 clients");
    assert_eq!(total(), 0);
    quit(screen);
}

#[test]
fn a_move_is_a_preview_that_shows_clashes_and_commits_with_a_reason() {
    let desk = Desk::firm();
    let mut screen = open_calendar(&desk, 80, 24);
    let before = desk.run(&["day", "--json"]);

    screen.press("m").see("Moving V-1").press("l").see("Dana Fox 13:15-14:15").miss("CLASH");
    screen
        .press("j")
        .see("to Ravi Shah 13:15-14:15")
        .see("2 CLASH")
        .see("! clashes with V-2 leak of Ravi Shah");
    screen.press("Esc").miss("Moving").miss("CLASH").see("Dana Fox  13:00-14:00 (1h)  planned");
    assert_eq!(desk.run(&["day", "--json"]), before, "Esc changed something");

    screen.press("m").see("Moving V-1").press("l").press("j").see("2 CLASH").press("Enter");
    screen.see("A reason to do it all the same").press("Esc").miss("A reason").see("Moving V-1");
    assert_eq!(desk.run(&["day", "--json"]), before, "leaving the reason changed something");
    screen.press("Enter");
    answer(&mut screen, "A reason to do it all the same", "next door", "Moved V-1");
    screen.see("Ravi Shah  13:15-14:15").see("(mia: next door)");
    let visit = desk.data(&["visit", "show", "V-1"]);
    assert_eq!(visit["start"], "2026-11-24T13:15:00Z", "{visit}");

    screen.press("z").see("Undone: Moved V-1").miss("CLASH").see("Dana Fox  13:00-14:00 (1h)  planned");
    quit(screen);
}

#[test]
fn a_move_out_of_a_told_window_asks_what_becomes_of_it() {
    let desk = Desk::firm();
    let mut screen = open_calendar(&desk, 80, 24);
    screen.press("j").see("told 13:30-15:30");
    for (downs, told, start) in
        [(0, "13:30-15:30", "12:30"), (1, "12:30-14:30", "12:30"), (2, "12:30-14:30", "12:30")]
    {
        screen.press("m").see("Moving V-2").press("H").see("Ravi Shah 12:30-13:30").press("Enter");
        screen
            .see("Told Tue 24 Nov 13:30–15:30; would start Tue 24 Nov 12:30")
            .see(">k  Keep the window as told");
        for _ in 0..downs {
            screen.press("Down");
        }
        let row = ["k  Keep the window", "s  Shift the window", "r  Re-promise"][downs];
        screen.see(&format!(">{row}")).press("Enter").see("Moved V-2").see(told);
        let visit = desk.data(&["visit", "show", "V-2"]);
        assert_eq!(visit["start"], format!("2026-11-24T{start}:00Z"), "{visit}");
        screen.press("z").see("Undone: Moved V-2").see("told 13:30-15:30").see("13:30-14:30 (1h)");
    }
    screen.press("m").see("Moving V-2").press("H").see("12:30-13:30").press("Enter").see("Told Tue 24 Nov");
    screen.press("Esc").miss("Told Tue").see("Moving V-2").press("Esc").miss("Moving");
    assert_eq!(desk.data(&["visit", "show", "V-2"])["start"], "2026-11-24T13:30:00Z");
    quit(screen);
}

#[test]
fn keys_typed_ahead_are_not_refused_for_what_the_same_person_did() {
    let desk = Desk::firm();
    let mut screen = open_calendar(&desk, 120, 40);
    screen.press("l").see("planned").press(".c.d.r").see("En route to").see("en route");
    quit(screen);
}

#[test]
fn the_board_says_what_mends_a_refusal() {
    let desk = Desk::firm();
    let mut screen = desk.open(100, 24);
    screen.see("3 visits").press("3").see("J-3 tap drip, Patel").see("no time, 1h, nobody");
    screen.press("<").see("to schedule is the first stage: cancel (X)");
    screen.press(">").see("When?").press("Esc").miss("When?");
    screen.press("l").see("Dana Fox, planned").press(">").see("En route to V-1").see("In progress 1");
    screen.see("Dana Fox, en route").press("<").see("nothing goes backwards: reschedule (.m) or undo (z)");
    screen.press("z").see("Undone: En route to V-1").see("In progress 0").see("Scheduled 4");
    screen.press(".x").see("J-1").see("!");
    assert_eq!(desk.data(&["job", "show", "J-1"])["stage"], "scheduled");
    quit(screen);
}

#[test]
fn the_board_stays_with_the_job_that_goes_to_another_stage() {
    let desk = Desk::firm();
    let mut screen = desk.open(100, 24);
    screen.see("3 visits").press("3").see("J-3 tap drip, Patel").see("no time, 1h, nobody").press("s");
    answer(&mut screen, "When?", "today 11:00", "11:00-12:00, 1h, nobody");
    screen
        .press("a")
        .see("Who takes")
        .see(">Tom Bell")
        .press("Enter")
        .see("Scheduled 5")
        .see("11:00-12:00, 1h, Tom Bell, planned");
    screen.press(".r").see("In progress 1").see("1h, Tom Bell, en route");
    screen.press("z").see("In progress 0").see("1h, Tom Bell, planned");
    quit(screen);
}

#[test]
fn a_client_is_found_by_telephone_and_access_codes_stay_hidden_until_asked_for() {
    let desk = Desk::firm();
    let mut screen = desk.open(80, 24);
    screen
        .see("3 visits")
        .press("4")
        .see("4 clients")
        .see("C-2 Jones")
        .miss("loading")
        .press("/")
        .see("Filter (");
    screen.type_text("900789").see("1 client with").press("Enter").miss("Filter (").miss("Kerr").see("Patel");
    screen.press("Enter").see("C-3 Patel").see("40 Park Ave").see("hidden; ga shows it");
    assert!(!contains(&screen.raw(), b"4711"), "the code was shown before it was asked for");
    screen.press("ga").see("gate 4711").press("ga").see("hidden; ga shows it").miss("4711");
    screen.press("Esc").see("1 client with").press("/").see("Filter (").press("Esc").miss("Filter (");
    screen.press("F").see("Smith Bakery");
    quit(screen);
}

#[test]
fn what_another_process_writes_appears_by_itself() {
    let desk = Desk::firm();
    let mut screen = desk.open(80, 24);
    screen.see("3 visits").see("Tray 2");
    let path = desk.store();
    desk.run(&["job", "add", "burst pipe, Kerr !urgent", "--db", path.to_str().unwrap()]);
    screen.see("Tray 3").see("burst pipe, Kerr");
    screen.press("2").see("(Tab)").see("V-1 boiler no heat, Kerr");
    desk.run(&["visit", "cancel", "V-1", "--reason", "client is ill"]);
    screen.see("2 visits");
    quit(screen);
}

#[test]
fn the_terminal_comes_back_after_quit_and_after_every_signal() {
    let desk = Desk::firm();
    for (signal, name) in [
        (None, ""),
        (Some(Signal::TERM), "Terminated"),
        (Some(Signal::INT), "Interrupt"),
        (Some(Signal::HUP), "Hangup"),
        (Some(Signal::QUIT), "Quit"),
    ] {
        let mut screen = desk.open_with(&["sh", "-c", "read go; exec \"$TRUCKROLL\""], 80, 24);
        let before = screen.discipline();
        screen.press("Enter").see("3 visits").see_modes(Modes::TAKEN);
        assert_ne!(screen.discipline(), before, "the program did not take the terminal");
        let (status, modes) = match signal {
            Some(signal) => screen.signal(signal).wait_for_end(),
            None => screen.press("q").wait_for_end(),
        };
        match signal {
            Some(_) => {
                assert!(status.signal().is_some_and(|died| died.starts_with(name)), "{name}: {status}");
            }
            None => assert!(status.success(), "{status}"),
        }
        assert_eq!(modes, Modes::FREE, "{name}");
        assert_eq!(screen.discipline(), before, "{name}");
    }
}

#[test]
fn the_shell_gets_the_terminal_while_truckroll_is_suspended() {
    let desk = Desk::firm();
    let mut shell = desk.open_with(&["sh", "-i"], 80, 24);
    shell.see("shell>").type_text("\"$TRUCKROLL\"").press("Enter").see("3 visits").see_modes(Modes::TAKEN);
    shell.press("Ctrl-z").see_modes(Modes::FREE);
    see_prompt_below(&mut shell, "Stopped").type_text("echo $((40 + 2))").press("Enter");
    see_prompt_below(&mut shell, "\n42").see_modes(Modes::FREE).type_text("fg").press("Enter");
    shell.see_modes(Modes::TAKEN).see("3 visits").see("Enter open");
    shell.press("2").see("(Tab)");
    quit_to_shell(&mut shell);
}

#[test]
fn without_a_shell_to_continue_it_truckroll_does_not_stop() {
    let desk = Desk::firm();
    let mut screen = desk.open(80, 24);
    screen.see("3 visits").press("Ctrl-z").see("no shell could bring truckroll back");
    quit(screen);
}

#[test]
fn small_screens_show_a_lane_and_smaller_ones_only_a_notice() {
    let desk = Desk::firm();
    let mut screen = desk.open(40, 12);
    screen.see("3 visits").press("2").see("(Tab").see("Dana");
    for (columns, rows) in [(80, 24), (200, 60), (40, 12), (57, 17)] {
        for (view, shown) in
            [("1", "Needs attention"), ("2", "(Tab"), ("3", "To schedule"), ("4", "4 clients")]
        {
            screen.resize(columns, rows).press(view).see("1Today 2Cal 3Board 4Cli").see(shown);
        }
    }
    screen.resize(40, 11).see("40x11 is too small.").see("q");
    quit(screen);
}

#[test]
fn under_the_smallest_size_no_key_acts_unseen() {
    let desk = Desk::firm();
    let before = desk.run(&["log", "--json"]);
    let mut shell = desk.open_with(&["sh", "-i"], 80, 24);
    shell.see("shell>").type_text("\"$TRUCKROLL\"").press("Enter").see("3 visits").press("2").see("(Tab)");
    // Suspension is one of the keys that still act: it shows that those before it were read.
    shell.resize(39, 12).see("39x12 is too small.").press("X").press("z").press(".c").press("Ctrl-z");
    see_prompt_below(&mut shell, "Stopped")
        .resize(120, 40)
        .type_text("fg")
        .press("Enter")
        .see_modes(Modes::TAKEN)
        .see("Dana Fox  13:00-14:00");
    // The details stand beside the tray, as they do on a screen so wide.
    shell.see_row(&["Tray 2", "V-1 boiler no heat, Kerr"]).miss("Cancel: why?").miss("too small");
    assert_eq!(desk.run(&["log", "--json"]), before, "a key did something unseen");
    quit_to_shell(&mut shell);
}

#[test]
fn text_from_outside_neither_steers_the_terminal_nor_bends_the_frame() {
    let desk = Desk::firm();
    let names = [
        "Evil\u{1b}]0;owned\u{7}\u{1b}[2J\u{1b}[31mred\u{9b}5m",
        "Back\u{202e}drow\u{202c}s \u{200b}\u{2066}x\u{2069}",
        "幅広い株式会社",
        "Zoe\u{308}\u{301}\u{302}\u{303} a\u{300}\u{301}",
        "مكتب السباكة",
        "👩‍🔧👍🏽 flat",
    ];
    for (place, name) in names.iter().enumerate() {
        desk.run(&["client", "add", name, "--tag", &format!("t{place}")]);
        let client = format!("C-{}", place + 5);
        desk.run(&[
            "job",
            "add",
            "--client",
            &client,
            "--title",
            &format!("mend {name}"),
            "--description",
            name,
        ]);
    }
    desk.run(&["job", "schedule", "J-7", "today", "11:00", "--technician", "tom"]);
    desk.run(&["job", "schedule", "J-9", "today", "12:30", "--technician", "tom"]);
    let mut screen = desk.open(80, 40);
    screen.see("5 visits").see("mend Evil␛]0;owned␇␛[2J").see("Back<U+202E>drow");
    screen.press("2").see("(Tab)").see("mend Back<U+202E>drow");
    screen.press("3").see("To schedule 6").wait_for("straight bars", bars_are_straight);
    screen.press("j").press("j").see("mend Back<U+202E>drow<U+202C>s").press("Enter").see("Client and site");
    screen.press("X").see("Cancel: why?").press("Esc").miss("Cancel: why?").press("Esc").see("To schedule 6");
    screen.press("G").wait_for("straight bars", bars_are_straight);
    screen.press("4").see("10 clients").press("/").see("Filter (").type_text("owned").see("1 client with");
    screen.press("Enter").miss("Filter (").press("Enter").see("C-5 Evil␛]0;owned␇␛[2J␛[31mred");
    screen.press("z").see("Undone: ").see("Z redo");
    assert_own_sequences(&screen.raw());
    quit(screen);
}

#[test]
fn a_change_that_somebody_else_made_meanwhile_is_named_instead_of_overwritten() {
    let desk = Desk::firm();
    let mut screen = open_calendar(&desk, 120, 30);
    screen.press("s").see("When?");
    desk.run(&["visit", "confirm", "V-1", "--as", "ann"]);
    screen.type_text("today 16:00").see("today 16:00").press("Enter");
    screen.see("V-1 has changed since you saw it: ").see("told_at").see("confirmed");
    let visit = desk.data(&["visit", "show", "V-1"]);
    assert_eq!((&visit["start"], &visit["state"]), (&"2026-11-24T13:00:00Z".into(), &"confirmed".into()));
    screen.press("Esc").miss("When?");
    quit(screen);
}

#[test]
fn the_demo_is_a_living_day_that_leaves_nothing_behind() {
    let desk = Desk::bare();
    let mut screen = desk.open(120, 40);
    screen
        .see("Welcome to truckroll")
        .see(">l  Look at a sample firm")
        .press("Enter")
        .see("DEMO")
        .see("visits");
    for view in ["2", "3", "4", "1"] {
        screen.press(view).see("DEMO");
    }
    screen.press("?").see("Help: every key").press("q").miss("Help: every key");
    quit(screen);
    assert!(!desk.store().exists());
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Between the heads of the board's columns and the details below, every row has its bars in the same cells.
fn bars_are_straight(screen: &vt100::Screen) -> bool {
    let columns = screen.size().1.get();
    let is_bar = |row, column| screen.cell(row, column).is_some_and(|cell| cell.contents() == "│");
    let bars = |row: u16| (0..columns).filter(|column| is_bar(row, *column)).collect::<Vec<u16>>();
    let rows: Vec<(u16, String)> = (0..).zip(screen.rows(0, columns)).collect();
    let head = rows.iter().find(|(_, row)| row.contains("To schedule") && row.contains('│'));
    let below = rows.iter().find(|(_, row)| row.starts_with("──"));
    let (Some((head, _)), Some((below, _))) = (head, below) else { return false };
    !bars(*head).is_empty() && (*head..*below).all(|row| bars(row) == bars(*head))
}

/// Every escape sequence is one that the screen itself sends: moves, colours, clearing, modes, the cursor's
/// shape, and once the question which ground the terminal has.
#[track_caller]
fn assert_own_sequences(raw: &[u8]) {
    let asked = b"\x1b]11;?\x1b\\";
    let at = raw.windows(asked.len()).position(|bytes| bytes == asked).expect("the ground is asked for");
    let raw = &[&raw[..at], &raw[at + asked.len()..]].concat();
    for (place, rest) in
        raw.iter().enumerate().filter(|(_, byte)| **byte == 0x1b).map(|(at, _)| (at, &raw[at + 1..]))
    {
        let end = rest.iter().position(|byte| (0x40..0x7f).contains(byte) && *byte != b'[');
        let last = end.map(|end| rest[end]);
        let is_ours = rest.first() == Some(&b'[') && last.is_some_and(|last| b"HmJKXChlq".contains(&last));
        let said = String::from_utf8_lossy(&rest[..rest.len().min(24)]).into_owned();
        assert!(is_ours, "at byte {place} the terminal is steered by ESC {said:?}");
    }
    let text = String::from_utf8_lossy(raw);
    let steers = |c: &char| c.is_control() || "\u{200b}\u{202c}\u{202e}\u{2066}\u{2069}".contains(*c);
    let stray: Vec<char> = text.chars().filter(|c| steers(c) && !"\u{1b}\r\n".contains(*c)).collect();
    assert!(stray.is_empty(), "what steers reached the terminal: {stray:?}");
}
