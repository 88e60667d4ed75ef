//! Making one client of two: which two, side by side, and then it is done.

use app::{DuplicatePair, MergeView};
use domain::ClientId;

use super::{Deed, Ui};
use crate::action::Action;
use crate::ask::Ask;
use crate::dialog::{Dialog, MenuFor};
use crate::merge::{self, Merge};

impl Ui {
    /// Two marked clients are compared; otherwise those that may be one are looked for.
    pub(super) fn ask_merge(&mut self) -> Vec<Deed> {
        let mut clients: Vec<ClientId> =
            self.targets().iter().filter_map(|target| target.client).map(|(id, _)| id).collect();
        clients.dedup();
        match clients.as_slice() {
            [keep, gone] => vec![Deed::Ask(Ask::Merge(*keep, *gone))],
            [] | [_] => vec![Deed::Ask(Ask::Duplicates)],
            more => {
                let many = more.len();
                self.refuse(&format!("{many} clients are marked; two can be compared at a time"))
            }
        }
    }

    pub(super) fn offer_duplicates(&mut self, pairs: &[DuplicatePair]) -> Vec<Deed> {
        if pairs.is_empty() {
            self.say("No two clients share a name, number or address; mark two to compare them");
            return Vec::new();
        }
        let ids = pairs.iter().map(|pair| (pair.keep.id, pair.gone.id)).collect();
        self.show(Dialog::Menu(MenuFor::Duplicates(ids), merge::offer(pairs)))
    }

    pub(super) fn show_merge(&mut self, view: Box<MergeView>) -> Vec<Deed> {
        let is_choice =
            |dialog: &Dialog| matches!(dialog, Dialog::Merge(_) | Dialog::Menu(MenuFor::Duplicates(_), _));
        if self.dialogs.last().is_some_and(is_choice) {
            self.dialogs.pop();
        }
        self.show(Dialog::Merge(Merge::new(view)))
    }

    /// Does what was compared, or turns it round.
    pub(super) fn merge(&mut self, action: Action) -> Vec<Deed> {
        let Some(Dialog::Merge(Merge { view, .. })) = self.dialogs.last() else { return Vec::new() };
        if action == Action::SwapMerge {
            return vec![Deed::Ask(Ask::Merge(view.gone.id, view.keep.id))];
        }
        let request = view.request();
        self.dialogs.pop();
        vec![Deed::Ask(Ask::Run(Box::new(request)))]
    }
}
