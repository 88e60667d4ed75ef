//! What a rule looks at.

use crate::{Business, Client, Crew, Job, Slice, Span, Technician, TechnicianId, Tz, Visit, VisitId};

/// A visit as it stands or is meant to be, among the records around it.
#[derive(Debug)]
pub struct Case<'a> {
    /// The records.
    pub slice: &'a Slice,
    /// Which visit; the slice may hold it where it stands now.
    pub id: VisitId,
    /// The visit as it is looked at.
    pub visit: &'a Visit,
    /// What it is for.
    pub job: &'a Job,
    /// Those of its crew that the slice holds, the lead first.
    pub members: Vec<(TechnicianId, &'a Technician)>,
}

impl<'a> Case<'a> {
    /// Looks a visit up among the records; none when its job is not there.
    pub fn new(slice: &'a Slice, id: VisitId, visit: &'a Visit) -> Option<Self> {
        let job = slice.jobs.get(&visit.job)?;
        let crew = visit.crew.iter().flat_map(Crew::members);
        let members = crew.filter_map(|who| Some((who, slice.technicians.get(&who)?))).collect();
        Some(Case { slice, id, visit, job, members })
    }

    /// The client, when the slice holds it.
    pub fn client(&self) -> Option<&'a Client> {
        self.slice.clients.get(&self.job.client)
    }

    /// What to call the client.
    pub fn client_name(&self) -> &'a str {
        self.client().map_or("the client", |client| client.name.as_str())
    }

    /// Its planned moments with the business they are judged by; none while there are none.
    pub fn placed(&self) -> Option<(Span, &'a Business)> {
        Some((self.visit.span()?, self.slice.business.as_ref()?))
    }

    /// Its planned moments and the zone in which they are said.
    pub fn moments(&self) -> Option<(Span, Tz)> {
        self.placed().map(|(slot, business)| (slot, business.zone))
    }

    /// The live visits of a technician beside it that have a time.
    pub fn others_of(&self, who: TechnicianId) -> impl Iterator<Item = (VisitId, Span)> + use<'a> {
        let own = self.id;
        self.slice.visits.live_of_technician(who).filter(move |(other, _)| *other != own)
    }

    /// The names of its crew: "Dana and Tom".
    pub fn names(&self) -> String {
        self.members.iter().map(|(_, member)| member.name.as_str()).collect::<Vec<_>>().join(" and ")
    }
}
