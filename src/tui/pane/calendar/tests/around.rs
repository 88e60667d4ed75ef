//! Going around, marking, and assigning to a lane.

use domain::{Command, Crew, VisitId};

use super::desk::*;
use crate::action::{Action, Context};
use crate::ask::{Answer, Ask, Opened};
use crate::effect::Effect;
use crate::pane::calendar::tray;
use crate::pane::{Handled, Pane};
use crate::widget::list::Width;

#[test]
fn the_first_live_visit_from_now_on_is_selected() {
    let desk = Desk::lively();
    assert_eq!(desk.targets(), [SHARED]);
    assert_eq!(desk.calendar.context(), Context::Calendar);
}

#[test]
fn lanes_are_gone_through_at_the_same_time_of_day() {
    let mut desk = Desk::lively();
    desk.act(Action::Down);
    assert_eq!(desk.targets(), [TOLD], "Ravi at 13:00");
    desk.act(Action::Right);
    assert_eq!(desk.targets(), [CLASHING]);
    desk.act(Action::Down);
    assert_eq!(desk.targets(), [SHARED], "Tom goes along at 14:00");
    desk.act(Action::Down);
    assert_eq!(desk.targets(), [OFF_SHIFT]);
    desk.act(Action::First);
    assert_eq!(desk.targets(), [NOBODYS], "those without a technician come first");
    desk.times(Action::First, Some(3));
    assert_eq!(desk.targets(), [TOLD], "the third lane");
}

#[test]
fn past_the_edge_hours_are_scrolled() {
    let mut desk = Desk::lively();
    desk.go_to(ON_SITE);
    let ruler = |desk: &Desk| desk.drawn().lines().find(|line| line.contains('|')).unwrap().to_owned();
    assert!(ruler(&desk).contains("|08"));
    desk.act(Action::Left);
    assert_eq!(desk.targets(), [DONE]);
    desk.times(Action::Left, Some(2));
    assert_eq!(desk.targets(), [DONE]);
    assert!(ruler(&desk).contains("|06"), "{}", ruler(&desk));
    desk.times(Action::HoursLater, Some(9));
    assert!(ruler(&desk).trim().starts_with("|15"), "{}", ruler(&desk));
    desk.act(Action::Right);
    assert!(ruler(&desk).contains("|10"), "the selected visit is brought back: {}", ruler(&desk));
}

#[test]
fn zooming_keeps_the_selected_visit_in_sight() {
    let mut desk = Desk::lively();
    desk.acts(&[Action::ZoomIn]);
    assert!(desk.drawn().contains("{*V-3"), "{}", desk.drawn());
    desk.acts(&[Action::ZoomOut, Action::ZoomOut]);
    assert!(desk.drawn().contains("|08 |09"), "{}", desk.drawn());
}

#[test]
fn the_tray_takes_and_gives_back_the_keys() {
    let mut desk = Desk::lively();
    desk.act(Action::NextPane);
    assert_eq!(desk.targets(), [URGENT]);
    desk.act(Action::Last);
    assert_eq!(desk.targets().len(), 1);
    assert_ne!(desk.targets(), [URGENT]);
    assert_eq!(desk.act(Action::Back), []);
    assert_eq!(desk.targets(), [SHARED]);
    assert_eq!(desk.try_act(Action::Back, None), Handled::No, "the loop goes back from here");
    let mut empty = Desk::quiet();
    empty.load();
    assert!(empty.refused(Action::NextPane).contains("tray is empty"));
}

#[test]
fn a_target_carries_what_actions_need() {
    let desk = Desk::lively();
    let target = &desk.calendar.targets()[0];
    assert_eq!((target.minutes, target.placed), (135, true));
    assert_eq!(target.job.map(|(id, _)| id.0), Some(3));
    assert!(target.label.contains("V-3 Shower fit, Jones"), "{}", target.label);
    assert_eq!(target.phone, "020 7946 0321");
    assert!(target.address.contains("Elm St"));
    assert!(target.visit.unwrap().1 > 0, "the version that was seen");
}

#[test]
fn opening_names_the_job() {
    let mut desk = Desk::lively();
    assert_eq!(desk.act(Action::Open), [Effect::Open(Opened::Job(domain::JobId(3)))]);
}

#[test]
fn days_are_asked_for_and_marks_and_lane_stay() {
    let mut desk = Desk::lively();
    desk.go_to(TOLD);
    desk.act(Action::Mark);
    let wednesday = tuesday().succ_opt().unwrap();
    assert_eq!(desk.act(Action::DayOn), [Effect::Ask(Ask::Day(wednesday))]);
    desk.load();
    assert_eq!(desk.calendar.date(), wednesday);
    assert_eq!(desk.targets(), [TOLD], "what was marked is still marked");
    assert!(desk.drawn().contains(">Ravi"), "{}", desk.drawn());
    let week_before = wednesday.checked_sub_days(chrono::Days::new(14)).unwrap();
    assert_eq!(desk.times(Action::WeekBack, Some(2)), [Effect::Ask(Ask::Day(week_before))]);
    assert_eq!(desk.act(Action::DayToday), [Effect::Ask(Ask::Day(tuesday()))]);
    desk.load();
    desk.run(Command::ToTray(TOLD));
    desk.load();
    assert_eq!(desk.targets(), [TOLD], "it is in the tray now, marked as it is");
    assert!(!desk.calendar.targets()[0].placed);
}

#[test]
fn the_calendar_follows_today_over_midnight() {
    let mut desk = Desk::lively();
    desk.shared.now = app::view::local("2026-11-25T00:01:00Z".parse().unwrap(), ZONE);
    let wednesday = tuesday().succ_opt().unwrap();
    assert_eq!(desk.calendar.wants(&desk.shared), [Ask::Day(wednesday)]);
    desk.act(Action::DayBack);
    assert_eq!(desk.calendar.wants(&desk.shared), [Ask::Day(desk.calendar.date())]);
}

#[test]
fn an_answer_for_another_day_is_not_taken() {
    let mut desk = Desk::lively();
    let wednesday = desk.app.day(tuesday().succ_opt().unwrap()).unwrap();
    desk.calendar.accept(&crate::ask::Answer::Day(Box::new(wednesday)), &desk.shared);
    assert_eq!(desk.calendar.date(), tuesday());
    assert_eq!(desk.targets(), [SHARED]);
}

#[test]
fn a_refresh_keeps_the_selected_visit_wherever_it_went() {
    let mut desk = Desk::lively();
    desk.go_to(TIGHT);
    desk.run(Command::Assign(TIGHT, Crew::of(ZOE)));
    desk.load();
    assert_eq!(desk.targets(), [TIGHT]);
    assert!(desk.drawn().contains(">Zo"), "{}", desk.drawn());
    desk.run(Command::ToTray(TIGHT));
    desk.load();
    assert_eq!(desk.targets(), [OFF_SHIFT], "the nearest that is left in the lane");
}

#[test]
fn a_range_marks_what_lies_between() {
    let mut desk = Desk::lively();
    desk.go_to(OVERRUN);
    desk.acts(&[Action::MarkRange, Action::Right, Action::Right]);
    assert_eq!(desk.targets(), [OVERRUN, LATE, TOLD]);
    desk.acts(&[Action::MarkRange, Action::Right]);
    assert_eq!(desk.targets(), [OVERRUN, LATE, TOLD], "moving on marks no more");
    desk.acts(&[Action::MarkAll]);
    assert_eq!(desk.targets().len(), 10);
    desk.acts(&[Action::MarkAll]);
    assert_eq!(desk.targets(), [CLASHING]);
}

#[test]
fn marking_goes_on_and_unmarks_again() {
    let mut desk = Desk::lively();
    desk.go_to(OVERRUN);
    desk.acts(&[Action::Mark, Action::Mark]);
    assert_eq!(desk.targets(), [OVERRUN, LATE]);
    assert!(desk.drawn().contains("2 marked"));
    desk.acts(&[Action::Left, Action::Mark]);
    assert_eq!(desk.targets(), [OVERRUN]);
}

#[test]
fn what_was_done_is_no_longer_marked_and_its_range_is_over() {
    let mut desk = Desk::lively();
    desk.act(Action::NextPane);
    desk.acts(&[Action::MarkRange, Action::Down]);
    let aimed = desk.targets();
    assert_eq!(aimed.len(), 2);
    let assign = |id: &VisitId| Command::Assign(*id, Crew::of(ZOE));
    let done = desk.run(Command::Batch(aimed.iter().map(assign).collect()));
    desk.calendar.accept(&Answer::Done(done), &desk.shared);
    desk.load();
    assert_eq!(desk.targets().len(), 1, "what is selected now, alone");
    desk.acts(&[Action::Up]);
    assert_eq!(desk.targets(), [URGENT], "and no range goes on from there");
}

#[test]
fn back_takes_marks_away_before_it_leaves_the_tray() {
    let mut desk = Desk::lively();
    desk.acts(&[Action::NextPane, Action::Mark, Action::Mark]);
    assert!(desk.drawn().contains("2 marked"), "{}", desk.drawn());
    desk.acts(&[Action::Back]);
    assert!(!desk.drawn().contains("marked"), "{}", desk.drawn());
    assert_eq!(desk.targets(), [DRIP], "still in the tray");
}

#[test]
fn a_search_selects_what_it_finds() {
    let mut desk = Desk::lively();
    desk.go_to(DONE);
    desk.shared.filter = "alarm".parse().unwrap();
    desk.calendar.filter(&desk.shared);
    assert_eq!(desk.targets(), [CLASHING]);
    desk.shared.filter = "nothing has this".parse().unwrap();
    desk.calendar.filter(&desk.shared);
    assert!(desk.drawn().contains("No line of the tray passes"), "{}", desk.drawn());
    // The same when the day is loaded again, of which the filter has left no line of the tray.
    desk.load();
    assert!(desk.drawn().contains("Tray 0 of 3"), "{}", desk.drawn());
    assert!(!desk.drawn().contains("The tray is empty"), "{}", desk.drawn());
    assert!(desk.refused(Action::NextPane).contains("passes the filter"));
}

#[test]
fn what_was_done_to_the_job_takes_the_mark_of_its_visit_away() {
    let mut desk = Desk::lively();
    desk.go_to(DONE);
    desk.act(Action::Mark);
    let done = desk.run(Command::Note(domain::JobId(1).into(), "all went well".to_owned()));
    desk.calendar.accept(&Answer::Done(app::Outcome { changed: Vec::new(), ..done.clone() }), &desk.shared);
    assert!(desk.drawn().contains("1 marked"), "what was done elsewhere leaves it");
    let touched = app::Touched { id: domain::JobId(1).into(), ..done.changed[0] };
    desk.calendar.accept(&Answer::Done(app::Outcome { changed: vec![touched], ..done }), &desk.shared);
    assert!(!desk.drawn().contains("marked"), "{}", desk.drawn());
}

#[test]
fn a_visit_that_is_selected_and_marked_shows_both() {
    let mut desk = Desk::lively();
    desk.go_to(OVERRUN);
    let before = desk.drawn();
    desk.acts(&[Action::Mark, Action::Left]);
    assert_eq!(desk.targets(), [OVERRUN]);
    assert!(!before.contains("{**") && desk.drawn().contains("{**"), "{}", desk.drawn());
}

#[test]
fn the_corner_says_which_technicians_are_seen() {
    let mut desk = Desk::lively();
    desk.resize(80, 24);
    desk.act(Action::First);
    assert!(!desk.drawn().contains("/5 "), "all of them are: {}", desk.drawn());
    desk.resize(60, 20);
    assert!(desk.drawn().contains(" 1/5 "), "{}", desk.drawn());
    desk.act(Action::Last);
    assert!(desk.drawn().contains(" 5/5 "), "{}", desk.drawn());
}

#[test]
fn a_lane_without_visits_says_so_when_something_is_to_be_done() {
    let mut desk = Desk::with(&["Dana", "Ravi"]);
    desk.load();
    assert_eq!(desk.refused(Action::Open), "Dana has no visit this day");
    assert_eq!(desk.refused(Action::Move), "Dana has no visit this day");
    assert_eq!(desk.calendar.nothing(), "Dana has no visit this day");
}

#[test]
fn a_line_of_the_tray_goes_to_the_lane_focused_last() {
    let mut desk = Desk::lively();
    desk.go_to(OFF_SHIFT);
    desk.act(Action::NextPane);
    assert!(desk.drawn().contains("A: assign to Zo"), "{}", desk.drawn());
    let command = desk.commits(Action::AssignLane);
    assert_eq!(command, Command::Assign(URGENT, Crew::of(ZOE)));
}

#[test]
fn marked_visits_go_to_the_focused_lane_as_one() {
    let mut desk = Desk::lively();
    desk.go_to(OFF_SHIFT);
    assert!(desk.refused(Action::AssignLane).contains("has it already"));
    desk.go_to(NOBODYS);
    assert!(desk.refused(Action::AssignLane).contains("no technician's lane"));
    desk.act(Action::Mark);
    desk.go_to_lane_of(TIGHT);
    desk.act(Action::Mark);
    desk.times(Action::First, Some(2));
    let command = desk.commits(Action::AssignLane);
    let assign = |id| Command::Assign(id, Crew::of(DANA));
    assert_eq!(command, Command::Batch(vec![assign(TIGHT), assign(NOBODYS)]));
}

#[test]
fn helpers_stay_when_another_lane_is_assigned_and_a_helper_changes_places_with_the_lead() {
    let given_to_lane = |lane| {
        let mut desk = Desk::lively();
        desk.go_to(SHARED);
        desk.act(Action::Mark);
        desk.times(Action::First, Some(lane));
        desk.commits(Action::AssignLane)
    };
    let helped = |lead, helper| Command::Assign(SHARED, Crew { lead, helpers: vec![helper] });
    assert_eq!(given_to_lane(5), helped(ZOE, TOM));
    assert_eq!(given_to_lane(4), helped(TOM, DANA));
}

#[test]
fn a_search_keeps_lanes_and_lines_that_hold_it() {
    let mut desk = Desk::lively();
    assert!(desk.refused(Action::NextMatch).contains("nothing is searched"));
    desk.shared.filter = "jones".parse().unwrap();
    desk.calendar.filter(&desk.shared);
    let drawn = desk.drawn();
    assert!(drawn.contains("Dana") && drawn.contains(" Tom") && !drawn.contains("Ravi"), "{drawn}");
    assert!(drawn.contains("Tap drip") && !drawn.contains("No heat"), "{drawn}");
    desk.act(Action::NextMatch);
    desk.act(Action::NextMatch);
    assert_eq!(desk.targets(), [DRIP]);
    desk.act(Action::NextMatch);
    assert_eq!(desk.targets(), [SHARED], "round again");
    desk.shared.filter = "".parse().unwrap();
    desk.calendar.filter(&desk.shared);
    assert!(desk.drawn().contains("Ravi"));
    desk.shared.filter = "nobody has this".parse().unwrap();
    desk.calendar.filter(&desk.shared);
    assert!(desk.drawn().contains("No visit of this day passes the filter"));
}

#[test]
fn a_broken_promise_is_said_in_the_tray_and_not_by_colour_alone() {
    let desk = Desk::lively();
    let view = desk.calendar.view.as_ref().unwrap();
    let mut line = view.tray[0].clone();
    let title = |line: &app::view::TrayLine| tray::row(line, false, view, 80).cells[1].clone();
    assert_eq!(title(&line), "URGENT No heat, infant");
    line.job.marks.push(domain::Mark::PromiseBroken);
    assert_eq!(title(&line), "URGENT BROKEN No heat, infant");
}

#[test]
fn the_columns_of_the_tray_hold_what_is_in_them() {
    let desk = Desk::lively();
    let view = desk.calendar.view.as_ref().unwrap();
    let mut line = view.tray[0].clone();
    line.visit = VisitId(150_000);
    line.job.skills = vec!["electrical 3".to_owned(), "gas 2".to_owned()];
    let row = tray::row(&line, false, view, 80);
    assert_eq!((row.cells[0].as_str(), row.cells[4].as_str()), ("V-150000", "electrical 3+1"));
    let widths = |width| tray::headings(width, &[&line]).into_iter().map(|column| column.width).collect();
    let (usual, wide): (Vec<Width>, Vec<Width>) = (widths(80), widths(119));
    assert_eq!(usual[0], Width::Cells(8));
    assert_eq!(wide[4..], [Width::Cells(14), Width::Cells(22)], "whole, with its hour");
    assert_eq!(tray::headings(50, &[&line]).len(), 4, "no room for what and when");
}
