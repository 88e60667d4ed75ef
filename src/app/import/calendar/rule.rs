//! Recurrence rules, expanded in plain local time.

use calcard::icalendar::{
    ICalendarDay, ICalendarFrequency, ICalendarRecurrenceRule, ICalendarSkip, ICalendarWeekday,
};
use chrono::{DateTime, Datelike, Duration, Month, NaiveDateTime, NaiveTime, Weekday};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Tz};

use super::stamp::{is_date, local_of, offset_of};
use super::zone::Zone;

/// So many occurrences of a rule are looked at, those before the window among them.
const MOST_LOOKED_AT: usize = 20_000;

/// Which occurrences are wanted: those from one local time to another, at most so many.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    pub(super) from: NaiveDateTime,
    pub(super) to: NaiveDateTime,
    pub(super) most: usize,
    /// Which of those between count: the ends are rough.
    pub(super) counts: &'w dyn Fn(NaiveDateTime) -> bool,
}

/// What a rule comes to.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    /// Local starts, in order.
    pub(super) locals: Vec<NaiveDateTime>,
    /// Whether there are more that were not looked at.
    pub(super) is_cut: bool,
    /// Whether it never came true at all.
    pub(super) is_barren: bool,
}

/// The last local time that a rule allows; none when it goes on for ever.
pub(super) fn until_in(rule: &ICalendarRecurrenceRule, zone: &Zone) -> Option<NaiveDateTime> {
    let until = rule.until.as_ref()?;
    let local = local_of(until)?;
    if is_date(until) {
        // The whole of the day.
        return Some(local.date().and_time(NaiveTime::from_hms_opt(23, 59, 59)?));
    }
    Some(match offset_of(until) {
        Some(offset) => zone.local(Zone::Fixed(offset).place(local)),
        None => local,
    })
}

/// The occurrences of a rule that begins at a local time. The error is a sentence about the rule.
pub(super) fn expand(
    rule: &ICalendarRecurrenceRule,
    start: NaiveDateTime,
    until: Option<NaiveDateTime>,
    wanted: &Wanted<'_>,
) -> Result<Expanded, String> {
    if until.is_some_and(|until| until < start.max(wanted.from)) || wanted.to < start {
        return Ok(Expanded::default());
    }
    let start = nearer(rule, start, wanted.from);
    let plain = |local: NaiveDateTime| DateTime::<chrono::Utc>::from_naive_utc_and_offset(local, chrono::Utc);
    let begin = plain(start).with_timezone(&Tz::UTC);
    let mut built = rule_of(rule, start.weekday())?;
    if let Some(until) = until {
        built = built.until(plain(until).with_timezone(&Tz::UTC));
    }
    let built = built.validate(begin).map_err(|error| format!("the rule cannot be: {error}"))?;
    // Limited, a rule that never comes true ends.
    let set = RRuleSet::new(begin).rrule(built).limit();
    let mut expanded = Expanded { is_barren: true, ..Expanded::default() };
    for (looked, at) in set.into_iter().enumerate() {
        expanded.is_barren = false;
        let local = at.naive_utc();
        if local > wanted.to {
            break;
        }
        if looked == MOST_LOOKED_AT || expanded.locals.len() == wanted.most {
            expanded.is_cut = true;
            break;
        }
        if local >= wanted.from && (wanted.counts)(local) {
            expanded.locals.push(local);
        }
    }
    Ok(expanded)
}

/// A start as near to the window as leaves every occurrence in it where it is: steps of fixed length are taken at
/// once, unless they are counted.
fn nearer(rule: &ICalendarRecurrenceRule, start: NaiveDateTime, from: NaiveDateTime) -> NaiveDateTime {
    let unit = match rule.freq {
        ICalendarFrequency::Secondly => 1,
        ICalendarFrequency::Minutely => 60,
        ICalendarFrequency::Hourly => 3_600,
        ICalendarFrequency::Daily => 86_400,
        ICalendarFrequency::Weekly => 7 * 86_400,
        ICalendarFrequency::Monthly | ICalendarFrequency::Yearly => return start,
    };
    let step = unit * i64::from(rule.interval.unwrap_or(1).max(1));
    let steps = (from - start).num_seconds() / step - 1;
    if rule.count.is_some() || steps <= 0 {
        return start;
    }
    start + Duration::seconds(steps * step)
}

/// The same rule for the one who expands it. Weeks without a day of theirs mean that of the start.
fn rule_of(rule: &ICalendarRecurrenceRule, day: Weekday) -> Result<RRule<rrule::Unvalidated>, String> {
    if rule.rscale.is_some() || rule.skip.as_ref().is_some_and(|skip| *skip != ICalendarSkip::Omit) {
        return Err("the rule is of another calendar than the Gregorian, which is not understood".to_owned());
    }
    let frequency = match rule.freq {
        ICalendarFrequency::Yearly => Frequency::Yearly,
        ICalendarFrequency::Monthly => Frequency::Monthly,
        ICalendarFrequency::Weekly => Frequency::Weekly,
        ICalendarFrequency::Daily => Frequency::Daily,
        ICalendarFrequency::Hourly => Frequency::Hourly,
        ICalendarFrequency::Minutely => Frequency::Minutely,
        ICalendarFrequency::Secondly => Frequency::Secondly,
    };
    let months: Vec<Month> =
        rule.bymonth.iter().filter_map(|month| Month::try_from(month.month()).ok()).collect();
    if months.len() < rule.bymonth.len() {
        return Err("the rule names a month that there is not".to_owned());
    }
    let said = rule.byday.iter().map(|ICalendarDay { ordwk, weekday }| {
        let number = ordwk.filter(|_| !matches!(rule.freq, ICalendarFrequency::Weekly));
        NWeekday::new(number, weekday_of(*weekday))
    });
    let mut days: Vec<NWeekday> = said.collect();
    let no_other_day = rule.bymonthday.is_empty() && rule.byyearday.is_empty();
    if !rule.byweekno.is_empty() && days.is_empty() && no_other_day {
        days.push(NWeekday::new(None, day));
    }
    let mut built = RRule::new(frequency)
        .interval(rule.interval.unwrap_or(1).max(1))
        .week_start(rule.wkst.map_or(Weekday::Mon, weekday_of))
        .by_month(&months)
        .by_weekday(days)
        .by_month_day(rule.bymonthday.clone())
        .by_year_day(rule.byyearday.clone())
        .by_week_no(rule.byweekno.clone())
        .by_hour(rule.byhour.clone())
        .by_minute(rule.byminute.clone())
        .by_second(rule.bysecond.clone())
        .by_set_pos(rule.bysetpos.clone());
    if let Some(count) = rule.count {
        built = built.count(count);
    }
    Ok(built)
}

fn weekday_of(day: ICalendarWeekday) -> Weekday {
    match day {
        ICalendarWeekday::Sunday => Weekday::Sun,
        ICalendarWeekday::Monday => Weekday::Mon,
        ICalendarWeekday::Tuesday => Weekday::Tue,
        ICalendarWeekday::Wednesday => Weekday::Wed,
        ICalendarWeekday::Thursday => Weekday::Thu,
        ICalendarWeekday::Friday => Weekday::Fri,
        ICalendarWeekday::Saturday => Weekday::Sat,
    }
}
