//! What the command line says of the screen, which it cannot see: it is given by the one who has both.

use schemars::JsonSchema;
use serde::Serialize;

/// One action of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeyLine {
    /// The heading it stands under.
    pub heading: String,
    /// Its id, for `[keys]` in the configuration.
    pub id: String,
    /// Its keys, the one to show first; none where only the palette has it.
    pub keys: Vec<String>,
    /// Its name.
    pub name: String,
    /// What it does, in a sentence.
    pub help: String,
    /// Where it can be pressed, when that is not every view.
    pub places: Vec<String>,
}

/// What is wrong in a configuration: its line, when one is to blame, and how to mend it.
pub type LineFault = (Option<usize>, String);

/// What is known of the screen.
#[derive(Debug, Clone, Copy)]
pub struct ScreenFacts {
    /// Every action with the keys that a configuration's text gives it; the built-in ones if that is wrong.
    pub keys: fn(config: &str) -> Vec<KeyLine>,
    /// What is wrong in a configuration's text for the screen.
    pub faults: fn(config: &str) -> Vec<LineFault>,
}

impl ScreenFacts {
    /// A program without a screen.
    pub const NONE: ScreenFacts = ScreenFacts { keys: |_| Vec::new(), faults: |_| Vec::new() };
}
