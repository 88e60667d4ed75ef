//! The rule that the day leaves room for breaks.

use super::Case;
use crate::{FloatingBreak, TechnicianId, break_range, has_room_for_break, place_of, say_minutes};

/// The visit leaves everybody of the crew room for their breaks, where there was room without it.
pub(super) fn rest(case: &Case<'_>) -> Vec<String> {
    let Some((slot, business)) = case.placed() else { return Vec::new() };
    let date = slot.start.with_timezone(&business.zone).date_naive();
    let takes_room = |who: TechnicianId, pause: &FloatingBreak| {
        let range = break_range(case.slice, who, date, pause).filter(|range| range.overlaps(&slot));
        let meant = (slot, place_of(case.slice, case.visit));
        let has_room = |meant| range.map(|range| {
            has_room_for_break(case.slice, who, (range, pause.minutes), case.id, meant)
        });
        has_room(Some(meant)) == Some(false) && has_room(None) == Some(true)
    };
    let of_member = |(who, member): &(TechnicianId, &crate::Technician)| -> Vec<String> {
        let missed = member.breaks.iter().filter(|pause| takes_room(*who, pause));
        missed.map(|pause| say(&member.name, pause, date)).collect()
    };
    case.members.iter().flat_map(of_member).collect()
}

fn say(name: &str, pause: &FloatingBreak, date: chrono::NaiveDate) -> String {
    let length = say_minutes(pause.minutes.into());
    let (from, to) = (pause.from.format("%H:%M"), pause.to.format("%H:%M"));
    format!("leaves {name} no break of {length} between {from} and {to} on {}", date.format("%a %-d %b"))
}
