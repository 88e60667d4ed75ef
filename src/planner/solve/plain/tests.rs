use proptest::prelude::*;

use super::super::check::check;
use super::super::problem::{Matrix, NEVER, Problem, Range, Stop, Vehicle, Window};
use super::super::random::Random;
use super::super::solution::Solution;
use super::super::watch::{Steps, Watch};
use super::ground::{Ground, NONE};
use super::plan::Plan;
use super::recreate::Recreate;
use super::ruin::ruin;
use super::search;
use super::segment::Segment;

/// A plain problem with all that one may have: homes, loads, skills, durations, too little time for some.
fn random_problem(seed: u64, stops: usize, vehicles: usize) -> Problem {
    let mut random = Random::new(seed);
    let size = stops + vehicles;
    let at: Vec<(i32, i32)> =
        (0..size).map(|_| (random.below(100) as i32, random.below(100) as i32)).collect();
    let time = Matrix::of(size, |a, b| (at[a].0 - at[b].0).abs() + (at[a].1 - at[b].1).abs());
    // Prices need not follow the times, nor times the shortest way.
    let price = Matrix::of(size, |a, b| time.get(a, b) * 3 + random.below(20) as i32);
    let time = Matrix::of(size, |a, b| time.get(a, b) + random.below(10) as i32);
    let vehicles: Vec<Vehicle> = (0..vehicles)
        .map(|vehicle| Vehicle {
            start: Some(stops + vehicle),
            end: Some(stops + random.below(vehicle + 1)),
            shift: Range { from: 0, to: 500 + random.below(300) as i32 },
            breaks: Vec::new(),
            capacity: 10 + random.below(30) as i32,
            most_stops: 2 + random.below(8),
            longest: if random.chance(0.5) { 400 } else { i32::MAX },
            overtime: 0,
            overtime_price: 0,
        })
        .collect();
    let stops = (0..stops).map(|place| random_stop(&mut random, place, vehicles.len())).collect();
    Problem { time, price, vehicles, stops, balance_price: 0 }
}

fn random_stop(random: &mut Random, place: usize, vehicles: usize) -> Stop {
    let from = random.below(400) as i32;
    Stop {
        place,
        windows: vec![Window { from, to: from + random.below(300) as i32, price: 0 }],
        work: random.below(40) as i32,
        demand: random.below(10) as i32,
        prices: (0..vehicles).map(|_| random.chance(0.8).then(|| random.below(50) as i64)).collect(),
        left_out_price: NEVER,
        standing: None,
        pair: None,
        pick_up: None,
    }
}

/// Notes down everything it is told.
struct Diary {
    steps: Steps,
    told: Vec<Solution>,
}

impl Watch for Diary {
    fn goes_on(&mut self) -> bool {
        self.steps.goes_on()
    }

    fn better(&mut self, solution: &Solution) {
        self.told.push(solution.clone());
    }
}

fn run(problem: &Problem, seed: u64, steps: u64) -> (Solution, Vec<Solution>) {
    let mut diary = Diary { steps: Steps { left: steps }, told: Vec::new() };
    let solution = search(problem, seed, &mut diary);
    (solution, diary.told)
}

#[test]
fn every_incumbent_keeps_all_limits_and_is_better_than_the_one_before() {
    for seed in 0..60 {
        let problem = random_problem(seed, 5 + seed as usize, 1 + seed as usize % 7);
        assert!(problem.is_plain());
        let (last, told) = run(&problem, seed, 300);
        for solution in &told {
            assert_eq!(check(&problem, solution), Vec::<String>::new(), "problem {seed}");
        }
        assert!(told.windows(2).all(|pair| pair[1].price < pair[0].price), "problem {seed}");
        assert_eq!(told.last(), Some(&last), "problem {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_answer_and_more_steps_none_that_is_worse() {
    let problem = random_problem(3, 40, 6);
    let (short, told_short) = run(&problem, 7, 500);
    assert_eq!(run(&problem, 7, 500), (short, told_short.clone()));
    let (_, told_long) = run(&problem, 7, 2000);
    assert_eq!(told_long[..told_short.len()], told_short);
}

#[test]
fn it_stops_when_told() {
    struct Count(u64);
    impl Watch for Count {
        fn goes_on(&mut self) -> bool {
            self.0 += 1;
            self.0 < 50
        }

        fn better(&mut self, _solution: &Solution) {}
    }
    let mut count = Count(0);
    search(&random_problem(1, 20, 3), 1, &mut count);
    assert_eq!(count.0, 50);
}

#[test]
fn nothing_to_do_and_nobody_to_do_it_are_answered_at_once() {
    let idle = random_problem(1, 0, 3);
    let (solution, told) = run(&idle, 1, 10);
    assert_eq!(check(&idle, &solution), Vec::<String>::new());
    assert_eq!(told, [solution]);
    let nobody = random_problem(1, 4, 0);
    let (solution, _) = run(&nobody, 1, 10);
    assert_eq!(check(&nobody, &solution), Vec::<String>::new());
    assert_eq!(solution.left_out.len(), 4);
}

/// The best price there is, by trying all orders of the stops with all ways to share them out.
fn best_price(problem: &Problem) -> i64 {
    fn extend(problem: &Problem, ways: &mut Vec<Vec<usize>>, stop: usize, best: &mut i64) {
        if stop == problem.stops.len() {
            *best = (*best).min(price_of(problem, ways));
            return;
        }
        for way in 0..ways.len() {
            for place in 0..=ways[way].len() {
                ways[way].insert(place, stop);
                extend(problem, ways, stop + 1, best);
                ways[way].remove(place);
            }
        }
    }
    let mut best = i64::MAX;
    extend(problem, &mut vec![Vec::new(); problem.vehicles.len()], 0, &mut best);
    best
}

/// Price of ways in which nothing is left out, by a walk; above all others if a limit is broken.
fn price_of(problem: &Problem, ways: &[Vec<usize>]) -> i64 {
    let mut price = 0;
    for (index, (vehicle, way)) in problem.vehicles.iter().zip(ways).enumerate() {
        let (mut at, mut free) = (vehicle.start.unwrap(), vehicle.shift.from);
        let ends = if way.is_empty() { None } else { vehicle.end };
        for &stop in way {
            let stop = &problem.stops[stop];
            let Some(going) = stop.prices[index] else { return NEVER };
            price += going + i64::from(problem.price.get(at, stop.place));
            free = (free + problem.time.get(at, stop.place)).max(stop.windows[0].from);
            if free > stop.windows[0].to {
                return NEVER;
            }
            (at, free) = (stop.place, free + stop.work);
        }
        let Some(end) = ends else { continue };
        price += i64::from(problem.price.get(at, end));
        free += problem.time.get(at, end);
        let load: i32 = way.iter().map(|&stop| problem.stops[stop].demand).sum();
        if free > vehicle.shift.to || load > vehicle.capacity || way.len() > vehicle.most_stops {
            return NEVER;
        }
    }
    price
}

#[test]
fn small_problems_are_solved_to_the_best_there_is() {
    let mut solved = 0;
    for seed in 0..40 {
        let mut problem = random_problem(seed, 5, 2);
        for vehicle in &mut problem.vehicles {
            vehicle.longest = i32::MAX;
        }
        let best = best_price(&problem);
        if best < NEVER {
            assert_eq!(run(&problem, seed, 3000).0.price, best, "problem {seed}");
            solved += 1;
        }
    }
    assert!(solved > 10, "only {solved} of the problems can be solved");
}

/// Counts a plan's price and moments anew, by walks.
fn recount(ground: &Ground, plan: &Plan) -> i64 {
    let mut price: i64 = plan.left_out.iter().map(|&stop| ground.left_out[stop]).sum();
    for route in 0..ground.vehicles() {
        let ends = [ground.first(route), ground.last(route)];
        let stops: Vec<usize> = plan.stops_of(ground, route).collect();
        let nodes: Vec<usize> = [ends[0]].into_iter().chain(stops.iter().copied()).chain([ends[1]]).collect();
        let mut free = ground.needs[ends[0]].open;
        for pair in nodes.windows(2) {
            let leg = ground.leg(pair[0], pair[1]);
            free = (free + leg.time).max(ground.needs[pair[1]].open);
            assert_eq!(plan.nodes[pair[1]].early, free);
            assert!(free <= plan.nodes[pair[1]].late && free <= ground.needs[pair[1]].close);
            price += if stops.is_empty() { 0 } else { i64::from(leg.price) };
        }
        let mut last = ground.needs[ends[1]].close;
        for pair in nodes.windows(2).rev() {
            last = (last - ground.leg(pair[0], pair[1]).time).min(ground.needs[pair[0]].close);
            assert_eq!(plan.nodes[pair[0]].late, last);
        }
        for &stop in &stops {
            assert_eq!(plan.nodes[stop].route, route);
            price += ground.going(ground.limits[route].kind, stop).expect("may go");
        }
        assert_eq!(plan.sums[route].stops, stops.len());
        assert_eq!(plan.sums[route].load, stops.iter().map(|&stop| ground.needs[stop].demand).sum::<i32>());
    }
    price
}

#[test]
fn what_ruin_and_recreate_say_of_the_price_is_what_a_recount_gives() {
    for seed in 0..40 {
        let ground = Ground::of(&random_problem(seed, 30, 4));
        let mut random = Random::new(seed);
        let mut recreate = Recreate::new(&ground, &mut random);
        let mut plan = Plan::empty(&ground);
        let mut touched = Vec::new();
        for _ in 0..30 {
            assert_eq!(plan.price, recount(&ground, &plan));
            recreate.run(&ground, &mut plan, &mut random);
            assert_eq!(plan.price, recount(&ground, &plan));
            ruin(&ground, &mut plan, &mut random, &mut touched);
            assert!(plan.left_out.iter().all(|&stop| plan.nodes[stop].route == NONE));
        }
    }
}

/// How late in all and how long a row of works is when begun at a moment, going back in time at each late arrival.
fn walk(row: &[(i32, Segment)], begin: i32) -> (i32, i32) {
    let (mut now, mut warp) = (begin, 0);
    for (place, (travel, work)) in row.iter().enumerate() {
        now = if place == 0 { begin } else { now + travel };
        now = now.max(work.early);
        warp += (now - work.late).max(0);
        now = now.min(work.late) + work.duration;
    }
    (warp, now + warp - begin)
}

fn works() -> impl Strategy<Value = Vec<(i32, Segment)>> {
    let work = (0..20, 0..60, 0..30, 0..15).prop_map(|(travel, early, length, duration)| {
        (travel, Segment { duration, warp: 0, early, late: early + length })
    });
    prop::collection::vec(work, 1..7)
}

proptest! {
    #[test]
    fn joined_stretches_know_what_a_walk_finds(row in works(), cut in 0_usize..7) {
        let join = |row: &[(i32, Segment)]| {
            row[1..].iter().fold(row[0].1, |whole, (travel, work)| whole.then(*travel, *work))
        };
        let cut = cut.min(row.len() - 1);
        let whole = if cut == 0 { join(&row) } else { join(&row[..cut]).then(row[cut].0, join(&row[cut..])) };
        // A first work is begun within its window: earlier is waiting, later is late.
        let begins = row[0].1.early..=row[0].1.late;
        let best = begins.map(|begin| walk(&row, begin)).min().expect("a window is not empty");
        prop_assert_eq!((whole.warp, whole.duration), best);
        prop_assert_eq!(walk(&row, whole.early), best);
        prop_assert_eq!(walk(&row, whole.late), best);
    }
}
