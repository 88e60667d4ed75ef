//! Properties of rankings over random firms. The judge is the table of rules, which knows nothing of gaps.

use chrono::{Duration, NaiveTime};
use domain::*;
use proptest::prelude::*;

use super::world::*;
use crate::rank::{Been, TermId};

/// What is hard in a visit that a slot is meant for, but for promises that the ask lets go.
fn broken(world: &World, crew: &Crew, slot: Span) -> Vec<String> {
    let visit = world.slice.visits.get(&VISIT).unwrap();
    let meant = Visit { slot: Some(Slot::of_span(slot, ZONE)), crew: Some(crew.clone()), ..visit.clone() };
    let binds = |term: &Term| !world.beyond_promise && term.deadline() > world.now;
    let keeps = |term: &Term| !binds(term) || term.is_kept_by(&slot);
    let promise = terms_of_visit(&world.slice, VISIT, &meant).iter().all(keeps);
    let hard = judge_visit(&world.slice, VISIT, &meant).into_iter().filter(|finding| {
        let excused = finding.rule == Rule::Promise && promise;
        finding.rule.row().severity == Severity::Hard && !excused
    });
    hard.map(|finding| format!("{}: {}", finding.rule.id(), finding.sentence)).collect()
}

fn moments() -> impl Strategy<Value = Moment> {
    (0..4 * 288_i64).prop_map(|fives| at("23 00:00") + Duration::minutes(5 * fives))
}

fn spans(longest: i64) -> impl Strategy<Value = Span> {
    (moments(), 1..longest / 5)
        .prop_map(|(start, fives)| Span { start, end: start + Duration::minutes(5 * fives) })
}

fn weeks() -> impl Strategy<Value = WeekHours> {
    prop_oneof![
        4 => Just(WeekHours::weekdays(hours(8, 17))),
        3 => Just(WeekHours(std::array::from_fn(|_| vec![hours(8, 12), hours(13, 18)]))),
        2 => Just(WeekHours(std::array::from_fn(|_| vec![hours(0, 4), hours(20, 24)]))),
        1 => Just(WeekHours(std::array::from_fn(|_| vec![hours(0, 24)]))),
        1 => Just(WeekHours::default()),
    ]
}

fn skills() -> impl Strategy<Value = Vec<Skill>> {
    let one = (prop::sample::select(vec!["gas", "electric", "Bath"]), 1..4_u8);
    prop::collection::vec(one.prop_map(|(name, level)| skill(name, level)), 0..3)
}

fn positions() -> impl Strategy<Value = Option<Position>> {
    prop_oneof![
        6 => (0..40_u8, 0..40_u8).prop_map(|(y, x)| Position::new(51.4 + f64::from(y) / 200.0, -0.2 + f64::from(x) / 100.0)),
        1 => Just(None),
    ]
}

fn technicians() -> impl Strategy<Value = Technician> {
    let off = prop::option::of((23..27_u32, any::<bool>()));
    let limit = prop::option::weighted(0.3, 0..4_u32);
    (skills(), weeks(), off, limit, positions(), prop::bool::weighted(0.1), 0..4_i64).prop_map(
        |(skills, hours_of, off, daily_limit, home_position, inactive, cost)| Technician {
            name: "Someone".into(),
            skills,
            hours: hours_of,
            exceptions: off
                .map(|(number, half)| DayException {
                    date: day(number),
                    intervals: if half { vec![hours(9, 12)] } else { vec![] },
                    reason: String::new(),
                })
                .into_iter()
                .collect(),
            daily_limit,
            home_position,
            inactive,
            breaks: (cost == 2).then(lunch).into_iter().collect(),
            hourly_cost: (cost > 0)
                .then(|| Money { minor: cost * 1000, currency: Currency::new("GBP").unwrap() }),
            ..Technician::default()
        },
    )
}

fn lunch() -> FloatingBreak {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    FloatingBreak { from: time(11), to: time(14), minutes: 45 }
}

fn some_of_team() -> impl Strategy<Value = Vec<TechnicianId>> {
    prop_oneof![3 => Just(vec![]), 1 => prop::collection::vec((1..5_u64).prop_map(TechnicianId), 1..3)]
}

fn clients() -> impl Strategy<Value = Client> {
    (some_of_team(), some_of_team(), some_of_team()).prop_map(|(preferred, required, barred)| Client {
        name: "Kerr".into(),
        preferred,
        required,
        barred,
        ..Client::default()
    })
}

fn jobs() -> impl Strategy<Value = Job> {
    let term = prop_oneof![spans(480).prop_map(Term::Window), moments().prop_map(Term::By)];
    let offers = prop_oneof![4 => Just(vec![]), 1 => prop::collection::vec(spans(600), 1..3)];
    let priority = prop::sample::select(Priority::ALL.to_vec());
    (skills(), prop::collection::vec(term, 0..2), offers, priority).prop_map(
        |(skills, terms, offered, priority)| {
            let told = terms.into_iter().map(|term| Promise { term, at: at("20 10:00"), by: "Mia".into() });
            let mut job = Job::new(CLIENT, "Boiler", at("20 10:00"));
            (job.promises, job.skills, job.offered, job.priority) =
                (told.collect(), skills, offered, priority);
            job
        },
    )
}

/// Another visit: when, who, who helps, where.
fn others() -> impl Strategy<Value = Vec<(Span, u64, Option<u64>, Option<Position>)>> {
    let helper = prop::option::weighted(0.2, 1..5_u64);
    prop::collection::vec((spans(240), 1..5_u64, helper, positions()), 0..14)
}

fn events() -> impl Strategy<Value = Vec<(Span, Option<u64>)>> {
    prop::collection::vec((spans(300), prop::option::weighted(0.8, 1..5_u64)), 0..5)
}

fn roads() -> impl Strategy<Value = Roads> {
    let speeds = prop_oneof![
        3 => Just(Speeds::steady(40.0).unwrap()),
        1 => (10..30_u32, 30..80_u32).prop_map(|(slow, fast)| {
            let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            Speeds::by_time(vec![(time(7), f64::from(slow)), (time(10), f64::from(fast))]).unwrap()
        }),
    ];
    speeds.prop_map(|speeds| Roads {
        straight: StraightLine { speeds, ..StraightLine::default() },
        ..Roads::default()
    })
}

/// The visit to place: its length, where it stands now, whether it is pinned, and how many people it takes.
fn visits() -> impl Strategy<Value = (u32, Option<(Span, u64)>, bool, u32)> {
    let minutes = prop_oneof![8 => (1..60_u32).prop_map(|fives| 5 * fives), 1 => 1500..3000_u32];
    let placed = prop::option::weighted(0.2, (spans(240), 1..5_u64));
    (minutes, placed, prop::bool::weighted(0.05), prop_oneof![4 => Just(1_u32), 2 => Just(2), 1 => Just(3)])
}

fn worlds() -> impl Strategy<Value = World> {
    let team = prop::collection::vec(technicians(), 1..5);
    let asked = (moments(), 0..3_u32, 0..3_u32, prop::bool::weighted(0.1), 0..300_u32);
    let only = prop::option::weighted(0.1, (1..5_u64).prop_map(|id| vec![TechnicianId(id)]));
    (team, clients(), jobs(), others(), events(), (roads(), positions(), only), visits(), asked).prop_map(
        |(team, client, job, others, events, (roads, place, only), asked_visit, asked)| {
            let mut world = World { only, ..world() };
            let slice = &mut world.slice;
            slice.technicians = (1..).map(TechnicianId).zip(team).collect();
            slice.roads = roads.into();
            let known = |ids: &mut Vec<TechnicianId>| ids.retain(|who| slice.technicians.contains_key(who));
            let mut client = client;
            known(&mut client.preferred);
            known(&mut client.required);
            known(&mut client.barred);
            slice.clients.insert(CLIENT, client);
            slice.jobs.insert(JOB, job);
            put_site(slice, JOB, place);
            for ((span, lead, helper, place), id) in others.into_iter().zip(2..) {
                let other = Job::new(CLIENT, "Other", at("20 10:00"));
                slice.jobs.insert(JobId(id), other);
                put_site(slice, JobId(id), place);
                let mut visit = Visit::new(JobId(id), 60);
                let helpers = helper.filter(|helper| *helper != lead).map(TechnicianId).into_iter().collect();
                visit.crew = Some(Crew { lead: TechnicianId(lead), helpers });
                visit.slot = Some(Slot::of_span(span, ZONE));
                slice.visits.insert(VisitId(id), visit);
            }
            for ((span, who), id) in events.into_iter().zip(1..) {
                let slot = Slot::of_span(span, ZONE);
                let event = Event::new(EventKind::Training, who.map(TechnicianId), slot);
                slice.events.insert(EventId(id), event);
            }
            let (minutes, placed, pinned, people) = asked_visit;
            let size = Service { name: "Size".into(), crew_size: people, ..Service::default() };
            slice.services.insert(ServiceId(1), size);
            slice.jobs.get_mut(&JOB).unwrap().services = vec![ServiceId(1)];
            let mut visit = Visit::new(JOB, minutes);
            if let Some((span, who)) = placed {
                visit.slot = Some(Slot::of_span(span, ZONE));
                visit.crew = Some(Crew::of(TechnicianId(who)));
                visit.pinned = pinned;
            }
            slice.visits.insert(VISIT, visit);
            let (now, from, days, beyond, reserve) = asked;
            slice.business.as_mut().unwrap().reserve_minutes = reserve;
            (world.now, world.beyond_promise) = (now, beyond);
            (world.from, world.to) = (day(23 + from), day(23 + from + days));
            world.been = [(DANA, Been::Client), (RAVI, Been::Job)].into();
            world
        },
    )
}

fn put_site(slice: &mut Slice, job: JobId, position: Option<Position>) {
    let site = Site { client: CLIENT, position, ..Site::default() };
    slice.sites.insert(SiteId(job.0), site);
    slice.jobs.get_mut(&job).unwrap().site = Some(SiteId(job.0));
}

fn crew_of(world: &World) -> usize {
    world.slice.people_for(&world.slice.visits[&VISIT], &world.slice.jobs[&JOB])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_slot_breaks_a_hard_rule_and_its_terms_sum_to_the_score(world in worlds()) {
        let ranking = world.rank();
        let length = world.slice.visits[&VISIT].span().map_or_else(
            || i64::from(world.slice.visits[&VISIT].minutes), |span| span.minutes());
        for slot in &ranking.slots {
            prop_assert_eq!(broken(&world, &slot.crew, slot.span), Vec::<String>::new(), "{:?}", slot);
            prop_assert!(slot.span.start >= world.now);
            let date = slot.span.start.with_timezone(&ZONE).date_naive();
            prop_assert!((world.from..=world.to).contains(&date));
            prop_assert_eq!(slot.span.minutes(), length);
            prop_assert_eq!(slot.crew.members().count(), crew_of(&world));
            prop_assert_eq!(slot.terms.iter().map(|term| term.value).sum::<i64>(), slot.score);
            let ids: Vec<TermId> = slot.terms.iter().map(|term| term.id).collect();
            prop_assert_eq!(ids, TermId::ALL.to_vec());
            if let Some(only) = &world.only {
                prop_assert!(slot.crew.members().any(|who| only.contains(&who)));
            }
        }
        prop_assert!(ranking.slots.windows(2).all(|pair| pair[0].score >= pair[1].score));
        prop_assert_eq!(&world.rank(), &ranking);
    }

    #[test]
    fn everybody_asked_for_is_in_a_slot_or_refused(world in worlds()) {
        let ranking = world.rank();
        for who in world.slice.technicians.keys() {
            let is_in = ranking.slots.iter().any(|slot| slot.crew.members().any(|member| member == *who));
            let refused = ranking.refused.iter().filter(|refused| refused.technician == *who).count();
            let asked = crew_of(&world) > 1 || world.only.as_ref().is_none_or(|only| only.contains(who));
            if crew_of(&world) == 1 {
                prop_assert_eq!(refused, usize::from(asked && !is_in), "{:?}", ranking.refused);
            } else {
                prop_assert!(is_in || refused == 1, "{:?}", ranking.refused);
            }
        }
        for refused in &ranking.refused {
            prop_assert_eq!(refused.rule.row().severity, Severity::Hard);
            prop_assert!(!refused.sentence.is_empty());
        }
    }

    #[test]
    fn more_days_never_lose_a_slot(world in worlds()) {
        let narrow = world.rank();
        let wide = World { to: world.to.succ_opt().unwrap(), ..world.clone() }.rank();
        for slot in &narrow.slots {
            prop_assert!(wide.slots.contains(slot), "{:?} is lost", slot);
        }
        let earlier = World { from: world.from.pred_opt().unwrap(), ..world.clone() }.rank();
        for slot in &narrow.slots {
            let date = |span: Span| span.start.with_timezone(&ZONE).date_naive();
            let same = |other: &crate::rank::RankedSlot| {
                other.crew.lead == slot.crew.lead && date(other.span) == date(slot.span)
            };
            prop_assert!(earlier.slots.iter().any(same), "{:?} is lost", slot);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whoever_could_go_at_a_quarter_hour_has_a_slot_that_day(world in worlds()) {
        // Ways that change with the time of day are taken at their slowest, so that some starts are passed over.
        prop_assume!(world.slice.roads.is_steady() && world.only.is_none() && crew_of(&world) <= 2);
        let ranking = world.rank();
        let minutes = world.slice.visits[&VISIT].span().map_or_else(
            || i64::from(world.slice.visits[&VISIT].minutes), |span| span.minutes());
        let people: Vec<TechnicianId> = world.slice.technicians.keys().copied().collect();
        let mut date = world.from;
        while date <= world.to {
            let today = local_day(date, ZONE);
            let starts = (0..96).map(|quarter| today.start + Duration::minutes(15 * quarter));
            for start in starts.filter(|start| *start >= world.now) {
                let slot = Span { start, end: start + Duration::minutes(minutes) };
                for crew in crews(&people, crew_of(&world)) {
                    let has_slot = |members: &Crew| ranking.slots.iter().any(|slot| {
                        today.contains(slot.span.start) && slot.crew.members().any(|who| members.members().any(|m| m == who))
                    });
                    if !has_slot(&crew) {
                        prop_assert_ne!(broken(&world, &crew, slot), Vec::<String>::new(), "{:?} at {}", crew, start);
                    }
                }
            }
            date = date.succ_opt().unwrap();
        }
    }
}

fn crews(people: &[TechnicianId], size: usize) -> Vec<Crew> {
    if size == 1 {
        return people.iter().map(|who| Crew::of(*who)).collect();
    }
    let pairs = people.iter().flat_map(|one| people.iter().map(move |other| (*one, *other)));
    pairs
        .filter(|(one, other)| one < other)
        .map(|(lead, other)| Crew { lead, helpers: vec![other] })
        .collect()
}
