//! The shapes of answers that a verb puts together from parts, for their schema alone. That the verbs print just
//! these fields is what `tests/schema.rs` of the workspace is for.

use std::collections::BTreeMap;
use std::path::PathBuf;

use app::view::TrayLine;
use app::{Candidate, DuplicatePair, Outcome};
use domain::{CheckLine, EntityRef, Finding, JobId, Mark, Stage, VisitId};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::Value;

use crate::verb::config_show::TravelShown;

/// A record with its id and version.
#[derive(Serialize, JsonSchema)]
pub(super) struct Shown<R> {
    id: EntityRef,
    /// The operation that wrote it last; `--seen` takes it.
    version: i64,
    /// Of a site: whether there are gate or alarm codes; `--access-notes` shows them.
    #[serde(skip_serializing_if = "Option::is_none")]
    has_access_notes: Option<bool>,
    #[serde(flatten)]
    record: R,
}

/// A page of records under their plural, and how many there are in all.
pub(super) fn list_of<R: JsonSchema>(plural: &str, generator: &mut SchemaGenerator) -> Schema {
    let one = generator.subschema_for::<Shown<R>>();
    json_schema!({
        "type": "object",
        "properties": {
            plural: { "type": "array", "items": one },
            "total": { "type": "integer", "minimum": 0 }
        },
        "required": [plural, "total"]
    })
}

/// A new store.
#[derive(Serialize, JsonSchema)]
pub(super) struct Init {
    #[serde(flatten)]
    outcome: Outcome,
    /// The store's file.
    db: PathBuf,
}

/// A store with a sample day.
#[derive(Serialize, JsonSchema)]
pub(super) struct Demo {
    /// The store's file.
    db: PathBuf,
    /// Its last operation.
    operation: i64,
}

/// Where the configuration is.
#[derive(Serialize, JsonSchema)]
pub(super) struct ConfigPath {
    path: PathBuf,
    /// Whether there is a file.
    exists: bool,
}

/// A configuration that was edited and is well.
#[derive(Serialize, JsonSchema)]
pub(super) struct ConfigEdit {
    path: PathBuf,
}

/// What the configuration says, with what holds otherwise.
#[derive(Serialize, JsonSchema)]
pub(super) struct ConfigShow {
    path: PathBuf,
    exists: bool,
    db: PathBuf,
    actor: String,
    /// How the screen looks, by setting.
    screen: BTreeMap<String, Value>,
    /// Keys by action.
    keys: BTreeMap<String, Value>,
    /// Styles of the screen by role.
    theme: BTreeMap<String, String>,
    /// Filters by name.
    filters: BTreeMap<String, String>,
    /// The fields of the business's own.
    field: Vec<Value>,
    /// The labels under each stage.
    substatus: BTreeMap<String, Vec<String>>,
    /// What each term of the ranking weighs, in points.
    ranking: BTreeMap<String, f64>,
    travel: TravelShown,
    /// How a day is optimised: the number of threads.
    optimiser: BTreeMap<String, u32>,
}

/// The visits that have no slot or no technician.
#[derive(Serialize, JsonSchema)]
pub(super) struct Tray {
    tray: Vec<TrayLine>,
    total: u64,
}

/// Why a job is in its stage.
#[derive(Serialize, JsonSchema)]
pub(super) struct JobWhy {
    job: JobId,
    stage: Stage,
    because: String,
    marks: Vec<MarkWhy>,
    visits: Vec<VisitOfWhy>,
}

/// What a mark means.
#[derive(Serialize, JsonSchema)]
pub(super) struct MarkWhy {
    mark: Mark,
    sentence: String,
}

/// How a visit of the job stands.
#[derive(Serialize, JsonSchema)]
pub(super) struct VisitOfWhy {
    id: VisitId,
    state: domain::VisitState,
    marks: Vec<Mark>,
    findings: Vec<Finding>,
    /// Every technician for it, best first; empty once it has begun.
    candidates: Vec<Candidate>,
}

/// The checklist of a job.
#[derive(Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the fields have the names of the answer")]
pub(super) struct Checklist {
    job: JobId,
    version: i64,
    checklist: Vec<CheckLine>,
}

/// What the rules say of a visit.
#[derive(Serialize, JsonSchema)]
pub(super) struct VisitWhy {
    visit: VisitId,
    job: JobId,
    state: domain::VisitState,
    marks: Vec<Mark>,
    findings: Vec<Finding>,
    candidates: Vec<Candidate>,
}

/// A visit's line with its history.
#[derive(Serialize, JsonSchema)]
pub(super) struct VisitShow {
    #[serde(flatten)]
    line: app::view::VisitLine,
    purpose: String,
    history: Vec<domain::StateChange>,
    overrides: Vec<domain::Override>,
}

/// A file that records were written to.
#[derive(Serialize, JsonSchema)]
pub(super) struct Export {
    path: PathBuf,
    kind: String,
    format: String,
    records: u64,
    /// Lines of a table; more than records where one has several.
    rows: u64,
    /// Texts that a cell could not hold whole.
    cut: u64,
}

/// The labels of each stage that has some.
#[derive(Serialize, JsonSchema)]
pub(super) struct Substatuses {
    substatuses: Vec<StageLabels>,
}

/// The labels of a stage.
#[derive(Serialize, JsonSchema)]
pub(super) struct StageLabels {
    stage: Stage,
    labels: Vec<String>,
}

/// Clients that may be the same.
#[derive(Serialize, JsonSchema)]
pub(super) struct Duplicates {
    duplicates: Vec<DuplicatePair>,
    total: usize,
}
