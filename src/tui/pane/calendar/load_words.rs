//! The load of a day in a cell, in a line and in a sentence.

use app::view::DayLoad;
use domain::say_minutes;

use super::scale::{hours, load};
use crate::text::counted;
use crate::theme::Role;

/// The worst that is said of a load.
pub(super) fn role(day: &DayLoad, counts_capacity: bool) -> Role {
    if day.clash > 0 {
        Role::Clash
    } else if day.late > 0 {
        Role::Late
    } else if counts_capacity && day.visits > 0 && day.is_over() {
        Role::Warn
    } else if day.visits == 0 {
        Role::Dim
    } else {
        Role::Text
    }
}

/// One sign for each thing that is wrong, as in the lanes, the worst first: `!` clash, `<` late, `(` nobody to go.
pub(super) fn signs(day: &DayLoad) -> String {
    let all = [(day.clash, '!'), (day.late, '<'), (day.unassigned, '(')];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(_, sign)| sign).collect()
}

/// The same with how many, and the events that take time, as many of them as fit whole: `!2 <1 (1 ?3 /1`.
fn counted_signs(day: &DayLoad, width: usize) -> String {
    let all =
        [(day.clash, '!'), (day.late, '<'), (day.unassigned, '('), (day.unconfirmed, '?'), (day.events, '/')];
    let mut said = String::new();
    for (count, sign) in all.into_iter().filter(|(count, _)| *count > 0) {
        let gap = if said.is_empty() { "" } else { " " };
        let more = format!("{gap}{sign}{count}");
        // Half a count would be misread.
        if said.len() + more.len() > width {
            break;
        }
        said.push_str(&more);
    }
    said
}

/// A line of signs under a date, indented as its number where that leaves none of them out.
fn signs_under(day: &DayLoad, width: usize) -> String {
    let all = counted_signs(day, usize::MAX);
    if all.len() + 3 <= width { format!("   {all}") } else { counted_signs(day, width) }
}

/// What is planned of what is worked, `!` after it when that is too much; only what is planned where there is
/// no lane to work in.
fn load_of(day: &DayLoad, counts_capacity: bool) -> String {
    if !counts_capacity {
        return format!("{}h", hours(day.planned_minutes));
    }
    let over = if day.is_over() { "!" } else { "" };
    format!("{}{over}", load(day.planned_minutes, day.working_minutes))
}

/// A cell of the week in so many columns and one or two rows; empty rows are left to the ground.
pub(super) fn week_cell(day: &DayLoad, counts_capacity: bool, width: usize, rows: usize) -> Vec<String> {
    if day.visits == 0 && counts_capacity && day.working_minutes == 0 {
        return vec!["/".repeat(width); rows];
    }
    if day.visits == 0 && !counts_capacity {
        return vec![String::new(); rows];
    }
    let load = load_of(day, counts_capacity);
    if rows > 1 && width >= 8 {
        return vec![format!("{load:<7}{}", day.visits), counted_signs(day, width)];
    }
    vec![match width {
        0..8 => tiny(day, counts_capacity, width),
        8..15 => {
            let over = if counts_capacity && day.is_over() { '!' } else { ' ' };
            let load = load.trim_end_matches('!');
            format!("{load:<5}{over}{}{}", day.visits, signs(day))
        }
        15.. => {
            let load = format!("{load:<7}{:<3}", day.visits);
            let signs = counted_signs(day, width.saturating_sub(load.len()));
            load + &signs
        }
    }]
}

/// Hours and the worst sign.
fn tiny(day: &DayLoad, counts_capacity: bool, width: usize) -> String {
    let over = counts_capacity && day.is_over();
    let sign = match signs(day).chars().next() {
        None if over => "!".to_owned(),
        None => String::new(),
        Some(sign) => sign.to_string(),
    };
    let exact = format!("{}{sign}", hours(day.planned_minutes));
    if exact.len() <= width { exact } else { format!("{}{sign}", (day.planned_minutes + 30) / 60) }
}

/// A cell of the month: the date and the visits first, then what is the matter as far as there is room.
pub(super) fn month_cell(date: &str, day: &DayLoad, width: usize, rows: usize) -> Vec<String> {
    let count = if day.visits == 0 { String::new() } else { day.visits.to_string() };
    let all = signs(day);
    if width < 8 {
        let worst = all.chars().next().unwrap_or(' ');
        return vec![format!("{date:>2}{worst}{count}")];
    }
    if rows == 1 {
        let room = width.saturating_sub(3 + count.len());
        let counted = counted_signs(day, usize::MAX);
        let words = if counted.len() < room { counted } else { all };
        return vec![format!("{date:>2} {count} {words}")];
    }
    let more = if width < 14 || day.visits == 0 {
        ""
    } else if day.visits == 1 {
        " visit"
    } else {
        " visits"
    };
    let more = if more.len() + count.len() + 3 > width { "" } else { more };
    let mut lines = vec![format!("{date:>2} {count}{more}"), signs_under(day, width)];
    if day.visits > 0 && day.working_minutes > 0 {
        lines.push(format!("   {}", load_of(day, true)));
    }
    lines.truncate(rows);
    lines
}

/// A load in words, as a filter leaves it.
pub(super) fn sentence_of(day: &DayLoad, counts_capacity: bool, filter: &app::Filter) -> String {
    // Whether nobody works is not seen through a filter that leaves nobody.
    if day.visits == 0 && day.working_minutes == 0 && !filter.is_empty() {
        return "nothing of this day passes the filter".to_owned();
    }
    sentence(day, counts_capacity)
}

/// A load in words, the most pressing first: `2 clashing  1 late  6h30 of 8h  4 visits, 1 done`.
fn sentence(day: &DayLoad, counts_capacity: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    let wrong = [(day.clash, "clashing"), (day.late, "late"), (day.unassigned, "without a technician")];
    parts.extend(wrong.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
    let planned = say_minutes(day.planned_minutes);
    if counts_capacity && day.working_minutes == 0 && day.planned_minutes > 0 {
        parts.push(format!("{planned} planned on a day off"));
    } else if counts_capacity && day.is_over() {
        parts.push(format!("{} too much", say_minutes(day.planned_minutes - day.working_minutes)));
    }
    parts.push(match (counts_capacity, day.working_minutes) {
        (true, 0) if day.visits == 0 => "does not work".to_owned(),
        (true, working) if working > 0 => format!("{planned} of {}", say_minutes(working)),
        (_, _) => planned,
    });
    let done = if day.done > 0 { format!(", {} done", day.done) } else { String::new() };
    parts.push(format!("{}{done}", counted(day.visits, "visit")));
    if day.unconfirmed > 0 {
        parts.push(format!("{} unconfirmed", day.unconfirmed));
    }
    if day.events > 0 {
        parts.push(counted(day.events, "event"));
    }
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(planned: i64, visits: usize) -> DayLoad {
        DayLoad { planned_minutes: planned, working_minutes: 480, visits, ..DayLoad::default() }
    }

    #[test]
    fn a_cell_says_as_much_as_fits() {
        let bad = DayLoad { late: 1, clash: 2, unconfirmed: 3, ..day(510, 4) };
        assert_eq!(week_cell(&bad, true, 22, 1), ["8.5/8! 4  !2 <1 ?3"]);
        assert_eq!(week_cell(&bad, true, 9, 1), ["8.5/8!4!<"]);
        assert_eq!(week_cell(&bad, true, 9, 2), ["8.5/8! 4", "!2 <1 ?3"]);
        assert_eq!(week_cell(&bad, true, 4, 1), ["8.5!"]);
        assert_eq!(week_cell(&DayLoad { late: 1, ..day(390, 12) }, true, 4, 1), ["6.5<"]);
        assert_eq!(week_cell(&DayLoad { late: 1, ..day(750, 12) }, true, 4, 1), ["13<"]);
    }

    #[test]
    fn a_day_off_is_hatched_unless_someone_is_sent() {
        let off = DayLoad { working_minutes: 0, ..day(0, 0) };
        assert_eq!(week_cell(&off, true, 5, 2), ["/////", "/////"]);
        assert_eq!(week_cell(&DayLoad { working_minutes: 0, ..day(60, 1) }, true, 9, 1), ["1/0  !1"]);
        assert_eq!(week_cell(&off, false, 5, 1), [""], "nobody's lane is never off");
        assert_eq!(sentence(&off, true), "does not work  0 visits");
    }

    #[test]
    fn a_date_of_the_month_keeps_its_number() {
        let bad = DayLoad { late: 1, clash: 2, unconfirmed: 31, ..day(510, 214) };
        assert_eq!(month_cell("24", &bad, 11, 3), ["24 214", "!2 <1 ?31", "   8.5/8!"]);
        assert_eq!(month_cell("24", &bad, 11, 1), ["24 214 !<"]);
        assert_eq!(month_cell("24", &bad, 12, 2)[1], "   !2 <1 ?31");
        assert_eq!(month_cell("24", &bad, 8, 2)[1], "!2 <1", "half a count would be misread");
        assert_eq!(month_cell("24", &bad, 26, 1), ["24 214 !2 <1 ?31"]);
        assert_eq!(month_cell("24", &bad, 5, 1), ["24!214"]);
        assert_eq!(month_cell("1", &day(0, 0), 5, 1), [" 1 "]);
        assert_eq!(month_cell("1", &day(60, 1), 16, 2), [" 1 1 visit", "   "]);
    }

    #[test]
    fn a_sentence_says_the_worst_first() {
        let bad = DayLoad { clash: 2, done: 1, ..day(510, 4) };
        assert_eq!(sentence(&bad, true), "2 clashing  30m too much  8h30 of 8h  4 visits, 1 done");
        assert_eq!(sentence(&day(60, 1), false), "1h  1 visit");
    }
}
