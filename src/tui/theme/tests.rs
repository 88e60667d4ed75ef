//! What holds for every theme.

use ratatui::style::Color;

use super::*;

/// The relative luminance of WCAG 2.
fn luminance(red: u8, green: u8, blue: u8) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

/// The contrast ratio of WCAG 2: from 1 to 21.
fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn text_can_be_read_on_the_grounds_its_theme_is_for() {
    // From black to the greys that terminals have, and from white to paper.
    let dark = [(0, 0, 0), (30, 30, 46), (40, 44, 52), (48, 48, 48)];
    let light = [(255, 255, 255), (253, 246, 227), (238, 238, 238)];
    for (palette, is_light) in
        [(Palette::Dark, false), (Palette::Light, true), (Palette::Safe, false), (Palette::Safe, true)]
    {
        let theme = Theme::new(palette, Glyphs::FULL).on(is_light, Colours::All);
        for role in Role::ALL {
            let Some(Color::Rgb(red, green, blue)) = theme.style(role).fg else { continue };
            let grounds = if is_light { &light[..] } else { &dark[..] };
            for (r, g, b) in grounds {
                let ratio = contrast(luminance(red, green, blue), luminance(*r, *g, *b));
                assert!(ratio >= 4.5, "{palette:?} {role:?} on {r},{g},{b}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn selection_is_reversed_in_every_theme() {
    for palette in Palette::ALL {
        let text = format!("screen.theme = \"{}\"\n[theme]\nselected = \"red\"\n", palette.name());
        let theme = Theme::of_config(&text, Glyphs::FULL).unwrap();
        for role in Role::ALL {
            assert!(theme.style_if(role, true).add_modifier.contains(Modifier::REVERSED), "{palette:?}");
        }
        assert!(theme.style(Role::Selected).add_modifier.contains(Modifier::REVERSED), "{palette:?}");
    }
}

#[test]
fn no_color_means_none_whatever_the_config_says() {
    let asked = Theme::of_config("[theme]\nlate = \"red on blue bold\"\n", Glyphs::FULL);
    let mut theme = asked.unwrap().on(false, Colours::of(true, true));
    for _ in Palette::ALL {
        for role in Role::ALL {
            assert_eq!((theme.style(role).fg, theme.style(role).bg), (None, None), "{role:?}");
        }
        theme = theme.next();
    }
    assert_ne!(theme.style(Role::Clash), theme.style(Role::Late));
}

#[test]
fn a_terminal_of_few_colours_gets_sixteen() {
    assert_eq!(Colours::of(false, false).allow(Palette::Light), Palette::Sixteen);
    assert_eq!(Colours::of(false, true).allow(Palette::Light), Palette::Light);
    let few = Theme::new(Palette::Safe, Glyphs::FULL).on(false, Colours::Sixteen);
    assert_eq!((few.name(), few.next().name(), few.next().next().name()), ("16", "plain", "16"));
}

#[test]
fn without_a_choice_the_ground_decides() {
    let theme = Theme::of_ground(Glyphs::FULL).on(false, Colours::All);
    assert_eq!((theme.name(), theme.grounded(true).name()), ("dark", "light"));
    assert_eq!(theme.next().grounded(false).name(), "light", "what was chosen since stays");
    let chosen = Theme::new(Palette::Dark, Glyphs::FULL);
    assert_eq!(chosen.grounded(true).name(), "dark");
    assert!(!chosen.depends_on_ground() && theme.depends_on_ground());
}

#[test]
fn every_theme_is_reached_and_found_by_its_name() {
    let mut theme = Theme::new(Palette::Dark, Glyphs::FULL);
    let mut names = Vec::new();
    for _ in Palette::ALL {
        names.push(theme.name());
        theme = theme.next();
    }
    assert_eq!(names, ["dark", "light", "16", "safe", "plain"]);
    assert_eq!(theme.name(), "dark");
    for palette in Palette::ALL {
        assert_eq!(Palette::of_name(palette.name()), Some(palette));
    }
}

#[test]
fn nothing_on_a_light_ground_is_yellow_cyan_or_green_of_the_sixteen() {
    let theme = Theme::new(Palette::Sixteen, Glyphs::FULL).on(true, Colours::Sixteen);
    for role in Role::ALL {
        let pale = [Color::Yellow, Color::Cyan, Color::Green, Color::White, Color::Gray];
        assert!(theme.style(role).fg.is_none_or(|colour| !pale.contains(&colour)), "{role:?}");
    }
}

#[test]
fn who_chose_light_has_a_light_ground_in_sixteen_colours_too() {
    let warning = |palette, is_light| {
        let chosen = Theme::new(palette, Glyphs::FULL).on(false, Colours::Sixteen).grounded(is_light);
        chosen.style(Role::Warn).fg
    };
    // The terminal may say nothing of its ground, or be wrong.
    assert_eq!(warning(Palette::Light, false), Some(Color::Magenta));
    assert_eq!(warning(Palette::Dark, true), Some(Color::Yellow));
    assert_eq!(warning(Palette::Sixteen, true), Some(Color::Magenta));
}

#[test]
fn the_config_names_its_faults_with_their_lines() {
    let text = "[screen]\nascii = true\n[theme]\nlaet = \"red\"\nwarn = \"reddish\"\nok = 3\n";
    let faults = Theme::of_config(text, Glyphs::FULL).expect_err("three are wrong");
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(said[0], "line 4: \"laet\" is no role of the theme; \"late\" is");
    assert!(said[1].starts_with("line 5: \"reddish\" is no colour or weight; write "), "{said:?}");
    assert_eq!(said[2], "line 6: a style is a text such as \"red bold\"");
}

#[test]
fn the_config_names_the_theme() {
    let of = |text: &str| Theme::of_config(text, Glyphs::FULL);
    assert_eq!(of("[screen]\ntheme = \"safe\"\n").unwrap().name(), "safe");
    assert!(of("").unwrap().depends_on_ground());
    let said = of("[screen]\ntheme = \"drak\"\n").unwrap_err()[0].to_string();
    assert_eq!(said, "line 2: \"drak\" is no theme; there are dark, light, 16, safe, plain");
}

#[test]
fn ascii_is_ascii() {
    let glyphs = Glyphs::ASCII;
    let rest = [glyphs.ellipsis, glyphs.rule, glyphs.upright, glyphs.dot];
    assert!(rest.iter().chain(&glyphs.corners).chain(&glyphs.more).all(|glyph| glyph.is_ascii()));
}
