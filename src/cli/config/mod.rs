//! The configuration file: TOML, read strictly.

mod paths;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Result};

pub(crate) use paths::{Paths, private_dir};

/// What the configuration file says; every part may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The store's file, when it is not the usual one; `~/` stands for the home folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub db: Option<PathBuf>,
    /// Who is acting, when it is not the login name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// How the screen looks.
    #[serde(default)]
    pub screen: ScreenConfig,
    /// Key bindings: an action's id to a key or a list of keys.
    #[serde(default)]
    pub keys: BTreeMap<String, Keys>,
    /// The text as it was read; the screen reads the bindings from it, so that it can name their lines.
    #[serde(skip)]
    pub text: String,
}

/// How the screen looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScreenConfig {
    /// The theme's name; dark when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Only characters of ASCII.
    pub ascii: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
}

impl Default for ScreenConfig {
    fn default() -> Self {
        ScreenConfig { theme: None, ascii: false, mouse: true }
    }
}

/// The keys of an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Keys {
    /// One key or sequence.
    One(String),
    /// Several; none unbinds the action.
    Several(Vec<String>),
}

/// What `config edit` begins with.
pub(crate) const TEMPLATE: &str = include_str!("../../../assets/config.toml");

impl Config {
    /// Reads the file at a path. A file that is not there says nothing, unless it was asked for by name.
    pub(crate) fn read(path: &Path, must_exist: bool) -> Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Config::parse(&text, path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => {
                Ok(Config::default())
            }
            Err(error) => Err(Failure::Config {
                message: format!("{} cannot be read: {error}", path.display()),
                hints: vec!["name another with --config".to_owned()],
            }),
        }
    }

    /// Reads a text; errors name the file and the line.
    pub(crate) fn parse(text: &str, path: &Path) -> Result<Self> {
        match toml::from_str::<Config>(text) {
            Ok(config) => Ok(Config { text: text.to_owned(), ..config }),
            Err(error) => {
                let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
                Err(Failure::Config {
                    message: format!("{}:{line}: {}", path.display(), error.message()),
                    hints: vec!["mend the line: truckroll config edit".to_owned()],
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config> {
        Config::parse(text, Path::new("/home/dana/config.toml"))
    }

    #[test]
    fn the_template_says_nothing_and_is_read() {
        let config = parse(TEMPLATE).unwrap();
        assert_eq!(Config { text: String::new(), ..config }, Config::default());
        let uncomment = |line: &str| match line.strip_prefix("# ") {
            Some(example) if example.contains(" = ") => format!("{example}\n"),
            Some(_) | None => format!("{line}\n"),
        };
        let examples = parse(&TEMPLATE.lines().map(uncomment).collect::<String>()).unwrap();
        assert_eq!(examples.actor.as_deref(), Some("Dana"));
        assert_eq!(examples.keys["why"], Keys::Several(vec!["w".into(), "F1".into()]));
    }

    #[test]
    fn every_setting_is_read() {
        let text = "db = \"/srv/desk.db\"\nactor = \"Dana\"\n[screen]\ntheme = \"safe\"\nascii = true\nmouse = false\n\
                    [keys]\nassign = [\"a\", \"F5\"]\nwhy = \"W\"\n";
        let config = parse(text).unwrap();
        assert_eq!(config.db.as_deref(), Some(Path::new("/srv/desk.db")));
        assert_eq!(config.screen, ScreenConfig { theme: Some("safe".into()), ascii: true, mouse: false });
        assert_eq!(config.keys["why"], Keys::One("W".into()));
        assert_eq!(config.text, text);
    }

    #[test]
    fn unknown_keys_and_wrong_values_name_file_and_line() {
        for (text, line) in [
            ("actor = \"a\"\ntheme = \"dark\"\n", 2),
            ("[screen]\nascii = true\nmuose = true\n", 3),
            ("[screen]\n\nascii = \"yes\"\n", 3),
            ("actor = \n", 1),
            ("[keys]\nassign = 3\n", 2),
        ] {
            let failure = parse(text).unwrap_err();
            let said = failure.to_string();
            assert!(said.starts_with(&format!("/home/dana/config.toml:{line}: ")), "{text}: {said}");
            assert_eq!((failure.kind(), failure.exit_code()), ("config", 2));
        }
    }
}
