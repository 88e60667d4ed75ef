use std::num::NonZero;

use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

fn frame(width: u16, height: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}

fn written(before: &Buffer, after: &Buffer) -> String {
    let mut out = Vec::new();
    write_changes(before, after, &mut out);
    String::from_utf8(out).unwrap().replace('\u{1b}', "^")
}

#[test]
fn what_stays_is_not_written() {
    let mut frame = frame(10, 2);
    frame.set_string(0, 0, "the same", Style::new().fg(Color::Red));
    assert_eq!(written(&frame, &frame.clone()), "");
}

#[test]
fn a_short_gap_is_written_over_and_a_long_one_stepped_over() {
    let (mut before, mut after) = (frame(40, 1), frame(40, 1));
    before.set_string(0, 0, "ax b and something after it x", Style::new());
    after.set_string(0, 0, "cx d and something after it y", Style::new());
    assert_eq!(written(&before, &after), "^[1Hcx d^[24Cy");
}

#[test]
fn the_end_of_a_row_is_erased() {
    let (mut before, mut after) = (frame(40, 2), frame(40, 2));
    before.set_string(0, 1, "one two three", Style::new().fg(Color::Red));
    after.set_string(0, 1, "one", Style::new().fg(Color::Red));
    assert_eq!(written(&before, &after), "^[2;4H^[K");
}

#[test]
fn blanks_before_more_are_erased_with_a_plain_ground() {
    let (mut before, mut after) = (frame(20, 1), frame(20, 1));
    before.set_string(0, 0, "xxxxxxxxxxxx|", Style::new());
    after.set_string(0, 0, "ab          |", Style::new());
    after.set_style(Rect::new(0, 0, 2, 1), Style::new().add_modifier(Modifier::REVERSED));
    assert_eq!(written(&before, &after), "^[1H^[7mab^[m^[10X");
}

#[test]
fn a_wide_character_makes_the_place_unsure() {
    let (before, mut after) = (frame(20, 1), frame(20, 1));
    after.set_string(0, 0, "日本x", Style::new());
    assert_eq!(written(&before, &after), "^[1H日^[1;3H本^[1;5Hx");
}

#[test]
fn what_is_left_of_a_wide_character_is_written_anew() {
    let (mut before, mut after) = (frame(10, 1), frame(10, 1));
    before.set_string(1, 0, "日", Style::new());
    after.set_string(0, 0, "日", Style::new().add_modifier(Modifier::REVERSED));
    assert_eq!(written(&before, &after), "^[1H^[7m日^[1;3H^[m ");
}

/// Some text somewhere, styled.
#[derive(Debug, Clone)]
struct Stroke {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    let colour =
        prop_oneof![Just(Color::Reset), Just(Color::Red), Just(Color::LightBlue), Just(Color::Indexed(77))];
    let modifier = prop_oneof![
        Just(Modifier::empty()),
        Just(Modifier::BOLD),
        Just(Modifier::DIM),
        Just(Modifier::REVERSED),
        Just(Modifier::UNDERLINED),
        Just(Modifier::BOLD | Modifier::REVERSED),
        Just(Modifier::DIM | Modifier::UNDERLINED),
    ];
    let text = prop_oneof!["[ab ]{0,24}", " {0,24}", "[aé日─ ]{0,8}"];
    let stroke = (0..24_u16, 0..4_u16, text, colour.clone(), colour, modifier);
    let stroke = stroke.prop_map(|(x, y, text, fore, back, modifier)| Stroke {
        x,
        y,
        text,
        style: Style::new().fg(fore).bg(back).add_modifier(modifier),
    });
    proptest::collection::vec(stroke, 0..12)
}

fn painted(strokes: &[Stroke]) -> Buffer {
    let mut frame = frame(24, 4);
    for stroke in strokes {
        let row = Rect { x: stroke.x, y: stroke.y, width: 24 - stroke.x, height: 1 };
        crate::text::clear(&mut frame, row, Style::new());
        crate::text::put(&mut frame, row, &stroke.text, stroke.style, "");
    }
    frame
}

/// Whether a terminal shows a frame.
fn assert_shows(terminal: &vt100::Screen, frame: &Buffer) {
    let mut covered = 0;
    for place in frame.area.positions() {
        covered = if place.x == 0 { 0 } else { u16::saturating_sub(covered, 1) };
        if covered > 0 {
            continue;
        }
        let cell = &frame[place];
        let shown = terminal.cell(place.y, place.x).unwrap();
        covered = if cell.symbol() == "日" { 2 } else { 0 };
        let text = if shown.contents().is_empty() { " " } else { shown.contents() };
        assert_eq!(text, cell.symbol(), "at {place}");
        let has = |modifier| cell.modifier.contains(modifier);
        assert_eq!(
            (shown.inverse(), shown.underline()),
            (has(Modifier::REVERSED), has(Modifier::UNDERLINED)),
            "at {place}"
        );
        assert_eq!(shown.bgcolor(), colour(cell.bg), "at {place}");
        if cell.symbol() != " " {
            assert_eq!((shown.bold(), shown.dim()), (has(Modifier::BOLD), has(Modifier::DIM)), "at {place}");
            assert_eq!(shown.fgcolor(), colour(cell.fg), "at {place}");
        }
    }
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(place) => vt100::Color::Idx(place),
        _ => vt100::Color::Default,
    }
}

proptest! {
    #[test]
    fn a_terminal_shows_each_frame(frames in proptest::collection::vec(strokes(), 1..5)) {
        let mut terminal = vt100::Parser::new(NonZero::new(4).unwrap(), NonZero::new(24).unwrap(), 0);
        let mut before = frame(24, 4);
        for strokes in frames {
            let after = painted(&strokes);
            let mut out = Vec::new();
            write_changes(&before, &after, &mut out);
            terminal.process(&out);
            assert_shows(terminal.screen(), &after);
            before = after;
        }
    }
}
