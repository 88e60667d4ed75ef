//! iCalendar: what is taken, quirk by quirk.

use domain::{EventKind, Moment, Span, Tz};
use proptest::prelude::*;

use crate::import::{Calendar, CalendarError, MAX_OCCURRENCES, Wants, read_calendar};

const LONDON: Tz = Tz::Europe__London;

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn wrapped(inside: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{}\nEND:VCALENDAR\n", inside.trim())
}

fn read(inside: &str) -> Calendar {
    let window = Span::new(at("2026-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z")).unwrap();
    read_calendar(wrapped(inside).as_bytes(), LONDON, window, Wants::Busy).unwrap()
}

fn event(properties: &str) -> String {
    format!("BEGIN:VEVENT\n{}\nEND:VEVENT", properties.trim())
}

/// The starts in UTC.
fn starts(inside: &str) -> Vec<String> {
    let calendar = read(inside);
    assert_eq!(calendar.errors, []);
    calendar.blocks.iter().map(|block| block.slot.span.start.format("%Y-%m-%d %H:%M").to_string()).collect()
}

#[test]
fn zones_are_known_by_all_their_names() {
    let zones = "BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nDTSTART:19701025T020000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n\
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\n\
        TZOFFSETFROM:+0200\nTZOFFSETTO:+0300\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    for (start, utc) in [
        ("DTSTART;TZID=America/New_York:20260706T090000", "2026-07-06 13:00"),
        ("DTSTART;TZID=\"Eastern Standard Time\":20260706T090000", "2026-07-06 13:00"),
        ("DTSTART;TZID=/example.org/2024/America/New_York:20260706T090000", "2026-07-06 13:00"),
        ("DTSTART;TZID=\"(GMT +01:00)\":20260706T090000", "2026-07-06 08:00"),
        ("DTSTART:20260706T090000Z", "2026-07-06 09:00"),
        ("DTSTART:20260706T090000", "2026-07-06 08:00"),
        ("DTSTART;TZID=Home:20260706T090000", "2026-07-06 06:00"),
        ("DTSTART;TZID=Home:20260106T090000", "2026-01-06 07:00"),
        // Clocks of that zone go from 2 to 3 on 29 March and from 2 back to 1 on 25 October.
        ("DTSTART;TZID=Home:20260329T023000", "2026-03-29 00:30"),
        ("DTSTART;TZID=Home:20261025T013000", "2026-10-24 22:30"),
    ] {
        assert_eq!(
            starts(&format!("{zones}{}", event(&format!("UID:1\n{start}\nDURATION:PT1H")))),
            [utc],
            "{start}"
        );
    }
    let unknown = read(&event("UID:1\nDTSTART;TZID=Moon:20260706T090000\nDURATION:PT1H"));
    assert_eq!(unknown.blocks[0].slot.span.start, at("2026-07-06T08:00:00Z"));
    assert!(unknown.warnings[0].reason.contains("“Moon”") && unknown.warnings[0].row == 3, "{unknown:?}");
}

#[test]
fn a_series_keeps_its_local_time_and_a_gap_moves_forward() {
    let rule = "UID:1\nDTSTART;TZID=Europe/London:20260327T013000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=4";
    let want = ["2026-03-27 01:30", "2026-03-28 01:30", "2026-03-29 01:30", "2026-03-30 00:30"];
    assert_eq!(starts(&event(rule)), want);
    let back = "UID:1\nDTSTART;TZID=Europe/London:20261024T013000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=3";
    assert_eq!(starts(&event(back)), ["2026-10-24 00:30", "2026-10-25 00:30", "2026-10-26 01:30"]);
    let until = "UID:1\nDTSTART;TZID=America/New_York:20260706T200000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260708T000000Z";
    assert_eq!(starts(&event(until)), ["2026-07-07 00:00", "2026-07-08 00:00"]);
}

#[test]
fn single_ones_are_left_out_added_moved_and_cancelled() {
    let series = event(
        "UID:1\nSUMMARY:Yoga\nDTSTART;TZID=Europe/London:20260601T120000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=6\n\
         EXDATE;TZID=Europe/London:20260608T120000\nEXDATE:20260615T110000Z\nRDATE;TZID=Europe/London:20260603T180000",
    );
    let moved = event(
        "UID:1\nRECURRENCE-ID;TZID=Europe/London:20260622T120000\nSUMMARY:Yoga, later\nDTSTART:20260622T150000Z\nDURATION:PT2H",
    );
    let off = event(
        "UID:1\nRECURRENCE-ID:20260629T110000Z\nSTATUS:CANCELLED\nDTSTART:20260629T110000Z\nDURATION:PT1H",
    );
    let want = ["2026-06-01 11:00", "2026-06-03 17:00", "2026-06-22 15:00", "2026-07-06 11:00"];
    // The order of the file does not matter.
    assert_eq!(starts(&[series.clone(), moved.clone(), off.clone()].join("\n")), want);
    assert_eq!(starts(&[off, moved, series].join("\n")), want);
}

#[test]
fn all_that_follows_may_move() {
    let series = event("UID:1\nDTSTART:20260601T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4");
    let later = event(
        "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260603T090000Z\nDTSTART:20260603T100000Z\nDURATION:PT2H",
    );
    let calendar = read(&[series, later].join("\n"));
    let said: Vec<(String, i64)> = calendar
        .blocks
        .iter()
        .map(|block| (block.slot.span.start.format("%d %H").to_string(), block.slot.span.minutes()))
        .collect();
    let want = [("01 09", 60), ("02 09", 60), ("03 10", 120), ("04 10", 120)];
    assert_eq!(said, want.map(|(start, minutes)| (start.to_owned(), minutes)));
}

#[test]
fn whole_days_are_those_of_the_business_and_what_is_free_is_not_taken() {
    let calendar = read(
        &[
            event("UID:1\nSUMMARY:Leave\nDTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026"),
            event("UID:2\nDTSTART;VALUE=DATE:20261101\nTRANSP:TRANSPARENT"),
            event("UID:3\nDTSTART:20261102T090000Z\nDURATION:PT1H\nSTATUS:CANCELLED"),
            event("UID:4\nDTSTART:20261103T090000Z"),
            event("UID:5\nSUMMARY:Secret\nCLASS:PRIVATE\nDTSTART:20261104T090000Z\nDURATION:PT1H"),
            event("UID:6\nDTSTART:20261105T090000Z\nDURATION:PT1H\nX-MICROSOFT-CDO-BUSYSTATUS:OOF"),
            "BEGIN:VTODO\nUID:7\nDUE:20261105T090000Z\nEND:VTODO".to_owned(),
        ]
        .join("\n"),
    );
    assert_eq!((calendar.components, calendar.idle, calendar.blocks.len()), (6, 3, 3));
    let leave = &calendar.blocks[0];
    assert!(leave.all_day && leave.title == "Leave");
    assert_eq!(leave.slot.span.minutes(), 49 * 60, "clocks go back within it");
    assert_eq!(calendar.blocks[1].title, "", "what is private stays so");
    assert_eq!((calendar.blocks[1].kind, calendar.blocks[2].kind), (EventKind::Busy, EventKind::TimeOff));
}

#[test]
fn free_busy_says_what_is_taken() {
    let text = "BEGIN:VFREEBUSY\nUID:fb\nFREEBUSY:20260706T090000Z/PT3H,20260706T140000Z/20260706T150000Z\n\
        FREEBUSY;FBTYPE=FREE:20260706T160000Z/PT1H\nFREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260707T090000Z/PT1H\nEND:VFREEBUSY";
    assert_eq!(starts(text), ["2026-07-06 09:00", "2026-07-06 14:00", "2026-07-07 09:00"]);
}

#[test]
fn keys_stay_when_times_move_and_each_is_there_once() {
    let series = "DTSTART:20260601T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3";
    let keys = |text: &str| read(text).blocks.into_iter().map(|block| block.key).collect::<Vec<_>>();
    let plain = keys(&event(&format!("UID:1\n{series}")));
    assert_eq!(plain[0], "1 20260601T090000Z");
    let moved = event("UID:1\nRECURRENCE-ID:20260602T090000Z\nDTSTART:20260602T170000Z\nDURATION:PT1H");
    assert_eq!(keys(&[event(&format!("UID:1\n{series}")), moved].join("\n")), plain);
    let twice = event("UID:1\nDTSTART:20260601T090000Z\nDURATION:PT1H");
    assert_eq!(keys(&[twice.clone(), twice].join("\n")).len(), 1);
    let nameless = event("DTSTART:20260601T090000Z\nDURATION:PT1H\nSUMMARY:A");
    assert_eq!(keys(&nameless), ["A 20260601T090000Z"]);
}

#[test]
fn rules_have_their_caps() {
    let window = Span::new(at("2026-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z")).unwrap();
    let taken = |rule: &str| {
        let text = wrapped(&event(&format!("UID:1\nDTSTART:20200101T000000Z\nDURATION:PT1S\nRRULE:{rule}")));
        read_calendar(text.as_bytes(), LONDON, window, Wants::Busy).unwrap()
    };
    for rule in ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=7", "FREQ=HOURLY", "FREQ=DAILY"] {
        let calendar = taken(rule);
        assert_eq!(calendar.blocks.len(), MAX_OCCURRENCES, "{rule}");
        assert!(calendar.warnings[0].reason.contains("more than 500"), "{rule}");
        let first = calendar.blocks[0].slot.span.start - window.start;
        assert!((0..7).contains(&first.num_minutes()), "{rule}: from the window on");
    }
    for rule in ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31"] {
        assert_eq!(taken(rule).blocks, [], "{rule}");
    }
    assert_eq!(taken("FREQ=SECONDLY;COUNT=4000000000").blocks, [], "counted from long ago, it is given up");
    for rule in ["FREQ=SOMETIMES", "FREQ=MONTHLY;BYMONTH=13", "FREQ=WEEKLY;BYMONTHDAY=3"] {
        assert_eq!(taken(rule).errors.len(), 1, "{rule}");
    }
    assert_eq!(taken("FREQ=YEARLY;BYWEEKNO=20").blocks.len(), 2, "on the weekday that it began");
}

#[test]
fn a_cut_or_hostile_file_is_refused_by_line() {
    let window = Span::new(at("2026-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z")).unwrap();
    let refused = |text: &str| read_calendar(text.as_bytes(), LONDON, window, Wants::Busy).unwrap_err();
    assert_eq!(refused("Date,Name\n2026-12-25,x\n"), CalendarError::NoCalendar);
    let cut = refused("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n");
    assert_eq!(cut, CalendarError::Unclosed { line: 2, name: "VEVENT".into() });
    let deep = "BEGIN:VEVENT\n".repeat(20) + &"END:VEVENT\n".repeat(20);
    assert_eq!(refused(&wrapped(&deep)), CalendarError::TooDeep { line: 18 });
    let errors = read(&[event("UID:1"), event("UID:2\nDTSTART:whenever")].join("\n")).errors;
    assert_eq!(errors.iter().map(|error| error.row).collect::<Vec<_>>(), [3, 6]);
}

proptest! {
    #[test]
    fn no_text_between_the_lines_does_harm(inside in "[A-Z;:=,0-9TZ\n -]{0,200}") {
        let text = wrapped(&event(&format!("UID:1\nDTSTART:20260601T090000Z\nDURATION:PT1H\n{inside}")));
        let window = Span::new(at("2026-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z")).unwrap();
        if let Ok(calendar) = read_calendar(text.as_bytes(), LONDON, window, Wants::Busy) {
            for block in &calendar.blocks {
                prop_assert!(block.slot.span.start < block.slot.span.end && block.slot.span.overlaps(&window));
            }
        }
    }

    #[test]
    fn a_daily_rule_is_every_day_whatever_the_window(from in 0_i64..700, days in 1_i64..60, interval in 1_i64..5) {
        let first = at("2026-01-05T12:00:00Z");
        let text = wrapped(&event(&format!(
            "UID:1\nDTSTART;TZID=Europe/London:20260105T120000\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL={interval}"
        )));
        let start = first + chrono::Duration::days(from) - chrono::Duration::hours(6);
        let window = Span::new(start, start + chrono::Duration::days(days)).unwrap();
        let calendar = read_calendar(text.as_bytes(), LONDON, window, Wants::Busy).unwrap();
        let wanted = (from..from + days).filter(|day| day % interval == 0).count();
        prop_assert_eq!(calendar.blocks.len(), wanted);
    }
}
