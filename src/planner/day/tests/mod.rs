//! Days as problems and back: what may never happen, and what each rule comes to.

mod fixture;
mod properties;
mod table;
mod when;
