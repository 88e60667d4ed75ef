//! JSON lines and arrays.

use super::{cells, lines, table};
use crate::import::*;

#[test]
fn objects_are_flattened_in_the_order_of_the_file() {
    let table = table(concat!(
        "{\"name\":\"Kerr\",\"site\":{\"zip\":\"00100\",\"lat\":60.17},\"tags\":[\"gas\",\"vip\"]}\n",
        "\n",
        "{\"name\":\"Obi\",\"phones\":[{\"kind\":\"work\",\"value\":\"1\"}],\"active\":true,\"site\":null}\r\n",
    ));
    assert_eq!(
        table.header,
        ["name", "site.zip", "site.lat", "tags", "phones.1.kind", "phones.1.value", "active", "site"]
    );
    assert_eq!(
        cells(&table),
        [["Kerr", "00100", "60.17", "gas;vip", "", "", "", ""], ["Obi", "", "", "", "work", "1", "true", ""]]
    );
    assert_eq!((lines(&table), table.delimiter), (vec![1, 3], None));
}

#[test]
fn an_array_reads_like_the_table_it_describes() {
    let from_json =
        table("[\n {\"a\": \"1\", \"b\": \"ha \\\"ha\\\" ha\"},\n {\"a\": \"3\", \"b\": \"4\"}\n]\n");
    let from_csv = table("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n");
    assert_eq!((cells(&from_json), &from_json.header), (cells(&from_csv), &from_csv.header));
}

#[test]
fn a_wrong_line_is_named_and_the_others_stand() {
    let table = table("{\"a\":1}\n{\"a\":\n[1,2]\n{\"a\":12345678901234567890123}\n{\"a\":2}\n");
    assert_eq!(cells(&table), [["1"], ["2"]]);
    let rows: Vec<u64> = table.problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [2, 3, 4]);
    assert!(table.problems[2].reason.contains("write it in quotes"), "{:?}", table.problems[2]);
}

#[test]
fn nesting_has_a_bottom() {
    let nested = |depth: usize| format!("{}1{}\n", "{\"a\":".repeat(depth), "}".repeat(depth));
    assert!(table(&nested(MAX_DEPTH)).problems.is_empty());
    let table = table(&format!("{{\"b\":1}}\n{}{}", nested(MAX_DEPTH + 1), nested(10_000)));
    assert_eq!(table.problems.len(), 2);
    assert!(table.problems[0].reason.contains("nested deeper than 16"));
}

#[test]
fn long_texts_and_many_columns_are_refused() {
    let long = format!("{{\"a\":{{\"b\":\"{}\"}}}}\n", "x".repeat(MAX_FIELD_BYTES + 1));
    let refused = read_table(long.as_bytes(), &Hints::default()).unwrap_err();
    assert_eq!(refused, Unreadable::FieldTooLong { line: 1, column: "a.b".into() });
    let wide = (0..=MAX_COLUMNS).map(|number| format!("{{\"c{number}\":1}}")).collect::<Vec<_>>().join("\n");
    let refused = read_table(wide.as_bytes(), &Hints::default()).unwrap_err();
    assert_eq!(refused, Unreadable::TooManyColumns { line: 1001 });
}

#[test]
fn an_array_of_something_else_is_no_table() {
    let table = table("[\"vcard\", [[\"fn\", {}, \"text\", \"Ann\"]],\n1]");
    assert!(table.rows.is_empty() && table.header.is_empty());
    let reasons: Vec<&str> = table.problems.iter().map(|problem| problem.reason.as_str()).collect();
    assert_eq!(reasons.len(), 3);
    assert!(reasons.iter().all(|reason| reason.starts_with("not a JSON object")), "{reasons:?}");
}
