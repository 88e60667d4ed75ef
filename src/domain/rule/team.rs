//! Rules about who goes, whenever it is.

use super::Case;
use crate::Visit;

/// Who has left does not go.
pub(super) fn inactive(case: &Case<'_>) -> Vec<String> {
    let left = case.members.iter().filter(|(_, member)| member.inactive);
    left.map(|(_, member)| format!("{} no longer works here", member.name)).collect()
}

/// Nobody goes whom the client does not want.
pub(super) fn barred(case: &Case<'_>) -> Vec<String> {
    let Some(client) = case.client() else { return Vec::new() };
    let unwanted = case.members.iter().filter(|(who, _)| client.barred.contains(who));
    unwanted.map(|(_, member)| format!("{} does not want {}", client.name, member.name)).collect()
}

/// One of those whom the client insists on is in the crew.
pub(super) fn must_use(case: &Case<'_>) -> Vec<String> {
    let Some(client) = case.client() else { return Vec::new() };
    let nobody_goes = case.members.is_empty();
    if nobody_goes || client.required.is_empty() {
        return Vec::new();
    }
    if case.members.iter().any(|(who, _)| client.required.contains(who)) {
        return Vec::new();
    }
    let named = client.required.iter().filter_map(|who| case.slice.technicians.get(who));
    let names: Vec<&str> = named.map(|technician| technician.name.as_str()).collect();
    let only = if names.is_empty() { "somebody else".to_owned() } else { names.join(" or ") };
    vec![format!("{} takes {only} only", client.name)]
}

/// The crew has every skill between them, at the level asked.
pub(super) fn skill_gap(case: &Case<'_>) -> Vec<String> {
    if case.visit.crew.is_none() {
        return Vec::new();
    }
    let has = |wanted: &crate::Skill| {
        case.members.iter().any(|(_, member)| member.skills.iter().any(|skill| skill.meets(wanted)))
    };
    let missing = case.slice.skills_needed(case.job).into_iter().filter(|wanted| !has(wanted));
    let say = |wanted: crate::Skill| {
        let level = if wanted.level > 1 { format!(" at level {}", wanted.level) } else { String::new() };
        format!("{} cannot do {}{level}", case.names(), wanted.name)
    };
    missing.map(say).collect()
}

/// As many people go as the services ask for.
pub(super) fn crew_short(case: &Case<'_>) -> Vec<String> {
    let (size, wanted) = (case.members.len(), case.slice.crew_size_for(case.job));
    if case.visit.crew.is_none() || size >= wanted {
        return Vec::new();
    }
    vec![format!("the work takes {wanted} people, {size} go")]
}

/// What is pinned stays where it stands.
pub(super) fn pinned(case: &Case<'_>) -> Vec<String> {
    let moved =
        |stands: &Visit| stands.pinned && (stands.slot != case.visit.slot || stands.crew != case.visit.crew);
    let is_moved = case.slice.visits.get(&case.id).is_some_and(moved);
    if is_moved { vec![format!("{} is pinned where it is", case.id)] } else { Vec::new() }
}
