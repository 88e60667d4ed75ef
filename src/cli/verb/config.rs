//! `config`: the settings of truckroll on this machine.

use std::fs::OpenOptions;
use std::io::{ErrorKind, IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::Command;

use clap::Subcommand;
use serde_json::json;

use crate::config::{Config, TEMPLATE, private_dir};
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::verb::config_keys::keys;
use crate::verb::config_show::show;

/// What can be done with the configuration.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigVerb {
    /// Where the file is
    Path,
    /// What it says, with what holds otherwise
    Show,
    /// Every action of the screen with its keys, as [keys] writes them
    Keys,
    /// Open it in $VISUAL or $EDITOR, and check it afterwards
    Edit,
}

impl ConfigVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let path = session.config_path();
        match self {
            ConfigVerb::Path => {
                session.output.answer(&json!({ "path": path, "exists": path.exists() }), |page| {
                    page.line(&path.display().to_string());
                })
            }
            ConfigVerb::Show => show(session, &path),
            ConfigVerb::Keys => keys(session),
            ConfigVerb::Edit => edit(session, &path),
        }
    }
}

fn edit(session: &Session, path: &Path) -> Result<Answer> {
    let editor = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let editor = editor.map(|editor| editor.trim().to_owned()).find(|editor| !editor.is_empty());
    let words = editor.as_deref().unwrap_or("vi").split_whitespace().collect::<Vec<_>>();
    let Some((program, arguments)) = words.split_first() else { return Ok(Answer::nothing()) };
    if editor.is_none() && !std::io::stdin().is_terminal() {
        let message = "there is no terminal to edit on, and neither VISUAL nor EDITOR is set";
        return Err(Failure::usage("editor", message, format!("edit the file yourself: {}", path.display())));
    }
    begin(path)?;
    let status = Command::new(program).args(arguments).arg(path).status();
    let status = status.map_err(|error| Failure::io("running the editor", Path::new(program), error))?;
    if !status.success() {
        let message = format!("the editor {program} ended with {status}");
        return Err(Failure::Other { message, source: None });
    }
    let config = Config::read(path, true)?;
    session.check_for_screen(&config)?;
    session.output.answer(&json!({ "path": path }), |page| page.line(&format!("{} is well", path.display())))
}

/// Puts the template there when there is no file, for the owner alone.
fn begin(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent() {
        private_dir(folder)?;
    }
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let written = opened.and_then(|mut file| file.write_all(TEMPLATE.as_bytes()));
    match written {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(Failure::io("writing", path, error)),
        Ok(()) | Err(_) => Ok(()),
    }
}
