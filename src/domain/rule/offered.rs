//! The rule that a visit is when the client can have us.

use super::Case;
use crate::describe_offers;

/// The visit lies in one of the times that the client offered, while nobody has arrived.
pub(super) fn offered(case: &Case<'_>) -> Vec<String> {
    let Some((slot, zone)) = case.moments() else { return Vec::new() };
    if case.visit.arrived_at().is_some() || case.job.is_offered(&slot) {
        return Vec::new();
    }
    vec![format!("{} can have us {} only", case.client_name(), describe_offers(&case.job.offered, zone))]
}
