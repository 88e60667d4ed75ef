//! The optimiser: begun in the draft that is open, watched, ended early, and what came of it.

use app::{OptimiseAsk, OptimiseReport};
use domain::DraftId;

use super::{Deed, Ui};
use crate::action::Action;
use crate::ask::Ask;
use crate::dialog::Dialog;
use crate::import::Stop;
use crate::optimise::{Asked, Running, Told, lines_of};

impl Ui {
    /// Looks for the best plan of the day that is looked at, else of the day that the draft is about.
    pub(super) fn optimise(&mut self, draft: DraftId) -> Vec<Deed> {
        let about = self.shared.draft.as_ref().and_then(|draft| draft.date);
        let date = self.calendar_day().or(about).unwrap_or_else(|| self.shared.today());
        let asked = Asked { ask: OptimiseAsk::new(draft, date), stop: Stop::default() };
        let mut deeds = self.show(Dialog::Optimise(Box::new(Running::new(asked.clone()))));
        deeds.push(Deed::Ask(Ask::Optimise(Box::new(asked))));
        deeds
    }

    /// A key while the search runs; none when it does not.
    pub(super) fn act_in_search(&mut self, action: Action) -> Option<Vec<Deed>> {
        let Some(Dialog::Optimise(running)) = self.dialogs.last() else { return None };
        Some(match action {
            Action::SuspendDialog => vec![Deed::Suspend],
            Action::HelpTyping => self.show_help(),
            Action::Leave => {
                running.stop();
                Vec::new()
            }
            _ => Vec::new(),
        })
    }

    /// What the worker tells of the search: the plan is drawn anew where it is another.
    pub(super) fn take_search(&mut self, told: Told) -> Vec<Deed> {
        match told {
            Told::Step(step, is_new) => {
                for dialog in &mut self.dialogs {
                    if let Dialog::Optimise(running) = dialog {
                        running.tell(step);
                    }
                }
                if is_new { self.refresh() } else { Vec::new() }
            }
            Told::Ended(report) => self.end_search(&report),
        }
    }

    fn end_search(&mut self, report: &OptimiseReport) -> Vec<Deed> {
        self.close_search();
        let title = format!("Optimised {}", report.date.format("%a %-d %b"));
        let mut deeds = self.show(Dialog::Read { title, lines: lines_of(report), from: 0 });
        deeds.extend(self.refresh());
        deeds
    }

    pub(super) fn fail_search(&mut self, why: &str) -> Vec<Deed> {
        self.close_search();
        self.fail(why);
        self.refresh()
    }

    fn close_search(&mut self) {
        self.dialogs.retain(|dialog| !matches!(dialog, Dialog::Optimise(_)));
    }
}
