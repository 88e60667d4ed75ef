//! What each term of the score measures, and how it is said.

use std::collections::BTreeMap;

use domain::{
    FloatingBreak, Job, Priority, Skill, Slice, Span, Term, break_range, describe_span, has_room_for_break,
    say_minutes,
};

use super::calendar::moment;
use super::gap::Legs;
use super::person::Person;
use super::search::Search;
use super::term::Measures;
use super::{Been, RankAsk, ScoreTerm, TermId};

/// A technician in a slot, with their way to it and on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    /// Their place among the people of the search.
    pub(super) person: usize,
    pub(super) legs: Legs,
}

/// What a technician brings to the visit whenever it is.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    same: f64,
    preferred: f64,
    insisted_on: bool,
    /// How rare their rarest skill is that is not needed, and which it is with how many have it.
    fit: f64,
    tied: Option<(String, usize)>,
    /// Cost by the hour beside the average, 0 for the average.
    dearer: f64,
}

/// What everybody brings, in the order of the people.
pub(super) fn standings(
    slice: &Slice,
    ask: &RankAsk<'_>,
    job: &Job,
    people: &[Person<'_>],
    wanted: &[Skill],
) -> Vec<Standing> {
    let working: Vec<&Person<'_>> = people.iter().filter(|person| !person.technician.inactive).collect();
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for skill in working.iter().flat_map(|person| &person.technician.skills) {
        *holders.entry(skill.name.to_lowercase()).or_default() += 1;
    }
    let wanted: Vec<String> = wanted.iter().map(|skill| skill.name.to_lowercase()).collect();
    let costs: Vec<f64> = working.iter().filter_map(|person| hourly(person)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a count of technicians")]
    let average = costs.iter().sum::<f64>() / costs.len().max(1) as f64;
    let client = slice.clients.get(&job.client);
    let standing = |person: &Person<'_>| {
        let tied = rarest(person, &holders, &wanted);
        Standing {
            same: match ask.been.get(&person.id) {
                Some(Been::Job) => 1.0,
                Some(Been::Client) => 0.5,
                None => 0.0,
            },
            preferred: f64::from(u8::from(client.is_some_and(|c| c.preferred.contains(&person.id)))),
            insisted_on: client.is_some_and(|c| c.required.contains(&person.id)),
            fit: tied.as_ref().map_or(0.0, |(_, count)| rarity(*count, working.len())),
            tied,
            dearer: hourly(person).filter(|_| average > 0.0).map_or(0.0, |cost| cost / average - 1.0),
        }
    };
    people.iter().map(standing).collect()
}

fn hourly(person: &Person<'_>) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "an hour costs less than 2^52 pence")]
    person.technician.hourly_cost.map(|cost| cost.minor as f64)
}

/// The skill not needed that the fewest have, and how many do.
fn rarest(
    person: &Person<'_>,
    holders: &BTreeMap<String, usize>,
    wanted: &[String],
) -> Option<(String, usize)> {
    let idle = person.technician.skills.iter().filter(|skill| !wanted.contains(&skill.name.to_lowercase()));
    let counted =
        idle.map(|skill| (skill.name.clone(), holders.get(&skill.name.to_lowercase()).copied().unwrap_or(1)));
    counted.min_by_key(|(_, count)| *count)
}

/// 1 when one alone has it, 0 when everybody does.
fn rarity(count: usize, of: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of technicians")]
    let (count, of) = (count as f64, of as f64);
    if of > 1.0 { ((of - count) / (of - 1.0)).clamp(0.0, 1.0) } else { 0.0 }
}

/// Seconds or minutes as a number.
#[expect(clippy::cast_precision_loss, reason = "minutes and seconds of a few weeks")]
fn number(whole: i64) -> f64 {
    whole as f64
}

impl Search<'_> {
    /// What is measured of one technician at a start, but for breaks.
    pub(super) fn measure_alone(&self, member: &Member, start: i64, day: usize) -> Measures {
        let mut measures = self.measure_when(start, day, 1);
        self.measure_member(&mut measures, member, start, day, 1.0);
        measures
    }

    /// What breaks take away from the score of a crew. It is asked last and of few: it looks at every visit of the day.
    pub(super) fn breaks_value(&self, members: &[Member], start: i64, day: usize) -> i64 {
        let mut measures = Measures::default();
        measures.set(TermId::Breaks, self.breaks_missed(members, start, day));
        measures.value(TermId::Breaks, &self.signed)
    }

    /// The breaks of a technician for which the visit leaves no room where there was room without it.
    fn missed_breaks(&self, member: &Member, start: i64, day: usize) -> Vec<&FloatingBreak> {
        let person = &self.people[member.person];
        let slot = Span { start: moment(start), end: moment(start + self.ground.length) };
        let date = self.ground.calendar.date(day);
        let takes_room = |pause: &&FloatingBreak| {
            let range = break_range(self.slice, person.id, date, pause).filter(|range| range.overlaps(&slot));
            let has_room = |range, meant| {
                has_room_for_break(self.slice, person.id, (range, pause.minutes), self.ask.id, meant)
            };
            range.is_some_and(|range| {
                !has_room(range, Some((slot, self.ground.place))) && has_room(range, None)
            })
        };
        person.technician.breaks.iter().filter(takes_room).collect()
    }

    /// What is measured of a crew: travel, overtime and cost of all, load and fit of the average, and the best of
    /// who was there and who was asked for.
    pub(super) fn measure_crew(&self, members: &[Member], start: i64, day: usize) -> Measures {
        let mut measures = self.measure_but_breaks(members, start, day);
        measures.set(TermId::Breaks, self.breaks_missed(members, start, day));
        measures
    }

    /// What is measured of a crew but for breaks.
    pub(super) fn measure_but_breaks(&self, members: &[Member], start: i64, day: usize) -> Measures {
        let mut measures = self.measure_when(start, day, members.len());
        let share = 1.0 / number(i64::try_from(members.len()).unwrap_or(1));
        for member in members {
            self.measure_member(&mut measures, member, start, day, share);
        }
        measures
    }

    fn breaks_missed(&self, members: &[Member], start: i64, day: usize) -> f64 {
        let missed: usize = members.iter().map(|member| self.missed_breaks(member, start, day).len()).sum();
        number(i64::try_from(missed).unwrap_or(0))
    }

    /// The terms that do not depend on who goes.
    fn measure_when(&self, start: i64, day: usize, people: usize) -> Measures {
        let mut measures = Measures::default();
        measures.set(TermId::PromiseKept, self.promise_share(start));
        let urgency = match self.job.priority {
            Priority::Low => 0.5,
            Priority::Normal => 1.0,
            Priority::High => 2.0,
            Priority::Urgent => 4.0,
        };
        measures.set(TermId::Sooner, urgency * number((start - self.origin).max(0)) / 86_400.0);
        measures.set(TermId::Reserve, self.reserve_share(day, people));
        measures
    }

    fn measure_member(&self, measures: &mut Measures, member: &Member, start: i64, day: usize, share: f64) {
        let (person, standing) = (&self.people[member.person], &self.standings[member.person]);
        let mut add = |term: TermId, measure: f64| measures.set(term, measures.get(term) + measure);
        let added = number(member.legs.added());
        add(TermId::AddedTravel, added);
        add(TermId::Overtime, number(self.late_home(person, &member.legs, start)));
        add(TermId::HomeTravel, number(early_away(person, &member.legs, start)));
        if person.days[day].working > 0 {
            add(TermId::LoadBalance, share * (self.load(person, day) - self.team_load(day)));
        }
        add(TermId::BestFit, share * standing.fit);
        add(TermId::Cost, standing.dearer * (number(self.ground.length) / 3600.0 + added / 60.0));
        let mut best = |term: TermId, measure: f64| measures.set(term, measures.get(term).max(measure));
        best(TermId::SameTechnician, standing.same);
        best(TermId::Preferred, standing.preferred);
    }

    /// The share of what was told that a start keeps; nothing when nothing was.
    fn promise_share(&self, start: i64) -> f64 {
        let kept = self.told.iter().filter(|term| self.keeps(term, start)).count();
        let (kept, told) = (i64::try_from(kept).unwrap_or(0), i64::try_from(self.told.len()).unwrap_or(0));
        if told == 0 { 0.0 } else { number(kept) / number(told) }
    }

    fn keeps(&self, term: &Term, start: i64) -> bool {
        match term {
            Term::Window(window) => window.contains(moment(start)),
            Term::By(due) => start + self.ground.length <= due.timestamp(),
        }
    }

    /// The share of what is kept for urgent work that would be taken.
    fn reserve_share(&self, day: usize, people: usize) -> f64 {
        let kept = 60 * i64::from(self.business.reserve_minutes);
        if kept == 0 || self.job.priority == Priority::Urgent {
            return 0.0;
        }
        number(kept - self.left_of(day, people)).max(0.0).min(number(kept)) / number(kept)
    }

    /// The seconds left of a day for all when the visit has its part.
    fn left_of(&self, day: usize, people: usize) -> i64 {
        (self.team[day].left - self.ground.length * i64::try_from(people).unwrap_or(1)).max(0)
    }

    /// Minutes after the end of their hours at which somebody is home, when they go home from here.
    fn late_home(&self, person: &Person<'_>, legs: &Legs, start: i64) -> i64 {
        let end = start + self.ground.length;
        let Some(onward) = legs.onward.filter(|_| legs.to.is_none()) else { return 0 };
        person.shift_until(end).map_or(0, |shift| (end + 60 * onward - shift.end).max(0) / 60)
    }

    /// The share of a technician's day that is booked when they have the visit too.
    fn load(&self, person: &Person<'_>, day: usize) -> f64 {
        let of = &person.days[day];
        if of.working == 0 { 0.0 } else { number(of.booked + self.ground.length) / number(of.working) }
    }

    fn team_load(&self, day: usize) -> f64 {
        let team = &self.team[day];
        if team.working == 0 { 0.0 } else { number(team.booked) / number(team.working) }
    }

    /// The score of a crew with every term said.
    pub(super) fn terms(&self, members: &[Member], start: i64, day: usize) -> (i64, Vec<ScoreTerm>) {
        let measures = self.measure_crew(members, start, day);
        let term = |id: TermId| ScoreTerm {
            id,
            value: measures.value(id, &self.signed),
            measure: (measures.get(id) * 100.0).round() / 100.0,
            weight: self.signed[id as usize],
            sentence: self.say(id, members, start, day),
        };
        (measures.score(&self.signed), TermId::ALL.map(term).to_vec())
    }

    fn say(&self, term: TermId, members: &[Member], start: i64, day: usize) -> String {
        let each = |say: &dyn Fn(&Member, &Person<'_>) -> String| {
            let said = members.iter().map(|member| {
                let person = &self.people[member.person];
                let sentence = say(member, person);
                if members.len() == 1 { sentence } else { format!("{}: {sentence}", person.technician.name) }
            });
            said.collect::<Vec<_>>().join("; ")
        };
        match term {
            TermId::PromiseKept => self.say_promise(start),
            TermId::AddedTravel => each(&|member, _| say_travel(&member.legs)) + &self.say_parts(members),
            TermId::SameTechnician => each(&|_, person| match self.ask.been.get(&person.id) {
                Some(Been::Job) => "was there for this job".to_owned(),
                Some(Been::Client) => "has been at this client's".to_owned(),
                None => "has not been there".to_owned(),
            }),
            TermId::Preferred => each(&|member, _| {
                let standing = &self.standings[member.person];
                let said = if standing.preferred > 0.0 {
                    "the client asked for them"
                } else if standing.insisted_on {
                    "the client insists on them, which is a rule and no preference"
                } else {
                    "the client did not ask for them"
                };
                said.to_owned()
            }),
            TermId::LoadBalance => each(&|_, person| self.say_load(person, day)),
            TermId::BestFit => each(&|member, _| say_fit(&self.standings[member.person])),
            TermId::Overtime => each(&|member, person| self.say_late(person, &member.legs, start)),
            TermId::HomeTravel => each(&|member, person| say_early(person, &member.legs, start)),
            TermId::Cost => each(&|member, person| say_cost(&self.standings[member.person], person)),
            TermId::Sooner => self.say_wait(day),
            TermId::Reserve => self.say_reserve(day, members.len()),
            TermId::Breaks => each(&|member, _| {
                let missed = self.missed_breaks(member, start, day);
                let Some(pause) = missed.first() else { return "leaves room for breaks".to_owned() };
                let (from, to) = (pause.from.format("%H:%M"), pause.to.format("%H:%M"));
                format!("leaves no break of {} between {from} and {to}", say_minutes(pause.minutes.into()))
            }),
        }
    }

    /// Where the parts are collected first, by whom of several, and how much of the way that is; nothing when none wait.
    fn say_parts(&self, members: &[Member]) -> String {
        let collector = members.iter().find(|member| member.legs.by_parts);
        let Some((collector, (site, minutes))) = collector.zip(self.job.collects()) else {
            return String::new();
        };
        let name = self.slice.sites.get(&site).map_or_else(|| site.to_string(), domain::Site::label);
        let share = match collector.legs.there {
            Some(_) => format!("{} of it", say_minutes(minutes.into())),
            None => "not counted".to_owned(),
        };
        let of_several = members.len() > 1;
        let who = &self.people[collector.person].technician.name;
        let who = if of_several { format!("{who} ") } else { String::new() };
        format!("; {who}collects parts at {name} first ({share})")
    }

    fn say_promise(&self, start: i64) -> String {
        let zone = self.business.zone;
        let told = |term: &Term| match term {
            Term::Window(window) => describe_span(window, zone),
            Term::By(due) => format!("by {}", due.with_timezone(&zone).format("%a %-d %b %H:%M")),
        };
        let join = |kept: bool| {
            let terms = self.told.iter().filter(|term| self.keeps(term, start) == kept).map(told);
            terms.collect::<Vec<_>>().join(" and ")
        };
        let (kept, broken) = (join(true), join(false));
        match (kept.is_empty(), broken.is_empty()) {
            (true, true) => "nothing was promised".to_owned(),
            (false, true) => format!("keeps what was promised: {kept}"),
            (_, false) => format!("is not what was promised: {broken}"),
        }
    }

    fn say_load(&self, person: &Person<'_>, day: usize) -> String {
        let of = &person.days[day];
        if of.working == 0 {
            return "does not work that day".to_owned();
        }
        let booked = say_minutes((of.booked + self.ground.length) / 60);
        format!(
            "{booked} of {} booked that day, the team {:.0}%",
            say_minutes(of.working / 60),
            100.0 * self.team_load(day)
        )
    }

    fn say_late(&self, person: &Person<'_>, legs: &Legs, start: i64) -> String {
        match (legs.to, legs.onward) {
            (Some(visit), _) => format!("goes on to {visit}"),
            (None, None) => "the way home is not known".to_owned(),
            (None, Some(_)) => match self.late_home(person, legs, start) {
                0 => "is home within their hours".to_owned(),
                minutes => format!("is home {} after their hours", say_minutes(minutes)),
            },
        }
    }

    fn say_wait(&self, day: usize) -> String {
        let first = self.ground.calendar.day_of(self.origin);
        match day.saturating_sub(first) {
            0 => "on the first day".to_owned(),
            1 => "a day later than the first".to_owned(),
            days => format!("{days} days later than the first"),
        }
    }

    fn say_reserve(&self, day: usize, people: usize) -> String {
        let kept = i64::from(self.business.reserve_minutes);
        if kept == 0 {
            return "nothing is kept for urgent work".to_owned();
        }
        if self.job.priority == Priority::Urgent {
            return "urgent work may take what is kept for it".to_owned();
        }
        let left = say_minutes(self.left_of(day, people) / 60);
        format!("leaves {left} free that day, {} are kept for urgent work", say_minutes(kept))
    }
}

/// Minutes before the beginning of their hours at which somebody leaves home, when they come from there.
fn early_away(person: &Person<'_>, legs: &Legs, start: i64) -> i64 {
    let Some(there) = legs.there.filter(|_| legs.from.is_none()) else { return 0 };
    person.shift_from(start).map_or(0, |shift| (shift.start - (start - 60 * there)).max(0) / 60)
}

fn say_early(person: &Person<'_>, legs: &Legs, start: i64) -> String {
    match (legs.from, legs.there) {
        (Some(visit), _) => format!("comes from {visit}"),
        (None, None) => "the way from home is not known".to_owned(),
        (None, Some(_)) => match early_away(person, legs, start) {
            0 => "leaves home within their hours".to_owned(),
            minutes => format!("leaves home {} before their hours", say_minutes(minutes)),
        },
    }
}

/// The ways there and on; one that is not known is named, for it is not counted.
fn say_travel(legs: &Legs) -> String {
    if legs.there.is_none() && legs.onward.is_none() {
        return "the way is not known".to_owned();
    }
    let from = legs.from.map_or_else(|| "from home".to_owned(), |visit| format!("from {visit}"));
    let on = legs.to.map_or_else(|| "home".to_owned(), |visit| format!("on to {visit}"));
    let ends = [(legs.there, from), (legs.onward, on)];
    let known = ends.iter().filter_map(|(way, end)| Some(format!("{} {end}", say_minutes((*way)?))));
    let unknown = ends.iter().filter(|(way, _)| way.is_none());
    let unknown = unknown.map(|(_, end)| format!("; the way {end} is not known and not counted"));
    let about = if legs.is_guess { "about " } else { "" };
    let (added, ways) = (say_minutes(legs.added()), known.collect::<Vec<_>>().join(", "));
    format!("adds {about}{added}: {ways}{}", unknown.collect::<String>())
}

fn say_fit(standing: &Standing) -> String {
    match &standing.tied {
        Some((skill, 1)) if standing.fit > 0.0 => format!("ties up the only one with {skill}"),
        Some((skill, count)) if standing.fit > 0.0 => format!("ties up one of {count} with {skill}"),
        Some(_) | None => "ties up no rare skill".to_owned(),
    }
}

fn say_cost(standing: &Standing, person: &Person<'_>) -> String {
    match person.technician.hourly_cost {
        None => "no hourly cost is known".to_owned(),
        Some(cost) => format!("{cost} an hour, {:+.0}% beside the average", 100.0 * standing.dearer),
    }
}
