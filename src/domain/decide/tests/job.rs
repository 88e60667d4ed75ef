//! Jobs before they are finished: add, add a visit, hold, release, promise.

use crate::fixture::*;
use crate::*;

fn new_job(change: impl FnOnce(&mut Job), placements: Vec<Placement>) -> Command {
    let mut job = Job::new(PATEL, "Fit shower", at("24 08:00"));
    change(&mut job);
    Command::AddJob(Box::new(NewJob { job, placements }))
}

fn hold(owner: &str, day_of_month: u32) -> Command {
    let (owner, note) = (owner.to_owned(), " valve on order ".to_owned());
    Command::Hold { job: JOB, reason: HoldReason::Parts, owner, look_again: day(day_of_month), note }
}

#[test]
fn a_new_job_has_a_visit_in_the_tray_and_its_services_checklist() {
    let (decision, after) = given().when(new_job(|job| job.services = vec![BOILER], vec![])).allowed();
    assert_eq!((decision.fact, decision.summary.as_str()), (Fact::JobAdded, "Added J-2 Fit shower (Patel)"));
    let job = &after.jobs[&JobId(2)];
    let lines: Vec<_> = job.checklist.iter().map(|line| (line.text.as_str(), line.required)).collect();
    assert_eq!(lines, [("Flue checked", true), ("Photo taken", false)]);
    let visits: Vec<_> =
        after.visits_of(JobId(2)).map(|(id, visit)| (id, visit.minutes, visit.slot)).collect();
    assert_eq!(visits, [(VisitId(2), 120, None)]);
}

#[test]
fn a_job_may_have_several_visits() {
    let placements = vec![to("25 09:00", 120, DANA), Placement::default(), to("26 09:00", 60, DANA)];
    let (_, after) = given().when(new_job(|_| (), placements)).allowed();
    let minutes: Vec<_> = after.visits_of(JobId(2)).map(|(_, visit)| visit.minutes).collect();
    assert_eq!(minutes, [120, 60, 60]);
    // A guard on any of them stops the whole.
    let clash = vec![to("25 09:00", 120, DANA), to("25 10:00", 60, DANA)];
    given().when(new_job(|_| (), clash)).refused("clashes with V-2 Fit shower of Dana");
}

#[test]
fn the_length_is_the_jobs_own_else_its_services_else_the_usual() {
    let minutes = |change: fn(&mut Job)| {
        let (_, after) = given().when(new_job(change, vec![])).allowed();
        after.visits[&VisitId(2)].minutes
    };
    assert_eq!(minutes(|job| (job.duration_minutes, job.services) = (Some(30), vec![BOILER])), 30);
    assert_eq!(minutes(|job| job.services = vec![BOILER, INSTALL]), 600);
    assert_eq!(minutes(|_| ()), 60);
    let add =
        |minutes| given().when(Command::AddVisit(JOB, Placement::default(), minutes, " second ".into()));
    let (_, after) = add(0).allowed();
    assert_eq!(
        (after.visits[&VisitId(2)].minutes, after.visits[&VisitId(2)].purpose.as_str()),
        (120, "second")
    );
    add(28 * 24 * 60).allowed();
    add(28 * 24 * 60 + 1).refused("minutes");
}

#[test]
fn a_new_job_is_checked() {
    let add = |change: fn(&mut Job)| given().when(new_job(change, vec![]));
    add(|job| job.title = " ".into()).refused("title: is missing");
    add(|job| job.client = ClientId(9)).refused("there is no client C-9");
    add(|job| job.site = Some(SiteId(9))).refused("there is no site S-9");
    add(|job| job.site = Some(ELM_STREET)).refused("S-1 belongs to C-1, not to C-2");
    add(|job| job.services = vec![ServiceId(9)]).refused("there is no service SV-9");
    add(|job| job.skills = vec![skill("gas", 6)]).refused("gas has level 6");
    add(|job| job.duration_minutes = Some(0)).refused("duration_minutes: 0 minutes");
    add(|job| {
        job.price = Some(Money { minor: 1, currency: Currency::new("USD").unwrap() });
    })
    .refused("is in USD");
    add(|job| job.closed_at = Some(at("24 08:00"))).refused("closed_at: is set on a new job");
    let inactive = given().with(|slice| slice.clients.get_mut(&PATEL).unwrap().inactive = true);
    inactive.when(new_job(|_| (), vec![])).refused("Patel is inactive");
    let gone = given().with(|slice| slice.services.get_mut(&BOILER).unwrap().inactive = true);
    gone.when(new_job(|job| job.services = vec![BOILER], vec![]))
        .refused("Boiler repair is no longer offered");
}

#[test]
fn a_hold_has_an_owner_and_a_date_to_look_again() {
    let held = given().placed().after(hold(" Mia ", 24));
    let kept = held.job().hold.clone().unwrap();
    assert_eq!((kept.owner.as_str(), kept.note.as_str(), kept.at), ("Mia", "valve on order", at("24 08:00")));
    given().when(hold(" ", 26)).refused("owner: is missing");
    given().when(hold("Mia", 23)).refused("Mon 23 Nov 2026 has passed");
    given().on_site().when(hold("Mia", 26)).refused("still has V-1");
    given().completed().when(hold("Mia", 26)).refused("completed, so it cannot be held");
    given().when(Command::Release(JOB)).refused("not on hold");
    held.when(complete()).refused("on hold, so it cannot be completed");
    // It may be planned while it waits, and held again with another date.
    held.clone().after(Command::Move(VISIT, until("25 09:00", 120), WindowChoice::Ask));
    held.after(hold("Tom", 30)).after(Command::Release(JOB));
}

#[test]
fn today_is_the_business_s_own_day() {
    let auckland = given().with(|slice| slice.business.as_mut().unwrap().zone = Tz::Pacific__Auckland);
    auckland.clone().now("24 12:00").when(hold("Mia", 24)).refused("has passed");
    auckland.now("24 10:59").when(hold("Mia", 24)).allowed();
}

#[test]
fn the_visit_that_starts_in_a_promised_window_is_the_one_they_were_told_of() {
    let wide = |start: &str| Command::Promise(JOB, Term::Window(span(start, 180)));
    let told = |given: &Given, id| (given.slice.visits[&id].window, given.slice.visits[&id].told_at);
    let fresh = (Some(span("24 09:00", 120)), None);
    let followed = given().placed().now("24 08:05").after(wide("24 08:30"));
    assert_eq!(told(&followed, VISIT), (Some(span("24 08:30", 180)), Some(at("24 08:05"))));
    // Confirming it tells nothing new.
    assert_eq!(followed.after(Command::Confirm(VISIT, at("24 08:05"))).job().promises.len(), 1);
    assert_eq!(told(&given().placed().after(wide("24 11:00")), VISIT), fresh);
    // The half-open end of the window is outside of it.
    assert_eq!(told(&given().placed().now("24 05:00").after(wide("24 06:00")), VISIT), fresh);
    let second =
        |start: &str| given().placed().after(Command::AddVisit(JOB, to(start, 60, TOM), 0, "b".into()));
    assert_eq!(told(&second("25 09:00").after(wide("24 08:30")), VISIT).1, Some(at("24 08:00")));
    assert_eq!(told(&second("25 09:00").after(wide("24 08:30")), VisitId(2)).1, None);
    // Which of two is meant nobody knows.
    assert_eq!(told(&second("24 10:00").after(wide("24 08:30")), VISIT), fresh);
    assert_eq!(told(&given().placed().after(Command::Promise(JOB, Term::By(at("24 17:00")))), VISIT), fresh);
}

#[test]
fn promises_are_ahead_and_only_grow() {
    let window = |start: &str| Term::Window(span(start, 120));
    let (decision, _) = given().when(Command::Promise(JOB, window("25 09:00"))).allowed();
    assert_eq!(decision.summary, "Promised J-1 Boiler no heat (Kerr)");
    let once = given().after(Command::Promise(JOB, window("25 09:00")));
    once.when(Command::Promise(JOB, window("25 09:00"))).refused("has that promise already");
    let twice = once.after_all([
        Command::Promise(JOB, Term::By(at("26 17:00"))),
        Command::Promise(JOB, window("25 09:00")),
    ]);
    assert_eq!(twice.job().promises.len(), 3);
    assert_eq!(twice.job().first_promise().unwrap().term, window("25 09:00"));
    given().when(Command::Promise(JOB, Term::By(at("24 08:00")))).refused("has passed already");
    given().when(Command::Promise(JOB, Term::By(at("24 08:01")))).allowed();
    let backwards = Term::Window(Span { start: at("25 11:00"), end: at("25 09:00") });
    given().when(Command::Promise(JOB, backwards)).refused("ends before it begins");
}
