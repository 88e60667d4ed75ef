//! Finding the record that a person named: by id, or by a name that only one has.

use domain::{EntityKind, EntityRef};

use crate::{App, AppError, Result};

impl App {
    /// Finds the one record of a kind with that id or name (the beginning of the name is enough when only
    /// one begins so).
    pub fn resolve(&self, kind: EntityKind, text: &str) -> Result<EntityRef> {
        let text = text.trim();
        let unknown = || AppError::Unknown { kind, text: text.to_owned() };
        if let Ok(entity) = text.parse::<EntityRef>()
            && entity.kind == kind
        {
            return self.store.read(|reader| match reader.get(entity)? {
                Some(_) => Ok(entity),
                None => Err(unknown()),
            });
        }
        if text.is_empty() {
            return Err(unknown());
        }
        let mut candidates = self.store.read(|reader| reader.named(kind, text))?;
        match candidates.len() {
            0 => Err(unknown()),
            1 => Ok(candidates.remove(0).0),
            _ => Err(AppError::Ambiguous { text: text.to_owned(), candidates }),
        }
    }
}
