//! What is done in a draft, and what is seen there and outside.

use domain::{Arrangement, Command, DraftId, Refusal, WindowChoice};

use super::*;
use crate::{BoardQuery, Filter};

#[test]
fn a_step_is_seen_in_the_draft_alone() {
    let mut app = desk();
    let (before, operation) = (dump(&app), last_operation(&app));
    let draft = new(&mut app);
    let visit = placed(&app).remove(0);
    let was = start_of(&app, visit.id);
    app.enter_draft(Some(draft)).unwrap();
    let outcome = app.execute(&away(visit.id).seen(visit.id, visit.version)).unwrap();
    assert_eq!((outcome.operation, outcome.draft.unwrap().id, outcome.version()), (0, draft, -1));

    let then: Moment = "2026-12-01T19:00:00Z".parse().unwrap();
    assert_eq!(start_of(&app, visit.id), Some(then));
    assert!(placed(&app).iter().all(|other| other.id != visit.id));
    let there = app.day(then.date_naive()).unwrap();
    let line = there.lanes.iter().flat_map(|lane| &lane.visits).find(|line| line.id == visit.id).unwrap();
    assert!(line.drafted && line.version == -1);
    let week = app.week(then.date_naive(), &Filter::default()).unwrap();
    assert_eq!(week.totals[1].visits, there.counts.visits);

    app.enter_draft(None).unwrap();
    assert_eq!(start_of(&app, visit.id), was);
    assert!(placed(&app).iter().any(|other| other.id == visit.id && !other.drafted));
    assert_eq!((dump(&app), last_operation(&app)), (before, operation));
}

#[test]
fn the_tray_and_the_board_are_those_of_the_draft() {
    let mut app = desk();
    let draft = new(&mut app);
    let visit = placed(&app).remove(0);
    let (_, in_tray) = app.tray(&Filter::default(), 1, 0).unwrap();
    let board = |app: &App| {
        let board = app.board(&BoardQuery::default()).unwrap();
        board.columns.iter().map(|column| column.total).collect::<Vec<_>>()
    };
    let stages = board(&app);
    app.enter_draft(Some(draft)).unwrap();
    app.execute(&Request::new(Command::ToTray(visit.id)).because("no")).unwrap();
    let (tray, total) = app.tray(&Filter::default(), 1_000, 0).unwrap();
    assert_eq!(total, in_tray + 1);
    assert!(tray.iter().any(|line| line.visit == visit.id && line.job.drafted && line.visit_version < 0));
    assert_ne!(board(&app), stages);
    app.enter_draft(None).unwrap();
    assert_eq!((app.tray(&Filter::default(), 1, 0).unwrap().1, board(&app)), (in_tray, stages));
}

#[test]
fn what_is_no_change_of_the_plan_is_refused_in_a_draft() {
    let mut app = desk();
    let draft = new(&mut app);
    let visit = placed(&app).remove(0);
    app.enter_draft(Some(draft)).unwrap();
    for command in [
        Command::Note(visit.job.into(), "call first".to_owned()),
        Command::CancelVisit(visit.id, "no".to_owned()),
        Command::Batch(vec![Command::Pin(visit.id, true), Command::Release(visit.job)]),
    ] {
        let refused = refusal(app.execute(&Request::new(command)));
        assert_eq!(refused, Refusal::NotInDraft { draft: "Tuesday".to_owned() });
    }
    assert!(matches!(refusal(app.undo(Some(1))), Refusal::NotInDraft { .. }));
    let captured = app.add_captured("boiler, Kerr", None, None);
    assert!(matches!(refusal(captured), Refusal::NotInDraft { .. }));
}

#[test]
fn undo_takes_the_last_step_back_and_no_operation() {
    let mut app = desk();
    let draft = new(&mut app);
    let (first, second) = (placed(&app).remove(0).id, placed(&app).remove(1).id);
    app.enter_draft(Some(draft)).unwrap();
    app.execute(&away(first)).unwrap();
    app.execute(&Request::new(Command::ToTray(first)).because("no")).unwrap();
    app.execute(&Request::new(Command::ToTray(second)).because("no")).unwrap();
    assert_eq!(app.draft(draft).unwrap().visits, 2);
    app.undo(None).unwrap();
    app.undo(None).unwrap();
    assert_eq!((app.draft(draft).unwrap().visits, app.draft(draft).unwrap().steps), (1, 1));
    assert_eq!(start_of(&app, first), Some("2026-12-01T19:00:00Z".parse().unwrap()));
    app.undo(None).unwrap();
    assert!(matches!(refusal(app.undo(None)), Refusal::NothingToDo { .. }));
    // Made again one after the other, and taken back again.
    let again = app.redo().unwrap();
    assert!(again.summary.starts_with("Made again in the draft: "), "{}", again.summary);
    assert_eq!((again.operation, again.draft.unwrap().step), (0, 1));
    assert_eq!(start_of(&app, first), Some("2026-12-01T19:00:00Z".parse().unwrap()));
    app.redo().unwrap();
    app.redo().unwrap();
    assert_eq!((app.draft(draft).unwrap().visits, app.draft(draft).unwrap().steps), (2, 3));
    assert!(matches!(refusal(app.redo()), Refusal::NothingToDo { .. }));
    for _ in 0..3 {
        app.undo(None).unwrap();
    }
    // Numbers of steps are not given again: what was seen at a step that is gone is noticed.
    let again = app.execute(&away(first)).unwrap();
    assert_eq!(again.version(), -4);
    let stale = app.execute(&Request::new(Command::ToTray(first)).seen(first, -1));
    assert!(matches!(refusal(stale), Refusal::ChangedSince { .. }));
}

#[test]
fn two_desks_share_a_draft_and_a_lost_update_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let options = store::OpenOptions::at(now());
    let made = App::demo(Some(&path), ZONE, 1, crate::Clock::Fixed(now()), "Mia").unwrap();
    drop(made);
    let open =
        || App::new(store::Store::open_existing(&path, &options).unwrap(), crate::Clock::Fixed(now()), "Mia");
    let (mut one, mut other) = (open(), open());
    let draft = new(&mut one);
    let mut watch = other.watch().unwrap();
    let visit = placed(&one).remove(0);
    one.enter_draft(Some(draft)).unwrap();
    other.enter_draft(Some(draft)).unwrap();
    one.execute(&away(visit.id).seen(visit.id, visit.version)).unwrap();
    assert!(other.has_changed(&mut watch).unwrap());
    assert_eq!(start_of(&other, visit.id), start_of(&one, visit.id));
    let stale = other.execute(&Request::new(Command::ToTray(visit.id)).seen(visit.id, visit.version));
    let Refusal::ChangedSince { fields, .. } = refusal(stale) else { panic!("it was not noticed") };
    assert!(fields.contains(&"slot".to_owned()), "{fields:?}");
    let seen = other.show(visit.id.into()).unwrap().version;
    other.execute(&Request::new(Command::Pin(visit.id, true)).seen(visit.id, seen)).unwrap();
    // Reading in a draft has written nothing that a third one would notice.
    assert!(!one.has_changed(&mut one.watch().unwrap()).unwrap());
    one.discard_draft(draft).unwrap();
    assert!(matches!(refusal(other.day(date())), Refusal::NoDraft { .. }));
    assert!(matches!(refusal(other.execute(&away(visit.id))), Refusal::NoDraft { .. }));
}

#[test]
fn many_placements_are_one_step_all_or_none() {
    let mut app = desk();
    let draft = new(&mut app);
    let visits = placed(&app);
    let arrangement = |visit: &VisitLine, placement| Arrangement {
        visit: visit.id,
        placement,
        choice: WindowChoice::Shift,
    };
    let tray: Vec<Arrangement> = visits.iter().take(3).map(|visit| arrangement(visit, None)).collect();
    let outcome = app.put_in_draft(draft, tray.clone(), "Optimised", Some("plan".to_owned())).unwrap();
    assert_eq!(outcome.changed.len(), 3);
    assert_eq!(app.draft(draft).unwrap().steps, 1);
    let mut wrong = vec![arrangement(&visits[4], None)];
    wrong.push(Arrangement { visit: VisitId(999_999), ..wrong[0].clone() });
    app.put_in_draft(draft, wrong, "Optimised", Some("plan".to_owned())).unwrap_err();
    assert_eq!((app.draft(draft).unwrap().steps, app.draft(draft).unwrap().visits), (1, 3));
}

#[test]
fn drafts_are_found_by_number_and_name() {
    let mut app = desk();
    let tuesday = new(&mut app);
    let by_day = app.new_draft(" ", Some(date())).unwrap();
    assert_eq!(by_day.name, "Tue 24 Nov");
    assert_eq!(app.resolve_draft("d-1").unwrap(), tuesday);
    assert_eq!(app.resolve_draft("tuesday").unwrap(), tuesday);
    assert_eq!(app.resolve_draft("tue ").unwrap_err().to_string().matches("D-").count(), 2);
    assert!(matches!(refusal(app.resolve_draft("Friday")), Refusal::NoDraft { .. }));
    assert!(matches!(refusal(app.enter_draft(Some(DraftId(9)))), Refusal::NoDraft { .. }));
    assert!(matches!(refusal(app.new_draft("D-7", None)), Refusal::Invalid { .. }));
    assert_eq!(app.drafts().unwrap().len(), 2);
    app.discard_draft(tuesday).unwrap();
    assert_eq!(app.new_draft("again", None).unwrap().id, DraftId(3));
}

#[test]
fn a_visit_is_taken_out_with_its_promise() {
    let mut app = desk();
    let draft = new(&mut app);
    let told = placed(&app).into_iter().find(|visit| visit.told).unwrap();
    let command = Command::Move(told.id, to("2026-12-01T10:00:00Z", 60), WindowChoice::Promise);
    app.step_in(draft, &Request::new(command).because("asked for")).unwrap();
    app.step_in(draft, &away(placed(&app).into_iter().find(|visit| visit.id != told.id).unwrap().id))
        .unwrap();
    app.drop_from_draft(draft, &[told.id]).unwrap();
    let shown = app.show_draft(draft).unwrap();
    assert_eq!((shown.visits.len(), shown.steps.len()), (1, 1));
    let steps = app.store.read(|reader| Ok::<_, AppError>(reader.draft_changes(draft)?)).unwrap();
    assert_eq!(steps.len(), 1, "the promise of the job has gone too");
    assert!(matches!(refusal(app.drop_from_draft(draft, &[told.id])), Refusal::NothingToDo { .. }));
}
