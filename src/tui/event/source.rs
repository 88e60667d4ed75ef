//! Where events come from: one channel, blocked on until something happens or the minute turns.
//!
//! The reader of the terminal reads only while [`Source::next`] waits: it takes all that is there, hands
//! it over in one piece and stops. So keys that queue up during a frame come as one batch before the
//! next, and an editor that has the terminal meanwhile loses no key to us.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::ground::GroundReader;
use super::{Event, settle, terminal};

/// When minutes are announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// At each turn of the minute.
    Minute,
    /// Never: the clock stands still.
    Never,
}

/// What goes through the channel.
enum Incoming<M> {
    /// A batch of the reader, which now stops until it is asked again.
    Read(Vec<Event<M>>),
    /// An event of anyone else.
    Other(Event<M>),
}

/// The way for other threads to send events; clone it for each.
#[derive(Debug)]
pub struct Post<M>(std::sync::mpsc::Sender<Incoming<M>>);

impl<M> Clone for Post<M> {
    fn clone(&self) -> Self {
        Post(self.0.clone())
    }
}

impl<M> Post<M> {
    /// Sends an event; after the screen has ended it goes nowhere.
    pub fn event(&self, event: Event<M>) {
        let _nobody_listens_if_err = self.0.send(Incoming::Other(event));
    }
}

/// The receiving end of all events.
#[derive(Debug)]
pub struct Source<M> {
    incoming: Receiver<Incoming<M>>,
    post: Post<M>,
    /// Asks the reader for a batch; none without a reader.
    ask: Option<SyncSender<()>>,
    asked: bool,
    pace: Pace,
    /// The minute of the last tick, since 1970.
    minute: u64,
}

impl<M: Send + 'static> Source<M> {
    /// Makes a source that nothing feeds yet.
    pub fn new(pace: Pace) -> Self {
        let (sender, incoming) = channel();
        Source { incoming, post: Post(sender), ask: None, asked: false, pace, minute: minute_of(now()) }
    }

    /// Gives a way to send events here.
    pub fn post(&self) -> Post<M> {
        self.post.clone()
    }

    /// Starts the thread that reads the terminal.
    pub fn read_terminal(&mut self) -> io::Result<()> {
        let mut ground = GroundReader::default();
        self.read_with(move || terminal::read_batch(&mut ground))
    }

    /// Starts a thread that gets batches from `read`, one each time the source waits.
    pub(super) fn read_with(
        &mut self,
        mut read: impl FnMut() -> io::Result<Vec<Event<M>>> + Send + 'static,
    ) -> io::Result<()> {
        let (ask, asked) = sync_channel(1);
        let sender = self.post.0.clone();
        let reader = move || {
            while asked.recv().is_ok() {
                let (batch, lost) = match read() {
                    Ok(batch) => (batch, false),
                    Err(error) => (vec![Event::InputLost(error.to_string())], true),
                };
                if sender.send(Incoming::Read(batch)).is_err() || lost {
                    return;
                }
            }
        };
        thread::Builder::new().name("keys".to_owned()).spawn(reader)?;
        self.ask = Some(ask);
        Ok(())
    }

    /// Waits for something to happen and gives all that has happened, in order, at least one event.
    ///
    /// With `patience` it gives nothing if nothing happens for so long: for the one moment when a wait
    /// should be shown, never as a pulse.
    pub fn next(&mut self, patience: Option<Duration>) -> Vec<Event<M>> {
        self.ask_reader();
        let mut batch = Vec::new();
        match self.wait(patience) {
            Some(Incoming::Read(read)) => {
                self.asked = false;
                batch.extend(read);
            }
            Some(Incoming::Other(event)) => batch.push(event),
            None => {}
        }
        while let Ok(more) = self.incoming.try_recv() {
            match more {
                Incoming::Read(read) => {
                    self.asked = false;
                    batch.extend(read);
                }
                Incoming::Other(event) => batch.push(event),
            }
        }
        if self.minute_has_turned() {
            batch.push(Event::Tick);
        }
        settle(batch)
    }

    fn ask_reader(&mut self) {
        if let Some(ask) = self.ask.as_ref().filter(|_| !self.asked) {
            // A reader that has ended said so with InputLost; asking it again is harmless.
            self.asked = ask.try_send(()).is_ok();
        }
    }

    fn wait(&self, patience: Option<Duration>) -> Option<Incoming<M>> {
        let tick = match self.pace {
            Pace::Minute => Some(until_next_minute(now(), self.minute)),
            Pace::Never => None,
        };
        match [tick, patience].into_iter().flatten().min() {
            Some(longest) => match self.incoming.recv_timeout(longest) {
                Ok(incoming) => Some(incoming),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => unreachable!("the source holds a sender itself"),
            },
            None => Some(self.incoming.recv().expect("the source holds a sender itself")),
        }
    }

    fn minute_has_turned(&mut self) -> bool {
        let minute = minute_of(now());
        let turned = self.pace == Pace::Minute && minute != self.minute;
        self.minute = minute;
        turned
    }
}

/// Gives the time to wait for the next tick: none if the minute has turned since the last one.
pub(super) fn until_next_minute(since_1970: Duration, last_minute: u64) -> Duration {
    if minute_of(since_1970) != last_minute {
        return Duration::ZERO;
    }
    Duration::from_mins(minute_of(since_1970) + 1).saturating_sub(since_1970)
}

pub(super) fn minute_of(since_1970: Duration) -> u64 {
    since_1970.as_secs() / 60
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
