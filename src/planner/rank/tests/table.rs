//! What is found and how it is scored, case by case.

use domain::*;

use super::world::*;
use crate::rank::{Been, RankAsk, TermId, Weights, score};

fn value(world: &World, who: TechnicianId, term: TermId) -> i64 {
    let ranking = world.rank();
    let slot = ranking.slots.iter().find(|slot| slot.crew.lead == who).expect("a slot");
    slot.terms.iter().find(|said| said.id == term).expect("every term").value
}

fn said(world: &World, who: TechnicianId, term: TermId) -> String {
    let ranking = world.rank();
    let slot = ranking.slots.iter().find(|slot| slot.crew.lead == who).expect("a slot");
    slot.terms.iter().find(|said| said.id == term).expect("every term").sentence.clone()
}

#[test]
fn an_empty_day_is_free_from_now_on_for_everybody() {
    assert_eq!(world().slots(), ["Dana 24 08:00", "Tom 24 08:00", "Ravi 24 08:00"]);
    assert!(world().refused().is_empty());
    let later = World { now: at("24 09:20"), ..world() };
    assert!(later.slots().iter().all(|slot| slot.ends_with("24 09:30")), "{:?}", later.slots());
    assert_eq!(world().rank_up_to(2).slots.len(), 2);
}

#[test]
fn a_gap_must_hold_the_way_to_the_visit_and_on_from_it() {
    // Ten kilometres north and back are 20 minutes each: 8:00 to 9:00 there, then 90 minutes here, then there again.
    let between = |next: &str| {
        let only = World { only: Some(vec![DANA]), ..world() };
        let world = only.at_site(0.0).other(2, "24 08:00", 60, DANA, 10.0).other(3, next, 340, DANA, 10.0);
        world.slots()
    };
    assert_eq!(between("24 11:20"), ["Dana 24 09:30"]);
    // The quarter hour does not fit; five minutes do.
    assert_eq!(between("24 11:10"), ["Dana 24 09:20"]);
    assert_eq!(between("24 11:05"), Vec::<String>::new());
}

#[test]
fn who_has_no_slot_is_told_the_first_rule_in_the_way() {
    let refused = |world: World| world.refused();
    let gas = world().with_job(|job| job.skills = vec![skill("gas", 3)]);
    assert_eq!(
        refused(gas),
        ["Ravi: skill_gap: Ravi cannot do gas at level 3", "Tom: skill_gap: Tom cannot do gas at level 3"]
    );
    let choosy = world().with_client(|client| (client.barred, client.required) = (vec![TOM], vec![DANA]));
    assert_eq!(
        refused(choosy),
        ["Ravi: must_use: Kerr takes Dana only", "Tom: barred: Kerr does not want Tom"]
    );
    let off = world().with_technician(DANA, |dana| dana.hours = WeekHours::default());
    assert_eq!(refused(off), ["Dana: off_shift: Dana does not work 1h30 at a stretch on Tue 24 Nov"]);
    let event = Event::new(EventKind::Training, Some(DANA), Slot::of_span(span("24 08:00", 540), ZONE));
    let busy = world().with(|slice| slice.events.insert(EventId(1), event));
    assert_eq!(refused(busy), ["Dana: busy: events leave Dana no 1h30 on Tue 24 Nov"]);
    let full = world().other(2, "24 08:30", 480, DANA, 0.0);
    assert_eq!(refused(full), ["Dana: clash: other visits leave Dana no 1h30 on Tue 24 Nov"]);
    let limited =
        world().other(2, "24 08:30", 60, DANA, 0.0).with_technician(DANA, |d| d.daily_limit = Some(1));
    assert_eq!(
        refused(limited),
        ["Dana: daily_limit: Dana has their limit of 1 visits on every day that is free on Tue 24 Nov"]
    );
    let far = world().at_site(0.0).other(2, "24 09:45", 435, DANA, 30.0);
    assert_eq!(refused(far), ["Dana: travel: the way to other visits leaves Dana no 1h30 on Tue 24 Nov"]);
    let left = world().with_technician(DANA, |dana| dana.inactive = true);
    assert_eq!(refused(left), ["Dana: inactive: Dana no longer works here"]);
    let pinned = world().with_visit(|visit| {
        (visit.slot, visit.pinned) = (Some(Slot::of_span(span("24 12:00", 90), ZONE)), true);
    });
    assert_eq!(refused(pinned).len(), 3);
}

#[test]
fn a_promise_binds_until_it_has_passed_or_is_let_go() {
    let told = |term: Term| {
        world().with_job(|job| job.promises.push(Promise { term, at: at("20 10:00"), by: "Mia".into() }))
    };
    let window = told(Term::Window(span("24 13:00", 120)));
    assert!(window.slots().iter().all(|slot| slot.ends_with("13:00")), "{:?}", window.slots());
    assert_eq!(value(&window, DANA, TermId::PromiseKept), 100);
    let by = told(Term::By(at("24 09:30")));
    assert!(by.slots().iter().all(|slot| slot.ends_with("08:00")));
    let hopeless = told(Term::By(at("24 09:00")));
    assert_eq!(hopeless.slots(), Vec::<String>::new());
    assert!(hopeless.refused()[0].contains("promise: no time on Tue 24 Nov keeps what the client was told"));
    let let_go = World { beyond_promise: true, ..hopeless };
    assert_eq!(let_go.slots().len(), 3);
    assert_eq!(said(&let_go, DANA, TermId::PromiseKept), "is not what was promised: by Tue 24 Nov 09:00");
    let passed = World { now: at("24 10:00"), ..told(Term::By(at("24 09:00"))) };
    assert_eq!(passed.slots().len(), 3, "nothing could keep it");
}

#[test]
fn the_client_can_have_us_at_certain_times() {
    let offered = world().with_job(|job| job.offered = vec![span("24 10:00", 120), span("24 15:00", 90)]);
    assert!(offered.slots().iter().all(|slot| slot.ends_with("10:00")), "{:?}", offered.slots());
    let busy = offered.other(2, "24 09:00", 180, DANA, 0.0);
    assert!(busy.slots().contains(&"Dana 24 15:00".to_owned()), "{:?}", busy.slots());
    let none = world().with_job(|job| job.offered = vec![span("25 10:00", 120)]);
    assert!(none.refused()[0].contains("offered: the client can have us Wed 25 Nov 10:00–12:00 only"));
}

#[test]
fn the_only_one_with_a_skill_is_not_sent_to_change_a_washer() {
    let world = world().with_technician(TOM, |tom| tom.skills = vec![skill("taps", 1)]);
    let world = world.with_technician(RAVI, |ravi| ravi.skills = vec![skill("taps", 2)]);
    assert_eq!(value(&world, DANA, TermId::BestFit), -30);
    assert_eq!(said(&world, DANA, TermId::BestFit), "ties up the only one with gas");
    assert_eq!(value(&world, TOM, TermId::BestFit), -15, "one of two");
    assert!(world.slots()[2].starts_with("Dana"), "{:?}", world.slots());
    let gas = world.with_job(|job| job.skills = vec![skill("gas", 1)]);
    assert_eq!(value(&gas, DANA, TermId::BestFit), 0);
}

#[test]
fn wishes_history_cost_and_load_count() {
    let pounds = |minor| Money { minor, currency: Currency::new("GBP").unwrap() };
    let mut world = world().with_client(|client| client.preferred = vec![RAVI]);
    world.been = [(TOM, Been::Job), (DANA, Been::Client)].into();
    assert_eq!(value(&world, RAVI, TermId::Preferred), 40);
    assert_eq!(value(&world, TOM, TermId::SameTechnician), 25);
    assert_eq!(value(&world, DANA, TermId::SameTechnician), 13);
    let paid = world
        .with_technician(DANA, |dana| dana.hourly_cost = Some(pounds(6000)))
        .with_technician(TOM, |tom| tom.hourly_cost = Some(pounds(2000)));
    // Half as dear again as the average of 40, for an hour and a half, and half as dear.
    assert_eq!((value(&paid, DANA, TermId::Cost), value(&paid, TOM, TermId::Cost)), (-4, 4));
    assert_eq!(value(&paid, RAVI, TermId::Cost), 0);
    let loaded = paid.other(2, "24 12:00", 270, DANA, 0.0);
    // 6 of 9 hours would be booked, the team has 4.5 of 27.
    assert_eq!(value(&loaded, DANA, TermId::LoadBalance), -10);
    assert_eq!(said(&loaded, DANA, TermId::LoadBalance), "6h of 9h booked that day, the team 17%");
}

#[test]
fn urgent_work_may_take_the_reserve_and_waits_dearly() {
    let mut world = world().with(|slice| slice.business.as_mut().unwrap().reserve_minutes = 26 * 60);
    // 27 hours less an hour and a half are half an hour short of 26.
    assert_eq!(value(&world, DANA, TermId::Reserve), -1);
    world.to = day(25);
    let of_next_day = |world: &World| {
        let ranking = world.rank();
        let slot = ranking.slots.iter().find(|slot| slot.span.start >= at("25 00:00")).unwrap().clone();
        slot.terms.iter().find(|term| term.id == TermId::Sooner).unwrap().value
    };
    assert_eq!(of_next_day(&world), -6);
    let urgent = world.with_job(|job| job.priority = Priority::Urgent);
    assert_eq!(value(&urgent, DANA, TermId::Reserve), 0);
    assert_eq!(of_next_day(&urgent), -24);
}

#[test]
fn crews_meet_and_have_the_skills_between_them() {
    let two = Service { name: "Install".into(), crew_size: 2, ..Service::default() };
    let world = world().with(|slice| drop(slice.services.insert(ServiceId(1), two))).with_job(|job| {
        job.services = vec![ServiceId(1)];
        job.skills = vec![skill("gas", 3), skill("electric", 1)];
    });
    assert_eq!(world.slots(), ["Ravi+Dana 24 08:00"]);
    assert!(world.refused()[0].contains("Tom: crew_short: the work takes 2 people"), "{:?}", world.refused());
    let busy = world.other(2, "24 08:00", 155, RAVI, 0.0);
    // Ravi is free from 10:35 on, the next quarter hour is the first for both.
    assert_eq!(busy.slots(), ["Ravi+Dana 24 10:45"]);
    // They share an hour and a half that begins on no quarter hour.
    let narrow = busy.other(3, "24 12:05", 295, DANA, 0.0);
    assert_eq!(narrow.slots(), ["Ravi+Dana 24 10:35"]);
    let asked = narrow.with_client(|client| client.required = vec![TOM]);
    assert_eq!(asked.slots(), Vec::<String>::new());
}

#[test]
fn whoever_goes_along_now_is_not_sent_away() {
    let world = World { only: Some(vec![DANA]), ..world() };
    let led = |helpers| Some(Crew { lead: DANA, helpers });
    let alone = world.with_visit(|visit| visit.crew = led(Vec::new()));
    assert_eq!(alone.slots(), ["Dana 24 08:00"]);
    let two = alone.with_visit(|visit| visit.crew = led(vec![TOM]));
    assert!(two.slots().iter().all(|slot| slot.contains("Dana") && slot.contains('+')), "{:?}", two.slots());
    assert!(!two.slots().is_empty());
}

#[test]
fn several_days_work_begins_and_ends_within_hours() {
    let world = World { to: day(26), only: Some(vec![DANA]), ..world() };
    let long = world.with_visit(|visit| visit.minutes = 2 * 24 * 60);
    // From Tuesday to Thursday and from Wednesday to Friday; two days from Thursday on end on a Saturday.
    assert_eq!(long.slots(), ["Dana 24 08:15", "Dana 25 08:15"]);
    let through = long.other(2, "25 10:00", 60, DANA, 0.0);
    assert_eq!(through.slots(), ["Dana 25 11:00"]);
}

#[test]
fn weights_of_nothing_leave_a_score_of_nothing() {
    let none: Weights = serde_json::from_value(serde_json::json!(
        Weights::default()
            .named()
            .iter()
            .map(|(name, _)| (*name, 0.0))
            .collect::<std::collections::BTreeMap<_, _>>()
    ))
    .unwrap();
    let ranking = World { weights: none, ..world() }.rank();
    assert!(ranking.slots.iter().all(|slot| slot.score == 0));
    let names: Vec<&str> = TermId::ALL.iter().map(|term| term.id()).collect();
    assert_eq!(names, Weights::default().named().map(|(name, _)| name));
}

#[test]
fn a_place_that_no_rule_allows_is_scored_too() {
    let world = world().at_site(0.0).other(2, "24 09:00", 60, DANA, 10.0);
    let visit = world.slice.visits.get(&VISIT).unwrap();
    let ask = RankAsk {
        id: VISIT,
        visit,
        now: world.now,
        from: world.from,
        to: world.to,
        only: None,
        limit: 0,
        been: world.been.clone(),
        beyond_promise: true,
        weights: Weights::default(),
    };
    let crews = [Crew::of(DANA), Crew::of(TOM), Crew::of(TechnicianId(9))];
    let scored = score(&world.slice, &ask, &crews, span("24 09:30", 90));
    assert_eq!(scored.len(), 2);
    assert!(scored[0].score < scored[1].score);
    for slot in &scored {
        assert_eq!(slot.terms.iter().map(|term| term.value).sum::<i64>(), slot.score);
    }
}

#[test]
fn a_break_is_left_room_for_where_that_costs_less_than_it_is_worth() {
    let time = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let lunch = FloatingBreak { from: time(11, 30), to: time(13, 30), minutes: 30 };
    let only = World { only: Some(vec![DANA]), now: at("24 11:30"), ..world() };
    let lunching = only.with_technician(DANA, |dana| dana.breaks = vec![lunch]);
    assert_eq!(lunching.slots(), ["Dana 24 11:30"], "half an hour is left after it");
    let full = lunching.with_visit(|visit| visit.minutes = 120);
    assert_eq!(full.slots(), ["Dana 24 12:00"], "half an hour before it");
    assert_eq!(value(&full, DANA, TermId::Breaks), 0);
    let no_choice = full.other(2, "24 14:00", 180, DANA, 0.0).other(3, "24 08:00", 225, DANA, 0.0);
    assert_eq!(no_choice.slots(), ["Dana 24 11:45"]);
    assert_eq!(value(&no_choice, DANA, TermId::Breaks), -40);
    assert_eq!(said(&no_choice, DANA, TermId::Breaks), "leaves no break of 30m between 11:30 and 13:30");
}

fn pair(world: World) -> World {
    let two = Service { name: "Install".into(), crew_size: 2, ..Service::default() };
    world
        .with(|slice| drop(slice.services.insert(ServiceId(1), two)))
        .with_job(|job| job.services = vec![ServiceId(1)])
}

#[test]
fn who_leads_a_visit_leads_it_when_it_takes_two() {
    let led = |who: TechnicianId| pair(world()).with_visit(|visit| visit.crew = Some(Crew::of(who)));
    let preferred = |client: &mut Client| client.preferred = vec![RAVI];
    let leads = |world: World| world.rank().slots.iter().map(|slot| slot.crew.lead).collect::<Vec<_>>();
    assert!(leads(led(TOM).with_client(preferred)).contains(&TOM));
    // Wherever Tom goes he leads; whom the client insists on leads before him.
    let with_tom = |world: World| {
        let slots = world.rank().slots;
        slots.into_iter().filter(|slot| slot.crew.members().any(|who| who == TOM)).collect::<Vec<_>>()
    };
    assert!(with_tom(led(TOM).with_client(preferred)).iter().all(|slot| slot.crew.lead == TOM));
    let insists = led(TOM).with_client(|client| client.required = vec![RAVI]);
    let insists = insists.with_technician(DANA, |dana| dana.inactive = true);
    assert!(!with_tom(insists.clone()).is_empty());
    assert!(with_tom(insists).iter().all(|slot| slot.crew.lead == RAVI));
}

#[test]
fn one_of_a_crew_collects_the_parts() {
    // The parts wait where the work is: calling for them takes their minutes alone.
    let waiting =
        |world: World| world.with_job(|job| (job.collect_at, job.collect_minutes) = (job.site, Some(40)));
    let only = |world: World| world.with_technician(TOM, |tom| tom.inactive = true);
    let home = |world: World, who| {
        world.with_technician(who, |technician| technician.home_position = Position::new(51.5, -0.1))
    };
    let both = |world: World| home(home(only(world), DANA), RAVI);
    let near = both(pair(world().at_site(0.0)));
    let travel = |world: &World| {
        let ranking = world.rank();
        let term = ranking.slots[0].terms.iter().find(|term| term.id == TermId::AddedTravel).unwrap().clone();
        (ranking.slots[0].crew.clone(), term.measure, term.sentence)
    };
    let (_, without, _) = travel(&near);
    let (crew, with, sentence) = travel(&waiting(near.clone()));
    assert!((with - without - 40.0).abs() < 0.1, "{with} beside {without}");
    let lead = near.slice.technicians[&crew.lead].name.clone();
    assert!(sentence.contains(&format!("; {lead} collects parts at ")), "{sentence}");
    // Where the lead has no time for it a helper collects.
    let busy =
        waiting(near).other(2, "24 08:00", 60, crew.lead, 0.0).other(3, "24 11:00", 350, crew.lead, 0.0);
    let (busy_crew, _, sentence) = travel(&busy);
    let helper = &busy.slice.technicians[&busy_crew.helpers[0]].name;
    assert_eq!(busy_crew, crew);
    assert!(sentence.contains(&format!("; {helper} collects parts at ")), "{sentence}");
}

#[test]
fn a_way_that_is_not_known_is_named() {
    let only = World { only: Some(vec![DANA]), ..world() };
    let busy = only.at_site(0.0).other(2, "24 08:00", 60, DANA, 10.0).other(3, "24 11:20", 340, DANA, 10.0);
    let nowhere = |world: &World, site: u64| {
        world.clone().with(|slice| slice.sites.get_mut(&SiteId(site)).unwrap().position = None)
    };
    let travel = |world: &World| said(world, DANA, TermId::AddedTravel);
    assert_eq!(travel(&busy), "adds 40m: 20m from V-2, 20m on to V-3");
    assert_eq!(
        travel(&nowhere(&busy, 2)),
        "adds 20m: 20m on to V-3; the way from V-2 is not known and not counted"
    );
    assert_eq!(
        travel(&nowhere(&busy, 3)),
        "adds 20m: 20m from V-2; the way on to V-3 is not known and not counted"
    );
    assert_eq!(travel(&nowhere(&busy, 1)), "the way is not known");
}
