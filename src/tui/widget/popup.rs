//! A box over what is there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{clear, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::{after, first, line};

/// Gives a box of at most the size asked in the middle of an area, its border included.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// Gives the room inside of a box.
pub fn inside(area: Rect) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// Draws an empty box with a title and gives the room inside.
pub fn draw(buffer: &mut Buffer, area: Rect, title: &str, theme: &Theme) -> Rect {
    let area = area.intersection(buffer.area);
    clear(buffer, area, theme.style(Role::Text));
    if area.width < 2 || area.height < 2 {
        return inside(area);
    }
    let (style, glyphs) = (theme.style(Role::Border), &theme.glyphs);
    let rule = glyphs.rule.repeat(usize::from(area.width) - 2);
    let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
    put(buffer, line(area, 0), &format!("{top_left}{rule}{top_right}"), style, "");
    let last = usize::from(area.height) - 1;
    put(buffer, line(area, last), &format!("{bottom_left}{rule}{bottom_right}"), style, "");
    for row in 1..last {
        put(buffer, line(area, row), glyphs.upright, style, "");
        put(buffer, after(line(area, row), area.width - 1), glyphs.upright, style, "");
    }
    if !title.is_empty() {
        let room = first(after(line(area, 0), 2), area.width.saturating_sub(4));
        let title = cut_middle(title, usize::from(room.width).saturating_sub(2), glyphs.ellipsis);
        put(buffer, room, &format!(" {title} "), theme.style(Role::Header), glyphs.ellipsis);
    }
    inside(area)
}

/// Cuts a text that is wider than `width` cells in its middle: a title ends with what it asks or how many it is
/// about, as in “Who takes J-7 Tap and 4 more?”.
fn cut_middle(text: &str, width: usize, ellipsis: &str) -> String {
    let shown = domain::visible(text);
    if width_of(&shown) <= width {
        return shown.into_owned();
    }
    let clusters: Vec<(&str, usize)> = crate::text::clusters(&shown).collect();
    let tail = cells_of(clusters.iter().rev(), width / 3);
    let used: usize = clusters[clusters.len() - tail..].iter().map(|(_, cells)| cells).sum();
    let head = cells_of(clusters.iter(), width.saturating_sub(used + width_of(ellipsis)));
    let part = |part: &[(&str, usize)]| part.iter().map(|(cluster, _)| *cluster).collect::<String>();
    let (head, tail) = (part(&clusters[..head]), part(&clusters[clusters.len() - tail..]));
    format!("{}{ellipsis}{}", head.trim_end(), tail)
}

/// How many clusters fit into so many cells.
fn cells_of<'a>(clusters: impl Iterator<Item = &'a (&'a str, usize)>, width: usize) -> usize {
    let mut used = 0;
    let fits = |(_, cells): &&(&str, usize)| {
        used += cells;
        used <= width
    };
    clusters.take_while(fits).count()
}

/// Breaks text into lines of at most `width` cells at blanks, or anywhere in a word that is longer. Lines that go on
/// from an indented one are indented like it.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    if width == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let blanks = paragraph.len() - paragraph.trim_start_matches(' ').len();
        // An indent that takes half of the room would leave a column of broken words.
        let indent = " ".repeat(blanks.min(width / 2));
        let pieces = wrap_paragraph(paragraph, width - indent.len());
        lines.extend(pieces.into_iter().map(|piece| format!("{indent}{piece}").trim_end().to_owned()));
    }
    lines
}

fn wrap_paragraph(paragraph: &str, width: usize) -> Vec<String> {
    let (mut lines, mut current) = (Vec::new(), String::new());
    for word in paragraph.split_whitespace() {
        let blank = usize::from(!current.is_empty());
        if width_of(&current) + blank + width_of(word) <= width {
            current.extend((blank == 1).then_some(' '));
            current.push_str(word);
            continue;
        }
        if !current.is_empty() {
            lines.push(std::mem::take(&mut current));
        }
        current = break_word(word, width, &mut lines);
    }
    lines.push(current);
    lines
}

/// Puts whole lines of a long word away and gives what is left of it.
fn break_word(word: &str, width: usize, lines: &mut Vec<String>) -> String {
    let shown = domain::visible(word);
    let (mut current, mut used) = (String::new(), 0);
    for (cluster, cells) in crate::text::clusters(&shown) {
        if used + cells > width && used > 0 {
            lines.push(std::mem::take(&mut current));
            used = 0;
        }
        current.push_str(cluster);
        used += cells;
    }
    current
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_at_blanks_and_breaks_long_words() {
        assert_eq!(wrap("two words\n\nmore", 6), ["two", "words", "", "more"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
        assert_eq!(wrap("anything", 0), Vec::<String>::new());
    }

    #[test]
    fn a_line_that_goes_on_keeps_its_indent() {
        assert_eq!(wrap("! not free\n  take a time", 8), ["! not", "free", "  take a", "  time"]);
        assert_eq!(wrap("        far", 4), ["  fa", "  r"]);
        assert_eq!(wrap("   ", 4), [""]);
    }

    #[test]
    fn a_long_title_keeps_how_it_begins_and_ends() {
        assert_eq!(cut_middle("Who takes J-7?", 14, "…"), "Who takes J-7?");
        assert_eq!(cut_middle("Who takes J-7 Tap drips and 4 more?", 28, "…"), "Who takes J-7 Tap…d 4 more?");
        assert_eq!(cut_middle("日本語日本語", 7, "…"), "日本…語");
        assert_eq!(cut_middle("anything", 0, "…"), "…");
    }

    #[test]
    fn a_box_never_leaves_its_area() {
        assert_eq!(centred(Rect::new(0, 0, 10, 4), 100, 100), Rect::new(0, 0, 10, 4));
        assert_eq!(centred(Rect::new(0, 0, 10, 4), 4, 2), Rect::new(3, 1, 4, 2));
    }
}
