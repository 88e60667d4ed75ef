//! The built program in a pseudo-terminal, driven by keys and watched through a terminal emulator.
//!
//! Nothing here sleeps: [`Terminal::wait_for`] looks again whenever the program has written something.
#![allow(dead_code, unreachable_pub)] // each test binary uses its own part of this

mod desk;
mod keys;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

pub use desk::Desk;

/// How long anything may take before a test gives up: far beyond what it takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the program has written so far.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    ended: bool,
}

/// The modes that a program must give back as it found them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mode of the terminal, on or off")]
pub struct Modes {
    /// Whether the other screen is shown.
    pub alternate_screen: bool,
    /// Whether clicks are reported.
    pub mouse: bool,
    /// Whether pastes are bracketed.
    pub bracketed_paste: bool,
    /// Whether the cursor is hidden.
    pub hidden_cursor: bool,
}

impl Modes {
    /// A terminal that nobody has taken.
    pub const FREE: Modes =
        Modes { alternate_screen: false, mouse: false, bracketed_paste: false, hidden_cursor: false };
    /// A terminal that the program has taken; the cursor comes and goes with what is typed.
    pub const TAKEN: Modes =
        Modes { alternate_screen: true, mouse: true, bracketed_paste: true, hidden_cursor: true };
}

/// A program in a pseudo-terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Terminal {
    /// Starts a command in a pseudo-terminal of so many columns and rows.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size_of(columns, rows)).unwrap();
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let seen = Seen { parser, raw: Vec::new(), ended: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || watch(reader, &shared));
        let child = pair.slave.spawn_command(command).unwrap();
        Terminal { master: pair.master, writer, child, seen }
    }

    /// Presses keys by their names as the help writes them: `j`, `.c`, `Enter`, `Ctrl-z`.
    pub fn press(&mut self, key: &str) -> &mut Self {
        self.send(&keys::bytes_of(key))
    }

    /// Types a text as it stands.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        self.send(text.as_bytes())
    }

    fn send(&mut self, bytes: &[u8]) -> &mut Self {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn see(&mut self, text: &str) -> &mut Self {
        self.wait_for(&format!("“{text}”"), |screen| screen.contents().contains(text))
    }

    /// Waits until none of the screen says a text.
    #[track_caller]
    pub fn miss(&mut self, text: &str) -> &mut Self {
        self.wait_for(&format!("no “{text}”"), |screen| !screen.contents().contains(text))
    }

    /// Waits until a row of the screen holds all of these texts.
    #[track_caller]
    pub fn see_row(&mut self, texts: &[&str]) -> &mut Self {
        let holds = |row: &String| texts.iter().all(|text| row.contains(text));
        self.wait_for(&format!("a row with {texts:?}"), |screen| rows_of(screen).iter().any(holds))
    }

    /// Waits until the modes are those.
    #[track_caller]
    pub fn see_modes(&mut self, modes: Modes) -> &mut Self {
        self.wait_for(&format!("{modes:?}"), |screen| modes_of(screen) == modes)
    }

    /// Waits until the screen is as wanted; panics with the last screen if it never is.
    #[track_caller]
    pub fn wait_for(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        let mut seen = self.lock();
        while !is_so(seen.parser.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !seen.ended,
                "never saw {what}; the last screen is\n{}",
                picture(&seen)
            );
            seen = self.seen.1.wait_timeout(seen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(seen);
        self
    }

    /// Waits until the program has ended and gives its status and what is left on the terminal.
    #[track_caller]
    pub fn wait_for_end(&mut self) -> (ExitStatus, Modes) {
        let until = Instant::now() + PATIENCE;
        let mut seen = self.lock();
        while !seen.ended {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "never ended; the last screen is\n{}", picture(&seen));
            seen = self.seen.1.wait_timeout(seen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        let modes = modes_of(seen.parser.screen());
        drop(seen);
        (self.child.wait().unwrap(), modes)
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.lock().parser.set_size(cells(rows), cells(columns));
        self.master.resize(size_of(columns, rows)).unwrap();
        self
    }

    /// Sends a signal to the program.
    pub fn signal(&mut self, signal: rustix::process::Signal) -> &mut Self {
        let id = self.child.process_id().and_then(|id| i32::try_from(id).ok());
        let pid = id.and_then(rustix::process::Pid::from_raw).expect("a program that was started has an id");
        rustix::process::kill_process(pid, signal).unwrap();
        self
    }

    /// The line discipline (echo, line mode, signals by keys), for comparison.
    pub fn discipline(&self) -> String {
        format!("{:?}", self.master.get_termios().expect("a pseudo-terminal has a line discipline"))
    }

    /// Everything that the program wrote.
    pub fn raw(&self) -> Vec<u8> {
        self.lock().raw.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ended_already_if_err = self.child.kill();
        let _reaped_already_if_err = self.child.wait();
    }
}

fn watch(mut reader: impl Read, seen: &(Mutex<Seen>, Condvar)) {
    let mut bytes = [0; 8192];
    loop {
        let read = reader.read(&mut bytes).unwrap_or(0);
        let mut now = seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        now.parser.process(&bytes[..read]);
        now.raw.extend_from_slice(&bytes[..read]);
        now.ended = read == 0;
        seen.1.notify_all();
        if read == 0 {
            return;
        }
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has columns and rows")
}

fn size_of(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn rows_of(screen: &vt100::Screen) -> Vec<String> {
    screen.rows(0, screen.size().1.get()).collect()
}

fn modes_of(screen: &vt100::Screen) -> Modes {
    Modes {
        alternate_screen: screen.alternate_screen(),
        mouse: screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
        bracketed_paste: screen.bracketed_paste(),
        hidden_cursor: screen.hide_cursor(),
    }
}

fn picture(seen: &Seen) -> String {
    let ended = if seen.ended { "(the program has ended)\n" } else { "" };
    ended.to_owned() + &rows_of(seen.parser.screen()).join("\n")
}
