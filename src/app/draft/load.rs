//! What a draft needs to be judged and compared.

use domain::{Change, EntityRef, JobId, Record, TechnicianId, VisitId};

use crate::Result;
use crate::load::Loader;

impl Loader<'_> {
    /// Loads the records that a draft changes, and the neighbours of its visits where the draft has them.
    pub(crate) fn for_draft(&mut self, changes: &[Change]) -> Result<()> {
        let mut jobs: Vec<JobId> = Vec::new();
        for change in changes {
            for record in [&change.before, &change.after].into_iter().flatten() {
                match record {
                    Record::Visit(visit) => jobs.push(visit.job),
                    _ => jobs.extend(job_of(change.entity)),
                }
            }
        }
        self.jobs(&jobs)?;
        for change in changes {
            let Some(Record::Visit(after)) = &change.after else { continue };
            let members: Vec<TechnicianId> = after.crew.iter().flat_map(domain::Crew::members).collect();
            self.many(&members.iter().map(|who| EntityRef::from(*who)).collect::<Vec<_>>())?;
            if let Some(span) = after.span() {
                self.neighbours(&members, span)?;
            }
        }
        Ok(())
    }
}

fn job_of(entity: EntityRef) -> Option<JobId> {
    (entity.kind == domain::EntityKind::Job).then_some(JobId(entity.id))
}

/// The visits among the records that a draft changes.
pub(super) fn visits_of(changes: &[Change]) -> Vec<VisitId> {
    let of_visit = changes.iter().filter(|change| change.entity.kind == domain::EntityKind::Visit);
    of_visit.map(|change| VisitId(change.entity.id)).collect()
}
