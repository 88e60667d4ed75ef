//! Who could go and when: the lists behind `assign`, `slots` and `why`.

use app::view::LocalSpan;
use app::{Candidate, RuleLine, ScoreLine, SlotList, SlotsFor};
use domain::{Severity, VisitId};

use super::{Asking, Deed, Ui};
use crate::ask::{Ask, Target};
use crate::dialog::{Dialog, MenuFor};

use crate::pane::phrase;
use crate::theme::Role;
use crate::widget::menu::{Choice, Menu};

/// So many slots are listed.
pub const SLOTS: usize = 30;

/// What a row of a list of slots does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotRow {
    /// Takes the slot of this place.
    Take(usize),
    /// Lists times outside of what the client was told too.
    Beyond,
    /// Shows who has no slot, and why.
    Why,
    /// Goes on to technicians alone.
    OnlyWho,
}

impl Ui {
    /// Asks who could take visits. One visit without a time is offered the best times at once.
    pub(super) fn ask_assign(&mut self, first: VisitId, targets: &[Target]) -> Vec<Deed> {
        let has_no_time = |target: &Target| target.standing.as_ref().is_some_and(|visit| !visit.has_slot);
        match targets {
            [target] if has_no_time(target) => self.ask_slots(target, SlotsFor::Visit(first), false),
            _ => self.ask_candidates(first, Asking::Assign(targets.to_vec())),
        }
    }

    /// Asks for the best times of what is selected: of its visit while that is to come, else of its job.
    pub(super) fn ask_best_times(&mut self, targets: &[Target]) -> Vec<Deed> {
        let [target] = targets else { return self.refuse_several("the best times are listed for one visit") };
        let is_to_come =
            target.standing.as_ref().is_some_and(|visit| visit.state.is_live() && !visit.state.has_started());
        let visit = target.visit.filter(|_| is_to_come).map(|(id, _)| SlotsFor::Visit(id));
        match visit.or(target.job.map(|(id, _)| SlotsFor::Job(id))) {
            Some(about) => self.ask_slots(target, about, false),
            None => self.refuse("a client has no visit; open one of its jobs"),
        }
    }

    pub(super) fn ask_slots(&mut self, target: &Target, about: SlotsFor, beyond_promise: bool) -> Vec<Deed> {
        self.asking = Some(Asking::Slots(Box::new(target.clone())));
        vec![Deed::Ask(Ask::Slots(about, beyond_promise))]
    }

    /// Offers the slots that were found.
    pub(super) fn take_slots(&mut self, list: SlotList) -> Vec<Deed> {
        let Some(Asking::Slots(target)) = self.asking.take() else { return Vec::new() };
        let slots = list.slots.iter().enumerate();
        let mut rows: Vec<(SlotRow, Choice)> =
            slots.map(|(place, slot)| (SlotRow::Take(place), slot_choice(slot, &self.shared))).collect();
        let plain = |label: String| Choice { label, ..Choice::default() };
        if list.bound_by_promise {
            rows.push((SlotRow::Beyond, plain("Other times than the client was told".to_owned())));
        }
        if !list.refused.is_empty() {
            let label = format!("Who has no slot, and why ({})", list.refused.len());
            rows.push((SlotRow::Why, Choice { details: refused_lines(&list), ..plain(label) }));
        }
        if list.visit.is_some() {
            rows.push((SlotRow::OnlyWho, plain("Only a technician, the time later".to_owned())));
        }
        let (rows, choices) = rows.into_iter().unzip();
        let menu = Menu::new(format!("Who and when? {}", target.label), choices);
        self.show(Dialog::Menu(MenuFor::Slot(target, Box::new(list), rows), menu))
    }

    /// Offers technicians for visits, best first.
    pub(super) fn offer_candidates(&mut self, targets: Vec<Target>, candidates: &[Candidate]) -> Vec<Deed> {
        let label = targets.first().map_or_else(String::new, |target| target.label.clone());
        let more = if targets.len() > 1 { format!(" and {} more", targets.len() - 1) } else { String::new() };
        let choices = candidates.iter().map(choice).collect();
        let crews = candidates.iter().map(Candidate::crew).collect();
        let menu = Menu::new(format!("Who takes {label}{more}?"), choices);
        self.show(Dialog::Menu(MenuFor::Assign(targets, crews), menu))
    }

    /// Shows every rule for every technician, failed ones first, each with what would mend it.
    pub(super) fn show_why(&mut self, visit: VisitId, candidates: &[Candidate]) -> Vec<Deed> {
        let mut lines = Vec::new();
        for candidate in candidates {
            let (name, aside) = (candidate.names(), facts(candidate).join(", "));
            let aside = if aside.is_empty() { aside } else { format!(" ({aside})") };
            lines.push((format!("{name}{aside}"), Role::Header));
            for rule in &candidate.rules {
                lines.push(rule_line(rule));
                if let Some(mend) = &rule.mend {
                    lines.push((format!("    {}", self.say_mend(mend)), Role::Dim));
                }
            }
            lines.extend(term_lines(&candidate.terms));
        }
        self.show(Dialog::Read {
            title: format!("Why {visit}: every rule, for every technician"),
            lines,
            from: 0,
        })
    }
}

fn slot_choice(slot: &app::SlotLine, shared: &crate::shared::Shared) -> Choice {
    let when = phrase::dated_span(LocalSpan { start: slot.start, end: slot.end }, shared.today());
    Choice {
        label: format!("{when}  {}", slot.names()),
        aside: slot.score.to_string(),
        details: term_lines(&slot.terms),
        ..Choice::default()
    }
}

/// What is said of a technician beside their name.
fn facts(candidate: &Candidate) -> Vec<String> {
    let travel = candidate.travel_from_home.map(|minutes| {
        let minutes = u32::try_from(minutes).unwrap_or_default();
        format!("{} from home", phrase::length(minutes))
    });
    let day = candidate.visits_that_day.map(|visits| format!("{visits} that day"));
    let preferred = candidate.preferred.then(|| "asked for by the client".to_owned());
    let current = candidate.current.then(|| "now on it".to_owned());
    let score = candidate.score.map(|score| format!("score {score}"));
    [score, day, travel, preferred, current].into_iter().flatten().collect()
}

fn choice(candidate: &Candidate) -> Choice {
    let failed: Vec<&RuleLine> = candidate.rules.iter().filter(|rule| !rule.passed).collect();
    let sentences: Vec<&str> = failed.iter().map(|rule| rule.sentence.as_str()).collect();
    let mut details: Vec<(String, Role)> = Vec::new();
    if !candidate.terms.is_empty() {
        details.extend(failed.iter().map(|rule| rule_line(rule)));
        details.extend(term_lines(&candidate.terms));
    }
    let hard = failed.iter().filter(|rule| rule.severity == Severity::Hard);
    let mut broken: Vec<&str> = hard.map(|rule| rule.rule.id()).collect();
    broken.dedup();
    let mut aside = facts(candidate);
    if !broken.is_empty() {
        aside.insert(0, format!("! {}", broken.join(" ").replace('_', " ")));
    }
    Choice {
        label: candidate.names(),
        aside: aside.join(", "),
        reasons: if sentences.is_empty() {
            "passes every rule".to_owned()
        } else {
            format!("! {}", sentences.join("; "))
        },
        details,
        refused: None,
    }
}

fn rule_line(rule: &RuleLine) -> (String, Role) {
    match (rule.passed, rule.severity) {
        (true, _) => (format!("+ {}", rule.sentence), Role::Ok),
        (false, Severity::Hard) => (format!("! {}", rule.sentence), Role::Warn),
        (false, Severity::Soft) => (format!("- {}", rule.sentence), Role::Text),
    }
}

/// The terms of a score, those that count most first.
fn term_lines(terms: &[ScoreLine]) -> Vec<(String, Role)> {
    let mut terms: Vec<&ScoreLine> = terms.iter().collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.value.abs()));
    let line = |term: &&ScoreLine| {
        let role = if term.value == 0 { Role::Dim } else { Role::Text };
        (format!("{:>+5} {}: {}", term.value, term.id.replace('_', " "), term.sentence), role)
    };
    terms.iter().map(line).collect()
}

fn refused_lines(list: &SlotList) -> Vec<(String, Role)> {
    list.refused.iter().map(|refused| (format!("! {}", refused.sentence), Role::Warn)).collect()
}

/// Why nobody has a slot, each with what would mend it.
pub fn who_has_none(list: &SlotList) -> Dialog {
    let mut lines = Vec::new();
    for refused in &list.refused {
        lines.push((refused.technician.name.clone(), Role::Header));
        lines.push((format!("! {}", refused.sentence), Role::Warn));
        lines.push((format!("    {}", refused.mend), Role::Dim));
    }
    Dialog::Read { title: format!("{}: who has no slot, and why", list.job), lines, from: 0 }
}
