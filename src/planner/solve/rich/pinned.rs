//! What pinned stops break by themselves is forgiven: they stand as they are.
//!
//! A vehicle's limits grow to what its pinned stops alone need, a drive between two of them may be too short, a
//! break for which they leave no room is dropped, and so is a call for parts.

use super::super::problem::{Break, Problem, Vehicle};
use super::ground::{Ground, Item, NONE};
use super::route::Route;

/// Softens every vehicle's conditions and notes what each goes to whatever happens.
pub(super) fn soften(ground: &mut Ground, problem: &Problem) {
    ground.base = vec![Vec::new(); ground.vans.len()];
    for van in 0..ground.vans.len() {
        let mut pinned: Vec<Item> = (0..ground.stops).map(Ground::item).collect();
        pinned.retain(|item| ground.need(*item).pinned && usize::from(ground.need(*item).stands) == van);
        if pinned.is_empty() {
            continue;
        }
        pinned.sort_by_key(|item| (ground.need(*item).told, *item));
        widen(ground, van, &pinned);
        keep_breaks(ground, van, &problem.vehicles[van], &pinned);
        call_for_parts(ground, van, &mut pinned);
        ground.base[van] = pinned;
    }
}

fn widen(ground: &mut Ground, van: usize, pinned: &[Item]) {
    let mut prev = None;
    let mut free = ground.vans[van].shift.from;
    let mut demand = 0;
    for item in pinned {
        let travel = ground.leg(ground.place_after(van, prev), ground.need(*item).place).time;
        let need = &mut ground.needs[usize::from(*item)];
        need.rushed = free.saturating_add(travel) > need.told;
        need.rushed_after = prev.unwrap_or(NONE);
        let end = need.told + need.work;
        free = if prev.is_some() && need.rushed { free.max(end) } else { end };
        demand += need.demand;
        prev = Some(*item);
    }
    let (first, last) = (pinned.first().copied(), prev);
    let back = free + ground.leg(ground.place_after(van, last), ground.vans[van].end).time;
    let out = ground.leg(ground.vans[van].start, ground.place_before(van, first)).time;
    let leave = first.map_or(back, |first| ground.need(first).told - out);
    let limits = &mut ground.vans[van];
    limits.capacity = limits.capacity.max(demand);
    limits.most = limits.most.max(pinned.len());
    limits.latest = limits.latest.max(back);
    limits.longest = limits.longest.max(back - leave);
    limits.limited = limits.longest < limits.latest - limits.shift.from.min(leave);
}

/// Puts calls for parts in where they fit; a pinned stop for whose parts there is no time goes without.
fn call_for_parts(ground: &mut Ground, van: usize, base: &mut Vec<Item>) {
    for item in base.clone() {
        let part = ground.need(item).part;
        if part == NONE || base.contains(&part) {
            continue;
        }
        let position = base.iter().position(|other| *other == item).unwrap_or(0);
        let fitting = (0..=position).rev().find(|at| {
            let mut with = base.clone();
            with.insert(*at, part);
            holds(ground, van, with)
        });
        match fitting {
            Some(at) => base.insert(at, part),
            None => ground.needs[usize::from(item)].part = NONE,
        }
    }
}

fn keep_breaks(ground: &mut Ground, van: usize, vehicle: &Vehicle, base: &[Item]) {
    let mut kept: Vec<(usize, Break)> = Vec::new();
    for (index, pause) in vehicle.breaks.iter().enumerate() {
        if pause.start.to < vehicle.shift.from {
            continue;
        }
        kept.push((index, *pause));
        ground.vans[van].set_breaks(&kept);
        if !holds(ground, van, base.to_vec()) {
            kept.pop();
        }
    }
    ground.vans[van].set_breaks(&kept);
}

fn holds(ground: &Ground, van: usize, items: Vec<Item>) -> bool {
    let mut route = Route::empty(ground, van);
    route.items = items;
    route.walk(ground, &[])
}
