//! What is derived follows the records: stages, tray, crews, outside ids.

use domain::*;

use super::bench::{Bench, at, client, furnish, hours, job, made, refused, technician, visit};

fn stage(bench: &Bench, id: u64) -> Stage {
    let kept = bench.read(|r| r.stage_of(JobId(id))).unwrap();
    let job = bench.read(|r| r.job(JobId(id))).unwrap().record;
    let visits = bench.read(|r| r.visits_of(&[JobId(id)]));
    let derived = derive_stage(&job, visits.iter().map(|(_, v)| &v.record), &Surroundings::default());
    assert_eq!(kept, derived, "the stage column of J-{id}");
    kept
}

fn in_state(mut visit: Visit, state: VisitState) -> Visit {
    visit.history.push(StateChange {
        state: state.clone(),
        at: at("2026-11-24T09:00:00Z"),
        by: "ann".into(),
    });
    visit.state = state;
    visit
}

pub(super) fn the_stage_follows_every_step(bench: &mut Bench) {
    furnish(bench);
    assert_eq!(stage(bench, 1), Stage::ToSchedule);
    let placed = visit(1, Some(hours(9, 10)), Some(1));
    bench.put(VisitId(1), placed.clone());
    assert_eq!(stage(bench, 1), Stage::Scheduled);
    let on_site = in_state(placed, VisitState::OnSite);
    bench.put(VisitId(1), on_site.clone());
    assert_eq!(stage(bench, 1), Stage::InProgress);
    let partial = Outcome::Partial { left: "flue".into() };
    bench.put(VisitId(1), in_state(on_site, VisitState::Done(partial)));
    assert_eq!(stage(bench, 1), Stage::FollowUp);
    bench.put(VisitId(2), visit(1, Some(hours(14, 15)), Some(2)));
    assert_eq!(stage(bench, 1), Stage::InProgress);

    let before = bench.read(|r| r.job(JobId(1))).unwrap().record;
    let mut after = before.clone();
    let at = at("2026-11-24T16:00:00Z");
    after.completion = Some(Completion { at, by: "ann".into(), outcome: "fixed".into(), parts: vec![] });
    let completed = bench.put(JobId(1), after.clone());
    assert_eq!(stage(bench, 1), Stage::Completed);
    after.closed_at = Some(at);
    bench.put(JobId(1), after);
    assert_eq!(stage(bench, 1), Stage::Closed);
    bench.put(JobId(1), before);
    assert_eq!(stage(bench, 1), Stage::InProgress);
    assert_eq!(bench.read(|r| r.fields_changed_since(JobId(1).into(), completed - 1)), [""; 0]);

    bench.put(JobId(2), job(1, "Another"));
    bench.put(VisitId(2), visit(2, Some(hours(14, 15)), Some(2)));
    assert_eq!((stage(bench, 1), stage(bench, 2)), (Stage::FollowUp, Stage::Scheduled));
    bench.remove(VisitId(2));
    assert_eq!(stage(bench, 2), Stage::ToSchedule);
}

pub(super) fn stage_counts_and_order_follow(bench: &mut Bench) {
    furnish(bench);
    let urgent = Job { priority: Priority::Urgent, ..job(1, "Urgent") };
    let term = Term::By(at("2026-11-25T12:00:00Z"));
    let promise = Promise { term, at: at("2026-11-20T10:00:00Z"), by: "ann".into() };
    let promised = Job { promises: vec![promise], ..job(1, "Promised") };
    bench.apply(&[made(JobId(2), urgent), made(JobId(3), promised), made(JobId(4), job(1, "Plain"))]);
    let order = |bench: &Bench, stage| bench.read(|r| r.jobs_in_stage(stage, 10, 0));
    assert_eq!(order(bench, Stage::ToSchedule), [JobId(2), JobId(3), JobId(1), JobId(4)]);
    assert_eq!(bench.read(|r| r.jobs_in_stage(Stage::ToSchedule, 1, 2)), [JobId(1)]);
    bench.put(VisitId(1), visit(1, Some(hours(12, 13)), Some(1)));
    bench.put(VisitId(4), visit(4, Some(hours(9, 10)), Some(1)));
    assert_eq!(order(bench, Stage::Scheduled), [JobId(4), JobId(1)]);
    let counts = bench.read(|r| r.stage_counts());
    assert_eq!(counts.len(), Stage::ALL.len());
    assert_eq!(counts[..3], [(Stage::ToSchedule, 2), (Stage::Scheduled, 2), (Stage::InProgress, 0)]);

    for (id, day) in [(5, "2026-11-01T12:00:00Z"), (6, "2026-11-03T12:00:00Z")] {
        bench.put(JobId(id), Job { closed_at: Some(at(day)), ..job(1, "Old") });
    }
    assert_eq!(order(bench, Stage::Closed), [JobId(6), JobId(5)]);
}

pub(super) fn the_tray_follows_jobs_and_visits(bench: &mut Bench) {
    furnish(bench);
    bench.apply(&[
        made(JobId(2), Job { priority: Priority::Urgent, ..job(1, "Urgent") }),
        made(VisitId(2), visit(2, Some(hours(9, 10)), None)),
        made(JobId(3), Job { agreed_at: at("2026-11-01T10:00:00Z"), ..job(1, "Agreed earlier") }),
        made(VisitId(3), visit(3, None, Some(1))),
        made(JobId(4), job(1, "Placed")),
        made(VisitId(4), visit(4, Some(hours(9, 10)), Some(1))),
    ]);
    let tray = |bench: &Bench| bench.read(|r| r.tray(10, 0));
    assert_eq!(tray(bench), (vec![VisitId(2), VisitId(3), VisitId(1)], 3));
    assert_eq!(bench.read(|r| r.tray(1, 1)), (vec![VisitId(3)], 3));

    let urgent = bench.read(|r| r.job(JobId(2))).unwrap().record;
    let look_again = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let (owner, note) = ("ann".to_owned(), String::new());
    let hold = Hold { reason: HoldReason::Parts, owner, look_again, note, at: at("2026-11-21T10:00:00Z") };
    bench.put(JobId(2), Job { hold: Some(hold), ..urgent.clone() });
    assert_eq!(tray(bench).0, [VisitId(3), VisitId(1), VisitId(2)]);
    bench.put(JobId(2), Job { closed_at: Some(at("2026-11-21T11:00:00Z")), ..urgent });
    assert_eq!(tray(bench), (vec![VisitId(3), VisitId(1)], 2));
    bench.put(VisitId(3), in_state(visit(3, None, Some(1)), VisitState::Cancelled("not wanted".into())));
    assert_eq!(tray(bench).0, [VisitId(1)]);
    let placed = bench.put(VisitId(1), visit(1, Some(hours(9, 10)), Some(1)));
    assert_eq!(tray(bench), (vec![], 0));
    bench.undo(placed);
    assert_eq!(tray(bench).0, [VisitId(1)]);
    bench.remove(VisitId(1));
    assert_eq!(tray(bench), (vec![], 0));
}

pub(super) fn crew_services_tags_and_outside_ids_follow(bench: &mut Bench) {
    furnish(bench);
    let day = hours(0, 24);
    let of = |bench: &Bench, who: u64| {
        let visits = bench.read(|r| r.visits_between(day, Some(&[TechnicianId(who)])));
        visits.into_iter().map(|(id, _)| id.0).collect::<Vec<_>>()
    };
    let crew = Crew { lead: TechnicianId(1), helpers: vec![TechnicianId(2)] };
    bench.put(VisitId(1), Visit { crew: Some(crew), ..visit(1, Some(hours(9, 10)), None) });
    assert_eq!((of(bench, 1), of(bench, 2)), (vec![1], vec![1]));
    bench.put(VisitId(1), visit(1, Some(hours(9, 10)), Some(2)));
    assert_eq!((of(bench, 1), of(bench, 2)), (vec![], vec![1]));

    let outside = |key: &str| vec![ExternalId { source: "old".into(), key: key.into() }];
    let tagged = Job { tags: vec!["Warranty".into()], external: outside("77"), ..job(1, "Tagged") };
    bench.put(JobId(2), tagged.clone());
    let with_tag = |bench: &Bench, tag: &str| {
        let filter = crate::JobFilter { tags: vec![tag.into()], ..crate::JobFilter::default() };
        bench.read(|r| r.jobs(&filter, 10, 0)).0
    };
    assert_eq!(with_tag(bench, "WARRANTY"), [JobId(2)]);
    assert_eq!(bench.read(|r| r.external_ids(EntityKind::Job, "old")), [("77".to_owned(), 2)].into());
    bench.put(JobId(2), Job { tags: vec![], external: outside("78"), ..tagged });
    assert_eq!(with_tag(bench, "warranty"), []);
    assert_eq!(bench.read(|r| r.external_ids(EntityKind::Job, "old")), [("78".to_owned(), 2)].into());
    bench.remove(JobId(2));
    assert!(bench.read(|r| r.external_ids(EntityKind::Job, "old")).is_empty());
}

pub(super) fn an_outside_id_is_one_records_own(bench: &mut Bench) {
    let outside = vec![ExternalId { source: "old".into(), key: "7".into() }];
    let with_id = |name: &str| Client { external: outside.clone(), ..client(name) };
    bench.put(ClientId(1), with_id("Kerr"));
    let error = bench.try_apply("ann", &[made(ClientId(2), with_id("Other"))]).unwrap_err();
    assert!(error.to_string().contains("C-1 already has the id “7” of old"), "{error}");
    let other_kind = Technician { external: outside.clone(), ..technician("Dana") };
    bench.put(TechnicianId(1), other_kind);
    let twice = Client { external: [outside.clone(), outside].concat(), ..client("Kerr") };
    bench.put(ClientId(1), twice);
    assert_eq!(refused(bench.try_apply("ann", &[made(ClientId(1), client("New"))])), "changed_since");
}

pub(super) fn an_outside_id_passes_between_records_in_one_operation(bench: &mut Bench) {
    let outside = vec![ExternalId { source: "old".into(), key: "7".into() }];
    let with_id = |name: &str| Client { external: outside.clone(), ..client(name) };
    let merged = Change { entity: ClientId(2).into(), before: Some(with_id("Kerr").into()), after: None };
    bench.apply(&[made(ClientId(1), client("Kerr Ltd")), made(ClientId(2), with_id("Kerr"))]);
    let before = bench.dump();
    let kept = Change {
        entity: ClientId(1).into(),
        before: Some(client("Kerr Ltd").into()),
        after: Some(with_id("Kerr Ltd").into()),
    };
    let merge = bench.apply(&[kept, merged]);
    assert_eq!(bench.read(|r| r.external_ids(EntityKind::Client, "old")), [("7".to_owned(), 1)].into());
    bench.undo(merge);
    assert_eq!(bench.dump(), before);
    assert_eq!(bench.read(|r| r.external_ids(EntityKind::Client, "old")), [("7".to_owned(), 2)].into());
}
