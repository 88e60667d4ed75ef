//! Visits moved by the same amount.

use std::str::FromStr;

use chrono::{Days, Duration, TimeZone};
use domain::{Command, Placement, Refusal, Slot, Span, VisitId, WindowChoice, place_local, read_minutes};

use crate::{App, Result};

/// By how much: days on the calendar, which keep the time of day, and minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shift {
    /// Days on, or back if negative.
    pub days: i64,
    /// Minutes on, or back if negative.
    pub minutes: i64,
}

/// The furthest shift, in days.
const FURTHEST: i64 = 3_660;

impl FromStr for Shift {
    type Err = String;

    /// Reads `+30`, `-1h`, `1h30`, `+1d`, `-2 days`, `1w`; a bare figure is minutes.
    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let wrong = || format!("“{text}” is no shift; write +30, -1h, 1h30, +1d or -1w");
        let text = text.trim();
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let rest = rest.trim();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (figure, unit) = rest.split_at(digits);
        let days = match unit.trim() {
            "d" | "day" | "days" => Some(1),
            "w" | "week" | "weeks" => Some(7),
            _ => None,
        };
        if let Some(days) = days {
            let count: i64 = figure.parse().map_err(|_| wrong())?;
            let days = count.saturating_mul(days);
            return if (1..=FURTHEST).contains(&days) {
                Ok(Shift { days: sign * days, minutes: 0 })
            } else {
                Err(wrong())
            };
        }
        let minutes = match (unit.trim(), figure.parse::<u32>()) {
            ("", Ok(minutes)) => minutes,
            _ => read_minutes(rest).map_err(|_| wrong())?,
        };
        if minutes == 0 {
            return Err(wrong());
        }
        Ok(Shift { days: 0, minutes: sign * i64::from(minutes) })
    }
}

impl App {
    /// The command that moves visits by the same amount, as one operation; each keeps its length.
    ///
    /// # Errors
    /// When a visit is not there or has no time to be moved from.
    pub fn shifted(&self, visits: &[VisitId], by: Shift) -> Result<Command> {
        let placed = |slot| Placement { slot: Some(slot), crew: None };
        let moves = self.shifted_slots(visits, by)?.into_iter();
        Ok(Command::Batch(
            moves.map(|(id, slot)| Command::Move(id, placed(slot), WindowChoice::Ask)).collect(),
        ))
    }

    /// Where visits would be if they moved by the same amount; each keeps its length.
    ///
    /// # Errors
    /// When a visit is not there or has no time to be moved from.
    pub fn shifted_slots(&self, visits: &[VisitId], by: Shift) -> Result<Vec<(VisitId, Slot)>> {
        let zone = self.business()?.zone;
        self.read_plan(|reader| {
            let mut slots = Vec::new();
            for id in visits {
                let visit = reader.visit(*id)?.ok_or(Refusal::not_found(*id))?.record;
                let Some(span) = visit.span() else {
                    let message = format!("{id} has no time to be moved from");
                    return Err(
                        Refusal::invalid("visits", message, "schedule it first, or leave it out").into()
                    );
                };
                let beyond = || {
                    Refusal::invalid("shift", format!("{id} would leave the calendar"), "shift it by less")
                };
                slots.push((*id, shift_slot(span, by, zone).ok_or_else(beyond)?));
            }
            Ok(slots)
        })
    }
}

fn shift_slot(span: Span, by: Shift, zone: domain::Tz) -> Option<Slot> {
    let local = zone.from_utc_datetime(&span.start.naive_utc()).naive_local();
    let days = Days::new(by.days.unsigned_abs());
    let local = if by.days < 0 { local.checked_sub_days(days)? } else { local.checked_add_days(days)? };
    let start = if by.days == 0 { span.start } else { place_local(local, zone).moment() };
    let start = start.checked_add_signed(Duration::minutes(by.minutes))?;
    let minutes = u32::try_from(span.minutes()).ok()?;
    Some(Slot::of_span(Span::of_minutes(start, minutes)?, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_are_read_as_people_write_them() {
        let minutes = |minutes| Ok(Shift { days: 0, minutes });
        let days = |days| Ok(Shift { days, minutes: 0 });
        for (text, wanted) in [
            ("+30", minutes(30)),
            ("-30", minutes(-30)),
            ("45m", minutes(45)),
            ("-1h", minutes(-60)),
            (" + 1h30 ", minutes(90)),
            ("+1d", days(1)),
            ("-2 days", days(-2)),
            ("1w", days(7)),
        ] {
            assert_eq!(text.parse::<Shift>(), wanted, "{text}");
        }
        for text in ["", "0", "-", "soon", "9999999d", "1d2h", "fri"] {
            assert!(text.parse::<Shift>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_on_keeps_the_time_of_day_over_a_change_of_the_clocks() {
        let zone = domain::Tz::Europe__London;
        let start: domain::Moment = "2026-10-24T08:00:00Z".parse().unwrap();
        let span = Span::of_minutes(start, 90).unwrap();
        let slot = shift_slot(span, Shift { days: 1, minutes: 0 }, zone).unwrap();
        assert_eq!(slot.span.start.to_rfc3339(), "2026-10-25T09:00:00+00:00");
        assert_eq!((slot.local_start.to_string().as_str(), slot.span.minutes()), ("2026-10-25 09:00:00", 90));
        let slot = shift_slot(span, Shift { days: 0, minutes: -30 }, zone).unwrap();
        assert_eq!(slot.span.start.to_rfc3339(), "2026-10-24T07:30:00+00:00");
    }
}
