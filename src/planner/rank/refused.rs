//! Why a technician is in no slot.

use domain::{Rule, TechnicianId, Term, describe_offers, describe_span, say_minutes};

use super::Refused;
use super::calendar::Stretch;
use super::gap::Opening;
use super::person::Person;
use super::search::{Found, Search};

impl Search<'_> {
    /// Each technician who is in no slot found, with the first rule that keeps them out.
    pub(super) fn refusals(
        &self,
        barred: &[Option<(Rule, String)>],
        openings: &[Vec<Opening>],
        found: &[Found],
    ) -> Vec<Refused> {
        let is_in =
            |person: usize| found.iter().any(|f| f.members.iter().any(|member| member.person == person));
        let mut refused = Vec::new();
        for (place, person) in self.people.iter().enumerate() {
            let asked = self.crew_size > 1 || self.is_wanted(person.id);
            if !asked || is_in(place) {
                continue;
            }
            let (rule, sentence) = match &barred[place] {
                Some(found) => found.clone(),
                None if openings[place].is_empty() => self.no_time(person),
                None => (Rule::CrewShort, self.no_crew(person)),
            };
            refused.push(Refused { technician: person.id, rule, sentence });
        }
        refused.sort_by_key(|refused: &Refused| -> TechnicianId { refused.technician });
        refused
    }

    /// The first rule after which no time is left.
    fn no_time(&self, person: &Person<'_>) -> (Rule, String) {
        let (name, length) = (&person.technician.name, say_minutes(self.ground.length / 60));
        let when = self.say_when();
        if self.starts.is_empty() && self.job.offered.is_empty() {
            return (
                Rule::Promise,
                format!("no time {when} keeps what the client was told: {}", self.say_told()),
            );
        }
        if self.starts.is_empty() {
            let offers = describe_offers(&self.job.offered, self.business.zone);
            return (
                Rule::Offered,
                format!("the client can have us {offers} only, and nothing {when} is such a time"),
            );
        }
        let fits = |free: &Stretch| self.fits(free);
        let is_long = self.ground.length > domain::LONGEST_SHIFT_MINUTES * 60;
        if !person.hours.iter().any(|hours| is_long || fits(hours)) {
            return (Rule::OffShift, format!("{name} does not work {length} at a stretch {when}"));
        }
        if !person.free.iter().any(|free| is_long || fits(free)) {
            return (Rule::Busy, format!("events leave {name} no {length} {when}"));
        }
        let gaps: Vec<&Stretch> =
            person.gaps.iter().map(|gap| &gap.free).filter(|free| self.fits(free)).collect();
        if gaps.is_empty() {
            return (Rule::Clash, format!("other visits leave {name} no {length} {when}"));
        }
        let limit = person.technician.daily_limit;
        let is_closed = |day: usize| limit.is_some_and(|limit| person.days[day].visits >= limit);
        if gaps.iter().all(|gap| self.days_of(gap).all(is_closed)) {
            let limit = limit.unwrap_or_default();
            return (
                Rule::DailyLimit,
                format!("{name} has their limit of {limit} visits on every day that is free {when}"),
            );
        }
        if is_long {
            return (Rule::OffShift, format!("{name} does not work at both ends of {length} {when}"));
        }
        (Rule::Travel, format!("the way to other visits leaves {name} no {length} {when}"))
    }

    /// Whether a start that is looked for lies in a stretch with room for the visit.
    fn fits(&self, free: &Stretch) -> bool {
        self.starts_in(free).next().is_some()
    }

    /// The starts that are looked for in a stretch, both ends of each among them.
    fn starts_in(&self, free: &Stretch) -> impl Iterator<Item = (i64, i64)> {
        let (from, until) = (free.start, free.end - self.ground.length);
        let shared = self.starts.iter().map(move |starts| (from.max(starts.start), until.min(starts.end)));
        shared.filter(|(first, last)| first <= last)
    }

    /// The days on which the visit could begin in a stretch.
    fn days_of(&self, free: &Stretch) -> impl Iterator<Item = usize> {
        let calendar = self.ground.calendar;
        self.starts_in(free).flat_map(|(first, last)| calendar.day_of(first)..=calendar.day_of(last))
    }

    fn no_crew(&self, person: &Person<'_>) -> String {
        let (name, size) = (&person.technician.name, self.crew_size);
        format!(
            "the work takes {size} people, and nobody who completes the crew is free with {name} {}",
            self.say_when()
        )
    }

    /// What binds of what the client was told.
    fn say_told(&self) -> String {
        let zone = self.business.zone;
        let told = self.binding.iter().map(|term| match term {
            Term::Window(window) => describe_span(window, zone),
            Term::By(due) => format!("by {}", due.with_timezone(&zone).format("%a %-d %b %H:%M")),
        });
        told.collect::<Vec<_>>().join(" and ")
    }

    /// When slots are looked for: what the client was told and offered, where that binds, else the days.
    fn say_when(&self) -> String {
        if !self.starts.is_empty() && !self.binding.is_empty() {
            return format!("within what the client was told ({})", self.say_told());
        }
        if !self.starts.is_empty() && !self.job.offered.is_empty() {
            return format!(
                "when the client can have us ({})",
                describe_offers(&self.job.offered, self.business.zone)
            );
        }
        let day = |date: chrono::NaiveDate| date.format("%a %-d %b").to_string();
        let (from, to) = (day(self.ask.from), day(self.ask.to));
        if from == to { format!("on {from}") } else { format!("from {from} to {to}") }
    }
}
