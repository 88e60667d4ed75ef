//! No repair of any lateness on any day breaks a hard rule that the lateness itself does not break.

use std::collections::BTreeSet;

use chrono::Duration;
use domain::*;
use proptest::prelude::*;

use super::fixture::*;
use crate::late::{LateAsk, Repair, RepairKind, cost_of, repairs, situation};

const ABLE: [&str; 2] = ["gas", "bath"];

fn people() -> impl Strategy<Value = Vec<Technician>> {
    let day = prop_oneof![
        3 => Just(vec![hours(8, 17)]),
        1 => Just(vec![hours(7, 12), hours(13, 18)]),
        1 => Just(Vec::new()),
    ];
    let one = (
        prop::collection::vec(0..ABLE.len(), 0..3),
        day,
        prop::option::of(1..5_u32),
        0..15_u8,
        any::<bool>(),
    );
    let one = one.prop_map(|(able, day, daily_limit, left, has_home)| Technician {
        name: "Someone".into(),
        skills: able.into_iter().map(|which| skill(ABLE[which])).collect(),
        hours: WeekHours(std::array::from_fn(|_| day.clone())),
        home_position: Position::new(51.52, -0.1).filter(|_| has_home),
        daily_limit,
        inactive: left == 0,
        ..Technician::default()
    });
    prop::collection::vec(one, 2..5)
}

/// What varies about a visit.
#[derive(Debug, Clone)]
struct Case {
    travel: f64,
    minutes: u32,
    start: i64,
    who: (u64, Option<u64>),
    able: Option<usize>,
    priority: Priority,
    told: Option<(i64, u32)>,
    due: Option<i64>,
    state: u8,
    pinned: bool,
    held: bool,
}

fn cases() -> impl Strategy<Value = Case> {
    let place = (0.0..40.0_f64, 3..30_u32, 32..70_i64, (1..5_u64, prop::option::weighted(0.2, 1..5_u64)));
    let job = (prop::option::weighted(0.4, 0..ABLE.len()), prop::sample::select(Priority::ALL.to_vec()));
    let told =
        (prop::option::weighted(0.5, (-6..3_i64, 2..12_u32)), prop::option::weighted(0.2, -30..60_i64));
    let rest = (0..14_u8, prop::bool::weighted(0.1), prop::bool::weighted(0.05));
    (place, job, told, rest).prop_map(|(place, job, told, rest)| Case {
        travel: place.0,
        minutes: place.1 * 5,
        start: place.2 * 15,
        who: place.3,
        able: job.0,
        priority: job.1,
        told: told.0,
        due: told.1,
        state: rest.0,
        pinned: rest.1,
        held: rest.2,
    })
}

fn add_case(slice: &mut Slice, number: u64, case: &Case) {
    let people = slice.technicians.len() as u64;
    let whom = |who: u64| TechnicianId((who - 1) % people + 1);
    let start = at("00:00") + Duration::minutes(case.start);
    let id = add_at(
        slice,
        number,
        &start.format("%H:%M").to_string(),
        case.minutes,
        whom(case.who.0),
        case.travel,
    );
    let span = slice.visits[&id].span().unwrap();
    let job = job(slice, id);
    job.skills = case.able.map(|which| skill(ABLE[which])).into_iter().collect();
    job.priority = case.priority;
    job.hold = case.held.then(|| Hold {
        reason: HoldReason::Parts,
        owner: "Mia".into(),
        look_again: at("07:00").date_naive(),
        note: String::new(),
        at: at("07:00"),
    });
    if let Some((from, quarters)) = case.told {
        let from = (span.start + Duration::minutes(from * 15)).format("%H:%M").to_string();
        tell(slice, id, &from, quarters * 15);
    }
    if let Some(after) = case.due {
        due(slice, id, &(span.end + Duration::minutes(after)).format("%H:%M").to_string());
    }
    let state = match case.state {
        0 => VisitState::Confirmed,
        1 => VisitState::Dispatched,
        2 => VisitState::EnRoute,
        3 => VisitState::OnSite,
        4 => VisitState::Done(Outcome::Completed),
        _ => VisitState::Planned,
    };
    change(slice, id, |visit| {
        visit.pinned = case.pinned;
        let helper = case.who.1.map(whom).filter(|who| *who != whom(case.who.0));
        visit.crew.as_mut().unwrap().helpers.extend(helper);
    });
    if state != VisitState::Planned {
        enter(slice, id, state, &span.start.format("%H:%M").to_string());
    }
}

/// A day: the records, and who is late by how much as of when.
fn days() -> impl Strategy<Value = (Slice, LateAsk)> {
    let event = (1..5_u64, 0..EventKind::ALL.len(), 30..68_i64, 1..10_u32);
    let events = prop::collection::vec(event, 0..4);
    let late = (1..5_u64, 1..180_u32, 420..1_020_i64);
    (people(), prop::collection::vec(cases(), 1..12), events, late).prop_map(
        |(people, cases, events, late)| {
            let mut slice = business();
            let count = people.len() as u64;
            for (number, someone) in (1..).zip(people) {
                slice.technicians.insert(TechnicianId(number), someone);
            }
            (1..).zip(&cases).for_each(|(number, case)| add_case(&mut slice, number, case));
            for (who, kind, start, quarters) in events {
                let start = (at("00:00") + Duration::minutes(start * 15)).format("%H:%M").to_string();
                event_of(
                    &mut slice,
                    EventKind::ALL[kind],
                    TechnicianId((who - 1) % count + 1),
                    &start,
                    quarters * 15,
                );
            }
            let now = at("00:00") + Duration::minutes(late.2);
            (
                slice,
                LateAsk {
                    technician: TechnicianId((late.0 - 1) % count + 1),
                    minutes: late.1,
                    now,
                    steps: 20,
                },
            )
        },
    )
}

fn event_of(slice: &mut Slice, kind: EventKind, who: TechnicianId, start: &str, minutes: u32) {
    event(slice, kind, who, start, minutes);
}

/// The hard rules that each visit breaks, but for promises: those are weighed.
fn broken(slice: &Slice) -> BTreeSet<(VisitId, Rule)> {
    let live = slice.visits.iter().filter(|(_, visit)| visit.state.is_live() && visit.slot.is_some());
    let found = live
        .flat_map(|(id, visit)| judge_visit(slice, *id, visit).into_iter().map(|found| (*id, found.rule)));
    found.filter(|(_, rule)| rule.row().severity == Severity::Hard && *rule != Rule::Promise).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn no_repair_breaks_a_hard_rule_that_the_lateness_does_not((slice, ask) in days()) {
        let found = repairs(&slice, &ask);
        let cascade = situation(&slice, &ask);
        prop_assert_eq!(found.is_empty(), cascade.held.iter().all(|held| held.stands), "{:?}", cascade);
        let Some(shift) = found.iter().find(|repair| repair.kind == RepairKind::Promise) else { return Ok(()) };
        let late = carry_out(&slice, shift, ask.now, Some("it cannot be helped"));
        prop_assert!(late.is_ok(), "{:?}", late.err());
        let mut known = broken(&late.unwrap());
        known.extend(broken(&slice));
        for repair in &found {
            let after = carry_out(&slice, repair, ask.now, Some("it cannot be helped"));
            prop_assert!(after.is_ok(), "{}: {:?}", repair.sentence, after.err());
            let after = after.unwrap();
            let new: Vec<_> = broken(&after).difference(&known).copied().collect();
            prop_assert!(new.is_empty(), "{}: {new:?}", repair.sentence);
            let unasked = carry_out(&slice, repair, ask.now, None);
            prop_assert_eq!(unasked.is_ok(), repair.asks.is_empty(), "{}: {:?} {:?}", &repair.sentence, repair.asks, unasked.err());
            let cost = |repair: &Repair| cost_of(&repair.effects, repair.asks.len());
            prop_assert!(cost(repair) >= cost(&found[0]));
            for (id, visit) in &slice.visits {
                let then = &after.visits[id];
                if visit.pinned || !visit.state.is_live() {
                    prop_assert_eq!(visit, then);
                } else if visit.state.has_started() {
                    prop_assert_eq!(visit.span().unwrap().start, then.span().unwrap().start);
                } else if visit.span() != then.span() && then.slot.is_some() {
                    prop_assert!(then.span().unwrap().start >= ask.now, "{}: {id} begins in the past", repair.sentence);
                    prop_assert_eq!(visit.span().unwrap().minutes(), then.span().unwrap().minutes());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_lateness_makes_nothing_earlier_and_is_the_same_each_time((slice, ask) in days()) {
        let cascade = situation(&slice, &ask);
        for held in &cascade.held {
            prop_assert!(held.becomes.is_none_or(|then| then.start >= held.was.start && then.end > held.was.end), "{held:?}");
        }
        prop_assert_eq!(cascade, situation(&slice, &ask));
        prop_assert_eq!(repairs(&slice, &ask), repairs(&slice, &ask));
    }
}
