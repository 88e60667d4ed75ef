//! The lanes of a day.

use super::*;
use crate::widget::lane::{Away, Block, Day, Lane, State, Tail, Zoom};

fn at(hour: i32, minute: i32) -> i32 {
    hour * 60 + minute
}

pub(super) fn visit(from: i32, to: i32, label: &str) -> Block {
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
            events: Vec::new(),
            blocks: vec![
                Block { state: State::Unconfirmed, ..visit(at(13, 0), at(13, 15), "#230 Quarter") },
                Block { unassigned: true, ..visit(at(13, 15), at(14, 0), "#231") },
                Block { marked: true, ..visit(at(15, 0), at(18, 0), "#219 with Dana 日本語") },
            ],
            ..Lane::default()
        },
    ]
}

pub(super) fn sample_day(lanes: &[Lane]) -> Day<'_> {
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
fn the_name_of_an_event_is_where_no_visit_lies_over_it() {
    let event = |from, to| Away { start: from, end: to, label: "Van service".to_owned() };
    let row = |blocks: Vec<Block>, events: Vec<Away>| {
        let lanes = [Lane { blocks, events, ..Lane::default() }];
        let day = Day { now: None, ..sample_day(&lanes) };
        let buffer = drawn(72, 3, |buffer, area| lane::draw(buffer, area, &day, &ASCII));
        text_of(&buffer).lines().nth(1).unwrap_or_default().trim().to_owned()
    };
    let one = || vec![visit(at(8, 0), at(9, 0), "#1")];
    let two = || vec![visit(at(8, 0), at(9, 0), "#1"), visit(at(11, 0), at(12, 0), "#2")];
    assert_eq!(row(vec![], vec![event(at(8, 0), at(10, 0))]), "/Van service////");
    assert_eq!(row(two(), vec![event(at(8, 0), at(13, 0))]), "[#1    ]/Van service////[#2    ]////////");
    let narrow = vec![visit(at(8, 0), at(9, 0), "#1"), visit(at(10, 30), at(12, 0), "#2")];
    assert_eq!(row(narrow, vec![event(at(8, 0), at(12, 0))]), "[#1    ]/Van service[#2        ]");
    // No part has room for all of it: the widest has its beginning.
    assert_eq!(row(one(), vec![event(at(8, 30), at(10, 0))]), "[#1    ]/Van se/");
    assert_eq!(row(one(), vec![event(at(8, 0), at(9, 30))]), "[#1    ]////", "no room for three letters");
    assert_eq!(row(two(), vec![event(at(11, 0), at(12, 0))]), "[#1    ]                [#2    ]");
    let lunch = Away { start: at(9, 0), end: at(10, 0), label: "Lunch".to_owned() };
    let both = vec![event(at(8, 0), at(12, 0)), lunch];
    assert_eq!(row(vec![], both), "/////////Lunch///Van service////");
}

#[test]
fn only_lanes_that_fit_are_drawn() {
    let lanes = sample_lanes();
    let day = Day { first_lane: 1, ..sample_day(&lanes) };
    let buffer = drawn(80, 4, |buffer, area| lane::draw(buffer, area, &day, &ASCII));
    let text = text_of(&buffer);
    assert!(text.contains("Ravi") && !text.contains("Dana") && !text.contains("Tomasz"), "{text}");
}
