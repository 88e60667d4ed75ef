//! The keys as they are told: the help and the hint line.

use super::*;
use crate::action::{Context, Situation, TABLE};
use crate::ask::Target;
use crate::keymap::{Keymap, Pending, Pressed};

#[test]
fn the_help_lists_every_action_with_its_keys() {
    let keymap = Keymap::default();
    for width in [120, 80, 40] {
        let lines = help::lines(&keymap, &help::Barred::new(), width);
        let height = u16::try_from(lines.len() + 2).expect("a short help");
        let whole = drawn(width, height, |buffer, area| {
            help::draw(buffer, area, &lines, 0, &ASCII);
        });
        let text: String = text_of(&whole).split_whitespace().collect::<Vec<_>>().join(" ");
        for entry in TABLE {
            let keys = entry.keys.first().copied().unwrap_or(":");
            assert!(text.contains(keys), "{} at {width}", entry.id);
            let first = entry.name.split(' ').next().expect("a name");
            assert!(text.contains(first), "{} at {width}", entry.id);
        }
        let rows = lines.iter().filter(|line| matches!(line, help::Line::Row(keys, ..) if !keys.is_empty()));
        assert_eq!(rows.count(), TABLE.len());
    }
    at_each_size("help", |buffer, area| {
        help::draw(buffer, area, &help::lines(&keymap, &help::Barred::new(), area.width), 7, &FULL);
    });
}

#[test]
fn the_hint_line_is_made_from_the_table() {
    let keymap = Keymap::default();
    let mut pending = Pending::default();
    let planned = [planned_visit()];
    let situation = Situation::of(Context::Calendar, &planned);
    let hints = hint::hints(&keymap, &situation, &pending);
    let buffer = drawn(80, 1, |buffer, area| hint::draw(buffer, area, &hints, &ASCII));
    insta::assert_snapshot!(text_of(&buffer), @" Enter open Space mark a assign s schedule m move c new z undo : commands ? help");
    let dot = crate::key::Chord::plain(crate::key::Key::Char('.'));
    assert_eq!(keymap.press(Context::Calendar, &mut pending, dot), Pressed::More);
    let leads = hint::hints(&keymap, &situation, &pending);
    let buffer = drawn(80, 2, |buffer, area| hint::draw_leads(buffer, area, &leads, &ASCII));
    let begin = " c confirm visit d dispatch visit r en route w complete job k checklist";
    assert!(text_of(&buffer).starts_with(begin), "{}", text_of(&buffer));
}

#[test]
fn the_hint_line_shows_only_what_is_possible_now() {
    let keymap = Keymap::default();
    let nothing = Situation::of(Context::Calendar, &[]);
    let words = |situation: &Situation<'_>, pending: &Pending| {
        hint::hints(&keymap, situation, pending).into_iter().map(|(_, word)| word).collect::<Vec<_>>()
    };
    let shown = words(&nothing, &Pending::default());
    assert!(shown.contains(&"new".to_owned()) && !shown.contains(&"assign".to_owned()), "{shown:?}");
    let mut pending = Pending::default();
    let dot = crate::key::Chord::plain(crate::key::Key::Char('.'));
    keymap.press(Context::Calendar, &mut pending, dot);
    let planned = [planned_visit()];
    let shown = words(&Situation::of(Context::Calendar, &planned), &pending);
    assert!(shown.contains(&"en route".to_owned()) && !shown.contains(&"visit done".to_owned()), "{shown:?}");
}

/// A visit that has a time and a technician.
fn planned_visit() -> Target {
    let (id, job) = (domain::VisitId(1), domain::JobId(2));
    let state = domain::VisitState::Planned;
    let standing = domain::VisitStanding { id, job, state, has_slot: true, has_crew: true, pinned: false };
    let stage = Some(domain::Stage::Scheduled);
    Target { visit: Some((id, 1)), job: Some((job, 1)), standing: Some(standing), stage, ..Target::default() }
}

#[test]
fn a_narrow_hint_line_keeps_the_way_out() {
    let pairs = |words: &[(&str, &str)]| {
        words.iter().map(|(key, word)| ((*key).to_owned(), (*word).to_owned())).collect::<Vec<_>>()
    };
    let hints = pairs(&[("m", "move"), ("c", "new"), ("?", "help")]);
    for (width, shown) in [(20, " m move c new ? help"), (19, " m move ? help"), (9, " ? help")] {
        let buffer = drawn(width, 1, |buffer, area| hint::draw(buffer, area, &hints, &ASCII));
        assert_eq!(text_of(&buffer).trim_end(), shown, "at {width}");
    }
}

#[test]
fn all_that_the_pending_keys_can_become_is_shown() {
    let keymap = Keymap::default();
    let mut pending = Pending::default();
    let planned = [planned_visit()];
    let situation = Situation::of(Context::Calendar, &planned);
    keymap.press(Context::Calendar, &mut pending, crate::key::Chord::plain(crate::key::Key::Char('.')));
    let leads = hint::hints(&keymap, &situation, &pending);
    let buffer = drawn(40, 12, |buffer, area| hint::draw_leads(buffer, area, &leads, &ASCII));
    let text = text_of(&buffer);
    for (keys, word) in &leads {
        assert!(text.contains(&format!("{keys} {word}")), "{keys} {word}: {text}");
    }
    assert!(text.lines().last().is_some_and(|line| !line.trim().is_empty()), "the last line is used: {text}");
}

#[test]
fn the_help_says_why_something_cannot_be_done_now() {
    let keymap = Keymap::default();
    let barred = help::barred(&Situation::of(Context::Calendar, &[]));
    let lines = help::lines(&keymap, &barred, 200);
    let row_of = |name: &str| {
        let is_it = |text: &str| text.starts_with(&format!("{name}: "));
        lines.iter().find_map(|line| match line {
            help::Line::Row(_, text, is_barred) if is_it(text) => Some((text.clone(), *is_barred)),
            help::Line::Row(..) | help::Line::Heading(_) | help::Line::Blank => None,
        })
    };
    let (dispatch, is_barred) = row_of("Dispatch visit").expect("a row");
    assert!(is_barred && dispatch.ends_with("Not now: nothing is selected."), "{dispatch}");
    let (stage, is_barred) = row_of("Next stage").expect("a row");
    assert!(is_barred && stage.ends_with("(Board)"), "{stage}");
    let (new, is_barred) = row_of("New").expect("a row");
    assert!(!is_barred && !new.contains("Not now"), "{new}");
}

#[test]
fn no_line_of_the_help_is_cut() {
    let keymap = Keymap::default();
    for width in [80, 120, 40] {
        let lines = help::lines(&keymap, &help::Barred::new(), width);
        let height = u16::try_from(lines.len() + 2).expect("a short help");
        let whole = drawn(width, height, |buffer, area| help::draw(buffer, area, &lines, 0, &FULL));
        assert!(!text_of(&whole).contains('…'), "at {width}");
    }
}
