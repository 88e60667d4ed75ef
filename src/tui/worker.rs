//! The thread that owns the desk: it loads and writes, so that keys never wait for the store.

use std::collections::HashMap;
use std::io;
use std::mem::discriminant;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use app::{App, AppError, Booked, Change, Request};
use domain::{EntityRef, Slot};

use crate::ask::{Answer, Ask, Failure, Meant, Reply};
use crate::event::{Event, Post};

/// While nothing is asked, the worker looks so often whether another process has written: a look at the
/// log file's size, and at the store only when that has moved.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The operations shown by the log.
const OPERATIONS: usize = 100;

/// The way to the worker.
#[derive(Debug)]
pub(crate) struct Worker {
    asks: Sender<(u64, Ask)>,
    sequence: u64,
}

impl Worker {
    /// Starts the thread; its answers arrive as [`Event::Reply`], news of other writers as
    /// [`Event::Notice`].
    pub(crate) fn start(app: App, post: Post<Reply>) -> io::Result<Self> {
        let (asks, asked) = channel();
        thread::Builder::new().name("store".to_owned()).spawn(move || work(app, &asked, &post))?;
        Ok(Worker { asks, sequence: 0 })
    }

    /// Asks, and gives the place of the ask in the order of asking.
    pub(crate) fn ask(&mut self, ask: Ask) -> u64 {
        self.sequence += 1;
        // The worker ends only when this sender is dropped, or by a panic that ends the screen too.
        let _gone_if_err = self.asks.send((self.sequence, ask));
        self.sequence
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

fn work(mut app: App, asked: &Receiver<(u64, Ask)>, post: &Post<Reply>) {
    let mut change = app.watch().ok();
    let mut own = Own::new();
    loop {
        match asked.recv_timeout(LOOK_EVERY) {
            Ok(first) => {
                let queue = without_superseded(std::iter::once(first).chain(asked.try_iter()).collect());
                for (sequence, mut ask) in queue {
                    if let Ask::Run(request) = &mut ask {
                        lift(request, &own);
                    }
                    let answer = answer(&mut app, &ask).unwrap_or_else(|error| failed(&error));
                    if let Answer::Done(outcome) = &answer {
                        own.extend(outcome.replaced.iter().map(|seen| (*seen, outcome.operation)));
                    }
                    post.event(Event::Reply(Reply { sequence, ask, answer }));
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                if change.as_mut().is_some_and(|change| has_changed(&app, change)) {
                    post.event(Event::Notice);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn has_changed(app: &App, change: &mut Change) -> bool {
    change.is_worth_asking() && app.has_changed(change).unwrap_or(false)
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

pub(crate) fn answer(app: &mut App, ask: &Ask) -> app::Result<Answer> {
    Ok(match ask {
        Ask::Business => Answer::Business(Box::new(app.business()?)),
        Ask::Today => Answer::Today(Box::new(app.today()?)),
        Ask::Day(date) => Answer::Day(Box::new(app.day(*date)?)),
        Ask::Board(query) => Answer::Board(app.board(query)?),
        Ask::Clients { text, limit, offset } => Answer::Clients(app.clients(text, *limit, *offset)?),
        Ask::Job(id) => Answer::Job(Box::new(app.job_card(*id)?)),
        Ask::Client(id, access) => Answer::Client(Box::new(app.client_card(*id, *access)?)),
        Ask::Candidates(id) => Answer::Candidates(*id, app.candidates(*id)?),
        Ask::Capture { line, day } => Answer::Capture(Box::new(app.capture(line, *day)?)),
        Ask::When { text, day, minutes } => {
            let zone = app.business()?.zone;
            Answer::When(match app.read_booking(text, *day, *minutes)? {
                (Booked::Slot(span), said) => Meant::Slot(Slot::of_span(span, zone), said),
                (Booked::Told(term), said) => Meant::Told(term, said),
                (Booked::Nothing, _) => return Err(AppError::NoTime { text: text.clone() }),
            })
        }
        Ask::ReadTime { text, day, minutes } => {
            Answer::ReadTime(match app.read_booking(text, *day, *minutes) {
                Ok((_, said)) => format!("= {said}"),
                Err(error) => format!("? {error}"),
            })
        }
        Ask::Log => {
            let filter = app::LogFilter { limit: Some(OPERATIONS), ..app::LogFilter::default() };
            Answer::Log(app.log(&filter)?)
        }
        Ask::Run(request) => Answer::Done(app.execute(request)?),
        Ask::AddCaptured { line, day, reason } => {
            Answer::Done(app.add_captured(line, *day, reason.clone())?)
        }
        Ask::Undo => Answer::Done(app.undo(None)?),
        Ask::Redo => Answer::Done(app.redo()?),
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
