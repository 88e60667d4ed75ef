//! Whatever is done in a draft: committed it is what the same commands would have done to the plan, discarded it
//! leaves nothing, and an undo of the commit brings the plan back.

use domain::{Arrangement, Command, Refusal, WindowChoice};

use super::*;
use crate::Filter;
use crate::demo::Chance;

const RUNS: u64 = 12;
const STEPS: usize = 15;

/// Visits worth trying: of today and tomorrow, and of the tray.
fn visits(app: &App) -> Vec<VisitId> {
    let days = [date(), date().succ_opt().unwrap()];
    let of_day = |date| app.day(date).unwrap().lanes.into_iter().flat_map(|lane| lane.visits);
    let mut found: Vec<VisitId> = days.into_iter().flat_map(of_day).map(|visit| visit.id).collect();
    let (tray, _) = app.tray(&Filter::default(), 100, 0).unwrap();
    found.extend(tray.iter().map(|line| line.visit));
    found.sort_unstable();
    found.dedup();
    found
}

fn command(chance: &mut Chance, visits: &[VisitId], technicians: &[TechnicianId]) -> Command {
    let id = chance.pick(visits);
    let who = crew(chance.pick(technicians));
    let hour = chance.between(7, 18);
    let start = format!("2026-11-2{}T{hour:02}:{:02}:00Z", chance.between(4, 6), chance.between(0, 3) * 15);
    let length = u32::try_from(chance.between(2, 12) * 15).unwrap();
    let placement = Placement {
        slot: Some(slot(&start, length)),
        crew: Some(who.clone()).filter(|_| chance.percent(50)),
    };
    let choices = [WindowChoice::Ask, WindowChoice::Keep, WindowChoice::Shift, WindowChoice::Promise];
    let choice = chance.pick(&choices);
    match chance.below(9) {
        0 | 1 => Command::Schedule(id, placement, choice),
        2 | 3 => Command::Move(id, placement, choice),
        4 => Command::Assign(id, who),
        5 => Command::Unassign(id),
        6 => Command::ToTray(id),
        7 => Command::Pin(id, chance.percent(50)),
        _ => {
            let placement = Some(placement).filter(|_| chance.percent(70));
            let other = Arrangement { visit: chance.pick(visits), placement: None, choice };
            let both = vec![Arrangement { visit: id, placement, choice }, other];
            if chance.percent(50) {
                Command::Arrange(both, "Arranged".to_owned())
            } else {
                Command::Batch(vec![Command::ToTray(id), Command::Reschedule(both[1].visit, None)])
            }
        }
    }
}

/// What a desk shows of the plan, without versions.
fn shown(app: &App) -> String {
    let day = app.day(date()).unwrap();
    let visit = |visit: &VisitLine| {
        format!("{} {:?} {:?} {:?} {:?}", visit.id, visit.start, visit.end, visit.technicians, visit.marks)
    };
    let lanes: Vec<String> = day.lanes.iter().flat_map(|lane| lane.visits.iter().map(visit)).collect();
    let (tray, total) = app.tray(&Filter::default(), 1_000, 0).unwrap();
    let tray: Vec<VisitId> = tray.iter().map(|line| line.visit).collect();
    let board = app.board(&crate::BoardQuery::default()).unwrap();
    let columns: Vec<_> = board
        .columns
        .iter()
        .map(|column| (column.total, column.jobs.iter().map(|job| job.id).collect::<Vec<_>>()))
        .collect();
    format!("{lanes:#?} {tray:?} {total} {columns:?}")
}

#[test]
fn committed_it_is_what_the_same_commands_do_and_discarded_nothing() {
    let start = desk();
    let (all, before) = (visits(&start), dump(&start));
    let technicians: Vec<TechnicianId> = start
        .day(date())
        .unwrap()
        .lanes
        .iter()
        .filter_map(|lane| lane.technician.as_ref())
        .map(|t| t.id)
        .collect();
    let mut kept = 0;
    for seed in 0..RUNS {
        let (mut drafting, mut live) = (copy_of(&start), copy_of(&start));
        let draft = new(&mut drafting);
        let mut chance = Chance::new(seed);
        for _ in 0..STEPS {
            let command = command(&mut chance, &all, &technicians);
            let mut request = Request::new(command);
            request.override_reason = Some("tried out".to_owned()).filter(|_| chance.percent(80));
            match (drafting.step_in(draft, &request), live.execute(&request)) {
                (Ok(drafted), Ok(done)) => {
                    assert_eq!(drafted.summary, done.summary);
                    kept += 1;
                }
                (Err(drafted), Err(done)) => assert_eq!(drafted.to_string(), done.to_string()),
                (drafted, done) => panic!("{request:?}: {drafted:?} in the draft, {done:?} live"),
            }
            if chance.percent(15) {
                let taken = drafting.step_back_in(draft).is_ok();
                assert_eq!(taken, live.undo(None).is_ok());
            }
            if chance.percent(15) {
                let again = drafting.step_forward_in(draft).is_ok();
                assert_eq!(again, live.redo().is_ok());
            }
        }
        assert_eq!(dump(&drafting), before);
        let mut discarded = copy_of(&drafting);
        discarded.discard_draft(draft).unwrap();
        assert_eq!((dump(&discarded), last_operation(&discarded)), (before.clone(), last_operation(&start)));

        drafting.enter_draft(Some(draft)).unwrap();
        assert_eq!(shown(&drafting), shown(&live), "seed {seed}");
        match drafting.commit_draft(draft, None) {
            Ok(_) => {}
            Err(AppError::Refused(Refusal::NothingToDo { .. })) if dump(&live) == before => continue,
            Err(error) => panic!("seed {seed}: {error}"),
        }
        assert_eq!(dump(&drafting), dump(&live), "seed {seed}");
        drafting.undo(None).unwrap();
        assert_eq!(dump(&drafting), before, "seed {seed}");
    }
    assert!(kept > 60, "{kept} commands were carried out: the others try nothing");
}
