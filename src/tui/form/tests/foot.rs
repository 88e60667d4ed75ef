//! What is said at the foot of a form is read whole.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::theme::{Glyphs, Palette, Theme};

fn drawn(form: &Form, columns: u16, rows: u16) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let area = buffer.area;
    form.draw(&mut buffer, area, &Theme::new(Palette::Plain, Glyphs::ASCII));
    let row = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..rows).map(row).collect()
}

#[test]
fn what_is_wrong_is_read_whole_on_every_screen() {
    let why = "Draft Tue 24 Nov is open and takes changes of the plan alone: when visits are, and who goes. \
               Leave the draft first, then save again";
    for (columns, rows) in [(80, 22), (60, 18), (40, 10)] {
        let mut form = open(&event().into());
        form.fill("title", "Spring");
        assert!(form.save(now()).is_some());
        form.refused(None, why);
        let lines = drawn(&form, columns, rows);
        let words: Vec<&str> =
            lines.iter().flat_map(|line| line.trim_matches(['|', ' ']).split_whitespace()).collect();
        let said = words.join(" ");
        assert!(said.contains(why), "{columns}x{rows}: {said}");
        assert!(said.contains("[ Save ]"), "{said}");
    }
}

#[test]
fn what_is_short_stands_beside_save() {
    let mut form = open(&event().into());
    form.refused(None, "not saved yet");
    assert!(drawn(&form, 80, 22).iter().any(|line| line.contains("[ Save ]  not saved yet")));
}
