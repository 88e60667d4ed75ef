//! `invoice mark`: the same as `job invoice`.

use clap::Subcommand;

use super::job::{Invoice, mark_invoice};
use crate::failure::Result;
use crate::output::Answer;
use crate::session::Session;

/// What can be done with invoices.
#[derive(Debug, Subcommand)]
pub(crate) enum InvoiceVerb {
    /// Mark where the bill of a job stands
    Mark(Invoice),
}

impl InvoiceVerb {
    pub(crate) fn run(self, session: &Session) -> Result<Answer> {
        match self {
            InvoiceVerb::Mark(invoice) => mark_invoice(session, &invoice),
        }
    }
}
