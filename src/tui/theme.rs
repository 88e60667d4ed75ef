//! Styles by role and the glyphs of the frame.
//!
//! Widgets name roles, never colours. Selection is reversed video in every theme, and each state has a
//! glyph as well, so that nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text of less weight: second lines, counts.
    Dim,
    /// The top line and headings.
    Header,
    /// The hint line.
    Hint,
    /// A key named in a hint or the help.
    Key,
    /// What stands out without being good or bad.
    Accent,
    /// What is selected.
    Selected,
    /// What is marked.
    Marked,
    /// Late, running over, overdue.
    Late,
    /// A clash or a broken promise.
    Clash,
    /// Something to look at: tight, unconfirmed.
    Warn,
    /// Done, kept, confirmed.
    Ok,
    /// The present moment.
    Now,
    /// Time in which nobody works.
    Off,
    /// Borders and rules.
    Border,
    /// The line being typed.
    Input,
    /// What was just done.
    Toast,
    /// What went wrong.
    Error,
}

/// The sets of colours to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// The terminal's own sixteen colours, on any background.
    Sixteen,
    /// Told apart without red and green (the colours of Okabe and Ito, 2008).
    Safe,
    /// No colour: bold, dim, underlined and reversed only.
    Plain,
}

impl Palette {
    /// Finds a palette by its name in the config.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "dark" => Palette::Dark,
            "light" => Palette::Light,
            "16" => Palette::Sixteen,
            "safe" => Palette::Safe,
            "plain" => Palette::Plain,
            _ => return None,
        })
    }

    /// Gives the palette to use: none of the colours if `no_color` (a non-empty `NO_COLOR`), sixteen if the
    /// terminal knows no more, else the one asked for.
    pub fn for_terminal(asked: Palette, no_color: bool, truecolour: bool) -> Self {
        if no_color {
            return Palette::Plain;
        }
        match asked {
            Palette::Dark | Palette::Light | Palette::Safe if !truecolour => Palette::Sixteen,
            Palette::Dark | Palette::Light | Palette::Safe | Palette::Sixteen | Palette::Plain => asked,
        }
    }
}

/// The characters of the frame that differ between a full and a plain terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// The end of text that was cut.
    pub ellipsis: &'static str,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical rule.
    pub upright: &'static str,
    /// The corners of a box: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Between parts of a line.
    pub dot: &'static str,
    /// More above, more below.
    pub more: [&'static str; 2],
}

impl Glyphs {
    /// Lines and dots of Unicode.
    pub const FULL: Glyphs = Glyphs {
        ellipsis: "…",
        rule: "─",
        upright: "│",
        corners: ["┌", "┐", "└", "┘"],
        dot: "·",
        more: ["↑", "↓"],
    };

    /// ASCII alone (`--ascii`).
    pub const ASCII: Glyphs = Glyphs {
        ellipsis: "~",
        rule: "-",
        upright: "|",
        corners: ["+", "+", "+", "+"],
        dot: "-",
        more: ["^", "v"],
    };
}

/// How everything looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    /// The characters of the frame.
    pub glyphs: Glyphs,
}

impl Theme {
    /// Makes a theme.
    pub const fn new(palette: Palette, glyphs: Glyphs) -> Self {
        Theme { palette, glyphs }
    }

    /// Gives the style of a role.
    pub fn style(&self, role: Role) -> Style {
        let style = with_weight(role);
        match colour(self.palette, role) {
            Some(colour) => style.fg(colour),
            None => style,
        }
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

fn colour(palette: Palette, role: Role) -> Option<Color> {
    // Roles that take the terminal's own colour: reversed or dimmed it stays legible on any background.
    if matches!(role, Role::Text | Role::Selected | Role::Input | Role::Dim | Role::Off | Role::Border) {
        return None;
    }
    match palette {
        Palette::Plain => None,
        Palette::Sixteen => Some(sixteen(role)),
        Palette::Dark => Some(full(role, &DARK)),
        Palette::Light => Some(full(role, &LIGHT)),
        Palette::Safe => Some(full(role, &SAFE)),
    }
}

fn sixteen(role: Role) -> Color {
    match role {
        Role::Header | Role::Accent | Role::Now => Color::Cyan,
        Role::Key | Role::Marked => Color::Magenta,
        Role::Late | Role::Clash | Role::Error => Color::Red,
        Role::Warn => Color::Yellow,
        Role::Ok | Role::Toast => Color::Green,
        Role::Text | Role::Dim | Role::Hint | Role::Selected | Role::Off | Role::Border | Role::Input => {
            Color::Reset
        }
    }
}

/// The few hues of a truecolour palette.
struct Hues {
    accent: Color,
    mark: Color,
    late: Color,
    bad: Color,
    warn: Color,
    good: Color,
    quiet: Color,
}

const DARK: Hues = Hues {
    accent: Color::Rgb(125, 190, 230),
    mark: Color::Rgb(205, 160, 230),
    late: Color::Rgb(255, 160, 90),
    bad: Color::Rgb(255, 115, 115),
    warn: Color::Rgb(235, 205, 110),
    good: Color::Rgb(140, 205, 140),
    quiet: Color::Rgb(170, 170, 170),
};

const LIGHT: Hues = Hues {
    accent: Color::Rgb(0, 85, 140),
    mark: Color::Rgb(120, 40, 150),
    late: Color::Rgb(165, 70, 0),
    bad: Color::Rgb(175, 0, 20),
    warn: Color::Rgb(120, 90, 0),
    good: Color::Rgb(0, 105, 40),
    quiet: Color::Rgb(90, 90, 90),
};

const SAFE: Hues = Hues {
    accent: Color::Rgb(86, 180, 233),
    mark: Color::Rgb(204, 121, 167),
    late: Color::Rgb(230, 159, 0),
    bad: Color::Rgb(213, 94, 0),
    warn: Color::Rgb(240, 228, 66),
    good: Color::Rgb(0, 158, 115),
    quiet: Color::Rgb(150, 150, 150),
};

fn full(role: Role, hues: &Hues) -> Color {
    match role {
        Role::Header | Role::Accent | Role::Now => hues.accent,
        Role::Key | Role::Marked => hues.mark,
        Role::Late => hues.late,
        Role::Clash | Role::Error => hues.bad,
        Role::Warn => hues.warn,
        Role::Ok | Role::Toast => hues.good,
        Role::Hint => hues.quiet,
        Role::Text | Role::Dim | Role::Selected | Role::Off | Role::Border | Role::Input => Color::Reset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PALETTES: [Palette; 5] =
        [Palette::Dark, Palette::Light, Palette::Sixteen, Palette::Safe, Palette::Plain];

    #[test]
    fn selection_is_reversed_in_every_palette() {
        for palette in PALETTES {
            let theme = Theme::new(palette, Glyphs::FULL);
            assert!(theme.style(Role::Selected).add_modifier.contains(Modifier::REVERSED), "{palette:?}");
            assert!(theme.style_if(Role::Late, true).add_modifier.contains(Modifier::REVERSED));
        }
    }

    #[test]
    fn no_color_means_none() {
        let theme = Theme::new(Palette::for_terminal(Palette::Dark, true, true), Glyphs::FULL);
        for role in [Role::Late, Role::Clash, Role::Ok, Role::Header, Role::Error, Role::Hint] {
            assert_eq!((theme.style(role).fg, theme.style(role).bg), (None, None), "{role:?}");
        }
        assert_ne!(theme.style(Role::Clash), theme.style(Role::Late));
    }

    #[test]
    fn a_terminal_of_few_colours_gets_sixteen() {
        assert_eq!(Palette::for_terminal(Palette::Light, false, false), Palette::Sixteen);
        assert_eq!(Palette::for_terminal(Palette::Light, false, true), Palette::Light);
    }

    #[test]
    fn ascii_is_ascii() {
        let glyphs = Glyphs::ASCII;
        let rest = [glyphs.ellipsis, glyphs.rule, glyphs.upright, glyphs.dot];
        assert!(rest.iter().chain(&glyphs.corners).chain(&glyphs.more).all(|glyph| glyph.is_ascii()));
    }
}
