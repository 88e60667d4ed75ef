//! Running late in the made-up firm.
