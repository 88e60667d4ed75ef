//! One column's name into what it means.

use super::alias::{ADDRESS, ADDRESS_PREFIXES, WHOLE_ADDRESS, aliases, has_addresses, place_in};
use super::field::Field;
use super::kind::ImportKind;

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Meaning {
    /// The field it feeds.
    pub(super) field: Field,
    /// Which of the row's addresses, phones or e-mails; 0 when there is only one.
    pub(super) group: u8,
    /// How well the name fits: the lowest of several columns comes first.
    pub(super) rank: u16,
}

impl Meaning {
    fn of(field: Field, rank: usize) -> Self {
        Meaning { field, group: 0, rank: u16::try_from(rank).unwrap_or(u16::MAX) }
    }
}

/// A column's name without case, spaces and marks; `#` is read as "number".
pub(super) fn plain(name: &str) -> String {
    let name = name.replace('#', "number").to_lowercase();
    name.chars().map(without_accent).filter(|c| c.is_alphanumeric()).collect()
}

/// Spanish column names are written with and without accents.
fn without_accent(c: char) -> char {
    match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

/// What a column of this name means in rows of a kind, if the name is known.
pub(super) fn meaning_of(kind: ImportKind, header: &str) -> Option<Meaning> {
    let name = plain(header);
    numbered(kind, &name).or_else(|| known(kind, &name)).or_else(|| of_address(kind, &name))
}

/// The field of a kind by its own name, for `--map`; the names of columns that are known do as well.
pub(super) fn field_named(kind: ImportKind, text: &str) -> Option<Meaning> {
    let name = plain(text);
    let own = field_names(kind).into_iter().find(|field| plain(field.name()) == name);
    own.map(|field| Meaning::of(field, 0)).or_else(|| meaning_of(kind, text))
}

/// The fields that rows of a kind can have.
pub(super) fn field_names(kind: ImportKind) -> Vec<Field> {
    let mut fields: Vec<Field> = aliases(kind).iter().map(|(field, _)| *field).collect();
    if has_addresses(kind) {
        fields.extend(ADDRESS.iter().map(|(field, _)| *field).chain([Field::Address]));
    }
    fields.sort_unstable_by_key(|field| field.name());
    fields
}

fn known(kind: ImportKind, name: &str) -> Option<Meaning> {
    aliases(kind).iter().find_map(|(field, names)| {
        let rank = place_in(names, name)?;
        Some(Meaning::of(*field, rank))
    })
}

fn of_address(kind: ImportKind, name: &str) -> Option<Meaning> {
    if !has_addresses(kind) {
        return None;
    }
    ADDRESS_PREFIXES.iter().find_map(|(prefix, group)| {
        let part = name.strip_prefix(prefix)?;
        address_part(part).map(|meaning| Meaning { group: *group, ..meaning })
    })
}

fn address_part(part: &str) -> Option<Meaning> {
    if let Some(rank) = place_in(WHOLE_ADDRESS, part) {
        return Some(Meaning::of(Field::Address, rank));
    }
    let line = part.strip_prefix("street").unwrap_or(part);
    if let [digit @ b'1'..=b'9'] = line.as_bytes() {
        return Some(Meaning::of(Field::Street, usize::from(*digit)));
    }
    ADDRESS.iter().find_map(|(field, names)| {
        let rank = place_in(names, part)?;
        Some(Meaning::of(*field, rank))
    })
}

/// `E-mail 2 - Value`, `Phone 1 - Type`, `Address 2 - City`, `Address_1 Street Line 1`.
fn numbered(kind: ImportKind, name: &str) -> Option<Meaning> {
    ["email", "phone", "address"].into_iter().find_map(|stem| {
        let rest = name.strip_prefix(stem)?;
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let group: u8 = rest[..digits].parse().ok().filter(|group| (1..=99).contains(group))?;
        let meaning = numbered_part(stem, &rest[digits..])?;
        let is_field = field_names(kind).contains(&meaning.field) || meaning.field == Field::PhoneLabel;
        is_field.then_some(Meaning { group, ..meaning })
    })
}

/// What stands behind the number.
fn numbered_part(stem: &str, part: &str) -> Option<Meaning> {
    match (stem, part) {
        ("email", "value") => Some(Meaning::of(Field::Email, 100)),
        ("phone", "value") => Some(Meaning::of(Field::Phone, 100)),
        ("phone", "type" | "label") => Some(Meaning::of(Field::PhoneLabel, 0)),
        ("address", "notes") => Some(Meaning::of(Field::AccessNotes, 0)),
        ("address", part) => address_part(part),
        _ => None,
    }
}
