//! Events: which there are.

use std::collections::BTreeMap;

use domain::{EntityRef, Moment, Span, TechnicianId};
use store::Reader;

use crate::{App, RecordLine, Result};

/// So many coming events are offered to choose from.
const MOST_OFFERED: usize = 200;

impl App {
    /// The events that end after one moment and begin before another, where these are given; of one technician,
    /// everybody's among them, when one is given. By start, then id.
    pub fn events(
        &self,
        technician: Option<TechnicianId>,
        after: Option<Moment>,
        before: Option<Moment>,
    ) -> Result<Vec<EntityRef>> {
        let start = after.unwrap_or(Moment::MIN_UTC);
        let Some(span) = Span::new(start, before.unwrap_or(Moment::MAX_UTC)) else { return Ok(Vec::new()) };
        self.store.read(|reader| {
            let found = reader.events_between(&[span], technician.as_ref().map(std::slice::from_ref))?;
            Ok(found.into_iter().map(|(id, _)| id.into()).collect())
        })
    }

    /// The next events that are not over, each with its time and whose it is.
    pub(crate) fn coming_events(&self, reader: &Reader<'_>) -> Result<Vec<RecordLine>> {
        let Some(span) = Span::new(self.now(), Moment::MAX_UTC) else { return Ok(Vec::new()) };
        let names = reader.technicians()?.into_iter().map(|(id, stored)| (id, stored.record.name));
        let names: BTreeMap<TechnicianId, String> = names.collect();
        let found = reader.events_between(&[span], None)?.into_iter().take(MOST_OFFERED);
        let line = |(id, stored): (domain::EventId, store::Stored<domain::Event>)| {
            let event = stored.record;
            let named = event.technician.and_then(|who| names.get(&who));
            let whose = named.map_or("everybody", String::as_str);
            let label = format!("{whose}  {}", event.label());
            RecordLine { entity: id.into(), at: Some((event.slot, event.all_day)), label, inactive: false }
        };
        Ok(found.map(line).collect())
    }
}
