//! Substatus: a label of the business's own under the stage that a job is in.

use super::desk::Desk;
use crate::{Fact, JobId, Refusal, Substatus, any_of};

pub(super) fn set(desk: &mut Desk<'_>, id: JobId, label: Option<&str>) -> Result<(Fact, String), Refusal> {
    let mut job = desk.job(id)?;
    let stage = desk.stage(id)?;
    let Some(label) = label.map(str::trim) else {
        let Some(held) = job.substatus.take() else {
            return Err(Refusal::NothingToDo { what: format!("{id} has no substatus") });
        };
        desk.put(id, job);
        return Ok((Fact::SubstatusSet, format!("Took “{}” off {}", held.label, desk.job_name(id))));
    };
    let context = desk.context;
    let labels = context.definitions.substatuses_of(stage);
    let folded = label.to_lowercase();
    let Some(label) = labels.iter().find(|known| known.to_lowercase() == folded).cloned() else {
        let title = stage.title().to_lowercase();
        let message = format!("“{label}” is no label under {title}, where {id} is");
        let key = stage.name();
        let mend = if labels.is_empty() {
            format!("list labels in the configuration: [substatus] with {key} = [\"…\"]")
        } else {
            format!("choose {}, or add it to {key} under [substatus] in the configuration", any_of(labels))
        };
        return Err(Refusal::invalid("substatus", message, mend));
    };
    if job.substatus_in(stage) == Some(label.as_str()) {
        return Err(Refusal::NothingToDo { what: format!("{id} is “{label}” already") });
    }
    let said = format!("Marked {} as “{label}”", desk.job_name(id));
    job.substatus = Some(Substatus { stage, label });
    desk.put(id, job);
    Ok((Fact::SubstatusSet, said))
}
