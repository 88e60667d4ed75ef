//! What the worker's answers change.

use std::mem::discriminant;

use app::{Candidate, CaptureView, Outcome};
use domain::{Command, Finding, Moment, Placement, Refusal, Slot, Span, Term, VisitId, WindowChoice};

use super::{Asking, Deed, Ui};
use crate::action::Action;
use crate::ask::{Answer, Ask, Failure, Meant, Reply, Target};
use crate::dialog::{Dialog, HOLDS, LineFor, MenuFor};
use crate::pane::Pane;
use crate::widget::menu::{Choice, Menu};
use crate::widget::toast::Toast;

/// What becomes of a told window, in the order of the choices.
const WINDOW_CHOICES: [&str; 3] = [
    "Keep the window as told",
    "Shift the window; the client is not told yet",
    "Re-promise: the client has been told the new window",
];

impl Ui {
    pub(super) fn take(&mut self, reply: Reply) -> Vec<Deed> {
        let reply = match reply.answer {
            // How far it is: the answer itself is still to come.
            Answer::Import(answered) if answered.is_step() => return self.take_import(*answered),
            Answer::Optimise(told) if told.is_step() => return self.take_search(*told),
            answer => Reply { answer, ..reply },
        };
        let kind = discriminant(&reply.ask);
        if !reply.ask.is_load() {
            self.writing = self.writing.saturating_sub(1);
        } else if self.latest.iter().any(|(asked, newest)| *asked == kind && *newest > reply.sequence) {
            return Vec::new();
        }
        if self.awaits(kind) && matches!(reply.answer, Answer::Failed(_)) {
            // They were for what does not come.
            self.opens_nothing();
        }
        let mut deeds = self.take_reply(reply);
        deeds.extend(self.arrived(kind));
        deeds
    }

    fn take_reply(&mut self, reply: Reply) -> Vec<Deed> {
        match reply.answer {
            Answer::Done(outcome) => self.take_done(&reply.ask, outcome),
            Answer::Failed(failure) => self.take_failure(reply.ask, *failure),
            Answer::Business(business) => self.take_business(*business),
            Answer::Merge(view) => self.show_merge(view),
            Answer::Duplicates(pairs) => self.offer_duplicates(&pairs),
            Answer::Candidates(visit, candidates) => self.take_candidates(visit, &candidates),
            Answer::Slots(list) => self.take_slots(*list),
            Answer::Late(view) => self.take_late(*view),
            Answer::Import(answered) => self.take_import(*answered),
            Answer::Optimise(told) => self.take_search(*told),
            Answer::Drafts(current, all) => self.take_drafts_there_are(current, &all),
            Answer::Entered(draft) => self.take_entered(draft),
            Answer::Discarded(draft) => self.take_discarded(&draft),
            Answer::UndoView(view) => self.take_undo_view(&view),
            Answer::Shift(command, targets) => self.take_shift(*command, &targets),
            Answer::Sift(sifted) => self.take_sifted(*sifted),
            Answer::FilterNames(names) => {
                self.filters.names = *names;
                Vec::new()
            }
            Answer::Capture(view) => self.take_capture(&view),
            Answer::When(meant) => self.take_meant(meant),
            Answer::ReadTime(said) => self.take_reading(said),
            Answer::Entry(view) => self.take_entry(*view),
            Answer::CapturedEntry(captured) => self.take_captured_entry(*captured),
            Answer::Suggestions(found) => self.take_suggestions(&reply.ask, found),
            Answer::Book(kind, lines) => self.offer_book(kind, &lines),
            Answer::Reached(way, texts) => self.take_reached(way, &texts),
            Answer::Locate(text, places) => self.take_places(&text, places),
            Answer::Job(card) if self.asking == Some(Asking::Checklist) => {
                self.asking = None;
                self.offer_checklist(&card)
            }
            Answer::Job(card) if matches!(self.asking, Some(Asking::Substatus(_))) => {
                let Some(Asking::Substatus(targets)) = self.asking.take() else { return Vec::new() };
                self.offer_substatus_of(&card, &targets)
            }
            answer => {
                self.accept(&answer);
                self.note_taken(reply.ask);
                self.follow_up()
            }
        }
    }

    /// An operation was stored: what it was for is over, and everything is shown anew.
    fn take_done(&mut self, ask: &Ask, outcome: Outcome) -> Vec<Deed> {
        self.line_done();
        // Panes take away the marks of what was just done.
        self.accept(&Answer::Done(outcome.clone()));
        let mut drafts = Vec::new();
        if let Ask::AddCaptured { .. } = ask {
            drafts = self.keep_capture("");
            self.dialogs.clear();
        }
        if let Ask::Run(request) = ask {
            drafts = self.form_saved(&request.command, &outcome);
        }
        if outcome.kind == domain::Fact::JobAdded
            && let Some(job) = outcome.first(domain::EntityKind::Job)
        {
            self.seek(domain::JobId(job.id));
        }
        if matches!(ask, Ask::CommitDraft(..)) {
            self.reason_of_commit_given();
            self.leave_draft();
        }
        let undo = format!("{} undo", self.key_of(Action::Undo));
        let redo = format!("{} redo", self.key_of(Action::Redo));
        let back = match ask {
            // What is taken out of a draft is not put in again.
            Ask::DropFromDraft(..) => String::new(),
            Ask::Undo | Ask::UndoOne(_) => redo,
            _ => undo,
        };
        self.toast = Some(Toast { text: outcome.summary, undo: back, failed: false });
        // First: what is loaded next is asked for in its zone.
        let is_business = |touched: &app::Touched| touched.id.kind == domain::EntityKind::Business;
        drafts.extend(outcome.changed.iter().any(is_business).then_some(Deed::Ask(Ask::Business)));
        drafts.extend(self.refresh());
        drafts
    }

    /// The settings of the business as they are now; where they moved on, so does what is shown in its zone.
    fn take_business(&mut self, business: domain::Business) -> Vec<Deed> {
        if self.shared.business == business {
            return Vec::new();
        }
        self.shared.business = business;
        self.set_now();
        self.refresh()
    }

    /// Hands an answer to every pane: each takes what it wanted.
    fn accept(&mut self, answer: &Answer) {
        self.today.accept(answer, &self.shared);
        self.calendar.accept(answer, &self.shared);
        self.board.accept(answer, &self.shared);
        self.clients.accept(answer, &self.shared);
        for detail in &mut self.opened {
            detail.accept(answer, &self.shared);
        }
    }

    /// Says what a line is refused for, under it where it is still open.
    fn refuse_line(&mut self, why: String) -> Vec<Deed> {
        if let Some(Dialog::Line { message, read_back, .. }) = self.dialogs.last_mut() {
            // What the line is refused for need not be said twice.
            read_back.retain(|said| said.strip_prefix("? ").is_none_or(|said| !why.contains(said)));
            *message = Some(why);
        } else {
            self.fail(why);
        }
        Vec::new()
    }

    fn take_failure(&mut self, ask: Ask, failure: Failure) -> Vec<Deed> {
        if matches!(ask, Ask::Entry(..) | Ask::CapturedEntry { .. }) {
            self.opens_nothing();
        }
        if let Ask::Run(request) = &ask
            && let Some(deeds) = self.form_refused(&request.command, &failure)
        {
            return deeds;
        }
        if let Some(deeds) = self.draft_refused(&ask, &failure) {
            return deeds;
        }
        if let Some(deeds) = self.late_refused(&ask, &failure) {
            return deeds;
        }
        let failure = self.with_way_out(&ask, failure);
        if asks_back(&ask, failure.refusal.as_ref()) {
            self.line_questioned();
        }
        match (&failure.refusal, ask) {
            (Some(Refusal::SoftGuards { findings }), Ask::Run(request)) => {
                self.ask_reason(LineFor::Override(request), findings)
            }
            (Some(Refusal::SoftGuards { findings }), Ask::AddCaptured { line, .. }) => {
                self.ask_reason(LineFor::OverrideCapture(line), findings)
            }
            (Some(Refusal::WindowTold { told, start, .. }), Ask::Run(request)) => {
                let title = format!("Told {told}; would start {start}");
                self.show(Dialog::offer(MenuFor::Window(request), title, WINDOW_CHOICES))
            }
            (Some(refusal), Ask::Run(request)) if request.can_be_sifted(refusal) => {
                vec![Deed::Ask(Ask::Sift(request))]
            }
            (
                _,
                Ask::AddCaptured { .. }
                | Ask::Late(..)
                | Ask::Shift(..)
                | Ask::When { .. }
                | Ask::Capture { .. },
            ) => self.refuse_line(failure.message),
            (_, Ask::Import(_)) => self.fail_import(&failure.message),
            (_, Ask::Optimise(_)) => self.fail_search(&failure.message),
            // The selected one was removed: the list that is on its way selects another.
            (Some(Refusal::NotFound { .. }), Ask::Client(..) | Ask::Job(_)) if self.opened.is_empty() => {
                Vec::new()
            }
            (_, ask) => {
                let mend = failure.mends.first().map(|mend| self.say_mend(mend));
                let text = [Some(failure.message), mend].into_iter().flatten().collect::<Vec<_>>().join(". ");
                if matches!(ask, Ask::Run(_))
                    && let Some(deeds) = self.line_refused(&text)
                {
                    return deeds;
                }
                self.fail(text);
                if ask.is_load() {
                    // What was opened has gone: nothing is left to show.
                    if self.opened.last().is_some_and(|detail| detail.wants(&self.shared).contains(&ask)) {
                        self.opened.pop();
                    }
                    return Vec::new();
                }
                self.refresh()
            }
        }
    }

    /// A mend with the key that does it.
    pub(super) fn say_mend(&self, mend: &domain::Mend) -> String {
        let key = mend.action.and_then(|action| Action::of_id(action.id())).map(|action| self.key_of(action));
        match key {
            Some(key) => format!("{key}: {}", mend.sentence),
            None => mend.sentence.clone(),
        }
    }

    pub(super) fn ask_reason(&mut self, purpose: LineFor, findings: &[Finding]) -> Vec<Deed> {
        let said = findings.iter().map(|finding| format!("! {}", finding.sentence)).collect();
        self.show(Dialog::ask_about(purpose, "A reason to do it all the same (Esc leaves it)", said))
    }

    fn take_candidates(&mut self, visit: VisitId, candidates: &[Candidate]) -> Vec<Deed> {
        match self.asking.take() {
            Some(Asking::Assign(targets)) => self.offer_candidates(targets, candidates),
            Some(Asking::Why) => self.show_why(visit, candidates),
            Some(Asking::Checklist | Asking::Substatus(_) | Asking::Drafts | Asking::Slots(_)) | None => {
                Vec::new()
            }
        }
    }

    fn offer_checklist(&mut self, card: &app::view::JobCard) -> Vec<Deed> {
        if card.checklist.is_empty() {
            return self.refuse("its services have no checklist");
        }
        let choice = |line: &domain::CheckLine| Choice {
            label: line.text.clone(),
            aside: if line.required { "required".to_owned() } else { "optional".to_owned() },
            reasons: line.answer.as_ref().map_or("no answer yet".to_owned(), |answer| format!("= {answer}")),
            ..Choice::default()
        };
        let title = format!("Checklist of {} {}", card.line.id, card.line.title);
        let menu = Menu::new(title, card.checklist.iter().map(choice).collect());
        self.show(Dialog::Menu(MenuFor::Checklist(card.line.id), menu))
    }

    fn take_capture(&mut self, view: &CaptureView) -> Vec<Deed> {
        if let Some(Dialog::Line { purpose: LineFor::Capture, read_back, edit, .. }) = self.dialogs.last_mut()
            && !edit.text().trim().is_empty()
        {
            *read_back = vec![format!("{} · {}", view.title, view.read_back)];
            read_back.extend(view.problems.iter().map(|problem| format!("? {problem}")));
            self.show_offer();
        }
        Vec::new()
    }

    /// A time that is being typed reads like this.
    fn take_reading(&mut self, said: String) -> Vec<Deed> {
        if let Some(Dialog::Line { read_back, edit, .. }) = self.dialogs.last_mut() {
            read_back.retain(|line| !line.starts_with(['=', '?']));
            if !edit.text().trim().is_empty() {
                read_back.push(said);
            }
        }
        Vec::new()
    }

    /// A typed time was read: do what it was typed for.
    fn take_meant(&mut self, meant: Meant) -> Vec<Deed> {
        let Some(Dialog::Line { purpose, .. }) = self.dialogs.last() else { return Vec::new() };
        let now = self.clock.now();
        match (purpose.clone(), meant) {
            (LineFor::Schedule(targets), Meant::Slot(slot, _)) => {
                self.send_line();
                let place = |id, slot| {
                    let placement = Placement { slot: Some(slot), crew: None };
                    Command::Schedule(id, placement, WindowChoice::Ask)
                };
                super::run(placed_at(&targets, slot, place), &targets)
            }
            (LineFor::Reschedule(targets), Meant::Slot(slot, _)) => {
                self.send_line();
                let again = |id, slot| Command::Reschedule(id, Some(slot));
                super::run(placed_at(&targets, slot, again), &targets)
            }
            (LineFor::MoveTime, Meant::Slot(slot, _)) => {
                self.dialogs.pop();
                let effects = self.calendar.set_moving_start(slot, &self.shared);
                self.follow(effects)
            }
            (LineFor::Promise(jobs), meant) => {
                self.send_line();
                let targets = self.targets();
                let commands = jobs.iter().map(|job| Command::Promise(*job, term_of(&meant))).collect();
                super::run(Command::all(commands), &targets)
            }
            (LineFor::Hold(jobs, reason), meant) => {
                self.send_line();
                let commands = jobs.iter().map(|job| self.hold(*job, reason, &meant, now)).collect();
                let targets = self.targets();
                super::run(Command::all(commands), &targets)
            }
            (_, Meant::Told(_, said)) => {
                self.complain_in_line(format!("{said} names no time of day; add one such as 9am"))
            }
            (_, Meant::Slot(..)) => Vec::new(),
        }
    }

    fn hold(&self, job: domain::JobId, reason: usize, meant: &Meant, now: Moment) -> Command {
        let moment = match term_of(meant) {
            Term::Window(window) => window.start,
            Term::By(due) => due,
        };
        let zone = self.shared.business.zone;
        let look_again = moment.max(now).with_timezone(&zone).date_naive();
        let owner = self.actor.clone();
        let reason = HOLDS.get(reason).copied().unwrap_or(domain::HoldReason::Client);
        Command::Hold { job, reason, owner, look_again, note: String::new() }
    }
}

/// Whether a refusal is followed by a question instead of an end.
fn asks_back(ask: &Ask, refusal: Option<&Refusal>) -> bool {
    let (Ask::Run(request), Some(refusal)) = (ask, refusal) else { return false };
    matches!(refusal, Refusal::SoftGuards { .. } | Refusal::WindowTold { .. })
        || request.can_be_sifted(refusal)
}

fn term_of(meant: &Meant) -> Term {
    match meant {
        Meant::Slot(slot, _) => Term::Window(slot.span),
        Meant::Told(term, _) => *term,
    }
}

/// Every visit begins then and keeps its own length, unless another than that of the first was typed.
fn placed_at(targets: &[Target], slot: Slot, command: impl Fn(VisitId, Slot) -> Command) -> Command {
    let none_typed = targets.first().is_some_and(|first| i64::from(first.minutes) == slot.span.minutes());
    let place = |target: &Target| {
        let own = Span::of_minutes(slot.span.start, target.minutes).filter(|_| none_typed);
        let slot = own.map_or(slot, |span| Slot { span, ..slot });
        target.visit.map(|(id, _)| command(id, slot))
    };
    Command::all(targets.iter().filter_map(place).collect())
}
