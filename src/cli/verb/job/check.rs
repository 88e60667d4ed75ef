//! `job check`: the checklist of a job.

use clap::Args;
use domain::{CheckLine, Command};
use serde_json::json;

use crate::args::Change;
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page};
use crate::session::{Session, text_of};

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The job
    job: String,
    /// The item, by its number or the beginning of its text; without one the checklist is shown
    item: Option<String>,
    /// The answer; “-” reads standard input
    answer: Vec<String>,
    /// Take the answer back
    #[arg(long, requires = "item", conflicts_with = "answer")]
    clear: bool,
    #[command(flatten)]
    change: Change,
}

impl Check {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open()?;
        let job = desk.job(&self.job)?;
        let card = desk.app.job_card(job)?;
        let Some(item) = &self.item else {
            let data = json!({ "job": job, "version": card.line.version, "checklist": card.checklist });
            return session.output.answer(&data, |page| say_checklist(page, &card.checklist));
        };
        let index = index_of(&card.checklist, item)?;
        let answer = text_of(&self.answer.join(" "))?;
        if answer.trim().is_empty() && !self.clear {
            let hint = "give it after the item, or take it back with --clear";
            return Err(Failure::usage("answer", "there is no answer", hint));
        }
        let answer = (!self.clear).then_some(answer);
        desk.change(Command::Answer(job, index, answer), &[job.into()], &self.change)
    }
}

/// The place of an item: its number from 1, or the only one whose text begins so.
fn index_of(checklist: &[CheckLine], item: &str) -> Result<usize> {
    if let Ok(number) = item.parse::<usize>()
        && (1..=checklist.len()).contains(&number)
    {
        return Ok(number - 1);
    }
    let begins = |line: &&(usize, &CheckLine)| line.1.text.to_lowercase().starts_with(&item.to_lowercase());
    let numbered: Vec<(usize, &CheckLine)> = checklist.iter().enumerate().collect();
    let found: Vec<&(usize, &CheckLine)> = numbered.iter().filter(begins).collect();
    if let [(index, _)] = found.as_slice() {
        return Ok(*index);
    }
    let message = format!("item: “{item}” is none of the {} items, or several", checklist.len());
    Err(Failure::usage("item", message, "give its number: truckroll job check JOB shows them"))
}

/// The checklist with its answers.
pub(super) fn say_checklist(page: &mut Page, checklist: &[CheckLine]) {
    if checklist.is_empty() {
        page.line("no checklist");
    }
    for (index, line) in checklist.iter().enumerate() {
        let answer = match (&line.answer, line.required) {
            (Some(answer), _) => answer.as_str(),
            (None, true) => "no answer (required)",
            (None, false) => "no answer",
        };
        page.line(&format!("{}. {}: {answer}", index + 1, line.text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_found_by_number_or_by_its_beginning() {
        let line = |text: &str| CheckLine { text: text.to_owned(), required: false, answer: None };
        let list = [line("Pressure noted"), line("Pipes dry"), line("2 photos")];
        assert_eq!(index_of(&list, "2").unwrap(), 1);
        assert_eq!(index_of(&list, "pres").unwrap(), 0);
        assert_eq!(index_of(&list, "2 p").unwrap(), 2);
        for wrong in ["p", "4", "0", "tank"] {
            assert_eq!(index_of(&list, wrong).unwrap_err().field(), Some("item"), "{wrong}");
        }
    }
}
