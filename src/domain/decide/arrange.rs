//! Several visits to new places at once, as an optimised day or a draft has them.

use super::desk::Desk;
use super::place::{judge_place, put_in_place, to_tray};
use crate::{Arrangement, Fact, Refusal, Visit, VisitId, WindowChoice};

/// Puts every visit in its place, then asks the rules: two that change places do not clash on the way.
/// Visits that are there already are left out.
pub(super) fn arrange(
    desk: &mut Desk<'_>,
    arrangements: &[Arrangement],
    what: &str,
) -> Result<(Fact, String), Refusal> {
    let is_outermost = desk.gather();
    let mut moved: Vec<(VisitId, Visit, WindowChoice)> = Vec::new();
    let mut changed = 0_usize;
    for arrangement in arrangements {
        match put(desk, arrangement) {
            Ok(before) => {
                changed += 1;
                moved.extend(before.map(|before| (arrangement.visit, before, arrangement.choice)));
            }
            Err(Refusal::NothingToDo { .. }) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    for (id, before, choice) in &moved {
        judge_place(desk, *id, before, *choice)?;
    }
    if is_outermost {
        desk.ask_gathered(changed < arrangements.len())?;
    }
    match changed {
        0 => Err(Refusal::NothingToDo { what: "every visit is there already".to_owned() }),
        1 => Ok((Fact::VisitsArranged, format!("{what}: 1 visit changed"))),
        changed => Ok((Fact::VisitsArranged, format!("{what}: {changed} visits changed"))),
    }
}

/// Puts one visit in its place and gives it as it was; none for one that goes to the tray.
fn put(desk: &mut Desk<'_>, arrangement: &Arrangement) -> Result<Option<Visit>, Refusal> {
    let id = arrangement.visit;
    if let Some(placement) = &arrangement.placement {
        return put_in_place(desk, id, placement, arrangement.choice).map(Some);
    }
    let visit = desk.visit(id)?;
    if visit.slot.is_none() && visit.crew.is_none() {
        return Err(Refusal::NothingToDo { what: format!("{} is in the tray", desk.visit_name(id)) });
    }
    to_tray(desk, id).map(|_| None)
}
