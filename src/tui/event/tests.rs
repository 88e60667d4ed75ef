//! Events in batches, and from the terminal.

use std::io;
use std::sync::mpsc::channel;
use std::time::Duration;

use crossterm::event::{
    Event as Terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEvent, MouseEventKind,
};

use super::source::{minute_of, until_next_minute};
use super::terminal::translate;
use super::*;
use crate::key::Key;

fn key(letter: char) -> Event<u8> {
    Event::Key(Chord::plain(Key::Char(letter)))
}

fn drag(column: u16) -> Event<u8> {
    Event::Mouse(Mouse { act: MouseAct::Drag, column, row: 0 })
}

#[test]
fn releases_and_motion_are_nothing_to_us() {
    let mut event = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
    for (kind, ours) in
        [(KeyEventKind::Press, true), (KeyEventKind::Repeat, true), (KeyEventKind::Release, false)]
    {
        event.kind = kind;
        assert_eq!(translate::<u8>(Terminal::Key(event)).is_some(), ours, "{kind:?}");
    }
    let motion = MouseEvent { kind: MouseEventKind::Moved, column: 1, row: 1, modifiers: KeyModifiers::NONE };
    assert_eq!(translate::<u8>(Terminal::Mouse(motion)), None);
}

#[test]
fn a_batch_keeps_every_key_and_only_what_still_matters() {
    let batch = vec![
        Event::Resize(80, 24),
        key('a'),
        Event::Notice,
        drag(1),
        drag(2),
        key('b'),
        drag(3),
        Event::Notice,
        Event::Tick,
        Event::Resize(120, 40),
        Event::Tick,
        Event::Reply(7),
    ];
    let kept = vec![
        key('a'),
        Event::Notice,
        drag(2),
        key('b'),
        drag(3),
        Event::Tick,
        Event::Resize(120, 40),
        Event::Reply(7),
    ];
    assert_eq!(settle(batch), kept);
}

#[test]
fn what_queued_up_comes_as_one_batch() {
    let mut source = Source::<u8>::new(Pace::Never);
    let post = source.post();
    for letter in ['a', 'b', 'c'] {
        post.event(key(letter));
    }
    assert_eq!(source.next(None), [key('a'), key('b'), key('c')]);
    assert_eq!(source.next(Some(Duration::ZERO)), []);
}

#[test]
fn the_reader_reads_only_while_the_source_waits() {
    let (reads, read) = channel();
    let mut source = Source::<u8>::new(Pace::Never);
    let batches = move || {
        reads.send(()).map_err(io::Error::other)?;
        Ok(vec![key('a'), key('b')])
    };
    source.read_with(batches).expect("a thread");
    assert_eq!(source.next(None), [key('a'), key('b')]);
    assert_eq!(source.next(None), [key('a'), key('b')]);
    // Both batches have come and nobody waits: a third read can only follow another `next`.
    assert_eq!(read.try_iter().count(), 2);
}

#[test]
fn a_lost_terminal_is_told_once() {
    let mut source = Source::<u8>::new(Pace::Never);
    source.read_with(|| Err(io::Error::other("gone"))).expect("a thread");
    assert_eq!(source.next(None), [Event::InputLost("gone".to_owned())]);
}

#[test]
fn the_tick_comes_at_the_turn_of_the_minute() {
    let at = Duration::from_millis(120_000 + 59_250);
    assert_eq!(until_next_minute(at, minute_of(at)), Duration::from_millis(750));
    let turn = Duration::from_mins(3);
    assert_eq!(until_next_minute(turn, minute_of(turn)), Duration::from_mins(1));
    assert_eq!(until_next_minute(turn, 2), Duration::ZERO, "a turn that was missed is told at once");
}
