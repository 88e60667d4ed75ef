//! What is said of a plan and how a search is drawn.

use std::time::Duration;

use app::{LeftLine, OptimiseAsk, OptimiseReport, OptimiseStep, PlanFigures};
use chrono::NaiveDate;
use domain::{DraftId, JobId, Rule, VisitId};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::import::Stop;
use crate::theme::{Glyphs, Palette, Theme};

fn figures() -> PlanFigures {
    PlanFigures { unserved_urgent: 1, unserved: 2, travel_minutes: 250, changes: 7, ..PlanFigures::default() }
}

fn ask() -> OptimiseAsk {
    let date = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    OptimiseAsk { limit: Duration::from_secs(10), ..OptimiseAsk::new(DraftId(1), date) }
}

#[test]
fn figures_say_what_is_worse_first_and_nothing_of_what_is_not() {
    assert_eq!(standing(&figures()), "1 urgent without a place, 2 without a place, 4h10 travel, 7 changed");
}

#[test]
fn a_search_shows_how_far_it_is_and_how_to_end_it() {
    let mut running = Running::new(Asked { ask: ask(), stop: Stop::default() });
    running.tell(OptimiseStep { elapsed_ms: 5_000, figures: figures() });
    let area = Rect::new(0, 0, 60, 12);
    let mut buffer = Buffer::empty(area);
    running.draw(&mut buffer, area, &Theme::new(Palette::Plain, Glyphs::ASCII));
    let text: Vec<String> = (0..12)
        .map(|row| {
            (0..60).map(|column| buffer[(column, row)].symbol()).collect::<String>().trim_end().to_owned()
        })
        .collect();
    assert!(text[..7].iter().all(String::is_empty), "the plan is seen above");
    assert!(text[7].contains("Optimising Tue 24 Nov"), "{text:#?}");
    assert!(text[8].contains("1 urgent without a place"), "{text:#?}");
    assert!(text[9].contains("5 of 10 s") && text[9].contains("=====     "), "{text:#?}");
    assert!(text[10].contains("Esc ends it and keeps the best so far"), "{text:#?}");
}

#[test]
fn what_was_left_is_said_with_its_reason() {
    let left = LeftLine {
        visit: VisitId(7),
        job: JobId(4),
        title: "Bath".into(),
        client: "Kerr".into(),
        rule: Rule::SkillGap,
        sentence: "Dana cannot do bath".into(),
    };
    let report = OptimiseReport {
        draft: DraftId(1),
        date: ask().date,
        elapsed_ms: 2_345,
        stopped: true,
        figures: figures(),
        steps: Vec::new(),
        left: vec![left],
        calls: Vec::new(),
        without_parts: Vec::new(),
        not_looked_at: 12,
        outcome: None,
    };
    let lines: Vec<String> = lines_of(&report).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines[0], "Nothing is better than the plan as it stands");
    assert!(lines[1].ends_with("7 changed ended early, after 2.3 s"), "{}", lines[1]);
    assert_eq!(lines[2], "12 more visits of the tray were not looked at");
    assert_eq!(lines[5], "V-7 Bath (Kerr): Dana cannot do bath");
}
