//! A row about a client.

use domain::{Channel, FieldOn, Position};

use super::book::exact;
use super::cells::{Cells, one_line};
use super::draft::{ClientDraft, ContactDraft, SiteDraft};
use super::field::Field;

/// Reads a row; none when it is wrong, and then it has said why. `usual` is the client of rows that name none.
pub(super) fn read_client(cells: &mut Cells<'_>, usual: Option<&str>) -> Option<ClientDraft> {
    let phones = cells.phones();
    let emails = cells.emails();
    let person = person_of(cells);
    let company = cells.line_of(Field::Company);
    let said = cells.line_of(Field::Name);
    let site_name = cells.line_of(Field::SiteName);
    let first_email = emails.first().cloned();
    let own_name = company.clone().or(said.clone()).or(person.clone());
    let name = own_name.clone().or_else(|| usual.map(str::to_owned)).or(site_name).or(first_email);
    let name = name.or_else(|| phones.first().map(|phone| phone.number.clone()));
    let mut draft =
        ClientDraft { line: cells.line(), key: cells.line_of(Field::Id), ..ClientDraft::default() };
    draft.sites = sites_of(cells, draft.key.as_deref());
    let name = name.or_else(|| draft.sites.first().map(SiteDraft::label).filter(|label| !label.is_empty()));
    let Some(name) = name else {
        cells.fail_row("the row names no client; give a name, or the client of all rows with --client NAME");
        return None;
    };
    if own_name.is_none() && usual.is_some() {
        // The id of such a row is its site's.
        draft.key = None;
    }
    let beside = [said, person.clone()].into_iter().flatten().filter(|_| company.is_some());
    draft.contact = contact_of(cells, &name, beside);
    let who: Vec<String> = [Some(name.clone()), company, person].into_iter().flatten().collect();
    draft.sites.iter_mut().for_each(|site| site.address.street = without_names(&site.address.street, &who));
    draft.name = name;
    if let Some(contact) = &mut draft.contact {
        (contact.phones, contact.emails) = (phones, emails);
    } else {
        (draft.phones, draft.emails) = (phones, emails);
    }
    draft.channel = cells.read(Field::Channel, read_channel);
    draft.preferences = cells.joined(Field::Preferences).unwrap_or_default();
    draft.tags = cells.list(Field::Tags);
    draft.notes = cells.joined(Field::Notes);
    draft.inactive = cells.inactive();
    draft.fields = cells.added(FieldOn::Client, true);
    cells.errors.is_empty().then_some(draft)
}

/// The person's name out of its parts.
fn person_of(cells: &Cells<'_>) -> Option<String> {
    let parts = [Field::FirstName, Field::MiddleName, Field::LastName];
    let parts: Vec<String> = parts.into_iter().filter_map(|field| cells.line_of(field)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The street without lines that only say who lives there, as addresses on letters begin.
fn without_names(street: &str, who: &[String]) -> String {
    let is_name = |line: &str| who.iter().any(|name| exact(name) == exact(line));
    let kept: Vec<&str> = street.lines().filter(|line| !is_name(line)).collect();
    if kept.is_empty() { street.to_owned() } else { kept.join("\n") }
}

/// The person at the client: named in a column of its own, or beside a company.
fn contact_of(cells: &Cells<'_>, client: &str, beside: impl Iterator<Item = String>) -> Option<ContactDraft> {
    let mut names = cells.line_of(Field::Contact).into_iter().chain(beside);
    let name = names.find(|name| !name.eq_ignore_ascii_case(client))?;
    let role = cells.line_of(Field::Role).unwrap_or_default();
    Some(ContactDraft { name, role, ..ContactDraft::default() })
}

fn read_channel(cell: &str) -> Result<Option<Channel>, String> {
    match cell.trim().to_lowercase().as_str() {
        "phone" | "call" | "telephone" => Ok(Some(Channel::Phone)),
        "text" | "sms" | "text message" => Ok(Some(Channel::Text)),
        "email" | "e-mail" | "mail" => Ok(Some(Channel::Email)),
        other => Err(format!("“{other}” is no channel; write phone, text or email")),
    }
}

/// The sites of a row. Its site's own id, name and position belong to the first; a row that has one address
/// and no id for it is known again by the client's id.
fn sites_of(cells: &mut Cells<'_>, client_key: Option<&str>) -> Vec<SiteDraft> {
    let position: Option<Position> = cells.position();
    let text = |field| cells.line_of(field).unwrap_or_default();
    let (name, zone) = (text(Field::SiteName), text(Field::Zone));
    let (hazards, parking) = (text(Field::Hazards), text(Field::Parking));
    let mut sites: Vec<SiteDraft> = Vec::new();
    for (address, access_notes) in cells.addresses() {
        sites.push(SiteDraft { address, access_notes, ..SiteDraft::default() });
    }
    if sites.is_empty() && (position.is_some() || !name.is_empty()) {
        sites.push(SiteDraft::default());
    }
    let fields = cells.added(FieldOn::Site, false);
    if sites.is_empty() && !fields.is_empty() {
        cells.fail_row("the row has fields of a site and no site; give its name or address");
    }
    let is_only = sites.len() == 1;
    if let Some(first) = sites.first_mut() {
        first.name = one_line(&name);
        first.fields = fields;
        (first.position, first.zone, first.hazards, first.parking) = (position, zone, hazards, parking);
        let own = cells.line_of(Field::SiteId);
        first.key = own.or_else(|| client_key.filter(|_| is_only).map(str::to_owned));
    }
    sites
}
