//! What the widgets draw, at the sizes that the screen promises, and that nothing they are given escapes.

mod day;
mod escape;
mod keys;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::columns::{Board, Card, Column};
use super::confirm::Question;
use super::line_edit::{LineEdit, Shown};
use super::list::{Heading, List, Row, Width};
use super::menu::{Choice, Menu};
use super::toast::Toast;
use super::*;
use crate::theme::{Glyphs, Palette, Role, Theme};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

const ASCII: Theme = Theme::new(Palette::Plain, Glyphs::ASCII);
const FULL: Theme = Theme::new(Palette::Dark, Glyphs::FULL);

/// Draws into a buffer of a size and gives it.
fn drawn(width: u16, height: u16, draw: impl FnOnce(&mut Buffer, Rect)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw(&mut buffer, area);
    buffer
}

/// Writes the cells of a buffer as lines, blanks at the end left out.
fn text_of(buffer: &Buffer) -> String {
    let rows = buffer.content().chunks(usize::from(buffer.area.width));
    rows.map(|row| line_of(row).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Writes cells as a terminal shows them: a wide character hides the cell after it.
fn line_of(cells: &[Cell]) -> String {
    let mut text = String::new();
    let mut hidden = 0;
    for cell in cells {
        if hidden == 0 {
            text.push_str(cell.symbol());
            hidden = cell.symbol().cell_width();
        }
        hidden = hidden.saturating_sub(1);
    }
    text
}

/// Gives the text of all reversed cells, a line each.
fn reversed(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.content().chunks(usize::from(buffer.area.width));
    let lines = rows.map(|row| {
        let lit = row.iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED));
        lit.map(Cell::symbol).collect::<String>()
    });
    lines.filter(|line| !line.is_empty()).collect()
}

fn at_each_size(name: &str, draw: impl Fn(&mut Buffer, Rect)) {
    for (width, height) in SIZES {
        let buffer = drawn(width, height, &draw);
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), text_of(&buffer));
        });
    }
}

fn sample_cards(count: usize) -> Vec<Card> {
    (0..count)
        .map(|number| Card {
            top: format!("#{number} Boiler service, Kerr"),
            bottom: "Tue 9:00 Dana, Elm St".to_owned(),
            marks: if number % 3 == 1 { "LATE".to_owned() } else { String::new() },
            role: Role::Late,
            marked: number % 4 == 2,
        })
        .collect()
}

#[test]
fn the_columns_of_the_board() {
    let cards = sample_cards(30);
    let stages = ["To schedule", "Scheduled", "In progress", "On hold", "Follow-up", "Completed"];
    let columns: Vec<Column<'_>> = stages
        .iter()
        .enumerate()
        .map(|(place, stage)| Column {
            title: (*stage).to_owned(),
            total: 30 - place * 6,
            cards: &cards[..30 - place * 6],
            start: 0,
            first: place * 3,
            selected: Some(place * 3 + 1),
        })
        .collect();
    let board = Board { columns: &columns, first: 0, focus: 1 };
    at_each_size("board", |buffer, area| columns::draw(buffer, area, &board, &FULL));
    let buffer = drawn(80, 24, |buffer, area| columns::draw(buffer, area, &board, &FULL));
    assert_eq!(reversed(&buffer).len(), 2, "both lines of one card");
}

#[test]
fn a_window_of_cards_is_enough() {
    let cards = sample_cards(4);
    let title = "To schedule".to_owned();
    let column =
        [Column { title, total: 100_000, cards: &cards, start: 5_000, first: 5_000, selected: None }];
    let board = Board { columns: &column, first: 0, focus: 0 };
    let buffer = drawn(30, 5, |buffer, area| columns::draw(buffer, area, &board, &ASCII));
    assert!(text_of(&buffer).starts_with(">To schedule 100000 ^v\n #0 Boiler"), "{}", text_of(&buffer));
}

const HEADINGS: &[Heading<'static>] = &[
    Heading { title: "No", width: Width::Cells(5) },
    Heading { title: "Client", width: Width::Share(1) },
    Heading { title: "Address", width: Width::Share(2) },
];

fn sample_rows() -> Vec<Row> {
    (0..50)
        .map(|number| Row {
            cells: vec![
                format!("C-{number}"),
                "Ōkubo 大久保".to_owned(),
                "14 Elm Street, flat 3, Leeds".to_owned(),
            ],
            role: Role::Text,
            marked: number == 7,
        })
        .collect()
}

#[test]
fn a_long_list() {
    let rows = sample_rows();
    let list = List {
        headings: HEADINGS,
        rows: &rows,
        start: 100,
        total: 100_000,
        first: 103,
        selected: Some(105),
        empty: "",
    };
    at_each_size("list", |buffer, area| {
        super::list::draw(buffer, area, &list, &FULL);
    });
    let buffer = drawn(80, 24, |buffer, area| {
        super::list::draw(buffer, area, &list, &FULL);
    });
    assert_eq!(reversed(&buffer).len(), 1);
}

#[test]
fn an_empty_list_says_what_to_do() {
    let empty = "no clients yet; c makes one";
    let list = List { headings: HEADINGS, rows: &[], start: 0, total: 0, first: 0, selected: None, empty };
    let buffer = drawn(40, 3, |buffer, area| {
        super::list::draw(buffer, area, &list, &ASCII);
    });
    assert!(text_of(&buffer).contains(empty));
}

fn sample_menu() -> Menu {
    let choice = |label: &str, reasons: &str, refused: Option<&str>| Choice {
        label: label.to_owned(),
        aside: "86".to_owned(),
        reasons: reasons.to_owned(),
        details: Vec::new(),
        refused: refused.map(ToOwned::to_owned),
    };
    let choices = vec![
        choice("Dana 09:00-11:00", "promise kept, +12 min travel, was here before", None),
        choice("Ravi 13:00-15:00", "promise kept, +40 min travel", None),
        choice("Tom", "", Some("works mornings only on Wednesdays")),
    ];
    Menu::new("Assign #231", choices)
}

#[test]
fn a_menu_of_choices_with_reasons() {
    let mut menu = sample_menu();
    menu.go(1);
    at_each_size("menu", |buffer, area| {
        menu.draw(buffer, area, &FULL);
    });
}

#[test]
fn typing_filters_the_menu() {
    let mut menu = sample_menu();
    menu.go(2);
    assert_eq!(menu.selected(), Some(2));
    menu.paste("13: RAV");
    assert_eq!(menu.selected(), Some(1));
    menu.paste("xyz");
    assert_eq!(menu.selected(), None);
    let buffer = drawn(80, 24, |buffer, area| {
        menu.draw(buffer, area, &ASCII);
    });
    assert!(text_of(&buffer).contains("nothing here has these words"));
}

#[test]
fn a_line_with_what_is_read_from_it() {
    let edit = LineEdit::of("boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent");
    let read_back =
        ["Client Kerr (14 Elm St) - Wed 25 Nov 09:00-11:00 - Dana - urgent - clash: none".to_owned()];
    let message = Some("9am 2h: two readings; write 9-11");
    let shown = Shown { prompt: "new:", edit: &edit, read_back: &read_back, message };
    at_each_size("line", |buffer, area| {
        let cursor = line_edit::draw(buffer, area, &shown, &ASCII);
        assert!(cursor.is_some_and(|cursor| area.contains(cursor)));
    });
}

#[test]
fn a_question_keeps_its_answers_in_sight() {
    let question = Question {
        text: "Cancel J-204 Boiler service for Kerr, 14 Elm Street?".to_owned(),
        consequences: vec!["Dana is told; the client was promised Tue 24 Nov 09:00-11:00.".to_owned(); 3],
        answers: "y cancel it   n leave it".to_owned(),
    };
    at_each_size("confirm", |buffer, area| {
        confirm::draw(buffer, area, &question, &FULL);
    });
    let buffer = drawn(30, 5, |buffer, area| {
        confirm::draw(buffer, area, &question, &FULL);
    });
    assert!(text_of(&buffer).contains("y cancel it"), "{}", text_of(&buffer));
}

#[test]
fn a_toast_keeps_the_way_back() {
    let toast = Toast {
        text: "V-88 moved to Dana, Wed 25 Nov 09:00".to_owned(),
        undo: " z undo".to_owned(),
        failed: false,
    };
    let buffer = drawn(24, 1, |buffer, area| {
        super::toast::draw(buffer, area, &toast, &ASCII);
    });
    assert_eq!(text_of(&buffer), " V-88 moved to D~ z undo");
}
