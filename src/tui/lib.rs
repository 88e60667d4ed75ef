//! The screen.
//!
//! Bytes of the terminal become one closed [`event::Event`], the [`keymap`] makes an
//! [`action::Action`] of it, and widgets draw plain data. This crate must not know of the store:
//! what it shows comes from `app` as values, and what it wants done goes there as commands.

pub mod action;
pub mod ask;
#[cfg(feature = "loop")]
pub mod dialog;
#[cfg(feature = "loop")]
pub mod draw;
#[cfg(feature = "loop")]
mod editor;
pub mod effect;
pub mod event;
pub mod key;
pub mod keymap;
pub mod pane;
mod rebind;
#[cfg(feature = "loop")]
mod run;
pub mod shared;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod widget;
#[cfg(feature = "loop")]
pub mod ui;
#[cfg(feature = "loop")]
mod worker;

#[cfg(feature = "loop")]
pub use run::{Ended, Options, run};
