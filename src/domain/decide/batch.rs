//! Several commands as one operation.

use super::desk::Desk;
use crate::{Command, Fact, Refusal};

/// Runs commands in order, each on what the ones before have made. Those that find nothing to do are left
/// out; what the rules find is asked about in one question for all of them.
pub(super) fn batch(desk: &mut Desk<'_>, commands: &[Command]) -> Result<(Fact, String), Refusal> {
    let is_outermost = desk.gather();
    let (mut done, mut idle) = (Vec::new(), Vec::new());
    for command in commands {
        match super::run(desk, command) {
            Ok(said) => done.push(said),
            Err(Refusal::NothingToDo { what }) => idle.push(what),
            Err(refusal) => return Err(refusal),
        }
    }
    if is_outermost {
        desk.ask_gathered(!idle.is_empty())?;
    }
    // A job is what its line was about; that its client is new or that it has a note goes without saying.
    if let [(fact, summary)] = done.iter().filter(|(fact, _)| *fact == Fact::JobAdded).collect::<Vec<_>>()[..]
    {
        return Ok((*fact, summary.clone()));
    }
    let Some(&(first, _)) = done.first() else {
        let what = first_of(&idle).unwrap_or_else(|| "no command was given".to_owned());
        return Err(Refusal::NothingToDo { what });
    };
    let fact = if done.iter().all(|(fact, _)| *fact == first) { first } else { Fact::Batched };
    let summaries: Vec<String> = done.into_iter().map(|(_, summary)| summary).collect();
    let said = first_of(&summaries).unwrap_or_default();
    // Otherwise the count would be taken for all that was meant.
    Ok((fact, first_of(&idle).map_or(said.clone(), |idle| format!("{said}; left out: {idle}"))))
}

/// The first sentence and how many others there are; none when there is not one.
fn first_of(sentences: &[String]) -> Option<String> {
    match sentences {
        [] => None,
        [one] => Some(one.clone()),
        [first, rest @ ..] => Some(format!("{first} and {} more", rest.len())),
    }
}
