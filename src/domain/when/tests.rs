//! The grammar by tables. A meaning is written as it is described; several are separated by `|`;
//! `?part` is a part that cannot be read and `!part` one that cannot be.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::*;

/// Sunday 22 November 2026, 11:20, in London; day before month, working hours 07:00–19:00.
fn sunday() -> WhenContext {
    WhenContext { order: Some(DateOrder::Dmy), ..at("2026-11-22T11:20:30") }
}

fn at(now: &str) -> WhenContext {
    WhenContext::new(now.parse().unwrap(), chrono_tz::Europe::London)
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

fn outcome(result: Result<When, WhenError>, context: &WhenContext) -> String {
    match result {
        Ok(when) => when.describe(context.today()),
        Err(WhenError::Unknown { part, .. }) => format!("?{part}"),
        Err(WhenError::Impossible { part, .. }) => format!("!{part}"),
        Err(WhenError::Ambiguous { readings, .. }) => {
            readings.iter().map(|when| when.describe(context.today())).collect::<Vec<_>>().join(" | ")
        }
    }
}

#[track_caller]
fn check(context: &WhenContext, table: &[(&str, &str)]) {
    let read = |text: &&str| outcome(read_when(text, context), context);
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, meaning)| read(text) != *meaning)
        .map(|(text, meaning)| format!("{text:?}: {:?}, not {meaning:?}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn times_of_day() {
    check(
        &sunday(),
        &[
            ("12", "Sun 22 Nov 12:00"),
            ("2", "Sun 22 Nov 14:00"),
            ("2:30", "Sun 22 Nov 14:30"),
            ("2.30", "Sun 22 Nov 14:30"),
            ("230", "Sun 22 Nov 14:30"),
            ("2:30pm", "Sun 22 Nov 14:30"),
            ("2:30 PM", "Sun 22 Nov 14:30"),
            ("2p", "Sun 22 Nov 14:00"),
            ("14:30", "Sun 22 Nov 14:30"),
            ("14:30:00", "Sun 22 Nov 14:30"),
            ("1430", "Sun 22 Nov 14:30"),
            ("14", "Sun 22 Nov 14:00"),
            ("at 14.30", "Sun 22 Nov 14:30"),
            ("noon", "Sun 22 Nov 12:00"),
            ("12pm", "Sun 22 Nov 12:00"),
            ("tmw 12am", "Mon 23 Nov 00:00"),
            ("tmw 00:00", "Mon 23 Nov 00:00"),
            ("midnight", "Mon 23 Nov 00:00"),
            ("tmw midnight", "Mon 23 Nov 00:00 | Tue 24 Nov 00:00"),
            ("11:20", "Sun 22 Nov 11:20"),
            ("tmw 7", "Mon 23 Nov 07:00 | Mon 23 Nov 19:00"),
            ("tmw 07", "Mon 23 Nov 07:00"),
            ("tmw 7am", "Mon 23 Nov 07:00"),
            ("tmw 8", "Mon 23 Nov 08:00"),
            ("tmw 6", "Mon 23 Nov 18:00"),
            ("tmw 0930", "Mon 23 Nov 09:30"),
            ("tmw 930", "Mon 23 Nov 09:30"),
            ("tmw 9.30", "Mon 23 Nov 09:30"),
            ("tmw evening 7", "Mon 23 Nov 19:00"),
            ("tmw 7 in", "?in"),
            ("25:00", "!25:00"),
            ("9:75", "!9:75"),
            ("9:5", "!9:5"),
            ("13pm", "!13pm"),
            ("0am", "!0am"),
            ("30", "!30"),
            ("9 am pm", "!9 am"),
            ("9x", "?9x"),
        ],
    );
}

#[test]
fn a_time_without_a_day_is_today_unless_past() {
    check(
        &sunday(),
        &[
            ("9", "Sun 22 Nov 09:00 | Mon 23 Nov 09:00"),
            ("11:19", "Sun 22 Nov 11:19 | Mon 23 Nov 11:19"),
            ("9-11", "Sun 22 Nov 09:00–11:00 | Mon 23 Nov 09:00–11:00"),
            ("9-12", "Sun 22 Nov 09:00–12:00"),
            ("am", "Sun 22 Nov morning"),
            ("pm", "Sun 22 Nov afternoon"),
            ("evening", "Sun 22 Nov evening"),
            ("today 9am", "Sun 22 Nov 09:00"),
            ("9am today", "Sun 22 Nov 09:00"),
        ],
    );
    check(&at("2026-11-22T12:00:00"), &[("am", "Sun 22 Nov morning | Mon 23 Nov morning")]);
    let moved = WhenContext { day: NaiveDate::from_ymd_opt(2026, 11, 19), ..sunday() };
    check(&moved, &[("9", "Thu 19 Nov 2026 09:00"), ("fri 9", "Fri 27 Nov 09:00"), ("2h", "2 h")]);
}

#[test]
fn ranges_take_the_shortest_way() {
    check(
        &sunday(),
        &[
            ("2-4pm", "Sun 22 Nov 14:00–16:00"),
            ("tmw 9-11", "Mon 23 Nov 09:00–11:00"),
            ("tmw 9am-11", "Mon 23 Nov 09:00–11:00"),
            ("tmw 9-11am", "Mon 23 Nov 09:00–11:00"),
            ("tmw 9:00-11:30", "Mon 23 Nov 09:00–11:30"),
            ("tmw 0900-1130", "Mon 23 Nov 09:00–11:30"),
            ("tmw 9 - 11", "Mon 23 Nov 09:00–11:00"),
            ("tmw 9–11", "Mon 23 Nov 09:00–11:00"),
            ("tmw from 9 to 11", "Mon 23 Nov 09:00–11:00"),
            ("between 2 and 4 tmw", "Mon 23 Nov 14:00–16:00"),
            ("tmw 11-1", "Mon 23 Nov 11:00–13:00"),
            ("tmw 11-1pm", "Mon 23 Nov 11:00–13:00"),
            ("tmw 12-2", "Mon 23 Nov 12:00–14:00"),
            ("tmw 9-5", "Mon 23 Nov 09:00–17:00"),
            ("tmw 9-17", "Mon 23 Nov 09:00–17:00"),
            ("tmw 5pm-8", "Mon 23 Nov 17:00–20:00"),
            ("tmw 5-6", "Mon 23 Nov 17:00–18:00"),
            ("tmw 7-7:30", "Mon 23 Nov 07:00–07:30"),
            ("tmw 9-noon", "Mon 23 Nov 09:00–12:00"),
            ("tmw noon-2", "Mon 23 Nov 12:00–14:00"),
            ("tmw pm 2-4", "Mon 23 Nov 14:00–16:00"),
            ("tmw 10pm-2am", "Mon 23 Nov 22:00–02:00"),
            ("tmw 22:00-02:00", "Mon 23 Nov 22:00–02:00"),
            ("tmw 8pm-midnight", "Mon 23 Nov 20:00–00:00"),
            ("tmw 9-11 30m", "Mon 23 Nov 09:00–11:00 for 30 min"),
            ("tmw 20:00-08:00", "Mon 23 Nov 20:00–08:00"),
            ("tmw 20:00-08:01", "!20:00-08:01"),
            ("tmw 6-8", "Mon 23 Nov 06:00–08:00 | Mon 23 Nov 18:00–20:00"),
            ("11-9", "!11-9"),
            ("9-9", "!9-9"),
            ("11:00-09:00", "!11:00-09:00"),
            ("11am-9", "!11am-9"),
            ("11-1am", "!11-1am"),
            ("9-", "?"),
            ("9 and 11", "?and"),
        ],
    );
}

#[test]
fn days() {
    check(
        &sunday(),
        &[
            ("today", "Sun 22 Nov"),
            ("tmw", "Mon 23 Nov"),
            ("Tomorrow", "Mon 23 Nov"),
            ("yesterday", "Sat 21 Nov 2026"),
            ("fri", "Fri 27 Nov"),
            ("on Friday", "Fri 27 Nov"),
            ("this fri", "Fri 27 Nov"),
            ("this sun", "Sun 22 Nov"),
            ("sun", "Sun 22 Nov | Sun 29 Nov"),
            ("next sun", "Sun 29 Nov"),
            ("next tue", "Tue 24 Nov | Tue 1 Dec"),
            ("25 nov", "Wed 25 Nov"),
            ("25nov", "Wed 25 Nov"),
            ("25th of November", "Wed 25 Nov"),
            ("nov 25", "Wed 25 Nov"),
            ("nov 25th, 2027", "Thu 25 Nov 2027"),
            ("25 nov 2026", "Wed 25 Nov"),
            ("25 nov 2030", "Mon 25 Nov 2030"),
            ("25 nov 1930", "Wed 25 Nov 19:30"),
            ("wed 25 nov", "Wed 25 Nov"),
            ("25 nov, wed", "Wed 25 Nov"),
            ("25/11", "Wed 25 Nov"),
            ("25/11/2027", "Thu 25 Nov 2027"),
            ("25/11/26", "Wed 25 Nov"),
            ("11/25", "Wed 25 Nov"),
            ("25.11.2026", "Wed 25 Nov"),
            ("2026-11-25", "Wed 25 Nov"),
            ("2026/11/25", "Wed 25 Nov"),
            ("wed 1998-11-25", "Wed 1998-11-25"),
            ("3/4", "Sat 3 Apr 2027"),
            ("1 jan", "Fri 1 Jan 2027"),
            ("29 feb", "Tue 29 Feb 2028"),
            ("10 nov", "Tue 10 Nov 2026 | Wed 10 Nov 2027"),
            ("tue 10 nov", "Tue 10 Nov 2026"),
            ("22 oct", "Fri 22 Oct 2027"),
            ("23 oct", "Fri 23 Oct 2026 | Sat 23 Oct 2027"),
            ("31 feb", "!31 feb"),
            ("31 nov", "!31 nov"),
            ("0 nov", "!0 nov"),
            ("32/13", "!32/13"),
            ("2026-02-30", "!2026-02-30"),
            ("1/2/3", "!1/2/3"),
            ("tue 25 nov", "!tue"),
            ("fri tmw", "!tmw"),
            ("next week", "?next"),
            ("nov", "?nov"),
            ("last fri", "?last"),
            ("1776-07-04", "!1776-07-04"),
        ],
    );
}

#[test]
fn a_weekday_on_that_day_is_today_or_a_week_on() {
    check(
        &at("2026-11-27T11:20:00"),
        &[
            ("fri", "Fri 27 Nov | Fri 4 Dec"),
            ("fri 9am", "Fri 4 Dec 09:00"),
            ("fri 2pm", "Fri 27 Nov 14:00 | Fri 4 Dec 14:00"),
            ("fri 9-12", "Fri 27 Nov 09:00–12:00 | Fri 4 Dec 09:00–12:00"),
            ("this fri", "Fri 27 Nov"),
            ("this fri 9am", "Fri 27 Nov 09:00"),
            ("next fri", "Fri 4 Dec"),
            ("fri 27 nov 9am", "Fri 27 Nov 09:00"),
        ],
    );
}

#[test]
fn next_is_one_day_when_all_ways_of_saying_it_agree() {
    check(&at("2026-11-25T08:00:00"), &[("next tue", "Tue 1 Dec"), ("next fri", "Fri 27 Nov | Fri 4 Dec")]);
    check(&at("2026-11-28T08:00:00"), &[("next tue", "Tue 1 Dec"), ("next sun", "Sun 29 Nov | Sun 6 Dec")]);
}

#[test]
fn figures_follow_the_order_or_have_both_readings() {
    let unset = WhenContext { order: None, ..sunday() };
    check(
        &unset,
        &[
            ("3/4", "Thu 4 Mar 2027 | Sat 3 Apr 2027"),
            ("25/11", "Wed 25 Nov"),
            ("11/25", "Wed 25 Nov"),
            ("5/5", "Wed 5 May 2027"),
            ("3/4/2027", "Thu 4 Mar 2027 | Sat 3 Apr 2027"),
            ("3/4/27", "Thu 4 Mar 2027 | Sat 3 Apr 2027"),
            ("27/03/04", "Sat 27 Mar 2004"),
        ],
    );
    let us = WhenContext { order: Some(DateOrder::Mdy), ..sunday() };
    check(&us, &[("3/4", "Thu 4 Mar 2027"), ("25/11", "Wed 25 Nov"), ("3/4/27", "Thu 4 Mar 2027")]);
    let iso = WhenContext { order: Some(DateOrder::Ymd), ..sunday() };
    check(
        &iso,
        &[
            ("3/4", "Thu 4 Mar 2027"),
            ("27/03/04", "Thu 4 Mar 2027"),
            ("3/4/2027", "Thu 4 Mar 2027 | Sat 3 Apr 2027"),
        ],
    );
    assert_eq!(serde_json::to_string(&DateOrder::Ymd).unwrap(), "\"ymd\"");
}

#[test]
fn moments_and_distances() {
    check(
        &sunday(),
        &[
            ("now", "Sun 22 Nov 11:20"),
            ("now for 2h", "Sun 22 Nov 11:20–13:20"),
            ("in 2h", "Sun 22 Nov 13:20"),
            ("in 90 min", "Sun 22 Nov 12:50"),
            ("in an hour", "Sun 22 Nov 12:20"),
            ("in 14h", "Mon 23 Nov 01:20"),
            ("+30m", "Sun 22 Nov 11:50"),
            ("in 3 days", "Wed 25 Nov"),
            ("in 3 days 9am", "Wed 25 Nov 09:00"),
            ("in 2 weeks", "Sun 6 Dec"),
            ("in a week", "Sun 29 Nov"),
            ("in 1 month", "Tue 22 Dec"),
            ("2026-11-25 09:00", "Wed 25 Nov 09:00"),
            ("2026-11-25T09:00", "Wed 25 Nov 09:00"),
            ("2026-11-25T09:00:00Z", "Wed 25 Nov 09:00"),
            ("2026-07-01t09:00:00z", "Wed 1 Jul 2026 10:00"),
            ("2026-11-25T09:00:00+02:00 1h", "Wed 25 Nov 07:00–08:00"),
            ("2026-10-25T00:30:00Z", "Sun 25 Oct 2026 01:30"),
            ("2026-10-25T01:30:00Z", "!2026-10-25T01:30:00Z"),
            ("2026-11-25T25:00", "!2026-11-25T25:00"),
            ("in 99999999 days", "!in 99999999 days"),
            ("in 999999999999 days", "!999999999999 days"),
            ("in 2", "?in"),
            ("now 9am", "!9am"),
            ("tmw in 2h", "!in 2h"),
        ],
    );
}

#[test]
fn pieces_in_any_order() {
    check(
        &sunday(),
        &[
            ("fri 2-4pm", "Fri 27 Nov 14:00–16:00"),
            ("2-4pm fri", "Fri 27 Nov 14:00–16:00"),
            ("tmw 9am", "Mon 23 Nov 09:00"),
            ("9am tmw", "Mon 23 Nov 09:00"),
            ("tue 2:30pm", "Tue 24 Nov 14:30"),
            ("25 nov 9 for 2h", "Wed 25 Nov 09:00–11:00"),
            ("9 for 2h 25 nov", "Wed 25 Nov 09:00–11:00"),
            ("2h tmw 9am", "Mon 23 Nov 09:00–11:00"),
            ("tmw 9am 1h30", "Mon 23 Nov 09:00–10:30"),
            ("tmw 9am for 20h", "Mon 23 Nov 09:00 for 20 h"),
            ("tmw pm", "Mon 23 Nov afternoon"),
            ("pm tmw 2h", "Mon 23 Nov afternoon for 2 h"),
            ("fri 9.", "Fri 27 Nov 09:00"),
            ("fri, 9am", "Fri 27 Nov 09:00"),
            ("tonight", "Sun 22 Nov evening"),
            ("tonight 8", "Sun 22 Nov 20:00"),
            ("this afternoon", "Sun 22 Nov afternoon"),
            ("25/11 9-11", "Wed 25 Nov 09:00–11:00"),
            ("next tue 9", "Tue 24 Nov 09:00 | Tue 1 Dec 09:00"),
            ("fri 2h", "Fri 27 Nov for 2 h"),
            ("2h", "2 h"),
            ("", "?"),
            ("  ", "?"),
            (",", "?,"),
            ("fri at", "?at"),
            ("boiler", "?boiler"),
            ("fri 9am 10am", "!10am"),
            ("fri mon", "!mon"),
            ("2h 3h", "!3h"),
            ("9am evening", "!9am"),
            ("fri 9am boiler", "?boiler"),
        ],
    );
}

#[test]
fn lengths() {
    for (text, minutes) in [
        ("2h", Some(120)),
        ("90m", Some(90)),
        ("1h30", Some(90)),
        ("1h30m", Some(90)),
        ("1h 30m", Some(90)),
        ("1 hour 30 minutes", Some(90)),
        ("1.5h", Some(90)),
        ("1.25 hrs", Some(75)),
        ("0.33h", Some(20)),
        ("30 MIN", Some(30)),
        ("for 2h", Some(120)),
        ("168h", Some(10_080)),
        ("169h", None),
        ("0m", None),
        ("1.5m", None),
        ("2 days", None),
        ("2", None),
        ("h", None),
        ("2h fri", None),
        ("99999999999h", None),
        ("", None),
    ] {
        assert_eq!(read_minutes(text).ok(), minutes, "{text}");
    }
}

#[test]
fn a_delay_is_said_in_the_unit_that_fits() {
    for (minutes, said) in [(25, "25 min"), (59, "59 min"), (60, "1h"), (95, "1h35"), (2_879, "47h59")] {
        assert_eq!(say_delay(minutes), said);
    }
    assert_eq!(say_delay(2_880), "2 days");
    assert_eq!(say_delay(5 * 1_440 + 700), "5 days");
}

#[test]
fn lengths_are_said_so_that_they_read_back() {
    let said = [(45, "45m"), (120, "2h"), (65, "1h05"), (0, "0m"), (-20, "-20m"), (-90, "-1h30")];
    for (minutes, text) in said {
        assert_eq!(say_minutes(minutes), text);
    }
    for minutes in 1..=7 * 24 * 60 {
        assert_eq!(read_minutes(&say_minutes(minutes.into())), Ok(minutes));
    }
}

#[test]
fn a_day_alone() {
    let date = |text| read_date(text, &sunday()).map(|date| date.to_string());
    assert_eq!(date("25 nov"), Ok("2026-11-25".to_owned()));
    assert_eq!(date("25 nov 1998"), Ok("1998-11-25".to_owned()));
    assert_eq!(date("in 2 weeks"), Ok("2026-12-06".to_owned()));
    for text in ["fri 9am", "2h", "pm", "in 2h", "fri 2h"] {
        assert!(matches!(date(text), Err(WhenError::Unknown { .. })), "{text}");
    }
    assert!(matches!(date("next tue"), Err(WhenError::Ambiguous { .. })));
}

#[test]
fn working_hours_decide_the_half_of_the_day() {
    let night = WhenContext { day_from: time("20:00:00"), day_to: time("06:00:00"), ..sunday() };
    check(
        &night,
        &[("tmw 9", "Mon 23 Nov 21:00"), ("tmw 5", "Mon 23 Nov 05:00"), ("tmw 10:30", "Mon 23 Nov 10:30")],
    );
    let office = WhenContext { day_from: time("08:00:00"), day_to: time("17:00:00"), ..sunday() };
    check(
        &office,
        &[("tmw 6", "Mon 23 Nov 06:00 | Mon 23 Nov 18:00"), ("tmw 7", "Mon 23 Nov 07:00 | Mon 23 Nov 19:00")],
    );
    check(&office, &[("tmw 9-6", "Mon 23 Nov 09:00–18:00"), ("tmw 9-6:30", "!9-6:30")]);
}

#[test]
fn starts_and_ends() {
    let context = sunday();
    for (text, start, end) in [
        ("tmw 9am 2h", Some("2026-11-23T09:00:00"), Some("2026-11-23T11:00:00")),
        ("tmw 9am", Some("2026-11-23T09:00:00"), None),
        ("tmw 10pm-2am", Some("2026-11-23T22:00:00"), Some("2026-11-24T02:00:00")),
        ("tmw 11pm for 3h", Some("2026-11-23T23:00:00"), Some("2026-11-24T02:00:00")),
        ("tmw am", Some("2026-11-23T07:00:00"), Some("2026-11-23T12:00:00")),
        ("tmw pm", Some("2026-11-23T12:00:00"), Some("2026-11-23T18:00:00")),
        ("tmw", None, None),
        ("2h", None, None),
    ] {
        let when = read_when(text, &context).unwrap();
        let moment = |text: Option<&str>| text.map(|text| text.parse::<NaiveDateTime>().unwrap());
        assert_eq!((when.start(&context), when.end(&context)), (moment(start), moment(end)), "{text}");
    }
}

#[test]
fn errors_are_sentences_that_say_how_to_write_it() {
    let error = |text: &str| read_when(text, &sunday()).unwrap_err().to_string();
    assert_eq!(
        error("9am"),
        "“9am” can mean “Sun 22 Nov 09:00” (already past) or “Mon 23 Nov 09:00”; write the one you mean"
    );
    assert_eq!(error("next tue"), "“next tue” can mean “Tue 24 Nov” or “Tue 1 Dec”; write the one you mean");
    assert_eq!(error("31 feb"), "“31 feb” cannot be: February has 28 days, 29 in leap years");
    assert_eq!(
        error("tue 25 nov"),
        "“tue” cannot be: “25 nov” is a Wednesday (2026-11-25); correct one of them"
    );
    assert_eq!(
        error("2 days"),
        "“2 days” cannot be: a length is in hours and minutes, such as “8h”; for a date write “in 2 days”"
    );
    assert_eq!(error("next week"), "cannot read “next”; name a day after it, such as “next tue”");
}

#[test]
fn times_are_found_among_other_words() {
    for (words, found) in [
        ("sat nav fitting", ""),
        ("fit sat", "sat"),
        ("fit sat 9am for them", "sat 9am"),
        ("leak in unit 2", ""),
        ("leak in unit 2 fri", "fri"),
        ("unit 9-11", ""),
        ("call may about it", ""),
        ("2 may be enough", ""),
        ("done by fri", ""),
        ("no heat since mon", ""),
        ("no heat since mon come tmw 9am", "tmw 9am"),
        ("fri 2 taps leaking", "fri"),
        ("taps leaking fri 2", "fri 2"),
        ("replace 30m cable", ""),
        ("replace cable 30m", ""),
        ("replace cable 30m fri 9", "30m fri 9"),
        ("I am cold now please", ""),
        ("24h callout", ""),
        ("1/2 inch pipe", ""),
        ("model 2030 boiler", ""),
        ("boiler at 9", "at 9"),
        ("boiler on sat please", "on sat"),
        ("from 9 to 11 tmw please", "from 9 to 11 tmw"),
    ] {
        let tokens: Vec<&str> = words.split(' ').collect();
        let run = find_when(&tokens, &sunday()).map(|found| tokens[found.tokens].join(" "));
        assert_eq!(run.unwrap_or_default(), found, "{words}");
    }
}
