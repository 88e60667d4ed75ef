//! The first start by its keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::key::Sequence;
use crate::theme::{Glyphs, Palette};

fn press(welcome: &mut Welcome, keys: &str) -> Option<First> {
    let sequence: Sequence = keys.parse().unwrap();
    let mut first = None;
    for chord in sequence.chords() {
        assert_eq!(first, None, "a choice ends it");
        first = welcome.press(*chord);
    }
    first
}

fn screen(welcome: &Welcome, width: u16, height: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    draw::draw(welcome, &mut buffer, &Theme::new(Palette::Plain, Glyphs::ASCII));
    let rows = buffer.content().chunks(usize::from(width));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

fn welcome() -> Welcome {
    Welcome::new("/home/mia/.local/share/truckroll/truckroll.db")
}

#[test]
fn the_first_start_at_each_size() {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (width, height) in [(80, 24), (120, 40), (40, 12)] {
            let mut welcome = welcome();
            insta::assert_snapshot!(format!("first-{width}x{height}"), screen(&welcome, width, height));
            press(&mut welcome, "Down Enter");
            insta::assert_snapshot!(format!("first-name-{width}x{height}"), screen(&welcome, width, height));
        }
    });
}

#[test]
fn each_way_to_begin() {
    assert_eq!(press(&mut welcome(), "Enter"), Some(First::Demo));
    assert_eq!(press(&mut welcome(), "Down Enter A c m e Enter"), Some(First::Import("Acme".into())));
    assert_eq!(press(&mut welcome(), "Down Down Enter A c m e Enter"), Some(First::Empty("Acme".into())));
    assert_eq!(press(&mut welcome(), "b A Enter"), Some(First::Empty("A".into())));
    assert_eq!(press(&mut welcome(), "j k / i A Enter"), Some(First::Import("A".into())));
    assert_eq!(press(&mut welcome(), "Esc"), Some(First::Leave(Ended::Quit)));
}

#[test]
fn esc_goes_a_step_back_and_a_name_is_needed() {
    let mut welcome = welcome();
    assert_eq!(press(&mut welcome, "Down Enter Enter"), None);
    assert!(screen(&welcome, 80, 24).contains("a name is needed"));
    assert_eq!(press(&mut welcome, "A"), None);
    assert!(!screen(&welcome, 80, 24).contains("a name is needed"));
    assert_eq!(press(&mut welcome, "Esc"), None);
    assert!(screen(&welcome, 80, 24).contains("Welcome"));
    welcome.paste("begin\nimport");
    assert_eq!(press(&mut welcome, "Enter"), Some(First::Demo));
}
