//! Whatever is done, undoing all of it gives back the first state, byte for byte.

use domain::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::bench::{Bench, client, furnish, hours, job, made, site, visit};

/// One step: something small done to a record that may or may not be there.
#[derive(Debug, Clone)]
enum Step {
    Client(u64, String),
    Site(u64, u64, String),
    Job(u64, u64, u8),
    Visit(u64, u64, Option<u32>, Option<u64>),
    Done(u64),
    Remove(u8, u64),
    Undo(u8),
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let id = || 1..4u64;
    let step = prop_oneof![
        (id(), "[a-zé ]{1,6}").prop_map(|(id, name)| Step::Client(id, name)),
        (id(), id(), "[a-z0-9 ]{0,6}").prop_map(|(id, client, street)| Step::Site(id, client, street)),
        (id(), id(), 0..4u8).prop_map(|(id, client, priority)| Step::Job(id, client, priority)),
        (id(), id(), proptest::option::of(0..20u32), proptest::option::of(1..3u64))
            .prop_map(|(id, job, hour, lead)| Step::Visit(id, job, hour, lead)),
        id().prop_map(Step::Done),
        (0..4u8, id()).prop_map(|(kind, id)| Step::Remove(kind, id)),
        (0..8u8).prop_map(Step::Undo),
        Just(Step::Redo),
    ];
    vec(step, 1..30)
}

/// The change that a step means here, if it means one.
fn change_of(bench: &Bench, step: &Step) -> Option<Change> {
    let kinds = [EntityKind::Client, EntityKind::Site, EntityKind::Job, EntityKind::Visit];
    let (entity, after): (EntityRef, Option<Record>) = match step {
        Step::Client(id, name) => (ClientId(*id).into(), Some(client(name).into())),
        Step::Site(id, owner, street) => (SiteId(*id).into(), Some(site(*owner, street).into())),
        Step::Job(id, owner, rank) => {
            let priority = Priority::ALL[usize::from(*rank)];
            (JobId(*id).into(), Some(Job { priority, ..job(*owner, "Tap") }.into()))
        }
        Step::Visit(id, of, hour, lead) => {
            let span = hour.map(|hour| hours(hour, hour + 2));
            (VisitId(*id).into(), Some(visit(*of, span, *lead).into()))
        }
        Step::Done(id) => {
            let mut visit = bench.read(|r| r.visit(VisitId(*id)))?.record;
            visit.state = VisitState::Done(Outcome::NoAccess);
            (VisitId(*id).into(), Some(visit.into()))
        }
        Step::Remove(kind, id) => (EntityRef { kind: kinds[usize::from(*kind)], id: *id }, None),
        Step::Undo(_) | Step::Redo => return None,
    };
    let before = bench.read(|r| r.get(entity)).map(|stored| stored.record);
    (before != after).then_some(Change { entity, before, after })
}

/// Does a step; a refusal must leave everything as it was.
fn take(bench: &mut Bench, step: &Step) {
    let before = bench.dump();
    let answer = match step {
        Step::Undo(back) => {
            let id = bench.read(|r| r.last_operation()) - i64::from(*back);
            if id <= 2 {
                return;
            }
            bench.try_undo("ann", id)
        }
        Step::Redo => match bench.read(|r| r.redo_target(None)) {
            Some(id) => bench.try_undo("ann", id),
            None => return,
        },
        step => match change_of(bench, step) {
            Some(change) => bench.try_apply("ann", &[change]),
            None => return,
        },
    };
    match answer {
        Ok(id) => {
            let back = bench.read(|r| r.inverse_of(id));
            let forth: Vec<Change> = back.into_iter().rev().map(Change::inverse).collect();
            assert!(!forth.is_empty());
            for change in forth {
                assert_eq!(bench.read(|r| r.get(change.entity)).map(|s| s.record), change.after);
            }
        }
        Err(error) => {
            let expected = ["still_used", "not_found", "undo_conflict", "nothing_to_do"];
            assert!(expected.contains(&error.kind()), "{step:?}: {error}");
            assert_eq!(bench.dump(), before, "{step:?} was refused");
        }
    }
    agrees(bench);
}

/// Every derived column and table says what the records say.
fn agrees(bench: &Bench) {
    let (jobs, total) = bench.read(|r| r.jobs(&crate::JobFilter::default(), 100, 0));
    assert_eq!(jobs.len() as u64, total);
    let mut in_tray = 0;
    for id in jobs {
        let job = bench.read(|r| r.job(id)).unwrap().record;
        let visits = bench.read(|r| r.visits_of(&[id]));
        let stage = derive_stage(&job, visits.iter().map(|(_, v)| &v.record), &Surroundings::default());
        assert_eq!(bench.read(|r| r.stage_of(id)), Some(stage), "{id}");
        let waiting = |visit: &Visit| visit.state.is_live() && !visit.is_placed() && !stage.is_over();
        in_tray += visits.iter().filter(|(_, v)| waiting(&v.record)).count() as u64;
        let found = bench.read(|r| r.search_kinds(&[EntityKind::Job], &job.title, 100));
        assert!(found.iter().any(|hit| hit.entity == id.into()), "{id} is found");
    }
    assert_eq!(bench.read(|r| r.tray(100, 0)).1, in_tray);
}

pub(super) fn the_store_as_it_was_is_what_it_was(bench: &mut Bench) {
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        let mut bench = bench.fresh();
        prop_assert!(bench.store().as_of(bench.now()).unwrap().is_none());
        furnish(&mut bench);
        bench.apply(&[made(ClientId(2), client("Adams")), made(ClientId(3), client("Low"))]);
        let mut seen = vec![snapshot(bench.store(), bench.now())];
        for step in &steps {
            bench.wait_a_minute();
            take(&mut bench, step);
            seen.push(snapshot(bench.store(), bench.now()));
        }
        for was in &seen {
            let past = bench.store().as_of(was.at).unwrap().unwrap();
            prop_assert_eq!(&snapshot(&past, was.at), was);
        }
        Ok(())
    });
    outcome.unwrap();
}

/// What a store says at a moment.
#[derive(Debug, PartialEq)]
struct Snapshot {
    at: Moment,
    dump: String,
    stages: Vec<(Stage, u64)>,
    tray: Vec<VisitId>,
    operations: Vec<crate::Operation>,
    found: Vec<crate::Hit>,
}

fn snapshot(store: &crate::Store, at: Moment) -> Snapshot {
    let read = store.read(|reader| {
        Ok::<_, crate::StoreError>(Snapshot {
            at,
            dump: reader.canonical_dump()?,
            stages: reader.stage_counts()?,
            tray: reader.tray(100, 0)?.0,
            operations: reader.operations(&crate::LogFilter::default())?,
            found: reader.search("a", 100)?,
        })
    });
    read.unwrap()
}

pub(super) fn undoing_everything_restores_every_byte(bench: &mut Bench) {
    let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        let mut bench = bench.fresh();
        furnish(&mut bench);
        bench.apply(&[made(ClientId(2), client("Adams")), made(ClientId(3), client("Low"))]);
        let (first, floor) = (bench.dump(), bench.read(|r| r.last_operation()));
        for step in &steps {
            take(&mut bench, step);
        }
        // Undos of older operations among the steps are taken back in their turn, like all else.
        for id in (floor + 1..=bench.read(|r| r.last_operation())).rev() {
            bench.undo(id);
        }
        prop_assert_eq!(bench.dump(), first);
        Ok(())
    });
    outcome.unwrap();
}
