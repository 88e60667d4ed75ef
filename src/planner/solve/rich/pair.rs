//! Where both of a pair go best, and at which moment they begin.

use super::super::random::Random;
use super::ground::{Ground, Item, NO, NONE, cheapest};
use super::plan::Plan;
use super::putting::Putting;
use super::route::Sure;

/// Where both of a pair go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pairing {
    pub(super) price: i64,
    pub(super) moment: i32,
    pub(super) puttings: [Putting; 2],
    pub(super) vans: [usize; 2],
}

/// How many rooms of each are put together in a step of the search, and how many of these are tried.
const PUT_TOGETHER: usize = 12;
const TRIED: usize = 8;

/// Where a stop could go as far as is plain: what that costs at least, and from when to when it could begin there.
#[derive(Debug, Clone, Copy)]
struct Room {
    van: usize,
    position: usize,
    price: i64,
    from: i32,
    to: i32,
}

/// Where both of a pair cost least and less than `most`: among the cheapest rooms (with a lot to draw), or
/// among all.
pub(super) fn best(
    ground: &Ground,
    plan: &mut Plan,
    one: Item,
    most: i64,
    mut random: Option<&mut Random>,
) -> Option<Pairing> {
    let other = ground.need(one).pair;
    let mut rooms = [rooms(ground, plan, one, most), rooms(ground, plan, other, most)];
    let mut tries = usize::MAX;
    if random.is_some() {
        tries = TRIED;
        for rooms in &mut rooms {
            rooms.truncate(PUT_TOGETHER);
        }
    }
    let mut best: Option<Pairing> = None;
    for (least, [first, second]) in together(&rooms, most) {
        let bound = best.map_or(most, |best| best.price);
        if least >= bound || tries == 0 {
            break;
        }
        let mut moments = moments(ground, plan, [one, other], [&first, &second]);
        if let Some(random) = &mut random {
            random.shuffle(&mut moments);
        }
        tries -= usize::from(!moments.is_empty());
        for moment in moments {
            let bound = best.map_or(most, |best| best.price);
            if let Some(found) = try_at(ground, plan, [one, other], [&first, &second], moment, bound) {
                best = Some(found);
                if found.price <= least {
                    break;
                }
            }
        }
    }
    best
}

/// Rooms on two ways that have a moment in common, with what both cost at least, the cheapest first.
fn together(rooms: &[Vec<Room>; 2], most: i64) -> Vec<(i64, [Room; 2])> {
    let mut both = Vec::with_capacity(PUT_TOGETHER * PUT_TOGETHER);
    for first in &rooms[0] {
        for second in &rooms[1] {
            let price = first.price + second.price;
            if price >= most {
                break;
            }
            if first.van != second.van && first.from.max(second.from) <= first.to.min(second.to) {
                both.push((price, [*first, *second]));
            }
        }
    }
    both.sort_by_key(|(price, _)| *price);
    both
}

fn try_at(
    ground: &Ground,
    plan: &mut Plan,
    items: [Item; 2],
    rooms: [&Room; 2],
    moment: i32,
    most: i64,
) -> Option<Pairing> {
    for item in items {
        plan.moments[usize::from(item)] = moment;
    }
    let first = put(ground, plan, items[0], rooms[0], most.saturating_sub(rooms[1].price));
    if first.position == NONE {
        return None;
    }
    let second = put(ground, plan, items[1], rooms[1], most - first.price);
    let price = first.price.saturating_add(second.price);
    let vans = [rooms[0].van, rooms[1].van];
    (second.position != NONE && price < most).then_some(Pairing {
        price,
        moment,
        puttings: [first, second],
        vans,
    })
}

/// Puts a stop into a room; one that needs parts, anywhere on the way.
fn put(ground: &Ground, plan: &mut Plan, item: Item, room: &Room, most: i64) -> Putting {
    let route = &plan.routes[room.van];
    if ground.need(item).part == NONE {
        plan.memory.at(ground, route, (item, room.position), &plan.moments, most)
    } else {
        plan.memory.best(ground, route, item, &plan.moments, most)
    }
}

/// All rooms that cost less than that, the cheapest first.
fn rooms(ground: &Ground, plan: &Plan, item: Item, most: i64) -> Vec<Room> {
    let need = ground.need(item);
    let mut rooms: Vec<Room> = Vec::with_capacity(64);
    for route in &plan.routes {
        let van = route.van;
        if ground.going(van, item) == NO || !route.has_room(ground, item) {
            continue;
        }
        for position in 0..=route.items.len() {
            let Some(Sure { price, there, on }) = route.sure(ground, item, position, most) else { continue };
            let gap = route.gap(position);
            let from = gap.earliest.saturating_add(there).max(need.first);
            let to = gap.latest.saturating_sub(on + need.work).min(need.last);
            if from <= to {
                rooms.push(Room { van, position, price, from, to });
            }
        }
    }
    rooms.sort_unstable_by_key(|room| (room.price, room.van, room.position));
    rooms
}

/// The moments to try in two rooms: the first and the last that they share, the one that was told, those after a
/// break and after a call for parts.
fn moments(ground: &Ground, plan: &Plan, items: [Item; 2], rooms: [&Room; 2]) -> Vec<i32> {
    let [one, other] = items.map(|item| ground.need(item));
    let (from, to) = (rooms[0].from.max(rooms[1].from), rooms[0].to.min(rooms[1].to));
    let mut moments = Vec::with_capacity(8);
    for a in &one.windows {
        for b in &other.windows {
            let (from, to) = (from.max(a.from).max(b.from), to.min(a.to).min(b.to));
            if from <= to {
                moments.extend([from, to]);
            }
        }
    }
    let mut add = |moment: i32| {
        let open = |item: Item| cheapest(&ground.need(item).windows, moment).is_some();
        if from <= moment && moment <= to && items.iter().all(|item| open(*item)) {
            moments.push(moment);
        }
    };
    for (item, room) in items.iter().zip(rooms) {
        let need = ground.need(*item);
        if need.stands != NONE {
            add(need.told);
        }
        for pause in &ground.vans[room.van].breaks {
            add(pause.start.from + pause.length);
        }
        if need.part != NONE {
            let prev = ground.place_after(room.van, plan.routes[room.van].ahead(room.position));
            let free = plan.routes[room.van].gap(room.position).earliest;
            add(free.saturating_add(by_way_of_parts(ground, prev, *item)));
        }
    }
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// How long it takes to a stop with a call for its parts on the way.
fn by_way_of_parts(ground: &Ground, from: u32, item: Item) -> i32 {
    let (need, call) = (ground.need(item), ground.need(ground.need(item).part));
    ground.leg(from, call.place).time + call.work + ground.leg(call.place, need.place).time
}
