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
        let has_room = |meant| {
            range.map(|range| has_room_for_break(case.slice, who, (range, pause.minutes), case.id, meant))
        };
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

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use crate::fixture::*;
    use crate::*;

    fn with_break(given: Given) -> Given {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        let lunch = FloatingBreak { from: time(11, 30), to: time(14, 0), minutes: 30 };
        given.with(|slice| slice.technicians.get_mut(&DANA).unwrap().breaks = vec![lunch])
    }

    fn found(given: &Given) -> Vec<String> {
        let all = judge_visit(&given.slice, VISIT, given.visit());
        all.into_iter().filter(|one| one.rule == Rule::Break).map(|one| one.sentence).collect()
    }

    fn at_time(start: &str, minutes: u32) -> Given {
        let schedule = Command::Schedule(VISIT, to(start, minutes, DANA), WindowChoice::Ask);
        with_break(given()).because("test").after(schedule)
    }

    const SAID: &str = "leaves Dana no break of 30m between 11:30 and 14:00 on Tue 24 Nov";

    #[test]
    fn a_visit_that_leaves_no_room_for_a_break_is_found_and_nobody_is_asked() {
        assert!(found(&at_time("24 12:00", 240)).is_empty(), "before it");
        assert!(found(&at_time("24 10:00", 210)).is_empty(), "after it");
        let full = at_time("24 11:00", 180);
        assert_eq!(found(&full), [SAID]);
        assert!(!findings_for(&full.slice, VISIT, full.visit()).iter().any(|one| one.rule == Rule::Break));
        assert_eq!(Rule::Break.row().severity, Severity::Soft);
    }

    #[test]
    fn other_visits_and_their_ways_count_and_what_is_full_without_it_does_not() {
        let beside = |start: &str, minutes| at_time("24 09:00", 180).other_visit(2, start, minutes, DANA);
        assert!(found(&beside("24 15:00", 60)).is_empty());
        // Half an hour is left from 12:00 to 12:30, which the way takes.
        assert_eq!(found(&beside("24 12:30", 120)), [SAID]);
        let full_already = beside("24 11:00", 200);
        assert!(found(&full_already).is_empty());
    }
}
