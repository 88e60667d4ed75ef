//! Sending jobs to the next or the previous stage, one or all that are marked.

use domain::{Command, JobId};

use crate::action::Action;
use crate::effect::Effect;
use crate::pane::Handled;
use crate::pane::board::Board;
use crate::pane::board::stage_step::{StageStep, Standing, step_back, step_on};
use crate::shared::Shared;
use app::view::JobLine;

/// Tries the next stage (`on`) or the previous one of the marked jobs, else of the selected one.
pub(super) fn send(board: &mut Board, on: bool, shared: &Shared) -> Handled {
    let held = board.held();
    let jobs: Vec<JobLine> = if held.is_empty() {
        board.selected().cloned().into_iter().collect()
    } else {
        held.into_values().collect()
    };
    let steps: Vec<(JobId, StageStep)> = jobs.iter().map(|job| (job.id, step_of(job, on, shared))).collect();
    let Some((first, rest)) = steps.split_first() else {
        return Handled::with(Effect::Refuse("no job is selected".to_owned()));
    };
    if rest.is_empty() {
        board.following = Some(first.0);
    }
    Handled::with(effect_of(&steps, shared))
}

fn step_of(job: &JobLine, on: bool, shared: &Shared) -> StageStep {
    let standing = Standing {
        job: job.id,
        stage: job.stage,
        visit: job.visit.zip(job.state.as_ref()),
        has_slot: job.when.is_some(),
        has_crew: !job.technicians.is_empty(),
    };
    if on { step_on(&standing, shared.now.to_utc()) } else { step_back(&standing) }
}

/// Several jobs go as one operation, so they must take the same kind of step.
fn effect_of(steps: &[(JobId, StageStep)], shared: &Shared) -> Effect {
    if let [(_, step)] = steps {
        return match step {
            StageStep::Command(command) => Effect::Run((**command).clone()),
            StageStep::Dialog(action) => Effect::Act(*action),
            StageStep::Refuse(why, instead) => Effect::Refuse(refusal(why, instead, shared)),
        };
    }
    let mut commands: Vec<Command> = Vec::new();
    let mut dialogs: Vec<Action> = Vec::new();
    for (job, step) in steps {
        match step {
            StageStep::Command(command) => commands.push((**command).clone()),
            StageStep::Dialog(action) => dialogs.push(*action),
            StageStep::Refuse(why, instead) => {
                return Effect::Refuse(format!("{job}: {}", refusal(why, instead, shared)));
            }
        }
    }
    match (dialogs.first(), commands.is_empty()) {
        (None, _) => Effect::Run(Command::all(commands)),
        (Some(action), true) if dialogs.iter().all(|other| other == action) => Effect::Act(*action),
        (Some(_), _) => {
            let why = "the marked jobs take different steps: mark only those that take the same one";
            Effect::Refuse(why.to_owned())
        }
    }
}

/// Says why not, and what there is instead with its key.
fn refusal(why: &str, instead: &[Action], shared: &Shared) -> String {
    let named = instead.iter().map(|action| {
        let name = action.entry().name.to_lowercase();
        match shared.keymap.keys_of(*action).first() {
            Some(keys) => format!("{name} ({keys})"),
            None => name,
        }
    });
    format!("{why}: {}", named.collect::<Vec<_>>().join(" or "))
}
