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
const SLOTS: usize = 30;

impl Ui {
    /// Asks who could take visits. One visit without a time is offered the best times at once.
    pub(super) fn ask_assign(&mut self, first: VisitId, targets: &[Target]) -> Vec<Deed> {
        let has_no_time = |target: &Target| target.standing.as_ref().is_some_and(|visit| !visit.has_slot);
        match targets {
            [target] if has_no_time(target) => self.ask_slots(target, SlotsFor::Visit(first)),
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
            Some(about) => self.ask_slots(target, about),
            None => self.refuse("a client has no visit; open one of its jobs"),
        }
    }

    fn ask_slots(&mut self, target: &Target, about: SlotsFor) -> Vec<Deed> {
        self.asking = Some(Asking::Slots(Box::new(target.clone())));
        vec![Deed::Ask(Ask::Slots(about, SLOTS))]
    }

    /// Offers the slots that were found.
    pub(super) fn take_slots(&mut self, list: SlotList) -> Vec<Deed> {
        let Some(Asking::Slots(target)) = self.asking.take() else { return Vec::new() };
        if list.slots.is_empty() && list.visit.is_none() {
            return self.show(who_has_none(&list));
        }
        let mut choices: Vec<Choice> =
            list.slots.iter().map(|slot| slot_choice(slot, &self.shared)).collect();
        let none = list.refused.len();
        if none > 0 {
            let label = format!("Who has no slot, and why ({none})");
            choices.push(Choice { label, details: refused_lines(&list), ..Choice::default() });
        }
        if list.visit.is_some() {
            let label = "Only a technician, the time later".to_owned();
            choices.push(Choice { label, ..Choice::default() });
        }
        let title = format!("Who and when? {}", target.label);
        self.show(Dialog::Menu(MenuFor::Slot(target, Box::new(list)), Menu::new(title, choices)))
    }

    /// Offers technicians for visits, best first.
    pub(super) fn offer_candidates(&mut self, targets: Vec<Target>, candidates: &[Candidate]) -> Vec<Deed> {
        let label = targets.first().map_or_else(String::new, |target| target.label.clone());
        let more = if targets.len() > 1 { format!(" and {} more", targets.len() - 1) } else { String::new() };
        let choices = candidates.iter().map(choice).collect();
        let who = candidates.iter().map(|candidate| candidate.technician.id).collect();
        let menu = Menu::new(format!("Who takes {label}{more}?"), choices);
        self.show(Dialog::Menu(MenuFor::Assign(targets, who), menu))
    }

    /// Shows every rule for every technician, failed ones first, each with what would mend it.
    pub(super) fn show_why(&mut self, visit: VisitId, candidates: &[Candidate]) -> Vec<Deed> {
        let mut lines = Vec::new();
        for candidate in candidates {
            let (name, aside) = (&candidate.technician.name, facts(candidate).join(", "));
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
    let when = phrase::span(LocalSpan { start: slot.start, end: slot.end }, shared.today());
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
    Choice {
        label: candidate.technician.name.clone(),
        aside: facts(candidate).join(", "),
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
