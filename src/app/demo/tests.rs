use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use chrono::Duration;
use domain::{
    Command, Context, EntityRef, JobId, Mark, Moment, NextIds, Priority, Slice, Stage, Surroundings, Term,
    Tz, Visit, VisitId, VisitState, decide, derive_stage, findings_for, local_day, marks_of_visit,
    travel_between,
};

use super::{Firm, demo_firm};
use crate::{App, BoardQuery, Clock, LogFilter};

const ZONE: Tz = Tz::Europe__London;

/// Hours and days on which a demo must look alive.
const MOMENTS: &[&str] = &[
    "2026-11-24T09:10:00Z", // a weekday morning
    "2026-11-26T16:00:00Z", // a weekday afternoon
    "2026-11-27T05:20:00Z", // before anyone is up
    "2026-11-22T22:00:00Z", // a Sunday night
    "2026-11-21T11:03:07Z", // a Saturday
    "2026-11-24T23:50:00Z", // just before midnight
    "2026-11-25T01:40:00Z", // the small hours
    "2027-03-28T01:05:00Z", // five minutes after clocks went forward
    "2027-03-28T11:30:00Z", // later that day
    "2026-10-25T00:40:00Z", // 01:40, which comes twice today
    "2026-10-25T01:40:00Z", // 01:40 again
    "2026-10-25T13:00:00Z", // later that day
    "2026-12-31T15:00:00Z", // the last day of a year
    "2026-12-25T10:00:00Z", // the business is closed
];

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn slice_of(firm: &Firm) -> Slice {
    let mut slice = Slice { business: Some(firm.business.clone()), ..Slice::default() };
    for brought in &firm.records {
        slice.put(brought.entity.id, brought.record.clone());
    }
    slice
}

/// Each moment with the records of its demo.
fn worlds() -> impl Iterator<Item = (&'static str, Moment, Slice)> {
    static WORLDS: LazyLock<Vec<Slice>> =
        LazyLock::new(|| MOMENTS.iter().map(|text| slice_of(&demo_firm(1, moment(text), ZONE))).collect());
    MOMENTS.iter().zip(WORLDS.iter()).map(|(text, slice)| (*text, moment(text), slice.clone()))
}

fn live(slice: &Slice) -> impl Iterator<Item = (VisitId, &Visit)> {
    slice.visits.iter().filter(|(_, visit)| visit.state.is_live()).map(|(id, visit)| (*id, visit))
}

fn stages(slice: &Slice) -> BTreeMap<Stage, usize> {
    let mut visits: BTreeMap<JobId, Vec<&Visit>> = BTreeMap::new();
    for visit in slice.visits.values() {
        visits.entry(visit.job).or_default().push(visit);
    }
    let mut counts = BTreeMap::new();
    for (id, job) in &slice.jobs {
        let own = visits.remove(id).unwrap_or_default();
        *counts.entry(derive_stage(job, own.into_iter(), &Surroundings::default())).or_default() += 1;
    }
    counts
}

#[test]
fn a_seed_makes_the_same_firm_each_time_and_another_seed_another() {
    let now = moment(MOMENTS[0]);
    assert_eq!(demo_firm(7, now, ZONE), demo_firm(7, now, ZONE));
    assert_ne!(demo_firm(7, now, ZONE), demo_firm(8, now, ZONE));
}

#[test]
fn every_record_passes_the_gate() {
    for text in [MOMENTS[0], MOMENTS[3], MOMENTS[9]] {
        let firm = demo_firm(3, moment(text), ZONE);
        let base = Slice { business: Some(firm.business.clone()), ..Slice::default() };
        let ids = NextIds::default();
        let definitions = Arc::default();
        let context =
            Context { now: moment(text), actor: "Mia".into(), ids, override_reason: None, definitions };
        let count = firm.records.len();
        let decision = decide(&base, Command::Import(firm.records, "the demo".into()), &context).unwrap();
        assert_eq!(decision.changes.len(), count);
    }
}

#[test]
fn today_shows_every_trouble_once_at_any_hour() {
    for (text, now, slice) in worlds() {
        let mut seen: BTreeMap<Mark, usize> = BTreeMap::new();
        for (id, visit) in live(&slice) {
            for mark in marks_of_visit(&slice, id, now) {
                *seen.entry(mark).or_default() += 1;
                let near = visit.span().is_some_and(|span| (span.start - now).num_hours().abs() <= 4);
                assert!(near || mark == Mark::Unconfirmed, "{text}: {id} {mark:?} is not of today");
            }
        }
        let unconfirmed = seen.remove(&Mark::Unconfirmed).unwrap_or_default();
        assert!(unconfirmed >= 20, "{text}: {unconfirmed} unconfirmed");
        // A tight gap lies between two visits, and both say so.
        assert!(seen.remove(&Mark::Tight).is_some(), "{text}");
        let is_tight = |id, visit| travel_between(&slice, id, visit).is_some_and(|travel| travel.is_tight());
        assert_eq!(live(&slice).filter(|(id, visit)| is_tight(*id, visit)).count(), 1, "{text}");
        let wanted = [(Mark::Late, 1), (Mark::RunningOver, 1), (Mark::Clash, 2), (Mark::SkillGap, 1)];
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), wanted, "{text}");
    }
}

#[test]
fn one_is_late_by_half_an_hour_and_others_are_under_way() {
    for (text, now, slice) in worlds() {
        let count = |state: &VisitState| slice.visits.values().filter(|visit| visit.state == *state).count();
        assert!(count(&VisitState::OnSite) >= 2, "{text}");
        assert_eq!(count(&VisitState::EnRoute), 1, "{text}");
        let late =
            live(&slice).find(|(id, _)| marks_of_visit(&slice, *id, now).contains(&Mark::Late)).unwrap();
        let minutes = (now - late.1.window.unwrap().end).num_minutes();
        assert!((20..=50).contains(&minutes), "{text}: late by {minutes}");
        let recent = |visit: &Visit| visit.ended_at().is_some_and(|at| now - at < Duration::hours(4));
        assert!(slice.visits.values().filter(|visit| recent(visit)).count() >= 3, "{text}");
    }
}

#[test]
fn the_day_of_the_calendar_holds_it_but_in_the_first_hours_after_midnight() {
    for (text, now, slice) in worlds() {
        let date = now.with_timezone(&ZONE).date_naive();
        let day = local_day(date, ZONE);
        let today = |visit: &Visit| visit.span().is_some_and(|span| span.overlaps(&day));
        let marked: BTreeSet<Mark> = live(&slice)
            .filter(|(_, v)| today(v))
            .flat_map(|(id, _)| marks_of_visit(&slice, id, now))
            .collect();
        for mark in [Mark::Late, Mark::Clash, Mark::Tight, Mark::SkillGap, Mark::RunningOver] {
            assert!(marked.contains(&mark), "{text}: today shows no {mark:?}");
        }
        let done =
            slice.visits.values().filter(|v| today(v) && matches!(v.state, VisitState::Done(_))).count();
        assert!(done >= 3 || now - day.start < Duration::hours(2), "{text}: {done} done today");
        let tomorrow = local_day(date.succ_opt().unwrap(), ZONE);
        let next: Vec<&Visit> = slice
            .visits
            .values()
            .filter(|v| v.span().is_some_and(|span| tomorrow.contains(span.start)))
            .collect();
        let planned = next.iter().filter(|visit| visit.state == VisitState::Planned).count();
        assert!(next.len() >= 4 && planned * 2 > next.len(), "{text}: {planned} of {} tomorrow", next.len());
    }
}

#[test]
fn nothing_lies_in_the_future_that_has_happened_and_nothing_runs_backwards() {
    for (text, now, slice) in worlds() {
        for (id, visit) in &slice.visits {
            assert!(visit.history.iter().all(|change| change.at <= now), "{text}: {id}");
            assert!(visit.history.is_sorted_by_key(|change| change.at), "{text}: {id} {:?}", visit.history);
            let agreed = slice.jobs[&visit.job].agreed_at;
            assert!(visit.history.first().is_none_or(|change| change.at >= agreed), "{text}: {id}");
        }
        for (id, job) in &slice.jobs {
            let ended = slice.visits_of(*id).filter_map(|(_, visit)| visit.ended_at()).max();
            let completed = job.completion.as_ref().map(|completion| completion.at);
            let verified = job.verification.as_ref().map(|verification| verification.at);
            let order = [Some(job.agreed_at), ended, completed, verified, job.closed_at, Some(now)];
            assert!(order.iter().flatten().is_sorted(), "{text}: {id} {order:?}");
            assert!(job.promises.is_sorted_by_key(|promise| promise.at), "{text}: {id}");
            assert!(job.promises.iter().all(|p| p.at >= job.agreed_at && p.at <= now), "{text}: {id}");
        }
        assert!(slice.notes.values().all(|note| note.at <= now), "{text}");
    }
}

#[test]
fn past_work_overlaps_nothing_and_travel_fits() {
    for (text, now, mut slice) in worlds() {
        // Made live again, past visits are looked at by the same rules as the plan.
        let done: Vec<VisitId> = (slice.visits.iter())
            .filter(|(_, visit)| matches!(visit.state, VisitState::Done(_)))
            .filter(|(_, visit)| visit.span().is_some_and(|span| now - span.start < Duration::days(9)))
            .map(|(id, _)| *id)
            .collect();
        let all = std::mem::take(&mut slice.visits);
        for id in done {
            slice.visits.insert(id, Visit { state: VisitState::Confirmed, ..all[&id].clone() });
        }
        for (id, visit) in live(&slice) {
            let findings = findings_for(&slice, id, visit);
            assert!(findings.is_empty(), "{text}: {id} {findings:?}");
            let tight = travel_between(&slice, id, visit).is_some_and(|travel| travel.is_tight());
            assert!(!tight, "{text}: {id} is tight");
        }
    }
}

#[test]
fn the_tray_is_short_and_begins_with_an_infant_in_the_cold() {
    for (text, now, slice) in worlds() {
        let over = |visit: &Visit| slice.jobs[&visit.job].completion.is_some();
        let tray: Vec<&Visit> = live(&slice).map(|(_, v)| v).filter(|v| !v.is_placed() && !over(v)).collect();
        assert!((5..=8).contains(&tray.len()), "{text}: {} in the tray", tray.len());
        let urgent =
            tray.iter().map(|v| &slice.jobs[&v.job]).find(|job| job.priority == Priority::Urgent).unwrap();
        assert!(urgent.title.contains("infant"));
        let Some(Term::By(due)) = urgent.current_term() else { panic!("{text}: no promise") };
        assert!(*due > now && *due - now < Duration::hours(5), "{text}: {due}");
    }
}

#[test]
fn jobs_stand_where_a_real_desk_has_them() {
    for seed in 1..=4 {
        let slice = slice_of(&demo_firm(seed, moment(MOMENTS[1]), ZONE));
        let counts = stages(&slice);
        let within = |stage: Stage, low: usize, high: usize| {
            let count = counts.get(&stage).copied().unwrap_or_default();
            assert!((low..=high).contains(&count), "seed {seed}: {count} {stage:?}");
        };
        within(Stage::ToSchedule, 5, 8);
        within(Stage::Scheduled, 60, 220);
        within(Stage::InProgress, 4, 30);
        within(Stage::OnHold, 3, 16);
        within(Stage::FollowUp, 1, 16);
        within(Stage::Completed, 15, 80);
        within(Stage::Verified, 80, 320);
        within(Stage::Closed, 1_200, 1_900);
        within(Stage::Cancelled, 15, 70);
        assert!((1_500..=2_200).contains(&slice.jobs.len()), "seed {seed}: {} jobs", slice.jobs.len());
    }
}

#[test]
fn people_and_numbers_are_made_up() {
    let slice = slice_of(&demo_firm(1, moment(MOMENTS[0]), ZONE));
    assert_eq!((slice.technicians.len(), slice.clients.len()), (8, 300));
    let phones = (slice.clients.values().flat_map(|c| &c.phones))
        .chain(slice.contacts.values().flat_map(|c| &c.phones))
        .chain(slice.technicians.values().flat_map(|t| &t.phones));
    for phone in phones {
        let drama = phone.number.starts_with("07700 900") || phone.number.starts_with("01632 960");
        assert!(drama && phone.number.len() == 12, "{}", phone.number);
    }
    let emails =
        slice.clients.values().flat_map(|c| &c.emails).chain(slice.contacts.values().flat_map(|c| &c.emails));
    assert!(emails.into_iter().all(|email| email.ends_with("@example.com")));
    let zones: BTreeSet<&str> = slice.sites.values().map(|site| site.zone.as_str()).collect();
    assert_eq!(zones.into_iter().collect::<Vec<_>>(), ["C", "E", "N", "S", "W"]);
    let numbers: BTreeSet<EntityRef> =
        demo_firm(1, moment(MOMENTS[0]), ZONE).records.iter().map(|brought| brought.entity).collect();
    assert!(numbers.contains(&EntityRef::from(JobId(1))), "ids begin with 1");
}

#[test]
fn the_store_of_the_demo_has_operations_to_take_back() {
    for text in [MOMENTS[0], MOMENTS[3]] {
        let clock = Clock::Fixed(moment(text));
        let mut app = App::demo(None, ZONE, 1, clock, "Mia").unwrap();
        let log = app.log(&LogFilter { limit: Some(10), ..LogFilter::default() }).unwrap();
        assert_eq!(log.operations.len(), 6, "{text}: business, import and four more: {:?}", log.operations);
        let today = app.today().unwrap();
        let stands = (today.counts.late, today.counts.clash, today.counts.tight > 0);
        assert_eq!(stands, (1, 2, true), "{text}");
        assert!(today.attention.iter().any(|line| line.mark == Mark::RunningOver), "{text}");
        assert!((5..=8).contains(&today.tray_total), "{text}: {} in the tray", today.tray_total);
        assert_eq!(today.tray[0].job.priority, Priority::Urgent, "{text}: the infant comes first");
        let board = app.board(&BoardQuery { limit: 5, ..BoardQuery::default() }).unwrap();
        let of_store: BTreeMap<Stage, usize> = board
            .columns
            .iter()
            .filter_map(|column| match column.heading.key() {
                crate::ColumnKey::Stage(stage) => Some((stage, usize::try_from(column.total).unwrap())),
                crate::ColumnKey::Technician(_)
                | crate::ColumnKey::Service(_)
                | crate::ColumnKey::Zone(_) => None,
            })
            .collect();
        let derived = stages(&slice_of(&demo_firm(1, moment(text), ZONE)));
        assert_eq!(of_store, derived, "{text}: the store counts what the records say");
        let said = app.undo(None).unwrap_err().to_string();
        assert_eq!(said, "Mia has done nothing that could be undone", "what others did is not hers");
        for line in &log.operations[..4] {
            assert_eq!(line.actor, "Mia Oakes");
            app.undo(Some(line.id)).unwrap();
        }
    }
}
