//! Labels of the business's own under the stage of a job: what there is to choose from.

use app::view::JobCard;
use domain::{JobId, Stage};

use super::{Asking, Deed, Ui};
use crate::ask::{Ask, Target};
use crate::dialog::{Dialog, MenuFor};

/// The last row of the menu.
const NONE: &str = "no label";

impl Ui {
    /// Offers the labels of the stage that the targets are in; a visit's job is looked up first.
    pub(super) fn ask_substatus(&mut self, job: JobId, targets: &[Target]) -> Vec<Deed> {
        if self.shared.definitions.substatuses.is_empty() {
            return self.refuse("there are no labels; list them in the configuration under [substatus]");
        }
        match stages_of(targets).as_deref() {
            None => {
                self.asking = Some(Asking::Substatus(targets.to_vec()));
                vec![Deed::Ask(Ask::Job(job))]
            }
            Some([stage]) => self.offer_substatus(*stage, targets),
            Some(_) => self.refuse("those marked are in several stages, which have labels of their own"),
        }
    }

    /// Offers the labels of the stage that a job turned out to be in.
    pub(super) fn offer_substatus_of(&mut self, card: &JobCard, targets: &[Target]) -> Vec<Deed> {
        self.offer_substatus(card.line.stage, targets)
    }

    fn offer_substatus(&mut self, stage: Stage, targets: &[Target]) -> Vec<Deed> {
        let labels = self.shared.definitions.substatuses_of(stage).to_vec();
        let title = stage.title().to_lowercase();
        if labels.is_empty() {
            let key = stage.name();
            let why = format!("there is no label under {title}; list some in the configuration: {key} = […]");
            return self.refuse(&why);
        }
        let rows: Vec<String> = labels.iter().cloned().chain([NONE.to_owned()]).collect();
        let about = super::work::label_of(targets);
        let purpose = MenuFor::Substatus(targets.to_vec(), labels);
        self.show(Dialog::offer(purpose, format!("{about}: {title}, and"), rows.iter().map(String::as_str)))
    }
}

/// The stages of the targets, each once; none when one is not known.
fn stages_of(targets: &[Target]) -> Option<Vec<Stage>> {
    let mut stages = targets.iter().map(|target| target.stage).collect::<Option<Vec<Stage>>>()?;
    stages.sort_unstable();
    stages.dedup();
    Some(stages)
}
