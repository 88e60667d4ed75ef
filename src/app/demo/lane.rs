//! Laying out work in a technician's day so that travel fits.

use chrono::{Duration, DurationRound};
use domain::{Moment, Position, Span};

use super::Chance;
use super::ground::Ground;
use super::trade::OFFERS;

/// A stretch to be filled: the free time, where the technician comes from and where they must get to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    pub(super) span: Span,
    pub(super) from: Option<Position>,
    pub(super) to: Option<Position>,
}

/// A piece of work laid out: when, where and what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    pub(super) span: Span,
    pub(super) site: usize,
    pub(super) offer: usize,
}

/// The next piece of work of a technician that fits at the beginning of a gap.
pub(super) fn next_stop(ground: &Ground, chance: &mut Chance, who: usize, gap: &Gap) -> Option<Stop> {
    for _ in 0..8 {
        let offer = common_offer(chance);
        let site = near_site(ground, chance, gap.from);
        let minutes = u32::try_from(spread(chance, ground.services[offer].duration_minutes)).unwrap_or(60);
        if !ground.can_do(who, offer) || ground.is_barred(site, who) {
            continue;
        }
        let slack = chance.between(0, 2) * 5;
        if let Some(span) = fit(ground, gap, site, minutes, slack) {
            return Some(Stop { span, site, offer });
        }
    }
    None
}

/// The earliest span of so many minutes at a site in a gap, with travel on both sides and some slack.
pub(super) fn fit(ground: &Ground, gap: &Gap, site: usize, minutes: u32, slack: i64) -> Option<Span> {
    let ready = gap.span.start + Duration::minutes(ground.travel(gap.from, site) + slack);
    let span = Span::of_minutes(round_up(ready), minutes)?;
    let onward = domain::travel_minutes(ground.position_of(site), gap.to).unwrap_or(0);
    (span.end + Duration::minutes(onward) <= gap.span.end).then_some(span)
}

/// What is left of a gap after a stop; none when less than half an hour is.
pub(super) fn rest_of(ground: &Ground, gap: &Gap, span: Span, site: usize) -> Option<Gap> {
    let left = Span::new(span.end, gap.span.end).filter(|left| left.minutes() >= 30)?;
    Some(Gap { span: left, from: ground.position_of(site), to: gap.to })
}

/// The next full five minutes.
pub(super) fn round_up(at: Moment) -> Moment {
    at.duration_round_up(Duration::minutes(5)).unwrap_or(at)
}

/// A length around the standard one, in quarters of an hour.
fn spread(chance: &mut Chance, minutes: u32) -> i64 {
    let more = chance.pick(&[0, 0, 0, 0, 15, 15, 30, -15]);
    (i64::from(minutes) + more).max(30)
}

/// An entry of the price book, the common ones more often.
fn common_offer(chance: &mut Chance) -> usize {
    let total: usize = OFFERS.iter().map(|offer| offer.share).sum();
    let mut mark = chance.below(total);
    for (place, offer) in OFFERS.iter().enumerate() {
        if mark < offer.share {
            return place;
        }
        mark -= offer.share;
    }
    0
}

/// The nearest of three sites drawn by chance: routes keep together without being perfect.
fn near_site(ground: &Ground, chance: &mut Chance, from: Option<Position>) -> usize {
    let drawn: [usize; 3] = std::array::from_fn(|_| chance.below(ground.sites.len()));
    drawn.into_iter().min_by_key(|site| ground.travel(from, *site)).unwrap_or(0)
}
