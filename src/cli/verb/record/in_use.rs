//! Whether a record is still in use.

use clap::Args;

/// Takes a record out of use, or back.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct InUseArgs {
    /// It takes no new work; what is on record stays
    #[arg(long, conflicts_with = "active")]
    inactive: bool,
    /// It takes new work again
    #[arg(long)]
    active: bool,
}

impl InUseArgs {
    /// Puts what was said in its place.
    pub(crate) fn apply(&self, inactive: &mut bool) {
        *inactive = (*inactive || self.inactive) && !self.active;
    }
}
