//! The config's own styles: the `[theme]` table, a role to a style.
//!
//! ```toml
//! [theme]
//! late = "red bold"
//! now = "#00aa88 underlined"
//! ```

use super::said::read_style;
use super::{Glyphs, Palette, Role, Theme};
use crate::fault::{ConfigFault, line_of, nearest, parse};

impl Theme {
    /// Makes the theme of a config text: the one that `[screen]` names, else that of the ground, with the
    /// styles of `[theme]`.
    ///
    /// Lists everything wrong at once: roles that are none, styles that cannot be read; each names its line.
    pub fn of_config(text: &str, glyphs: Glyphs) -> Result<Self, Vec<ConfigFault>> {
        let root = parse(text)?;
        let fault = |offset, message| ConfigFault { line: Some(line_of(text, offset)), message };
        let screen = root.get_ref().get("screen").and_then(|screen| screen.get_ref().as_table());
        let mut theme = match screen.and_then(|screen| screen.get("theme")) {
            None => Theme::of_ground(glyphs),
            Some(name) => {
                let palette = palette_of(name.get_ref().as_str().unwrap_or_default());
                Theme::new(palette.map_err(|message| vec![fault(name.span().start, message)])?, glyphs)
            }
        };
        let Some(said) = root.get_ref().get("theme") else { return Ok(theme) };
        let Some(table) = said.get_ref().as_table() else {
            let message = "theme is not a table; the theme's name goes under [screen], styles under [theme]";
            return Err(vec![fault(said.span().start, message.to_owned())]);
        };
        let mut faults = Vec::new();
        for (name, value) in table {
            let style =
                value.get_ref().as_str().ok_or_else(|| "a style is a text such as \"red bold\"".to_owned());
            match (role_of(name.get_ref()), style.and_then(read_style)) {
                (Ok(role), Ok(style)) => theme.own[role as usize] = Some(style),
                (Err(message), _) | (Ok(_), Err(message)) => faults.push(fault(name.span().start, message)),
            }
        }
        faults.sort();
        if faults.is_empty() { Ok(theme) } else { Err(faults) }
    }
}

fn palette_of(name: &str) -> Result<Palette, String> {
    Palette::of_name(name).ok_or_else(|| {
        let names = Palette::ALL.map(Palette::name).join(", ");
        format!("{:?} is no theme; there are {names}", domain::visible(name))
    })
}

fn role_of(name: &str) -> Result<Role, String> {
    let names = || Role::ALL.iter().map(|role| role.name());
    Role::ALL.into_iter().find(|role| role.name() == name).ok_or_else(|| {
        let shown = domain::visible(name);
        match nearest(name, names()) {
            Some(meant) => format!("{shown:?} is no role of the theme; {meant:?} is"),
            None => {
                format!(
                    "{shown:?} is no role of the theme; there are {}",
                    names().collect::<Vec<_>>().join(", ")
                )
            }
        }
    })
}
