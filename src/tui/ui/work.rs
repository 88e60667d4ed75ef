//! The actions on what is selected or marked: each becomes a command, or a dialog that asks for the rest.

use domain::{Command, EntityKind, JobId, VisitId};

use super::bulk::ask_note;
use super::{Asking, Deed, Ui, View};
use crate::action::Action;
use crate::ask::{Ask, Target};
use crate::dialog::{Dialog, HOLDS, INVOICE, LineFor, MenuFor};

/// What a line of capture can say, shown while it is empty.
pub(super) const EXAMPLE: &str = "boiler no heat, Kerr @dana tmw 9am 2h #gas !urgent :: key under mat";

/// So many of what is to be removed are named in the question.
const NAMED: usize = 5;

impl Ui {
    /// Does an action on the targets of the pane in front.
    pub(super) fn work(&mut self, action: Action) -> Vec<Deed> {
        match action {
            Action::New => return self.ask_new(),
            Action::Merge => return self.ask_merge(),
            Action::NewTechnician => return self.ask_new_technician(),
            _ => {}
        }
        if let Some(deeds) = self.act_on_records(action) {
            return deeds;
        }
        let targets = self.targets();
        let Some(first) = targets.first().cloned() else { return self.refuse_for_nothing() };
        if asks_first(action)
            && let Some(unavailable) = action.entry().why_not(&self.situation(&targets))
        {
            let mend = unavailable.mend.as_ref().map(|mend| self.say_mend(mend));
            let text: Vec<String> = std::iter::once(unavailable.reason).chain(mend).collect();
            return self.refuse(&text.join(". "));
        }
        match action {
            Action::Slots => self.ask_best_times(&targets),
            Action::Assign
            | Action::Why
            | Action::Schedule
            | Action::Reschedule
            | Action::Done
            | Action::Unschedule
            | Action::Confirm
            | Action::Dispatch
            | Action::EnRoute
            | Action::OnSite
            | Action::Pin
            | Action::Move => self.work_on_visits(action, &targets),
            Action::Complete
            | Action::Verify
            | Action::Close
            | Action::Hold
            | Action::Release
            | Action::Invoice
            | Action::Reopen
            | Action::Promise
            | Action::Checklist
            | Action::Substatus
            | Action::AddVisit => match first.job {
                Some((job, _)) => self.work_on_job(action, job, &targets),
                None => self.refuse("a client has no state; open one of its jobs"),
            },
            Action::Cancel => self.ask_cancel(targets),
            Action::Note => ask_note(&targets),
            Action::Tag => self.ask_tags(&targets),
            Action::GoHistory => match first.edited() {
                Some(entity) => self.open(crate::ask::Opened::History(entity)),
                None => self.refuse("it is no record with a history"),
            },
            Action::GoClient => match first.client {
                Some((client, _)) => self.open(crate::ask::Opened::Client(client)),
                None => self.refuse("it belongs to no client"),
            },
            Action::CopyNumber | Action::CopyPhone | Action::CopyEmail | Action::CopyAddress => {
                self.copy(action, &targets)
            }
            other => {
                self.fail(format!("{} does nothing here", other.entry().name));
                Vec::new()
            }
        }
    }

    pub(super) fn refuse(&mut self, why: &str) -> Vec<Deed> {
        self.fail(why);
        Vec::new()
    }

    /// There is nothing that an action could go to.
    pub(super) fn refuse_for_nothing(&mut self) -> Vec<Deed> {
        let new = self.key_of(Action::New);
        let nothing = self.front_pane().nothing();
        self.refuse(&format!("{nothing}; {new} makes something new"))
    }

    fn ask_new_technician(&mut self) -> Vec<Deed> {
        let prompt = "New technician: name #skill #skill:level";
        self.show(Dialog::ask(LineFor::NewTechnician, prompt))
    }

    fn ask_new(&mut self) -> Vec<Deed> {
        if let Some(client) = self.client_in_front() {
            // The same as if it had been typed; the id is sure where two have the same name.
            let site = self.site_in_front().map_or_else(String::new, |site| format!(" at {site}"));
            let line = format!(", {client}{site}");
            let mut deeds = self.keep_capture(&line);
            deeds.extend(self.ask_capture());
            if let Some(Dialog::Line { edit, .. }) = self.dialogs.last_mut() {
                edit.press(crate::key::Chord::plain(crate::key::Key::Home));
            }
            return deeds;
        }
        if self.view == View::Clients && self.opened.is_empty() {
            let prompt = "New client: name, street, town, phone, e-mail";
            return self.show(Dialog::ask(LineFor::NewClient, prompt));
        }
        self.ask_capture()
    }

    /// The client whose card has the keys.
    fn client_in_front(&self) -> Option<domain::ClientId> {
        let is_card = match self.opened.last() {
            Some(detail) => matches!(detail.opened(), crate::ask::Opened::Client(_)),
            None => self.view == View::Clients && self.clients.is_in_card(),
        };
        let target = self.targets().into_iter().next().filter(|_| is_card);
        target.and_then(|target| target.client).map(|(id, _)| id)
    }

    /// The site that is selected in the card of its client.
    fn site_in_front(&self) -> Option<domain::EntityRef> {
        let target = self.targets().into_iter().next()?;
        let record = target.record.map(|(entity, _)| entity);
        record.filter(|entity| entity.kind == EntityKind::Site)
    }

    fn ask_capture(&mut self) -> Vec<Deed> {
        let mut dialog = Dialog::ask_about(LineFor::Capture, "New job", vec![EXAMPLE.to_owned()]);
        let draft = self.kept_capture();
        if let Dialog::Line { edit, .. } = &mut dialog {
            edit.paste(&draft);
        }
        self.dialogs.push(dialog);
        if draft.is_empty() {
            return Vec::new();
        }
        vec![Deed::Ask(Ask::Capture { line: draft, day: self.calendar_day() })]
    }

    fn ask_cancel(&mut self, targets: Vec<Target>) -> Vec<Deed> {
        // What is called off is what is named: a job as a whole, not the visit that speaks for it.
        let named =
            |target: Target| if target.names_job() { Target { visit: None, ..target } } else { target };
        let targets: Vec<Target> = targets.into_iter().map(named).collect();
        let names: Vec<&str> = targets.iter().map(|target| target.label.as_str()).collect();
        let only_client = targets.iter().all(|target| target.visit.is_none() && target.job.is_none());
        if only_client {
            return self.ask_removal_of(&targets);
        }
        let about = vec![names.join("; "), "office: why, when it is not the client who asked".to_owned()];
        self.show(Dialog::ask_about(LineFor::Cancel(targets), "Cancel: why?", about))
    }

    /// A question about records that no job or visit speaks for, all at once.
    fn ask_removal_of(&mut self, targets: &[Target]) -> Vec<Deed> {
        let removed = |target: &Target| -> Option<(domain::EntityRef, i64)> {
            target.record.or(target.client.map(|(id, version)| (id.into(), version)))
        };
        let all: Vec<(domain::EntityRef, i64)> = targets.iter().filter_map(removed).collect();
        if all.is_empty() {
            return Vec::new();
        }
        let command = Command::all(all.iter().map(|(entity, _)| Command::Remove(*entity)).collect());
        let seen = all.into_iter().filter(|(_, version)| *version > 0).collect();
        let names: Vec<&str> = targets.iter().take(NAMED).map(|target| target.label.as_str()).collect();
        let more = match targets.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let request = app::Request { command, seen, override_reason: None };
        self.ask_removal(&format!("Remove {}{more}?", names.join("; ")), request)
    }

    /// The line for a note, when there is no editor; `label` says what it is about.
    pub fn ask_note_line(&mut self, about: Vec<domain::EntityRef>, label: &str) {
        self.dialogs.push(Dialog::ask_about(LineFor::Note(about), "Note", vec![label.to_owned()]));
    }

    /// The note that was written in the editor, on each of these.
    pub fn note(&mut self, about: &[domain::EntityRef], text: &str) -> Vec<Deed> {
        let commands = about.iter().map(|id| Command::Note(*id, text.to_owned())).collect();
        super::run(Command::all(commands), &[])
    }

    fn work_on_visits(&mut self, action: Action, targets: &[Target]) -> Vec<Deed> {
        let visits: Vec<VisitId> = targets.iter().filter_map(|t| t.visit).map(|(id, _)| id).collect();
        let Some(first) = visits.first().copied() else {
            if targets.iter().all(|target| target.job.is_none()) {
                return self.refuse("a client has no visit; open one of its jobs");
            }
            let add = self.key_of(Action::AddVisit);
            return self.refuse(&format!("it has no visit; {add} adds one to its job"));
        };
        let now = self.clock.now();
        let each = |command: fn(VisitId, domain::Moment) -> Command| {
            Command::all(visits.iter().map(|id| command(*id, now)).collect())
        };
        let label = label_of(targets);
        let ask = |purpose, prompt: &str| Dialog::ask_about(purpose, prompt, vec![label.clone()]);
        let command = match action {
            Action::Assign => return self.ask_assign(first, targets),
            Action::Why if visits.len() > 1 => {
                return self.refuse_several("the rules are shown for one visit");
            }
            Action::Why => return self.ask_candidates(first, Asking::Why),
            Action::Schedule => {
                let prompt = "When? (tmw 9am, fri 14:30 for 2h, 25 nov 9-11)";
                let about = label_and_lengths(targets);
                return self.show(Dialog::ask_about(LineFor::Schedule(targets.to_vec()), prompt, about));
            }
            Action::Reschedule => {
                let prompt = "Return to planned, for when? (tmw 9am)";
                let about = label_and_lengths(targets);
                return self.show(Dialog::ask_about(LineFor::Reschedule(targets.to_vec()), prompt, about));
            }
            Action::Done => {
                let rows = ["Completed", "Partial: a return is needed", "No access", "Cannot complete"];
                let title = format!("How did it end? {label}");
                return self.show(Dialog::offer(MenuFor::Outcome(visits), title, rows));
            }
            Action::Move => {
                return self.show(ask(
                    LineFor::Shift(targets.to_vec()),
                    "Move by how much? (+30, -1h, +1d; the calendar's m shows where)",
                ));
            }
            Action::Unschedule => each(|id, _| Command::ToTray(id)),
            Action::Confirm => each(Command::Confirm),
            Action::Dispatch => each(Command::Dispatch),
            Action::EnRoute => each(Command::EnRoute),
            Action::OnSite => each(Command::Arrive),
            _ if targets[0].pinned => each(|id, _| Command::Pin(id, false)),
            _ => each(|id, _| Command::Pin(id, true)),
        };
        super::run(command, targets)
    }

    fn work_on_job(&mut self, action: Action, job: JobId, targets: &[Target]) -> Vec<Deed> {
        let jobs = jobs_of(targets);
        let label = label_of(targets);
        let ask = |purpose, prompt: &str| Dialog::ask_about(purpose, prompt, vec![label.clone()]);
        let dialog = match action {
            Action::Complete => {
                ask(LineFor::Complete(jobs), "What was done? (:: 2 valves, 1 washer for parts)")
            }
            Action::Reopen => ask(LineFor::Reopen(jobs), "Why is it opened again?"),
            Action::Promise => {
                ask(LineFor::Promise(jobs), "What was the client told? (fri 2-4pm, tmw pm, thu)")
            }
            Action::Verify => {
                let rows = ["The client confirmed it", "A check of ours"];
                Dialog::offer(MenuFor::Verified(jobs), format!("Verified by whom? {label}"), rows)
            }
            Action::Invoice => {
                let rows = INVOICE.map(domain::InvoiceStatus::word);
                Dialog::offer(MenuFor::Invoice(jobs), format!("Invoice of {label}"), rows)
            }
            Action::Hold => {
                let rows = HOLDS.map(domain::HoldReason::word);
                Dialog::offer(MenuFor::HoldReason(jobs), format!("Why does {label} wait?"), rows)
            }
            Action::Substatus => return self.ask_substatus(job, targets),
            Action::Checklist if jobs.len() > 1 => {
                return self.refuse_several("a checklist is answered one job at a time");
            }
            Action::Checklist => {
                self.asking = Some(Asking::Checklist);
                return vec![Deed::Ask(Ask::Job(job))];
            }
            Action::AddVisit => {
                let minutes = targets[0].minutes.max(1);
                let add = |job: &JobId| {
                    Command::AddVisit(*job, domain::Placement::default(), minutes, String::new())
                };
                return super::run(Command::all(jobs.iter().map(add).collect()), targets);
            }
            Action::Release => return run_on_jobs(&jobs, Command::Release, targets),
            _ => return run_on_jobs(&jobs, Command::Close, targets),
        };
        self.show(dialog)
    }
}

/// Whether an action asks for something first: what must be refused is refused before it is typed.
fn asks_first(action: Action) -> bool {
    matches!(
        action,
        Action::Assign
            | Action::Schedule
            | Action::Reschedule
            | Action::Done
            | Action::Complete
            | Action::Verify
            | Action::Hold
            | Action::Reopen
            | Action::Promise
            | Action::Checklist
    )
}

/// How people call what an action is about: the first by name, the others counted.
pub(super) fn label_of(targets: &[Target]) -> String {
    match targets {
        [] => String::new(),
        [one] => one.label.clone(),
        [first, others @ ..] => format!("{} and {} more", first.label, others.len()),
    }
}

/// How people call what is given a time; where lengths differ, what becomes of them: what is read back is the
/// first's.
fn label_and_lengths(targets: &[Target]) -> Vec<String> {
    let differ = targets.windows(2).any(|pair| pair[0].minutes != pair[1].minutes);
    let lengths = differ.then(|| "each keeps its own length unless one is typed; the first's:".to_owned());
    std::iter::once(label_of(targets)).chain(lengths).collect()
}

/// The jobs of what is marked, each once.
fn jobs_of(targets: &[Target]) -> Vec<JobId> {
    let mut jobs: Vec<JobId> = Vec::new();
    for (id, _) in targets.iter().filter_map(|target| target.job) {
        if !jobs.contains(&id) {
            jobs.push(id);
        }
    }
    jobs
}

/// Whether a command is about visits rather than jobs: whose version it must have seen.
pub(super) fn is_about_visit(command: &Command) -> bool {
    match command {
        Command::Schedule(..)
        | Command::Assign(..)
        | Command::Unassign(_)
        | Command::Move(..)
        | Command::Arrange(..)
        | Command::ToTray(_)
        | Command::Reschedule(..)
        | Command::Confirm(..)
        | Command::Dispatch(..)
        | Command::EnRoute(..)
        | Command::Arrive(..)
        | Command::Finish(..)
        | Command::CancelVisit(..)
        | Command::Pin(..) => true,
        Command::Batch(commands) => commands.first().is_some_and(is_about_visit),
        Command::Add(_)
        | Command::Edit(..)
        | Command::Remove(_)
        | Command::AddClient(_)
        | Command::MergeClients { .. }
        | Command::AddJob(_)
        | Command::AddVisit(..)
        | Command::Hold { .. }
        | Command::Release(_)
        | Command::Promise(..)
        | Command::Answer(..)
        | Command::Complete { .. }
        | Command::Verify(..)
        | Command::MarkInvoice(..)
        | Command::Close(_)
        | Command::Reopen(..)
        | Command::CancelJob(..)
        | Command::SetSubstatus(..)
        | Command::Retag(..)
        | Command::Note(..)
        | Command::CommitDraft(_)
        | Command::Import(..)
        | Command::Sync(_) => false,
    }
}

fn run_on_jobs(jobs: &[JobId], command: fn(JobId) -> Command, targets: &[Target]) -> Vec<Deed> {
    super::run(Command::all(jobs.iter().map(|job| command(*job)).collect()), targets)
}
