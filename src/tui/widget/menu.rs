//! A list to choose from: typing filters, a second line gives the reasons.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::{clear, fill, put};
use crate::theme::{Role, Theme};
use crate::widget::line_edit::{self, LineEdit};
use crate::widget::scroll::{keep_in_view, step};
use crate::widget::{after, line, popup};

/// At most so many lines say more about the selected row.
const MOST_DETAILS: usize = 16;
/// The list keeps so many rows before more is said about one.
const FEWEST_ROWS: usize = 5;

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
    }

    /// Draws the menu in the middle of an area and gives the place of the cursor.
    ///
    /// Every row takes two lines if any choice has reasons, else one. What is said of the selected row in detail
    /// stands below a line, as much of it as leaves the list a few rows; the reasons give way to it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<Position> {
        let most = self.choices.iter().map(|choice| choice.details.len()).max().unwrap_or(0);
        let has_reasons =
            self.choices.iter().any(|choice| !choice.reasons.is_empty() || choice.refused.is_some());
        let is_typed = self.letters.is_empty();
        let above = usize::from(is_typed);
        let below = if most == 0 { 0 } else { 1 + most.min(MOST_DETAILS) };
        let fits = 2 * self.choices.len() + 2 + above + below <= usize::from(area.height);
        let tall = has_reasons && (most == 0 || fits);
        let lines_a_row = 1 + usize::from(tall);
        let wanted = u16::try_from(self.choices.len() * lines_a_row + 2 + above + below).unwrap_or(u16::MAX);
        let outer = popup::centred(area, if most == 0 { 72 } else { 100 }, wanted.min(area.height));
        let whole = popup::draw(buffer, outer, &self.title, theme);
        let list = self.choices.len().min(FEWEST_ROWS) + above;
        let below = below.min(usize::from(whole.height).saturating_sub(list));
        let room = Rect { height: whole.height - u16::try_from(below).unwrap_or(whole.height), ..whole };
        self.draw_details(
            buffer,
            Rect { y: room.bottom(), height: whole.height - room.height, ..whole },
            theme,
        );
        let shown = line_edit::Shown { prompt: "/", edit: &self.filter, read_back: &[], message: None };
        let cursor = if is_typed { line_edit::draw(buffer, line(room, 0), &shown, theme) } else { None };
        let rows = usize::from(room.height).saturating_sub(above) / lines_a_row;
        let first = keep_in_view(0, self.selected, rows, self.kept.len());
        if self.kept.is_empty() {
            let nothing = "nothing here has these words; Ctrl-u empties the line";
            fill(buffer, line(room, 1), nothing, theme.style(Role::Dim), theme.glyphs.ellipsis);
        }
        for place in 0..rows.min(self.kept.len() - first) {
            let index = first + place;
            let choice = &self.choices[self.kept[index]];
            let top = above + place * lines_a_row;
            let selected = self.selected == Some(index);
            let letter = self.letters.get(self.kept[index]).copied();
            draw_choice(buffer, line(room, top), choice, letter, selected, theme);
            if tall {
                draw_reasons(buffer, line(room, top + 1), choice, selected, theme);
            }
        }
        cursor
    }
}

impl Menu {
    /// Draws what is said of the selected row in detail, below a line.
    fn draw_details(&self, buffer: &mut Buffer, room: Rect, theme: &Theme) {
        if room.height < 2 {
            return;
        }
        let rule = theme.glyphs.rule.repeat(usize::from(room.width));
        fill(buffer, line(room, 0), &rule, theme.style(Role::Border), theme.glyphs.ellipsis);
        let details = self.selected().map_or(&[][..], |place| &self.choices[place].details);
        let rows = usize::from(room.height) - 1;
        let shown = if details.len() > rows { rows - 1 } else { details.len() };
        for (place, (text, role)) in details.iter().take(shown).enumerate() {
            put(buffer, after(line(room, 1 + place), 1), text, theme.style(*role), theme.glyphs.ellipsis);
        }
        if shown < details.len() {
            let more = format!("and {} more", details.len() - shown);
            put(
                buffer,
                after(line(room, 1 + shown), 1),
                &more,
                theme.style(Role::Dim),
                theme.glyphs.ellipsis,
            );
        }
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
    fill(buffer, row, &format!("{glyph}{letter}{}", choice.label), style, ellipsis);
    let cells = u16::try_from(crate::text::width_of(&choice.aside)).unwrap_or(u16::MAX);
    if cells > 0 && row.width > cells.saturating_add(12) {
        let place = after(row, row.width - cells - 1);
        put(buffer, place, &choice.aside, theme.style_if(Role::Key, selected), ellipsis);
    }
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
