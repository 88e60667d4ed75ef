//! Each feature of a day by itself: times.

use super::given::{OUT, at, call_at, line, open, out, solved, start_of, stop, van};
use crate::solve::{Break, Range, Rest, Stop, Vehicle, Window};

#[test]
fn work_begins_as_early_as_the_way_there_allows_and_nobody_leaves_too_soon() {
    let late = Stop { windows: vec![open(100, 200)], ..stop(5, 1) };
    let solution = solved(&line(6, vec![van(0)], vec![late]));
    assert_eq!(call_at(&solution, 0), Some((0, 100)));
    assert_eq!((solution.ways[0].leave, solution.ways[0].back), (95, 135));
    assert_eq!(solution.price, 100);
}

#[test]
fn a_fixed_break_stands_and_the_drive_does_not_go_through_it() {
    let tied = |from, place| Stop { windows: vec![open(from, 480)], ..stop(place, 1) };
    let vehicle = Vehicle { breaks: vec![at(50, 20)], ..van(0) };
    let solution = solved(&line(20, vec![vehicle], vec![tied(18, 10), tied(0, 15)]));
    // Done with the first at 48; the drive of five minutes would go into the break.
    assert_eq!(solution.ways[0].rests, [Rest { which: 0, start: 50 }]);
    assert_eq!(solution.terms.travel, 300);
    assert!(start_of(&solution, 1) == 75 || start_of(&solution, 0) >= 70, "{solution:?}");
}

#[test]
fn a_floating_break_is_taken_in_its_range_where_it_delays_least() {
    let first = Stop { windows: vec![open(10, 10)], ..stop(10, 1) };
    let second = Stop { windows: vec![open(70, 70)], ..stop(10, 1) };
    let pause = Break { start: Range { from: 20, to: 90 }, length: 30 };
    let vehicle = Vehicle { breaks: vec![pause], ..van(0) };
    let solution = solved(&line(11, vec![vehicle], vec![first, second]));
    assert_eq!(out(&solution), Vec::<usize>::new());
    assert_eq!(solution.ways[0].rests, [Rest { which: 0, start: 40 }]);
}

#[test]
fn a_break_after_the_return_is_not_asked_for() {
    let vehicle = Vehicle { breaks: vec![at(300, 60)], ..van(0) };
    let solution = solved(&line(2, vec![vehicle], vec![stop(1, 1)]));
    assert_eq!(solution.ways[0].rests, []);
}

#[test]
fn meetings_that_overlap_are_one_absence() {
    let vehicle = Vehicle { breaks: vec![at(0, 100), at(50, 100), at(150, 10)], ..van(0) };
    let solution = solved(&line(2, vec![vehicle], vec![stop(1, 1)]));
    assert_eq!(call_at(&solution, 0), Some((0, 161)));
}

#[test]
fn a_break_that_begins_before_the_shift_holds_up_the_leaving() {
    let vehicle = Vehicle { breaks: vec![at(-10, 40)], ..van(0) };
    assert_eq!(call_at(&solved(&line(2, vec![vehicle], vec![stop(1, 1)])), 0), Some((0, 31)));
}

#[test]
fn the_second_window_is_used_when_the_first_is_taken() {
    let one = Stop { windows: vec![open(10, 20)], ..stop(5, 1) };
    let two = Stop { windows: vec![open(10, 20), open(200, 210)], ..stop(5, 1) };
    let solution = solved(&line(6, vec![van(0)], vec![one, two]));
    assert_eq!((start_of(&solution, 0), start_of(&solution, 1)), (10, 200));
}

#[test]
fn a_dear_window_is_used_only_when_that_costs_less() {
    let promised = vec![Window { from: 0, to: 480, price: 500 }, open(200, 210)];
    let kept = Stop { windows: promised.clone(), ..stop(5, 1) };
    let solution = solved(&line(6, vec![van(0)], vec![kept.clone()]));
    assert_eq!((start_of(&solution, 0), solution.terms.windows), (200, 0));

    let rival = Stop { windows: vec![open(190, 210)], work: 60, ..stop(5, 1) };
    let solution = solved(&line(6, vec![van(0)], vec![kept, rival]));
    assert_eq!((out(&solution), solution.terms.windows), (vec![], 500));
}

#[test]
fn overtime_is_worked_only_when_it_costs_less_than_leaving_out() {
    let stops = || vec![Stop { work: 300, ..stop(5, 1) }, Stop { work: 200, ..stop(5, 1) }];
    let vehicle = |overtime_price| Vehicle { overtime: 60, overtime_price, ..van(0) };
    let cheap = solved(&line(6, vec![vehicle(10)], stops()));
    assert_eq!((out(&cheap).len(), cheap.terms.overtime, cheap.ways[0].back), (0, 300, 510));
    let dear = solved(&line(6, vec![vehicle(10_000)], stops()));
    assert_eq!((out(&dear).len(), dear.terms.overtime), (1, 0));
    let short = Vehicle { overtime: 29, ..vehicle(10) };
    assert_eq!(out(&solved(&line(6, vec![short], stops()))).len(), 1);
}

#[test]
fn a_day_that_may_not_last_long_is_begun_later() {
    let early = Stop { windows: vec![open(0, 300)], ..stop(5, 1) };
    let late = Stop { windows: vec![open(200, 200)], ..stop(5, 1) };
    let vehicle = Vehicle { longest: 75, ..van(0) };
    let solution = solved(&line(6, vec![vehicle], vec![early, late]));
    assert_eq!(out(&solution), Vec::<usize>::new());
    assert!(solution.ways[0].back - solution.ways[0].leave <= 75);
}

#[test]
fn a_night_shift_goes_on_after_midnight() {
    let shift = Range { from: 1320, to: 1800 };
    let night = |from| Stop { windows: vec![open(from, from + 10)], ..stop(5, 1) };
    let solution = solved(&line(6, vec![Vehicle { shift, ..van(0) }], vec![night(1700), night(1400)]));
    assert_eq!((start_of(&solution, 1), start_of(&solution, 0)), (1400, 1700));
}

#[test]
fn ways_begin_and_end_where_they_should() {
    let price = |start, end| {
        let vehicle = Vehicle { start, end, ..van(0) };
        solved(&line(11, vec![vehicle], vec![stop(4, 1)])).price
    };
    assert_eq!(price(Some(0), Some(10)), 100);
    assert_eq!(price(None, Some(10)), 60);
    assert_eq!(price(Some(0), None), 40);
    assert_eq!(price(None, None), 0);
}

#[test]
fn even_days_are_worth_their_price() {
    let stops = || (0..4).map(|_| Stop { work: 100, ..stop(1, 2) }).collect();
    let mut problem = line(2, vec![van(0), van(0)], stops());
    assert_eq!(solved(&problem).terms.travel, 20, "one goes to all");
    problem.balance_price = 100;
    let solution = solved(&problem);
    assert_eq!(solution.ways.iter().map(|way| way.calls.len()).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(solution.terms.balance, 2 * 100 * (202 * 202 / 1000));
    assert!(OUT > solution.price);
}
