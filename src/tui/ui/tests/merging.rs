//! Two clients become one.

use super::Script;

#[test]
fn two_marked_clients_are_shown_side_by_side_and_become_one() {
    let mut script = Script::begin(120, 40);
    // The older record stays, whatever the order of the marks.
    script.press("4 Space Space .j").sees("C-1 stays").sees("C-2 goes").press("s").sees("C-2 stays");
    script.press("y").sees("Merged C-1 Jones into C-2 J. Patel").sees("1 client");
    // What it was about is the client that stays, not a job that came along.
    script.press("g L j Enter").sees("C-2 J. Patel").sees("Open jobs 3").press("Esc Esc");
    script
        .press("z")
        .sees("Undone")
        .sees("2 clients")
        .press("g L j Enter")
        .sees("C-2 J. Patel")
        .sees("Open jobs 1");
}

#[test]
fn without_marks_those_that_may_be_one_are_listed() {
    let mut script = Script::begin(80, 24);
    script.press("4 .j").sees("No two clients share");
    script.press("c").say("JONES").press("Enter").press(".j").sees("C-1 Jones and C-3 JONES");
    script.press("Enter").sees("C-1 stays").press("Esc").sees("3 clients");
}
