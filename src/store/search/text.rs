//! What of each record can be found. Access notes never can: they hold codes of gates and alarms.

use domain::{ExternalId, FieldValue, Fields, Phone, Record, digits};

use super::fold::fold;

/// Marks the start of a word; two of them make its first letter a trigram.
pub(super) const MARK: &str = "\u{1}\u{1}";

/// The text of a record that can be found, as its index row has it; empty for what is not indexed.
pub(super) fn text_of(record: &Record, around: &str) -> String {
    let mut text = own_text(record);
    text.push_str(around);
    marked(&fold(&text))
}

/// What the record itself says, a part a line.
pub(super) fn own_text(record: &Record) -> String {
    let mut parts = Parts::default();
    match record {
        Record::Client(r) => {
            parts.add(&[&r.name, &r.preferences]);
            parts.phones(&r.phones).all(&r.emails).all(&r.tags).external(&r.external);
            parts.fields(&r.fields);
        }
        Record::Contact(r) => {
            parts.add(&[&r.name, &r.role]);
            parts.phones(&r.phones).all(&r.emails).external(&r.external);
        }
        Record::Site(r) => {
            let address = &r.address;
            parts.add(&[&r.name, &address.street, &address.city, &address.region, &address.postcode]);
            parts.add(&[&r.zone]).all(&r.tags).external(&r.external).fields(&r.fields);
        }
        Record::Equipment(r) => {
            parts.add(&[&r.name, &r.make, &r.model, &r.serial]).external(&r.external).fields(&r.fields);
        }
        Record::Technician(r) => {
            parts.add(&[&r.name]).phones(&r.phones).all(&r.emails).all(&r.tags).external(&r.external);
        }
        Record::Service(r) => {
            parts.add(&[&r.name, &r.code]).external(&r.external);
        }
        Record::Job(r) => {
            parts.add(&[&r.title, &r.description]).all(&r.tags).external(&r.external).fields(&r.fields);
            // Also one whose stage has passed: it comes back with its stage, and the record alone does not tell which that is.
            parts.add(&r.substatus.iter().map(|held| &held.label).collect::<Vec<_>>());
        }
        Record::Visit(r) => {
            parts.add(&[&r.purpose]).external(&r.external);
        }
        Record::Event(r) => {
            parts.add(&[&r.label()]).external(&r.external);
        }
        Record::Note(r) => {
            parts.add(&[&r.text]);
        }
        Record::Business(_) => {}
    }
    parts.0
}

#[derive(Default)]
struct Parts(String);

impl Parts {
    fn add(&mut self, parts: &[&String]) -> &mut Self {
        for part in parts.iter().filter(|part| !part.is_empty()) {
            self.0.push_str(part);
            self.0.push('\n');
        }
        self
    }

    fn all(&mut self, parts: &[String]) -> &mut Self {
        for part in parts {
            self.add(&[part]);
        }
        self
    }

    /// Numbers as written, and their digits alone.
    fn phones(&mut self, phones: &[Phone]) -> &mut Self {
        for phone in phones {
            let plain = digits(&phone.number);
            self.add(&[&phone.number]);
            if plain != phone.number {
                self.add(&[&plain]);
            }
        }
        self
    }

    /// Values of the business's own fields. Yes and no say nothing without their question.
    fn fields(&mut self, fields: &Fields) -> &mut Self {
        for value in fields.values() {
            match value {
                FieldValue::Text(text) => self.add(&[text]),
                FieldValue::Number(_) => self.add(&[&value.to_string()]),
                FieldValue::YesNo(_) => self,
            };
        }
        self
    }

    fn external(&mut self, external: &[ExternalId]) -> &mut Self {
        for outside in external {
            self.add(&[&outside.key]);
        }
        self
    }
}

/// Marks the start of every word of a folded text, in place of the space before it. Words also begin
/// after a sign ("O'Brien", "(020)") and at each character of scripts written without spaces; those
/// starts are added at the end, two letters each, so that the text itself stays whole.
fn marked(folded: &str) -> String {
    if folded.is_empty() {
        return String::new();
    }
    let mut out = String::with_capacity(folded.len() * 2);
    let mut more = String::new();
    for word in folded.split(' ') {
        out.push_str(MARK);
        out.push_str(word);
        for (at, _) in word.char_indices().zip(word.chars().skip(1)).filter_map(inner_start) {
            let start: String = word[at..].chars().take(2).collect();
            more.push_str(MARK);
            more.push_str(&start);
        }
    }
    out + &more
}

/// Where a word begins inside a word: at the second of the two characters, if at all.
fn inner_start(((at, before), next): ((usize, char), char)) -> Option<(usize, char)> {
    let begins = next.is_alphanumeric() && (!before.is_alphanumeric() || is_unspaced(next));
    begins.then_some((at + before.len_utf8(), next))
}

/// Whether the character is of a script that puts no spaces between words (CJK, kana).
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
