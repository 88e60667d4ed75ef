//! `config`: the settings of truckroll on this machine.

use std::fs::OpenOptions;
use std::io::{ErrorKind, IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::Command;

use clap::Subcommand;
use domain::{FieldDefinition, FieldKind};
use serde_json::json;

use crate::config::{Config, Keys, TEMPLATE, private_dir};
use crate::failure::{Failure, Result};
use crate::output::Answer;
use crate::session::Session;
use crate::verb::config_keys::keys;

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

fn show(session: &Session, path: &Path) -> Result<Answer> {
    let config = session.config()?;
    let (db, actor) = (session.db()?, session.actor()?);
    let data = json!({
        "path": path, "exists": path.exists(), "db": db, "actor": actor,
        "screen": config.screen, "keys": config.keys,
        "field": config.fields(), "substatus": config.definitions.substatuses,
    });
    session.output.answer(&data, |page| {
        let none = if path.exists() { "" } else { " (not there; what follows is usual)" };
        page.field("file", &format!("{}{none}", path.display()));
        page.field("db", &db.display().to_string());
        page.field("actor", &actor);
        page.field("theme", config.screen.theme.as_deref().unwrap_or("as the terminal is"));
        page.field("ascii", if config.screen.ascii { "yes" } else { "no" });
        page.field("mouse", if config.screen.mouse { "yes" } else { "no" });
        for (action, keys) in &config.keys {
            let keys = match keys {
                Keys::One(key) => key.clone(),
                Keys::Several(keys) => keys.join(" "),
            };
            page.field("key", &format!("{action} = {keys}"));
        }
        for field in &config.definitions.fields {
            page.field("field", &say_field(field));
        }
        for (stage, labels) in &config.definitions.substatuses {
            page.field("substatus", &format!("{} = {}", stage.name(), labels.join(", ")));
        }
    })
}

/// A field of the business's own in one line: site.boiler_key “Boiler key”: choice of blue, red.
fn say_field(field: &FieldDefinition) -> String {
    let mut said =
        format!("{}.{} “{}”: {}", field.on.kind().word(), field.id, field.label, field.kind.word());
    if let FieldKind::Choice(choices) = &field.kind {
        said += " of ";
        said += &choices.join(", ");
    }
    if field.required {
        said += ", required";
    }
    if field.in_lists {
        said += ", in lists";
    }
    said
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
