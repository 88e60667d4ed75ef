//! The colours of each theme.

use ratatui::style::Color;

use super::{Palette, Role};

/// The few hues of a theme.
pub(super) struct Hues {
    /// Headings, the present moment, what stands out.
    accent: Color,
    /// Keys and what is marked.
    mark: Color,
    late: Color,
    bad: Color,
    warn: Color,
    good: Color,
    /// The hint line.
    quiet: Color,
}

const DARK: Hues = Hues {
    accent: Color::Rgb(125, 190, 230),
    mark: Color::Rgb(205, 160, 230),
    late: Color::Rgb(255, 160, 90),
    bad: Color::Rgb(255, 120, 120),
    warn: Color::Rgb(235, 205, 110),
    good: Color::Rgb(140, 205, 140),
    quiet: Color::Rgb(170, 170, 170),
};

const LIGHT: Hues = Hues {
    accent: Color::Rgb(0, 85, 140),
    mark: Color::Rgb(120, 40, 150),
    late: Color::Rgb(155, 65, 0),
    bad: Color::Rgb(175, 0, 20),
    warn: Color::Rgb(110, 80, 0),
    good: Color::Rgb(0, 100, 40),
    quiet: Color::Rgb(90, 90, 90),
};

/// The hues of Okabe and Ito (2008), lighter where the ground needs it.
const SAFE: Hues = Hues {
    accent: Color::Rgb(86, 180, 233),
    mark: Color::Rgb(225, 150, 190),
    late: Color::Rgb(240, 170, 30),
    bad: Color::Rgb(245, 130, 60),
    warn: Color::Rgb(240, 228, 66),
    good: Color::Rgb(40, 190, 145),
    quiet: Color::Rgb(170, 170, 170),
};

/// The same hues, darker for a light ground.
const SAFE_LIGHT: Hues = Hues {
    accent: Color::Rgb(0, 90, 145),
    mark: Color::Rgb(145, 55, 105),
    late: Color::Rgb(130, 75, 0),
    bad: Color::Rgb(165, 60, 0),
    warn: Color::Rgb(95, 80, 0),
    good: Color::Rgb(0, 100, 72),
    quiet: Color::Rgb(85, 85, 85),
};

const SIXTEEN: Hues = Hues {
    accent: Color::Cyan,
    mark: Color::Magenta,
    late: Color::Red,
    bad: Color::Red,
    warn: Color::Yellow,
    good: Color::Green,
    quiet: Color::Reset,
};

/// Yellow, green and cyan cannot be read on white in most terminals' sixteen.
const SIXTEEN_LIGHT: Hues = Hues {
    accent: Color::Blue,
    mark: Color::Magenta,
    late: Color::Red,
    bad: Color::Red,
    warn: Color::Magenta,
    good: Color::Blue,
    quiet: Color::Reset,
};

/// The colour of a role; none takes the terminal's own.
pub(super) fn colour(palette: Palette, is_light: bool, role: Role) -> Option<Color> {
    let hues = match (palette, is_light) {
        (Palette::Plain, _) => return None,
        (Palette::Dark, _) => &DARK,
        (Palette::Light, _) => &LIGHT,
        (Palette::Safe, false) => &SAFE,
        (Palette::Safe, true) => &SAFE_LIGHT,
        (Palette::Sixteen, false) => &SIXTEEN,
        (Palette::Sixteen, true) => &SIXTEEN_LIGHT,
    };
    match role {
        Role::Header | Role::Accent | Role::Now => Some(hues.accent),
        Role::Key | Role::Marked => Some(hues.mark),
        Role::Late => Some(hues.late),
        Role::Clash | Role::Error => Some(hues.bad),
        Role::Warn => Some(hues.warn),
        Role::Ok | Role::Toast => Some(hues.good),
        Role::Hint => Some(hues.quiet).filter(|colour| *colour != Color::Reset),
        // Reversed or dimmed, the terminal's own colour stays legible on any background.
        Role::Text | Role::Dim | Role::Selected | Role::Off | Role::Border | Role::Input => None,
    }
}
