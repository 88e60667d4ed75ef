//! The one sink through which text reaches the screen.
//!
//! Everything drawn goes through [`put`] or [`fill`]: hidden characters are made visible by the rule
//! of the domain, widths are those of the buffer, and nothing leaves the row it was given.

use std::borrow::Cow;
use std::fmt::Display;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// Measures text in terminal cells, as it is drawn (hidden characters made visible).
pub fn width_of(text: &str) -> usize {
    cells_of(&domain::visible(text))
}

/// Cells of a text in which nothing is hidden any more.
fn cells_of(shown: &str) -> usize {
    if is_plain(shown) { shown.len() } else { clusters(shown).map(|(_, cells)| cells).sum() }
}

/// So many of something by its word, which takes an s for more than one.
pub fn counted(count: impl Display, word: &str) -> String {
    let count = count.to_string();
    let plural = if count == "1" { "" } else { "s" };
    format!("{count} {word}{plural}")
}

/// A word with its first letter as a capital.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Shortens text to at most `width` cells, ending in `ellipsis` if anything was cut.
///
/// Never splits a wide character or a combining sequence, so the result may be a cell short.
pub fn clip<'t>(text: &'t str, width: usize, ellipsis: &str) -> Cow<'t, str> {
    let shown = domain::visible(text);
    if is_plain(&shown) && shown.len() <= width {
        return shown;
    }
    if cells_of(&shown) <= width {
        return Cow::Owned(clusters(&shown).map(|(cluster, _)| cluster).collect());
    }
    let tail: usize = clusters(ellipsis).map(|(_, cells)| cells).sum();
    let room = width.saturating_sub(tail);
    let mut kept = take_cells(&shown, room);
    if tail <= width {
        kept.push_str(ellipsis);
    }
    Cow::Owned(kept)
}

/// Shortens or pads text to exactly `width` cells.
pub fn fit(text: &str, width: usize, ellipsis: &str) -> String {
    let mut fitted = clip(text, width, ellipsis).into_owned();
    fitted.extend(std::iter::repeat_n(' ', width.saturating_sub(cells_of(&fitted))));
    fitted
}

/// Draws text on the first line of `row`, cut to its width; returns the cells used.
pub fn put(buffer: &mut Buffer, row: Rect, text: &str, style: Style, ellipsis: &str) -> u16 {
    let row = row.intersection(buffer.area);
    if row.is_empty() {
        return 0;
    }
    let shown = clip(text, usize::from(row.width), ellipsis);
    set(buffer, row, &shown, style) - row.x
}

/// Writes text that fits into a row; answers the column after it.
fn set(buffer: &mut Buffer, row: Rect, shown: &str, style: Style) -> u16 {
    if !is_plain(shown) {
        return buffer.set_stringn(row.x, row.y, shown, usize::from(row.width), style).0;
    }
    // Most text is plain: a letter a cell, with no clusters to be looked for.
    let mut end = row.x;
    for (x, letter) in (row.left()..row.right()).zip(shown.chars()) {
        buffer[(x, row.y)].set_char(letter).set_style(style);
        end = x + 1;
    }
    end
}

/// Draws text on the first line of `row` and covers the rest of that line with spaces of the style.
pub fn fill(buffer: &mut Buffer, row: Rect, text: &str, style: Style, ellipsis: &str) {
    let row = row.intersection(buffer.area);
    if row.is_empty() {
        return;
    }
    let shown = fit(text, usize::from(row.width), ellipsis);
    set(buffer, row, &shown, style);
}

/// Empties an area for something drawn over what is there, mending wide characters cut at its left edge.
pub fn clear(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if area.x > buffer.area.x {
            let before = &mut buffer[(area.x - 1, y)];
            if before.symbol().cell_width() > 1 {
                before.set_symbol(" ");
            }
        }
        for x in area.left()..area.right() {
            let cell = &mut buffer[(x, y)];
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// Puts characters of ASCII in place of the typography of a frame that is to have no other (`--ascii`): dashes,
/// quotation marks, arrows, lines, and the pictures of control characters. What people typed stays as it is.
pub fn make_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let mut characters = cell.symbol().chars();
        if let (Some(only), None) = (characters.next(), characters.next())
            && let Some(plain) = ascii_of(only)
        {
            cell.set_char(plain);
        }
    }
}

/// The character of ASCII that stands for one of typography; none for letters and for ASCII itself.
fn ascii_of(shown: char) -> Option<char> {
    Some(match shown {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' | '\u{b7}' | '\u{2022}' => '-',
        '\u{2502}' | '\u{2503}' => '|',
        '\u{250c}'..='\u{254b}' => '+',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2026}' => '~',
        '\u{2190}' => '<',
        '\u{2192}' => '>',
        '\u{2193}' => 'v',
        '\u{d7}' => 'x',
        '\u{a0}' => ' ',
        // A control character is seen to be there; which one it is, a terminal of ASCII cannot show in a cell.
        '\u{2191}' | '\u{2400}'..='\u{2421}' => '^',
        '\u{2580}'..='\u{259f}' => '#',
        _ => return None,
    })
}

/// Splits visible text into what one cursor step covers, each with its width in cells.
///
/// What has no width of its own (a combining mark with nothing before it) is left out, as the buffer does.
pub(crate) fn clusters(shown: &str) -> impl Iterator<Item = (&str, usize)> {
    shown
        .graphemes(true)
        .filter(|cluster| !cluster.contains(char::is_control))
        .map(|cluster| (cluster, usize::from(cluster.cell_width())))
        .filter(|(_, width)| *width > 0)
}

fn take_cells(shown: &str, room: usize) -> String {
    let mut left = room;
    clusters(shown)
        .map_while(|(cluster, cells)| {
            left = left.checked_sub(cells)?;
            Some(cluster)
        })
        .collect()
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wide_character_is_never_split() {
        assert_eq!(clip("日本語", 5, "…"), "日本…");
        assert_eq!(clip("日本語", 4, "…"), "日…");
        assert_eq!(fit("日本語", 4, "…"), "日… ");
    }

    #[test]
    fn a_combining_sequence_stays_whole() {
        assert_eq!(clip("e\u{301}e\u{301}e\u{301}", 2, "…"), "e\u{301}…");
        assert_eq!(width_of("e\u{301}"), 1);
    }

    #[test]
    fn hidden_characters_are_shown_and_measured_as_shown() {
        let shown = clip("a\u{202E}b\u{1b}[2J", 40, "…").into_owned();
        assert!(!shown.contains(['\u{202E}', '\u{1b}']), "{shown:?}");
        assert_eq!(width_of("a\u{202E}b\u{1b}[2J"), width_of(&shown));
        assert!(width_of("\u{1b}") > 0, "an escape is made visible, not dropped");
    }

    #[test]
    fn text_is_measured_as_terminals_draw_it() {
        for (text, cells) in [
            ("👨\u{200d}👩\u{200d}👧", 2),
            ("👍🏽", 2),
            ("🇬🇧", 2),
            ("❤\u{fe0f}", 2),
            ("1\u{fe0f}\u{20e3}", 2),
            ("한국어", 6),
            ("שָׁלוֹם", 4),
            ("مُحَمَّد", 4),
            ("สวัสดี", 4),
            ("Zalgo\u{336}\u{30a}\u{489}", 5),
            ("\u{202e}RTL", 11),
            ("a\tb", 3),
        ] {
            assert_eq!(width_of(text), cells, "{text:?}");
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
            let whole = buffer.area;
            assert_eq!(usize::from(put(&mut buffer, whole, text, Style::new(), "~")), cells, "{text:?}");
        }
    }

    #[test]
    fn no_room_gives_nothing() {
        assert_eq!(clip("abc", 0, "…"), "");
        assert_eq!(fit("abc", 0, "~"), "");
        assert_eq!(fit("abc", 1, "~"), "~");
    }

    #[test]
    fn clearing_mends_the_wide_character_that_it_cuts() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        let whole = buffer.area;
        put(&mut buffer, whole, "日本語", Style::new(), "~");
        clear(&mut buffer, Rect::new(3, 0, 2, 1), Style::new());
        assert_eq!(buffer[(2, 0)].symbol(), " ");
        assert_eq!(buffer[(0, 0)].symbol(), "日");
    }

    #[test]
    fn a_frame_of_ascii_keeps_what_people_typed() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
        let whole = buffer.area;
        put(&mut buffer, whole, "9–10 “Söhne” · a\u{1b}b → 日本…", Style::new(), "…");
        make_ascii(&mut buffer);
        let row: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(row.trim_end(), "9-10 \"Söhne\" - a^b > 日 本 ~");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn text_fits_exactly(text in any::<String>(), width in 0_usize..60) {
            prop_assert_eq!(width_of(&fit(&text, width, "~")), width);
        }

        #[test]
        fn text_stays_in_its_row(text in any::<String>(), x in 0_u16..12, width in 0_u16..20) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 3));
            let row = Rect::new(x, 1, width, 1);
            fill(&mut buffer, row, &text, Style::new(), "~");
            for position in buffer.area.positions() {
                let cell = &buffer[position];
                prop_assert!(!cell.symbol().contains(char::is_control));
                prop_assert!(row.contains(position) || cell.symbol() == " ");
            }
        }
    }
}
