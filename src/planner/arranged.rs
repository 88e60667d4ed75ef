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
    carried_out(slice, Command::Arrange(arrangements.to_vec(), name.into()), now, reason)
}

/// The records after a command, with a reason for overrides or none.
pub(crate) fn carried_out(
    slice: &Slice,
    command: Command,
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
    let mut after = slice.clone();
    for change in decide(slice, command, &context)?.changes {
        after.put(change.entity.id, change.after.expect("a plan removes no record"));
    }
    Ok(after)
}
