use domain::{Mark, Moment, Priority, Stage};
use proptest::prelude::*;

use super::*;
use crate::view::Heading;
use crate::{App, BoardQuery, ColumnKey, GroupBy, JobQuery};

fn read(text: &str) -> Filter {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn a_line_reads_as_its_terms() {
    let none = Filter::default;
    let table = [
        ("", none()),
        ("  ", none()),
        ("@dana", Filter { technicians: texts(&["dana"]), ..none() }),
        ("@\"Dana Price\" @ravi", Filter { technicians: texts(&["Dana Price", "ravi"]), ..none() }),
        ("technician:dana", Filter { technicians: texts(&["dana"]), ..none() }),
        ("#gas tag:\"two words\"", Filter { tags: texts(&["gas", "two words"]), ..none() }),
        ("!late !promise-broken", Filter { marks: vec![Mark::Late, Mark::PromiseBroken], ..none() }),
        (
            "!urgent mark:late",
            Filter { priorities: vec![Priority::Urgent], marks: vec![Mark::Late], ..none() },
        ),
        ("zone:north ZONE:\"far south\"", Filter { zones: texts(&["north", "far south"]), ..none() }),
        ("svc:boiler service:eicr", Filter { services: texts(&["boiler", "eicr"]), ..none() }),
        ("stage:to-schedule", Filter { stages: vec![Stage::ToSchedule], ..none() }),
        ("client:\"Kerr & Co\"", Filter { clients: texts(&["Kerr & Co"]), ..none() }),
        ("no heat \"at 9:00\"", Filter { words: texts(&["no", "heat", "at 9:00"]), ..none() }),
        // What only looks like a field is a word.
        (
            "9:30 https://example.com a\"b",
            Filter { words: texts(&["9:30", "https://example.com", "a\"b"]), ..none() },
        ),
        ("\"@home\" \"zone:x\"", Filter { words: texts(&["@home", "zone:x"]), ..none() }),
        ("#\"say \"\"hi\"\"\"", Filter { tags: texts(&["say \"hi\""]), ..none() }),
        ("heat -#gas -@\"Dana Price\" -boiler", {
            let without = ["#gas", "@\"Dana Price\"", "boiler"].map(read).to_vec();
            Filter { words: texts(&["heat"]), without, ..none() }
        }),
        ("-\"no heat\" --x - \"-y\"", {
            let without = ["\"no heat\"", "\"-x\""].map(read).to_vec();
            Filter { words: texts(&["-", "-y"]), without, ..none() }
        }),
        ("-& -\"\" -#gas -#gas", Filter { without: vec![read("#gas")], ..none() }),
    ];
    for (text, wanted) in table {
        assert_eq!(read(text), wanted, "{text}");
        assert_eq!(read(&wanted.to_string()), wanted, "{wanted}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (text, said) in [
        ("!soon", "!soon is neither a mark nor a priority; they are promise_broken, late,"),
        ("stage:done", "done is not a stage; stages are to_schedule,"),
        ("zon:north", "nothing is called zon: here; write zone:, svc:,"),
        ("@", "@ is followed by nothing; name a technician after it"),
        ("zone:", "zone: is followed by nothing; name a zone after it"),
        ("#\" \"", "# is followed by nothing"),
        ("@\"dana", "the quote \"dana does not end"),
        ("-!soon", "!soon is neither a mark nor a priority; they are promise_broken, late,"),
        ("-@", "@ is followed by nothing; name a technician after it"),
    ] {
        let error = text.parse::<Filter>().expect_err(text).to_string();
        assert!(error.starts_with(said), "{text}: {error}");
    }
}

fn value() -> impl Strategy<Value = String> {
    "[ -~é日\u{a0}]{1,12}".prop_filter("a value says something", |text| !text.trim().is_empty())
}

fn values() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(value(), 0..3)
}

prop_compose! {
    fn filter()(
        technicians in values(),
        services in values(),
        zones in values(),
        tags in values(),
        clients in values(),
        words in values(),
        stages in prop::sample::subsequence(Stage::ALL.to_vec(), 0..3),
        marks in prop::sample::subsequence(Mark::ALL.to_vec(), 0..3),
        priorities in prop::sample::subsequence(Priority::ALL.to_vec(), 0..3),
        without in prop::sample::subsequence(vec!["@a", "#\"b c\"", "!late", "!low", "stage:closed", "\"-d\""], 0..3),
    ) -> Filter {
        let without = without.into_iter().map(read).collect();
        Filter { technicians, services, zones, tags, clients, stages, marks, priorities, words, without }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(filter in filter()) {
        let written = filter.to_string();
        let read = written.parse::<Filter>();
        prop_assert_eq!(read.as_ref(), Ok(&filter), "{}", written);
    }

    #[test]
    fn nothing_that_is_typed_panics(text in "\\PC{0,40}") {
        if let Ok(filter) = text.parse::<Filter>() {
            prop_assert_eq!(filter.to_string().parse::<Filter>(), Ok(filter));
        }
    }
}

fn demo() -> App {
    let now: Moment = "2026-11-24T11:20:00Z".parse().unwrap();
    crate::fixture::demo(1, now, "Mia")
}

/// Every job of the demo, with its line.
fn all_jobs(app: &App) -> Vec<crate::view::JobLine> {
    app.jobs(&JobQuery { limit: 10_000, ..JobQuery::default() }).unwrap().jobs
}

fn numbers(app: &App, filter: &Filter) -> Vec<u64> {
    let query = JobQuery { filter: filter.clone(), limit: 10_000, ..JobQuery::default() };
    let list = app.jobs(&query).unwrap();
    assert_eq!(list.total, list.jobs.len() as u64);
    let mut numbers: Vec<u64> = list.jobs.iter().map(|job| job.id.0).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn the_store_and_the_lines_agree_on_what_passes() {
    let app = demo();
    let jobs = all_jobs(&app);
    let names = app.filter_names().unwrap();
    let mut texts: Vec<String> = Vec::new();
    texts.extend(names.technicians.iter().map(|name| format!("@{}", Filter::value(name))));
    texts.extend(names.services.iter().map(|name| format!("svc:{}", Filter::value(name))));
    texts.extend(names.zones.iter().map(|name| format!("zone:{}", Filter::value(name))));
    texts.extend(names.tags.iter().map(|name| format!("#{}", Filter::value(name))));
    texts.extend(Mark::ALL.map(|mark| format!("!{}", mark.name())));
    texts.extend(Priority::ALL.map(|priority| format!("!{}", priority.word())));
    texts.extend(Stage::ALL.map(|stage| format!("stage:{}", stage.name())));
    texts.extend(jobs.iter().take(20).map(|job| format!("client:{}", Filter::value(&job.client.name))));
    texts.extend(
        ["!late !clash stage:scheduled", "J-3", "J-3 J-4", "C-2", "@nobody", "svc:nothing"]
            .map(str::to_owned),
    );
    let mut some = 0;
    for text in texts {
        let filter = read(&text);
        let of_store = numbers(&app, &filter);
        let mut of_lines: Vec<u64> =
            jobs.iter().filter(|job| filter.passes_job(job)).map(|job| job.id.0).collect();
        of_lines.sort_unstable();
        some += usize::from(!of_store.is_empty());
        if filter.technicians.is_empty() {
            assert_eq!(of_store, of_lines, "{text}");
        } else {
            // A line names who goes on the visit that speaks for the job; the store looks at every visit.
            assert!(of_lines.iter().all(|id| of_store.contains(id)), "{text}");
        }
    }
    assert!(some > 25, "most of these find something: {some}");
}

#[test]
fn the_board_shows_and_counts_what_passes() {
    let app = demo();
    for text in ["!urgent", "!late !clash !unconfirmed", "@a", "stage:completed stage:scheduled", "boiler"] {
        let filter = read(text);
        let mut listed: Vec<u64> = Vec::new();
        let query = BoardQuery { filter: filter.clone(), limit: 10_000, ..BoardQuery::default() };
        for column in app.board(&query).unwrap().columns {
            assert_eq!(column.total, column.jobs.len() as u64, "{text}");
            assert_eq!(column.unlooked, 0);
            assert!(column.jobs.iter().all(|job| column.heading == Heading::Stage(job.stage)), "{text}");
            listed.extend(column.jobs.iter().map(|job| job.id.0));
        }
        listed.sort_unstable();
        assert_eq!(listed, numbers(&app, &filter), "{text}");
        assert!(!listed.is_empty(), "{text}");
    }
}

#[test]
fn what_is_without_a_term_is_all_that_does_not_pass_it() {
    let app = demo();
    let all = numbers(&app, &Filter::default());
    for term in
        ["@dana", "#landlord", "!late", "!urgent", "zone:N", "svc:boiler", "stage:closed", "boiler", "J-3"]
    {
        let with = numbers(&app, &read(term));
        let without = numbers(&app, &read(&format!("-{term}")));
        assert!(!without.is_empty() && with.len() + without.len() == all.len(), "{term}");
        assert!(without.iter().all(|id| !with.contains(id)), "{term}");
    }
    assert_eq!(numbers(&app, &read("-@nobody -svc:nothing -client:noone")), all);
    let (both, late) = (numbers(&app, &read("!late -@dana")), numbers(&app, &read("!late")));
    assert!(both.iter().all(|id| late.contains(id)));
}

#[test]
fn a_day_and_the_list_of_visits_leave_out_the_same() {
    let app = demo();
    let date = app.today_date().unwrap();
    for line in ["-@dana", "-boiler -!clash", "-zone:N -stage:completed"] {
        let filter = read(line);
        let day = app.day(date).unwrap().narrowed(&filter);
        let mut of_day: Vec<u64> =
            day.lanes.iter().flat_map(|lane| &lane.visits).map(|visit| visit.id.0).collect();
        of_day.sort_unstable();
        of_day.dedup();
        let span = domain::local_day(date, app.business().unwrap().zone);
        let query = crate::VisitQuery {
            filter,
            from: Some(span.start),
            to: Some(span.end),
            limit: 1_000,
            ..crate::VisitQuery::default()
        };
        let mut of_list: Vec<u64> =
            app.visits(&query).unwrap().visits.iter().map(|visit| visit.id.0).collect();
        of_list.sort_unstable();
        assert!(!of_day.is_empty() && of_day.iter().all(|id| of_list.contains(id)), "{line}");
        let whole = app.day(date).unwrap();
        assert!(of_day.len() < whole.lanes.iter().map(|lane| lane.visits.len()).sum::<usize>(), "{line}");
    }
}

#[test]
fn a_settled_job_has_no_mark() {
    let app = demo();
    for job in all_jobs(&app) {
        assert!(
            job.marks.is_empty() || crate::board::can_be_marked(job.stage),
            "{}: {:?}",
            job.id,
            job.marks
        );
    }
}

#[test]
fn groups_hold_the_work_that_is_not_over() {
    let app = demo();
    let open: Vec<_> = all_jobs(&app).into_iter().filter(|job| !job.stage.is_over()).collect();
    for by in [GroupBy::Technician, GroupBy::Service, GroupBy::Zone] {
        let board = app.board(&BoardQuery { by, limit: 10_000, ..BoardQuery::default() }).unwrap();
        for job in &open {
            let columns: Vec<&str> = board
                .columns
                .iter()
                .filter(|column| column.jobs.iter().any(|other| other.id == job.id))
                .map(|column| column.heading.title())
                .collect();
            let wanted: Vec<&str> = match by {
                GroupBy::Technician | GroupBy::Stage => {
                    job.technicians.iter().map(|t| t.name.as_str()).collect()
                }
                GroupBy::Service => job.services.iter().map(String::as_str).collect(),
                GroupBy::Zone => vec![job.zone.as_str()],
            };
            assert!(!columns.is_empty(), "{by:?} {}", job.id);
            assert!(
                wanted.iter().filter(|name| !name.is_empty()).all(|name| columns.contains(name)),
                "{by:?} {}",
                job.id
            );
        }
        let shown: u64 = board.columns.iter().map(|column| column.total).sum();
        assert!(shown >= open.len() as u64, "{by:?}");
    }
}

#[test]
fn a_page_of_a_column_is_its_part() {
    let app = demo();
    let filter = read("stage:closed stage:scheduled");
    let key = ColumnKey::Stage(Stage::Closed);
    let query = BoardQuery { filter, limit: 3, ..BoardQuery::default() };
    let (all, total) = app.board_column(&query, &key).unwrap();
    assert_eq!(all.len() as u64, total);
    assert!(total > 6);
    let page = app.board(&BoardQuery { offsets: vec![(key.clone(), 3)], ..query }).unwrap();
    let column = page.columns.iter().find(|column| column.heading.key() == key).unwrap();
    assert_eq!((column.total, column.offset), (total, 3));
    assert_eq!(column.jobs, all[3..6]);
}

#[test]
fn a_day_keeps_what_passes() {
    let app = demo();
    let date = app.today_date().unwrap();
    let whole = app.day(date).unwrap();
    let who = whole.lanes.iter().find_map(|lane| lane.technician.clone()).unwrap();
    let narrow = app.day(date).unwrap().narrowed(&read(&format!("@{}", who.id)));
    assert!(
        narrow
            .lanes
            .iter()
            .flat_map(|lane| &lane.visits)
            .all(|visit| { visit.technicians.iter().any(|member| member.id == who.id) })
    );
    assert_eq!(narrow.counts, whole.counts);
    let none = app.today().unwrap().narrowed(&read("\"nothing has this\""));
    assert!(none.attention.is_empty() && none.technicians.is_empty() && none.tray.is_empty());
}

#[test]
fn the_tray_is_narrowed_as_the_screen_narrows_it() {
    let app = demo();
    let (all, total) = app.tray(&Filter::default(), 1_000, 0).unwrap();
    assert_eq!(all.len() as u64, total);
    let mut narrowed = 0;
    for text in ["!urgent", "#vulnerable", "zone:w", "svc:\"boiler repair\"", "no heat", "nothing has this"] {
        let filter = read(text);
        let wanted: Vec<_> = all.iter().filter(|line| filter.passes_tray(line)).cloned().collect();
        assert_eq!(app.tray(&filter, 1_000, 0).unwrap(), (wanted.clone(), wanted.len() as u64), "{text}");
        let rest = wanted.get(1..).map_or(&[][..], |rest| &rest[..rest.len().min(1)]);
        assert_eq!(app.tray(&filter, 1, 1).unwrap(), (rest.to_vec(), wanted.len() as u64), "{text}: a page");
        narrowed += usize::from(!wanted.is_empty() && wanted.len() < all.len());
    }
    assert!(narrowed >= 3, "the filters divide the tray");
}

#[test]
fn saved_filters_are_kept_as_they_are_typed() {
    let mut saved = SavedFilters::default();
    saved.read("Urgent", "!urgent").unwrap();
    saved.put(" dana late ", read("@dana !late"));
    assert!(saved.read("broken", "!soon").is_err());
    let kept = SavedFilters::from_json(&saved.to_json()).unwrap();
    assert_eq!(kept, saved);
    assert_eq!(kept.get("urgent"), Some(&read("!urgent")));
    assert_eq!(kept.get("dana late"), Some(&read("!late @dana")));
    assert!(SavedFilters::from_json("[1]").is_err());
    let with = SavedFilters::from_json(r#"{"new":"!unheard-of","old":"x"}"#).unwrap();
    assert_eq!(with.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["old"]);
}
