//! Signals become events; one that nobody heeds still ends the program with the terminal given back.

use std::io;
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal as Sent, kill};
use nix::unistd::{Pid, getpgid, getpgrp, getppid, getsid};
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
    let own_group = Pid::from_raw(0);
    Ok(kill(own_group, Sent::SIGSTOP)?)
}

/// Says whether a shell with job control could continue us: whether our process group is not orphaned.
///
/// It is not (POSIX, "orphaned process group") if the parent is of our session and of another group. A
/// parent in our own group is a wrapper such as `sh -c`; then a session led by another group tells it.
/// In a container the parent, its group or its session may be outside and have no number there: the kernel
/// then says 0, which is nobody who could continue us.
pub(super) fn can_be_continued() -> bool {
    let parent = getppid();
    let group = getpgrp();
    let Some((session, parents_session, parents_group)) = family(parent) else { return false };
    session == parents_session && (parents_group != group || session != group)
}

/// Our session, the parent's session and the parent's group; none if one of them cannot be told.
fn family(parent: Pid) -> Option<(Pid, Pid, Pid)> {
    let told = |id: Result<Pid, nix::Error>| id.ok().filter(|id| id.as_raw() > 0);
    told(Ok(parent))?;
    Some((told(getsid(None))?, told(getsid(Some(parent)))?, told(getpgid(Some(parent)))?))
}
