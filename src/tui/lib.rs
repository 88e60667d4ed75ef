//! The screen.
//!
//! Bytes of the terminal become one closed [`event::Event`], the [`keymap`] makes an
//! [`action::Action`] of it, and widgets draw plain data. This crate must not know of the store:
//! what it shows comes from `app` as values, and what it wants done goes there as commands.

pub mod action;
pub mod ask;
pub mod dialog;
pub mod draw;
mod editor;
pub mod effect;
pub mod event;
mod first;
pub mod key;
pub mod keymap;
pub mod pane;
mod rebind;
mod run;
pub mod shared;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod ui;
pub mod widget;
mod worker;

pub use first::{First, ask_first};
pub use run::{Ended, Options, run};
