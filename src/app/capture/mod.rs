//! One-line capture: read, resolved, read back, and only then saved.

mod added;
mod booking;
mod place;
mod reading;
mod save;

use chrono::NaiveDate;
use domain::{CapturedPart, ClientId, Finding, Priority, Refusal};
use schemars::JsonSchema;
use serde::Serialize;

use crate::view::Named;
use crate::{App, AppError, Outcome, Result};

pub use booking::{Booked, booked};
pub(crate) use reading::{Reading, read};
pub(crate) use save::new_client;
use save::{command, preview};

/// What a line of capture would save, read back before it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CaptureView {
    /// What each stretch of the line was taken for.
    #[serde(skip)]
    pub parts: Vec<CapturedPart>,
    /// The reading in one line: client, when, who, priority, clash.
    pub read_back: String,
    /// What is missing or has two readings; empty when it can be saved.
    pub problems: Vec<String>,
    /// What the rules find in the visit; a reason overrides them.
    pub findings: Vec<Finding>,
    /// Whether the client would be made new.
    pub new_client: bool,
    /// The job's title.
    pub title: String,
    /// The client, when it is one that exists.
    pub client: Option<Named<ClientId>>,
    /// The job's priority.
    pub priority: Priority,
}

impl App {
    /// Reads a line of capture back, without saving anything.
    pub fn capture(&self, line: &str, day: Option<NaiveDate>) -> Result<CaptureView> {
        let now = self.now();
        self.store.read(|reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let reading = read(reader, &business, &self.definitions, line, now, day)?;
            let findings = preview(reader, &business, &reading, now)?;
            Ok(view(reading, findings))
        })
    }

    /// Saves a line of capture as a job with its visit, making the client when it is new.
    pub fn add_captured(
        &mut self,
        line: &str,
        day: Option<NaiveDate>,
        override_reason: Option<String>,
    ) -> Result<Outcome> {
        let (now, actor) = (self.now(), self.actor.clone());
        let definitions = self.definitions.clone();
        self.execute_built(override_reason, |reader| {
            let business = reader.business()?.ok_or(AppError::NoBusiness)?;
            let reading = read(reader, &business, &definitions, line, now, day)?;
            if let Some(problem) = reading.problems.first() {
                let mend = "write it as: boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent :: key under mat";
                return Err(Refusal::invalid("line", problem.clone(), mend).into());
            }
            command(reader, &business, reading, now, &actor)
        })
    }
}

fn view(reading: Reading, findings: Vec<Finding>) -> CaptureView {
    let mut said: Vec<String> = Vec::new();
    if !reading.client_name.is_empty() {
        let new = if reading.client.is_none() { "New client" } else { "Client" };
        let site =
            if reading.site_label.is_empty() { String::new() } else { format!(" ({})", reading.site_label) };
        said.push(format!("{new} {}{site}", reading.client_name));
    }
    said.push(if reading.when_text.is_empty() { "no time yet".to_owned() } else { reading.when_text });
    said.push(if reading.crew_names.is_empty() {
        "nobody yet".to_owned()
    } else {
        reading.crew_names.join(" + ")
    });
    let priority = reading.captured.priority.unwrap_or_default();
    if priority != Priority::Normal {
        said.push(priority.word().to_owned());
    }
    let labels = reading.skills.iter().map(|s| &s.name).chain(&reading.tags).map(|name| format!("#{name}"));
    let labels: Vec<String> = labels.collect();
    if !labels.is_empty() {
        said.push(labels.join(" "));
    }
    said.extend(reading.fields.iter().map(|(id, value)| format!("{id}={value}")));
    let sentences: Vec<&str> = findings.iter().map(|finding| finding.sentence.as_str()).collect();
    said.push(if sentences.is_empty() { "no clash".to_owned() } else { sentences.join("; ") });
    CaptureView {
        parts: reading.captured.parts,
        read_back: said.join(" · "),
        new_client: reading.client.is_none() && !reading.client_name.is_empty(),
        client: reading.client.map(|id| Named { id, name: reading.client_name }),
        problems: reading.problems,
        findings,
        title: reading.title,
        priority,
    }
}
