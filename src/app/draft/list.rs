//! The drafts there are, and what each changes.

use chrono::NaiveDate;
use domain::{Change, DraftId, EntityKind, Record, Tz, VisitId};
use schemars::JsonSchema;
use serde::Serialize;
use store::{Reader, StoredDraft};

use super::diff::{PlaceLine, place_line};
use crate::load::Loader;
use crate::view::{Local, local};
use crate::{App, AppError, Result};

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DraftLine {
    /// Its number.
    pub id: DraftId,
    /// How people call it.
    pub name: String,
    /// The day it is about, when it is about one.
    pub date: Option<NaiveDate>,
    /// When it was made.
    pub made_at: Local,
    /// By whom.
    pub made_by: String,
    /// How many visits it changes.
    pub visits: usize,
    /// How many steps it has.
    pub steps: usize,
}

/// A visit as a draft has it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DraftedVisit {
    /// Which visit.
    pub visit: VisitId,
    /// What it is for and whom: `Boiler no heat, Kerr`.
    pub label: String,
    /// Where the draft puts it.
    #[serde(flatten)]
    pub place: PlaceLine,
}

/// One step of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepLine {
    /// Its number.
    pub step: i64,
    /// When.
    pub at: Local,
    /// Who.
    pub actor: String,
    /// One sentence.
    pub summary: String,
}

/// A draft with what it changes and how it came about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DraftView {
    /// The draft.
    pub draft: DraftLine,
    /// The visits it changes, in order of number.
    pub visits: Vec<DraftedVisit>,
    /// Its steps, oldest first.
    pub steps: Vec<StepLine>,
}

impl App {
    /// Every draft, in the order they were made.
    pub fn drafts(&self) -> Result<Vec<DraftLine>> {
        let zone = self.business()?.zone;
        self.store.read(|reader| {
            let drafts = reader.drafts()?;
            drafts.into_iter().map(|draft| draft_line(reader, draft, zone)).collect()
        })
    }

    /// A draft in a line.
    ///
    /// # Errors
    /// When there is no such draft.
    pub fn draft(&self, id: DraftId) -> Result<DraftLine> {
        let zone = self.business()?.zone;
        self.store.read(|reader| draft_line(reader, reader.draft(id)?, zone))
    }

    /// Finds the one draft with that number or name; the beginning of a name is enough when only one begins so.
    pub fn resolve_draft(&self, text: &str) -> Result<DraftId> {
        let text = text.trim();
        if let Ok(id) = text.parse::<DraftId>() {
            return self.draft(id).map(|draft| draft.id);
        }
        let drafts = self.store.read(|reader| Ok::<_, AppError>(reader.drafts()?))?;
        let wanted = store::fold(text);
        let whole = drafts.iter().filter(|draft| store::fold(&draft.name) == wanted);
        let whole: Vec<&StoredDraft> = whole.collect();
        let begun = drafts.iter().filter(|draft| store::fold(&draft.name).starts_with(&wanted));
        let found: Vec<&StoredDraft> = if whole.is_empty() { begun.collect() } else { whole };
        match found[..] {
            [one] if !wanted.is_empty() => Ok(one.id),
            [] | [_] => Err(domain::Refusal::NoDraft { draft: text.to_owned() }.into()),
            _ => {
                let named = found.iter().map(|draft| format!("{} {}", draft.id, draft.name));
                let message =
                    format!("“{text}” is the name of several: {}", named.collect::<Vec<_>>().join(", "));
                Err(domain::Refusal::invalid("draft", message, "name it by its number").into())
            }
        }
    }

    /// A draft with what it changes and its steps.
    pub fn show_draft(&self, id: DraftId) -> Result<DraftView> {
        let zone = self.business()?.zone;
        self.store.read_in_draft(id, |reader| {
            let draft = draft_line(reader, reader.draft(id)?, zone)?;
            let changes: Vec<Change> =
                reader.draft_changes(id)?.into_iter().map(|(_, change)| change).collect();
            let mut loader = Loader::new(reader)?;
            loader.for_draft(&changes)?;
            let loaded = loader.finish();
            let drafted = |change: &Change| match &change.after {
                Some(Record::Visit(visit)) => Some(DraftedVisit {
                    visit: VisitId(change.entity.id),
                    label: super::diff::label_of(&loaded.slice, visit),
                    place: place_line(&loaded.slice, visit, zone),
                }),
                _ => None,
            };
            let visits = changes.iter().filter_map(drafted).collect();
            let step = |step: store::DraftStep| StepLine {
                step: step.step,
                at: local(step.at, zone),
                actor: step.actor,
                summary: step.summary,
            };
            let steps = reader.draft_steps(id)?.into_iter().map(step).collect();
            Ok(DraftView { draft, visits, steps })
        })
    }
}

/// The line of a draft.
pub(super) fn draft_line(reader: &Reader<'_>, draft: StoredDraft, zone: Tz) -> Result<DraftLine> {
    let changes = reader.draft_changes(draft.id)?;
    let visits = changes.iter().filter(|(_, change)| change.entity.kind == EntityKind::Visit).count();
    let steps = reader.draft_step_count(draft.id)?;
    let made_at = local(draft.made_at, zone);
    let StoredDraft { id, name, date, made_by, .. } = draft;
    Ok(DraftLine { id, name, date, made_at, made_by, visits, steps })
}
