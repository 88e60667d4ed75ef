//! Ruin: strings of neighbouring calls are taken from ways that lie near each other (Christiaens and Vanden
//! Berghe, 2020).

use super::super::random::Random;
use super::ground::{Ground, Item, NONE};
use super::plan::Plan;

/// How much a step takes out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ruin {
    /// Stops in the mean.
    pub(super) mean: f64,
    /// The longest string.
    pub(super) longest: f64,
    /// The chance that a string keeps some calls in its midst.
    pub(super) split: f64,
    /// The chance to begin at a stop that is left out, if there is one.
    pub(super) left_out: f64,
}

/// The chance that a stop stays because it must begin with another: a place for both is dear to find.
const PAIR_STAYS: f64 = 0.5;

/// Takes strings out around a stop drawn by lot. The ways are not walked yet.
pub(super) fn ruin(ground: &Ground, plan: &mut Plan, size: Ruin, random: &mut Random) {
    let seed = if !plan.out.is_empty() && random.chance(size.left_out) {
        plan.out[random.below(plan.out.len())]
    } else {
        Ground::item(random.below(ground.stops))
    };
    let used = plan.routes.iter().filter(|route| !route.items.is_empty()).count().max(1);
    let mean_length = (ground.stops - plan.out.len()) as f64 / used as f64;
    let longest = size.longest.min(mean_length).max(1.0);
    let most = 4.0 * size.mean / (1.0 + longest) - 1.0;
    let strings = (random.share() * most + 1.0).floor() as usize;
    let mut ruined = 0;
    let mut done = [NONE; 16];
    let near = &ground.near[usize::from(seed)];
    for item in std::iter::once(&seed).chain(near) {
        if ruined >= strings.min(done.len()) {
            break;
        }
        let van = plan.on[usize::from(*item)];
        if van == NONE || done[..ruined].contains(&van) {
            continue;
        }
        done[ruined] = van;
        ruined += 1;
        take_string(ground, plan, usize::from(van), *item, (longest, size.split), random);
    }
}

fn take_string(
    ground: &Ground,
    plan: &mut Plan,
    van: usize,
    item: Item,
    (longest, split): (f64, f64),
    random: &mut Random,
) {
    let items = &plan.routes[van].items;
    let count = items.len();
    let Some(at) = items.iter().position(|other| *other == item) else { return };
    let most = longest.min(count as f64);
    let length = (random.share() * most + 1.0).floor().min(count as f64) as usize;
    let mut kept = 0;
    if length > 1 && length < count && random.chance(split) {
        kept = 1;
        while length + kept < count && random.chance(0.5) {
            kept += 1;
        }
    }
    let span = length + kept;
    let low = (at + 1).saturating_sub(span);
    let high = at.min(count - span);
    let begin = low + random.below(high - low + 1);
    let skip = if kept > 0 { begin + random.below(length + 1) } else { count };
    let taken: Vec<Item> = (begin..begin + span)
        .filter(|index| *index < skip || *index >= skip + kept)
        .map(|index| plan.routes[van].items[index])
        .collect();
    for item in taken {
        let stays = ground.need(item).pair != NONE && random.chance(PAIR_STAYS);
        if !stays && !ground.is_part(item) {
            plan.take_out(ground, item);
        }
    }
}
