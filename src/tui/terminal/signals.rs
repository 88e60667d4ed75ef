//! Signals become events; one that nobody heeds still ends the program with the terminal given back.

use std::io;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, getpgid, getpgrp, getppid, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::give_back;
use crate::event::{Event, Post, Signal};

/// How long the event loop has to end by itself after a signal that ends the program.
const GRACE: Duration = Duration::from_secs(3);

/// Starts a thread that turns signals into events.
///
/// SIGINT, SIGTERM, SIGHUP and SIGQUIT become [`Signal::End`]; if the program still runs after three
/// seconds, or at a second such signal, it dies of it at once, the terminal given back.
pub fn listen<M: Send + 'static>(post: Post<M>) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT])?;
    let heed = move || {
        let mut ending = false;
        for signal in signals.forever() {
            match signal {
                SIGTSTP => post.event(Event::Signal(Signal::Suspend)),
                SIGCONT => post.event(Event::Signal(Signal::Continued)),
                _ if ending => die_of(signal),
                end => {
                    ending = true;
                    thread::spawn(move || {
                        thread::sleep(GRACE);
                        die_of(end);
                    });
                    post.event(Event::Signal(Signal::End(end)));
                }
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(heed)?;
    Ok(())
}

/// Gives the terminal back and ends the process as the signal would have, so that its parent sees that.
pub fn die_of(signal: i32) {
    give_back();
    if emulate_default_handler(signal).is_err() {
        std::process::exit(128_i32.saturating_add(signal));
    }
}

/// Stops the whole job, as Ctrl-z does: a wrapper in the same group must stop too, or no shell notices.
pub(super) fn stop() -> io::Result<()> {
    Ok(kill_current_process_group(rustix::process::Signal::STOP)?)
}

/// Says whether a shell with job control could continue us: whether our process group is not orphaned.
///
/// It is not (POSIX, "orphaned process group") if the parent is of our session and of another group. A
/// parent in our own group is a wrapper such as `sh -c`; then a session led by another group tells it.
pub(super) fn can_be_continued() -> bool {
    let Some(parent) = getppid() else { return false };
    let same_session = |other: Pid| matches!((getsid(Some(other)), getsid(None)), (Ok(a), Ok(b)) if a == b);
    if !same_session(parent) {
        return false;
    }
    let group = getpgrp();
    match getpgid(Some(parent)) {
        Ok(parents) if parents != group => true,
        Ok(_) => getsid(None).is_ok_and(|session| session != group),
        Err(_) => false,
    }
}
