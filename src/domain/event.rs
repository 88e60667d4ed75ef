//! Events: time of technicians that is not for jobs.

use chrono::{Duration, NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ExternalId, Slot, Span, TechnicianId, Tz, place_local};

/// What an event is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Holiday, illness, a free afternoon.
    TimeOff,
    /// A break to eat.
    Lunch,
    /// Learning.
    Training,
    /// The van is looked after.
    VanService,
    /// People meet.
    Meeting,
    /// Taken by another calendar, which need not say by what.
    Busy,
    /// Anything else.
    #[default]
    Other,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [EventKind; 7] = [
        EventKind::TimeOff,
        EventKind::Lunch,
        EventKind::Training,
        EventKind::VanService,
        EventKind::Meeting,
        EventKind::Busy,
        EventKind::Other,
    ];

    /// Its word in JSON and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            EventKind::TimeOff => "time_off",
            EventKind::Lunch => "lunch",
            EventKind::Training => "training",
            EventKind::VanService => "van_service",
            EventKind::Meeting => "meeting",
            EventKind::Busy => "busy",
            EventKind::Other => "other",
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            EventKind::TimeOff => "Time off",
            EventKind::Lunch => "Lunch",
            EventKind::Training => "Training",
            EventKind::VanService => "Van service",
            EventKind::Meeting => "Meeting",
            EventKind::Busy => "Busy",
            EventKind::Other => "Event",
        }
    }

    /// Reads a word, or a name as people write it.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace(['-', ' '], "_");
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind that a title speaks of, such as "van service Tuesday"; none when it speaks of no one kind.
    pub fn said_in(title: &str) -> Option<Self> {
        let title = title.to_lowercase();
        let spoken = |kind: &EventKind| {
            let named = [EventKind::Busy, EventKind::Other].contains(kind);
            !named && title.contains(&kind.title().to_lowercase())
        };
        let more = [
            ("holiday", EventKind::TimeOff),
            ("vacation", EventKind::TimeOff),
            ("day off", EventKind::TimeOff),
            ("sick", EventKind::TimeOff),
            ("course", EventKind::Training),
        ];
        let known = Self::ALL.into_iter().find(spoken);
        known.or_else(|| more.iter().find(|(word, _)| title.contains(word)).map(|(_, kind)| *kind))
    }

    /// Whether it is time off, which is no working time and is taken out of it in every figure.
    pub fn is_time_off(self) -> bool {
        self == EventKind::TimeOff
    }
}

/// A stretch of time in which a technician, or everybody, takes no jobs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// What it is.
    #[serde(default)]
    pub kind: EventKind,
    /// Whose it is; none for everybody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technician: Option<TechnicianId>,
    /// When, half-open, with the local start and the zone as it was said.
    pub slot: Slot,
    /// Whether it is of whole local days, midnight to midnight in the slot's zone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_day: bool,
    /// What it is in words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where the record came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalId>,
}

impl Event {
    /// An event of a slot.
    pub fn new(kind: EventKind, technician: Option<TechnicianId>, slot: Slot) -> Self {
        Event { kind, technician, slot, all_day: false, title: String::new(), external: Vec::new() }
    }

    /// An event of whole days, both named days among them; none when the last is before the first or the
    /// calendar ends.
    pub fn of_days(
        kind: EventKind,
        technician: Option<TechnicianId>,
        (first, last): (NaiveDate, NaiveDate),
        zone: Tz,
    ) -> Option<Self> {
        let slot = slot_of_days(first, last, zone)?;
        Some(Event { all_day: true, ..Event::new(kind, technician, slot) })
    }

    /// Its moments.
    pub fn span(&self) -> Span {
        self.slot.span
    }

    /// The first and the last local day of it, in its own zone.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        let Slot { span, local_start, zone } = self.slot;
        // The end is the first moment after it: midnight belongs to the day before.
        let last = (span.end - Duration::milliseconds(1)).with_timezone(&zone).date_naive();
        let first = local_start.date();
        (first, last.max(first))
    }

    /// What to call it: its title, else its kind.
    pub fn label(&self) -> String {
        if self.title.trim().is_empty() { self.kind.title().to_owned() } else { self.title.clone() }
    }

    /// Whether it takes a technician's time.
    pub fn concerns(&self, who: TechnicianId) -> bool {
        self.technician.is_none_or(|own| own == who)
    }
}

/// The slot of whole local days, 23, 24 or 25 hours each; none when the last is before the first or the
/// calendar ends.
pub fn slot_of_days(first: NaiveDate, last: NaiveDate, zone: Tz) -> Option<Slot> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let end = place_local(midnight(last.succ_opt()?), zone).moment();
    let span = Span::new(place_local(midnight(first), zone).moment(), end)?;
    Some(Slot { span, local_start: midnight(first), zone })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{DANA, day, slot};

    const LONDON: Tz = Tz::Europe__London;

    #[test]
    fn every_kind_is_read_back() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_word(kind.word()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
        assert_eq!(EventKind::from_word("Van service"), Some(EventKind::VanService));
        assert_eq!(EventKind::from_word("party"), None);
        assert_eq!(EventKind::said_in("Van service at Ford's"), Some(EventKind::VanService));
        assert_eq!(EventKind::said_in("Gas course"), Some(EventKind::Training));
        assert_eq!(EventKind::said_in("Busy bees"), None);
    }

    #[test]
    fn whole_days_are_as_long_as_the_clock_has_them() {
        let days = |first, last| {
            Event::of_days(EventKind::TimeOff, Some(DANA), (first, last), LONDON).map(|event| event.slot)
        };
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let short = days(date("2026-03-29"), date("2026-03-29")).unwrap();
        assert_eq!(short.span.minutes(), 23 * 60);
        assert_eq!(days(date("2026-10-25"), date("2026-10-25")).unwrap().span.minutes(), 25 * 60);
        assert_eq!(days(day(24), day(26)).unwrap().span.minutes(), 3 * 24 * 60);
        assert_eq!(days(day(24), day(23)), None);
    }

    #[test]
    fn it_knows_the_days_it_is_on() {
        let two = Event::of_days(EventKind::TimeOff, None, (day(24), day(25)), LONDON).unwrap();
        assert_eq!(two.days(), (day(24), day(25)));
        let morning = Event::new(EventKind::Training, Some(DANA), slot("24 09:00", 120));
        assert_eq!(morning.days(), (day(24), day(24)));
        let till_midnight = Event::new(EventKind::Other, None, slot("24 22:00", 120));
        assert_eq!(till_midnight.days(), (day(24), day(24)));
        assert!(two.concerns(DANA) && !Event { technician: Some(crate::fixture::TOM), ..two }.concerns(DANA));
    }

    #[test]
    fn a_short_form_reads_with_what_it_leaves_out() {
        let event = Event::new(EventKind::Lunch, None, slot("24 12:00", 30));
        let json = serde_json::to_string(&event).unwrap();
        assert!(
            !json.contains("all_day") && !json.contains("technician") && !json.contains("title"),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
        assert_eq!(event.label(), "Lunch");
    }
}
