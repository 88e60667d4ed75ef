//! Finding, making and changing the equipment that rows mean, at the sites where it is.

use domain::{Client, ClientId, EntityKind, Equipment, EquipmentId, SiteId};

use super::book::{Book, exact};
use super::draft::EquipmentDraft;
use super::shelf::{add_external, may_be, set_text};
use crate::Result;
use crate::import::RowError;

impl Book<'_> {
    /// Brings in a row about a piece of equipment; an error says why the row is wrong, and then nothing was made.
    pub(super) fn bring_equipment(
        &mut self,
        draft: &EquipmentDraft,
    ) -> Result<std::result::Result<(), RowError>> {
        let site = match self.site_of_equipment(draft) {
            Ok(site) => site,
            Err(reason) => return Ok(Err(RowError::of_row(draft.line, reason))),
        };
        let id = self.find_equipment(draft, site).unwrap_or_else(|| self.make_equipment(draft, site));
        let source = self.source.clone();
        if let Some(key) = &draft.key {
            self.equipment.know(key, id);
            self.equipment.amend(id, |equipment| add_external(&mut equipment.external, &source, key));
        }
        if let Some((equipment, true)) = self.equipment.write(id) {
            equipment.site = site;
            set_text(&mut equipment.name, &draft.name);
            set_text(&mut equipment.make, &draft.make);
            set_text(&mut equipment.model, &draft.model);
            set_text(&mut equipment.serial, &draft.serial);
            equipment.installed = draft.installed.or(equipment.installed);
            equipment.warranty_until = draft.warranty_until.or(equipment.warranty_until);
            equipment.fields.extend(draft.fields.clone());
        }
        self.touch(EquipmentId(id));
        if let Some(text) = &draft.notes {
            self.note(EquipmentId(id), text)?;
        }
        Ok(Ok(()))
    }

    fn make_equipment(&mut self, draft: &EquipmentDraft, site: SiteId) -> u64 {
        let id = self.take(EntityKind::Equipment);
        self.equipment_at.entry(site.0).or_default().push(id);
        self.equipment.make(id, Equipment { site, name: draft.name.clone(), ..Equipment::default() });
        id
    }

    /// Where it is: the site that the row names by id or place, else the only one of its client.
    fn site_of_equipment(&mut self, draft: &EquipmentDraft) -> std::result::Result<SiteId, String> {
        if let Some(id) = draft.site.key.as_deref().and_then(|key| self.sites.by_key(key)) {
            return Ok(SiteId(id));
        }
        let key = draft.client_key.as_deref();
        let by_key = key.and_then(|key| self.clients.by_key(key)).map(ClientId);
        let by_name = || self.find_client(key, draft.client.as_deref()?, &[], &[]);
        let client = match (by_key.or_else(by_name), &draft.client) {
            (Some(client), _) => client,
            (None, Some(name)) if draft.site.says_where() => {
                self.make_client(key, Client { name: name.clone(), ..Client::default() })
            }
            (None, Some(name)) => {
                return Err(format!(
                    "there is no client “{name}”, and the row names no site; name its site too"
                ));
            }
            (None, None) => {
                let mend =
                    "name the column with --map COLUMN=client, or one client for all rows with --client NAME";
                return Err(format!("the row names neither a site that is on record nor a client; {mend}"));
            }
        };
        if draft.site.says_where() {
            self.know_client(client, key);
            return Ok(match self.find_place(client, &draft.site) {
                Some(known) => SiteId(known),
                None => self.make_site(client, &draft.site),
            });
        }
        let own = self.sites.iter().filter(|(_, site)| site.client == client).map(|(id, _)| id);
        match own.take(2).collect::<Vec<u64>>()[..] {
            [id] => {
                self.know_client(client, key);
                Ok(SiteId(id))
            }
            [] => Err("its client has no site; name one in a column of sites or addresses".to_owned()),
            [..] => Err("its client has several sites; name one in a column of sites".to_owned()),
        }
    }

    /// The piece that a row means: by its id, else at its site by its serial number, else by its name.
    fn find_equipment(&self, draft: &EquipmentDraft, site: SiteId) -> Option<u64> {
        if let Some(id) = draft.key.as_deref().and_then(|key| self.equipment.by_key(key)) {
            return Some(id);
        }
        let fits = |equipment: &Equipment| {
            let same_serial = exact(&equipment.serial) == exact(&draft.serial);
            equipment.site == site
                && may_be(&equipment.external, &self.source, draft.key.as_deref())
                && same_serial
                && (!draft.serial.is_empty() || exact(&equipment.name) == exact(&draft.name))
        };
        let mut here = self.equipment_at.get(&site.0)?.iter().copied();
        here.find(|id| self.equipment.get(*id).is_some_and(fits))
    }
}
