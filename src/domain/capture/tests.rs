//! Lines of capture by table, and properties of any line.

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;
use crate::when::DateOrder;

/// Sunday 22 November 2026, 11:20.
fn sunday() -> WhenContext {
    let now: NaiveDateTime = "2026-11-22T11:20:00".parse().unwrap();
    WhenContext { order: Some(DateOrder::Dmy), ..WhenContext::new(now, chrono_tz::Europe::London) }
}

/// What a line was read as, in one line: title, then what else there is, each with its marker.
fn shown(line: &str) -> String {
    let context = sunday();
    let captured = capture(line, &context);
    let mut words = vec![captured.title];
    words.extend(captured.client.map(|client| format!(", {client}")));
    if !captured.client_details.is_empty() {
        words.push(format!("({})", captured.client_details.line()));
    }
    words.extend(captured.technicians.iter().map(|name| format!("@{name}")));
    words.extend(captured.when.map(|when| match when {
        Ok(when) => format!("<{}>", when.describe(context.today())),
        Err(error) => format!("<{error}>"),
    }));
    words.extend(captured.minutes.map(|minutes| format!("={minutes}")));
    words.extend(captured.tags.iter().map(|tag| format!("#{tag}")));
    words.extend(captured.priority.map(|priority| format!("!{}", priority.word())));
    words.extend(captured.note.map(|note| format!(":: {note}")));
    words.join(" ")
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(line, meaning)| shown(line) != *meaning)
        .map(|(line, meaning)| format!("{line:?}\n  is  {:?}\n  not {meaning:?}", shown(line)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_whole_line() {
    check(&[
        (
            "boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent :: key under mat",
            "boiler no heat , Kerr @dana <Mon 23 Nov 09:00–11:00> =120 #gas !urgent :: key under mat",
        ),
        (
            "boiler no heat, Kerr tmw pm @dana !urgent",
            "boiler no heat , Kerr @dana <Mon 23 Nov afternoon> !urgent",
        ),
        ("boiler no heat", "boiler no heat"),
        ("boiler no heat, Kerr", "boiler no heat , Kerr"),
        ("", ""),
        (", Kerr", " , Kerr"),
        ("boiler,", "boiler"),
        ("boiler,Kerr", "boiler , Kerr"),
        ("fit 1,5 m pipe, Kerr", "fit 1,5 m pipe , Kerr"),
        ("!URGENT boiler, Kerr #gas #Gas #gas", "boiler , Kerr #gas #Gas !urgent"),
    ]);
}

#[test]
fn clients() {
    check(&[
        ("leak, kitchen, Kerr", "leak, kitchen , Kerr"),
        ("leak, Kerr, fri 9am", "leak , Kerr <Fri 27 Nov 09:00>"),
        ("leak,Kerr,tmw,2h", "leak , Kerr <Mon 23 Nov for 2 h> =120"),
        ("leak, Kerr nov 25, 2026", "leak , Kerr <Wed 25 Nov>"),
        ("leak, Kerr nov 25, 2027, 9.", "leak , Kerr <Thu 25 Nov 2027 09:00>"),
        ("leak sat, 9am", "leak <Sat 28 Nov 09:00>"),
        ("leak, fri 9am", "leak <Fri 27 Nov 09:00>"),
        ("leak, tmw Kerr", "leak , Kerr <Mon 23 Nov>"),
        ("leak, \"Smith, John\" tmw", "leak , Smith, John <Mon 23 Nov>"),
        ("leak, \"Sun\" fri", "leak , Sun <Fri 27 Nov>"),
        ("leak, Smith & Sons @tom", "leak , Smith & Sons @tom"),
        ("leak, May tmw", "leak , May <Mon 23 Nov>"),
        ("leak, Kerr @dana bring ladder", "leak, bring ladder , Kerr @dana"),
        ("fit 15\" sink, Kerr", "fit 15\" sink , Kerr"),
        ("leak, Café Zoë tmw", "leak , Café Zoë <Mon 23 Nov>"),
    ]);
}

#[test]
fn what_is_no_name_is_said_of_the_client_before_it() {
    check(&[
        (
            "boiler service, Zebediah Quux, 12 High St, 07700 900999, fri pm",
            "boiler service , Zebediah Quux (12 High St, 07700 900999) <Fri 27 Nov afternoon>",
        ),
        (
            "boiler service, Zebediah Quux, 12 High St, Leeds, 07700 900999 fri pm",
            "boiler service , Zebediah Quux (12 High St, Leeds, 07700 900999) <Fri 27 Nov afternoon>",
        ),
        ("leak, kitchen, Kerr, 07700 900999 @dana", "leak, kitchen , Kerr (07700 900999) @dana"),
        ("leak, Kerr, zeb@example.com", "leak , Kerr (zeb@example.com)"),
        ("leak, Kerr, 12 High St fri", "leak , Kerr (12 High St) <Fri 27 Nov>"),
        ("leak, Kerr, 12 High St, Leeds", "leak , Kerr (12 High St, Leeds)"),
        (
            "leak, Kerr, 12 High St, Leeds, LS1 4AP tmw",
            "leak , Kerr (12 High St, Leeds, LS1 4AP) <Mon 23 Nov>",
        ),
        ("leak, 3 taps, Kerr, 12 High St, Leeds", "leak, 3 taps , Kerr (12 High St, Leeds)"),
        // Nobody is called like this: the client is asked for.
        ("boiler, 07700 900999", "boiler, 07700 900999"),
        ("boiler, 12 High St", "boiler, 12 High St"),
        ("boiler, 3 taps, 2 valves tmw", "boiler, 3 taps, 2 valves <Mon 23 Nov>"),
        // A name is a name.
        ("boiler, 3 taps, Kerr", "boiler, 3 taps , Kerr"),
        ("leak, \"24 Hour Gym\"", "leak , 24 Hour Gym"),
        ("leak, 1st Choice Lets", "leak , 1st Choice Lets"),
    ]);
}

#[test]
fn markers() {
    check(&[
        ("leak @dana @tom @dana", "leak @dana @tom"),
        ("leak @\"Dana Smith\" tmw", "leak @Dana Smith <Mon 23 Nov>"),
        ("leak, Kerr @dana, tmw 9am", "leak , Kerr @dana <Mon 23 Nov 09:00>"),
        ("mail bob@example.com re leak", "mail bob@example.com re leak"),
        ("flat #12 leak #gas", "flat #12 leak #gas"),
        ("leak !soon !high !low", "leak !soon !low !high"),
        ("leak ! @ # now", "leak ! @ # <Sun 22 Nov 11:20>"),
        ("leak :: call first, @dana 9am :: twice", "leak :: call first, @dana 9am :: twice"),
        ("leak ::", "leak"),
        ("a::b leak", "a::b leak"),
        ("::code 1234", " :: code 1234"),
    ]);
}

#[test]
fn times_in_a_line() {
    check(&[
        ("leak, Kerr fri 2-4pm", "leak , Kerr <Fri 27 Nov 14:00–16:00>"),
        ("leak, Kerr 9-12", "leak , Kerr <Sun 22 Nov 09:00–12:00>"),
        ("leak, Kerr sat", "leak , Kerr <Sat 28 Nov>"),
        ("leak, Kerr 2h", "leak , Kerr =120"),
        ("leak, Kerr 90m", "leak , Kerr =90"),
        ("leak, Kerr at 9pm 30m", "leak , Kerr <Sun 22 Nov 21:00–21:30> =30"),
        ("leak, Kerr tmw @dana 9am 2h", "leak , Kerr @dana <Mon 23 Nov 09:00–11:00> =120"),
        ("leak, Kerr tmw @dana 9", "leak , Kerr @dana <Mon 23 Nov 09:00>"),
        (
            "leak, Kerr fri @dana mon",
            "leak , Kerr @dana <“mon” cannot be: there is already a day, “fri”; keep one of them>",
        ),
        ("tmw 9am leak, Kerr", "leak , Kerr <Mon 23 Nov 09:00>"),
        ("no heat since mon, Kerr tmw", "no heat since mon , Kerr <Mon 23 Nov>"),
        ("no hot water this morning, Kerr tmw 9am", "no hot water this morning , Kerr <Mon 23 Nov 09:00>"),
        ("sat nav fitting, Kerr tmw", "sat nav fitting , Kerr <Mon 23 Nov>"),
        ("leak unit 2, Kerr", "leak unit 2 , Kerr"),
        ("leak, Kerr unit 2", "leak , Kerr unit 2"),
        ("\"9am\" radio, Kerr", "9am radio , Kerr"),
        (
            "leak, Kerr next tue 2h",
            "leak , Kerr <“next tue 2h” can mean “Tue 24 Nov for 2 h” or “Tue 1 Dec for 2 h”; write the one you mean> =120",
        ),
        ("leak, Kerr 31 feb 9am", "leak , Kerr <“31 feb” cannot be: February has 28 days, 29 in leap years>"),
        ("leak, Kerr 25:00", "leak , Kerr 25:00"),
        ("leak tmw", "leak <Mon 23 Nov>"),
    ]);
}

#[test]
fn parts_say_what_each_stretch_is() {
    let line = "leak é, Kerr tmw @dana 9am !high #gas :: key";
    let captured = capture(line, &sunday());
    let parts: Vec<(CapturedKind, &str)> =
        captured.parts.iter().map(|part| (part.kind, &line[part.range.clone()])).collect();
    assert_eq!(
        parts,
        [
            (CapturedKind::Title, "leak é"),
            (CapturedKind::Client, "Kerr"),
            (CapturedKind::When, "tmw"),
            (CapturedKind::Technician, "@dana"),
            (CapturedKind::When, "9am"),
            (CapturedKind::Priority, "!high"),
            (CapturedKind::Tag, "#gas"),
            (CapturedKind::Note, ":: key"),
        ]
    );
}

const SCRAPS: &[&str] = &[
    " ", " ", " ", " ", ",", "\"", "@", "#", "!", "::", "boiler", "Kerr", "dana", "urgent", "high", "tmw",
    "9am", "9", "2h", "fri", "sat", "é", "日本", "12", "-", "pm", "for", "at", "25", "nov", "\u{a0}", "\n",
];

fn lines() -> impl Strategy<Value = String> {
    let scraps = proptest::collection::vec(proptest::sample::select(SCRAPS), 0..24);
    prop_oneof!["\\PC*", scraps.prop_map(|scraps| scraps.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_are_in_order_inside_the_line_and_nothing_is_lost(line in lines()) {
        let captured = capture(&line, &sunday());
        let mut end = 0;
        let mut left = String::new();
        for part in &captured.parts {
            prop_assert!(end <= part.range.start && part.range.start < part.range.end, "{:?}", captured.parts);
            prop_assert!(line.is_char_boundary(part.range.start) && line.is_char_boundary(part.range.end));
            left.push_str(&line[end..part.range.start]);
            end = part.range.end;
        }
        left.push_str(&line[end..]);
        prop_assert!(left.chars().all(|c| c.is_whitespace() || c == ','), "{left:?} belongs to no part");
    }
}
