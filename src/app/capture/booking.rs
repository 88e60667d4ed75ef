//! What a typed time books: a slot, or something the client was told.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    Business, Moment, Span, Term, When, WhenContext, WhenTime, describe_span, place_local, read_when,
};

use crate::{App, AppError, Result};

/// What a phrase books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Booked {
    /// Planned start and end.
    Slot(Span),
    /// A day or part of one: what the client was told, to be scheduled later.
    Told(Term),
    /// A length alone.
    Nothing,
}

/// Decides what a phrase books: a time of day gives a slot; a part of the day the arrival window that was
/// told; a day alone the promise to be done by its end.
pub fn booked(when: &When, context: &WhenContext, business: &Business, minutes: u32) -> Booked {
    let moment = |local| place_local(local, business.zone).moment();
    let Some(date) = when.date else { return Booked::Nothing };
    match when.time {
        WhenTime::At(_) | WhenTime::Between(..) => {
            let start = when.start(context).map(moment);
            let end = when.length().unwrap_or(minutes);
            match start.and_then(|start| Span::of_minutes(start, end)) {
                Some(span) => Booked::Slot(span),
                None => Booked::Nothing,
            }
        }
        WhenTime::Part(_) => {
            let ends = when.start(context).map(moment).zip(when.end(context).map(moment));
            match ends.and_then(|(start, end)| Span::new(start, end)) {
                Some(span) => Booked::Told(Term::Window(span)),
                None => Booked::Nothing,
            }
        }
        WhenTime::None => Booked::Told(Term::By(moment(date.and_time(context.day_to)))),
    }
}

pub(super) fn say_term(term: &Term, business: &Business) -> String {
    match term {
        Term::Window(window) => describe_span(window, business.zone),
        Term::By(due) => format!("by {}", due.with_timezone(&business.zone).format("%a %-d %b %H:%M")),
    }
}

/// What the time grammar reads against.
pub(super) fn when_context(business: &Business, now: Moment, day: Option<NaiveDate>) -> WhenContext {
    let local = now.with_timezone(&business.zone).naive_local();
    let intervals = || business.hours.0.iter().flatten();
    let mut context = WhenContext::new(local, business.zone);
    context.day = day;
    context.order = business.date_order;
    context.day_from = intervals().map(|interval| interval.from).min().unwrap_or(context.day_from);
    let is_midnight = |at: NaiveTime| at == NaiveTime::MIN;
    let last = intervals().map(|interval| interval.to).filter(|to| !is_midnight(*to)).max();
    context.day_to = last.unwrap_or(context.day_to);
    context
}

impl App {
    /// What the time grammar reads against: the business's clock, hours and order of dates.
    pub fn when_context(&self, day: Option<NaiveDate>) -> Result<WhenContext> {
        Ok(when_context(&self.business()?, self.now(), day))
    }

    /// Reads a typed time: what it books for a visit of so many minutes, and how to say it.
    pub fn read_booking(&self, text: &str, day: Option<NaiveDate>, minutes: u32) -> Result<(Booked, String)> {
        let business = self.business()?;
        let context = when_context(&business, self.now(), day);
        let booked = booked(&read_when(text, &context)?, &context, &business, minutes);
        let said = match &booked {
            Booked::Slot(span) => describe_span(span, business.zone),
            Booked::Told(term) => say_term(term, &business),
            Booked::Nothing => return Err(AppError::NoTime { text: text.to_owned() }),
        };
        Ok((booked, said))
    }
}
