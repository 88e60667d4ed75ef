//! Several commands as one operation.

use super::desk::Desk;
use crate::{Command, Fact, Refusal};

pub(super) fn batch(desk: &mut Desk<'_>, commands: &[Command]) -> Result<(Fact, String), Refusal> {
    let mut summaries = Vec::new();
    let mut fact = None;
    for command in commands {
        let (this, summary) = super::run(desk, command)?;
        fact = match fact {
            None => Some(this),
            Some(before) if before == this => Some(before),
            Some(_) => Some(Fact::Batched),
        };
        summaries.push(summary);
    }
    let Some(fact) = fact else {
        return Err(Refusal::NothingToDo { what: "no command was given".to_owned() });
    };
    let summary = match summaries.as_slice() {
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
        [] => String::new(),
    };
    Ok((fact, summary))
}
