//! Why a visit found no place.

use std::collections::BTreeMap;

use domain::{Finding, Rule, Slice, VisitId};

use super::DayProblem;
use crate::solve::{LeftOut as Unserved, Obstacle};

/// A visit that nobody can go to on the day, with the rule that keeps it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Which visit.
    pub visit: VisitId,
    /// The rule and what it says.
    pub finding: Finding,
}

impl DayProblem {
    /// The rule that kept a stop out, as people say it.
    pub(super) fn why_left(&self, slice: &Slice, unserved: &Unserved) -> LeftOut {
        let work = self.works[unserved.stop];
        let visit = work.visit;
        let name = |vehicle: &usize| self.name(slice, *vehicle);
        let say = |rule, sentence| LeftOut { visit, finding: Finding { rule, sentence } };
        match &unserved.obstacle {
            Obstacle::NobodyMayGo => LeftOut { visit, finding: self.against_all(slice, unserved.stop) },
            Obstacle::NoWindow => {
                let who = self.who_may(slice, unserved.stop);
                say(Rule::OffShift, format!("{who} cannot be there when the work may begin and end"))
            }
            Obstacle::TooMuch => say(Rule::DailyLimit, "it is more than anybody may do in a day".to_owned()),
            Obstacle::PairCannot => {
                say(Rule::CrewShort, "two people who can go are not free at the same time".to_owned())
            }
            Obstacle::Full { vehicle } => say(
                Rule::DailyLimit,
                format!("{} has as many visits as the daily limit allows", name(vehicle)),
            ),
            Obstacle::NoRoom { vehicle, give_way } => {
                let others = self.names_of(give_way);
                let sentence = if others.is_empty() {
                    format!("there is no room; {} comes nearest", name(vehicle))
                } else {
                    format!("there is no room; with {} it would take the place of {others}", name(vehicle))
                };
                say(Rule::Clash, sentence)
            }
            Obstacle::Open => say(Rule::Clash, "no place has been found for it yet".to_owned()),
            Obstacle::TooDear { vehicle, .. } => {
                let sentence = format!("it fits with {} only at the cost of what comes first", name(vehicle));
                say(Rule::Overtime, sentence)
            }
        }
    }

    fn name(&self, slice: &Slice, vehicle: usize) -> String {
        let who = self.technicians[vehicle];
        slice.technicians.get(&who).map_or_else(|| who.to_string(), |technician| technician.name.clone())
    }

    fn names_of(&self, stops: &[usize]) -> String {
        let mut visits: Vec<VisitId> = stops.iter().map(|stop| self.works[*stop].visit).collect();
        visits.sort_unstable();
        visits.dedup();
        visits.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
    }

    /// Those who may go to a stop, by name.
    fn who_may(&self, slice: &Slice, stop: usize) -> String {
        let prices = self.problem.stops[stop].prices.iter().enumerate();
        let names: Vec<String> = prices
            .filter(|(_, price)| price.is_some())
            .map(|(vehicle, _)| self.name(slice, vehicle))
            .collect();
        match &names[..] {
            [] => "nobody".to_owned(),
            [one] => one.clone(),
            [first, second] => format!("{first} or {second}"),
            [first, rest @ ..] => format!("{first} or any of {} others", rest.len()),
        }
    }

    /// The rule that most technicians fail who work on the day.
    fn against_all(&self, slice: &Slice, stop: usize) -> Finding {
        let work = self.works[stop];
        let mut count: BTreeMap<Rule, (usize, String)> = BTreeMap::new();
        if let Some(visit) = slice.visits.get(&work.visit) {
            for who in &self.technicians {
                if let Some(finding) = super::stop::obstacle_of(slice, work.visit, visit, *who, work.helps) {
                    let entry = count.entry(finding.rule).or_insert((0, finding.sentence));
                    entry.0 += 1;
                }
            }
        }
        let most = count.into_iter().max_by_key(|(_, (count, _))| *count);
        let Some((rule, (count, sentence))) = most else {
            return Finding {
                rule: Rule::OffShift,
                sentence: "nobody works on this day any more".to_owned(),
            };
        };
        let sentence = match count - 1 {
            0 => sentence,
            1 => format!("{sentence}, nor can 1 other"),
            others => format!("{sentence}, nor can {others} others"),
        };
        Finding { rule, sentence }
    }
}
