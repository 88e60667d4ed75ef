//! vCard 2.1, 3.0 and 4.0 files into plain cards.

use std::collections::HashMap;

use calcard::vcard::{
    VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardType, VCardValue,
};
use calcard::{Entry, Parser};

use super::card::{Card, CardAddress, CardName, CardValue, Cards};
use super::encoding::decode;
use super::problem::{MAX_FIELD_BYTES, MAX_ROWS, RowError, Unreadable};
use super::vcard_bytes::mend_card_bytes;
use super::vcard_lines::{CardText, cut_cards};

/// Reads a vCard file. Empty cards are left out with a note; text outside of cards is a problem.
pub fn read_vcards(bytes: &[u8]) -> Result<Cards, Unreadable> {
    let decoded = decode(&mend_card_bytes(bytes))?;
    let cut = cut_cards(&decoded.text);
    let mut found =
        Cards { encoding: decoded.encoding, cards: Vec::new(), problems: Vec::new(), notes: Vec::new() };
    if cut.cards.is_empty() {
        return Err(Unreadable::NoCard);
    }
    if let Some(extra) = cut.cards.get(MAX_ROWS) {
        return Err(Unreadable::TooManyRows { line: extra.line });
    }
    for line in cut.outside {
        found.problems.push(RowError::of_row(line, "this text stands outside of every card (BEGIN:VCARD)"));
    }
    for card in &cut.cards {
        add_card(&mut found, card)?;
    }
    if found.encoding.replaced > 0 {
        let reason = format!(
            "{} characters of the file are not valid text; they stand as \u{fffd}",
            found.encoding.replaced
        );
        found.notes.push(RowError::of_row(1, reason));
    }
    found.problems.sort_by_key(|problem| problem.row);
    Ok(found)
}

fn add_card(found: &mut Cards, text: &CardText) -> Result<(), Unreadable> {
    if !text.closed {
        let reason = "the card has no END:VCARD; it is read up to the next one";
        found.notes.push(RowError::of_row(text.line, reason));
    }
    let Entry::VCard(parsed) = Parser::new(&text.text).entry() else {
        found.problems.push(RowError::of_row(text.line, "the card can't be read"));
        return Ok(());
    };
    let has_quoted_printable = text.text.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
    let card = card_of(text.line, &parsed, has_quoted_printable)?;
    if card.says_nothing() {
        found.notes.push(RowError::of_row(text.line, "left out, the card is empty"));
    } else {
        found.cards.push(card);
    }
    Ok(())
}

fn card_of(line: u64, parsed: &VCard, quoted_printable: bool) -> Result<Card, Unreadable> {
    let mut card = Card { line, ..Card::default() };
    let labels = apple_labels(parsed);
    for entry in &parsed.entries {
        let fields = Fields::of(entry, quoted_printable);
        if fields.longest() > MAX_FIELD_BYTES && is_wanted(&entry.name) {
            return Err(Unreadable::FieldTooLong { line, column: entry.name.as_str().to_owned() });
        }
        let label = entry.group.as_ref().and_then(|group| labels.get(&group.to_lowercase()).cloned());
        add_entry(&mut card, entry, &fields, label);
    }
    Ok(card)
}

/// Whether the property is read at all; photographs and keys are not.
fn is_wanted(name: &VCardProperty) -> bool {
    let mut probe = Card::default();
    let entry = VCardEntry {
        group: None,
        name: name.clone(),
        params: Vec::new(),
        values: vec![VCardValue::Text("x".into())],
    };
    add_entry(&mut probe, &entry, &Fields::of(&entry, false), None);
    probe != Card::default()
}

fn add_entry(card: &mut Card, entry: &VCardEntry, fields: &Fields, label: Option<String>) {
    match &entry.name {
        VCardProperty::Uid => set_first(&mut card.uid, fields.whole()),
        VCardProperty::Fn => set_first(&mut card.display, fields.whole()),
        VCardProperty::N if card.name == CardName::default() => card.name = name_of(fields),
        VCardProperty::Org if card.organisation.is_none() => {
            let mut parts = fields.filled();
            card.organisation = parts.next();
            card.units = parts.collect();
        }
        VCardProperty::Title => {
            if let Some(title) = fields.whole() {
                card.title = Some(title);
            }
        }
        VCardProperty::Role => set_first(&mut card.title, fields.whole()),
        VCardProperty::Tel => {
            let number = fields.whole().map(|number| without_scheme(&number, "tel:"));
            card.phones.extend(number.map(|number| value_of(number, entry, label)));
        }
        VCardProperty::Email => {
            let address = fields.whole().map(|address| without_scheme(&address, "mailto:"));
            card.emails.extend(address.map(|address| value_of(address, entry, label)));
        }
        VCardProperty::Adr => card.addresses.extend(address_of(fields, entry, label)),
        VCardProperty::Note => {
            if let Some(note) = fields.whole() {
                let notes = card.note.get_or_insert_default();
                let divider = if notes.is_empty() { "" } else { "\n" };
                notes.push_str(divider);
                notes.push_str(&note);
            }
        }
        VCardProperty::Categories => card.categories.extend(fields.filled()),
        VCardProperty::Geo => set_first(&mut card.position, fields.whole().map(|geo| position_text(&geo))),
        VCardProperty::Kind => card.is_organisation |= fields.is("org"),
        VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-ABSHOWAS") => {
            card.is_organisation |= fields.is("company");
        }
        // The library's properties, not ours: those named above are all that an import wants.
        _ => {}
    }
}

fn set_first(slot: &mut Option<String>, value: Option<String>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn without_scheme(value: &str, scheme: &str) -> String {
    match value.get(..scheme.len()) {
        Some(start) if start.eq_ignore_ascii_case(scheme) => value[scheme.len()..].trim().to_owned(),
        _ => value.to_owned(),
    }
}

/// `37.38;-122.08` of vCard 3.0 and `geo:37.38,-122.08;u=35` of 4.0 alike.
fn position_text(geo: &str) -> String {
    let numbers = without_scheme(geo, "geo:");
    let two: Vec<&str> = numbers.split([',', ';', '?']).take(2).map(str::trim).collect();
    two.join(",")
}

fn name_of(fields: &Fields) -> CardName {
    CardName {
        family: fields.part(0),
        given: fields.part(1),
        additional: fields.part(2),
        prefix: fields.part(3),
        suffix: fields.part(4),
    }
}

fn value_of(value: String, entry: &VCardEntry, label: Option<String>) -> CardValue {
    let (mut kinds, preferred) = kinds_of(entry);
    kinds.extend(label);
    CardValue { value, kinds, preferred }
}

/// None when all parts are blank.
fn address_of(fields: &Fields, entry: &VCardEntry, label: Option<String>) -> Option<CardAddress> {
    let (mut kinds, preferred) = kinds_of(entry);
    kinds.extend(label);
    let lines: Vec<String> = (0..3).map(|place| fields.part(place)).filter(|line| !line.is_empty()).collect();
    let address = CardAddress {
        street: lines.join("\n"),
        city: fields.part(3),
        region: fields.part(4),
        postcode: fields.part(5),
        country: fields.part(6),
        kinds,
        preferred,
    };
    let parts = [&address.street, &address.city, &address.region, &address.postcode, &address.country];
    parts.iter().any(|part| !part.is_empty()).then_some(address)
}

/// More kinds than this belong to no honest entry.
const MAX_KINDS: usize = 16;

/// Types that say nothing about a number or an address.
const PLAIN_TYPES: [&str; 6] = ["internet", "voice", "postal", "parcel", "dom", "intl"];

/// The kinds in lower case, and whether the entry is preferred; 2.1 writes both as bare parameters.
fn kinds_of(entry: &VCardEntry) -> (Vec<String>, bool) {
    let mut kinds: Vec<String> = Vec::new();
    let mut preferred = false;
    for parameter in &entry.params {
        let text = match (&parameter.name, &parameter.value) {
            (VCardParameterName::Pref, VCardParameterValue::Integer(rank)) => {
                preferred |= *rank == 1;
                continue;
            }
            (VCardParameterName::Pref, _) => {
                preferred = true;
                continue;
            }
            (VCardParameterName::Type, VCardParameterValue::Type(VCardType::Cell)) => "cell".to_owned(),
            (VCardParameterName::Type, value) => value.clone().into_text().to_lowercase(),
            (VCardParameterName::Other(name), VCardParameterValue::Null) => name.to_lowercase(),
            _ => continue,
        };
        for kind in text.split(',').map(str::trim).filter(|kind| !kind.is_empty()) {
            if kind == "pref" {
                preferred = true;
            } else if kinds.len() < MAX_KINDS
                && !PLAIN_TYPES.contains(&kind)
                && !kinds.iter().any(|known| known == kind)
            {
                kinds.push(kind.to_owned());
            }
        }
    }
    (kinds, preferred)
}

/// Apple and Google put an entry's own label beside it in the same group, as `item1.X-ABLabel`; the
/// labels by their group in lower case.
fn apple_labels(card: &VCard) -> HashMap<String, String> {
    let mut labels = HashMap::new();
    for entry in &card.entries {
        if let (Some(group), VCardProperty::Other(name)) = (&entry.group, &entry.name)
            && name.eq_ignore_ascii_case("X-ABLABEL")
            && let Some(text) = Fields::of(entry, false).whole()
        {
            // Apple's own labels are written _$!<Mobile>!$_.
            let text = text.trim_start_matches("_$!<").trim_end_matches(">!$_").trim().to_lowercase();
            labels.insert(group.to_lowercase(), text);
        }
    }
    labels
}

/// An entry's values as text, in their parts.
struct Fields(Vec<String>);

impl Fields {
    fn of(entry: &VCardEntry, quoted_printable: bool) -> Self {
        let text_of = |value: &VCardValue| -> String {
            let text = match value {
                VCardValue::Text(text) => text.clone(),
                VCardValue::Component(parts) => parts.join(", "),
                VCardValue::Integer(number) => number.to_string(),
                VCardValue::Float(number) => number.to_string(),
                VCardValue::Kind(kind) => {
                    VCardValue::Kind(*kind).into_text().unwrap_or_default().into_owned()
                }
                // Quoted-printable bytes of a charset that the library doesn't know.
                VCardValue::Binary(data) if quoted_printable => {
                    encoding_rs::WINDOWS_1252.decode(&data.data).0.into_owned()
                }
                VCardValue::Boolean(_)
                | VCardValue::PartialDateTime(_)
                | VCardValue::Binary(_)
                | VCardValue::Sex(_)
                | VCardValue::GramGender(_) => String::new(),
            };
            let text = if quoted_printable { without_mojibake(text) } else { text };
            text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
        };
        Fields(entry.values.iter().map(text_of).collect())
    }

    fn part(&self, place: usize) -> String {
        self.0.get(place).cloned().unwrap_or_default()
    }

    fn filled(&self) -> impl Iterator<Item = String> {
        self.0.iter().filter(|part| !part.is_empty()).cloned()
    }

    /// All values as one text; none when it is blank.
    fn whole(&self) -> Option<String> {
        let text = self.filled().collect::<Vec<_>>().join(", ");
        (!text.is_empty()).then_some(text)
    }

    fn is(&self, word: &str) -> bool {
        self.0.first().is_some_and(|value| value.eq_ignore_ascii_case(word))
    }

    fn longest(&self) -> usize {
        self.0.iter().map(String::len).max().unwrap_or(0)
    }
}

/// Quoted-printable without a charset is read as Latin-1 (the default of vCard 2.1's time), but
/// telephones write UTF-8 there: text whose Latin-1 bytes are valid UTF-8 was UTF-8.
fn without_mojibake(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|character| u8::try_from(character).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}
