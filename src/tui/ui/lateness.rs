//! Somebody is late: by how much, what becomes of the day, what is done about it.

use app::LateView;
use domain::{Finding, Refusal};

use super::{Deed, Ui, View};
use crate::action::Action;
use crate::ask::{Ask, Failure, LateWho};
use crate::dialog::{Dialog, LineFor};
use crate::late::Late;

impl Ui {
    /// Asks how late somebody is, or with a count what comes of so many minutes: whoever's lane is focused in the
    /// calendar, else whoever leads the selected visit.
    pub(super) fn ask_late(&mut self, minutes: Option<u32>) -> Vec<Deed> {
        let visit = self.targets().first().and_then(|target| target.visit).map(|(id, _)| LateWho::LeadOf(id));
        let Some(who) = self.lane_of_calendar().or(visit) else {
            return self.refuse("nobody is selected who could be late; select a visit or a lane");
        };
        match minutes {
            Some(minutes) => self.await_load(vec![Deed::Ask(Ask::Late(who, minutes))]),
            None => self.show(Dialog::ask(LineFor::Late(who), "How late, as of now? (40, 1h10)")),
        }
    }

    /// The technician whose lane has the focus in the calendar, when that and nothing else is in front.
    fn lane_of_calendar(&self) -> Option<LateWho> {
        let is_in_front = self.view() == View::Calendar && self.opened.is_empty();
        is_in_front.then(|| self.calendar.lane_technician()).flatten().map(LateWho::Technician)
    }

    pub(super) fn take_late(&mut self, view: LateView) -> Vec<Deed> {
        if matches!(self.dialogs.last(), Some(Dialog::Line { purpose: LineFor::Late(_), .. })) {
            self.dialogs.pop();
        }
        if view.cascade.is_empty() {
            self.say(view.sentence);
            return Vec::new();
        }
        self.show(Dialog::Late(Late::new(Box::new(view))))
    }

    /// The actions of the dialog.
    pub(super) fn act_in_late(&mut self, action: Action) -> Option<Vec<Deed>> {
        let Some(Dialog::Late(late)) = self.dialogs.last_mut() else { return None };
        match action {
            Action::LateNext => late.go(1),
            Action::LatePrevious => late.go(-1),
            Action::LateFirst => late.go(isize::MIN),
            Action::LateLast => late.go(isize::MAX),
            Action::LateApply => return Some(self.repair(false)),
            Action::LateDraft => return Some(self.repair(true)),
            Action::LateCopy => return Some(self.copy_late_text()),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Does the repair in front, or puts it in a draft; what the rules find is asked about first.
    fn repair(&mut self, as_draft: bool) -> Vec<Deed> {
        let Some(Dialog::Late(late)) = self.dialogs.last() else { return Vec::new() };
        let Some(repair) = late.chosen().cloned().map(Box::new) else {
            return self.refuse("there is nothing to do");
        };
        if !repair.needs_reason.is_empty() {
            let said = repair.needs_reason.iter().map(|asks| format!("! {asks}")).collect();
            let prompt = "A reason to do it all the same (Esc leaves it)";
            return self.show(Dialog::ask_about(LineFor::OverrideLate(repair, as_draft), prompt, said));
        }
        self.dialogs.pop();
        vec![Deed::Ask(if as_draft { Ask::DraftLate(repair, None) } else { Ask::ApplyLate(repair, None) })]
    }

    /// A repair was sent with its reason: neither the line nor what is behind it is needed any more.
    pub(super) fn close_late(&mut self, ask: &Ask) {
        if matches!(ask, Ask::ApplyLate(..) | Ask::DraftLate(..)) {
            self.send_line();
            self.dialogs.pop_if(|dialog| matches!(dialog, Dialog::Late(_)));
        }
    }

    fn copy_late_text(&mut self) -> Vec<Deed> {
        let Some(Dialog::Late(late)) = self.dialogs.last_mut() else { return Vec::new() };
        late.take_text().map(Deed::Copy).into_iter().collect()
    }

    /// What follows when a repair was refused; none when it is said as everything else.
    pub(super) fn late_refused(&mut self, ask: &Ask, failure: &Failure) -> Option<Vec<Deed>> {
        let findings: &[Finding] = match &failure.refusal {
            Some(Refusal::SoftGuards { findings }) => findings,
            Some(_) | None => return None,
        };
        let purpose = match ask {
            Ask::ApplyLate(repair, _) => LineFor::OverrideLate(repair.clone(), false),
            Ask::DraftLate(repair, _) => LineFor::OverrideLate(repair.clone(), true),
            _ => return None,
        };
        Some(self.ask_reason(purpose, findings))
    }
}
