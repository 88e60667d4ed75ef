//! All that a business has added: fields on records and labels under stages.

use std::collections::BTreeMap;

use super::{FieldDefinition, FieldOn, FieldValue, Fields};
use crate::Stage;

/// The fields and substatus labels of a business, in the order of its configuration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definitions {
    /// The fields.
    pub fields: Vec<FieldDefinition>,
    /// The labels under each stage; a stage without labels may be absent.
    pub substatuses: BTreeMap<Stage, Vec<String>>,
}

impl Definitions {
    /// The fields on a kind of record, in their order.
    pub fn on(&self, on: FieldOn) -> impl Iterator<Item = &FieldDefinition> {
        self.fields.iter().filter(move |field| field.on == on)
    }

    /// The fields on a kind of record that lists have a column for.
    pub fn in_lists(&self, on: FieldOn) -> impl Iterator<Item = &FieldDefinition> {
        self.on(on).filter(|field| field.in_lists)
    }

    /// The field of that id on a kind of record.
    pub fn field(&self, on: FieldOn, id: &str) -> Option<&FieldDefinition> {
        self.on(on).find(|field| field.id == id)
    }

    /// The field that a person or a column head names by its id or its label, in any case.
    pub fn named(&self, on: FieldOn, name: &str) -> Option<&FieldDefinition> {
        let name = name.trim().to_lowercase();
        let by_id = self.on(on).find(|field| field.id == name);
        by_id.or_else(|| self.on(on).find(|field| field.label.to_lowercase() == name))
    }

    /// The labels under a stage.
    pub fn substatuses_of(&self, stage: Stage) -> &[String] {
        self.substatuses.get(&stage).map_or(&[], Vec::as_slice)
    }

    /// A record's values with the names that people know them by: first those that are defined, in their
    /// order, then the others under their ids.
    pub fn said<'s>(&'s self, on: FieldOn, fields: &'s Fields) -> Vec<(&'s str, &'s FieldValue)> {
        let defined =
            self.on(on).filter_map(|field| fields.get(&field.id).map(|value| (field.label.as_str(), value)));
        let others = fields.iter().filter(|(id, _)| self.field(on, id).is_none());
        defined.chain(others.map(|(id, value)| (id.as_str(), value))).collect()
    }
}
