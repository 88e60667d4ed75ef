//! When an action can be done, and why not: asked by the hint line, the help and the palette.
//!
//! The reasons are those of the domain's own rules ([`domain::check_visit_step`],
//! [`domain::check_job_step`]); what they cannot see from here, the store refuses when the key is pressed.

use domain::{JobStep, Mend, Refusal, VisitStep, check_job_step, check_visit_step};

use super::{Action, Context};
use crate::ask::Target;

/// What the reasons depend on.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that a reason names")]
pub struct Situation<'a> {
    /// Which keys hold.
    pub context: Context,
    /// What an action would be about: the marked ones, else the selected one.
    pub targets: &'a [Target],
    /// Whether the line being typed has a whole form.
    pub has_form: bool,
    /// Whether a draft is open.
    pub in_draft: bool,
    /// Whether operations are listed: a history or the log stands in front.
    pub lists_operations: bool,
    /// Whether more is said of the row that is selected in a menu than is seen at once.
    pub has_more: bool,
    /// What becomes of the line being typed, in a word for the hint line; empty as the table says it.
    pub submits: &'static str,
}

impl<'a> Situation<'a> {
    /// What holds in a context with these targets, no line being typed.
    pub fn of(context: Context, targets: &'a [Target]) -> Self {
        Situation {
            context,
            targets,
            has_form: false,
            in_draft: false,
            lists_operations: false,
            has_more: false,
            submits: "",
        }
    }
}

/// Why an action cannot be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unavailable {
    /// In a sentence, without its full stop.
    pub reason: String,
    /// What would mend it.
    pub mend: Option<Mend>,
}

/// Whether an action can be done.
pub type Available = Result<(), Unavailable>;

impl Unavailable {
    /// A reason that names its own way out.
    pub fn because(reason: impl Into<String>) -> Self {
        Unavailable { reason: reason.into(), mend: None }
    }
}

impl From<Refusal> for Unavailable {
    fn from(refusal: Refusal) -> Self {
        let mend = refusal.mends().into_iter().next();
        Unavailable { reason: refusal.to_string(), mend }
    }
}

/// It can always be done.
#[expect(clippy::unnecessary_wraps, reason = "it is a rule of the table like the others")]
pub(super) fn always(_: &Situation<'_>) -> Available {
    Ok(())
}

/// Something must be selected.
pub(super) fn selected(situation: &Situation<'_>) -> Available {
    if situation.targets.is_empty() {
        return Err(Unavailable::because("nothing is selected"));
    }
    Ok(())
}

/// Something must be selected that can be opened.
pub(super) fn opens(situation: &Situation<'_>) -> Available {
    // A day of the week or month is always selected, though it is nothing to work on.
    if situation.context == Context::Cells { Ok(()) } else { selected(situation) }
}

/// Operations must be listed.
pub(super) fn operation(situation: &Situation<'_>) -> Available {
    if situation.lists_operations {
        Ok(())
    } else {
        Err(Unavailable::because("no operation is listed here; a history or the log lists them"))
    }
}

/// A draft must be open.
pub(super) fn in_draft(situation: &Situation<'_>) -> Available {
    if situation.in_draft { Ok(()) } else { Err(Unavailable::because("no draft is open")) }
}

/// A draft must be open, and a visit selected.
pub(super) fn drafted(situation: &Situation<'_>) -> Available {
    in_draft(situation)?;
    visit(situation)
}

/// Nothing but the plan is changed in a draft.
pub(super) fn outside_of_drafts(action: Action, situation: &Situation<'_>) -> Available {
    if situation.in_draft && stays_out_of_drafts(action) {
        return Err(Unavailable::because(
            "a draft is open, in which only the plan is changed; leave it first",
        ));
    }
    Ok(())
}

/// Whether an action changes something else than the plan: when visits are, and who goes.
pub fn stays_out_of_drafts(action: Action) -> bool {
    matches!(
        action,
        Action::Confirm
            | Action::Dispatch
            | Action::EnRoute
            | Action::OnSite
            | Action::Done
            | Action::Complete
            | Action::Verify
            | Action::Checklist
            | Action::Invoice
            | Action::Reopen
            | Action::Close
            | Action::Hold
            | Action::Substatus
            | Action::Release
            | Action::AddVisit
            | Action::VisitForm
            | Action::Promise
            | Action::New
            | Action::Edit
            | Action::EditBusiness
            | Action::NewTechnician
            | Action::AddEvent
            | Action::Merge
            | Action::Tag
            | Action::Note
            | Action::Cancel
            | Action::AddContact
            | Action::AddSite
            | Action::AddEquipment
            | Action::AddJob
            | Action::Import
            | Action::UndoThis
    )
}

/// The line being typed must have a whole form.
pub(super) fn form_of_line(situation: &Situation<'_>) -> Available {
    if situation.has_form { Ok(()) } else { Err(Unavailable::because("this line has no form")) }
}

/// There must be more to read of the row selected.
pub(super) fn reads_on(situation: &Situation<'_>) -> Available {
    if situation.has_more { Ok(()) } else { Err(Unavailable::because("all that is said of the row is seen")) }
}

/// What is selected must be a visit or have one.
pub(super) fn visit(situation: &Situation<'_>) -> Available {
    any(situation, |target| match target.visit {
        Some(_) => Ok(()),
        None if target.job.is_none() => {
            Err(Unavailable::because("a client has no visit; open one of its jobs"))
        }
        None => Err(Unavailable::because("it has no visit")),
    })
}

/// What is selected must belong to a client.
pub(super) fn client(situation: &Situation<'_>) -> Available {
    any(situation, |target| match target.client {
        Some(_) => Ok(()),
        None => Err(Unavailable::because("it belongs to no client")),
    })
}

/// What is selected must be a job or belong to one.
pub(super) fn job(situation: &Situation<'_>) -> Available {
    any(situation, |target| match target.job {
        Some(_) => Ok(()),
        None => Err(Unavailable::because("a client has no state; open one of its jobs")),
    })
}

/// There must be a telephone number.
pub(super) fn phone(situation: &Situation<'_>) -> Available {
    any(situation, |target| reached(target, &target.phone, "no telephone number is known here"))
}

/// There must be an e-mail address.
pub(super) fn email(situation: &Situation<'_>) -> Available {
    any(situation, |target| reached(target, &target.email, "no e-mail address is known here"))
}

/// There must be an address.
pub(super) fn address(situation: &Situation<'_>) -> Available {
    any(situation, |target| known(&target.address, "no address is known here"))
}

/// Lists do not have everything that a client is reached by: it is looked up when it is asked for.
fn reached(target: &Target, text: &str, otherwise: &str) -> Available {
    if target.client.is_some() { Ok(()) } else { known(text, otherwise) }
}

fn known(text: &str, otherwise: &str) -> Available {
    if text.is_empty() { Err(Unavailable::because(otherwise)) } else { Ok(()) }
}

/// One of the targets is enough; the reason is that of the first.
fn any(situation: &Situation<'_>, check: impl Fn(&Target) -> Available) -> Available {
    selected(situation)?;
    let mut answers = situation.targets.iter().map(check);
    let first = answers.next().unwrap_or(Ok(()));
    if first.is_ok() || answers.any(|answer| answer.is_ok()) { Ok(()) } else { first }
}

/// A step of a visit, which its job must allow too. What was not seen is not refused here.
fn visit_step(situation: &Situation<'_>, step: VisitStep, of_job: Option<JobStep>) -> Available {
    visit(situation)?;
    any(situation, |target| {
        if let Some(standing) = &target.standing {
            check_visit_step(standing, step)?;
        }
        match (of_job, target.job, target.stage) {
            (Some(step), Some((job, _)), Some(stage)) => Ok(check_job_step(job, stage, step)?),
            _ => Ok(()),
        }
    })
}

fn job_step(situation: &Situation<'_>, step: JobStep) -> Available {
    job(situation)?;
    any(situation, |target| match (target.job, target.stage) {
        (Some((job, _)), Some(stage)) => Ok(check_job_step(job, stage, step)?),
        _ => Ok(()),
    })
}

/// Makes a rule of the table for each step.
macro_rules! steps {
    ($( $rule:ident: $check:ident($($argument:expr),+); )+) => {
        $( pub(super) fn $rule(situation: &Situation<'_>) -> Available {
            $check(situation, $($argument),+)
        } )+
    };
}

steps! {
    confirm: visit_step(VisitStep::Confirm, None);
    dispatch: visit_step(VisitStep::Dispatch, Some(JobStep::Dispatch));
    en_route: visit_step(VisitStep::EnRoute, Some(JobStep::Start));
    arrive: visit_step(VisitStep::Arrive, None);
    finish: visit_step(VisitStep::Finish, None);
    place: visit_step(VisitStep::Place, Some(JobStep::Place));
    to_tray: visit_step(VisitStep::ToTray, None);
    reschedule: visit_step(VisitStep::Reschedule, None);
    pin: visit_step(VisitStep::Pin, None);
    complete: job_step(JobStep::Complete);
    verify: job_step(JobStep::Verify);
    close: job_step(JobStep::Close);
    reopen: job_step(JobStep::Reopen);
    hold: job_step(JobStep::Hold);
    release: job_step(JobStep::Release);
    add_visit: job_step(JobStep::AddVisit);
    promise: job_step(JobStep::Promise);
    answer: job_step(JobStep::Answer);
}

#[cfg(test)]
mod tests {
    use domain::{ClientId, JobId, Stage, VisitId, VisitStanding, VisitState};

    use super::*;
    use crate::action::Action;

    fn target(state: VisitState, stage: Stage) -> Target {
        let standing = VisitStanding {
            id: VisitId(1),
            job: JobId(2),
            state,
            has_slot: true,
            has_crew: true,
            pinned: false,
        };
        Target {
            visit: Some((VisitId(1), 3)),
            job: Some((JobId(2), 3)),
            standing: Some(standing),
            stage: Some(stage),
            ..Target::default()
        }
    }

    fn why_not(action: Action, targets: &[Target]) -> Option<String> {
        let situation = Situation::of(Context::Today, targets);
        action.entry().why_not(&situation).map(|unavailable| unavailable.reason)
    }

    #[test]
    fn the_reasons_are_those_of_the_rules() {
        let planned = [target(VisitState::Planned, Stage::Scheduled)];
        assert_eq!(why_not(Action::EnRoute, &planned), None);
        let said = why_not(Action::OnSite, &planned);
        assert_eq!(said.as_deref(), Some("V-1 is planned, so it cannot be on site"));
        let held = [target(VisitState::Planned, Stage::OnHold)];
        assert_eq!(
            why_not(Action::EnRoute, &held).as_deref(),
            Some("J-2 is on hold, so it cannot be started")
        );
        assert_eq!(why_not(Action::Assign, &[]).as_deref(), Some("nothing is selected"));
    }

    #[test]
    fn one_of_those_marked_is_enough() {
        let both = [
            target(VisitState::Cancelled("moved".to_owned()), Stage::Scheduled),
            target(VisitState::OnSite, Stage::InProgress),
        ];
        assert_eq!(why_not(Action::Done, &both), None);
        assert!(why_not(Action::Done, &both[..1]).is_some());
    }

    #[test]
    fn a_client_has_no_state() {
        let client = [Target { client: Some((ClientId(1), 1)), ..Target::default() }];
        assert_eq!(
            why_not(Action::Complete, &client).as_deref(),
            Some("a client has no state; open one of its jobs")
        );
        assert_eq!(why_not(Action::GoClient, &client), None);
        assert_eq!(why_not(Action::CopyEmail, &client), None);
        let nobody = [Target { job: Some((JobId(1), 1)), ..Target::default() }];
        assert_eq!(why_not(Action::CopyEmail, &nobody).as_deref(), Some("no e-mail address is known here"));
    }

    #[test]
    fn what_belongs_to_another_view_says_which() {
        let situation = Situation::of(Context::Board, &[]);
        let said = Action::ZoomIn.entry().why_not(&situation).map(|unavailable| unavailable.reason);
        assert_eq!(said.as_deref(), Some("it belongs to Calendar"));
    }
}
