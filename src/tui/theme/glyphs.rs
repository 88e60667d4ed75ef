//! The characters of the frame.

/// The characters of the frame that differ between a full and a plain terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// The end of text that was cut.
    pub ellipsis: &'static str,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical rule.
    pub upright: &'static str,
    /// The corners of a box: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Between parts of a line.
    pub dot: &'static str,
    /// More above, more below.
    pub more: [&'static str; 2],
}

impl Glyphs {
    /// Lines and dots of Unicode.
    pub const FULL: Glyphs = Glyphs {
        ellipsis: "…",
        rule: "─",
        upright: "│",
        corners: ["┌", "┐", "└", "┘"],
        dot: "·",
        more: ["↑", "↓"],
    };

    /// ASCII alone (`--ascii`).
    pub const ASCII: Glyphs = Glyphs {
        ellipsis: "~",
        rule: "-",
        upright: "|",
        corners: ["+", "+", "+", "+"],
        dot: "-",
        more: ["^", "v"],
    };
}
