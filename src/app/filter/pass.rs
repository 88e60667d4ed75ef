//! Whether what is loaded passes a filter. The same rules as of the store, on lines instead of rows.

use domain::{EntityKind, Mark, Priority, Stage, VisitState};
use store::fold;

use super::Filter;
use super::find::id_of;
use crate::view::{JobLine, Named, TrayLine, VisitLine};

/// What of a line a filter looks at.
struct Facts<'a> {
    ids: [String; 2],
    people: Vec<(String, &'a str)>,
    client: (String, &'a str),
    services: Vec<&'a str>,
    zone: &'a str,
    tags: &'a [String],
    stage: Stage,
    marks: &'a [Mark],
    priority: Priority,
    texts: [&'a str; 5],
}

impl Filter {
    /// Whether a visit passes.
    pub fn passes_visit(&self, visit: &VisitLine) -> bool {
        self.is_empty() || self.passes(&facts_of_visit(visit))
    }

    /// Whether a job passes, by the visit that speaks for it.
    pub fn passes_job(&self, job: &JobLine) -> bool {
        self.is_empty() || self.passes(&facts_of_job(job))
    }

    /// Whether a visit of the tray passes.
    pub fn passes_tray(&self, line: &TrayLine) -> bool {
        if self.is_empty() {
            return true;
        }
        let mut facts = facts_of_job(&line.job);
        facts.ids[0] = line.visit.to_string();
        facts.texts[4] = &line.purpose;
        self.passes(&facts)
    }

    /// Whether it asks for this technician by name or id, or searches for the name.
    pub fn names_technician(&self, id: &impl ToString, name: &str) -> bool {
        let is_one = |wanted: &String| is_named(&id.to_string(), name, wanted);
        let (asked, searched) = (self.technicians.iter(), self.words.iter());
        asked.chain(searched).any(is_one)
    }

    fn passes(&self, facts: &Facts<'_>) -> bool {
        let person = |wanted: &String| facts.people.iter().any(|(id, name)| is_named(id, name, wanted));
        let service = |wanted: &String| facts.services.iter().any(|name| has_name(name, wanted));
        let zone = |wanted: &String| !facts.zone.is_empty() && fold(facts.zone) == fold(wanted);
        let tag = |wanted: &String| facts.tags.iter().any(|tag| fold(tag) == fold(wanted));
        let client = |wanted: &String| is_named(&facts.client.0, facts.client.1, wanted);
        any(&self.technicians, person)
            && any(&self.services, service)
            && any(&self.zones, zone)
            && any(&self.tags, tag)
            && any(&self.clients, client)
            && any(&self.stages, |stage| *stage == facts.stage)
            && any(&self.marks, |mark| facts.marks.contains(mark))
            && any(&self.priorities, |priority| *priority == facts.priority)
            && self.has_words(facts)
            && !self.without.iter().any(|term| term.passes(facts))
    }

    fn has_words(&self, facts: &Facts<'_>) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = fold(&format!("{} {}", facts.texts.join(" "), facts.tags.join(" ")));
        let words = self.words.iter().flat_map(|word| word.split_whitespace());
        let (ids, words): (Vec<&str>, Vec<&str>) = words.partition(|word| numbers_one(word));
        let is_one = |wanted: &&str| {
            let client = &facts.client.0;
            facts.ids.iter().chain([client]).any(|id| id.eq_ignore_ascii_case(wanted))
        };
        any(&ids, is_one)
            && words.iter().all(|word| {
                let wanted = fold(word);
                let letters = wanted.chars().count();
                // As the index has it: a lone sign narrows nothing, a short word begins one.
                (letters < 3 && !wanted.contains(char::is_alphanumeric))
                    || (letters > 2 && text.contains(&wanted))
                    || begins_word(&text, &wanted)
                    || facts.people.iter().any(|(_, name)| has_name(name, word))
            })
    }
}

/// Whether a word is the number of a job, a visit or a client.
fn numbers_one(word: &str) -> bool {
    let kind = id_of(word).map(|id| id.kind);
    matches!(kind, Some(EntityKind::Job | EntityKind::Visit | EntityKind::Client))
}

fn facts_of_visit(visit: &VisitLine) -> Facts<'_> {
    Facts {
        ids: [visit.id.to_string(), visit.job.to_string()],
        people: people(&visit.technicians),
        client: (visit.client.id.to_string(), &visit.client.name),
        services: visit.services.iter().map(String::as_str).collect(),
        zone: &visit.zone,
        tags: &visit.tags,
        stage: visit.stage,
        marks: &visit.marks,
        priority: visit.priority,
        texts: [
            &visit.title,
            &visit.client.name,
            &visit.address,
            visit.site.as_ref().map_or("", |site| site.name.as_str()),
            "",
        ],
    }
}

fn facts_of_job(job: &JobLine) -> Facts<'_> {
    // Who was to go on a visit that is cancelled does not go, as the store has it.
    let is_cancelled = matches!(job.state, Some(VisitState::Cancelled(_)));
    Facts {
        ids: [job.visit.map_or_else(String::new, |visit| visit.to_string()), job.id.to_string()],
        people: if is_cancelled { Vec::new() } else { people(&job.technicians) },
        client: (job.client.id.to_string(), &job.client.name),
        services: job.services.iter().map(String::as_str).collect(),
        zone: &job.zone,
        tags: &job.tags,
        stage: job.stage,
        marks: &job.marks,
        priority: job.priority,
        texts: [
            &job.title,
            &job.client.name,
            job.site.as_ref().map_or("", |site| site.name.as_str()),
            &job.address,
            "",
        ],
    }
}

fn people<I: ToString>(named: &[Named<I>]) -> Vec<(String, &str)> {
    named.iter().map(|who| (who.id.to_string(), who.name.as_str())).collect()
}

/// No term of a kind narrows nothing; of several any will do.
fn any<T>(wanted: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(holds)
}

fn is_named(id: &str, name: &str, wanted: &str) -> bool {
    id.eq_ignore_ascii_case(wanted) || has_name(name, wanted)
}

/// Whether a name has a word that begins as typed; letter case and the marks of letters do not matter.
pub(super) fn has_name(name: &str, wanted: &str) -> bool {
    begins_word(&fold(name), &fold(wanted))
}

pub(super) fn begins_word(folded: &str, wanted: &str) -> bool {
    let starts = |(at, _): (usize, &str)| {
        folded[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
    };
    !wanted.is_empty() && folded.match_indices(wanted).any(starts)
}
