//! Days and Today as a filter leaves them.

use super::Filter;
use crate::view::{DayView, TodayView, WhereLine};

impl DayView {
    /// Only what passes a filter. The counts stay those of the whole day.
    #[must_use]
    pub fn narrowed(mut self, filter: &Filter) -> Self {
        if filter.is_empty() {
            return self;
        }
        for lane in &mut self.lanes {
            lane.visits.retain(|visit| filter.passes_visit(visit));
        }
        // A lane is shown for what is in it, or because its technician was asked for.
        self.lanes.retain(|lane| {
            let who = lane.technician.as_ref();
            !lane.visits.is_empty() || who.is_some_and(|who| filter.names_technician(&who.id, &who.name))
        });
        self.tray.retain(|line| filter.passes_tray(line));
        self
    }
}

impl TodayView {
    /// Only what passes a filter. The counts stay those of the whole day.
    #[must_use]
    pub fn narrowed(mut self, filter: &Filter) -> Self {
        if filter.is_empty() {
            return self;
        }
        self.attention.retain(|line| filter.passes_visit(&line.visit));
        let passes = |line: &WhereLine| {
            let visits = line.present.iter().chain(&line.next);
            filter.names_technician(&line.technician.id, &line.technician.name)
                || visits.into_iter().any(|visit| filter.passes_visit(visit))
        };
        self.technicians.retain(passes);
        self.tray.retain(|line| filter.passes_tray(line));
        self
    }
}
