//! Keys by their names, as a terminal of the xterm family sends them.

/// The bytes of a key by its name; what is no name is typed as it stands (`.c`, `gg`).
pub(super) fn bytes_of(key: &str) -> Vec<u8> {
    if let Some(letter) = key.strip_prefix("Ctrl-").and_then(|rest| rest.bytes().next()) {
        return vec![letter.to_ascii_uppercase() & 0x1f];
    }
    let bytes: &[u8] = match key {
        "Enter" => b"\r",
        "Esc" => b"\x1b",
        "Tab" => b"\t",
        "Space" => b" ",
        "Backspace" => b"\x7f",
        "Up" => b"\x1b[A",
        "Down" => b"\x1b[B",
        "Right" => b"\x1b[C",
        "Left" => b"\x1b[D",
        typed => typed.as_bytes(),
    };
    bytes.to_vec()
}
