//! Drafts: going in and out, what stays out of them, and what comes of a commit.

use app::DraftLine;
use domain::{DraftId, Refusal};

use super::{Asking, Deed, Ui};
use crate::action::Action;
use crate::ask::{Ask, Failure, Opened};
use crate::dialog::{Dialog, LineFor, MenuFor};
use crate::draft::{DraftRow, menu, say_visits, visits_of};
use crate::widget::confirm::Question;

impl Ui {
    /// The actions of drafts.
    pub(super) fn act_on_draft(&mut self, action: Action) -> Option<Vec<Deed>> {
        let open = self.shared.draft.clone();
        Some(match (action, open) {
            (Action::Draft, _) => {
                self.asking = Some(Asking::Drafts);
                self.await_load(vec![Deed::Ask(Ask::Drafts)])
            }
            (Action::DraftNew, _) => vec![Deed::Ask(Ask::NewDraft(self.draft_day()))],
            (Action::DraftDiff, Some(draft)) => self.open_diff(draft.id),
            (Action::DraftOptimise, Some(draft)) => self.optimise(draft.id),
            (Action::DraftCommit, Some(draft)) => vec![Deed::Ask(Ask::CommitDraft(draft.id, None))],
            (Action::DraftDiscard, Some(draft)) => self.ask_discard(&draft),
            (Action::DraftLeave, Some(_)) => vec![Deed::Ask(Ask::EnterDraft(None))],
            (Action::DraftDrop, Some(draft)) => self.drop_from_draft(draft.id),
            (
                Action::DraftDiff
                | Action::DraftOptimise
                | Action::DraftCommit
                | Action::DraftDiscard
                | Action::DraftLeave
                | Action::DraftDrop,
                None,
            ) => {
                let key = self.key_of(Action::Draft);
                self.refuse(&format!("no draft is open; {key} lists the drafts"))
            }
            _ => return None,
        })
    }

    /// The reason when an action stays out of the draft that is open; none when it can be tried.
    pub(super) fn refuse_in_draft(&mut self, action: Action) -> Option<Vec<Deed>> {
        let name = self.shared.draft.as_ref()?.name.clone();
        if !crate::action::stays_out_of_drafts(action) {
            return None;
        }
        let refusal = Refusal::NotInDraft { draft: domain::visible(&name).into_owned() };
        let mend = refusal.mends().first().map(|mend| self.say_mend(mend)).unwrap_or_default();
        Some(self.refuse(&format!("{refusal}. {mend}")))
    }

    /// What is asked with everything else while a draft is open: whether it is still there, and how it stands.
    pub(super) fn asks_of_draft(&mut self) -> Option<Ask> {
        if let Some(left) = self.left_draft.take() {
            return Some(Ask::EnterDraft(Some(left)));
        }
        self.shared.draft.as_ref().map(|_| Ask::Drafts)
    }

    pub(super) fn take_drafts_there_are(
        &mut self,
        current: Option<DraftLine>,
        all: &[DraftLine],
    ) -> Vec<Deed> {
        let was = self.shared.draft.take();
        self.shared.draft = current;
        if self.asking == Some(Asking::Drafts) {
            self.asking = None;
            let (rows, menu) = menu(self.shared.draft.as_ref(), all, self.draft_day());
            return self.show(Dialog::Menu(MenuFor::Draft(rows), menu));
        }
        match was {
            Some(was) if self.shared.draft.is_none() => {
                let name = domain::visible(&was.name);
                self.fail(format!("The draft {name} is gone: it was committed or thrown away elsewhere"));
                self.without_draft()
            }
            Some(_) | None => self.follow_up(),
        }
    }

    pub(super) fn take_entered(&mut self, draft: Option<DraftLine>) -> Vec<Deed> {
        let was = self.shared.draft.take();
        self.shared.draft = draft;
        match (&self.shared.draft, was) {
            (Some(draft), _) => {
                let said =
                    format!("In draft {}: the plan itself stays as it is", domain::visible(&draft.name));
                self.say(said);
            }
            (None, Some(was)) => {
                let said = format!("Left draft {}; it is kept", domain::visible(&was.name));
                self.say(said);
            }
            (None, None) => {}
        }
        self.without_diff();
        self.refresh()
    }

    pub(super) fn take_discarded(&mut self, draft: &DraftLine) -> Vec<Deed> {
        self.shared.draft = self.shared.draft.take().filter(|open| open.id != draft.id);
        self.say(format!("Threw away draft {}", domain::visible(&draft.name)));
        self.without_draft()
    }

    /// The draft that was open is gone; its differences go with it.
    pub(super) fn leave_draft(&mut self) {
        self.shared.draft = None;
        self.without_diff();
    }

    /// What follows when something about a draft was refused; none when it is said as everything else.
    pub(super) fn draft_refused(&mut self, ask: &Ask, failure: &Failure) -> Option<Vec<Deed>> {
        if matches!(ask, Ask::CommitDraft(..)) {
            self.reason_of_commit_given();
        }
        match (ask, &failure.refusal) {
            (Ask::CommitDraft(draft, _), Some(Refusal::SoftGuards { findings })) => {
                Some(self.ask_reason(LineFor::OverrideCommit(*draft), findings))
            }
            (Ask::CommitDraft(draft, _), Some(Refusal::PlanMoved { .. })) => {
                let deeds = self.open_diff(*draft);
                self.fail("The plan has moved under the draft: move those visits again, or take them out");
                Some(deeds)
            }
            (_, Some(Refusal::NoDraft { .. })) if self.shared.draft.is_some() => {
                // The next look at the drafts says that it is gone.
                Some(vec![Deed::Ask(Ask::Drafts)])
            }
            _ => None,
        }
    }

    /// The line for a reason has done its part, whatever the answer is.
    pub(super) fn reason_of_commit_given(&mut self) {
        if let Some(Dialog::Line { purpose: LineFor::OverrideCommit(_), .. }) = self.dialogs.last() {
            self.dialogs.pop();
        }
    }

    pub(super) fn choose_draft(&mut self, row: DraftRow) -> Vec<Deed> {
        self.dialogs.pop();
        match row {
            DraftRow::New(date) => vec![Deed::Ask(Ask::NewDraft(date))],
            DraftRow::Enter(id) => vec![Deed::Ask(Ask::EnterDraft(Some(id)))],
            DraftRow::Act(action) => self.act_on_draft(action).unwrap_or_default(),
        }
    }

    fn open_diff(&mut self, draft: DraftId) -> Vec<Deed> {
        self.without_diff();
        self.open(Opened::DraftDiff(draft))
    }

    /// Throwing away cannot be taken back: what is lost is named first.
    fn ask_discard(&mut self, draft: &DraftLine) -> Vec<Deed> {
        if draft.steps == 0 {
            return vec![Deed::Ask(Ask::DiscardDraft(draft.id))];
        }
        let question = Question {
            text: format!("Throw away draft {}?", domain::visible(&draft.name)),
            consequences: vec![
                format!("{} changed in {} steps", say_visits(draft.visits), draft.steps),
                "this cannot be taken back; the plan stays as it is".to_owned(),
            ],
            answers: "y throw it away   n keep it".to_owned(),
        };
        self.show(Dialog::Discard(question, draft.id))
    }

    fn drop_from_draft(&mut self, draft: DraftId) -> Vec<Deed> {
        let visits = visits_of(&self.targets());
        if visits.is_empty() {
            return self.refuse_for_nothing();
        }
        vec![Deed::Ask(Ask::DropFromDraft(draft, visits))]
    }

    /// The day that a new draft is about: the one that is looked at.
    fn draft_day(&self) -> chrono::NaiveDate {
        self.calendar_day().unwrap_or_else(|| self.shared.today())
    }

    fn without_diff(&mut self) {
        self.opened.retain(|detail| !matches!(detail.opened(), Opened::DraftDiff(_)));
    }

    fn without_draft(&mut self) -> Vec<Deed> {
        self.without_diff();
        self.refresh()
    }
}
