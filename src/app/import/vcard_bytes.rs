//! Bytes of a vCard file that are no valid text as they stand, although each line alone would be.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// Makes one text of a file whose lines were folded in the middle of a character, or which says for single
/// properties that they are in another encoding (`CHARSET` of vCard 2.1). Line ends stay where they are.
pub(super) fn mend_card_bytes(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.contains(&0) || std::str::from_utf8(bytes).is_ok() {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(recode_lines(&rejoin_characters(bytes)))
}

/// Moves the rest of a character that a fold cuts in front of the fold: RFC 6350 asks for that, older
/// programs folded at a count of bytes.
fn rejoin_characters(bytes: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let fold = fold_at(&bytes[at..]);
        let lacking = if fold > 0 { lacking_bytes(&joined) } else { 0 };
        let rest = bytes.get(at + fold..at + fold + lacking).unwrap_or_default();
        if lacking > 0 && rest.len() == lacking && rest.iter().all(|byte| is_continuation(*byte)) {
            joined.extend_from_slice(rest);
            joined.extend_from_slice(&bytes[at..at + fold]);
            at += fold + lacking;
        } else {
            joined.push(bytes[at]);
            at += 1;
        }
    }
    joined
}

/// The length of the fold that the bytes begin with: a line end and one blank; 0 when they begin with none.
fn fold_at(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', b' ' | b'\t', ..] => 3,
        [b'\n' | b'\r', b' ' | b'\t', ..] => 2,
        _ => 0,
    }
}

/// How many bytes the last character lacks, by UTF-8's first byte of it.
fn lacking_bytes(bytes: &[u8]) -> usize {
    let there = bytes.iter().rev().take_while(|byte| is_continuation(**byte)).take(3).count() + 1;
    let first = bytes.len().checked_sub(there).map_or(0, |first| bytes[first]);
    let wanted = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 0,
    };
    usize::saturating_sub(wanted, there)
}

fn is_continuation(byte: u8) -> bool {
    (0x80..=0xbf).contains(&byte)
}

/// Writes the lines that are not UTF-8 as UTF-8, where their property names the encoding they are in.
fn recode_lines(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut named = None;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            named = named_encoding(line);
        }
        match named.filter(|_| std::str::from_utf8(line).is_err()) {
            Some(encoding) => out.extend_from_slice(encoding.decode_without_bom_handling(line).0.as_bytes()),
            None => out.extend_from_slice(line),
        }
    }
    out
}

/// The encoding in front of a property's value, unless that is UTF-8.
fn named_encoding(line: &[u8]) -> Option<&'static Encoding> {
    let head = line.split(|byte| *byte == b':').next()?;
    let label = head.split(|byte| *byte == b';').skip(1).find_map(|parameter| {
        let (name, label) = parameter.split_at_checked(8)?;
        name.eq_ignore_ascii_case(b"CHARSET=").then_some(label)
    })?;
    Encoding::for_label(label.trim_ascii()).filter(|encoding| *encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_a_fold_cuts_is_whole_again() {
        let cut = b"FN:Jos\xc3\r\n \xa9\r\nNOTE:\xe2\x82\r\n \xac\xf0\x9f\x91\n\t\xb7x\r\n y\r\n";
        assert_eq!(mend_card_bytes(cut), "FN:José\r\n \r\nNOTE:€\r\n 👷\n\tx\r\n y\r\n".as_bytes());
        // Where nothing completes it, or no blank follows the line end, it stays as it is.
        for kept in [&b"FN:a\xc3\r\n b"[..], b"FN:a\xc3\r\n\xa9", b"FN:\xe9\r\n x", b"\xc3", b"\r\n \xa9"] {
            assert_eq!(mend_card_bytes(kept), kept);
        }
    }

    #[test]
    fn lines_are_read_in_the_encoding_that_they_name() {
        let mixed =
            b"FN;CHARSET=UTF-8:J\xc3\xb6rg\r\nORG;X=1;charset=iso-8859-1:M\xfcl\r\n ler \xfc\r\nNOTE:x\r\n";
        let read = "FN;CHARSET=UTF-8:Jörg\r\nORG;X=1;charset=iso-8859-1:Mül\r\n ler ü\r\nNOTE:x\r\n";
        assert_eq!(mend_card_bytes(mixed), read.as_bytes());
        let wide = b"F\0N\0:\0\xfc\0";
        assert_eq!(mend_card_bytes(wide), &wide[..]);
    }
}
