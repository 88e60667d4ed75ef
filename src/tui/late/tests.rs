//! The dialog as it is drawn.
