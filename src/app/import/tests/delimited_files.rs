//! Delimiters, headers, quotes and what surrounds a table.

use super::{cells, lines, table};
use crate::import::*;

#[test]
fn every_delimiter_and_line_end_is_found() {
    for delimiter in [',', ';', '\t', '|'] {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["id,name,note", "1,Kerr,\"two\nlines\"", "2,\"O\"\"Hara\",last"]
                .join(end)
                .replace(',', &delimiter.to_string());
            let table = table(&text);
            assert_eq!(table.delimiter, Some(delimiter), "{end:?}");
            assert_eq!(table.header, ["id", "name", "note"]);
            assert_eq!(cells(&table), [["1", "Kerr", "two\nlines"], ["2", "O\"Hara", "last"]]);
            assert_eq!(lines(&table), [2, 4], "{delimiter:?} {end:?}");
            assert!(table.problems.is_empty() && table.notes.is_empty());
        }
    }
}

#[test]
fn mark_crlf_and_no_final_newline_together() {
    let table = table("\u{feff}id,technician_id,time\r\n1,4,1/1/25 6:00\r\n2,4,1/1/25 10:00");
    assert_eq!(table.header, ["id", "technician_id", "time"]);
    assert_eq!(cells(&table), [["1", "4", "1/1/25 6:00"], ["2", "4", "1/1/25 10:00"]]);
}

#[test]
fn a_list_inside_a_cell_does_not_pass_for_columns() {
    let table = table("id,name,skills\n1,Ann,gas;heat;water\n2,Bo,gas;heat;air\n");
    assert_eq!(table.delimiter, Some(','));
    assert_eq!(cells(&table)[1], ["2", "Bo", "gas;heat;air"]);
}

#[test]
fn a_list_of_one_column_is_a_table() {
    let table = table("email\nann@x.example\nbo@x.example\n");
    assert_eq!((table.header, table.rows.len()), (vec!["email".to_owned()], 2));
}

#[test]
fn a_first_line_may_name_the_delimiter() {
    let table = table("sep=;\r\nname;price\r\nKerr;1,50\r\n");
    assert_eq!((table.delimiter, table.header_line), (Some(';'), 2));
    assert_eq!((cells(&table), lines(&table)), (vec![vec!["Kerr", "1,50"]], vec![3]));
}

#[test]
fn the_header_stands_below_titles_blanks_and_comments() {
    let data = "Customer full name,Phone numbers,Email\nKerr,020 1,k@x.example\nObi,020 2,\n";
    let tops = [
        ("Bright Boilers Ltd\nCustomer Contact List\n\n", 4, 2),
        ("\"Bright Boilers, Ltd\",,\nCustomer Contact List,,\n,,\n", 4, 2),
        ("Bright Boilers, Ltd\n\n", 3, 1),
        ("# made by hand\n# do not edit, please\n", 3, 2),
        ("\n\n  \n", 4, 0),
    ];
    for (top, header_line, titles) in tops {
        let table = table(&format!("{top}{data}"));
        assert_eq!(table.header_line, header_line, "{top:?}");
        assert_eq!(table.header, ["Customer full name", "Phone numbers", "Email"]);
        assert_eq!(lines(&table), [header_line + 1, header_line + 2]);
        assert_eq!(table.notes.len(), titles, "{:?}", table.notes);
        assert!(table.problems.is_empty());
    }
}

#[test]
fn a_trailer_is_noted_and_not_a_row() {
    for trailer in [
        "\"Saturday, Nov 21, 2026 10:14:07 AM GMT\"\n",
        "\"Saturday, Nov 21, 2026 10:14:07 AM GMT\",,\n",
        "\nmade by the office\n",
        ",,\n\nmade by the office,,\n",
    ] {
        let table = table(&format!("name,phone,email\nKerr,1,k@x.example\nObi,2,\n{trailer}"));
        assert_eq!(table.rows.len(), 2, "{trailer:?}");
        assert_eq!(table.notes.len(), 1, "{:?}", table.notes);
        assert!(table.notes[0].reason.contains("follows the table"));
    }
    // A last client of whom only the name is known is no trailer.
    let table = table("name,phone,email\nKerr,1,k@x.example\nZed,,\n");
    assert_eq!(cells(&table)[1], ["Zed", "", ""]);
}

#[test]
fn rows_set_apart_by_blank_rows_are_all_kept() {
    let table = table("name,phone,email\n\nAnn,,\n\nBo,,\n\nCy,,\n\nDi,,\n");
    assert_eq!(lines(&table), [3, 5, 7, 9]);
}

#[test]
fn ragged_rows_are_kept_and_said() {
    let table = table("a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3,,\n4,5,6\n");
    assert_eq!(
        cells(&table),
        [
            vec!["1", "2", "3"],
            vec!["4", "5", ""],
            vec!["6", "7", "8", "9"],
            vec!["1", "2", "3"],
            vec!["4", "5", "6"]
        ]
    );
    assert_eq!(table.problems.len(), 1);
    assert_eq!(table.problems[0].row, 4);
    assert!(table.problems[0].reason.starts_with("the row has 4 cells, the header 3"));
    assert_eq!((table.notes.len(), table.notes[0].row), (1, 3));
}

#[test]
fn columns_get_names_that_differ() {
    let table = table(",Name, Phone ,name,Phone (2),phone,\n1,2,3,4,5,6,\n");
    assert_eq!(table.header, ["column 1", "Name", "Phone", "name (2)", "Phone (2)", "phone (3)"]);
    assert_eq!(table.notes.len(), 3);
    assert_eq!(table.column("PHONE"), Some(2));
}

#[test]
fn a_column_without_a_name_is_kept_when_it_is_used() {
    let table = table("a,b,,\n1,2,x,\n3,4,,\n");
    assert_eq!(table.header, ["a", "b", "column 3"]);
    assert_eq!(cells(&table), [["1", "2", "x"], ["3", "4", ""]]);
}

#[test]
fn stray_quotes_are_read_and_said() {
    let table = table("a,b\n1,\"the \"blue\" door\"\n5\" pipe,2\n");
    assert_eq!(cells(&table), [["1", "the blue\" door\""], ["5\" pipe", "2"]]);
    assert_eq!((table.notes[0].row, table.notes[0].column.as_deref()), (2, Some("b")));
    assert_eq!(table.notes.len(), 1);
}

#[test]
fn a_quote_that_is_never_closed_is_refused_with_its_place() {
    let refused = read_table(b"a,b\n1,2\n3,\"open\n4,5\n", &Hints::default()).unwrap_err();
    assert_eq!(refused, Unreadable::OpenQuote { line: 3, column: 2 });
}

#[test]
fn hints_win_over_what_is_found() {
    let hints = Hints { delimiter: Some(';'), header_line: Some(2) };
    let table = read_table(b"x;y\na,b;c\n1,2;3\n", &hints).unwrap();
    assert_eq!(table.header, ["a,b", "c"]);
    assert_eq!((cells(&table), lines(&table)), (vec![vec!["1,2", "3"]], vec![3]));
}

#[test]
fn caps_are_kept_with_line_and_column() {
    let long = "x".repeat(MAX_FIELD_BYTES);
    assert_eq!(table(&format!("a,b\n1,{long}\n")).rows.len(), 1);
    let refused = read_table(format!("a,b\n1,2\n1,{long}x\n").as_bytes(), &Hints::default());
    assert_eq!(refused.unwrap_err(), Unreadable::FieldTooLong { line: 3, column: "b".into() });

    let full = format!("a,b\n{}", "1,2\n".repeat(MAX_ROWS));
    assert_eq!(table(&full).rows.len(), MAX_ROWS);
    let refused = read_table(format!("{full}3,4\n").as_bytes(), &Hints::default());
    assert_eq!(refused.unwrap_err(), Unreadable::TooManyRows { line: 100_002 });

    let wide = vec!["x"; MAX_COLUMNS + 1].join(",");
    let refused = read_table(format!("{wide}\n{wide}\n").as_bytes(), &Hints::default());
    assert_eq!(refused.unwrap_err(), Unreadable::TooManyColumns { line: 1 });
}
