//! Styles by role and the glyphs of the frame.
//!
//! Widgets name roles, never colours. Selection is reversed video in every theme, and each state has a
//! glyph as well, so that nothing is told by colour alone. The ground is the terminal's own.

mod colour;
mod config;
mod glyphs;
mod said;
#[cfg(test)]
mod tests;

use ratatui::style::{Modifier, Style};

pub use glyphs::Glyphs;

use colour::colour;

/// Makes the closed set of roles and their names in the config from the same rows.
macro_rules! roles {
    ($( $(#[$doc:meta])* $role:ident $name:literal; )+) => {
        /// What a piece of the screen is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $( $(#[$doc])* $role, )+ }

        impl Role {
            /// Every role.
            pub const ALL: [Role; [$($name),+].len()] = [$(Role::$role),+];

            /// Gives its name in the config.
            pub const fn name(self) -> &'static str {
                match self { $( Role::$role => $name, )+ }
            }
        }
    };
}

roles! {
    /// Ordinary text.
    Text "text";
    /// Text of less weight: second lines, counts.
    Dim "dim";
    /// The top line and headings.
    Header "header";
    /// The hint line.
    Hint "hint";
    /// A key named in a hint or the help.
    Key "key";
    /// What stands out without being good or bad.
    Accent "accent";
    /// What is selected.
    Selected "selected";
    /// What is marked.
    Marked "marked";
    /// Late, running over, overdue.
    Late "late";
    /// A clash or a broken promise.
    Clash "clash";
    /// Something to look at: tight, unconfirmed.
    Warn "warn";
    /// Done, kept, confirmed.
    Ok "ok";
    /// The present moment.
    Now "now";
    /// Time in which nobody works.
    Off "off";
    /// Borders and rules.
    Border "border";
    /// The line being typed.
    Input "input";
    /// What was just done.
    Toast "toast";
    /// What went wrong.
    Error "error";
}

/// The sets of colours to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// The terminal's own sixteen colours.
    Sixteen,
    /// Told apart without red and green (the colours of Okabe and Ito, 2008).
    Safe,
    /// No colour: bold, dim, underlined and reversed only.
    Plain,
}

impl Palette {
    /// Every palette, in the order in which they are gone through.
    pub const ALL: [Palette; 5] =
        [Palette::Dark, Palette::Light, Palette::Sixteen, Palette::Safe, Palette::Plain];

    /// Gives its name in the config.
    pub const fn name(self) -> &'static str {
        match self {
            Palette::Dark => "dark",
            Palette::Light => "light",
            Palette::Sixteen => "16",
            Palette::Safe => "safe",
            Palette::Plain => "plain",
        }
    }

    /// Finds a palette by its name in the config.
    pub fn of_name(name: &str) -> Option<Self> {
        Palette::ALL.into_iter().find(|palette| palette.name() == name)
    }
}

/// What a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colours {
    /// None, or none is wanted.
    None,
    /// Sixteen.
    Sixteen,
    /// All of them.
    All,
}

impl Colours {
    /// What may be shown: nothing if `no_color` (a non-empty `NO_COLOR`), sixteen unless the terminal knows
    /// more.
    pub const fn of(no_color: bool, truecolour: bool) -> Self {
        match (no_color, truecolour) {
            (true, _) => Colours::None,
            (false, true) => Colours::All,
            (false, false) => Colours::Sixteen,
        }
    }

    fn allow(self, asked: Palette) -> Palette {
        match (self, asked) {
            (Colours::None, _) => Palette::Plain,
            (Colours::Sixteen, Palette::Dark | Palette::Light | Palette::Safe) => Palette::Sixteen,
            (Colours::Sixteen | Colours::All, asked) => asked,
        }
    }
}

/// How everything looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    /// What the terminal can show.
    colours: Colours,
    /// Whether the ground is light.
    is_light: bool,
    /// Whether the palette follows the ground: nobody has chosen one.
    follows_ground: bool,
    /// Whether the ground is light by the choice of dark or light, however few colours that comes to.
    chosen_ground: Option<bool>,
    /// The characters of the frame.
    pub glyphs: Glyphs,
    /// The styles of the config, by the place of the role.
    own: [Option<Style>; Role::ALL.len()],
}

impl Theme {
    /// Makes a theme on a terminal that shows every colour.
    pub const fn new(palette: Palette, glyphs: Glyphs) -> Self {
        let is_light = matches!(palette, Palette::Light);
        let (colours, own) = (Colours::All, [None; Role::ALL.len()]);
        Theme { palette, colours, is_light, follows_ground: false, chosen_ground: None, glyphs, own }
    }

    /// Makes the theme of one who has chosen none: dark or light, as the ground turns out to be.
    pub const fn of_ground(glyphs: Glyphs) -> Self {
        Theme { follows_ground: true, ..Theme::new(Palette::Dark, glyphs) }
    }

    /// Whether it would look otherwise on another ground.
    pub const fn depends_on_ground(&self) -> bool {
        match self.palette {
            Palette::Plain => false,
            Palette::Sixteen | Palette::Safe => true,
            Palette::Dark | Palette::Light => self.follows_ground,
        }
    }

    /// The same theme, now that the ground is known.
    #[must_use]
    pub fn grounded(self, is_light: bool) -> Self {
        self.on(is_light, self.colours)
    }

    /// The same theme on a ground, as far as a terminal can show it.
    #[must_use]
    pub fn on(self, is_light: bool, colours: Colours) -> Self {
        let palette = match self.palette {
            Palette::Dark | Palette::Light if self.follows_ground => {
                if is_light {
                    Palette::Light
                } else {
                    Palette::Dark
                }
            }
            chosen => chosen,
        };
        // Who chose dark or light has said what the ground is, though a terminal of sixteen colours shows neither.
        let chosen_ground = match self.palette {
            Palette::Dark if !self.follows_ground => Some(false),
            Palette::Light if !self.follows_ground => Some(true),
            Palette::Dark | Palette::Light | Palette::Sixteen | Palette::Safe | Palette::Plain => {
                self.chosen_ground
            }
        };
        let is_light = chosen_ground.unwrap_or(is_light);
        Theme { palette: colours.allow(palette), is_light, chosen_ground, colours, ..self }
    }

    /// The theme after this one, among those that the terminal can show.
    #[must_use]
    pub fn next(self) -> Self {
        let all = Palette::ALL;
        let at = all.iter().position(|palette| *palette == self.palette).unwrap_or_default();
        let shown = |palette: &Palette| self.colours.allow(*palette) == *palette;
        let after = all.iter().cycle().skip(at + 1).take(all.len()).copied().find(shown);
        Theme { palette: after.unwrap_or(self.palette), follows_ground: false, ..self }
    }

    /// Gives the theme's name in the config.
    pub const fn name(&self) -> &'static str {
        self.palette.name()
    }

    /// Gives the style of a role.
    pub fn style(&self, role: Role) -> Style {
        let style = match self.own[role as usize] {
            Some(own) if self.palette == Palette::Plain => Style { fg: None, bg: None, ..own },
            Some(own) => own,
            None => {
                let colour = colour(self.palette, self.is_light, role);
                colour.map_or(with_weight(role), |colour| with_weight(role).fg(colour))
            }
        };
        // What is selected is never told by colour alone, whatever the config says.
        if role == Role::Selected { style.add_modifier(Modifier::REVERSED) } else { style }
    }

    /// Gives the style of a role, reversed if it is selected.
    pub fn style_if(&self, role: Role, selected: bool) -> Style {
        let style = self.style(role);
        if selected { style.add_modifier(Modifier::REVERSED) } else { style }
    }
}

/// What a role is without any colour.
fn with_weight(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Hint | Role::Accent | Role::Ok | Role::Now | Role::Input | Role::Warn => style,
        Role::Dim | Role::Off | Role::Border => style.add_modifier(Modifier::DIM),
        Role::Header | Role::Key | Role::Late | Role::Toast | Role::Marked => {
            style.add_modifier(Modifier::BOLD)
        }
        Role::Clash | Role::Error => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Selected => style.add_modifier(Modifier::REVERSED),
    }
}
