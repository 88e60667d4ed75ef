//! No plan of any day breaks a hard rule.

use chrono::Duration;
use domain::*;
use proptest::prelude::*;

use super::fixture::*;
use crate::day::{DayPlan, Wishes};

/// Where parts wait.
const MERCHANT: SiteId = SiteId(900);

const SKILLS: [&str; 3] = ["gas", "electric", "bath"];

fn skills() -> impl Strategy<Value = Vec<Skill>> {
    let one = (0..SKILLS.len(), 1..4_u8).prop_map(|(name, level)| skill(SKILLS[name], level));
    prop::collection::vec(one, 0..3)
}

fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    prop_oneof![
        4 => Just(vec![interval(8 * 60, 17 * 60)]),
        2 => Just(vec![interval(7 * 60, 12 * 60), interval(12 * 60 + 30, 16 * 60)]),
        1 => Just(vec![interval(6 * 60, 9 * 60), interval(11 * 60, 14 * 60), interval(18 * 60, 24 * 60)]),
        1 => Just(Vec::new()),
    ]
}

fn technicians() -> impl Strategy<Value = Vec<Technician>> {
    let one = (skills(), intervals(), prop::option::of(-5.0..5.0_f64), prop::option::of(1..5_u32), 0..12_u8);
    let one = (one, prop::option::weighted(0.3, (40..56_u32, 6..12_u32))).prop_map(|(one, pause)| {
        let (skills, day, home, limit, left) = one;
        let mut someone = technician("Someone", &skills);
        someone.breaks.extend(pause.map(|(from, quarters)| {
            let Interval { from, to } = interval(from * 15, (from + quarters) * 15);
            FloatingBreak { from, to, minutes: 30 }
        }));
        someone.hours = WeekHours(std::array::from_fn(|_| day.clone()));
        someone.home_position = home.and_then(|north| Position::new(51.5 + north / 100.0, -0.1));
        someone.daily_limit = limit;
        someone.inactive = left == 0;
        someone
    });
    prop::collection::vec(one, 1..5)
}

/// What varies about a visit.
#[expect(clippy::struct_excessive_bools, reason = "a visit has that many independent properties")]
#[derive(Debug, Clone)]
struct Case {
    north: f64,
    minutes: u32,
    skills: Vec<Skill>,
    takes_two: bool,
    priority: Priority,
    /// The start in minutes of the day, and who goes.
    placed: Option<(i64, u64, Option<u64>)>,
    told: u8,
    term: Option<(i64, u32)>,
    state: u8,
    pinned: bool,
    wishes: (u64, u64, u64),
    known: bool,
    /// Offered times in quarter hours from midnight of the day, and in minutes; one may be of another day.
    offers: Vec<(i64, u32)>,
    /// Whether parts wait at the merchant's.
    collects: bool,
}

fn cases() -> impl Strategy<Value = Case> {
    let work = (-10.0..10.0_f64, 1..40_u32, skills(), prop::bool::weighted(0.15));
    let priority = prop::sample::select(Priority::ALL.to_vec());
    let placed = prop::option::of((60..84_i64, 1..5_u64, prop::option::weighted(0.2, 1..5_u64)));
    let told = (0..3_u8, prop::option::weighted(0.4, (24..84_i64, 30..300_u32)), 0..12_u8);
    let rest = (prop::bool::weighted(0.1), (0..12_u64, 0..12_u64, 0..16_u64), prop::bool::weighted(0.9));
    let offers =
        prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec((24..120_i64, 15..300_u32), 1..4)];
    let when = (offers, prop::bool::weighted(0.15));
    (work, priority, placed, told, rest, when).prop_map(|(work, priority, placed, told, rest, when)| Case {
        offers: when.0,
        collects: when.1,
        north: work.0,
        minutes: work.1 * 5,
        skills: work.2,
        takes_two: work.3,
        priority,
        placed: placed.map(|(start, lead, helper)| (start * 10, lead, helper.filter(|who| *who != lead))),
        told: told.0,
        term: told.1.map(|(start, minutes)| (start * 15, minutes)),
        state: told.2,
        pinned: rest.0,
        wishes: rest.1,
        known: rest.2,
    })
}

fn add_case(slice: &mut Slice, number: u64, case: &Case) {
    let id = add_visit(slice, number, case.north, case.minutes);
    let midnight = at("24 00:00");
    let technicians = slice.technicians.len() as u64;
    let job = slice.jobs.get_mut(&JobId(number)).unwrap();
    (job.skills, job.priority) = (case.skills.clone(), case.priority);
    if case.takes_two {
        job.services = vec![ServiceId(1)];
    }
    let offer =
        |(start, minutes): &(i64, u32)| Span::of_minutes(midnight + Duration::minutes(15 * start), *minutes);
    job.offered = case.offers.iter().filter_map(offer).collect();
    job.collect_at = case.collects.then_some(MERCHANT);
    let window =
        case.term.and_then(|(start, minutes)| Span::of_minutes(midnight + Duration::minutes(start), minutes));
    let told = window.map(|window| if case.told == 0 { Term::By(window.end) } else { Term::Window(window) });
    job.promises.extend(told.map(|term| Promise { term, at: at("20 10:00"), by: "Mia".into() }));
    if !case.known {
        slice.sites.get_mut(&SITE(number)).unwrap().position = None;
    }
    let client = slice.clients.get_mut(&ClientId(number)).unwrap();
    let some = |who: u64| (1..=technicians).contains(&who).then_some(TechnicianId(who));
    client.preferred.extend(some(case.wishes.0));
    client.barred.extend(some(case.wishes.1));
    client.required.extend(some(case.wishes.2));
    let Some((start, lead, helper)) = case.placed.filter(|placed| placed.1 <= technicians) else { return };
    change(slice, id, |visit| {
        let span = Span::of_minutes(midnight + Duration::minutes(start), case.minutes).unwrap();
        visit.slot = Some(Slot::of_span(span, Tz::Europe__London));
        let helpers = helper.filter(|who| *who <= technicians).map(TechnicianId).into_iter().collect();
        visit.crew = Some(Crew { lead: TechnicianId(lead), helpers });
        visit.pinned = case.pinned;
        visit.window = window;
        visit.told_at = window.filter(|_| case.told == 2).map(|_| at("20 10:00"));
        let state = match case.state {
            0 => VisitState::Confirmed,
            1 => VisitState::Dispatched,
            2 => VisitState::EnRoute,
            3 => VisitState::OnSite,
            4 => VisitState::Done(Outcome::Completed),
            _ => VisitState::Planned,
        };
        if state != VisitState::Planned {
            visit.state = state.clone();
            visit.history = vec![StateChange { state, at: span.start, by: "Mia".into() }];
        }
    });
}

fn events() -> impl Strategy<Value = Vec<(Option<u64>, i64, i64)>> {
    prop::collection::vec((prop::option::weighted(0.8, 1..5_u64), 28..68_i64, 1..12_i64), 0..4)
}

fn add_event(slice: &mut Slice, number: u64, (who, start, length): (Option<u64>, i64, i64)) {
    let start = at("24 00:00") + Duration::minutes(15 * start);
    let span = Span { start, end: start + Duration::minutes(15 * length) };
    let slot = Slot::of_span(span, Tz::Europe__London);
    let event = Event::new(EventKind::Training, who.map(TechnicianId), slot);
    slice.events.insert(EventId(number), event);
}

/// A whole day: the records, the present moment and the overtime that is allowed.
fn days() -> impl Strategy<Value = (Slice, Moment, u32)> {
    let now = prop_oneof![3 => Just(at("23 20:00")), 1 => (0..24 * 60_i64).prop_map(|m| at("24 00:00") + Duration::minutes(m))];
    let overtime = prop_oneof![3 => Just(0_u32), 1 => Just(90_u32)];
    (technicians(), prop::collection::vec(cases(), 1..14), events(), now, overtime).prop_map(
        |(people, cases, events, now, overtime)| {
            let mut slice = business();
            let position = Position::new(51.53, -0.1);
            slice.sites.insert(MERCHANT, Site { client: ClientId(1), position, ..Site::default() });
            slice.services.insert(
                ServiceId(1),
                Service { name: "Two people".into(), crew_size: 2, ..Service::default() },
            );
            for (number, someone) in (1..).zip(people) {
                slice.technicians.insert(TechnicianId(number), someone);
            }
            (1..).zip(&cases).for_each(|(number, case)| add_case(&mut slice, number, case));
            (1..).zip(events).for_each(|(number, event)| add_event(&mut slice, number, event));
            (slice, now, overtime)
        },
    )
}

/// The hard rules that a visit breaks.
fn broken(slice: &Slice, id: VisitId) -> Vec<Finding> {
    let visit = &slice.visits[&id];
    let hard = |finding: &Finding| finding.rule.row().severity == Severity::Hard;
    judge_visit(slice, id, visit).into_iter().filter(hard).collect()
}

/// Everybody calls for parts once at each place, before the work that needs them, and has time for it.
fn parts_come_before_the_work(after: &Slice, plan: &DayPlan) {
    for call in &plan.calls {
        assert!(!call.visits.is_empty());
        let again =
            plan.calls.iter().filter(|other| (other.technician, other.site) == (call.technician, call.site));
        assert_eq!(again.count(), 1);
        for visit in &call.visits {
            let visit = &after.visits[visit];
            assert_eq!(visit.crew.as_ref().map(|crew| crew.lead), Some(call.technician));
            assert!(visit.span().unwrap().start >= call.span.end);
        }
        for (id, span) in after.visits.live_of_technician(call.technician) {
            assert!(!span.overlaps(&call.span), "{id} is on while parts are called for");
        }
    }
    let placed = plan.arrangements.iter().filter(|arrangement| arrangement.placement.is_some());
    for arrangement in placed {
        let visit = &after.visits[&arrangement.visit];
        let is_called_for = plan.calls.iter().any(|call| call.visits.contains(&arrangement.visit));
        assert_eq!(is_called_for, after.jobs[&visit.job].collect_at.is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_of_any_day_breaks_a_hard_rule((slice, now, overtime) in days()) {
        let wishes = Wishes { overtime, ..Wishes::default() };
        let ask = crate::day::DayAsk { now, wishes, ..ask(&slice) };
        let plan = plan_with(&slice, &ask, 40);
        let after = carried_out(&slice, &plan, now, (overtime > 0).then_some("overtime is allowed"));
        prop_assert!(after.is_ok(), "{:?}", after.err());
        let after = after.unwrap();
        for arrangement in plan.arrangements.iter().filter(|arrangement| arrangement.placement.is_some()) {
            let id = arrangement.visit;
            let mut found = broken(&after, id);
            if arrangement.choice == WindowChoice::Keep {
                found.retain(|finding| finding.rule != Rule::Promise);
            }
            // Who only goes instead of another goes at the time that somebody chose.
            if arrangement.placement.as_ref().is_some_and(|placement| placement.slot.is_none()) {
                found.retain(|finding| finding.rule != Rule::Offered);
            }
            // Work that is allowed to run over is work after the hours.
            if overtime > 0 {
                found.retain(|finding| finding.rule != Rule::OffShift);
            }
            prop_assert!(found.is_empty(), "{id} {}: {found:?}", where_is(&after, id));
            prop_assert!(after.visits[&id].span().unwrap().start >= now, "{id} begins in the past");
        }
        parts_come_before_the_work(&after, &plan);
        // What nobody may move has not moved.
        for (id, visit) in &slice.visits {
            if visit.pinned || visit.state.has_started() || !visit.state.is_live() {
                prop_assert_eq!(visit, &after.visits[id]);
            }
        }
        // Every visit that was asked for has a place or a reason.
        for id in &ask.tray {
            let has_place = after.visits[id].is_placed();
            let has_reason = plan.left.iter().any(|left| left.visit == *id && !left.finding.sentence.is_empty());
            prop_assert!(has_place != has_reason, "{id}: place {has_place}, reason {has_reason}");
        }
    }
}
