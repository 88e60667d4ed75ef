//! Committing, and what has moved underneath.

use domain::{Command, EntityRef, Fact, Record, Refusal, WindowChoice};

use super::*;

#[test]
fn a_commit_is_one_operation_and_the_draft_is_gone() {
    let mut app = desk();
    let before = dump(&app);
    let draft = new(&mut app);
    let visits = placed(&app);
    app.enter_draft(Some(draft)).unwrap();
    app.execute(&away(visits[0].id)).unwrap();
    app.execute(&Request::new(Command::ToTray(visits[1].id)).because("no")).unwrap();
    let operation = last_operation(&app);
    let outcome = app.commit_draft(draft, None).unwrap();
    assert_eq!((outcome.operation, outcome.kind), (operation + 1, Fact::DraftCommitted));
    assert_eq!(outcome.summary, "Committed draft Tuesday: 2 visits changed");
    assert_eq!((app.in_draft(), app.drafts().unwrap().len()), (None, 0));
    assert_eq!(start_of(&app, visits[1].id), None);
    app.undo(None).unwrap();
    assert_eq!(dump(&app), before);
    assert!(app.drafts().unwrap().is_empty());
}

#[test]
fn a_plan_that_moved_underneath_refuses_with_everything_that_differs() {
    let mut app = desk();
    let draft = new(&mut app);
    let visits = placed(&app);
    for visit in &visits[..3] {
        app.step_in(draft, &away(visit.id)).unwrap();
    }
    let reason = |command| Request::new(command).because("the client asked");
    app.execute(&reason(Command::ToTray(visits[0].id))).unwrap();
    app.execute(&reason(Command::Pin(visits[1].id, !visits[1].pinned))).unwrap();
    let before = (dump(&app), last_operation(&app));
    let Refusal::PlanMoved { moved } = refusal(app.commit_draft(draft, Some("all the same".to_owned())))
    else {
        panic!("it was committed")
    };
    let entities: Vec<EntityRef> = moved.iter().map(|moved| moved.entity).collect();
    assert_eq!(entities, [EntityRef::from(visits[0].id), visits[1].id.into()]);
    assert_eq!(moved[1].fields, ["pinned"]);
    assert!(moved[0].fields.contains(&"slot".to_owned()));
    assert_eq!((dump(&app), last_operation(&app)), before);

    // In the draft they are as they are now in the plan, and the comparison says so.
    let diff = app.draft_diff(draft).unwrap();
    assert_eq!((diff.underneath.len(), diff.visits.len()), (2, 1));
    app.enter_draft(Some(draft)).unwrap();
    assert_eq!(start_of(&app, visits[0].id), None);
    // One is moved again, the other is taken out.
    let again = Command::Schedule(visits[0].id, to("2026-12-01T20:00:00Z", 60), WindowChoice::Shift);
    app.execute(&reason(again)).unwrap();
    app.drop_from_draft(draft, &[visits[1].id]).unwrap();
    assert_eq!(app.draft_diff(draft).unwrap().underneath, []);
    let outcome = app.commit_draft(draft, None).unwrap();
    assert_eq!(outcome.changed.len(), 2);
    assert_eq!(start_of(&app, visits[1].id), visits[1].start.map(|start| start.to_utc()));
}

#[test]
fn what_is_beside_the_plan_may_change_underneath() {
    let mut app = desk();
    let draft = new(&mut app);
    let visit = placed(&app).remove(0);
    app.step_in(draft, &away(visit.id)).unwrap();
    let Record::Visit(record) = app.show(visit.id.into()).unwrap().record else { panic!("no visit") };
    let renamed = domain::Visit { purpose: "look at the flue".to_owned(), ..record };
    app.run(Command::Edit(visit.id.into(), renamed.into())).unwrap();
    app.commit_draft(draft, None).unwrap();
    let Record::Visit(record) = app.show(visit.id.into()).unwrap().record else { panic!("no visit") };
    assert_eq!(record.purpose, "look at the flue");
    assert_eq!(record.span().map(|span| span.start), Some("2026-12-01T19:00:00Z".parse().unwrap()));
}

#[test]
fn a_clash_that_came_up_since_asks_for_a_reason() {
    let mut app = desk();
    let draft = new(&mut app);
    let visits = placed(&app);
    let (mine, theirs) =
        (&visits[0], visits.iter().find(|other| other.technicians != visits[0].technicians).unwrap());
    app.step_in(draft, &away(mine.id)).unwrap();
    // Now another visit of the same technician is put there in the plan itself.
    let placement = Placement { crew: Some(crew(mine.technicians[0].id)), ..to("2026-12-01T19:00:00Z", 60) };
    let live = Command::Move(theirs.id, placement, WindowChoice::Shift);
    app.execute(&Request::new(live).because("asked for")).unwrap();
    let Refusal::SoftGuards { findings } = refusal(app.commit_draft(draft, None)) else {
        panic!("no question")
    };
    assert!(findings.iter().any(|finding| finding.rule == domain::Rule::Clash), "{findings:?}");
    assert!(app.commit_draft(draft, Some("they go together".to_owned())).is_ok());
    let Record::Visit(record) = app.show(mine.id.into()).unwrap().record else { panic!("no visit") };
    assert!(record.overrides.iter().any(|given| given.reason == "they go together"));
}

#[test]
fn the_client_is_told_when_the_draft_is_committed() {
    let mut app = desk();
    let draft = new(&mut app);
    let told = placed(&app).into_iter().find(|visit| visit.told).unwrap();
    let command = Command::Move(told.id, to("2026-12-01T10:00:00Z", 60), WindowChoice::Promise);
    app.step_in(draft, &Request::new(command).because("asked for")).unwrap();
    let later = now() + chrono::Duration::hours(3);
    let mut evening = App::new(app.store.copy_to_memory().unwrap(), crate::Clock::Fixed(later), "Sam");
    evening.commit_draft(draft, None).unwrap();
    let Record::Visit(visit) = evening.show(told.id.into()).unwrap().record else { panic!("no visit") };
    let Record::Job(job) = evening.show(told.job.into()).unwrap().record else { panic!("no job") };
    assert_eq!(visit.told_at, Some(later));
    let last = job.promises.last().unwrap();
    assert_eq!((last.at, last.by.as_str()), (later, "Sam"));
}

#[test]
fn a_draft_that_changes_nothing_is_not_committed() {
    let mut app = desk();
    let draft = new(&mut app);
    assert!(matches!(refusal(app.commit_draft(draft, None)), Refusal::NothingToDo { .. }));
    let visit = placed(&app).remove(0);
    let pin = |pinned| Request::new(Command::Pin(visit.id, pinned));
    app.step_in(draft, &pin(!visit.pinned)).unwrap();
    app.step_in(draft, &pin(visit.pinned)).unwrap();
    assert_eq!(app.draft(draft).unwrap().visits, 0);
    assert!(matches!(refusal(app.commit_draft(draft, None)), Refusal::NothingToDo { .. }));
}
