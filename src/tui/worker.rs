//! The thread that owns the desk: it loads and writes, so that keys never wait for the store.

use std::collections::HashMap;
use std::io;
use std::mem::discriminant;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use app::{Alarm, App, AppError, Booked, Request};
use domain::{EntityRef, Slot};

use crate::ask::{Answer, Ask, Failure, LateWho, Meant, Reach, Reply};
use crate::backups::Backups;
use crate::event::{Event, Post};
use crate::import::{Answered, Asked};
use crate::look::Looks;
use crate::optimise::{Hunt, Sign, Told};

/// The shortest time between two signs of a write by anyone.
const SIGNS_APART: Duration = Duration::from_millis(50);
/// Bytes of memory kept at hand for the thread that loads: what the larger views take.
const KEPT: usize = 8 * 1024 * 1024;
/// The operations shown by the log.
const OPERATIONS: usize = 200;

/// The way to the worker.
#[derive(Debug)]
pub(crate) struct Worker {
    tasks: Sender<Task>,
    sequence: u64,
    /// The last ask that was answered.
    answered: u64,
}

/// What is put before the worker.
#[derive(Debug)]
enum Task {
    /// An ask with its place in the order of asking.
    Ask(u64, Box<Ask>),
    /// The search for the best plan says something.
    Sign(Sign),
    /// Something was written to the store.
    Look,
    /// Nothing tells of writes any more.
    Unwatched,
    /// No more will come.
    End,
}

impl Worker {
    /// Starts the thread; its answers arrive as [`Event::Reply`], news of other writers as
    /// [`Event::Notice`]. A store that is kept is backed up meanwhile.
    pub(crate) fn start(app: App, post: Post<Reply>, is_kept: bool) -> io::Result<Self> {
        let (tasks, given) = channel();
        let signs = tasks.clone();
        thread::Builder::new().name("store".to_owned()).spawn(move || {
            let _said_when_it_breaks = Farewell(post.clone());
            work(app, &given, signs, &post, is_kept);
        })?;
        Ok(Worker { tasks, sequence: 0, answered: 0 })
    }

    /// Asks, and gives the place of the ask in the order of asking.
    pub(crate) fn ask(&mut self, ask: Ask) -> u64 {
        self.sequence += 1;
        // The worker ends only when this sender is dropped, or by a panic that ends the screen too.
        let _gone_if_err = self.tasks.send(Task::Ask(self.sequence, Box::new(ask)));
        self.sequence
    }

    /// Notes that the ask of this place was answered, and with it those before.
    pub(crate) fn note_answer(&mut self, sequence: u64) {
        self.answered = self.answered.max(sequence);
    }

    /// Whether no answer has come yet.
    pub(crate) fn has_answered_none(&self) -> bool {
        self.answered == 0
    }

    /// Whether an answer is on its way.
    pub(crate) fn is_at_work(&self) -> bool {
        self.answered < self.sequence
    }
}

/// Tells the screen that the worker has broken, so that it ends instead of waiting for answers.
struct Farewell(Post<Reply>);

impl Drop for Farewell {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.event(Event::Broken("the thread that works on the store"));
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The thread that watches the store holds a sender too, so the end must be said.
        let _gone_if_err = self.tasks.send(Task::End);
    }
}

/// What this screen itself replaced: a record's version, and the one it put in its place.
type Own = HashMap<(EntityRef, i64), i64>;

/// Lifts the versions that a request has seen over this screen's own later writes, so that keys typed ahead
/// are not refused for what the same person did a moment before. What others wrote in between still counts.
fn lift(request: &mut Request, own: &Own) {
    for (entity, version) in &mut request.seen {
        while let Some(next) = own.get(&(*entity, *version)) {
            *version = *next;
        }
    }
}

/// Has the C library keep memory at hand for the thread that loads.
///
/// GNU's gives a thread but the main one its memory page by page, a system call each, and takes it back as eagerly:
/// a sixth of the first load went there. What it once took back in one large piece it no longer takes back in small
/// ones (mallopt(3), "dynamically adjusted"), and out of the second piece, given back too, it then serves the thread.
/// Nothing of either is touched, so neither takes memory; with another library nothing comes of it.
fn keep_memory() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(2 * KEPT)));
    drop(std::hint::black_box(Vec::<u8>::with_capacity(KEPT)));
}

fn work(mut app: App, given: &Receiver<Task>, signs: Sender<Task>, post: &Post<Reply>, is_kept: bool) {
    keep_memory();
    let mut backups = Backups::default();
    let mut change = app.watch().ok();
    let alarm = change.as_ref().and_then(|_| app.alarm());
    let tell = signs.clone();
    let mut looks = Looks::begin(alarm.is_some_and(|alarm| watch(alarm, signs)));
    let mut own = Own::new();
    let mut hunt: Option<Hunt> = None;
    while let Some(tasks) = next_tasks(given, looks.wait()) {
        // Nothing came for as long as the next look was to wait.
        let mut look = tasks.is_empty();
        let mut queue = Vec::new();
        for task in tasks {
            match task {
                Task::Ask(sequence, ask) => match *ask {
                    Ask::Optimise(asked) => {
                        crate::roads::warm_for_plan(&mut app, &asked.ask, post);
                        hunt = begin_hunt(&app, sequence, *asked, tell.clone(), post);
                    }
                    ask => queue.push((sequence, ask)),
                },
                Task::Sign(sign) => hunt = hunt.take().and_then(|hunt| keep(&mut app, hunt, sign, post)),
                Task::Look => looks = looks.signed(),
                Task::Unwatched => (looks, look) = (Looks::Always, true),
                Task::End => return,
            }
        }
        if !queue.is_empty() {
            answer_all(&mut app, queue, &mut own, post);
            if is_kept {
                backups.tend(&app, post);
            }
        }
        if look {
            let found = change.as_mut().is_some_and(|change| app.has_changed(change).unwrap_or(false));
            looks = looks.looked(found);
            if found {
                log::debug!("another writer is noticed");
                post.event(Event::Notice);
            }
        }
    }
}

fn answer_all(app: &mut App, queue: Vec<(u64, Ask)>, own: &mut Own, post: &Post<Reply>) {
    for (sequence, mut ask) in without_superseded(queue) {
        if let Ask::Run(request) = &mut ask {
            lift(request, own);
        }
        crate::mishap::at("the worker", app.actor());
        crate::roads::warm_for(app, &ask, post);
        let answer = match &ask {
            Ask::Import(asked) => import(app, sequence, asked, post),
            _ => answer(app, &ask),
        };
        let answer = answer.unwrap_or_else(|error| failed(&error));
        if let Answer::Done(outcome) = &answer {
            own.extend(outcome.replaced.iter().map(|seen| (*seen, outcome.version())));
        }
        post.event(Event::Reply(Reply { sequence, ask, answer }));
    }
}

/// Starts a search on a thread of its own, or says why it cannot.
fn begin_hunt(
    app: &App,
    sequence: u64,
    asked: crate::optimise::Asked,
    tell: Sender<Task>,
    post: &Post<Reply>,
) -> Option<Hunt> {
    let sign = move |sign| {
        // The worker is gone when the screen is left; the search ends by its time.
        let _gone_if_err = tell.send(Task::Sign(sign));
    };
    match Hunt::begin(app, sequence, &asked, sign) {
        Ok(hunt) => Some(hunt),
        Err(error) => {
            let ask = Ask::Optimise(Box::new(asked));
            post.event(Event::Reply(Reply { sequence, ask, answer: failed(&error) }));
            None
        }
    }
}

/// Keeps what a search has found and tells it; gives the search back while it goes on.
fn keep(app: &mut App, mut hunt: Hunt, sign: Sign, post: &Post<Reply>) -> Option<Hunt> {
    let (answer, goes_on) = match hunt.take(app, sign) {
        Ok(told) => {
            let goes_on = told.is_step();
            (Answer::Optimise(Box::new(told)), goes_on)
        }
        Err(error) => (failed(&error), false),
    };
    let ask = Ask::Optimise(Box::new(hunt.asked().clone()));
    post.event(Event::Reply(Reply { sequence: hunt.sequence(), ask, answer }));
    goes_on.then_some(hunt)
}

/// Everything that is put before the worker, or nothing once the wait is over; none when nobody is left.
fn next_tasks(given: &Receiver<Task>, wait: Option<Duration>) -> Option<Vec<Task>> {
    let first = match wait {
        Some(wait) => match given.recv_timeout(wait) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => return Some(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => return None,
        },
        None => given.recv().ok()?,
    };
    Some(std::iter::once(first).chain(given.try_iter()).collect())
}

/// Starts the thread that waits for writes; says whether it could.
fn watch(mut alarm: Alarm, signs: Sender<Task>) -> bool {
    let wait = move || {
        while alarm.wait().is_ok() {
            if signs.send(Task::Look).is_err() {
                return;
            }
            // A flood of writes is one sign.
            thread::sleep(SIGNS_APART);
        }
        let _gone_if_err = signs.send(Task::Unwatched);
    };
    thread::Builder::new().name("watch".to_owned()).spawn(wait).is_ok()
}

/// Answers for the import, telling on the way how far a long one is.
fn import(app: &mut App, sequence: u64, asked: &Asked, post: &Post<Reply>) -> app::Result<Answer> {
    let mut tell = |step| {
        let (ask, answer) = (Ask::Import(Box::new(asked.clone())), Box::new(Answered::Step(step)));
        post.event(Event::Reply(Reply { sequence, ask, answer: Answer::Import(answer) }));
    };
    Ok(Answer::Import(Box::new(crate::import::answer(app, asked, &mut tell)?)))
}

/// Drops loads that a later one of the same kind makes needless; writes are never dropped.
fn without_superseded(queue: Vec<(u64, Ask)>) -> Vec<(u64, Ask)> {
    let last_of = |ask: &Ask| queue.iter().rev().find(|(_, other)| discriminant(other) == discriminant(ask));
    let keep: Vec<bool> = queue
        .iter()
        .map(|(sequence, ask)| !ask.is_load() || last_of(ask).is_some_and(|(last, _)| last == sequence))
        .collect();
    queue.into_iter().zip(keep).filter_map(|(asked, keep)| keep.then_some(asked)).collect()
}

pub(crate) fn failed(error: &AppError) -> Answer {
    log::info!("refused or failed: {}", error.kind());
    let (mends, refusal) = match error {
        AppError::Refused(refusal) => (refusal.mends(), Some(refusal.clone())),
        AppError::Store(store) => (store.mends(), None),
        AppError::Unknown { .. }
        | AppError::Ambiguous { .. }
        | AppError::When(_)
        | AppError::NoTime { .. }
        | AppError::NoBusiness => (Vec::new(), None),
    };
    Answer::Failed(Box::new(Failure { message: error.to_string(), mends, refusal }))
}

/// What is known already and the first number or address of each client, each once.
fn reach(app: &App, way: Reach, known: &[String], clients: &[domain::ClientId]) -> app::Result<Vec<String>> {
    let mut texts = known.to_vec();
    for id in clients {
        let client = app.client_card(*id, false)?.client;
        let text = match way {
            Reach::Phone => client.phones.into_iter().next().map(|phone| phone.number),
            Reach::Email => client.emails.into_iter().next(),
        };
        texts.extend(text.filter(|text| !texts.contains(text)));
    }
    Ok(texts)
}

/// The best slots of a visit or job.
fn slots(app: &App, about: app::SlotsFor, beyond_promise: bool) -> app::Result<Answer> {
    let query = app::SlotQuery { limit: crate::ui::SLOTS, beyond_promise, ..app::SlotQuery::of(about) };
    Ok(Answer::Slots(Box::new(app.slots(&query)?)))
}

/// What a typed time means.
fn meant(app: &App, text: &str, day: Option<chrono::NaiveDate>, minutes: u32) -> app::Result<Meant> {
    let zone = app.business()?.zone;
    Ok(match app.read_booking(text, day, minutes)? {
        (Booked::Slot(span), said) => Meant::Slot(Slot::of_span(span, zone), said),
        (Booked::Told(term), said) => Meant::Told(term, said),
        (Booked::Nothing, _) => return Err(AppError::NoTime { text: text.to_owned() }),
    })
}

/// How a time that is being typed reads.
fn reading(app: &App, text: &str, day: Option<chrono::NaiveDate>, minutes: u32) -> String {
    match app.read_booking(text, day, minutes) {
        Ok((_, said)) => format!("= {said}"),
        Err(error) => format!("? {error}"),
    }
}

/// The best plan of a day, looked for on this thread.
fn optimise(app: &mut App, asked: &crate::optimise::Asked) -> app::Result<Answer> {
    let goes_on = &mut |_: &app::OptimiseStep| !asked.stop.is_stopped();
    Ok(Answer::Optimise(Box::new(Told::Ended(Box::new(app.optimise(&asked.ask, goes_on)?)))))
}

/// Answers one ask from the desk, at once and on this thread.
pub fn answer(app: &mut App, ask: &Ask) -> app::Result<Answer> {
    Ok(match ask {
        Ask::Business => Answer::Business(Box::new(app.business()?)),
        Ask::Today => Answer::Today(Box::new(app.today()?)),
        Ask::Day(date) => Answer::Day(Box::new(app.day_to_plan(*date)?)),
        Ask::Week(date, filter) => Answer::Week(Box::new(app.week(*date, filter)?)),
        Ask::Month(date, filter) => Answer::Month(Box::new(app.month(*date, filter)?)),
        Ask::Board(query) => Answer::Board(app.board(query)?),
        Ask::BoardColumn(query, key) => {
            let (jobs, total) = app.board_column(query, key)?;
            Answer::BoardColumn(key.clone(), jobs, total)
        }
        Ask::Shift(targets, by) => {
            let visits: Vec<_> = targets.iter().filter_map(|target| target.visit).map(|(id, _)| id).collect();
            Answer::Shift(Box::new(app.shifted(&visits, *by)?), targets.clone())
        }
        Ask::Sift(request) => Answer::Sift(Box::new(app.sift(request)?)),
        Ask::FilterNames => Answer::FilterNames(Box::new(app.filter_names()?)),
        Ask::Clients { text, limit, offset } => Answer::Clients(app.clients(text, *limit, *offset)?),
        Ask::Job(id) => Answer::Job(Box::new(app.job_card(*id)?)),
        Ask::Client(id, access) => Answer::Client(Box::new(app.client_card(*id, *access)?)),
        Ask::Reach(way, known, clients) => Answer::Reached(*way, reach(app, *way, known, clients)?),
        Ask::Candidates(id) => Answer::Candidates(*id, app.candidates(*id)?),
        Ask::Slots(about, beyond_promise) => slots(app, *about, *beyond_promise)?,
        Ask::Late(LateWho::Technician(who), minutes) => Answer::Late(Box::new(app.late(*who, *minutes)?)),
        Ask::Late(LateWho::LeadOf(visit), minutes) => {
            Answer::Late(Box::new(app.late_for_visit(*visit, *minutes)?))
        }
        Ask::ApplyLate(repair, reason) => Answer::Done(app.apply_late(repair, reason.clone())?),
        Ask::DraftLate(repair, reason) => {
            let (draft, _) = app.draft_late(repair, reason.clone())?;
            crate::draft::enter(app, Some(draft.id))?
        }
        Ask::Capture { line, day } => Answer::Capture(Box::new(app.capture(line, *day)?)),
        Ask::When { text, day, minutes } => Answer::When(meant(app, text, *day, *minutes)?),
        Ask::ReadTime { text, day, minutes } => Answer::ReadTime(reading(app, text, *day, *minutes)),
        Ask::Locate { text, limit } => Answer::Locate(text.clone(), app.locate(text, *limit)?),
        Ask::Timeline(entity, limit) => Answer::Timeline(Box::new(app.timeline(*entity, *limit)?)),
        Ask::UndoView(operation) => Answer::UndoView(Box::new(app.undo_view(*operation)?)),
        Ask::UndoOne(operation) => Answer::Done(app.undo(Some(*operation))?),
        Ask::Optimise(asked) => optimise(app, asked)?,
        Ask::Import(asked) => Answer::Import(Box::new(crate::import::answer(app, asked, &mut |_| {})?)),
        Ask::Merge(keep, gone) => Answer::Merge(Box::new(app.merge_view(*keep, *gone)?)),
        Ask::Duplicates => Answer::Duplicates(app.duplicates()?),
        Ask::Log => {
            let filter = app::LogFilter { limit: Some(OPERATIONS), ..app::LogFilter::default() };
            Answer::Log(app.log(&filter)?)
        }
        Ask::Entry(entity, named) => Answer::Entry(Box::new(app.entry(*entity, named)?)),
        Ask::CapturedEntry { line, day } => Answer::CapturedEntry(Box::new(app.captured_entry(line, *day)?)),
        Ask::Suggest { wanted, text } => {
            Answer::Suggestions(app.suggest(wanted, text, crate::form::SUGGESTIONS)?)
        }
        Ask::Book(kind) => Answer::Book(*kind, app.book(*kind)?),
        Ask::Run(request) => Answer::Done(app.execute(request)?),
        Ask::AddCaptured { line, day, reason } => {
            Answer::Done(app.add_captured(line, *day, reason.clone())?)
        }
        Ask::Undo => Answer::Done(app.undo(None)?),
        Ask::Redo => Answer::Done(app.redo()?),
        Ask::Drafts => crate::draft::drafts(app)?,
        Ask::EnterDraft(draft) => crate::draft::enter(app, *draft)?,
        Ask::NewDraft(date) => crate::draft::begin(app, *date)?,
        Ask::DraftDiff(draft) => Answer::DraftDiff(Box::new(app.draft_diff(*draft)?)),
        Ask::CommitDraft(draft, reason) => Answer::Done(app.commit_draft(*draft, reason.clone())?),
        Ask::DiscardDraft(draft) => Answer::Discarded(app.discard_draft(*draft)?),
        Ask::DropFromDraft(draft, visits) => Answer::Done(app.drop_from_draft(*draft, visits)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_writes_are_no_surprise_and_those_of_others_are() {
        let entity = EntityRef { kind: domain::EntityKind::Visit, id: 4 };
        let own = Own::from([((entity, 10), 12), ((entity, 12), 13)]);
        let lifted = |seen| {
            let mut request = Request::new(domain::Command::Pin(domain::VisitId(4), true)).seen(entity, seen);
            lift(&mut request, &own);
            request.seen[0].1
        };
        assert_eq!((lifted(10), lifted(12), lifted(11)), (13, 13, 11));
    }

    #[test]
    fn a_later_load_of_the_same_kind_makes_an_earlier_one_needless() {
        let date = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let queue = vec![
            (1, Ask::Day(date(1))),
            (2, Ask::Undo),
            (3, Ask::Today),
            (4, Ask::Day(date(2))),
            (5, Ask::Undo),
        ];
        let kept: Vec<u64> = without_superseded(queue).into_iter().map(|(sequence, _)| sequence).collect();
        assert_eq!(kept, [2, 3, 4, 5]);
    }
}
