//! Every work action takes a marked set as one operation, or says why it takes only one.

use domain::{HoldReason, InvoiceStatus, Outcome, VerifiedBy, VisitId};

use super::*;
use crate::action::{Action, Group, within};

/// How far the three jobs have come before the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tray,
    Held,
    Placed,
    EnRoute,
    OnSite,
    Done,
    Completed,
    Verified,
}

/// What becomes of three marked jobs.
enum Wanted {
    /// One operation on all of them, after these keys or texts.
    One(Level, &'static [&'static str]),
    /// It takes one, and says so.
    Refused(&'static str),
    /// Something outside of the store, for all of them.
    Outside,
}

/// A text to be typed, not keys.
const SAY: char = '"';

fn wanted(action: Action) -> Wanted {
    use Level::*;
    use Wanted::*;
    match action {
        Action::Assign => One(Tray, &["Enter"]),
        Action::Schedule => One(Tray, &["\"fri 9am", "Enter"]),
        Action::Unschedule | Action::Confirm | Action::Dispatch | Action::EnRoute | Action::Pin => {
            One(Placed, &[])
        }
        Action::Move => One(Placed, &["\"+30", "Enter"]),
        Action::OnSite => One(EnRoute, &[]),
        Action::Done => One(OnSite, &["c"]),
        Action::Complete => One(Done, &["\"replaced it :: 1 valve", "Enter"]),
        Action::Verify => One(Completed, &["t"]),
        Action::Invoice => One(Tray, &["p"]),
        Action::Reopen => One(Completed, &["\"not done", "Enter"]),
        Action::Close => One(Verified, &[]),
        Action::Hold => One(Tray, &["Enter", "\"fri", "Enter"]),
        Action::Release => One(Held, &[]),
        Action::AddVisit => One(Tray, &[]),
        Action::Reschedule => One(EnRoute, &["\"fri 9am", "Enter", "\"together", "Enter"]),
        Action::Promise => One(Tray, &["\"fri 2-4pm", "Enter"]),
        Action::Tag => One(Tray, &["\"vip", "Enter"]),
        Action::Cancel => One(Tray, &["\"moved away", "Enter"]),
        Action::StageOn | Action::StageBack => One(Placed, &[]),
        Action::Why => Refused("one visit"),
        Action::Slots => Refused("for one visit"),
        Action::Checklist => Refused("one job at a time"),
        Action::Note | Action::CopyNumber => Outside,
        other => panic!("say here what {} does with several marked jobs", other.entry().id),
    }
}

/// The actions on what is marked that are not about its state or plan.
const RECORDS: [Action; 4] = [Action::Note, Action::Tag, Action::Cancel, Action::CopyNumber];
/// Actions of others' own tests.
const ELSEWHERE: [Action; 10] = [
    Action::Substatus,
    Action::VisitForm,
    Action::Draft,
    Action::DraftNew,
    Action::DraftDiff,
    Action::DraftOptimise,
    Action::DraftCommit,
    Action::DraftDrop,
    Action::DraftLeave,
    Action::DraftDiscard,
];

fn three_jobs(script: &mut Script, level: Level) -> [JobId; 3] {
    [9, 11, 14].map(|hour| {
        let mut job = Job::new(domain::ClientId(1), "Gutter", now());
        job.site = Some(domain::SiteId(1));
        let placed = level >= Level::Placed;
        let placement = Placement {
            slot: placed.then(|| slot(&format!("25T{hour:02}:00"), 60)),
            crew: placed.then(|| Crew::of(TechnicianId(1))),
        };
        let new = NewJob { job, placements: vec![placement] };
        let outcome = script.app.run(Command::AddJob(Box::new(new))).unwrap();
        let visit = VisitId(outcome.first(EntityKind::Visit).unwrap().id);
        let job = JobId(outcome.first(EntityKind::Job).unwrap().id);
        for (of, command) in [
            (Level::EnRoute, Command::EnRoute(visit, now())),
            (Level::OnSite, Command::Arrive(visit, now())),
            (Level::Done, Command::Finish(visit, now(), Outcome::Completed)),
            (
                Level::Completed,
                Command::Complete { job, outcome: "done".into(), parts: Some(vec![]), at: now() },
            ),
            (Level::Verified, Command::Verify(job, VerifiedBy::Client)),
            (Level::Verified, Command::MarkInvoice(job, InvoiceStatus::Paid)),
        ] {
            if level >= of {
                script.app.run(command).unwrap();
            }
        }
        if level == Level::Held {
            let look_again = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
            let (reason, owner, note) = (HoldReason::Parts, "mia".to_owned(), String::new());
            script.app.run(Command::Hold { job, reason, owner, look_again, note }).unwrap();
        }
        job
    })
}

/// Filters the board to the three jobs and marks them.
fn mark(script: &mut Script) {
    script.press("3 /").say("gutter").press("Enter n Ctrl-a").sees("3 marked");
}

fn cards(script: &Script, jobs: [JobId; 3]) -> [String; 3] {
    jobs.map(|job| {
        let card = script.app.job_card(job).unwrap();
        let mut value = serde_json::to_value(&card).unwrap();
        let card = value.as_object_mut().unwrap();
        card.remove("history");
        forget_versions(&mut value);
        value.to_string()
    })
}

/// Undo is a new version of the same record.
fn forget_versions(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.remove("version");
            fields.values_mut().for_each(forget_versions);
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(forget_versions),
        _ => {}
    }
}

fn try_one(action: Action, level: Level, answers: &[&str]) {
    let id = action.entry().id;
    let mut script = Script::begin(120, 40);
    let jobs = three_jobs(&mut script, level);
    mark(&mut script);
    let (before, operations) = (cards(&script, jobs), script.app.last_operation().unwrap());
    let deeds = script.ui.act(action, None);
    script.perform(deeds);
    for answer in answers {
        match answer.strip_prefix(SAY) {
            Some(text) => script.say(text),
            None => script.press(answer),
        };
    }
    let after = cards(&script, jobs);
    assert_eq!(
        script.app.last_operation().unwrap(),
        operations + 1,
        "{id} is one operation:\n{}",
        script.screen()
    );
    for (place, job) in jobs.iter().enumerate() {
        assert_ne!(before[place], after[place], "{id} takes {job}, too");
    }
    script.sees_no("marked").press("z").sees("Undone");
    assert_eq!(cards(&script, jobs), before, "one undo takes all of {id} back");
}

#[test]
fn every_work_action_takes_three_marked_jobs_or_says_why_not() {
    let all = within(crate::action::Context::Board)
        .filter(|entry| matches!(entry.group, Group::Plan | Group::State) || RECORDS.contains(&entry.action));
    let mut tried = 0;
    for entry in all.filter(|entry| !ELSEWHERE.contains(&entry.action)) {
        tried += 1;
        match wanted(entry.action) {
            Wanted::One(level, answers) => try_one(entry.action, level, answers),
            Wanted::Refused(why) => {
                let mut script = Script::begin(120, 40);
                three_jobs(&mut script, Level::Placed);
                mark(&mut script);
                let operations = script.app.last_operation().unwrap();
                let deeds = script.ui.act(entry.action, None);
                script.perform(deeds);
                script.sees(why).sees("takes the marks away").sees("3 marked");
                assert_eq!(script.app.last_operation().unwrap(), operations);
            }
            Wanted::Outside => {
                let mut script = Script::begin(120, 40);
                let jobs = three_jobs(&mut script, Level::Tray);
                mark(&mut script);
                let deeds = script.ui.act(entry.action, None);
                script.perform(deeds);
                match &script.other[..] {
                    [Deed::EditNote(about, _)] => assert_eq!(about.len(), 3),
                    [Deed::Copy(text)] => assert!(jobs.iter().all(|job| text.contains(&job.to_string()))),
                    other => panic!("{}: {other:?}", entry.id),
                }
            }
        }
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn when_some_are_refused_nothing_is_done_and_the_rest_is_offered() {
    let mut script = Script::begin(120, 40);
    let jobs = three_jobs(&mut script, Level::Placed);
    script.app.run(Command::CancelJob(jobs[1], "moved".into(), "client".into())).unwrap();
    script.press("3 /").say("gutter").press("Enter n Ctrl-a");
    // The cancelled one is in another column.
    for _ in 0..10 {
        script.press("l");
        if script.ui.targets().len() == 3 {
            break;
        }
        if script.screen().contains("Cancelled 1/1") {
            script.press("Space");
        }
    }
    script.sees("3 marked");
    let operations = script.app.last_operation().unwrap();
    script.press(". c").sees("Nothing was done: 1 of 3 cannot be").sees("do the other 2");
    assert_eq!(script.app.last_operation().unwrap(), operations);
    script.press("n");
    assert_eq!(script.app.last_operation().unwrap(), operations);
    script.press(". c y").sees("Confirmed");
    assert_eq!(script.app.last_operation().unwrap(), operations + 1);
}

#[test]
fn a_note_is_written_on_each() {
    let mut script = Script::begin(120, 40);
    let jobs = three_jobs(&mut script, Level::Tray);
    let about: Vec<domain::EntityRef> = jobs.iter().map(|job| (*job).into()).collect();
    let deeds = script.ui.note(&about, "ring before");
    script.perform(deeds);
    for job in jobs {
        assert_eq!(script.app.job_card(job).unwrap().notes[0].text, "ring before");
    }
}

#[test]
fn letters_choose_in_small_menus() {
    let mut script = Script::begin(120, 40);
    three_jobs(&mut script, Level::OnSite);
    script.press("3 /").say("gutter").press("Enter n . f").sees("c  Completed").sees("n  No access");
    script.press("n").sees("no access");
}

#[test]
fn visits_marked_in_the_calendar_are_moved_by_the_same_amount() {
    let mut script = Script::begin(120, 40);
    script.press("2 Ctrl-a").sees("2 marked").press("m").sees("Move by how much?");
    let operations = script.app.last_operation().unwrap();
    script.say("+30").press("Enter").sees("13:30").sees("14:30");
    assert_eq!(script.app.last_operation().unwrap(), operations + 1);
    script.sees_no("marked").press("z").sees("Undone");
    // One alone is moved by hand.
    script.press("m").sees("Enter").press("l l Enter");
    let visit = script.app.day("2026-11-24".parse().unwrap()).unwrap();
    let starts: Vec<String> = (visit.lanes.iter().flat_map(|lane| &lane.visits))
        .map(|visit| visit.start.unwrap().format("%H:%M").to_string())
        .collect();
    assert_eq!(starts, ["13:30", "14:00"]);
}

#[test]
fn marked_clients_are_removed_as_one_operation() {
    let mut script = Script::begin(80, 24);
    script.press("4 c").say("Ann Able").press("Enter c").say("Bob Able").press("Enter").sees("4 clients");
    let before = script.app.last_operation().unwrap();
    script.press("g g Space Space X").sees("Remove C-3 Ann Able; C-4 Bob Able?");
    script.press("y").sees("2 clients").sees_no("Able  ");
    assert_eq!(script.app.last_operation().unwrap(), before + 1);
    script.press("z").sees("4 clients");
}

#[test]
fn a_question_that_follows_another_says_again_what_it_is_about() {
    let mut script = Script::begin(80, 24);
    script.press("3").press(". h Enter").sees("Look again when?").sees("J-3 No heat, Jones  ");
    script.say("fri").sees("= by Fri 27 Nov").press("Enter").sees("Held J-3");
}

#[test]
fn a_time_for_visits_of_different_lengths_says_what_becomes_of_them() {
    for (minutes, differ) in [(60, false), (180, true)] {
        let mut script = Script::begin(100, 30);
        three_jobs(&mut script, Level::Placed);
        let job = Job::new(domain::ClientId(1), "Gutter and roof", now());
        let placement = Placement { slot: Some(slot("26T09:00", minutes)), crew: None };
        script.app.run(Command::AddJob(Box::new(NewJob { job, placements: vec![placement] }))).unwrap();
        script.press("3 /").say("gutter").press("Enter n Ctrl-a h Ctrl-a").sees("4 marked").press("s");
        let said = script.screen().contains("each keeps its own length unless one is typed");
        assert_eq!(said, differ, "{}", script.screen());
    }
}
