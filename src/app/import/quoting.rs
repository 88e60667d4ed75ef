//! Quotes that do not follow the rules of RFC 4180.

/// A quote in a place where a well-formed file has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StrayQuote {
    /// Where it stands, in bytes from the start of the text.
    pub(super) at: usize,
    /// The cell's place in its row, from 0.
    pub(super) column: usize,
}

/// What a walk over all quotes of a text found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct QuoteFaults {
    /// Characters that follow a closing quote, the first [`MAX_STRAY`] of them.
    pub(super) stray: Vec<StrayQuote>,
    /// The last opening quote, when nothing closes it.
    pub(super) open: Option<StrayQuote>,
}

/// More stray quotes than this tell nothing new.
const MAX_STRAY: usize = 100;

enum State {
    CellStart,
    Plain,
    Quoted(usize),
    QuoteInQuoted(usize),
}

/// Walks the text as the reader does (a quote counts only at the start of a cell) and lists faults.
pub(super) fn find_quote_faults(text: &str, delimiter: u8) -> QuoteFaults {
    let mut faults = QuoteFaults::default();
    let (mut state, mut column) = (State::CellStart, 0);
    for (at, byte) in text.bytes().enumerate() {
        state = match (state, byte) {
            (State::Quoted(opened), b'"') => State::QuoteInQuoted(opened),
            (State::Quoted(opened), _) | (State::QuoteInQuoted(opened), b'"') => State::Quoted(opened),
            (State::CellStart, b'"') => State::Quoted(at),
            (_, b'\n' | b'\r') => {
                column = 0;
                State::CellStart
            }
            (_, other) if other == delimiter => {
                column += 1;
                State::CellStart
            }
            (State::QuoteInQuoted(_), _) => {
                if faults.stray.len() < MAX_STRAY {
                    faults.stray.push(StrayQuote { at, column });
                }
                State::Plain
            }
            (State::CellStart | State::Plain, _) => State::Plain,
        };
    }
    if let State::Quoted(at) = state {
        faults.open = Some(StrayQuote { at, column });
    }
    faults
}

/// Counts lines of a text; each of CRLF, LF and CR ends one.
#[derive(Debug)]
pub(super) struct LineCounter<'text> {
    text: &'text [u8],
    at: usize,
    line: u64,
}

impl<'text> LineCounter<'text> {
    /// Starts on the given line, at the start of the text.
    pub(super) fn new(text: &'text str, first_line: u64) -> Self {
        LineCounter { text: text.as_bytes(), at: 0, line: first_line }
    }

    /// The line at a place in bytes; places must be asked for in ascending order.
    pub(super) fn line_at(&mut self, place: usize) -> u64 {
        let place = place.min(self.text.len());
        while self.at < place {
            let byte = self.text[self.at];
            let is_half = byte == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += u64::from(byte == b'\n' || (byte == b'\r' && !is_half));
            self.at += 1;
        }
        self.line
    }
}
