//! Contacts as a vCard file has them.

use super::encoding::Encoding;
use super::problem::RowError;

/// What a vCard file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    /// How the bytes were read.
    pub encoding: Encoding,
    /// The cards in file order.
    pub cards: Vec<Card>,
    /// Cards and texts that can't be imported as they stand.
    pub problems: Vec<RowError>,
    /// What was mended on the way.
    pub notes: Vec<RowError>,
}

/// One contact as the file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The line of its `BEGIN`, from 1.
    pub line: u64,
    /// Its own identifier (`UID`).
    pub uid: Option<String>,
    /// The name in parts (`N`).
    pub name: CardName,
    /// The name as it is shown (`FN`).
    pub display: Option<String>,
    /// The organisation (`ORG`), without its units.
    pub organisation: Option<String>,
    /// The units of the organisation, largest first.
    pub units: Vec<String>,
    /// The position held (`TITLE`, else `ROLE`).
    pub title: Option<String>,
    /// Telephone numbers, the preferred ones marked.
    pub phones: Vec<CardValue>,
    /// E-mail addresses.
    pub emails: Vec<CardValue>,
    /// Postal addresses.
    pub addresses: Vec<CardAddress>,
    /// All notes, one below the other.
    pub note: Option<String>,
    /// Categories, which people use as tags.
    pub categories: Vec<String>,
    /// Latitude and longitude as text (`GEO`), such as `37.38,-122.08`.
    pub position: Option<String>,
    /// Whether it stands for an organisation, as Apple and `KIND:org` say it.
    pub is_organisation: bool,
}

/// A name in parts; each blank when it isn't given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardName {
    /// The given name.
    pub given: String,
    /// Further given names.
    pub additional: String,
    /// The family name.
    pub family: String,
    /// Titles before the name.
    pub prefix: String,
    /// What follows the name.
    pub suffix: String,
}

/// A telephone number or e-mail address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardValue {
    /// The number or address.
    pub value: String,
    /// What kind it is, in lower case: `work`, `home`, `cell`, `fax`, or the file's own label.
    pub kinds: Vec<String>,
    /// Whether the file prefers it.
    pub preferred: bool,
}

/// A postal address; parts that aren't given are blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardAddress {
    /// Post office box, further details and street, one below the other.
    pub street: String,
    /// The town.
    pub city: String,
    /// State, county or province.
    pub region: String,
    /// The postal code.
    pub postcode: String,
    /// The country.
    pub country: String,
    /// What kind it is, in lower case, as for [`CardValue`].
    pub kinds: Vec<String>,
    /// Whether the file prefers it.
    pub preferred: bool,
}

impl Card {
    /// Whether there is nothing in it that an import could use.
    pub(super) fn says_nothing(&self) -> bool {
        self.name == CardName::default()
            && self.display.is_none()
            && self.organisation.is_none()
            && self.phones.is_empty()
            && self.emails.is_empty()
            && self.addresses.is_empty()
            && self.note.is_none()
    }
}
