//! Breaks as they are typed: `30m 11:30-14:00`.

use super::{SaidError, read_intervals, say_intervals};
use crate::{FloatingBreak, Interval, read_minutes, say_minutes};

/// How breaks are written, for those who wrote them otherwise.
const MEND: &str = "write it as “30m 11:30-14:00”: how long, and between which times";

fn wrong(part: &str, what: &str) -> SaidError {
    SaidError::wrong("breaks", format!("“{part}” {what}"), MEND)
}

/// Reads breaks with `;` or a line break between: `30m 11:30-14:00`, `30 min between 11:30 and 14:00`.
pub fn read_breaks(text: &str) -> Result<Vec<FloatingBreak>, SaidError> {
    let parts = text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let mut breaks = parts.map(read_break).collect::<Result<Vec<_>, _>>()?;
    breaks.sort_by_key(|pause| (pause.from, pause.minutes));
    Ok(breaks)
}

fn read_break(part: &str) -> Result<FloatingBreak, SaidError> {
    let no_break = || wrong(part, "is no break");
    let words = part.to_lowercase().replace(" between ", " ").replace(" and ", "-");
    let (length, hours) = words.rsplit_once(char::is_whitespace).ok_or_else(no_break)?;
    let minutes = read_minutes(length).map_err(|_| no_break())?;
    let intervals = read_intervals(hours).map_err(|error| wrong(part, &format!("is no break: {error}")))?;
    let [Interval { from, to }] = intervals[..] else { return Err(no_break()) };
    let pause = FloatingBreak { from, to, minutes };
    match pause.fault() {
        Some(fault) => Err(wrong(part, fault)),
        None => Ok(pause),
    }
}

/// Says breaks so that they read back: `30m 11:30-14:00; 15m 15:00-16:00`.
pub fn say_breaks(breaks: &[FloatingBreak]) -> String {
    let say = |pause: &FloatingBreak| {
        let hours = say_intervals(&[Interval { from: pause.from, to: pause.to }]);
        format!("{} {hours}", say_minutes(pause.minutes.into()))
    };
    breaks.iter().map(say).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_read_as_people_write_them_and_read_back() {
        for (typed, said) in [
            ("30m 11:30-14:00", "30m 11:30-14:00"),
            ("30 minutes between 11:30 and 14:00", "30m 11:30-14:00"),
            ("15m 15-16; 1h 11-14", "1h 11:00-14:00; 15m 15:00-16:00"),
            ("20m 10pm-24", "20m 22:00-24:00"),
            ("", ""),
        ] {
            let read = read_breaks(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(say_breaks(&read), said, "{typed}");
            assert_eq!(read_breaks(said), Ok(read), "{said}");
        }
    }

    #[test]
    fn what_is_no_break_is_told_how_to() {
        for (typed, what) in [
            ("30m", "is no break"),
            ("lunch 11-14", "is no break"),
            ("30m noon", "is no break"),
            ("30m 11-12,13-14", "is no break"),
            ("2h 11-12", "is longer than"),
            ("30m 14:00-11:30", "“30m 14:00-11:30” is no break: “14:00-11:30” ends before it begins"),
            ("30m 11:30-25", "“30m 11:30-25” is no break: “11:30-25” is not an interval"),
        ] {
            let error = read_breaks(typed).unwrap_err();
            assert!(error.to_string().contains(what) && error.mend() == MEND, "{typed}: {error}");
        }
    }
}
