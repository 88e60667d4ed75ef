//! Several commands as one operation.

use super::desk::Desk;
use crate::{Command, Fact, Refusal};

/// Runs commands in order, each on what the ones before have made. Those that find nothing to do are left
/// out; what the rules find is asked about in one question for all of them.
pub(super) fn batch(desk: &mut Desk<'_>, commands: &[Command]) -> Result<(Fact, String), Refusal> {
    let is_outermost = desk.gather();
    let (mut facts, mut summaries, mut idle) = (Vec::new(), Vec::new(), Vec::new());
    for command in commands {
        match super::run(desk, command) {
            Ok((fact, summary)) => {
                facts.push(fact);
                summaries.push(summary);
            }
            Err(Refusal::NothingToDo { what }) => idle.push(what),
            Err(refusal) => return Err(refusal),
        }
    }
    if is_outermost {
        desk.ask_gathered(!idle.is_empty())?;
    }
    let Some(&first) = facts.first() else {
        let what = first_of(&idle).unwrap_or_else(|| "no command was given".to_owned());
        return Err(Refusal::NothingToDo { what });
    };
    let fact = if facts.iter().all(|fact| *fact == first) { first } else { Fact::Batched };
    Ok((fact, first_of(&summaries).unwrap_or_default()))
}

/// The first sentence and how many others there are; none when there is not one.
fn first_of(sentences: &[String]) -> Option<String> {
    match sentences {
        [] => None,
        [one] => Some(one.clone()),
        [first, rest @ ..] => Some(format!("{first} and {} more", rest.len())),
    }
}
