//! `late`: what becomes of the rest of the day when somebody runs late, what can be done, and what to tell whom;
//! `--apply` does it.

use app::view::Local;
use app::{DraftLine, LateEffects, LateLine, LateRepair, LateText, LateView, Outcome, read_lateness};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::{InDraft, count_of};
use crate::desk::{Desk, say_outcome};
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page, words};
use crate::session::Session;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    truckroll late dana 40\n  \
    truckroll late dana 40 --show 2\n  \
    truckroll late dana 1h10 --apply\n  \
    truckroll late dana 40 --apply 3 --override 'the client agreed'\n  \
    truckroll late dana 40 --as-draft 2 --json")]
pub(crate) struct Late {
    /// Who is late, by id or name
    technician: String,
    /// By how much as of now, against the plan: minutes, or a length such as 1h10
    minutes: String,
    /// Do the repair of this number, the first without one
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1", value_parser = count_of)]
    apply: Option<usize>,
    /// Put the repair of this number in a draft of its own, the first without one
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1", value_parser = count_of,
        conflicts_with_all = ["apply", "draft"])]
    as_draft: Option<usize>,
    /// Show the repair of this number whole
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = count_of,
        conflicts_with_all = ["apply", "as_draft"])]
    show: usize,
    /// Do it although the rules advise against; the reason stays on the record
    #[arg(long = "override", visible_alias = "reason", value_name = "REASON")]
    override_reason: Option<String>,
    #[command(flatten)]
    draft: InDraft,
}

/// What a draft of a repair is, and what was put in it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct LateDraft {
    /// The draft.
    draft: DraftLine,
    /// What was put in it.
    outcome: Outcome,
}

impl Late {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        let mut desk = session.open_in(&self.draft)?;
        let (technician, minutes) = (desk.technician(&self.technician)?, read_lateness(&self.minutes)?);
        let today = desk.app.today_date()?;
        let standing = desk.app.warm_roads_for(today, today, &[])?;
        desk.say_roads(&standing);
        let view = desk.app.late(technician, minutes)?;
        if let Some(number) = self.apply {
            let outcome = desk.app.apply_late(numbered(&view, number)?, self.override_reason)?;
            return desk.said(&outcome);
        }
        if let Some(number) = self.as_draft {
            return put_in_draft(&mut desk, numbered(&view, number)?, self.override_reason);
        }
        let shown = if view.repairs.is_empty() { None } else { Some(numbered(&view, self.show)?) };
        session.output.answer(&view, |page| say(page, &view, shown, desk.now_local()))
    }
}

fn put_in_draft(desk: &mut Desk, repair: &LateRepair, reason: Option<String>) -> Result<Answer> {
    let (draft, outcome) = desk.app.draft_late(repair, reason)?;
    let made = LateDraft { draft, outcome };
    desk.session.output.answer(&made, |page| {
        page.line(&format!("Made draft {} {}", made.draft.id, made.draft.name));
        say_outcome(page, &made.outcome);
        page.line(&format!(
            "look: truckroll draft diff {0}; then: truckroll draft commit {0}",
            made.draft.id
        ));
    })
}

/// The repair of a number.
fn numbered(view: &LateView, number: usize) -> Result<&LateRepair> {
    let found = view.repairs.iter().find(|repair| repair.number == number);
    found.ok_or_else(|| {
        let message = match view.repairs.len() {
            0 => format!("there is nothing to do: {}", view.sentence),
            count => format!("there are {count} repairs, and no number {number}"),
        };
        Failure::NotFound { message, hint: "the list without --apply has their numbers".to_owned() }
    })
}

fn say(page: &mut Page, view: &LateView, shown: Option<&LateRepair>, now: Local) {
    page.line(&format!("{} {}", view.now.format("%a %-d %b %H:%M"), view.sentence));
    if let Some(anchor) = &view.anchor {
        page.line(&format!("{} is {}", anchor.visit, anchor.standing));
    }
    for visit in &view.unsaid {
        page.line(&format!("{visit} is over by the plan, and nobody has said what became of it"));
    }
    page.heading("If nobody does anything");
    say_lines(page, &view.cascade, now);
    view.held_up.iter().for_each(|line| page.line(line));
    page.heading("What can be done, the best first");
    let rows: Vec<Vec<String>> = view.repairs.iter().map(repair_row).collect();
    let header = ["", "what", "broken", "overtime", "travel", "visits", "to tell", ""];
    page.table(&header, &rows, "nothing needs to be done");
    let Some(repair) = shown else { return };
    page.heading(&format!("{}. {}", repair.number, repair.sentence));
    say_lines(page, &repair.visits, now);
    repair.needs_reason.iter().for_each(|finding| page.line(&format!("needs a reason: {finding}")));
    page.heading("Texts");
    let row = |text: &LateText| vec![text.to.clone(), text.visit.to_string(), text.text.clone()];
    page.table(
        &["to", "about", "text"],
        &repair.texts.iter().map(row).collect::<Vec<_>>(),
        "nobody is to be told",
    );
}

fn say_lines(page: &mut Page, lines: &[LateLine], now: Local) {
    let rows: Vec<Vec<String>> = lines.iter().map(|line| line_row(line, now)).collect();
    let header = ["visit", "what", "client", "who", "was", "becomes", "later", "promise", ""];
    page.table(&header, &rows, "nothing is held up");
}

fn line_row(line: &LateLine, now: Local) -> Vec<String> {
    let times = |span: app::view::LocalSpan| words::times(Some(span.start), Some(span.end));
    let becomes = match line.becomes {
        None => "nobody comes".to_owned(),
        Some(span) if span.start.date_naive() != now.date_naive() => words::span(span, now),
        Some(_) if line.is_as_planned() => "as planned".to_owned(),
        Some(span) => times(span),
    };
    let later = if line.later_minutes == 0 { String::new() } else { words::minutes(line.later_minutes) };
    let who = if line.changes_hands() {
        format!("{} → {}", words::names(&line.technicians_were), words::names(&line.technicians))
    } else {
        words::names(&line.technicians_were)
    };
    let mut notes = line.in_the_way.clone();
    if line.stands {
        notes.push("stays there in the plan".to_owned());
    }
    vec![
        line.visit.to_string(),
        line.title.clone(),
        line.client.name.clone(),
        who,
        times(line.was),
        becomes,
        later,
        line.broken_because.join("; "),
        notes.join("; "),
    ]
}

fn repair_row(repair: &LateRepair) -> Vec<String> {
    let LateEffects { broken_before, broken_after, overtime_before, overtime_after, .. } = repair.effects;
    let effects = &repair.effects;
    let beside =
        |before: String, after: String| if before == after { after } else { format!("{before} → {after}") };
    let travel = match effects.travel_minutes {
        0 => String::new(),
        more if more > 0 => format!("+{}", words::minutes(more)),
        less => format!("-{}", words::minutes(-less)),
    };
    vec![
        repair.number.to_string(),
        repair.sentence.clone(),
        beside(broken_before.to_string(), broken_after.to_string()),
        beside(words::minutes(overtime_before.max(0)), words::minutes(overtime_after.max(0))),
        travel,
        effects.visits_changed.to_string(),
        effects.whom_to_tell(),
        if repair.needs_reason.is_empty() { String::new() } else { "needs a reason".to_owned() },
    ]
}
