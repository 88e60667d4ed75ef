//! `config keys`: every action with its keys, as `[keys]` in the configuration writes them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Result;
use crate::keys::KeyLine;
use crate::output::{Answer, Page};
use crate::session::Session;

/// Every action of the screen.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct KeyList {
    /// The actions, in the order of the help.
    actions: Vec<KeyLine>,
}

/// Lists the actions with the keys in force.
pub(crate) fn keys(session: &Session) -> Result<Answer> {
    let config = session.config()?;
    session.check_for_screen(config)?;
    let list = KeyList { actions: (session.screen.keys)(&config.text) };
    session.output.answer(&list, |page| say(page, &list.actions))
}

/// The text is a `[keys]` table that binds everything as it is bound: it can be put into the configuration.
fn say(page: &mut Page, actions: &[KeyLine]) {
    page.line("[keys]");
    let mut heading = "";
    for action in actions {
        if action.heading != heading {
            heading = &action.heading;
            page.line("");
            page.line(&format!("# {heading}"));
        }
        let quoted = |key: &String| format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""));
        let keys: Vec<String> = action.keys.iter().map(quoted).collect();
        let bound = format!("{} = [{}]", action.id, keys.join(", "));
        page.line(&format!("{bound:<40} # {}", action.help));
    }
}
