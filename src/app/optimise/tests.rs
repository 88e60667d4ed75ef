//! The best plan of a day of the made-up firm, in a draft.

use std::time::Duration;

use chrono::NaiveDate;
use domain::{DraftId, Moment, Severity, VisitId, judge_visit};

use super::*;
use crate::fixture::demo;
use crate::load::Loader;

/// A Tuesday, eight in the morning.
fn desk() -> App {
    let now: Moment = "2026-11-24T08:00:00Z".parse().unwrap();
    demo(1, now, "Mia")
}

fn tomorrow() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn ask(draft: DraftId) -> OptimiseAsk {
    OptimiseAsk { limit: Duration::from_millis(300), ..OptimiseAsk::new(draft, tomorrow()) }
}

/// The hard rules that the visits which the draft changes break in it.
fn broken_in(app: &App, draft: DraftId) -> Vec<(VisitId, String)> {
    let changed: Vec<VisitId> =
        app.show_draft(draft).unwrap().visits.iter().map(|visit| visit.visit).collect();
    let loaded = app
        .store
        .read_in_draft(draft, |reader| {
            let mut loader = Loader::new(reader)?;
            loader.technicians()?;
            loader.visits(&changed)?;
            loader.neighbours_of(&changed)?;
            Ok::<_, AppError>(loader.finish())
        })
        .unwrap();
    let mut broken = Vec::new();
    for id in changed {
        let visit = &loaded.slice.visits[&id];
        let hard = judge_visit(&loaded.slice, id, visit)
            .into_iter()
            .filter(|finding| finding.rule.row().severity == Severity::Hard);
        broken.extend(hard.map(|finding| (id, finding.sentence)));
    }
    broken
}

#[test]
fn the_tray_finds_places_in_the_draft_and_the_plan_itself_stays() {
    let mut app = desk();
    let before = app.day(tomorrow()).unwrap();
    let draft = app.new_draft("", Some(tomorrow())).unwrap().id;
    let report = app.optimise(&ask(draft), &mut |_| true).unwrap();
    assert!(!report.stopped);
    let outcome = report.outcome.expect("the tray of the demo is not empty");
    assert_eq!(outcome.changed.len(), report.figures.changes as usize);
    assert!(outcome.summary.starts_with("Optimised Wed 25 Nov: "), "{}", outcome.summary);
    assert_eq!(app.day(tomorrow()).unwrap().lanes, before.lanes);
    assert_eq!(broken_in(&app, draft), []);
    app.enter_draft(Some(draft)).unwrap();
    let after = app.day(tomorrow()).unwrap();
    let placed = |day: &crate::view::DayView| day.lanes.iter().map(|lane| lane.visits.len()).sum::<usize>();
    assert!(placed(&after) > placed(&before));
    for left in &report.left {
        assert!(!left.sentence.is_empty() && !left.title.is_empty(), "{left:?}");
    }
}

#[test]
fn better_plans_replace_one_another_as_one_step() {
    let mut app = desk();
    let draft = app.new_draft("", Some(tomorrow())).unwrap().id;
    let on_two = OptimiseAsk { threads: Some(2.try_into().unwrap()), ..ask(draft) };
    let search = app.search_for(&on_two).unwrap();
    let (mut told, mut plans) = (Vec::new(), Vec::new());
    let found = search.run(&mut |step, plan| {
        told.push(*step);
        plans.extend(plan.cloned());
        true
    });
    plans.push(found.plan);
    assert!(plans.len() > 1);
    let mut step = None;
    for plan in &plans {
        step = app
            .keep_plan(&search, plan, step)
            .unwrap()
            .and_then(|outcome| outcome.draft)
            .map(|draft| draft.step);
        assert_eq!(app.show_draft(draft).unwrap().steps.len(), 1);
    }
    let key = |step: &OptimiseStep| {
        let figures = step.figures;
        (figures.unserved_urgent, figures.broken_promises, figures.unserved, figures.overtime_minutes)
    };
    assert!(told.windows(2).all(|pair| key(&pair[1]) <= key(&pair[0])), "{told:?}");
    app.step_back_in(draft).unwrap();
    assert!(app.show_draft(draft).unwrap().visits.is_empty());
}

#[test]
fn it_stops_when_it_is_told_and_keeps_the_best() {
    let mut app = desk();
    let draft = app.new_draft("", Some(tomorrow())).unwrap().id;
    let long = OptimiseAsk { limit: Duration::from_hours(1), ..ask(draft) };
    let report = app.optimise(&long, &mut |_| false).unwrap();
    assert!(report.stopped);
    assert!(report.outcome.is_some());
}

#[test]
fn a_day_that_is_over_is_refused() {
    let mut app = desk();
    let draft = app.new_draft("", None).unwrap().id;
    let yesterday = OptimiseAsk { date: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), ..ask(draft) };
    let error = app.optimise(&yesterday, &mut |_| true).unwrap_err();
    assert!(error.to_string().contains("Mon 23 Nov 2026 is over"), "{error}");
}
