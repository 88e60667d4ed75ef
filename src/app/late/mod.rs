//! Running late: the rest of the day as it becomes, what can be done about it, and what to tell whom.

mod line;
mod text;
mod view;

#[cfg(test)]
mod tests;

use domain::{Command, Refusal, Slice, TechnicianId, VisitId, WhenError, local_day, read_minutes};
use planner::late::{LateAsk, repairs, situation};

use crate::load::Loader;
use crate::{App, AppError, DraftLine, Loaded, Outcome, Request, Result};

pub use line::{LateAnchor, LateLine};
pub use text::LateText;
pub use view::{LateEffects, LateKind, LateRepair, LateView};

/// Reads how late somebody is, in minutes: a bare figure is minutes, else a length such as `1h10`.
///
/// # Errors
/// When it is no length of time.
pub fn read_lateness(text: &str) -> std::result::Result<u32, WhenError> {
    match text.trim().parse() {
        Ok(minutes) => Ok(minutes),
        Err(_) => read_minutes(text),
    }
}

/// Nobody is later than a day.
const LATEST_MINUTES: u32 = 24 * 60;

/// So many steps the optimiser takes for the rest of a day: some tens of milliseconds, and always the same answer.
const STEPS: u64 = 1_500;

impl App {
    /// What becomes of the rest of today when a technician runs so many minutes late as of now, and what can be done
    /// about it, the best first. Changes nothing.
    ///
    /// # Errors
    /// When nobody is that technician, or the minutes are none or more than a day.
    pub fn late(&self, technician: TechnicianId, minutes: u32) -> Result<LateView> {
        if !(1..=LATEST_MINUTES).contains(&minutes) {
            let message = format!("{minutes} is no lateness");
            return Err(Refusal::invalid("minutes", message, "give 1 to 1440, such as 40").into());
        }
        let loaded = self.day_with_everything()?;
        if !loaded.slice.technicians.contains_key(&technician) {
            return Err(Refusal::not_found(technician).into());
        }
        let ask = LateAsk { technician, minutes, now: self.now(), steps: STEPS };
        let cascade = situation(&loaded.slice, &ask);
        let repairs = repairs(&loaded.slice, &ask);
        Ok(view::build(&loaded, &ask, &cascade, &repairs))
    }

    /// As [`App::late`], of whoever leads a visit.
    ///
    /// # Errors
    /// When nobody goes to it.
    pub fn late_for_visit(&self, visit: VisitId, minutes: u32) -> Result<LateView> {
        let found = self.read_plan(|reader| Ok(reader.visit(visit)?.map(|stored| stored.record)))?;
        let crew = found.ok_or_else(|| Refusal::not_found(visit))?.crew;
        let nobody = || Refusal::invalid("technician", format!("nobody goes to {visit}"), "assign it first");
        self.late(crew.ok_or_else(nobody)?.lead, minutes)
    }

    /// Does a repair, as one operation; in a draft, as a step of it. A draft takes places only, so what it calls the step
    /// says which due-bys are still to be promised.
    ///
    /// # Errors
    /// When a visit that it moves has changed since, or a rule asks for a reason that is not given.
    pub fn apply_late(&mut self, repair: &LateRepair, override_reason: Option<String>) -> Result<Outcome> {
        let command = match self.in_draft() {
            Some(_) => Command::Arrange(repair.arrangements.clone(), repair.what_in_draft.clone()),
            None => repair.command.clone(),
        };
        self.execute(&Request { command, seen: repair.seen.clone(), override_reason })
    }

    /// Puts a repair in a draft of its own, and says which. A desk that is in a draft already takes it as a step of
    /// that one.
    ///
    /// # Errors
    /// As [`App::apply_late`]; then there is no draft of it.
    pub fn draft_late(
        &mut self,
        repair: &LateRepair,
        override_reason: Option<String>,
    ) -> Result<(DraftLine, Outcome)> {
        if let Some(id) = self.in_draft() {
            let outcome = self.apply_late(repair, override_reason)?;
            return Ok((self.draft(id)?, outcome));
        }
        let today = self.today_date()?;
        let id = self.new_draft(&repair.draft_name, Some(today))?.id;
        let put =
            self.put_in_draft(id, repair.arrangements.clone(), repair.what_in_draft.clone(), override_reason);
        match put {
            Ok(outcome) => Ok((self.draft(id)?, outcome)),
            Err(error) => {
                self.discard_draft(id)?;
                Err(error)
            }
        }
    }

    /// Today whole: everybody, their visits and events, and all that the rules ask about.
    fn day_with_everything(&self) -> Result<Loaded> {
        let now = self.now();
        self.read_plan(|reader| {
            let zone = reader.business()?.ok_or(AppError::NoBusiness)?.zone;
            let mut loader = Loader::new(reader)?;
            loader.technicians()?;
            loader.between(local_day(now.with_timezone(&zone).date_naive(), zone))?;
            let whole: Vec<VisitId> = loader.slice().visits.keys().copied().collect();
            loader.visits(&whole)?;
            Ok(loader.finish())
        })
    }
}

/// What a visit is for.
fn title_of(slice: &Slice, id: VisitId) -> String {
    let Some(visit) = slice.visits.get(&id) else { return String::new() };
    let title = || slice.jobs.get(&visit.job).map_or_else(String::new, |job| job.title.clone());
    if visit.purpose.is_empty() { title() } else { visit.purpose.clone() }
}
