//! A technician over the days that are looked at, laid out once.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::{
    LONGEST_SHIFT_MINUTES, Located, Slice, Span, Technician, TechnicianId, free_spans, home_of, joined,
    place_of, without,
};

use super::RankAsk;
use super::calendar::{Calendar, Stretch};
use super::gap::{Gap, Other};

/// A technician with hours, visits and free time.
#[derive(Debug)]
pub(super) struct Person<'a> {
    pub(super) id: TechnicianId,
    pub(super) technician: &'a Technician,
    pub(super) home: Option<Located>,
    /// Hours of each local day from beginning to end, breaks among them.
    pub(super) shifts: Vec<Stretch>,
    /// Hours without breaks, in order and apart.
    pub(super) hours: Vec<Stretch>,
    /// Hours without breaks and events.
    pub(super) free: Vec<Stretch>,
    /// Free time beside other visits.
    pub(super) gaps: Vec<Gap>,
    /// By day: seconds of hours without events, seconds of visits that begin then, how many do, seconds left.
    pub(super) days: Vec<Day>,
}

/// A technician's day in figures, in seconds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Day {
    pub(super) working: i64,
    pub(super) booked: i64,
    pub(super) visits: u32,
    pub(super) left: i64,
}

impl<'a> Person<'a> {
    /// Lays a technician out over the days of a calendar.
    pub(super) fn new(
        slice: &'a Slice,
        ask: &RankAsk<'_>,
        calendar: &Calendar,
        id: TechnicianId,
        technician: &'a Technician,
        length: i64,
    ) -> Self {
        let (first, last) = (calendar.date(0), calendar.date(calendar.len() - 1));
        let dates = || first.iter_days().take(calendar.len());
        let working = |date| match &slice.business {
            Some(business) => technician.working_spans(business, date),
            None => Vec::new(),
        };
        let mut hours: Vec<Span> = dates().flat_map(working).collect();
        hours.sort_unstable();
        let hours = joined(&hours);
        let free = joined(&dates().flat_map(|date| free_spans(slice, id, date)).collect::<Vec<_>>());
        let others = others(slice, ask, id);
        let taken: Vec<Span> = slice
            .visits
            .live_of_technician(id)
            .filter(|(other, _)| *other != ask.id)
            .map(|(_, s)| s)
            .collect();
        let left = without(&free, taken.clone());
        let mut days = vec![Day::default(); calendar.len()];
        figures(&mut days, calendar, &free, &left, &others);
        let stretches = |spans: &[Span]| spans.iter().map(Stretch::of).collect::<Vec<_>>();
        let shifts = slice
            .business
            .as_ref()
            .map_or_else(Vec::new, |business| stretches(&technician.shifts(business, first, last)));
        let is_long = length > LONGEST_SHIFT_MINUTES * 60;
        let gaps = if is_long {
            // Several days' work has nights in it: only events and other visits interrupt it.
            let whole: Vec<Span> = span_of(calendar).into_iter().collect();
            let busy = whole.iter().flat_map(|span| slice.events.overlapping(id, *span));
            let busy = busy.map(|(_, event)| event.span()).collect();
            stretches(&without(&without(&whole, busy), taken))
        } else {
            stretches(&left)
        };
        Person {
            id,
            technician,
            home: home_of(slice, id),
            shifts,
            gaps: gaps.into_iter().map(|free| between(&others, free)).collect(),
            hours: stretches(&hours),
            free: stretches(&free),
            days,
        }
    }

    /// The gap around a time, whatever is planned in it: from the last visit begun before to the first begun after.
    pub(super) fn around(&self, slice: &Slice, ask: &RankAsk<'_>, time: Stretch) -> Gap {
        between_begun(&others(slice, ask, self.id), time)
    }

    /// The shift in which a second is; the last second of one is in it.
    pub(super) fn shift_until(&self, end: i64) -> Option<Stretch> {
        self.shifts.iter().copied().find(|shift| shift.start < end && end <= shift.end)
    }

    /// The shift in which a second is; the first second of one is in it.
    pub(super) fn shift_from(&self, start: i64) -> Option<Stretch> {
        self.shifts.iter().copied().find(|shift| shift.start <= start && start < shift.end)
    }
}

fn span_of(calendar: &Calendar) -> Option<Span> {
    let (first, last) = (calendar.stretch(0), calendar.stretch(calendar.len() - 1));
    let start = super::calendar::moment(first.start);
    Span::new(start, start.checked_add_signed(Duration::seconds(last.end - first.start))?)
}

/// Their other visits, by end and then number.
fn others(slice: &Slice, ask: &RankAsk<'_>, who: TechnicianId) -> Vec<Other> {
    let mut places: BTreeMap<domain::JobId, Option<Located>> = BTreeMap::new();
    let live = slice.visits.live_of_technician(who).filter(|(other, _)| *other != ask.id);
    let mut others: Vec<Other> = live
        .filter_map(|(id, span)| {
            let visit = slice.visits.get(&id)?;
            let place = *places.entry(visit.job).or_insert_with(|| place_of(slice, visit));
            Some(Other { id, time: Stretch::of(&span), place })
        })
        .collect();
    others.sort_by_key(|other| (other.time.end, other.id));
    others
}

/// A gap with the visit before, which is the last to end, and the one after, which is the first to begin.
fn between(others: &[Other], free: Stretch) -> Gap {
    let before = others[..others.partition_point(|other| other.time.end <= free.start)].last().copied();
    let coming = others.iter().filter(|other| other.time.start >= free.end);
    let after = coming.min_by_key(|other| (other.time.start, other.id)).copied();
    Gap { free, before, after }
}

/// As [`between`], by when visits begin: some may overlap the time.
fn between_begun(others: &[Other], time: Stretch) -> Gap {
    let before =
        others.iter().filter(|other| other.time.start < time.start).max_by_key(|other| other.time.end);
    let coming = others.iter().filter(|other| other.time.start >= time.start);
    let after = coming.min_by_key(|other| (other.time.start, other.id)).copied();
    Gap { free: time, before: before.copied(), after }
}

fn figures(days: &mut [Day], calendar: &Calendar, free: &[Span], left: &[Span], others: &[Other]) {
    let share = |days: &mut [Day], span: &Span, add: fn(&mut Day, i64)| {
        let stretch = Stretch::of(span);
        for (place, day) in days.iter_mut().enumerate().skip(calendar.day_of(stretch.start)) {
            let today = calendar.stretch(place);
            if today.start >= stretch.end {
                break;
            }
            add(day, stretch.shared(&today));
        }
    };
    for span in free {
        share(days, span, |day, seconds| day.working += seconds);
    }
    for span in left {
        share(days, span, |day, seconds| day.left += seconds);
    }
    for other in others {
        let day = calendar.day_of(other.time.start);
        if calendar.stretch(day).start <= other.time.start && other.time.start < calendar.stretch(day).end {
            days[day].booked += other.time.end - other.time.start;
            days[day].visits += 1;
        }
    }
}
