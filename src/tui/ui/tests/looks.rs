//! The palette, going to a place, the help and the themes, as they look and as they are used.

use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::theme::Colours;

#[test]
fn the_palette_and_the_help_fit_every_size() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        for (keys, name) in [(":", "palette"), ("? ", "help")] {
            let mut script = Script::begin(columns, rows);
            script.press(keys);
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.screen());
        }
        let mut script = Script::begin(columns, rows);
        script.press(":").say("jones");
        insta::assert_snapshot!(format!("palette_jones_{columns}x{rows}"), script.screen());
    }
}

#[test]
fn the_palette_does_what_is_chosen_and_remembers_it() {
    let mut script = Script::begin(120, 40);
    script.press(":").say("board").press("Enter").sees("To schedule");
    script.press(":").say("J-2").press("Enter").sees("Consumer unit");
    script.press(":").say("jones").press("Down Down").press("Up Up Enter");
    script.sees("40 Jones Avenue");
    script.press(":").sees("Board");
    assert_eq!(script.ui.recent, [Action::GoBoard]);
}

#[test]
fn the_palette_says_why_not() {
    let mut script = Script::begin(120, 40);
    script.press(":").say("on site").sees("so it cannot be on site").press("Enter").sees("cannot be on site");
    assert!(script.ui.dialogs.is_empty());
}

#[test]
fn go_to_knows_numbers_days_and_names() {
    let mut script = Script::begin(120, 40);
    script.press("g o").sees("J-12, V-3, C-7").say("V-2").sees("V-2 Consumer unit").press("Enter");
    script.sees("Consumer unit");
    script.press("g o").say("27 nov").sees("Go to Fri 27 Nov 2026").press("Enter").sees("Fri 27 Nov");
    script.press("g o").say("ravi").press("Enter").sees(">Ravi");
    script.press("g o").say("J-99").press("Enter").sees("there is no job J-99");
}

#[test]
fn the_theme_changes_at_once() {
    let mut script = Script::begin(80, 24);
    script.ui.shared.theme = Theme::new(Palette::Dark, Glyphs::FULL).on(false, Colours::All);
    script.press(":").say("next theme").press("Enter").sees("Theme light");
    assert_eq!(script.ui.shared.theme.name(), "light");
    script.ui.update(Event::Ground(false));
    assert_eq!(script.ui.shared.theme.name(), "light", "what was chosen stays");
}

#[test]
fn every_theme_shows_the_same_text_in_its_own_styles() {
    for palette in Palette::ALL {
        let mut script = Script::begin(40, 12);
        script.ui.shared.theme = Theme::new(palette, Glyphs::FULL);
        insta::assert_snapshot!(format!("theme_{}", palette.name()), styled(&script));
    }
}

#[test]
fn ascii_is_all_there_is_in_the_frame() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        for keys in ["1", "2", "3", "4", "4 Enter", ":", "?", "c", "a", "w", "1 s"] {
            let mut script = Script::begin(columns, rows);
            script.ui.shared.theme = Theme::new(Palette::Plain, Glyphs::ASCII);
            script.press(keys);
            let screen = script.screen();
            assert!(screen.is_ascii(), "{keys} at {columns}x{rows}:\n{screen}");
        }
    }
}

#[test]
fn what_is_not_known_is_not_copied_silently() {
    let mut script = Script::begin(120, 40);
    script.press("y e").sees("no e-mail address is known here");
    script.press("y n");
    assert!(script.other.iter().any(|deed| matches!(deed, Deed::Copy(text) if text.starts_with("V-"))));
}

/// Every run of cells of one style, with the style where it is not the terminal's own.
fn styled(script: &Script) -> String {
    let size = script.ui.shared.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    draw::frame(&script.ui, &mut buffer);
    let mut lines = Vec::new();
    for y in 0..size.height {
        let mut line = String::new();
        let mut last = None;
        for x in 0..size.width {
            let cell = &buffer[(x, y)];
            let style = name_of(cell.style());
            if last.as_ref() != Some(&style) {
                line.extend(["[", &style, "]"]);
                last = Some(style);
            }
            line += cell.symbol();
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

fn name_of(style: Style) -> String {
    let colour = match style.fg {
        None | Some(Color::Reset) => String::new(),
        Some(colour) => colour.to_string(),
    };
    let weights = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ];
    let weights = weights.iter().filter(|(weight, _)| style.add_modifier.contains(*weight));
    let words: Vec<&str> = weights.map(|(_, word)| *word).collect();
    [colour, words.join(" ")].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
