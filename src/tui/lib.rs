//! The screen.
//!
//! Bytes of the terminal become one closed [`event::Event`], the [`keymap`] makes an
//! [`action::Action`] of it, and widgets draw plain data. This crate must not know of the store:
//! what it shows comes from `app` as values, and what it wants done goes there as commands.

pub mod action;
pub mod ask;
mod backups;
pub mod dialog;
pub mod draft;
pub mod draw;
mod editor;
pub mod effect;
pub mod event;
mod fault;
pub mod filter;
mod first;
pub mod form;
pub mod import;
pub mod key;
pub mod keymap;
pub mod late;
mod look;
pub mod merge;
mod mishap;
pub mod optimise;
pub mod palette;
pub mod pane;
mod rebind;
pub mod reference;
mod roads;
mod run;
pub mod session;
pub mod shared;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod ui;
pub mod widget;
mod worker;

pub use fault::ConfigFault;
pub use first::{First, ask_first};
pub use run::{Ended, Options, run};
pub use worker::answer;
