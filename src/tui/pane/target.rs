//! What actions are about, made from the lines of the views.
//!
//! A version of 0 says that the record was only named there and not seen: nothing can be said of what of
//! it has changed since.

use app::view::{ClientLine, JobLine, Named, TrayLine, VisitLine};
use domain::{Crew, TechnicianId, VisitStanding};

use crate::ask::Target;
use crate::pane::phrase;

/// The target of a visit in a lane or a list.
pub(crate) fn of_visit(line: &VisitLine) -> Target {
    Target {
        visit: Some((line.id, line.version)),
        minutes: line.minutes,
        placed: line.start.is_some() && !line.technicians.is_empty(),
        pinned: line.pinned,
        crew: crew_of(&line.technicians),
        job: Some((line.job, 0)),
        client: Some((line.client.id, 0)),
        standing: Some(VisitStanding {
            id: line.id,
            job: line.job,
            state: line.state.clone(),
            has_slot: line.start.is_some(),
            has_crew: !line.technicians.is_empty(),
            pinned: line.pinned,
        }),
        stage: Some(line.stage),
        label: phrase::visit_label(line),
        address: line.address.clone(),
        ..Target::default()
    }
}

/// The crew of a line that names the lead first.
fn crew_of(technicians: &[Named<TechnicianId>]) -> Option<Crew> {
    let (lead, helpers) = technicians.split_first()?;
    Some(Crew { lead: lead.id, helpers: helpers.iter().map(|helper| helper.id).collect() })
}

/// The target of a job in a list: the job and the visit that speaks for it.
pub(crate) fn of_job(line: &JobLine) -> Target {
    Target {
        visit: line.visit.map(|visit| (visit, 0)),
        minutes: line.minutes,
        placed: line.when.is_some() && !line.technicians.is_empty(),
        crew: crew_of(&line.technicians),
        job: Some((line.id, line.version)),
        client: Some((line.client.id, 0)),
        standing: line.visit.zip(line.state.clone()).map(|(id, state)| VisitStanding {
            id,
            job: line.id,
            state,
            has_slot: line.when.is_some(),
            has_crew: !line.technicians.is_empty(),
            pinned: false,
        }),
        stage: Some(line.stage),
        label: format!("{} {}, {}", line.id, line.title, line.client.name),
        address: line.address.clone(),
        ..Target::default()
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
