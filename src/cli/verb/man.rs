//! `man`: the manual page, made from the arguments and from the table of actions.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::Args as Whole;
use crate::failure::{Failure, Result};
use crate::keys::KeyLine;
use crate::output::Answer;
use crate::session::Session;

#[derive(Debug, Args)]
pub(crate) struct ManPage {
    /// Write a page for the program and each verb into this folder instead
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// The manual.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Manual {
    /// The page in roff; none when pages were written to files.
    page: Option<String>,
    /// The files that were written.
    files: Vec<String>,
}

/// The exit codes of the contract.
const EXIT_CODES: [(&str, &str); 9] = [
    ("0", "done"),
    ("1", "failed"),
    ("2", "the command line or the configuration is wrong"),
    ("3", "refused by a rule"),
    ("4", "not found"),
    ("5", "changed since it was seen"),
    ("6", "input rejected; nothing was imported"),
    ("7", "store unusable: newer schema, damaged, not permitted, network filesystem"),
    ("8", "some messages were not sent"),
];

/// The files of the program.
const FILES: [(&str, &str); 3] = [
    (
        "~/.config/truckroll/config.toml",
        "the configuration; truckroll config edit begins with all of it explained",
    ),
    ("~/.local/share/truckroll/truckroll.db", "the store"),
    ("~/.local/state/truckroll/", "the screen's session, drafts and logs"),
];

impl ManPage {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let keys = (session.screen.keys)("");
        let page = page(&keys).map_err(|error| Failure::io("writing", Path::new("the manual"), error))?;
        let Some(folder) = self.out else {
            if session.output.is_json() {
                return session.output.answer(&Manual { page: Some(page), files: Vec::new() }, |_| {});
            }
            return Ok(Answer::verbatim(page));
        };
        let files = write_all(&folder, &page)?;
        let data = Manual { page: None, files };
        session.output.answer(&data, |page| data.files.iter().for_each(|file| page.line(file)))
    }
}

/// The page of the program, with what is done on the screen.
fn page(keys: &[KeyLine]) -> std::io::Result<String> {
    let man = Man::new(Whole::command());
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    man.render_subcommands_section(&mut out)?;
    keys_section(keys).to_writer(&mut out)?;
    listed("FILES", &FILES).to_writer(&mut out)?;
    listed("EXIT STATUS", &EXIT_CODES).to_writer(&mut out)?;
    man.render_version_section(&mut out)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn keys_section(keys: &[KeyLine]) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    roff.text([
        roman("The keys of the screen. A count comes before a key and begins with 0: 03j. "),
        roman("The words in italics are the ids by which "),
        bold("[keys]"),
        roman(" in the configuration binds them anew."),
    ]);
    let mut heading = "";
    for line in keys {
        if line.heading != heading {
            heading = &line.heading;
            roff.control("SS", [heading]);
        }
        let keys = if line.keys.is_empty() { ":".to_owned() } else { line.keys.join(", ") };
        roff.control("TP", []);
        roff.text([bold(keys), roman("  "), italic(&line.id)]);
        let places =
            if line.places.is_empty() { String::new() } else { format!(" ({})", line.places.join(", ")) };
        roff.text([roman(format!("{}: {}{places}", line.name, line.help))]);
    }
    roff
}

fn listed(heading: &str, rows: &[(&str, &str)]) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    for (name, said) in rows {
        roff.control("TP", []);
        roff.text([bold(*name)]);
        roff.text([roman(*said)]);
    }
    roff
}

/// Writes `truckroll.1` and `truckroll-job-add.1` and so on; gives their paths.
fn write_all(folder: &Path, whole: &str) -> Result<Vec<String>> {
    fs::create_dir_all(folder).map_err(|error| Failure::io("making the folder", folder, error))?;
    let mut pages = vec![("truckroll.1".to_owned(), whole.to_owned())];
    let mut command = Whole::command();
    command.build();
    for verb in command.get_subcommands() {
        push_pages(verb, "truckroll", &mut pages)
            .map_err(|error| Failure::io("writing", Path::new("the manual"), error))?;
    }
    let mut files = Vec::new();
    for (name, page) in pages {
        let path = folder.join(name);
        fs::write(&path, page).map_err(|error| Failure::io("writing", &path, error))?;
        files.push(path.display().to_string());
    }
    Ok(files)
}

fn push_pages(verb: &Command, above: &str, pages: &mut Vec<(String, String)>) -> std::io::Result<()> {
    if verb.is_hide_set() || verb.get_name() == "help" {
        return Ok(());
    }
    let name = format!("{above}-{}", verb.get_name());
    let mut out = Vec::new();
    Man::new(verb.clone()).title(&name).render(&mut out)?;
    pages.push((format!("{name}.1"), String::from_utf8_lossy(&out).into_owned()));
    verb.get_subcommands().try_for_each(|below| push_pages(below, &name, pages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_key_that_it_is_given() {
        let line = |id: &str, keys: &[&str]| KeyLine {
            heading: "Desk".to_owned(),
            id: id.to_owned(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            name: "Name".to_owned(),
            help: "Does it.".to_owned(),
            places: Vec::new(),
        };
        let page = page(&[line("undo", &["z", "."]), line("next-theme", &[])]).unwrap();
        assert!(page.contains(".SH KEYS") && page.contains(".SS Desk"), "{page}");
        assert!(page.contains("undo") && page.contains("next\\-theme"), "{page}");
        assert!(page.contains(".SH \"EXIT STATUS\"") && page.contains(".SH FILES"), "{page}");
    }
}
