//! Saving a form: read, sent, refused or carried out.

use app::{EntryView, Request};
use domain::{Command, EntityRef};

use super::field::Field;
use super::{Entry, Form, row};
use crate::text::counted;

impl Form {
    /// What is to be saved: none when a field cannot be read, which is then in front with its message, when
    /// nothing differs, or while it is being saved already.
    pub fn save(&mut self, now: domain::Moment) -> Option<Request> {
        if self.saving {
            return None;
        }
        self.offers = None;
        self.ground.now = now;
        self.fields.iter_mut().for_each(|field| field.message = None);
        let texts: Vec<Option<String>> = self.fields.iter().map(Field::changed).collect();
        let read = match self.entry.read(&texts, &self.ground) {
            Ok(read) => read,
            Err(wrong) => {
                self.complain(wrong);
                return None;
            }
        };
        let command = match self.about.entity {
            Some(entity) => read.changes(entity, &self.entry),
            None => Some(read.adds(&self.ground)),
        };
        let Some(command) = command else {
            self.said = Some(("nothing differs from what is kept".to_owned(), false));
            return None;
        };
        self.said = None;
        self.sent = Some(command.clone());
        self.saving = true;
        let seen = self.about.entity.map(|entity| (entity, self.version));
        Some(Request { command, seen: seen.into_iter().collect(), override_reason: None })
    }

    fn complain(&mut self, wrong: Vec<row::Wrong>) {
        let count = wrong.len();
        let first = wrong.first().map_or(self.focus, |(place, _)| *place);
        for (place, message) in wrong {
            if let Some(field) = self.fields.get_mut(place) {
                field.message = Some(message);
            }
        }
        self.focus_on(first);
        self.said = Some((format!("not saved: mend {}", counted(count, "field")), true));
    }

    /// The record that is edited; none for a new one.
    pub fn entity(&self) -> Option<EntityRef> {
        self.about.entity
    }

    /// The command that removes the record, and the question before it; none for a new record.
    pub fn removes(&mut self) -> Option<(Request, String)> {
        let entity = self.about.entity?;
        let command = Command::Remove(entity);
        self.sent = Some(command.clone());
        let text = format!("Remove {} {}?", self.about.kind.word(), self.ground.say(entity));
        Some((Request { command, seen: vec![(entity, self.version)], override_reason: None }, text))
    }

    /// Whether a command that was carried out is the one of this form.
    pub fn is_sent(&self, command: &Command) -> bool {
        self.sent.as_ref() == Some(command)
    }

    /// The command goes again, changed by an answer to a question.
    pub fn sent_again(&mut self, command: &Command) {
        if self.sent.is_some() {
            self.sent = Some(command.clone());
            self.saving = true;
        }
    }

    /// It was not saved; what was typed stays. Says whether the record must be loaded again, because somebody
    /// else has changed it meanwhile.
    pub fn refused(&mut self, refusal: Option<&domain::Refusal>, message: &str) -> bool {
        self.saving = false;
        match refusal {
            Some(domain::Refusal::Invalid { field, message, mend }) => {
                let place = self.fields.iter().position(|known| known.spec.name == *field);
                match place {
                    Some(place) => self.complain(vec![(place, format!("{message}: {mend}"))]),
                    None => self.said = Some((format!("{field} {message}: {mend}"), true)),
                }
                false
            }
            Some(domain::Refusal::ChangedSince { .. }) => {
                self.said = Some((format!("not saved: {message}"), true));
                true
            }
            Some(_) | None => {
                self.said = Some((message.to_owned(), true));
                false
            }
        }
    }

    /// Takes the record as it is now: shown where nothing was typed, told where something was.
    pub fn merge(&mut self, view: EntryView) {
        let Some(entry) = view.record.as_ref().and_then(Entry::of_record) else { return };
        self.ground.names.extend(view.names);
        let fresh = entry.fields(&self.ground);
        for (field, (_, said)) in self.fields.iter_mut().zip(&fresh) {
            field.merge(said);
        }
        self.entry = entry;
        self.version = view.version;
        let differs = self.fields.iter().position(|field| field.news.is_some());
        self.focus_on(differs.unwrap_or(self.focus));
        let said = "not saved: somebody changed it meanwhile; look at the fields marked, then save again";
        self.said = Some((said.to_owned(), true));
    }
}
