//! A list to choose from: typing filters, a second line gives the reasons, more is said below the list.

mod details;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::{clear, fill, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::line_edit::{self, LineEdit};
use crate::widget::scroll::{keep_in_view, step};
use crate::widget::{after, first, line, popup};

/// At most so many lines say more about the selected row; the rest is read on.
const MOST_DETAILS: usize = 16;
/// The list keeps so many rows before more is said about one, or a quarter of a low screen.
const FEWEST_ROWS: usize = 4;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What it is.
    pub label: String,
    /// Shown at the right of the label: a key, a score.
    pub aside: String,
    /// The reasons, on a second line; empty for none.
    pub reasons: String,
    /// More about it, below the list while it is selected; the reasons give way to it.
    pub details: Vec<(String, Role)>,
    /// Why it cannot be chosen now, shown instead of the reasons.
    pub refused: Option<String>,
}

/// A menu: what there is, what is typed, what is selected.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    title: String,
    choices: Vec<Choice>,
    filter: LineEdit,
    /// A letter for each choice, when letters choose instead of filtering.
    letters: Vec<char>,
    /// The places of the choices that the filter lets through.
    kept: Vec<usize>,
    selected: Option<usize>,
    /// The first line seen of what is said of the selected row in detail.
    read: usize,
}

/// Where the parts of a menu are.
struct Layout {
    outer: Rect,
    /// The line that is typed and the rows.
    list: Rect,
    /// What is said of the selected row, a rule above it.
    details: Rect,
    /// Whether every row has a second line.
    is_tall: bool,
}

impl Menu {
    /// Makes a menu with the first choice selected.
    pub fn new(title: impl Into<String>, choices: Vec<Choice>) -> Self {
        let mut menu = Menu { title: title.into(), choices, ..Menu::default() };
        menu.filter_again();
        menu
    }

    /// Makes a menu of a few choices that are chosen by a letter each; nothing is typed in it.
    pub fn lettered(title: impl Into<String>, choices: Vec<Choice>) -> Self {
        let mut letters: Vec<char> = Vec::new();
        for choice in &choices {
            let own = choice.label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
            let free = own.chain('1'..='9').find(|letter| !letters.contains(letter));
            letters.push(free.unwrap_or(' '));
        }
        Menu { letters, ..Menu::new(title, choices) }
    }

    /// Selects the choice of a letter; says whether there is one.
    pub fn take_letter(&mut self, chord: crate::key::Chord) -> bool {
        let typed = chord.typed().and_then(|typed| typed.to_lowercase().next());
        let place = typed.and_then(|typed| self.letters.iter().position(|letter| *letter == typed));
        if place.is_some() {
            self.selected = place;
        }
        place.is_some()
    }

    /// Gives the place of the selected choice among all; none if the filter lets none through.
    pub fn selected(&self) -> Option<usize> {
        self.selected.and_then(|row| self.kept.get(row)).copied()
    }

    /// Gives what is typed.
    pub fn filter(&self) -> &str {
        self.filter.text()
    }

    /// Goes so many rows on, or back if negative.
    pub fn go(&mut self, by: isize) {
        self.selected = step(self.selected, by, self.kept.len());
        self.read = 0;
    }

    /// Takes a key of the filter; says whether it was one.
    pub fn press(&mut self, chord: crate::key::Chord) -> bool {
        let taken = self.letters.is_empty() && self.filter.press(chord);
        if taken {
            self.filter_again();
        }
        taken
    }

    /// Adds pasted text to the filter.
    pub fn paste(&mut self, text: &str) {
        if self.letters.is_empty() {
            self.filter.paste(text);
            self.filter_again();
        }
    }

    /// Keeps the choices in which every word typed occurs, in any case and order; selects the first.
    fn filter_again(&mut self) {
        let typed = self.filter.text().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let matches = |choice: &Choice| {
            let text = format!("{} {}", choice.label, choice.aside).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        self.kept = (0..self.choices.len()).filter(|place| matches(&self.choices[*place])).collect();
        self.selected = (!self.kept.is_empty()).then_some(0);
        self.read = 0;
    }

    /// Places the parts in the middle of an area.
    ///
    /// Every row takes two lines if any choice has reasons, else one. What is said of the selected row in detail
    /// stands below a line, as much of it as leaves the list a few rows; the reasons give way to it.
    fn layout(&self, area: Rect) -> Layout {
        let is_plain = self.choices.iter().all(|choice| choice.details.is_empty());
        let width = if is_plain { 72 } else { 100 };
        let most = self.most_said(area.width.min(width).saturating_sub(2));
        let above = usize::from(self.letters.is_empty());
        let below = if most == 0 { 0 } else { 1 + most.min(MOST_DETAILS) };
        let has_reasons =
            self.choices.iter().any(|choice| !choice.reasons.is_empty() || choice.refused.is_some());
        let fits = 2 * self.choices.len() + 2 + above + below <= usize::from(area.height);
        let is_tall = has_reasons && (most == 0 || fits);
        let rows = self.choices.len() * (1 + usize::from(is_tall));
        let wanted = u16::try_from(rows + 2 + above + below).unwrap_or(u16::MAX);
        let outer = popup::centred(area, width, wanted.min(area.height));
        let whole = popup::inside(outer);
        let height = usize::from(whole.height);
        let fewest = self.choices.len().min(FEWEST_ROWS).min(height / 4).max(1) + above;
        let below = below.min(height.saturating_sub(fewest));
        let list = Rect { height: whole.height - u16::try_from(below).unwrap_or(whole.height), ..whole };
        let details = Rect { y: list.bottom(), height: whole.height - list.height, ..whole };
        Layout { outer, list, details, is_tall }
    }

    /// Draws the menu in the middle of an area and gives the place of the cursor.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<Position> {
        let Layout { outer, list, details, is_tall } = self.layout(area.intersection(buffer.area));
        popup::draw(buffer, outer, &self.title, theme);
        self.draw_details(buffer, details, theme);
        let is_typed = self.letters.is_empty();
        let above = usize::from(is_typed);
        let shown = line_edit::Shown { prompt: "/", edit: &self.filter, read_back: &[], message: None };
        let cursor = if is_typed { line_edit::draw(buffer, line(list, 0), &shown, theme) } else { None };
        let lines_a_row = 1 + usize::from(is_tall);
        let rows = usize::from(list.height).saturating_sub(above) / lines_a_row;
        let first = keep_in_view(0, self.selected, rows, self.kept.len());
        if self.kept.is_empty() {
            let nothing = "nothing here has these words; Ctrl-u empties the line";
            fill(buffer, line(list, 1), nothing, theme.style(Role::Dim), theme.glyphs.ellipsis);
        }
        for place in 0..rows.min(self.kept.len() - first) {
            let index = first + place;
            let choice = &self.choices[self.kept[index]];
            let top = above + place * lines_a_row;
            let selected = self.selected == Some(index);
            let letter = self.letters.get(self.kept[index]).copied();
            draw_choice(buffer, line(list, top), choice, letter, selected, theme);
            if is_tall {
                draw_reasons(buffer, line(list, top + 1), choice, selected, theme);
            }
        }
        cursor
    }
}

fn draw_choice(
    buffer: &mut Buffer,
    row: Rect,
    choice: &Choice,
    letter: Option<char>,
    selected: bool,
    theme: &Theme,
) {
    let role = if choice.refused.is_some() { Role::Dim } else { Role::Text };
    let ellipsis = theme.glyphs.ellipsis;
    let style = theme.style_if(role, selected);
    let glyph = if selected { ">" } else { " " };
    let letter = letter.map_or_else(String::new, |letter| format!("{letter}  "));
    let text = format!("{glyph}{letter}{}", choice.label);
    let cells = cells_of_aside(&choice.aside, &text, row.width);
    fill(buffer, row, "", style, "");
    let room = if cells > 0 { first(row, row.width - cells - 2) } else { row };
    put(buffer, room, &text, style, ellipsis);
    if cells > 0 {
        let place = first(after(row, row.width - cells - 1), cells);
        put(buffer, place, &choice.aside, theme.style_if(Role::Key, selected), ellipsis);
    }
}

/// Cells for what stands at the right of a row: all it needs while the label keeps a few, else what the label leaves,
/// which keeps half of the row.
fn cells_of_aside(aside: &str, label: &str, width: u16) -> u16 {
    let wanted = u16::try_from(width_of(aside)).unwrap_or(u16::MAX);
    if width > wanted.saturating_add(12) {
        return wanted;
    }
    let label = u16::try_from(width_of(label)).unwrap_or(u16::MAX).min(width / 2);
    width.saturating_sub(label + 3).min(wanted)
}

fn draw_reasons(buffer: &mut Buffer, row: Rect, choice: &Choice, selected: bool, theme: &Theme) {
    let (text, role) = match &choice.refused {
        Some(why) => (why.as_str(), Role::Warn),
        None => (choice.reasons.as_str(), Role::Dim),
    };
    let style = theme.style_if(role, selected);
    clear(buffer, row, style);
    put(buffer, after(row, 3), text, style, theme.glyphs.ellipsis);
}
