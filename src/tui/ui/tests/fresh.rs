//! A view that comes back shows what it has, unless something has changed.

use super::*;

/// What a key asks of the worker before any of it is answered.
fn asks(script: &mut Script, key: &str) -> Vec<Ask> {
    let sequence: Sequence = key.parse().unwrap();
    let deeds = script.ui.update(Event::Key(sequence.chords()[0]));
    let asked = deeds.iter().filter_map(|deed| match deed {
        Deed::Ask(ask) => Some(ask.clone()),
        _ => None,
    });
    let asked = asked.collect();
    script.perform(deeds);
    asked
}

#[test]
fn a_view_that_comes_back_loads_nothing() {
    let mut script = Script::begin(120, 40);
    for key in ["2", "3", "4"] {
        assert_ne!(asks(&mut script, key), [], "{key} for the first time");
    }
    for key in ["1", "2", "3", "4", "3", "1"] {
        assert_eq!(asks(&mut script, key), [], "{key} again");
    }
    script.press("3").sees("Tap drip").press("1").sees("Where everybody is");
}

#[test]
fn details_leave_what_is_below_them_as_it_was() {
    let mut script = Script::begin(120, 40);
    script.press("3 Enter").sees("J-");
    assert_eq!(asks(&mut script, "Esc"), []);
    script.sees("To schedule");
}

#[test]
fn every_change_has_the_views_load_again() {
    let mut script = Script::begin(120, 40);
    script.press("3 1");
    let changes: [fn(&mut Script); 4] = [
        |script| {
            let deeds = script.ui.update(Event::Notice);
            script.perform(deeds);
        },
        |script| {
            let deeds = script.ui.update(Event::Tick);
            script.perform(deeds);
        },
        |script| {
            script.press("c").say("leak, Jones").press("Enter").sees("Added J-4");
        },
        |script| {
            script.press("/").say("leak").press("Enter");
        },
    ];
    for (place, change) in changes.into_iter().enumerate() {
        assert_eq!(asks(&mut script, "3"), [], "before change {place}");
        script.press("1");
        change(&mut script);
        assert_ne!(asks(&mut script, "3"), [], "after change {place}");
        script.press("1");
    }
}
