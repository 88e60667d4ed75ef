//! An open store with what verbs ask of it: names found, times read, changes made.

use app::view::{Local, VisitLine};
use app::{App, AppError, InDraft, Outcome, Request, RoadStanding};
use chrono::NaiveDate;
use domain::{
    Business, ClientId, Command, Crew, EntityKind, EntityRef, JobId, Moment, Money, Refusal, ServiceId,
    SiteId, Skill, Slot, Span, TechnicianId, Term, Visit, VisitId, When, WhenContext, WhenError, WhenTime,
    place_local, read_date, read_minutes, read_when,
};

use crate::args::Change;
use crate::failure::{Failure, Result};
use crate::output::{Answer, Page};
use crate::session::Session;

/// An open store, and how to answer.
pub(crate) struct Desk {
    /// The use cases.
    pub(crate) app: App,
    /// The settings of this run.
    pub(crate) session: Session,
    /// The business's settings.
    pub(crate) business: Business,
}

macro_rules! finders {
    ($($(#[$doc:meta])* $name:ident, $kind:ident, $id:ident;)*) => {
        $($(#[$doc])* pub(crate) fn $name(&self, text: &str) -> Result<$id> {
            Ok($id(self.app.resolve(EntityKind::$kind, text)?.id))
        })*
    };
}

impl Desk {
    pub(crate) fn new(app: App, session: Session) -> Result<Self> {
        let business = app.business()?;
        Ok(Desk { app, session, business })
    }

    finders! {
        /// The client of that id or name.
        client, Client, ClientId;
        /// The site of that id or name.
        site, Site, SiteId;
        /// The technician of that id or name.
        technician, Technician, TechnicianId;
        /// The service of that id or name.
        service, Service, ServiceId;
        /// The job of that id or title.
        job, Job, JobId;
    }

    /// The visit of that id; a job's id does while it has one live visit.
    pub(crate) fn visit(&self, text: &str) -> Result<VisitId> {
        let Ok(job) = text.parse::<JobId>() else {
            return Ok(VisitId(self.app.resolve(EntityKind::Visit, text)?.id));
        };
        let live = self.live_visits(job)?;
        match live.as_slice() {
            [only] => Ok(only.id),
            [] => {
                let message = format!("{job} has no visit to come");
                Err(Failure::NotFound { message, hint: format!("add one: truckroll visit add {job} WHEN") })
            }
            several => {
                Err(AppError::Ambiguous { text: text.to_owned(), candidates: self.say_visits(several) }
                    .into())
            }
        }
    }

    /// The records of a kind by id or name, each once.
    pub(crate) fn records(&self, kind: EntityKind, names: &[String]) -> Result<Vec<EntityRef>> {
        let mut found: Vec<EntityRef> = Vec::new();
        for name in names {
            let entity = self.app.resolve(kind, name)?;
            if !found.contains(&entity) {
                found.push(entity);
            }
        }
        Ok(found)
    }

    /// The visits of a job that are neither done nor cancelled.
    pub(crate) fn live_visits(&self, job: JobId) -> Result<Vec<VisitLine>> {
        let visits = self.app.job_card(job)?.visits;
        Ok(visits.into_iter().filter(|visit| visit.state.is_live()).collect())
    }

    /// A visit's record.
    pub(crate) fn visit_record(&self, id: VisitId) -> Result<Visit> {
        let not_there = |_| Failure::from(Refusal::not_found(id));
        Visit::try_from(self.app.show(id.into())?.record).map_err(not_there)
    }

    /// A visit's line on the card of its job.
    pub(crate) fn visit_line(&self, id: VisitId) -> Result<VisitLine> {
        let visits = self.app.job_card(self.app.job_of(id)?)?.visits;
        visits.into_iter().find(|visit| visit.id == id).ok_or_else(|| Refusal::not_found(id).into())
    }

    /// Visits by id and time, for a question which one is meant.
    pub(crate) fn say_visits(&self, visits: &[VisitLine]) -> Vec<(EntityRef, String)> {
        let now = self.now_local();
        let when = |visit: &VisitLine| match visit.start {
            Some(start) => crate::output::words::moment(start, now),
            None => "in the tray".to_owned(),
        };
        visits.iter().map(|visit| (visit.id.into(), when(visit))).collect()
    }

    /// The present moment on the business's clock.
    pub(crate) fn now_local(&self) -> Local {
        app::view::local(self.app.now(), self.business.zone)
    }

    /// What the time grammar reads against; on a day when one is given.
    pub(crate) fn context(&self, day: Option<NaiveDate>) -> Result<WhenContext> {
        Ok(self.app.when_context(day)?)
    }

    /// A day alone.
    pub(crate) fn date(&self, text: &str) -> Result<NaiveDate> {
        Ok(read_date(text, &self.context(None)?)?)
    }

    /// Says it when a road server has failed.
    pub(crate) fn say_roads(&self, standing: &RoadStanding) {
        if let Some(note) = standing.note() {
            self.session.output.say(&note);
        }
    }

    /// The day that words name, today without any.
    pub(crate) fn date_or_today(&self, words: &[String]) -> Result<NaiveDate> {
        let said = words.join(" ");
        if said.is_empty() { Ok(self.app.today_date()?) } else { self.date(&said) }
    }

    /// A moment that has passed or is named in full; a time alone is today's.
    pub(crate) fn moment(&self, text: &str) -> Result<Moment> {
        let context = self.context(Some(self.app.today_date()?))?;
        let when = match read_when(text, &context) {
            // Of two readings the one that has passed is meant, if only one has.
            Err(WhenError::Ambiguous { text, readings, context }) => {
                match readings.iter().filter(|reading| reading.is_past(&context)).collect::<Vec<_>>()[..] {
                    [passed] => *passed,
                    _ => return Err(WhenError::Ambiguous { text, readings, context }.into()),
                }
            }
            read => read?,
        };
        match (when.time, when.start(&context)) {
            (WhenTime::At(_), Some(start)) => Ok(place_local(start, self.business.zone).moment()),
            _ => Err(AppError::NoTime { text: text.to_owned() }.into()),
        }
    }

    /// The moment of `--at`, else now.
    pub(crate) fn at(&self, text: Option<&str>) -> Result<Moment> {
        text.map_or_else(|| Ok(self.app.now()), |text| self.moment(text))
    }

    /// A slot as it was said: the length that was asked for, else said, else the usual one.
    pub(crate) fn slot(
        &self,
        words: &str,
        day: Option<NaiveDate>,
        length: Option<u32>,
        usual: u32,
    ) -> Result<Slot> {
        let context = self.context(day)?;
        let when = read_when(words, &context)?;
        let no_time = || Failure::from(AppError::NoTime { text: words.trim().to_owned() });
        let said = match when.time {
            WhenTime::At(_) | WhenTime::Between(..) => when.start(&context).ok_or_else(no_time)?,
            WhenTime::Part(_) | WhenTime::None => return Err(no_time()),
        };
        let minutes = length.or(when.length()).unwrap_or(usual);
        let start = place_local(said, self.business.zone).moment();
        let span = Span::of_minutes(start, minutes)
            .ok_or_else(|| Failure::usage("for", "the visit has no length", "say it as --for 2h"))?;
        Ok(Slot { span, local_start: said, zone: self.business.zone })
    }

    /// What the client was told: an arrival window (`fri 2-4pm`, `tmw am`, a time and the usual window), or with `by` the
    /// moment by which the work is done.
    pub(crate) fn term(&self, words: &str, by: bool) -> Result<Term> {
        let context = self.context(None)?;
        let when = read_when(words, &context)?;
        let moment = |local| place_local(local, self.business.zone).moment();
        let no_time = || Failure::from(AppError::NoTime { text: words.trim().to_owned() });
        if by {
            let end_of_day = |when: &When| when.date.map(|date| date.and_time(context.day_to));
            let due = match when.time {
                WhenTime::At(_) => when.start(&context),
                WhenTime::None => end_of_day(&when),
                WhenTime::Between(..) | WhenTime::Part(_) => when.end(&context),
            };
            return due.map(|due| Term::By(moment(due))).ok_or_else(no_time);
        }
        let start = when.start(&context).map(moment).ok_or_else(no_time)?;
        let window = match when.end(&context).map(moment) {
            Some(end) => Span::new(start, end),
            None => Span::of_minutes(start, self.business.window_minutes),
        };
        window.map(Term::Window).ok_or_else(no_time)
    }

    /// Who goes, the first one leading; none when nobody is named.
    pub(crate) fn crew(&self, names: &[String]) -> Result<Option<Crew>> {
        let mut members =
            names.iter().map(|name| self.technician(name)).collect::<Result<Vec<_>>>()?.into_iter();
        Ok(members.next().map(|lead| Crew { lead, helpers: members.collect() }))
    }

    /// An amount in the business's currency, as the option of a field gave it.
    pub(crate) fn money(&self, field: &'static str, text: &str) -> Result<Money> {
        Money::parse(text, self.business.currency).ok_or_else(|| {
            let (code, option) = (self.business.currency.code(), field.replace('_', "-"));
            Failure::usage(
                field,
                format!("--{option}: “{text}” is not an amount in {code}"),
                "write it as 120 or 1,234.50, with a point before the pence or cents",
            )
        })
    }

    /// Carries out a command on records, and says what was done.
    pub(crate) fn change(
        &mut self,
        command: Command,
        about: &[EntityRef],
        change: &Change,
    ) -> Result<Answer> {
        let outcome = self.execute(command, about, change)?;
        self.said(&outcome)
    }

    /// Carries out a command on records as they were seen.
    pub(crate) fn execute(
        &mut self,
        command: Command,
        about: &[EntityRef],
        change: &Change,
    ) -> Result<Outcome> {
        let mut request = Request::new(command);
        request.override_reason.clone_from(&change.override_reason);
        request.seen = match (change.seen, about) {
            (None, _) => Vec::new(),
            (Some(version), [one]) => vec![(*one, version)],
            (Some(_), _) => {
                let message = "--seen is the version of one record, and several are named";
                return Err(Failure::usage("seen", message, "name one record, or leave --seen out"));
            }
        };
        Ok(self.app.execute(&request)?)
    }

    /// The answer to a change.
    pub(crate) fn said(&self, outcome: &Outcome) -> Result<Answer> {
        self.session.output.answer(outcome, |page| say_outcome(page, outcome))
    }
}

/// What was done, with the operation's number for `undo`.
pub(crate) fn say_outcome(page: &mut Page, outcome: &Outcome) {
    let place = match outcome.draft {
        None => format!("O-{}", outcome.operation),
        Some(InDraft { id, step: 0 }) => id.to_string(),
        Some(InDraft { id, step }) => format!("{id}, step {step}"),
    };
    page.line(&format!("{}  ({place})", outcome.summary));
}

/// A length such as `2h`, in minutes.
pub(crate) fn minutes_of(text: &str) -> Result<u32> {
    Ok(read_minutes(text)?)
}

/// A skill with its level: `gas`, `gas:3`.
pub(crate) fn skill_of(text: &str) -> Result<Skill> {
    Ok(domain::read_skill(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skills_have_levels() {
        assert_eq!(skill_of("gas").unwrap(), Skill { name: "gas".into(), level: 1 });
        assert_eq!(skill_of(" gas safe : 3 ").unwrap(), Skill { name: "gas safe".into(), level: 3 });
        for wrong in ["gas:0", "gas:6", "gas:x", ":3", ""] {
            assert_eq!(skill_of(wrong).unwrap_err().field(), Some("skill"), "{wrong}");
        }
    }
}
