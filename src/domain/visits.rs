//! Visits by id, and beside them by job and by who goes.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::ops::Deref;

use crate::{Crew, JobId, TechnicianId, Visit, VisitId};

/// Visits in order of id, read as the map they are; written only whole, so that a job's and a technician's
/// are found without looking at all the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Visits {
    by_id: BTreeMap<VisitId, Visit>,
    of_job: BTreeSet<(JobId, VisitId)>,
    of_technician: BTreeSet<(TechnicianId, VisitId)>,
}

impl Visits {
    /// Puts a visit in its place, over the one that was there.
    pub fn insert(&mut self, id: VisitId, visit: Visit) {
        self.remove(id);
        self.of_job.insert((visit.job, id));
        self.of_technician.extend(members(&visit).map(|who| (who, id)));
        self.by_id.insert(id, visit);
    }

    /// Takes a visit out.
    pub fn remove(&mut self, id: VisitId) {
        let Some(visit) = self.by_id.remove(&id) else { return };
        self.of_job.remove(&(visit.job, id));
        for who in members(&visit) {
            self.of_technician.remove(&(who, id));
        }
    }

    /// The visits of a job, in order of id.
    pub fn of_job(&self, job: JobId) -> impl Iterator<Item = (VisitId, &Visit)> {
        let ids = self.of_job.range((job, VisitId(u64::MIN))..=(job, VisitId(u64::MAX)));
        ids.filter_map(|(_, id)| Some((*id, self.by_id.get(id)?)))
    }

    /// The visits whose crew has a technician, in order of id.
    pub fn of_technician(&self, who: TechnicianId) -> impl Iterator<Item = (VisitId, &Visit)> {
        let ids = self.of_technician.range((who, VisitId(u64::MIN))..=(who, VisitId(u64::MAX)));
        ids.filter_map(|(_, id)| Some((*id, self.by_id.get(id)?)))
    }
}

fn members(visit: &Visit) -> impl Iterator<Item = TechnicianId> + '_ {
    visit.crew.iter().flat_map(Crew::members)
}

impl Deref for Visits {
    type Target = BTreeMap<VisitId, Visit>;

    fn deref(&self) -> &Self::Target {
        &self.by_id
    }
}

impl<'a> IntoIterator for &'a Visits {
    type Item = (&'a VisitId, &'a Visit);
    type IntoIter = btree_map::Iter<'a, VisitId, Visit>;

    fn into_iter(self) -> Self::IntoIter {
        self.by_id.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(job: u64, lead: u64) -> Visit {
        Visit { crew: Some(Crew::of(TechnicianId(lead))), ..Visit::new(JobId(job), 60) }
    }

    #[test]
    fn a_visit_written_again_is_found_where_it_is_now_and_nowhere_else() {
        let mut visits = Visits::default();
        visits.insert(VisitId(1), visit(1, 1));
        visits.insert(VisitId(2), visit(1, 2));
        let of_job = |visits: &Visits, id| visits.of_job(JobId(id)).map(|(id, _)| id.0).collect::<Vec<_>>();
        let of = |visits: &Visits, id| {
            visits.of_technician(TechnicianId(id)).map(|(id, _)| id.0).collect::<Vec<_>>()
        };
        assert_eq!((of_job(&visits, 1), of(&visits, 1)), (vec![1, 2], vec![1]));

        let mut moved = visit(2, 2);
        moved.crew.as_mut().unwrap().helpers.push(TechnicianId(3));
        visits.insert(VisitId(1), moved);
        assert_eq!((of_job(&visits, 1), of_job(&visits, 2)), (vec![2], vec![1]));
        assert_eq!((of(&visits, 1), of(&visits, 2), of(&visits, 3)), (vec![], vec![1, 2], vec![1]));

        visits.remove(VisitId(1));
        visits.remove(VisitId(2));
        assert_eq!(visits, Visits::default());
    }
}
