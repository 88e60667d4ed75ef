use domain::{Moment, VisitState};

use super::*;

fn demo() -> App {
    let now: Moment = "2026-11-24T11:20:00Z".parse().unwrap();
    crate::fixture::demo(1, now, "Mia")
}

fn query(text: &str) -> VisitQuery {
    VisitQuery { filter: text.parse().unwrap(), limit: 10_000, ..VisitQuery::default() }
}

fn ids(visits: &[VisitLine]) -> Vec<VisitId> {
    visits.iter().map(|visit| visit.id).collect()
}

#[test]
fn pages_follow_on_each_other() {
    let app = demo();
    for text in ["", "boiler"] {
        let all = app.visits(&query(text)).unwrap();
        assert_eq!(all.total, all.visits.len() as u64);
        assert!(all.visits.len() > 60 && all.visits.windows(2).all(|pair| pair[0].id > pair[1].id), "{text}");
        let mut paged = Vec::new();
        for offset in (0..all.visits.len() + 30).step_by(30) {
            let page = app.visits(&VisitQuery { limit: 30, offset, ..query(text) }).unwrap();
            assert_eq!(page.total, all.total);
            paged.extend(ids(&page.visits));
        }
        assert_eq!(paged, ids(&all.visits), "{text}");
    }
}

#[test]
fn those_that_pass_are_listed() {
    let app = demo();
    let all = app.visits(&query("")).unwrap().visits;
    let names = app.filter_names().unwrap();
    let mut texts: Vec<String> =
        names.technicians.iter().map(|name| format!("@{}", Filter::value(name))).collect();
    texts.extend(
        ["!late", "!unconfirmed !clash", "!urgent", "zone:c", "stage:closed", "@nobody"].map(str::to_owned),
    );
    for text in texts {
        let query = query(&text);
        let passing = all.iter().filter(|visit| query.filter.passes_visit(visit));
        // Who was to go on a visit that is cancelled does not go.
        let goes = |visit: &&VisitLine| {
            query.filter.technicians.is_empty() || !matches!(visit.state, VisitState::Cancelled(_))
        };
        let expected: Vec<VisitId> = passing.filter(goes).map(|visit| visit.id).collect();
        assert_eq!(ids(&app.visits(&query).unwrap().visits), expected, "{text}");
        assert_eq!(expected.is_empty(), text == "@nobody", "{text}");
    }
}

#[test]
fn a_time_is_kept_to() {
    let app = demo();
    let (from, to) = ("2026-11-24T09:00:00Z".parse().unwrap(), "2026-11-24T12:00:00Z".parse().unwrap());
    let listed = app.visits(&VisitQuery { from: Some(from), to: Some(to), ..query("") }).unwrap();
    let all = app.visits(&query("")).unwrap().visits;
    let then = |visit: &&VisitLine| {
        visit.start.is_some_and(|start| start < to) && visit.end.is_some_and(|end| end > from)
    };
    let expected: Vec<VisitId> = all.iter().filter(then).map(|visit| visit.id).collect();
    assert_eq!(ids(&listed.visits), expected);
    assert!(expected.len() > 5 && expected.len() < all.len());
}
