//! A form on the screen: labels at the left, fields at the right, what is wrong under each; Save at the foot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::{Editor, Field};
use super::{Form, Offers};
use crate::text::{fill, put, width_of};
use crate::theme::{Role, Theme};
use crate::widget::line_edit::{self, Shown};
use crate::widget::{after, first, line, popup};

/// The widest form; longer lines are hard to read.
const WIDEST: u16 = 100;
/// The widest column of labels.
const WIDEST_LABEL: u16 = 18;
/// So many lines of fields are seen, however much is said below them.
const FEWEST_ROWS: u16 = 2;
/// The word that saves, while it is not being saved.
const SAVE: &str = "[ Save ]";

/// A row of the form, from the top, before it is known which are seen.
enum Part {
    /// The lines of a field's editor.
    Field(usize),
    /// Something said under a field.
    Said(String, Role),
    /// A suggestion by its place.
    Offer(usize),
}

impl Part {
    fn height(&self) -> usize {
        match self {
            Part::Field(height) => *height,
            Part::Said(..) | Part::Offer(_) => 1,
        }
    }
}

impl Form {
    /// Draws the form over what is there; gives the place of the cursor.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<Position> {
        let width = area.width.min(WIDEST);
        let label = label_width(self, width);
        let parts = self.parts(usize::from(width.saturating_sub(label + 4)));
        let rows: usize = parts.iter().map(|(_, part)| part.height()).sum();
        let said = self.foot(usize::from(width.saturating_sub(4)));
        let wanted = u16::try_from(rows + said.lines() + 2).unwrap_or(u16::MAX);
        let room = popup::draw(buffer, popup::centred(area, width, wanted), &self.title, theme);
        let foot =
            u16::try_from(said.lines()).unwrap_or(u16::MAX).min(room.height.saturating_sub(FEWEST_ROWS));
        let body = Rect { height: room.height.saturating_sub(foot.max(1)), ..room };
        let foot = Rect { y: body.bottom(), height: room.height - body.height, ..room };
        let top = self.top(&parts, usize::from(body.height));
        more(buffer, room, top > 0, rows > top + usize::from(body.height), theme);
        let mut cursor = None;
        let mut at = 0;
        for (place, part) in &parts {
            let seen = at + part.height() > top && at < top + usize::from(body.height);
            if seen {
                let row = at.saturating_sub(top);
                let cut = top.saturating_sub(at);
                let area = below(body, row, part.height() - cut);
                cursor = self.draw_part(buffer, area, label, *place, part, theme).or(cursor);
            }
            at += part.height();
        }
        self.draw_foot(buffer, foot, &said, theme).or(cursor)
    }

    /// Every row with the field it belongs to.
    fn parts(&self, inside: usize) -> Vec<(usize, Part)> {
        let mut parts = Vec::new();
        for (place, field) in self.fields.iter().enumerate() {
            let focused = place == self.focus;
            parts.push((place, Part::Field(field.height(focused))));
            let said = |text: &Option<String>, role| {
                let lines = text.as_ref().map_or_else(Vec::new, |text| popup::wrap(text, inside));
                lines.into_iter().map(move |line| (place, Part::Said(line, role)))
            };
            parts.extend(said(&field.message, Role::Error));
            parts.extend(said(&field.news, Role::Warn));
            let offers = self.offers.as_ref().filter(|_| focused).map_or(0, Offers::rows);
            parts.extend((0..offers).map(|row| (place, Part::Offer(row))));
        }
        parts
    }

    /// The first row seen: as far down as the field that has the keys needs, with a glimpse of what follows.
    fn top(&self, parts: &[(usize, Part)], room: usize) -> usize {
        let rows: usize = parts.iter().map(|(_, part)| part.height()).sum();
        let last = rows.saturating_sub(room);
        if self.is_at_save() {
            return last;
        }
        let height = |keep: &dyn Fn(usize) -> bool| -> usize {
            parts.iter().filter(|(place, _)| keep(*place)).map(|(_, part)| part.height()).sum()
        };
        let (begins, ends) = (height(&|place| place < self.focus), height(&|place| place <= self.focus));
        let glimpse = usize::from(room > 4) * 2;
        // The field's own line is seen even when all that is said of it does not fit.
        (ends + glimpse).saturating_sub(room).min(begins).min(last)
    }

    fn draw_part(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        label: u16,
        place: usize,
        part: &Part,
        theme: &Theme,
    ) -> Option<Position> {
        let ellipsis = theme.glyphs.ellipsis;
        let inner = after(area, label + 2);
        match part {
            Part::Field(_) => {
                let field = self.fields.get(place)?;
                let focused = place == self.focus;
                let row = first(line(area, 0), label + 1);
                let text = if field.spec.required {
                    format!("{} *", field.spec.label)
                } else {
                    field.spec.label.clone()
                };
                let glyph = if focused { ">" } else { " " };
                fill(buffer, row, &format!("{glyph}{text}"), theme.style_if(Role::Text, focused), ellipsis);
                draw_editor(buffer, inner, field, focused, theme).filter(|_| focused)
            }
            Part::Said(text, role) => {
                put(buffer, line(inner, 0), text, theme.style(*role), ellipsis);
                None
            }
            Part::Offer(row) => {
                if let Some(offers) = &self.offers {
                    draw_offer(buffer, line(inner, 0), offers, *row, theme);
                }
                None
            }
        }
    }

    /// What is said of the whole form: beside Save where it fits on that line, else above it, whole.
    fn foot(&self, inside: usize) -> Foot {
        let (text, role) = match &self.said {
            Some((text, wrong)) => (text.as_str(), if *wrong { Role::Error } else { Role::Accent }),
            None if self.restored => ("your draft is back; Ctrl-x shows it as it was", Role::Accent),
            None => ("", Role::Dim),
        };
        if width_of(text) + width_of(SAVE) + 2 <= inside {
            return Foot { above: Vec::new(), beside: text.to_owned(), role };
        }
        Foot { above: popup::wrap(text, inside), beside: String::new(), role }
    }

    /// Save, and what is said of the whole form.
    fn draw_foot(&self, buffer: &mut Buffer, room: Rect, foot: &Foot, theme: &Theme) -> Option<Position> {
        let (ellipsis, style) = (theme.glyphs.ellipsis, theme.style(foot.role));
        let focused = self.is_at_save();
        let button = if self.saving { " saving " } else { SAVE };
        let last = line(room, usize::from(room.height.saturating_sub(1)));
        for (place, text) in foot.above.iter().take(usize::from(room.height.saturating_sub(1))).enumerate() {
            put(buffer, after(line(room, place), 1), text, style, ellipsis);
        }
        fill(buffer, last, "", theme.style(Role::Text), "");
        let used = put(buffer, after(last, 1), button, theme.style_if(Role::Key, focused), ellipsis);
        put(buffer, after(last, used + 3), &foot.beside, style, ellipsis);
        focused.then_some(Position { x: last.x + 3, y: last.y })
    }
}

/// What stands below the fields.
struct Foot {
    /// Lines above Save.
    above: Vec<String>,
    /// What stands beside Save.
    beside: String,
    role: Role,
}

impl Foot {
    fn lines(&self) -> usize {
        self.above.len() + 1
    }
}

fn label_width(form: &Form, width: u16) -> u16 {
    let longest = form.fields.iter().map(|field| width_of(&field.spec.label) + 2).max().unwrap_or(0);
    u16::try_from(longest).unwrap_or(WIDEST_LABEL).min(WIDEST_LABEL).min(width / 3)
}

/// Lines of an area from one on, so many of them as there are.
fn below(area: Rect, row: usize, height: usize) -> Rect {
    let row = u16::try_from(row).unwrap_or(area.height).min(area.height);
    let height = u16::try_from(height).unwrap_or(u16::MAX).min(area.height - row);
    Rect { y: area.y + row, height, ..area }
}

/// Marks in the border that there is more above and below.
fn more(buffer: &mut Buffer, room: Rect, above: bool, under: bool, theme: &Theme) {
    let [up, down] = theme.glyphs.more;
    let column = Rect { x: room.right().saturating_sub(2), width: 2, height: 1, ..room };
    if above {
        put(buffer, Rect { y: room.y.saturating_sub(1), ..column }, up, theme.style(Role::Key), "");
    }
    if under {
        put(buffer, Rect { y: room.bottom(), ..column }, down, theme.style(Role::Key), "");
    }
}

fn draw_editor(
    buffer: &mut Buffer,
    area: Rect,
    field: &Field,
    focused: bool,
    theme: &Theme,
) -> Option<Position> {
    let ellipsis = theme.glyphs.ellipsis;
    let role = if focused { Role::Input } else { Role::Text };
    match &field.editor {
        Editor::Line(edit) if focused => {
            let shown = Shown { prompt: "", edit, read_back: &[], message: None };
            let cursor = line_edit::draw(buffer, line(area, 0), &shown, theme);
            if edit.text().is_empty() {
                put(buffer, after(line(area, 0), 2), &field.spec.example, theme.style(Role::Dim), ellipsis);
            }
            cursor
        }
        Editor::Lines(text) if focused => {
            let cursor = text.draw(buffer, area, theme);
            if text.text().is_empty() {
                put(buffer, after(line(area, 0), 2), &field.spec.example, theme.style(Role::Dim), ellipsis);
            }
            cursor
        }
        Editor::Lines(text) => {
            for (place, said) in text.text().lines().take(usize::from(area.height)).enumerate() {
                put(buffer, line(area, place), said, theme.style(role), ellipsis);
            }
            None
        }
        Editor::Choice(place, words) => {
            draw_choice(buffer, line(area, 0), words, *place, focused, theme);
            Some(Position { x: area.x, y: area.y })
        }
        Editor::Line(_) => {
            put(buffer, line(area, 0), &field.text(), theme.style(role), ellipsis);
            None
        }
        Editor::Fixed(text) => {
            put(buffer, line(area, 0), text, theme.style(Role::Dim), ellipsis);
            Some(Position { x: area.x, y: area.y })
        }
    }
}

/// All the words when it has the keys and there is room, the chosen one alone else.
fn draw_choice(
    buffer: &mut Buffer,
    row: Rect,
    words: &[String],
    chosen: usize,
    focused: bool,
    theme: &Theme,
) {
    let shown = |word: &str| if word.is_empty() { "-".to_owned() } else { word.to_owned() };
    let all: usize = words.iter().map(|word| width_of(&shown(word)) + 4).sum();
    if !focused || all > usize::from(row.width) {
        let word = words.get(chosen).map_or_else(String::new, |word| shown(word));
        let text = if focused { format!("< {word} >") } else { word };
        put(buffer, row, &text, theme.style_if(Role::Text, focused), theme.glyphs.ellipsis);
        return;
    }
    let mut at = 0;
    for (place, word) in words.iter().enumerate() {
        let text = if place == chosen { format!("({})", shown(word)) } else { format!(" {} ", shown(word)) };
        let style = theme.style_if(Role::Text, place == chosen);
        at += put(buffer, after(row, at), &text, style, "") + 1;
    }
}

fn draw_offer(buffer: &mut Buffer, row: Rect, offers: &Offers, place: usize, theme: &Theme) {
    let picked = offers.picked == Some(place);
    let glyph = if picked { ">" } else { " " };
    let (label, aside) = match offers.found.get(place) {
        Some(one) => (one.label.clone(), one.aside.clone()),
        None => (format!("create “{}”", offers.text), "a form for it opens".to_owned()),
    };
    let ellipsis = theme.glyphs.ellipsis;
    fill(buffer, row, &format!("{glyph} {label}"), theme.style_if(Role::Accent, picked), ellipsis);
    let used = u16::try_from(width_of(&label) + 4).unwrap_or(u16::MAX);
    if row.width > used.saturating_add(6) {
        put(buffer, after(row, used), &aside, theme.style_if(Role::Dim, picked), ellipsis);
    }
}
