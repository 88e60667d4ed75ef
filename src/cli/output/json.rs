//! JSON that no terminal can be steered by, and that still says exactly what went in.

use std::borrow::Cow;

/// Writes the hidden and steering characters of a JSON text as `\uXXXX`: the value stays the same.
///
/// They can stand only inside strings, for JSON's own signs are plain ASCII; the C0 controls are escaped
/// there by the writer already (RFC 8259 section 7).
pub(crate) fn escape_hidden(json: String) -> String {
    if matches!(domain::visible(&json), Cow::Borrowed(_)) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    let mut letter = [0; 4];
    for c in json.chars() {
        // A raw line break can only be layout between values.
        if c < ' ' || matches!(domain::visible(c.encode_utf8(&mut letter)), Cow::Borrowed(_)) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.extend(format!("\\u{unit:04x}").chars());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_value_is_equal_and_nothing_hidden_is_left() {
        let text = "a\u{202e}b\u{200b}c\u{9b}31m\u{7f}\u{feff}\u{e0041}\x1b[2J \u{2067} é 👩‍👧 \"quoted\"\n";
        let value = json!({ "name": text, "list": [text] });
        let written = escape_hidden(value.to_string());
        assert_eq!(domain::visible(&written), written.as_str());
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
        assert!(written.contains("\\u202e") && written.contains("\\udb40\\udc41"), "{written}");
    }

    #[test]
    fn plain_text_is_left_alone() {
        let plain = json!({ "name": "Kerr & Söhne – 14 Elm St" }).to_string();
        assert_eq!(escape_hidden(plain.clone()), plain);
        let laid_out = "{\n  \"name\": \"Kerr\"\n}";
        assert_eq!(escape_hidden(laid_out.to_owned()), laid_out);
    }
}
