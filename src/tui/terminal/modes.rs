//! The modes that the screen switches on, and the one way to switch them off again.
//!
//! What is held is known to the process, not to a value on some stack, so that a panic or a signal on
//! any thread can give the terminal back.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::cursor::{Hide, SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{Command, queue};

/// Buttons, drags and the wheel with wide coordinates; not plain motion, which would wake us for nothing.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Whether the terminal is ours at this moment.
static HELD: Mutex<bool> = Mutex::new(false);

fn held() -> MutexGuard<'static, bool> {
    // The flag is plain data: a panic while it was locked cannot have left it half-written.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says whether the terminal is ours.
pub(super) fn is_held() -> bool {
    *held()
}

/// Takes the terminal: raw mode, the other screen, bracketed paste, no cursor, and the mouse if asked.
///
/// Taking it again repeats every mode, which mends what another program changed meanwhile.
pub(super) fn take(mouse: bool) -> io::Result<()> {
    let mut held = held();
    if *held {
        disable_raw_mode()?;
    }
    enable_raw_mode()?;
    // From here on there is something to give back, even if the next write fails half way.
    *held = true;
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    write_mouse(&mut bytes, mouse)?;
    let written = send(&bytes);
    drop(held);
    if written.is_err() {
        give_back();
    }
    written
}

/// Switches mouse reports on or off while the terminal is ours.
pub(super) fn set_mouse(on: bool) -> io::Result<()> {
    let held = held();
    if !*held {
        return Ok(());
    }
    let mut bytes = Vec::new();
    write_mouse(&mut bytes, on)?;
    send(&bytes)
}

/// Gives the terminal back as it was found; does nothing if it is not ours.
///
/// Safe from any thread, any number of times. What cannot be written is passed over: the terminal may
/// be gone, and the rest must be tried all the same.
pub fn give_back() {
    let mut held = held();
    if !*held {
        return;
    }
    *held = false;
    let mut bytes = Vec::new();
    append(&mut bytes, &DisableMouseCapture);
    append(&mut bytes, &DisableBracketedPaste);
    append(&mut bytes, &SetCursorStyle::DefaultUserShape);
    append(&mut bytes, &ResetColor);
    append(&mut bytes, &LeaveAlternateScreen);
    append(&mut bytes, &Show);
    let _gone_if_err = send(&bytes);
    let _gone_if_err = disable_raw_mode();
}

fn write_mouse(bytes: &mut Vec<u8>, on: bool) -> io::Result<()> {
    if on { bytes.write_all(MOUSE_ON.as_bytes()) } else { queue!(bytes, DisableMouseCapture) }
}

fn append(bytes: &mut Vec<u8>, command: &impl Command) {
    let mut text = String::new();
    if command.write_ansi(&mut text).is_ok() {
        bytes.extend_from_slice(text.as_bytes());
    }
}

/// Writes in one go, so that no other thread's bytes come between.
pub(super) fn send(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
