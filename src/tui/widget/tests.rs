//! What the widgets draw, at the sizes that the screen promises, and that nothing they are given escapes.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::columns::{Board, Card, Column};
use super::confirm::Question;
use super::lane::{Block, Day, Lane, State, Tail, Zoom};
use super::line_edit::{LineEdit, Shown};
use super::list::{Heading, List, Row, Width};
use super::menu::{Choice, Menu};
use super::toast::Toast;
use super::*;
use crate::action::{Context, Situation, TABLE};
use crate::ask::Target;
use crate::keymap::{Keymap, Pending, Pressed};
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

fn at(hour: i32, minute: i32) -> i32 {
    hour * 60 + minute
}

fn visit(from: i32, to: i32, label: &str) -> Block {
    Block { start: from, end: to, label: label.to_owned(), ..Block::default() }
}

fn sample_lanes() -> Vec<Lane> {
    vec![
        Lane {
            name: "Dana".to_owned(),
            load: "6.5/8".to_owned(),
            blocks: vec![
                Block { state: State::Done, ..visit(at(8, 0), at(9, 45), "#204 Boiler") },
                Block { state: State::OnSite, ..visit(at(10, 0), at(12, 0), "#211 Leak, Smith") },
                visit(at(13, 0), at(15, 15), "#219 Shower fit"),
            ],
            travel: vec![(at(9, 45), at(10, 0)), (at(12, 0), at(12, 30))],
            ..Lane::default()
        },
        Lane {
            name: "Ravi".to_owned(),
            load: "8.5/8".to_owned(),
            overloaded: true,
            blocks: vec![
                Block {
                    late: true,
                    tail: Some(Tail { end: at(11, 30), label: "L+50".to_owned() }),
                    ..visit(at(8, 30), at(10, 30), "#206 EICR")
                },
                Block { late: true, ..visit(at(12, 0), at(12, 45), "#208") },
                Block { selected: true, clash: true, ..visit(at(13, 0), at(15, 0), "#221 Consumer unit") },
                Block { clash: true, ..visit(at(14, 0), at(16, 0), "#222 Alarm") },
            ],
            travel: vec![(at(12, 45), at(13, 0))],
            notes: vec![(at(12, 0), "L+20 TIGHT-10m".to_owned())],
            ..Lane::default()
        },
        Lane {
            name: "Tomasz-Władysław".to_owned(),
            load: "2.5/4".to_owned(),
            off: vec![(0, at(13, 0)), (at(17, 0), at(24, 0))],
            blocks: vec![
                Block { state: State::Unconfirmed, ..visit(at(13, 0), at(13, 15), "#230 Quarter") },
                Block { unassigned: true, ..visit(at(13, 15), at(14, 0), "#231") },
                Block { marked: true, ..visit(at(15, 0), at(18, 0), "#219 with Dana 日本語") },
            ],
            ..Lane::default()
        },
    ]
}

fn sample_day(lanes: &[Lane]) -> Day<'_> {
    Day { lanes, first_lane: 0, focus: Some(1), first_hour: 8, zoom: Zoom::Middle, now: Some(at(11, 20)) }
}

#[test]
fn the_lanes_of_a_day() {
    let lanes = sample_lanes();
    at_each_size("lanes", |buffer, area| {
        lane::draw(buffer, area, &sample_day(&lanes), &ASCII);
    });
}

#[test]
fn a_quarter_hour_is_exact_at_each_zoom() {
    for (zoom, shown) in [(Zoom::Far, "[[  ]"), (Zoom::Middle, "[][      ]"), (Zoom::Near, "[a][          ]")]
    {
        let blocks = vec![visit(at(8, 0), at(8, 15), "a"), visit(at(8, 15), at(9, 15), "")];
        let lanes = [Lane { blocks, ..Lane::default() }];
        let day = Day { zoom, now: None, ..sample_day(&lanes) };
        let buffer = drawn(60, 3, |buffer, area| lane::draw(buffer, area, &day, &ASCII));
        assert_eq!(text_of(&buffer).lines().nth(1).map(str::trim), Some(shown), "{zoom:?}");
    }
}

#[test]
fn a_visit_cut_by_the_edge_has_no_bracket_there() {
    let lanes = sample_lanes();
    let day = Day { first_hour: 14, ..sample_day(&lanes) };
    let buffer = drawn(8 + 8, 7, |buffer, area| lane::draw(buffer, area, &day, &ASCII));
    let first = text_of(&buffer).lines().nth(1).map(ToOwned::to_owned);
    assert_eq!(first.as_deref(), Some(" Dana   #219 Sho"), "no bracket at either edge");
    let spans = lanes.iter().flat_map(|lane| &lane.blocks).map(|block| (block.start, block.end));
    assert_eq!(lane::out_of_sight(spans, 14, Zoom::Middle, 16), (6, 1));
}

#[test]
fn the_selected_visit_is_reversed() {
    let lanes = sample_lanes();
    let buffer = drawn(80, 7, |buffer, area| {
        lane::draw(buffer, area, &sample_day(&lanes), &ASCII);
    });
    assert_eq!(reversed(&buffer), ["{*!#221 Consume}"]);
}

#[test]
fn only_lanes_that_fit_are_drawn() {
    let lanes = sample_lanes();
    let day = Day { first_lane: 1, ..sample_day(&lanes) };
    let buffer = drawn(80, 4, |buffer, area| lane::draw(buffer, area, &day, &ASCII));
    let text = text_of(&buffer);
    assert!(text.contains("Ravi") && !text.contains("Dana") && !text.contains("Tomasz"), "{text}");
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

#[test]
fn the_help_lists_every_action_with_its_keys() {
    let keymap = Keymap::default();
    for width in [120, 80, 40] {
        let lines = help::lines(&keymap, width);
        let height = u16::try_from(lines.len() + 2).expect("a short help");
        let whole = drawn(width, height, |buffer, area| {
            help::draw(buffer, area, &lines, 0, &ASCII);
        });
        let text: String = text_of(&whole).split_whitespace().collect::<Vec<_>>().join(" ");
        for entry in TABLE {
            let keys = entry.keys.first().copied().unwrap_or(":");
            assert!(text.contains(keys), "{} at {width}", entry.id);
            let first = entry.name.split(' ').next().expect("a name");
            assert!(text.contains(first), "{} at {width}", entry.id);
        }
        let rows = lines.iter().filter(|line| matches!(line, help::Line::Row(keys, _) if !keys.is_empty()));
        assert_eq!(rows.count(), TABLE.len());
    }
    at_each_size("help", |buffer, area| {
        help::draw(buffer, area, &help::lines(&keymap, area.width), 7, &FULL);
    });
}

#[test]
fn the_hint_line_is_made_from_the_table() {
    let keymap = Keymap::default();
    let mut pending = Pending::default();
    let planned = [planned_visit()];
    let situation = Situation { context: Context::Calendar, targets: &planned, has_form: false };
    let hints = hint::hints(&keymap, &situation, &pending);
    let buffer = drawn(80, 1, |buffer, area| hint::draw(buffer, area, &hints, &ASCII));
    insta::assert_snapshot!(text_of(&buffer), @" Enter open Space mark a assign s schedule m move c new z undo : commands ? help");
    let dot = crate::key::Chord::plain(crate::key::Key::Char('.'));
    assert_eq!(keymap.press(Context::Calendar, &mut pending, dot), Pressed::More);
    let leads = hint::hints(&keymap, &situation, &pending);
    let buffer = drawn(80, 1, |buffer, area| hint::draw(buffer, area, &leads, &ASCII));
    insta::assert_snapshot!(text_of(&buffer), @" c confirm visit d dispatch visit r en route w complete job k checklist");
}

#[test]
fn the_hint_line_shows_only_what_is_possible_now() {
    let keymap = Keymap::default();
    let nothing = Situation { context: Context::Calendar, targets: &[], has_form: false };
    let words = |situation: &Situation<'_>, pending: &Pending| {
        hint::hints(&keymap, situation, pending).into_iter().map(|(_, word)| word).collect::<Vec<_>>()
    };
    let shown = words(&nothing, &Pending::default());
    assert!(shown.contains(&"new".to_owned()) && !shown.contains(&"assign".to_owned()), "{shown:?}");
    let mut pending = Pending::default();
    let dot = crate::key::Chord::plain(crate::key::Key::Char('.'));
    keymap.press(Context::Calendar, &mut pending, dot);
    let planned = [planned_visit()];
    let shown =
        words(&Situation { context: Context::Calendar, targets: &planned, has_form: false }, &pending);
    assert!(shown.contains(&"en route".to_owned()) && !shown.contains(&"visit done".to_owned()), "{shown:?}");
}

/// A visit that has a time and a technician.
fn planned_visit() -> Target {
    let (id, job) = (domain::VisitId(1), domain::JobId(2));
    let state = domain::VisitState::Planned;
    let standing = domain::VisitStanding { id, job, state, has_slot: true, has_crew: true, pinned: false };
    let stage = Some(domain::Stage::Scheduled);
    Target { visit: Some((id, 1)), job: Some((job, 1)), standing: Some(standing), stage, ..Target::default() }
}

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
        let choice = Choice { label: text.clone(), aside: text.clone(), reasons: text.clone(), refused: None };
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
