//! Lists, filters and what refers to what.

use domain::*;

use super::bench::{Bench, at, client, furnish, hours, job, made, site, technician, visit};
use crate::JobFilter;

fn ids<T>(rows: Vec<(VisitId, T)>) -> Vec<u64> {
    rows.into_iter().map(|(id, _)| id.0).collect()
}

pub(super) fn a_day_holds_what_overlaps_it(bench: &mut Bench) {
    furnish(bench);
    let span = |from: &str, to: &str| Span::new(at(from), at(to));
    let week = span("2026-11-20T00:00:00Z", "2026-11-27T00:00:00Z");
    let mut done = visit(1, Some(hours(11, 12)), Some(1));
    done.state = VisitState::Done(Outcome::Completed);
    let mut cancelled = visit(1, Some(hours(10, 11)), Some(1));
    cancelled.state = VisitState::Cancelled("no".into());
    bench.apply(&[
        made(VisitId(2), visit(1, Some(hours(10, 11)), Some(1))),
        made(VisitId(3), visit(1, Some(hours(8, 9)), None)),
        made(VisitId(4), visit(1, week, Some(2))),
        made(VisitId(5), done),
        made(VisitId(6), cancelled),
        made(VisitId(7), visit(1, span("2026-11-23T22:00:00Z", "2026-11-24T00:00:00Z"), Some(1))),
        made(VisitId(8), visit(1, span("2026-11-23T22:00:00Z", "2026-11-24T00:00:01Z"), Some(1))),
        made(VisitId(9), visit(1, span("2026-11-25T00:00:00Z", "2026-11-25T01:00:00Z"), Some(1))),
        made(VisitId(10), visit(1, span("2026-11-23T00:30:00Z", "2026-11-24T00:30:00Z"), Some(1))),
    ]);
    let day = hours(0, 24);
    assert_eq!(ids(bench.read(|r| r.visits_between(day, None))), [4, 10, 8, 3, 2, 5]);
    assert_eq!(ids(bench.read(|r| r.visits_between(day, Some(&[TechnicianId(1)])))), [10, 8, 2, 5]);
    let both = [TechnicianId(2), TechnicianId(1)];
    assert_eq!(ids(bench.read(|r| r.visits_between(day, Some(&both)))), [4, 10, 8, 2, 5]);
    assert_eq!(ids(bench.read(|r| r.visits_between(day, Some(&[])))), [0; 0]);
    assert_eq!(ids(bench.read(|r| r.visits_between(hours(9, 10), None))), [4]);
}

pub(super) fn outlines_are_of_the_same_visits(bench: &mut Bench) {
    furnish(bench);
    let span = |from: &str, to: &str| Span::new(at(from), at(to));
    let mut done = visit(1, Some(hours(11, 12)), Some(1));
    done.state = VisitState::Done(Outcome::Completed);
    let mut cancelled = visit(1, Some(hours(10, 11)), Some(1));
    cancelled.state = VisitState::Cancelled("no".into());
    let mut windowed = visit(1, Some(hours(8, 9)), None);
    (windowed.window, windowed.state) = (Some(hours(8, 10)), VisitState::Confirmed);
    let mut crewed = visit(1, span("2026-11-20T00:00:00Z", "2026-11-27T00:00:00Z"), Some(2));
    crewed.crew = Some(Crew { lead: TechnicianId(2), helpers: vec![TechnicianId(1)] });
    bench.apply(&[
        made(VisitId(2), done),
        made(VisitId(3), windowed.clone()),
        made(VisitId(4), crewed.clone()),
        made(VisitId(5), cancelled),
        made(VisitId(6), visit(1, span("2026-11-23T22:00:00Z", "2026-11-24T00:00:01Z"), Some(1))),
        made(VisitId(7), visit(1, None, Some(1))),
    ]);
    let day = hours(0, 24);
    let mut outlines = bench.read(|r| r.outlines_between(day));
    outlines.sort_by_key(|outline| (outline.span.start, outline.id));
    let whole = bench.read(|r| r.visits_between(day, None));
    let of = |id: u64| outlines.iter().find(|outline| outline.id == VisitId(id)).unwrap();
    assert_eq!(outlines.iter().map(|o| o.id).collect::<Vec<_>>(), [4, 6, 3, 2].map(VisitId));
    for (outline, (id, stored)) in outlines.iter().zip(whole) {
        assert_eq!((outline.id, Some(outline.span)), (id, stored.record.span()));
        let mut crew: Vec<TechnicianId> = stored.record.crew.iter().flat_map(Crew::members).collect();
        crew.sort_unstable();
        assert_eq!(outline.crew, crew, "{id}");
        let standing = stored.record.state.is_live().then_some((stored.record.state, stored.record.window));
        assert_eq!(outline.standing.clone().map(|s| (s.state, s.window)), standing, "{id}");
    }
    assert_eq!(of(4).crew, [TechnicianId(1), TechnicianId(2)]);
    assert_eq!((of(3).crew.len(), of(2).standing.is_none()), (0, true));
}

pub(super) fn lists_are_in_their_order(bench: &mut Bench) {
    furnish(bench);
    bench.apply(&[
        made(ClientId(2), client("adams")),
        made(ClientId(3), client("Özil")),
        made(SiteId(2), site(1, "6 High Street")),
        made(JobId(2), Job { agreed_at: at("2026-11-21T10:00:00Z"), ..job(1, "Later") }),
        made(VisitId(2), visit(2, None, None)),
    ]);
    let names = |rows: Vec<(ClientId, crate::Stored<Client>)>| -> Vec<String> {
        rows.into_iter().map(|(_, stored)| stored.record.name).collect()
    };
    assert_eq!(names(bench.read(|r| r.clients(10, 0))), ["adams", "Kerr & Sons", "Özil"]);
    assert_eq!(names(bench.read(|r| r.clients(1, 1))), ["Kerr & Sons"]);
    let technicians = bench.read(|r| r.technicians());
    assert_eq!(technicians.iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(bench.read(|r| r.sites_of(&[ClientId(1)])).len(), 2);
    assert_eq!(bench.read(|r| r.jobs_of(ClientId(1), 1))[0].0, JobId(2));
    assert_eq!(ids(bench.read(|r| r.visits_of(&[JobId(2), JobId(1)]))), [1, 2]);
    assert_eq!(bench.read(|r| r.jobs_of_visits(&[VisitId(2), VisitId(9)])), [JobId(2)]);
    let stages = bench.read(|r| r.stages_of(&[JobId(2), JobId(9), JobId(1)]));
    assert_eq!(stages.iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [1, 2]);
    let open = bench.read(|r| r.open_jobs_of(&[ClientId(1), ClientId(2)]));
    assert_eq!(open.into_iter().collect::<Vec<_>>(), [(ClientId(1), 2)]);
}

/// Two jobs of two clients, of which one has a site in a zone, a service and visits on two days.
fn furnish_for_filters(bench: &mut Bench) {
    furnish(bench);
    let service = Service { name: "Gas".into(), ..Service::default() };
    let zoned = Site { zone: "North".into(), ..site(2, "1 Mill Lane") };
    let with_site = Job { site: Some(SiteId(2)), services: vec![ServiceId(1)], ..job(2, "Leaking tap") };
    bench.apply(&[
        made(ClientId(2), client("Adams")),
        made(SiteId(2), zoned),
        made(ServiceId(1), service),
        made(JobId(2), with_site),
        made(VisitId(2), visit(2, Some(hours(9, 10)), Some(1))),
        made(VisitId(3), visit(2, Some(hours(30, 31)), Some(2))),
    ]);
}

pub(super) fn filters_narrow_and_combine(bench: &mut Bench) {
    furnish_for_filters(bench);
    let none = JobFilter::default;
    for (filter, expected) in [
        (none(), &[2, 1][..]),
        (JobFilter { stages: vec![Stage::Scheduled], ..none() }, &[2]),
        (JobFilter { clients: vec![ClientId(1)], ..none() }, &[1]),
        (JobFilter { zones: vec!["NORTH".into()], ..none() }, &[2]),
        (JobFilter { zones: vec![String::new()], ..none() }, &[]),
        (JobFilter { services: vec![ServiceId(1)], ..none() }, &[2]),
        (JobFilter { technicians: vec![TechnicianId(2)], ..none() }, &[2]),
        (JobFilter { from: Some(hours(10, 11).start), ..none() }, &[2]),
        (JobFilter { from: Some(hours(31, 32).start), ..none() }, &[]),
        (JobFilter { to: Some(hours(9, 10).start), ..none() }, &[]),
        (JobFilter { from: Some(hours(9, 10).start), to: Some(hours(9, 10).end), ..none() }, &[2]),
        (JobFilter { from: Some(hours(10, 11).start), to: Some(hours(29, 30).end), ..none() }, &[]),
        (JobFilter { text: Some("tap".into()), ..none() }, &[2]),
        (JobFilter { text: Some("kerr".into()), ..none() }, &[1]),
        (JobFilter { text: Some("a".into()), clients: vec![ClientId(1)], ..none() }, &[]),
        (JobFilter { text: Some("*".into()), ..none() }, &[]),
        // One visit must meet both: technician 1 goes on the first day, technician 2 on the second.
        (JobFilter { technicians: vec![TechnicianId(1)], from: Some(hours(24, 25).start), ..none() }, &[]),
        (
            JobFilter {
                text: Some("leak".into()),
                stages: vec![Stage::Scheduled],
                zones: vec!["north".into()],
                services: vec![ServiceId(1)],
                technicians: vec![TechnicianId(2)],
                from: Some(hours(24, 25).start),
                to: Some(hours(48, 49).start),
                clients: vec![ClientId(2)],
                ..none()
            },
            &[2],
        ),
        // Of several of one kind, any will do.
        (JobFilter { clients: vec![ClientId(2), ClientId(1), ClientId(9)], ..none() }, &[2, 1]),
        (JobFilter { stages: vec![Stage::Scheduled, Stage::Closed], ..none() }, &[2]),
        (JobFilter { zones: vec!["South".into(), "NORTH".into()], ..none() }, &[2]),
        (JobFilter { services: vec![ServiceId(7), ServiceId(1)], ..none() }, &[2]),
        (JobFilter { technicians: vec![TechnicianId(7), TechnicianId(2)], ..none() }, &[2]),
        (JobFilter { tags: vec!["none".into(), "nought".into()], ..none() }, &[]),
        (JobFilter { jobs: vec![JobId(1), JobId(7)], ..none() }, &[1]),
        (JobFilter { priorities: Priority::ALL.to_vec(), ..none() }, &[2, 1]),
        // A word is in the job, or is the name of somebody who goes.
        (JobFilter { words: vec![("kerr".into(), vec![])], ..none() }, &[1]),
        (JobFilter { words: vec![("kerr".into(), vec![TechnicianId(2)])], ..none() }, &[2, 1]),
        (
            JobFilter {
                words: vec![
                    ("nobody".into(), vec![TechnicianId(2), TechnicianId(7)]),
                    ("leak".into(), vec![]),
                ],
                ..none()
            },
            &[2],
        ),
    ] {
        let (jobs, total) = bench.read(|r| r.jobs(&filter, 10, 0));
        assert_eq!(jobs.iter().map(|id| id.0).collect::<Vec<_>>(), expected, "{filter:?}");
        assert_eq!(total, expected.len() as u64, "{filter:?}");
        let mut listed: Vec<u64> =
            bench.read(|r| r.jobs_in_order(&filter)).iter().map(|(id, _)| id.0).collect();
        listed.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(listed, expected, "{filter:?}");
    }
    assert_eq!(bench.read(|r| r.jobs(&none(), 1, 1)), (vec![JobId(1)], 2));
}

pub(super) fn what_passes_is_left_out_where_that_is_asked(bench: &mut Bench) {
    furnish_for_filters(bench);
    let none = JobFilter::default;
    for (filter, expected) in [
        // What passes one of these is left out; a job without a site is in no zone.
        (
            JobFilter { without: vec![JobFilter { zones: vec!["north".into()], ..none() }], ..none() },
            &[1][..],
        ),
        (JobFilter { without: vec![JobFilter { clients: vec![ClientId(1)], ..none() }], ..none() }, &[2]),
        (
            JobFilter { without: vec![JobFilter { technicians: vec![TechnicianId(2)], ..none() }], ..none() },
            &[1],
        ),
        (
            JobFilter {
                words: vec![("tap".into(), vec![])],
                without: vec![JobFilter { words: vec![("mill".into(), vec![TechnicianId(9)])], ..none() }],
                ..none()
            },
            &[],
        ),
        (JobFilter { without: vec![none()], ..none() }, &[2, 1]),
        (JobFilter { words: vec![("&".into(), vec![])], ..none() }, &[2, 1]),
    ] {
        let (jobs, total) = bench.read(|r| r.jobs(&filter, 10, 0));
        assert_eq!(jobs.iter().map(|id| id.0).collect::<Vec<_>>(), expected, "{filter:?}");
        assert_eq!(total, expected.len() as u64, "{filter:?}");
    }
}

pub(super) fn users_are_named(bench: &mut Bench) {
    furnish(bench);
    let wishing = Client { barred: vec![TechnicianId(2)], ..client("Adams") };
    let service = Service { name: "Gas".into(), ..Service::default() };
    let about = ClientId(1).into();
    let note = Note { about, at: at("2026-11-21T10:00:00Z"), by: "ann".into(), text: "rang".into() };
    bench.apply(&[
        made(ClientId(2), wishing),
        made(ServiceId(1), service),
        made(NoteId(1), note),
        made(JobId(2), Job { services: vec![ServiceId(1)], ..job(2, "Tap") }),
        made(VisitId(2), visit(2, None, Some(2))),
        made(SiteId(2), site(2, "Merchant")),
        made(JobId(3), Job { collect_at: Some(SiteId(2)), ..job(2, "Pump") }),
    ]);
    let users = |id: EntityRef| -> Vec<String> {
        bench.read(|r| r.users_of(id)).into_iter().map(|user| user.to_string()).collect()
    };
    assert_eq!(users(ClientId(1).into()), ["S-1", "J-1", "N-1"]);
    assert_eq!(users(SiteId(1).into()), ["J-1"]);
    assert_eq!(users(SiteId(2).into()), ["J-3"]);
    assert_eq!(users(TechnicianId(2).into()), ["C-2", "V-2"]);
    assert_eq!(users(ServiceId(1).into()), ["J-2"]);
    assert_eq!(users(JobId(1).into()), ["V-1"]);
    assert!(users(VisitId(1).into()).is_empty());
    bench.put(TechnicianId(3), technician("Free"));
    assert!(bench.read(|r| r.users_of(TechnicianId(3).into())).is_empty());
}
