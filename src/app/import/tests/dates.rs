//! Dates and the order of their numbers.

use domain::DateOrder;

use crate::import::*;

fn read(cell: &str, order: DateOrder) -> String {
    match read_date(cell, order) {
        Ok(Some(when)) => {
            let time = when.time.map_or(String::new(), |time| format!(" {time}"));
            let offset = when.offset.map_or(String::new(), |offset| format!(" {offset}"));
            format!("{}{time}{offset}", when.date)
        }
        Ok(None) => "none".into(),
        Err(reason) => reason,
    }
}

#[test]
fn the_usual_styles_are_read() {
    use DateOrder::{Dmy, Mdy, Ymd};
    let cases = [
        ("2025-09-14T17:00:00", Ymd, "2025-09-14 17:00:00"),
        ("2026-06-08 08:00", Ymd, "2026-06-08 08:00:00"),
        ("2024-03-02 01:33:49.802", Mdy, "2024-03-02 01:33:49.802"),
        ("2026-11-25T14:30:00Z", Ymd, "2026-11-25 14:30:00 +00:00"),
        ("2026-11-25T14:30:00.5+05:30", Ymd, "2026-11-25 14:30:00.500 +05:30"),
        ("2026-11-25 14:30 -0800", Ymd, "2026-11-25 14:30:00 -08:00"),
        ("2026/11/25", Dmy, "2026-11-25"),
        ("20261125", Dmy, "2026-11-25"),
        ("20121012T210525Z", Dmy, "2012-10-12 21:05:25 +00:00"),
        ("20261125 14:30", Dmy, "2026-11-25 14:30:00"),
        ("1/2/20 0:05", Mdy, "2020-01-02 00:05:00"),
        ("1/2/20 0:05", Dmy, "2020-02-01 00:05:00"),
        ("06/26/2018 10:58:54 AM", Mdy, "2018-06-26 10:58:54"),
        ("05/27/2011 12:00:00 AM", Mdy, "2011-05-27 00:00:00"),
        ("05/27/2011 12:30 p.m.", Mdy, "2011-05-27 12:30:00"),
        ("6/26/2018 3 PM", Mdy, "2018-06-26 15:00:00"),
        ("21/01/2022 13:47:00", Dmy, "2022-01-21 13:47:00"),
        ("2/17/2025", Mdy, "2025-02-17"),
        ("25.11.2026", Dmy, "2026-11-25"),
        ("25-11-69", Dmy, "1969-11-25"),
        ("26-11-25", Ymd, "2026-11-25"),
        ("Mon Feb  9 00:13:28 2026", Ymd, "2026-02-09 00:13:28"),
        ("Wed Jan 19 11:42:16 EST 2022", Ymd, "2022-01-19 11:42:16 -05:00"),
        ("Saturday, Nov 22, 2025 10:00:12 AM GMT-8", Ymd, "2025-11-22 10:00:12 -08:00"),
        ("25 Nov 2026", Ymd, "2026-11-25"),
        ("25-Nov-26", Ymd, "2026-11-25"),
        ("November 25th, 2026 at 9:05 am", Ymd, "2026-11-25 09:05:00"),
        ("3 Sept 2026", Ymd, "2026-09-03"),
        ("Tue, 24 Nov 2026 08:00:00 +0100", Ymd, "2026-11-24 08:00:00 +01:00"),
        (" n/a ", Ymd, "none"),
    ];
    for (cell, order, expected) in cases {
        assert_eq!(read(cell, order), expected, "{cell:?}");
    }
}

#[test]
fn what_is_no_date_says_so() {
    for cell in ["soon", "12", "2026-13-01", "31/02/2026", "25:00", "1/2/3", "2026-11-25 24:01", "Nov 2026"] {
        assert!(read_date(cell, DateOrder::Dmy).is_err(), "{cell:?}");
    }
    assert_eq!(
        read("13/14/2026", DateOrder::Mdy),
        "\"13/14/2026\" is no day of the calendar when read as mdy"
    );
    assert!(read_date("2/17/2025", DateOrder::Dmy).is_err());
}

fn evidence(cells: &[&'static str]) -> Evidence {
    Evidence::of_column((2..).zip(cells.iter().copied()))
}

#[test]
fn one_telling_cell_settles_the_column() {
    let cases: [(&[&str], DateOrder); 7] = [
        (&["1/2/20 0:05", "", "1/13/20 9:00"], DateOrder::Mdy),
        (&["01/02/2022 10:00:00", "21/01/2022 13:47:00"], DateOrder::Dmy),
        (&["2026-11-25", "2026-01-02"], DateOrder::Ymd),
        (&["1/1/25 6:00", "5/5/25 7:00"], DateOrder::Mdy),
        (&["99-02-03", "98-04-05"], DateOrder::Ymd),
        (&["11-25-26"], DateOrder::Mdy),
        (&["soon", "-"], DateOrder::Ymd),
    ];
    for (cells, order) in cases {
        assert_eq!(evidence(cells).settle(None).unwrap(), order, "{cells:?}");
    }
}

#[test]
fn an_open_order_is_asked_for_with_a_sample() {
    let open = evidence(&["5/5/20", "1/2/20 0:05", "3/4/20"]);
    assert_eq!(
        open.settle(None).unwrap_err().to_string(),
        "line 3: \"1/2/20 0:05\" may be 2 January 2020 (mdy) or 1 February 2020 (dmy), and no other row \
         tells; say which with --date-order mdy|dmy"
    );
    assert_eq!(open.settle(Some(DateOrder::Dmy)).unwrap(), DateOrder::Dmy);
    // With hyphens a two-digit year may stand first.
    let short = evidence(&["26-11-22"]).settle(None).unwrap_err().to_string();
    assert!(short.contains("--date-order ymd|dmy"), "{short}");
}

#[test]
fn a_contradiction_names_the_rows_that_do_not_fit() {
    let mixed = evidence(&["1/13/20", "1/14/20", "1/15/20", "16/1/20"]);
    let Err(OrderUnknown::Contradictory { order, against, total, rows }) = mixed.settle(None) else {
        panic!("the last cell has its day first");
    };
    assert_eq!((order, against, total), (DateOrder::Mdy, 1, 4));
    assert_eq!(rows, [(5, "16/1/20".to_owned())]);
    assert!(mixed.settle(None).unwrap_err().to_string().contains("line 5 \"16/1/20\""));
}

#[test]
fn columns_of_one_file_help_each_other() {
    let created = evidence(&["1/1/20", "1/2/20"]);
    let closed = evidence(&["1/1/20", "1/31/20"]);
    let settled = Evidence::settle_all(&[created.clone(), closed], None);
    assert_eq!(settled, [Ok(DateOrder::Mdy), Ok(DateOrder::Mdy)]);
    assert!(matches!(Evidence::settle_all(&[created], None)[..], [Err(OrderUnknown::Ambiguous { .. })]));
}

#[test]
fn order_names_are_read_back() {
    for order in DATE_ORDERS {
        assert_eq!(order_of_name(&order_name(order).to_uppercase()), Some(order));
    }
    assert_eq!(order_of_name("ydm"), None);
}
