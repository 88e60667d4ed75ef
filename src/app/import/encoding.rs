//! From bytes to text: byte order marks, UTF-8, UTF-16 and the old 8-bit encodings.

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use schemars::JsonSchema;
use serde::Serialize;

use super::problem::{MAX_FILE_BYTES, Unreadable};

/// How a file's bytes were read as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Encoding {
    /// Its name in the WHATWG Encoding Standard, such as `UTF-8` or `windows-1252`.
    pub name: &'static str,
    /// Whether a byte order mark stood at the start.
    pub mark: bool,
    /// Whether the name is a guess from the text itself.
    pub guessed: bool,
    /// How many characters could not be read and stand as U+FFFD.
    pub replaced: usize,
}

/// Text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How it was read.
    pub encoding: Encoding,
}

/// Reads a whole file, refusing one over [`MAX_FILE_BYTES`] without holding more than that.
pub fn read_capped(source: impl Read) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let limit = MAX_FILE_BYTES as u64 + 1;
    source.take(limit).read_to_end(&mut bytes).map_err(|error| Unreadable::Io(error.to_string()))?;
    if bytes.len() > MAX_FILE_BYTES { Err(Unreadable::TooLarge) } else { Ok(bytes) }
}

/// Reads bytes as text; refuses what is empty, over [`MAX_FILE_BYTES`] or not text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Unreadable::TooLarge);
    }
    refuse_known_binary(bytes)?;
    let (encoding, mark_bytes, guessed) = find_encoding(bytes)?;
    let (text, replaced) = read_text(encoding, &bytes[mark_bytes..]);
    // A DOS end-of-file mark is no text.
    let text = text.trim_end_matches('\u{1a}').to_owned();
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    refuse_control_characters(&text)?;
    let encoding = Encoding { name: encoding.name(), mark: mark_bytes > 0, guessed, replaced };
    Ok(Decoded { text, encoding })
}

/// The first bytes of files that people mistake for text exports: what they are, what to do.
const SIGNATURES: [(&[u8], &str, &str); 7] = [
    (b"PK\x03\x04", "it is a workbook (.xlsx, .ods) or a zip archive", "save the sheet as CSV, or unpack it"),
    (b"\xD0\xCF\x11\xE0", "it is an old workbook (.xls)", "save the sheet as CSV"),
    (b"%PDF", "it is a PDF", "export the data as CSV"),
    (b"\x1F\x8B", "it is compressed (gzip)", "unpack it first"),
    (b"SQLite format 3\0", "it is a SQLite database", "export a table as CSV"),
    (b"\x00\x00\xFE\xFF", "it is UTF-32 text", "save it as UTF-8"),
    (b"\xFF\xFE\x00\x00", "it is UTF-32 text", "save it as UTF-8"),
];

fn refuse_known_binary(bytes: &[u8]) -> Result<(), Unreadable> {
    for (signature, found, mend) in SIGNATURES {
        if bytes.starts_with(signature) {
            return Err(Unreadable::Binary { found: found.into(), mend: mend.into() });
        }
    }
    Ok(())
}

/// Finds the encoding, the length of its mark in bytes, and whether it is a guess.
fn find_encoding(bytes: &[u8]) -> Result<(&'static encoding_rs::Encoding, usize, bool), Unreadable> {
    if let Some((encoding, mark_bytes)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok((encoding, mark_bytes, false));
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let wide = wide_without_mark(bytes).ok_or_else(|| zero_byte(&bytes[..at]))?;
        return Ok((wide, 0, true));
    }
    if is_mostly_utf_8(bytes) {
        return Ok((UTF_8, 0, false));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok((detector.guess(None, Utf8Detection::Deny), 0, true))
}

/// Refuses a file for a zero byte; the bytes before it tell its line.
fn zero_byte(before: &[u8]) -> Unreadable {
    let line = before.split(|byte| *byte == b'\n').count();
    Unreadable::Binary {
        found: format!("a zero byte stands on line {line}"),
        mend: "export the data as CSV in UTF-8".into(),
    }
}

/// Text of mostly Western characters in UTF-16 has its zero bytes all on one side.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    let enough = (sample.len() / 8).max(4);
    let encoding = if low_first >= enough && high_first == 0 {
        UTF_16LE
    } else if high_first >= enough && low_first == 0 {
        UTF_16BE
    } else {
        return None;
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some().then_some(encoding)
}

/// A few broken bytes among many good sequences are damage, not another encoding.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || good >= 10 * broken
}

fn read_text(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> (String, usize) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    // U+FFFD may also stand in the file itself; then nothing was replaced.
    let replaced = if damaged { text.matches('\u{fffd}').count() } else { 0 };
    (text.into_owned(), replaced)
}

fn refuse_control_characters(text: &str) -> Result<(), Unreadable> {
    let is_odd = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
    if let Some(at) = text.find('\0') {
        return Err(zero_byte(&text.as_bytes()[..at]));
    }
    let odd = text.bytes().filter(is_odd).count();
    if odd > 8 && odd * 20 > text.len() {
        return Err(Unreadable::Binary {
            found: format!("{odd} of its characters are control characters"),
            mend: "export the data as CSV in UTF-8".into(),
        });
    }
    Ok(())
}
