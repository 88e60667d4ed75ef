//! Visits by id, and beside them by job and by who goes.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::ops::Deref;

use crate::{Crew, JobId, Span, TechnicianId, Visit, VisitId};

/// Visits in order of id, read as the map they are; written only whole, so that a job's and a technician's
/// are found without looking at all the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Visits {
    by_id: BTreeMap<VisitId, Visit>,
    of_job: BTreeSet<(JobId, VisitId)>,
    /// With the planned moments of those that are live: each visit is held against all others of its technician.
    of_technician: BTreeMap<(TechnicianId, VisitId), Option<Span>>,
}

impl Visits {
    /// Puts a visit in its place, over the one that was there.
    pub fn insert(&mut self, id: VisitId, visit: Visit) {
        self.remove(id);
        self.of_job.insert((visit.job, id));
        let live = visit.span().filter(|_| visit.state.is_live());
        self.of_technician.extend(members(&visit).map(|who| ((who, id), live)));
        self.by_id.insert(id, visit);
    }

    /// Takes a visit out and gives it, if it was there.
    pub fn remove(&mut self, id: VisitId) -> Option<Visit> {
        let visit = self.by_id.remove(&id)?;
        self.of_job.remove(&(visit.job, id));
        for who in members(&visit) {
            self.of_technician.remove(&(who, id));
        }
        Some(visit)
    }

    /// The visits of a job, in order of id.
    pub fn of_job(&self, job: JobId) -> impl Iterator<Item = (VisitId, &Visit)> {
        let ids = self.of_job.range((job, VisitId(u64::MIN))..=(job, VisitId(u64::MAX)));
        ids.filter_map(|(_, id)| Some((*id, self.by_id.get(id)?)))
    }

    /// The visits whose crew has a technician, in order of id.
    pub fn of_technician(&self, who: TechnicianId) -> impl Iterator<Item = (VisitId, &Visit)> {
        self.ids_of_technician(who).filter_map(|(id, _)| Some((id, self.by_id.get(&id)?)))
    }

    /// The planned moments of a technician's live visits, in order of id.
    pub fn live_of_technician(&self, who: TechnicianId) -> impl Iterator<Item = (VisitId, Span)> {
        self.ids_of_technician(who).filter_map(|(id, live)| Some((id, live?)))
    }

    fn ids_of_technician(&self, who: TechnicianId) -> impl Iterator<Item = (VisitId, Option<Span>)> {
        let ids = self.of_technician.range((who, VisitId(u64::MIN))..=(who, VisitId(u64::MAX)));
        ids.map(|((_, id), live)| (*id, *live))
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
