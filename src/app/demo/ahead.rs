//! The next two weeks, booked less the further away.

use chrono::{Days, NaiveDate, NaiveTime};
use domain::{DayException, Interval};

use super::draft::unplaced;
use super::ground::Ground;
use super::lane::Gap;
use super::staff::{CALLUM, DANA};
use super::story::{Call, Load, Phase, Story};

/// How far ahead is booked, in days.
const DAYS_AHEAD: u64 = 14;

/// Someone works tomorrow, whatever day it is: two are on call when everybody is off.
pub(super) fn cover_tomorrow(ground: &mut Ground) {
    let tomorrow = ground.today + Days::new(1);
    let at_work =
        (0..ground.technicians.len()).filter(|who| !ground.working(*who, tomorrow).is_empty()).count();
    if at_work >= 2 {
        return;
    }
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let intervals: Vec<Interval> = Interval::new(time(9), time(14)).into_iter().collect();
    for who in [DANA, CALLUM] {
        if ground.working(who, tomorrow).is_empty() {
            set_day(
                ground,
                who,
                DayException { date: tomorrow, intervals: intervals.clone(), reason: "on call".into() },
            );
        }
    }
}

/// Puts other hours on a technician's date, over what stood there.
pub(super) fn set_day(ground: &mut Ground, who: usize, day: DayException) {
    let exceptions = &mut ground.technicians[who].exceptions;
    exceptions.retain(|exception| exception.date != day.date);
    exceptions.push(day);
    exceptions.sort_by_key(|exception| exception.date);
}

/// Books the days after today.
pub(super) fn book_ahead(ground: &Ground, story: &mut Story) {
    for ahead in 1..=DAYS_AHEAD {
        let date = ground.today + Days::new(ahead);
        let (share, limit) = match ahead {
            1 => (88, 5),
            2 | 3 => (70, 4),
            4..=7 => (45, 3),
            _ => (22, 2),
        };
        book_day(ground, story, date, Load { share, limit });
    }
    leave_in_tray(story);
}

fn book_day(ground: &Ground, story: &mut Story, date: NaiveDate, load: Load) {
    for who in 0..ground.technicians.len() {
        for span in ground.working(who, date) {
            // A night that began today is laid out with today.
            if span.start < ground.at(date, 5, 0) {
                continue;
            }
            let gap = Gap { span, from: ground.technicians[who].home_position, to: None };
            story.fill(ground, who, gap, Phase::Ahead { confirmed: 25 }, load);
        }
    }
}

/// Returns that found no place wait in the tray; callbacks that nobody has asked for yet are no jobs.
fn leave_in_tray(story: &mut Story) {
    for owed in std::mem::take(&mut story.owed) {
        if let Call::Return { draft, purpose } = owed.what {
            let draft = &mut story.drafts[draft];
            let mut visit = unplaced(i64::from(owed.minutes));
            visit.purpose = purpose;
            draft.visits.push(visit);
        }
    }
}
