//! Records field by field: what differs, and what would be taken back.

use domain::Refusal;
use serde_json::{Map, Value};

/// The fields of a record.
pub(crate) type Fields = Map<String, Value>;

/// Splits two states into the fields that differ: as they were, as they are. A field that is absent on a
/// side is absent in that half.
pub(crate) fn difference(before: &Fields, after: &Fields) -> (Fields, Fields) {
    let only = |this: &Fields, other: &Fields| -> Fields {
        let differing = this.iter().filter(|(name, value)| other.get(*name) != Some(value));
        differing.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    (only(before, after), only(after, before))
}

/// The names of the fields that differ, in order; `removed` or `added` when a side is not there.
pub(crate) fn differing(before: Option<&Fields>, after: Option<&Fields>) -> Vec<String> {
    match (before, after) {
        (None, None) => Vec::new(),
        (Some(_), None) => vec!["removed".to_owned()],
        (None, Some(_)) => vec!["added".to_owned()],
        (Some(before), Some(after)) => {
            let (was, is) = difference(before, after);
            names(&was, &is)
        }
    }
}

/// The names in either half of a difference, in order.
pub(crate) fn names(was: &Fields, is: &Fields) -> Vec<String> {
    let mut names: Vec<String> = was.keys().chain(is.keys()).cloned().collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Takes one journalled change back from a state, without looking whether it is still as the change left
/// it.
pub(crate) fn rewind(
    state: Option<Fields>,
    before: Option<&Fields>,
    after: Option<&Fields>,
) -> Option<Fields> {
    let (Some(was), Some(is)) = (before, after) else { return before.cloned() };
    let mut fields = state.unwrap_or_default();
    for name in is.keys().filter(|name| !was.contains_key(*name)) {
        fields.remove(name);
    }
    fields.extend(was.iter().map(|(name, value)| (name.clone(), value.clone())));
    Some(fields)
}

/// The fields in which a state is no longer as a journalled change left it.
pub(crate) fn moved_on(
    state: Option<&Fields>,
    before: Option<&Fields>,
    after: Option<&Fields>,
) -> Vec<String> {
    let (Some(was), Some(is)) = (before, after) else { return differing(after, state) };
    let Some(state) = state else { return vec!["removed".to_owned()] };
    let mut names = names(was, is);
    names.retain(|name| state.get(name) != is.get(name));
    names
}

/// The refusal of a write whose `before` is no longer what is stored.
pub(crate) fn changed_since(
    entity: domain::EntityRef,
    expected: Option<&Fields>,
    stored: Option<&Fields>,
) -> Refusal {
    Refusal::ChangedSince { entity, fields: differing(expected, stored) }
}
