//! Drafts lie over the records and never in them.

use domain::*;

use super::bench::{Bench, furnish, hours, refused, visit};
use crate::StoreError;

fn change(before: Visit, after: Visit) -> Change {
    Change { entity: VisitId(1).into(), before: Some(before.into()), after: Some(after.into()) }
}

fn made(bench: &mut Bench) -> DraftId {
    let now = bench.now();
    let mut tx = bench.writer().begin().unwrap();
    let id = tx.add_draft("Tuesday", None, now, "ann").unwrap();
    tx.commit().unwrap();
    id
}

fn step(bench: &mut Bench, id: DraftId, before: Visit, after: Visit) -> i64 {
    let now = bench.now();
    let mut tx = bench.writer().begin().unwrap();
    let step = tx.add_draft_step(id, now, "ann", "Moved", &[change(before, after)]).unwrap();
    tx.commit().unwrap();
    step
}

/// Everything that is derived from visits, as a reader has it.
fn seen(reader: &crate::Reader<'_>) -> Result<String, StoreError> {
    let between = reader.visits_between(hours(0, 24), None)?;
    let of_dana = reader.visits_between(hours(0, 24), Some(&[TechnicianId(1)]))?;
    let outlines = reader.outlines_between(hours(0, 24))?;
    let (tray, stages) = (reader.tray(9, 0)?, reader.stage_counts()?);
    let stage = (reader.stage_of(JobId(1))?, reader.jobs_in_stage(Stage::Scheduled, 9, 0)?);
    let stored = reader.visit(VisitId(1))?.map(|stored| stored.record);
    let versionless: Vec<_> =
        between.into_iter().chain(of_dana).map(|(id, stored)| (id, stored.record)).collect();
    Ok(format!("{versionless:?} {outlines:?} {tray:?} {stages:?} {stage:?} {stored:?}"))
}

pub(super) fn laid_over_everything_is_as_if_it_were_committed(bench: &mut Bench) {
    furnish(bench);
    let (dump, before) = (bench.dump(), bench.read(seen));
    let id = made(bench);
    assert_eq!(bench.store().read_in_draft(id, seen).unwrap(), before);
    let placed = visit(1, Some(hours(9, 10)), Some(1));
    step(bench, id, visit(1, None, None), placed.clone());
    let drafted = bench.store().read_in_draft(id, seen).unwrap();
    let version = bench.store().read_in_draft(id, |reader| reader.visit(VisitId(1)));
    assert_eq!(version.unwrap().unwrap().version, -1);
    assert_eq!((bench.dump(), bench.read(seen)), (dump, before.clone()));
    let (without, with) = bench.store().read_beside_draft(id, seen).unwrap();
    assert_eq!((without, with), (before.clone(), drafted.clone()));

    bench.put(VisitId(1), placed);
    assert_eq!(bench.read(seen), drafted);
    assert_ne!(drafted, before);
}

pub(super) fn steps_are_taken_back_and_their_numbers_are_not_given_again(bench: &mut Bench) {
    furnish(bench);
    let id = made(bench);
    let (first, second) = (visit(1, Some(hours(9, 10)), None), visit(1, Some(hours(11, 12)), None));
    assert_eq!(step(bench, id, visit(1, None, None), first.clone()), 1);
    assert_eq!(step(bench, id, visit(1, None, None), second), 2);
    let mut tx = bench.writer().begin().unwrap();
    assert_eq!(tx.take_draft_step_back(id).unwrap().unwrap().step, 2);
    tx.commit().unwrap();
    bench.restart();
    let changes = bench.read(|reader| reader.draft_changes(id));
    assert_eq!(changes, [(1, change(visit(1, None, None), first.clone()))]);
    assert_eq!(step(bench, id, visit(1, None, None), visit(1, None, Some(1))), 3);
    assert_eq!(bench.read(|reader| reader.draft_step_count(id)), 2);
    let mut tx = bench.writer().begin().unwrap();
    assert_eq!(tx.drop_from_draft(id, &[VisitId(1).into()]).unwrap(), 2);
    tx.accept_in_draft(id, &["V-1 clash: it clashes".to_owned()]).unwrap();
    tx.commit().unwrap();
    assert_eq!(bench.read(|reader| reader.draft_steps(id)), []);
    assert_eq!(bench.read(|reader| reader.draft(id)).accepted, ["V-1 clash: it clashes"]);
}

pub(super) fn steps_taken_back_are_made_again_in_their_order_until_there_is_another(bench: &mut Bench) {
    furnish(bench);
    let id = made(bench);
    let at = |from: u32| visit(1, Some(hours(from, from + 1)), None);
    for from in [9, 10, 11] {
        step(bench, id, visit(1, None, None), at(from));
    }
    let mut tx = bench.writer().begin().unwrap();
    let back = [1, 2].map(|_| tx.take_draft_step_back(id).unwrap().unwrap().step);
    assert_eq!((back, tx.draft_step_count(id).unwrap()), ([3, 2], 1));
    let again = tx.make_draft_step_again(id).unwrap().unwrap();
    assert_eq!((again.step, again.changes), (2, vec![change(visit(1, None, None), at(10))]));
    tx.commit().unwrap();
    bench.restart();
    let changes = bench.read(|reader| reader.draft_changes(id));
    assert_eq!(changes, [(2, change(visit(1, None, None), at(10)))]);
    assert_eq!(step(bench, id, visit(1, None, None), at(12)), 4);
    let mut tx = bench.writer().begin().unwrap();
    assert_eq!(tx.make_draft_step_again(id).unwrap(), None);
    tx.take_draft_step_back(id).unwrap();
    tx.drop_from_draft(id, &[VisitId(1).into()]).unwrap();
    assert_eq!(tx.make_draft_step_again(id).unwrap(), None);
}

pub(super) fn what_has_moved_underneath_is_as_it_is_now(bench: &mut Bench) {
    furnish(bench);
    let id = made(bench);
    step(bench, id, visit(1, None, None), visit(1, Some(hours(9, 10)), Some(1)));
    bench.put(VisitId(1), visit(1, Some(hours(14, 15)), Some(2)));
    let now = bench.read(seen);
    assert_eq!(bench.store().read_in_draft(id, seen).unwrap(), now);
    bench.remove(VisitId(1));
    let now = bench.read(seen);
    assert_eq!(bench.store().read_in_draft(id, seen).unwrap(), now);
}

pub(super) fn a_draft_that_is_gone_leaves_nothing_and_says_so(bench: &mut Bench) {
    furnish(bench);
    let id = made(bench);
    step(bench, id, visit(1, None, None), visit(1, Some(hours(9, 10)), Some(1)));
    let mut tx = bench.writer().begin().unwrap();
    tx.remove_draft(id).unwrap();
    tx.commit().unwrap();
    let rows = |table: &str| {
        let sql = format!("select count(*) from {table}");
        bench.store().conn.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!((rows("draft"), rows("draft_step"), rows("draft_change")), (0, 0, 0));
    let gone = bench.store().read_in_draft(id, seen);
    assert_eq!(refused(gone), "not_found");
    assert_eq!(made(bench), DraftId(id.0 + 1));
}

/// A reader in a draft must not be told from one that is not, by the file or by whoever watches it.
pub(super) fn reading_in_a_draft_writes_nothing(bench: &mut Bench) {
    furnish(bench);
    let id = made(bench);
    step(bench, id, visit(1, None, None), visit(1, Some(hours(9, 10)), Some(1)));
    let files = |bench: &Bench| {
        let path = bench.store().path()?.to_owned();
        let wal = crate::place::wal_path(&path);
        Some((std::fs::read(path).unwrap(), std::fs::read(wal).unwrap()))
    };
    let before = files(bench);
    let mut notice = crate::Notice::new(bench.store()).unwrap();
    for _ in 0..3 {
        bench.store().read_in_draft(id, seen).unwrap();
        bench.store().read_beside_draft(id, seen).unwrap();
    }
    assert_eq!(files(bench), before);
    assert!(!notice.changed(bench.store()).unwrap());
    let refusal = bench.store().read_in_draft(id, |_| Err::<(), _>(StoreError::StillUsed));
    assert_eq!(refused(refusal), "still_used");
    bench.put(ClientId(1), Client { name: "after".to_owned(), ..Client::default() });
}
