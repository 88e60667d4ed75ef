//! Styles as people write them in the config: `red bold`, `#ff8800 underlined`, `white on blue`.

use ratatui::style::{Color, Modifier, Style};

const COLOURS: [(&str, Color); 18] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("grey", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
    ("bright-black", Color::DarkGray),
    ("default", Color::Reset),
];

const WEIGHTS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("plain", Modifier::empty()),
];

/// Reads a style: colours and weights in any order, the colour behind after `on`. What is not said is the
/// terminal's own. Errors say how to write it.
pub(super) fn read_style(text: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut behind = false;
    let mut said = 0;
    for word in text.split_whitespace() {
        said += 1;
        if word == "on" {
            behind = true;
        } else if let Some((_, weight)) = WEIGHTS.iter().find(|(name, _)| *name == word) {
            style = style.add_modifier(*weight);
        } else {
            let colour = read_colour(word)?;
            style = if std::mem::take(&mut behind) { style.bg(colour) } else { style.fg(colour) };
        }
    }
    if said == 0 || behind {
        return Err(
            "a style is a colour and a weight, such as \"red bold\" or \"#ff8800 on black\"".to_owned()
        );
    }
    Ok(style)
}

fn read_colour(word: &str) -> Result<Color, String> {
    if let Some((_, colour)) = COLOURS.iter().find(|(name, _)| *name == word) {
        return Ok(*colour);
    }
    let hex = word.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii());
    let part = |hex: &str, at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
    if let Some((red, green, blue)) = hex.and_then(|hex| Some((part(hex, 0)?, part(hex, 2)?, part(hex, 4)?)))
    {
        return Ok(Color::Rgb(red, green, blue));
    }
    if let Ok(number) = word.parse::<u8>() {
        return Ok(Color::Indexed(number));
    }
    let names: Vec<&str> =
        COLOURS.iter().map(|(name, _)| *name).chain(WEIGHTS.iter().map(|(name, _)| *name)).collect();
    Err(format!(
        "{:?} is no colour or weight; write {}, #rrggbb or a number to 255",
        domain::visible(word),
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read_as_they_are_said() {
        assert_eq!(read_style("red bold"), Ok(Style::new().fg(Color::Red).add_modifier(Modifier::BOLD)));
        assert_eq!(
            read_style("#ff8800 on black"),
            Ok(Style::new().fg(Color::Rgb(255, 136, 0)).bg(Color::Black))
        );
        assert_eq!(read_style("underlined 208"), {
            Ok(Style::new().fg(Color::Indexed(208)).add_modifier(Modifier::UNDERLINED))
        });
    }

    #[test]
    fn what_is_no_style_is_refused() {
        for wrong in ["", "red on", "reddish", "#ff88", "#ffg800", "300", "#日本"] {
            assert!(read_style(wrong).is_err(), "{wrong}");
        }
    }
}
