//! What tests do with an answer: carry it out.

use domain::{Arrangement, Command, Context, Moment, NextIds, Refusal, Slice, decide};

/// The records after the arrangements were carried out as one command, with a reason for overrides or none.
pub(crate) fn arranged(
    slice: &Slice,
    arrangements: &[Arrangement],
    name: &str,
    now: Moment,
    reason: Option<&str>,
) -> Result<Slice, Refusal> {
    let context = Context {
        now,
        actor: "Mia".into(),
        ids: NextIds::default(),
        override_reason: reason.map(str::to_owned),
        definitions: std::sync::Arc::default(),
    };
    let command = Command::Arrange(arrangements.to_vec(), name.into());
    let mut after = slice.clone();
    for change in decide(slice, command, &context)?.changes {
        after.put(change.entity.id, change.after.expect("an arrangement removes no record"));
    }
    Ok(after)
}
