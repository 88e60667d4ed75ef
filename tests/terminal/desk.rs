//! A home of its own with a small firm in it, prepared by the command line.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use portable_pty::CommandBuilder;
use serde_json::Value;
use tempfile::TempDir;

use super::Terminal;

/// A Tuesday, ten in the morning in London: the clock of every test stands still here.
const NOW: &str = "2026-11-24T10:00:00Z";

/// The built program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_truckroll");

/// A hermetic home.
pub struct Desk {
    home: TempDir,
}

impl Desk {
    /// A home without a store.
    pub fn bare() -> Self {
        Desk { home: tempfile::tempdir().unwrap() }
    }

    /// A store with nothing in it but the business.
    pub fn empty() -> Self {
        let desk = Desk::bare();
        desk.run(&["init", "--name", "Oakes Heating", "--zone", "Europe/London", "--currency", "GBP"]);
        desk
    }

    /// Three technicians, four clients and six jobs: three visits today, one told its window, one tomorrow, two
    /// in the tray.
    pub fn firm() -> Self {
        let desk = Desk::empty();
        for (name, skill) in [("Dana Fox", "gas:3"), ("Ravi Shah", "electrical"), ("Tom Bell", "gas")] {
            desk.run(&["technician", "add", name, "--skill", skill, "--hours", "mon-fri 8-17"]);
        }
        for (name, street, phone) in [
            ("Kerr", "14 Elm St", "07700 900123"),
            ("Jones", "2 Mill Lane", "07700 900456"),
            ("Patel", "40 Park Ave", "07700 900789"),
            ("Smith Bakery", "1 High St", "07700 900321"),
        ] {
            desk.run(&["client", "add", name, "--phone", phone]);
            desk.run(&["site", "add", name, "--street", street, "--access-notes", "gate 4711"]);
        }
        for line in [
            "boiler no heat, Kerr @dana today 13:00 1h",
            "leak, Jones @ravi today 13:30 1h",
            "tap drip, Patel",
            "oven wiring, Smith @ravi today 15:00 2h",
            "alarm, Patel @tom tmw 9am 1h",
            "fuse box, Jones",
        ] {
            desk.run(&["job", "add", line]);
        }
        desk.run(&["visit", "confirm", "V-2"]);
        desk
    }

    /// A command of the program at the desk's clock, without a terminal.
    pub fn command(&self, words: &[&str]) -> Command {
        self.command_of(PROGRAM, words)
    }

    /// A script of the shell, without a terminal; `$TRUCKROLL` is the program and `$0` the name.
    pub fn shell(&self, script: &str, name: &str) -> Command {
        self.command_of("sh", &["-c", script, name])
    }

    fn command_of(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.variables()).args(words).stdin(Stdio::null());
        command
    }

    /// Runs a verb that must succeed and gives what it prints.
    #[track_caller]
    pub fn run(&self, words: &[&str]) -> String {
        let output = self.output(words);
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{words:?}: {out}{err}");
        out
    }

    /// Runs a verb, whatever comes of it.
    pub fn output(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// The data of a verb that must succeed.
    #[track_caller]
    pub fn data(&self, words: &[&str]) -> Value {
        let out = self.run(&[words, &["--json"]].concat());
        let mut answer: Value = serde_json::from_str(&out).unwrap();
        answer["data"].take()
    }

    /// The home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The store's file.
    pub fn store(&self) -> PathBuf {
        self.home.path().join(".local/share/truckroll/truckroll.db")
    }

    /// Opens the screen, as large as said.
    pub fn open(&self, columns: u16, rows: u16) -> Terminal {
        self.open_with(&[PROGRAM], columns, rows)
    }

    /// Starts any command line in this home with a terminal.
    pub fn open_with(&self, words: &[&str], columns: u16, rows: u16) -> Terminal {
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env_clear();
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.cwd(self.home.path());
        Terminal::start(command, columns, rows)
    }

    fn variables(&self) -> Vec<(&'static str, String)> {
        let home = self.home.path().display().to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        let fixed = [
            ("HOME", home),
            ("PATH", path),
            ("USER", "mia".to_owned()),
            ("TZ", "Europe/London".to_owned()),
            ("TRUCKROLL_NOW", NOW.to_owned()),
            ("TRUCKROLL", PROGRAM.to_owned()),
            ("PS1", "shell> ".to_owned()),
            ("LC_ALL", "C.UTF-8".to_owned()),
        ];
        fixed.into()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
