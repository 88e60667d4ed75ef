//! What an action on a visit of the day would be about.

use app::view::{TrayLine, VisitLine};
use domain::{ClientId, JobId, Slice};

use crate::ask::Target;
use crate::pane::target;

/// The target of a visit in a lane, with what the records of the day know beside its line.
pub(super) fn of_visit(visit: &VisitLine, slice: &Slice) -> Target {
    let (phone, email) = (phone_of(visit.client.id, slice), email_of(visit.client.id, slice));
    Target { phone, email, ..target::of_visit(visit) }
}

/// The target of a line of the tray.
pub(super) fn of_tray(line: &TrayLine, slice: &Slice) -> Target {
    let job = &line.job;
    let (phone, address) = (phone_of(job.client.id, slice), address_of(job.id, slice));
    let email = email_of(job.client.id, slice);
    Target { phone, email, address, ..target::of_tray(line) }
}

/// What a tray visit is for.
pub(super) fn title_of(line: &TrayLine) -> &str {
    if line.purpose.is_empty() { &line.job.title } else { &line.purpose }
}

/// The client's first number, if there is one.
pub(super) fn phone_of(client: ClientId, slice: &Slice) -> String {
    let phones = slice.clients.get(&client).map(|client| &client.phones);
    phones.and_then(|phones| phones.first()).map_or_else(String::new, |phone| phone.number.clone())
}

/// The client's first e-mail address, if there is one.
fn email_of(client: ClientId, slice: &Slice) -> String {
    let emails = slice.clients.get(&client).map(|client| &client.emails);
    emails.and_then(|emails| emails.first()).cloned().unwrap_or_default()
}

/// The address of a job's site in one line; may be empty.
pub(super) fn address_of(job: JobId, slice: &Slice) -> String {
    let site = slice.jobs.get(&job).and_then(|job| slice.sites.get(&job.site?));
    site.map_or_else(String::new, |site| site.address.line())
}
