//! From walked ways to moments: when each call begins, each break, the leaving and the return.

use super::super::solution::{Call, LeftOut, Obstacle, Purpose, Rest, Solution, Terms, Way};
use super::ground::{Ground, Item, NONE, cheapest};
use super::label::{End, Label, Labels, Step, end, retrace_end};
use super::plan::Plan;
use super::route::{Route, agreed};

/// Writes a plan down as a solution; why stops are left out is not looked into. It can cost less than the plan:
/// where a day may not last long, the search leaves early and looks only at what is best from there.
pub(super) fn settle(ground: &Ground, faithful: &Ground, plan: &Plan) -> Solution {
    let mut solution = Solution::default();
    for route in &plan.routes {
        let (way, terms) = way_of(ground, faithful, route, &plan.moments);
        solution.ways.push(way);
        add(&mut solution.terms, &terms);
    }
    let mut out = plan.out.clone();
    out.sort_unstable();
    solution.terms.left_out = out.iter().map(|item| ground.need(*item).out).sum();
    let left_out = |item: &Item| LeftOut { stop: usize::from(*item), obstacle: Obstacle::Open };
    solution.left_out = out.iter().map(left_out).collect();
    solution.price = solution.terms.sum();
    solution
}

fn add(sum: &mut Terms, part: &Terms) {
    sum.windows += part.windows;
    sum.overtime += part.overtime;
    sum.travel += part.travel;
    sum.going += part.going;
    sum.balance += part.balance;
    sum.changes += part.changes;
}

/// By how much prices are multiplied where told starts are to be kept if that costs nothing.
const FINER: i64 = 256;

/// The same ground, but a told start that is given up for nothing costs a trifle.
pub(super) fn faithful(ground: &Ground) -> Ground {
    let mut finer = ground.clone();
    for need in &mut finer.needs {
        for window in &mut need.windows {
            window.price *= FINER;
        }
        need.change = need.change * FINER + i64::from(need.stands != NONE);
        need.hold = need.hold.saturating_mul(FINER);
    }
    for van in &mut finer.vans {
        van.overtime_price *= FINER;
    }
    finer.note_starts();
    finer
}

fn way_of(ground: &Ground, faithful: &Ground, route: &Route, moments: &[i32]) -> (Way, Terms) {
    if route.items.is_empty() {
        return (Way::default(), Terms::default());
    }
    let usual = Schedule::of(ground, route, moments, route.timed);
    let told = Schedule::of(faithful, route, moments, (route.timed + 1) * FINER - 1);
    let proof = "a way of the plan can be kept";
    let usual = usual.expect(proof);
    let price = |schedule: &Schedule| schedule.terms(ground, route).sum();
    let best = match told {
        Some(told) if price(&told) <= price(&usual) => told,
        Some(_) | None => usual,
    };
    let terms = best.terms(ground, route);
    (best.way, terms)
}

/// A way with its moments.
struct Schedule {
    way: Way,
}

impl Schedule {
    fn of(ground: &Ground, route: &Route, moments: &[i32], most: i64) -> Option<Schedule> {
        let van = &ground.vans[route.van];
        let mut leaving = Leaving { at: van.shift.from, ..Leaving::default() };
        loop {
            let walked = Walked::of(ground, route, (moments, most), &leaving)?;
            let way = walked.write(ground, route, moments, &leaving)?;
            let (leave, at_home) = (walked.end.leave, walked.at_home(ground, route, moments)?);
            // Nobody need leave before the first call asks for it; where the day may not last so long, even the
            // first calls are put off, and then another manner may have become better.
            let lasts = i64::from(way.back) - i64::from(way.leave);
            if lasts <= i64::from(van.longest) || leave <= leaving.at {
                return Some(Schedule { way });
            }
            leaving.rests.extend(at_home);
            leaving.at = leave;
        }
    }

    /// What the way costs, with its moments.
    fn terms(&self, ground: &Ground, route: &Route) -> Terms {
        let van = &ground.vans[route.van];
        let mut terms = Terms::default();
        let mut busy = 0;
        let mut place = van.start;
        for (item, call) in route.items.iter().zip(&self.way.calls) {
            let need = ground.need(*item);
            let leg = ground.leg(place, need.place);
            terms.travel += i64::from(leg.price);
            terms.going += ground.going(route.van, *item);
            busy += leg.time + need.work;
            place = need.place;
            if need.pinned {
                continue;
            }
            terms.windows += cheapest(&need.windows, call.start).unwrap_or(0);
            terms.changes += need.change_at(route.van, call.start);
        }
        let home = ground.leg(place, van.end);
        terms.travel += i64::from(home.price);
        terms.balance = ground.balance(busy + home.time);
        terms.overtime = i64::from((self.way.back - van.shift.to).max(0)) * van.overtime_price;
        terms
    }
}

/// How a walk begins: not before a moment, and with breaks taken at home (which one, and when it begins).
#[derive(Default)]
struct Leaving {
    at: i32,
    rests: Vec<(usize, i32)>,
}

/// The best manner of keeping a way.
struct Walked {
    /// At the beginning, and after each call.
    steps: Vec<Label>,
    end: End,
}

impl Walked {
    fn of(
        ground: &Ground,
        route: &Route,
        (moments, most): (&[i32], i64),
        leaving: &Leaving,
    ) -> Option<Walked> {
        let van = &ground.vans[route.van];
        let taken = leaving.rests.iter().map(|(which, _)| 1 << which).sum();
        let mut all = vec![vec![Label::at_start(van, leaving.at, taken)]];
        for step in steps(ground, route, moments) {
            let mut into = Labels::default();
            step.at_most(most).go(all.last()?, &mut into);
            all.push(into.all().to_vec());
        }
        let end = end(van, all.last()?, home(ground, route))?;
        let mut parent = end.parent;
        let mut steps = Vec::with_capacity(all.len());
        for labels in all.iter().rev() {
            let label = *labels.get(parent as usize)?;
            parent = label.parent;
            steps.push(label);
        }
        steps.reverse();
        Some(Walked { steps, end })
    }

    /// The breaks taken before leaving.
    fn at_home(&self, ground: &Ground, route: &Route, moments: &[i32]) -> Option<Vec<(usize, i32)>> {
        let rests = steps(ground, route, moments).next()?.retrace(&self.steps[0], &self.steps[1])?;
        Some(
            rests
                .into_iter()
                .filter(|(_, _, after)| !after)
                .map(|(which, start, _)| (which, start))
                .collect(),
        )
    }

    /// Writes the calls and breaks down.
    fn write(&self, ground: &Ground, route: &Route, moments: &[i32], leaving: &Leaving) -> Option<Way> {
        let van = &ground.vans[route.van];
        let mut rests = leaving.rests.clone();
        let mut way = Way { back: self.end.back, ..Way::default() };
        for (index, step) in steps(ground, route, moments).enumerate() {
            let (prev, here) = (&self.steps[index], &self.steps[index + 1]);
            let between = step.retrace(prev, here)?;
            if index == 0 {
                let arrived = between.iter().find(|(_, _, after)| *after).map_or(here.start, |rest| rest.1);
                way.leave = arrived - step.travel;
            }
            rests.extend(between.iter().map(|(which, start, _)| (*which, *start)));
            way.calls.push(Call { purpose: purpose(ground, route.items[index]), start: here.start });
        }
        rests.extend(retrace_end(van, *self.steps.last()?, home(ground, route), &self.end)?);
        for (which, start) in rests {
            let own =
                |(which, own): &(usize, Option<i32>)| Rest { which: *which, start: own.unwrap_or(start) };
            way.rests.extend(van.which[which].iter().map(own));
        }
        Some(way)
    }
}

/// The steps of a way's walk.
fn steps<'a>(ground: &'a Ground, route: &'a Route, moments: &'a [i32]) -> impl Iterator<Item = Step<'a>> {
    route.items.iter().enumerate().map(move |(position, item)| {
        let moment = agreed(moments, *item);
        Step::new(ground, route.van, route.ahead(position), *item, moment)
    })
}

fn home(ground: &Ground, route: &Route) -> i32 {
    ground.leg(ground.place_after(route.van, route.items.last().copied()), ground.vans[route.van].end).time
}

fn purpose(ground: &Ground, item: Item) -> Purpose {
    if ground.is_part(item) {
        Purpose::PickUp { place: ground.need(item).place as usize }
    } else {
        Purpose::Stop(usize::from(item))
    }
}
