//! What a repair costs: given what it comes to, then the order.

use crate::late::{Cost, Effects, cost_of};

fn minutes(effects: &Effects, asks: usize) -> i64 {
    cost_of(effects, asks).minutes
}

#[test]
fn overtime_travel_changes_and_reasons_are_minutes_of_one_sum() {
    let nothing = Effects::default();
    assert_eq!(cost_of(&nothing, 0), Cost { unserved_urgent: 0, broken: 0, unserved: 0, minutes: 0 });
    assert_eq!(minutes(&Effects { overtime_after: 20, ..nothing.clone() }, 0), 20);
    assert_eq!(minutes(&Effects { overtime_after: -20, ..nothing.clone() }, 0), 0, "spared, not earned");
    assert_eq!(minutes(&Effects { travel: -7, ..nothing.clone() }, 0), -7);
    assert_eq!(minutes(&Effects { changed: 3, ..nothing.clone() }, 0), 15);
    assert_eq!(minutes(&Effects { changed: 3, told_anew: 2, ..nothing.clone() }, 0), 65);
    assert_eq!(minutes(&nothing, 2), 60);
}

#[test]
fn no_ease_makes_up_for_what_was_promised_or_is_not_done() {
    let dear = Effects { changed: 90, told_anew: 90, overtime_after: 600, travel: 900, ..Effects::default() };
    let unserved = Effects { unserved: 1, ..Effects::default() };
    let broken = Effects { broken_after: 1, ..Effects::default() };
    let urgent = Effects { unserved: 1, unserved_urgent: 1, ..Effects::default() };
    let costs = [dear, unserved, broken, urgent].map(|effects| cost_of(&effects, 0));
    assert!(costs.is_sorted(), "{costs:?}");
}
