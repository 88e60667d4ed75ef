//! What actions are about, made from the lines of the views.
//!
//! A version of 0 says that the record was only named there and not seen: nothing can be said of what of
//! it has changed since.

use app::view::{ClientLine, JobLine, TrayLine, VisitLine};

use crate::ask::Target;
use crate::pane::phrase;

/// The target of a visit in a lane or a list.
pub(crate) fn of_visit(line: &VisitLine) -> Target {
    Target {
        visit: Some((line.id, line.version)),
        minutes: line.minutes,
        placed: line.start.is_some() && !line.technicians.is_empty(),
        pinned: line.pinned,
        job: Some((line.job, 0)),
        client: Some((line.client.id, 0)),
        label: phrase::visit_label(line),
        phone: String::new(),
        address: line.address.clone(),
    }
}

/// The target of a job in a list: the job and the visit that speaks for it.
pub(crate) fn of_job(line: &JobLine) -> Target {
    Target {
        visit: line.visit.map(|visit| (visit, 0)),
        minutes: line.minutes,
        placed: line.when.is_some() && !line.technicians.is_empty(),
        pinned: false,
        job: Some((line.id, line.version)),
        client: Some((line.client.id, 0)),
        label: format!("{} {}, {}", line.id, line.title, line.client.name),
        phone: String::new(),
        address: line.site.as_ref().map_or_else(String::new, |site| site.name.clone()),
    }
}

/// The target of a visit in the tray.
pub(crate) fn of_tray(line: &TrayLine) -> Target {
    let title = if line.purpose.is_empty() { &line.job.title } else { &line.purpose };
    Target {
        visit: Some((line.visit, line.visit_version)),
        minutes: line.job.minutes,
        placed: false,
        label: format!("{} {title}, {}", line.visit, line.job.client.name),
        ..of_job(&line.job)
    }
}

/// The target of a client in a list.
pub(crate) fn of_client(line: &ClientLine) -> Target {
    Target {
        client: Some((line.id, line.version)),
        label: format!("{} {}", line.id, line.name),
        phone: line.phone.clone(),
        address: line.address.clone(),
        ..Target::default()
    }
}
