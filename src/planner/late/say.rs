//! Repairs in words.

use domain::{Moment, Slice, TechnicianId, VisitId};

use super::repair::{Meant, RepairKind};
use super::search::Search;
use super::trial::Trial;
use super::{Held, LateAsk};

impl Search<'_> {
    /// What a repair does, in one sentence.
    pub(super) fn say(&self, trial: &Trial, meant: &Meant, held: &[Held]) -> String {
        let moved = held.iter().filter(|held| held.becomes.is_some_and(|span| span != held.was)).count();
        let broken = self.let_down_clients(held);
        let told = |what: &str| {
            if broken.is_empty() { what.to_owned() } else { format!("{what}; {}", anew(&broken)) }
        };
        match &meant.kind {
            RepairKind::Promise => self.say_shift(trial, moved, &broken),
            RepairKind::Keep => format!("{}, keep what {} told, and be late", shift(moved), were(&broken)),
            RepairKind::Give { visit, to } => told(&format!(
                "Give {} to {} at {}",
                self.label(*visit),
                self.name(*to),
                self.clock(trial, *visit)
            )),
            RepairKind::Swap { visit, other, with } => {
                let (given, taken) = (self.label(*visit), self.label(*other));
                let (then, later) = (self.clock(trial, *visit), self.clock(trial, *other));
                let (them, late) = (self.name(*with), self.name(self.ask.technician));
                told(&format!("Swap: {them} takes {given} at {then}, {late} takes {taken} at {later}"))
            }
            RepairKind::Tray { visit } => told(&format!("Send {} to the tray", self.label(*visit))),
            RepairKind::Replan => told("Plan the rest of the day anew"),
        }
    }

    fn say_shift(&self, trial: &Trial, moved: usize, broken: &[String]) -> String {
        let mut sentence = match (moved, broken) {
            (_, [_, ..]) => format!("{}; {}", shift(moved), anew(broken)),
            (0 | 1, []) => "Nothing else is held up: let it run on".to_owned(),
            (_, []) => format!("{}; what was told is kept", shift(moved)),
        };
        let gone = self.situation.keys().filter(|id| trial.visits.get(id).is_some_and(|v| v.slot.is_none()));
        let gone: Vec<String> = gone.map(|id| self.label(*id)).collect();
        if !gone.is_empty() {
            sentence = format!("{sentence}; {} to the tray", listed(&gone));
        }
        sentence
    }

    /// The clients who are told anew, by name.
    fn let_down_clients(&self, held: &[Held]) -> Vec<String> {
        let stays = held.iter().filter(|held| held.becomes.is_some() && !held.broken.is_empty());
        let mut names: Vec<String> = Vec::new();
        for held in stays {
            let client = self
                .plan
                .visits
                .get(&held.visit)
                .and_then(|visit| self.plan.jobs.get(&visit.job))
                .map(|job| job.client);
            let name =
                client.and_then(|id| self.plan.clients.get(&id)).map_or_else(String::new, |c| c.name.clone());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// A visit by its number, what it is for and whom.
    fn label(&self, id: VisitId) -> String {
        let job = self.plan.visits.get(&id).and_then(|visit| Some((visit, self.plan.jobs.get(&visit.job)?)));
        let Some((visit, job)) = job else { return id.to_string() };
        let title = if visit.purpose.is_empty() { &job.title } else { &visit.purpose };
        let client = self.plan.clients.get(&job.client).map_or("", |client| client.name.as_str());
        format!("{id} {title}, {client}")
    }

    fn name(&self, who: TechnicianId) -> String {
        self.plan.technicians.get(&who).map_or_else(|| who.to_string(), |technician| technician.name.clone())
    }

    fn clock(&self, trial: &Slice, id: VisitId) -> String {
        let start: Option<Moment> = trial.visits.get(&id).and_then(|visit| Some(visit.span()?.start));
        let zone = LateAsk::zone(self.plan);
        start.map_or_else(String::new, |at| at.with_timezone(&zone).format("%H:%M").to_string())
    }
}

fn shift(moved: usize) -> String {
    if moved == 1 { "Shift 1 visit".to_owned() } else { format!("Shift {moved} visits") }
}

fn anew(names: &[String]) -> String {
    format!("tell {} anew", listed(names))
}

fn were(names: &[String]) -> String {
    let verb = if names.len() == 1 { "was" } else { "were" };
    format!("{} {verb}", listed(names))
}

/// Names as people list them.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
