use domain::{Client, Event, Job, Rule, Service, ServiceId, Severity};

use super::*;
use crate::Request;
use crate::view::VisitLine;

fn demo() -> App {
    let now: Moment = "2026-11-24T08:00:00Z".parse().unwrap();
    crate::fixture::demo(1, now, "Mia")
}

/// Every job with a visit in the tray.
fn in_tray(app: &App) -> Vec<(JobId, VisitId)> {
    let (tray, _) = app.tray(&crate::Filter::default(), 50, 0).unwrap();
    tray.iter().map(|line| (line.job.id, line.visit)).collect()
}

#[test]
fn slots_of_the_tray_are_taken_without_a_guard_in_the_way() {
    let mut app = demo();
    let mut taken = 0;
    for (job, visit) in in_tray(&app) {
        let list = app.slots(&SlotQuery::of(SlotsFor::Job(job))).unwrap();
        assert_eq!((list.job, list.slots.len() <= 10), (job, true));
        let Some(best) = list.slots.first() else { continue };
        assert_eq!(list.visit, Some(visit));
        app.run(best.command(&list, WindowChoice::Ask)).unwrap();
        let placed = app.job_card(job).unwrap().visits.into_iter().find(|line| line.id == visit).unwrap();
        assert_eq!((placed.start, placed.findings), (Some(best.start), vec![]));
        assert_eq!(app.undo(None).unwrap().changed.len(), 1);
        taken += 1;
    }
    assert!(taken > 3, "the demo's tray has jobs that can be placed");
}

#[test]
fn those_who_are_in_no_slot_are_refused_by_a_hard_rule() {
    let app = demo();
    let (job, _) = in_tray(&app)[0];
    let query = SlotQuery { limit: 1000, beyond_promise: true, ..SlotQuery::of(SlotsFor::Job(job)) };
    let list = app.slots(&query).unwrap();
    let everybody = app.book(domain::EntityKind::Technician).unwrap().len();
    let mut who: Vec<TechnicianId> = list.slots.iter().map(|slot| slot.technician.id).collect();
    who.extend(list.refused.iter().map(|refused| refused.technician.id));
    who.sort_unstable();
    who.dedup();
    assert_eq!(who.len(), everybody);
    assert!(list.refused.iter().all(|refused| refused.rule.row().severity == Severity::Hard));
    assert!(
        list.slots.iter().all(|slot| slot.terms.iter().map(|term| term.value).sum::<i64>() == slot.score)
    );
}

#[test]
fn weights_change_the_order_and_technicians_narrow_it() {
    let app = demo();
    let (job, _) = in_tray(&app)[1];
    let all = app.slots(&SlotQuery::of(SlotsFor::Job(job))).unwrap();
    let who = all.slots[1].technician.id;
    let only = SlotQuery { technicians: vec![who], ..SlotQuery::of(SlotsFor::Job(job)) };
    let narrowed = app.slots(&only).unwrap();
    assert!(!narrowed.slots.is_empty() && narrowed.slots.iter().all(|slot| slot.technician.id == who));
    let weights = crate::Weights { sooner: 0.0, added_travel: 100.0, ..crate::Weights::default() };
    let near = app.with_weights(weights).slots(&SlotQuery::of(SlotsFor::Job(job))).unwrap();
    let travel =
        |list: &SlotList| list.slots[0].terms.iter().find(|t| t.id == "added_travel").unwrap().measure;
    assert!(travel(&near) <= travel(&all));
}

#[test]
fn what_cannot_be_placed_is_refused() {
    let app = demo();
    let refused = |query: SlotQuery| app.slots(&query).unwrap_err().to_string();
    let of = |about| SlotQuery::of(about);
    assert!(refused(of(SlotsFor::Job(JobId(99_999)))).contains("there is no job J-99999"));
    assert!(refused(of(SlotsFor::Visit(VisitId(99_999)))).contains("no visit V-99999"));
    let (job, _) = in_tray(&app)[0];
    let date = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
    let backwards = SlotQuery { from: date("2026-12-02"), to: date("2026-12-01"), ..of(SlotsFor::Job(job)) };
    assert!(refused(backwards).contains("is before the first"));
    let years = SlotQuery { to: date("2027-12-01"), ..of(SlotsFor::Job(job)) };
    assert!(refused(years).contains("too many days"));
}

#[test]
fn a_placed_visit_is_ranked_elsewhere_and_its_candidates_are_scored() {
    let app = demo();
    let day = app.day("2026-11-25".parse().unwrap()).unwrap();
    let lines = day.lanes.iter().flat_map(|lane| &lane.visits);
    let planned: Vec<VisitId> =
        lines.filter(|line| line.state == VisitState::Planned && !line.pinned).map(|line| line.id).collect();
    let visit = planned[0];
    let list =
        app.slots(&SlotQuery { beyond_promise: true, ..SlotQuery::of(SlotsFor::Visit(visit)) }).unwrap();
    assert!(!list.slots.is_empty());
    let candidates = app.candidates(visit).unwrap();
    assert!(candidates.iter().all(|candidate| candidate.terms.len() == 12 && candidate.score.is_some()));
    let hard = |candidate: &crate::Candidate| {
        candidate.rules.iter().filter(|line| !line.passed && line.severity == Severity::Hard).count()
    };
    let ordered = |pair: &[crate::Candidate]| {
        (hard(&pair[0]), std::cmp::Reverse(pair[0].score))
            <= (hard(&pair[1]), std::cmp::Reverse(pair[1].score))
            || pair[1].findings.iter().any(|finding| finding.rule == Rule::Barred)
    };
    assert!(candidates.windows(2).all(ordered));
}

/// A planned visit of tomorrow as it was, and who goes with its lead now.
fn with_a_helper(app: &mut App) -> (VisitLine, TechnicianId) {
    let day = app.day("2026-11-25".parse().unwrap()).unwrap();
    let lines = day.lanes.iter().flat_map(|lane| &lane.visits);
    let mut alone = lines.filter(|line| line.state == VisitState::Planned && line.technicians.len() == 1);
    let line = alone.next().expect("a planned visit of tomorrow").clone();
    let lead = line.technicians[0].id;
    let others = day.lanes.iter().filter_map(|lane| lane.technician.as_ref());
    let helper = others.map(|who| who.id).find(|who| *who != lead).expect("somebody else");
    let crew = Crew { lead, helpers: vec![helper] };
    app.execute(&Request::new(Command::Assign(line.id, crew)).because("heavy")).unwrap();
    (line, helper)
}

#[test]
fn whoever_could_lead_is_judged_with_who_helps() {
    let mut app = demo();
    let (line, helper) = with_a_helper(&mut app);
    let (visit, lead) = (line.id, line.technicians[0].id);
    let whole = Event::of_days(
        domain::EventKind::TimeOff,
        Some(helper),
        ("2026-11-25".parse().unwrap(), "2026-11-25".parse().unwrap()),
        app.business().unwrap().zone,
    );
    app.execute(&Request::new(Command::Add(whole.unwrap().into())).because("ill")).unwrap();
    let candidates = app.candidates(visit).unwrap();
    let is_busy =
        |candidate: &crate::Candidate| candidate.findings.iter().any(|finding| finding.rule == Rule::Busy);
    assert!(candidates.len() > 2 && candidates.iter().all(is_busy), "the helper cannot go with any of them");
    for candidate in &candidates {
        let crew = candidate.crew();
        // Who helped and leads changes places with who led.
        let beside = if crew.lead == helper { lead } else { helper };
        assert_eq!(crew.helpers, [beside]);
        let load = candidate.terms.iter().find(|term| term.id == "load_balance").unwrap();
        assert_eq!(load.sentence.matches(" that day").count(), 2, "{}", load.sentence);
    }
}

#[test]
fn another_lead_of_a_crew_is_said() {
    let mut app = demo();
    let (line, helper) = with_a_helper(&mut app);
    let (visit, lead) = (line.id, line.technicians[0].id);
    let pair = Service { name: "For two".to_owned(), crew_size: 2, ..Service::default() };
    let added = app.run(Command::Add(pair.into())).unwrap();
    let mut job = Job::try_from(app.show(line.job.into()).unwrap().record).unwrap();
    job.services = vec![ServiceId(added.first(domain::EntityKind::Service).unwrap().id)];
    app.run(Command::Edit(line.job.into(), job.into())).unwrap();
    let query = SlotQuery { beyond_promise: true, limit: 100, ..SlotQuery::of(SlotsFor::Visit(visit)) };
    let with_lead = |list: &SlotList| -> Vec<SlotLine> {
        let goes = |slot: &&SlotLine| slot.technician.id == lead || slot.helpers.iter().any(|h| h.id == lead);
        list.slots.iter().filter(goes).cloned().collect()
    };
    let slots = with_lead(&app.slots(&query).unwrap());
    assert!(!slots.is_empty());
    assert!(slots.iter().all(|slot| slot.technician.id == lead && slot.led_until_now_by.is_none()));
    let mut client = Client::try_from(app.show(line.client.id.into()).unwrap().record).unwrap();
    client.required = vec![helper];
    app.run(Command::Edit(line.client.id.into(), client.into())).unwrap();
    let slots = app.slots(&query).unwrap().slots;
    assert!(
        !slots.is_empty() && slots.iter().all(|slot| slot.technician.id == helper),
        "whom they insist on"
    );
    let name = &line.technicians[0].name;
    assert!(slots.iter().all(|slot| slot.names().contains(&format!(" (leads, not {name}) and "))));
}

#[test]
fn a_job_without_a_visit_to_come_gets_one() {
    let mut app = demo();
    let jobs = app.jobs(&crate::JobQuery { limit: 2000, ..crate::JobQuery::default() }).unwrap().jobs;
    let waits = |line: &&crate::view::JobLine| {
        let card = app.job_card(line.id).unwrap();
        !line.stage.is_over()
            && card.completion.is_none()
            && card.visits.iter().all(|visit| !visit.state.is_live())
    };
    let job = jobs
        .iter()
        .filter(|line| !line.stage.is_over())
        .find(waits)
        .expect("a job that waits for a visit")
        .id;
    let list = app.slots(&SlotQuery::of(SlotsFor::Job(job))).unwrap();
    assert_eq!(list.visit, None);
    let command = list.slots[0].command(&list, WindowChoice::Ask);
    let outcome = app.execute(&Request::new(command)).unwrap();
    let added = VisitId(outcome.first(domain::EntityKind::Visit).unwrap().id);
    let loaded = app.job_card(job).unwrap().visits.into_iter().find(|line| line.id == added).unwrap();
    assert_eq!(loaded.start, Some(list.slots[0].start));
}
