//! Several records changed as one operation, as the screen does with what is marked.

use app::{AppError, Outcome, Request, Sifted};
use clap::Args;
use domain::{Command, EntityKind, EntityRef, Refusal};
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::Change;
use crate::desk::{Desk, say_outcome};
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page};

/// So many refusals are named in a sentence; the rest is counted.
const MOST_NAMED: usize = 6;

/// What every verb takes that changes several records as one operation.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct SeveralChange {
    #[command(flatten)]
    pub(crate) change: Change,
    /// Leave out those that a rule forbids, and do the rest; without it nothing is done
    #[arg(long)]
    skip_refused: bool,
}

/// What was done to several records, and which of them were left out.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SeveralOutcome {
    #[serde(flatten)]
    outcome: Outcome,
    /// Those that a rule forbids, with `--skip-refused`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused: Vec<Refused>,
}

/// A record that was left out.
#[derive(Debug, Serialize, JsonSchema)]
struct Refused {
    /// The record, when it is there.
    id: Option<EntityRef>,
    /// Why, in a sentence.
    reason: String,
}

impl Desk {
    /// Carries out one command for each of the records, all as one operation. When a rule forbids some of them,
    /// nothing is done and each is named, unless they are to be left out.
    pub(crate) fn change_each<I: Copy + Into<EntityRef>>(
        &mut self,
        ids: &[I],
        command: impl Fn(&Desk, I) -> Result<Command>,
        several: &SeveralChange,
    ) -> Result<Answer> {
        let commands = ids.iter().map(|id| command(self, *id)).collect::<Result<Vec<_>>>()?;
        let about: Vec<EntityRef> = ids.iter().map(|id| (*id).into()).collect();
        let override_reason = several.change.override_reason.clone();
        let request = Request { override_reason, ..Request::new(Command::all(commands)) };
        match self.execute(request.command.clone(), &about, &several.change) {
            Err(Failure::App(AppError::Refused(refusal))) if request.can_be_sifted(&refusal) => {
                let sifted = self.app.sift(&request)?;
                self.take_sifted(sifted, refusal, several)
            }
            outcome => self.said_of_several(outcome?, Vec::new()),
        }
    }

    /// As [`Desk::change_each`], of the records that names find.
    pub(crate) fn change_named<I: Copy + Into<EntityRef>>(
        &mut self,
        find: impl Fn(&Desk, &str) -> Result<I>,
        names: &[String],
        command: impl Fn(I) -> Command,
        several: &SeveralChange,
    ) -> Result<Answer> {
        let ids = names.iter().map(|name| find(self, name)).collect::<Result<Vec<_>>>()?;
        self.change_each(&ids, |_, id| Ok(command(id)), several)
    }

    fn take_sifted(&mut self, sifted: Sifted, refusal: Refusal, several: &SeveralChange) -> Result<Answer> {
        if sifted.refused.is_empty() {
            // Each by itself would do, so they stand in each other's way.
            return Err(refusal.into());
        }
        match sifted.rest {
            Some(rest) if several.skip_refused => {
                let outcome = self.app.execute(&rest)?;
                let refused = sifted.refused.into_iter().map(|(id, reason)| Refused { id, reason });
                self.said_of_several(outcome, refused.collect())
            }
            rest => {
                let (count, left) = (sifted.refused.len(), sifted.left);
                let message = format!(
                    "nothing was done: {count} of {} cannot be: {}",
                    count + left,
                    named(&sifted.refused)
                );
                let hint = rest.map(|_| match left {
                    1 => "do the other one: repeat it with --skip-refused".to_owned(),
                    _ => format!("do the other {left}: repeat it with --skip-refused"),
                });
                Err(Failure::SomeRefused { message, hints: hint.into_iter().collect() })
            }
        }
    }

    fn said_of_several(&self, outcome: Outcome, refused: Vec<Refused>) -> Result<Answer> {
        let said = SeveralOutcome { outcome, refused };
        self.session.output.answer(&said, |page| say(page, &said))
    }
}

fn say(page: &mut Page, said: &SeveralOutcome) {
    say_outcome(page, &said.outcome);
    for refused in &said.refused {
        page.line(&format!("left out: {}", with_id(refused.id, &refused.reason)));
    }
}

fn named(refused: &[(Option<EntityRef>, String)]) -> String {
    let mut said: Vec<String> =
        refused.iter().take(MOST_NAMED).map(|(id, reason)| with_id(*id, reason)).collect();
    if refused.len() > MOST_NAMED {
        said.push(format!("and {} more", refused.len() - MOST_NAMED));
    }
    said.join("; ")
}

/// A reason that names its record needs no name before it.
fn with_id(id: Option<EntityRef>, reason: &str) -> String {
    match id.map(|id| id.to_string()) {
        Some(id) if !reason.contains(&id) => format!("{id}: {reason}"),
        Some(_) | None => reason.to_owned(),
    }
}

/// The first record, by id or name, with those that follow it by id (`J-2`); and the words behind them.
pub(crate) fn split_ids(first: &str, words: &[String], kinds: &[EntityKind]) -> (Vec<String>, Vec<String>) {
    let is_id = |word: &&String| {
        let id = word.parse::<EntityRef>().ok().filter(|id| kinds.contains(&id.kind));
        id.is_some() && word.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let ids = words.iter().take_while(is_id).count();
    let all = std::iter::once(first.to_owned()).chain(words[..ids].iter().cloned());
    (all.collect(), words[ids..].to_vec())
}

/// As [`split_ids`], where free text follows: it may itself begin with an id, so then it must be one argument.
pub(crate) fn split_ids_of_text(
    first: &str,
    words: &[String],
    kinds: &[EntityKind],
    what: &str,
) -> Result<(Vec<String>, String)> {
    let (ids, text) = split_ids(first, words, kinds);
    match (ids.as_slice(), text.as_slice()) {
        (_, []) => {
            Err(Failure::usage(what, format!("{what}: it is missing"), format!("give the {what}, in quotes")))
        }
        ([_, second, ..], [_, _, ..]) => {
            let message = format!("{second} could be another record, or the beginning of the {what}");
            Err(Failure::usage(what, message, format!("put the {what} in quotes")))
        }
        _ => Ok((ids, text.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOB: &[EntityKind] = &[EntityKind::Job];

    fn words(text: &str) -> Vec<String> {
        text.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn ids_stand_before_what_is_said_of_them() {
        let split = |text: &str| split_ids("Leak", &words(text), JOB);
        assert_eq!(split("J-2|j-3|fri|2-4pm"), (words("Leak|J-2|j-3"), words("fri|2-4pm")));
        assert_eq!(split("12|nov"), (words("Leak"), words("12|nov")));
        assert_eq!(split("V-2|fri"), (words("Leak"), words("V-2|fri")));
    }

    #[test]
    fn a_text_that_may_begin_with_an_id_is_asked_for_in_quotes() {
        let split = |text: &str| split_ids_of_text("J-1", &words(text), JOB, "reason");
        assert_eq!(split("it leaks|again").unwrap(), (words("J-1"), "it leaks again".to_owned()));
        assert_eq!(split("J-2|it leaks").unwrap(), (words("J-1|J-2"), "it leaks".to_owned()));
        assert_eq!(split("J-7 replaces it").unwrap(), (words("J-1"), "J-7 replaces it".to_owned()));
        for wrong in ["J-7|replaces|it", "J-7"] {
            assert_eq!(split(wrong).unwrap_err().field(), Some("reason"), "{wrong}");
        }
    }
}
