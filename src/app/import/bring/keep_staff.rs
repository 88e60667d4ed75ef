//! Making and changing the technicians and services that rows mean.

use domain::{EntityKind, Service, ServiceId, Technician, TechnicianId};

use super::book::{Book, exact};
use super::cells::add_phone;
use super::draft::{ServiceDraft, TechnicianDraft};
use super::shelf::{add_external, add_words, may_be, set_text};
use crate::Result;

impl Book<'_> {
    /// Brings in a row about a technician; a new one works the business's hours.
    pub(super) fn bring_technician(&mut self, draft: &TechnicianDraft) -> Result<()> {
        let by_key = draft.key.as_deref().and_then(|key| self.technicians.by_key(key));
        let by_name = || {
            let found = self.technician_named(&draft.name)?;
            let technician = self.technicians.get(found)?;
            may_be(&technician.external, &self.source, draft.key.as_deref()).then_some(found)
        };
        let id = match by_key.or_else(by_name) {
            Some(id) => id,
            None => self.make_technician(&draft.name),
        };
        if let Some(key) = &draft.key {
            self.technicians.know(key, id);
        }
        let source = self.source.clone();
        let Some((technician, is_first)) = self.technicians.write(id) else { return Ok(()) };
        if let Some(key) = &draft.key {
            add_external(&mut technician.external, &source, key);
        }
        if is_first {
            set_text(&mut technician.name, &draft.name);
            if !draft.skills.is_empty() {
                technician.skills.clone_from(&draft.skills);
            }
            if !draft.home.is_empty() {
                technician.home.clone_from(&draft.home);
            }
            technician.home_position = draft.home_position.or(technician.home_position);
            technician.daily_limit = draft.daily_limit.or(technician.daily_limit);
            technician.inactive = draft.inactive.unwrap_or(technician.inactive);
        }
        for phone in &draft.phones {
            add_phone(&mut technician.phones, phone.clone());
        }
        add_words(&mut technician.emails, &draft.emails);
        add_words(&mut technician.departments, &draft.departments);
        add_words(&mut technician.tags, &draft.tags);
        self.touch(TechnicianId(id));
        match &draft.notes {
            Some(text) => self.note(TechnicianId(id), text),
            None => Ok(()),
        }
    }

    fn make_technician(&mut self, name: &str) -> u64 {
        let id = self.take(EntityKind::Technician);
        let hours = self.business.hours.clone();
        self.technicians.make(id, Technician { name: name.to_owned(), hours, ..Technician::default() });
        id
    }

    fn make_service(&mut self, name: &str) -> u64 {
        let id = self.take(EntityKind::Service);
        self.services.make(id, Service { name: name.to_owned(), crew_size: 1, ..Service::default() });
        id
    }

    /// The service with this name, code or id of the source.
    pub(super) fn service_named(&self, text: &str) -> Option<u64> {
        let wanted = exact(text);
        let mut all = self.services.iter();
        let named = |service: &Service| exact(&service.name) == wanted || exact(&service.code) == wanted;
        let found = all.find(|(_, service)| named(service)).map(|(id, _)| id);
        found.or_else(|| self.services.by_key(text))
    }

    /// Brings in a row about a service.
    pub(super) fn bring_service(&mut self, draft: &ServiceDraft) {
        let by_key = draft.key.as_deref().and_then(|key| self.services.by_key(key));
        let by_name = || {
            let mut all = self.services.iter();
            let found = all.find(|(_, service)| {
                exact(&service.name) == exact(&draft.name)
                    && may_be(&service.external, &self.source, draft.key.as_deref())
            });
            found.map(|(id, _)| id)
        };
        let id = match by_key.or_else(by_name) {
            Some(id) => id,
            None => self.make_service(&draft.name),
        };
        if let Some(key) = &draft.key {
            self.services.know(key, id);
        }
        let source = self.source.clone();
        self.touch(ServiceId(id));
        let Some((service, is_first)) = self.services.write(id) else { return };
        if let Some(key) = &draft.key {
            add_external(&mut service.external, &source, key);
        }
        if !is_first {
            return;
        }
        set_text(&mut service.name, &draft.name);
        set_text(&mut service.code, &draft.code);
        set_text(&mut service.scope, &draft.scope);
        set_text(&mut service.exclusions, &draft.exclusions);
        set_text(&mut service.conditions, &draft.conditions);
        service.duration_minutes = draft.minutes.unwrap_or(service.duration_minutes);
        if !draft.skills.is_empty() {
            service.skills.clone_from(&draft.skills);
        }
        service.crew_size = draft.crew_size.unwrap_or(service.crew_size);
        service.price = draft.price.or(service.price);
        service.inactive = draft.inactive.unwrap_or(service.inactive);
    }
}
