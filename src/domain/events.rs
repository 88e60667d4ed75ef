//! Events by id, and beside them by whose they are and when.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::ops::Deref;

use crate::{Event, EventId, Moment, Span, TechnicianId};

/// Events in order of id, read as the map they are; written only whole, so that those that take a
/// technician's time are found without looking at everybody else's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Events {
    by_id: BTreeMap<EventId, Event>,
    /// By whose they are, none for everybody's, and by start.
    in_time: BTreeSet<(Option<TechnicianId>, Moment, EventId)>,
}

impl Events {
    /// Puts an event in its place, over the one that was there.
    pub fn insert(&mut self, id: EventId, event: Event) {
        self.remove(id);
        self.in_time.insert((event.technician, event.span().start, id));
        self.by_id.insert(id, event);
    }

    /// Takes an event out and gives it, if it was there.
    pub fn remove(&mut self, id: EventId) -> Option<Event> {
        let event = self.by_id.remove(&id)?;
        self.in_time.remove(&(event.technician, event.span().start, id));
        Some(event)
    }

    /// The events that take a technician's time within a span: their own by start, then everybody's by start.
    pub fn overlapping(&self, who: TechnicianId, span: Span) -> impl Iterator<Item = (EventId, &Event)> {
        self.of(Some(who), span).chain(self.of(None, span))
    }

    /// Everybody's events within a span, by start.
    pub fn of_everybody(&self, span: Span) -> impl Iterator<Item = (EventId, &Event)> {
        self.of(None, span)
    }

    fn of(&self, whose: Option<TechnicianId>, span: Span) -> impl Iterator<Item = (EventId, &Event)> {
        let first = (whose, Moment::MIN_UTC, EventId(u64::MIN));
        let ids = self.in_time.range(first..(whose, span.end, EventId(u64::MIN)));
        ids.filter_map(|(_, _, id)| Some((*id, self.by_id.get(id)?)))
            .filter(move |(_, event)| event.span().overlaps(&span))
    }
}

impl Deref for Events {
    type Target = BTreeMap<EventId, Event>;

    fn deref(&self) -> &Self::Target {
        &self.by_id
    }
}

impl<'a> IntoIterator for &'a Events {
    type Item = (&'a EventId, &'a Event);
    type IntoIter = btree_map::Iter<'a, EventId, Event>;

    fn into_iter(self) -> Self::IntoIter {
        self.by_id.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EventKind;
    use crate::fixture::{DANA, RAVI, slot, span};

    fn event(who: Option<TechnicianId>, start: &str, minutes: u32) -> Event {
        Event::new(EventKind::Meeting, who, slot(start, minutes))
    }

    fn ids(events: &Events, who: TechnicianId, start: &str, minutes: u32) -> Vec<u64> {
        events.overlapping(who, span(start, minutes)).map(|(id, _)| id.0).collect()
    }

    #[test]
    fn ones_own_and_everybodys_are_found_and_touching_ends_do_not_overlap() {
        let mut events = Events::default();
        events.insert(EventId(1), event(Some(DANA), "24 12:00", 60));
        events.insert(EventId(2), event(None, "24 09:00", 60));
        events.insert(EventId(3), event(Some(RAVI), "24 12:00", 60));
        events.insert(EventId(4), event(Some(DANA), "20 08:00", 8 * 24 * 60));
        assert_eq!(ids(&events, DANA, "24 08:00", 600), [4, 1, 2]);
        assert_eq!(ids(&events, RAVI, "24 08:00", 600), [3, 2]);
        assert_eq!(ids(&events, RAVI, "24 10:00", 120), Vec::<u64>::new());
        assert_eq!(ids(&events, RAVI, "24 13:00", 120), Vec::<u64>::new());
        assert_eq!(ids(&events, RAVI, "24 12:59", 120), [3]);
    }

    #[test]
    fn an_event_written_again_is_found_where_it_is_now_and_nowhere_else() {
        let mut events = Events::default();
        events.insert(EventId(1), event(Some(DANA), "24 12:00", 60));
        events.insert(EventId(1), event(None, "25 12:00", 60));
        assert_eq!(ids(&events, DANA, "24 00:00", 1440), Vec::<u64>::new());
        assert_eq!(ids(&events, RAVI, "25 00:00", 1440), [1]);
        events.remove(EventId(1));
        assert_eq!(events, Events::default());
    }
}
