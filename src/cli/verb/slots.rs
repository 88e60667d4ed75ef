//! `slots`: the best times for a job and who could go, with every term of the score; `--take` books one.

use app::view::Local;
use app::{RefusedLine, SlotLine, SlotList, SlotQuery, SlotsFor};
use clap::Args;
use domain::{EntityRef, JobId, WindowChoice};

use crate::args::{Change, InDraft, count_of};
use crate::choice::one_of;
use crate::desk::Desk;
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page, words};
use crate::session::Session;
use crate::verb::job::WINDOWS;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll slots J-12\n  \
    truckroll slots J-12 --from tmw --to fri --technician dana --json\n  \
    truckroll slots J-12 --take 1\n\n\
    A score is the sum of its terms; what each weighs is set under [ranking] in the configuration.")]
pub(crate) struct Slots {
    /// The job, by id or title; or a visit, by id
    job: String,
    /// The first day, today unless another is named
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day, two weeks from the first unless another is named
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = count_of)]
    limit: usize,
    /// Only with this technician, by id or name; may be repeated for any of them
    #[arg(long = "technician", short = 't', value_name = "TECHNICIAN")]
    technicians: Vec<String>,
    /// Also outside of what the client was told
    #[arg(long)]
    beyond_promise: bool,
    /// Take this one of those listed, 1 for the best
    #[arg(long, value_name = "N", value_parser = count_of)]
    take: Option<usize>,
    /// With --take: what becomes of the window that the client was told, if the time is outside
    #[arg(long, value_name = "CHOICE", value_parser = one_of(WINDOWS), requires = "take")]
    window: Option<WindowChoice>,
    #[command(flatten)]
    draft: InDraft,
    #[command(flatten)]
    change: Change,
}

impl Slots {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.draft)?;
        let query = self.query(&desk)?;
        let standing = desk.app.warm_roads_of_slots(&query)?;
        desk.say_roads(&standing);
        let list = desk.app.slots(&query)?;
        match self.take {
            Some(number) => self.take(&mut desk, &list, number),
            None => session.output.answer(&list, |page| say(page, &list, desk.now_local())),
        }
    }

    fn query(&self, desk: &Desk) -> Result<SlotQuery> {
        let date = |text: &Option<String>| text.as_deref().map(|text| desk.date(text)).transpose();
        let technicians = self.technicians.iter().map(|name| desk.technician(name)).collect::<Result<_>>()?;
        let about = if self.job.trim().parse::<JobId>().is_err() && is_visit(&self.job) {
            SlotsFor::Visit(desk.visit(&self.job)?)
        } else {
            SlotsFor::Job(desk.job(&self.job)?)
        };
        Ok(SlotQuery {
            about,
            from: date(&self.from)?,
            to: date(&self.to)?,
            limit: self.limit.max(self.take.unwrap_or(0)),
            technicians,
            beyond_promise: self.beyond_promise,
        })
    }

    /// Books the slot of that number.
    fn take(&self, desk: &mut Desk, list: &SlotList, number: usize) -> Result<Answer> {
        let Some(slot) = list.slots.get(number - 1) else {
            let message = match list.slots.len() {
                0 => "there is no slot to take".to_owned(),
                found => format!("there is no slot {number}: {found} were found"),
            };
            let hint = format!("see which there are: truckroll slots {}", list.job);
            return Err(Failure::usage("take", message, hint));
        };
        let command = slot.command(list, self.window.unwrap_or_default());
        let about = list.visit.map_or(EntityRef::from(list.job), EntityRef::from);
        desk.change(command, &[about], &self.change)
    }
}

/// Whether a text is the id of a visit.
fn is_visit(text: &str) -> bool {
    text.trim().parse::<domain::VisitId>().is_ok_and(|_| text.trim().to_uppercase().starts_with('V'))
}

fn say(page: &mut Page, list: &SlotList, now: Local) {
    let visit = list.visit.map_or_else(|| "a visit to be added".to_owned(), |visit| visit.to_string());
    page.line(&format!("{} {}: {visit}, {}", list.job, list.title, words::minutes(list.minutes.into())));
    let rows: Vec<Vec<String>> =
        list.slots.iter().zip(1..).map(|(slot, number)| row(number, slot, now)).collect();
    page.table(&["", "who", "when", "score", "what counts most"], &rows, "nobody has a slot");
    if list.slots.is_empty() && list.bound_by_promise {
        page.line("Other times than the client was told: --beyond-promise");
    }
    for (slot, number) in list.slots.iter().zip(1..) {
        page.heading(&format!(
            "{number}. {}, {}: {}",
            slot.names(),
            words::moment(slot.start, now),
            slot.score
        ));
        let terms = slot
            .terms
            .iter()
            .map(|term| vec![format!("{:+}", term.value), term.id.replace('_', " "), term.sentence.clone()]);
        page.table(&["points", "for", "says"], &terms.collect::<Vec<_>>(), "");
    }
    if !list.refused.is_empty() {
        page.heading("Who has no slot");
        page.table(
            &["technician", "rule", "says"],
            &list.refused.iter().map(refused).collect::<Vec<_>>(),
            "",
        );
    }
}

fn row(number: usize, slot: &SlotLine, now: Local) -> Vec<String> {
    let when = format!("{}–{}", words::moment(slot.start, now), slot.end.format("%H:%M"));
    vec![number.to_string(), slot.names(), when, slot.score.to_string(), slot.headline()]
}

fn refused(line: &RefusedLine) -> Vec<String> {
    vec![line.technician.name.clone(), line.rule.id().to_owned(), line.sentence.clone()]
}
