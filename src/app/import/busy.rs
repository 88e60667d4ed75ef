//! Busy times out of somebody's calendar, as events of theirs.
//!
//! A source is known again: what it has come in before is compared, changed or taken away. What is over for a month
//! stays as it was.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use domain::{
    Brought, Business, Command, EntityKind, EntityRef, Event, ExternalId, Moment, Record, Refusal, Span,
    Synced, TechnicianId, local_day,
};
use store::Reader;

use super::{Block, CalendarReport, ImportOptions, Wants, read_calendar};
use crate::{App, AppError, Result};

/// Days back and ahead that are looked at: a month and two years.
const DAYS: (i64, i64) = (31, 731);

/// The days around now of which a calendar is read: from a month ago to two years ahead.
pub(super) fn window(business: &Business, now: Moment) -> Span {
    let today = now.with_timezone(&business.zone).date_naive();
    let day = |days: i64| local_day(today + Duration::days(days), business.zone);
    Span { start: day(-DAYS.0).start, end: day(DAYS.1).end }
}

impl App {
    /// Brings the busy times of a calendar in as one operation, or reports why not; whose is none for everybody's.
    ///
    /// Of the options it takes the names of file and source, and whether it is a dry run and bad entries are left
    /// out. The same file again changes nothing.
    pub fn import_busy(
        &mut self,
        bytes: &[u8],
        whose: Option<TechnicianId>,
        options: &ImportOptions,
    ) -> Result<CalendarReport> {
        let mut report = CalendarReport::new("busy", options.source_name(), options.dry_run);
        let now = self.now();
        if options.dry_run {
            self.store.read(|reader| plan(reader, bytes, whose, options, now, &mut report))?;
            return Ok(report);
        }
        let built = self.execute_built(None, |reader| {
            let command = plan(reader, bytes, whose, options, now, &mut report)?;
            command.ok_or_else(|| Refusal::NothingToDo { what: "nothing is new".to_owned() }.into())
        });
        match built {
            Ok(outcome) => report.operation = Some(outcome.operation),
            Err(AppError::Refused(Refusal::NothingToDo { .. })) => {}
            Err(error) => return Err(error),
        }
        Ok(report)
    }
}

/// What is to be done; none when nothing is, or the file is rejected.
fn plan(
    reader: &Reader<'_>,
    bytes: &[u8],
    whose: Option<TechnicianId>,
    options: &ImportOptions,
    now: Moment,
    report: &mut CalendarReport,
) -> Result<Option<Command>> {
    let business = reader.business()?.ok_or(AppError::NoBusiness)?;
    let window = window(&business, now);
    let calendar = match read_calendar(bytes, business.zone, window, Wants::Busy) {
        Ok(calendar) => calendar,
        Err(error) => {
            report.unreadable(&error);
            return Ok(None);
        }
    };
    let bad = calendar.errors.len() as u64;
    (report.errors, report.warnings) = (calendar.errors, calendar.warnings);
    if bad > 0 && !options.skip_bad {
        report.reject();
        return Ok(None);
    }
    report.skipped = calendar.idle + bad;
    let source = source_of(&options.source_name(), whose);
    let (brought, gone) = compare(reader, &source, whose, calendar.blocks, window, report)?;
    if !report.has_news() {
        return Ok(None);
    }
    let who = match whose {
        None => "everybody".to_owned(),
        Some(id) => reader.technician(id)?.map_or_else(|| id.to_string(), |stored| stored.record.name),
    };
    let from = options.file_name.clone().unwrap_or_else(|| options.source_name());
    let what = format!("busy times of {who} from {from}: {}", report.counted());
    Ok(Some(Command::Sync(Box::new(Synced { brought, gone, what }))))
}

/// The name of the source by which its events are known again: the same calendar may be that of several people.
fn source_of(name: &str, whose: Option<TechnicianId>) -> String {
    let who = whose.map_or_else(|| "everybody".to_owned(), |id| id.to_string());
    format!("calendar {name} of {who}")
}

/// Compares what the calendar has with what came from it before.
fn compare(
    reader: &Reader<'_>,
    source: &str,
    whose: Option<TechnicianId>,
    blocks: Vec<Block>,
    window: Span,
    report: &mut CalendarReport,
) -> Result<(Vec<Brought>, Vec<EntityRef>)> {
    let known = reader.external_ids(EntityKind::Event, source)?;
    let known: BTreeMap<String, EntityRef> =
        known.into_iter().map(|(key, id)| (key, event_ref(id))).collect();
    let entities: Vec<EntityRef> = known.values().copied().collect();
    let mut before: BTreeMap<EntityRef, Event> = BTreeMap::new();
    reader.each(&entities, |entity, stored| {
        if let Record::Event(event) = stored.record {
            before.insert(entity, event);
        }
    })?;
    let mut ids = reader.next_ids()?;
    let (mut brought, mut seen) = (Vec::new(), BTreeSet::new());
    for block in blocks {
        let found = known.get(&block.key).and_then(|entity| Some((*entity, before.get(entity)?)));
        seen.insert(block.key.clone());
        let Some((entity, event)) = found else {
            report.created += 1;
            let entity = event_ref(ids.take(EntityKind::Event));
            brought.push(Brought { entity, record: new_event(source, whose, block).into() });
            continue;
        };
        let Block { title, slot, all_day, .. } = block;
        let after = Event { title, slot, all_day, ..event.clone() };
        if after == *event {
            report.matched += 1;
        } else {
            report.updated += 1;
            brought.push(Brought { entity, record: after.into() });
        }
    }
    let is_gone = |(key, entity): &(&String, &EntityRef)| {
        let lasts = before.get(entity).is_some_and(|event| event.span().end > window.start);
        lasts && !seen.contains(*key)
    };
    let gone: Vec<EntityRef> = known.iter().filter(is_gone).map(|(_, entity)| *entity).collect();
    report.removed = gone.len() as u64;
    Ok((brought, gone))
}

fn event_ref(id: u64) -> EntityRef {
    EntityRef { kind: EntityKind::Event, id }
}

fn new_event(source: &str, whose: Option<TechnicianId>, block: Block) -> Event {
    let external = vec![ExternalId { source: source.to_owned(), key: block.key }];
    let (title, all_day) = (block.title, block.all_day);
    Event { title, all_day, external, ..Event::new(block.kind, whose, block.slot) }
}
