//! What an event is, whose and when.

use app::Wanted;
use domain::{EntityKind, EventKind, EventTime, TechnicianId, read_event_time, say_event_time};

use super::reference::read_one;
use super::{Codec, Kind, put_choice, said, say_choice, words};

/// When an event is: a time with its end, or whole days.
pub(in crate::form) fn event_time() -> Codec<Option<EventTime>> {
    Codec {
        kind: Kind::Line,
        example: "fri 2-4pm, tmw 9am for 2h; 24 dec..31 dec for whole days",
        say: |at, ground| {
            let say = |(slot, all_day): &EventTime| say_event_time(slot, *all_day, ground.business.zone);
            at.as_ref().map_or_else(String::new, say)
        },
        put: |at, text, ground| {
            *at = Some(read_event_time(text, &ground.context).map_err(|error| said(&error))?);
            Ok(())
        },
    }
}

/// Whose it is; empty for everybody's.
pub(in crate::form) fn technician_or_everybody() -> Codec<Option<TechnicianId>> {
    Codec {
        kind: Kind::One(Wanted::Technician),
        example: "a name; empty for everybody",
        say: |id, ground| id.map_or_else(String::new, |id| ground.say(id.into())),
        put: |slot, text, ground| {
            *slot = read_one(text, EntityKind::Technician, ground)?.map(TechnicianId);
            Ok(())
        },
    }
}

/// What kind of event it is.
pub(in crate::form) fn event_kind() -> Codec<Option<EventKind>> {
    Codec {
        kind: words(&EventKind::ALL.map(name)),
        example: "",
        say: |kind, _| say_choice(kind, &EventKind::ALL.map(|kind| (name(kind), Some(kind)))),
        put: |slot, text, _| put_choice(slot, text, &EventKind::ALL.map(|kind| (name(kind), Some(kind)))),
    }
}

/// The kind, or what the title tells of it.
const AS_TITLED: &str = "as its title says";

/// What kind of event a new one is: unless it is chosen, what its title speaks of.
pub(in crate::form) fn event_kind_or_title() -> Codec<Option<EventKind>> {
    let mut all = vec![AS_TITLED];
    all.extend(EventKind::ALL.map(name));
    Codec {
        kind: words(&all),
        example: "",
        say: |kind, _| kind.map_or(AS_TITLED, name).to_owned(),
        put: |slot, text, ground| {
            if text.trim() == AS_TITLED {
                *slot = None;
                return Ok(());
            }
            (event_kind().put)(slot, text, ground)
        },
    }
}

/// A kind as a field has it.
fn name(kind: EventKind) -> &'static str {
    match kind {
        EventKind::TimeOff => "time off",
        EventKind::Lunch => "lunch",
        EventKind::Training => "training",
        EventKind::VanService => "van service",
        EventKind::Meeting => "meeting",
        EventKind::Busy => "busy",
        EventKind::Other => "other",
    }
}
