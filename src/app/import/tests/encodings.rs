//! Bytes to text.

use crate::import::*;

const TEXT: &str = "name,town\nZoë,Málaga\n";

fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn marks_and_wide_text_are_found() {
    let with_mark = |mark: &[u8], body: Vec<u8>| [mark.to_vec(), body].concat();
    let cases = [
        (TEXT.as_bytes().to_vec(), "UTF-8", false),
        (with_mark(b"\xEF\xBB\xBF", TEXT.into()), "UTF-8", true),
        (with_mark(b"\xFF\xFE", utf_16(TEXT, u16::to_le_bytes)), "UTF-16LE", true),
        (with_mark(b"\xFE\xFF", utf_16(TEXT, u16::to_be_bytes)), "UTF-16BE", true),
        (utf_16(TEXT, u16::to_le_bytes), "UTF-16LE", false),
        (utf_16(TEXT, u16::to_be_bytes), "UTF-16BE", false),
    ];
    for (bytes, name, mark) in cases {
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, TEXT, "{name}");
        assert_eq!((decoded.encoding.name, decoded.encoding.mark), (name, mark));
        assert_eq!(decoded.encoding.replaced, 0);
    }
}

#[test]
fn old_single_byte_text_is_guessed_and_said_so() {
    let text = "Kunde;Straße\nMüller;Königsallee 3\nGroß;Bäckerweg 9\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let decoded = decode(&bytes).unwrap();
    assert_eq!(decoded.text, text);
    assert_eq!((decoded.encoding.name, decoded.encoding.guessed), ("windows-1252", true));
}

#[test]
fn a_damaged_byte_in_utf_8_is_replaced_and_its_cell_named() {
    let mut bytes = "name,town\n".as_bytes().to_vec();
    bytes.extend("Zoë,Málaga\n".repeat(20).as_bytes());
    bytes.extend(b"Ann,C\xF3rdoba\n");
    let table = read_table(&bytes, &Hints::default()).unwrap();
    assert_eq!((table.encoding.name, table.encoding.replaced), ("UTF-8", 1));
    assert_eq!(table.rows[20].cells[1], "C\u{fffd}rdoba");
    assert_eq!((table.notes[0].row, table.notes[0].column.as_deref()), (22, Some("town")));
}

#[test]
fn what_is_not_text_is_refused_with_a_way_out() {
    let cases: [(&[u8], &str); 5] = [
        (b"PK\x03\x04rest", "save the sheet as CSV"),
        (b"\xD0\xCF\x11\xE0rest", "old workbook"),
        (b"a,b\n1,\x002\n", "a zero byte stands on line 2"),
        (b"\xFF\xFE\x00\x00a\x00\x00\x00", "UTF-32"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f abc", "control characters"),
    ];
    for (bytes, part) in cases {
        let message = decode(bytes).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    }
    for blank in ["", "\u{feff}", " \r\n\t\n", "\u{1a}"] {
        assert_eq!(decode(blank.as_bytes()).unwrap_err(), Unreadable::Empty);
    }
}

#[test]
fn a_dos_end_mark_is_no_cell() {
    assert_eq!(super::cells(&super::table("a,b\r\n1,2\r\n\u{1a}")), [["1", "2"]]);
}

#[test]
fn a_file_over_the_cap_is_refused_before_it_is_held() {
    assert_eq!(read_capped(std::io::repeat(b'x')).unwrap_err(), Unreadable::TooLarge);
    assert_eq!(read_capped(&b"a,b\n"[..]).unwrap(), b"a,b\n");
}
