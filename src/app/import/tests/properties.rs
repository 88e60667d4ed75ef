//! What must hold for any file.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use proptest::prelude::*;

use super::cells;
use crate::import::*;

/// Text with everything that tables are written with.
fn awkward_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            Just('"'),
            Just(','),
            Just(';'),
            Just('\t'),
            Just('|'),
            Just('\n'),
            Just('\r'),
            Just(' '),
            Just('#'),
            Just('='),
            Just('-'),
            Just('é'),
            Just('漢'),
            proptest::char::range('0', 'z'),
        ],
        0..12,
    )
    .prop_map(|characters| characters.into_iter().collect())
}

/// Rows whose last cell is filled, so that none is blank or looks like a remark below the table.
fn rows(width: usize) -> impl Strategy<Value = Vec<Vec<String>>> {
    let row =
        (proptest::collection::vec(awkward_text(), width - 1), awkward_text()).prop_map(|(mut row, last)| {
            row.push(format!("{last}x"));
            row
        });
    proptest::collection::vec(row, 1..8)
}

fn written(rows: &[Vec<String>], delimiter: u8, end: Terminator, quotes: QuoteStyle) -> Vec<u8> {
    let width = rows[0].len();
    let header: Vec<String> = (0..width).map(|place| format!("name{place}")).collect();
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).terminator(end).quote_style(quotes).from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_written_table_reads_back(
        rows in (2_usize..6).prop_flat_map(rows),
        delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t'), Just(b'|')],
        end in prop_oneof![Just(Terminator::CRLF), Just(Terminator::Any(b'\n')), Just(Terminator::Any(b'\r'))],
        quotes in prop_oneof![Just(QuoteStyle::Necessary), Just(QuoteStyle::Always)],
        mark in any::<bool>(),
        final_end in any::<bool>(),
    ) {
        let mut bytes = written(&rows, delimiter, end, quotes);
        if !final_end {
            let filled = bytes.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).unwrap();
            bytes.truncate(filled + 1);
        }
        if mark {
            bytes.splice(0..0, *b"\xEF\xBB\xBF");
        }
        let table = read_table(&bytes, &Hints::default()).unwrap();
        prop_assert_eq!(table.delimiter, Some(char::from(delimiter)));
        prop_assert_eq!(cells(&table), rows);
        prop_assert!(table.problems.is_empty() && table.notes.is_empty());
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_table(&bytes, &Hints::default());
        let _ = read_vcards(&bytes);
    }

    #[test]
    fn no_text_makes_a_table_panic(
        parts in proptest::collection::vec(awkward_text(), 0..30),
        header_line in proptest::option::of(0_u64..5),
    ) {
        let hints = Hints { delimiter: None, header_line };
        if let Ok(table) = read_table(parts.concat().as_bytes(), &hints) {
            prop_assert!(table.rows.iter().all(|row| row.cells.len() >= table.header.len()));
            prop_assert!(table.rows.windows(2).all(|pair| pair[0].line < pair[1].line));
        }
    }

    #[test]
    fn no_card_makes_the_reader_panic(
        lines in proptest::collection::vec(
            prop_oneof![
                Just("BEGIN:VCARD".to_owned()),
                Just("END:VCARD".to_owned()),
                Just("AGENT:".to_owned()),
                "(item1[.])?(N|FN|TEL|ADR|NOTE|ORG|GEO|KIND|UID|PHOTO|CATEGORIES)(;(TYPE=|CHARSET=|ENCODING=)?(work|QUOTED-PRINTABLE|b|utf-8|x))*:[ -~é=\\\\\r]{0,20}",
                "[ -~\t]{0,20}",
            ],
            0..30,
        ),
    ) {
        let _ = read_vcards(lines.join("\n").as_bytes());
    }

    #[test]
    fn no_cell_makes_a_value_panic(cell in "\\PC{0,24}", dateish in "[0-9APMTZapm:/. ,+-]{0,24}") {
        for cell in [&cell, &dateish] {
            for order in DATE_ORDERS {
                let _ = read_date(cell, order);
            }
            let _ = (read_flag(cell), read_number(cell), read_count(cell), read_list(cell));
            let _ = (read_position_text(cell), read_duration(cell, DurationUnit::Hours));
            if let Ok(Some(amount)) = read_amount(cell) {
                let _ = (amount.minor(0), amount.minor(2), amount.minor(4));
            }
            let _ = Evidence::of_column([(1, cell.as_str())]).settle(None);
        }
    }

    #[test]
    fn any_day_reads_back_once_its_order_is_told(
        days in proptest::collection::vec((1970_i32..2060, 1_u32..13, 13_u32..29), 1..6),
        style in 0_usize..4,
    ) {
        let styles = ["%Y-%m-%d %H:%M", "%m/%d/%Y", "%d/%m/%y", "%a %b %e %H:%M:%S %Y"];
        let dates: Vec<_> =
            days.iter().map(|(year, month, day)| chrono::NaiveDate::from_ymd_opt(*year, *month, *day).unwrap()).collect();
        let texts: Vec<String> = dates
            .iter()
            .map(|date| date.and_hms_opt(8, 30, 0).unwrap().format(styles[style]).to_string())
            .collect();
        let evidence = Evidence::of_column((1..).zip(texts.iter().map(String::as_str)));
        let order = evidence.settle(None).unwrap();
        for (text, date) in texts.iter().zip(dates) {
            prop_assert_eq!(read_date(text, order).unwrap().unwrap().date, date);
        }
    }
}
