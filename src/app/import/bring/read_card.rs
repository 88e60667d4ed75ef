//! A vCard about a client.

use domain::{Address, Phone, Position};

use super::cells::{add_phone, one_line};
use super::draft::{ClientDraft, ContactDraft, SiteDraft};
use super::email::emails_in;
use crate::import::{Card, CardAddress, RowError, read_position_text};

/// Reads a card: an organisation becomes the client and a person beside it the contact; a person alone is the
/// client.
pub(super) fn read_card(card: &Card, warnings: &mut Vec<RowError>) -> Result<ClientDraft, RowError> {
    let person = person_of(card);
    let company = card.organisation.as_deref().map(one_line).filter(|name| !name.is_empty());
    let phones = phones_of(card);
    let emails = emails_of(card)?;
    let reach = emails.first().cloned().or_else(|| phones.first().map(|phone| phone.number.clone()));
    let sites = sites_of(card, warnings);
    let name = match (&company, &person) {
        (Some(company), _) => company.clone(),
        (None, Some(person)) => person.clone(),
        (None, None) => reach
            .or_else(|| sites.first().map(SiteDraft::label))
            .ok_or_else(|| RowError::of_row(card.line, "the card names nobody; give it an FN, N or ORG"))?,
    };
    let mut draft = ClientDraft { line: card.line, name, sites, ..ClientDraft::default() };
    draft.tags = card.categories.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty()).collect();
    draft.notes.clone_from(&card.note);
    let beside = person.filter(|person| !card.is_organisation && company.is_some() && *person != draft.name);
    if let Some(name) = beside {
        let role = card.title.as_deref().map(one_line).unwrap_or_default();
        draft.contact = Some(ContactDraft { key: card.uid.clone(), name, role, phones, emails });
    } else {
        (draft.key, draft.phones, draft.emails) = (card.uid.clone(), phones, emails);
    }
    Ok(draft)
}

/// The name as shown, else put together.
fn person_of(card: &Card) -> Option<String> {
    let parts =
        [&card.name.prefix, &card.name.given, &card.name.additional, &card.name.family, &card.name.suffix];
    let joined = parts.map(|part| one_line(part)).into_iter().filter(|part| !part.is_empty());
    let joined = joined.collect::<Vec<_>>().join(" ");
    let shown = card.display.as_deref().map(one_line).filter(|name| !name.is_empty());
    shown.or_else(|| (!joined.is_empty()).then_some(joined))
}

fn phones_of(card: &Card) -> Vec<Phone> {
    let mut phones = Vec::new();
    let (preferred, others): (Vec<_>, Vec<_>) = card.phones.iter().partition(|phone| phone.preferred);
    for phone in preferred.into_iter().chain(others) {
        let number = one_line(&phone.value);
        if number.is_empty() {
            continue;
        }
        let mut kinds = phone.kinds.iter().map(String::as_str).filter(|kind| *kind != "pref");
        // A fax at work is no number to call at work.
        let label = match kinds.clone().find(|kind| *kind == "fax").or_else(|| kinds.next()) {
            Some("cell") => "mobile",
            Some(kind) => kind,
            None => "",
        };
        add_phone(&mut phones, Phone { number, label: label.to_owned() });
    }
    phones
}

fn emails_of(card: &Card) -> Result<Vec<String>, RowError> {
    let mut emails: Vec<String> = Vec::new();
    let (preferred, others): (Vec<_>, Vec<_>) = card.emails.iter().partition(|email| email.preferred);
    for text in preferred.into_iter().chain(others).map(|email| email.value.trim()) {
        for email in emails_in(text) {
            if !domain::is_email(email) {
                let reason = format!("“{text}” is not an e-mail address; write it as name@example.com");
                return Err(RowError::of_cell(card.line, "EMAIL", reason));
            }
            if !emails.iter().any(|known| known.eq_ignore_ascii_case(email)) {
                emails.push(email.to_owned());
            }
        }
    }
    Ok(emails)
}

fn sites_of(card: &Card, warnings: &mut Vec<RowError>) -> Vec<SiteDraft> {
    let (preferred, others): (Vec<_>, Vec<_>) = card.addresses.iter().partition(|address| address.preferred);
    let mut sites: Vec<SiteDraft> = Vec::new();
    for address in preferred.into_iter().chain(others).map(address_of) {
        if !address.is_empty() && !sites.iter().any(|site| site.address == address) {
            sites.push(SiteDraft { address, ..SiteDraft::default() });
        }
    }
    let position = position_of(card, warnings);
    if let (Some(first), Some(position)) = (sites.first_mut(), position) {
        first.position = Some(position);
    }
    sites
}

fn position_of(card: &Card, warnings: &mut Vec<RowError>) -> Option<Position> {
    match read_position_text(card.position.as_deref()?) {
        Ok(found) => found.and_then(|at| Position::new(at.latitude, at.longitude)),
        Err(reason) => {
            warnings.push(RowError::of_cell(card.line, "GEO", format!("{reason}; the position is left out")));
            None
        }
    }
}

fn address_of(address: &CardAddress) -> Address {
    let street: Vec<String> = address.street.lines().map(one_line).filter(|line| !line.is_empty()).collect();
    Address {
        street: street.join("\n"),
        city: one_line(&address.city),
        region: one_line(&address.region),
        postcode: one_line(&address.postcode),
        country: one_line(&address.country),
    }
}
