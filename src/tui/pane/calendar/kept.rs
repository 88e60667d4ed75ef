//! What of the calendar comes back after a restart.

use chrono::NaiveDate;
use domain::{TechnicianId, VisitId};
use serde_json::{Value, json};

use super::lanes::LaneKey;
use super::reach::Reach;
use super::state::{Calendar, Focus};
use crate::widget::lane::Zoom;

impl Calendar {
    /// The day, the zoom, and what is selected.
    pub(super) fn kept(&self) -> Value {
        let lane = match self.lane {
            Some(LaneKey::Of(technician)) => json!(technician.0),
            Some(LaneKey::Nobody) => json!("nobody"),
            None => Value::Null,
        };
        let reach = match self.reach {
            Reach::Day => "day",
            Reach::Week => "week",
            Reach::Month => "month",
        };
        json!({
            "date": (!self.follows_today).then_some(self.date),
            "reach": reach,
            "cells_an_hour": self.zoom.map(Zoom::cells_an_hour),
            "first_hour": self.first_hour,
            "lane": lane,
            "visit": self.visit.map(|visit| visit.0),
            "in_tray": self.focus == Focus::Tray,
            "tray_visit": self.tray_visit.map(|visit| visit.0),
        })
    }

    /// Takes back what was kept, as far as it can be read. Today is followed unless another day was looked at.
    pub(super) fn take_kept(&mut self, kept: &Value) {
        if let Some(date) = kept["date"].as_str().and_then(|date| date.parse::<NaiveDate>().ok()) {
            (self.date, self.follows_today) = (date, false);
        }
        self.reach = match kept["reach"].as_str() {
            Some("week") => Reach::Week,
            Some("month") => Reach::Month,
            Some(_) | None => Reach::Day,
        };
        let zooms = [Zoom::Far, Zoom::Middle, Zoom::Near];
        let cells = kept["cells_an_hour"].as_i64();
        self.zoom = zooms.into_iter().find(|zoom| Some(i64::from(zoom.cells_an_hour())) == cells);
        let hour = kept["first_hour"].as_i64().and_then(|hour| i32::try_from(hour).ok());
        if let Some(hour) = hour.filter(|hour| (0..24).contains(hour)) {
            self.first_hour = hour;
        }
        self.lane = match &kept["lane"] {
            Value::String(word) if word == "nobody" => Some(LaneKey::Nobody),
            other => other.as_u64().map(|id| LaneKey::Of(TechnicianId(id))),
        };
        self.visit = kept["visit"].as_u64().map(VisitId);
        self.tray_visit = kept["tray_visit"].as_u64().map(VisitId);
        if kept["in_tray"].as_bool() == Some(true) {
            self.focus = Focus::Tray;
        }
    }
}
