//! What comes back after a restart: view, day, selection, filter, and what else the panes remember.

mod keeper;
mod kept;

#[cfg(test)]
mod tests;

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ui::View;

use keeper::Keeper;
pub(crate) use kept::Kept;

/// The form of the file; another one is left out.
const VERSION: u32 = 1;

/// What comes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    version: u32,
    /// The view that is shown.
    pub view: View,
    /// The filter, as it is typed.
    pub filter: String,
    /// What each pane remembers.
    pub today: Value,
    /// The same.
    pub calendar: Value,
    /// The same.
    pub board: Value,
    /// The same.
    pub clients: Value,
    /// The draft that was open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<domain::DraftId>,
}

/// Why a kept session is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// It cannot be read.
    Damaged,
    /// A newer program wrote it.
    Newer,
}

impl Session {
    /// A session at a view, with nothing remembered.
    pub fn at(view: View, filter: String) -> Self {
        let none = Value::Null;
        Session {
            version: VERSION,
            view,
            filter,
            today: none.clone(),
            calendar: none.clone(),
            board: none.clone(),
            clients: none,
            draft: None,
        }
    }

    /// As it is kept.
    pub fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// Reads what [`Session::to_json`] wrote.
    ///
    /// # Errors
    /// When it cannot be read or is of another version.
    pub fn from_json(text: &str) -> Result<Self, Left> {
        let value: Value = serde_json::from_str(text).map_err(|_| Left::Damaged)?;
        match value["version"].as_u64() {
            Some(version) if version == u64::from(VERSION) => {
                serde_json::from_value(value).map_err(|_| Left::Damaged)
            }
            Some(_) => Err(Left::Newer),
            None => Err(Left::Damaged),
        }
    }
}

/// The name of the file for a store: each has its own session.
pub fn file_for(store: Option<&Path>) -> String {
    let path = store.map_or_else(String::new, |path| path.to_string_lossy().into_owned());
    // FNV-1a of 64 bits: a name for the path, not a secret.
    let hash = path.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("session-{hash:016x}.json")
}
