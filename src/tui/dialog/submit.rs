//! What a dialog comes to when it is submitted.

use app::Request;
use domain::{
    Arrangement, Client, Command, Crew, HoldReason, InvoiceStatus, JobId, Moment, NewClient, Outcome, Phone,
    Record, Site, Skill, Technician, VerifiedBy, WindowChoice,
};

use super::{Dialog, LineFor, MenuFor, read_parts};
use crate::ask::{Ask, Target};
use crate::draft::DraftRow;
use crate::filter::FilterRow;
use crate::shared::Shared;
use crate::ui::SlotRow;

/// What follows from a dialog.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one, for the length of a key press")]
pub enum Submitted {
    /// Commands, as one operation, on these targets as they were seen.
    Run(Command, Vec<Target>),
    /// A command again, changed by the answer.
    Again(Box<Request>),
    /// Something to ask the worker; the dialog stays until the answer comes.
    Ask(Ask),
    /// The best times for this whatever the client was told, in place of the dialog.
    BestTimes(Box<Target>, app::SlotsFor),
    /// The technicians who could take these, in place of the dialog.
    Candidates(Vec<Target>),
    /// Another dialog in its place.
    Next(Dialog),
    /// A form to open.
    Form(crate::form::About),
    /// The line to filter by.
    Filter(String),
    /// The name to keep the filter under.
    KeepFilter(String),
    /// What a row of a filter menu does.
    ChooseFilter(FilterRow),
    /// What a row of the menu of drafts does.
    ChooseDraft(DraftRow),
    /// Nothing was said: the sentence tells what is wanted.
    Missing(&'static str),
}

/// What a row of a list of slots comes to.
fn take_slot(target: &Target, list: &app::SlotList, row: Option<&SlotRow>) -> Submitted {
    let slot = |place: usize| list.slots.get(place);
    match row {
        Some(SlotRow::Take(place)) => match slot(*place) {
            Some(slot) => Submitted::Run(slot.command(list, WindowChoice::Ask), vec![target.clone()]),
            None => Submitted::Missing("choose a time"),
        },
        Some(SlotRow::Beyond) => Submitted::BestTimes(Box::new(target.clone()), list.about()),
        Some(SlotRow::Why) => Submitted::Next(crate::ui::who_has_none(list)),
        Some(SlotRow::OnlyWho) => Submitted::Candidates(vec![target.clone()]),
        None => Submitted::Missing("choose a time"),
    }
}

/// What a typed line comes to.
pub fn submit(purpose: &LineFor, text: &str, now: Moment, shared: &Shared) -> Submitted {
    let text = text.trim().to_owned();
    if text.is_empty() && !matches!(purpose, LineFor::Search | LineFor::Answer(..)) {
        return Submitted::Missing("type something, or Esc to leave");
    }
    let day = None;
    match purpose {
        LineFor::Capture => Submitted::Ask(Ask::AddCaptured { line: text, day, reason: None }),
        LineFor::OverrideCapture(line) => {
            Submitted::Ask(Ask::AddCaptured { line: line.clone(), day, reason: Some(text) })
        }
        LineFor::OverrideCommit(draft) => Submitted::Ask(Ask::CommitDraft(*draft, Some(text))),
        LineFor::OverrideLate(repair, true) => Submitted::Ask(Ask::DraftLate(repair.clone(), Some(text))),
        LineFor::OverrideLate(repair, false) => Submitted::Ask(Ask::ApplyLate(repair.clone(), Some(text))),
        LineFor::Late(who) => match app::read_lateness(&text) {
            Ok(minutes) => Submitted::Ask(Ask::Late(*who, minutes)),
            Err(_) => Submitted::Missing("write minutes, or a length: 40, 1h10"),
        },
        LineFor::NewClient => Submitted::Run(new_client(&text), Vec::new()),
        LineFor::NewTechnician => Submitted::Run(new_technician(&text, shared), Vec::new()),
        // The loop fills in the day looked at and the length of the visit.
        LineFor::Schedule(_)
        | LineFor::Reschedule(_)
        | LineFor::Promise(_)
        | LineFor::MoveTime
        | LineFor::Hold(..) => Submitted::Ask(Ask::When { text, day, minutes: 60 }),
        LineFor::Override(request) => {
            Submitted::Again(Box::new(Request { override_reason: Some(text), ..(**request).clone() }))
        }
        LineFor::Cancel(targets) => cancel(targets, &text),
        LineFor::Complete(jobs) => {
            let (outcome, parts) = text.split_once("::").unwrap_or((&text, ""));
            let (outcome, parts) = (outcome.trim().to_owned(), Some(read_parts(parts)));
            let complete =
                |job| Command::Complete { job, outcome: outcome.clone(), parts: parts.clone(), at: now };
            run_each(jobs, complete)
        }
        LineFor::Left(visits) => {
            run_each(visits, |id| Command::Finish(id, now, Outcome::Partial { left: text.clone() }))
        }
        LineFor::CannotComplete(visits) => {
            run_each(visits, |id| Command::Finish(id, now, Outcome::CannotComplete { reason: text.clone() }))
        }
        LineFor::Check(jobs) => run_each(jobs, |id| Command::Verify(id, VerifiedBy::Check(text.clone()))),
        LineFor::Reopen(jobs) => run_each(jobs, |id| Command::Reopen(id, text.clone())),
        LineFor::Shift(targets) => match text.parse() {
            Ok(by) => Submitted::Ask(Ask::Shift(targets.clone(), by)),
            Err(_) => Submitted::Missing("write +30, -1h, 1h30, +1d or -1w"),
        },
        LineFor::Tag(about) => {
            let (remove, add): (Vec<String>, Vec<String>) =
                read_tags(&text).into_iter().partition(|tag| tag.starts_with('-'));
            let remove: Vec<String> = remove.iter().map(|tag| tag[1..].to_owned()).collect();
            run_each(about, |id| Command::Retag(id, add.clone(), remove.clone()))
        }
        LineFor::Answer(job, place) => {
            run(Command::Answer(*job, *place, Some(text).filter(|text| !text.is_empty())))
        }
        LineFor::Note(about) => run_each(about, |id| Command::Note(id, text.clone())),
        LineFor::Search => Submitted::Filter(text),
        LineFor::FilterName => Submitted::KeepFilter(text),
    }
}

fn run(command: Command) -> Submitted {
    Submitted::Run(command, Vec::new())
}

/// One command for each, as one operation.
fn run_each<I: Copy>(ids: &[I], command: impl Fn(I) -> Command) -> Submitted {
    run(Command::all(ids.iter().map(|id| command(*id)).collect()))
}

/// Tags with or without `#`, after a minus those that are taken off: `vip #gas -old`. Commas part tags of
/// several words.
fn read_tags(text: &str) -> Vec<String> {
    let parts: Vec<&str> =
        if text.contains(',') { text.split(',').collect() } else { text.split_whitespace().collect() };
    let tag = |part: &str| {
        let part = part.trim();
        let (sign, name) = part.strip_prefix('-').map_or(("", part), |name| ("-", name));
        let name = name.trim_start_matches(['#', '+']).trim();
        (!name.is_empty()).then(|| format!("{sign}{name}"))
    };
    parts.into_iter().filter_map(tag).collect()
}

/// Visits are called off one by one; jobs as a whole, on the client's word unless the reason names another
/// (`client changed mind`, `office: double booking`).
fn cancel(targets: &[Target], text: &str) -> Submitted {
    let (asked_by, reason) =
        text.split_once(':').map_or(("client", text), |(who, why)| (who.trim(), why.trim()));
    let command = |target: &Target| match (target.visit, target.job) {
        (Some((visit, _)), _) => Some(Command::CancelVisit(visit, text.to_owned())),
        (None, Some((job, _))) => Some(Command::CancelJob(job, reason.to_owned(), asked_by.to_owned())),
        (None, None) => target.client.map(|(client, _)| Command::Remove(client.into())),
    };
    Submitted::Run(Command::all(targets.iter().filter_map(command).collect()), targets.to_vec())
}

/// `Kerr, 14 Elm St, Leeds, 07700 900123`: the name, then the parts of an address, and a telephone number or
/// e-mail address wherever it stands.
fn new_client(text: &str) -> Command {
    let mut parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let mut client = Client { name: parts.next().unwrap_or_default().to_owned(), ..Client::default() };
    let mut address: Vec<&str> = Vec::new();
    for part in parts {
        let digits = domain::digits(part).len();
        let others = part.chars().filter(|c| c.is_alphabetic()).count();
        if part.contains('@') {
            client.emails.push(part.to_owned());
        } else if digits >= 7 && others == 0 {
            client.phones.push(Phone { number: part.to_owned(), label: String::new() });
        } else {
            address.push(part);
        }
    }
    let site = Site { address: address_of(&address), ..Site::default() };
    let sites = if address.is_empty() { Vec::new() } else { vec![site] };
    Command::AddClient(Box::new(NewClient { client, contacts: Vec::new(), sites }))
}

fn address_of(parts: &[&str]) -> domain::Address {
    let (street, rest) = parts.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    domain::Address { street: street.to_owned(), city: rest.join(", "), ..domain::Address::default() }
}

/// `Dana Price #gas #electrical:3`: the name, and a skill for each `#`, with its level after a colon.
fn new_technician(text: &str, shared: &Shared) -> Command {
    let (skills, name): (Vec<&str>, Vec<&str>) =
        text.split_whitespace().partition(|word| word.starts_with('#'));
    let skill = |word: &&str| {
        let word = word.trim_start_matches('#');
        let (name, level) = word.split_once(':').unwrap_or((word, "1"));
        Skill { name: name.to_owned(), level: level.parse().unwrap_or(1) }
    };
    Command::Add(Record::Technician(Technician {
        name: name.join(" "),
        skills: skills.iter().map(skill).collect(),
        hours: shared.business.hours.clone(),
        ..Technician::default()
    }))
}

/// What the chosen row of a menu comes to.
pub fn choose(purpose: &MenuFor, row: usize, now: Moment) -> Submitted {
    match purpose {
        MenuFor::Assign(targets, crews) => {
            let Some(crew) = crews.get(row) else { return Submitted::Missing("choose a technician") };
            // The crew is that of the first; others keep their own helpers.
            let own = |target: &Target| match targets.len() {
                1 => crew.clone(),
                _ => Crew::led_by(crew.lead, target.crew.as_ref()),
            };
            let assign = |target: &Target| target.visit.map(|(id, _)| Command::Assign(id, own(target)));
            Submitted::Run(Command::all(targets.iter().filter_map(assign).collect()), targets.clone())
        }
        MenuFor::Slot(target, list, rows) => take_slot(target, list, rows.get(row)),
        MenuFor::Outcome(visits) => match row {
            0 => run_each(visits, |id| Command::Finish(id, now, Outcome::Completed)),
            1 => Submitted::Next(Dialog::ask(LineFor::Left(visits.clone()), "What is left to do?")),
            2 => run_each(visits, |id| Command::Finish(id, now, Outcome::NoAccess)),
            _ => {
                let purpose = LineFor::CannotComplete(visits.clone());
                Submitted::Next(Dialog::ask(purpose, "Why could it not be done?"))
            }
        },
        MenuFor::Duplicates(pairs) => match pairs.get(row) {
            Some((keep, gone)) => Submitted::Ask(Ask::Merge(*keep, *gone)),
            None => Submitted::Missing("choose a pair"),
        },
        MenuFor::HoldReason(jobs) => {
            let purpose = LineFor::Hold(jobs.clone(), row);
            Submitted::Next(Dialog::ask(purpose, "Look again when? (fri, 3 dec, in 2 days)"))
        }
        MenuFor::Window(request) => Submitted::Again(Box::new(with_choice(request, row))),
        MenuFor::Records(abouts) => match abouts.get(row) {
            Some(about) => Submitted::Form(about.clone()),
            None => Submitted::Missing("choose a record"),
        },
        MenuFor::Invoice(jobs) => match INVOICE.get(row) {
            Some(status) => run_each(jobs, |id| Command::MarkInvoice(id, *status)),
            None => Submitted::Missing("choose where the bill stands"),
        },
        MenuFor::Verified(jobs) => match row {
            0 => run_each(jobs, |id| Command::Verify(id, VerifiedBy::Client)),
            _ => Submitted::Next(Dialog::ask(
                LineFor::Check(jobs.clone()),
                "By which check? (photos seen, called back)",
            )),
        },
        MenuFor::Substatus(targets, labels) => {
            let set = |id| Command::SetSubstatus(id, labels.get(row).cloned());
            // Several visits of one job are one job.
            let mut jobs: Vec<JobId> =
                targets.iter().filter_map(|target| target.job).map(|(id, _)| id).collect();
            jobs.sort_unstable();
            jobs.dedup();
            Submitted::Run(Command::all(jobs.into_iter().map(set).collect()), targets.clone())
        }
        MenuFor::Draft(rows) => match rows.get(row) {
            Some(row) => Submitted::ChooseDraft(*row),
            None => Submitted::Missing("choose what to do"),
        },
        MenuFor::Filter(rows) => match rows.get(row) {
            Some(row) => Submitted::ChooseFilter(row.clone()),
            None => Submitted::Missing("choose what to narrow by"),
        },
        MenuFor::Checklist(job) => {
            Submitted::Next(Dialog::ask(LineFor::Answer(*job, row), "Answer (empty takes it back)"))
        }
    }
}

/// Where a bill can stand, in the order of the menu.
pub const INVOICE: [InvoiceStatus; 4] =
    [InvoiceStatus::NotInvoiced, InvoiceStatus::Invoiced, InvoiceStatus::Paid, InvoiceStatus::NotBillable];

/// The reasons of a hold, in the order of the menu.
pub const HOLDS: [HoldReason; 5] = HoldReason::ALL;

fn with_choice(request: &Request, row: usize) -> Request {
    let choice = match row {
        0 => WindowChoice::Keep,
        1 => WindowChoice::Shift,
        _ => WindowChoice::Promise,
    };
    Request { command: decide_window(&request.command, choice), ..request.clone() }
}

fn decide_window(command: &Command, choice: WindowChoice) -> Command {
    match command {
        Command::Move(visit, placement, _) => Command::Move(*visit, placement.clone(), choice),
        Command::Schedule(visit, placement, _) => Command::Schedule(*visit, placement.clone(), choice),
        Command::Arrange(arrangements, what) => {
            let chosen = |arrangement: &Arrangement| Arrangement { choice, ..arrangement.clone() };
            Command::Arrange(arrangements.iter().map(chosen).collect(), what.clone())
        }
        Command::Batch(commands) => {
            Command::Batch(commands.iter().map(|command| decide_window(command, choice)).collect())
        }
        other => other.clone(),
    }
}
