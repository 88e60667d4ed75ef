//! The screen.
//!
//! Bytes of the terminal become one closed [`event::Event`], the [`keymap`] makes an
//! [`action::Action`] of it, and widgets draw plain data. This crate must not know of the store:
//! what it shows comes from `app` as values, and what it wants done goes there as commands.

pub mod action;
pub mod event;
pub mod key;
pub mod keymap;
mod rebind;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod widget;
