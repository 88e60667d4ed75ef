//! Properties of decisions over random stories.

use proptest::prelude::*;

use crate::fixture::*;
use crate::*;

/// Some moment of the week around the fixture's day, on a quarter hour.
fn moments() -> impl Strategy<Value = Moment> {
    (0..7 * 96_i64).prop_map(|quarters| at("22 00:00") + chrono::Duration::minutes(15 * quarters))
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just(" ".to_owned()), Just("because".to_owned()), "\\PC{0,12}"]
}

fn slots() -> impl Strategy<Value = Slot> {
    (moments(), -30..3000_i64).prop_map(|(start, minutes)| {
        // Backwards and empty spans too: a caller may build them.
        let span = Span { start, end: start + chrono::Duration::minutes(minutes) };
        Slot::of_span(span, Tz::Europe__London)
    })
}

fn crews() -> impl Strategy<Value = Crew> {
    let who = || prop_oneof![9 => 1..4_u64, 1 => Just(9_u64)].prop_map(TechnicianId);
    (who(), prop::collection::vec(who(), 0..2)).prop_map(|(lead, helpers)| Crew { lead, helpers })
}

fn placements() -> impl Strategy<Value = Placement> {
    (prop::option::of(slots()), prop::option::of(crews())).prop_map(|(slot, crew)| Placement { slot, crew })
}

fn outcomes() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        3 => Just(Outcome::Completed),
        1 => Just(Outcome::NoAccess),
        1 => texts().prop_map(|left| Outcome::Partial { left }),
        1 => texts().prop_map(|reason| Outcome::CannotComplete { reason }),
    ]
}

fn entities() -> impl Strategy<Value = EntityRef> {
    (0..EntityKind::ALL.len(), 1..4_u64).prop_map(|(kind, id)| EntityRef { kind: EntityKind::ALL[kind], id })
}

fn visit_commands() -> impl Strategy<Value = Command> {
    let id = || prop_oneof![8 => 1..3_u64, 1 => 3..5_u64].prop_map(VisitId);
    let choice = || {
        prop::sample::select(vec![
            WindowChoice::Ask,
            WindowChoice::Keep,
            WindowChoice::Shift,
            WindowChoice::Promise,
        ])
    };
    prop_oneof![
        4 => (id(), placements(), choice()).prop_map(|(id, to, choice)| Command::Schedule(id, to, choice)),
        2 => (id(), placements(), choice()).prop_map(|(id, to, choice)| Command::Move(id, to, choice)),
        2 => (id(), crews()).prop_map(|(id, crew)| Command::Assign(id, crew)),
        1 => id().prop_map(Command::Unassign),
        1 => id().prop_map(Command::ToTray),
        1 => (id(), prop::option::of(slots())).prop_map(|(id, slot)| Command::Reschedule(id, slot)),
        2 => (id(), moments()).prop_map(|(id, at)| Command::Confirm(id, at)),
        2 => (id(), moments()).prop_map(|(id, at)| Command::Dispatch(id, at)),
        4 => (id(), moments()).prop_map(|(id, at)| Command::EnRoute(id, at)),
        4 => (id(), moments()).prop_map(|(id, at)| Command::Arrive(id, at)),
        4 => (id(), moments(), outcomes()).prop_map(|(id, at, outcome)| Command::Finish(id, at, outcome)),
        1 => (id(), texts()).prop_map(|(id, reason)| Command::CancelVisit(id, reason)),
        1 => (id(), any::<bool>()).prop_map(|(id, pinned)| Command::Pin(id, pinned)),
    ]
}

fn job_commands() -> impl Strategy<Value = Command> {
    let id = || prop_oneof![8 => Just(1_u64), 1 => 2..4_u64].prop_map(JobId);
    let term = prop_oneof![moments().prop_map(Term::By), slots().prop_map(|slot| Term::Window(slot.span))];
    let status = prop::sample::select(vec![
        InvoiceStatus::NotInvoiced,
        InvoiceStatus::Invoiced,
        InvoiceStatus::Paid,
        InvoiceStatus::NotBillable,
    ]);
    let hold = (id(), texts(), 20..30_u32).prop_map(|(job, owner, date)| Command::Hold {
        job,
        reason: HoldReason::Parts,
        owner,
        look_again: day(date),
        note: String::new(),
    });
    let complete = (id(), texts(), prop::option::of(Just(Vec::new())), moments())
        .prop_map(|(job, outcome, parts, at)| Command::Complete { job, outcome, parts, at });
    let new = (placements(), texts()).prop_map(|(to, title)| {
        let job = Job::new(PATEL, title, at("20 10:00"));
        Command::AddJob(Box::new(NewJob { job, placements: vec![to] }))
    });
    prop_oneof![
        1 => new,
        1 => (id(), placements(), 0..100_000_u32, texts()).prop_map(|(id, to, minutes, what)| Command::AddVisit(id, to, minutes, what)),
        1 => hold,
        1 => id().prop_map(Command::Release),
        2 => (id(), term).prop_map(|(id, term)| Command::Promise(id, term)),
        4 => (id(), 0..3_usize, prop::option::of(texts())).prop_map(|(id, line, answer)| Command::Answer(id, line, answer)),
        6 => complete,
        4 => id().prop_map(|id| Command::Verify(id, VerifiedBy::Client)),
        2 => (id(), prop::option::of(Just("chase".to_owned()))).prop_map(|(id, label)| Command::SetSubstatus(id, label)),
        4 => (id(), status).prop_map(|(id, status)| Command::MarkInvoice(id, status)),
        4 => id().prop_map(Command::Close),
        1 => (id(), texts()).prop_map(|(id, reason)| Command::Reopen(id, reason)),
        1 => (id(), texts(), texts()).prop_map(|(id, reason, asked)| Command::CancelJob(id, reason, asked)),
        1 => (entities(), texts()).prop_map(|(about, text)| Command::Note(about, text)),
        1 => entities().prop_filter("the job stays", |e| e.kind != EntityKind::Job).prop_map(Command::Remove),
    ]
}

fn commands() -> impl Strategy<Value = Command> {
    let one = || prop_oneof![3 => visit_commands(), 2 => job_commands()];
    prop_oneof![9 => one(), 1 => prop::collection::vec(one(), 0..4).prop_map(Command::Batch)]
}

/// A world somewhere in its story, so that late commands have something to act on.
fn worlds() -> impl Strategy<Value = Given> {
    let verified = || given().completed().after(Command::Verify(JOB, VerifiedBy::Client));
    let worlds = prop::sample::select(vec![
        given(),
        given().placed().other_visit(2, "24 10:00", 60, DANA),
        given().told().after(Command::AddVisit(JOB, to("25 09:00", 60, TOM), 0, "second".into())),
        given().on_site(),
        given().done(Outcome::Partial { left: "valve".into() }),
        given().done(Outcome::Completed),
        given()
            .done(Outcome::Completed)
            .after_all([0, 1].map(|line| Command::Answer(JOB, line, Some("yes".into())))),
        given().completed(),
        verified(),
        verified().after(Command::MarkInvoice(JOB, InvoiceStatus::Paid)),
    ]);
    // A label under every stage, so that any story may use one.
    let substatuses = Stage::ALL.map(|stage| (stage, vec!["chase".to_owned()])).into();
    let own = std::sync::Arc::new(Definitions { substatuses, ..Definitions::default() });
    worlds.prop_map(move |mut world| {
        world.context.definitions = own.clone();
        world
    })
}

/// The same command, said to happen just now: most of what is recorded is recorded at once.
fn as_of(command: Command, now: Moment) -> Command {
    match command {
        Command::Confirm(id, _) => Command::Confirm(id, now),
        Command::Dispatch(id, _) => Command::Dispatch(id, now),
        Command::EnRoute(id, _) => Command::EnRoute(id, now),
        Command::Arrive(id, _) => Command::Arrive(id, now),
        Command::Finish(id, _, outcome) => Command::Finish(id, now, outcome),
        Command::Complete { job, outcome, parts, at: _ } => {
            Command::Complete { job, outcome, parts, at: now }
        }
        other => other,
    }
}

/// Something that is said of every state of the records, whatever was done to get there.
fn assert_consistent(slice: &Slice) {
    for (&id, job) in &slice.jobs {
        let visits: Vec<&Visit> = slice.visits_of(id).map(|(_, visit)| visit).collect();
        let stage = derive_stage(job, visits.iter().copied(), &slice.surroundings_of(id));
        let is_live = |visit: &&Visit| visit.state.is_live();
        let started = visits.iter().any(|visit| visit.state.has_started());
        match stage {
            Stage::ToSchedule => {
                assert!(!visits.iter().any(|v| v.state.is_live() && v.is_placed()));
                // Nothing that is owed vanishes from the tray.
                assert!(visits.iter().any(is_live), "{id} has no visit to come");
            }
            Stage::Scheduled => {
                assert!(!started && visits.iter().any(|v| v.state.is_live() && v.is_placed()));
            }
            Stage::InProgress => {
                assert!(started || visits.iter().any(|v| matches!(v.state, VisitState::Done(_))));
            }
            Stage::OnHold => assert!(job.hold.is_some() && !started),
            Stage::FollowUp => assert!(visits.iter().any(|v| matches!(v.state, VisitState::Done(_)))),
            Stage::Completed => assert!(job.completion.is_some() && !visits.iter().any(is_live)),
            Stage::Verified => assert!(job.verification.is_some() && job.completion.is_some()),
            Stage::Closed => assert!(job.verification.is_some() && job.invoice.is_settled()),
            Stage::Cancelled => assert!(job.cancellation.is_some() && !visits.iter().any(is_live)),
        }
        if job.completion.is_some() {
            assert!(job.checklist.iter().all(|line| line.answer.is_some() || !line.required));
            assert!(job.cancellation.is_none());
        }
        marks_of_job(slice, id, at("25 12:00"));
    }
    for visit in slice.visits.values() {
        assert!(slice.jobs.contains_key(&visit.job));
        assert!(visit.history.windows(2).all(|pair| pair[0].at <= pair[1].at), "{:?}", visit.history);
        assert!(!visit.state.has_started() || visit.is_placed());
        assert!(visit.span().is_none_or(|span| span.minutes() > 0));
        assert_eq!(visit.history.last().map_or(&VisitState::Planned, |change| &change.state), &visit.state);
        assert!(visit.overrides.iter().all(|o| !o.reason.trim().is_empty() && !o.sentence.is_empty()));
    }
}

/// What was said to a client, or seen to happen, is never forgotten by a later command.
fn assert_only_grows(before: &Slice, after: &Slice) {
    for (id, job) in &before.jobs {
        let Some(later) = after.jobs.get(id) else { continue };
        assert!(later.promises.starts_with(&job.promises));
        assert!(later.overrides.starts_with(&job.overrides));
    }
    for (id, visit) in &before.visits {
        match after.visits.get(id) {
            Some(later) => {
                assert!(later.history.starts_with(&visit.history));
                assert!(later.overrides.starts_with(&visit.overrides));
            }
            None => assert!(visit.history.is_empty(), "{id} was removed with its history"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_story_stays_consistent_and_every_step_can_be_taken_back(
        mut world in worlds(),
        story in prop::collection::vec((commands(), 0..12_i64, any::<bool>(), prop::option::of(Just("told to"))), 1..40),
    ) {
        for (command, quarters, is_now, reason) in story {
            // Time does not run backwards between commands.
            world.context.now += chrono::Duration::minutes(15 * quarters);
            let command = if is_now { as_of(command, world.context.now) } else { command };
            world.context.override_reason = reason.map(str::to_owned);
            let before = world.slice.clone();
            match world.when(command).answer {
                Ok(decision) => {
                    prop_assert!(!decision.summary.trim().is_empty());
                    prop_assert!(!decision.changes.is_empty());
                    prop_assert!(decision.changes.iter().all(|change| before.get(change.entity) == change.before));
                    apply(&mut world.slice, &decision.changes);
                    assert_consistent(&world.slice);
                    assert_only_grows(&before, &world.slice);
                    let mut back = world.slice.clone();
                    let inverse: Vec<Change> = decision.changes.into_iter().map(Change::inverse).collect();
                    apply(&mut back, &inverse);
                    prop_assert_eq!(back, before);
                }
                Err(refusal) => {
                    prop_assert!(!refusal.to_string().trim().is_empty());
                    prop_assert!(refusal.mends().iter().all(|mend| !mend.sentence.is_empty()));
                }
            }
        }
    }

    #[test]
    fn the_same_question_gets_the_same_answer(world in worlds(), command in commands()) {
        prop_assert_eq!(world.when(command.clone()).answer, world.when(command).answer);
    }
}
