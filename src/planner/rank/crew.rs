//! Crews: a lead and helpers who are free at the same time and have the skills between them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Skill, TechnicianId};

use super::gap::Opening;
use super::measure::Member;
use super::search::{Found, Search, starts_of};

/// A technician who could begin at a start, with what they alone would score then.
struct Free {
    member: Member,
    score: i64,
}

impl Search<'_> {
    /// The best start of each crew and day, from the openings of each technician: as they are, and for who has parts to
    /// collect first when some wait.
    pub(super) fn best_crews(
        &self,
        openings: &[Vec<Opening>],
        collecting: Option<&[Vec<Opening>]>,
    ) -> Vec<Found> {
        let mut best: BTreeMap<(usize, Vec<usize>), Found> = BTreeMap::new();
        for (day, starts) in crew_starts(openings.iter().chain(collecting.into_iter().flatten())) {
            let mut any = false;
            // Quarter hours first; other minutes only on days that have no crew otherwise.
            for (_, start) in starts {
                if any && start.rem_euclid(15 * 60) != 0 {
                    continue;
                }
                for found in self.crews_at((openings, collecting), day, start) {
                    any = true;
                    let mut people: Vec<usize> = found.members.iter().map(|member| member.person).collect();
                    people.sort_unstable();
                    // Breaks only take away: what is no better without them is no better with them.
                    if best.get(&(day, people.clone())).is_some_and(|kept| found.score <= kept.score) {
                        continue;
                    }
                    let score = found.score + self.breaks_value(&found.members, start, day);
                    let found = Found { score, ..found };
                    let kept = best.entry((day, people)).or_insert_with(|| found.clone());
                    if found.score > kept.score {
                        *kept = found;
                    }
                }
            }
        }
        best_of_lead(best.into_values())
    }

    /// The best crew of each technician who can begin at a start.
    fn crews_at(
        &self,
        (openings, collecting): (&[Vec<Opening>], Option<&[Vec<Opening>]>),
        day: usize,
        start: i64,
    ) -> Vec<Found> {
        let opening = |openings: &[Opening]| {
            openings.iter().copied().find(|o| o.day == day && o.first <= start && start <= o.last)
        };
        let legs_by_parts = |person: usize| Some(opening(&collecting?[person])?.legs);
        let mut free: Vec<Free> = Vec::new();
        for (person, openings) in openings.iter().enumerate() {
            if let Some(opening) = opening(openings) {
                let member = Member { person, legs: opening.legs };
                let score = self.measure_alone(&member, start, day).score(&self.signed);
                free.push(Free { member, score });
            }
        }
        free.sort_by_key(|free| (std::cmp::Reverse(free.score), free.member.person));
        let anchors = free.iter().filter(|free| self.is_wanted(self.people[free.member.person].id));
        let crews = anchors.filter_map(|anchor| {
            let mut members = self.crew_around(anchor, &free)?;
            if collecting.is_some() {
                // The lead collects the parts, or the first helper who has time for it.
                let can = |member: &mut Member| legs_by_parts(member.person).map(|legs| member.legs = legs);
                members.iter_mut().find_map(can)?;
            }
            Some(self.found(members, start, day))
        });
        crews.collect()
    }

    /// The best crew with a technician in it, the lead first.
    fn crew_around(&self, anchor: &Free, free: &[Free]) -> Option<Vec<Member>> {
        let mut members = vec![anchor.member];
        if !self.complete(&mut members, free) {
            return None;
        }
        let helpers_first_lead = self.ask.only.is_none();
        if helpers_first_lead {
            members.sort_by_key(|member| self.lead_order(member));
        }
        members[1..].sort_by_key(|member| self.people[member.person].id);
        Some(members)
    }

    fn found(&self, members: Vec<Member>, start: i64, day: usize) -> Found {
        let score = self.measure_but_breaks(&members, start, day).score(&self.signed);
        Found { score, start, day, members }
    }

    /// Adds the best helpers until the crew has its size, its skills and whom the client insists on; false when there
    /// are none such. What is missing is found first, each by whoever scores best, and taken back when it leads
    /// nowhere.
    fn complete(&self, members: &mut Vec<Member>, free: &[Free]) -> bool {
        let room = self.crew_size.saturating_sub(members.len());
        let crew: Vec<usize> = members.iter().map(|member| member.person).collect();
        let missing = self.missing(&crew);
        if missing.is_none() && room == 0 {
            return true;
        }
        if room == 0 {
            return false;
        }
        let helps = |person: usize| missing.as_ref().is_none_or(|missing| self.brings(person, missing));
        let rest =
            free.iter().filter(|free| !crew.contains(&free.member.person) && helps(free.member.person));
        for helper in rest {
            members.push(helper.member);
            if self.complete(members, free) {
                return true;
            }
            members.pop();
        }
        false
    }

    /// What a crew lacks first, if it lacks anything.
    fn missing(&self, crew: &[usize]) -> Option<Missing<'_>> {
        let has = |wanted: &&Skill| crew.iter().any(|person| self.has(*person, wanted));
        let skill = self.skills.iter().find(|wanted| !has(wanted)).map(Missing::Skill);
        let required = self.slice.clients.get(&self.job.client).map_or(&[][..], |client| &client.required);
        let is_there = crew.iter().any(|person| required.contains(&self.people[*person].id));
        skill.or_else(|| (!required.is_empty() && !is_there).then_some(Missing::OneOf(required)))
    }

    fn brings(&self, person: usize, missing: &Missing<'_>) -> bool {
        match missing {
            Missing::Skill(skill) => self.has(person, skill),
            Missing::OneOf(required) => required.contains(&self.people[person].id),
        }
    }

    fn has(&self, person: usize, wanted: &Skill) -> bool {
        self.people[person].technician.skills.iter().any(|skill| skill.meets(wanted))
    }

    /// Who leads: whom the client insists on, who leads the visit now, whom the client asked for, who was there before,
    /// then who has most of the skills.
    fn lead_order(&self, member: &Member) -> impl Ord + use<> {
        let person = &self.people[member.person];
        let client = self.slice.clients.get(&self.job.client);
        let named = |list: fn(&domain::Client) -> &Vec<TechnicianId>| {
            client.is_some_and(|client| list(client).contains(&person.id))
        };
        let level = |wanted: &Skill| {
            let held = person.technician.skills.iter().filter(|skill| skill.meets(wanted));
            held.map(|skill| u32::from(skill.level)).max().unwrap_or(0)
        };
        let levels: u32 = self.skills.iter().map(level).sum();
        let leads_now = self.ask.visit.crew.as_ref().is_some_and(|crew| crew.lead == person.id);
        let wish = (!named(|client| &client.required), !leads_now, !named(|client| &client.preferred));
        (
            wish,
            std::cmp::Reverse(self.ask.been.get(&person.id).copied()),
            std::cmp::Reverse(levels),
            person.id,
        )
    }
}

/// What a crew lacks.
enum Missing<'a> {
    Skill(&'a Skill),
    OneOf(&'a [TechnicianId]),
}

/// The starts at which a crew may begin, by day: those that are tried for anybody, and the first of every opening, so
/// that none that several share is missed. Quarter hours come first.
fn crew_starts<'a>(
    openings: impl Iterator<Item = &'a Vec<Opening>>,
) -> BTreeMap<usize, BTreeSet<(bool, i64)>> {
    let mut starts: BTreeMap<usize, BTreeSet<(bool, i64)>> = BTreeMap::new();
    for opening in openings.flatten() {
        let whole =
            opening.first.div_euclid(60) * 60 + if opening.first.rem_euclid(60) == 0 { 0 } else { 60 };
        let first = if whole <= opening.last { whole } else { opening.first };
        let of_day = starts.entry(opening.day).or_default();
        of_day.extend(starts_of(opening).chain([first]).map(|start| (start.rem_euclid(15 * 60) != 0, start)));
    }
    starts
}

/// Of several crews with the same lead on the same day the best.
fn best_of_lead(crews: impl Iterator<Item = Found>) -> Vec<Found> {
    let mut best: BTreeMap<(usize, usize), Found> = BTreeMap::new();
    for found in crews {
        let lead = found.members.first().map_or(0, |member| member.person);
        match best.entry((found.day, lead)) {
            std::collections::btree_map::Entry::Vacant(free) => drop(free.insert(found)),
            std::collections::btree_map::Entry::Occupied(mut kept) => {
                if found.order() < kept.get().order() {
                    kept.insert(found);
                }
            }
        }
    }
    best.into_values().collect()
}
