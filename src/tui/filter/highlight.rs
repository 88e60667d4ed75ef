//! The words of the filter, lit where they stand on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Underlines every word of a filter in an area. Words of one letter would light too much.
pub fn highlight(buffer: &mut Buffer, area: Rect, words: &[String]) {
    let wanted: Vec<String> = words
        .iter()
        .flat_map(|word| word.split_whitespace())
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() > 1)
        .collect();
    if wanted.is_empty() {
        return;
    }
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        light_row(buffer, Rect { y, height: 1, ..area }, &wanted);
    }
}

fn light_row(buffer: &mut Buffer, row: Rect, wanted: &[String]) {
    // The small letters of the row, and for each of their bytes the column that it comes from.
    let (mut text, mut columns) = (String::new(), Vec::new());
    for x in row.left()..row.right() {
        let symbol = buffer[(x, row.y)].symbol().to_lowercase();
        columns.extend(std::iter::repeat_n(x, symbol.len()));
        text.push_str(&symbol);
    }
    for word in wanted {
        for (at, found) in text.match_indices(word.as_str()) {
            for &x in &columns[at..at + found.len()] {
                let cell = &mut buffer[(x, row.y)];
                cell.modifier.insert(Modifier::UNDERLINED | Modifier::BOLD);
            }
        }
    }
}
