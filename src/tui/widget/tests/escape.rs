//! Nothing that a widget is given escapes the cells that it was given.

use proptest::prelude::*;

use super::day::{sample_day, visit};
use super::*;
use crate::widget::lane::{Block, Day, Lane, Tail};

/// Says whether every cell holds something that a terminal shows and nothing else.
fn is_clean(buffer: &Buffer) -> bool {
    let hidden = |symbol: &str| {
        let raw = symbol.contains(char::is_control) || symbol.contains(['\u{202E}', '\u{200B}', '\u{2066}']);
        raw || symbol.is_empty()
    };
    !buffer.content().iter().any(|cell| hidden(cell.symbol()))
}

/// Says whether nothing was drawn outside of an area.
fn is_within(buffer: &Buffer, area: Rect) -> bool {
    buffer.area.positions().filter(|place| !area.contains(*place)).all(|place| buffer[place].symbol() == " ")
}

/// Any text, and text of what terminals get wrong.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(
            prop_oneof![
                Just("\u{1b}[2J"),
                Just("\u{202E}"),
                Just("\u{200B}"),
                Just("\u{301}"),
                Just("日"),
                Just("👩\u{200D}👩\u{200D}👧"),
                Just("ﾞ"),
                Just("\r\n"),
                Just("\u{9b}"),
                Just("e\u{301}"),
                Just("\u{FE0F}"),
                Just("a"),
                Just("שלום"),
                Just("\u{2066}"),
                Just("\0"),
            ],
            0..20,
        )
        .prop_map(|parts| parts.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_escapes_its_cells(
        text in nasty(), x in 0_u16..20, y in 0_u16..6, width in 0_u16..70, height in 0_u16..14,
        from in -100_i32..1_600, length in 0_i32..600, first_hour in -2_i32..26,
    ) {
        let area = Rect::new(x, y, width, height);
        let block = Block {
            tail: Some(Tail { end: from + length + 30, label: text.clone() }),
            ..visit(from, from + length, &text)
        };
        let lane = Lane {
            name: text.clone(),
            load: text.clone(),
            blocks: vec![block.clone(), block],
            travel: vec![(from, from + length)],
            notes: vec![(from, text.clone())],
            ..Lane::default()
        };
        let lanes = [lane.clone(), lane];
        let card = Card { top: text.clone(), bottom: text.clone(), marks: text.clone(), role: Role::Late, marked: true };
        let cards = [card.clone(), card];
        let columns = [0, 1].map(|first| Column {
            title: text.clone(), total: 2, cards: &cards, start: 0, first, selected: Some(0),
        });
        let headings = [Heading { title: &text, width: Width::Cells(9) }, Heading { title: "", width: Width::Share(1) }];
        let rows = [Row { cells: vec![text.clone(), text.clone()], role: Role::Text, marked: false }];
        let list = List { headings: &headings, rows: &rows, start: 0, total: 1, first: 0, selected: Some(0), empty: &text };
        let edit = LineEdit::of(&text);
        let shown = Shown { prompt: &text, edit: &edit, read_back: std::slice::from_ref(&text), message: Some(&text) };
        let choice = Choice { label: text.clone(), aside: text.clone(), reasons: text.clone(), ..Choice::default() };
        let menu = Menu::new(text.clone(), vec![choice.clone(), choice]);
        let question = Question { text: text.clone(), consequences: vec![text.clone()], answers: text.clone() };
        let toast = Toast { text: text.clone(), undo: text.clone(), failed: true };
        let hints = [(text.clone(), text.clone())];
        let day = Day { first_hour, ..sample_day(&lanes) };

        let drawers: [&dyn Fn(&mut Buffer); 8] = [
            &|buffer| lane::draw(buffer, area, &day, &FULL),
            &|buffer| columns::draw(buffer, area, &Board { columns: &columns, first: 0, focus: 0 }, &FULL),
            &|buffer| super::list::draw(buffer, area, &list, &FULL),
            &|buffer| { line_edit::draw(buffer, area, &shown, &FULL); },
            &|buffer| { menu.draw(buffer, area, &FULL); },
            &|buffer| confirm::draw(buffer, area, &question, &FULL),
            &|buffer| super::toast::draw(buffer, area, &toast, &FULL),
            &|buffer| hint::draw(buffer, area, &hints, &FULL),
        ];
        for (place, draw) in drawers.iter().enumerate() {
            let buffer = drawn(60, 14, |buffer, _| draw(buffer));
            prop_assert!(is_clean(&buffer), "widget {}: {:?}", place, text_of(&buffer));
            prop_assert!(is_within(&buffer, area), "widget {}: {:?}", place, text_of(&buffer));
        }
    }
}
