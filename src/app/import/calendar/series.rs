//! From events, series and what became of single ones to what is taken within a window.

use std::collections::{BTreeMap, HashMap, HashSet};

use calcard::icalendar::{ICalendarComponent, ICalendarProperty};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use domain::{EventKind, Moment, Span, Tz};

use super::busy_time::taken;
use super::event::Told;
use super::period::Length;
use super::rule::{Wanted, expand, until_in};
use super::stamp::{Doubts, Stamp};
use super::zone::Zones;
use super::{Block, Calendar, MAX_OCCURRENCES, Wants, text_of};
use crate::import::{MAX_ROWS, RowError};

/// So many rules of a file may never come true; each takes its time to show it.
const MOST_BARREN: usize = 20;

/// What has been read so far.
pub(super) struct Collected {
    zone: Tz,
    window: Span,
    wants: Wants,
    told: Vec<Told>,
    barren: usize,
    calendar: Calendar,
}

impl Collected {
    pub(super) fn new(zone: Tz, window: Span, wants: Wants) -> Self {
        Collected { zone, window, wants, told: Vec::new(), barren: 0, calendar: Calendar::default() }
    }

    pub(super) fn zone(&self) -> Tz {
        self.zone
    }

    pub(super) fn window(&self) -> Span {
        self.window
    }

    /// Whether there is more than anybody means.
    pub(super) fn is_too_much(&self) -> bool {
        self.calendar.blocks.len().max(self.told.len()) > MAX_ROWS
    }

    /// Takes an event; what it comes to shows when all of its calendar is known.
    pub(super) fn event(&mut self, component: &ICalendarComponent, line: u64, zones: &Zones) {
        self.calendar.components += 1;
        let mut doubts = Vec::new();
        match Told::read(component, line, zones, &mut Doubts(&mut doubts), self.wants) {
            Ok(told) => self.told.push(told),
            Err(reason) => self.calendar.errors.push(RowError::of_row(line, reason)),
        }
        self.doubt(line, doubts);
    }

    /// Takes what somebody says is taken.
    pub(super) fn free_busy(&mut self, component: &ICalendarComponent, line: u64, zones: &Zones) {
        self.calendar.components += 1;
        let mut doubts = Vec::new();
        match taken(component, zones, &mut Doubts(&mut doubts)) {
            Ok(taken) => {
                let uid =
                    text_of(component, &ICalendarProperty::Uid).unwrap_or_else(|| "freebusy".to_owned());
                let before = self.calendar.blocks.len();
                for (start, length) in taken {
                    let key = format!("{uid} {}", key_of(&start));
                    self.add(line, key, (&start, length), &about(EventKind::Busy, ""));
                }
                self.calendar.idle += u64::from(self.calendar.blocks.len() == before);
            }
            Err(reason) => self.calendar.errors.push(RowError::of_row(line, reason)),
        }
        self.doubt(line, doubts);
    }

    fn doubt(&mut self, line: u64, doubts: Vec<String>) {
        self.calendar.warnings.extend(doubts.into_iter().map(|doubt| RowError::of_row(line, doubt)));
    }

    /// Works out the events of a calendar: each series with what became of its single ones.
    pub(super) fn close_calendar(&mut self) {
        let mut by_uid: BTreeMap<String, Vec<Told>> = BTreeMap::new();
        for told in std::mem::take(&mut self.told) {
            // Without a name of its own an event is known by what it is and when.
            let uid = told.uid.clone().unwrap_or_else(|| format!("{} {}", told.title, key_of(&told.start)));
            by_uid.entry(uid).or_default().push(told);
        }
        for (uid, mut all) in by_uid {
            let mut singles: Vec<Told> = all.extract_if(.., |told| told.instead_of.is_some()).collect();
            if all.is_empty() {
                // The rest of a series that is somewhere else.
                all.extend(singles.extract_if(.., |told| told.and_later && told.is_series()));
            }
            let masters = newest(all);
            for (place, master) in masters.iter().enumerate() {
                let key = if place == 0 { uid.clone() } else { format!("{uid} {}", key_of(&master.start)) };
                self.series(&key, master, &singles);
            }
            for single in &singles {
                self.single(&uid, single);
            }
        }
    }

    /// What stands in the place of one of a series.
    fn single(&mut self, uid: &str, single: &Told) {
        let before = self.calendar.blocks.len();
        if let Some(original) = single.instead_of.as_ref().filter(|_| single.is_busy) {
            let key = format!("{uid} {}", key_of(original));
            self.add(single.line, key, (&single.start, single.length), single);
        }
        self.calendar.idle += u64::from(self.calendar.blocks.len() == before);
    }

    fn series(&mut self, uid: &str, master: &Told, singles: &[Told]) {
        let before = self.calendar.blocks.len();
        if !master.is_series() {
            if master.is_busy && singles.is_empty() {
                self.add(master.line, uid.to_owned(), (&master.start, master.length), master);
            } else if master.is_busy {
                self.occurrences(uid, master, singles, vec![(master.start.clone(), None)]);
            }
            self.calendar.idle += u64::from(self.calendar.blocks.len() == before);
            return;
        }
        match self.starts(master) {
            Ok(starts) => self.occurrences(uid, master, singles, starts),
            Err(reason) => self.calendar.errors.push(RowError::of_row(master.line, reason)),
        }
        self.calendar.idle += u64::from(self.calendar.blocks.len() == before);
    }

    /// Every start of a series near the window, in order, with its own length where it has one.
    fn starts(&mut self, master: &Told) -> Result<Vec<(Stamp, Option<Length>)>, String> {
        let (start, window, floating) = (&master.start, self.window, self.zone);
        let is_within = |local: NaiveDateTime| {
            let slot = master.length.slot_from(&start.at(local), floating);
            slot.is_none_or(|(slot, _)| slot.span.overlaps(&window))
        };
        // Clocks change by less than that.
        let slack = Duration::hours(4);
        let wanted = Wanted {
            from: start.zone.local(window.start) - master.length.elapsed() - slack,
            to: start.zone.local(window.end) + slack,
            most: MAX_OCCURRENCES,
            counts: &is_within,
        };
        let mut locals: Vec<NaiveDateTime> = Vec::new();
        let first = master.start.local;
        if master.rules.is_empty() {
            locals.push(first);
        }
        for rule in &master.rules {
            let until = until_in(rule, &master.start.zone);
            if until.is_some_and(|until| until < first) {
                // It was ended before it began: it came once.
                locals.push(first);
                continue;
            }
            let expanded = expand(rule, first, until, &wanted)?;
            self.barren += usize::from(expanded.is_barren);
            if self.barren > MOST_BARREN {
                return Err("too many rules of this file never come true".to_owned());
            }
            if expanded.is_cut {
                let reason = format!("it comes more than {MAX_OCCURRENCES} times; the rest was left out");
                self.calendar.warnings.push(RowError::of_row(master.line, reason));
            }
            locals.extend(expanded.locals);
        }
        let mut starts: Vec<(Stamp, Option<Length>)> =
            locals.into_iter().map(|local| (master.start.at(local), None)).collect();
        starts.extend(master.more.iter().cloned());
        starts.sort_by_key(|(stamp, length)| (stamp.moment(), length.is_none()));
        starts.dedup_by_key(|(stamp, _)| stamp.moment());
        Ok(starts)
    }

    fn occurrences(
        &mut self,
        uid: &str,
        master: &Told,
        singles: &[Told],
        starts: Vec<(Stamp, Option<Length>)>,
    ) {
        let left_out = Names::of(master.left_out.iter());
        let replaced = Names::of(singles.iter().filter_map(|single| single.instead_of.as_ref()));
        let mut later: Vec<(Moment, &Told)> = singles
            .iter()
            .filter(|single| single.and_later)
            .filter_map(|single| Some((single.instead_of.as_ref()?.moment(), single)))
            .collect();
        later.sort_by_key(|(from, _)| *from);
        for (start, own) in starts {
            if left_out.has(&start) || replaced.has(&start) {
                continue;
            }
            let key = format!("{uid} {}", key_of(&start));
            let at = start.moment();
            let change = later.iter().rev().find(|(from, _)| *from <= at).map(|(_, told)| *told);
            match change {
                Some(told) if !told.is_busy => {}
                Some(told) => {
                    // As far from its old time as the one that was moved.
                    let by = told.instead_of.as_ref().map(|old| told.start.local - old.local);
                    let moved = told.start.at(start.local + by.unwrap_or_default());
                    self.add(told.line, key, (&moved, told.length), told);
                }
                None if master.is_busy => {
                    self.add(master.line, key, (&start, own.unwrap_or(master.length)), master);
                }
                None => {}
            }
        }
    }

    /// Puts a stretch among those taken, when it is within the window.
    fn add(&mut self, line: u64, key: String, (start, length): (&Stamp, Length), told: &impl About) {
        let Some((slot, all_day)) = length.slot_from(start, self.zone) else {
            if length.is_too_long() {
                let reason = "it is longer than a year and was left out";
                self.calendar.warnings.push(RowError::of_row(line, reason));
            }
            return;
        };
        if slot.span.overlaps(&self.window) {
            let (title, kind) = (told.title().to_owned(), told.kind());
            self.calendar.blocks.push(Block { line, key, title, kind, slot, all_day });
        }
    }

    /// What was read, each key once.
    pub(super) fn finish(self) -> Calendar {
        let mut calendar = self.calendar;
        calendar.blocks.sort_by(|one, other| {
            (one.slot.span, &one.key, one.line).cmp(&(other.slot.span, &other.key, other.line))
        });
        // A file may hold the same calendar twice.
        calendar.blocks.dedup_by(|later, one| later.key == one.key && later.slot == one.slot);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for block in &mut calendar.blocks {
            let count = seen.entry(block.key.clone()).or_insert(0);
            *count += 1;
            if *count > 1 {
                block.key = format!("{} #{count}", block.key);
            }
        }
        calendar.errors.sort_by_key(|error| error.row);
        calendar.warnings.sort_by_key(|warning| warning.row);
        calendar
    }
}

/// What a stretch of time is called.
trait About {
    fn title(&self) -> &str;
    fn kind(&self) -> EventKind;
}

impl About for Told {
    fn title(&self) -> &str {
        &self.title
    }

    fn kind(&self) -> EventKind {
        self.kind
    }
}

impl About for (EventKind, &str) {
    fn title(&self) -> &str {
        self.1
    }

    fn kind(&self) -> EventKind {
        self.0
    }
}

fn about(kind: EventKind, title: &str) -> (EventKind, &str) {
    (kind, title)
}

/// The series of a name: of several versions with the same start the newest; others are series of their own.
fn newest(mut all: Vec<Told>) -> Vec<Told> {
    all.sort_by_key(|told| (std::cmp::Reverse(told.sequence), std::cmp::Reverse(told.line)));
    let newest = all.first().map(|told| told.sequence);
    all.retain(|told| Some(told.sequence) == newest);
    all.sort_by_key(|told| (told.start.moment(), std::cmp::Reverse(told.line)));
    all.dedup_by_key(|told| told.start.moment());
    all
}

/// When an occurrence was to be, as it is known by again.
fn key_of(start: &Stamp) -> String {
    if start.is_date {
        return start.date().format("%Y%m%d").to_string();
    }
    start.moment().format("%Y%m%dT%H%M%SZ").to_string()
}

/// Starts that are named somewhere. A date names the one on that day, a time without a zone the one at that time by
/// its own clock, any other time the one at that moment; and every name of a whole day is its date.
#[derive(Default)]
struct Names {
    days: HashSet<NaiveDate>,
    dates: HashSet<NaiveDate>,
    floating: HashSet<NaiveDateTime>,
    moments: HashSet<Moment>,
}

impl Names {
    fn of<'s>(stamps: impl Iterator<Item = &'s Stamp>) -> Self {
        let mut names = Names::default();
        for stamp in stamps {
            names.dates.insert(stamp.date());
            if stamp.is_date {
                names.days.insert(stamp.date());
                continue;
            }
            if matches!(stamp.zone, super::zone::Zone::Floating(_)) {
                names.floating.insert(stamp.local);
            }
            names.moments.insert(stamp.moment());
        }
        names
    }

    fn has(&self, start: &Stamp) -> bool {
        if start.is_date {
            return self.dates.contains(&start.date());
        }
        self.days.contains(&start.date())
            || self.floating.contains(&start.local)
            || self.moments.contains(&start.moment())
    }
}
