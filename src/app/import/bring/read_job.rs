//! A row about a job.

use std::collections::HashMap;

use chrono::NaiveTime;
use domain::{
    Completion, Currency, FieldOn, JobCancellation, Moment, Promise, Term, Verification, VerifiedBy,
    local_day,
};

use super::book::exact;
use super::cells::{Cells, one_line};
use super::draft::{Ending, JobDraft, SiteDraft};
use super::field::Field;
use super::read_staff::{price, skills};
use super::word::{Standing, priority_of, standing_of};
use crate::import::FileDate;

/// What the rows of a file of jobs have in common.
pub(super) struct JobFile<'f> {
    /// The client of rows that name none.
    pub(super) client: Option<&'f str>,
    pub(super) source: &'f str,
    pub(super) currency: Currency,
    pub(super) zone: domain::Tz,
    pub(super) now: Moment,
    pub(super) actor: &'f str,
    /// How often a row without an id has been seen.
    pub(super) seen: HashMap<String, u32>,
}

/// Reads a row; none when it is wrong, and then it has said why.
pub(super) fn read_job(cells: &mut Cells<'_>, file: &mut JobFile<'_>) -> Option<JobDraft> {
    let created = cells.moment_of(Field::Created);
    let (start, purpose) = start_of(cells);
    let end = end_of(cells);
    let mut tags = cells.list(Field::Tags);
    let ending = ending_of(cells, file, created, end.or(start), &mut tags);
    let (title, services, description) = work_of(cells, &mut tags);
    let site = site_of(cells);
    let mut draft = JobDraft {
        line: cells.line(),
        key: String::new(),
        client_key: cells.line_of(Field::ClientId),
        client: cells.line_of(Field::Client).or_else(|| file.client.map(str::to_owned)),
        phones: cells.phones(),
        emails: cells.emails(),
        site,
        title,
        description,
        services,
        skills: skills(cells),
        priority: priority(cells),
        created,
        minutes: cells.minutes(),
        promise: promise(cells, file, created),
        price: price(cells, file.currency),
        tags,
        notes: cells.joined(Field::Notes),
        start,
        end,
        purpose,
        technicians: cells.all(Field::Technician).map(|(_, _, text)| one_line(text)).collect(),
        technician_key: cells.line_of(Field::TechnicianId),
        ending,
        fields: cells.added(FieldOn::Job, true),
    };
    draft.key = cells.line_of(Field::Id).unwrap_or_else(|| made_up_key(&draft, file));
    cells.errors.is_empty().then_some(draft)
}

/// The key of a row that has no id: what makes the job this one, and which of several alike it is.
fn made_up_key(draft: &JobDraft, file: &mut JobFile<'_>) -> String {
    let when = draft.start.or(draft.created).map(|at| at.to_rfc3339()).unwrap_or_default();
    let what = draft.title.clone().or_else(|| draft.description.clone()).unwrap_or_default();
    let who = draft.client_key.clone().or_else(|| draft.client.clone()).unwrap_or_default();
    let place = draft.site.key.clone().unwrap_or_else(|| draft.site.label());
    let key = exact(&format!("row {who} | {place} | {what} | {when}"));
    let count = file.seen.entry(key.clone()).or_default();
    *count += 1;
    if *count == 1 { key } else { format!("{key} #{count}") }
}

/// Title, services and description. What is no service on record may be all the title there is.
fn work_of(cells: &Cells<'_>, tags: &mut Vec<String>) -> (Option<String>, Vec<String>, Option<String>) {
    let services = cells.list(Field::Service);
    let description = cells.joined(Field::Description);
    let title = cells.line_of(Field::Title);
    let first_line =
        |text: &String| text.lines().next().map(|line| line.chars().take(80).collect::<String>());
    let made_up = services.first().cloned().or_else(|| description.as_ref().and_then(first_line));
    // A second kind of work beside the title still says something.
    tags.retain(|tag| !tag.is_empty());
    (title.or(made_up), services, description)
}

fn priority(cells: &mut Cells<'_>) -> Option<domain::Priority> {
    let (column, text) = cells.first(Field::Priority)?;
    let found = priority_of(text);
    if found.is_none() {
        cells.warn(column, format!("“{text}” is no priority that is known; the job comes in as normal"));
    }
    found
}

/// The planned start; a day without a time of day is no slot, it becomes what the visit is for.
fn start_of(cells: &mut Cells<'_>) -> (Option<Moment>, String) {
    let date = cells.first(Field::Start);
    let time = cells.first(Field::StartTime);
    let Some(start) = joined_date(cells, date, time) else { return (None, String::new()) };
    match start.time {
        Some(time) if time != NaiveTime::MIN => (Some(cells.moment(start)), String::new()),
        Some(_) | None => (None, format!("planned for {}", start.date.format("%-d %b %Y"))),
    }
}

fn end_of(cells: &mut Cells<'_>) -> Option<Moment> {
    let time = cells.first(Field::EndTime);
    let date = cells.first(Field::End).or_else(|| time.and(cells.first(Field::Start)));
    let end = joined_date(cells, date, time)?;
    end.time.filter(|time| *time != NaiveTime::MIN).map(|_| cells.moment(end))
}

/// A date whose time of day may stand in a column of its own; either column may hold both.
fn joined_date(
    cells: &mut Cells<'_>,
    date: Option<(usize, &str)>,
    time: Option<(usize, &str)>,
) -> Option<FileDate> {
    let (column, text) = date.or(time)?;
    let read = cells.read_date_of(column, text)?;
    match (date, time) {
        (Some(_), Some((_, clock))) if read.time.is_none_or(|time| time == NaiveTime::MIN) => {
            cells.read_date_of(column, &format!("{} {clock}", read.date.format("%Y-%m-%d")))
        }
        (Some(_) | None, _) => Some(read),
    }
}

/// What the client was told: the work is done by the end of the day, or by the moment, that it is due.
fn promise(cells: &mut Cells<'_>, file: &JobFile<'_>, created: Option<Moment>) -> Option<Promise> {
    let due = cells.date(Field::Due)?;
    let by = match due.time {
        Some(time) if time != NaiveTime::MIN => cells.moment(due),
        Some(_) | None => local_day(due.date, file.zone).end,
    };
    Some(Promise { term: Term::By(by), at: created.unwrap_or(file.now), by: file.actor.to_owned() })
}

/// The site of a row: what a position, a street, a name or an id says; a town alone is no place to go.
fn site_of(cells: &mut Cells<'_>) -> SiteDraft {
    let position = cells.position();
    let (address, access_notes) = cells.addresses().into_iter().next().unwrap_or_default();
    let site = SiteDraft {
        key: cells.line_of(Field::SiteId),
        name: cells.line_of(Field::SiteName).unwrap_or_default(),
        address,
        position,
        zone: cells.line_of(Field::Zone).unwrap_or_default(),
        access_notes,
        fields: cells.added(FieldOn::Site, false),
        ..SiteDraft::default()
    };
    let is_place = site.key.is_some() || !site.name.is_empty() || !site.address.street.is_empty();
    if is_place || site.position.is_some() {
        return site;
    }
    if !site.fields.is_empty() {
        cells.fail_row("the row has fields of a site and names no site; give its name, id or address");
    }
    SiteDraft::default()
}

/// Whether the job is over: by its status, else by whether it has a closing time.
fn ending_of(
    cells: &mut Cells<'_>,
    file: &JobFile<'_>,
    created: Option<Moment>,
    planned: Option<Moment>,
    tags: &mut Vec<String>,
) -> Ending {
    let closed = closing_time(cells, created);
    let standing = standing(cells, closed.is_some(), tags);
    let updated = cells.moment_of(Field::Updated);
    let resolution = cells.joined(Field::Resolution);
    let at = closed.or(updated).or(planned).or(created).unwrap_or(file.now);
    let by = file.actor.to_owned();
    let is_over = matches!(standing, Standing::Closed | Standing::Cancelled);
    if is_over && closed.is_none() {
        let source = match (updated, planned, created) {
            (Some(_), _, _) => "the last update stands for it",
            (None, Some(_), _) => "the planned time stands for it",
            (None, None, Some(_)) => "the time it was created stands for it",
            (None, None, None) => "the time of the import stands for it",
        };
        let column = cells.first(Field::Status).map_or(0, |(column, _)| column);
        cells.warn(column, format!("the job is over but the row has no closing time; {source}"));
    }
    match standing {
        Standing::Open | Standing::OpenTagged => {
            if let (Some(_), Some((column, _))) = (closed, cells.first(Field::Closed)) {
                cells
                    .warn(column, "the row has a closing time but its status is open; the job comes in open");
            }
            Ending::Open
        }
        Standing::Closed => {
            let outcome = resolution.unwrap_or_else(|| format!("closed in {}", file.source));
            let how = VerifiedBy::Check(format!("closed in {}", file.source));
            let completion = Completion { at, by: by.clone(), outcome, parts: Vec::new() };
            Ending::Closed(completion, Verification { at, by, how })
        }
        Standing::Cancelled => {
            let reason = resolution.unwrap_or_else(|| format!("cancelled in {}", file.source));
            Ending::Cancelled(JobCancellation { at, by, reason, asked_by: "not recorded".to_owned() })
        }
    }
}

/// The closing time; one before the creation is kept as given and reported.
fn closing_time(cells: &mut Cells<'_>, created: Option<Moment>) -> Option<Moment> {
    let closed = cells.date(Field::Closed)?;
    let at = cells.moment(closed);
    let Some(created) = created.filter(|created| at < *created) else { return Some(at) };
    let created_on = cells.date(Field::Created).map(|date| date.date);
    if closed.time.is_none() && created_on == Some(closed.date) {
        // The day alone is given, and it is the day of the creation.
        return Some(created);
    }
    let column = cells.first(Field::Closed).map_or(0, |(column, _)| column);
    cells.warn(column, "the job was closed before it was created; both times are kept as given");
    Some(at)
}

fn standing(cells: &mut Cells<'_>, has_closing_time: bool, tags: &mut Vec<String>) -> Standing {
    let Some((column, word)) = cells.first(Field::Status) else {
        return if has_closing_time { Standing::Closed } else { Standing::Open };
    };
    let standing = standing_of(word);
    if standing.is_none() {
        let reason = format!("“{word}” is no status that is known; the job comes in open, with it as a tag");
        cells.warn(column, reason);
    }
    let standing = standing.unwrap_or(Standing::OpenTagged);
    if standing == Standing::OpenTagged {
        tags.push(one_line(word).to_lowercase());
    }
    standing
}
