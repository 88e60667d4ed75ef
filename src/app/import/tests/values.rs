//! Plain values.

use crate::import::*;

#[test]
fn the_ways_to_write_nothing() {
    for cell in ["", "  ", "-", "N/A", "n/a", "NULL", "none", "\t", "#N/A", "\u{a0}"] {
        assert_eq!(text(cell), None, "{cell:?}");
    }
    for cell in ["Null", "0", "NA", "No"] {
        assert_eq!(text(cell), Some(cell));
    }
    assert_eq!(text(" 007 "), Some("007"));
    assert_eq!(text("=\"00210\""), Some("00210"));
    assert_eq!(text("'+44 20 7946 0000"), Some("+44 20 7946 0000"));
    assert_eq!(text("'t Hooft"), Some("'t Hooft"));
}

#[test]
fn flags_numbers_and_counts() {
    for (cell, flag) in [("Yes", Some(true)), ("FALSE", Some(false)), ("1", Some(true)), ("n/a", None)] {
        assert_eq!(read_flag(cell), Ok(flag));
    }
    assert_eq!(read_flag("maybe").unwrap_err(), "\"maybe\" is neither yes nor no");
    assert_eq!(read_number("3,5"), Ok(Some(3.5)));
    assert_eq!(read_number("nan"), Ok(None));
    for cell in ["inf", "1,234.5", "twelve", "1e999", "0x10"] {
        assert!(read_number(cell).is_err(), "{cell}");
    }
    assert_eq!((read_count("4.0"), read_count("-1"), read_count("N/A")), (Ok(Some(4)), Ok(None), Ok(None)));
    for cell in ["1.5", "-2", "5000000000"] {
        assert!(read_count(cell).is_err(), "{cell}");
    }
}

#[test]
fn lists_take_the_strongest_divider() {
    assert_eq!(read_list("Transformer;Substation; Battery "), ["Transformer", "Substation", "Battery"]);
    assert_eq!(read_list("Sensors,Stop Button,"), ["Sensors", "Stop Button"]);
    assert_eq!(read_list("Kerr, Ann|Obi, Bo"), ["Kerr, Ann", "Obi, Bo"]);
    assert_eq!(read_list("HVAC"), ["HVAC"]);
    assert!(read_list(" - ").is_empty());
}

#[test]
fn positions_are_checked_and_nothing_is_nothing() {
    let bronx = Ok(Some(Position { latitude: 40.8, longitude: -73.9 }));
    assert_eq!(read_position("40.8", "-73.9"), bronx);
    for cell in ["(40.8, -73.9)", "40.8,-73.9", "40.8;-73.9", "POINT (-73.9 40.8)"] {
        assert_eq!(read_position_text(cell), bronx, "{cell}");
    }
    for (latitude, longitude) in [("", " "), ("0", "0.0"), ("-1", "-1"), ("0", ""), ("N/A", "-1")] {
        assert_eq!(read_position(latitude, longitude), Ok(None), "{latitude} {longitude}");
    }
    assert_eq!(read_position_text("(0.0, 0.0)"), Ok(None));
    assert!(read_position("91", "200").unwrap_err().contains("not between -90 and 90"));
    assert!(read_position("-118.2", "34.1").unwrap_err().contains("swapped"));
    assert!(read_position("34.1", "").unwrap_err().contains("without a longitude"));
    for cell in ["12 Oak Street", "(1, 2, 3)", "(40.8, -73.9", "(x, y)", "pöint (1 2)"] {
        assert!(read_position_text(cell).is_err(), "{cell}");
    }
}

#[test]
fn durations_in_minutes() {
    use DurationUnit::{Hours, Minutes, Seconds};
    let cases = [
        ("2", Hours, Some(120)),
        ("3.1906534602797616", Hours, Some(191)),
        ("0,5", Hours, Some(30)),
        ("90", Minutes, Some(90)),
        ("5400", Seconds, Some(90)),
        ("1:30", Minutes, Some(90)),
        ("1:30:29", Minutes, Some(90)),
        ("1h 30m", Minutes, Some(90)),
        ("1.5 hours", Minutes, Some(90)),
        ("2 hrs, 5 min", Minutes, Some(125)),
        ("PT1H30M", Minutes, Some(90)),
        ("90min", Hours, Some(90)),
        ("", Hours, None),
        ("-1", Hours, None),
    ];
    for (cell, unit, minutes) in cases {
        assert_eq!(read_duration(cell, unit), Ok(minutes), "{cell}");
    }
    for cell in ["-2", "1:75", "soon", "5 apples", "1e9", "9000 hours", "h", "1:2:3:4"] {
        assert!(read_duration(cell, Hours).is_err(), "{cell}");
    }
}

#[test]
fn amounts_are_exact() {
    let cases = [
        ("$1,234.00", Some((123_400, Some("$")))),
        ("1.234,00 €", Some((123_400, Some("€")))),
        ("1 234,50 kr", Some((123_450, Some("kr")))),
        ("1'234.50", Some((123_450, None))),
        ("12,34,567.89", Some((123_456_789, None))),
        ("1,234", Some((123_400, None))),
        ("12,5", Some((1250, None))),
        ("USD 120", Some((12_000, Some("USD")))),
        ("(12.50)", Some((-1250, None))),
        ("-$5", Some((-500, Some("$")))),
        ("5-", Some((-500, None))),
        (".5", Some((50, None))),
        ("0.005", Some((1, None))),
        ("213313.75268478208", Some((21_331_375, None))),
        ("1.234.567", Some((123_456_700, None))),
        ("n/a", None),
    ];
    for (cell, expected) in cases {
        let amount = read_amount(cell).unwrap();
        let found = amount.as_ref().map(|amount| (amount.minor(2).unwrap(), amount.currency.as_deref()));
        assert_eq!(found, expected, "{cell}");
    }
    assert_eq!(read_amount("1500.5").unwrap().unwrap().minor(0), Some(1501));
    assert_eq!(read_amount("123456789012345678901234567890").unwrap().unwrap().minor(2), None);
    for cell in ["free", "1.2.3,4,5", "1a2", "5 hours", "--5", "$", "12,3456,7"] {
        assert!(read_amount(cell).is_err(), "{cell}");
    }
}
