//! The configuration file: TOML, read strictly.

mod business;
mod paths;
mod travel;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::Definitions;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use app::{SavedFilters, Threads, TravelSettings, Weights};

use crate::failure::{Failure, Result};

use business::{FieldConfig, SubstatusConfig, definitions_of};
use travel::TravelConfig;

pub(crate) use paths::{Paths, private_dir};

/// What the configuration file says; every part may be absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
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
    /// Fields of the business's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    field: Vec<Spanned<FieldConfig>>,
    /// Labels of the business's own under the stages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    substatus: SubstatusConfig,
    /// What `field` and `substatus` come to.
    #[serde(skip)]
    pub definitions: Arc<Definitions>,
    /// Styles of the screen by role; the screen reads them from the text, so that it can name their lines.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub theme: BTreeMap<String, String>,
    /// Filters by name, as they are typed on the screen.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    filters: BTreeMap<String, Spanned<String>>,
    /// What the terms of the ranking weigh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ranking: Option<Spanned<Weights>>,
    /// How a day is optimised.
    #[serde(default)]
    optimiser: OptimiserConfig,
    /// How long a way takes, as it is written.
    #[serde(default, rename = "travel", skip_serializing)]
    travel_said: TravelConfig,
    /// What that comes to; paths are as they are written.
    #[serde(skip)]
    pub travel: TravelSettings,
    /// The text as it was read; the screen reads the bindings from it, so that it can name their lines.
    #[serde(skip)]
    pub text: String,
}

/// How a day is optimised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OptimiserConfig {
    threads: Threads,
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

    /// The fields as they are written.
    pub(crate) fn fields(&self) -> Vec<&FieldConfig> {
        self.field.iter().map(Spanned::get_ref).collect()
    }

    /// The filters that it names.
    pub fn saved_filters(&self) -> SavedFilters {
        let mut saved = SavedFilters::default();
        for (name, filter) in &self.filters {
            // A text that is no filter was refused when the configuration was read.
            let _refused_before = saved.read(name, filter.get_ref());
        }
        saved
    }

    /// The texts of those filters by name, as they are written.
    pub(crate) fn filter_texts(&self) -> BTreeMap<&str, &str> {
        self.filters.iter().map(|(name, filter)| (name.as_str(), filter.get_ref().as_str())).collect()
    }

    /// How travel is estimated, with paths in full and a folder for what a road server answers.
    pub fn travel_settings(&self) -> TravelSettings {
        let paths = Paths::find().ok();
        let expanded =
            |path: &Path| paths.as_ref().map_or_else(|| path.to_owned(), |paths| paths.expanded(path));
        travel::placed(
            self.travel.clone(),
            expanded,
            paths.as_ref().map(|paths| paths.cache_folder().to_owned()),
        )
    }

    /// What the terms of the ranking weigh, as is usual where it does not say.
    pub fn weights(&self) -> Weights {
        self.ranking.as_ref().map(|ranking| ranking.get_ref().clone()).unwrap_or_default()
    }

    /// On how many threads a day is optimised.
    pub fn threads(&self) -> Threads {
        self.optimiser.threads
    }

    /// Reads a text; errors name the file and the line.
    pub(crate) fn parse(text: &str, path: &Path) -> Result<Self> {
        let failure = |start: usize, message: &str| {
            let line = 1 + text[..start].matches('\n').count();
            Failure::Config {
                message: format!("{}:{line}: {message}", path.display()),
                hints: vec!["mend the line: truckroll config edit".to_owned()],
            }
        };
        let config = toml::from_str::<Config>(text)
            .map_err(|error| failure(error.span().map_or(0, |span| span.start), error.message()))?;
        let definitions = definitions_of(&config.field, &config.substatus)
            .map_err(|(start, message)| failure(start, &message))?;
        for (name, filter) in &config.filters {
            SavedFilters::default()
                .read(name, filter.get_ref())
                .map_err(|error| failure(filter.span().start, &format!("filter {name}: {error}")))?;
        }
        if let Some(ranking) = &config.ranking
            && let Some((name, why)) = ranking.get_ref().fault()
        {
            let begins = ranking.span().start;
            let at = text[begins..].find(name).map_or(begins, |place| begins + place);
            return Err(failure(at, &format!("ranking {name}: {why}")));
        }
        let travel = config.travel_said.settings().map_err(|(start, message)| failure(start, &message))?;
        Ok(Config { text: text.to_owned(), definitions: Arc::new(definitions), travel, ..config })
    }
}

#[cfg(test)]
mod tests {
    use domain::{FieldKind, Stage};

    use super::*;

    fn parse(text: &str) -> Result<Config> {
        Config::parse(text, Path::new("/home/dana/config.toml"))
    }

    #[test]
    fn the_template_says_nothing_and_is_read() {
        let config = parse(TEMPLATE).unwrap();
        assert_eq!(Config { text: String::new(), ..config }, Config::default());
        let uncomment = |line: &str| match line.strip_prefix("# ") {
            Some(example) if example.contains(" = ") || example.starts_with('[') => format!("{example}\n"),
            Some(_) | None => format!("{line}\n"),
        };
        let examples = parse(&TEMPLATE.lines().map(uncomment).collect::<String>()).unwrap();
        assert_eq!(examples.actor.as_deref(), Some("Dana"));
        assert_eq!(examples.keys["why"], Keys::Several(vec!["w".into(), "F1".into()]));
        assert_eq!(examples.definitions.fields.len(), 2);
        assert_eq!(examples.definitions.substatuses_of(Stage::ToSchedule).len(), 2);
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
    fn weights_are_read_and_a_wrong_one_names_its_line() {
        assert_eq!(parse("").unwrap().weights(), Weights::default());
        let weights = parse("[ranking]\nadded_travel = 2\nsooner = 0.5\n").unwrap().weights();
        assert_eq!(weights, Weights { added_travel: 2.0, sooner: 0.5, ..Weights::default() });
        for (text, said) in [
            ("[ranking]\n\nadded_travel = -1\n", ":3: ranking added_travel: give a number from 0 to 10000"),
            ("[ranking]\ncost = nan\n", ":2: ranking cost: give a number"),
            ("[ranking]\nsoon = 1\n", ":2: unknown field `soon`"),
            ("[ranking]\nsooner = \"a lot\"\n", ":2: invalid type"),
        ] {
            let failure = parse(text).unwrap_err().to_string();
            assert!(failure.contains(said), "{text}: {failure}");
        }
        let template: Vec<&str> = TEMPLATE.lines().skip_while(|line| *line != "# [ranking]").collect();
        for (name, weight) in Weights::default().named() {
            let line = format!("# {name} = {weight}");
            assert!(template.contains(&line.as_str()), "the template documents {line}");
        }
    }

    #[test]
    fn a_day_is_optimised_on_one_thread_unless_it_says_more() {
        assert_eq!(parse("").unwrap().threads(), Threads::default());
        let four = parse("[optimiser]\nthreads = 4\n").unwrap();
        assert_eq!(u32::from(four.threads()), 4);
        for (text, said) in [
            ("\n[optimiser]\nthreads = 0\n", ":3: give a number of threads from 1 to 16, not 0"),
            ("[optimiser]\nthreads = 17\n", ":2: give a number of threads from 1 to 16, not 17"),
            ("[optimiser]\nthread = 2\n", ":2: unknown field `thread`"),
        ] {
            let failure = parse(text).unwrap_err().to_string();
            assert!(failure.contains(said), "{text}: {failure}");
        }
    }

    #[test]
    fn fields_and_labels_become_definitions() {
        let text = "[[field]]\non = \"site\"\nid = \"boiler_key\"\nkind = \"choice\"\nchoices = [\"blue\", \"red\"]\n\
                    required = true\nin_lists = true\n[[field]]\non = \"job\"\nid = \"po\"\nlabel = \"PO number\"\n\
                    [substatus]\nto_schedule = [\"waiting for landlord\"]\n";
        let definitions = parse(text).unwrap().definitions;
        let [key, po] = &definitions.fields[..] else { panic!("{definitions:?}") };
        assert_eq!(
            (key.label.as_str(), &key.kind),
            ("Boiler key", &FieldKind::Choice(vec!["blue".into(), "red".into()]))
        );
        assert!(key.required && key.in_lists && !po.required && !po.in_lists);
        assert_eq!((po.label.as_str(), &po.kind), ("PO number", &FieldKind::Text));
        assert_eq!(definitions.substatuses_of(Stage::ToSchedule), ["waiting for landlord"]);
    }

    #[test]
    fn definitions_that_cannot_hold_say_why_and_where() {
        let field = |more: &str| {
            format!("[[field]]\non = \"site\"\nid = \"a\"\n\n[[field]]\non = \"site\"\n{more}\n")
        };
        for (more, said) in [
            ("id = \"a\"", ":5: the field id “a” is defined twice for a site"),
            ("id = \"zone\"", ":5: the field id “zone” is a name that every site has already"),
            ("id = \"Boiler Key\"", ":5: the field id “Boiler Key” must be small letters"),
            ("id = \"b\"\nlabel = \"A\"", ":5: the label “A” is taken by another field of a site"),
            ("id = \"b\"\nlabel = \" \"", ":5: the label of a field is empty"),
            ("id = \"b\"\nkind = \"choice\"", ":5: the field b: a choice is missing"),
            ("id = \"b\"\nchoices = [\"x\"]", ":5: the field b has choices: say kind = \"choice\""),
            (
                "id = \"b\"\nkind = \"choice\"\nchoices = [\"x\", \"X\"]",
                ":5: the field b: “X” is listed twice",
            ),
        ] {
            let failure = parse(&field(more)).unwrap_err().to_string();
            assert!(failure.contains(said), "{more}: {failure}");
        }
        let empty = parse("[substatus]\non_hold = []\n").unwrap_err().to_string();
        assert!(empty.contains(":2: substatus on_hold: a substatus label is missing"), "{empty}");
    }

    #[test]
    fn unknown_keys_and_wrong_values_name_file_and_line() {
        for (text, line) in [
            ("actor = \"a\"\ntheme = \"dark\"\n", 2),
            ("[screen]\nascii = true\nmuose = true\n", 3),
            ("[screen]\n\nascii = \"yes\"\n", 3),
            ("actor = \n", 1),
            ("[keys]\nassign = 3\n", 2),
            ("[[field]]\non = \"visit\"\nid = \"key\"\n", 2),
            ("[[field]]\non = \"site\"\nid = \"key\"\ncolour = \"red\"\n", 4),
            ("\n[[field]]\non = \"site\"\nid = \"zone\"\n", 2),
            ("[substatus]\nwaiting = [\"landlord\"]\n", 2),
            ("[substatus]\n\non_hold = [\"a\", \"A\"]\n", 3),
        ] {
            let failure = parse(text).unwrap_err();
            let said = failure.to_string();
            assert!(said.starts_with(&format!("/home/dana/config.toml:{line}: ")), "{text}: {said}");
            assert_eq!((failure.kind(), failure.exit_code()), ("config", 2));
        }
    }

    #[test]
    fn filters_are_read_and_a_wrong_one_names_its_line() {
        let config = parse("[filters]\nurgent = \"!urgent\"\n\"dana late\" = \"@dana !late\"\n").unwrap();
        let names: Vec<String> = config.saved_filters().iter().map(|(name, _)| name.to_owned()).collect();
        assert_eq!(names, ["dana late", "urgent"]);
        let said = parse("actor = \"a\"\n[filters]\n\nbad = \"!soon\"\n").unwrap_err().to_string();
        assert!(said.starts_with("/home/dana/config.toml:4: filter bad: !soon is neither"), "{said}");
    }
}
