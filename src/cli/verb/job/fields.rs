//! What can be said of a job.

use clap::Args;
use domain::{FieldOn, Job, Priority, ServiceId, read_offers};

use crate::choice::{Choices, one_of};
use crate::desk::{Desk, minutes_of};
use crate::failure::Result;
use crate::verb::record::{SetArgs, list_of, put, put_list, put_skills, put_text};

/// How soon it matters.
const PRIORITIES: Choices<Priority> = &[
    (Priority::Low, "low", "When there is room"),
    (Priority::Normal, "normal", "In its turn"),
    (Priority::High, "high", "Before its turn"),
    (Priority::Urgent, "urgent", "Now"),
];

/// What was agreed. Lists replace those that were there; an empty value empties them.
#[derive(Debug, Args)]
pub(super) struct Fields {
    /// What is to be done, in one line
    #[arg(long)]
    title: Option<String>,
    /// The site, by id or name; “none” takes it away
    #[arg(long)]
    site: Option<String>,
    /// More in words; “-” reads standard input
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// An entry of the price book, by id or name; may be repeated
    #[arg(long = "service", value_name = "SERVICE")]
    services: Vec<String>,
    /// A skill beside those of its services: gas:3; may be repeated
    #[arg(long = "skill", value_name = "SKILL[:LEVEL]")]
    skills: Vec<String>,
    /// How soon it matters
    #[arg(long, value_parser = one_of(PRIORITIES))]
    priority: Option<Priority>,
    /// Length of the work, such as 1h30, when it differs from its services; “none” takes it away
    #[arg(long, value_name = "LENGTH")]
    duration: Option<String>,
    /// Times in which the client can have us: “tue 9-12”, “wed pm”; may be repeated
    #[arg(long = "offer", value_name = "TIME")]
    offers: Vec<String>,
    /// The client can have us at any time
    #[arg(long, conflicts_with = "offers")]
    no_offers: bool,
    /// Where parts wait that are to be collected before the work: a site, by id or name; “none” takes it away
    #[arg(long, value_name = "SITE")]
    collect_at: Option<String>,
    /// How long collecting them takes [default: 15m]; “none” takes it away
    #[arg(long, value_name = "LENGTH")]
    collect_for: Option<String>,
    /// Price agreed; “none” takes it away
    #[arg(long, value_name = "AMOUNT")]
    price: Option<String>,
    /// A label; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    #[command(flatten)]
    own: SetArgs,
}

impl Fields {
    /// Puts what was said into a job.
    pub(super) fn apply(&self, desk: &Desk, job: &mut Job) -> Result<()> {
        put(&mut job.title, self.title.as_ref());
        put_text(&mut job.description, self.description.as_ref())?;
        if let Some(site) = &self.site {
            job.site = if is_none(site) { None } else { Some(desk.site(site)?) };
        }
        if !self.services.is_empty() {
            job.services =
                list_of(&self.services).iter().map(|name| desk.service(name)).collect::<Result<_>>()?;
        }
        put_skills(&mut job.skills, &self.skills)?;
        job.priority = self.priority.unwrap_or(job.priority);
        if let Some(duration) = &self.duration {
            job.duration_minutes = if is_none(duration) { None } else { Some(minutes_of(duration)?) };
        }
        if self.no_offers {
            job.offered.clear();
        } else if !self.offers.is_empty() {
            job.offered = read_offers(&list_of(&self.offers).join("; "), &desk.context(None)?)?;
        }
        if let Some(site) = &self.collect_at {
            job.collect_at = if is_none(site) { None } else { Some(desk.site(site)?) };
        }
        if let Some(length) = &self.collect_for {
            job.collect_minutes = if is_none(length) { None } else { Some(minutes_of(length)?) };
        }
        if let Some(price) = &self.price {
            job.price = if is_none(price) { None } else { Some(desk.money("price", price)?) };
        }
        put_list(&mut job.tags, &self.tags);
        self.own.apply(FieldOn::Job, &mut job.fields, desk)
    }
}

fn is_none(text: &str) -> bool {
    text.eq_ignore_ascii_case("none")
}

/// The length of a new job's visit: the one that was said, else its services', else the business's.
pub(super) fn usual_minutes(desk: &Desk, job: &Job) -> Result<u32> {
    let mut of_services = 0;
    for id in &job.services {
        of_services += service_minutes(desk, *id)?;
    }
    let usual = if of_services > 0 { of_services } else { desk.business.visit_minutes };
    Ok(job.duration_minutes.unwrap_or(usual))
}

fn service_minutes(desk: &Desk, id: ServiceId) -> Result<u32> {
    let record = desk.app.show(id.into())?.record;
    Ok(domain::Service::try_from(record).map_or(0, |service| service.duration_minutes))
}
