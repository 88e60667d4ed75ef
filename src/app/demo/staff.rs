//! The technicians of the demo, with their hours.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use domain::{Address, DayException, Interval, Phone, Position, Technician, WeekHours};

use super::trade::skill;

/// Their places in the list; a technician's id is one more.
pub(super) const DANA: usize = 0;
pub(super) const RAVI: usize = 1;
pub(super) const TOM: usize = 2;
pub(super) const PRIYA: usize = 3;
pub(super) const CALLUM: usize = 4;
pub(super) const MEI: usize = 5;
pub(super) const JOSS: usize = 6;
pub(super) const EWA: usize = 7;

struct Member {
    name: &'static str,
    skills: &'static [(&'static str, u8)],
    /// Working days, Monday 0.
    days: &'static [usize],
    /// Local hours and minutes of each interval.
    hours: &'static [(u32, u32, u32, u32)],
    limit: Option<u32>,
    tag: &'static str,
    home: (&'static str, f64, f64),
}

const WEEK: &[usize] = &[0, 1, 2, 3, 4];
#[rustfmt::skip] // a table: each entry stays one paragraph
const TEAM: [Member; 8] = [
    Member {
        name: "Dana Whitlock", skills: &[("gas", 4), ("heating", 4), ("plumbing", 2)], days: WEEK,
        hours: &[(8, 0, 17, 0)], limit: None, tag: "lead", home: ("6 Larch Avenue", 52.231, -1.302),
    },
    Member {
        name: "Ravi Menon", skills: &[("electrical", 5), ("heating", 2)], days: WEEK,
        hours: &[(8, 0, 12, 0), (13, 0, 17, 0)], limit: None, tag: "", home: ("31 Westgate", 52.204, -1.345),
    },
    Member {
        name: "Tom Ashby", skills: &[("gas", 3), ("heating", 3), ("plumbing", 3)], days: WEEK,
        hours: &[(8, 0, 16, 30)], limit: Some(6), tag: "", home: ("9 Mill Lane", 52.178, -1.297),
    },
    Member {
        name: "Priya Sandover", skills: &[("plumbing", 4), ("drainage", 3), ("heating", 2)], days: WEEK,
        hours: &[(8, 30, 17, 0)], limit: None, tag: "", home: ("2 Canal Side", 52.207, -1.262),
    },
    Member {
        name: "Callum Reid", skills: &[("plumbing", 3), ("drainage", 3)], days: &[1, 2, 3, 4, 5],
        hours: &[(9, 0, 17, 30)], limit: None, tag: "saturday", home: ("17 Corn Hill", 52.201, -1.301),
    },
    Member {
        name: "Mei Harper", skills: &[("electrical", 4), ("heating", 2)], days: &[0, 1, 2, 3],
        hours: &[(9, 0, 14, 30)], limit: Some(4), tag: "part-time", home: ("40 Park Avenue", 52.211, -1.338),
    },
    Member {
        name: "Joss Penhale", skills: &[("gas", 5), ("heating", 5), ("plumbing", 3)], days: WEEK,
        hours: &[(7, 30, 16, 0)], limit: None, tag: "", home: ("5 Beacon Hill", 52.236, -1.311),
    },
    Member {
        name: "Ewa Kowal", skills: &[("plumbing", 3), ("heating", 3), ("gas", 3)], days: WEEK,
        hours: &[(8, 0, 17, 0)], limit: Some(5), tag: "improver", home: ("22 Ferry Road", 52.184, -1.314),
    },
];

/// The eight technicians in the week of a date: one is on holiday, one had sick days, one has training ahead.
pub(super) fn technicians(today: NaiveDate) -> Vec<Technician> {
    let mut technicians: Vec<Technician> =
        (0_usize..).zip(&TEAM).map(|(place, m)| technician(place, m)).collect();
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    technicians[EWA].exceptions = days_off(monday, 7, "holiday");
    technicians[TOM].exceptions = days_off(monday - Days::new(33), 3, "sick");
    technicians[JOSS].exceptions = days_off(monday + Days::new(9), 1, "training: heat pumps");
    technicians
}

fn technician(place: usize, member: &Member) -> Technician {
    let intervals: Vec<Interval> = member.hours.iter().filter_map(|h| interval(h.0, h.1, h.2, h.3)).collect();
    let mut hours = WeekHours::default();
    for day in member.days {
        hours.0[*day].clone_from(&intervals);
    }
    let (street, latitude, longitude) = member.home;
    let handle = member.name.split(' ').next().unwrap_or_default().to_lowercase();
    Technician {
        name: member.name.to_owned(),
        skills: member.skills.iter().map(|(name, level)| skill(name, *level)).collect(),
        departments: vec!["service".to_owned()],
        phones: vec![Phone { number: format!("07700 900{:03}", 980 + place), label: "mobile".to_owned() }],
        emails: vec![format!("{handle}@example.com")],
        home: Address { street: street.to_owned(), city: "Alderbridge".to_owned(), ..Address::default() },
        home_position: Position::new(latitude, longitude),
        hours,
        daily_limit: member.limit,
        tags: Some(member.tag.to_owned()).filter(|tag| !tag.is_empty()).into_iter().collect(),
        ..Technician::default()
    }
}

fn interval(from_hour: u32, from_minute: u32, to_hour: u32, to_minute: u32) -> Option<Interval> {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    Interval::new(time(from_hour, from_minute)?, time(to_hour, to_minute)?)
}

fn days_off(first: NaiveDate, count: usize, reason: &str) -> Vec<DayException> {
    let off = |date| DayException { date, intervals: Vec::new(), reason: reason.to_owned() };
    first.iter_days().take(count).map(off).collect()
}
