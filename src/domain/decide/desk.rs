//! The working copy on which one command is decided.

use std::collections::BTreeSet;

use super::wording::limit;
use crate::{
    Business, Change, Context, EntityKind, EntityRef, Finding, Job, JobId, Moment, NextIds, Outcome,
    Override, Record, Refusal, Slice, Stage, StateChange, Technician, TechnicianId, Tz, Visit, VisitId,
    VisitState, derive_stage,
};

/// Records as they were, as they are becoming, and which of them were touched.
pub(super) struct Desk<'a> {
    base: &'a Slice,
    /// The records with the changes made so far.
    pub(super) slice: Slice,
    pub(super) context: &'a Context,
    ids: NextIds,
    touched: BTreeSet<EntityRef>,
    /// What the rules found in the commands of a batch, to be asked about at its end.
    gathered: Option<Vec<(EntityRef, Finding)>>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(base: &'a Slice, context: &'a Context) -> Self {
        Desk {
            base,
            slice: base.clone(),
            context,
            ids: context.ids.clone(),
            touched: BTreeSet::new(),
            gathered: None,
        }
    }

    /// The changes made: the difference between what was and what is.
    pub(super) fn into_changes(mut self) -> Vec<Change> {
        let changes = self.touched.iter().map(|&entity| Change {
            entity,
            before: self.base.get(entity),
            after: self.slice.remove(entity),
        });
        changes.filter(|change| change.before != change.after).collect()
    }

    pub(super) fn now(&self) -> Moment {
        self.context.now
    }

    /// The present moment, or that of the visit's last change when another clock was ahead of ours.
    pub(super) fn not_before(&self, visit: &Visit) -> Moment {
        visit.history.last().map_or(self.now(), |change| change.at.max(self.now()))
    }

    /// Puts a visit in a state and notes when that was.
    pub(super) fn enter(&self, visit: &mut Visit, state: VisitState, at: Moment) {
        visit.state = state.clone();
        visit.history.push(StateChange { state, at, by: self.actor() });
    }

    pub(super) fn actor(&self) -> String {
        self.context.actor.clone()
    }

    pub(super) fn business(&self) -> Result<&Business, Refusal> {
        self.slice
            .business
            .as_ref()
            .ok_or(Refusal::NotFound { entity: EntityRef { kind: EntityKind::Business, id: 1 } })
    }

    pub(super) fn zone(&self) -> Tz {
        self.slice.business.as_ref().map_or(Tz::UTC, |business| business.zone)
    }

    pub(super) fn new_id(&mut self, kind: EntityKind) -> u64 {
        self.ids.take(kind)
    }

    /// Keeps a number that came from outside from being given again.
    pub(super) fn reserve(&mut self, entity: EntityRef) {
        let next = self.ids.0.entry(entity.kind).or_insert(1);
        *next = (*next).max(entity.id.saturating_add(1));
    }

    /// The number of that kind given last.
    pub(super) fn last_id(&self, kind: EntityKind) -> u64 {
        self.ids.0.get(&kind).map_or(0, |next| next - 1)
    }

    pub(super) fn put(&mut self, entity: impl Into<EntityRef>, record: impl Into<Record>) {
        let entity = entity.into();
        self.touched.insert(entity);
        self.slice.put(entity.id, record.into());
    }

    pub(super) fn remove(&mut self, entity: EntityRef) {
        self.touched.insert(entity);
        self.slice.remove(entity);
    }

    pub(super) fn exists(&self, entity: EntityRef) -> Result<(), Refusal> {
        self.slice.get(entity).map(drop).ok_or(Refusal::NotFound { entity })
    }

    pub(super) fn job(&self, id: JobId) -> Result<Job, Refusal> {
        self.slice.jobs.get(&id).cloned().ok_or_else(|| Refusal::not_found(id))
    }

    pub(super) fn visit(&self, id: VisitId) -> Result<Visit, Refusal> {
        self.slice.visits.get(&id).cloned().ok_or_else(|| Refusal::not_found(id))
    }

    pub(super) fn technician(&self, id: TechnicianId) -> Result<&Technician, Refusal> {
        self.slice.technicians.get(&id).ok_or_else(|| Refusal::not_found(id))
    }

    pub(super) fn stage(&self, id: JobId) -> Result<Stage, Refusal> {
        let job = self.slice.jobs.get(&id).ok_or_else(|| Refusal::not_found(id))?;
        let visits = self.slice.visits_of(id).map(|(_, visit)| visit);
        Ok(derive_stage(job, visits, &self.slice.surroundings_of(id)))
    }

    /// Turns what the rules found about a record into overrides on it, or refuses when no reason was given.
    /// An override of a visit is for the slot and crew it has here.
    pub(super) fn overrides(
        &mut self,
        about: impl Into<EntityRef>,
        visit: Option<&Visit>,
        findings: Vec<Finding>,
    ) -> Result<Vec<Override>, Refusal> {
        if findings.is_empty() {
            return Ok(Vec::new());
        }
        let reason =
            self.context.override_reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let Some(reason) = reason else {
            let Some(gathered) = &mut self.gathered else { return Err(Refusal::SoftGuards { findings }) };
            let about = about.into();
            gathered.extend(findings.into_iter().map(|finding| (about, finding)));
            return Ok(Vec::new());
        };
        limit("reason", reason)?;
        let record = |finding: Finding| Override {
            rule: finding.rule.id().to_owned(),
            sentence: finding.sentence,
            slot: visit.and_then(Visit::span),
            crew: visit.and_then(|visit| visit.crew.clone()),
            reason: reason.to_owned(),
            by: self.actor(),
            at: self.now(),
        };
        Ok(findings.into_iter().map(record).collect())
    }

    /// Begins to gather what the rules find instead of refusing at the first of it; false when that has
    /// begun already.
    pub(super) fn gather(&mut self) -> bool {
        let begins = self.gathered.is_none();
        self.gathered.get_or_insert_default();
        begins
    }

    /// Refuses with everything that was gathered, if anything was. Each sentence names its visit (or job)
    /// when several were meant: those touched, or others that had nothing to do.
    pub(super) fn ask_gathered(&mut self, others: bool) -> Result<(), Refusal> {
        let gathered = self.gathered.take().unwrap_or_default();
        if gathered.is_empty() {
            return Ok(());
        }
        let touched = |kind| self.touched.iter().filter(|entity| entity.kind == kind).count();
        let several = others || touched(EntityKind::Visit) > 1 || touched(EntityKind::Job) > 1;
        let named = |(about, finding): (EntityRef, Finding)| {
            let sentence = if several { format!("{about}: {}", finding.sentence) } else { finding.sentence };
            Finding { rule: finding.rule, sentence }
        };
        Err(Refusal::SoftGuards { findings: gathered.into_iter().map(named).collect() })
    }

    /// Whether nobody is to go for a job any more though the work is neither done nor called off.
    pub(super) fn lacks_visit(&self, id: JobId) -> Result<bool, Refusal> {
        let over = self.stage(id)?.is_over() || self.job(id)?.completion.is_some();
        let stands =
            |visit: &Visit| visit.state.is_live() || visit.state == VisitState::Done(Outcome::Completed);
        Ok(!over && !self.slice.visits_of(id).any(|(_, visit)| stands(visit)))
    }

    /// How a visit is called in a summary: "V-12 Boiler no heat (Kerr)".
    pub(super) fn visit_name(&self, id: VisitId) -> String {
        let job = self.slice.visits.get(&id).and_then(|visit| self.slice.jobs.get(&visit.job));
        job.map_or_else(|| id.to_string(), |job| format!("{id} {}", self.titled(job)))
    }

    /// How a job is called in a summary: "J-12 Boiler no heat (Kerr)".
    pub(super) fn job_name(&self, id: JobId) -> String {
        self.slice.jobs.get(&id).map_or_else(|| id.to_string(), |job| format!("{id} {}", self.titled(job)))
    }

    fn titled(&self, job: &Job) -> String {
        match self.slice.clients.get(&job.client) {
            Some(client) => format!("{} ({})", job.title, client.name),
            None => job.title.clone(),
        }
    }
}

/// Refuses a text that is blank or too long.
pub(super) fn require(text: &str, field: &str, mend: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::invalid(field, "is missing", mend));
    }
    limit(field, text)?;
    Ok(text.to_owned())
}
