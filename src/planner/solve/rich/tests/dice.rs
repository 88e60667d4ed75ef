//! Small random problems with every feature there is, drawn by lot.

use crate::solve::problem::{Break, Matrix, NEVER, PickUp, Problem, Range, Standing, Stop, Vehicle, Window};
use crate::solve::random::Random;

/// How large a problem may be.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) vehicles: usize,
    pub(super) stops: usize,
}

struct Dice {
    random: Random,
}

impl Dice {
    fn between(&mut self, from: i32, to: i32) -> i32 {
        from + i32::try_from(self.random.below(usize::try_from(to - from + 1).unwrap())).unwrap()
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.random.chance(f64::from(percent) / 100.0)
    }

    fn place(&mut self, places: usize) -> usize {
        self.random.below(places)
    }

    fn price(&mut self, to: i32) -> i64 {
        i64::from(self.between(0, to))
    }
}

/// A problem by its number.
pub(super) fn problem(number: u64, size: Size) -> Problem {
    let mut dice = Dice { random: Random::new(number) };
    let places = 2 + dice.random.below(8);
    let straight = dice.chance(60);
    let points: Vec<(i32, i32)> = (0..places).map(|_| (dice.between(0, 60), dice.between(0, 60))).collect();
    let far = |a: usize, b: usize| (points[a].0 - points[b].0).abs() + (points[a].1 - points[b].1).abs();
    let time =
        Matrix::of(places, |a, b| if straight { far(a, b) } else { far(a, b) / 2 + dice.between(0, 20) });
    let price = Matrix::of(places, |a, b| time.get(a, b) * 10);
    let night = if dice.chance(20) { 1200 } else { 0 };
    let vehicles: Vec<Vehicle> =
        (0..=dice.random.below(size.vehicles)).map(|_| vehicle(&mut dice, places, night)).collect();
    let count = 1 + dice.random.below(size.stops);
    let mut stops: Vec<Stop> = Vec::new();
    for _ in 0..count {
        let stop = stop(&mut dice, places, &vehicles, night);
        stops.push(stop);
    }
    pairs(&mut dice, &mut stops);
    let balance_price = if dice.chance(30) { dice.price(5) } else { 0 };
    Problem { time, price, vehicles, stops, balance_price }
}

fn vehicle(dice: &mut Dice, places: usize, night: i32) -> Vehicle {
    let from = night + dice.between(400, 560);
    let length = dice.between(120, 600);
    let mut breaks = Vec::new();
    if dice.chance(50) {
        let earliest = from + dice.between(-60, 300);
        let width = if dice.chance(40) { 0 } else { dice.between(0, 90) };
        breaks.push(Break {
            start: Range { from: earliest, to: earliest + width },
            length: dice.between(5, 60),
        });
    }
    while dice.chance(20) {
        let earliest = from + dice.between(100, 400);
        breaks.push(Break { start: Range { from: earliest, to: earliest }, length: dice.between(5, 60) });
    }
    Vehicle {
        start: if dice.chance(80) { Some(dice.place(places)) } else { None },
        end: if dice.chance(80) { Some(dice.place(places)) } else { None },
        shift: Range { from, to: from + length },
        breaks,
        capacity: if dice.chance(70) { 100 } else { dice.between(0, 8) },
        most_stops: if dice.chance(70) { 100 } else { dice.random.below(4) },
        longest: if dice.chance(60) { i32::MAX } else { dice.between(60, 500) },
        overtime: if dice.chance(50) { 0 } else { dice.between(0, 120) },
        overtime_price: dice.price(200),
    }
}

fn windows(dice: &mut Dice, night: i32) -> Vec<Window> {
    let mut windows: Vec<Window> = (0..=dice.random.below(3))
        .map(|_| {
            let from = night + dice.between(380, 1000);
            let price = if dice.chance(50) { 0 } else { dice.price(2000) };
            Window { from, to: from + dice.between(0, 300), price }
        })
        .collect();
    windows.sort_by_key(|window| window.from);
    windows
}

fn stop(dice: &mut Dice, places: usize, vehicles: &[Vehicle], night: i32) -> Stop {
    let prices =
        (0..vehicles.len()).map(|_| if dice.chance(85) { Some(dice.price(100)) } else { None }).collect();
    let standing = dice.chance(40).then(|| Standing {
        vehicle: dice.random.below(vehicles.len()),
        start: night + dice.between(380, 1000),
        change_price: if dice.chance(20) { 0 } else { dice.price(1000) },
        pinned: dice.chance(30),
    });
    Stop {
        place: dice.place(places),
        windows: windows(dice, night),
        work: dice.between(0, 90),
        demand: dice.between(0, 3),
        prices,
        left_out_price: [NEVER, 1_000_000, 5_000, 500][dice.random.below(4)],
        standing,
        pair: None,
        pick_up: dice.chance(20).then(|| PickUp { place: dice.place(places), work: dice.between(0, 15) }),
    }
}

fn pairs(dice: &mut Dice, stops: &mut [Stop]) {
    for one in (1..stops.len()).step_by(2) {
        if dice.chance(25) {
            stops[one].pair = Some(one - 1);
            stops[one - 1].pair = Some(one);
            if dice.chance(60) {
                stops[one].windows = stops[one - 1].windows.clone();
            }
        }
    }
}
