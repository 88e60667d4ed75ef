//! Running late in a small business of our own.

use chrono::NaiveTime;
use domain::{
    Client, ClientId, Crew, Currency, Interval, Job, JobId, Moment, NewClient, NewJob, Placement, Record,
    Refusal, Site, SiteId, Slot, Span, Technician, TechnicianId, Term, Tz, VisitId, VisitState, WeekHours,
    WindowChoice,
};

use super::*;
use crate::{Clock, LateKind, usual_business};

const DANA: TechnicianId = TechnicianId(1);
const RAVI: TechnicianId = TechnicianId(2);

fn at(time: &str) -> Moment {
    format!("2026-11-24T{time}:00Z").parse().unwrap()
}

fn slot(start: &str) -> Slot {
    Slot::of_span(Span::of_minutes(at(start), 60).unwrap(), Tz::Europe__London)
}

/// Dana is on site at Kerr's since 9, then goes to Jones at 10 and to Patel at 11; the last two were told windows of
/// half an hour. Ravi is free from 10 on. It is 9:30.
fn desk() -> App {
    desk_at("09:30")
}

fn desk_at(now: &str) -> App {
    let mut business = usual_business("Kerr & Co", Tz::Europe__London, Currency::new("GBP").unwrap());
    business.window_minutes = 30;
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    business.hours = WeekHours::weekdays(Interval::new(time(8), time(17)).unwrap());
    let hours = business.hours.clone();
    let mut app = App::in_memory(business, Clock::Fixed(at(now)), "mia").unwrap();
    for name in ["Dana Price", "Ravi Shah"] {
        let technician = Technician { name: name.to_owned(), hours: hours.clone(), ..Technician::default() };
        app.run(Command::Add(Record::Technician(technician))).unwrap();
    }
    for (number, (name, start)) in (1..).zip([("Kerr", "09:00"), ("Jones", "10:00"), ("Patel", "11:00")]) {
        let mut site = Site::default();
        site.address.street = format!("{number} Mill Lane");
        site.access_notes = "key safe 4711".to_owned();
        let client = Client { name: name.to_owned(), ..Client::default() };
        app.run(Command::AddClient(Box::new(NewClient { client, contacts: vec![], sites: vec![site] })))
            .unwrap();
        let mut job = Job::new(ClientId(number), format!("Tap {number}"), at("07:00"));
        job.site = Some(SiteId(number));
        let placement = Placement { slot: Some(slot(start)), crew: Some(Crew::of(DANA)) };
        app.run(Command::AddJob(Box::new(NewJob { job, placements: vec![placement] }))).unwrap();
        app.run(Command::Confirm(VisitId(number), at("08:00"))).unwrap();
    }
    app.run(Command::EnRoute(VisitId(1), at("08:45"))).unwrap();
    app.run(Command::Arrive(VisitId(1), at("09:00"))).unwrap();
    app
}

fn start_of(app: &App, visit: u64) -> (String, TechnicianId, usize) {
    let record = |entity: domain::EntityRef| app.show(entity).unwrap().record;
    let visit = domain::Visit::try_from(record(VisitId(visit).into())).unwrap();
    let job = Job::try_from(record(visit.job.into())).unwrap();
    (visit.span().unwrap().start.format("%H:%M").to_string(), visit.crew.unwrap().lead, job.promises.len())
}

fn of_kind(view: &LateView, kind: LateKind) -> LateRepair {
    view.repairs.iter().find(|repair| repair.kind == kind).cloned().unwrap_or_else(|| panic!("no {kind:?}"))
}

#[test]
fn a_lateness_is_told_with_its_repairs_and_changes_nothing() {
    let app = desk();
    let view = app.late(DANA, 40).unwrap();
    assert_eq!(view.sentence, "Dana Price is running 40m late: 3 visits held up, 2 promises broken");
    assert_eq!(
        view.anchor.as_ref().map(|anchor| (anchor.visit, anchor.standing)),
        Some((VisitId(1), "on site"))
    );
    let told: Vec<&str> =
        view.cascade.iter().flat_map(|line| &line.broken_because).map(String::as_str).collect();
    assert_eq!(told, ["told 10:00–10:30, missed by 10m", "told 11:00–11:30, missed by 10m"]);
    assert_eq!(view.repairs[0].sentence, "Give V-2 Tap 2, Jones to Ravi Shah at 10:00");
    assert!((1..).zip(&view.repairs).all(|(number, repair)| repair.number == number));
    assert_eq!(start_of(&app, 2), ("10:00".to_owned(), DANA, 1));
    assert_eq!(app.late_for_visit(VisitId(3), 40).unwrap(), view);
}

#[test]
fn who_ought_to_be_done_already_is_said_to_wait_for_now() {
    let app = desk_at("10:30");
    let view = app.late(DANA, 10).unwrap();
    assert_eq!(
        (view.cascade[0].later_minutes, view.cascade[0].in_the_way.join("; ")),
        (30, "cannot end before now, 10:30".to_owned())
    );
    assert_eq!(view.repairs[0].visits[0].in_the_way, view.cascade[0].in_the_way);
    assert!(app.late(DANA, 40).unwrap().cascade[0].in_the_way.is_empty());
}

#[test]
fn one_repair_is_one_operation_and_is_undone() {
    let mut app = desk();
    let best = app.late(DANA, 40).unwrap().repairs.remove(0);
    let outcome = app.apply_late(&best, None).unwrap();
    assert_eq!(outcome.summary, "Dana Price 40m late, V-2 to Ravi Shah: 2 visits changed");
    assert_eq!(start_of(&app, 2), ("10:00".to_owned(), RAVI, 1));
    assert_eq!(start_of(&app, 3), ("11:00".to_owned(), DANA, 1));
    app.undo(None).unwrap();
    assert_eq!(start_of(&app, 2), ("10:00".to_owned(), DANA, 1));
}

#[test]
fn clients_are_told_anew_without_their_access_codes() {
    let mut app = desk();
    let shift = of_kind(&app.late(DANA, 40).unwrap(), LateKind::Promise);
    let said: Vec<(&str, &str)> =
        shift.texts.iter().map(|text| (text.to.as_str(), text.text.as_str())).collect();
    let late = "Dana Price is running 40 minutes late; we now expect to be with you between";
    assert_eq!(
        said,
        [
            ("Jones", &*format!("{late} 10:40 and 11:10. We are sorry.")),
            ("Patel", &*format!("{late} 11:40 and 12:10. We are sorry.")),
        ]
    );
    app.apply_late(&shift, None).unwrap();
    assert_eq!(start_of(&app, 2), ("10:40".to_owned(), DANA, 2));
    let view = desk().late(DANA, 40).unwrap();
    let texts = view.repairs.iter().flat_map(|repair| &repair.texts);
    assert!(
        texts
            .clone()
            .any(|text| !text.to_client && text.text.contains("You take V-2 Tap 2 for Jones, 2 Mill Lane"))
    );
    assert!(texts.into_iter().all(|text| !text.text.contains("4711")));
    assert!(of_kind(&view, LateKind::Keep).texts.iter().all(|text| !text.to_client), "what was told stands");
}

#[test]
fn a_repair_can_be_a_draft_that_is_committed_later() {
    let mut app = desk();
    let best = app.late(DANA, 40).unwrap().repairs.remove(0);
    let (draft, outcome) = app.draft_late(&best, None).unwrap();
    assert_eq!((draft.name.as_str(), draft.visits, outcome.operation), ("Dana Price 40m late", 2, 0));
    assert_eq!(start_of(&app, 2).1, DANA, "the plan stays as it is");
    app.commit_draft(draft.id, None).unwrap();
    assert_eq!(start_of(&app, 2).1, RAVI);
}

#[test]
fn in_a_draft_the_lateness_is_of_the_draft_and_so_is_the_repair() {
    let mut app = desk();
    let draft = app.new_draft("What if", None).unwrap().id;
    app.enter_draft(Some(draft)).unwrap();
    app.run(Command::ToTray(VisitId(2))).unwrap();
    let view = app.late(DANA, 40).unwrap();
    assert_eq!(view.cascade.len(), 1, "what is in the tray of the draft waits for nobody");
    let (same, outcome) = app.draft_late(&view.repairs[0], None).unwrap();
    assert_eq!((same.id, outcome.operation), (draft, 0));
    app.enter_draft(None).unwrap();
    assert_eq!(start_of(&app, 2).1, DANA);
}

#[test]
fn what_needs_a_reason_is_refused_without_and_leaves_no_draft() {
    let mut app = desk();
    let late = slot("16:00");
    let choice = WindowChoice::Shift;
    app.run(Command::Move(VisitId(3), Placement { slot: Some(late), crew: None }, choice)).unwrap();
    let shift = of_kind(&app.late(DANA, 400).unwrap(), LateKind::Promise);
    assert!(
        shift.needs_reason.iter().any(|said| said.contains("Dana Price works")),
        "{:?}",
        shift.needs_reason
    );
    let refused = app.apply_late(&shift, None).unwrap_err();
    assert!(matches!(refused, AppError::Refused(Refusal::SoftGuards { .. })), "{refused}");
    app.draft_late(&shift, None).unwrap_err();
    assert_eq!(app.drafts().unwrap(), []);
    app.apply_late(&shift, Some("the client agreed".to_owned())).unwrap();
}

#[test]
fn what_moved_since_is_not_overwritten() {
    let mut app = desk();
    let best = app.late(DANA, 40).unwrap().repairs.remove(0);
    app.run(Command::Assign(VisitId(2), Crew::of(RAVI))).unwrap();
    let refused = app.apply_late(&best, None).unwrap_err();
    assert!(matches!(refused, AppError::Refused(Refusal::ChangedSince { .. })), "{refused}");
}

#[test]
fn who_has_nothing_to_do_holds_nobody_up_and_nonsense_is_refused() {
    let app = desk();
    let view = app.late(RAVI, 40).unwrap();
    assert_eq!((view.cascade.len(), view.repairs.len()), (0, 0));
    assert!(app.late(TechnicianId(9), 40).is_err());
    assert!(app.late(DANA, 0).is_err());
    assert!(app.late(DANA, 1_441).is_err());
    assert_eq!(read_lateness(" 40 ").unwrap(), 40);
    assert_eq!(read_lateness("1h10").unwrap(), 70);
    assert!(read_lateness("soon").is_err());
}

#[test]
fn a_visit_that_nobody_leads_holds_nobody_up() {
    let mut app = desk();
    app.run(Command::Unassign(VisitId(3))).unwrap();
    assert!(app.late_for_visit(VisitId(3), 40).is_err());
    let record = app.show(VisitId(1).into()).unwrap().record;
    assert_eq!(domain::Visit::try_from(record).unwrap().state, VisitState::OnSite);
    assert!(app.late_for_visit(VisitId(1), 40).is_ok());
}

/// As [`desk`], and Jones was told that the work is done by 11.
fn desk_with_due() -> App {
    let mut app = desk();
    app.run(Command::Promise(JobId(2), Term::By(at("11:00")))).unwrap();
    app
}

fn due_of(app: &App, job: u64) -> Option<Moment> {
    Job::try_from(app.show(JobId(job).into()).unwrap().record).unwrap().last_due()
}

#[test]
fn a_due_by_is_told_anew_with_its_text_in_the_same_operation() {
    let mut app = desk_with_due();
    let shift = of_kind(&app.late(DANA, 40).unwrap(), LateKind::Promise);
    let said = "Dana Price is running 40 minutes late; we now expect to be with you between 10:40 and 11:10 and to \
                be done by 11:40. We are sorry.";
    assert_eq!(shift.texts[0].text, said);
    let outcome = app.apply_late(&shift, None).unwrap();
    assert_eq!(outcome.summary, "Dana Price 40m late, all shifted: 3 visits changed and 1 more");
    assert_eq!(due_of(&app, 2), Some(at("11:40")));
    app.undo(None).unwrap();
    assert_eq!((due_of(&app, 2), start_of(&app, 2).0), (Some(at("11:00")), "10:00".to_owned()));
    let keep = of_kind(&app.late(DANA, 40).unwrap(), LateKind::Keep);
    app.apply_late(&keep, None).unwrap();
    assert_eq!(due_of(&app, 2), Some(at("11:00")), "what was told stands");
}

#[test]
fn a_draft_says_which_due_by_is_still_to_be_promised() {
    let mut app = desk_with_due();
    let shift = of_kind(&app.late(DANA, 40).unwrap(), LateKind::Promise);
    let (draft, outcome) = app.draft_late(&shift, None).unwrap();
    let said =
        "Dana Price 40m late, all shifted, J-2 by Tue 24 Nov 11:40 still to be promised: 3 visits changed";
    assert_eq!(outcome.summary, said);
    app.enter_draft(Some(draft.id)).unwrap();
    let again = of_kind(&app.late(DANA, 80).unwrap(), LateKind::Promise);
    assert_eq!(app.apply_late(&again, None).unwrap().operation, 0, "it is a step of the draft");
    assert_eq!(due_of(&app, 2), Some(at("11:00")));
}

#[test]
fn a_job_that_was_told_something_since_is_not_told_anew() {
    let mut app = desk_with_due();
    let shift = of_kind(&app.late(DANA, 40).unwrap(), LateKind::Promise);
    app.run(Command::Promise(JobId(2), Term::By(at("16:00")))).unwrap();
    let refused = app.apply_late(&shift, None).unwrap_err();
    assert!(matches!(refused, AppError::Refused(Refusal::ChangedSince { .. })), "{refused}");
}
