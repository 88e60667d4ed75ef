//! The board as it is drawn, walked through and worked with.

use app::App;
use domain::{Command, JobId, Stage, VisitId, VisitState};

use super::*;
use crate::ask::Opened;
use crate::pane::fixture::{
    self, KERR, SIZES, act, act_times, answer, desk, drawn, load, reversed, shared, shows, text_of,
};

fn loaded(desk: &mut App, shared: &Shared) -> Board {
    let mut board = Board::new();
    load(&mut board, desk, shared);
    board
}

/// A desk with so many jobs in the first stage.
fn crowded(jobs: usize) -> App {
    let mut desk = desk();
    for place in 0..jobs {
        let job = domain::Job::new(KERR, format!("Gutter {place}"), fixture::at("20 10:00"));
        let new = domain::NewJob { job, placements: Vec::new() };
        desk.run(Command::AddJob(Box::new(new))).unwrap();
    }
    desk
}

fn lane(board: &Board) -> &Lane {
    board.lane().unwrap()
}

fn stage_of(board: &Board) -> Stage {
    let title = &lane(board).title;
    Stage::ALL.into_iter().find(|stage| stage.title() == title).unwrap()
}

/// Narrows the board and answers what it asks.
fn narrow(board: &mut Board, desk: &mut App, shared: &mut Shared, text: &str) {
    shared.filter = text.parse().unwrap();
    for effect in board.filter(shared) {
        let Effect::Ask(ask) = effect else { panic!("only asks") };
        answer(board, desk, vec![ask], shared);
    }
}

#[test]
fn a_lively_board_at_each_size() {
    let mut desk = desk();
    for (width, height) in SIZES {
        let shared = shared(width, height);
        let mut board = loaded(&mut desk, &shared);
        shows("board", &board, &shared);
        act_times(&mut board, &mut desk, Action::Right, Some(5), &shared);
        shows("board-right", &board, &shared);
    }
}

#[test]
fn nothing_loaded_says_so_and_nothing_there_harms_nothing() {
    let shared = shared(80, 24);
    let mut board = Board::new();
    assert!(text_of(&drawn(&board, &shared)).contains("To schedule ..."));
    load(&mut board, &mut fixture::empty_desk(), &shared);
    for action in [Action::Down, Action::Last, Action::Mark, Action::MarkRange, Action::MarkAll, Action::Open]
    {
        act(&mut board, &mut fixture::empty_desk(), action, &shared);
    }
    assert_eq!(board.targets(), []);
    assert!(text_of(&drawn(&board, &shared)).contains("no jobs here: c takes one"));
    narrow(&mut board, &mut fixture::empty_desk(), &mut shared.clone(), "boiler");
    let narrowed = Shared { filter: "boiler".parse().unwrap(), ..shared.clone() };
    assert!(text_of(&drawn(&board, &narrowed)).contains("nothing passes the filter: F shows all"));
    let left = act(&mut board, &mut fixture::empty_desk(), Action::StageOn, &shared);
    assert!(matches!(left[..], [Effect::Refuse(_)]));
}

#[test]
fn only_what_is_seen_is_asked_for() {
    let shared = shared(40, 12);
    let board = Board::new();
    let [Ask::Board(query)] = &board.wants(&shared)[..] else { panic!("one ask") };
    assert_eq!((query.columns.len(), query.limit, query.offsets.len()), (2, WINDOW, 0));
}

#[test]
fn the_focused_column_is_always_in_view() {
    let mut desk = desk();
    let shared = shared(40, 12);
    let mut board = loaded(&mut desk, &shared);
    for stage in Stage::ALL {
        assert_eq!(stage_of(&board), stage);
        let text = text_of(&drawn(&board, &shared));
        assert!(text.contains(&format!(">{}", stage.title())), "{stage:?}: {text}");
        assert!(lane(&board).list.is_loaded, "{stage:?} was asked for when it came into view");
        act(&mut board, &mut desk, Action::Right, &shared);
    }
    act_times(&mut board, &mut desk, Action::Left, Some(99), &shared);
    assert_eq!(stage_of(&board), Stage::ToSchedule);
}

#[test]
fn a_long_column_is_walked_through_by_pages() {
    let mut desk = crowded(130);
    let shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    let total = lane(&board).list.total;
    assert!(total > 130);
    let mut seen = Vec::new();
    for _ in 0..total {
        seen.push(board.targets()[0].job.unwrap().0);
        assert!(!reversed(&drawn(&board, &shared)).is_empty());
        act(&mut board, &mut desk, Action::Down, &shared);
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), total, "every job was selected once");
    act(&mut board, &mut desk, Action::First, &shared);
    act(&mut board, &mut desk, Action::Last, &shared);
    assert!(lane(&board).list.rows.len() <= WINDOW, "only a page is kept");
    assert_eq!(board.targets().len(), 1);
    act_times(&mut board, &mut desk, Action::First, Some(60), &shared);
    assert_eq!(lane(&board).list.row, 59);
}

#[test]
fn the_selection_stays_on_its_job_and_goes_along_with_it() {
    let mut desk = desk();
    let shared = shared(40, 12);
    let mut board = loaded(&mut desk, &shared);
    act(&mut board, &mut desk, Action::Right, &shared);
    assert_eq!(stage_of(&board), Stage::Scheduled);
    let job = board.selected().unwrap().id;
    act(&mut board, &mut desk, Action::StageOn, &shared);
    assert_eq!((stage_of(&board), board.selected().unwrap().id), (Stage::InProgress, job));
    assert_eq!(board.selected().unwrap().state, Some(VisitState::EnRoute));
    act(&mut board, &mut desk, Action::StageOn, &shared);
    assert_eq!(board.selected().unwrap().state, Some(VisitState::OnSite));
    assert_eq!(act(&mut board, &mut desk, Action::StageOn, &shared), [Effect::Act(Action::Done)]);
    desk.undo(None).unwrap();
    desk.undo(None).unwrap();
    load(&mut board, &mut desk, &shared);
    assert_eq!((stage_of(&board), board.selected().unwrap().id), (Stage::Scheduled, job));
}

#[test]
fn a_stage_without_a_way_back_names_the_keys_of_what_there_is() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    act_times(&mut board, &mut desk, Action::Right, Some(2), &shared);
    let left = act(&mut board, &mut desk, Action::StageBack, &shared);
    let wanted = "nothing goes backwards: reschedule (.m) or undo (z)";
    assert_eq!(left, [Effect::Refuse(wanted.to_owned())]);
}

#[test]
fn marked_jobs_go_on_together_or_not_at_all() {
    let mut desk = desk();
    let shared = shared(120, 40);
    let mut board = loaded(&mut desk, &shared);
    act(&mut board, &mut desk, Action::Right, &shared);
    act(&mut board, &mut desk, Action::MarkAll, &shared);
    let scheduled = board.targets().len();
    assert!(scheduled > 1);
    let Handled::Yes(effects) = board.act(Action::StageOn, None, &shared) else { panic!("the board's own") };
    let [Effect::Run(Command::Batch(commands))] = &effects[..] else { panic!("one operation: {effects:?}") };
    assert_eq!(commands.len(), scheduled);
    act_times(&mut board, &mut desk, Action::Right, Some(2), &shared);
    act(&mut board, &mut desk, Action::Mark, &shared);
    assert_eq!(board.targets().len(), scheduled + 1);
    shows("board-marked", &board, &shared);
    act(&mut board, &mut desk, Action::Back, &shared);
    assert_eq!(board.targets().len(), 1);
    assert_eq!(board.act(Action::Back, None, &shared), Handled::No);
}

#[test]
fn a_range_marks_what_is_between() {
    let mut desk = crowded(20);
    let shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    act(&mut board, &mut desk, Action::MarkRange, &shared);
    act_times(&mut board, &mut desk, Action::Down, Some(4), &shared);
    assert_eq!(board.targets().len(), 5);
    act(&mut board, &mut desk, Action::Up, &shared);
    assert_eq!(board.targets().len(), 4);
    act(&mut board, &mut desk, Action::MarkRange, &shared);
    act(&mut board, &mut desk, Action::Last, &shared);
    assert_eq!(board.targets().len(), 4);
}

#[test]
fn the_filter_is_asked_of_the_store_and_not_of_the_page() {
    let mut desk = crowded(120);
    let mut shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    narrow(&mut board, &mut desk, &mut shared, "gutter 5");
    assert_eq!(lane(&board).list.total, 11, "5, and 50 to 59: a short word begins one");
    shows("board-filter", &board, &shared);
    let first = board.targets()[0].label.clone();
    assert!(first.contains("Gutter") && first.contains('5'), "{first}");
    act(&mut board, &mut desk, Action::Last, &shared);
    let last = board.targets()[0].label.clone();
    assert!(last.contains("Gutter") && last != first);
    narrow(&mut board, &mut desk, &mut shared, "\"no card has this\"");
    assert_eq!(board.targets(), []);
    drawn(&board, &shared);
    narrow(&mut board, &mut desk, &mut shared, "");
    assert!(lane(&board).list.total > 120);
}

#[test]
fn the_next_match_goes_from_column_to_column_and_round() {
    let mut desk = desk();
    let mut shared = shared(120, 40);
    let mut board = loaded(&mut desk, &shared);
    let refused = act(&mut board, &mut desk, Action::NextMatch, &shared);
    assert_eq!(refused, [Effect::Refuse("nothing is searched for; / begins".to_owned())]);
    narrow(&mut board, &mut desk, &mut shared, "a");
    let mut seen: Vec<JobId> = Vec::new();
    for _ in 0..200 {
        let Some(job) = board.selected().map(|job| job.id) else {
            act(&mut board, &mut desk, Action::NextMatch, &shared);
            continue;
        };
        if seen.contains(&job) {
            break;
        }
        seen.push(job);
        act(&mut board, &mut desk, Action::NextMatch, &shared);
    }
    let query = app::JobQuery { filter: shared.filter.clone(), ..app::JobQuery::default() };
    let all = desk.jobs(&query).unwrap();
    assert_eq!(seen.len() as u64, all.total, "each match once, then round again");
    let here = board.selected().unwrap().id;
    act(&mut board, &mut desk, Action::NextMatch, &shared);
    act(&mut board, &mut desk, Action::PreviousMatch, &shared);
    assert_eq!(board.selected().unwrap().id, here);
}

#[test]
fn all_that_the_filter_lists_is_marked_and_not_the_page_alone() {
    let mut desk = crowded(130);
    let mut shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    narrow(&mut board, &mut desk, &mut shared, "gutter");
    act(&mut board, &mut desk, Action::MarkAll, &shared);
    assert_eq!(board.targets().len(), 130);
    assert!(text_of(&drawn(&board, &shared)).contains("130 marked"));
    act(&mut board, &mut desk, Action::MarkAll, &shared);
    assert_eq!(board.targets().len(), 1, "again takes them away");
}

#[test]
fn a_range_holds_what_was_passed_over_page_by_page() {
    let mut desk = crowded(130);
    let shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    act_times(&mut board, &mut desk, Action::First, Some(3), &shared);
    act(&mut board, &mut desk, Action::MarkRange, &shared);
    act_times(&mut board, &mut desk, Action::First, Some(120), &shared);
    assert_eq!(board.targets().len(), 118);
    act(&mut board, &mut desk, Action::MarkRange, &shared);
    act(&mut board, &mut desk, Action::First, &shared);
    assert_eq!(board.targets().len(), 118);
}

#[test]
fn columns_can_stand_for_people_services_and_zones() {
    let mut desk = desk();
    let shared = shared(120, 40);
    let mut board = loaded(&mut desk, &shared);
    act(&mut board, &mut desk, Action::Right, &shared);
    let job = board.selected().unwrap().id;
    for by in ["technician", "service", "zone"] {
        act(&mut board, &mut desk, Action::GroupBy, &shared);
        assert_eq!(board.by.name(), by);
        assert_eq!(board.selected().map(|job| job.id), Some(job), "{by}: the focus goes along");
        shows(&format!("board-by-{by}"), &board, &shared);
        act(&mut board, &mut desk, Action::Right, &shared);
        act(&mut board, &mut desk, Action::Left, &shared);
    }
    act(&mut board, &mut desk, Action::GroupBy, &shared);
    assert_eq!((board.by, board.lanes.len()), (GroupBy::Stage, Stage::ALL.len()));
}

#[test]
fn a_job_that_is_sought_is_found_on_whatever_page() {
    let mut desk = crowded(130);
    let shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    act(&mut board, &mut desk, Action::Last, &shared);
    let last = board.selected().unwrap().id;
    let kept = board.remember();
    let mut fresh = Board::new();
    fresh.restore(&kept, &shared);
    load(&mut fresh, &mut desk, &shared);
    assert_eq!(fresh.selected().map(|job| job.id), Some(last));
    fresh.restore(&serde_json::json!({"by": 7, "job": "x"}), &shared);
    load(&mut fresh, &mut desk, &shared);
    assert_eq!(fresh.by, GroupBy::Stage);
}

#[test]
fn enter_and_a_click_go_to_the_card() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    let job = board.selected().unwrap().id;
    assert_eq!(act(&mut board, &mut desk, Action::Open, &shared), [Effect::Open(Opened::Job(job))]);
    let area = Rect::new(0, 1, 80, shared.pane_height());
    let press = |column, row| Mouse { act: MouseAct::Press, column, row };
    board.point(press(25, 5), area, &shared);
    assert_eq!((stage_of(&board), lane(&board).list.row), (Stage::Scheduled, 1));
    board.point(press(1, 3), area, &shared);
    assert_eq!((stage_of(&board), lane(&board).list.row), (Stage::ToSchedule, 0));
    let Handled::Yes(effects) = board.point(press(1, 3), area, &shared) else { panic!("it is the board's") };
    assert_eq!(effects, [Effect::Open(Opened::Job(job))], "the card that is selected is opened");
}

#[test]
fn who_works_alone_is_not_named_but_who_has_left_is() {
    let mut desk = desk();
    let shared = shared(200, 40);
    let text = |board: &Board| text_of(&drawn(board, &shared));
    let both = text(&loaded(&mut desk, &shared));
    let whole = desk.day(shared.today()).unwrap();
    let named: Vec<_> = whole.slice.technicians.iter().filter(|(_, who)| both.contains(&who.name)).collect();
    let [(stays, who), gone @ ..] = &named[..] else { panic!("nobody is named in {both}") };
    assert!(!gone.is_empty(), "somebody else has work too: {both}");
    for (id, left) in whole.slice.technicians.iter().filter(|(id, _)| id != stays) {
        let left = domain::Technician { inactive: true, ..left.clone() };
        desk.run(Command::Edit((*id).into(), left.into())).unwrap();
    }
    let alone = text(&loaded(&mut desk, &shared));
    assert!(!alone.contains(&who.name), "{alone}");
    assert!(gone.iter().any(|(_, left)| alone.contains(&left.name)), "{alone}");
}

#[test]
fn a_target_says_whether_its_visit_is_placed() {
    let mut desk = desk();
    let shared = shared(80, 24);
    let mut board = loaded(&mut desk, &shared);
    assert!(!board.targets()[0].placed);
    act(&mut board, &mut desk, Action::Right, &shared);
    let target = &board.targets()[0];
    assert!(target.placed && target.visit.is_some_and(|(id, _)| id != VisitId(0)));
    assert!(target.job.is_some_and(|(id, version)| id != JobId(0) && version > 0));
}
